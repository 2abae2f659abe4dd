#pragma once

#include <string>

#include "rules/rulebook.h"

namespace radcert::rules {

/// One alternative of "applies to" as a phrase: "safety_officer; with: ct, xrf; medical facility". Everybody:
/// "every application".
std::string applies_words(const Vocabulary& vocabulary, const Applicability& asked, Language language);

/// "ct, xrf"
std::string device_words(const Vocabulary& vocabulary, DeviceSet set);

/// "province:NN, varans"; "each device by its own row"; "unknown".
std::string body_words(const AuthorityRow& row, Language language);

/// "2021-02-01..2025-06-30", "2026-01-01.."
std::string span_words(const Span& span);

} // namespace radcert::rules
