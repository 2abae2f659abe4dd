#include <regex>

#include "casework/amend_certificate.h"
#include "casework/finding_words.h"
#include "casework/screen_application.h"
#include "casework/words_of.h"
#include "registry/desk_files.h"
#include "registry/equipment.h"
#include "registry/offices.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/json.h"
#include "tests/web/desk.h"
#include "web/address.h"

// What pages say to somebody who reads them for the first time.

using namespace radcert;
using Catch::Matchers::Contains;
using tests::Browser;
using tests::location;
using tests::text_of_html;
using tests::WebDesk;

namespace {

const std::string plain_operator = "co.so.mot";

/// Files of Đắk Lắk that wait for an officer.
std::vector<registry::DeskFile> files_in_process(registry::Database& database)
{
    registry::DeskQuestion question;
    question.province = "66";
    question.statuses = {"received", "in_review"};
    return registry::find_desk_files(database, question, 0, 1'000);
}

/// A file that an officer works on whose latest screening leaves something to be judged, and what.
struct OpenFile {
    std::string number;
    std::vector<casework::FindingWords> open;
};

OpenFile screened_anew(WebDesk& desk, std::size_t at_least)
{
    registry::Database database = desk.reader();
    casework::Rulebooks rulebooks;
    for (const auto& file : files_in_process(database)) {
        desk.record("minh", "", [&](registry::WriteScope& write) {
            casework::screen_application(write, rulebooks, {file.application, {}});
        });
        registry::Database now = desk.reader();
        const auto screened = casework::latest_findings(now, rulebooks, file.application);
        OpenFile found{file.application, {}};
        for (auto& finding : casework::undetermined(*screened)) {
            if (finding.topic != Topic::authority && finding.reason != Reason::not_recorded)
                found.open.push_back(std::move(finding));
        }
        if (found.open.size() >= at_least) return found;
    }
    FAIL("nothing is left to be judged");
    throw;
}

std::string counted(const std::string& caption, std::size_t count)
{
    return caption + " (" + std::to_string(count) + ")";
}

} // namespace

TEST_CASE("a facility with equipment and no staffing rule for the day is told just that", "[web][facility]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(plain_operator);
    const std::string unknown =
        "bộ quy định không có quy định về nhân sự cho các thiết bị này ở ngày " + to_dmy(desk.today());
    for (const std::string& page :
         {std::string{"/my-facility"}, "/facilities/" + desk.rows_of(plain_operator)}) {
        const std::string html = browser.page(page);
        CHECK_THAT(text_of_html(html), Contains(unknown) && !Contains("không có thiết bị đang dùng"));
        CHECK_THAT(html, Contains("topic=staffing"));
    }
    Browser reception = desk.sign_in("hoa");
    reception.page("/facilities/new");
    const auto made = reception.post("/facilities/new",
                                     {{"name", "Phòng khám Thử"}, {"province", "66"}, {"medical", "yes"}});
    REQUIRE(made.status == 303);
    CHECK_THAT(text_of_html(reception.page(location(made))),
               Contains("Sổ không ghi thiết bị nào đang dùng ở ngày " + to_dmy(desk.today())) &&
                   !Contains("nhân sự cho các thiết bị"));
}

TEST_CASE("a facility's first page says that its files are those without a result", "[web][facility]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(plain_operator);
    const std::string text = text_of_html(browser.page("/my-facility"));
    CHECK_THAT(text, Contains("Hồ sơ chưa có kết quả") && Contains("Mọi hồ sơ của cơ sở ("));
    CHECK_THAT(text, !Contains("Chưa có hồ sơ nào"));
}

TEST_CASE("pages call officers by their names", "[web][officers]")
{
    WebDesk desk;
    Browser head = desk.sign_in("minh");
    registry::Database database = desk.reader();
    const std::string lan = "lan – " + registry::find_officer(database, "lan")->name;
    const std::string minh = "minh – " + registry::find_officer(database, "minh")->name;
    for (const char* const page : {"/", "/applications", "/journal"})
        CHECK_THAT(text_of_html(head.page(page)), Contains(lan) || Contains(minh));
    const auto listed = nlohmann::json::parse(head.get("/applications.json").body);
    for (const auto& file : listed) // programs get the code
        CHECK_THAT(file["officer"].dump(), !Contains("–"));
}

TEST_CASE("what was judged since the screening waits for the next one, and is open no more", "[web][judge]")
{
    WebDesk desk;
    const OpenFile file = screened_anew(desk, 2);
    const std::string page = web::address({"applications", file.number});
    Browser officer = desk.sign_in("nam");
    CHECK_THAT(text_of_html(officer.page(page)),
               Contains(counted("Cán bộ phải xem xét, kết luận", file.open.size())) &&
                   !Contains("Đã kết luận, chờ xem xét lại"));
    const std::string row = file.open.front().requirement;
    const std::string judge = web::address({"applications", file.number, "judge", row});
    officer.page(judge);
    const auto done = officer.post(
        judge, {{"outcome", "met"}, {"reason", "đã đối chiếu bản chính"}, {"about", "requirement"}});
    REQUIRE(done.status == 303);
    const std::string text = text_of_html(officer.page(page));
    CHECK_THAT(text, Contains(counted("Đã kết luận, chờ xem xét lại", 1)) &&
                         Contains(counted("Cán bộ phải xem xét, kết luận", file.open.size() - 1)));
    CHECK_THAT(text, Contains(row + " – " + file.open.front().title.vi)); // in the list of judgements
    CHECK_THAT(officer.page(web::address({"applications", file.number, "judge"})),
               !Contains("value=\"" + row + "\""));

    officer.post(page + "/screen");
    registry::Database database = desk.reader();
    const std::string nam = registry::find_officer(database, "nam")->name;
    CHECK_THAT(text_of_html(officer.page(page)), Contains("Cán bộ " + nam + " kết luận đạt"));
}

TEST_CASE("whoever judges reads what is asked, by which text, and the age when the file was handed in",
          "[web][judge]")
{
    WebDesk desk;
    const OpenFile file = screened_anew(desk, 1);
    Browser officer = desk.sign_in("nam");
    for (const casework::FindingWords& finding : file.open) {
        const std::string html =
            officer.page(web::address({"applications", file.number, "judge", finding.requirement}));
        const std::string text = text_of_html(html);
        CHECK_THAT(text, Contains("Kết luận " + finding.requirement + ": " + finding.title.vi));
        CHECK_THAT(html, Contains("href=\"/rules/" + finding.requirement + "\""));
        CHECK_THAT(text, Contains("văn bản chưa đọc được") || Contains("bộ quy định không chép nguyên văn"));
        if (finding.topic == Topic::age)
            CHECK_THAT(text, Contains("Tuổi ở ngày nộp") && !Contains("Sổ không có minh chứng loại này"));
    }
}

TEST_CASE("a person's history leaves looks at the file out and says how many", "[web][history]")
{
    WebDesk desk;
    Browser auditor = desk.sign_in("thanh.tra");
    auditor.page("/workers/W-1");
    auditor.page("/workers/W-1");
    const std::string html = auditor.page("/workers/W-1/history");
    CHECK_THAT(text_of_html(html),
               !Contains("xem dữ liệu cá nhân") && Contains("lần xem dữ liệu; hiện tất cả"));
    CHECK_THAT(html, Contains("/workers/W-1/history?looks=yes"));
    const std::string all = auditor.page("/workers/W-1/history?looks=yes");
    CHECK_THAT(text_of_html(all), Contains("xem dữ liệu cá nhân") && Contains("Ẩn những lần xem dữ liệu"));
    CHECK_THAT(auditor.get("/workers/W-1/history.json").body, Contains("worker.view"));
}

TEST_CASE("a file's history has words for codes and the first digits of digests", "[web][history]")
{
    WebDesk desk;
    const OpenFile file = screened_anew(desk, 1);
    const std::string history = web::address({"applications", file.number, "history"});
    Browser auditor = desk.sign_in("thanh.tra");
    const std::string text = text_of_html(auditor.page(history));
    CHECK_THAT(text,
               Contains("Mức tin cậy tối thiểu: theo ") && !Contains("Mức tin cậy tối thiểu: secondary"));
    CHECK_THAT(text, !Contains("Kết quả: eligible") && !Contains("Kết quả: undetermined"));
    const auto changes = nlohmann::json::parse(auditor.get(history + ".json").body);
    std::string digest;
    for (const auto& change : changes) {
        if (change["field"] == "dossier" && change["after"].is_string()) digest = change["after"];
    }
    REQUIRE(digest.size() == 64); // programs get all of it
    CHECK_THAT(text, Contains(digest.substr(0, 12) + "…") && !Contains(digest));
}

TEST_CASE("every day of a downloaded list is written in one form", "[web][twins]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    const std::regex slashes{"[;\"][0-9]{2}/[0-9]{2}/[0-9]{4}[;\" \r]"},
        iso{";[0-9]{4}-[0-9]{2}-[0-9]{2}[;\r]"};
    for (const char* const list : {"/certificates.csv", "/applications.csv"}) {
        CAPTURE(list);
        const std::string csv = officer.get(list).body;
        CHECK_FALSE(std::regex_search(csv, slashes));
        CHECK(std::regex_search(csv, iso));
    }
}

TEST_CASE("findings that are cured in the same words are told once, each requirement by its name",
          "[web][facility]")
{
    WebDesk desk;
    Browser browser = desk.sign_in(plain_operator);
    registry::Database database = desk.reader();
    const auto posts =
        registry::posts_at(database, casework::parse_facility(desk.rows_of(plain_operator)), {desk.today()});
    REQUIRE_FALSE(posts.empty());
    const std::string page = text_of_html(browser.page(
        "/workers/" + casework::worker_name(posts.front().worker) + "/eligibility?role=safety_officer"));
    const std::string same = "Cách khắc phục: Cán bộ xác định theo Nghị định 332/2025.";
    std::size_t found = 0;
    for (std::size_t at = page.find(same); at != std::string::npos; at = page.find(same, at + 1)) ++found;
    CHECK(found < 5); // one for each text that is cited, and each way in which it is open
    CHECK_THAT(page, Contains("yêu cầu, cùng một cách khắc phục"));
}

TEST_CASE("nobody's role is the first of a list by accident", "[web][facility]")
{
    WebDesk desk;
    const std::string html = desk.sign_in(plain_operator).page("/my-facility/eligibility");
    const auto role = html.find("name=\"role\"");
    REQUIRE(role != std::string::npos);
    const std::string choices = html.substr(role, html.find("</select>", role) - role);
    const auto first = choices.find("<option value=\"\"");
    REQUIRE(first != std::string::npos);
    CHECK(first == choices.find("<option"));
    CHECK_THAT(choices, Contains("— chọn —") && Contains(" required"));
}

TEST_CASE("a refusal that the latest screening does not carry is previewed with a warning", "[web][papers]")
{
    WebDesk desk;
    registry::Database database = desk.reader();
    Browser head = desk.sign_in("minh");
    bool seen = false;
    for (const auto& file : files_in_process(database)) {
        const auto screenings = registry::screenings_of(database, file.application);
        if (screenings.empty()) continue;
        const std::string verdict = screenings.back().record.verdict;
        const bool carried = verdict != "eligible" && verdict != "undetermined";
        const auto page = head.get(web::address({"applications", file.application, "preview", "refusal"}));
        if (page.status != 200 || carried) continue;
        seen = true;
        CHECK_THAT(text_of_html(page.body), Contains("không phải căn cứ để từ chối"));
        break;
    }
    CHECK(seen);
}

TEST_CASE("a list that says which rows it shows does not count them again", "[web][rules]")
{
    WebDesk desk;
    const std::string text = text_of_html(desk.sign_in("nam").page("/rules?all=1"));
    CHECK_THAT(text, Contains("1–50 trong") && !Contains("(50+)"));
}

TEST_CASE("equipment is found from the facilities", "[web][facilities]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    CHECK_THAT(officer.page("/facilities"), Contains("href=\"/equipment\""));
    const std::string own = desk.rows_of(plain_operator);
    CHECK_THAT(officer.page("/facilities/" + own), Contains("/equipment?facility=" + own));
}

TEST_CASE("what a machine's keeper needs is folded away from the journal's state", "[web][journal]")
{
    WebDesk desk;
    const std::string text = text_of_html(desk.sign_in("thanh.tra").page("/journal/state"));
    const auto fold = text.find("Dành cho quản trị");
    REQUIRE(fold != std::string::npos);
    CHECK(text.find("radcert register verify") > fold);
    CHECK(text.find("Lược đồ dữ liệu") > fold);
}

TEST_CASE("an act that moves a file nowhere does not say that it moves", "[web][acts]")
{
    WebDesk desk;
    registry::Database database = desk.reader();
    Browser officer = desk.sign_in("nam");
    for (const auto& file : files_in_process(database)) {
        const auto page = officer.get(web::address({"applications", file.application, "complete"}));
        CHECK_THAT(text_of_html(page.body), !Contains("từ “Đang xử lý” sang “Đang xử lý”"));
    }
}

TEST_CASE("the help tells of tables as they are on narrow screens", "[web][help]")
{
    WebDesk desk;
    CHECK_THAT(text_of_html(desk.browser().page("/help/accessibility")),
               !Contains("Bảng nhiều cột phải cuộn ngang") && Contains("mỗi dòng của bảng xếp lại"));
}
