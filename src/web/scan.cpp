#include "web/scan.h"

#include "web/visit.h"

namespace radcert::web {
namespace {

/// "giấy.pdf" of "C:\\fakepath\\giấy.pdf".
std::string last_part(const std::string& name)
{
    const auto stroke = name.find_last_of("/\\");
    return stroke == std::string::npos ? name : name.substr(stroke + 1);
}

} // namespace

std::optional<ScanType> scan_type(std::string_view bytes)
{
    constexpr std::string_view pdf = "%PDF-", jpeg = "\xFF\xD8\xFF", png = "\x89PNG\r\n\x1A\n";
    if (bytes.starts_with(pdf)) return ScanType{"application/pdf", "pdf"};
    if (bytes.starts_with(jpeg)) return ScanType{"image/jpeg", "jpg"};
    if (bytes.starts_with(png)) return ScanType{"image/png", "png"};
    return std::nullopt;
}

std::optional<casework::Scan> typed_scan(const Visit& visit, std::string_view field)
{
    const Upload* upload = visit.upload(field);
    if (upload == nullptr || upload->bytes.empty()) return std::nullopt;
    const auto type = scan_type(upload->bytes);
    if (!type)
        refuse_field(field,
                     {"tệp này không phải PDF, JPEG hay PNG", "this file is neither PDF, JPEG nor PNG"},
                     {"quét lại thành PDF", "scan the paper as PDF"});
    if (upload->bytes.size() > largest_scan)
        refuse_field(
            field, {"tệp lớn hơn 20 MiB", "the file is larger than 20 MiB"},
            {"quét với độ phân giải thấp hơn, 200-300 dpi", "scan it at a lower resolution, 200 to 300 dpi"});
    std::string name = last_part(upload->name);
    if (name.empty()) name = "scan." + std::string{type->ending};
    return casework::Scan{std::move(name), upload->bytes};
}

} // namespace radcert::web
