#include <set>

#include "casework/scope.h"
#include "casework/words_of.h"
#include "registry/journal.h"
#include "registry/row_pages.h"
#include "tests/catch.h"
#include "tests/rules/sample_rulebook.h"
#include "tests/web/program.h"
#include "text/json_writer.h"
#include "web/address.h"

using namespace radcert;
using namespace radcert::tests;
using Catch::Contains;

namespace {

/// The JSON Pointer that a problem names; empty: none.
std::string pointer_of(const json& problem)
{
    return problem.contains("errors") ? problem["errors"][0].at("pointer").get<std::string>() : "";
}

std::vector<std::string> ids(const std::vector<json>& records, const std::string& key)
{
    std::vector<std::string> all;
    for (const json& record : records) all.push_back(record.at(key));
    return all;
}

} // namespace

TEST_CASE("a list is read page by page, each record once and in order", "[web][api]")
{
    WebDesk desk;
    Program lan{desk, "lan"}, nam{desk, "nam"};
    for (const auto& [path, key, id] : {std::tuple{"/api/v1/workers", "workers", "worker"},
                                        std::tuple{"/api/v1/facilities", "facilities", "facility"},
                                        std::tuple{"/api/v1/equipment", "equipment", "equipment"},
                                        std::tuple{"/api/v1/applications", "applications", "application"},
                                        std::tuple{"/api/v1/certificates", "certificates", "certificate"}}) {
        CAPTURE(path);
        const auto whole = ids(nam.all(path, key), id);
        const auto parts = ids(nam.all(std::string{path} + "?most=7", key), id);
        CHECK(whole.size() > 7);
        CHECK(parts == whole);
        CHECK(std::set<std::string>(whole.begin(), whole.end()).size() == whole.size());
        const web::Response first = nam.get(std::string{path} + "?most=7");
        CHECK(header(first, "link") ==
              "<" + parsed(first.body)["links"]["next"].get<std::string>() + ">; rel=\"next\"");
        CHECK(lan.get(path).status == 403); // an administrator reads no files
    }
    CHECK(problem_of(nam.get("/api/v1/workers?most=201"))["status"] == 400);
    CHECK(problem_of(nam.get("/api/v1/workers?most=0"))["status"] == 400);
    CHECK(problem_of(nam.get("/api/v1/workers?nonsense=1"))["status"] == 400);
}

TEST_CASE("lists are asked by name, place, person and day", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"};
    const json worker = nam.read("/api/v1/workers?most=1")["workers"][0];
    const std::string name = worker["full_name"], id = worker["worker"];
    const auto named = nam.all("/api/v1/workers?name=" + name.substr(0, name.find(' ')), "workers");
    CHECK(std::ranges::count(ids(named, "worker"), id) == 1);
    for (const json& file : nam.all("/api/v1/applications?worker=" + id, "applications"))
        CHECK(file["worker"] == id);
    const json facility = nam.read("/api/v1/facilities?most=1")["facilities"][0];
    for (const json& unit : nam.all(facility["links"]["equipment"], "equipment"))
        CHECK(unit["facility"] == facility["facility"]);
    const auto here =
        nam.all("/api/v1/facilities?province=" + facility["province"].get<std::string>(), "facilities");
    CHECK(std::ranges::count(ids(here, "facility"), facility["facility"].get<std::string>()) == 1);
    for (const json& one : nam.all("/api/v1/certificates?status=in_force", "certificates"))
        CHECK(one["status"] == "in_force");
    for (const json& file : nam.all("/api/v1/applications?status=refused", "applications"))
        CHECK(file["outcome"] == "refused");
    for (const json& file : nam.all("/api/v1/applications?filed_from=2026-06-01", "applications"))
        CHECK(file["filed_on"].get<std::string>() >= "2026-06-01");
}

