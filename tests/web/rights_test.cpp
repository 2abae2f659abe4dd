#include "web/rights.h"

#include <algorithm>
#include <map>
#include <set>

#include "casework/words_of.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/equipment.h"
#include "registry/journal.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/web/desk.h"
#include "web/address.h"
#include "web/routes.h"
#include "web/visit.h"

using namespace radcert;
using namespace radcert::tests;
using namespace radcert::web;

// The matrix of rights: role x route x ownership, made from the route table. What it expects is worked out
// from the table's words alone; what it gets is what the program answers.

namespace {

constexpr std::array<std::string_view, duty_count> every_duty{
    "reception", "case_officer", "head", "facility_operator", "auditor", "administrator", "worker"};

/// A record of each kind: one that an account of a facility or a person sees, and one that it does not.
struct Records {
    std::map<Names, std::string> own, foreign;
};

std::string number_of_certificate(registry::Database& database, std::int64_t worker)
{
    const auto all = registry::certificates_of(database, worker);
    return all.empty() ? "" : all.front().certificate;
}

/// The first worker, file, certificate and unit of whom a test says so.
template <class Sees>
std::map<Names, std::string> first_records(registry::Database& database, Sees sees, std::int64_t facility)
{
    std::map<Names, std::string> found;
    found[Names::facility] = casework::facility_name(facility);
    for (const auto& unit : registry::equipment_of(database, facility, std::nullopt)) {
        found[Names::equipment] = casework::equipment_name(unit.equipment);
        break;
    }
    for (std::int64_t worker = 1; found.size() < 5 && worker < 400; ++worker) {
        if (!registry::find_worker(database, worker) || !sees(worker)) continue;
        found.emplace(Names::worker, casework::worker_name(worker));
        const std::string certificate = number_of_certificate(database, worker);
        if (!certificate.empty()) found.emplace(Names::certificate, certificate);
        for (const std::string& file : registry::applications_of(database, worker))
            found.emplace(Names::application, file);
    }
    return found;
}

/// Of the two sample facilities each is foreign to the other.
Records records_of_facility(WebDesk& desk, const std::string& code, const std::string& other)
{
    registry::Database database = desk.reader();
    const AsOf now{desk.today()};
    Records records;
    const auto facility = [&](const std::string& of) { return casework::parse_facility(desk.rows_of(of)); };
    const auto sees = [&](const std::string& of) {
        return [&database, now, scope = casework::Scope{{}, facility(of), {}}](std::int64_t worker) {
            return casework::sees_worker(database, scope, worker, now);
        };
    };
    const auto mine = sees(code), theirs = sees(other);
    records.own = first_records(database, mine, facility(code));
    records.foreign = first_records(
        database, [&](std::int64_t worker) { return theirs(worker) && !mine(worker); }, facility(other));
    return records;
}

Records records_of_worker(WebDesk& desk, const std::string& code)
{
    registry::Database database = desk.reader();
    const std::int64_t person = casework::parse_worker(desk.rows_of(code));
    Records records;
    for (const auto& post : registry::posts_of(database, person)) {
        if (!post.to_day) records.own[Names::facility] = casework::facility_name(post.facility);
    }
    records.own[Names::worker] = casework::worker_name(person);
    if (const std::string number = number_of_certificate(database, person); !number.empty())
        records.own[Names::certificate] = number;
    for (const std::string& file : registry::applications_of(database, person))
        records.own[Names::application] = file;
    records.foreign = records_of_facility(desk, "co.so.hai", "co.so.mot").own;
    std::erase_if(records.foreign, [&](const auto& pair) {
        const auto own = records.own.find(pair.first);
        return own != records.own.end() && own->second == pair.second;
    });
    return records;
}

/// The path with a record in the part that the route names, and something in every other part.
std::string filled_route(const Route& route, const std::string& record)
{
    std::string out;
    for (std::size_t at = 0; at < route.path.size();) {
        if (route.path[at] != '{') {
            out += route.path[at++];
            continue;
        }
        const std::size_t end = route.path.find('}', at);
        const std::string part = route.path.substr(at + 1, end - at - 1);
        const bool named = route.rule.names != Names::nothing && part == path_part(route.rule.names);
        out += named ? escaped(record) : "1";
        at = end + 1;
    }
    return out;
}

enum class Expected : std::uint8_t { signed_out, not_allowed, not_seen, let_in };

Expected expected(const Rule& rule, std::optional<Duty> duty, bool seen)
{
    if (rule.access.who == Access::Who::anybody) return Expected::let_in;
    if (!duty) return Expected::signed_out;
    if (rule.access.who == Access::Who::these && !rule.access.duties.has(*duty)) return Expected::not_allowed;
    return seen ? Expected::let_in : Expected::not_seen;
}

/// What came of it. An act is sent without the form's token: it goes no further than the rights.
Expected got(const Response& response)
{
    const std::string text = response.body;
    if (response.status == 401 || (response.status == 303 && location(response).starts_with("/sign-in")))
        return Expected::signed_out;
    if (response.status == 403 && text.find("không có quyền làm việc này") != std::string::npos)
        return Expected::not_allowed;
    if (response.status == 404 && text.find("không thuộc phạm vi của bạn") != std::string::npos)
        return Expected::not_seen;
    return Expected::let_in;
}

class Matrix {
public:
    explicit Matrix(WebDesk& desk) : desk_{desk} {}

