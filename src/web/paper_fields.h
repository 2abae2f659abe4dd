#pragma once

#include <string>
#include <vector>

#include "registry/record.h"
#include "web/visit.h"

namespace radcert::web {

// Papers of a file as the desk ticks them off: one field for each kind, with its form and number of copies.

/// Adds the fields. @param filed  what the file holds already, told at each kind
void ask_papers(Visit& visit, Form& form, const std::optional<registry::JsonText>& filed = {});

/// What was chosen, "photo:print:3", as casework::with_papers takes it.
/// @throws Error  invalid_input: something that is not offered
std::vector<std::string> typed_papers(const Visit& visit, const Vocabulary& words);

/// Names of the fields, as a route's rule takes them.
std::vector<std::string> paper_field_names();

} // namespace radcert::web
