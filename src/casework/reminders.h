#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/rulebooks.h"
#include "domain/as_of.h"

namespace radcert::casework {

enum class ReminderKind : std::uint8_t { certificate, training, supplement, file, consultation, undated };

std::string_view word(ReminderKind kind);
const Words& name(ReminderKind kind);

struct Reminder;

/// How near it is, with its unit: "còn không quá 30 ngày".
Words stage_name(const Reminder& reminder);

/// Somebody who has to be told something by a day. Nothing of it is kept: it follows from the register and
/// the day.
struct Reminder {
    std::string
        id; ///< of letters, digits, "-" and "."; the same reminder always has the same, another another
    ReminderKind kind{};
    std::string about;   ///< number of the certificate or file, or "W-17"
    std::string stage;   ///< "90", "60", "30" days; "33", "36" months; "due", "overdue", "undated"
    Date due{};          ///< day by which something happens or has to happen
    std::string to;      ///< facility, or officer
    std::string address; ///< e-mail; else telephone; empty: no address is recorded
    Words first_line;    ///< "[radcert] …": everything that matters; no personal data but the number
    Words text; ///< what follows it, lines ended by LF; names only who works at the facility that it goes to
    std::optional<std::int64_t> facility; ///< that it is about; absent: not known
    std::string province;                 ///< of the file, else of that facility's head office
};

/// Who must be told what on a day, by the day that it is about:
///
/// - certificates in force that expire within 90, 60, 30 days and that no later one replaces: to the facility
/// where the
///   holder is in post, else where it was applied for, then without a name;
/// - trainings of people in post that were completed 33 months ago or more, and again from 36: to the
/// facility;
/// - supplements that are asked for by a day, from 7 days before it: to the facility;
/// - files and consultations that are due within 2 working days, or overdue: to the officer who last worked
/// on the file.
///
/// One reminder for each stage. Source: stack-and-ux.md 4.1; Circular 34/2014/TT-BKHCN Art. 5(2) for
/// trainings.
std::vector<Reminder> reminders(registry::Database& database, const RulebookInUse& rules, AsOf as_of);

} // namespace radcert::casework
