#include "papers/cms.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

#include "domain/as_of.h"
#include "domain/error.h"

namespace radcert::papers {
namespace {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* owned) const
    {
        release(owned);
    }
};
void free_certificates(STACK_OF(X509) * all)
{
    sk_X509_pop_free(all, X509_free);
}
void free_views(STACK_OF(X509) * all)
{
    sk_X509_free(all);
}

template <class T, auto release>
using Owned = std::unique_ptr<T, Release<release>>;
using Bio = Owned<BIO, BIO_free_all>;
using Cms = Owned<CMS_ContentInfo, CMS_ContentInfo_free>;
using Certificate = Owned<X509, X509_free>;
using Certificates = Owned<STACK_OF(X509), free_certificates>;
using CertificateViews = Owned<STACK_OF(X509), free_views>;
using PrivateKey = Owned<EVP_PKEY, EVP_PKEY_free>;

/// OpenSSL's own words, which are English; those that people meet are told in Vietnamese too.
Words with_vietnamese(const char* text)
{
    static const std::pair<std::string_view, const char*> known[] = {
        {"mac verify failure", "sai mật khẩu của tệp PKCS#12"},
        {"verification failure", "nội dung không phải nội dung đã ký"},
        {"content verify error", "nội dung không phải nội dung đã ký"},
        {"unable to get local issuer certificate",
         "chứng thư người ký không dẫn tới chứng thư gốc nào được tin"},
        {"unable to get issuer certificate", "chứng thư người ký không dẫn tới chứng thư gốc nào được tin"},
        {"unable to verify the first certificate",
         "chứng thư người ký không dẫn tới chứng thư gốc nào được tin"},
        {"self-signed certificate", "chứng thư tự ký, không nằm trong số được tin"},
        {"self-signed certificate in certificate chain", "chứng thư gốc không nằm trong số được tin"},
        {"certificate has expired", "chứng thư đã hết hạn vào lúc ký"},
        {"certificate is not yet valid", "chứng thư chưa có hiệu lực vào lúc ký"}};
    const std::string_view english = text != nullptr ? text : "no reason given";
    for (const auto& [en, vi] : known)
        if (en == english) return {vi, std::string{en}};
    return {"OpenSSL: " + std::string{english}, std::string{english}};
}

Words reason_of_openssl()
{
    const unsigned long code = ERR_peek_last_error();
    const char* const reason = code != 0 ? ERR_reason_error_string(code) : nullptr;
    ERR_clear_error();
    return with_vietnamese(reason);
}

[[noreturn]] void refuse_key(const Words& why)
{
    throw Error{Fault::refused,
                {"không ký được: " + why.vi, "cannot sign: " + why.en},
                {"kiểm tra tệp PKCS#12 và mật khẩu của nó (--password-file)",
                 "check the PKCS#12 file and its password (--password-file)"}};
}

/// Where signing itself fails.
template <class T>
T* made(T* object)
{
    if (object == nullptr) refuse_key(reason_of_openssl());
    return object;
}
void must(bool done)
{
    static int something = 0;
    made(done ? &something : nullptr);
}

Bio bytes_to_read(std::string_view bytes)
{
    return Bio{made(BIO_new_mem_buf(bytes.data(), int(bytes.size())))};
}

std::string joined(const std::vector<std::string_view>& parts)
{
    std::string all;
    for (const std::string_view part : parts) all += part;
    return all;
}

/// DER of what OpenSSL's `encode` (i2d_...) writes.
template <class T>
std::string der_of(int (*encode)(const T*, unsigned char**), const T* object)
{
    unsigned char* bytes = nullptr;
    const int size = encode(object, &bytes);
    must(size > 0);
    std::string der{reinterpret_cast<const char*>(bytes), std::size_t(size)};
    OPENSSL_free(bytes);
    return der;
}

std::string der_header(unsigned char tag, std::size_t size)
{
    std::string length;
    for (std::size_t rest = size; rest > 0; rest >>= 8) length.insert(length.begin(), char(rest & 0xFF));
    if (size >= 0x80) length.insert(length.begin(), char(0x80 | length.size()));
    return char(tag) + length;
}

/// What is signed (RFC 5652 section 5.4): the attributes as a SET OF in DER, whatever their order is
/// elsewhere.
std::string signed_attributes(CMS_SignerInfo* signer)
{
    std::vector<std::string> attributes;
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i)
        attributes.push_back(der_of<X509_ATTRIBUTE>(i2d_X509_ATTRIBUTE, CMS_signed_get_attr(signer, i)));
    std::ranges::sort(attributes);
    std::string set;
    for (const std::string& attribute : attributes) set += attribute;
    return der_header(0x31, set.size()) + set;
}

