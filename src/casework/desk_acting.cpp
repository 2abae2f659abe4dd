#include "casework/desk_acting.h"

#include "casework/desk.h"
#include "casework/four_eyes.h"
#include "casework/open_application.h"
#include "registry/workers.h"
#include "text/vietnamese.h"

namespace radcert::casework {

DeskActing::DeskActing(registry::WriteScope& write, const DeskAct& act, const Words& what)
    : write_{write}, file{load_open_application(write.database(), act.application)},
      on{day_of_act(write, act.on, what)}
{
    if (on < file.filed_on) {
        throw Error{
            Fault::invalid_input,
            {what.vi + " ngày " + to_dmy(on) + ": trước ngày nộp " + to_dmy(file.filed_on),
             what.en + " on " + to_dmy(on) + ": before the file was filed on " + to_dmy(file.filed_on)}};
    }
    if (!act.reason.empty()) reason = text::nfc(act.reason);
}

void DeskActing::step(const RulebookInUse& rules, std::string_view act)
{
    for (registry::AnyRecord& made : desk_step(write_, rules, file, {act, on, reason, {}}))
        records.push_back(std::move(made));
}

void DeskActing::record(const char* action)
{
    write_.record(action, registry::load_worker(write_.database(), file.worker).subject, records);
}

void plain_step(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act,
                std::string_view step, const char* action, const Words& what)
{
    DeskActing acting{write, act, what};
    acting.step(rules, step);
    acting.record(action);
}

} // namespace radcert::casework
