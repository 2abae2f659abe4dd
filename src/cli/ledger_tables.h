#pragma once

#include "cli/ledger_page.h"
#include "cli/table.h"

namespace radcert::cli {

// The ledger for programs and spreadsheets. A rate of nothing is absent; files are absent for an officer.

/// One line a clause, with who judged it how.
Table clause_table(const std::vector<casework::LedgerLine>& lines, const LedgerNames& name_of);

/// One line an officer, office or province.
/// @param by  "officer", "office" or "province"
Table group_table(const std::vector<casework::LedgerLine>& lines, const std::string& by,
                  const LedgerNames& name_of);

/// One line a judgement or override.
/// @param officer_name  full name of a code; empty: no officer of this register
Table entry_table(const std::vector<casework::LedgerEntry>& entries,
                  const std::function<std::string(const std::string&)>& officer_name);

} // namespace radcert::cli