std::string signature_of(EVP_PKEY* key, std::string_view message)
{
    const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context{made(EVP_MD_CTX_new())};
    must(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1);
    const auto* const bytes = reinterpret_cast<const unsigned char*>(message.data());
    std::size_t size = 0;
    must(EVP_DigestSign(context.get(), nullptr, &size, bytes, message.size()) == 1);
    std::string signature(size, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(signature.data());
    must(EVP_DigestSign(context.get(), to, &size, bytes, message.size()) == 1);
    signature.resize(size);
    return signature;
}

std::string subject_of(const X509* certificate)
{
    const Bio out{made(BIO_new(BIO_s_mem()))};
    X509_NAME_print_ex(out.get(), X509_get_subject_name(certificate), 0,
                       XN_FLAG_RFC2253 & ~unsigned(ASN1_STRFLGS_ESC_MSB)); // UTF-8 as it is
    char* text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return {text, std::size_t(size)};
}

/// "2026-11-21T01:30:00Z" in seconds since 1970; empty for anything else.
std::optional<std::int64_t> seconds_of(const std::string& moment)
{
    const auto read = parse_timestamp(moment);
    const auto day = read ? parse_date(std::string_view{read->utc}.substr(0, 10)) : std::nullopt;
    if (!day) return std::nullopt;
    const auto two = [&](std::size_t at) { return std::stoll(read->utc.substr(at, 2)); };
    return day->time_since_epoch().count() * 86'400 + two(11) * 3'600 + two(14) * 60 + two(17);
}

/// The time in the CMS, where the signer put it there.
std::string signing_time(const CMS_SignerInfo* signer)
{
    const int at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    X509_ATTRIBUTE* const attribute = at >= 0 ? CMS_signed_get_attr(signer, at) : nullptr;
    const ASN1_TYPE* const value = attribute != nullptr ? X509_ATTRIBUTE_get0_type(attribute, 0) : nullptr;
    tm parts{};
    const bool is_time =
        value != nullptr && (value->type == V_ASN1_UTCTIME || value->type == V_ASN1_GENERALIZEDTIME);
    if (!is_time || ASN1_TIME_to_tm(value->value.asn1_string, &parts) != 1) return {};
    return timestamp(std::int64_t{timegm(&parts)} * 1'000'000).utc.substr(0, 19) + "Z";
}

/// An attribute that names the signing certificate by its digest; empty where there is none.
template <class T>
T* bound_certificate(const CMS_SignerInfo* signer, int nid, T* (*decode)(T**, const unsigned char**, long))
{
    const auto* const value = static_cast<const ASN1_STRING*>(
        CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(nid), -3, V_ASN1_SEQUENCE));
    if (value == nullptr) return nullptr;
    const unsigned char* bytes = ASN1_STRING_get0_data(value);
    return decode(nullptr, &bytes, ASN1_STRING_length(value));
}

bool is_bound(const CMS_SignerInfo* signer, X509* certificate, const STACK_OF(X509) * others)
{
    const Owned<ESS_SIGNING_CERT, ESS_SIGNING_CERT_free> first{
        bound_certificate(signer, NID_id_smime_aa_signingCertificate, d2i_ESS_SIGNING_CERT)};
    const Owned<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free> second{
        bound_certificate(signer, NID_id_smime_aa_signingCertificateV2, d2i_ESS_SIGNING_CERT_V2)};
    const CertificateViews chain{sk_X509_new_null()};
    sk_X509_push(chain.get(), certificate);
    for (int i = 0; others != nullptr && i < sk_X509_num(others); ++i)
        sk_X509_push(chain.get(), sk_X509_value(others, i));
    return OSSL_ESS_check_signing_certs(first.get(), second.get(), chain.get(), 1) == 1;
}

