#pragma once

#include <string>
#include <vector>

#include "registry/certificates.h"

namespace radcert::casework {

/// What anybody may learn of a certificate whose number and holder's birth date they know.
struct PublicAnswer {
    std::string authority; ///< that issued it
    std::string role;
    registry::WordList equipment_types;
    Date issued_on{};
    std::optional<Date> valid_to;
    std::string status; ///< registry::status_on
    bool own{false};    ///< issued by the authority that keeps this register; else as it was recorded here
};

/// The certificates of that number whose holder was born on that day. Empty: there is no such number, its
/// holder was born on another day, or the birth date is not recorded: these are not told apart, so that
/// nobody can find out a birth date or whether a number was given.
/// @param number  as it was typed: where nothing bears it, spaces are left out and every dash is a hyphen
std::vector<PublicAnswer> check_by_birth_date(registry::Database& database, const std::string& number,
                                              Date birth_date, Date today);

} // namespace radcert::casework
