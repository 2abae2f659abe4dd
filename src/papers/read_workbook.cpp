#include "domain/error.h"
#include "papers/sheet_part.h"
#include "papers/workbooks.h"

namespace radcert::papers {
namespace {

constexpr std::string_view ole2{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};

/// A name in a compound file's directory, which is UTF-16LE.
std::string wide(std::string_view name)
{
    std::string bytes;
    for (const char c : name) bytes.append({c, '\0'});
    return bytes;
}

/// The container of .xls, of Word's .doc and of workbooks with a password ([MS-CFB], [MS-OFFCRYPTO] 1.3.3).
[[noreturn]] void refuse_compound(std::string_view bytes)
{
    if (bytes.find(wide("EncryptedPackage")) != bytes.npos) {
        throw Error{
            Fault::invalid_input,
            {"tệp bảng tính đặt mật khẩu nên không đọc được", "the workbook is protected by a password"},
            {"mở tệp, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ) rồi lưu lại",
             "open it, take the password off (File > Info > Protect) and save it again"}};
    }
    throw Error{
        Fault::invalid_input,
        {"đây là tệp Excel đời cũ (.xls), không phải .xlsx", "it is an old Excel file (.xls), not .xlsx"},
        {"mở tệp bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx (Excel Workbook)",
         "open it in Excel or LibreOffice and save it as .xlsx (Excel Workbook)"}};
}

} // namespace

void read_workbook(
    std::string_view bytes,
    const std::function<bool(std::size_t, const std::string&, const documents::SheetRow&)>& take)
{
    if (bytes.starts_with(ole2)) refuse_compound(bytes);
    if (!bytes.starts_with("PK")) {
        throw Error{Fault::invalid_input,
                    {"không phải bảng tính .xlsx", "it is not an .xlsx workbook"},
                    {"lưu bảng tính dạng .xlsx hoặc CSV UTF-8", "save the table as .xlsx or CSV UTF-8"}};
    }
    ZipArchive archive{bytes};
    const WorkbookParts parts = read_parts(archive);
    std::size_t place = 0;
    for (const WorkbookParts::Sheet& sheet : parts.sheets) {
        const std::size_t own_place = place++;
        if (sheet.hidden) continue;
        const bool wants_more = read_sheet(archive, parts, sheet, [&](documents::SheetRow& row) {
            return take(own_place, sheet.name, row);
        });
        if (!wants_more) return;
    }
}

} // namespace radcert::papers