/// Why no chain leads from `certificate` to one of `trusted`; empty: one does.
Words trouble_with_chain(X509* certificate, STACK_OF(X509) * others, std::string_view trusted,
                         std::optional<std::int64_t> at)
{
    const Owned<X509_STORE, X509_STORE_free> store{made(X509_STORE_new())};
    const Bio pem = bytes_to_read(trusted);
    while (X509* const anchor = PEM_read_bio_X509(pem.get(), nullptr, nullptr, nullptr)) {
        X509_STORE_add_cert(store.get(), anchor);
        X509_free(anchor);
    }
    ERR_clear_error(); // the end of the certificates counts as an error
    const Owned<X509_STORE_CTX, X509_STORE_CTX_free> context{made(X509_STORE_CTX_new())};
    must(X509_STORE_CTX_init(context.get(), store.get(), certificate, others) == 1);
    X509_VERIFY_PARAM* const how = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_flags(how, X509_V_FLAG_PARTIAL_CHAIN);
    if (at) X509_VERIFY_PARAM_set_time(how, time_t(*at));
    if (X509_verify_cert(context.get()) != 1) {
        ERR_clear_error();
        return with_vietnamese(X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get())));
    }
    const bool may_sign =
        (X509_get_key_usage(certificate) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
    if (may_sign) return {};
    return {"chứng thư không dùng để ký", "the certificate is not for signatures"};
}

bool is_weak(CMS_SignerInfo* signer)
{
    X509_ALGOR* digest = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, nullptr);
    const ASN1_OBJECT* name = nullptr;
    X509_ALGOR_get0(&name, nullptr, nullptr, digest);
    const int nid = OBJ_obj2nid(name);
    return nid == NID_sha1 || nid == NID_md5;
}

/// Whoever trusts a root has it; in the signature nothing would protect its bytes.
void drop_roots(STACK_OF(X509) * chain)
{
    for (int i = chain != nullptr ? sk_X509_num(chain) - 1 : -1; i >= 0; --i) {
        X509* const certificate = sk_X509_value(chain, i);
        if (X509_self_signed(certificate, 0) == 1) X509_free(sk_X509_delete(chain, i));
    }
}

/// CMS at the beginning of `bytes`, after which there is nothing but zeros. OpenSSL reads more than DER;
/// where DER is prescribed, whatever it would not write so itself is refused, for nobody signed these bytes.
Cms read_cms(std::string_view bytes, bool prescribed)
{
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto* const begin = at;
    Cms cms{d2i_CMS_ContentInfo(nullptr, &at, long(bytes.size()))};
    if (cms == nullptr) return cms;
    const auto size = std::size_t(at - begin);
    const bool padded = bytes.find_first_not_of('\0', size) == std::string_view::npos;
    const bool der = der_of<CMS_ContentInfo>(i2d_CMS_ContentInfo, cms.get()) == bytes.substr(0, size);
    return padded && (der || !prescribed) ? std::move(cms) : Cms{};
}

/// Whether the signature names its certificate exactly; OpenSSL compares names without capitals and spaces.
bool names_exactly(CMS_SignerInfo* signer, const X509* certificate)
{
    X509_NAME* issuer = nullptr;
    CMS_SignerInfo_get0_signer_id(signer, nullptr, &issuer, nullptr);
    return issuer == nullptr || der_of<X509_NAME>(i2d_X509_NAME, issuer) ==
                                    der_of<X509_NAME>(i2d_X509_NAME, X509_get_issuer_name(certificate));
}

/// Why the signature is not one of `parts`; empty: it is.
Words trouble_with_signature(CMS_ContentInfo* cms, const std::vector<std::string_view>& parts, bool bound,
                             STACK_OF(X509) * others)
{
    const STACK_OF(CMS_SignerInfo)* const signers = CMS_get0_SignerInfos(cms);
    if (CMS_is_detached(cms) != 1 || sk_CMS_SignerInfo_num(signers) != 1)
        return {"không phải chữ ký rời của một người ký", "not a detached signature of one signer"};
    CMS_SignerInfo* const signer = sk_CMS_SignerInfo_value(signers, 0);
    if (is_weak(signer)) return {"hàm băm quá yếu", "its digest is too weak"};
    const std::string content = joined(parts);
    // Behind a filter: of bytes in memory OpenSSL makes a copy, which it loses where the digest is unknown.
    const Bio data{BIO_push(made(BIO_new(BIO_f_null())), bytes_to_read(content).release())};
    constexpr unsigned flags = CMS_BINARY | CMS_DETACHED | CMS_NO_SIGNER_CERT_VERIFY;
    if (CMS_verify(cms, nullptr, nullptr, data.get(), nullptr, flags) != 1) return reason_of_openssl();
    const CertificateViews found{CMS_get0_signers(cms)};
    X509* const certificate = sk_X509_value(found.get(), 0);
    if (OBJ_obj2nid(CMS_get0_eContentType(cms)) != NID_pkcs7_data || !names_exactly(signer, certificate))
        return {"chữ ký tự khai không khớp", "what the signature says of itself does not fit"};
    if (bound && !is_bound(signer, certificate, others)) {
        ERR_clear_error();
        return {"chứng thư ký không được gắn với chữ ký",
                "the signing certificate is not bound to the signature"};
    }
    return {};
}

} // namespace

