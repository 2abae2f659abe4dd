// What an import refuses or notes, each with its cell.
#include "tests/casework/import_sheets.h"

#include <fstream>

#include "registry/facilities.h"
#include "registry/journal.h"
#include "registry/names.h"

using namespace radcert;
using casework::ImportReport;
using tests::book;
using tests::columns_of;
using tests::filled;
using tests::hospital;
using tests::Office;
using tests::person;
using tests::place_of;
using tests::preview;
using tests::refusal_of;
using tests::request;
using tests::Row;
using tests::run;

TEST_CASE("whoever may be in the register already is told before anything is recorded", "[casework]")
{
    Office office;
    run(office, request(office, "workers", book(office, {person()})));
    auto wanted = request(office, "workers", book(office, {person("999085000077")}));
    const ImportReport seen = preview(office, wanted);
    REQUIRE(seen.alike.size() == 1);
    CHECK(seen.alike[0].worker == 1);
    CHECK(seen.alike[0].row == 3);
    CHECK(refusal_of([&] { run(office, wanted); }).fault() == Fault::refused);
    wanted.alike_looked_at = true;
    CHECK(run(office, wanted).import == 2);

    const Row nameless{
        {"full_name", "NGUYEN DUC THINH"}}; // neither number nor birth date: anybody of that name
    CHECK(preview(office, request(office, "workers", book(office, {nameless}, {}))).alike.size() == 2);
}

TEST_CASE("every error of a row is told at once, and what is wrong in a cell is not told a second time",
          "[casework]")
{
    Office office;
    Row row = person("99908500001"); // a digit short
    row["birth_date"] = "1985";
    row["paper_kind"] = "cccd";
    row["facility"] = "Bệnh viện khác";
    row["role"] = "thợ máy";
    row["appointed_on"] = "15/13/2024";
    row["training_programme"] = "15";
    row["certificate_on"] = "01/02/2020"; // and no number
    row["health_conclusion"] = "tạm được";
    row.erase("full_name");
    const ImportReport report = preview(office, request(office, "workers", book(office, {row})));
    CHECK(columns_of(report) == "A B F I J N V W AA");
    for (const auto& problem : report.problems) CHECK(problem.row == 3);
    CHECK(report.counts.fresh == 1); // the facility
}

TEST_CASE("a wrong number, kind or appointment is told once and not also as missing", "[casework]")
{
    Office office;
    Row kind = person(), again = person();
    kind["paper_kind"] = "thẻ";
    again["full_name"] = "Trần Thị Mai"; // the same number, and another error
    again["health_on"] = "khỏe";
    Row day = person("999085000003");
    day["full_name"] = "Lê Văn Ba";
    day["birth_date"] = "2024-02-01"; // swapped with another day
    const ImportReport report = preview(office, request(office, "workers", book(office, {kind, again, day})));
    REQUIRE(report.problems.size() == 4);
    CHECK(place_of(report.problems[0]) == "Nhân viên!E3");
    CHECK(place_of(report.problems[1]) == "Nhân viên!F4");
    CHECK_THAT(report.problems[1].sentence.vi, Catch::Contains("dòng 3"));
    CHECK(place_of(report.problems[2]) == "Nhân viên!Z4");
    CHECK(place_of(report.problems[3]) == "Nhân viên!B5");
    CHECK_THAT(report.problems[3].sentence.vi, Catch::Contains("15/01/2024"));
}

TEST_CASE("whoever works at a facility whose row has an error is not told that it is unknown", "[casework]")
{
    Office office;
    Row site = hospital;
    site["province"] = "Nơi khác";
    const ImportReport report = preview(office, request(office, "workers", book(office, {person()}, {site})));
    REQUIRE(report.problems.size() == 1);
    CHECK(place_of(report.problems[0]) == "Cơ sở!B3");
    CHECK(preview(office, request(office, "workers", book(office, {person()}, {}))).problems.size() == 1);
}

TEST_CASE("contradictions are told beside wrong cells, and blanks contradict nothing", "[casework]")
{
    Office office;
    run(office, request(office, "workers", book(office, {person()})));
    Row row = person();
    row["full_name"] = "Nguyễn Văn Khác";
    row["health_on"] = "hôm qua";
    row["role"] = "device_operator";
    const ImportReport report = preview(office, request(office, "workers", book(office, {row})));
    CHECK(columns_of(report) == "A Z");
    CHECK(report.counts.contradicting == 1);

    const Row unit{{"facility", "F-1"}, {"type", "ct"}, {"serial", "SN-1"}};
    run(office, request(office, "equipment", {filled(office, "equipment", 0, {unit})}));
    Row other = unit;
    other["mobility"] = "bay";
    other["in_use_from"] = "2024-01-02";
    other["in_use_to"] = "2024-01-01";
    other["facility"] = "F-9";
    const ImportReport units =
        preview(office, request(office, "equipment", {filled(office, "equipment", 0, {other})}));
    CHECK(columns_of(units) == "A G M");
}

