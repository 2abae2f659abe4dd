// Every page, as each of the accounts that reach it: readable by axe-core's rules, at 320 pixels without scrolling
// sideways, in both languages, with nothing to complain of, and no link that leads nowhere.
//
// Links are followed without a browser; each page is then looked at in it once for everything that it may be made of,
// in Vietnamese on a wide screen and in English on a narrow one. addresses.txt is the table of routes (web_test keeps
// it so), and each of its addresses has to answer somebody.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { addresses, answered, crawl, routeOf } from "./crawl.mjs";
import { pictureFile, screens } from "./desk.mjs";
import { starts } from "./kinds.mjs";
import { Session } from "./session.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const accounts = [null, "nam", "minh", "hoa", "thanh.tra", "lan", "co.so.mot", "co.so.hai", "nhan.vien"];
const all_rules = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const rules_of_a_narrow_screen = { runOnly: { type: "rule", values: ["target-size", "scrollable-region-focusable", "color-contrast", "html-lang-valid"] } };

const shapes = new Set(); // of pages that were looked at

/// What a page is made of: its elements, and its headings in their order.
function shapeOf(html) {
  const elements = [...html.matchAll(/<([a-z]\w*)[^>]*?(?: class="([^"]*)")?(?: type="([^"]*)")?[^>]*>/g)].map((found) => found.slice(1).join(" "));
  const headings = [...html.matchAll(/<(h\d)/g)].map((found) => found[1]).filter((level, i, all) => level !== all[i - 1]);
  return [...new Set(elements)].sort().concat(headings).join("|");
}

async function violations(page, options) {
  return page.evaluate(async (rules) => {
    const result = await window.axe.run(document, { resultTypes: ["violations"], ...rules });
    return result.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
  }, options);
}

/// What is wrong with the page that is shown, at both widths.
async function lookAt(page, about, language, trouble) {
  if ((await page.locator("h1").count()) !== 1) trouble.push(`${about}: not one h1`);
  if ((await page.locator("html").getAttribute("lang")) !== language) trouble.push(`${about}: language`);
  for (const width of language === "vi" ? [320, 1280] : [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 1) trouble.push(`${about}: ${over} pixels wider than ${width}`);
  }
  if (screens) await page.screenshot({ path: pictureFile(about), fullPage: true });
  for (const found of await violations(page, language === "vi" ? all_rules : rules_of_a_narrow_screen)) trouble.push(`${about}: ${found}`);
}

/// A browser that shows what the session sees.
async function visitorOf(desk, session, language) {
  const page = await desk.visitor(null, { language });
  page.setDefaultTimeout(60_000);
  await page.context().addInitScript(axe);
  const cookies = [...session.cookies].filter(([name, value]) => value && !name.includes("language"));
  const url = desk.address.replace("http:", "https:"); // they are for safe connections, which this machine's own are
  await page.context().addCookies(cookies.map(([name, value]) => ({ name, value, url, secure: true, httpOnly: true, sameSite: "Lax" })));
  return page;
}

async function inBothLanguages(desk, session, who, pages, trouble) {
  await Promise.all(
    ["vi", "en"].map(async (language) => {
      const page = await visitorOf(desk, session, language);
      for (const { kind, address, open } of pages) {
        const about = `${who} ${kind} ${language}`;
        try {
          await page.goto(address);
          await open?.(page);
          await lookAt(page, about, language, trouble);
        } catch (error) {
          trouble.push(`${about}: ${error.message}`);
        }
      }
      trouble.push(...page.complaints);
      await page.context().close();
    }),
  );
  if (trouble.length > 0) throw new Error([...new Set(trouble)].join("\n"));
}

async function everyPage(desk, code) {
  const trouble = [];
  const who = code ?? "public";
  const session = await Session.open(desk.address, code);
  const found = await crawl(desk, session, await starts(desk, code), trouble);
  const fresh = found.filter(({ kind, html }) => {
    const shape = `${routeOf(kind.split("?")[0])} ${shapeOf(html)}`;
    return !shapes.has(shape) && shapes.add(shape);
  });
  const names = new Map();
  for (const one of fresh) {
    names.set(one.kind, (names.get(one.kind) ?? 0) + 1);
    if (names.get(one.kind) > 1) one.kind += ` ${names.get(one.kind)}`;
  }
  console.log(`        ${who}: ${found.length} pages, ${fresh.length} to be looked at`);
  await inBothLanguages(desk, session, who, fresh, trouble);
}

/// What somebody is shown who asks for what is not there, or not theirs, or types what cannot be.
async function everyTrouble(desk) {
  const nam = await Session.open(desk.address, "nam");
  const press = (page) => page.evaluate(() => {
    const form = document.querySelector("main form[method=post]");
    form.noValidate = true;
    form.requestSubmit();
  });
  const sent = async (page) => {
    await Promise.all([page.waitForNavigation(), press(page)]);
    if ((await page.locator("#trouble").count()) !== 1) throw new Error("the page does not say what is wrong");
  };
  const pages = [
    { kind: "not there", address: "/workers/W-99999" },
    { kind: "no such page", address: "/nowhere" },
    { kind: "not allowed", address: "/accounts" },
    { kind: "wrong question", address: "/workers?nothing=1" },
    { kind: "form with trouble", address: "/workers/new", open: sent },
  ];
  await inBothLanguages(desk, nam, "nam", pages, []);
  await inBothLanguages(desk, await Session.open(desk.address), "public", [{ kind: "wrong password", address: "/sign-in", open: sent }], []);
}

async function allAnswered() {
  const silent = addresses.filter((address) => !answered.has(address));
  if (silent.length > 0) throw new Error(`nobody was answered at:\n${silent.join("\n")}`);
}

export const tests = {
  ...Object.fromEntries(accounts.map((code) => [`every page that ${code ?? "anybody"} can reach is readable`, (desk) => everyPage(desk, code)])),
  "every page about trouble is readable": everyTrouble,
  "every address of the table of routes answers": allAnswered,
};
