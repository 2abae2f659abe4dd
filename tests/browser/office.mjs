// What the office does with a file, step by step without a browser, for tests that look at what comes after.
import { Session } from "./session.mjs";

let people; // who may apply: each is used once in a run

/// Somebody of a medical facility of the province whom nothing hinders to apply again: {worker, facility, full_name}.
export function applicant(desk) {
  people ??= desk.json("application", "list").filter((file) => file.status === "granted" && !["F-14", "F-27"].includes(file.facility));
  const seen = new Set();
  while (people.length > 0) {
    const file = people.shift();
    if (seen.has(file.worker)) continue;
    seen.add(file.worker);
    people = people.filter((other) => other.worker !== file.worker);
    const asked = ["worker", "eligibility", file.worker, "--role", "safety_officer", "--facility", file.facility];
    const answer = desk.json(...asked);
    if (answer.determination === "undetermined" && String(answer.authority.bodies) === "province:66") return file;
  }
  throw new Error("nobody is left in the sample register who could apply");
}

const sessions = new Map();

/// One session for each account of a desk: signing in takes its time.
export async function as(desk, code) {
  const key = `${desk.address} ${code}`;
  if (!sessions.has(key)) sessions.set(key, await Session.open(desk.address, code));
  return sessions.get(key);
}

const fileOf = (address) => address.split(/[/#?]/)[2];

/// @returns its number
export async function takeIn(desk, person, state = "received") {
  const hoa = await as(desk, "hoa");
  const question = { worker: person.worker, facility: person.facility, role: "safety_officer", procedure: "new" };
  const address = `/applications/new?${new URLSearchParams(question)}`;
  const page = (await hoa.get(address)).text;
  const equipment = [...page.matchAll(/name="equipment" value="([^"]+)"/g)].map((found) => found[1]);
  return fileOf(await hoa.act(address, { ...question, channel: "in_person", state, receipt: "yes", no_papers: "yes", equipment }));
}

export async function screen(desk, number) {
  await (await as(desk, "nam")).act(`/applications/${number}/screen`);
}

/// Requirements that wait for an officer's judgement.
export async function openOnes(desk, number) {
  const page = (await (await as(desk, "nam")).get(`/applications/${number}`)).text;
  return [...new Set([...page.matchAll(/\/judge\/([A-Z0-9-]+)"/g)].map((found) => found[1]))];
}

export async function judge(desk, number, requirement, outcome = "met", reason = "đã đối chiếu bản gốc") {
  await (await as(desk, "nam")).act(`/applications/${number}/judge/${requirement}`, { outcome, reason, about: "requirement" });
}

/// Complete, judged, screened and submitted for signature.
export async function workOn(desk, number) {
  const nam = await as(desk, "nam");
  await screen(desk, number);
  await nam.act(`/applications/${number}/complete`);
  for (const requirement of await openOnes(desk, number)) await judge(desk, number, requirement);
  await screen(desk, number);
  await nam.act(`/applications/${number}/for-signature`);
}

export async function grant(desk, number) {
  await (await as(desk, "minh")).act(`/applications/${number}/decide?outcome=granted`, { confirm: "yes" });
}

/// @returns the certificate's number
export async function issue(desk, number) {
  const minh = await as(desk, "minh");
  await minh.act(`/applications/${number}/issue`, { confirm: "yes", without_end: "yes" });
  const page = (await minh.get(`/applications/${number}`)).text;
  return page.match(/href="\/certificates\/([^"?]+)/)[1];
}
