#include <iostream>
#include <random>

#include <sodium.h>

#include "casework/amend_certificate.h"
#include "casework/decide.h"
#include "casework/erase_worker.h"
#include "casework/issue_certificate.h"
#include "casework/record_application.h"
#include "casework/record_facility.h"
#include "casework/record_worker.h"
#include "casework/screen_application.h"
#include "registry/certificates.h"
#include "registry/export.h"
#include "registry/workers.h"
#include "tests/files.h"
#include "tests/json.h"
#include "tests/rounds.h"
#include "tests/web/desk.h"
#include "web/address.h"

// The same acts, one after another, on PostgreSQL and on a file: the same answers, the same journal. Under
// tests/on_postgres only.

using namespace radcert;
using tests::Browser;
using tests::WebDesk;

namespace {

/// What libsodium draws, from a seed: references, keys and salts are the same wherever the same is done.
class SameNumbers {
public:
    SameNumbers()
    {
        static randombytes_implementation drawn{[] { return "the same numbers"; },
                                                [] { return std::uint32_t(numbers_()); },
                                                nullptr,
                                                nullptr,
                                                [](void* bytes, const std::size_t size) {
                                                    for (std::size_t i = 0; i < size; ++i)
                                                        static_cast<unsigned char*>(bytes)[i] =
                                                            static_cast<unsigned char>(numbers_());
                                                },
                                                [] { return 0; }};
        randombytes_set_implementation(&drawn);
    }
    ~SameNumbers() { randombytes_set_implementation(&randombytes_sysrandom_implementation); }
    SameNumbers(const SameNumbers&) = delete;
    SameNumbers& operator=(const SameNumbers&) = delete;

    static void begin(std::uint64_t seed) { numbers_.seed(seed); }

private:
    inline static std::mt19937_64 numbers_{1};
};

/// What somebody does, with everything it takes drawn beforehand.
using Deed = std::function<void(registry::WriteScope&, casework::Rulebooks&)>;
struct Act {
    std::string name, officer, second;
    Deed deed;
};

/// An eligible application for work with CT, of one person.
std::string eligible_dossier(const std::string& application, const std::string& number,
                             const std::string& name)
{
    static const auto complete =
        tests::parsed(tests::bytes_of("tests/contract/cases/b-ct-complete.json")).at("dossier");
    auto dossier = complete;
    dossier["application"]["id"] = application;
    dossier["worker"]["national_id"] = number;
    dossier["worker"]["full_name"] = name;
    return dossier.dump();
}

/// Draws acts and questions; most fit the register, some do not.
class Drawing {
public:
    explicit Drawing(std::uint64_t seed) : numbers_{seed} {}

    std::int64_t below(std::int64_t end) { return std::int64_t(numbers_() % std::uint64_t(end)); }
    bool once_in(int times) { return below(times) == 0; }
    template <std::size_t Count>
    const char* one_of(const char* const (&words)[Count])
    {
        return words[below(std::int64_t(Count))];
    }

