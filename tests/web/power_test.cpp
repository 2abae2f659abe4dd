#include "casework/accounts.h"
#include "registry/journal.h"
#include "tests/catch.h"
#include "tests/web/program.h"
#include "web/sign_in.h"

using namespace radcert;
using namespace radcert::tests;
using Catch::Contains;

// What keeps one person from acting as two, and what was given out from outliving its owner's wish.

namespace {

const std::string right{demo::sample_password};

web::Response halt_ended_with(Browser& head, const std::string& second, const std::string& password)
{
    head.page("/system/halt");
    return head.post("/system/lift",
                     {{"reason", "đã sửa"}, {"second", second}, {"second_password", password}});
}

std::string key_on(const web::Response& made)
{
    const std::string page = text_of_html(made.body);
    const auto at = page.find("Bearer …");
    REQUIRE(at != std::string::npos);
    const auto begin = page.find_first_not_of(" \n", at + std::string_view{"Bearer …"}.size());
    return page.substr(begin, page.find_first_of(" \n", begin) - begin);
}

} // namespace

TEST_CASE("strangers who guess do not keep the second person away", "[web]")
{
    WebDesk desk;
    Browser minh = desk.sign_in("minh");
    minh.page("/system/halt");
    minh.post("/system/halt", {{"reason", "máy in hỏng"}, {"confirm", "yes"}});
    for (int i = 0; i < 12; ++i) {
        Browser stranger = desk.browser();
        stranger.peer = "203.0.113.7";
        stranger.post("/sign-in", {{"code", "hoa"}, {"password", "khong phai"}});
    }
    CHECK(halt_ended_with(minh, "hoa", right).status == 303);
}

TEST_CASE("whoever guesses the second person's password is told to wait, and for how long", "[web]")
{
    WebDesk desk;
    Browser minh = desk.sign_in("minh");
    minh.page("/system/halt");
    minh.post("/system/halt", {{"reason", "máy in hỏng"}, {"confirm", "yes"}});
    for (int i = 0; i < 5; ++i) CHECK_THAT(halt_ended_with(minh, "hoa", "sai").body, Contains("không đúng"));
    halt_ended_with(minh, "hoa", "sai");
    const web::Response told = halt_ended_with(minh, "hoa", right);
    CHECK(told.status == 422);
    CHECK_THAT(told.body, Contains("đã thử sai nhiều lần"));
    desk.wait(std::chrono::minutes{1});
    CHECK(halt_ended_with(minh, "hoa", right).status == 303);
}

TEST_CASE("an account of a facility tries no passwords of the office", "[web]")
{
    WebDesk desk;
    Browser mine = desk.sign_in("co.so.mot");
    const std::string fresh = "mot cau that dai de nho";
    for (const std::string& password : {right, std::string{"sai"}}) {
        mine.page("/account");
        const web::Response told = mine.post("/account/password", {{"password", right},
                                                                   {"new_password", fresh},
                                                                   {"again", fresh},
                                                                   {"second", "minh"},
                                                                   {"second_password", password}});
        CHECK(told.status == 422);
        CHECK_THAT(text_of_html(told.body), Contains("việc này không cần người thứ hai"));
    }
}

TEST_CASE("an administrator alone does not become the head with an account for nobody", "[web]")
{
    WebDesk desk;
    Browser lan = desk.sign_in("lan");
    desk.record("lan", "minh", [](registry::WriteScope& write) {
        casework::open_account(write, "gia.mao", "Không Có Ai (thử nghiệm)", {"reception"}, {});
    });
    desk.record("gia.mao", "",
                [](registry::WriteScope& write) { casework::set_password(write, "gia.mao", right); });
    lan.page("/accounts/lan");
    const FormFields wished{
        {"duties", "administrator"}, {"duties", "head"}, {"second", "gia.mao"}, {"second_password", right}};
    const web::Response refused = lan.post("/accounts/lan/duties", wished);
    CHECK(refused.status == 403);
    CHECK_THAT(text_of_html(refused.body), Contains("không có quyền quản trị hay phê duyệt"));
}

TEST_CASE("a program's key is made with the password, acts through the interface only, and ends with it",
          "[web][api]")
{
    WebDesk desk;
    Browser nam = desk.sign_in("nam");
    nam.page("/account");
    CHECK(nam.post("/account/tokens", {{"label", "thử"}, {"password", "sai"}}).status == 422);
    const web::Response made = nam.post("/account/tokens", {{"label", "thử"}, {"password", right}});
    REQUIRE(made.status == 200);
    const Program::Headers key{{"authorization", "bearer " + key_on(made)}}; // in small letters, too
    Program program{desk, ""};
    CHECK(program.get("/api/v1/workers?most=1", key).status == 200);
    CHECK(program.post("/account/tokens", "", key).status == 401);

    nam.page("/account");
    const std::string fresh = "mot cau that dai de nho";
    REQUIRE(nam.post("/account/password", {{"password", right}, {"new_password", fresh}, {"again", fresh}})
                .status == 303);
    CHECK(program.get("/api/v1/workers?most=1", key).status == 401);
}

TEST_CASE("a link that was not used ends when the account is closed", "[web]")
{
    WebDesk desk;
    Browser lan = desk.sign_in("lan");
    lan.page("/accounts/hoa");
    const FormFields second{{"second", "minh"}, {"second_password", right}};
    const std::string page = text_of_html(lan.post("/accounts/hoa/invite", second).body);
    const auto at = page.find("/welcome?token=");
    REQUIRE(at != std::string::npos);
    const std::string link = page.substr(at, page.find_first_of(" \n", at) - at);
    CHECK(desk.browser().get(link).status == 200);
    lan.page("/accounts/hoa");
    REQUIRE(lan.post("/accounts/hoa/close", {{"confirm", "yes"}}).status == 303);
    lan.page("/accounts/hoa");
    REQUIRE(lan.post("/accounts/hoa/reopen", {{"second", "minh"}, {"second_password", right}}).status == 303);
    CHECK(desk.browser().get(link).status == 404);
}

TEST_CASE("a page that comes back with trouble is a look at the person's file like any other", "[web]")
{
    WebDesk desk;
    const std::string file = desk.contents().application;
    Browser hoa = desk.sign_in("hoa");
    hoa.page("/applications/" + file);
    const EventNumber before = journal_size(desk);
    const web::Response trouble = hoa.post("/applications/" + file + "/papers", {{"kind", "zzz"}});
    REQUIRE(trouble.status >= 400);
    CHECK_THAT(trouble.body, Contains(file));
    CHECK(journal_size(desk) == before + 1);
}
