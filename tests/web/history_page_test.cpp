#include <algorithm>
#include <cstdlib>

#include "casework/words_of.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/equipment.h"
#include "registry/journal.h"
#include "registry/signed_note.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/json.h"
#include "tests/web/desk.h"
#include "web/address.h"

// What an auditor reads: the journal, its proofs, histories, and two moments side by side.

using namespace radcert;
using Catch::Matchers::Contains;
using tests::Browser;
using tests::header;
using tests::location;
using tests::text_of_html;
using tests::WebDesk;

namespace {

const std::string auditor = "thanh.tra";

nlohmann::json events_on(Browser& browser, const std::string& query)
{
    return nlohmann::json::parse(browser.get("/journal.json" + query).body);
}

EventNumber last_event(WebDesk& desk)
{
    registry::Database database = desk.reader();
    return registry::journal_size(database) - 1;
}

} // namespace

TEST_CASE("an auditor searches the journal, the newest event first", "[web][journal]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(auditor);
    CHECK_THAT(text_of_html(browser.page("/journal")),
               Contains("Sự kiện, mới nhất trước") && Contains("Đã xem các sự kiện"));
    const auto all = events_on(browser, "");
    REQUIRE(all.size() > 50);
    CHECK(all[0]["event"] == last_event(desk));
    for (std::size_t i = 1; i < all.size(); ++i)
        CHECK(all[i - 1]["event"].get<int>() > all[i]["event"].get<int>());

    for (const auto& event : events_on(browser, "?action=certificate.issue"))
        CHECK(event["action"] == "certificate.issue");
    for (const auto& event : events_on(browser, "?action=certificate"))
        CHECK(event["action"].get<std::string>().starts_with("certificate."));
    for (const auto& event : events_on(browser, "?officer=minh&door=demo")) CHECK(event["officer"] == "minh");
    const auto of_person = events_on(browser, "?record=W-1");
    REQUIRE_FALSE(of_person.empty());
    for (const auto& event : of_person) CHECK(event["about"] == "W-1");
    CHECK(browser.get("/journal?record=W-999999").status == 404);
    CHECK(browser.get("/journal?officer=nobody").status == 404);
    CHECK(browser.get("/journal?no=such").status == 400);
    CHECK(desk.sign_in("co.so.mot").get("/journal").status == 403);
    CHECK(desk.sign_in(desk.code_of("worker")).get("/journal").status == 403);
}

TEST_CASE("pages of the journal go on where the last one ended", "[web][journal]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(auditor);
    const std::string page = browser.page("/journal?from=99");
    CHECK_THAT(page, Contains("href=\"/journal/99\"") && Contains("href=\"/journal/50\"") &&
                         !Contains("href=\"/journal/49\""));
    CHECK_THAT(page, Contains("/journal?from=49"));
}

TEST_CASE("an event shows its leaf, its records, and a proof that common tools check", "[web][journal]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(auditor);
    const auto issued = events_on(browser, "?action=certificate.issue");
    REQUIRE_FALSE(issued.empty());
    const std::string number = std::to_string(issued[0]["event"].get<int>());
    const std::string text = text_of_html(browser.page("/journal/" + number));
    registry::Database database = desk.reader();
    CHECK_THAT(text, Contains(registry::load_leaf(database, std::stoll(number))) &&
                         Contains("cấp chứng chỉ") && Contains("tình trạng chứng chỉ"));
    const auto proof = browser.get("/journal/" + number + "/proof");
    const auto read = registry::read_tlog_proof(proof.body);
    CHECK(read.index == std::stoull(number));
    CHECK(read.extra == registry::load_leaf(database, std::stoll(number)));
    const auto head = registry::open_checkpoint(read.note, desk.keys().verifying());
    CHECK(registry::verify_inclusion(read.index, head.size, registry::leaf_hash(read.extra), read.path,
                                     head.root));
    for (const std::string none : {"999999", "-1", "x", "1x"})
        CHECK(browser.get("/journal/" + none).status == 404);
}

TEST_CASE("the journal is verified on request, and what was found is shown", "[web][journal]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(auditor);
    CHECK_THAT(text_of_html(browser.page("/journal/state")), Contains("Kiểm tra ngay"));
    const auto done = browser.post("/journal/verify");
    CHECK(done.status == 303);
    CHECK_THAT(text_of_html(browser.follow(done).body), Contains("Nhật ký nguyên vẹn, kiểm tra lúc"));
    Browser officer = desk.sign_in("nam");
    CHECK_THAT(text_of_html(officer.page("/journal/state")), !Contains("Kiểm tra ngay"));
    CHECK(officer.post("/journal/verify").status == 403);
}

