#include "casework/scope.h"
#include "casework/words_of.h"
#include "registry/accounts.h"
#include "registry/evidence.h"
#include "registry/facilities.h"
#include "registry/journal.h"
#include "registry/names.h"
#include "registry/worker_search.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/json.h"
#include "tests/web/desk.h"
#include "web/address.h"

// Workers as officials record and correct them.

using namespace radcert;
using casework::worker_name;
using Catch::Matchers::Contains;
using tests::Browser;
using tests::location;
using tests::text_of_html;
using tests::WebDesk;

namespace {

std::string page_of(std::int64_t worker)
{
    return "/workers/" + worker_name(worker);
}

} // namespace

TEST_CASE("a worker is recorded with paper and post in one act", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("hoa");
    officer.page("/workers/new");
    const auto done =
        officer.post("/workers/new", {{"full_name", "Nguyễn Đức Mẫu"},
                                      {"birth_date", "30/4/1986"},
                                      {"birth_year", ""},
                                      {"sex", "male"},
                                      {"kind", "cccd"},
                                      {"number", "999085700001"},
                                      {"issued_on", ""},
                                      {"issued_by", ""},
                                      {"facility", casework::facility_name(desk.contents().facility)},
                                      {"role", "device_operator"},
                                      {"from_day", "01/07/2026"},
                                      {"note", ""}});
    REQUIRE(done.status == 303);
    registry::Database database = desk.reader();
    const std::int64_t id = casework::parse_worker(location(done).substr(std::string{"/workers/"}.size()));
    const auto worker = registry::load_worker(database, id);
    CHECK(worker.birth_date == date(1986, 4, 30));
    CHECK(worker.sex == "male");
    REQUIRE(registry::papers_of(database, id).size() == 1);
    REQUIRE(registry::posts_of(database, id).size() == 1);
    CHECK(registry::posts_of(database, id).front().facility == desk.contents().facility);
    CHECK_THAT(text_of_html(officer.follow(done).body),
               Contains("số căn cước thể hiện năm sinh 1985")); // a warning, no refusal
    officer.page("/workers/new");
    const auto twice = officer.post(
        "/workers/new", {{"full_name", "Nguyễn Khác"}, {"kind", "cccd"}, {"number", "999085700001"}});
    CHECK(twice.status == 409);
    CHECK_THAT(twice.body, Contains("value=\"Nguyễn Khác\"")); // nobody types anything twice
}

TEST_CASE("what is wrong is told at its field, and what was typed stays", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("hoa");
    officer.page("/workers/new");
    const auto wrong =
        officer.post("/workers/new", {{"full_name", "Trần Thị Mẫu"}, {"birth_date", "31/02/1990"}});
    CHECK(wrong.status == 422);
    CHECK_THAT(wrong.body, Contains("value=\"Trần Thị Mẫu\"") && Contains("value=\"31/02/1990\"") &&
                               Contains("aria-invalid"));
    CHECK(officer.post("/workers/new", {{"full_name", ""}}).status == 422);
    CHECK(officer.post("/workers/new", {{"full_name", "A"}, {"colour", "red"}}).status == 400);
}

TEST_CASE("a person's record is corrected; who holds certificates takes a second person", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    registry::Database database = desk.reader();
    const auto worker = registry::load_worker(database, desk.contents().holder);
    const std::string at = page_of(worker.worker) + "/correct";
    const tests::FormFields kept{{"birth_date", worker.birth_date ? to_dmy(*worker.birth_date) : ""},
                                 {"birth_year", worker.birth_year ? std::to_string(*worker.birth_year) : ""},
                                 {"sex", worker.sex.value_or("")}};
    const auto with = [&](tests::FormFields fields) {
        fields.insert(fields.end(), kept.begin(), kept.end());
        return fields;
    };
    officer.page(at);
    CHECK(officer.post(at, with({{"full_name", worker.full_name}, {"note", "gọi lại sau"}})).status == 303);
    CHECK(registry::load_worker(database, worker.worker).note == "gọi lại sau");
    officer.page(at);
    CHECK(officer.post(at, with({{"full_name", "Tên Khác Hẳn"}})).status == 403);
    officer.page(at);
    CHECK(officer
              .post(at, with({{"full_name", "Tên Khác Hẳn"},
                              {"second", "minh"},
                              {"second_password", demo::sample_password}}))
              .status == 303);
    registry::Database after = desk.reader();
    CHECK(registry::load_worker(after, worker.worker).full_name == "Tên Khác Hẳn");
}

