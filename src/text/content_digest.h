#pragma once

#include <string>
#include <string_view>

#include "text/digest.h"
#include "text/json.h"

namespace radcert::text {

/// Names a set of JSON files by its content: the digest of one canonical object that holds every file under
/// its name, in the order in which they are added. How a file was laid out makes no difference.
class ContentDigest {
public:
    void add(std::string_view name, const JsonValue& file);
    /// The digest, hexadecimal; the object is used up.
    std::string hex();

private:
    Sha256 sha256_;
    std::string piece_;
    bool first_{true};
};

} // namespace radcert::text
