#include "casework/known_facts.h"

#include <algorithm>

#include "registry/journal.h"
#include "tests/casework/office.h"

using namespace radcert;
using casework::differences_between;
using casework::KnownDifference;
using casework::KnownPart;
using tests::eligible_dossier;
using tests::Office;

namespace {

const KnownDifference* find(const std::vector<KnownDifference>& all, const std::string& record,
                            const std::string& field)
{
    const auto found = std::ranges::find_if(
        all, [&](const KnownDifference& one) { return one.record == record && one.field.key == field; });
    return found == all.end() ? nullptr : &*found;
}

struct Moments {
    Office office{date(2025, 7, 1)};
    registry::Certificate certificate;
    AsOf before, after;

    Moments()
    {
        certificate = office.certify(eligible_dossier("H66-1", "999000000001", "Nguyễn Văn Một"));
        before = {date(2025, 7, 1), registry::journal_size(office.database()) - 1};
        office.today(date(2025, 8, 1));
        office.amend(certificate.certificate, casework::Amendment::suspend, "minh");
        auto worker = registry::load_worker(office.database(), 1);
        worker.birth_year.reset();
        office.act([&](auto& write) { return casework::correct_worker(write, worker, "ghi thêm"); });
        after = {date(2025, 8, 1)};
    }
    std::vector<KnownPart> worker(AsOf as_of)
    {
        const casework::FieldCells cells{office.rules().book.vocabulary, as_of.in_force, Language::vi};
        return casework::worker_as_known(office.database(), cells, 1, as_of);
    }
};

} // namespace

TEST_CASE("two moments of a person differ in what was recorded between them, and in nothing else",
          "[compare]")
{
    Moments moments;
    const auto differences =
        differences_between(moments.worker(moments.before), moments.worker(moments.after));
    REQUIRE(differences.size() == 2);
    const auto* const note = find(differences, "worker W-1", "note");
    REQUIRE(note != nullptr);
    CHECK(note->before.absent());
    CHECK(note->after.word() == "ghi thêm");
    const auto* const status = find(differences, "certificate " + moments.certificate.certificate, "status");
    REQUIRE(status != nullptr);
    CHECK(status->before.word() == "in_force");
    CHECK(status->after.word() == "suspended");
    CHECK(differences_between(moments.worker(moments.after), moments.worker(moments.after)).empty());
}

TEST_CASE("a record that one moment lacks differs in everything that is recorded", "[compare]")
{
    Moments moments;
    const AsOf nothing{date(2025, 6, 1), -1};
    CHECK(moments.worker(nothing).empty());
    const auto differences = differences_between(moments.worker(nothing), moments.worker(moments.before));
    const auto* const name = find(differences, "worker W-1", "full_name");
    REQUIRE(name != nullptr);
    CHECK(name->before.absent());
    CHECK(name->after.word() == "Nguyễn Văn Một");
    CHECK(find(differences, "worker W-1", "note") == nullptr); // neither moment tells it
}

TEST_CASE("identity numbers are masked", "[compare]")
{
    Moments moments;
    for (const KnownPart& part : moments.worker(moments.after)) {
        CHECK(part.record.find("999000000001") == std::string::npos);
        for (const auto& field : part.facts.fields())
            CHECK(field.value.word().find("999000000001") == std::string::npos);
    }
}

TEST_CASE("every noun can be known at a moment", "[compare]")
{
    Moments moments;
    registry::Database& database = moments.office.database();
    const casework::FieldCells cells{moments.office.rules().book.vocabulary, date(2025, 8, 1), Language::en};
    CHECK(casework::application_as_known(database, cells, "H66-1", moments.after).size() >= 4);
    CHECK(casework::certificate_as_known(database, cells, moments.certificate.certificate, moments.after)
              .size() == 1);
    CHECK_FALSE(casework::facility_as_known(database, cells, 1, moments.after).empty());
    CHECK(casework::equipment_as_known(database, cells, 99, moments.after).empty());
    CHECK(casework::application_as_known(database, cells, "none", moments.after).empty());
}
