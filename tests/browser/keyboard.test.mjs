// By keys alone: what is reached in which order, that it is seen, and that a whole task can be done.
import { password } from "./desk.mjs";
import { applicant, grant, takeIn, workOn } from "./office.mjs";
import { bothWays, leave, reads, same } from "./reading.mjs";

/// What has the focus: enough to know it again, and whether it can be seen that it has.
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {
      tag: element.tagName,
      id: element.id,
      name: element.getAttribute("name") ?? "",
      type: element.getAttribute("type") ?? "",
      text: (element.innerText ?? "").trim(),
      part: element.closest("nav,header,main,footer")?.tagName ?? "BODY",
      seen: ring && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  });
}

/// Presses Tab until `there` is reached. @returns everything that was reached on the way
async function tabTo(page, there, most = 150) {
  const way = [];
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    way.push(here);
    if (here.tag !== "BODY" && !here.seen) throw new Error(`${page.url()}: the focus is not seen on ${JSON.stringify(here)}`);
    if (there(here)) return way;
  }
  throw new Error(`${page.url()}: not reached by Tab: ${way.map((one) => `${one.tag} ${one.name || one.text}`).join(", ")}`);
}

/// Enter, and the page that it leads to.
async function enter(page, key = "Enter") {
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
}

async function signInByKeys(page, code) {
  await page.goto("/sign-in");
  await tabTo(page, (here) => here.name === "code");
  await page.keyboard.type(code);
  await page.keyboard.press("Tab");
  same((await focused(page)).name, "password", "the password follows the code");
  await page.keyboard.type(password);
  await enter(page);
}

/// Skip link, head, navigation, content, foot: in this order, and the skip link leads to the content.
async function order(desk, code, options) {
  const page = await desk.visitor(null, options);
  if (code) await signInByKeys(page, code);
  else await page.goto("/verify");
  await page.goto(page.url()); // from the top
  const way = await tabTo(page, (here) => here.part === "FOOTER", 400);
  const parts = way.map((one) => one.part).filter((part, i, all) => part !== all[i - 1]);
  same(parts.join(" "), code ? "BODY HEADER NAV MAIN FOOTER" : "BODY HEADER MAIN FOOTER", "the order of Tab");
  same(way[0].text, "Đến nội dung chính", "the skip link is the first");
  await page.goto(page.url());
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  same((await focused(page)).part, "MAIN", "what follows the skip link");
  await leave(page);
}

/// The head decides on a file from the first page to the box and the button.
async function decision(desk, options) {
  const number = await takeIn(desk, applicant(desk));
  await workOn(desk, number);
  const page = await desk.visitor(null, options);
  await signInByKeys(page, "minh");
  await tabTo(page, (here) => here.text === number);
  await enter(page);
  await tabTo(page, (here) => here.text === "Quyết định");
  await enter(page);
  await tabTo(page, (here) => here.text === "Cấp");
  await enter(page);
  await tabTo(page, (here) => here.tag === "BUTTON" && here.part === "MAIN");
  await enter(page, " ");
  await reads(page, "đánh dấu ô xác nhận trước");
  if (options.script) same((await focused(page)).id, "trouble", "after a failed form the notice has the focus");
  await tabTo(page, (here) => here.name === "confirm");
  await page.keyboard.press(" ");
  await page.keyboard.press("Enter"); // a form is sent from any of its fields
  await page.waitForURL(`**/applications/${number}`);
  await reads(page, "Đã quyết định cấp");
  await leave(page);
}

