#include "tests/catch.h"
#include "tests/web/desk.h"

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
    const std::string page = text_of(desk, "/reports/lapsing?training_months=30");
    CHECK_THAT(page,
               Contains("Giấy tờ sắp hết hạn và đã hết hạn") && Contains("Đào tạo đã qua ít nhất (tháng)"));
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

TEST_CASE("the menu marks the facilities where equipment is looked at", "[web][reports]")
{
    WebDesk desk;
    const std::string page = desk.sign_in("nam").page("/equipment/E-1/history");
    CHECK_THAT(page, Contains("aria-current"));
}

TEST_CASE("nobody is asked to end a key who has none", "[web][reports]")
{
    WebDesk desk;
    CHECK_THAT(text_of(desk, "/account"), !Contains("Hủy khóa"));
}
