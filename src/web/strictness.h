#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/words.h"
#include "web/limits.h"
#include "web/message.h"

namespace radcert::web {

// What is refused in a request before anybody reads it. An ordinary parser forgives much of this (folded
// lines, no Host, two lengths), and where two programs in a row forgive differently, one request hides in
// another.

/// Why a request is not answered.
struct Refusal {
    int status{400};
    Words sentence; ///< repeats nothing of the request
};

/// Whether bytes may stand in a header block: every line ends in CR LF, and no other control character but
/// the tab. A CR at the very end is given the benefit of the doubt: its LF may still be on the way.
///
/// @param text  from the first byte of the request line on
/// @param from  where to begin; what is before has been looked at
bool is_header_text(std::string_view text, std::size_t from);

/// What is wrong with a header block (RFC 9112); empty: nothing. Pure.
///
/// @param block  the request line to the empty line, both included; `is_header_text` of it
/// @param hosts  names that Host may bear, with any port: in small letters, IPv6 in brackets
/// @return 400, or 413 a length past counting, 414 target, 417 expectation, 421 host, 431 lines, 501 method
/// or
///         encoding, 505 version
std::optional<Refusal> refuse_head(std::string_view block, const ServerLimits& limits,
                                   const std::vector<std::string>& hosts);

/// The names that a server on an address bears, as `refuse_head` takes them: the address, localhost, and
/// others.
std::vector<std::string> allowed_hosts(const std::string& address, const std::vector<std::string>& others);

/// The method of a request line; empty: none that is answered here.
std::optional<Method> method_from(std::string_view word);

/// The text in small letters; ASCII only, as names of the protocol are.
std::string small_letters(std::string_view text);

} // namespace radcert::web
