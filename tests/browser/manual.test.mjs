// The walks of the manual (manual/LANGUAGE/*.md), done as they are written: on the sample register, whose clock stands in
// the morning of 16/11/2026, once in each language. What the manual quotes as «…» has to stand on the pages that it walks
// through, and every picture that it shows has to be one that is taken here.
//
// With RADCERT_WRITE_MANUAL=1 the pictures are written into manual/images, with few colours: a page of text needs no more.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { Desk } from "./desk.mjs";
import { follow, inFolder, leave, pdfBehind, press, run, same, tick } from "./reading.mjs";
import { join } from "node:path";

const manual = new URL("../../manual/", import.meta.url).pathname;
const morning = "2026-11-16 01:30:00"; // UTC
const writing = process.env.RADCERT_WRITE_MANUAL;
const width = 960; // of a browser: a page of the manual shows pictures at their own size
const pages = ["officer", "operator", "auditor", "administrator", "rulebook"];

/// In the page: nothing has the focus, its top is seen, and what differs from register to register is dots: random references, times that
/// something took.
function withoutRandom() {
  document.activeElement?.blur();
  window.scrollTo(0, 0);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    text.data = text.data.replace(/\b[0-9a-f]{8}…/g, "········…").replace(/\b\d+ ms\b/g, "·· ms").replace(/\bu-[0-9a-f]{16}\b/g, "u-········");
  }
}

/// One audience's way through the pages, in one language.
class Walk {
  constructor(desk, language, audience) {
    Object.assign(this, { desk, language, audience, texts: [], taken: [], visitors: [] });
  }

  say(vi, en) {
    return this.language === "vi" ? vi : en;
  }

  async visitor(code) {
    const page = await this.desk.visitor(code, { width, language: this.language, wait: 60_000 });
    this.visitors.push(page);
    return page;
  }

  /// Remembers every word of the page, folded ones too.
  async look(page) {
    const text = await page.evaluate(() => document.title + " " + document.body.textContent);
    this.texts.push(text.replace(/\s+/g, " "));
  }

  async go(page, address) {
    await page.goto(address);
    await this.look(page);
  }

  async follow(page, vi, en) {
    await this.look(page);
    await follow(page, this.say(vi, en));
    await this.look(page);
  }

  async press(page, vi, en) {
    await this.look(page);
    await press(page, this.say(vi, en));
    await this.look(page);
  }

  /// Takes the picture of a part of the page: from the top of `from` to the bottom of `to`, at most so high.
  async picture(page, name, { from = "main", to = from, most = 640 } = {}) {
    await this.look(page);
    await page.mouse.move(0, 0);
    await page.evaluate(withoutRandom);
    const [first, last] = await Promise.all([from, to].map((one) => page.locator(one).first().boundingBox()));
    const clip = { x: 0, y: first.y, width, height: Math.min(last.y + last.height - first.y, most) };
    await this.keep(name, () => page.screenshot({ fullPage: true, clip, animations: "disabled", caret: "hide" }));
  }

  async keep(name, take) {
    const file = `${this.audience}-${name}.${this.language}.png`;
    this.taken.push(file);
    if (!writing) return;
    const png = await take();
    await inFolder(async (folder) => {
      writeFileSync(join(folder, "many.png"), png);
      run("pngquant", ["--strip", "--speed", "1", "--nofs", "--output", join(folder, "few.png"), "24", join(folder, "many.png")]);
      const few = readFileSync(join(folder, "few.png"));
      const place = join(manual, "images", file);
      if (!existsSync(place) || !readFileSync(place).equals(few)) writeFileSync(place, few);
    });
  }

  /// The manual quotes nothing but what was seen, and shows nothing but what was taken. @returns what is wrong with it
  async end() {
    for (const page of this.visitors) await leave(page);
    const text = readFileSync(join(manual, this.language, `${this.audience}.md`), "utf8");
    const trouble = [];
    for (const [, words] of text.replace(/\s+/g, " ").matchAll(/«([^»]+)»/g))
      if (!this.texts.some((seen) => seen.includes(words))) trouble.push(`no page says «${words}»`);
    const shown = [...text.matchAll(/!\[[^\]]*\]\(\.\.\/images\/([^)]+)\)/g)].map(([, file]) => file);
    for (const file of shown) {
      if (!this.taken.includes(file)) trouble.push(`the picture ${file} is not taken on this walk`);
      if (!existsSync(join(manual, "images", file))) trouble.push(`there is no picture ${file}`);
    }
    for (const file of this.taken) if (!shown.includes(file)) trouble.push(`the picture ${file} is shown nowhere`);
    return trouble.map((one) => `manual/${this.language}/${this.audience}.md: ${one}`);
  }
}

