#include "casework/dossiers.h"

#include "demo/dossier_generator.h"
#include "rules/screen.h"
#include "rules/write_determination.h"
#include "tests/casework/office.h"
#include "tests/json.h"
#include "tests/rounds.h"
#include "text/read_dossier.h"

using namespace radcert;
using tests::Office;

namespace {

std::string determination_of(const casework::RulebookInUse& rules, const std::string& dossier)
{
    text::JsonReader reader;
    const Dossier read = text::read_dossier(reader, dossier, rules.book.vocabulary);
    rules::Screener screener{rules.program};
    rules::DeterminationWriter writer{rules.program};
    std::string out;
    writer.append(out, screener.screen(read));
    return out;
}

/// Records a dossier and composes it again, without keeping anything.
std::string there_and_back(Office& office, const std::string& dossier)
{
    registry::WriteScope write{office.writer(), {"lan", {}, "test", false}};
    const auto made = casework::record_application(write, office.rules(), dossier, "typed");
    return casework::compose_dossier(write.database(), made.application);
}

} // namespace

TEST_CASE("a dossier that was recorded is screened as the one that was filed: the published cases",
          "[dossiers]")
{
    Office office;
    for (const auto& file : tests::files_in("tests/contract/cases", "", ".json")) {
        INFO(file.string());
        const std::string filed = tests::contract_dossier(file.stem().string());
        CHECK(determination_of(office.rules(), there_and_back(office, filed)) ==
              determination_of(office.rules(), filed));
    }
}

TEST_CASE("a dossier that was recorded is screened as the one that was filed: made-up files of every kind",
          "[dossiers]")
{
    Office office;
    const demo::DossierGenerator generator;
    const std::size_t count = std::size_t(tests::rounds(400));
    for (std::size_t i = 0; i < count; ++i) {
        CAPTURE(i);
        const std::string filed = generator.dossier(i);
        CHECK(determination_of(office.rules(), there_and_back(office, filed)) ==
              determination_of(office.rules(), filed));
    }
}

TEST_CASE("a list that nobody recorded stays away, and one known to be empty is empty", "[dossiers]")
{
    Office office;
    auto dossier = tests::parsed(tests::contract_dossier("b-ct-complete"));
    dossier["evidence"].erase("doses");
    dossier["evidence"]["experience"] = nlohmann::json::array();
    const auto back = tests::parsed(there_and_back(office, dossier.dump()));
    CHECK_FALSE(back["evidence"].contains("doses"));
    CHECK(back["evidence"]["experience"] == nlohmann::json::array());
}

TEST_CASE("a second file of the same person finds the person, the facility and the papers", "[dossiers]")
{
    Office office;
    auto dossier = tests::parsed(tests::contract_dossier("b-ct-complete"));
    const auto first = office.record(dossier.dump());
    CHECK(first.new_worker);
    CHECK(first.new_facility);
    CHECK(first.evidence > 0);
    dossier["application"]["id"] = "B01-again";
    const auto second = office.record(dossier.dump());
    CHECK_FALSE(second.new_worker);
    CHECK_FALSE(second.new_facility);
    CHECK(second.worker == first.worker);
    CHECK(second.evidence == 0);
}

TEST_CASE("facts that contradict the register are refused, and nothing is recorded", "[dossiers]")
{
    Office office;
    auto dossier = tests::parsed(tests::contract_dossier("b-ct-complete"));
    office.record(dossier.dump());
    const EventNumber before = registry::journal_size(office.database());
    dossier["application"]["id"] = "B02";
    SECTION("another name under the same number")
    {
        dossier["worker"]["full_name"] = "Trần Văn Khác";
    }
    SECTION("another birth date")
    {
        dossier["worker"]["birth_date"] = "1980-01-01";
    }
    SECTION("another name of the facility")
    {
        dossier["application"]["facility"]["name"] = "Cơ sở khác";
    }
    const Error error = tests::refusal_of([&] { office.record(dossier.dump()); });
    CHECK(error.fault() == Fault::conflict);
    CHECK(registry::journal_size(office.database()) == before);
    CHECK_FALSE(registry::find_application(office.database(), "B02"));
}

TEST_CASE("an application number is given once", "[dossiers]")
{
    Office office;
    const std::string dossier = tests::contract_dossier("b-ct-complete");
    office.record(dossier);
    CHECK(tests::refusal_of([&] { office.record(dossier); }).fault() == Fault::conflict);
}
