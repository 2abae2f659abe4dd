#pragma once

#include <string>

#include "casework/rulebooks.h"
#include "cli/commands.h"
#include "cli/table.h"
#include "domain/as_of.h"
#include "registry/writer.h"

namespace radcert::cli {

/// A register opened for questions: one state of it, both clocks, and the words of the rulebook in force.
class Reading {
public:
    /// @throws Error  as open_register and as_of; not_found: no rulebook was adopted.
    explicit Reading(const Settings& settings);

    registry::Database& database() { return database_; }
    const Vocabulary& words() const { return rules_.book.vocabulary; }
    AsOf as_of() const { return as_of_; }
    EventNumber known_by() const { return as_of_.known_by; }
    Format format() const { return format_; }
    Language language() const { return language_; }

private:
    registry::Database database_;
    registry::ReadScope scope_;
    casework::Rulebooks rulebooks_;
    const casework::RulebookInUse& rules_;
    AsOf as_of_;
    Format format_;
    Language language_;
};

/// A register opened for one act, with the rulebook in force.
class Writing {
public:
    /// @throws Error  as open_writer and registry::WriteScope; not_found: no rulebook was adopted.
    explicit Writing(const Settings& settings);

    registry::WriteScope& scope() { return scope_; }
    registry::Database& database() { return scope_.database(); }
    casework::Rulebooks& rulebooks() { return rulebooks_; }
    const casework::RulebookInUse& rules() const { return rules_; }
    const Vocabulary& words() const { return rules_.book.vocabulary; }

    /// Commits, then says in one line which record was written and what comes next:
    /// "W-17: recorded Nguyễn Đức Thịnh; next: radcert evidence record W-17"; in JSON an object of the three.
    /// A dry run says that it was one, there and on standard error, and names no next step.
    /// @param file  that the act wrote; where it is "-", all of this is said on standard error
    void done(const std::string& record, const Words& what, const std::string& next,
              const std::string& file = {});

private:
    const Settings& settings_;
    registry::Writer writer_;
    registry::WriteScope scope_;
    casework::Rulebooks rulebooks_;
    const casework::RulebookInUse& rules_;
};

} // namespace radcert::cli
