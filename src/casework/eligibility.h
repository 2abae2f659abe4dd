#pragma once

#include "casework/rulebooks.h"

namespace radcert::casework {

/// What a facility operator asks before anything is filed: would this worker's file for this role be
/// complete?
struct EligibilityQuestion {
    std::int64_t worker{};
    std::string role;
    registry::WordList equipment_types;   ///< empty: the facility's equipment in use
    std::optional<std::int64_t> facility; ///< absent: where the worker is in post, else nowhere in particular
};

/// The dossier of the question, filed on the day of `as_of` with all that is recorded of the worker; nothing
/// is kept.
/// @throws Error  not_found; invalid_input: role or type is not in the list, or there is no equipment to ask
/// about.
std::string eligibility_dossier(registry::Database& database, const Vocabulary& vocabulary,
                                const EligibilityQuestion& question, AsOf as_of);

// The parts of such a question.

/// Devices as a dossier tells them.
class DeviceList {
public:
    void add(const std::string& type, const std::optional<std::string>& mobility,
             const std::optional<std::string>& province);
    bool empty() const { return units_.empty(); }
    registry::JsonText json() const { return {"[" + units_ + "]"}; }

private:
    std::string units_;
};

registry::JsonText devices_of_types(const registry::WordList& types);

/// Some facility of the register's own province, of which nothing is known.
/// @param authority  that keeps the register
registry::Facility nowhere_in_particular(const std::string& authority);

/// The file that nobody filed: a new certificate, asked for on the day.
registry::Application asked_application(std::int64_t worker, const std::string& role,
                                        const registry::Facility& facility, registry::JsonText devices,
                                        Date day);

} // namespace radcert::casework
