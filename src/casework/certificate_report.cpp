#include "casework/certificate_report.h"

#include <algorithm>
#include <map>

namespace radcert::casework {
namespace {

using registry::CertificateFigure;

std::vector<std::string> keys_of(const CertificateFigure& figure, CertificateGrouping grouping)
{
    using enum CertificateGrouping;
    switch (grouping) {
    case status: return {figure.status};
    case role: return {figure.role};
    case province: return {figure.province};
    case equipment:
        return figure.equipment_types.empty() ? std::vector<std::string>{""} : figure.equipment_types;
    case expiry_year:
    case expiry_month: break;
    }
    if (!figure.valid_to) return {""};
    return {to_iso(*figure.valid_to).substr(0, grouping == expiry_year ? 4 : 7)};
}

bool asked_for(const CertificateFigure& figure, const CertificateQuestion& question)
{
    const Scope& scope = question.scope;
    if ((scope.province && figure.province != *scope.province) ||
        (scope.facility && figure.facility != *scope.facility) ||
        (scope.worker && figure.worker != *scope.worker))
        return false;
    if (question.role && figure.role != *question.role) return false;
    if (question.province && figure.province != *question.province) return false;
    if (question.status && figure.status != *question.status) return false;
    if (question.equipment_type &&
        std::ranges::find(figure.equipment_types, *question.equipment_type) == figure.equipment_types.end())
        return false;
    if (question.expires_from && (!figure.valid_to || *figure.valid_to < *question.expires_from))
        return false;
    return !question.expires_to || (figure.valid_to && *figure.valid_to <= *question.expires_to);
}

} // namespace

std::vector<CertificateGroup> CertificateReport::by(CertificateGrouping grouping) const
{
    std::map<std::string, std::vector<std::size_t>> found;
    for (std::size_t i = 0; i < certificates.size(); ++i) {
        for (const std::string& key : keys_of(certificates[i], grouping)) {
            auto& group = found[key];
            if (group.empty() || group.back() != i) group.push_back(i);
        }
    }
    std::vector<CertificateGroup> groups;
    for (auto& [key, places] : found) groups.push_back({key, std::move(places)});
    return groups;
}

CertificateReport certificate_report(registry::Database& database, const CertificateQuestion& question)
{
    CertificateReport made{question, registry::certificate_figures(database, question.on, question.known_by)};
    std::erase_if(made.certificates,
                  [&](const CertificateFigure& figure) { return !asked_for(figure, question); });
    return made;
}

} // namespace radcert::casework
