#include "tests/casework/import_sheets.h"

#include "registry/equipment.h"
#include "registry/journal.h"
#include "registry/names.h"
#include "registry/verify.h"

using namespace radcert;
using casework::ImportReport;
using tests::book;
using tests::columns_of;
using tests::filled;
using tests::hospital;
using tests::Office;
using tests::person;
using tests::preview;
using tests::refusal_of;
using tests::request;
using tests::Row;
using tests::run;

namespace {

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