TEST_CASE("posts and appointments begin and end", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    const std::int64_t id = desk.contents().holder;
    const std::string at = casework::facility_name(desk.contents().facility);
    registry::Database before = desk.reader();
    const std::size_t posts = registry::posts_of(before, id).size();
    officer.page(page_of(id) + "/posts/new");
    CHECK(officer
              .post(page_of(id) + "/posts/new", {{"facility", at},
                                                 {"role", "device_operator"},
                                                 {"title", "Kỹ thuật viên"},
                                                 {"from_day", "01/07/2026"}})
              .status == 303);
    registry::Database database = desk.reader();
    const auto now = registry::posts_of(database, id);
    REQUIRE(now.size() == posts + 1);
    CHECK(now.back().title == "Kỹ thuật viên");
    const std::string end = page_of(id) + "/posts/" + std::to_string(now.back().post) + "/end";
    officer.page(end);
    CHECK(officer.post(end, {{"to_day", ""}}).status == 422);
    CHECK(officer.post(end, {{"to_day", "30/06/2026"}}).status == 422); // before its first day
    CHECK(officer.post(end, {{"to_day", "31/08/2026"}}).status == 303);
    registry::Database ended = desk.reader();
    CHECK(registry::posts_of(ended, id).back().to_day == date(2026, 8, 31));
    CHECK(registry::posts_of(ended, id).back().title == "Kỹ thuật viên");
    CHECK(officer.get(page_of(id) + "/posts/99/end").status == 404);

    officer.page(page_of(id) + "/appointments/new");
    CHECK(officer
              .post(page_of(id) + "/appointments/new", {{"facility", at},
                                                        {"role", "safety_officer"},
                                                        {"appointed_on", "01/07/2026"},
                                                        {"number", "12/QĐ"}})
              .status == 303);
    registry::Database appointed = desk.reader();
    const auto appointment = registry::appointments_of(appointed, id).back();
    CHECK(appointment.number == "12/QĐ");
    const std::string over =
        page_of(id) + "/appointments/" + std::to_string(appointment.appointment) + "/end";
    officer.page(over);
    CHECK(officer.post(over, {{"to_day", "31/08/2026"}}).status == 303);
}

TEST_CASE("an identity paper is added, changed and withdrawn", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    const std::int64_t id = desk.contents().holder;
    const std::string at = page_of(id) + "/papers/";
    officer.page(at + "new");
    CHECK(
        officer.post(at + "new", {{"kind", "passport"}, {"number", "B9990001"}, {"issued_on", "01/02/2020"}})
            .status == 303);
    officer.page(at + "new");
    CHECK(officer.post(at + "new", {{"kind", "passport"}, {"number", "B9990001"}, {"issued_by", "Cục QLXNC"}})
              .status == 303);
    registry::Database database = desk.reader();
    const auto papers = registry::papers_of(database, id);
    const auto found = std::ranges::find(papers, std::string{"B9990001"}, &registry::IdentityPaper::number);
    REQUIRE(found != papers.end());
    CHECK(found->issued_on == date(2020, 2, 1)); // what was not typed again stays
    CHECK(found->issued_by == "Cục QLXNC");
    officer.page(at + "new");
    CHECK(officer.post(at + "withdraw", {{"paper", "passport •••••"}}).status == 422); // not confirmed
    CHECK(officer.post(at + "withdraw", {{"paper", "passport •••••"}, {"confirm", "yes"}}).status == 303);
    registry::Database after = desk.reader();
    CHECK(registry::papers_of(after, id).size() == papers.size() - 1);
}

TEST_CASE("each kind of evidence asks for what is its own, and is recorded", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    const std::int64_t id = desk.contents().holder;
    const std::string at = page_of(id) + "/evidence/new";
    CHECK_THAT(text_of_html(officer.page(at)), Contains("Văn bằng") && Contains("Điều được xác nhận"));
    const std::vector<std::pair<std::string, tests::FormFields>> pieces{
        {"degree",
         {{"level", "bachelor"},
          {"field", "physics"},
          {"issuer", "Trường Thử Nghiệm"},
          {"dated_on", "01/06/2010"}}},
        {"training",
         {{"programme", "14"}, {"registered", "yes"}, {"dated_on", "12/03/2025"}, {"number", "12/CN"}}},
        {"health_check", {{"conclusion", "fit"}, {"dated_on", "12/03/2025"}}},
        {"dose", {{"year", "2025"}, {"effective_msv", "1,2"}}},
        {"experience", {{"role", "device_operator"}, {"equipment_types", "ct"}, {"from_day", "01/01/2020"}}},
        {"certificate",
         {{"number", "15/CC"},
          {"role", "device_operator"},
          {"equipment_types", "ct"},
          {"equipment_types", "pet_ct"}}},
        {"fact", {{"subject_matter", "civil_capacity"}, {"answer", "yes"}}},
        {"none", {{"subject_matter", "degrees"}}},
    };
    for (const auto& [kind, fields] : pieces) {
        CAPTURE(kind);
        officer.page(at + "?kind=" + kind);
        const auto done = officer.post(at + "?kind=" + kind, fields);
        CHECK(done.status == 303);
        registry::Database database = desk.reader();
        CHECK(registry::evidence_of(database, id).back().kind == kind);
    }
    registry::Database database = desk.reader();
    const auto known = registry::evidence_of(database, id);
    const auto dose =
        std::ranges::find(known.rbegin(), known.rend(), std::string{"dose"}, &registry::Evidence::kind);
    CHECK(dose->effective_msv == Approx(1.2));
    officer.page(at + "?kind=dose");
    const auto wrong =
        officer.post(at + "?kind=dose", {{"year", "2025"}, {"effective_msv", "1.234"}}); // one, or a thousand
    CHECK(wrong.status == 422);
    CHECK_THAT(wrong.body, Contains("value=\"1.234\"") && Contains("aria-invalid"));
    CHECK(officer.post(at + "?kind=dose", {{"effective_msv", "1,2"}}).status == 422); // no year
}

