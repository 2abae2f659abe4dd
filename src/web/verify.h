#pragma once

#include <chrono>

namespace radcert::web {

class Visit;

/// How long whoever asks has to wait before a certificate is checked for them: public checks are counted by
/// address, whichever door they come through. 0: now, and this one counts.
std::chrono::seconds wait_to_verify(Visit& visit);

} // namespace radcert::web
