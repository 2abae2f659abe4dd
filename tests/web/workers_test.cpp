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

// Workers as officials see and record them.

using namespace radcert;
using casework::worker_name;
using Catch::Matchers::Contains;
using tests::Browser;
using tests::location;
using tests::text_of_html;
using tests::WebDesk;

namespace {

constexpr std::size_t everybody = 100'000;

std::vector<std::int64_t> all_workers(registry::Database& database)
{
    return registry::find_workers_by_name(database, "", newest_event, everybody);
}

registry::WorkerFilter rows_of(const casework::Scope& scope, Date today)
{
    registry::WorkerFilter filter;
    filter.province = scope.province;
    filter.facility = scope.facility;
    filter.worker = scope.worker;
    filter.seen_on = today;
    return filter;
}

std::vector<casework::Scope> scopes(registry::Database& database)
{
    std::vector<casework::Scope> scopes{{},
                                        {.province = "66", .facility = {}, .worker = {}},
                                        {.province = "68", .facility = {}, .worker = {}},
                                        {.province = "01", .facility = {}, .worker = {}}};
    for (const auto& [officer, account] : registry::list_accounts(database))
        scopes.push_back(casework::scope_of(account));
    for (std::int64_t facility = 1; facility <= 6; ++facility)
        scopes.push_back({.province = {}, .facility = facility, .worker = {}});
    return scopes;
}

std::string workers_page(std::int64_t worker)
{
    return "/workers/" + worker_name(worker);
}

std::string holder(WebDesk& desk)
{
    return worker_name(desk.contents().holder);
}

} // namespace

TEST_CASE("an account's list of workers holds exactly those whom it sees, in the order of their names",
          "[web][workers]")
{
    WebDesk desk;
    registry::Database database = desk.reader();
    const AsOf now{desk.today()};
    for (const casework::Scope& scope : scopes(database)) {
        CAPTURE(scope.province.value_or(""), scope.facility.value_or(0), scope.worker.value_or(0));
        auto seen = all_workers(database);
        std::erase_if(seen,
                      [&](std::int64_t one) { return !casework::sees_worker(database, scope, one, now); });
        const auto filter = rows_of(scope, desk.today());
        CHECK(registry::find_workers(database, filter, now, 0, everybody) == seen);
        std::vector<std::int64_t> paged; // page by page it is the same list
        for (std::size_t skip = 0; skip < seen.size(); skip += 7) {
            const auto part = registry::find_workers(database, filter, now, skip, 7);
            paged.insert(paged.end(), part.begin(), part.end());
        }
        CHECK(paged == seen);
    }
}

TEST_CASE("a name is looked for among those who are seen", "[web][workers]")
{
    WebDesk desk;
    registry::Database database = desk.reader();
    const AsOf now{desk.today()};
    for (const char* const words : {"nguyen", "thi", "tran van", "a", "Đức", "x y z", "--"}) {
        for (const casework::Scope& scope : scopes(database)) {
            CAPTURE(words, scope.province.value_or(""), scope.facility.value_or(0), scope.worker.value_or(0));
            auto named = registry::find_workers_by_name(database, words, newest_event, everybody);
            std::erase_if(
                named, [&](std::int64_t one) { return !casework::sees_worker(database, scope, one, now); });
            auto filter = rows_of(scope, desk.today());
            filter.words = words;
            CHECK(registry::find_workers(database, filter, now, 0, everybody) == named);
        }
    }
}

TEST_CASE("looking back to another day shows nobody who is not seen today", "[web][workers]")
{
    WebDesk desk;
    Browser facility = desk.sign_in(desk.code_of("facility_operator"));
    const auto today = tests::parsed(facility.page("/workers.json"));
    for (const char* const clock : {"?in_force=2019-01-01", "?in_force=2030-01-01", "?known_by=2020-01-01"}) {
        for (const auto& row : tests::parsed(facility.page(std::string{"/workers.json"} + clock))) {
            CAPTURE(clock, row.at("worker"));
            CHECK(std::ranges::any_of(today,
                                      [&](const auto& one) { return one.at("worker") == row.at("worker"); }));
        }
    }
}

TEST_CASE("workers are searched by name without marks, by number and by facility", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    registry::Database database = desk.reader();
    const std::int64_t id = desk.contents().holder;
    const std::string name = holder(desk);
    const auto has = [&](const std::string& query) {
        const auto rows = tests::parsed(officer.page("/workers.json?" + query));
        return std::ranges::any_of(rows, [&](const auto& row) { return row.at("worker") == name; });
    };
    CHECK(has("q=" + web::escaped(desk.contents().name_to_search)));
    CHECK(has("q=" + name));
    CHECK(has("q=w-" + std::to_string(id)));
    CHECK_FALSE(has("q=W-999999"));
    const auto papers = registry::papers_of(database, id);
    REQUIRE_FALSE(papers.empty());
    CHECK(has("q=" + papers.front().number));
    CHECK(tests::parsed(officer.page("/workers.json?q=" + papers.front().number)).size() == 1);
    const auto posts = registry::posts_of(database, id);
    REQUIRE_FALSE(posts.empty());
    CHECK(has("facility=" + casework::facility_name(posts.back().facility)) ==
          !posts.back().to_day.has_value());
    CHECK(officer.get("/workers?facility=F-999999").status == 422);
    CHECK(officer.get("/workers?colour=red").status == 400);
}

