#include "casework/scope.h"

#include <algorithm>

#include "registry/equipment.h"
#include "registry/facilities.h"
#include "registry/workers.h"

namespace radcert::casework {
namespace {

bool stands_in(registry::Database& database, std::int64_t facility, const std::string& province, AsOf as_of)
{
    const auto found = registry::find_facility(database, facility, as_of.known_by);
    return found && found->province == province;
}

/// Whether a facility where the person is in post, or appointed, passes `wanted`. Who begins later is there
/// already.
template <class Wanted>
bool works_at(registry::Database& database, std::int64_t worker, AsOf as_of, Wanted wanted)
{
    const auto holds = [&](const auto& one) {
        return (!one.to_day || *one.to_day >= as_of.in_force) && wanted(one.facility);
    };
    return std::ranges::any_of(registry::posts_of(database, worker, as_of.known_by), holds) ||
           std::ranges::any_of(registry::appointments_of(database, worker, as_of.known_by), holds);
}

/// Whether a file of the person passes `wanted`.
template <class Wanted>
bool applied(registry::Database& database, std::int64_t worker, AsOf as_of, Wanted wanted)
{
    return std::ranges::any_of(registry::applications_of(database, worker), [&](const std::string& number) {
        const auto file = registry::find_application(database, number, as_of.known_by);
        return file && wanted(*file);
    });
}

bool worker_of_province(registry::Database& database, std::int64_t worker, const std::string& province,
                        AsOf as_of)
{
    const auto here = [&](std::int64_t facility) { return stands_in(database, facility, province, as_of); };
    if (works_at(database, worker, as_of, here)) return true;
    const auto filed_here = [&](const registry::Application& file) { return file.province == province; };
    if (applied(database, worker, as_of, filed_here)) return true;
    return std::ranges::any_of(
        registry::certificates_of(database, worker, as_of.known_by),
        [&](const registry::Certificate& one) { return one.facility && here(*one.facility); });
}

bool worker_of_facility(registry::Database& database, std::int64_t worker, std::int64_t facility, AsOf as_of)
{
    return works_at(database, worker, as_of, [&](std::int64_t at) { return at == facility; }) ||
           applied(database, worker, as_of,
                   [&](const registry::Application& file) { return file.facility == facility; });
}

std::optional<registry::Equipment> find_unit(registry::Database& database, std::int64_t equipment, AsOf as_of)
{
    for (const auto& version : registry::equipment_versions(database, equipment)) {
        if (version.since <= as_of.known_by && version.until > as_of.known_by) return version.record;
    }
    return std::nullopt;
}

} // namespace

Scope scope_of(const registry::Account& account)
{
    return {account.province, account.facility, account.worker};
}

bool sees_facility(registry::Database& database, const Scope& scope, std::int64_t facility, AsOf as_of)
{
    if (scope.province && !stands_in(database, facility, *scope.province, as_of)) return false;
    if (scope.facility && *scope.facility != facility) return false;
    if (!scope.worker) return true;
    return works_at(database, *scope.worker, as_of, [&](std::int64_t at) { return at == facility; });
}

bool sees_worker(registry::Database& database, const Scope& scope, std::int64_t worker, AsOf as_of)
{
    if (scope.worker && *scope.worker != worker) return false;
    if (scope.facility && !worker_of_facility(database, worker, *scope.facility, as_of)) return false;
    return !scope.province || worker_of_province(database, worker, *scope.province, as_of);
}

bool sees_application(registry::Database&, const Scope& scope, const registry::Application& application, AsOf)
{
    return (!scope.province || *scope.province == application.province) &&
           (!scope.facility || *scope.facility == application.facility) &&
           (!scope.worker || *scope.worker == application.worker);
}

bool sees_application(registry::Database& database, const Scope& scope, const std::string& application,
                      AsOf as_of)
{
    if (scope.is_everything()) return true;
    const auto file = registry::find_application(database, application, as_of.known_by);
    return file && sees_application(database, scope, *file, as_of);
}

bool sees_certificate(registry::Database& database, const Scope& scope,
                      const registry::Certificate& certificate, AsOf as_of)
{
    if (scope.worker && *scope.worker != certificate.worker) return false;
    if (scope.facility && certificate.facility != *scope.facility &&
        !worker_of_facility(database, certificate.worker, *scope.facility, as_of))
        return false;
    if (!scope.province) return true;
    return (certificate.facility && stands_in(database, *certificate.facility, *scope.province, as_of)) ||
           worker_of_province(database, certificate.worker, *scope.province, as_of);
}

bool sees_certificate(registry::Database& database, const Scope& scope, const std::string& certificate,
                      AsOf as_of)
{
    if (scope.is_everything()) return true;
    const auto found = registry::find_certificates(database, certificate, as_of.known_by);
    return !found.empty() && std::ranges::all_of(found, [&](const registry::Certificate& one) {
        return sees_certificate(database, scope, one, as_of);
    });
}

bool sees_equipment(registry::Database& database, const Scope& scope, std::int64_t equipment, AsOf as_of)
{
    if (scope.is_everything()) return true;
    if (scope.worker) return false;
    const auto unit = find_unit(database, equipment, as_of);
    return unit && sees_facility(database, scope, unit->facility, as_of);
}

} // namespace radcert::casework
