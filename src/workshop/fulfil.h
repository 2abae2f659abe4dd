#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "rules/program.h"
#include "rules/screen.h"

namespace radcert::workshop {

// Files made to order: the smallest changes of a dossier that let a condition answer yes, or no. They say
// what a rulebook can be asked, so that lint can show a file instead of an opinion.

/// One way to change a dossier.
using Edit = std::function<void(Dossier&)>;

/// A cell that passes a test on the filing day, or one that just fails it; empty where there is none.
struct CellChoice {
    std::int64_t cell{};
    std::string text{}; ///< where the column is free text
};
std::optional<CellChoice> cell_for(const rules::FieldTest& test, const rules::Column& column, bool passes,
                                   Date filed_on, const rules::Rulebook& book);

/// Ways, most promising first, in which `condition` may come to answer `wanted` when nothing else is in the
/// file. Whether one does is for the screener to say. Empty where only a person can answer.
std::vector<Edit> ways_to(const rules::Condition& condition, bool wanted, Date filed_on,
                          const rules::Rulebook& book);

/// A file and how far it came.
struct Fulfilment {
    Dossier bare; ///< the empty file, every list known to be empty
    Dossier file;
    std::vector<std::uint16_t>
        unmet; ///< rows with a condition that no way could get met together with the rest
};

/// Fills an empty file until every row that bears on the verdict is met: conditions by evidence, what is left
/// to a person or not known by an officer's finding.
Fulfilment fulfil(rules::Screener& screener, const rules::Program& program, const Dossier& empty);

/// The finding of a row in a screening; null where the row says nothing.
const rules::Finding* finding_of(const rules::Screening& screening, std::uint16_t row);

/// An officer's finding on one row.
void judge(Dossier& file, const rules::Requirement& row, Outcome outcome);

} // namespace radcert::workshop
