#pragma once

#include "domain/as_of.h"
#include "registry/accounts.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/row_scope.h"

namespace radcert::casework {

using Scope = registry::RowScope;

Scope scope_of(const registry::Account& account);

// Whether a row lies in a scope, in the state of `as_of`: posts and appointments count that have not ended
// before `in_force`, records as known by `known_by`. What is not recorded lies in no scope but the one of
// everything, so that nobody learns from an answer whether a number was given.
//
//               province                               facility                             worker
// facility      stands there                           the facility itself                  in post there
// worker        in post at, or has a file or a         in post or appointed there, or a     the person
//               certificate at, a facility there       file of theirs was filed there
// application   its province                           filed at the facility                the person's own
// certificate   its facility's province, or the        of the facility, or of a worker      the person's own
//               holder is seen                         who is seen
// equipment     its facility's province                the facility's                       none
//
// Provinces are compared by code alone: a file of a province that was merged is of the code that it was filed
// under.

bool sees_facility(registry::Database& database, const Scope& scope, std::int64_t facility, AsOf as_of);
bool sees_worker(registry::Database& database, const Scope& scope, std::int64_t worker, AsOf as_of);
bool sees_application(registry::Database& database, const Scope& scope, const std::string& application,
                      AsOf as_of);
bool sees_application(registry::Database& database, const Scope& scope,
                      const registry::Application& application, AsOf as_of);
/// By number: every certificate of that number is seen, whoever issued it.
bool sees_certificate(registry::Database& database, const Scope& scope, const std::string& certificate,
                      AsOf as_of);
bool sees_certificate(registry::Database& database, const Scope& scope,
                      const registry::Certificate& certificate, AsOf as_of);
bool sees_equipment(registry::Database& database, const Scope& scope, std::int64_t equipment, AsOf as_of);

} // namespace radcert::casework
