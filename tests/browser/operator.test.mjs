// Whoever manages a facility: what it holds, whether somebody would be eligible, an application from draft to answer.
import { as } from "./office.mjs";
import { bothWays, doesNotRead, follow, leave, press, reads, same, tick } from "./reading.mjs";

/// Somebody of the list who has no file with the office now.
async function chooseApplicant(page, place) {
  const workers = await page.locator("[name=worker] option").evaluateAll((all) => all.map((one) => ({ value: one.value, text: one.textContent })));
  const chosen = workers.filter((one) => one.value)[place];
  await page.selectOption("[name=worker]", chosen.value);
  await page.selectOption("[name=role]", "safety_officer");
  return chosen.text.trim().split(" – ")[0];
}

async function application(desk, options) {
  const place = options.script ? 0 : 3;
  const page = await desk.visitor("co.so.mot", options);
  await page.getByRole("navigation").getByRole("link", { name: "Cơ sở của tôi" }).click();
  await reads(page, "Việc phải làm, theo ngày", "Nhân viên và chứng chỉ", "Thiết bị đang dùng", "Hồ sơ chưa có kết quả");
  const workers_before = await page.locator("#list-staff tbody tr").count();
  if (workers_before === 0) throw new Error("the facility's page lists no staff");

  await follow(page, "Xét thử điều kiện");
  const name = await chooseApplicant(page, place);
  await press(page, "Xét thử");
  await reads(page, name, "Chỉ xét thử: không nộp, không ghi gì", "CHƯA KẾT LUẬN ĐƯỢC");

  await page.goto("/my-facility");
  await follow(page, "Lập hồ sơ");
  await chooseApplicant(page, place);
  await press(page, "Tiếp tục");
  await reads(page, `Lập hồ sơ cho ${name}`, "Minh chứng đã có trong sổ", "Bước 2: hồ sơ");
  await page.selectOption("[name=paper_1]", { index: 1 });
  await press(page, "Lưu hồ sơ nháp");
  const number = (await reads(page, "đã lưu hồ sơ nháp", "chưa nộp", name)).match(/đã lưu hồ sơ nháp (\S+);/)[1];

  await follow(page, "Xem lại và nộp");
  await reads(page, "Đây là kết quả xem thử bằng bộ quy định");
  await press(page, "Nộp hồ sơ");
  await reads(page, "đánh dấu ô xác nhận trước");
  await tick(page, "confirm");
  await press(page, "Nộp hồ sơ");
  await reads(page, "đã nộp; chờ bộ phận một cửa tiếp nhận", "Chờ tiếp nhận");

  await (await as(desk, "hoa")).act(`/applications/${number}/receive`);
  await page.goto("/my-facility/applications");
  const row = page.locator("#list-applications tr", { hasText: number });
  same((await row.innerText()).includes("Đã tiếp nhận"), true, "the list tells where the file is");
  await row.getByRole("link").first().click();
  await reads(page, `Hồ sơ ${number}`, "Đã tiếp nhận", "Các bước đã qua", "Tiếp nhận");
  await doesNotRead(page, "Kết luận của cán bộ");
  await leave(page);
}

async function ofOthers(desk, options) {
  const page = await desk.visitor("co.so.mot", options);
  const others = desk.json("application", "list", "--facility", "F-14")[0];
  for (const address of [`/workers/${others.worker}`, `/workers/${others.worker}/eligibility`, "/facilities/F-14", `/applications/${others.application}`]) {
    const answer = await page.goto(address);
    same(answer.status(), 404, address);
    const text = await reads(page, "không tìm thấy, hoặc không thuộc phạm vi của bạn");
    if (text.includes(others.full_name)) throw new Error(`${address} tells the name`);
  }
  const unknown = await page.goto("/workers/W-99999");
  same(unknown.status(), 404, "a worker who is not there");
  await reads(page, "không tìm thấy, hoặc không thuộc phạm vi của bạn");
  await page.goto("/workers");
  await page.fill("[name=q]", others.full_name);
  await press(page, "Tìm");
  await doesNotRead(page, others.worker + " ");
  for (const address of ["/journal", "/accounts", "/applications/new", "/reports"]) same((await page.goto(address)).status(), 403, address);
  await leave(page);
}

export const tests = {
  ...bothWays("a facility prepares an application, submits and follows it", application),
  ...bothWays("a facility sees nobody of another one", ofOthers),
};
