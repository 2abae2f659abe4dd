#pragma once

#include <optional>
#include <string>

#include "web/message.h"

namespace radcert::web {

/// Takes from a request what a proxy in front of the server says of it: the last address of X-Forwarded-For,
/// and whether X-Forwarded-Proto is "https". Only where the request comes from that proxy: anybody can write
/// these headers, and their owner is throttled by them.
/// @param proxy  as `read_address` gives it, of the one proxy that is believed; empty: none
void believe_proxy(Request& request, const std::string& proxy);

/// An address of IPv4 or IPv6 in the one way of writing it (RFC 5952); empty: it is none, such as a name.
std::optional<std::string> read_address(const std::string& text);

/// By what an address is throttled: an IPv4 address itself, of IPv6 its first 64 bits, since who has one
/// address there has 2^64 of them (RFC 6177). What is no address stays as it is.
std::string network_of(const std::string& peer);

} // namespace radcert::web
