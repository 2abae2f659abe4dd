#include "registry/applications.h"
#include "tests/catch.h"
#include "tests/web/program.h"

using namespace radcert;
using namespace radcert::tests;
using Catch::Contains;

// Reports as an officer reads them.

namespace {

std::string text_of(WebDesk& desk, const std::string& address)
{
    return text_of_html(desk.sign_in("nam").page(address));
}

} // namespace

TEST_CASE("a reminder names the person and says how near it is; programs get its id", "[web][reports]")
{
    WebDesk desk;
    const std::string page = text_of(desk, "/reports/reminders");
    CHECK_THAT(page, Contains("tháng") && Contains(" (W-"));
    CHECK_THAT(page, !Contains("undated") && !Contains("--outbox"));
    CHECK_THAT(desk.sign_in("nam").get("/reports/reminders.csv").body, Contains("training-W-"));
}

TEST_CASE("papers that can still be renewed in time stand before those that have lapsed", "[web][reports]")
{
    WebDesk desk;
    const std::string asked = "?training_months=24&health_months=6";
    CHECK_THAT(text_of(desk, "/reports/lapsing" + asked), Contains("Giấy tờ sắp hết hạn và đã hết hạn"));
    const json rows = parsed(desk.sign_in("nam").page("/reports/lapsing.json" + asked));
    const auto lapsed = [](const json& row) { return row.at("lapsed") == true; };
    REQUIRE(std::ranges::any_of(rows, lapsed));
    REQUIRE_FALSE(std::ranges::all_of(rows, lapsed));
    CHECK(std::ranges::is_partitioned(rows, std::not_fn(lapsed)));
}

TEST_CASE(
    "who lacks somebody stands apart from where nobody can tell, and the page says first what that means",
    "[web][reports]")
{
    WebDesk desk;
    const std::string page = text_of(desk, "/reports/coverage");
    const auto note = page.find("Không có quy định không có nghĩa"),
               unclear = page.find("Chưa xác định được");
    REQUIRE(note != std::string::npos);
    REQUIRE(unclear != std::string::npos);
    CHECK(note < unclear);
    CHECK(page.find("Cơ sở thiếu hoặc sắp thiếu người") < unclear);
}

TEST_CASE("a change of law is compared with the day before it until somebody names two days",
          "[web][reports]")
{
    WebDesk desk;
    CHECK_THAT(text_of(desk, "/rules/gap-map/changes"), Contains("Thay đổi sau ngày 30/06/2026"));
}

TEST_CASE("the menu marks the facilities where the history of equipment is looked at", "[web][reports]")
{
    WebDesk desk;
    const std::string page = desk.sign_in("nam").page("/equipment/E-1/history");
    CHECK_THAT(page, Contains("href=\"/facilities\" aria-current=\"page\""));
}

TEST_CASE("nobody is asked to end a key who has none", "[web][reports]")
{
    WebDesk desk;
    CHECK_THAT(text_of(desk, "/account"), !Contains("Hủy khóa"));
}

TEST_CASE("a file that is eligible is not offered a plan until it is", "[web][reports]")
{
    WebDesk desk;
    Browser nam = desk.sign_in("nam");
    auto reader = desk.reader();
    std::size_t eligible = 0, others = 0, offers = 0;
    for (const auto& file : registry::list_applications(reader, {}, newest_event, 400)) {
        const auto screened = registry::screenings_of(reader, file.application);
        if (screened.empty()) continue;
        const bool is_eligible = screened.back().record.verdict == "eligible";
        if ((is_eligible ? eligible : others)++ >= 2) continue;
        CAPTURE(file.application);
        const bool offered =
            nam.page("/applications/" + file.application).find("plan=yes") != std::string::npos;
        if (is_eligible) CHECK_FALSE(offered);
        offers += offered;
    }
    CHECK(eligible > 0);
    CHECK(others > 0);
    CHECK(offers > 0);
}
