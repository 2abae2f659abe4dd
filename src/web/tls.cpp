#include "web/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <new>

#include "domain/error.h"

namespace radcert::web {
namespace {

[[noreturn]] void cannot_use(const std::string& file)
{
    const char* const known = ERR_reason_error_string(ERR_peek_error());
    const std::string reason = known != nullptr ? std::string{" ("} + known + ")" : "";
    ERR_clear_error();
    throw Error{
        Fault::invalid_input,
        {(file.empty() ? "thiếu một trong hai tệp của TLS" : file + ": không dùng được cho TLS") + reason,
         (file.empty() ? "one of the two files of TLS is missing" : file + ": cannot be used for TLS") +
             reason},
        {"cần tệp PEM: chứng chỉ kèm chuỗi, và khoá riêng của nó không có mật khẩu",
         "it takes PEM files: a certificate with its chain, and its private key without a password"}};
}

/// OpenSSL would else ask the terminal, and a server without one would hang.
int no_password(char*, int, int, void*)
{
    return 0;
}

} // namespace

void FreeTls::operator()(ssl_ctx_st* context) const
{
    SSL_CTX_free(context);
}

TlsContext tls_context(const std::string& certificate, const std::string& key)
{
    if (certificate.empty() || key.empty()) cannot_use({});
    TlsContext context{SSL_CTX_new(TLS_server_method())};
    SSL_CTX* const made = context.get();
    if (made == nullptr) throw std::bad_alloc{};
    SSL_CTX_set_min_proto_version(made, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(made, "ECDHE+AESGCM:ECDHE+CHACHA20"); // of 1.2; all of 1.3 are of that kind
    SSL_CTX_set_options(made,
                        SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(made, SSL_MODE_RELEASE_BUFFERS);         // 34 kB less for every connection that waits
    SSL_CTX_set_session_cache_mode(made, SSL_SESS_CACHE_OFF); // tickets carry sessions; a cache would grow
    SSL_CTX_set_default_passwd_cb(made, no_password);
    if (SSL_CTX_use_certificate_chain_file(made, certificate.c_str()) != 1) cannot_use(certificate);
    if (SSL_CTX_use_PrivateKey_file(made, key.c_str(), SSL_FILETYPE_PEM) != 1) cannot_use(key);
    if (SSL_CTX_check_private_key(made) != 1) cannot_use(key);
    return context;
}

} // namespace radcert::web
