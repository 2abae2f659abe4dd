#include "documents/csv.h"

#include <random>

#include "tests/files.h"
#include "tests/json.h"
#include "tests/refusal.h"
#include "tests/rounds.h"

using namespace radcert;
using documents::csv_delimiter;
using documents::read_csv;
using documents::SheetRow;
using documents::SheetToWrite;
using documents::write_csv;
using tests::refusal_of;

namespace {

using Texts = std::vector<std::vector<std::string>>;

std::vector<SheetRow> rows(std::string_view text, char delimiter = '\0')
{
    std::vector<SheetRow> all;
    read_csv(text, {delimiter}, [&](const SheetRow& row) {
        all.push_back(row);
        return true;
    });
    return all;
}

Texts texts(std::string_view text, char delimiter = '\0')
{
    Texts all;
    for (const SheetRow& row : rows(text, delimiter)) {
        all.emplace_back();
        for (const auto& cell : row.cells) all.back().push_back(cell.text);
    }
    return all;
}

/// A sheet of one column of texts.
SheetToWrite column(const std::vector<std::string>& values)
{
    SheetToWrite sheet{.name = {}, .title = {}, .columns = {{.heading = "A"}}, .rows = {}};
    for (const std::string& value : values) sheet.rows.push_back({value});
    return sheet;
}

std::string first_line_of(const std::string& csv)
{
    const std::size_t begin = csv.find("\r\n") + 2;
    return csv.substr(begin, csv.find("\r\n", begin) - begin);
}

} // namespace

TEST_CASE("the delimiter is what parts the heading line, outside quotes", "[documents]")
{
    CHECK(csv_delimiter("a;b;c\n1,2,3,4\n") == ';');
    CHECK(csv_delimiter("\xEF\xBB\xBF"
                        "a,b\n") == ',');
    CHECK(csv_delimiter("a\tb;c\td\n") == '\t');
    CHECK(csv_delimiter("\"a,b,c\";d\n") == ';');
    CHECK(csv_delimiter("\"a\nb,c,d\";d\n") == ';');
    CHECK(csv_delimiter("DANH SÁCH\n\nHọ và tên;Ngày sinh\n") == ';');
    CHECK(csv_delimiter("sep=|\na|b\n") == '|');
    CHECK(csv_delimiter("một cột\n") == ',');
    CHECK(csv_delimiter("") == ',');
}

TEST_CASE("line ends may be CRLF, LF or CR, and blank lines count", "[documents]")
{
    for (const std::string end : {"\r\n", "\n", "\r"}) {
        CAPTURE(end.size());
        const auto all = rows("a;b" + end + end + "\"1" + end + "2\";" + end + ";;" + end + "3;4");
        REQUIRE(all.size() == 3);
        CHECK(all[0].number == 1);
        CHECK(all[1].number == 3);
        CHECK(all[1].cells[0].text == "1" + end + "2");
        CHECK(all[1].cells[1].kind == documents::SheetCell::Kind::blank);
        CHECK(all[2].number == 5);
        CHECK(all[2].cells[1].text == "4");
    }
}

TEST_CASE("quotes, doubled quotes, blanks around a field and a byte order mark are read as RFC 4180 has them",
          "[documents]")
{
    CHECK(texts("\xEF\xBB\xBF"
                "a,b\r\n\"x \"\"y\"\"\", z \r\n") == Texts{{"a", "b"}, {"x \"y\"", " z "}});
    CHECK(texts("sep=;\r\na,b;c\r\n") == Texts{{"a,b", "c"}});
    CHECK(texts("a;b\n001;7,5\n") == Texts{{"a", "b"}, {"001", "7,5"}}); // nothing is taken for a number
}

TEST_CASE("the files of csv-spectrum are read as their JSON says", "[documents]")
{
    const auto folder = tests::vectors("csv-spectrum");
    for (const auto& file : tests::files_in(folder / "csvs", "", ".csv")) {
        if (file.stem() == "location_coordinates")
            continue; // not UTF-8, and its JSON tells of another record
        CAPTURE(file.string());
        const Texts read = texts(tests::bytes_of(file), ',');
        const auto expected =
            tests::parsed(tests::bytes_of(folder / "json" / (file.stem().string() + ".json")));
        REQUIRE(read.size() == expected.size() + 1);
        for (std::size_t row = 0; row < expected.size(); ++row) {
            REQUIRE(read[row + 1].size() == read[0].size());
            for (std::size_t column = 0; column < read[0].size(); ++column)
                CHECK(read[row + 1][column] == expected[row].at(read[0][column]).get<std::string>());
        }
    }
}

TEST_CASE("a quotation mark inside a field that does not begin with one is a mark", "[documents]")
{
    CHECK(texts("noi;goc\nA;16°50'36.0\"S\nB;\"x\"\"\"\n") ==
          Texts{{"noi", "goc"}, {"A", "16°50'36.0\"S"}, {"B", "x\""}});
}