    std::int64_t worker() { return 1 + below(75); }
    std::int64_t facility() { return 1 + below(30); }
    Date day() { return Date{std::chrono::year{2025} / 1 / 1} + std::chrono::days{below(700)}; }
    std::string number() { return "9990" + std::to_string(10'000'000 + below(9'999)); }
    std::string name()
    {
        return std::string{one_of({"Nguyễn", "Trần", "Đặng", "Y", "H'"})} + ' ' +
               one_of({"Thị", "Văn", "Đức", "Ngọc"}) + ' ' +
               one_of({"An", "Ánh", "Ẩn", "Bình", "Đào", "Dao"});
    }
    std::string certificate() { return std::to_string(1 + below(60)) + "/2025/66-CCNV"; }
    std::string application()
    {
        return once_in(2) ? "66-T" + std::to_string(below(12)) : "66-26-" + std::to_string(1 + below(99));
    }

    Act act();
    std::string question();

private:
    Act record_person();
    Act record_place();
    Act file();
    Act certify();

    std::mt19937_64 numbers_;
};

Act Drawing::record_person()
{
    registry::Worker worker;
    worker.worker = this->worker();
    worker.full_name = name();
    worker.birth_date = Date{std::chrono::year{1980} / 3 / 1} + std::chrono::days{below(4'000)};
    if (once_in(3)) worker.note = "ghi chú " + std::to_string(below(9));
    const registry::IdentityPaper paper{worker.worker, "cccd", number(), {}, {}, "recorded"};
    const Date on = day();
    switch (below(6)) {
    case 0:
        return {"record a worker", "lan", "",
                [=](auto& write, auto&) { casework::record_worker(write, worker, paper); }};
    case 1:
        return {"correct a worker", "lan", "", [=](auto& write, auto&) {
                    registry::Worker known = registry::load_worker(write.database(), worker.worker);
                    known.full_name = worker.full_name;
                    known.note = worker.note;
                    casework::correct_worker(write, known, "đọc nhầm");
                }};
    case 2:
        return {"record a paper", "lan", "",
                [=](auto& write, auto&) { casework::record_paper(write, paper); }};
    case 3: {
        registry::Post post{worker.worker, 0, facility(), "safety_officer", {}, on, {}};
        return {"record a post", "lan", "", [=](auto& write, auto& books) {
                    casework::record_post(write, books.in_force(write.database()).book.vocabulary, post);
                }};
    }
    case 4: {
        registry::Evidence evidence;
        evidence.worker = worker.worker;
        evidence.kind = "dose";
        evidence.year = 2015 + below(12);
        evidence.effective_msv = double(below(2'000)) / 100;
        return {"record a dose", "lan", "", [=](auto& write, auto& books) {
                    casework::record_evidence(write, books.in_force(write.database()).book.vocabulary,
                                              evidence);
                }};
    }
    default: {
        const std::int64_t evidence = 1 + below(12);
        return {"withdraw evidence", "lan", "",
                [=](auto& write, auto&) { casework::withdraw_evidence(write, worker.worker, evidence); }};
    }
    }
}

Act Drawing::record_place()
{
    registry::Facility facility;
    facility.name = std::string{"Bệnh viện "} + one_of({"Thử Nghiệm", "Ánh Dương", "Đông Á"}) + ' ' +
                    std::to_string(below(20));
    facility.province = one_of({"66", "68", "99"});
    facility.medical = once_in(2);
    if (once_in(2)) facility.tax_code = "60" + std::to_string(10'000'000 + below(50));
    registry::Equipment unit;
    unit.facility = this->facility();
    unit.type = one_of({"pet_ct", "spect_ct", "xray_general", "không có loại này"});
    unit.serial = "S" + std::to_string(below(100));
    unit.in_use_from = day();
    switch (below(3)) {
    case 0:
        return {"record a facility", "lan", "", [=](auto& write, auto& books) {
                    casework::record_facility(write, books.in_force(write.database()).book.vocabulary,
                                              facility);
                }};
    case 1:
        return {"record equipment", "lan", "", [=](auto& write, auto& books) {
                    casework::record_equipment(write, books.in_force(write.database()), unit);
                }};
    default: {
        const std::int64_t first = worker(), other = worker();
        const bool same = once_in(2);
        return {"judge a pair", "lan", "", [=](auto& write, auto&) {
                    casework::judge_duplicate(write, "worker", first, other, same, "so giấy tờ");
                }};
    }
    }
}

Act Drawing::file()
{
    const std::string application = this->application();
    switch (below(4)) {
    case 0: {
        const std::string dossier = eligible_dossier(application, number(), name());
        return {"record an application", "lan", "", [=](auto& write, auto& books) {
                    casework::record_application(write, books.in_force(write.database()), dossier, "typed");
                }};
    }
    case 1:
        return {"screen", "lan", "", [=](auto& write, auto& books) {
                    casework::screen_application(write, books, {application, {}});
                }};
    case 2: {
        const casework::DecisionRequest request{
            application, one_of({"granted", "refused"}), "thử nghiệm", once_in(2) ? "Điều 1" : "", {}};
        return {"decide", "lan", once_in(3) ? "minh" : "", [=](auto& write, auto& books) {
                    casework::decide(write, books.in_force(write.database()), request);
                }};
    }
    default:
        return {"issue", "lan", once_in(3) ? "minh" : "", [=](auto& write, auto& books) {
                    casework::issue_certificate(write, books, {application, {}, {}, false, {}});
                }};
    }
}

Act Drawing::certify()
{
    if (once_in(8)) {
        const std::int64_t worker = this->worker();
        return {"erase a person", "lan", "minh", [=](auto& write, auto&) {
                    casework::erase_worker(write, worker, "hết thời hạn lưu", "Điều 16");
                }};
    }
    casework::AmendRequest request;
    request.certificate = certificate();
    request.amendment = casework::Amendment(below(4));
    request.reason = "thử nghiệm";
    request.legal_basis = "Điều 1";
    return {"amend a certificate", "lan", once_in(4) ? "" : "minh",
            [=](auto& write, auto&) { casework::amend_certificate(write, request); }};
}

Act Drawing::act()
{
    Act drawn = below(10) < 4 ? record_person()
                : once_in(3)  ? record_place()
                : once_in(3)  ? certify()
                              : file();
    if (once_in(20)) drawn.officer = "người lạ";
    return drawn;
}

std::string Drawing::question()
{
    const std::string name =
        web::escaped(std::string{one_of({"nguyen", "ÁNH", "đào", "dao", "tran thi", "h'", "%", "_"})});
    const std::string worker = "W-" + std::to_string(this->worker()),
                      facility = "F-" + std::to_string(this->facility());
    switch (below(16)) {
    case 0: return "/workers.json?name=" + name;
    case 1: return "/facilities.json?name=" + name;
    case 2: return "/certificates.json?in_force=" + to_iso(day());
    case 3: return "/applications.json";
    case 4: return "/journal.json";
    case 5: return "/workers/" + worker;
    case 6: return "/facilities/" + facility;
    case 7: return "/reports/one-stop.json?from=2025-07-01&to=" + to_iso(day());
    case 8: return "/reports/coverage.json";
    case 9: return "/api/v1/workers?limit=7";
    case 10: return "/api/v1/certificates?limit=9";
    case 11: return "/applications/" + application();
    case 12: return "/equipment.json";
    case 13: return "/workers/" + worker + "/eligibility?role=safety_officer";
    case 14: return "/api/v1/workers/" + worker + "/history";
    default: return "/";
    }
}

/// What became of an act, in words: done, or why not.
std::string outcome_of(WebDesk& desk, const Act& act, std::uint64_t seed)
{
    SameNumbers::begin(seed);
    casework::Rulebooks rulebooks;
    try {
        desk.record(act.officer, act.second,
                    [&](registry::WriteScope& write) { act.deed(write, rulebooks); });
    } catch (const Error& error) {
        return error.sentence().vi + " / " + error.sentence().en;
    }
    return "done";
}

std::string answer_of(Browser& browser, const std::string& address, std::uint64_t seed)
{
    SameNumbers::begin(seed);
    const web::Response response = browser.get(address);
    std::string text = std::to_string(response.status) + '\n' + response.body;
    for (const web::Header& header : response.headers) text += '\n' + header.name + ": " + header.value;
    return text;
}

/// Where two texts part, with what stands around it.
std::string difference(const std::string& one, const std::string& other)
{
    const auto at = std::size_t(std::ranges::mismatch(one, other).in1 - one.begin());
    const std::size_t from = at < 80 ? 0 : at - 80;
    return one.substr(from, 200) + "\n--- but ---\n" + other.substr(from, 200);
}

} // namespace

TEST_CASE("the same acts give the same answers and the same journal on both engines", "[postgres][.]")
{
    constexpr int acts = 10, questions = 6, sequences_of_a_desk = 20;
    const int sequences = tests::rounds(10);
    const SameNumbers same;
    int done = 0, refused = 0, answers = 0, shown = 0;
    for (int sequence = 0; sequence < sequences;) {
        WebDesk database;
        const auto file = WebDesk::copy_in_a_file(database);
        SameNumbers::begin(7);
        Browser one = database.sign_in("minh");
        SameNumbers::begin(7);
        Browser other = file->sign_in("minh");
        for (int i = 0; i < sequences_of_a_desk && sequence < sequences; ++i, ++sequence) {
            CAPTURE(sequence);
            Drawing drawing{std::uint64_t(sequence) + 1};
            std::string told;
            for (int j = 0; j < acts; ++j) {
                const Act act = drawing.act();
                const auto seed = std::uint64_t(sequence) * 1'000 + std::uint64_t(j);
                const std::string outcome = outcome_of(database, act, seed);
                told += act.name + ": " + outcome + '\n';
                INFO(told);
                REQUIRE(outcome_of(*file, act, seed) == outcome);
                ++(outcome == "done" ? done : refused);
            }
            INFO(told);
            registry::Database in_database = database.reader(), in_file = file->reader();
            REQUIRE(registry::load_checkpoint(in_database) == registry::load_checkpoint(in_file));
            for (int j = 0; j < questions; ++j, ++answers) {
                const std::string address = drawing.question();
                const auto seed = std::uint64_t(sequence) * 1'000 + 500 + std::uint64_t(j);
                const std::string answer = answer_of(one, address, seed),
                                  twin = answer_of(other, address, seed);
                INFO(address << '\n' << difference(answer, twin));
                REQUIRE((answer == twin));
                shown += answer.starts_with("200");
            }
        }
    }
    std::cout << sequences << " sequences on both engines: " << done << " acts done, " << refused
              << " refused, " << answers << " pages and answers (" << shown
              << " found what was asked), all equal; equal journals after each\n";
    CHECK(done > sequences);
    CHECK(refused > sequences);
    CHECK(shown > answers / 2);
}
