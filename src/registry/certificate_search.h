#pragma once

#include "registry/certificates.h"

namespace radcert::registry {

enum class CertificateOrder : unsigned char {
    number, ///< by number, then by who issued it
    expiry  ///< those that end first come first, those without end last
};

/// Which certificates a list asks for. All empty: every one. Where several are given, a certificate has to
/// pass each.
struct CertificatesAsked {
    std::string number{};                ///< what stands in the number, capitals or not
    std::optional<std::string> status{}; ///< as it is on the day; "expired" and "not_yet" too
    std::optional<std::string> role{}, equipment_type{}, issued_by{};
    std::optional<std::int64_t> worker{}, facility{};
    std::optional<std::string> province{}; ///< where the head office of its facility is
    std::optional<Date> expires_from{}, expires_to{};
    // Rows that somebody sees; casework/scope.h says which lie in them.
    std::optional<std::string> seen_province{};
    std::optional<std::int64_t> seen_facility{}, seen_worker{};
    CertificateOrder order{CertificateOrder::number};
};

/// The certificates in their order, the first so many left out.
///
/// Looks behind whatever is rarest: one person, one facility and its people, a rare status, a short time, a
/// province of few certificates; else down the list in its order until the page is full.
std::vector<Certificate> find_certificates(Database& database, const CertificatesAsked& asked, AsOf as_of,
                                           std::size_t skip, std::size_t most);

} // namespace radcert::registry
