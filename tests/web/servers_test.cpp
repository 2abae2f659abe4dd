#include <thread>

#include "casework/record_facility.h"
#include "registry/applications.h"
#include "registry/postgres_connection.h"
#include "registry/status.h"
#include "registry/writer_lock.h"
#include "tests/catch.h"
#include "tests/web/desk.h"
#include "tests/web/program.h"
#include "web/answer.h"

using namespace radcert;
using namespace radcert::tests;
using Catch::Contains;

// Several servers over one register in PostgreSQL. Under tests/on_postgres only.

namespace {

/// A second server of the desk's register, as on another machine.
class OtherServer {
public:
    explicit OtherServer(WebDesk& desk)
        : office_{desk.office().options()}, answer_{web::answer_maker(office_)()}
    {
    }

    web::Office& office() { return office_; }
    web::Response get(const Browser& browser, const std::string& address)
    {
        web::Request asked = browser.form_request(address, {});
        asked.method = web::Method::get;
        asked.body.clear();
        return answer_(asked);
    }
    web::Response post(const Browser& browser, const std::string& address, const FormFields& fields)
    {
        return answer_(browser.form_request(address, fields));
    }

private:
    web::Office office_;
    web::Answer answer_;
};

/// From now on every commit of an act cuts whoever reads the register at that moment.
void cut_readers_at_commits(WebDesk& desk)
{
    registry::PostgresConnection{desk.office().options().place, false}.run(R"sql(
        CREATE FUNCTION cut_readers() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_terminate_backend(pid, 5000)
               FROM pg_stat_activity
              WHERE datname = current_database()
                AND state = 'idle in transaction'
                AND pid <> pg_backend_pid();
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER cut_readers AFTER INSERT ON event
            DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION cut_readers();
    )sql");
}

} // namespace

TEST_CASE("who signed in at one server is known at the others, until signing out at any", "[postgres][.]")
{
    WebDesk desk;
    OtherServer other{desk};
    Browser nam = desk.sign_in("nam");
    CHECK_THAT(other.get(nam, "/").body, Contains("Lê Văn Nam"));
    nam.page("/account");
    CHECK(other.post(nam, "/sign-out", {}).status == 303);
    CHECK(nam.get("/applications").status != 200);
}

TEST_CASE("what is recorded at one server is seen at the others at once, a halt too", "[postgres][.]")
{
    WebDesk desk;
    OtherServer other{desk};
    Browser minh = desk.sign_in("minh");
    CHECK_THAT(other.get(minh, "/").body, !Contains("ĐANG DỪNG CẤP"));
    minh.page("/system/halt");
    REQUIRE(minh.post("/system/halt", {{"reason", "máy in hỏng"}, {"confirm", "yes"}}).status == 303);
    CHECK_THAT(other.get(minh, "/").body, Contains("máy in hỏng"));

    Browser hoa = desk.sign_in("hoa");
    hoa.page("/facilities/new");
    const auto made = other.post(hoa, "/facilities/new", {{"name", "Phòng khám Thử"}, {"province", "66"}});
    REQUIRE(made.status == 303);
    CHECK_THAT(hoa.page(location(made)), Contains("Phòng khám Thử"));
}

TEST_CASE("wrong guesses are counted over all servers", "[postgres][.]")
{
    WebDesk desk;
    OtherServer other{desk};
    Browser stranger = desk.browser();
    stranger.page("/sign-in");
    for (int i = 0; i < 3; ++i) {
        stranger.post("/sign-in", {{"code", "nam"}, {"password", "sai"}});
        other.post(stranger, "/sign-in", {{"code", "nam"}, {"password", "sai"}});
    }
    CHECK(stranger.post("/sign-in", {{"code", "nam"}, {"password", "sai"}}).status == 429);
    CHECK(other.post(stranger, "/sign-in", {{"code", "nam"}, {"password", "sai"}}).status == 429);
}

