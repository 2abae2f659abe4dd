#include "casework/file_life.h"

#include <algorithm>

#include "casework/deadlines.h"

namespace radcert::casework {
namespace {

using Made = registry::FileOfPeriod::Made;

bool decides(std::string_view act)
{
    return act == "grant" || act == "refuse";
}

std::vector<Made> steps_of(const registry::FileOfPeriod& file, Date to)
{
    if (file.kept_steps) return file.steps;
    std::vector<Made> steps{{"receive", "received", file.filed_on}};
    if (!file.decided_on || *file.decided_on > to) return steps;
    if (file.outcome == "granted") steps.push_back({"grant", "decided", *file.decided_on});
    if (file.outcome == "refused") steps.push_back({"refuse", "refused", *file.decided_on});
    return steps;
}

} // namespace

FileLife::FileLife(const rules::Workflow& workflow, const registry::FileOfPeriod& file, Date from, Date to)
    : workflow_{workflow}, file_{file}, steps_{steps_of(file, to)}, from_{from}, to_{to},
      end_unknown_{!file.kept_steps && file.withdrawn}
{
    for (const Made& step : steps_) {
        const Phase phase = phase_of(step.status);
        if (phase == Phase::open && !received_on_) received_on_ = step.on_day;
        if (!received_on_) { // not accepted, or taken back before it was
            status_ = step.status;
            continue;
        }
        if (step.on_day < from)
            before_ = phase;
        else if (phase == Phase::open)
            opened_in_period_ = true;
        if (phase == Phase::open) {
            ended_by_ = {};
            ended_on_.reset();
        } else if (decides(step.act) || step.act == "withdraw") {
            ended_by_ = step.act;
            ended_on_ = step.on_day;
        }
        now_ = phase;
        status_ = step.status;
    }
}

Phase FileLife::phase_of(std::string_view status) const
{
    if (status == "draft" || status == "submitted" || status == "refused_intake") return Phase::outside;
    const rules::DeskStatus* const known = workflow_.status(status);
    const bool ended = known != nullptr ? known->ended : status == "decided" || status == "refused";
    return ended ? Phase::ended : Phase::open;
}

bool FileLife::had(std::string_view act) const
{
    return std::ranges::any_of(steps_,
                               [&](const Made& step) { return step.act == act && step.on_day >= from_; });
}

std::size_t FileLife::count(std::string_view act) const
{
    return std::size_t(std::ranges::count(steps_, act, &Made::act));
}

std::vector<registry::Version<registry::Deadline>>
FileLife::clocks_until(const std::vector<registry::Version<registry::Deadline>>& clocks, Date on, bool ended)
{
    std::vector<registry::Version<registry::Deadline>> ran;
    for (const auto& version : clocks) {
        const registry::Deadline& clock = version.record;
        if (clock.clock == "extension" || clock.started_on > on) continue;
        const bool until_then = !clock.ended_on || *clock.ended_on > on;
        const bool by_result = clock.ended_by && (decides(*clock.ended_by) || *clock.ended_by == "withdraw");
        if (until_then || (ended && by_result)) ran.push_back(version);
    }
    return ran;
}

std::optional<registry::Deadline> FileLife::due() const
{
    auto ran = clocks_until(file_.clocks, ended_on_.value_or(to_), ended_on_.has_value());
    if (ended_on_) return due_of_result(ran);
    for (auto& version : ran) version.record.ended_on.reset(); // on that day it ran
    return next_due(ran);
}

} // namespace radcert::casework
