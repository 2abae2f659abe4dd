#pragma once

#include <memory>
#include <string>

struct ssl_ctx_st; // OpenSSL's SSL_CTX

namespace radcert::web {

struct FreeTls {
    void operator()(ssl_ctx_st* context) const;
};
using TlsContext = std::unique_ptr<ssl_ctx_st, FreeTls>;

/// What a server's TLS is made with: version 1.2 or 1.3, and ciphers with forward secrecy and authentication.
///
/// @param certificate  PEM file, the server's own first and then its chain
/// @param key          PEM file, not encrypted
/// @throws Error invalid_input: a file cannot be read, or the key is another certificate's
TlsContext tls_context(const std::string& certificate, const std::string& key);

} // namespace radcert::web
