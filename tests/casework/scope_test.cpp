#include "casework/scope.h"

#include "registry/equipment.h"
#include "registry/facilities.h"
#include "tests/casework/office.h"

using namespace radcert;
using casework::Scope;
using tests::Office;

namespace {

const Date scope_day = date(2025, 8, 12);

/// Two facilities in Đắk Lắk, one in Lâm Đồng; an, in post at the first; binh at the third; nobody knows chi.
class Country {
public:
    Office office{scope_day};
    std::int64_t first{}, second{}, far{}, an{}, binh{}, chi{}, unit{};

    Country()
    {
        office.act([&](registry::WriteScope& write) {
            first = facility(write, "Bệnh viện Một", "66");
            second = facility(write, "Bệnh viện Hai", "66");
            far = facility(write, "Bệnh viện Ba", "68");
            an = worker(write, "Nguyễn Văn An");
            binh = worker(write, "Lê Thị Bình");
            chi = worker(write, "Phạm Thị Chi");
            post(write, an, first, {});
            post(write, binh, far, {});
            registry::Equipment ct;
            ct.facility = first;
            ct.type = "ct";
            unit = casework::record_equipment(write, office.rules(), ct).equipment;
        });
    }

    registry::Database& database() { return office.database(); }
    AsOf now(Date day = scope_day, EventNumber known_by = newest_event) { return {day, known_by, day}; }

    void post(registry::WriteScope& write, std::int64_t worker, std::int64_t at, std::optional<Date> to)
    {
        registry::Post post;
        post.worker = worker;
        post.facility = at;
        post.from_day = date(2024, 1, 1);
        post.to_day = to;
        casework::record_post(write, office.rules().book.vocabulary, post);
    }
    void post(std::int64_t worker, std::int64_t at, std::optional<Date> to)
    {
        office.act([&](registry::WriteScope& write) { post(write, worker, at, to); });
    }
    /// Records of their own kind, as an import would leave them.
    void put(std::int64_t worker, const registry::AnyRecord& record)
    {
        const std::string subject = registry::load_worker(database(), worker).subject;
        office.act([&](registry::WriteScope& write) { write.record("test", subject, {record}); });
    }
    void file(const std::string& number, std::int64_t worker, std::int64_t at, const std::string& province)
    {
        registry::Application file;
        file.application = number;
        file.worker = worker;
        file.facility = at;
        file.province = province;
        file.procedure = "new";
        file.role = "operator";
        file.filed_on = scope_day;
        file.devices.text = "[]";
        file.status = "received";
        put(worker, file);
    }
    void certificate(const std::string& number, std::int64_t worker, std::optional<std::int64_t> at,
                     const std::string& issued_by = "province:66")
    {
        registry::Certificate certificate;
        certificate.certificate = number;
        certificate.issued_by = issued_by;
        certificate.worker = worker;
        certificate.facility = at;
        certificate.role = "operator";
        certificate.issued_on = scope_day;
        certificate.validity = "recorded";
        put(worker, certificate);
    }

private:
    std::int64_t facility(registry::WriteScope& write, const std::string& name, const std::string& province)
    {
        registry::Facility facility;
        facility.name = name;
        facility.province = province;
        return casework::record_facility(write, office.rules().book.vocabulary, facility).facility;
    }
    static std::int64_t worker(registry::WriteScope& write, const std::string& name)
    {
        registry::Worker worker;
        worker.full_name = name;
        return casework::record_worker(write, worker, {}).worker;
    }
};

const Scope everything{}, daklak{"66", {}, {}}, lamdong{"68", {}, {}};

Scope of_facility(std::int64_t facility)
{
    return {{}, facility, {}};
}
Scope of_worker(std::int64_t worker)
{
    return {{}, {}, worker};
}

} // namespace

TEST_CASE("an account's rows are its scope", "[scope]")
{
    registry::Account account;
    CHECK(casework::scope_of(account).is_everything());
    account.province = "66";
    CHECK(casework::scope_of(account).province == "66");
    account = {};
    account.facility = 3;
    CHECK(casework::scope_of(account).facility == 3);
    account = {};
    account.worker = 17;
    CHECK(casework::scope_of(account).worker == 17);
    CHECK_FALSE(casework::scope_of(account).is_everything());
}

TEST_CASE("whoever sees everything sees each of them, recorded or not", "[scope]")
{
    Country country;
    auto& database = country.database();
    CHECK(casework::sees_facility(database, everything, country.far, country.now()));
    CHECK(casework::sees_worker(database, everything, country.chi, country.now()));
    CHECK(casework::sees_equipment(database, everything, country.unit, country.now()));
    CHECK(casework::sees_application(database, everything, "none", country.now()));
    CHECK(casework::sees_certificate(database, everything, "none", country.now()));
    CHECK(casework::sees_equipment(database, everything, 99, country.now()));
}