TEST_CASE("trouble in a CSV file has its line", "[documents]")
{
    struct Row {
        std::string text, said;
        std::size_t line;
    };
    const auto row = GENERATE(values<Row>({
        {"a;b\n1;\"2\n3;4\n5;6\n", "line 2, character 3: the quotation mark that opens here", 2},
        {"a;b\r\n1;2\r\n3;\"x\" \r\n", "line 3, character 6: text behind a closing quotation mark", 3},
        {"a;b\r\r1;\"x\"y\r", "line 3, character 6: text behind a closing quotation mark", 3},
        {"a;b\nđ;" + std::string(1, '\0') + "\n", "line 2, character 3: a NUL", 2},
        {"a\n\"x\ny\"\n" + std::string(65'537, 'z') + "\n", "line 4, character 1: a field is longer", 4},
        {std::string(16'385, ';'), "more than 16,384 columns", 1},
    }));
    CAPTURE(row.said);
    const Error error = refusal_of([&] { rows(row.text); });
    CHECK(error.fault() == Fault::invalid_input);
    CHECK_THAT(error.what(), Catch::Contains(row.said));
    CHECK(error.place().line == row.line);
}

TEST_CASE("reading ends when there is enough", "[documents]")
{
    int taken = 0;
    read_csv("a\nb\nc\nd\"\n", {}, [&](const SheetRow&) { return ++taken < 2; });
    CHECK(taken == 2);
}

TEST_CASE("no cell of a written CSV file is a formula, and numbers stay numbers", "[documents]")
{
    struct Row {
        std::string value, written;
    };
    const auto row = GENERATE(values<Row>({
        {"=1+1", "'=1+1"},
        {"+84", "'+84"},
        {"-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\tx", "'\tx"},
        {"\rx", "\"'\rx\""},
        {"'=x", "''=x"},
        {"-5", "-5"},
        {"-0,5", "-0,5"},
        {"-1.25", "-1.25"},
        {"-1.", "'-1."},
        {"- 5", "'- 5"},
        {"'x", "'x"},
        {"Nguyễn; Đức", "\"Nguyễn; Đức\""},
        {"\"x\"", "\"\"\"x\"\"\""},
    }));
    CAPTURE(row.value);
    const std::string csv = write_csv(column({row.value}));
    CHECK(csv.starts_with("\xEF\xBB\xBF"
                          "A\r\n"));
    CHECK(csv.substr(6) == row.written + "\r\n");
    CHECK(texts(csv, ';')[1][0] == row.value);
}

TEST_CASE("what is written as CSV is read from it, whatever the delimiter", "[documents]")
{
    std::minstd_rand random{1};
    const std::vector<std::string> parts{"đ",  "a", ";", ",", "\t", "\"", "\n",
                                         "\r", "'", "=", "-", "@",  "5",  " "};
    for (int round = 0; round < tests::rounds(200); ++round) {
        SheetToWrite sheet{
            .name = {}, .title = {}, .columns = {{.heading = "A"}, {.heading = "B"}}, .rows = {}};
        for (int row = 0; row < 5; ++row) {
            std::vector<std::optional<std::string>> values{"x", ""};
            for (auto& value : values)
                for (auto part = random() % 6; part > 0; --part) *value += parts[random() % parts.size()];
            sheet.rows.push_back(values);
        }
        const char delimiter = ";,\t"[random() % 3];
        const Texts read = texts(write_csv(sheet, delimiter), delimiter);
        REQUIRE(read.size() == 6);
        for (std::size_t row = 0; row < 5; ++row) {
            CHECK(read[row + 1][0] == *sheet.rows[row][0]);
            CHECK(read[row + 1][1] == *sheet.rows[row][1]);
        }
    }
    CHECK(first_line_of(write_csv(column({"a"}))) == "a");
}

TEST_CASE("damaged CSV is read or refused", "[documents]")
{
    std::minstd_rand random{5};
    const std::string whole{"Họ và tên;Ngày sinh;\"Ghi chú\"\r\nNguyễn;01/02/1990;\"a;b\r\nc\"\"d\"\r\n"};
    int refused = 0;
    for (int round = 0; round < tests::rounds(2'000); ++round) {
        std::string damaged = whole;
        for (auto flips = 1 + random() % 6; flips > 0; --flips)
            damaged[random() % damaged.size()] = "\";\r\n,\t\0a"[random() % 8];
        try {
            rows(damaged);
        } catch (const Error& error) {
            CHECK(error.fault() == Fault::invalid_input);
            ++refused;
        }
    }
    CHECK(refused > 100);
}

TEST_CASE("numbers have a comma where cells are parted by semicolons, and a point where by commas",
          "[documents]")
{
    auto sheet = column({"91.4"});
    sheet.columns[0].kind = documents::SheetToWrite::Column::Kind::number;
    CHECK(write_csv(sheet).find("\r\n91,4\r\n") != std::string::npos);
    CHECK(write_csv(sheet, ',').find("\r\n91.4\r\n") != std::string::npos);
    CHECK(write_csv(column({"DT-1.2"})).find("DT-1.2") != std::string::npos); // no number
}
