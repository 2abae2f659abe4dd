#pragma once

#include "domain/vocabulary.h"
#include "rules/condition.h"
#include "text/field.h"

namespace radcert::rules {

/// Reads one condition. Refuses an unknown keyword, list, column or word, a comparison that the column's type
/// does not have, and more than 64 parts, with pointer and line.
///
/// Source: qualification-rules/README.md, "Conditions".
Condition read_condition(const text::Field& field, const Vocabulary& vocabulary);

/// A value of a column in the engine's units; a word of its closed list is its code.
std::int64_t read_cell(const text::Field& field, const Column& column, const Vocabulary& vocabulary);

/// {"months": 6}, {"years": 3}, {"days": 10} or {"working_days": 5}.
Period read_period(const text::Field& field);

/// "vi" and "en", both filled.
Words read_words(const text::Field& field);

} // namespace radcert::rules
