#pragma once

#include <string>

#include "web/message.h"

namespace radcert::web {

/// Takes from a request what a proxy in front of the server says of it: the last address of X-Forwarded-For,
/// and whether X-Forwarded-Proto is "https". Only where the request comes from that proxy: anybody can write
/// these headers, and their owner is throttled by them.
/// @param proxy  address of the one proxy that is believed; empty: none
void believe_proxy(Request& request, const std::string& proxy);

/// By what an address is throttled: an IPv4 address itself, of IPv6 its first 64 bits, since who has one
/// address there has 2^64 of them (RFC 6177). What is no address stays as it is.
std::string network_of(const std::string& peer);

} // namespace radcert::web
