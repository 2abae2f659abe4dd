// The desk from the counter to the certificate, and to a refusal: each person at their own browser.
import { applicant, as, openOnes, judge, screen, takeIn } from "./office.mjs";
import { bothWays, doesNotRead, download, follow, leave, linkTo, pdfBehind, press, reads, same, tick, workbookText } from "./reading.mjs";

async function chooseFromList(page, field, typed, value) {
  await page.locator(`main [name=${field}]`).first().pressSequentially(typed);
  await page.locator(`datalist option[value="${value}"]`).first().waitFor({ state: "attached" });
  await page.fill(`main [name=${field}]`, value);
}

/// The counter takes a file in. @returns its number
async function intake(page, person, { script }) {
  await page.goto("/");
  await follow(page, "Nhận hồ sơ mới");
  await reads(page, "Ai nộp hồ sơ cho công việc nào, ở đâu");
  if (script) await chooseFromList(page, "worker", person.full_name, person.worker); // the list follows what is typed
  await page.fill("[name=worker]", person.worker);
  await page.fill("[name=facility]", person.facility);
  await page.selectOption("[name=role]", "safety_officer");
  await press(page, "Tiếp tục");
  await reads(page, "Nhận hồ sơ mới", person.full_name, "Người phụ trách an toàn", "Thiết bị của hồ sơ");
  await page.check("[name=no_papers]");
  await press(page, "Ghi hồ sơ");
  const text = await reads(page, "Đã ghi hồ sơ", "Hồ sơ đang ở bước: Đã tiếp nhận", "Giấy tiếp nhận ở trong danh sách giấy tờ");
  const number = text.match(/Đã ghi hồ sơ (\S+)\./)[1];
  const receipt = await pdfBehind(page, page.getByRole("link", { name: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" }).first());
  for (const word of [number, person.full_name]) if (!receipt.includes(word)) throw new Error(`the receipt does not name ${word}: ${receipt}`);
  return number;
}

async function open(page, number) {
  await page.goto("/applications");
  await page.fill("[name=q]", number);
  await press(page, "Lọc");
  await follow(page, number);
  await reads(page, `Hồ sơ ${number}`);
}

async function act(page, name, ...said) {
  await follow(page, name);
  await reads(page, "Đang ở bước");
  await press(page, name);
  await reads(page, ...said);
}

async function fromCounterToCertificate(desk, options) {
  const person = applicant(desk);
  const [hoa, nam, minh] = await Promise.all(["hoa", "nam", "minh"].map((code) => desk.visitor(code, options)));
  const number = await intake(hoa, person, options);

  await open(nam, number);
  await reads(nam, "Chưa xem xét");
  await press(nam, "Xem xét");
  await reads(nam, "Đã xem xét lần 1: CHƯA KẾT LUẬN ĐƯỢC", "Hồ sơ đang ở bước: Đang xử lý");
  await act(nam, "Hồ sơ hợp lệ", "Đã ghi hồ sơ hợp lệ");
  await reads(nam, "Dữ kiện đã thay đổi sau lần xem xét này");

  await follow(nam, "Yêu cầu bổ sung"); // looked at, not sent
  await reads(nam, "xem xét lại trước");
  await press(nam, "Xem xét");
  await follow(nam, "Yêu cầu bổ sung");
  await nam.locator("[name=also]").first().fill("Bản chính văn bằng để đối chiếu");
  await press(nam, "Xem trước phiếu");
  await reads(nam, "Phiếu sẽ gửi người nộp", "Bản chính văn bằng để đối chiếu", person.full_name);
  await follow(nam, "Về hồ sơ");
  await reads(nam, "Đang xử lý");
  await doesNotRead(nam, "Bản chính văn bằng"); // nothing was recorded

  for (let open = 0; ; open += 1) {
    const judge = linkTo(nam.locator("main .finding"), "Kết luận");
    if ((await judge.count()) === 0) break;
    if (open > 20) throw new Error("the open findings do not become fewer");
    await judge.first().click();
    await reads(nam, "Kết luận của cán bộ", "Giấy tờ, minh chứng");
    await nam.locator("[name=outcome][value=met]").check();
    await nam.fill("[name=reason]", "đã đối chiếu bản gốc");
    await tick(nam, "screen");
    await press(nam, "Ghi kết luận");
    await reads(nam, "Đã ghi kết luận");
  }
  await reads(nam, "ĐỦ ĐIỀU KIỆN");
  await act(nam, "Trình ký", "Đã trình ký", "Hồ sơ đang ở bước: Trình ký");

  await minh.goto("/");
  await reads(minh, number);
  await open(minh, number);
  await follow(minh, "Quyết định");
  await reads(minh, "ĐỦ ĐIỀU KIỆN");
  await follow(minh, "Cấp");
  await press(minh, "Quyết định cấp"); // the box was not ticked
  if (await minh.locator("#trouble").count()) await reads(minh, "đánh dấu ô xác nhận trước");
  await tick(minh, "confirm");
  await press(minh, "Quyết định cấp");
  await reads(minh, "Đã quyết định cấp");
  await follow(minh, "Cấp chứng chỉ");
  if (await minh.locator("[name=without_end]").count()) await tick(minh, "without_end");
  await tick(minh, "confirm");
  await press(minh, "Cấp chứng chỉ");
  const issued = (await reads(minh, "Đã cấp chứng chỉ")).match(/Đã cấp chứng chỉ ([^;]+);/)[1];

  await hoa.goto(`/applications/${number}`);
  await follow(hoa, `Chứng chỉ ${issued}`);
  await reads(hoa, person.full_name, "còn hiệu lực");
  await press(hoa, "Lập bản PDF");
  await reads(hoa, "đã lập bản PDF");
  const paper = await pdfBehind(hoa, hoa.locator("#list-papers td a").first());
  for (const word of [person.full_name, issued]) {
    if (!paper.toLowerCase().includes(word.toLowerCase())) throw new Error(`the certificate does not name ${word}: ${paper}`);
  }
  await open(hoa, number);
  await act(hoa, "Trả kết quả", "Đã trả kết quả");
  await reads(hoa, "Đã trả kết quả");
  for (const page of [hoa, nam, minh]) await leave(page);
}

/// A refusal with its letter.
async function refusal(desk, options) {
  const person = applicant(desk);
  const number = await takeIn(desk, person);
  await screen(desk, number);
  await (await as(desk, "nam")).act(`/applications/${number}/complete`);
  for (const requirement of await openOnes(desk, number)) {
    if (requirement === "D-QUALIFY-1") await judge(desk, number, requirement, "not_met", "Văn bằng không thuộc ngành theo yêu cầu");
    else await judge(desk, number, requirement);
  }
  await screen(desk, number);

  const nam = await desk.visitor("nam", options);
  await open(nam, number);
  await reads(nam, "KHÔNG ĐỦ ĐIỀU KIỆN", "Văn bằng không thuộc ngành theo yêu cầu");
  await act(nam, "Trình ký", "Đã trình ký");
  const minh = await desk.visitor("minh", options);
  await open(minh, number);
  await follow(minh, "Quyết định");
  await follow(minh, "Từ chối");
  await minh.fill("[name=reason]", "Văn bằng không thuộc ngành theo yêu cầu; nộp lại khi có văn bằng phù hợp");
  await press(minh, "Xem trước thông báo từ chối");
  await reads(minh, "Thông báo sẽ gửi người nộp", "nộp lại khi có văn bằng phù hợp", person.full_name);
  await tick(minh, "confirm");
  await press(minh, "Quyết định từ chối");
  await reads(minh, "Đã quyết định từ chối");

  await nam.goto(`/applications/${number}`);
  await follow(nam, /từ chối/i);
  await reads(nam, "Chưa có gì được ghi hay cấp số", person.full_name);
  await press(nam, "Lập giấy (PDF)");
  await reads(nam, "Đã lập giấy");
  const letter = await pdfBehind(nam, linkTo(nam.locator("#list-papers"), /từ chối/i).first());
  for (const word of [person.full_name, number, "nộp lại khi có văn bằng phù hợp"]) {
    if (!letter.replace(/\s+/g, " ").includes(word)) throw new Error(`the letter does not say ${word}: ${letter}`);
  }
  for (const page of [nam, minh]) await leave(page);
}

/// A list filtered, then taken along.
async function list(desk, options) {
  const page = await desk.visitor("nam", options);
  await page.goto("/applications");
  await page.selectOption("[name=desk]", "delivered");
  await page.fill("[name=filed_from]", "01/07/2025");
  await page.fill("[name=filed_to]", "31/07/2025");
  await press(page, "Lọc");
  const text = await reads(page, "Hồ sơ tìm thấy", "TN66-2507");
  const rows = Number(text.match(/Hồ sơ tìm thấy \((\d+)\)/)[1]);
  const csv = await download(page, () => page.getByRole("link", { name: "CSV", exact: true }).click());
  const lines = csv.bytes.toString("utf8").trim().split(/\r?\n/);
  same(lines.length, rows + 1, "lines of the CSV file");
  if (!lines.slice(1).every((line) => line.includes("TN66-2507") || line.includes("TN66-2506"))) throw new Error(`not what was asked: ${lines[1]}`);
  const book = await download(page, () => page.getByRole("link", { name: "Excel", exact: true }).click());
  if (!/\.xlsx$/.test(book.name)) throw new Error(`the workbook is called ${book.name}`);
  const cells = workbookText(book.bytes);
  for (const number of text.match(/TN66-25\d{4}-\d{4}/g)) if (!cells.includes(number)) throw new Error(`the workbook lacks ${number}`);
  await leave(page);
}

export const tests = {
  ...bothWays("an application from the counter to its certificate", fromCounterToCertificate),
  ...bothWays("a refusal and its letter", refusal),
  ...bothWays("a list filtered and downloaded", list),
};