    void check(std::optional<Duty> duty, const std::string& code, const Records& records)
    {
        Browser browser = duty ? desk_.sign_in(code) : desk_.browser();
        for (const Route& route : all_routes().routes()) {
            if (route.path == "/sign-out" || route.path == "/account/sign-out-everywhere") continue;
            check_cell(browser, route, duty, records.own, true);
            if (route.rule.names != Names::nothing) check_cell(browser, route, duty, records.foreign, false);
        }
    }

    std::size_t cells() const { return cells_; }

private:
    void check_cell(Browser& browser, const Route& route, std::optional<Duty> duty,
                    const std::map<Names, std::string>& records, bool own)
    {
        std::string record;
        if (route.rule.names != Names::nothing) {
            const auto found = records.find(route.rule.names);
            if (found == records.end()) return; // this account has none of that kind
            record = found->second;
        }
        const std::string address = filled_route(route, record);
        std::vector<Header> headers;
        if (!is_safe(route.method))
            headers = {
                {"content-type", route.rule.json ? "application/json" : "application/x-www-form-urlencoded"}};
        const Response response = browser.send(route.method, address, "", headers);
        INFO(word(route.method) << ' ' << address << " as " << (duty ? word(*duty) : "nobody")
                                << (own ? ", own" : ", foreign") << " -> " << response.status);
        const bool limited = duty && (*duty == Duty::facility_operator || *duty == Duty::worker);
        CHECK(got(response) == expected(route.rule, duty, own || !limited));
        ++cells_;
    }

    WebDesk& desk_;
    std::size_t cells_{0};
};

} // namespace

TEST_CASE("every route lets in whom its row of the table names, and nobody else", "[web][rights]")
{
    WebDesk desk;
    const Records ours = records_of_facility(desk, "co.so.mot", "co.so.hai");
    REQUIRE(ours.own.size() == 5);
    REQUIRE(ours.foreign.size() == 5);
    Matrix matrix{desk};
    matrix.check(std::nullopt, "", ours);
    for (const auto word : every_duty) {
        const std::string code = desk.code_of(word);
        const Records records = word == "worker" ? records_of_worker(desk, code) : ours;
        matrix.check(duty_from(word), code, records);
    }
    WARN(matrix.cells() << " cells of role x route x ownership");
    CHECK(matrix.cells() > 400);
}

TEST_CASE("an act that rights refuse leaves no event", "[web][rights]")
{
    WebDesk desk;
    Browser browser = desk.sign_in("thanh.tra"); // reads everything, changes nothing
    const EventNumber before = [&] {
        auto reader = desk.reader();
        return registry::journal_size(reader);
    }();
    for (const Route& route : all_routes().routes()) {
        if (route.method != Method::post || route.rule.access.who != Access::Who::these) continue;
        if (route.rule.access.duties.has(Duty::auditor)) continue;
        const std::string address = filled_route(route, "1");
        const Response response = browser.post(address, {});
        INFO(address << " -> " << response.status);
        CHECK(response.status == 403);
    }
    auto reader = desk.reader();
    CHECK(registry::journal_size(reader) == before);
}
