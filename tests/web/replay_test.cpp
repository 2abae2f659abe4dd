#include <algorithm>
#include <deque>
#include <set>

#include "casework/scope.h"
#include "casework/words_of.h"
#include "registry/applications.h"
#include "registry/journal.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/web/desk.h"

using namespace radcert;
using namespace radcert::tests;
using namespace radcert::web;

// Everything that one facility's operator asked, asked again by another's.

namespace {

std::vector<std::string> links_of(const std::string& html)
{
    std::vector<std::string> links;
    for (std::size_t at = 0; (at = html.find("href=\"/", at)) != std::string::npos;) {
        at += 6;
        std::string link = html.substr(at, html.find('"', at) - at);
        for (std::size_t amp = 0; (amp = link.find("&amp;", amp)) != std::string::npos;)
            link.replace(amp, 5, "&");
        links.push_back(link.substr(0, link.find('#')));
    }
    return links;
}

bool is_followed(const std::string& link)
{
    return !link.starts_with("/assets/") && !link.starts_with("/language");
}

/// Every address that links lead to from the first page, and what each answered.
std::vector<std::string> asked_by(Browser& browser, std::size_t most)
{
    std::set<std::string> seen{"/"};
    std::deque<std::string> waiting{"/"};
    std::vector<std::string> asked;
    while (!waiting.empty() && asked.size() < most) {
        const std::string address = waiting.front();
        waiting.pop_front();
        asked.push_back(address);
        const Response response = browser.get(address);
        if (response.status != 200 || !header(response, "content-type").starts_with("text/html")) continue;
        for (std::string& link : links_of(response.body)) {
            if (is_followed(link) && seen.insert(link).second) waiting.push_back(std::move(link));
        }
    }
    return asked;
}

/// What only the first facility's records say: names, file numbers, identity numbers, of people whom the
/// other does not see.
std::vector<std::string> canaries_of(WebDesk& desk, const std::string& code, const std::string& other)
{
    auto database = desk.reader();
    const AsOf now{desk.today()};
    const casework::Scope ours{{}, casework::parse_facility(desk.rows_of(code)), {}};
    const casework::Scope theirs{{}, casework::parse_facility(desk.rows_of(other)), {}};
    std::set<std::string> found, known;
    for (std::int64_t worker = 1; worker < 400; ++worker) {
        const auto person = registry::find_worker(database, worker);
        if (!person) continue;
        if (casework::sees_worker(database, theirs, worker, now)) known.insert(person->full_name);
        if (!casework::sees_worker(database, ours, worker, now) ||
            casework::sees_worker(database, theirs, worker, now))
            continue;
        found.insert(person->full_name);
        for (const auto& paper : registry::papers_of(database, worker)) found.insert(paper.number);
        for (const std::string& file : registry::applications_of(database, worker)) found.insert(file);
    }
    for (const std::string& name : known) found.erase(name); // two people of one name
    return {found.begin(), found.end()};
}

} // namespace

TEST_CASE(
    "everything facility A asked, asked with facility B's session, tells nothing of A and changes nothing",
    "[web][rights]")
{
    WebDesk desk;
    const std::string a = "co.so.mot", b = "co.so.hai";
    auto canaries = canaries_of(desk, a, b);
    REQUIRE(canaries.size() >= 20);
    Browser ours = desk.sign_in(a), theirs = desk.sign_in(b);
    std::vector<std::string> asked = asked_by(ours, 600);
    REQUIRE(asked.size() > 20);
    std::size_t told_to_us = 0;
    for (const std::string& canary : canaries) {
        for (const std::string& address : asked) {
            if (ours.get(address).body.find(canary) == std::string::npos) continue;
            ++told_to_us;
            break;
        }
        if (told_to_us >= 5) break;
    }
    CHECK(told_to_us >= 5); // or the test would find nothing because there is nothing to find

    for (std::size_t i = asked.size(); i-- > 0;) {
        for (const char* twin : {".json", ".csv"}) {
            const auto mark = asked[i].find('?');
            asked.push_back(asked[i].substr(0, mark) + twin +
                            (mark == std::string::npos ? "" : asked[i].substr(mark)));
        }
    }
    std::size_t found = 0;
    for (const std::string& address : asked) {
        const Response response = theirs.get(address);
        for (const std::string& canary : canaries) {
            std::string everything = response.body;
            for (const Header& one : response.headers) everything += one.value + '\n';
            if (address.find(canary) != std::string::npos) continue; // its own question, said back
            if (everything.find(canary) == std::string::npos) continue;
            ++found;
            UNSCOPED_INFO(address << " tells " << canary);
        }
    }
    CHECK(found == 0);

    auto database = desk.reader();
    const EventNumber before = registry::journal_size(database);
    for (const std::string& address : asked) {
        if (address.find("F-") == std::string::npos && address.find("W-") == std::string::npos) continue;
        theirs.post(address, {});
    }
    auto after = desk.reader();
    CHECK(registry::journal_size(after) == before);
}
