#pragma once

#include <cstdint>
#include <string>

#include "web/message.h"
#include "web/strictness.h"

namespace radcert::web {

/// How a response is sent.
struct Sending {
    bool head{false};   ///< HEAD asked for it: its length is told, its body is not sent
    bool close{false};  ///< the connection ends with it
    std::string date{}; ///< as `http_date` writes it; empty: not told
};

/// A refusal as plain text, in both languages.
Response refusal_response(const Refusal& refusal);

/// What is sent where an answer could not be made or must not be sent: 500.
Response failure_response();

/// What an answer tells the log and nobody else: what it calls the request, and why it could not be done.
constexpr std::string_view route_header{"x-radcert-route"}, trouble_header{"x-radcert-trouble"};

/// Takes one of these off the response and gives its value. Empty where there is none, or none that fits into
/// a line.
std::string take_note(Response& response, std::string_view header);

/// Whether every header is one line of its own (RFC 9110 section 5.5) and the status one that ends a request.
/// A value with a line end in it could begin a header, or an answer, of somebody else's making.
bool can_be_sent(const Response& response);

/// The status line and the header lines, to the empty line; `can_be_sent` of the response. Headers stand in
/// the order in which they were added. What the response says of its length, its connection and its date is
/// left out: that is the server's to say.
std::string head_text(const Response& response, const Sending& sending);

/// What is sent after it: nothing for HEAD, 204 and 304.
std::string_view body_text(const Response& response, const Sending& sending);

/// "Tue, 01 Jul 2025 08:30:00 GMT" (RFC 9110 section 5.6.7).
/// @param seconds  since 1970, UTC
std::string http_date(std::int64_t seconds);

} // namespace radcert::web
