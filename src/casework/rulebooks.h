#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "registry/writer.h"
#include "rules/program.h"
#include "rules/read_rulebook.h"

namespace radcert::casework {

/// A rulebook ready to screen by.
struct RulebookInUse {
    explicit RulebookInUse(rules::Rulebook read) : book{std::move(read)}, program{book} {}
    RulebookInUse(const RulebookInUse&) = delete;
    RulebookInUse& operator=(const RulebookInUse&) = delete;

    rules::Rulebook book;
    rules::Program program;
};

/// The files of a rulebook as the register keeps them.
struct RulebookFiles {
    std::vector<rules::SourceFile> files, overlays;
};

/// Rulebooks that a register has adopted, read and compiled when first asked for.
class Rulebooks {
public:
    /// The rulebook in force at the desk. @throws Error not_found: none was adopted.
    const RulebookInUse& in_force(registry::Database& database, EventNumber known_by = newest_event);

    /// A rulebook that was adopted at some time, by its digest.
    /// @throws Error  not_found; integrity: the text is not the one of that digest.
    const RulebookInUse& adopted(registry::Database& database, const std::string& digest);

private:
    std::map<std::string, std::unique_ptr<RulebookInUse>, std::less<>> read_;
};

/// The files of a rulebook that was adopted at some time. @throws Error not_found.
RulebookFiles adopted_files(registry::Database& database, const std::string& digest);

/// The files of the rulebook that the desk screens by. @throws Error not_found: none was adopted.
RulebookFiles rulebook_files_in_force(registry::Database& database);

/// The files as the register would keep them: what stands in another order there, such as the words of the
/// vocabulary, stands so here too. @throws Error invalid_input: they are no rulebook.
RulebookFiles as_kept(const RulebookFiles& files);

/// Makes a rulebook the one that the desk screens by. Four eyes, but for the first of a register.
/// @throws Error  invalid_input: the files are no rulebook; refused: no second person.
registry::Rulebook adopt_rulebook(registry::WriteScope& write, const RulebookFiles& files,
                                  const std::string& basis);

} // namespace radcert::casework