struct Signer::Parts {
    PrivateKey key;
    Certificate certificate;
    Certificates chain;
};

Signer::Signer(std::string_view pkcs12, const std::string& password)
{
    ERR_clear_error();
    const Bio file = bytes_to_read(pkcs12);
    const Owned<PKCS12, PKCS12_free> box{d2i_PKCS12_bio(file.get(), nullptr)};
    if (box == nullptr) refuse_key({"không phải tệp PKCS#12", "it is no PKCS#12 file"});
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    STACK_OF(X509)* chain = nullptr;
    must(PKCS12_parse(box.get(), password.c_str(), &key, &certificate, &chain) == 1);
    parts_ = new Parts{PrivateKey{key}, Certificate{certificate}, Certificates{chain}};
    drop_roots(chain);
    if (key != nullptr && certificate != nullptr && X509_check_private_key(certificate, key) == 1) return;
    delete parts_;
    ERR_clear_error();
    refuse_key({"tệp PKCS#12 không có khóa và chứng thư của khóa đó",
                "the PKCS#12 file does not hold a key and the certificate of that key"});
}

Signer::~Signer()
{
    delete parts_;
}

std::size_t Signer::most_bytes() const
{
    std::size_t bytes = 4096 + der_of<X509>(i2d_X509, parts_->certificate.get()).size();
    for (int i = 0; parts_->chain != nullptr && i < sk_X509_num(parts_->chain.get()); ++i)
        bytes += der_of<X509>(i2d_X509, sk_X509_value(parts_->chain.get(), i)).size();
    return std::max<std::size_t>(bytes, 16'384);
}

std::string Signer::sign(const std::vector<std::string_view>& parts) const
{
    ERR_clear_error();
    constexpr unsigned flags = CMS_PARTIAL | CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES;
    const Cms cms{made(CMS_sign(nullptr, nullptr, parts_->chain.get(), nullptr, flags))};
    CMS_SignerInfo* const signer =
        made(CMS_add1_signer(cms.get(), parts_->certificate.get(), parts_->key.get(), EVP_sha256(), flags));

    // OpenSSL would add the signing time; so the last step is done here.
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned digest_size = 0;
    const std::string content = joined(parts);
    must(EVP_Digest(content.data(), content.size(), digest, &digest_size, EVP_sha256(), nullptr) == 1);
    must(CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_contentType, V_ASN1_OBJECT,
                                     OBJ_nid2obj(NID_pkcs7_data), -1) == 1);
    must(CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, digest,
                                     int(digest_size)) == 1);
    const std::string signature = signature_of(parts_->key.get(), signed_attributes(signer));
    must(ASN1_OCTET_STRING_set(CMS_SignerInfo_get0_signature(signer),
                               reinterpret_cast<const unsigned char*>(signature.data()),
                               int(signature.size())) == 1);
    return der_of<CMS_ContentInfo>(i2d_CMS_ContentInfo, cms.get());
}

void verify_cms(std::string_view der, const std::vector<std::string_view>& parts, bool bound,
                std::string_view trusted, const std::string& at, documents::PdfSignature& found)
{
    ERR_clear_error();
    const Cms cms = read_cms(der, bound);
    if (cms == nullptr || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) {
        ERR_clear_error();
        found.trouble = {"không phải chữ ký CMS", "not a CMS signature"};
        return;
    }
    const Certificates others{CMS_get1_certs(cms.get())};
    found.trouble = trouble_with_signature(cms.get(), parts, bound, others.get());
    found.intact = found.trouble.en.empty();
    const CertificateViews signers{CMS_get0_signers(cms.get())};
    if (signers == nullptr || sk_X509_num(signers.get()) == 0) return;
    X509* const signer = sk_X509_value(signers.get(), 0);
    found.signer = subject_of(signer);
    const std::string stated = signing_time(sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms.get()), 0));
    if (!stated.empty()) found.signed_at = stated;
    const Words chain =
        trouble_with_chain(signer, others.get(), trusted, seconds_of(stated.empty() ? at : stated));
    found.trusted = found.intact && chain.en.empty();
    if (found.intact) found.trouble = chain;
}

} // namespace radcert::papers
