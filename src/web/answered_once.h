#pragma once

#include <optional>
#include <string>

#include "web/message.h"
#include "web/office.h"

namespace radcert::web {

/// A request of a program that must not be done twice, however often it is sent: it bears an Idempotency-Key
/// of its sender's. What was answered is kept for a day and answered again; what failed may be tried again.
///
/// Source: draft-ietf-httpapi-idempotency-key-header-07.
class AnsweredOnce {
public:
    /// Claims the key for this request.
    /// @param officer  reference of who asks; each has keys of their own
    /// @throws Error   usage: the key is none; conflict: it came with another request, or one is being worked
    /// on
    AnsweredOnce(Office& office, std::string officer, const Request& request);
    ~AnsweredOnce(); ///< gives the key free, unless an answer was kept or the claim is left
    AnsweredOnce(const AnsweredOnce&) = delete;
    AnsweredOnce& operator=(const AnsweredOnce&) = delete;

    /// The answer that was given before; empty: do the work.
    const std::optional<Response>& before() const { return before_; }
    /// Keeps the answer, where something was done.
    void keep(const Response& response);
    /// The work was done, or may have been, and there is no answer: whoever sends it again is told to look
    /// first.
    void leave_claimed() { open_ = false; }

private:
    Office& office_;
    std::string officer_, key_, digest_;
    std::optional<Response> before_;
    bool open_{false};
};

} // namespace radcert::web
