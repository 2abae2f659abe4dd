#include <algorithm>

#include "casework/scope.h"
#include "casework/words_of.h"
#include "registry/desk_files.h"
#include "registry/evidence.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/json.h"
#include "tests/web/desk.h"
#include "web/address.h"

// A facility as its own operator works with it.

using namespace radcert;
using Catch::Matchers::Contains;
using tests::Browser;
using tests::header;
using tests::location;
using tests::text_of_html;
using tests::WebDesk;

namespace {

const std::string operator_code = "co.so.mot", other_operator = "co.so.hai";

std::int64_t facility_of(WebDesk& desk, const std::string& code)
{
    return casework::parse_facility(desk.rows_of(code));
}

/// Somebody who works at the facility and has no open file for the role.
std::int64_t free_worker(WebDesk& desk, const std::string& role)
{
    registry::Database database = desk.reader();
    const std::int64_t facility = facility_of(desk, operator_code);
    for (const auto& post : registry::posts_at(database, facility, {desk.today()})) {
        registry::DeskQuestion question;
        question.worker = post.worker;
        question.role = role;
        const auto files = registry::find_desk_files(database, question, 0, 100);
        const bool open = std::ranges::any_of(files, [](const auto& file) {
            return file.status != "decided" && file.status != "delivered" && file.status != "refused" &&
                   file.status != "withdrawn" && file.status != "refused_intake";
        });
        if (!open) return post.worker;
    }
    FAIL("nobody is free");
    return 0;
}

std::string apply_address(std::int64_t worker, const std::string& role)
{
    return web::address({"my-facility", "workers", casework::worker_name(worker), "apply"}, {{"role", role}});
}

/// A draft that the operator made; its number.
std::string make_draft(Browser& browser, WebDesk& desk)
{
    const std::string role = "safety_officer";
    const std::string address = apply_address(free_worker(desk, role), role);
    const std::string page = browser.page(address);
    const auto at = page.find("name=\"equipment\"");
    REQUIRE(at != std::string::npos);
    const auto value = page.find("value=\"E-", at);
    const std::string unit = page.substr(value + 7, page.find('"', value + 7) - value - 7);
    const auto made =
        browser.post(address, {{"procedure", "new"}, {"equipment", unit}, {"paper_5", "print:3"}});
    REQUIRE(made.status == 303);
    const std::string to = location(made);
    return to.substr(to.rfind('/') + 1);
}

} // namespace

TEST_CASE("an operator's page says what is held, what expires and what must be done, by day",
          "[web][facility]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(operator_code);
    const std::string text = text_of_html(browser.page("/my-facility"));
    CHECK_THAT(text, Contains("Việc phải làm, theo ngày") && Contains("Nhân viên và chứng chỉ") &&
                         Contains("Thiết bị đang dùng") && Contains("Đủ người có chứng chỉ không"));
    const auto all = nlohmann::json::parse(browser.get("/my-facility.json").body);
    std::string before;
    for (const auto& task : all["tasks"]) {
        const std::string day = task["day"].is_null() ? "9999" : task["day"].get<std::string>();
        CHECK(before <= day);
        before = day;
    }
    const std::string own = desk.rows_of(operator_code);
    registry::Database database = desk.reader();
    for (const auto& unit : all["equipment"]) CHECK(unit["equipment"].get<std::string>().starts_with("E-"));
    for (const auto& person : all["staff"]) {
        const casework::Scope scope{{}, casework::parse_facility(own), {}};
        CHECK(casework::sees_worker(
            database, scope, casework::parse_worker(person["worker"].get<std::string>()), {desk.today()}));
    }
    CHECK(desk.sign_in("lan").get("/my-facility").status == 403);
    CHECK(desk.sign_in("thanh.tra").get("/my-facility").status == 403);
}

TEST_CASE("a trial leads to the person's own page, which is recorded as a look", "[web][facility]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(operator_code);
    const std::string worker = casework::worker_name(free_worker(desk, "safety_officer"));
    const auto answer = browser.get("/my-facility/eligibility?worker=" + worker + "&role=safety_officer");
    CHECK(answer.status == 303);
    CHECK(location(answer) == "/workers/" + worker + "/eligibility?role=safety_officer");
    CHECK(browser.follow(answer).status == 200);
}

