#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "casework/reminders.h"

namespace radcert::casework {

/// A folder of texts that the office's mailer takes away. What was written once is remembered there in
/// written.txt, so that nothing is written again when its file is gone.
class Outbox {
public:
    /// Makes the folder where there is none. @throws Error unavailable: it cannot be made or read
    explicit Outbox(std::filesystem::path folder);

    /// Writes a reminder as "ID.txt": whom it goes to, then both languages.
    /// @return        whether it is new
    /// @throws Error  unavailable: it cannot be written
    bool put(const Reminder& reminder);
    /// The same for any other text, by the name of its file.
    bool put(const std::string& name, const std::string& text);
    /// Remembers what was written. @throws Error as `put`
    void close() const;

private:
    std::filesystem::path ledger() const { return folder_ / "written.txt"; }

    std::filesystem::path folder_;
    std::set<std::string> written_;
};

} // namespace radcert::casework
