#pragma once

#include <span>
#include <string_view>

#include "domain/words.h"
#include "registry/accounts.h"
#include "registry/writer.h"

namespace radcert::casework {

// Who signs in: acts on accounts, one event each. An account belongs to an officer, whom events name; a
// person who is no official (a facility's operator, a radiation worker) is recorded as an officer too, as an
// event has to name whoever acts.

/// A duty of an account and how people call it.
struct Duty {
    std::string_view word;
    Words name;
};
/// In the order in which accounts keep them.
std::span<const Duty> duties();

/// How people call a duty: "chuyên viên thụ lý" for "case_officer". A word that is none is read as it is.
Words duty_name(std::string_view word);

bool has_duty(const registry::Account& account, std::string_view duty);

/// Whether the account is one of a person outside the office (facility_operator, worker): never a second
/// person, never a door to the office's acts.
bool is_outsider(const registry::Account& account);

/// The name that a password must not be made of. A worker's account bears a number; whoever guesses knows the
/// name.
std::string name_to_guess(registry::Database& database, const registry::Officer& officer);

/// Whether the account can give power away or make a decision: administrator, head. Giving it takes two
/// persons.
bool carries_power(const registry::Account& account);

/// Whether somebody may sign in: the account is open and the officer active.
bool may_sign_in(const registry::Officer& officer, const registry::Account& account);

/// Whose rows an account sees; one of the three at most. All empty: everybody's.
struct RowsSeen {
    std::optional<std::string> province{}; ///< code, "66"
    std::optional<std::int64_t> facility{}, worker{};
};

/// Opens an account. Where no officer has the code, one is recorded with the name; an officer who is there
/// keeps their name. An account for a radiation worker (`rows.worker`) is recorded under that worker's
/// number, "W-17", and takes no name: what an officer is called outlives the worker's data.
///
/// Rules, here and in `change_duties`: at least one duty, each known; facility_operator and worker stand
/// alone, the first with `rows.facility`, the second with `rows.worker`, and nobody else sees a facility's or
/// a person's rows only; the province, facility or worker exists. Giving administrator or head takes a second
/// person, but for the first account of a register; where others have such power, one of them. So does any
/// account of the office, once somebody else has such power and can sign in.
///
/// @throws Error  invalid_input, usage (no name), not_found, refused; conflict: the officer or the worker has
/// an
///                account.
registry::Account open_account(registry::WriteScope& write, const std::string& code, const std::string& name,
                               const registry::WordList& duties, const RowsSeen& rows);

/// @throws Error  as open_account; refused: no open administrator would be left; conflict: nothing differs.
registry::Account change_duties(registry::WriteScope& write, const std::string& code,
                                const registry::WordList& duties, const RowsSeen& rows);

/// Nobody signs in with it any more, and its sessions are over. Whoever acts cannot close their own.
/// @throws Error  not_found; refused: one's own, or the last open administrator's; conflict: it is closed.
registry::Account close_account(registry::WriteScope& write, const std::string& code);

/// @throws Error  not_found; refused: an administrator's or head's, without a second person; conflict: it is
/// open.
registry::Account reopen_account(registry::WriteScope& write, const std::string& code);

/// Sets a password; the event says no more than that. One's own, or another's; where that one is of the
/// office and has chosen a password, a second person is asked for, as whoever chooses it can act as that
/// officer. For an administrator's or a head's, the second is as in `open_account`.
/// @throws Error  not_found; refused: the account is closed, or a second person is missing; invalid_input: as
///                `trouble_of_password` says.
registry::Account set_password(registry::WriteScope& write, const std::string& code,
                               std::string_view password);

/// The same for a password that was looked at and hashed before the register was opened for writing, so that
/// nobody waits for the hash. @throws Error also invalid_input: the hash is weaker than `hash_password`
/// makes.
registry::Account keep_password(registry::WriteScope& write, const std::string& code, const std::string& phc);

/// Notes that somebody was given a one-time link to choose a password; the link itself is the web store's.
/// Asks for a second person as `set_password` does.
/// @return        the officer whom the link is for
/// @throws Error  not_found; refused: the account is closed, or a second person is missing.
registry::Officer note_invitation(registry::WriteScope& write, const std::string& code);

} // namespace radcert::casework
