#include "casework/import_file.h"

#include <fstream>

#include "documents/csv.h"
#include "documents/paper_tools.h"
#include "registry/equipment.h"
#include "registry/facilities.h"
#include "registry/journal.h"
#include "registry/names.h"
#include "registry/verify.h"
#include "tests/casework/office.h"

using namespace radcert;
using casework::ImportReport;
using casework::ImportRequest;
using documents::SheetToWrite;
using tests::Office;
using tests::refusal_of;

namespace {

using Row = std::map<std::string, std::string>; ///< column's key: what is written; a day as YYYY-MM-DD

/// The template of a kind with rows in its sheet `place`.
SheetToWrite filled(Office& office, const std::string& kind, std::size_t place, const std::vector<Row>& rows)
{
    const casework::ImportKind& found = casework::find_import_kind(kind);
    auto sheet =
        casework::import_template(found, office.rules().book.vocabulary, date(2025, 8, 12)).at(place);
    for (const Row& row : rows) {
        sheet.rows.emplace_back();
        std::size_t used = 0;
        for (const casework::ImportColumn& column : found.sheets[place].columns) {
            const auto value = row.find(std::string{column.key});
            used += value != row.end();
            sheet.rows.back().push_back(value == row.end() ? std::nullopt : std::optional{value->second});
        }
        REQUIRE(used == row.size()); // no key that is no column
    }
    return sheet;
}

ImportRequest request(Office& office, const std::string& kind, const std::vector<SheetToWrite>& sheets,
                      const std::string& name = "nguoi.xlsx")
{
    const auto file = office.folder() / name;
    std::ofstream{file, std::ios::binary} << documents::paper_tools().write_workbook(sheets);
    return {kind, file, {}, documents::SheetReader{RADCERT_PROGRAM}};
}

ImportReport preview(Office& office, const ImportRequest& wanted)
{
    return casework::preview_import(office.database(), office.rules().book.vocabulary, date(2025, 8, 12),
                                    wanted);
}

ImportReport run(Office& office, const ImportRequest& wanted, const std::string& second = {})
{
    registry::WriteScope write{office.writer(), {"lan", second, "test", false}};
    return casework::run_import(write, office.rules().book.vocabulary, wanted);
}

const Row hospital{
    {"name", "Bệnh viện Thử Nghiệm"}, {"province", "66"}, {"tax_code", "9990001112"}, {"medical", "có"}};

Row person(const std::string& number = "999085000001")
{
    return {{"full_name", "Nguyễn Đức Thịnh"},
            {"birth_date", "1985-02-28"},
            {"paper_kind", "cccd"},
            {"paper_number", number},
            {"facility", "9990001112"},
            {"role", "safety_officer"},
            {"title", "Khoa Chẩn đoán hình ảnh"},
            {"appointment_number", "12/QĐ-BV"},
            {"appointed_on", "2024-01-15"},
            {"degree_level", "bachelor"},
            {"training_number", "DT-1"},
            {"training_on", "2024-03-01"},
            {"training_issuer", "Trung tâm đào tạo thử nghiệm"},
            {"health_on", "2025-01-10"}};
}

std::vector<SheetToWrite> book(Office& office, const std::vector<Row>& people,
                               const std::vector<Row>& sites = {hospital})
{
    return {filled(office, "workers", 0, sites), filled(office, "workers", 1, people)};
}

/// "Nhân viên!D3 Số giấy tờ"
std::string place_of(const casework::ImportProblem& problem)
{
    return problem.sheet + "!" + problem.column + std::to_string(problem.row);
}

/// "A C": columns of the problems, in the order in which they are told.
std::string columns_of(const ImportReport& report)
{
    std::string columns;
    for (const casework::ImportProblem& problem : report.problems)
        columns += (columns.empty() ? "" : " ") + problem.column;
    return columns;
}

bool verifies(Office& office)
{
    const auto keys = registry::KeyFile::load(office.key());
    return registry::verify_register(office.database(), keys.verifying(), &keys, {true, true, true}).clean();
}

} // namespace

