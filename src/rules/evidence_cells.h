#pragma once

#include <cstdint>
#include <string>

#include "domain/dossier.h"
#include "rules/columns.h"

namespace radcert::rules {

// The way back from cells to a dossier: what `Facts` lays out for the engine, written into the records. Cells
// are as `Facts` has them: codes, days since 1970, whole numbers, truth values, millionths of a millisievert.

/// Makes the list known: empty where it was not recorded.
void state_list(Evidence& evidence, List list);
std::size_t record_count(const Evidence& evidence, List list);

/// Whether the record says anything in that column.
bool cell_recorded(const Evidence& evidence, List list, std::size_t record, std::uint8_t column);

/// Appends a record of which nothing is recorded, under an id of its own that begins with `prefix`, and
/// returns its place. What a kind of record cannot be without (the kind of a document, the year of a dose,
/// the number of a certificate) is the first there is until it is set.
std::size_t add_record(Evidence& evidence, List list, const std::string& prefix);
void drop_last_record(Evidence& evidence, List list);

/// @param text  instead of `cell` where the column is free text
void set_cell(Evidence& evidence, List list, std::size_t record, std::uint8_t column, std::int64_t cell,
              const std::string& text = {});

/// Filing and completion days move as they are told; nothing follows them.
void set_fact(Dossier& dossier, Fact fact, std::int64_t cell);

} // namespace radcert::rules