TEST_CASE("pages of a part of the register hold what may be seen, and nothing else", "[web][api][registry]")
{
    WebDesk desk;
    registry::Database database = desk.reader();
    const AsOf now{desk.today()};
    const registry::PageOf everything{{}, {}, now, 100'000};
    const auto workers = registry::worker_page(database, everything, 0);
    const auto facilities = registry::facility_page(database, everything, 0);
    const auto units = registry::equipment_page(database, everything, 0);
    const auto files = registry::application_page(database, everything, "");
    const auto certificates = registry::certificate_page(database, everything, {});
    REQUIRE(workers.size() >= 60);
    REQUIRE(files.size() > 20);
    REQUIRE(certificates.size() > 10);

    std::vector<casework::Scope> scopes{{"66", {}, {}}, {"01", {}, {}}};
    for (const auto& facility : facilities) scopes.push_back({{}, facility.facility, {}});
    for (std::size_t i = 0; i < workers.size(); i += 5) scopes.push_back({{}, {}, workers[i].worker});
    for (const casework::Scope& scope : scopes) {
        CAPTURE(scope.province.value_or(""), scope.facility.value_or(0), scope.worker.value_or(0));
        const registry::PageOf page{{scope.province, scope.facility, scope.worker}, {}, now, 100'000};
        const auto expect = [&](const auto& all, const auto& got, auto sees) {
            std::size_t count = 0;
            for (const auto& one : all) count += sees(one) ? 1 : 0;
            CHECK(got.size() == count);
            for (const auto& one : got) CHECK(sees(one));
        };
        expect(workers, registry::worker_page(database, page, 0),
               [&](const auto& one) { return casework::sees_worker(database, scope, one.worker, now); });
        expect(facilities, registry::facility_page(database, page, 0),
               [&](const auto& one) { return casework::sees_facility(database, scope, one.facility, now); });
        expect(units, registry::equipment_page(database, page, 0), [&](const auto& one) {
            return casework::sees_equipment(database, scope, one.equipment, now);
        });
        expect(files, registry::application_page(database, page, ""),
               [&](const auto& one) { return casework::sees_application(database, scope, one, now); });
        expect(certificates, registry::certificate_page(database, page, {}),
               [&](const auto& one) { return casework::sees_certificate(database, scope, one, now); });
    }
}

TEST_CASE("an operator's key sees its own facility and people", "[web][api]")
{
    WebDesk desk;
    Program mine{desk, "co.so.mot"}, theirs{desk, "co.so.hai"};
    const std::string own = desk.rows_of("co.so.mot"), foreign = desk.rows_of("co.so.hai");
    CHECK(ids(mine.all("/api/v1/facilities", "facilities"), "facility") == std::vector<std::string>{own});
    CHECK(mine.get("/api/v1/facilities/" + own).status == 200);
    CHECK(problem_of(mine.get("/api/v1/facilities/" + foreign))["code"] == "not_found");
    const auto seen = ids(mine.all("/api/v1/workers", "workers"), "worker");
    CHECK(mine.get("/api/v1/workers?in_force=2019-01-01").status == 403); // not those who have left
    for (const std::string& worker : ids(theirs.all("/api/v1/workers", "workers"), "worker")) {
        const bool shared = std::ranges::count(seen, worker) > 0;
        CHECK(mine.get("/api/v1/workers/" + worker).status == (shared ? 200 : 404));
    }
    CHECK(mine.get("/api/v1/journal").status == 403);
    CHECK(mine.patch("/api/v1/facilities/" + own, R"({"phone":"1"})").status == 403);
}

TEST_CASE("nobody signed in is nobody, and trouble is told in the reader's language", "[web][api]")
{
    WebDesk desk;
    Program stranger{desk, ""};
    const web::Response response = stranger.get("/api/v1/workers", {{"accept-language", "en"}});
    CHECK(response.status == 401);
    CHECK_THAT(header(response, "www-authenticate"), Contains("Bearer"));
    CHECK_THAT(problem_of(response)["detail"].get<std::string>(), Contains("signed in"));
    CHECK_THAT(problem_of(stranger.get("/api/v1/workers"))["detail"].get<std::string>(),
               Contains("đăng nhập"));
    CHECK(problem_of(stranger.get("/api/v1/nothing"))["status"] == 404);
    CHECK(problem_of(stranger.send(web::Method::remove, "/api/v1/workers"))["status"] == 405);
}

TEST_CASE("an answer that somebody has already is not sent again", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"};
    const std::string address = "/api/v1/facilities/" + desk.rows_of("co.so.mot");
    const web::Response first = nam.get(address);
    const std::string tag = header(first, "etag");
    REQUIRE(tag.size() > 10);
    const web::Response again = nam.get(address, {{"if-none-match", "\"other\", W/" + tag}});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(header(again, "etag") == tag);
    CHECK(nam.get(address, {{"if-none-match", "\"other\""}}).body == first.body);
}

TEST_CASE("a look at a person's file is an event, and shows no whole identity number", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"};
    registry::Database database = desk.reader();
    const auto worker = registry::worker_page(database, {{}, {}, {desk.today()}, 1}, 0).at(0);
    const std::string id = casework::worker_name(worker.worker);
    const EventNumber before = journal_size(desk);
    const web::Response response = nam.get("/api/v1/workers/" + id);
    REQUIRE(response.status == 200);
    CHECK(journal_size(desk) == before + 1);
    registry::Database after = desk.reader();
    CHECK(registry::load_event(after, before).action == "worker.view");
    const auto papers = registry::papers_of(database, worker.worker);
    REQUIRE(!papers.empty());
    for (const std::string& body : {response.body, nam.get("/api/v1/workers/" + id + "/history").body}) {
        CHECK(body.find(papers[0].number) == std::string::npos);
        CHECK(body.find("•••••") != std::string::npos);
    }
}

TEST_CASE("a dossier is screened as by the command, and nothing is recorded", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"};
    tests::Desk screener{shipped_files()};
    const EventNumber before = journal_size(desk);
    for (const auto& file : files_in("tests/contract/cases", "", ".json")) {
        CAPTURE(file);
        const json dossier = parsed(bytes_of(file)).at("dossier");
        const web::Response response = nam.post("/api/v1/screenings", dossier.dump());
        REQUIRE(response.status == 200);
        const std::string told = screener.text(dossier);
        CHECK(response.body == text::indented(told) + "\n");
    }
    CHECK(journal_size(desk) == before);
    const std::string body = new_dossier().dump();
    CHECK(parsed(nam.post("/api/v1/screenings?as_of=2026-10-01", body).body)["as_of"] == "2026-10-01");
    CHECK(problem_of(nam.post("/api/v1/screenings?as_of=2026-02-30", body))["status"] == 400);
    CHECK(problem_of(nam.post("/api/v1/screenings?decide_on=unknown", body))["status"] == 400);
}

TEST_CASE("what is no dossier is refused where it is wrong", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"};
    json wrong_role = new_dossier(), unknown = new_dossier(), no_day = new_dossier();
    wrong_role["application"]["role"] = "astronaut";
    unknown["worker"]["height"] = 170;
    no_day["application"]["filed_on"] = "2026-02-30";
    struct Row {
        std::string body, pointer;
    };
    const Row rows[]{{"", ""},
                     {"{", ""},
                     {"[]", ""},
                     {R"({"application":{},"application":{}})", "/application"},
                     {std::string(65, '[') + std::string(65, ']'), ""},
                     {R"({"a":")" + std::string(1, '\0') + "\"}", ""},
                     {wrong_role.dump(), "/application/role"},
                     {unknown.dump(), "/worker/height"},
                     {no_day.dump(), "/application/filed_on"}};
    const EventNumber before = journal_size(desk);
    for (const Row& row : rows) {
        for (const char* const address : {"/api/v1/screenings", "/api/v1/applications"}) {
            CAPTURE(address, row.body.substr(0, 100));
            const json problem = problem_of(nam.post(address, row.body));
            CHECK(problem["status"] == 400);
            if (!row.pointer.empty()) CHECK(pointer_of(problem) == row.pointer);
        }
    }
    CHECK(problem_of(nam.post("/api/v1/screenings", "a=b", {{"content-type", "text/plain"}}))["status"] ==
          415);
    CHECK(journal_size(desk) == before);
}

TEST_CASE("an application is screened, and its determination told to the byte", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"}, hoa{desk, "hoa"};
    REQUIRE(nam.post("/api/v1/applications", new_dossier().dump()).status == 201);
    CHECK(hoa.post("/api/v1/applications/API-1/screenings", "").status == 403);
    const json wrong =
        problem_of(nam.post("/api/v1/applications/API-1/screenings", R"({"asof":"2026-01-01"})"));
    CHECK(wrong["status"] == 400);
    CHECK(pointer_of(wrong) == "/asof");
    const web::Response made =
        nam.post("/api/v1/applications/API-1/screenings", R"({"decide_on":"official"})");
    INFO(made.body);
    REQUIRE(made.status == 201);
    CHECK(location(made) == "/api/v1/applications/API-1/screenings/1");
    const json determination = nam.read(location(made));
    CHECK(determination["application"] == "API-1");
    CHECK(determination["determination"] == parsed(made.body)["verdict"]);
    CHECK(nam.get("/api/v1/applications/API-1/screenings/2").status == 404);
    CHECK(nam.get("/api/v1/applications/API-1/screenings/x").status == 404);
}

TEST_CASE("a record is changed by whoever saw it as it is", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"};
    const std::string address = "/api/v1/facilities/" + desk.rows_of("co.so.mot");
    const std::string seen = header(nam.get(address), "etag");
    const auto change = [&](const std::string& body, const std::string& tag) {
        return nam.patch(address, body, {{"if-match", tag}});
    };
    CHECK(problem_of(nam.patch(address, R"({"phone":"1"})"))["status"] == 428);
    CHECK(problem_of(change(R"({"phone":"1"})", "\"other\""))["status"] == 412);
    CHECK(problem_of(change(R"({"phone":"1"})", "W/" + seen))["status"] == 412);

    const json unknown = problem_of(change(R"({"phone":"1","subject":"x"})", seen));
    CHECK(unknown["status"] == 400);
    CHECK(pointer_of(unknown) == "/subject");
    const json wrong = problem_of(change(R"({"phone":1})", seen));
    CHECK(wrong["status"] == 400);
    CHECK(pointer_of(wrong) == "/phone");
    CHECK(problem_of(change(R"({"name":null})", seen))["status"] == 400);
    CHECK(problem_of(change(R"({"province":"99"})", seen))["status"] == 422);
    CHECK(nam.read(address)["phone"] != "1");

    const web::Response changed = change(R"({"phone":"0262000000","email":null})", seen);
    INFO(changed.body);
    REQUIRE(changed.status == 200);
    CHECK(parsed(changed.body)["phone"] == "0262000000");
    CHECK(parsed(changed.body)["email"].is_null());
    CHECK(header(changed, "etag") == header(nam.get(address), "etag"));
    CHECK(problem_of(change(R"({"phone":"1"})", seen))["status"] == 412); // somebody changed it since
    const json history = nam.read(address + "/history")["history"];
    CHECK(history.back()["action"] == "facility.change");
    CHECK(history.back()["officer"] == "nam");
}

TEST_CASE("a worker is corrected under the same terms", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"}, auditor{desk, "thanh.tra"};
    REQUIRE(nam.post("/api/v1/applications", new_dossier().dump()).status == 201);
    const std::string worker = nam.read("/api/v1/applications/API-1")["worker"],
                      address = "/api/v1/workers/" + worker;
    const std::string seen = header(nam.get(address), "etag");
    CHECK(auditor.patch(address, R"({"sex":"male"})", {{"if-match", seen}}).status == 403);
    const web::Response changed =
        nam.patch(address, R"({"sex":"male","note":"thử nghiệm"})", {{"if-match", seen}});
    INFO(changed.body);
    REQUIRE(changed.status == 200);
    CHECK(parsed(changed.body)["sex"] == "male");
    CHECK(header(changed, "etag") == header(nam.get(address), "etag"));
    CHECK(problem_of(nam.patch(address, R"({"sex":"x"})", {{"if-match", "*"}}))["status"] == 422);
}

TEST_CASE("a browser's session reads the interface, and acts only with the token of its forms", "[web][api]")
{
    WebDesk desk;
    Browser nam = desk.sign_in("nam");
    CHECK(nam.get("/api/v1/facilities").status == 200);
    const std::string page = nam.page("/account"), mark = "name=\"csrf\" value=\"";
    const std::size_t at = page.find(mark);
    REQUIRE(at != std::string::npos);
    const std::string token = page.substr(at + mark.size(), 64), body = new_dossier().dump();
    const auto post = [&](Program::Headers headers) {
        headers.push_back({"content-type", "application/json"});
        return nam.send(web::Method::post, "/api/v1/applications", body, std::move(headers));
    };
    CHECK(problem_of(post({{"sec-fetch-site", "same-origin"}}))["status"] == 403);
    CHECK(problem_of(post({{"sec-fetch-site", "cross-site"}, {"x-csrf-token", token}}))["status"] == 403);
    CHECK(problem_of(post({{"x-csrf-token", token}}))["status"] == 403);
    CHECK(post({{"sec-fetch-site", "same-origin"}, {"x-csrf-token", token}}).status == 201);
}

TEST_CASE("the journal is read from any event on, of one subject too", "[web][api]")
{
    WebDesk desk;
    Program auditor{desk, "thanh.tra"};
    const json page = auditor.read("/api/v1/journal?from=10&most=5");
    REQUIRE(page["events"].size() == 5);
    CHECK(page["events"][0]["event"] == 10);
    CHECK(page["links"]["next"] == "/api/v1/journal?most=5&from=15");
    const std::string worker = desk.rows_of(desk.code_of("worker"));
    std::set<std::string> subjects;
    for (const json& event : auditor.all("/api/v1/journal?most=3&subject=" + worker, "events"))
        subjects.insert(event["subject"]);
    CHECK(subjects.size() == 1);
    CHECK(auditor.get("/api/v1/journal?subject=F-9999").status == 404);
    CHECK(auditor.get("/api/v1/journal?from=x").status == 400);
}

TEST_CASE("anybody checks a certificate by number and birth date, and learns nothing else", "[web][api]")
{
    WebDesk desk;
    Program stranger{desk, ""}, nam{desk, "nam"};
    registry::Database database = desk.reader();
    const auto certificates = registry::certificate_page(database, {{}, {}, {desk.today()}, 100}, {});
    const auto found = std::ranges::find_if(certificates, [&](const registry::Certificate& one) {
        return registry::load_worker(database, one.worker).birth_date.has_value();
    });
    REQUIRE(found != certificates.end());
    const registry::Worker holder = registry::load_worker(database, found->worker);
    json asked = {{"number", found->certificate}, {"birth_date", to_iso(*holder.birth_date)}};
    const web::Response response = stranger.post("/api/v1/verify", asked.dump());
    REQUIRE(response.status == 200);
    const json answers = parsed(response.body)["certificates"];
    REQUIRE(answers.size() == 1);
    CHECK(answers[0]["role"] == found->role);
    CHECK(answers[0]["status"] ==
          nam.read("/api/v1/certificates/" + web::escaped(found->certificate))["status"]);
    CHECK(response.body.find(holder.full_name) == std::string::npos);
    asked["birth_date"] = "1900-01-01";
    const web::Response wrong_day = stranger.post("/api/v1/verify", asked.dump());
    asked["number"] = "no such number";
    CHECK(stranger.post("/api/v1/verify", asked.dump()).body == wrong_day.body);
    CHECK(problem_of(stranger.post("/api/v1/verify", R"({"number":"1"})"))["status"] == 400);
    web::Response last = wrong_day;
    for (int i = 0; i < 30 && last.status == 200; ++i) last = stranger.post("/api/v1/verify", asked.dump());
    CHECK(problem_of(last)["status"] == 429);
    CHECK(std::stoi(header(last, "retry-after")) >= 1);
}

TEST_CASE("a list looks back for the office, and is refused to a facility that asks it to", "[web][api]")
{
    WebDesk desk;
    const std::string past = "/api/v1/workers?known_by=2020-01-01";
    const auto then = ids(Program{desk, "nam"}.all(past, "workers"), "worker");
    const auto now = ids(Program{desk, "nam"}.all("/api/v1/workers", "workers"), "worker");
    CHECK(then.size() < now.size());
    CHECK_FALSE(then.empty());
    const std::string code = GENERATE("co.so.mot", "nhan.vien");
    CHECK(problem_of(Program{desk, code}.get(past))["status"] == 403);
}

TEST_CASE("an applicant is told the result, and nothing of what was determined on the way", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"};
    const std::string code = GENERATE("co.so.mot", "co.so.hai", "nhan.vien");
    Program mine{desk, code};
    const std::set<std::string> results{"refused_intake", "withdrawn", "refused", "decided", "delivered"};
    for (const json& listed : mine.all("/api/v1/applications", "applications")) {
        const std::string address = listed["links"]["self"];
        CAPTURE(address);
        const json inside = nam.read(address), told = mine.read(address);
        for (const std::string what : {"history", "screenings"}) {
            CHECK(nam.get(address + '/' + what).status == 200);
            CHECK(mine.get(address + '/' + what).status == 403);
            CHECK(inside["links"].contains(what));
            CHECK_FALSE(told["links"].contains(what));
        }
        CHECK(inside.contains("judgements"));
        CHECK_FALSE(told.contains("judgements"));
        CHECK(told["steps"].size() == inside["steps"].size());
        for (const json& step : told["steps"]) CHECK_FALSE(step.contains("by_officer"));
        const bool has_result = results.contains(inside["desk"].get<std::string>());
        CHECK(told["outcome"] == (has_result ? inside["outcome"] : json{}));
        CHECK(told["decision"].is_null() == (!has_result || inside["decision"].is_null()));
        CHECK(listed["outcome"] == told["outcome"]);
    }
}
