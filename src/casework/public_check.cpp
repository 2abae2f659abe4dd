#include "casework/public_check.h"

#include "registry/offices.h"
#include "registry/workers.h"

namespace radcert::casework {

std::vector<PublicAnswer> check_by_birth_date(registry::Database& database, const std::string& number,
                                              Date birth_date, Date today)
{
    const std::string authority = registry::load_register(database).authority;
    std::vector<PublicAnswer> answers;
    for (const registry::Certificate& one : registry::find_certificates(database, number)) {
        if (registry::load_worker(database, one.worker).birth_date != birth_date) continue;
        answers.push_back({one.issued_by, one.role, one.equipment_types, one.issued_on, one.valid_to,
                           registry::status_on(one, registry::statuses_of(database, one), today),
                           one.issued_by == authority});
    }
    return answers;
}

} // namespace radcert::casework
