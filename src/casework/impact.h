#pragma once

#include <array>

#include "casework/walk_people.h"
#include "domain/finding.h"
#include "rules/program.h"

namespace radcert::casework {

/// Whom a change of the rulebook is asked about.
enum class Touched : std::uint8_t { pending_file, certificate, post };

std::string_view word(Touched touched);
const Words& name(Touched touched);

struct ImpactQuestion {
    const rules::Program* before{};
    const rules::Program* after{};
    Date on;                             ///< the day on which the new rulebook would be used
    std::optional<std::string> province; ///< of the facility
    bool pending{false}, certificates{false}, posts{false};
    Progress progress;
};

/// What one clause says of somebody before and after; an outcome is empty where it says nothing.
struct ClauseChange {
    std::string row;
    std::string before, after; ///< met, not_met, undetermined
    friend auto operator<=>(const ClauseChange&, const ClauseChange&) = default;
};

/// Those who change from one answer to another by the same clauses.
struct FlipGroup {
    Touched touched{};
    Verdict before{}, after{};
    std::vector<ClauseChange> clauses;
    std::size_t count{};
    Date first_day;      ///< the first day on which it holds for somebody
    std::string witness; ///< number of the first one's file, certificate or post
    std::string dossier; ///< the first one's, as JSON that `check` reads
};

/// Somebody for whom the rulebook's answer changes.
struct Flip {
    std::uint32_t group{};
    std::int64_t worker{}, facility{}; ///< facility 0: none is recorded
    std::string number;                ///< of the file or certificate; of a post its number, "W-17/1"
    std::string province, role;
    registry::WordList equipment_types; ///< each once
    Date day;                           ///< from which day on
};

/// Somebody who could not be asked, and why.
struct NotAsked {
    Touched touched{};
    std::string number;
    Words reason;
};

/// A waiting file that the law of `on` judges otherwise than the law of its filing day: it takes a
/// transitional provision to say which of the two applies.
struct HangsOnTransition {
    std::string application;
    std::int64_t worker{};
    Date filed_on;
    Verdict by_filing_day{}, by_new_law{};
    std::vector<std::string> rows; ///< transitional rows of the new rulebook that speak of its filing day
};

/// How many change at one facility, and with one type of equipment; somebody with two types counts at both.
struct FlipsAtFacility {
    std::int64_t facility{}; ///< 0: none is recorded
    std::string name, province;
    std::size_t count{};
};
struct FlipsWithEquipment {
    std::string type;
    std::size_t count{};
};

struct RewrittenRow {
    std::string row;
    Date last; ///< the last day before `on` of which it speaks: worth asking about
};

constexpr std::size_t touched_count = 3;
constexpr std::size_t verdict_count = std::size_t(Verdict::eligible) + 1;
/// How many of one kind go from which answer to which, on the first day.
using VerdictCounts = std::array<std::array<std::size_t, verdict_count>, verdict_count>;

struct Impact {
    std::array<VerdictCounts, touched_count> counts{}; ///< of everybody who was asked, by Touched
    std::vector<FlipGroup> groups;                     ///< most first
    std::vector<Flip> flips;                           ///< by Touched, worker, number
    std::vector<FlipsAtFacility> by_facility;          ///< most first
    std::vector<FlipsWithEquipment> by_equipment;      ///< most first
    std::vector<NotAsked> not_asked;
    std::vector<HangsOnTransition> hang;
    std::vector<Date> days; ///< that were asked about
    /// Rows that the new rulebook says differently for days before `on`: of those days nothing was asked.
    std::vector<RewrittenRow> rewritten;
};

/// Screens the register under two rulebooks, and tells for whom the answer changes, by which clauses, from
/// which day. Reads only.
///
/// Waiting files are screened by the law of their filing day. Of a certificate in force on `on`, and of a
/// post with a role whose holder has no such certificate, the question is `worker eligibility`: would its
/// holder get it today? It is asked of `on` and of each later day on which a row of either rulebook begins or
/// ends, until the answers differ.
///
/// Where no facility is recorded, the question is asked where the person is in post on the day.
///
/// Equal to asking one by one (`eligibility_dossier`, `compose_dossier`); the fast way reads each table once.
/// @throws Error  integrity, unavailable: the register cannot be read. What is wrong with one file or holder
///                is told in `not_asked`.
Impact impact(registry::Database& database, const ImpactQuestion& question);

} // namespace radcert::casework
