// Every page that somebody can reach by links, as each of the accounts: readable by axe-core's rules, at 320 pixels
// without scrolling sideways, in both languages, with nothing to complain of, and no link that leads nowhere.
//
// Links are followed without a browser; one page of each kind is then looked at in it, as the first account that
// reaches it with that content.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pictureFile, screens } from "./desk.mjs";
import { applicant, as, grant, issue, judge, openOnes, screen, takeIn, workOn } from "./office.mjs";
import { Session, unescaped } from "./session.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const accounts = [null, "nam", "minh", "hoa", "thanh.tra", "lan", "co.so.mot", "co.so.hai", "nhan.vien"];
const telling = ["outcome", "reason", "dated", "kind", "plan", "renews", "role", "known_by", "a", "print", "next"]; // names of a query that make another page

/// "/workers/W-17/history?from=3" -> "/workers/*/history": one page of each kind is looked at.
function kindOf(address) {
  const url = new URL(address);
  const parts = url.pathname.split("/").map((part) => (/\d/.test(part) || /^[A-Z]{2,}/.test(part) ? "*" : part));
  const asked = telling.filter((name) => url.searchParams.get(name));
  return parts.join("/") + (asked.length > 0 ? `?${asked.join("&")}` : "");
}

/// Files at every step, so that each act has a page that offers it.
let prepared;
async function files(desk) {
  prepared ??= (async () => {
    const made = [];
    const file = async (state) => made[made.push(await takeIn(desk, applicant(desk), state)) - 1];
    await file("draft");
    await file("submitted");
    await file("received");
    await screen(desk, await file());
    const refused = await file();
    await screen(desk, refused);
    const [first] = await openOnes(desk, refused);
    await judge(desk, refused, first, "not_met", "thiếu bản chính");
    await screen(desk, refused);
    await (await as(desk, "nam")).act(`/applications/${refused}/supplement`, { also: "Bản chính của văn bằng" });
    await workOn(desk, await file());
    const granted = await file();
    await workOn(desk, granted);
    await grant(desk, granted);
    const issued = await file();
    await workOn(desk, issued);
    await grant(desk, issued);
    const certificate = await issue(desk, issued);
    await (await as(desk, "hoa")).act(`/certificates/${certificate}/paper`);
    return made.map((number) => `/applications/${number}`).concat(`/certificates/${certificate}`);
  })();
  return prepared;
}

const not_pages = ["/language", "/metrics", "/healthz", "/readyz", "/session", "/sign-out"];

/// Pages of each kind by following links without a browser; links that lead nowhere go to `trouble`.
async function crawl(desk, session, starts, trouble) {
  const found = new Map(); // kind -> {address, html}
  const looked = new Map(); // kind -> how many
  const waiting = starts.map((address) => ({ address: desk.address + address, from: "" }));
  const seen = new Set();
  while (waiting.length > 0) {
    const { address, from, start } = waiting.shift();
    const kind = kindOf(address);
    const times = looked.get(kind) ?? 0;
    if (seen.has(address) || times >= (starts.includes(address.slice(desk.address.length)) ? 99 : 1)) continue;
    seen.add(address);
    looked.set(kind, times + 1);
    const answer = await session.get(address.slice(desk.address.length));
    const type = answer.headers.get("content-type") ?? "";
    if (answer.status >= 400 && from === "") continue; // not this account's
    if (answer.status >= 400) trouble.push(`${from} links to ${address.slice(desk.address.length)}: ${answer.status}`);
    const next = [];
    if (answer.status === 303) next.push(answer.headers.get("location"));
    if (answer.status !== 200 || !type.startsWith("text/html")) {
      if (answer.status === 303 || answer.status === 200) for (const one of next) push(one);
      continue;
    }
    if (!found.has(kind) || starts.includes(address.slice(desk.address.length)))
      found.set(found.has(kind) ? `${kind} (${times + 1})` : kind, { address, html: answer.text });
    for (const [, to] of answer.text.matchAll(/<a [^>]*href="([^"]*)"/g)) next.push(unescaped(to));
    for (const one of next) push(one);

    function push(to) {
      const url = new URL(to, address);
      url.hash = "";
      if (url.origin === desk.address && !not_pages.includes(url.pathname)) waiting.push({ address: url.href, from: kind });
    }
  }
  return found;
}

async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const result = await window.axe.run(document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return result.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
  });
}

async function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

const hash = (text) => createHash("sha256").update(text).digest("hex");
const contents = new Set(); // of <main> that were looked at
const kinds_in_english = new Set();

/// One page, wide and narrow.
async function lookAt(page, about, address, language, whole, trouble) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(address);
  if ((await page.locator("h1").count()) !== 1) trouble.push(`${about}: not one h1`);
  if ((await page.locator("html").getAttribute("lang")) !== language) trouble.push(`${about}: language`);
  for (const found of await violations(page)) trouble.push(`${about}: ${found}`);
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await sideways(page);
    if (over > 1) trouble.push(`${about}: ${over} pixels wider than ${width}`);
    if (screens) await page.screenshot({ path: pictureFile(about, String(width)), fullPage: true });
  }
  if (whole) for (const found of await violations(page)) trouble.push(`${about} at 320 pixels: ${found}`);
}

async function everyPage(desk, code) {
  const trouble = [];
  const starts = ["/", ...(code ? [...(await files(desk)), "/my-facility"] : ["/verify", "/help", "/sign-in"])];
  const found = await crawl(desk, await Session.open(desk.address, code), starts, trouble);
  const waiting = [];
  for (const [kind, { address, html }] of found) {
    const content = hash(html.match(/<main[\s\S]*<\/main>/)[0].replace(/name="csrf" value="[^"]*"/g, ""));
    if (contents.has(content)) continue;
    contents.add(content);
    const fresh = !kinds_in_english.has(kind);
    kinds_in_english.add(kind);
    waiting.push({ kind, address, language: "vi", whole: fresh });
    if (fresh) waiting.push({ kind, address, language: "en", whole: false });
  }
  const looked = waiting.length;
  const visitors = await Promise.all(["vi", "en"].map((language) => desk.visitor(code, { language })));
  await Promise.all(
    visitors.map(async (page, i) => {
      const language = ["vi", "en"][i];
      for (const one of waiting.filter((each) => each.language === language)) {
        try {
          await lookAt(page, `${code ?? "public"} ${one.kind} ${language}`, one.address, language, one.whole, trouble);
        } catch (error) {
          trouble.push(`${one.kind} ${language}: ${error.message}`);
        }
      }
      trouble.push(...page.complaints);
      await page.context().close();
    }),
  );
  console.log(`        ${code ?? "public"}: ${found.size} kinds of pages, ${looked} looked at`);
  if (process.env.RADCERT_KINDS) console.log([...found.keys()].join("\n"));
  if (trouble.length > 0) throw new Error([...new Set(trouble)].join("\n"));
}

export const tests = Object.fromEntries(
  accounts.map((code) => [`every page that ${code ?? "anybody"} can reach is readable`, (desk) => everyPage(desk, code)]),
);