TEST_CASE("a list of workers shows no identity number in full", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    registry::Database database = desk.reader();
    const std::string page = officer.page("/workers"), twin = officer.page("/workers.csv");
    for (const std::int64_t one : all_workers(database)) {
        for (const auto& paper : registry::papers_of(database, one)) {
            CHECK(page.find(paper.number) == std::string::npos);
            CHECK(twin.find(paper.number) == std::string::npos);
        }
    }
}

TEST_CASE("the look at a person's page is recorded, and at the full number again", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    registry::Database database = desk.reader();
    const std::int64_t id = desk.contents().holder;
    const std::string number = registry::papers_of(database, id).front().number;
    const auto size = registry::journal_size(database);
    const std::string page = officer.page(workers_page(id));
    CHECK(page.find(number) == std::string::npos);
    CHECK_THAT(text_of_html(page), Contains(desk.contents().certificate) &&
                                       Contains("Điều gì hết hạn khi nào") && Contains("Thêm minh chứng"));
    CHECK(registry::journal_size(database) == size + 1);
    CHECK_THAT(officer.page(workers_page(id) + "/identity"), Contains(number));
    CHECK(registry::journal_size(database) == size + 2);
    CHECK(registry::load_event(database, registry::journal_size(database) - 1).action == "worker.view");
    const auto twin = tests::parsed(officer.page(workers_page(id) + ".json"));
    CHECK(twin.at("worker") == worker_name(id));
    CHECK(twin.at("certificates").is_array());
}

TEST_CASE("whoever does not see a person gets the same answer as for nobody", "[web][workers]")
{
    WebDesk desk;
    registry::Database database = desk.reader();
    for (const char* const duty : {"facility_operator", "worker"}) {
        const std::string code = desk.code_of(duty);
        Browser outsider = desk.sign_in(code);
        const auto scope = casework::scope_of(registry::find_account_by_code(database, code)->second);
        const auto unknown = outsider.get("/workers/W-999999");
        CHECK(unknown.status == 404);
        std::size_t unseen = 0;
        for (const std::int64_t one : all_workers(database)) {
            const bool sees = casework::sees_worker(database, scope, one, {desk.today()});
            if (!sees && unseen++ > 5) continue;
            CAPTURE(code, one);
            CHECK(outsider.get(workers_page(one)).status == (sees ? 200 : 404));
            CHECK(outsider.get(workers_page(one) + "/correct").status == 403);
            CHECK(outsider.get(workers_page(one) + "/identity").status == 403);
        }
    }
    CHECK(desk.sign_in("lan").get(workers_page(desk.contents().holder)).status ==
          403); // the administrator reads no files
}

TEST_CASE("what may be meant is offered as one types, escaped, and of one's own rows", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    CHECK_THAT(officer.page("/workers/options?q=" + web::escaped(desk.contents().name_to_search)),
               Contains("<option value=\"" + holder(desk) + "\">"));
    CHECK(officer.page("/workers/options?q=").empty());
    CHECK(officer.page("/workers/options").empty());
    Browser facility = desk.sign_in(desk.code_of("facility_operator"));
    registry::Database database = desk.reader();
    const auto scope = casework::scope_of(
        registry::find_account_by_code(database, desk.code_of("facility_operator"))->second);
    const std::string offered = facility.page("/workers/options?worker=nguyen");
    for (const std::int64_t one : all_workers(database)) {
        if (offered.find('"' + worker_name(one) + '"') != std::string::npos)
            CHECK(casework::sees_worker(database, scope, one, {desk.today()}));
    }
}

TEST_CASE("the line of a citizen card fills the form, and records nothing", "[web][workers]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("hoa");
    officer.page("/workers/new");
    registry::Database database = desk.reader();
    const auto size = registry::journal_size(database);
    const std::string card = "999085700001||Nguyễn Đức Mẫu|30041985|Nam|Phường Thử Nghiệm, Đắk Lắk|01012021";
    for (const auto& filled :
         {officer.get("/workers/new?qr=" + web::escaped(card)),
          officer.post("/workers/new/card", {{"qr", card}}), officer.post("/workers/new", {{"qr", card}})}) {
        CHECK(filled.status == 200);
        CHECK_THAT(filled.body, Contains("value=\"Nguyễn Đức Mẫu\"") && Contains("value=\"999085700001\"") &&
                                    Contains("value=\"30/04/1985\"") && Contains("value=\"01/01/2021\""));
        CHECK_THAT(text_of_html(filled.body), !Contains("không khớp"));
    }
    const std::string other = "999185700001||Nguyễn Đức Mẫu|30041986|Nam|x|01012021";
    CHECK_THAT(text_of_html(officer.post("/workers/new/card", {{"qr", other}}).body),
               Contains("số căn cước thể hiện năm sinh 1985") &&
                   Contains("số căn cước thể hiện giới tính nữ"));
    CHECK(officer.post("/workers/new/card", {{"qr", "không phải thẻ"}}).status == 422);
    CHECK_THAT(text_of_html(officer.get("/workers/new?qr=x").body), Contains("không đọc được mã QR"));
    CHECK(registry::journal_size(database) == size);
}
