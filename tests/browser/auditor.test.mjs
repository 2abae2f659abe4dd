// Whoever audits: one decision found in the journal, a certificate before and after, the journal verified here and
// elsewhere.
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { applicant, grant, issue, takeIn, workOn } from "./office.mjs";
import { bothWays, doesNotRead, download, follow, inFolder, leave, press, reads, run, same } from "./reading.mjs";

async function decision(desk, options) {
  const person = applicant(desk);
  const number = await takeIn(desk, person);
  await workOn(desk, number);
  await grant(desk, number);
  const certificate = await issue(desk, number);

  const page = await desk.visitor("thanh.tra", options);
  await page.fill("#events-record, [name=record]", number);
  await press(page, "Tìm sự kiện");
  await reads(page, "quyết định hồ sơ", "tiếp nhận hồ sơ");
  await page.selectOption("[name=action]", "application.decide");
  await press(page, "Tìm");
  const rows = page.locator("#list-events tbody tr");
  same(await rows.count(), 1, "decisions on the file");
  same((await rows.innerText()).includes("minh"), true, "the row names who decided");
  await rows.getByRole("link").first().click();
  await reads(page, /Sự kiện \d+/, "quyết định hồ sơ", "minh", "Cam kết về nội dung", "Bản ghi mà việc này tạo hoặc đổi", number);
  const event = new URL(page.url()).pathname.split("/").pop();
  await page.getByText("Chứng minh sự kiện có trong nhật ký").click();
  const proof = await download(page, () => follow(page, "Tải tệp chứng minh"));
  same(proof.name, `${event}.tlog-proof`, "the proof's name");
  same(proof.bytes.toString("utf8").split("\n")[0], "c2sp.org/tlog-proof@v1", "the proof's first line");
  const look = await page.goto(`/certificates/${certificate}`);
  same(look.status(), 200, "an auditor reads the certificate");
  await page.goto("/journal?action=worker.view");
  same((await page.locator("#list-events tbody tr").first().innerText()).includes("thanh.tra"), true, "the auditor's look was recorded");
  await leave(page);
}

/// "2021-03-05T02:00:00Z" -> the day in Vietnam and the one before, as they are typed.
function days(moment) {
  const day = (offset) => new Date(Date.parse(moment) + 7 * 3600_000 + offset * 86_400_000).toISOString().slice(0, 10).split("-").reverse().join("/");
  return { before: day(-1), on: day(0) };
}

async function history(desk, options) {
  const certificate = desk.told.match(/certificate history (\S+)/)[1]; // one that was suspended and restored
  const entries = desk.json("certificate", "history", certificate);
  const suspended = days((entries.history ?? entries).find((entry) => entry.action === "certificate.suspend").at);

  const page = await desk.visitor("thanh.tra", options);
  await page.goto(`/certificates/${certificate}`);
  await follow(page, "Lịch sử ghi sổ");
  await reads(page, "đình chỉ chứng chỉ", "cấp chứng chỉ");
  await page.fill("[name=known_by]", suspended.before);
  await press(page, "Xem");
  same(new URL(page.url()).searchParams.get("known_by"), suspended.before, "the moment stands in the address");
  await reads(page, "Chỉ gồm những gì sổ đã ghi đến", "cấp chứng chỉ");
  await doesNotRead(page, "đình chỉ chứng chỉ");
  await page.fill("[name=known_by]", suspended.on);
  await press(page, "Xem");
  await reads(page, "đình chỉ chứng chỉ");
  await doesNotRead(page, "khôi phục chứng chỉ");

  await follow(page, "So sánh hai thời điểm");
  await page.fill("[name=a]", suspended.before);
  await page.fill("[name=b]", suspended.on);
  await press(page, "So sánh");
  await reads(page, "Những điểm khác nhau", `Đến hết ${suspended.before}`, `Đến hết ${suspended.on}`, "đình chỉ");
  await page.fill("[name=b]", suspended.before);
  await press(page, "So sánh");
  await reads(page, "Hai thời điểm không có gì khác nhau");
  await leave(page);
}

/// What the script that came with an exported journal says of it. @returns {status, said}
function audit(folder) {
  return new Promise((resolve) => {
    execFile("python3", ["audit.py", "."], { cwd: folder }, (error, out, complaints) => resolve({ status: error ? error.code : 0, said: out + complaints }));
  });
}

async function journal(desk, options) {
  const page = await desk.visitor("thanh.tra", options);
  await page.goto("/journal/state");
  await press(page, "Kiểm tra ngay");
  await reads(page, "đã kiểm tra: nhật ký nguyên vẹn", "Nhật ký nguyên vẹn, kiểm tra lúc", "Điểm kiểm mới nhất");
  await follow(page, "Kiểm tra ngoại tuyến");
  await reads(page, "Cách kiểm tra (AUDIT.txt)");
  const tar = await download(page, () => follow(page, "Tải nhật ký (tar)"));
  await inFolder(async (folder) => {
    writeFileSync(join(folder, tar.name), tar.bytes);
    const unpacked = (copy) => {
      mkdirSync(join(folder, copy));
      run("tar", ["-xf", join(folder, tar.name)], { cwd: join(folder, copy) });
      return join(folder, copy, tar.name.replace(/\.tar$/, ""));
    };
    const [whole, altered] = ["whole", "altered"].map(unpacked);
    const events = join(altered, "events.ndjson");
    const lines = readFileSync(events, "utf8").split("\n");
    lines[99] = lines[99].replace(/"commit":"(.)/, (all, first) => `"commit":"${first === "A" ? "B" : "A"}`);
    writeFileSync(events, lines.join("\n"));
    const [kept, refused] = await Promise.all([whole, altered].map(audit));
    same(kept.status, 0, kept.said);
    same(/^audit: verified: \d+ events/.test(kept.said), true, kept.said);
    same(refused.status, 1, refused.said);
    same(refused.said.includes("audit: REFUSED: the journal is not the one that was signed"), true, refused.said);
  });
  await leave(page);
}

export const tests = {
  ...bothWays("an auditor finds a decision and its proof", decision),
  ...bothWays("an auditor reads a certificate as it was known before and after", history),
  ...bothWays("an auditor verifies the journal, here and with the exported script", journal),
};
