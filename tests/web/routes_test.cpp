#include "web/routes.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "tests/catch.h"
#include "web/visit.h"

using namespace radcert::web;

namespace {

Reply nothing(Visit&)
{
    return Raw{};
}

} // namespace

TEST_CASE("a word of the path goes before a part, and a part takes one segment", "[web]")
{
    Routes routes;
    routes.page("/workers/{worker}", {}, nothing);
    routes.page("/workers/new", {}, nothing);
    routes.act("/workers/{worker}/posts", {}, nothing);
    CHECK(routes.find(Method::get, {"workers", "new"})->route->path == "/workers/new");
    const auto match = routes.find(Method::get, {"workers", "W-17"});
    REQUIRE(match);
    CHECK(match->parts == std::vector<std::pair<std::string, std::string>>{{"worker", "W-17"}});
    CHECK_FALSE(routes.find(Method::get, {"workers"}));
    CHECK_FALSE(routes.find(Method::get, {"workers", "W-17", "posts"}));
    CHECK(routes.find(Method::head, {"workers", "new"}));
    CHECK(routes.methods({"workers", "W-17", "posts"}) == std::vector{Method::post});
}

TEST_CASE("every route says who may ask it, in both languages what it is, and whose record it names", "[web]")
{
    std::set<std::pair<Method, std::string>> seen;
    for (const Route& route : all_routes().routes()) {
        INFO(word(route.method) << ' ' << route.path);
        CHECK(route.rule.access.who != Access::Who::nobody);
        CHECK((route.rule.access.who != Access::Who::these || !route.rule.access.duties.none()));
        CHECK_FALSE(route.rule.summary.vi.empty());
        CHECK_FALSE(route.rule.summary.en.empty());
        CHECK(seen.emplace(route.method, route.path).second);
        // A part of the path that is a record of the register is checked against the account's rows.
        for (const Names names :
             {Names::worker, Names::facility, Names::equipment, Names::application, Names::certificate}) {
            const bool stands =
                route.path.find('{' + std::string{path_part(names)} + '}') != std::string::npos;
            if (stands)
                CHECK((route.rule.names != Names::nothing || route.rule.access.who == Access::Who::anybody));
        }
        if (route.rule.names != Names::nothing)
            CHECK(route.path.find('{' + std::string{path_part(route.rule.names)} + '}') != std::string::npos);
        if (route.rule.personal) CHECK(route.rule.names != Names::nothing);
    }
}

TEST_CASE("an act whose form failed has a page to show it on", "[web]")
{
    for (const Route& route : all_routes().routes()) {
        if (route.method != Method::post || route.rule.json) continue;
        const std::string& path = route.rule.form_on.empty() ? route.path : route.rule.form_on;
        INFO(route.path << " is shown on " << path);
        CHECK(std::ranges::any_of(all_routes().routes(), [&](const Route& page) {
            return page.method == Method::get && page.path == path;
        }));
    }
}

TEST_CASE("the test in a browser knows every address that is looked at", "[web]")
{
    std::set<std::string> wanted, listed;
    for (const Route& route : all_routes().routes())
        if (route.method == Method::get && !route.rule.json) wanted.insert(route.path);
    std::ifstream list{"tests/browser/addresses.txt"};
    for (std::string line; std::getline(list, line);) listed.insert(line);
    std::string missing, superfluous;
    for (const std::string& path : wanted)
        if (!listed.contains(path)) missing += path + '\n';
    for (const std::string& path : listed)
        if (!wanted.contains(path)) superfluous += path + '\n';
    CHECK(missing == "");
    CHECK(superfluous == "");
}
