#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "casework/record_worker.h"

namespace radcert::web {

class Visit;

constexpr std::size_t largest_scan = 20u << 20; ///< bytes

/// What a scanned paper's bytes begin like: nobody's word is taken for it, neither the name's nor the
/// browser's.
struct ScanType {
    std::string_view type;   ///< "application/pdf"
    std::string_view ending; ///< "pdf"
};
/// PDF, JPEG or PNG; empty: none of them.
std::optional<ScanType> scan_type(std::string_view bytes);

/// The scan that a form brought in a field; empty where none came. Its name is kept without folders.
/// @throws Error  invalid_input, at the field: neither PDF, JPEG nor PNG, or larger than `largest_scan`
std::optional<casework::Scan> typed_scan(const Visit& visit, std::string_view field);

} // namespace radcert::web
