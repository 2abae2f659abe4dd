#include "documents/qr_picture.h"

namespace radcert::documents {
namespace {

constexpr std::size_t quiet = 4; ///< modules of white around the code

/// The black modules of a row as one path, each run of them as one bar.
void append_row(std::string& path, const QrCode& code, std::size_t row)
{
    const auto black = [&](std::size_t column) { return code.black[row * code.size + column]; };
    for (std::size_t begin = 0; begin < code.size; ++begin) {
        if (!black(begin)) continue;
        std::size_t end = begin;
        while (end < code.size && black(end)) ++end;
        const std::string width = std::to_string(end - begin);
        path += 'M' + std::to_string(begin + quiet) + ' ' + std::to_string(row + quiet) + 'h' + width +
                "v1h-" + width + 'z';
        begin = end;
    }
}

} // namespace

std::string draw_svg(const QrCode& code)
{
    const std::string side = std::to_string(code.size + 2 * quiet);
    std::string path;
    for (std::size_t row = 0; row < code.size; ++row) append_row(path, code, row);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + ' ' + side +
           "\" shape-rendering=\"crispEdges\"><rect width=\"" + side + "\" height=\"" + side +
           "\" fill=\"#fff\"/><path d=\"" + path + "\"/></svg>";
}

} // namespace radcert::documents
