#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/address.h"

namespace radcert::web {

/// A file that came with a form. Its name is the sender's: shown, never used as a path.
struct Upload {
    std::string field, name, bytes;
};

/// What a form sent.
struct FormBody {
    Parameters values;
    std::vector<Upload> uploads;
};

/// Takes a multipart/form-data body apart (RFC 7578): strict about boundaries and headers, at most 100 parts.
/// A part with a file name is an upload; one of no bytes and no name is none. Values must be UTF-8.
/// @param type  the Content-Type header
/// @return      empty: it is not such a body
std::optional<FormBody> parse_multipart(std::string_view type, std::string_view body);

} // namespace radcert::web
