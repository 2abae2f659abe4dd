#pragma once

#include <string_view>
#include <vector>

namespace radcert::web {

/// A file of the folder `assets`, or one of `schema` that programs are told of, built into the program: it
/// runs where no such folder is.
struct Asset {
    std::string_view name; ///< "pico.min.css", "templates/layout.mustache", "schema/dossier.schema.json"
    std::string_view text;
};

/// All of them, by name.
const std::vector<Asset>& assets();

} // namespace radcert::web
