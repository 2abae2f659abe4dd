#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace radcert::demo {

/// How much a large made-up register holds, to the record.
struct Size {
    std::string_view name;
    std::int64_t facilities{}, workers{}, certificates{}, events{};
};

/// A large province; fifty times the country; and what only a database server takes.
constexpr std::array<Size, 3> sizes{{{"S", 500, 5'000, 10'000, 100'000},
                                     {"M", 10'000, 100'000, 250'000, 2'000'000},
                                     {"L", 100'000, 1'000'000, 3'000'000, 20'000'000}}};

/// The same shape with so many parts of it left.
constexpr Size one_of(const Size& size, std::int64_t parts)
{
    return {size.name, size.facilities / parts, size.workers / parts, size.certificates / parts,
            size.events / parts};
}

} // namespace radcert::demo
