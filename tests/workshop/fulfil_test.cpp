#include "workshop/fulfil.h"

#include "tests/workshop/shipped.h"
#include "workshop/situations.h"

// Files made to order: empty ones to which a row applies, and full ones in which nothing is wrong.

namespace {

using namespace radcert;
using namespace radcert::tests;
using namespace radcert::workshop;

} // namespace

TEST_CASE("there is a file for every row of the shipped rulebook, on its first day", "[workshop]")
{
    const auto check = [](const rules::Row& row) {
        CAPTURE(row.id);
        const auto file = file_for(shipped().book, row, row.in_force.from);
        REQUIRE(file);
        rules::DeviceSet equipment = 0;
        for (const Device& device : file->application.facility.devices)
            equipment |= rules::DeviceSet{1} << device.type;
        CHECK(applies(row, file->application, equipment) == rules::Tri::yes);
    };
    for (const auto& row : shipped().book.requirements) check(row);
    for (const auto& row : shipped().book.authorities) check(row);
}

TEST_CASE("a file of every role, day and kind of equipment can be filled until it is in order", "[workshop]")
{
    rules::Screener screener{shipped().program};
    std::size_t eligible = 0, not_needed = 0;
    const auto files = every_situation(shipped().program);
    CHECK(files.size() > 300);
    for (const Dossier& empty : files) {
        const Fulfilment made = fulfil(screener, shipped().program, empty);
        std::string unmet = to_iso(empty.application.filed_on) + " " +
                            shipped().book.vocabulary.roles.word(empty.application.role);
        for (const auto row : made.unmet) unmet += " " + shipped().book.requirements[row].id;
        INFO(unmet);
        CHECK(made.unmet.empty());
        const Verdict verdict = screener.screen(made.file).verdict;
        eligible += verdict == Verdict::eligible;
        not_needed += verdict == Verdict::not_required;
        if (verdict != Verdict::eligible && verdict != Verdict::not_required) {
            // Nobody can fill the gap of a day without any law.
            CHECK(empty.application.filed_on < date(2010, 9, 5));
        }
    }
    CHECK(eligible > 200);
    CHECK(not_needed > 0);
}

TEST_CASE("filling a file changes what is in it, not whose it is or when it was filed", "[workshop]")
{
    rules::Screener screener{shipped().program};
    const auto role = shipped().book.vocabulary.roles.find("safety_officer").value();
    const auto type = shipped().book.vocabulary.equipment_types.find("ct").value();
    const Dossier empty =
        empty_file(shipped().book, date(2024, 5, 20), role, rules::DeviceSet{1} << type, true);
    const Dossier full = fulfil(screener, shipped().program, empty).file;
    CHECK(full.application.filed_on == empty.application.filed_on);
    CHECK(full.application.role == role);
    CHECK(full.worker.full_name == empty.worker.full_name);
    CHECK(full.evidence.trainings->size() == 3); // any, programme 1, programme 14
    std::vector<std::string> judged;
    for (const OfficerFinding& each : full.officer_findings) judged.push_back(*each.requirement);
    CHECK(judged == std::vector<std::string>{"LAW-QUALIFY-1"}); // whether it is suitable
}
