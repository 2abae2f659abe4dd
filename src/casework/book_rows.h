#pragma once

#include <string>
#include <vector>

#include "casework/rule_pages.h"

namespace radcert::casework {

// What the pages about rows share: every section's rows as one list.

/// One row of the rulebook, whatever its section; of the pointers below `row` the one of its section is set.
struct BookRow {
    const rules::Row* row{};
    Words kind;
    RuleTopic topic;
    const rules::Requirement* requirement{nullptr};
    const rules::AuthorityRow* authority{nullptr};
    const rules::Procedure* procedure{nullptr};
    const rules::ValidityRule* validity{nullptr};
    const rules::Fee* fee{nullptr};
    const rules::StaffingDuty* duty{nullptr};
    const rules::TrainingProgramme* programme{nullptr};
};

/// Every row, section after section, each in the order of the rulebook.
std::vector<BookRow> rows_of(const rules::Rulebook& book);
/// @param id  small letters do
/// @throws Error  not_found
BookRow find_book_row(const rules::Rulebook& book, const std::string& id);

RowForce force_of(const rules::Rulebook& book, const BookRow& one, Date on, const std::string& authority);
RuleLine line_of(const rules::Rulebook& book, const BookRow& one, Date on, const std::string& authority);
/// Whether it says something, and a text that confirms it is missing.
bool may_be_adopted(const BookRow& one);
RowAdopted adopted_row(const rules::Rulebook& book, const rules::Adoption& each, Date today);

} // namespace radcert::casework
