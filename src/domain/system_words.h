#pragma once

#include "domain/words.h"

namespace radcert {

/// What an error number of the system (errno.h) means to the person at the desk; in English the system's own
/// words. Numbers that nobody meets at a desk are told in English alone.
Words system_words(int code);

} // namespace radcert
