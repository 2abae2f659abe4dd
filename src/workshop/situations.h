#pragma once

#include <optional>
#include <vector>

#include "domain/dossier.h"
#include "rules/program.h"

namespace radcert::workshop {

// Empty files: nothing is recorded but what says which rows apply to them.

/// An empty file of one role at a facility with these kinds of equipment, filed and complete on `day`.
Dossier empty_file(const rules::Rulebook& book, Date day, Code role, rules::DeviceSet equipment,
                   bool medical);

/// An empty file to which the row applies on that day; empty where there is none (its clauses exclude each
/// other).
std::optional<Dossier> file_for(const rules::Rulebook& book, const rules::Row& row, Date day);

/// The first day of each stretch in which the rulebook does not change, ascending, from its first row on.
std::vector<Date> first_days(const rules::Program& program);

/// Files of every role, kind of equipment (alone, and beside one other of each family), medical or not, new
/// or again, on the first day of each stretch: one for each combination of rows that can meet.
std::vector<Dossier> every_situation(const rules::Program& program);

} // namespace radcert::workshop
