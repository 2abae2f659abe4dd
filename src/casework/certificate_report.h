#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/scope.h"
#include "registry/certificate_figures.h"

namespace radcert::casework {

/// What certificates are counted by.
enum class CertificateGrouping : std::uint8_t {
    status,
    role,
    equipment,
    province,
    expiry_year,
    expiry_month
};

struct CertificateQuestion {
    Date on{};
    std::optional<std::string> role{}, equipment_type{}, province{}, status{};
    std::optional<Date> expires_from{}, expires_to{};
    EventNumber known_by{newest_event};
    Scope
        scope{}; ///< certificates of holders at facilities of one province, at one facility, or of one person
};

/// Certificates of one group. A certificate for two types of equipment stands in both groups, so that these
/// do not add up to the number of certificates.
struct CertificateGroup {
    std::string
        key; ///< "in_force", "safety_officer", "ct", "66", "2026", "2026-03"; empty: not recorded, or no end
    std::vector<std::size_t> certificates; ///< places in `CertificateReport::certificates`, in order
};

struct CertificateReport {
    CertificateQuestion question;
    std::vector<registry::CertificateFigure> certificates;

    /// In the order of the keys.
    std::vector<CertificateGroup> by(CertificateGrouping grouping) const;
};

CertificateReport certificate_report(registry::Database& database, const CertificateQuestion& question);

} // namespace radcert::casework
