#pragma once

#include <optional>
#include <string_view>

#include "registry/desk.h"
#include "rules/workflow.h"

namespace radcert::casework {

/// In whose hands a file is, as far as a count cares.
enum class Phase : std::uint8_t { outside, open, ended };

/// What the steps of one file say about one period. A file recorded before steps were kept has two at most:
/// filed, and decided.
class FileLife {
public:
    /// @param file  with its steps up to the last day; must outlive this
    FileLife(const rules::Workflow& workflow, const registry::FileOfPeriod& file, Date from, Date to);

    /// A withdrawn file without steps: nobody knows when it was.
    bool end_unknown() const { return end_unknown_; }
    std::optional<Date> received_on() const { return received_on_; }
    bool received_in_period() const { return received_on_ && *received_on_ >= from_; }
    bool carried_over() const { return before_ == Phase::open; }
    /// It had ended before the period, and was opened again in it.
    bool reopened() const { return before_ == Phase::ended && opened_in_period_; }
    bool in_population() const { return received_in_period() || carried_over() || reopened(); }

    Phase phase() const { return now_; } ///< at the end of the last day
    std::string_view status() const { return status_; }
    /// The act by which it ended (grant, refuse, withdraw) and its day, where it has.
    std::string_view ended_by() const { return ended_by_; }
    std::optional<Date> ended_on() const { return ended_on_; }
    /// Whether there was a step of that kind in the period.
    bool had(std::string_view act) const;
    /// How many steps of that kind there were up to the last day.
    std::size_t count(std::string_view act) const;

    /// By when the result was due: of a file that has ended, by the clock that ran until then; of one that is
    /// open, the first of its running clocks. Empty: no such day is known.
    std::optional<registry::Deadline> due() const;

    /// The clocks that ran until a day; of a file that ended on it, those that its end stopped too.
    static std::vector<registry::Version<registry::Deadline>>
    clocks_until(const std::vector<registry::Version<registry::Deadline>>& clocks, Date on, bool ended);

private:
    Phase phase_of(std::string_view status) const;

    const rules::Workflow& workflow_;
    const registry::FileOfPeriod& file_;
    std::vector<registry::FileOfPeriod::Made> steps_;
    Date from_, to_;
    bool end_unknown_{false}, opened_in_period_{false};
    Phase before_{Phase::outside}, now_{Phase::outside};
    std::string_view status_, ended_by_;
    std::optional<Date> received_on_, ended_on_;
};

} // namespace radcert::casework
