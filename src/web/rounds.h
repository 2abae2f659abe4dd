#pragma once

#include <filesystem>
#include <optional>

#include "web/office.h"

namespace radcert::web {

/// What a server does beside answering, a round a minute. Where several answer for one register, each work is
/// done by one of them: whoever takes its turn in the store that they share (registry/web_store.h). A server
/// that dies in its turn holds the others up until the turn is over, a day at most, and nothing is lost: what
/// there is to do follows from the register anew each day.
class Rounds {
public:
    /// @param outbox  the folder of casework/outbox.h, where once a day go the reminders of the day and the
    ///                newest signed checkpoint, "checkpoint-2026-11-28", which an auditor or a facility may
    ///                keep as a witness; empty: nobody takes anything away
    Rounds(Office& office, std::optional<std::filesystem::path> outbox);

    /// @throws Error  of the store, the register or the folder; the next round tries again
    void go();

private:
    void write_letters();

    Office& office_;
    std::optional<std::filesystem::path> outbox_;
};

} // namespace radcert::web
