#include "documents/table.h"

#include <optional>
#include <string>

#include "documents/csv.h"
#include "documents/paper_tools.h"
#include "tests/catch.h"

using namespace radcert;
using documents::Cell;
using documents::Record;
using documents::Table;

namespace {

Table workers()
{
    Table table{{"id", {"Mã", "ID"}},
                {"name", {"Họ và tên", "Name"}},
                {"age", {"Tuổi", "Age"}},
                {"certified", {"Chứng chỉ", "Certified"}},
                {"ended_on", {"Nghỉ việc", "Left"}}};
    table.row({"W-1", "Nguyễn Thị Hoa", 34, true, std::nullopt});
    table.row({"W-12", "Lê An", 7, false, "2024-05-01"});
    return table;
}

} // namespace

TEST_CASE("a coded cell is its word for programs and its name for people", "[documents]")
{
    const Cell cell = Cell::coded("in_force", {"còn hiệu lực", "in force"});
    CHECK(cell.shown(Language::vi) == "còn hiệu lực");
    CHECK(cell.shown(Language::en) == "in force");
    CHECK(cell.line() == "in_force");
    CHECK(cell.json() == "\"in_force\"");
}

TEST_CASE("an optional makes a cell that may be absent", "[documents]")
{
    CHECK(Cell{std::optional<std::string>{}}.absent());
    CHECK(Cell{std::optional<std::string>{"x"}}.json() == "\"x\"");
    CHECK(Cell{std::optional<int>{-3}}.json() == "-3");
    CHECK(Cell{std::optional<bool>{false}}.json() == "false");
    CHECK(Cell{""}.json() == "\"\"");
    CHECK(Cell{}.shown(Language::vi) == "-");
}

TEST_CASE("a cell is one thing for programs and another for the eye", "[documents]")
{
    struct Row {
        Cell cell;
        std::string word, json, line, shown;
        std::optional<std::string> sheet;
    };
    const auto row = GENERATE(values<Row>({
        {"Hoa", "Hoa", "\"Hoa\"", "Hoa", "Hoa", "Hoa"},
        {"2024-05-01", "2024-05-01", "\"2024-05-01\"", "2024-05-01", "01/05/2024", "2024-05-01"},
        {0.25, "0.25", "0.25", "0.25", "0,25", "0.25"},
        {-3, "-3", "-3", "-3", "-3", "-3"},
        {true, "true", "true", "true", "có", "có"},
        {std::nullopt, "", "null", "", "-", std::nullopt},
        {Cell::coded("a", {"b", "c"}), "a", "\"a\"", "a", "b", "b"},
        {Cell::coded("2024-05-01", {"01/05/2024", "01/05/2024"}), "2024-05-01", "\"2024-05-01\"",
         "2024-05-01", "01/05/2024", "2024-05-01"},
        {Cell::coded("2024-05-01T01:30:00Z", {"01/05/2024 08:30", "01/05/2024 08:30"}),
         "2024-05-01T01:30:00Z", "\"2024-05-01T01:30:00Z\"", "2024-05-01T01:30:00Z", "01/05/2024 08:30",
         "2024-05-01 08:30"},
        {Cell::raw_json(R"(["a"])", "a"), R"(["a"])", R"(["a"])", "a", "a", "a"},
        {Cell::raw_json(R"(["a"])", "a", {"b", "c"}), R"(["a"])", R"(["a"])", "a", "b", "b"},
    }));
    CAPTURE(row.word);
    CHECK(row.cell.word() == row.word);
    CHECK(row.cell.json() == row.json);
    CHECK(row.cell.line() == row.line);
    CHECK(row.cell.shown(Language::vi) == row.shown);
    CHECK(row.cell.sheet(Language::vi) == row.sheet);
}

