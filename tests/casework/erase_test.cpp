#include <algorithm>

#include "casework/desk_acts.h"
#include "casework/desk_papers.h"
#include "casework/file_application.h"
#include "registry/erasures.h"
#include "registry/names.h"
#include "tests/casework/office.h"
#include "text/base64.h"

using namespace radcert;
using tests::Office;

namespace {

const std::string person = "Tôn Nữ Quỳnh Dao", identity = "999185777333";

/// Files of the register that hold `word` as it is, in UTF-16 or in base 64.
std::vector<std::string> files_with(Office& office, const std::string& word)
{
    std::string wide;
    for (const char c : word) wide += {c, '\0'};
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator{office.folder()}) {
        const std::string bytes = tests::bytes_of(entry.path());
        for (const std::string& form : {word, wide, text::to_base64(word)}) {
            if (bytes.find(form) != std::string::npos)
                found.push_back(entry.path().filename().string() + ": " + form);
        }
    }
    return found;
}

void erase(Office& office, std::int64_t worker, const std::string& second = "minh",
           const std::string& basis = "Điều 14")
{
    office.act([&](auto& write) { return casework::erase_worker(write, worker, "người nộp yêu cầu", basis); },
               second);
}

} // namespace

TEST_CASE("a person who is forgotten is nowhere in the files, and the numbers are not given again",
          "[erase][file]")
{
    Office office;
    const auto certificate = office.certify(tests::eligible_dossier("HOSO-0001-ERASE", identity, person));
    registry::Evidence scan;
    scan.worker = certificate.worker;
    scan.kind = "degree";
    office.act([&](auto& write) {
        return casework::record_evidence(write, office.rules().book.vocabulary, scan,
                                         casework::Scan{"bằng.pdf", "%PDF " + person});
    });
    office.certify(tests::eligible_dossier("HOSO-0002-ERASE", "999085000002", "Phạm Văn Ba"));
    REQUIRE_FALSE(files_with(office, identity).empty());
    REQUIRE_FALSE(files_with(office, "quynh").empty()); // a search word

    CHECK(tests::refusal_of([&] { erase(office, certificate.worker); }).fault() ==
          Fault::refused); // in force
    office.amend(certificate.certificate, casework::Amendment::revoke, "minh");
    CHECK(tests::refusal_of([&] { erase(office, certificate.worker, {}); }).fault() == Fault::refused);
    CHECK(tests::refusal_of([&] { erase(office, certificate.worker, "minh", " "); }).fault() ==
          Fault::invalid_input);
    erase(office, certificate.worker);

    for (const std::string& word : {person, identity, std::string{"quynh"}, std::string{"HOSO-0001-ERASE"}})
        CHECK(files_with(office, word) == std::vector<std::string>{});
    CHECK_FALSE(registry::find_worker(office.database(), certificate.worker));
    CHECK(registry::find_workers_by_name(office.database(), "quynh dao", newest_event, 10).empty());
    CHECK(registry::find_workers_by_name(office.database(), "pham ba", newest_event, 10).size() == 1);
    CHECK(registry::list_erasures(office.database()).size() == 1);
    CHECK(registry::next_worker(office.database()) == 3);
    CHECK(office.certify(tests::eligible_dossier("HOSO-0003-ERASE", "999085000003", "Võ Thị Tư")).ordinal ==
          3);
    CHECK(tests::refusal_of([&] { erase(office, certificate.worker); }).fault() == Fault::not_found);
}

TEST_CASE("numbers of a forgotten person's files and papers are not given again", "[erase]")
{
    Office office{date(2024, 9, 10)};
    office.act([](auto& write) {
        casework::set_letterhead(
            write, {1, "", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Đắk Lắk", "SKHCN", "H15.20", "GIÁM ĐỐC", "", ""});
    });
    office.record(tests::eligible_dossier("HOSO-0001-ERASE", identity, person));
    office.act([&](auto& write) {
        registry::Equipment unit;
        unit.facility = 1;
        unit.type = "ct";
        casework::record_equipment(write, office.rules(), unit);
    });
    const auto file = [&](const char* worker) {
        return office.act([&](auto& write) {
            const casework::Filing filing{worker, "F-1", "safety_officer"};
            const auto made = casework::file_application(write, office.rules(), filing);
            casework::notify_fee(write, office.rules(), {made.application});
            const auto paper =
                casework::issue_paper(write, office.rulebooks(), {made.application, "fee_notice"});
            return std::pair{made.application, paper.record.number};
        });
    };
    CHECK(file("W-1") == std::pair<std::string, std::string>{"H15.20-240910-0001", "1/TB-SKHCN"});
    office.record(tests::eligible_dossier("HOSO-0002-ERASE", "999085000002", "Phạm Văn Ba"));
    erase(office, 1);
    CHECK(file("W-2") == std::pair<std::string, std::string>{"H15.20-240910-0002", "2/TB-SKHCN"});
}

TEST_CASE("after the last certificate was forgotten its number is still taken", "[erase]")
{
    Office office;
    const auto certificate = office.certify(tests::eligible_dossier("HOSO-0001-ERASE", identity, person));
    office.amend(certificate.certificate, casework::Amendment::withdraw, "minh");
    erase(office, certificate.worker);
    CHECK(office.certify(tests::eligible_dossier("HOSO-0002-ERASE", "999085000002", "Phạm Văn Ba")).ordinal ==
          2);
}

TEST_CASE("a forgotten person takes nothing along that belongs to others", "[erase]")
{
    Office office;
    const auto one = office.record(tests::eligible_dossier("HOSO-0001-ERASE", identity, person));
    const auto other =
        office.record(tests::eligible_dossier("HOSO-0002-ERASE", "999085000002", "Phạm Văn Ba"));
    const auto before = office.screen("HOSO-0002-ERASE").determination;
    erase(office, one.worker);
    CHECK(registry::load_worker(office.database(), other.worker).full_name == "Phạm Văn Ba");
    const auto replay = casework::replay_screening(office.database(), office.rulebooks(), "HOSO-0002-ERASE");
    CHECK(replay.determination == before);
    CHECK(replay.same_dossier);
}

TEST_CASE("somebody who reads at the moment keeps forgotten words in the log, and the officer is told",
          "[erase][file]")
{
    Office office;
    const auto one = office.record(tests::eligible_dossier("HOSO-0001-ERASE", identity, person));
    std::optional<registry::Database> reader{std::in_place, office.place(), registry::Access::read};
    std::optional<registry::ReadScope> reading{std::in_place, *reader};
    registry::load_worker(*reader, one.worker); // its state of the register is fixed from here on
    const Error error = tests::refusal_of([&] { erase(office, one.worker); });
    CHECK(error.fault() == Fault::unavailable);
    CHECK(error.sentence().en.find("is recorded") != std::string::npos);
    CHECK_FALSE(registry::find_worker(office.database(), one.worker));
    reading.reset();
    reader.reset();
    office.close(); // as every program does at its end
    CHECK(files_with(office, identity) == std::vector<std::string>{});
}
