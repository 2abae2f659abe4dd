#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace radcert::registry {

/// Whose rows somebody sees. All empty: everybody's. Where several are given, a row has to pass each.
struct RowScope {
    std::optional<std::string> province;
    std::optional<std::int64_t> facility;
    std::optional<std::int64_t> worker;

    bool is_everything() const { return !province && !facility && !worker; }
};

} // namespace radcert::registry
