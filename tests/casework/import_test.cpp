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
    return {kind, file, {}, documents::SheetReader{RADCERT_PROGRAM}, false};
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
    CHECK(evidence[1].source == "nguoi.xlsx!Nhân viên!row 3");
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

TEST_CASE("importing a file again changes nothing", "[casework]")
{
    Office office;
    const auto wanted = request(office, "workers", book(office, {person()}));
    run(office, wanted);
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

TEST_CASE("an unknown facility is told beside what is wrong in the row's cells", "[casework]")
{
    Office office;
    Row row = person();
    row["facility"] = "Bệnh viện khác";
    row["birth_date"] = "1985";
    const ImportReport report = preview(office, request(office, "workers", book(office, {row})));
    REQUIRE(report.problems.size() == 2);
    CHECK(report.problems[0].column == "B");
    CHECK(report.problems[1].column == "G");
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
        {"paper_kind", "thẻ", "C"},
        {"paper_kind", "", "C"},
        {"paper_kind", "999085000123", "C"},
        {"paper_number", "99908500012", "D"},
        {"paper_number", "9990850001234", "D"},
        {"paper_number", "99908500O123", "D"},
        {"paper_number", "", "D"},
        {"paper_issued_on", "Cục Cảnh sát", "E"},
        {"paper_issued_on", "31/04/2020", "E"},
        {"facility", "Bệnh viện Không Có", "G"},
        {"facility", "F-99", "G"},
        {"role", "thợ máy", "H"},
        {"role", "có", "H"},
        {"from_day", "từ lâu", "J"},
        {"appointed_on", "", "L"},
        {"appointed_on", "15/13/2024", "L"},
        {"degree_level", "rất cao", "M"},
        {"degree_field", "khoa học viễn tưởng", "N"},
        {"degree_on", "năm ngoái", "O"},
        {"training_on", "DT-1", "R"},
        {"training_on", "2026-01-01", "R"},
        {"training_programme", "15", "T"},
        {"training_programme", "0", "T"},
        {"training_programme", "một", "T"},
        {"training_programme", "1,5", "T"},
        {"certificate_on", "32/01/2020", "V"},
        {"health_on", "khỏe", "X"},
        {"health_conclusion", "tạm được", "Y"},
        {"health_conclusion", "10/01/2025", "Y"},
        {"title", "hai\ndòng", "I"},
        {"note", "có\nxuống dòng", "AA"},
    };
    REQUIRE(planted.size() == 40);
    Office office;
    std::vector<Row> people;
    for (std::size_t i = 0; i < planted.size(); ++i) {
        Row row = person("99908510" + std::to_string(1000 + i));
        row["full_name"] += " Người " + std::string(i / 26 + 1, char('a' + i % 26));
        row[planted[i].key] = planted[i].value;
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
        return preview(office, {"workers", file, {}, documents::SheetReader{RADCERT_PROGRAM}, false});
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
    const ImportReport good = say("Full name;Birth date\nAn;5/3/1990\n");
    CHECK(good.problem_count == 0);
    CHECK(good.counts.fresh == 1);
}