TEST_CASE("the export unpacks and passes the auditor's own script", "[web][journal]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(auditor);
    const auto archive = browser.get("/journal/export");
    REQUIRE(archive.status == 200);
    CHECK_THAT(header(archive, "content-disposition"), Contains("attachment") && Contains(".tar"));
    const auto folder = desk.folder();
    std::ofstream{folder / "journal.tar", std::ios::binary} << archive.body;
    const std::string command =
        "cd " + folder.string() +
        " && tar -xf journal.tar && cd radcert-journal-* && python3 audit.py . > audit.out 2>&1";
    CHECK(std::system(command.c_str()) == 0);
    CHECK(archive.body.find("Nguyễn") == std::string::npos); // no names
    CHECK_THAT(text_of_html(browser.page("/journal/offline")), Contains("THE WHOLE JOURNAL"));
    CHECK(browser.get("/journal/audit-script").body == tests::bytes_of("script/audit-journal"));
}

TEST_CASE("every record has a history, and two moments side by side", "[web][history]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(auditor);
    registry::Database database = desk.reader();
    const auto certificate = registry::list_certificates(database, {}, newest_event, 1).at(0);
    const auto file = registry::list_applications(database, {}, newest_event, 1).at(0);
    std::string unit;
    for (std::int64_t facility = 1; unit.empty() && facility < 100; ++facility) {
        const auto units = registry::equipment_of(database, facility, std::nullopt);
        if (!units.empty()) unit = casework::equipment_name(units.front().equipment);
    }
    const std::string records[]{web::address({"workers", "W-1"}), web::address({"facilities", "F-1"}),
                                web::address({"equipment", unit}),
                                web::address({"applications", file.application}),
                                web::address({"certificates", certificate.certificate})};
    for (const std::string& record : records) {
        CAPTURE(record);
        CHECK_THAT(text_of_html(browser.page(record + "/history")), Contains("Diễn biến"));
        CHECK_FALSE(nlohmann::json::parse(browser.get(record + "/history.json").body).empty());
        CHECK_THAT(text_of_html(browser.page(record + "/compare")), Contains("Những điểm khác nhau"));
        CHECK(nlohmann::json::parse(browser.get(record + "/compare.json?a=01/01/1990").body).size() > 2);
        CHECK(browser.get(record + "/compare?a=31/02/2026").status == 422);
    }
}

TEST_CASE("what was determined of a file is not told by its history to whoever applied", "[web][history]")
{
    WebDesk desk;
    registry::Database database = desk.reader();
    const auto file = registry::list_applications(database, {}, newest_event, 1).at(0);
    Browser applicant = desk.sign_in("co.so.mot");
    for (const std::string page : {"history", "compare"})
        CHECK(applicant.get(web::address({"applications", file.application, page})).status == 403);
}

TEST_CASE("a look at a person's history is an event, and a facility's is none", "[web][history]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(auditor);
    const auto looks = [&] { return events_on(browser, "?action=worker.view&record=W-1").size(); };
    const auto before = looks();
    browser.page("/workers/W-1/history");
    browser.page("/workers/W-1/compare");
    CHECK(looks() == before + 2);
    const EventNumber last = last_event(desk);
    browser.page("/facilities/F-1/history");
    CHECK(last_event(desk) == last);
}

TEST_CASE("a history ends where what was known ends, and masks identity numbers", "[web][history]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(auditor);
    registry::Database database = desk.reader();
    std::string number;
    std::int64_t worker = 0;
    for (std::int64_t id = 1; number.empty() && id < 50; ++id) {
        const auto papers = registry::papers_of(database, id);
        if (!papers.empty()) {
            number = papers.front().number;
            worker = id;
        }
    }
    REQUIRE_FALSE(number.empty());
    const std::string history = "/workers/" + casework::worker_name(worker) + "/history";
    CHECK_THAT(browser.page(history), !Contains(number) && Contains("•••••"));
    const auto now = nlohmann::json::parse(browser.get(history + ".json").body);
    const auto first = registry::worker_versions(database, worker).front().since;
    const std::string then = registry::load_event(database, first).at.utc;
    const auto early = nlohmann::json::parse(browser.get(history + ".json?known_by=" + then).body);
    CHECK(early.size() <= now.size());
    for (const auto& line : early) CHECK(line["at"].get<std::string>() <= then);
}