TEST_CASE("what is not recorded lies in nobody's rows", "[scope]")
{
    Country country;
    auto& database = country.database();
    for (const Scope& scope : {daklak, of_facility(country.first), of_worker(country.an)}) {
        CHECK_FALSE(casework::sees_worker(database, scope, 99, country.now()));
        CHECK_FALSE(casework::sees_facility(database, scope, 99, country.now()));
        CHECK_FALSE(casework::sees_equipment(database, scope, 99, country.now()));
        CHECK_FALSE(casework::sees_application(database, scope, "none", country.now()));
        CHECK_FALSE(casework::sees_certificate(database, scope, "none", country.now()));
    }
}

TEST_CASE("a province sees its facilities, their equipment, and who is in post there", "[scope]")
{
    Country country;
    auto& database = country.database();
    CHECK(casework::sees_facility(database, daklak, country.first, country.now()));
    CHECK(casework::sees_facility(database, daklak, country.second, country.now()));
    CHECK_FALSE(casework::sees_facility(database, daklak, country.far, country.now()));
    CHECK(casework::sees_equipment(database, daklak, country.unit, country.now()));
    CHECK_FALSE(casework::sees_equipment(database, lamdong, country.unit, country.now()));
    CHECK(casework::sees_worker(database, daklak, country.an, country.now()));
    CHECK_FALSE(casework::sees_worker(database, daklak, country.binh, country.now()));
    CHECK(casework::sees_worker(database, lamdong, country.binh, country.now()));
    CHECK_FALSE(casework::sees_worker(database, daklak, country.chi, country.now()));
}

TEST_CASE("a province sees who filed there or holds a certificate of a facility there", "[scope]")
{
    Country country;
    auto& database = country.database();
    SECTION("a file")
    {
        country.file("A-1", country.chi, country.far,
                     "66"); // the province of the filing day is the file's own
        CHECK(casework::sees_worker(database, daklak, country.chi, country.now()));
        CHECK(casework::sees_application(database, daklak, "A-1", country.now()));
        CHECK_FALSE(casework::sees_worker(database, lamdong, country.chi, country.now()));
        CHECK_FALSE(casework::sees_application(database, lamdong, "A-1", country.now()));
    }
    SECTION("a certificate")
    {
        country.certificate("C-1", country.chi, country.first);
        CHECK(casework::sees_worker(database, daklak, country.chi, country.now()));
        CHECK(casework::sees_certificate(database, daklak, "C-1", country.now()));
        CHECK_FALSE(casework::sees_worker(database, lamdong, country.chi, country.now()));
        CHECK_FALSE(casework::sees_certificate(database, lamdong, "C-1", country.now()));
    }
    SECTION("a certificate of no facility goes with its holder")
    {
        country.certificate("C-1", country.binh, {});
        CHECK(casework::sees_certificate(database, lamdong, "C-1", country.now()));
        CHECK_FALSE(casework::sees_certificate(database, daklak, "C-1", country.now()));
    }
}

TEST_CASE("a facility sees itself, its equipment and its people, and nothing of the next one", "[scope]")
{
    Country country;
    auto& database = country.database();
    const Scope own = of_facility(country.first), next = of_facility(country.second);
    CHECK(casework::sees_facility(database, own, country.first, country.now()));
    CHECK_FALSE(casework::sees_facility(database, own, country.second, country.now()));
    CHECK(casework::sees_equipment(database, own, country.unit, country.now()));
    CHECK_FALSE(casework::sees_equipment(database, next, country.unit, country.now()));
    CHECK(casework::sees_worker(database, own, country.an, country.now()));
    CHECK_FALSE(casework::sees_worker(database, next, country.an, country.now()));
}

TEST_CASE("a facility sees somebody until the last day of the post, that day included", "[scope]")
{
    Country country;
    const Scope own = of_facility(country.second);
    country.post(country.chi, country.second, date(2025, 8, 31));
    CHECK(casework::sees_worker(country.database(), own, country.chi, country.now(date(2025, 8, 31))));
    CHECK_FALSE(casework::sees_worker(country.database(), own, country.chi, country.now(date(2025, 9, 1))));
}

