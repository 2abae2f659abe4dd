// Whoever holds a certificate in their hands: does it stand?
import { bothWays, doesNotRead, leave, press, reads, same, textOn } from "./reading.mjs";

/// A certificate of this register that stands today: {certificate, worker, birth}, birth as it is typed.
function oneInForce(desk) {
  for (const one of desk.json("certificate", "list")) {
    if (one.status !== "in_force" || !/^66-/.test(one.certificate)) continue;
    const shown = desk.json("worker", "show", one.worker);
    const person = shown.worker?.full_name ? shown.worker : shown;
    if (person.birth_date) return { ...one, full_name: person.full_name, birth: person.birth_date.split("-").reverse().join("/") };
  }
  throw new Error("no certificate of the sample register is in force");
}

async function byCode(desk, options) {
  const one = oneInForce(desk);
  const statement = desk.command("certificate", "statement", one.certificate).stdout.trim();
  const page = await desk.visitor(null, options);
  await page.goto("/verify");
  await reads(page, "không cần tài khoản");
  await page.fill("[name=code]", statement);
  await press(page, "Kiểm tra mã QR");
  await reads(page, "Kết quả kiểm tra", "CÓ HIỆU LỰC", one.certificate, "Dữ liệu cập nhật đến", "Dành cho người kiểm tra");
  await doesNotRead(page, one.full_name);
  same(new URL(page.url()).search, "", "nothing of the code stands in the address");

  await page.goto("/verify");
  const middle = statement.indexOf(one.certificate) + 1; // whole as before, and not what was signed
  const altered = statement.slice(0, middle) + (statement[middle] === "A" ? "B" : "A") + statement.slice(middle + 1);
  await page.fill("[name=code]", altered);
  await press(page, "Kiểm tra mã QR");
  await doesNotRead(page, "CÓ HIỆU LỰC");
  await reads(page, "GIẢ MẠO");
  await leave(page);
}

async function byNumber(desk, options) {
  const one = oneInForce(desk);
  const page = await desk.visitor(null, options);
  const ask = async (number, birth) => {
    await page.goto("/verify");
    await page.fill("[name=number]", number);
    await page.fill("[name=birth_date]", birth);
    await press(page, "Kiểm tra số");
    return textOn(page);
  };
  await ask(one.certificate, one.birth);
  await reads(page, "còn hiệu lực", "Có giá trị đến hết ngày", "Dữ liệu cập nhật đến");
  await doesNotRead(page, one.full_name);
  const wrong_birth = await ask(one.certificate, "01/01/1931");
  await reads(page, "không tìm thấy chứng chỉ khớp với số và ngày sinh này");
  same(wrong_birth, await ask("66-2099-99999", one.birth), "a wrong birth date is answered as an unknown number");
  await leave(page);
}

export const tests = {
  ...bothWays("anybody checks a certificate by its QR code", byCode),
  ...bothWays("anybody checks a certificate by number and birth date", byNumber),
};
