#include "web/strictness.h"

#include <algorithm>
#include <array>

namespace radcert::web {
namespace {

using MaybeRefusal = std::optional<Refusal>;

bool is_decimal(std::string_view text)
{
    return std::ranges::all_of(text, [](char byte) { return byte >= '0' && byte <= '9'; });
}

bool is_token(std::string_view text)
{
    constexpr std::string_view others{"!#$%&'*+-.^_`|~"}; // RFC 9110 section 5.6.2
    return !text.empty() && std::ranges::all_of(text, [&](char byte) {
        const char small = char(byte | 0x20);
        return (small >= 'a' && small <= 'z') || is_decimal({&byte, 1}) || others.find(byte) != others.npos;
    });
}

std::string_view without_blanks(std::string_view text)
{
    constexpr std::string_view blanks{" \t"};
    const auto first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

MaybeRefusal refuse_version(std::string_view version)
{
    if (version == "HTTP/1.1" || version == "HTTP/1.0") return {};
    const bool other = version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.' &&
                       is_decimal(version.substr(5, 1)) && is_decimal(version.substr(7));
    if (other) return Refusal{505, {"chỉ dùng HTTP/1.1", "only HTTP/1.1 is spoken here"}};
    return Refusal{400, {"dòng đầu của yêu cầu sai dạng", "the request line is malformed"}};
}

MaybeRefusal refuse_target(std::string_view target, std::size_t limit)
{
    if (target.size() > limit) return Refusal{414, {"địa chỉ quá dài", "the address is too long"}};
    // Absolute addresses, "host:port" and "*" are for proxies; a fragment never leaves a browser.
    const bool plain = target.starts_with('/') && std::ranges::all_of(target, [](char byte) {
                           return byte > ' ' && byte < '\x7F' && byte != '#';
                       });
    if (plain) return {};
    return Refusal{400,
                   {"địa chỉ phải bắt đầu bằng / và chỉ gồm ký tự ASCII, không có #",
                    "the address must start with / and be of ASCII characters without #"}};
}

MaybeRefusal refuse_request_line(std::string_view line, const ServerLimits& limits)
{
    const auto first = line.find(' '), second = line.find(' ', first + 1);
    if (first == line.npos || second == line.npos || !is_token(line.substr(0, first)))
        return Refusal{400, {"dòng đầu của yêu cầu sai dạng", "the request line is malformed"}};
    if (MaybeRefusal verdict = refuse_version(line.substr(second + 1))) return verdict;
    if (MaybeRefusal verdict = refuse_target(line.substr(first + 1, second - first - 1), limits.target))
        return verdict;
    if (method_from(line.substr(0, first))) return {};
    return Refusal{501,
                   {"máy chủ không biết phương thức này; dùng GET, HEAD, POST, PUT, PATCH hoặc DELETE",
                    "the server does not know this method; use GET, HEAD, POST, PUT, PATCH or DELETE"}};
}

/// The header lines on which hangs how the request is read.
struct Framing {
    bool version_1_0{false};
    std::size_t lines{0};
    std::vector<std::string_view> hosts{}, lengths{}, encodings{}, expectations{};

    void add(const std::string& name, std::string_view value)
    {
        if (name == "host") hosts.push_back(value);
        if (name == "content-length") lengths.push_back(value);
        if (name == "transfer-encoding") encodings.push_back(value);
        if (name == "expect") expectations.push_back(value);
    }
};

MaybeRefusal refuse_header_line(std::string_view line, Framing& framing)
{
    if (line.starts_with(' ') || line.starts_with('\t'))
        return Refusal{400, {"dòng tiêu đề bị ngắt", "a header line is folded"}};
    const auto colon = line.find(':');
    if (colon == line.npos || !is_token(line.substr(0, colon)))
        return Refusal{400,
                       {"dòng tiêu đề không có dạng “tên: giá trị”",
                        "a header line is not of the form \"name: value\""}};
    framing.add(small_letters(line.substr(0, colon)), without_blanks(line.substr(colon + 1)));
    return {};
}

MaybeRefusal refuse_host(const Framing& framing, const std::vector<std::string>& allowed)
{
    if (framing.hosts.size() != 1)
        return Refusal{400, {"phải có đúng một dòng Host", "there must be exactly one Host line"}};
    std::string name = small_letters(framing.hosts.front());
    const auto bracket = name.rfind(']');
    const auto colon = name.find(':', bracket == name.npos ? 0 : bracket);
    if (colon != name.npos && is_decimal(std::string_view{name}.substr(colon + 1))) name.resize(colon);
    if (std::ranges::find(allowed, name) != allowed.end()) return {};
    return Refusal{
        421,
        {"máy chủ này không có tên đó; xem lại địa chỉ, hoặc thêm tên vào cấu hình",
         "this server does not bear that name; look at the address, or add the name to the settings"}};
}

MaybeRefusal refuse_length(const Framing& framing)
{
    if (framing.lengths.empty()) return {};
    const std::string_view length = framing.lengths.front();
    if (framing.lengths.size() > 1 || length.empty() || !is_decimal(length))
        return Refusal{400, {"Content-Length phải là một số", "Content-Length must be one number"}};
    constexpr std::size_t countable = 18; // digits of a number of 64 bits
    if (length.size() > countable) return Refusal{413, {"nội dung quá lớn", "the body is too large"}};
    return {};
}

MaybeRefusal refuse_encoding(const Framing& framing)
{
    if (framing.encodings.empty()) return {};
    if (framing.encodings.size() > 1 || !framing.lengths.empty() || framing.version_1_0)
        return Refusal{
            400,
            {"không rõ nội dung dài bao nhiêu: nhiều Transfer-Encoding, có cả Content-Length, hoặc "
             "HTTP/1.0",
             "how long the body is, is unclear: several Transfer-Encoding, Content-Length beside it, "
             "or HTTP/1.0"}};
    if (framing.encodings.front() == "chunked") return {};
    return Refusal{501, {"Transfer-Encoding chỉ có thể là chunked", "Transfer-Encoding can only be chunked"}};
}

MaybeRefusal refuse_expectation(const Framing& framing)
{
    const bool known = std::ranges::all_of(framing.expectations, [](std::string_view expectation) {
        return small_letters(expectation) == "100-continue";
    });
    if (known) return {};
    return Refusal{417, {"Expect chỉ có thể là 100-continue", "Expect can only be 100-continue"}};
}

} // namespace

std::optional<Method> method_from(std::string_view word)
{
    constexpr std::array known{Method::get, Method::head,  Method::post,
                               Method::put, Method::patch, Method::remove};
    const auto found = std::ranges::find(known, word, [](Method method) { return web::word(method); });
    if (found == known.end()) return std::nullopt;
    return *found;
}

std::string small_letters(std::string_view text)
{
    std::string small{text};
    for (char& byte : small)
        if (byte >= 'A' && byte <= 'Z') byte = char(byte | 0x20);
    return small;
}

std::vector<std::string> allowed_hosts(const std::string& address, const std::vector<std::string>& others)
{
    const bool bare_v6 = address.find(':') != address.npos;
    std::vector<std::string> hosts{"localhost", small_letters(bare_v6 ? "[" + address + "]" : address)};
    for (const std::string& other : others) hosts.push_back(small_letters(other));
    return hosts;
}

bool is_header_text(std::string_view text, std::size_t from)
{
    for (std::size_t i = from; i < text.size(); ++i) {
        const char byte = text[i];
        if (byte == '\n' && (i == 0 || text[i - 1] != '\r')) return false;
        if (i > 0 && text[i - 1] == '\r' && byte != '\n') return false;
        const bool control = static_cast<unsigned char>(byte) < ' ' || byte == '\x7F';
        if (control && byte != '\t' && byte != '\r' && byte != '\n') return false;
    }
    return true;
}

std::optional<Refusal> refuse_head(std::string_view block, const ServerLimits& limits,
                                   const std::vector<std::string>& hosts)
{
    Framing framing;
    for (std::size_t begin = 0, end = 0; begin < block.size(); begin = end + 2) {
        end = block.find("\r\n", begin);
        const std::string_view line = block.substr(begin, end - begin);
        if (end == block.npos || line.empty()) break;
        const bool first = begin == 0;
        if (MaybeRefusal verdict =
                first ? refuse_request_line(line, limits) : refuse_header_line(line, framing))
            return verdict;
        if (first) framing.version_1_0 = line.ends_with("1.0");
        if (!first && ++framing.lines > limits.header_lines)
            return Refusal{431, {"quá nhiều dòng tiêu đề", "there are too many header lines"}};
    }
    if (MaybeRefusal verdict = refuse_host(framing, hosts)) return verdict;
    if (MaybeRefusal verdict = refuse_length(framing)) return verdict;
    if (MaybeRefusal verdict = refuse_encoding(framing)) return verdict;
    return refuse_expectation(framing);
}

} // namespace radcert::web
