#pragma once

#include <string>

#include "domain/words.h"

namespace radcert::cli {

/// What CLI11 says of a command line that it cannot parse, for the person who typed it: its English and the
/// Vietnamese of the sentences that it has.
Words parse_trouble(const std::string& english);

} // namespace radcert::cli
