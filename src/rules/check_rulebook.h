#pragma once

#include <functional>

#include "domain/error.h"
#include "rules/rulebook.h"
#include "text/field.h"

namespace radcert::rules {

/// Refuses a requirement that cannot mean anything: a standing and a condition that do not fit, a supplement
/// without a remedy, a group member whose condition is not `exists`, an overlay row that could refuse by
/// itself.
void check_requirement(const Requirement& requirement, const text::Field& field);

/// Refuses an authority row whose bodies, mode and standing do not fit.
void check_authority(const AuthorityRow& row, const text::Field& field);

/// Names the place of a row in the files. Asked only once something is wrong, so it may take its time.
using PlaceOf = std::function<Place(Origin)>;

/// Joins the files: resolves citations, refuses double ids and references to nothing, and fills the
/// vocabulary's list of rows that an officer may name.
/// @throws Error  invalid_input that names the row and its place.
void check_rulebook(Rulebook& book, const PlaceOf& place_of);

} // namespace radcert::rules
