#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/message.h"

namespace radcert::web {

/// What the table of routes does not say of a route of the interface: names of schemas.
struct ApiRoute {
    Method method{};
    std::string_view path;
    std::string_view body; ///< empty: it takes none
    std::string_view answer;
    int status{200}; ///< of an answer where all went well
    bool body_needed{true};
};

/// One for each route under /api/v1; a test looks for those that are missing.
const std::vector<ApiRoute>& api_routes();

/// What the interface can be asked and what it answers, made from the table of routes: OpenAPI 3.1, JSON.
/// @throws std::logic_error  a route of the interface has no row above, or asks what nobody described.
const std::string& openapi_document();

} // namespace radcert::web
