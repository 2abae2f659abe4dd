#pragma once

#include <functional>
#include <string>
#include <vector>

#include "casework/override_ledger.h"
#include "rules/rulebook.h"

namespace radcert::cli {

/// A line of the ledger as people call it.
struct LedgerName {
    std::string name, citation; ///< empty: not known, e.g. a row that the rulebook in force has no more
};

using LedgerNames = std::function<LedgerName(const casework::LedgerLine&)>;

/// What a clause of the ledger is called and rests on, by the rulebook.
LedgerName clause_name(const rules::Rulebook& book, const casework::LedgerLine& clause, Language language);

/// "lan 3/3, minh 0/1": met of judged.
std::string shares_text(const std::map<std::string, casework::JudgedOutcomes>& shares);

/// What the page shows of a ledger.
struct LedgerSection {
    const std::vector<casework::LedgerLine>& lines;
    bool clauses{false}; ///< else officers, offices or provinces
    LedgerNames name;
};

/// The ledger for the eye, 80 columns wide: the numbers of the whole register, then line by line.
/// @param notes  what a reader must know, one sentence each
std::string ledger_page(const casework::OverrideLedger& ledger, const LedgerSection& section,
                        const std::vector<std::string>& notes, Language language);

} // namespace radcert::cli
