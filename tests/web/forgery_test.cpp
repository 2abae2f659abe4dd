#include <set>

#include <algorithm>
#include <regex>

#include "registry/journal.h"
#include "tests/catch.h"
#include "tests/web/desk.h"
#include "web/routes.h"
#include "web/visit.h"

using namespace radcert;
using namespace radcert::tests;
using namespace radcert::web;

// What other sites could make a browser send, and what a form could be made to say.

namespace {

EventNumber events(WebDesk& desk)
{
    auto reader = desk.reader();
    return registry::journal_size(reader);
}

std::string csrf_of(Browser& browser)
{
    const std::string html = browser.page("/account");
    const std::string mark = "name=\"csrf\" value=\"";
    const auto at = html.find(mark) + mark.size();
    return html.substr(at, html.find('"', at) - at);
}

std::string filled(const Route& route)
{
    return std::regex_replace(route.path, std::regex{"\\{[^}]*\\}"}, "1");
}

bool may_ask(const Route& route, Duty duty)
{
    return route.rule.access.who == Access::Who::signed_in ||
           (route.rule.access.who == Access::Who::these && route.rule.access.duties.has(duty));
}

/// Acts that forms do and that do not name a record: those are refused before the form is looked at, unless
/// the record is seen, which the matrix of rights shows.
std::vector<const Route*> acts_of(Duty duty)
{
    std::vector<const Route*> acts;
    for (const Route& route : all_routes().routes()) {
        if (route.method == Method::post && !route.rule.json && may_ask(route, duty) &&
            route.path != "/sign-out")
            acts.push_back(&route);
    }
    return acts;
}

const std::vector<Header> form_type{{"content-type", "application/x-www-form-urlencoded"}};

std::vector<Header> form_from(const std::string& site, const std::string& origin)
{
    std::vector<Header> headers = form_type;
    if (!site.empty()) headers.push_back({"sec-fetch-site", site});
    if (!origin.empty()) headers.push_back({"origin", origin});
    return headers;
}

} // namespace

TEST_CASE("no act is done by a request that does not come from a form of that session", "[web][csrf]")
{
    WebDesk desk;
    Browser somebody_else = desk.sign_in("lan");
    const std::string other_token = csrf_of(somebody_else);
    for (const Duty duty : {Duty::reception, Duty::case_officer, Duty::head, Duty::facility_operator,
                            Duty::auditor, Duty::administrator, Duty::worker}) {
        Browser browser = desk.sign_in(desk.code_of(word(duty)));
        const std::string token = csrf_of(browser);
        const EventNumber before = events(desk);
        for (const Route* route : acts_of(duty)) {
            struct Row {
                const char* why;
                std::string body;
                std::vector<Header> headers;
            };
            const Row rows[]{
                {"no token", "", form_from("same-origin", "")},
                {"another session's token", "csrf=" + other_token, form_from("same-origin", "")},
                {"another site", "csrf=" + token, form_from("cross-site", "https://other.example")},
                {"another site, an old browser", "csrf=" + token, form_from("", "https://other.example")},
                {"another port of this host", "csrf=" + token,
                 form_from("same-site", "https://desk.example:1")},
                {"a browser that says nothing", "csrf=" + token, form_type},
                {"no form",
                 "csrf=" + token,
                 {{"content-type", "text/plain"}, {"sec-fetch-site", "same-origin"}}},
            };
            for (const Row& row : rows) {
                const Response response = browser.send(Method::post, filled(*route), row.body, row.headers);
                INFO(route->path << ": " << row.why << " -> " << response.status);
                CHECK((response.status == 403 || response.status == 400 || response.status == 404));
            }
        }
        CHECK(events(desk) == before);
    }
}

TEST_CASE("asking with GET for what only a form does changes nothing", "[web][csrf]")
{
    WebDesk desk;
    Browser browser = desk.sign_in("minh");
    const EventNumber before = events(desk);
    for (const Route* route : acts_of(Duty::head)) {
        const bool page_too = std::ranges::any_of(all_routes().routes(), [&](const Route& other) {
            return other.method == Method::get && other.path == route->path;
        });
        if (page_too) continue; // a look, which may be recorded as one
        const Response response = browser.send(Method::get, filled(*route));
        INFO(route->path << " -> " << response.status);
        CHECK((response.status == 405 || response.status == 404));
    }
    CHECK(events(desk) == before);
}

TEST_CASE("a form takes the fields that its route lists, and no stored column besides", "[web][mass]")
{
    WebDesk desk;
    std::vector<std::string> columns;
    {
        auto reader = desk.reader();
        std::set<std::string> names;
        for (const std::string& table : reader.engine().tables())
            for (const registry::TableColumn& column : reader.engine().columns(table))
                names.insert(column.name);
        columns.assign(names.begin(), names.end());
    }
    REQUIRE(columns.size() > 100);
    std::size_t tried = 0;
    for (const Duty duty :
         {Duty::reception, Duty::case_officer, Duty::head, Duty::facility_operator, Duty::administrator}) {
        Browser browser = desk.sign_in(desk.code_of(word(duty)));
        const std::string token = csrf_of(browser);
        const EventNumber before = events(desk);
        for (const Route* route : acts_of(duty)) {
            for (const std::string& column : columns) {
                const auto& listed = route->rule.fields;
                if (column == "second" || std::ranges::find(listed, column) != listed.end()) continue;
                const Response response =
                    browser.send(Method::post, filled(*route), "csrf=" + token + "&" + column + "=1",
                                 form_from("same-origin", ""));
                ++tried;
                if (response.status == 400 || response.status == 404) continue;
                INFO(route->path << ' ' << column << " -> " << response.status);
                CHECK((response.status == 400 || response.status == 404));
            }
        }
        CHECK(events(desk) == before);
    }
    WARN(tried << " forms with a column that is not theirs");
}

TEST_CASE("every answer bears the headers that keep other sites out", "[web]")
{
    WebDesk desk;
    Browser browser = desk.sign_in("nam");
    const std::string html = browser.page("/");
    const auto at = html.find("/assets/");
    const std::string asset = html.substr(at, html.find('"', at) - at);
    for (const std::string& address :
         {std::string{"/"}, std::string{"/sign-in"}, std::string{"/no-such-page"},
          std::string{"/workers.json"}, asset, std::string{"/healthz"}, std::string{"/%zz"},
          std::string{"/api/v1/nothing"}}) {
        const Response response = browser.send(Method::get, address);
        INFO(address << " -> " << response.status);
        const std::string policy = header(response, "content-security-policy");
        CHECK(policy.find("default-src 'none'") != std::string::npos);
        CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
        CHECK(policy.find("unsafe") == std::string::npos);
        CHECK(header(response, "x-content-type-options") == "nosniff");
        CHECK(header(response, "referrer-policy") == "no-referrer");
        CHECK(header(response, "strict-transport-security").find("max-age=") == 0);
        CHECK(header(response, "cache-control") ==
              (address == asset ? "public, max-age=31536000, immutable" : "no-store"));
    }
    browser.secure = false;
    CHECK(header(browser.send(Method::get, "/sign-in"), "strict-transport-security").empty());
}