/// The picture of a paper's first page.
async function paper(walk, page, link, name) {
  await walk.keep(name, async () => {
    const address = new URL(await link.getAttribute("href"), page.url()).href;
    const cookie = (await page.context().cookies()).map((one) => `${one.name}=${one.value}`).join("; ");
    const answer = await fetch(address, { headers: { cookie, "sec-fetch-site": "same-origin" } });
    const pdf = Buffer.from(await answer.arrayBuffer());
    return inFolder(async (folder) => {
      writeFileSync(join(folder, "paper.pdf"), pdf);
      run("pdftoppm", ["-r", "72", "-png", "-singlefile", "-gray", "-x", "0", "-y", "0", "-W", "595", "-H", "650", join(folder, "paper.pdf"), join(folder, "paper")]);
      return readFileSync(join(folder, "paper.png"));
    });
  });
}

async function officer(walk) {
  const hoa = await walk.visitor("hoa");
  await walk.go(hoa, "/");
  await walk.follow(hoa, "Nhận hồ sơ mới", "New application");
  await hoa.fill("[name=worker]", "W-216");
  await hoa.fill("[name=facility]", "F-25");
  await hoa.selectOption("[name=role]", "safety_officer");
  await walk.picture(hoa, "intake", { most: 430 });
  await walk.press(hoa, "Tiếp tục", "Continue");
  await hoa.check("[name=no_papers]");
  await walk.press(hoa, "Ghi hồ sơ", "Record the file");
  const number = new URL(hoa.url()).pathname.split("/").pop();
  await paper(walk, hoa, hoa.locator("#list-papers td a").first(), "receipt");

  const nam = await walk.visitor("nam");
  await walk.go(nam, "/");
  await walk.go(nam, `/applications/${number}`);
  await walk.press(nam, "Xem xét", "Screen");
  await walk.picture(nam, "file", { most: 760 });
  await walk.follow(nam, "Yêu cầu bổ sung", "Request a supplement");
  await nam.goBack();
  await walk.follow(nam, "Hồ sơ hợp lệ", "Complete and valid");
  await walk.press(nam, "Hồ sơ hợp lệ", "Complete and valid");
  for (let open = 0; open < 20; open += 1) {
    const judge = nam.locator("main .finding a[href*='/judge/']");
    if ((await judge.count()) === 0) break;
    await judge.first().click();
    await nam.locator("[name=outcome][value=met]").check();
    await nam.fill("[name=reason]", walk.say("đã đối chiếu bản gốc", "compared with the original"));
    if (open === 0) await walk.picture(nam, "judge", { from: "main fieldset:has([name=outcome])", to: "main form:has([name=outcome]) button[type=submit]" });
    await tick(nam, "screen");
    await walk.press(nam, "Ghi kết luận", "Record the judgement");
  }
  await walk.follow(nam, "Trình ký", "Submit for signature");
  await walk.press(nam, "Trình ký", "Submit for signature");

  const minh = await walk.visitor("minh");
  await walk.go(minh, "/");
  await walk.go(minh, `/applications/${number}`);
  await walk.follow(minh, "Quyết định", "Decide");
  await minh.locator("main a[href*='outcome=granted']").first().click();
  await tick(minh, "confirm");
  await walk.picture(minh, "decide", { most: 760 });
  await walk.press(minh, "Quyết định cấp", "Grant");
  await walk.follow(minh, "Cấp chứng chỉ", "Issue the certificate");
  await tick(minh, "without_end");
  await tick(minh, "confirm");
  await walk.press(minh, "Cấp chứng chỉ", "Issue");

  await walk.go(hoa, `/applications/${number}`);
  await hoa.locator("main a[href^='/certificates/']").first().click();
  await walk.press(hoa, "Lập bản PDF", "Draw the PDF");
  await walk.picture(hoa, "certificate", { most: 820 });
  await walk.go(hoa, `/applications/${number}`);
  await walk.follow(hoa, "Trả kết quả", "Hand the result over");
  await walk.press(hoa, "Trả kết quả", "Hand the result over");
}