TEST_CASE("nothing from a record breaks a line or drives the terminal", "[documents]")
{
    const Cell cell{"a\tb\r\nc\x1b[31md"};
    CHECK(cell.shown(Language::vi) == "a b  c\xEF\xBF\xBD[31md");
    CHECK(cell.line() == "a b  c\xEF\xBF\xBD[31md");
    CHECK(cell.json() == R"("a\tb\r\nc\u001b[31md")");
    CHECK(Cell::raw_json("{}", "x\ty").line() == "x y");
    CHECK(Cell::coded("a\tb", {"m\x07", "n"}).shown(Language::vi) == "m\xEF\xBF\xBD");
}

TEST_CASE("a table keeps its columns and rows, and says them in JSON", "[documents]")
{
    const Table table = workers();
    CHECK(table.size() == 2);
    REQUIRE(table.columns().size() == 5);
    CHECK(table.columns()[1].key == "name");
    CHECK(table.columns()[1].heading == Words{"Họ và tên", "Name"});
    REQUIRE(table.rows().size() == 2);
    CHECK(table.rows()[1][0].word() == "W-12");
    CHECK(table.rows()[0][4].absent());
    CHECK(table.json() ==
          R"([{"id":"W-1","name":"Nguyễn Thị Hoa","age":34,"certified":true,"ended_on":null},)"
          R"({"id":"W-12","name":"Lê An","age":7,"certified":false,"ended_on":"2024-05-01"}])");
    CHECK(Table{{"id", {"Mã", "ID"}}}.json() == "[]");
}

TEST_CASE("a record keeps its fields in order, and says them in JSON", "[documents]")
{
    Record record;
    CHECK(record.json() == "{}");
    record.field("id", {"Mã", "ID"}, "F-1");
    record.field("closed_on", {"Đóng cửa", "Closed"}, std::nullopt);
    REQUIRE(record.fields().size() == 2);
    CHECK(record.fields()[0].column.key == "id");
    CHECK(record.fields()[1].column.heading.en == "Closed");
    CHECK(record.fields()[1].value.absent());
    CHECK(record.json() == R"({"id":"F-1","closed_on":null})");
}

TEST_CASE("a table for a spreadsheet has people's words, and columns of numbers and of days", "[documents]")
{
    using Kind = documents::SheetToWrite::Column::Kind;
    const auto sheet = workers().sheet("Danh sách", Language::vi);
    CHECK(sheet.name == "Danh sách");
    REQUIRE(sheet.columns.size() == 5);
    CHECK(sheet.columns[1].heading == "Họ và tên");
    CHECK(sheet.columns[1].kind == Kind::text);
    CHECK(sheet.columns[2].kind == Kind::number);
    CHECK(sheet.columns[3].kind == Kind::text);
    CHECK(sheet.columns[4].kind == Kind::day);
    REQUIRE(sheet.rows.size() == 2);
    CHECK(sheet.rows[0][3] == "có");
    CHECK_FALSE(sheet.rows[0][4]); // nothing is recorded
    CHECK(sheet.rows[1][4] == "2024-05-01");
    Table mixed{{"id", {"Mã", "ID"}}, {"day", {"Ngày", "Day"}}, {"none", {"Không", "None"}}};
    mixed.row({1, "2024-05-01", std::nullopt});
    mixed.row({"999085001234", "tháng 5", std::nullopt});
    for (const auto& column : mixed.sheet("", Language::en).columns) CHECK(column.kind == Kind::text);
}

TEST_CASE("a list as CSV begins with a byte order mark, ends its lines with CRLF and holds no formula",
          "[documents]")
{
    Table table{{"name", {"Tên", "Name"}}, {"count", {"Số", "Count"}}};
    table.row({"=HYPERLINK(\"http://example.com\")", -5});
    table.row({"@SUM(A1)", 7});
    table.row({"+84 262", 1});
    const std::string csv = documents::write_csv(table.sheet("", Language::vi));
    CHECK(csv.starts_with("\xEF\xBB\xBF"
                          "Tên;Số\r\n"));
    CHECK(csv.find("'=HYPERLINK") != std::string::npos);
    CHECK(csv.find("'@SUM(A1);7\r\n") != std::string::npos);
    CHECK(csv.find("'+84 262;1\r\n") != std::string::npos);
    CHECK(csv.find(";-5\r\n") != std::string::npos); // a number stays one
    CHECK(csv.find("\n=") == std::string::npos);
}

TEST_CASE("a list as a workbook holds what the table holds, and what looks like a formula is text",
          "[documents]")
{
    Table table{{"name", {"Tên", "Name"}}, {"count", {"Số", "Count"}}};
    table.row({"=1+1", 7});
    auto& tools = documents::paper_tools();
    const std::string bytes = tools.write_workbook({table.sheet("Danh sách", Language::vi)});
    std::vector<documents::SheetRow> rows;
    tools.read_workbook(bytes, [&](std::size_t, const std::string& name, const documents::SheetRow& row) {
        CHECK(name == "Danh sách");
        rows.push_back(row);
        return true;
    });
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].cells.at(0).text == "Tên");
    CHECK(rows[1].cells.at(0).text == "=1+1");
    CHECK(rows[1].cells.at(0).kind == documents::SheetCell::Kind::text);
    CHECK(rows[1].cells.at(1).kind == documents::SheetCell::Kind::number);
}
