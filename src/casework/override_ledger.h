#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casework/rulebooks.h"

namespace radcert::casework {

// Where the law is unclear: what people judged because no rule could, and what they decided otherwise than
// the screening determined. Counted from what the register holds, nothing is stored.
//
// A file counts as asked about a clause where its latest screening in the period names it. The clause was
// left open there where that screening leaves it undetermined, or a judgement that stands names it, or one of
// its whole topic stands and an earlier screening in the period left the clause undetermined. Judgements
// count by their own day, decisions by theirs, whatever day the file was screened; what was withdrawn or
// taken back counts apart. A clause that every file settled by its data is not in the ledger.

struct LedgerQuestion {
    Date from{}, to{}; ///< both included
    EventNumber known_by{newest_event};
    std::optional<std::string> province{}; ///< files of this province alone
};

struct JudgedOutcomes {
    std::size_t met{0}, not_met{0};

    std::size_t all() const { return met + not_met; }
};

/// Decisions that the determination did not carry.
enum class OverrideKind : unsigned char {
    granted,      ///< though it was not eligible
    refused,      ///< though it was eligible
    refused_open, ///< though it was undetermined: no requirement was found unmet
};
constexpr std::size_t override_kinds = 3;

struct OverrideCount {
    std::size_t of[override_kinds]{};
    std::size_t without_basis{0}; ///< among them: no legal basis is recorded

    std::size_t number(OverrideKind kind) const { return of[std::size_t(kind)]; }
    std::size_t all() const { return of[0] + of[1] + of[2]; }
};

/// The numbers of one clause, officer, office or province, or of the whole register. Files are not counted
/// for an officer, decisions not for a clause: the register does not say whose they would be.
struct LedgerLine {
    std::string key;         ///< row, topic, code of an officer, authority, province; empty: no finding
    bool whole_topic{false}; ///< `key` is a topic; judgements of single rows are not in it

    std::size_t asked{0};        ///< files; of a group: screened
    std::size_t open{0};         ///< ... that it was left open in; of a group: that something was
    std::size_t unsettled{0};    ///< ... still open by the latest screening
    std::size_t unclear{0};      ///< ... not only for want of a record
    std::size_t judged_files{0}; ///< ... of which a judgement stands that settles it
    JudgedOutcomes judged;
    std::size_t withdrawn{0}; ///< judgements
    std::size_t decisions{0}, taken_back{0};
    OverrideCount overrides;                          ///< of a clause: those that it stood against
    std::map<std::string, JudgedOutcomes> by_officer; ///< `judged`, shared out
    std::map<std::string, JudgedOutcomes> by_office;

    /// Whether officers judged it met and not met, and not one alone did.
    bool is_divided() const { return by_officer.size() > 1 && judged.met > 0 && judged.not_met > 0; }
    /// Files that a rule or a person, not a paper, was missing in.
    std::size_t left_to_person() const { return open - (unsettled - unclear); }
};

/// One judgement or override.
struct LedgerEntry {
    Date on{};
    std::string application;
    std::optional<OverrideKind> override_kind; ///< absent: a judgement
    bool stands{true};                         ///< false: withdrawn, or taken back
    std::vector<std::string> about; ///< requirement or topic; of an override: the rows that stood against it
    std::string outcome;            ///< met, not_met; granted, refused
    std::string officer;            ///< code
    std::string reason;
    std::optional<std::string> legal_basis;
    std::string office, province;
};

struct OverrideLedger {
    LedgerQuestion question;
    LedgerLine total;
    std::vector<LedgerLine> clauses; ///< most files left to a person first, then most judged
    std::vector<LedgerLine> officers, offices, provinces; ///< by code
    std::vector<LedgerEntry> entries;                     ///< by day, then file
};

/// @param rulebooks  reads the rulebooks that the screenings were made by
/// @throws Error  invalid_input: the period ends before it begins; as Rulebooks::adopted.
OverrideLedger override_ledger(registry::Database& database, Rulebooks& rulebooks,
                               const LedgerQuestion& question);

} // namespace radcert::casework
