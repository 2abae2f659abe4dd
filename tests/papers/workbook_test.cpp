#include <map>
#include <random>

#include "documents/paper_tools.h"
#include "tests/papers/small_zip.h"
#include "tests/refusal.h"
#include "tests/rounds.h"

using namespace radcert;
using documents::paper_tools;
using documents::SheetCell;
using documents::SheetRow;
using documents::SheetToWrite;
using tests::refusal_of;
using tests::SmallWorkbook;
using tests::SmallZip;

namespace {

using Kind = SheetCell::Kind;

std::map<std::string, std::vector<SheetRow>> read(const std::string& bytes)
{
    std::map<std::string, std::vector<SheetRow>> sheets;
    paper_tools().read_workbook(bytes, [&](std::size_t, const std::string& name, const SheetRow& row) {
        sheets[name].push_back(row);
        return true;
    });
    return sheets;
}

std::vector<SheetRow> rows_of(const SmallWorkbook& book)
{
    return read(book.bytes())["Người"];
}

/// The one cell of a sheet that holds `cell` as XML.
SheetCell cell_of(const std::string& cell, SmallWorkbook book = {})
{
    book.sheet_data = "<row r=\"1\">" + cell + "</row>";
    const auto rows = rows_of(book);
    REQUIRE(rows.size() == 1);
    REQUIRE(rows[0].cells.size() == 1);
    return rows[0].cells[0];
}

std::string refusal(const std::string& bytes)
{
    const Error error = refusal_of([&] { read(bytes); });
    CHECK(error.fault() == Fault::invalid_input);
    CHECK_FALSE(error.sentence().vi.empty());
    return error.sentence().en;
}

std::string with_words(const SheetToWrite& sheet)
{
    return paper_tools().write_workbook({sheet});
}

const std::string day_styles{
    R"(<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/>)"
    R"(<numFmt numFmtId="165" formatCode="[$-42A]d mmmm yyyy"/>)"
    R"(<numFmt numFmtId="166" formatCode="#,##0 &quot;day&quot;"/>)"
    R"(<numFmt numFmtId="167" formatCode="[h]:mm"/></numFmts>)"
    R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
    R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>)"
    R"(<xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="22"/></cellXfs>)"};

} // namespace

TEST_CASE("what is written to a workbook is read from it", "[papers]")
{
    std::vector<std::string> provinces;
    for (int i = 0; i < 63; ++i) provinces.push_back("Tỉnh thứ " + std::to_string(i));
    SheetToWrite sheet{
        .name = "Nhân viên",
        .title = "DANH SÁCH NHÂN VIÊN BỨC XẠ",
        .columns = {{.heading = "Họ và tên", .hint = "Như trên giấy tờ"},
                    {.heading = "Số định danh"},
                    {.heading = "Ngày sinh", .kind = SheetToWrite::Column::Kind::day},
                    {.heading = "Liều", .kind = SheetToWrite::Column::Kind::number},
                    {.heading = "Tỉnh", .choices = provinces},
                    {.heading = "Có", .choices = {"có", "không"}}},
        .rows = {{"Nguyễn Đức Thịnh", "012345678901", "1985-02-28", "0.35", "Tỉnh thứ 7", "có"},
                 {"=1+1", "+84", "1899-12-31", "79012345678", std::nullopt, ""},
                 {"hai\ndòng _x000D_ <&>", "@SUM(A1)", "không rõ", "007", "Tỉnh thứ 1", "không"}},
        .rows_with_choices = 20};
    const std::string bytes = with_words(sheet);
    CHECK(with_words(sheet) == bytes);

    const auto sheets = read(bytes);
    REQUIRE(sheets.size() == 1); // the sheet of choices is hidden
    const auto& rows = sheets.at("Nhân viên");
    REQUIRE(rows.size() == 5);
    CHECK(rows[0].cells[0].text == sheet.title);
    CHECK(rows[1].cells[2].text == "Ngày sinh");
    const auto& first = rows[2].cells;
    CHECK(rows[2].number == 3);
    CHECK(first[0].text == "Nguyễn Đức Thịnh");
    CHECK(first[1].kind == Kind::text);
    CHECK(first[1].text == "012345678901");
    CHECK(first[2].kind == Kind::day);
    CHECK(first[2].day == date(1985, 2, 28));
    CHECK(first[3].kind == Kind::number);
    CHECK(first[3].text == "0.35");
    const auto& second = rows[3].cells;
    REQUIRE(second.size() == 4); // blanks at the end are no cells
    CHECK(second[0].kind == Kind::text);
    CHECK(second[0].text == "=1+1");
    CHECK(second[2].kind == Kind::text);
    CHECK(second[2].text == "31/12/1899");
    CHECK(second[3].text == "79012345678");
    const auto& third = rows[4].cells;
    CHECK(third[0].text == "hai\ndòng _x000D_ <&>");
    CHECK(third[1].text == "@SUM(A1)");
    CHECK(third[2].text == "không rõ");
    CHECK(third[3].kind == Kind::text);
    CHECK(third[3].text == "007");
}