TEST_CASE("all that is wrong with a certificate is told at once", "[casework]")
{
    Office office;
    run(office, request(office, "workers", book(office, {person()})));
    Row row{{"certificate", "77/2020/CC"},     {"issued_by", "varans"},    {"paper_number", "999085000001"},
            {"full_name", "Nguyễn Đức Thịnh"}, {"role", "safety_officer"}, {"equipment_types", "ct"},
            {"issued_on", "2020-06-01"},       {"valid_to", "2023-06-01"}, {"status", "in_force"}};
    const auto say = [&](const Row& said) {
        return preview(office, request(office, "certificates", {filled(office, "certificates", 0, {said})}));
    };
    Row wrong = row;
    wrong["issued_by"] = "cơ quan khác";
    wrong["paper_number"] = "999085000009";
    wrong["facility"] = "Bệnh viện khác";
    wrong["valid_to"] = "2020-05-31";
    wrong["status"] = "lạ";
    CHECK(columns_of(say(wrong)) == "B C E I J");
    wrong.erase("issued_on");
    CHECK(columns_of(say(wrong)) == "B C E H J");

    run(office, request(office, "certificates", {filled(office, "certificates", 0, {row})}));
    row.erase("equipment_types");
    CHECK(say(row).problem_count == 0); // blank: not recorded, no contradiction
    row["status"] = "revoked";
    row["valid_to"] = "không thời hạn";
    row["issued_on"] = "2020-06-02";
    row["role"] = "lạ";
    CHECK(columns_of(say(row)) == "F H I J");
}

TEST_CASE("a line break in a cell is read as a space, and said", "[casework]")
{
    Office office;
    const auto say = [&](const std::string& csv) {
        const auto file = office.folder() / "a.csv";
        std::ofstream{file, std::ios::binary} << csv;
        return preview(office, {"workers", file, {}, documents::SheetReader{RADCERT_PROGRAM}});
    };
    const ImportReport report = say("\"Họ và\ntên\";\"Nơi cấp\r\nbằng\";Ngày cấp bằng\n"
                                    "\"Nguyễn \n Đức\r\nThịnh\";\"Đại học\n\nThử\";\n"
                                    "An;B;hôm qua\n");
    REQUIRE(report.problem_count == 1);
    CHECK(report.problems[0].row == 3); // as Excel counts
    REQUIRE(report.note_count == 2);
    CHECK(report.notes[0].row == 2);
    CHECK(report.notes[0].column == "A");
    CHECK(report.notes[0].heading == "Họ và tên");
    CHECK_THAT(report.notes[0].sentence.vi, Catch::Contains("'Nguyễn Đức Thịnh'"));

    Row site = hospital, row = person();
    site["address"] = "1 Đường Thử\n  Buôn Ma Thuột\n";
    row["role"] = "người phụ trách\nan toàn";
    row["note"] = "một\nhai";
    const ImportReport done = run(office, request(office, "workers", book(office, {row}, {site})));
    CHECK(done.import == 1);
    CHECK(done.note_count == 3);
    CHECK(registry::load_facility(office.database(), 1).address == "1 Đường Thử Buôn Ma Thuột");
    CHECK(registry::load_worker(office.database(), 1).note == "một hai");
}

