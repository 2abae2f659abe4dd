#include "web/rounds.h"

#include "casework/outbox.h"
#include "casework/reminders.h"
#include "casework/rulebooks.h"
#include "registry/export.h"
#include "web/import_spool.h"

namespace radcert::web {
namespace {

constexpr std::chrono::seconds a_round{50}; // a little less than a minute, so that no round is left out
constexpr std::chrono::hours a_day{24};

} // namespace

Rounds::Rounds(Office& office, std::optional<std::filesystem::path> outbox)
    : office_{office}, outbox_{std::move(outbox)}
{
}

void Rounds::go()
{
    import_spool(office_).sweep(); // its folder is this machine's
    registry::WebStore& store = office_.store();
    if (store.take_turn("sweep", a_round)) store.sweep({office_.options().idle, office_.options().absolute});
    if (outbox_) write_letters();
}

void Rounds::write_letters()
{
    registry::Database database = office_.open_reader();
    const Date today = day_in_vietnam(database.now());
    registry::WebStore& store = office_.store();
    const std::string turn = "letters " + to_iso(today);
    if (!store.take_turn(turn, a_day)) return;
    try {
        const registry::ReadScope one_state{database};
        casework::Rulebooks rulebooks;
        casework::Outbox outbox{*outbox_};
        for (const casework::Reminder& one :
             casework::reminders(database, rulebooks.in_force(database), AsOf{today, newest_event, today})) {
            if (store.was_told(one.id)) continue;
            outbox.put(one);
            store.note_told(
                one.id); // after it: a text that was written twice is better than one that was not
        }
        outbox.put("checkpoint-" + to_iso(today), registry::load_checkpoint(database));
        outbox.close();
    } catch (...) {
        store.give_turn_back(turn);
        throw;
    }
}

} // namespace radcert::web