TEST_CASE("a filled-in template becomes records whose every field can be traced to its row", "[casework]")
{
    Office office;
    const auto wanted = request(office, "workers", book(office, {person()}));
    const ImportReport seen = preview(office, wanted);
    CHECK(seen.problem_count == 0);
    CHECK(seen.counts.rows == 2);
    CHECK(seen.counts.fresh ==
          8); // facility; worker, paper, post, appointment, degree, training, health check
    CHECK(registry::list_imports(office.database()).empty());
    CHECK(registry::find_workers_by_paper(office.database(), "999085000001").empty());

    const ImportReport done = run(office, wanted);
    CHECK(done.import == 1);
    CHECK(done.counts.fresh == seen.counts.fresh);
    const auto workers = registry::find_workers_by_paper(office.database(), "999085000001");
    REQUIRE(workers.size() == 1);
    const auto worker = registry::load_worker(office.database(), workers[0]);
    CHECK(worker.full_name == "Nguyễn Đức Thịnh");
    CHECK(worker.birth_date == date(1985, 2, 28));
    CHECK_FALSE(worker.civil_capacity); // blank, or no column at all: not recorded
    CHECK_FALSE(worker.note);
    const auto evidence = registry::evidence_of(office.database(), worker.worker);
    REQUIRE(evidence.size() == 3);
    CHECK(evidence[1].source == "nguoi.xlsx!Nhân viên!3");
    CHECK_FALSE(evidence[1].programme);
    CHECK_FALSE(evidence[2].conclusion);
    const auto posts = registry::posts_of(office.database(), worker.worker);
    REQUIRE(posts.size() == 1);
    CHECK_FALSE(posts[0].from_day);

    const auto traced =
        registry::import_rows_of(office.database(), "worker", "W-" + std::to_string(worker.worker));
    REQUIRE(traced.size() == 1);
    CHECK(traced[0].record.sheet == "Nhân viên");
    CHECK(traced[0].record.row == 3);
    CHECK(traced[0].record.given == registry::WordList{"full_name", "birth_date"});
    CHECK(verifies(office));
}

TEST_CASE("a file is imported a second time only where somebody says so, or once it was undone", "[casework]")
{
    Office office;
    const auto wanted = request(office, "workers", book(office, {person()}));
    CHECK_FALSE(preview(office, wanted).before);
    run(office, wanted);
    const auto seen = preview(office, wanted).before;
    REQUIRE(seen);
    CHECK(seen->import == 1);
    CHECK(seen->officer == "lan");
    auto renamed = wanted;
    renamed.file = office.folder() / "khac.xlsx";
    std::filesystem::copy_file(wanted.file, renamed.file);
    const Error error = refusal_of([&] { run(office, renamed); });
    CHECK(error.fault() == Fault::conflict);
    CHECK_THAT(error.sentence().vi, Catch::Contains("lần nhập số 1") && Catch::Contains("nguoi.xlsx"));
    CHECK_THAT(error.hint().vi, Catch::Contains("--again"));
    office.act([](auto& write) { casework::undo_import(write, 1, "nhầm tệp"); });
    CHECK_FALSE(preview(office, renamed).before);
    CHECK(run(office, renamed).import == 2);
}

TEST_CASE("importing a file again changes nothing", "[casework]")
{
    Office office;
    auto wanted = request(office, "workers", book(office, {person()}));
    run(office, wanted);
    wanted.again = true;
    const auto before = registry::journal_size(office.database());
    const ImportReport again = run(office, wanted);
    CHECK(again.import == 0);
    CHECK(again.problem_count == 0);
    CHECK(again.counts.fresh == 0);
    CHECK(again.counts.unchanged == 8);
    CHECK(registry::journal_size(office.database()) == before);
}

