#pragma once

#include <string_view>
#include <vector>

namespace radcert::web {

/// A file of the folder `assets`, one of `schema` that programs are told of, or one of the manual, built into
/// the program: it runs where no such folder is.
struct Asset {
    std::string_view name; ///< "pico.min.css", "templates/layout.mustache", "schema/dossier.schema.json",
                           ///< "manual/vi/officer.md"; pictures of the manual: "officer-work.vi.png"
    std::string_view text; ///< or bytes
};

/// All of them, by name.
const std::vector<Asset>& assets();

} // namespace radcert::web
