#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "domain/vocabulary.h"
#include "web/page.h"

namespace radcert::web {

/// The provinces of a day as tiles, each with its figure and a link to what lies behind it. There is no map
/// with borders: none that shows the provinces of 2025, Hoàng Sa and Trường Sa is free to use
/// (stack-and-ux.md 0.8).
///
/// @param counts  by code of the province; codes that no province bears on the day are not shown
/// @param to      address of a province's list, made from its code
Tiles province_tiles(const Vocabulary& words, Date day, const Words& caption,
                     const std::map<std::string, std::int64_t>& counts,
                     std::string (*to)(const std::string& code));

/// How much lies under codes that no province bears on the day.
std::int64_t outside_of_tiles(const Vocabulary& words, Date day,
                              const std::map<std::string, std::int64_t>& counts);

} // namespace radcert::web
