#include <fstream>
#include <iterator>
#include <set>

#include "casework/accounts.h"
#include "tests/catch.h"
#include "tests/web/desk.h"
#include "web/sign_in.h"

using namespace radcert;
using namespace radcert::tests;
using namespace radcert::web;
using namespace std::chrono_literals;

// The checks of a session that the note on reliability asks for (section 2, "steal or fix a session").

namespace {

std::string token_of(const Browser& browser)
{
    const auto found = browser.cookies.find(std::string{session_cookie});
    return found == browser.cookies.end() ? "" : found->second;
}

bool is_signed_in(Browser& browser)
{
    return browser.get("/account").status == 200;
}

std::string bytes_of_file(const fs::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

Response wrong_guess(Browser& browser, const std::string& code)
{
    return browser.post("/sign-in", {{"code", code}, {"password", "khong phai mat khau"}});
}

} // namespace

TEST_CASE("the session's cookie is of this host alone, for no script, and sent to no other site's forms",
          "[web]")
{
    WebDesk desk;
    Browser browser = desk.browser();
    const Response response =
        browser.post("/sign-in", {{"code", "nam"}, {"password", std::string{demo::sample_password}}});
    REQUIRE(response.status == 303);
    bool seen = false;
    for (const Header& header : response.headers) {
        if (header.name != "set-cookie") continue;
        INFO(header.value);
        CHECK(header.value.starts_with("__Host-"));
        for (const char* part : {"; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax"})
            CHECK(header.value.find(part) != std::string::npos);
        CHECK(header.value.find("Domain") == std::string::npos);
        seen = seen || header.value.starts_with(session_cookie);
    }
    CHECK(seen);
}

TEST_CASE("tokens are random, and only their digests are kept", "[web]")
{
    WebDesk desk;
    std::set<std::string> tokens;
    std::string first_letters;
    for (int i = 0; i < 20'000; ++i)
        CHECK(tokens.insert(desk.office().store().start_session("u-0123456789abcdef", "fingerprint")).second);
    for (auto token = tokens.begin(), next = std::next(token); next != tokens.end(); token = next++) {
        CHECK(token->size() == 43);                       // 256 bits
        CHECK(token->substr(0, 7) != next->substr(0, 7)); // no shared prefix of 42 bits
    }
    Browser browser = desk.sign_in("nam");
    const std::string token = token_of(browser);
    for (const auto& entry : fs::directory_iterator{desk.folder()}) {
        INFO(entry.path().string());
        if (entry.is_regular_file()) CHECK(bytes_of_file(entry.path()).find(token) == std::string::npos);
    }
}

TEST_CASE("a token that somebody brings is never taken over, and every sign-in gets a new one", "[web]")
{
    WebDesk desk;
    Browser browser = desk.browser();
    const std::string fixed(43, 'A');
    browser.cookies[std::string{session_cookie}] = fixed;
    CHECK_FALSE(is_signed_in(browser));
    browser.post("/sign-in", {{"code", "nam"}, {"password", std::string{demo::sample_password}}});
    const std::string first = token_of(browser);
    CHECK(first != fixed);
    browser.get("/account"); // whose forms carry the token
    browser.post("/sign-in", {{"code", "nam"}, {"password", std::string{demo::sample_password}}});
    CHECK(token_of(browser) != first);
    Browser thief = desk.browser();
    thief.cookies[std::string{session_cookie}] = first;
    CHECK_FALSE(is_signed_in(thief)); // the old one ended with the new sign-in
}

TEST_CASE("a session ends when its owner signs out, here or everywhere", "[web]")
{
    WebDesk desk;
    Browser here = desk.sign_in("nam"), there = desk.sign_in("nam");
    const std::string token = token_of(here);
    here.get("/account");
    CHECK(here.post("/sign-out").status == 303);
    here.cookies[std::string{session_cookie}] = token;
    CHECK_FALSE(is_signed_in(here));
    REQUIRE(is_signed_in(there));
    Browser third = desk.sign_in("nam");
    third.get("/account");
    CHECK(third.post("/account/sign-out-everywhere").status == 303);
    CHECK_FALSE(is_signed_in(there));
}

TEST_CASE("a session lasts 15 minutes without a request, and 8 hours in all", "[web]")
{
    WebDesk desk;
    Browser browser = desk.sign_in("nam");
    desk.wait(14min);
    CHECK(is_signed_in(browser));
    desk.wait(14min);
    CHECK(is_signed_in(browser)); // the request before counted
    desk.wait(15min + 31s);       // a touch is noted every 30 seconds
    CHECK_FALSE(is_signed_in(browser));

    Browser busy = desk.sign_in("nam");
    for (int i = 0; i < 47; ++i) {
        desk.wait(10min);
        REQUIRE(is_signed_in(busy));
    }
    desk.wait(11min);
    CHECK_FALSE(is_signed_in(busy));
}

TEST_CASE("every session of an account ends when its password, its duties or the account itself changes",
          "[web]")
{
    WebDesk desk;
    Browser nam = desk.sign_in("nam");
    REQUIRE(is_signed_in(nam));
    desk.record("lan", "", [](registry::WriteScope& write) {
        casework::change_duties(write, "nam", {"case_officer", "reception"}, {});
    });
    CHECK_FALSE(is_signed_in(nam));

    Browser hoa = desk.sign_in("hoa"), other = desk.sign_in("hoa");
    hoa.get("/account");
    const std::string before = token_of(hoa);
    const Response changed = hoa.post("/account/password", {{"password", std::string{demo::sample_password}},
                                                            {"new_password", "mot cau that dai de nho"},
                                                            {"again", "mot cau that dai de nho"}});
    REQUIRE(changed.status == 303);
    CHECK(is_signed_in(hoa)); // with a new token
    CHECK(token_of(hoa) != before);
    CHECK_FALSE(is_signed_in(other));

    Browser again = desk.sign_in("nam");
    desk.record("lan", "", [](registry::WriteScope& write) { casework::close_account(write, "nam"); });
    CHECK_FALSE(is_signed_in(again));
    Browser closed = desk.browser();
    CHECK(
        closed.post("/sign-in", {{"code", "nam"}, {"password", std::string{demo::sample_password}}}).status ==
        403);
}

TEST_CASE("a cookie that is sent twice signs nobody in", "[web]")
{
    WebDesk desk;
    Browser browser = desk.sign_in("nam");
    const std::string token = token_of(browser);
    Browser other = desk.browser();
    const std::string twice =
        std::string{session_cookie} + "=" + token + "; " + std::string{session_cookie} + "=x";
    CHECK(other.send(Method::get, "/account", "", {{"cookie", twice}}).status == 303);
    const std::string once = std::string{session_cookie} + "=" + token;
    CHECK(other.send(Method::get, "/account", "", {{"cookie", once}}).status == 200);
}

TEST_CASE(
    "of a thousand guesses at one account twenty are looked at, and its owner signs in from a known browser",
    "[web]")
{
    WebDesk desk;
    Browser owner = desk.sign_in("nam");
    int looked_at = 0;
    for (int i = 0; i < 1'000; ++i) {
        Browser guesser = desk.browser();
        guesser.peer = "203.0.113." + std::to_string(i % 250);
        const Response response = wrong_guess(guesser, "nam");
        if (response.status == 403)
            ++looked_at;
        else
            CHECK(response.status == 429);
        desk.wait(1s);
    }
    INFO(looked_at);
    CHECK(looked_at <= 20);
    CHECK(looked_at >= 5);
    const Response response =
        owner.post("/sign-in", {{"code", "nam"}, {"password", std::string{demo::sample_password}}});
    CHECK(response.status == 303);
    Browser stranger = desk.browser();
    const Response refused = wrong_guess(stranger, "nam");
    CHECK(refused.status == 429);
    CHECK(std::stoi(header(refused, "retry-after")) > 0);
}

TEST_CASE("an answer does not tell whether a name is somebody's", "[web]")
{
    WebDesk desk;
    Browser one = desk.browser(), other = desk.browser();
    const Response known = wrong_guess(one, "nam"), unknown = wrong_guess(other, "khong-co-ai");
    CHECK(known.status == unknown.status);
    CHECK(text_of_html(known.body) == text_of_html(unknown.body));
}

TEST_CASE("a one-time link opens the account once", "[web]")
{
    WebDesk desk;
    auto reader = desk.reader();
    const auto nam = registry::find_officer(reader, "nam");
    const std::string token = desk.office().store().make_invitation(nam->officer, 7 * 24h);
    const std::string address = "/welcome?token=" + token;
    Browser browser = desk.browser();
    CHECK(browser.get(address).status == 200);
    const FormFields fields{{"new_password", "con voi o ban don uong nuoc"},
                            {"again", "con voi o ban don uong nuoc"}};
    CHECK(browser.post(address, {{"new_password", "12345678"}, {"again", "12345678"}}).status == 422);
    CHECK(browser.post(address, {{"new_password", "con voi o ban don"}, {"again", "con voi"}}).status == 422);
    CHECK(browser.post(address, fields).status == 303);
    CHECK(is_signed_in(browser));
    Browser second = desk.browser();
    CHECK(second.get(address).status == 404);
    CHECK(second.post(address, fields).status == 404);
}