/// A form that failed: what was typed stands there, the notice leads to the field, the field says what is wrong.
async function failedForm(desk, options) {
  const page = await desk.visitor("hoa", options);
  await page.goto("/workers/new");
  await tabTo(page, (here) => here.name === "full_name");
  await page.keyboard.type("Nguyễn Văn Gõ Sai");
  await tabTo(page, (here) => here.name === "birth_date");
  await page.keyboard.type("31/02/1990");
  await enter(page);
  await reads(page, "Lỗi:");
  if (options.script) same((await focused(page)).id, "trouble", "after a failed form the notice has the focus");
  await tabTo(page, (here) => here.text === "Đến ô cần sửa");
  await page.keyboard.press("Enter");
  if (options.script) same((await focused(page)).name, "birth_date", "the notice leads to the field");
  const field = page.locator("[name=birth_date]");
  same(await field.inputValue(), "31/02/1990", "what was typed");
  same(await page.locator("[name=full_name]").inputValue(), "Nguyễn Văn Gõ Sai", "what was typed beside it");
  same(await field.getAttribute("aria-invalid"), "true", "the field is marked");
  const described = (await field.getAttribute("aria-describedby")).split(" ");
  const told = await Promise.all(described.map((id) => page.locator(`#${id}`).innerText()));
  if (!told.some((text) => text.includes("31/02/1990"))) throw new Error(`the field is described by: ${told.join(" | ")}`);
  await leave(page);
}

/// Every field of the forms that matter has a label that says something.
async function labels(desk, options) {
  const number = await takeIn(desk, applicant(desk));
  await workOn(desk, number);
  await grant(desk, number);
  const pages = {
    hoa: ["/workers/new", "/facilities/new", "/applications", "/applications/new", `/applications/${number}/change`, "/imports"],
    minh: [`/applications/${number}/issue`, `/applications/${number}/reopen`],
    "thanh.tra": ["/journal", "/certificates"],
    "co.so.mot": ["/my-facility/applications/new"],
  };
  for (const [code, addresses] of Object.entries(pages)) {
    const page = await desk.visitor(code, options);
    for (const address of addresses) {
      await page.goto(address);
      const nameless = await page.locator("main :is(input,select,textarea):not([type=hidden])").evaluateAll((all) =>
        all.filter((one) => !one.labels?.length || [...one.labels].every((label) => !label.textContent.trim())).map((one) => one.name),
      );
      same(nameless.join(" "), "", `${address}: fields without a label`);
    }
    await leave(page);
  }
}

/// 400 %: 320 pixels of a page. The task is done by keys and nothing is cut off.
async function zoomed(desk, options) {
  const number = await takeIn(desk, applicant(desk));
  const page = await desk.visitor(null, { ...options, width: 320 });
  await signInByKeys(page, "nam");
  const fits = async () => {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 1) throw new Error(`${page.url()}: ${over} pixels too wide`);
  };
  await fits();
  await tabTo(page, (here) => here.text === number);
  await enter(page);
  await fits();
  await tabTo(page, (here) => here.tag === "BUTTON" && here.text === "Xem xét");
  await enter(page);
  await reads(page, "Đã xem xét lần 1");
  await fits();
  await tabTo(page, (here) => here.text === "Kết luận");
  await enter(page);
  await fits();
  await tabTo(page, (here) => here.name === "outcome");
  await page.keyboard.press(" ");
  await tabTo(page, (here) => here.name === "reason");
  await page.keyboard.type("đã đối chiếu");
  await tabTo(page, (here) => here.tag === "BUTTON");
  await enter(page);
  await reads(page, "Đã ghi kết luận");
  await fits();
  await leave(page);
}

const order_of = Object.fromEntries(
  [null, "nam", "minh", "thanh.tra", "co.so.mot", "nhan.vien"].map((code) => [
    `Tab reaches skip link, navigation and content in their order: ${code ?? "anybody"}`,
    (desk) => order(desk, code, { script: true }),
  ]),
);

export const tests = {
  ...order_of,
  ...bothWays("a file is decided by keys alone", decision),
  ...bothWays("a form that failed leads to its field by keys alone", failedForm),
  "every field has a label": (desk) => labels(desk, { script: true }),
  ...bothWays("a finding is judged at 400 % by keys alone", zoomed),
};
