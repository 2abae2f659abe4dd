#pragma once

#include "casework/rulebooks.h"
#include "casework/scope.h"
#include "casework/walk_people.h"

namespace radcert::casework {

/// What can be wrong with a certificate that was issued here; the gravest first.
enum class Irregularity : std::uint8_t {
    no_grant,            ///< no grant stands behind it, or it was issued before the grant
    no_ground,           ///< granted against the determination, and no legal basis was named
    evidence_withdrawn,  ///< eligible only with evidence that was withdrawn since
    judgement_withdrawn, ///< eligible only by a judgement that was taken back since
    not_met,             ///< by what is known today, a requirement of the filing day was not met, or is open
    facts_changed,  ///< evidence was withdrawn or corrected since, and only a person's word still carries it
    shared_paper,   ///< the holder's diploma or training certificate has the number of somebody else's
    stale_at_issue, ///< in order on the filing day; on the day of issue a paper had run out
    decided_late,   ///< decided after the day by which the result was due
    other_rules,    ///< eligible by the rulebook of then, not by the one in use
};

constexpr std::size_t irregularity_count = 10;

std::string_view word(Irregularity kind);
const Words& name(Irregularity kind);
std::optional<Irregularity> irregularity_from(std::string_view word);

struct SweepFinding {
    Irregularity kind{};
    std::string certificate, issued_by;
    std::int64_t worker{};
    std::string application;
    Date issued_on;
    std::string status; ///< of the certificate on the day of the sweep: in_force, revoked, expired ...
    Words proof;        ///< what shows it
    std::vector<std::string> rows;   ///< requirements that are not met or open
    std::vector<EventNumber> events; ///< of the journal, that show it
    std::int64_t other_worker{};     ///< shared_paper: who has the same number; 0: nobody
};

struct SweepQuestion {
    Date today;
    std::optional<Date> issued_from, issued_to; ///< first and last day of issue
    Progress progress;
    Scope scope{}; ///< whose certificates: of one province, or of one facility

    bool asks(const registry::Certificate& certificate) const;
};

struct Sweep {
    std::size_t certificates{};         ///< issued on a file of this register, in the period
    std::size_t overridden{};           ///< of these granted against the determination, with a legal basis
    std::size_t without_file{};         ///< recorded from paper or issued elsewhere: nothing to judge again
    std::vector<SweepFinding> findings; ///< the gravest first, then by certificate
};

/// A finding about a certificate, with what identifies it.
SweepFinding about(Irregularity kind, const registry::Certificate& certificate);

/// Judges every certificate again that was issued on a file of this register: by what the register knows
/// today, under the law of its filing day, by the rulebook in use; one that was granted against the
/// determination only by whether its facts changed since. Reads only. A finding is for a person to look at:
/// it ends no certificate. In a scope a certificate is of the province and the facility of its file; one
/// without a file, of the facility that it was recorded for.
/// @throws Error  integrity, unavailable: the register cannot be read; not_found: no rulebook was adopted. A
///                file that cannot be read any more is a finding.
Sweep sweep(registry::Database& database, Rulebooks& rulebooks, const SweepQuestion& question);

} // namespace radcert::casework
