#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "web/visit.h"

namespace radcert::web {

// Who somebody is: the session's cookie, the password, and how often it may be guessed.

/// The cookie that carries the session. "__Host-": of this host alone, over TLS or to this machine itself,
/// for every path (RFC 6265bis section 4.1.3.2).
inline constexpr std::string_view session_cookie = "__Host-radcert";
/// A browser on which somebody signed in before: its guesses are counted apart, so that nobody can lock the
/// owner of an account out.
inline constexpr std::string_view known_cookie = "__Host-radcert-known";
inline constexpr std::string_view language_cookie = "__Host-radcert-language";
/// A sentence that the next page shows once.
inline constexpr std::string_view said_cookie = "__Host-radcert-said";

/// The value of a cookie. A name that is sent twice gives nothing: one of them is somebody else's.
std::optional<std::string> cookie(const Request& request, std::string_view name);

/// A Set-Cookie value: Secure, HttpOnly, SameSite=Lax, Path=/.
/// @param seconds  how long it is kept; 0: taken away; negative: until the browser is closed
std::string set_cookie(std::string_view name, std::string_view value, std::int64_t seconds);

/// Who asks: by the session's cookie, or by a token for programs (Authorization: Bearer). Empty: nobody, the
/// session has ended, the account was closed or its password changed since.
std::optional<SignedIn> who_asks(Shelf& shelf, const Request& request);

/// Whether the request bears a session or a token that is in use, whoever's it is: enough to let a large body
/// come in, and no more.
bool is_signed_in(Office& office, const Request& request);

/// What came of a password that was typed.
struct Checked {
    std::optional<registry::Officer> officer; ///< whose it is; empty: wrong, or not looked at
    std::chrono::seconds wait{0};             ///< before the next guess is looked at
};

/// Whether `password` is the one of the open account with that code. Guesses are throttled by account and by
/// address, and apart for browsers that are known. A name that nobody has takes as long as one that somebody
/// has.
/// @param known  value of the cookie of a known browser; may be empty
Checked check_password(Shelf& shelf, const std::string& code, std::string_view password,
                       const std::string& peer, const std::string& known);

/// The same for the second person of an act, who types it at the screen of the first: guesses are counted for
/// the two of them, so that no stranger can keep the second away.
/// @param actor  reference of the officer who acts
Checked check_second(Shelf& shelf, const std::string& actor, const std::string& code,
                     std::string_view password);

/// "đã thử sai nhiều lần; đợi 8 giây rồi thử lại"
Words wait_words(std::chrono::seconds wait);

/// The cookies of a new session: its own, and the one by which this browser is known from now on.
std::vector<Header> sign_in_cookies(Shelf& shelf, const registry::Officer& officer,
                                    const registry::Account& account);

void add_sign_in_routes(Routes& routes);

} // namespace radcert::web
