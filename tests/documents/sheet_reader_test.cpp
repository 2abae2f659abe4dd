#include "documents/sheet_reader.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "documents/csv.h"
#include "documents/paper_tools.h"
#include "tests/files.h"
#include "tests/papers/small_zip.h"
#include "tests/refusal.h"

using namespace radcert;
using documents::SheetCell;
using documents::SheetForm;
using documents::SheetReader;
using documents::SheetReadOptions;
using documents::SheetRow;
using tests::refusal_of;
namespace fs = std::filesystem;

namespace {

/// A folder of its own, gone at the end.
class Folder {
public:
    Folder()
    {
        std::string name = (fs::temp_directory_path() / "radcert-test-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path_); }

    fs::path file(const std::string& name, const std::string& bytes) const
    {
        std::ofstream{path_ / name, std::ios::binary} << bytes;
        return path_ / name;
    }
    /// A program that does as the script says.
    fs::path program(const std::string& script) const
    {
        const fs::path made = file("program", "#!/bin/sh\n" + script + "\n");
        fs::permissions(made, fs::perms::owner_all);
        return made;
    }

private:
    fs::path path_;
};

struct Read {
    SheetForm form;
    std::map<std::string, std::vector<SheetRow>> sheets;
};

Read read(const fs::path& file, const SheetReadOptions& options = {},
          const fs::path& program = RADCERT_PROGRAM)
{
    Read all;
    all.form = SheetReader{program}.read(file, options, [&](const std::string& sheet, const SheetRow& row) {
        all.sheets[sheet].push_back(row);
        return true;
    });
    return all;
}

std::string frame(char kind, const std::string& body)
{
    std::string bytes{kind};
    for (int byte = 0; byte < 4; ++byte) bytes += char(body.size() >> 8 * byte & 0xFF);
    return bytes + body;
}

const std::string number_one("\1\0\0\0", 4), none("\0\0\0\0", 4);

} // namespace

TEST_CASE("a workbook and a CSV file give the same rows through the reading process", "[documents]")
{
    const Folder folder;
    const documents::SheetToWrite sheet{
        .name = "Người",
        .title = {},
        .columns = {{.heading = "Họ và tên"},
                    {.heading = "Ngày", .kind = documents::SheetToWrite::Column::Kind::day}},
        .rows = {{"Nguyễn Đức Thịnh", "2025-03-01"}, {std::nullopt, "1990-12-31"}}};
    const Read book = read(folder.file("a.xlsx", documents::paper_tools().write_workbook({sheet})));
    CHECK(book.form.workbook);
    const auto& rows = book.sheets.at("Người");
    REQUIRE(rows.size() == 3);
    CHECK(rows[1].cells[0].text == "Nguyễn Đức Thịnh");
    CHECK(rows[1].cells[1].kind == SheetCell::Kind::day);
    CHECK(rows[1].cells[1].day == date(2025, 3, 1));
    CHECK(rows[2].cells[0].kind == SheetCell::Kind::blank);

    const Read csv = read(folder.file("a.csv", documents::write_csv(sheet)));
    CHECK_FALSE(csv.form.workbook);
    CHECK(csv.form.encoding == "utf-8");
    CHECK(csv.form.delimiter == ';');
    REQUIRE(csv.sheets.at("").size() == 3);
    CHECK(csv.sheets.at("")[1].cells[0].text == "Nguyễn Đức Thịnh");
    CHECK(csv.sheets.at("")[1].cells[1].text == "2025-03-01");
}

TEST_CASE("a sheet is chosen by its name, in whatever normal form", "[documents]")
{
    const Folder folder;
    const std::string bytes = documents::paper_tools().write_workbook(
        {{.name = "Một", .title = {}, .columns = {{.heading = "a"}}, .rows = {}},
         {.name = "Hai", .title = {}, .columns = {{.heading = "b"}}, .rows = {}}});
    const fs::path file = folder.file("a.xlsx", bytes);
    const Read one = read(file, {.encoding = {}, .sheet = "Mo\u0302\u0323t"});
    CHECK(one.sheets.size() == 1);
    CHECK(one.sheets.contains("Một"));
    CHECK(refusal_of([&] { read(file, {.encoding = {}, .sheet = "Ba"}); }).fault() == Fault::not_found);
}

TEST_CASE("an encoding that nobody stated is asked for, with a preview", "[documents]")
{
    const Folder folder;
    const fs::path file = folder.file("cu.csv", "ten\nNguy\xD4n V\xA8n \xA7\xF8\x63\n");
    const Error error = refusal_of([&] { read(file); });
    CHECK(error.fault() == Fault::invalid_input);
    CHECK(error.place().file == "cu.csv");
    CHECK_THAT(error.hint().vi, Catch::Contains("tcvn3: Nguyễn Văn Đức"));
    const Read chosen = read(file, {.encoding = documents::Encoding::tcvn5712});
    CHECK(chosen.sheets.at("")[1].cells[0].text == "Nguyễn Văn Đức");
    CHECK(chosen.form.encoding == "tcvn3");
}

TEST_CASE("trouble in the file names the file and the place", "[documents]")
{
    const Folder folder;
    const Error csv = refusal_of([&] { read(folder.file("a.csv", "a;b\n1;\"2\n")); });
    CHECK_THAT(csv.what(), Catch::StartsWith("line 2, character 3"));
    CHECK(csv.place().line == 2);
    CHECK(csv.place().file == "a.csv");
    const Error book = refusal_of([&] {
        read(folder.file(
            "a.xlsx",
            tests::SmallWorkbook{.sheet_data = "<row r=\"9\"><c t=\"s\"><v>1</v></c></row>"}.bytes()));
    });
    CHECK_THAT(book.what(), Catch::StartsWith("sheet \"Người\", row 9, column A"));
    CHECK(refusal_of([&] { read(folder.file("empty.csv", "")); }).fault() == Fault::invalid_input);
    CHECK(refusal_of([&] { read("/nowhere/a.csv"); }).fault() == Fault::not_found);
    CHECK(refusal_of([&] { read("/dev/null"); }).fault() == Fault::invalid_input);
}

TEST_CASE("enough is enough: the reading process does not have to end first", "[documents]")
{
    const Folder folder;
    std::string csv{"a\n"};
    for (int row = 0; row < 200'000; ++row) csv += "x\n";
    int taken = 0;
    SheetReader{RADCERT_PROGRAM}.read(folder.file("a.csv", csv), {},
                                      [&](const std::string&, const SheetRow&) { return ++taken < 3; });
    CHECK(taken == 3);
    CHECK_THROWS_AS(
        SheetReader{RADCERT_PROGRAM}.read(folder.file("a.csv", csv), {},
                                          [](const std::string&, const SheetRow&) -> bool { throw 7; }),
        int);
}

TEST_CASE("a reading process that dies, lies or says nothing is an error that names the file", "[documents]")
{
    const Folder folder;
    const fs::path file = folder.file("a.csv", "a\n");
    const std::string sheet = frame('S', none), end = frame('Z', "");
    struct Row {
        const char* why;
        std::string frames;
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"nothing", ""},
        {"no end", sheet},
        {"cut short", sheet + end.substr(0, 3)},
        {"unknown letter", frame('X', "") + end},
        {"row before sheet", frame('R', number_one + none) + end},
        {"rows out of order", sheet + frame('R', number_one + none) + frame('R', number_one + none) + end},
        {"row 0", sheet + frame('R', none + none) + end},
        {"too many cells promised", sheet + frame('R', number_one + "\xFF\xFF\xFF\xFF") + end},
        {"more columns than a sheet has",
         sheet + frame('R', number_one + std::string("\1\x40\0\0", 4) + std::string(16'385, '\0')) + end},
        {"unknown kind", sheet + frame('R', number_one + number_one + "\7") + end},
        {"empty text", sheet + frame('R', number_one + number_one + "\1" + none) + end},
        {"text that is not UTF-8",
         sheet + frame('R', number_one + number_one + "\1" + number_one + "\xFF") + end},
        {"text with NUL",
         sheet + frame('R', number_one + number_one + "\1" + number_one + std::string(1, '\0')) + end},
        {"day beyond the calendar",
         sheet + frame('R', number_one + number_one + "\3\xFF\xFF\xFF\x7F" + number_one + "x") + end},
        {"something left in the row", sheet + frame('R', number_one + none + "x") + end},
        {"something after the end", sheet + end + end},
        {"something in the end", frame('Z', "x")},
        {"frame of gigabytes", "R\xFF\xFF\xFF\x7F"},
        {"error cut short", frame('E', std::string(1, '\0') + number_one)},
    }));
    CAPTURE(row.why);
    const fs::path frames = folder.file("frames", row.frames);
    const fs::path program = folder.program("exec cat '" + frames.string() + "'");
    const Error error = refusal_of([&] { read(file, {}, program); });
    CHECK(error.fault() == Fault::invalid_input);
    CHECK_THAT(error.sentence().vi, Catch::StartsWith("không đọc được tệp a.csv"));
}

TEST_CASE("a reading process that fails after its last word, or is killed, is not believed", "[documents]")
{
    const Folder folder;
    const fs::path file = folder.file("a.csv", "a\n"), frames = folder.file("frames", frame('Z', ""));
    CHECK(read(file, {}, folder.program("cat '" + frames.string() + "'")).sheets.empty());
    for (const std::string last : {"exit 1", "kill -SEGV $$"}) {
        const fs::path program = folder.program("cat '" + frames.string() + "'; " + last);
        CHECK(refusal_of([&] { read(file, {}, program); }).fault() == Fault::invalid_input);
    }
    CHECK(refusal_of([&] { read(file, {}, "/nowhere/radcert"); }).fault() == Fault::unavailable);
}

TEST_CASE("a workbook that unpacks to more than memory allows is refused and this process lives",
          "[documents]")
{
    const Folder folder;
    std::string shared;
    shared.reserve(150u << 20);
    const std::string text = "<si><t>" + std::string(30'000, 'a') + "</t></si>";
    while (shared.size() + text.size() < (145u << 20)) shared += text;
    tests::SmallWorkbook book{.sheet_data = "<row><c><v>1</v></c></row>"};
    book.shared = std::move(shared);
    const fs::path file = folder.file("big.xlsx", book.bytes());
    std::size_t sheets = 1;
    try {
        sheets =
            read(file).sheets.size(); // with room, or under the sanitizer, where addresses are not limited
    } catch (const Error& error) {
        CHECK(error.fault() == Fault::invalid_input);
    }
    CHECK(sheets == 1);
}
