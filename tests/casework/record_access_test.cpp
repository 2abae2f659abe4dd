#include "casework/record_access.h"

#include "casework/history.h"
#include "registry/export.h"
#include "registry/imports.h"
#include "registry/journal.h"
#include "registry/judgements.h"
#include "registry/replay.h"
#include "registry/verify.h"
#include "tests/casework/office.h"

using namespace radcert;
using tests::Office;
using tests::refusal_of;

namespace {

const std::string complete_record = tests::contract_dossier("b-ct-complete");

EventNumber view(Office& office, std::int64_t worker)
{
    const std::string subject = registry::load_worker(office.database(), worker).subject;
    return office.act([&](auto& write) { return casework::record_view(write, subject); });
}

registry::Report verified(Office& office)
{
    const auto keys = registry::KeyFile::load(office.key());
    registry::Database database{office.place(), registry::Access::read};
    return registry::verify_register(database, keys.verifying(), &keys, {true, true, true});
}

} // namespace

TEST_CASE("each view of a worker's file is one event about that worker, by whoever looked", "[access]")
{
    Office office;
    const std::int64_t worker = office.record(complete_record).worker;
    const EventNumber before = registry::journal_size(office.database());
    const EventNumber first = view(office, worker), second = view(office, worker);
    CHECK(first == before);
    CHECK(second == before + 1);
    CHECK(registry::journal_size(office.database()) == before + 2);
    const registry::Event event = registry::load_event(office.database(), first);
    CHECK(event.action == "worker.view");
    CHECK(event.subject == registry::load_worker(office.database(), worker).subject);
    CHECK(event.actor == registry::find_officer(office.database(), "lan")->officer);
}

TEST_CASE("a register whose files were looked at verifies, replays and is exported", "[access]")
{
    Office office;
    const std::int64_t worker = office.record(complete_record).worker;
    view(office, worker);
    const registry::Report report = verified(office);
    CHECK(report.clean());
    CHECK(report.payloads == report.events);

    const auto keys = registry::KeyFile::load(office.key());
    registry::Database replayed = registry::replay_journal(office.database(), keys);
    CHECK(registry::standing_digest(replayed) == registry::standing_digest(office.database()));
    const auto exported =
        registry::export_journal(office.database(), keys.verifying(), office.folder() / "out");
    CHECK(exported.events == registry::journal_size(office.database()));
}

TEST_CASE("looking at a file changes no fact of it", "[access]")
{
    Office office;
    const auto recorded = office.record(complete_record);
    const auto screened = office.screen(recorded.application);
    view(office, recorded.worker);
    CHECK_FALSE(casework::facts_changed_since(office.database(), screened.record));
    CHECK_NOTHROW(office.decide({recorded.application, "granted", {}, {}, {}}));
}

TEST_CASE("a view is told in the worker's history, and counts among the events of its day", "[access]")
{
    Office office{date(2025, 8, 12)};
    const std::int64_t worker = office.record(complete_record).worker;
    office.today(date(2025, 8, 13));
    const EventNumber viewed = view(office, worker);
    const auto history = casework::worker_history(office.database(), worker, newest_event);
    REQUIRE_FALSE(history.empty());
    CHECK(history.back().event.number == viewed);
    CHECK(history.back().changes.empty());
    const auto day = registry::events_of_period(office.database(), date(2025, 8, 13), date(2025, 8, 13));
    CHECK(day.first == viewed);
    CHECK(day.last == viewed);
}

TEST_CASE("an import can be undone though people it brought were looked at", "[access]")
{
    Office office;
    registry::Worker person;
    person.full_name = "Nguyễn Văn An";
    std::int64_t worker = 0;
    const EventNumber first = registry::journal_size(office.database());
    office.act([&](registry::WriteScope& write) {
        worker = casework::record_worker(write, person, {}).worker;
        registry::Import import;
        import.import = 1;
        import.first_event = first;
        import.status = "recorded";
        write.record("import.run", registry::load_register(write.database()).subject, {import});
    });
    const auto import = registry::load_import(office.database(), 1);
    view(office, worker);
    CHECK(registry::changed_since(office.database(), import).empty());

    auto corrected = registry::load_worker(office.database(), worker);
    corrected.full_name = "Nguyễn Văn Ân";
    office.act([&](registry::WriteScope& write) { casework::correct_worker(write, corrected, "gõ nhầm"); });
    CHECK(registry::changed_since(office.database(), import).size() == 1);
}

TEST_CASE("nobody looks at somebody who was forgotten, and the views of before are forgotten too", "[access]")
{
    Office office;
    const auto recorded = office.record(complete_record);
    const std::string subject = registry::load_worker(office.database(), recorded.worker).subject;
    view(office, recorded.worker);
    office.act_of_two(
        [&](auto& write) { return casework::erase_worker(write, recorded.worker, "yêu cầu", "Điều 14"); });
    CHECK(refusal_of([&] {
              office.act([&](auto& write) { return casework::record_view(write, subject); });
          }).fault() == Fault::refused);
    CHECK(refusal_of([&] {
              office.act([&](auto& write) { return casework::record_view(write, std::string(32, '0')); });
          }).fault() == Fault::integrity);
    CHECK(verified(office).clean());
}
