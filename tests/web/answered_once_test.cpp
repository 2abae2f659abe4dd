#include "tests/catch.h"
#include "tests/web/program.h"

using namespace radcert;
using namespace radcert::tests;
using Catch::Contains;

// Requests of programs that bear an Idempotency-Key.

TEST_CASE("a dossier is recorded once, however often it is sent", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"}, hoa{desk, "hoa"};
    const std::string body = new_dossier().dump();
    const Program::Headers key{{"idempotency-key", "8e03978e-40d5-43dd-bc93-6894a57f9324"}};
    const web::Response first = nam.post("/api/v1/applications", body, key);
    INFO(first.body);
    REQUIRE(first.status == 201);
    CHECK(location(first) == "/api/v1/applications/API-1");
    const EventNumber recorded = journal_size(desk);
    const web::Response again = nam.post("/api/v1/applications", body, key);
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    CHECK(location(again) == location(first));
    CHECK(journal_size(desk) == recorded);
    CHECK(problem_of(nam.post("/api/v1/applications", new_dossier("API-2").dump(), key))["status"] == 409);
    CHECK(problem_of(nam.post("/api/v1/applications", body))["status"] == 409);
    CHECK(problem_of(hoa.post("/api/v1/applications", body, key))["status"] == 409); // a key of hoa's own
    CHECK(problem_of(nam.post("/api/v1/applications", body, {{"idempotency-key", "a b"}}))["status"] == 400);
    CHECK(nam.read(location(first))["application"] == "API-1");
}

TEST_CASE("what failed under a key may be tried again under it", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"};
    const Program::Headers key{{"idempotency-key", "again"}};
    CHECK(nam.post("/api/v1/applications/API-1/screenings", "", key).status == 404);
    REQUIRE(nam.post("/api/v1/applications", new_dossier().dump()).status == 201);
    const web::Response made = nam.post("/api/v1/applications/API-1/screenings", "", key);
    REQUIRE(made.status == 201);
    CHECK(parsed(made.body)["screening"] == 1);
    CHECK(nam.post("/api/v1/applications/API-1/screenings", "", key).body == made.body);
    CHECK(nam.read("/api/v1/applications/API-1/screenings")["screenings"].size() == 1);
}

TEST_CASE("an act that was recorded though its answer failed is not done again under its key", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"};
    const Program::Headers key{{"idempotency-key", "recorded"}};
    const auto in_the_way = desk.folder() / "radcert.db.checkpoint.new"; // no checkpoint can be kept
    std::filesystem::create_directory(in_the_way);
    const EventNumber before = journal_size(desk);
    CHECK(nam.post("/api/v1/applications", new_dossier().dump(), key).status == 503);
    const EventNumber recorded = journal_size(desk);
    CHECK(recorded > before);
    std::filesystem::remove(in_the_way);
    const json again = problem_of(nam.post("/api/v1/applications", new_dossier().dump(), key));
    CHECK(again["status"] == 409);
    CHECK_THAT(again["hint"].get<std::string>(), Contains("xem việc đã được ghi chưa"));
    CHECK(journal_size(desk) == recorded);
}
