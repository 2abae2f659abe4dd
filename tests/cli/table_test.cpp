#include "cli/table.h"

#include "tests/catch.h"
#include "text/utf8.h"

using namespace radcert;
using cli::Cell;
using cli::Format;
using cli::Record;
using cli::Table;

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

TEST_CASE("a table on a terminal lines up, in the reader's language, whatever the letters", "[cli]")
{
    CHECK(workers().text(Format::terminal, Language::vi, 80) ==
          "Mã    Họ và tên       Tuổi  Chứng chỉ  Nghỉ việc\n"
          "W-1   Nguyễn Thị Hoa    34  có         -\n"
          "W-12  Lê An              7  không      01/05/2024\n");
    CHECK(workers().text(Format::terminal, Language::en, 80) ==
          "ID    Name            Age  Certified  Left\n"
          "W-1   Nguyễn Thị Hoa   34  yes        -\n"
          "W-12  Lê An             7  no         01/05/2024\n");
}

TEST_CASE("decomposed and wide letters line up too", "[cli]")
{
    Table table{{"name", {"Tên", "Name"}}, {"id", {"Mã", "ID"}}};
    table.row({"Le\xCC\x82", "1"}); // e and a combining circumflex
    table.row({"放射線", "2"});
    CHECK(table.text(Format::terminal, Language::en, 80) == "Name    ID\n"
                                                            "Le\xCC\x82      1\n"
                                                            "放射線  2\n");
}

TEST_CASE("columns are shortened only where the line is wider than the terminal", "[cli]")
{
    Table table{{"id", {"Mã", "ID"}}, {"name", {"Tên", "Name"}}, {"place", {"Nơi", "Place"}}};
    table.row({"F-2025-000000001", "Bệnh viện Đa khoa tỉnh Đắk Lắk", "Buôn Ma Thuột"});
    const auto line = [&](std::size_t width) {
        const std::string all = table.text(Format::terminal, Language::vi, width);
        const std::size_t second = all.find('\n') + 1;
        return all.substr(second, all.size() - second - 1);
    };
    CHECK(line(63) == "F-2025-000000001  Bệnh viện Đa khoa tỉnh Đắk Lắk  Buôn Ma Thuột");
    CHECK(line(62) == "F-2025-000000001  Bệnh viện Đa khoa tỉnh Đắk L…  Buôn Ma Thuột");
    CHECK(line(40) == "F-2025-000000001  Bệnh viện…  Buôn Ma T…");
    CHECK(line(1) == "F-2025-000000001  Bệnh vi…  Buôn Ma…"); // what is left can still be read
    for (std::size_t width = 36; width < 70; ++width) CHECK(text::display_width(line(width)) <= width);
}

TEST_CASE("a table in a pipe has one line a record, with the keys above", "[cli]")
{
    CHECK(workers().text(Format::tabs, Language::vi, 10) == "id\tname\tage\tcertified\tended_on\n"
                                                            "W-1\tNguyễn Thị Hoa\t34\ttrue\t\n"
                                                            "W-12\tLê An\t7\tfalse\t2024-05-01\n");
}

TEST_CASE("a table as JSON is an array of objects", "[cli]")
{
    Table table{{"id", {"Mã", "ID"}},
                {"msv", {"Liều", "Dose"}},
                {"ok", {"Đạt", "OK"}},
                {"devices", {"Thiết bị", "Devices"}},
                {"note", {"Ghi chú", "Note"}}};
    table.row({"say \"a\"\n", 0.25, true, Cell::raw_json(R"(["ct","xrf"])", "ct, xrf"), std::nullopt});
    CHECK(table.text(Format::json, Language::vi, 10) == R"([
  {
    "id": "say \"a\"\n",
    "msv": 0.25,
    "ok": true,
    "devices": [
      "ct",
      "xrf"
    ],
    "note": null
  }
]
)");
    CHECK(table.text(Format::tabs, Language::vi, 10) ==
          "id\tmsv\tok\tdevices\tnote\nsay \"a\" \t0.25\ttrue\tct, xrf\t\n");
    CHECK(Table{{"id", {"Mã", "ID"}}}.text(Format::json, Language::vi, 10) == "[]\n");
}

TEST_CASE("nothing in a listing breaks a line or drives the terminal", "[cli]")
{
    Table table{{"id", {"Mã", "ID"}}, {"note", {"Ghi chú", "Note"}}};
    table.row({"a\tb\r\nc\x1b[31md", Cell::raw_json("{}", "x\ty")});
    CHECK(table.text(Format::terminal, Language::en, 80) == "ID            Note\n"
                                                            "a b  c\xEF\xBF\xBD[31md  x y\n");
    CHECK(table.text(Format::tabs, Language::en, 80) == "id\tnote\n"
                                                        "a b  c\xEF\xBF\xBD[31md\tx y\n");
}

TEST_CASE("a listing of another room is printed as one of its own", "[cli]")
{
    documents::Table made{{"role", {"Công việc", "Role"}}};
    made.row({Cell::coded("qa", {"kiểm định", "inspection"})});
    const Table table{made};
    CHECK(table.text(Format::terminal, Language::vi, 80) == "Công việc\nkiểm định\n");
    CHECK(table.text(Format::tabs, Language::vi, 80) == "role\nqa\n");
    CHECK(table.text(Format::json, Language::vi, 80) == "[\n  {\n    \"role\": \"qa\"\n  }\n]\n");
}

TEST_CASE("a record is labelled lines, lines of key and value, or one object", "[cli]")
{
    Record record;
    record.field("id", {"Mã", "ID"}, "F-1");
    record.field("name", {"Tên cơ sở", "Facility"}, "Bệnh viện Đa khoa tỉnh Đắk Lắk");
    record.field("medical", {"Cơ sở y tế", "Medical"}, true);
    record.field("closed_on", {"Đóng cửa", "Closed"}, std::nullopt);
    record.field("note", {"Ghi chú", "Note"}, "");
    CHECK(record.text(Format::terminal, Language::vi, 80) == "Mã           F-1\n"
                                                             "Tên cơ sở    Bệnh viện Đa khoa tỉnh Đắk Lắk\n"
                                                             "Cơ sở y tế   có\n"
                                                             "Đóng cửa     -\n"
                                                             "Ghi chú\n");
    CHECK(record.text(Format::terminal, Language::en, 33) == "ID         F-1\n"
                                                             "Facility   Bệnh viện Đa khoa tỉnh\n"
                                                             "           Đắk Lắk\n"
                                                             "Medical    yes\n"
                                                             "Closed     -\n"
                                                             "Note\n");
    CHECK(record.text(Format::tabs, Language::vi, 5) ==
          "id\tF-1\nname\tBệnh viện Đa khoa tỉnh Đắk Lắk\nmedical\ttrue\nclosed_on\t\nnote\t\n");
    CHECK(record.text(Format::json, Language::vi, 5) == R"({
  "id": "F-1",
  "name": "Bệnh viện Đa khoa tỉnh Đắk Lắk",
  "medical": true,
  "closed_on": null,
  "note": ""
}
)");
}

TEST_CASE("JSON is written wherever it was asked for", "[cli]")
{
    CHECK(cli::output_format(true) == Format::json);
    CHECK(cli::output_format(false) != Format::json);
}