TEST_CASE("blanks of the register are filled, and what it says otherwise is a problem and stays",
          "[casework]")
{
    Office office;
    Row sparse = person();
    sparse.erase("birth_date");
    sparse.erase("training_issuer");
    run(office, request(office, "workers", book(office, {sparse})));

    const auto fuller = request(office, "workers", book(office, {person()}));
    const ImportReport filled_in = run(office, fuller);
    CHECK(filled_in.counts.filled == 2);
    CHECK(filled_in.counts.fresh == 0);
    CHECK(registry::load_worker(office.database(), 1).birth_date == date(1985, 2, 28));
    CHECK(registry::evidence_of(office.database(), 1).size() == 3);

    Row other = person();
    other["birth_date"] = "1986-02-28";
    other["full_name"] = "Nguyễn Đức Thinh";
    const ImportReport refused = run(office, request(office, "workers", book(office, {other})));
    CHECK(refused.counts.contradicting == 2);
    REQUIRE(refused.problems.size() == 2);
    CHECK(refused.import == 0);
    CHECK(registry::load_worker(office.database(), 1).full_name == "Nguyễn Đức Thịnh");
}

TEST_CASE("undoing an import restores what the register said, and answers of the past stay", "[casework]")
{
    Office office;
    Row known = person("999085000009");
    known.erase("birth_date");
    run(office, request(office, "workers", book(office, {known})));
    const std::string before = registry::standing_digest(office.database());
    const auto event_before = registry::journal_size(office.database()) - 1;

    Row fuller = person("999085000009");
    const ImportReport done =
        run(office, request(office, "workers", book(office, {fuller, person("999085000002")}, {hospital})));
    REQUIRE(done.import == 2);
    const auto between = registry::journal_size(office.database()) - 1;
    CHECK(registry::standing_digest(office.database()) != before);

    CHECK(refusal_of([&] { office.act([](auto& write) { casework::undo_import(write, 2, ""); }); }).fault() ==
          Fault::invalid_input);
    office.act([](auto& write) { casework::undo_import(write, 2, "nhầm tệp"); });
    CHECK(registry::standing_digest(office.database()) == before);
    CHECK(registry::find_workers_by_paper(office.database(), "999085000002").empty());
    CHECK_FALSE(registry::load_worker(office.database(), 1).birth_date);
    CHECK(registry::find_workers_by_name(office.database(), "duc thinh", newest_event, 10).size() == 1);

    CHECK_FALSE(registry::load_worker(office.database(), 1, event_before).birth_date);
    CHECK(registry::load_worker(office.database(), 1, between).birth_date == date(1985, 2, 28));
    CHECK(registry::find_workers_by_paper(office.database(), "999085000002", between).size() == 1);
    CHECK(registry::load_import(office.database(), 2).record.status == "undone");
    CHECK(verifies(office));

    CHECK(refusal_of([&] {
              office.act([](auto& write) { casework::undo_import(write, 2, "lại"); });
          }).fault() == Fault::conflict);
    CHECK(run(office, request(office, "workers", book(office, {fuller}))).import ==
          3); // and it can be done again
    CHECK(verifies(office));
}

TEST_CASE("an import whose records later acts touched is not undone, and they are named", "[casework]")
{
    Office office;
    run(office, request(office, "workers", book(office, {person()})));
    office.act([&](auto& write) {
        auto worker = registry::load_worker(write.database(), 1);
        worker.note = "đã gặp";
        casework::correct_worker(write, worker, "đã gặp");
    });
    const std::string before = registry::standing_digest(office.database());
    const Error error =
        refusal_of([&] { office.act([](auto& write) { casework::undo_import(write, 1, "nhầm"); }); });
    CHECK(error.fault() == Fault::conflict);
    CHECK_THAT(error.what(), Catch::Contains("W-1 (worker"));
    CHECK(registry::standing_digest(office.database()) == before);
}

TEST_CASE("a person forgotten after an import stays forgotten when it is undone", "[casework]")
{
    Office office;
    run(office, request(office, "workers", book(office, {person(), person("999085000002")})));
    office.act_of_two([](auto& write) { casework::erase_worker(write, 1, "theo yêu cầu", "Điều 16"); });
    CHECK(registry::import_rows_of(office.database(), "worker", "W-1").empty());
    office.act([](auto& write) { casework::undo_import(write, 1, "nhầm"); });
    CHECK_FALSE(registry::find_worker(office.database(), 1));
    CHECK_FALSE(registry::find_worker(office.database(), 2));
    CHECK(verifies(office));
}

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