TEST_CASE("forty planted errors are told, each with its cell, and nothing is recorded", "[casework]")
{
    struct Planted {
        std::string key, value, cell;
    };
    // One error a row; the row's other cells are right.
    const std::vector<Planted> planted{
        {"full_name", "", "A"},
        {"full_name", "999085000001", "A"},
        {"full_name", "28/02/1985", "A"},
        {"birth_date", "Nguyễn Đức Thịnh", "B"},
        {"birth_date", "30/02/1985", "B"},
        {"birth_date", "1985", "B"},
        {"birth_date", "28.2.85", "B"},
        {"birth_date", "2085-02-28", "B"},
        {"birth_date", "12/31/1985", "B"},
        {"paper_kind", "thẻ", "E"},
        {"paper_kind", "", "E"},
        {"paper_kind", "999085000123", "E"},
        {"paper_number", "99908500012", "F"},
        {"paper_number", "9990850001234", "F"},
        {"paper_number", "99908500O123", "F"},
        {"paper_number", "", "F"},
        {"paper_issued_on", "Cục Cảnh sát", "G"},
        {"paper_issued_on", "31/04/2020", "G"},
        {"facility", "Bệnh viện Không Có", "I"},
        {"facility", "F-99", "I"},
        {"role", "thợ máy", "J"},
        {"role", "có", "J"},
        {"from_day", "từ lâu", "L"},
        {"appointed_on", "", "N"},
        {"appointed_on", "15/13/2024", "N"},
        {"degree_level", "rất cao", "O"},
        {"degree_field", "khoa học viễn tưởng", "P"},
        {"degree_on", "năm ngoái", "Q"},
        {"training_on", "DT-1", "T"},
        {"training_on", "2026-01-01", "T"},
        {"training_programme", "15", "V"},
        {"training_programme", "0", "V"},
        {"training_programme", "một", "V"},
        {"training_programme", "1,5", "V"},
        {"certificate_on", "32/01/2020", "X"},
        {"health_on", "khỏe", "Z"},
        {"health_conclusion", "tạm được", "AA"},
        {"health_conclusion", "10/01/2025", "AA"},
        {"title", std::string(4'001, 'a'), "K"},
        {"note", "chữ \u202Eđảo chiều", "AC"},
    };
    REQUIRE(planted.size() == 40);
    Office office;
    std::vector<Row> people;
    for (std::size_t i = 0; i < planted.size(); ++i) {
        Row row = person("99908510" + std::to_string(1000 + i));
        row["full_name"] += " Người " + std::string(i / 26 + 1, char('a' + i % 26));
        row[planted[i].key] = planted[i].value;
        if (planted[i].key == "certificate_on") row["certificate_number"] = "CC-7";
        people.push_back(row);
    }
    const auto before = registry::journal_size(office.database());
    const ImportReport report = run(office, request(office, "workers", book(office, people)));
    std::vector<std::string> told, expected;
    for (const auto& problem : report.problems) {
        told.push_back(place_of(problem));
        CHECK_FALSE(problem.heading.empty());
        CHECK_FALSE(problem.sentence.vi.empty());
    }
    for (std::size_t i = 0; i < planted.size(); ++i)
        expected.push_back("Nhân viên!" + planted[i].cell + std::to_string(i + 3));
    CHECK(told == expected);
    CHECK(registry::journal_size(office.database()) == before);
    CHECK(registry::find_workers_by_name(office.database(), "", newest_event, 100).empty());
}

TEST_CASE("headings that are missing, strange or there twice, and the same person twice, are problems",
          "[casework]")
{
    Office office;
    const auto say = [&](const std::string& csv) {
        const auto file = office.folder() / "a.csv";
        std::ofstream{file, std::ios::binary} << csv;
        return preview(office, {"workers", file, {}, documents::SheetReader{RADCERT_PROGRAM}});
    };
    CHECK(say("Tên gọi;Số\nA;1\n").problem_count == 1);
    const ImportReport strange = say("Họ và tên;Chiều cao;Ngày sinh;Ngày sinh\nAn;170;;\n");
    REQUIRE(strange.problem_count >= 2);
    CHECK(strange.problems[0].column == "B");
    CHECK(strange.problems[0].heading == "Chiều cao");
    CHECK(strange.problems[1].column == "D");
    const ImportReport twice =
        say("DANH SÁCH\nHo va ten;Loại giấy tờ;Số giấy tờ\nAn;cccd;999085000001\nBình;cccd;999085000001\n");
    REQUIRE(twice.problem_count == 1);
    CHECK(twice.problems[0].row == 4);
    CHECK(twice.problems[0].column == "C");
    CHECK_THAT(twice.problems[0].sentence.vi, Catch::Contains("dòng 3"));
    for (const char* const nothing : {"Họ và tên\n", "\n\n;;\n", "Họ và tên;Ngày sinh\n;\n"}) {
        const ImportReport none = say(nothing);
        REQUIRE(none.problem_count == 1);
        CHECK_THAT(none.problems[0].sentence.vi, Catch::Contains("không có gì để nhập"));
    }
    CHECK(say("Họ và tên;Loại giấy tờ;Số giấy tờ\nAn;căn cước;999085000001\nBa;CMND;999085001\n")
              .problem_count == 0);
    const ImportReport good = say("Full name;Birth date\nAn;5/3/1990\n");
    CHECK(good.problem_count == 0);
    CHECK(good.counts.fresh == 1);
}
