#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/desk_acts.h"

namespace radcert::casework {

/// One act at the desk under way: the file, the day, and the records that it becomes.
class DeskActing {
public:
    /// @throws Error  not_found; conflict: the file has ended; refused, invalid_input: the day cannot be.
    DeskActing(registry::WriteScope& write, const DeskAct& act, const Words& what);

    /// Adds the step's records. @throws Error as desk_step.
    void step(const RulebookInUse& rules, std::string_view act);
    /// Records what was gathered, as one event.
    void record(const char* action);

private:
    registry::WriteScope& write_;

public:
    registry::Application file;
    Date on;
    std::optional<std::string> reason;
    std::vector<registry::AnyRecord> records;
};

/// An act that is nothing but its step.
void plain_step(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act,
                std::string_view step, const char* action, const Words& what);

/// How a message names the reason that an act asks for.
inline const Words reason_named{"lý do (--reason)", "the reason (--reason)"};

} // namespace radcert::casework
