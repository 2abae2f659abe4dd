#pragma once

#include <string>
#include <string_view>

#include "web/message.h"

namespace radcert::web {

/// Where a file of the program is found: "/assets/1f0c…/pico.min.css". The digest in it lets browsers keep
/// the file for good.
std::string asset_address(std::string_view name);

/// The file itself; 404 where there is none of that digest and name.
Response asset_response(std::string_view digest, std::string_view name);

} // namespace radcert::web