TEST_CASE("a scan is taken by what it is, kept sealed, and saved again byte for byte", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    const std::int64_t id = desk.contents().holder;
    const std::string at = page_of(id) + "/evidence/new?kind=degree";
    const std::string pdf = "%PDF-1.7\nkhông phải bằng thật\n%%EOF\n";
    officer.page(at);
    CHECK(officer
              .post(at, {{"level", "bachelor"}},
                    {{"document", "bang.pdf", "application/pdf", "MZ not a paper"}})
              .status == 422);
    officer.page(at);
    REQUIRE(
        officer.post(at, {{"level", "bachelor"}}, {{"document", "C:\\fakepath\\bằng.pdf", "text/plain", pdf}})
            .status == 303);
    registry::Database database = desk.reader();
    const auto piece = registry::evidence_of(database, id).back();
    CHECK(piece.document_name == "bằng.pdf");
    const std::string page = page_of(id) + "/evidence/" + std::to_string(piece.evidence);
    const auto size = registry::journal_size(database);
    const auto saved = officer.get(page + "/document");
    CHECK(saved.body == pdf);
    CHECK(tests::header(saved, "content-type") == "application/pdf");
    CHECK_THAT(tests::header(saved, "content-disposition"), Contains("attachment") && Contains(".pdf"));
    CHECK(registry::journal_size(database) == size + 1); // the look is recorded

    officer.page(page + "/correct");
    CHECK(officer.post(page + "/correct", {{"level", "master"}, {"issuer", ""}}).status == 303);
    registry::Database corrected = desk.reader();
    CHECK(registry::load_evidence(corrected, id, piece.evidence).level == "master");
    CHECK(registry::load_evidence(corrected, id, piece.evidence).document == piece.document); // stays
    officer.page(page + "/withdraw");
    CHECK(officer.post(page + "/withdraw", {}).status == 422);
    CHECK(officer.post(page + "/withdraw", {{"confirm", "yes"}}).status == 303);
    registry::Database withdrawn = desk.reader();
    CHECK(registry::load_evidence(withdrawn, id, piece.evidence).status == "withdrawn");
    CHECK_THAT(text_of_html(officer.page(page)), Contains("đã rút"));
}

TEST_CASE("whether a file would be complete is answered, with what to do, and nothing is filed",
          "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    registry::Database database = desk.reader();
    const std::string at = page_of(desk.contents().holder) + "/eligibility";
    const auto size = registry::journal_size(database);
    CHECK_THAT(text_of_html(officer.page(at)), Contains("Chỉ xét thử"));
    const std::string answer = text_of_html(officer.page(at + "?role=device_operator&equipment=ct"));
    CHECK_THAT(answer, Contains("Việc cần làm") && Contains("Cần người xem xét"));
    CHECK(registry::journal_size(database) == size + 2); // two looks, no file
    CHECK(officer.get(at + "?role=king").status == 200);
    CHECK_THAT(text_of_html(officer.page(at + "?role=king")), Contains("king"));
}

TEST_CASE("records that look alike are compared and judged, and none is removed", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    for (int i = 0; i < 2; ++i) {
        officer.page("/workers/new");
        REQUIRE(officer.post("/workers/new", {{"full_name", "Trùng Tên Thử"}, {"birth_date", "01/01/1990"}})
                    .status == 303);
    }
    const auto pairs = tests::parsed(officer.page("/workers/duplicates.json"));
    const auto pair =
        std::ranges::find_if(pairs, [](const auto& one) { return one.at("first_name") == "Trùng Tên Thử"; });
    REQUIRE(pair != pairs.end());
    const std::string first = pair->at("first"), other = pair->at("other");
    const std::string at = "/workers/duplicates?first=" + first + "&other=" + other;
    CHECK_THAT(text_of_html(officer.page(at)), Contains(first) && Contains(other));
    CHECK(officer.post(at, {{"judgement", "same"}}).status == 422); // no reason
    CHECK(officer.post(at, {{"judgement", "same"}, {"reason", "cùng người, ghi hai lần"}}).status == 303);
    const auto rest = tests::parsed(officer.page("/workers/duplicates.json"));
    CHECK(std::ranges::none_of(
        rest, [&](const auto& one) { return one.at("first") == first && one.at("other") == other; }));
    CHECK_THAT(officer.page("/workers/duplicates.json?all=yes"), Contains("cùng người, ghi hai lần"));
    CHECK(desk.sign_in(desk.code_of("auditor")).get("/workers/duplicates").status == 403);
}