TEST_CASE("random texts, numbers and days come back from a workbook", "[papers]")
{
    std::minstd_rand random{20261122};
    const std::vector<std::string> parts{"Ễ",  "đ", "a", "_x0041_", "\n", "\t", "&",
                                         "\"", "=", "'", " ",       "☢",  "𠀀", "0"};
    for (int round = 0; round < tests::rounds(10); ++round) {
        SheetToWrite sheet{.name = "S",
                           .title = {},
                           .columns = {{.heading = "A"}, {.heading = "B"}, {.heading = "C"}},
                           .rows = {}};
        sheet.columns[1].kind = SheetToWrite::Column::Kind::number;
        sheet.columns[2].kind = SheetToWrite::Column::Kind::day;
        for (int row = 0; row < 30; ++row) {
            std::string text{"x"};
            for (auto part = random() % 8; part > 0; --part) text += parts[random() % parts.size()];
            const auto number =
                std::to_string(random() % 100'000'000) + "." + std::to_string(1 + random() % 9);
            const Date day = date(1900, 3, 1) + std::chrono::days{random() % 60'000};
            sheet.rows.push_back({text, number, to_iso(day)});
        }
        const auto rows = read(with_words(sheet))["S"];
        REQUIRE(rows.size() == 31);
        for (std::size_t row = 0; row < 30; ++row) {
            CHECK(rows[row + 1].cells[0].text == *sheet.rows[row][0]);
            CHECK(rows[row + 1].cells[1].text == *sheet.rows[row][1]);
            CHECK(to_iso(rows[row + 1].cells[2].day) == *sheet.rows[row][2]);
        }
    }
}

TEST_CASE("a workbook cannot be written with a name or a text that Excel would not open", "[papers]")
{
    const std::string name =
        GENERATE(as<std::string>{}, "", "a/b", "tên trang dài hơn ba mươi mốt ký tự đấy", "'a'");
    CAPTURE(name);
    CHECK(refusal_of([&] { with_words({.name = name, .title = {}, .columns = {}, .rows = {}}); }).fault() ==
          Fault::invalid_input);
    SheetToWrite sheet{
        .name = "S", .title = {}, .columns = {{.heading = "A"}}, .rows = {{std::string(32'768, 'a')}}};
    CHECK(refusal_of([&] { with_words(sheet); }).fault() == Fault::invalid_input);
    sheet.rows = {{std::string(32'767, 'a')}};
    CHECK(read(with_words(sheet))["S"][1].cells[0].text.size() == 32'767);
}

TEST_CASE("a cell is read by its type", "[papers]")
{
    SmallWorkbook book;
    book.shared =
        "<si><t>chung</t></si><si><r><t>Nguyễn </t></r><r><rPr/><t xml:space=\"preserve\">Đức</t></r>"
        "<rPh sb=\"0\" eb=\"1\"><t>phiên âm</t></rPh></si><si/>";
    struct Row {
        const char* xml;
        Kind kind;
        std::string text;
    };
    const auto row = GENERATE(values<Row>({
        {R"(<c r="A1" t="s"><v>0</v></c>)", Kind::text, "chung"},
        {R"(<c r="A1" t="s"><v>1</v></c>)", Kind::text, "Nguyễn Đức"},
        {R"(<c r="A1" t="inlineStr"><is><t>a_x000D__x000a_b</t></is></c>)", Kind::text, "a\nb"},
        {R"(<c r="A1" t="inlineStr"><is><r><t>x</t></r><r><t>y</t></r></is></c>)", Kind::text, "xy"},
        {R"(<c r="A1" t="str"><f>A2&amp;"z"</f><v>kết quả</v></c>)", Kind::text, "kết quả"},
        {R"(<c r="A1"><f>1+1</f><v>2</v></c>)", Kind::number, "2"},
        {R"(<c t="b"><v>1</v></c>)", Kind::truth, "TRUE"},
        {R"(<c r="A1" t="e"><v>#N/A</v></c>)", Kind::error, "#N/A"},
        {R"(<c r="A1" t="d"><v>2025-02-28T00:00:00</v></c>)", Kind::day, "28/02/2025"},
        {R"(<c r="A1"><v>7.9012345678E10</v></c>)", Kind::number, "79012345678"},
        {R"(<c r="A1"><v>79012345678</v></c>)", Kind::number, "79012345678"},
        {R"(<c r="A1" t="n"><v>0.10000000000000001</v></c>)", Kind::number, "0.1"},
        {R"(<c r="A1"><v>-2.5E-3</v></c>)", Kind::number, "-0.0025"},
        {R"(<c r="A1"><v>1E+100</v></c>)", Kind::number, "1e+100"},
    }));
    CAPTURE(row.xml);
    const SheetCell cell = cell_of(row.xml, book);
    CHECK(cell.kind == row.kind);
    CHECK(cell.text == row.text);
}

TEST_CASE("a number is a day when its style says so", "[papers]")
{
    struct Row {
        const char* xml;
        Kind kind;
        std::string text;
    };
    const auto row = GENERATE(values<Row>({
        {R"(<c s="0"><v>45658</v></c>)", Kind::number, "45658"},
        {R"(<c s="1"><v>45658</v></c>)", Kind::day, "01/01/2025"},
        {R"(<c s="2"><v>45658</v></c>)", Kind::day, "01/01/2025"},
        {R"(<c s="3"><v>45658</v></c>)", Kind::day, "01/01/2025"},
        {R"(<c s="4"><v>45658</v></c>)", Kind::number, "45658"},
        {R"(<c s="5"><v>1.5</v></c>)", Kind::number, "1.5"},
        {R"(<c s="6"><v>45658.5</v></c>)", Kind::day, "01/01/2025 12:00"},
        {R"(<c s="1"><v>1</v></c>)", Kind::day, "01/01/1900"},
        {R"(<c s="1"><v>59</v></c>)", Kind::day, "28/02/1900"},
        {R"(<c s="1"><v>60</v></c>)", Kind::text, "29/02/1900"},
        {R"(<c s="1"><v>61</v></c>)", Kind::day, "01/03/1900"},
        {R"(<c s="1"><v>2958465</v></c>)", Kind::day, "31/12/9999"},
        {R"(<c s="1"><v>2958466</v></c>)", Kind::number, "2958466"},
        {R"(<c s="1"><v>-1</v></c>)", Kind::number, "-1"},
        {R"(<c s="1"><v>0.5</v></c>)", Kind::number, "0.5"},
        {R"(<c s="99"><v>45658</v></c>)", Kind::number, "45658"},
    }));
    CAPTURE(row.xml);
    SmallWorkbook book;
    book.styles = day_styles;
    const SheetCell cell = cell_of(row.xml, book);
    CHECK(cell.kind == row.kind);
    CHECK(cell.text == row.text);

    book.properties = "<workbookPr date1904=\"1\"/>";
    CHECK(cell_of(R"(<c s="1"><v>44196</v></c>)", book).text == "01/01/2025");
}

TEST_CASE("rows and cells may stand in any order and without addresses", "[papers]")
{
    SmallWorkbook book;
    book.sheet_data = R"(<row r="3"><c r="B3"><v>32</v></c><c r="A3"><v>31</v></c></row>)"
                      R"(<row r="1"><c><v>11</v></c><c/><c><v>13</v></c></row>)"
                      R"(<row><c r="C2" s="1"/></row>)";
    const auto rows = rows_of(book);
    REQUIRE(rows.size() == 2); // row 2 holds nothing
    CHECK(rows[0].number == 1);
    REQUIRE(rows[0].cells.size() == 3);
    CHECK(rows[0].cells[1].kind == Kind::blank);
    CHECK(rows[0].cells[2].text == "13");
    CHECK(rows[1].number == 3);
    CHECK(rows[1].cells[0].text == "31");
    CHECK(rows[1].cells[1].text == "32");
}

TEST_CASE("cells that a merged range covers are marked", "[papers]")
{
    SmallWorkbook book;
    book.sheet_data = R"(<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>)"
                      R"(<row r="3"><c r="A3"><v>3</v></c></row><row r="4"><c r="A4"><v>4</v></c></row>)";
    book.after_data = R"(<mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>)";
    const auto rows = rows_of(book);
    REQUIRE(rows.size() == 3);
    REQUIRE(rows[0].cells.size() == 3);
    CHECK_FALSE(rows[0].cells[1].merged);
    CHECK(rows[0].cells[2].merged);
    REQUIRE(rows[1].cells.size() == 3);
    CHECK_FALSE(rows[1].cells[0].merged);
    CHECK(rows[1].cells[1].merged);
    CHECK(rows[2].cells.size() == 1);
}

TEST_CASE("strict workbooks, hidden sheets, extensions and capitals in part names are as others", "[papers]")
{
    SmallWorkbook book;
    book.space = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    book.relations = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    book.sheet_data = R"(<row r="1"><c r="A1"><v>1</v></c></row>)";
    book.after_data = R"(<extLst><ext><y:row xmlns:y="urn:y"><c r="A1"><v>2</v></c></y:row></ext></extLst>)";
    CHECK(rows_of(book).size() == 1);

    book.sheets = R"(<sheet name="Ẩn" sheetId="1" state="hidden" r:id="r1"/>)";
    CHECK(read(book.bytes()).empty());

    SmallZip zip = SmallWorkbook{.sheet_data = R"(<row><c><v>1</v></c></row>)"}.archive();
    CHECK(read(zip.bytes()).size() == 1);
}

TEST_CASE("a cell, row or text beyond what a sheet holds is refused with its place", "[papers]")
{
    struct Row {
        std::string data, said;
    };
    const auto row = GENERATE(values<Row>({
        {R"(<row r="1048577"><c><v>1</v></c></row>)", "row number"},
        {R"(<row r="0"><c><v>1</v></c></row>)", "row number"},
        {R"(<row r="4"><c r="XFE4"><v>1</v></c></row>)", "sheet \"Người\", row 4"},
        {R"(<row r="4"><c r="B5"><v>1</v></c></row>)", "not of this row"},
        {R"(<row r="4"><c r="B4"><v>1</v></c><c r="B4"><v>2</v></c></row>)",
         "row 4, column B: the file states"},
        {R"(<row r="4"><c r="B4"><v>1</v></c></row><row r="4"><c><v>1</v></c></row>)", "row 4: stated twice"},
        {R"(<row r="4"><c r="B4" t="s"><v>7</v></c></row>)", "row 4, column B: its shared text 7"},
        {R"(<row r="4"><c r="B4"><v>nan</v></c></row>)", "not a number"},
        {R"(<row r="4"><c r="B4" t="d"><v>2025-02-30</v></c></row>)", "not a day"},
        {R"(<row r="4"><c r="C4" t="str"><v>)" + std::string(32'768, 'a') + "</v></c></row>",
         "row 4, column C: the text is longer"},
        {R"(<row r="4"><c r="C4" t="inlineStr"><is><t>)" + std::string(300'000, 'a') + "</t></is></c></row>",
         "longer"},
    }));
    CAPTURE(row.data.substr(0, 80));
    CHECK_THAT(refusal(SmallWorkbook{.sheet_data = row.data}.bytes()), Catch::Contains(row.said));
}

TEST_CASE("XML that no workbook has is refused", "[papers]")
{
    SmallWorkbook book{.sheet_data = "<row><c><v>1</v></c></row>"};
    book.prologue = "<!DOCTYPE worksheet [<!ENTITY a \"b\">]>";
    CHECK_THAT(refusal(book.bytes()), Catch::Contains("DOCTYPE"));
    book.prologue = "<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\">";
    CHECK_THAT(refusal(book.bytes()), Catch::Contains("DOCTYPE"));
    book.prologue.clear();

    std::string deep;
    for (int level = 0; level < 100'000; ++level) deep += "<a>";
    book.after_data = deep;
    CHECK_THAT(refusal(book.bytes()), Catch::Contains("nested deeper than 64"));
    book.after_data = "<open>";
    CHECK_THAT(refusal(book.bytes()), Catch::Contains("damaged XML"));
    book.after_data = "&undeclared;";
    CHECK_THAT(refusal(book.bytes()), Catch::Contains("damaged XML"));
}

TEST_CASE("an archive that no workbook is gets refused with what it is", "[papers]")
{
    const SmallZip good = SmallWorkbook{.sheet_data = "<row><c><v>1</v></c></row>"}.archive();
    REQUIRE(read(good.bytes()).size() == 1);

    CHECK_THAT(refusal(SmallZip{good}.add("XL/Workbook.XML", "x").bytes()),
               Catch::Contains("two of its parts"));
    CHECK_THAT(refusal(SmallZip{good}.add("../evil", "x").bytes()), Catch::Contains("leads out"));
    CHECK_THAT(refusal(SmallZip{good}.add("xl/../../evil", "x").bytes()), Catch::Contains("leads out"));
    CHECK_THAT(refusal(SmallZip{good}.add("/etc/passwd", "x").bytes()), Catch::Contains("leads out"));
    CHECK_THAT(refusal(SmallZip{good}.add("a\\b", "x").bytes()), Catch::Contains("leads out"));
    CHECK_THAT(refusal(SmallZip{good}.add({"secret", "x", 1}).bytes()), Catch::Contains("encrypted"));
    CHECK_THAT(refusal(SmallZip{good}.add({"bomb", "x", 0, 3'000'000'000u}).bytes()),
               Catch::Contains("200 MiB"));
    SmallZip many{good};
    for (int i = 0; i < 1'000; ++i) many.add("p" + std::to_string(i), "");
    CHECK_THAT(refusal(many.bytes()), Catch::Contains("more than 1,000"));

    const std::string whole = good.bytes();
    CHECK_THAT(refusal(whole.substr(0, whole.size() - 30)), Catch::Contains("cut short"));
    CHECK_THAT(refusal(SmallZip{}.add("xl/workbook.bin", "x").bytes()), Catch::Contains(".xlsb"));
    CHECK_THAT(refusal(SmallZip{}.add("mimetype", "x").add("content.xml", "x").bytes()),
               Catch::Contains(".ods"));
    CHECK_THAT(refusal(SmallZip{}.add("word/document.xml", "x").bytes()), Catch::Contains("Word"));
    CHECK_THAT(refusal("PK\x03\x04"), Catch::Contains("damaged"));
    CHECK_THAT(refusal("Họ và tên;Ngày sinh"), Catch::Contains("not an .xlsx"));
    CHECK_THAT(refusal(""), Catch::Contains("not an .xlsx"));

    const std::string ole2{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};
    const Error old = refusal_of([&] { read(ole2 + std::string(1'000, '\0')); });
    CHECK_THAT(old.hint().vi, Catch::Contains("lưu lại dạng .xlsx"));
    std::string wide;
    for (const char c : std::string{"EncryptedPackage"}) wide += {c, '\0'};
    CHECK_THAT(refusal(ole2 + std::string(1'000, '\0') + wide), Catch::Contains("password"));
}

TEST_CASE("a damaged workbook is read or refused and never more than that", "[papers]")
{
    SheetToWrite sheet{.name = "S",
                       .title = "T",
                       .columns = {{.heading = "A", .choices = {"x", "y"}}, {.heading = "B"}},
                       .rows = {}};
    for (int row = 0; row < 50; ++row)
        sheet.rows.push_back({"Nguyễn " + std::to_string(row), std::to_string(row * row)});
    SmallWorkbook stored{.sheet_data = "<row><c><v>1</v></c><c t=\"s\"><v>0</v></c></row>"};
    stored.shared = "<si><t>a</t></si>";
    stored.styles = day_styles;
    stored.after_data = R"(<mergeCells><mergeCell ref="A1:B2"/></mergeCells>)";
    std::minstd_rand random{7};
    int refused = 0;
    for (const std::string& whole : {with_words(sheet), stored.bytes()}) {
        for (int round = 0; round < tests::rounds(300); ++round) {
            std::string damaged = whole;
            if (round % 3 == 0) damaged.resize(random() % damaged.size());
            for (auto flips = round % 3 == 0 ? 0 : 1 + random() % 8; flips > 0; --flips)
                damaged[random() % damaged.size()] = char(random());
            try {
                read(damaged);
            } catch (const Error& error) {
                CHECK(error.fault() == Fault::invalid_input);
                ++refused;
            }
        }
    }
    CHECK(refused > 100);
}
