#include "text/content_digest.h"

#include "text/canonical_json.h"

namespace radcert::text {

void ContentDigest::add(std::string_view name, const JsonValue& file)
{
    piece_.assign(first_ ? "{" : ",");
    first_ = false;
    append_json_string(piece_, name);
    piece_ += ':';
    append_canonical(piece_, file);
    sha256_.add(piece_);
}

std::string ContentDigest::hex()
{
    sha256_.add("}");
    return sha256_.hex();
}

} // namespace radcert::text