TEST_CASE("an appointment is as good as a post", "[scope]")
{
    Country country;
    registry::Appointment appointment;
    appointment.worker = country.chi;
    appointment.appointment = 1;
    appointment.facility = country.second;
    appointment.role = "safety_officer";
    appointment.appointed_on = date(2025, 1, 1);
    appointment.to_day = date(2025, 8, 12);
    country.put(country.chi, appointment);
    const Scope own = of_facility(country.second);
    CHECK(casework::sees_worker(country.database(), own, country.chi, country.now(date(2025, 8, 12))));
    CHECK_FALSE(casework::sees_worker(country.database(), own, country.chi, country.now(date(2025, 8, 13))));
}

TEST_CASE("a facility sees the files that were filed for it, and whose they are", "[scope]")
{
    Country country;
    auto& database = country.database();
    country.file("A-1", country.an, country.second, "66"); // in post at the first, applies for the second
    CHECK(casework::sees_application(database, of_facility(country.second), "A-1", country.now()));
    CHECK(casework::sees_worker(database, of_facility(country.second), country.an, country.now()));
    CHECK_FALSE(casework::sees_application(database, of_facility(country.first), "A-1", country.now()));
    CHECK_FALSE(casework::sees_worker(database, of_facility(country.far), country.an, country.now()));
}

TEST_CASE("a facility sees certificates of its people and those applied for at it", "[scope]")
{
    Country country;
    auto& database = country.database();
    country.certificate("C-1", country.an, country.far);
    country.certificate("C-2", country.chi, country.first);
    const Scope own = of_facility(country.first);
    CHECK(casework::sees_certificate(database, own, "C-1", country.now()));
    CHECK(casework::sees_certificate(database, own, "C-2", country.now()));
    CHECK_FALSE(casework::sees_worker(database, own, country.chi, country.now())); // the certificate alone
    CHECK_FALSE(casework::sees_certificate(database, of_facility(country.second), "C-1", country.now()));
    CHECK_FALSE(casework::sees_certificate(database, of_facility(country.second), "C-2", country.now()));
}

TEST_CASE("a number that two authorities gave is seen where both certificates are", "[scope]")
{
    Country country;
    country.certificate("7/2025", country.an, country.first);
    country.certificate("7/2025", country.binh, country.far, "province:68");
    for (const Scope& scope : {daklak, lamdong, of_worker(country.an)})
        CHECK_FALSE(casework::sees_certificate(country.database(), scope, "7/2025", country.now()));
    const auto both = registry::find_certificates(country.database(), "7/2025");
    REQUIRE(both.size() == 2);
    CHECK(casework::sees_certificate(country.database(), daklak, both[0], country.now()));
    CHECK_FALSE(casework::sees_certificate(country.database(), daklak, both[1], country.now()));
}

TEST_CASE("a person sees their own file, and where they are in post", "[scope]")
{
    Country country;
    auto& database = country.database();
    country.file("A-1", country.an, country.first, "66");
    country.file("A-2", country.binh, country.first, "66");
    country.certificate("C-1", country.an, country.first);
    country.certificate("C-2", country.binh, country.first);
    const Scope own = of_worker(country.an);
    CHECK(casework::sees_worker(database, own, country.an, country.now()));
    CHECK_FALSE(casework::sees_worker(database, own, country.binh, country.now()));
    CHECK(casework::sees_application(database, own, "A-1", country.now()));
    CHECK_FALSE(casework::sees_application(database, own, "A-2", country.now()));
    CHECK(casework::sees_certificate(database, own, "C-1", country.now()));
    CHECK_FALSE(casework::sees_certificate(database, own, "C-2", country.now()));
    CHECK(casework::sees_facility(database, own, country.first, country.now()));
    CHECK_FALSE(casework::sees_facility(database, own, country.second, country.now()));
    CHECK_FALSE(casework::sees_equipment(database, own, country.unit, country.now()));
}

TEST_CASE("what was not recorded by then is not seen by then", "[scope]")
{
    Country country;
    const EventNumber before = registry::journal_size(country.database()) - 1;
    country.file("A-1", country.chi, country.second, "66");
    const Scope own = of_facility(country.second);
    CHECK(casework::sees_worker(country.database(), own, country.chi, country.now()));
    CHECK_FALSE(casework::sees_worker(country.database(), own, country.chi, country.now(scope_day, before)));
    CHECK_FALSE(casework::sees_application(country.database(), own, "A-1", country.now(scope_day, before)));
    CHECK_FALSE(
        casework::sees_equipment(country.database(), own, country.unit, country.now(scope_day, before)));
    CHECK(casework::sees_equipment(country.database(), of_facility(country.first), country.unit,
                                   country.now(scope_day, before)));
}
