#pragma once

#include "casework/rulebooks.h"

namespace radcert::casework {

// Workers, their papers, posts, appointments and evidence, as an officer records them.

/// 1985 of 1985-04-30.
std::int64_t birth_year_of(Date birth_date);

/// How people call the sexes of form 01: word and name.
const std::vector<std::pair<std::string_view, Words>>& sexes();

/// Why a text is no person's name; empty: it may be one.
Words trouble_of_name(std::string_view name);

/// What must hold of a worker whatever door it comes through.
/// @throws Error  invalid_input: no name, a birth that has not come, a birth year that is none or is not that
/// of the
///                birth date, a sex that is not in the list.
void check_person(const registry::Worker& worker, Date today);

/// A new worker, with an identity paper where there is one. Number and subject are given here.
/// @throws Error  conflict: a paper of that number belongs to another worker, who is named.
registry::Worker record_worker(registry::WriteScope& write, registry::Worker worker,
                               std::optional<registry::IdentityPaper> paper);

/// Corrects a worker's record. A clerical slip is one person's matter; what tells persons apart (name, birth
/// date or year) asks for two once a certificate was issued on it.
/// @throws Error  not_found; conflict: nothing differs; refused: no second person.
registry::Worker correct_worker(registry::WriteScope& write, registry::Worker worker,
                                const std::string& reason);

/// Adds or changes an identity paper. @throws Error conflict: it belongs to another worker.
void record_paper(registry::WriteScope& write, registry::IdentityPaper paper);

/// A post: new when its number is 0, else a change, such as its end.
registry::Post record_post(registry::WriteScope& write, const Vocabulary& vocabulary, registry::Post post);
registry::Appointment record_appointment(registry::WriteScope& write, const Vocabulary& vocabulary,
                                         registry::Appointment appointment);

/// A paper that was scanned: bytes and the name of the file.
struct Scan {
    std::string name, bytes;
};

/// A piece of evidence: new when its number is 0, else a correction.
/// @throws Error  invalid_input: a word is not in its list, or a field does not belong to this kind of
/// evidence.
registry::Evidence record_evidence(registry::WriteScope& write, const Vocabulary& vocabulary,
                                   registry::Evidence evidence, const std::optional<Scan>& scan = {});

/// Recorded by mistake: it no longer counts, and stays in the history.
void withdraw_evidence(registry::WriteScope& write, std::int64_t worker, std::int64_t evidence);

/// A person says that two records that look alike are the same, or that they are not.
/// @param kind  worker, facility
void judge_duplicate(registry::WriteScope& write, const std::string& kind, std::int64_t first,
                     std::int64_t other, bool same, const std::string& reason);

/// The kinds of evidence and the fields of each; also what `evidence record` offers.
struct EvidenceKind {
    std::string_view kind;
    Words name;
    std::vector<std::string_view> fields; ///< beside issuer, dated_on, number, document
};
const std::vector<EvidenceKind>& evidence_kinds();

} // namespace radcert::casework
