#pragma once

#include <string_view>

#include "domain/words.h"

namespace radcert::casework {

/// The answer, the weightiest first: where several apply, the first of them is given.
enum class PaperAnswer : unsigned char {
    forged,   ///< not a statement, altered, or signed by another key than its office's
    mismatch, ///< genuine, but of another person than the paper says
    revoked,  ///< revoked, withdrawn, replaced, corrected since, or its holder's data were erased
    suspended,
    expired,  ///< its last day is over
    not_yet,  ///< its first day has not come
    unproven, ///< of an office whose key is not trusted here, or compared by the name alone
    stale,    ///< genuine, but nobody here knows whether it still stands
    valid
};

/// "revoked", for programs.
std::string_view name_of(PaperAnswer answer);
Words words_for(PaperAnswer answer);

} // namespace radcert::casework
