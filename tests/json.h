#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "tests/catch.h"

// JSON as tests read and compare it, with a library of its own and not the program's reader. What is named
// here is compiled once, in json.cpp; in every test it would take seconds.

extern template class nlohmann::basic_json<>;

namespace radcert::tests {

using nlohmann::json;

json parsed(std::string_view text);

} // namespace radcert::tests

template <>
struct Catch::StringMaker<nlohmann::json> {
    static std::string convert(const nlohmann::json& value);
};