TEST_CASE("clerks at two servers record at the same time, and nothing is lost or numbered twice",
          "[postgres][.]")
{
    WebDesk desk;
    OtherServer other{desk};
    constexpr int acts = 15;
    const auto count = [&] {
        auto reader = desk.reader();
        return registry::count_records(reader).facilities;
    };
    const auto before = count();
    const auto record = [](web::Office& office, const std::string& name) {
        casework::Rulebooks rulebooks;
        for (int i = 0; i < acts; ++i) {
            office.write([&](registry::Writer& writer) {
                registry::WriteScope write{writer, {"hoa", "", "web"}};
                registry::Facility made;
                made.name = name + ' ' + std::to_string(i);
                made.province = "66";
                casework::record_facility(write, rulebooks.in_force(writer.database()).book.vocabulary, made);
                write.commit();
            });
        }
    };
    {
        std::jthread one{[&] { record(desk.office(), "Phòng khám Một"); }};
        std::jthread two{[&] { record(other.office(), "Phòng khám Hai"); }};
    }
    CHECK(count() == before + 2 * acts);
}

TEST_CASE("a program's act is done once, though the server could read no more when it was recorded",
          "[postgres][.]")
{
    WebDesk desk;
    Program program{desk, "minh"};
    const std::string application = "API-1";
    REQUIRE(program.post("/api/v1/applications", new_dossier(application).dump()).status == 201);
    const auto count = [&] {
        auto reader = desk.reader();
        return registry::screenings_of(reader, application).size();
    };
    const auto before = count();
    cut_readers_at_commits(desk);
    const std::string address = "/api/v1/applications/" + application + "/screenings";
    const auto first = program.post(address, "", {{"idempotency-key", "khoa-1"}});
    CHECK(first.status == 201);
    const auto again = program.post(address, "", {{"idempotency-key", "khoa-1"}});
    CHECK(again.status == 201);
    CHECK(header(again, "idempotency-replayed") == "true");
    CHECK(count() == before + 1);
}

TEST_CASE("an act that was recorded is told so, though its page cannot be made", "[postgres][.]")
{
    WebDesk desk;
    Browser lan = desk.sign_in("lan");
    lan.page("/accounts/nam");
    const auto before = journal_size(desk);
    cut_readers_at_commits(desk);
    const auto answer =
        lan.post("/accounts/nam/invite", {{"second", "minh"}, {"second_password", demo::sample_password}});
    CHECK(answer.status == 503);
    CHECK_THAT(answer.body, Contains("việc này đã được ghi vào sổ"));
    CHECK_THAT(answer.body, !Contains("không có gì được ghi"));
    CHECK(journal_size(desk) == before + 1);
}

TEST_CASE("that its form cannot be shown again does not hide what became of an act", "[postgres][.]")
{
    WebDesk desk;
    Browser minh = desk.sign_in("minh");
    minh.page("/system/halt");
    const auto before = journal_size(desk);
    cut_readers_at_commits(desk);
    const registry::WriterLock held{
        desk.office().options().place.file()}; // so that no checkpoint can be kept
    const auto answer = minh.post("/system/halt", {{"reason", "máy in hỏng"}, {"confirm", "yes"}});
    CHECK(answer.status == 503);
    CHECK_THAT(answer.body, Contains("việc này đã được ghi vào sổ, nhưng điểm kiểm"));
    CHECK_THAT(answer.body, !Contains("không có gì được ghi"));
    CHECK(journal_size(desk) == before + 1);
}

TEST_CASE("a sheet that was sent to one server is previewed and imported at another", "[postgres][.]")
{
    WebDesk desk;
    web::OfficeOptions elsewhere = desk.office().options();
    const fs::path folder = desk.folder() / "may-khac";
    fs::create_directory(folder);
    elsewhere.place = registry::RegisterPlace{elsewhere.place.address(), folder / "radcert.db"};
    web::Office other{elsewhere};
    const web::Answer answer = web::answer_maker(other)();
    Browser hoa = desk.sign_in("hoa");
    hoa.page("/imports/new");
    const auto sent =
        hoa.post("/imports/preview", {{"kind", "facilities"}},
                 {{"file", "co-so.csv", "text/csv", "Tên cơ sở,Tỉnh của trụ sở\nPhòng khám Xa,66\n"}});
    INFO(sent.body);
    REQUIRE(sent.status == 303);
    web::Request asked = hoa.form_request(location(sent), {});
    asked.method = web::Method::get;
    asked.body.clear();
    const auto preview = answer(asked);
    CHECK(preview.status == 200);
    CHECK_THAT(preview.body, Contains("co-so.csv"));
}
