#pragma once

#include "registry/any_record.h"

namespace radcert::registry {

inline constexpr std::size_t longest_text = 4'000; ///< bytes; the longest that a form or a reason needs

/// Why the register would not keep a text; empty: it would.
Words trouble_of_text(std::string_view text);

/// Refuses a record whose text could not be read back or would deceive a reader: bytes that are not UTF-8,
/// control characters, marks that turn the direction of writing, texts longer than any field needs.
/// @throws Error  invalid_input, naming record and field.
void refuse_unclean_text(const AnyRecord& record);

} // namespace radcert::registry
