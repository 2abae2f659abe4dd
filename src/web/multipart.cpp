#include "web/multipart.h"

#include <algorithm>

#include "text/utf8.h"

namespace radcert::web {
namespace {

constexpr std::size_t most_parts = 100, most_head = 2'048, longest_boundary = 70;

std::string lower(std::string_view text)
{
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? char(letter - 'A' + 'a') : letter;
    });
    return out;
}

/// The value of NAME="..." or NAME=... among the parameters of a header.
std::optional<std::string> parameter(std::string_view header, std::string_view name)
{
    std::size_t at = 0;
    while ((at = header.find(';', at)) != std::string_view::npos) {
        ++at;
        while (at < header.size() && header[at] == ' ') ++at;
        const auto equals = header.find('=', at);
        if (equals == std::string_view::npos) return std::nullopt;
        const bool wanted = lower(header.substr(at, equals - at)) == name;
        at = equals + 1;
        std::string value;
        if (at < header.size() && header[at] == '"') {
            for (++at; at < header.size() && header[at] != '"'; ++at) {
                // Browsers write a quotation mark in a name as %22; older ones put a backslash before it.
                if (header[at] == '\\' && at + 1 < header.size() && header[at + 1] == '"') ++at;
                value += header[at];
            }
            if (at == header.size()) return std::nullopt;
            ++at;
        } else {
            while (at < header.size() && header[at] != ';') value += header[at++];
        }
        if (wanted) return value;
    }
    return std::nullopt;
}

/// The Content-Disposition of a part's head.
std::optional<std::string_view> disposition(std::string_view head)
{
    while (!head.empty()) {
        const std::string_view line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(std::min(head.size(), line.size() + 2));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        if (lower(line.substr(0, colon)) == "content-disposition") return line.substr(colon + 1);
    }
    return std::nullopt;
}

bool take_part(std::string_view part, FormBody& form)
{
    const auto head_end = part.find("\r\n\r\n");
    if (head_end == std::string_view::npos || head_end > most_head) return false;
    const auto said = disposition(part.substr(0, head_end));
    if (!said || said->find("form-data") == std::string_view::npos) return false;
    const auto name = parameter(*said, "name");
    const auto file = parameter(*said, "filename");
    const std::string_view bytes = part.substr(head_end + 4);
    if (!name || text::first_invalid_utf8(*name) != name->size()) return false;
    if (file) {
        if (text::first_invalid_utf8(*file) != file->size()) return false;
        if (!file->empty() || !bytes.empty()) form.uploads.push_back({*name, *file, std::string{bytes}});
        return true;
    }
    if (text::first_invalid_utf8(bytes) != bytes.size() || bytes.find('\0') != std::string_view::npos)
        return false;
    form.values.add(*name, std::string{bytes});
    return true;
}

} // namespace

std::optional<FormBody> parse_multipart(std::string_view type, std::string_view body)
{
    const auto boundary = parameter(type, "boundary");
    if (!lower(type).starts_with("multipart/form-data") || !boundary || boundary->empty() ||
        boundary->size() > longest_boundary)
        return std::nullopt;
    const std::string mark = "\r\n--" + *boundary;
    if (!body.starts_with(std::string_view{mark}.substr(2))) return std::nullopt;
    body.remove_prefix(mark.size() - 2);
    FormBody form;
    for (std::size_t parts = 0; !body.starts_with("--"); ++parts) {
        if (!body.starts_with("\r\n") || parts == most_parts) return std::nullopt;
        const auto end = body.find(mark, 2);
        if (end == std::string_view::npos || !take_part(body.substr(2, end - 2), form)) return std::nullopt;
        body.remove_prefix(end + mark.size());
    }
    if (body != "--" && body != "--\r\n") return std::nullopt;
    return form;
}

} // namespace radcert::web
