// Records at every step, so that each page and each act has something to show; and where the pages are found.
import { applicant, as, grant, issue, judge, openOnes, screen, takeIn, workOn } from "./office.mjs";
import { password } from "./desk.mjs";
import { unescaped } from "./session.mjs";

const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

/// What a page's form asks for and must have, as somebody might fill it in.
function filledIn(html) {
  const values = {};
  for (const [, select, options] of html.matchAll(/<select ([^>]*required[^>]*)>([\s\S]*?)<\/select>/g))
    values[select.match(/name="([^"]*)"/)[1]] = options.match(/value="([^"]+)"/)[1];
  for (const [, input] of html.matchAll(/<input ([^>]*type="text"[^>]*required[^>]*)>/g))
    values[input.match(/name="([^"]*)"/)[1]] = input.includes("placeholder=") ? "02/11/2026" : "12";
  for (const [, area] of html.matchAll(/<textarea ([^>]*required[^>]*)>/g)) values[area.match(/name="([^"]*)"/)[1]] = "thử";
  return values;
}

async function filesOf(desk) {
  const nam = await as(desk, "nam");
  const hoa = await as(desk, "hoa");
  const made = [];
  const file = async (state) => made[made.push(await takeIn(desk, applicant(desk), state)) - 1];
  await file("draft");
  await file("submitted");
  await file("received");
  const refused = await file();
  await screen(desk, refused);
  const [first] = await openOnes(desk, refused);
  await judge(desk, refused, first, "not_met", "thiếu bản chính");
  await screen(desk, refused);
  await nam.act(`/applications/${refused}/supplement`, { also: "Bản chính của văn bằng" });
  const screened = await file();
  await screen(desk, screened);
  const unpaid = await file();
  await screen(desk, unpaid);
  await nam.act(`/applications/${unpaid}/fee-notice`);
  const ready = await file();
  await workOn(desk, ready);
  const granted = await file();
  await workOn(desk, granted);
  await grant(desk, granted);
  const issued = await file();
  await workOn(desk, issued);
  await grant(desk, issued);
  const certificate = await issue(desk, issued);
  await hoa.act(`/certificates/${certificate}/paper`);
  await consult(nam, `/applications/${screened}/consult`);
  const acts = [`${made[2]}/screen`, `${screened}/supplement`, `${ready}/decide`, `${ready}/decide?outcome=granted`, `${ready}/decide?outcome=refused`, `${granted}/issue`];
  return [...made, ...acts].map((file) => `/applications/${file}`).concat(`/certificates/${certificate}`, `/certificates/${certificate}/paper.pdf`);
}

/// An answer is wanted by a working day: the first one that the office's calendar has.
async function consult(nam, address) {
  for (let ahead = 7; ahead < 30; ahead += 1) {
    const due = new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10).split("-").reverse().join("/");
    const answer = await nam.post(address, { body: "Cục An toàn bức xạ và hạt nhân", question: "Có phải cấp lại không?", due });
    if (answer.status === 303) return;
  }
  throw new Error(`${address}: no day is a working day`);
}

/// A scan of a paper, and an import with its preview.
async function uploads(desk) {
  const hoa = await as(desk, "hoa");
  const worker = await appointed(hoa);
  const form = `${worker}/evidence/new?kind=health_check`;
  const scan = new File([picture], "scan.png", { type: "image/png" });
  await hoa.act(form, { ...filledIn((await hoa.get(form)).text), document: scan });
  const sheet = () => new File(["Tên cơ sở,Tỉnh của trụ sở\nXưởng thử nghiệm Bốn Phương,66\n"], "co-so.csv", { type: "text/csv" });
  const preview = await hoa.act("/imports/preview", { kind: "facilities", file: sheet(), sheet: "" });
  await hoa.act(preview.replace("/imports/preview", "/imports"));
  const again = await hoa.act("/imports/preview", { kind: "facilities", file: sheet(), sheet: "" });
  const newest = Math.max(...[...(await hoa.get(worker)).text.matchAll(/\/evidence\/(\d+)"/g)].map((found) => Number(found[1])));
  return [worker, `${worker}/evidence/${newest}`, again];
}

/// Somebody with an appointment.
async function appointed(session) {
  for (let number = 1; number < 300; number += 1) {
    if ((await session.get(`/workers/W-${number}`)).text.includes("/appointments/1/end")) return `/workers/W-${number}`;
  }
  throw new Error("nobody of the sample register is appointed");
}

/// A draft of a facility's own.
async function drafts(desk) {
  const operator = await as(desk, "co.so.hai");
  const worker = (await operator.get("/workers")).text.match(/href="\/workers\/(W-\d+)"/)[1];
  const asked = `/my-facility/workers/${worker}/apply?role=safety_officer`;
  const page = (await operator.get(asked)).text;
  const equipment = [...page.matchAll(/name="equipment" value="([^"]+)"/g)].map((found) => found[1]);
  return [await operator.act(asked, { ...filledIn(page), procedure: "new", equipment })];
}

/// The link by which somebody chooses a password.
async function welcome(desk) {
  const lan = await as(desk, "lan");
  const page = await lan.post("/accounts/new", { code: "thuy", name: "Trần Thị Thúy", duties: "reception", second: "minh", second_password: password });
  const link = unescaped(page.text).match(/https?:\/\/[^<\s]*(\/welcome\?token=[^<\s]+)/);
  if (!link) throw new Error(`no link was given: ${page.status} ${page.text}`);
  return [link[1]];
}

let prepared;
const made = (desk) => {
  prepared ??= (async () => ({ office: await filesOf(desk), uploads: await uploads(desk), drafts: await drafts(desk), welcome: await welcome(desk) }))();
  return prepared;
};

const for_programs = ["/healthz", "/readyz", "/metrics", "/language?to=vi&back=%2F"];
const offers = ["/workers/options?q=ng", "/facilities/options?q=b", "/session", "/api", "/equipment"];

/// Where the account's way through the pages begins; what is not the account's is left out there.
export async function starts(desk, code) {
  const records = await made(desk);
  if (!code) return ["/", "/verify", "/help", "/sign-in", ...records.welcome, ...for_programs];
  const suspended = desk.json("certificate", "list").find((one) => one.status === "suspended" && /^66-/.test(one.certificate));
  return ["/", ...records.office, ...records.uploads, ...records.drafts, `/certificates/${suspended.certificate}`, ...offers];
}
