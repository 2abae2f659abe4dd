#pragma once

#include <string>
#include <string_view>

namespace radcert::registry {

/// A rulebook as it is kept, and the digest that names it (the one of rules::read_rulebook).
struct SettledText {
    std::string text, digest;
};

/// Brings {"files":[{"path","text"}],"overlays":[...]} into the one form in which it is kept: files sorted by
/// path, overlays named by their place, every text canonical. So the digest fixes every byte of it.
/// @throws Error  invalid_input: it is something else.
SettledText settle_rulebook_text(std::string_view text);

} // namespace radcert::registry
