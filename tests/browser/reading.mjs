// How a test reads a page and works on it as a person does: by what it says.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";

/// The same test with script and without it: everything works without.
export function bothWays(name, test) {
  return {
    [`${name}, with script`]: (desk) => test(desk, { script: true }),
    [`${name}, without script`]: (desk) => test(desk, { script: false }),
  };
}

export async function textOn(page) {
  return (await page.locator("main").innerText()).replace(/\s+/g, " ");
}

/// Every sentence stands on the page.
export async function reads(page, ...sentences) {
  const text = await textOn(page);
  for (const sentence of sentences) {
    const there = sentence instanceof RegExp ? sentence.test(text) : text.includes(sentence);
    if (!there) throw new Error(`${page.url()} does not say "${sentence}" but: ${text.slice(0, 1500)}`);
  }
  return text;
}

export async function doesNotRead(page, ...sentences) {
  const text = await textOn(page);
  for (const sentence of sentences) {
    if (text.includes(sentence)) throw new Error(`${page.url()} says "${sentence}": ${text.slice(0, 1500)}`);
  }
}

export function same(one, other, what) {
  if (one !== other) throw new Error(`${what}: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`);
}

/// Links of that text, also those that look like, and are announced as, a button.
export function linkTo(within, name) {
  const exact = typeof name === "string";
  const button = within.getByRole("button", { name, exact }).and(within.locator("a[href]"));
  return within.getByRole("link", { name, exact }).or(button);
}

/// Follows the first link of that text.
export async function follow(page, name) {
  await linkTo(page.locator("main"), name).first().click();
}

/// Presses the button of that text.
export async function press(page, name) {
  await page.locator("main").getByRole("button", { name, exact: true }).and(page.locator("button")).first().click();
}

export async function tick(page, name) {
  await page.locator(`main input[type=checkbox][name=${name}]`).first().check();
}

/// Takes a download that a link or button starts. @returns {name, bytes}
export async function download(page, start) {
  const [file] = await Promise.all([page.waitForEvent("download"), start()]);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return { name: file.suggestedFilename(), bytes: Buffer.concat(chunks) };
}

/// The PDF that a link opens, as text. The browser shows it in its own viewer, so its bytes are asked for once more.
export async function pdfBehind(page, link) {
  const address = new URL(await link.getAttribute("href"), page.url()).href;
  const [shown] = await Promise.all([page.waitForResponse(address), link.click()]);
  same(shown.status(), 200, address);
  same(shown.headers()["content-type"], "application/pdf", address);
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const answer = await fetch(address, { headers: { cookie, "sec-fetch-site": "same-origin" } });
  return pdfText(Buffer.from(await answer.arrayBuffer()));
}

export function pdfText(bytes) {
  return run("pdftotext", ["-layout", "-", "-"], { input: bytes });
}

/// The cells of a workbook, as its XML holds them: every part of the ZIP file, one after another.
export function workbookText(bytes) {
  const parts = [];
  let at = bytes.readUInt32LE(bytes.lastIndexOf("PK\x05\x06", undefined, "latin1") + 16); // of the first entry in the directory
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [packed, names, more, note] = [bytes.readUInt32LE(at + 20), ...[28, 30, 32].map((place) => bytes.readUInt16LE(at + place))];
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + packed);
    parts.push((bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(content) : content).toString("utf8"));
    at += 46 + names + more + note;
  }
  return parts.join("\n");
}

export async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "radcert-reading-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function run(program, words, options = {}) {
  const done = spawnSync(program, words, { encoding: "utf8", ...options });
  if (done.status !== 0) throw new Error(`${program} ${words.join(" ")}: ${done.status}: ${done.stdout}${done.stderr}`);
  return done.stdout;
}

/// Nothing was written to the console, no window opened; the visitor leaves.
export async function leave(page) {
  const complaints = page.complaints;
  await page.context().close();
  if (complaints.length > 0) throw new Error(complaints.join("\n"));
}
