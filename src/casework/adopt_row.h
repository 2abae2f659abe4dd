#pragma once

#include <optional>
#include <string>

#include "casework/rulebooks.h"

namespace radcert::casework {

/// One unconfirmed row that the register's own authority lets decide, or no longer.
struct RowAdoption {
    std::string row;          ///< id; small letters do
    std::optional<Date> from; ///< first day, today or later; empty: today
    std::string basis;        ///< the document it rests on: "Quyết định 12/QĐ-UBND ngày …"
    std::string document;     ///< SHA-256 of that document's file, hexadecimal; may be empty
};

/// Makes a row decide for the files of this authority that are filed from a day on: never for files of
/// before. Two persons. The rulebook that the desk screens by is adopted anew with it, in an overlay of its
/// own, so every screening names it and replays.
///
/// @throws Error  not_found: no such row; refused: the day is over, no second person, the row decides by
///                itself; conflict: it is adopted already; invalid_input: the row says nothing that could be
///                adopted, no document is named.
registry::Rulebook adopt_row(registry::WriteScope& write, Rulebooks& rulebooks, const RowAdoption& adoption);

/// Adds the adoptions of single rows that are in use to the files of another rulebook, before that one is
/// adopted: they do not end by the way.
void keep_adoptions(registry::Database& database, RulebookFiles& files);

/// Ends an adoption after a last day, today or later; one that has not begun by then is taken out. Files
/// filed while it was in force stay as they are. Two persons.
/// @throws Error  not_found: the row is not adopted; refused: the day is over, no second person.
registry::Rulebook end_adoption(registry::WriteScope& write, const std::string& row,
                                std::optional<Date> last_day, const std::string& basis);

/// Why an adoption has nothing to do any more: its row decides by itself, or has ended. Empty where it has.
Words why_superfluous(const rules::Rulebook& book, const rules::Adoption& adoption, Date today);

} // namespace radcert::casework
