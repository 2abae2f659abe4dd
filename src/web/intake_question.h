#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/address.h"
#include "web/page.h"

namespace radcert::web {

class Visit;

// Who applies for what, where: what the intake's first page asks, and the address of its second page says. A
// browser without script sends names as they were typed; they are looked up as the offers under the fields
// are.

/// What a typed number or name may mean, among what whoever asks sees. All empty: nothing was typed.
struct Meant {
    std::optional<std::int64_t> one{}; ///< it is clear
    std::string called{};              ///< the name of that one
    std::vector<Choice> several{};     ///< it may be any of these
    bool more{false};                  ///< and others that are not among them
    Words trouble{};                   ///< it is none
};

struct IntakeQuestion {
    Meant worker, facility;
    std::string role, procedure;

    bool whole() const { return worker.one && facility.one && !role.empty(); }
    Parameters query() const; ///< of a whole question, by numbers
};

IntakeQuestion intake_question(Visit& visit);

/// The one that is meant. @throws Error invalid_input, at the field
std::int64_t only_one(const Meant& meant, const char* field, const Words& what);

/// Adds the form that asks, with what is known already, those to choose from, and what was wrong.
void ask_who(Page& page, Visit& visit, const IntakeQuestion& question);

} // namespace radcert::web
