#include "web/forwarded.h"

#include <arpa/inet.h>

#include <array>

#include "text/digest.h"

namespace radcert::web {
namespace {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The proxy adds whom it saw at the end; what stands before was said by them.
std::string last_address(const Request& request)
{
    std::string_view last;
    for (const Header& header : request.headers) {
        if (header.name != "x-forwarded-for") continue;
        const std::string_view all = header.value;
        last = trimmed(all.substr(all.rfind(',') + 1));
    }
    return std::string{last};
}

} // namespace

std::optional<std::string> read_address(const std::string& text)
{
    in_addr four{};
    in6_addr six{};
    std::array<char, INET6_ADDRSTRLEN> written{};
    if (::inet_pton(AF_INET, text.c_str(), &four) == 1)
        return ::inet_ntop(AF_INET, &four, written.data(), written.size());
    if (::inet_pton(AF_INET6, text.c_str(), &six) != 1) return std::nullopt;
    if (IN6_IS_ADDR_V4MAPPED(&six)) // an address of IPv4, as a socket for both gives it
        return ::inet_ntop(AF_INET, &six.s6_addr[12], written.data(), written.size());
    return ::inet_ntop(AF_INET6, &six, written.data(), written.size());
}

void believe_proxy(Request& request, const std::string& proxy)
{
    if (proxy.empty() || request.peer != proxy) return;
    if (const auto address = read_address(last_address(request))) request.peer = *address;
    if (request.header("x-forwarded-proto") == "https") request.secure = true;
}

std::string network_of(const std::string& peer)
{
    std::array<unsigned char, 16> bytes{};
    if (::inet_pton(AF_INET6, peer.c_str(), bytes.data()) != 1) return peer;
    return text::to_hex(std::span<const unsigned char>{bytes.data(), 8}) + "::/64";
}

} // namespace radcert::web
