#pragma once

#include <utility>

#include "registry/offices.h"

namespace radcert::registry {

/// What an officer may do through a browser, and whose rows the officer sees; one for an officer at most.
struct Account {
    static constexpr std::string_view table = "account";

    std::string officer; ///< officer.officer
    WordList duties;     ///< reception, case_officer, head, facility_operator, auditor, administrator, worker
    std::optional<std::string> province;  ///< sees only rows of this province, two digits
    std::optional<std::int64_t> facility; ///< sees only rows of this facility
    std::optional<std::int64_t> worker;   ///< sees only rows of this person
    std::optional<std::string> password;  ///< PHC string of Argon2id; NULL: not chosen yet
    std::string status;                   ///< open, closed

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("officer", self.officer);
        visit("duties", self.duties);
        visit("province", self.province);
        visit("facility", self.facility);
        visit("worker", self.worker);
        visit("password", self.password);
        visit("status", self.status);
    }
};

/// @param officer  the officer's reference, "u-..."
std::optional<Account> find_account(Database& database, std::string_view officer,
                                    EventNumber known_by = newest_event);
/// The account of whoever types this code. Empty: no such officer, or one without an account. Neither
/// `Officer::active` nor `Account::status` is looked at.
std::optional<std::pair<Officer, Account>> find_account_by_code(Database& database, std::string_view code,
                                                                EventNumber known_by = newest_event);
/// Every account, closed ones too, by the officer's code.
std::vector<std::pair<Officer, Account>> list_accounts(Database& database,
                                                       EventNumber known_by = newest_event);

/// Digest of all that an account says. A session keeps it, so that it ends when the password, a duty, the
/// rows or the status change.
std::string account_fingerprint(const Account& account);

} // namespace radcert::registry