TEST_CASE("a file is prepared, completed, reviewed, handed in and taken back by its own facility only",
          "[web][facility]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(operator_code);
    const std::string number = make_draft(browser, desk), file = "/my-facility/applications/" + number;
    CHECK_THAT(text_of_html(browser.page(file)), Contains("Nháp") && Contains("Minh chứng đã có trong sổ"));
    CHECK_THAT(browser.page("/my-facility/applications"), Contains(number));

    const auto papers = browser.post(file + "/papers", {{"paper_1", "print:1"}, {"paper_5", "print:3"}});
    CHECK(papers.status == 303);
    CHECK_THAT(text_of_html(browser.page(file)), Contains("đơn đề nghị cấp chứng chỉ"));

    const std::string training = file + "/evidence?kind=training";
    CHECK_THAT(browser.page(training), Contains("type=\"file\""));
    const auto without_scan = browser.post(training, {{"programme", "1"}, {"dated_on", "05/05/2026"}});
    CHECK(without_scan.status == 422);
    CHECK_THAT(text_of_html(without_scan.body), Contains("thiếu bản quét"));
    const auto brought = browser.post(training, {{"programme", "1"}, {"dated_on", "05/05/2026"}},
                                      {{"document", "dao-tao.pdf", "application/pdf", "%PDF-1.7 made up"}});
    CHECK(brought.status == 303);
    registry::Database database = desk.reader();
    const auto worker = registry::load_application(database, number).worker;
    const auto evidence = registry::evidence_of(database, worker);
    CHECK(evidence.back().source == "facility " + desk.rows_of(operator_code));
    CHECK_THAT(text_of_html(browser.page("/workers/" + casework::worker_name(worker) + "/evidence/" +
                                         std::to_string(evidence.back().evidence))),
               Contains("cơ sở " + desk.rows_of(operator_code) + " nộp"));

    Browser stranger = desk.sign_in(other_operator);
    for (const char* const act : {"", "/papers", "/evidence", "/submit", "/withdraw"})
        CHECK(stranger.get(file + act).status == 404);

    CHECK_THAT(text_of_html(browser.page(file + "/submit")), Contains("Tôi đã xem lại"));
    CHECK(browser.post(file + "/submit").status == 422); // the box was not ticked
    const auto submitted = browser.post(file + "/submit", {{"confirm", "yes"}});
    CHECK(submitted.status == 303);
    CHECK_THAT(text_of_html(browser.follow(submitted).body), Contains("Chờ tiếp nhận"));
    CHECK(browser.post(file + "/papers", {{"paper_5", "print:3"}}).status == 403); // it is at the desk now
    const auto late = browser.post(training, {{"programme", "1"}, {"dated_on", "05/05/2026"}},
                                   {{"document", "a.pdf", "application/pdf", "%PDF-1.7 again"}});
    CHECK(late.status == 403);

    browser.page(file + "/withdraw");
    const auto back = browser.post(file + "/withdraw", {{"confirm", "yes"}, {"reason", "làm lại"}});
    CHECK(back.status == 303);
    CHECK_THAT(text_of_html(browser.follow(back).body), Contains("Đã rút hồ sơ"));
}

TEST_CASE("a renewal takes over who, what for, and the papers of before", "[web][facility]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(operator_code);
    const std::string number = make_draft(browser, desk);
    browser.page("/my-facility/applications/" + number + "/withdraw");
    browser.post("/my-facility/applications/" + number + "/withdraw",
                 {{"confirm", "yes"}, {"reason", "làm lại"}});
    const auto renew = browser.get("/my-facility/applications/new?renews=" + number);
    REQUIRE(renew.status == 303);
    CHECK_THAT(location(renew), Contains("role=safety_officer") && Contains("renews=" + number));
    const std::string page = browser.follow(renew).body;
    const auto photo = page.find("name=\"paper_5\"");
    REQUIRE(photo != std::string::npos);
    const std::string choices = page.substr(photo, page.find("</select>", photo) - photo);
    CHECK_THAT(choices, Contains("value=\"print:3\" selected"));
    CHECK(browser.get("/my-facility/applications/new?renews=nothing").status == 404);
}
