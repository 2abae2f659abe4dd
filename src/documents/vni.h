#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace radcert::documents {

/// Text of the VNI-Windows fonts (VNI-Times) as UTF-8 with combining marks. A letter with a mark is the
/// letter and a byte for the mark: "Nguyeãn" is "Nguyễn"; đ, ơ, ư and the letters on i have bytes of their
/// own.
///
/// @param[out] stopped  the byte that these fonts do not have there; the text's size where all could be read
std::string from_vni(std::string_view bytes, std::size_t& stopped);

} // namespace radcert::documents