TEST_CASE("year of birth and sex of form 01 are recorded, and the year never stands against the date",
          "[casework]")
{
    Office office;
    Row row = person();
    row.erase("birth_date");
    row["birth_year"] = "1985";
    row["sex"] = "Nữ";
    REQUIRE(run(office, request(office, "workers", book(office, {row}))).import == 1);
    const auto worker = registry::load_worker(office.database(), 1);
    CHECK(worker.birth_year == 1985);
    CHECK(worker.sex == "female");
    CHECK_FALSE(worker.birth_date); // no day is guessed
    CHECK(verifies(office));

    const auto say = [&](const std::string& column, const std::string& value) {
        Row said = row;
        said[column] = value;
        return preview(office, request(office, "workers", book(office, {said})));
    };
    CHECK(columns_of(say("birth_date", "1984-12-31")) == "B C"); // of the register, of the row
    CHECK(say("birth_date", "1985-12-31").counts.filled == 1);
    CHECK(columns_of(say("sex", "nam")) == "D");
    CHECK(columns_of(say("sex", "không")) == "D");
    CHECK_THAT(say("birth_year", "05/03/1985").problems.at(0).sentence.vi, Catch::Contains("“Ngày sinh”"));
    CHECK_THAT(say("birth_date", "1985").problems.at(0).sentence.vi, Catch::Contains("“Năm sinh”"));
    CHECK(columns_of(say("birth_year", "2026")) == "C");
    CHECK(columns_of(say("birth_year", "2025")) == "C"); // later than what the person did
    row.erase("birth_year");
    CHECK(columns_of(say("birth_date", "1984-12-31")) == "B"); // the register has another year
    const Row same{{"full_name", "NGUYEN DUC THINH"}, {"birth_year", "1985"}};
    const Row other{{"full_name", "NGUYEN DUC THINH"}, {"birth_year", "1986"}};
    CHECK(preview(office, request(office, "workers", book(office, {same}, {}))).alike.size() == 1);
    CHECK(preview(office, request(office, "workers", book(office, {other}, {}))).alike.empty());

    office.act([](auto& write) { casework::undo_import(write, 1, "nhầm"); });
    CHECK(verifies(office));
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

TEST_CASE("facilities, equipment and certificates are imported too", "[casework]")
{
    Office office;
    run(office, request(office, "workers", book(office, {person()})));
    CHECK(run(office, request(office, "facilities",
                              {filled(office, "facilities", 0,
                                      {{{"name", "Phòng khám Hai"}, {"province", "Lâm Đồng"}}})}))
              .import == 2);

    const Row unit{{"facility", "F-1"}, {"type", "ct"}, {"serial", "SN-1"}, {"in_use_from", "2020-01-01"}};
    CHECK(run(office, request(office, "equipment", {filled(office, "equipment", 0, {unit})})).import == 3);
    REQUIRE(registry::equipment_of(office.database(), 1, std::nullopt).size() == 1);
    CHECK_FALSE(registry::equipment_of(office.database(), 1, std::nullopt)[0].mobility);

    Row certificate{{"certificate", "77/2020/CC"},    {"issued_by", "varans"},
                    {"paper_number", "999085000001"}, {"full_name", "NGUYỄN ĐỨC THỊNH"},
                    {"role", "safety_officer"},       {"issued_on", "2020-06-01"},
                    {"valid_to", "không thời hạn"},   {"status", "in_force"}};
    CHECK(run(office, request(office, "certificates", {filled(office, "certificates", 0, {certificate})}))
              .import == 4);
    CHECK_FALSE(registry::load_certificate(office.database(), "77/2020/CC").valid_to);

    certificate["certificate"] = "1/2020/66";
    certificate["issued_by"] = "province:66";
    const auto own = request(office, "certificates", {filled(office, "certificates", 0, {certificate})});
    CHECK(refusal_of([&] { run(office, own); }).fault() == Fault::refused);
    CHECK(run(office, own, "minh").import == 5);
    for (const std::int64_t import : {5, 4, 3, 2, 1})
        office.act([&](auto& write) { casework::undo_import(write, import, "dọn"); });
    CHECK(verifies(office));
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
