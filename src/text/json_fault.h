#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "domain/words.h"

namespace radcert::text {

/// Where a text stops being JSON, and what was expected there.
struct JsonFault {
    Words sentence;
    std::size_t offset;
    bool too_deep{false};
};

/// The first place where the brackets, commas, colons, strings and words of `text` break the grammar or nest
/// too deep; empty when they do not. Numbers and escapes are not looked into.
///
/// For messages about a text that was refused already: the fast parser says that it is broken, seldom where.
std::optional<JsonFault> first_fault(std::string_view text);

/// "nested deeper than 64 levels"
Words nested_too_deep();

} // namespace radcert::text