async function operator(walk) {
  const page = await walk.visitor("co.so.mot");
  await walk.go(page, "/my-facility");
  await walk.picture(page, "home", { most: 700 });
  await walk.follow(page, "Xét thử điều kiện", "Try eligibility");
  await page.selectOption("[name=worker]", "W-77");
  await page.selectOption("[name=role]", "safety_officer");
  await walk.press(page, "Xét thử", "Check");
  await walk.picture(page, "try", { most: 900 });
  await walk.go(page, "/my-facility");
  await walk.follow(page, "Lập hồ sơ", "Prepare an application");
  await page.selectOption("[name=worker]", "W-77");
  await page.selectOption("[name=role]", "safety_officer");
  await walk.press(page, "Tiếp tục", "Go on");
  await walk.picture(page, "apply", { most: 900 });
  await walk.press(page, "Lưu hồ sơ nháp", "Keep the draft");
  await walk.follow(page, "Xem lại và nộp", "Review and submit");
  await tick(page, "confirm");
  await walk.press(page, "Nộp hồ sơ", "Submit the application");
  await walk.picture(page, "sent", { most: 700 });
  await walk.go(page, "/my-facility/applications");
  await walk.go(page, "/workers/W-1");
  await walk.go(page, "/verify");
}

async function auditor(walk) {
  const page = await walk.visitor("thanh.tra");
  await walk.go(page, "/journal/state");
  await walk.press(page, "Kiểm tra ngay", "Verify now");
  await walk.picture(page, "state", { most: 250 });
  await walk.go(page, "/journal?record=HS66-2026-0085&action=application.decide");
  await walk.picture(page, "events", { most: 640 });
  await page.locator("#list-events tbody a").first().click();
  await walk.look(page);
  await walk.go(page, "/certificates/66-2018-00001");
  await walk.follow(page, "Lịch sử ghi sổ", "History");
  await page.fill("[name=known_by]", "01/11/2018");
  await walk.press(page, "Xem", "Show");
  await walk.picture(page, "history", { most: 760 });
  await walk.follow(page, "So sánh hai thời điểm", "Compare two moments");
  await page.fill("[name=a]", "28/10/2018");
  await page.fill("[name=b]", "29/10/2018");
  await walk.press(page, "So sánh", "Compare");
  await walk.picture(page, "compare", { most: 760 });
  await walk.go(page, "/journal/offline");
  await walk.go(page, "/reports");
}

async function administrator(walk) {
  const page = await walk.visitor("lan");
  await walk.go(page, "/system");
  await walk.picture(page, "system", { most: 620 });
  await walk.go(page, "/accounts");
  await walk.picture(page, "accounts", { most: 700 });
  await walk.go(page, "/accounts/hoa");
  await walk.go(page, "/accounts/new");
  await page.fill("[name=code]", "thuy");
  await page.fill("[name=name]", walk.say("Trần Thị Thúy (cán bộ thử nghiệm)", "Trần Thị Thúy (made up)"));
  await page.check("[name=duties][value=reception]");
  await page.fill("[name=second]", "minh");
  await walk.picture(page, "account", { most: 900 });
}

async function rulebook(walk) {
  const page = await walk.visitor("nam");
  await walk.go(page, "/rules");
  await walk.go(page, "/rules/B-HEALTH-1");
  await walk.picture(page, "row", { most: 760 });
}

const walks = { officer, operator, auditor, administrator, rulebook };

async function walkThrough(language) {
  const desk = await Desk.open({ moment: morning });
  const trouble = [];
  try {
    for (const audience of pages) {
      const walk = new Walk(desk, language, audience);
      await walks[audience](walk);
      trouble.push(...(await walk.end()));
    }
  } finally {
    await desk.close();
  }
  if (trouble.length > 0) throw new Error(trouble.join("\n"));
}

/// No picture lies there that nobody shows.
async function allShown() {
  const texts = ["vi", "en"].flatMap((language) => pages.map((page) => readFileSync(join(manual, language, `${page}.md`), "utf8"))).join("\n");
  const idle = readdirSync(join(manual, "images")).filter((file) => !texts.includes(`../images/${file})`));
  same(idle.join(" "), "", "pictures that no page of the manual shows");
}

export const tests = {
  "the manual's walks can be done as it says, in Vietnamese": () => walkThrough("vi"),
  "the manual's walks can be done as it says, in English": () => walkThrough("en"),
  "every picture of the manual is shown": allShown,
};
