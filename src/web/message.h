#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace radcert::web {

// What is asked and what is answered, as plain values: whoever reads sockets (server.cpp) and whoever answers
// (answer.cpp) know nothing else of each other.

enum class Method : std::uint8_t { get, head, post, put, patch, remove };

/// "GET", ..., "DELETE".
std::string_view word(Method method);

/// Whether asking changes nothing (RFC 9110 section 9.2.1).
constexpr bool is_safe(Method method)
{
    return method == Method::get || method == Method::head;
}

struct Header {
    std::string name; ///< in small letters
    std::string value;
};

/// One request, complete and within its limits: one Host that is allowed, one length, no line folded.
struct Request {
    Method method{Method::get};
    std::string target; ///< as it was asked for: "/workers?name=thinh"
    std::vector<Header> headers;
    std::string body;
    std::string peer;   ///< address of who asks; for throttles, never for the log
    bool secure{false}; ///< came over TLS

    /// The value of a header. A name that stands twice gives the first.
    /// @param name  in small letters
    std::optional<std::string_view> header(std::string_view name) const;
};

struct Response {
    int status{200};
    std::vector<Header> headers;
    std::string body;

    void set(std::string_view name, std::string value); ///< in the place of any of that name
    void add(std::string_view name, std::string value);
};

/// Answers one request; never throws. One thread at a time calls it.
using Answer = std::function<Response(const Request&)>;

/// Whether whoever sends that header may bring a file: a body multipart/form-data that states a length beyond
/// `ServerLimits::body`. Empty: everybody may. Asked in the thread that reads; quick. What it throws is
/// answered with 503.
using MayUpload = std::function<bool(const Request&)>;

/// Makes the answerer of one thread: each has a connection of its own.
using AnswerMaker = std::function<Answer()>;

} // namespace radcert::web
