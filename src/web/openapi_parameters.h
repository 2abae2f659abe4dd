#pragma once

#include <string_view>
#include <vector>

#include "domain/words.h"

namespace radcert::web {

/// What a query of the interface may ask, with the JSON Schema of its value.
struct ApiParameter {
    std::string_view name;
    std::string_view schema;
    Words says;
};

const std::vector<ApiParameter>& query_parameters();

/// @throws std::logic_error  nobody described it
const ApiParameter& query_parameter(std::string_view name);

/// JSON Schema of a part of a path, such as {facility}.
std::string_view part_schema(std::string_view part);

} // namespace radcert::web
