#include <algorithm>

#include "casework/dossiers.h"
#include "demo/dossier_generator.h"
#include "tests/casework/office.h"
#include "tests/rounds.h"

using namespace radcert;
using tests::Office;

namespace {

struct Kept {
    std::string application, determination;
    std::int64_t worker;
};

/// Records and screens made-up files until so many are in; files that contradict an earlier one are left out.
std::vector<Kept> screen_many(Office& office, std::size_t count)
{
    std::vector<Kept> kept;
    const demo::DossierGenerator generator{7};
    registry::WriteScope write{office.writer(), {"lan", {}, "test", false}};
    for (std::size_t i = 0; kept.size() < count; ++i) {
        std::string dossier = generator.dossier(i);
        const std::string place = R"("facility":{"id":")"; // a facility of its own for each
        dossier.insert(dossier.find(place) + place.size(), std::to_string(i) + "-");
        try {
            const auto made = casework::record_application(write, office.rules(), dossier, "typed");
            auto screened = casework::screen_application(write, office.rulebooks(), {made.application, {}});
            kept.push_back({made.application, std::move(screened.determination), made.worker});
        } catch (const Error& error) {
            if (error.fault() != Fault::conflict) throw;
        }
    }
    write.commit();
    return kept;
}

/// Everything that later acts can change of a file's facts.
void correct_everything(Office& office, const std::vector<Kept>& kept)
{
    registry::WriteScope write{office.writer(), {"lan", "minh", "test", false}};
    registry::Database& database = write.database();
    for (const Kept& file : kept) {
        registry::Worker worker = registry::load_worker(database, file.worker);
        worker.birth_date = date(1999, 1, 1);
        worker.full_name += " Sửa";
        try {
            casework::correct_worker(write, worker, "sửa");
        } catch (const Error& error) {
            if (error.fault() != Fault::conflict) throw; // two files of one person
        }
        for (registry::Evidence piece : registry::evidence_of(database, file.worker)) {
            if (piece.kind == "dose" || piece.kind == "none") continue;
            casework::withdraw_evidence(write, file.worker, piece.evidence);
        }
        for (const auto& finding : registry::findings_of(database, file.application))
            casework::withdraw_judgement(write, file.application, finding.finding);
        casework::change_application(write, office.rules(), file.application,
                                     {date(2026, 12, 30), {}, {}, {}});
        registry::Facility facility = registry::load_facility(
            database, registry::load_application(database, file.application).facility);
        facility.medical = !facility.medical.value_or(false);
        write.record("facility.change", facility.subject,
                     {facility}); // its province may be of the former list
    }
    write.commit();
}

} // namespace

TEST_CASE("a thousand screenings made again after everything was corrected give the same bytes", "[replay]")
{
    Office office;
    const auto kept = screen_many(office, std::size_t(tests::rounds(1'000)));
    office.today(date(2027, 1, 5)); // after the last of the files
    correct_everything(office, kept);
    casework::RulebookFiles files{tests::shipped_files(), {}};
    files.overlays.push_back(
        {"overlay.json", tests::bytes_of("qualification-rules/samples/overlay-66-pet-ct.json")});
    office.act_of_two([&](auto& write) { return casework::adopt_rulebook(write, files, "đổi bộ quy định"); });

    std::size_t changed = 0;
    for (const Kept& file : kept) {
        INFO(file.application);
        const auto replay =
            casework::replay_screening(office.database(), office.rulebooks(), file.application);
        CHECK(replay.same_dossier);
        CHECK(replay.same_determination);
        REQUIRE(replay.determination == file.determination);
        changed += casework::facts_changed_since(office.database(), replay.record) ? 1 : 0;
    }
    CHECK(changed == kept.size()); // or the corrections would have proved nothing
}

TEST_CASE("a past screening can be looked at under the law of another day", "[replay]")
{
    Office office;
    office.record(tests::contract_dossier("b-ct-complete"));
    office.screen("B01");
    const auto past = casework::replay_screening(office.database(), office.rulebooks(), "B01");
    const auto then = casework::screen_under(past, office.rules(), {});
    CHECK(then == past.determination);
    CHECK(casework::screen_under(past, office.rules(), date(2026, 6, 1)) != past.determination);
    CHECK(tests::refusal_of([&] {
              casework::replay_screening(office.database(), office.rulebooks(), "B01", 2);
          }).fault() == Fault::not_found);
    CHECK(tests::refusal_of([&] {
              casework::replay_screening(office.database(), office.rulebooks(), "B09");
          }).fault() == Fault::not_found);
}

TEST_CASE("what was known then is told as it was known, and what is known now as it is", "[replay]")
{
    Office office{date(2025, 8, 1)};
    const auto recorded = office.record(tests::contract_dossier("b-ct-complete"));
    office.today(date(2025, 8, 10));
    registry::Worker worker = registry::load_worker(office.database(), recorded.worker);
    const std::string before = worker.full_name;
    worker.full_name = "Nguyễn Đức Thành";
    office.act([&](auto& write) { return casework::correct_worker(write, worker, "ghi nhầm"); });

    const auto known_by = [&](const char* moment) {
        return registry::event_known_by(office.database(), *parse_timestamp(moment));
    };
    CHECK(known_by("2025-07-31") == -1);
    CHECK_FALSE(registry::find_worker(office.database(), recorded.worker, known_by("2025-07-31")));
    CHECK(registry::load_worker(office.database(), recorded.worker, known_by("2025-08-09")).full_name ==
          before);
    CHECK(registry::load_worker(office.database(), recorded.worker, known_by("2025-08-10")).full_name ==
          "Nguyễn Đức Thành");
    CHECK(registry::load_worker(office.database(), recorded.worker).full_name == "Nguyễn Đức Thành");
}
