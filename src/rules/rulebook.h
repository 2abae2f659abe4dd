#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/body.h"
#include "domain/date.h"
#include "domain/finding.h"
#include "domain/vocabulary.h"
#include "domain/words.h"
#include "rules/condition.h"
#include "rules/remedy.h"
#include "rules/workflow.h"

namespace radcert::rules {

// The rulebook as it was read: law as dated, cited data with its standing. The manual of the format is
// qualification-rules/README.md.

/// Where a row was read: enough to name its place when the files, joined, do not fit together.
struct Origin {
    std::uint32_t file{};   ///< in the order read
    std::uint32_t offset{}; ///< byte of the file
};

/// First and last day, both included; an open end when absent.
struct Span {
    Date from;
    std::optional<Date> to;

    bool holds(Date day) const { return from <= day && (!to || day <= *to); }
};

/// A legal text.
struct Instrument {
    std::string id;     ///< "decree-142-2020"
    std::string number; ///< "142/2020/NĐ-CP", as printed
    Words title;
    std::string kind; ///< law, decree, circular, ...
    Words issuer;
    std::optional<Date> from;
    std::optional<Date> to;
    std::vector<std::string> replaces;
    Standing standing{};
    Words note;
    Origin origin;
};

struct Citation {
    std::string instrument; ///< id
    std::string article;    ///< "35(2)(d)"; empty where unknown
    std::size_t index{};    ///< place of the instrument in the rulebook
};

using DeviceSet = std::uint64_t; ///< one bit for each equipment type

/// Most sets that a row may ask one device of each.
constexpr std::size_t most_device_sets = 3;

/// What a row asks of the facility's devices as a whole.
struct DeviceClause {
    std::vector<DeviceSet> has{};          ///< of each set at least one device
    std::optional<DeviceSet> only{};       ///< no device outside the set
    std::optional<DeviceSet> other_than{}; ///< at least one device outside the set
};

/// One alternative of "applies to". Empty parts ask nothing.
struct Applicability {
    std::uint32_t roles{~0u}; ///< one bit for each role
    std::uint32_t procedures{~0u};
    std::uint32_t channels{~0u};
    DeviceClause devices{};
    std::optional<bool> medical{};
};

/// Which day of the application selects the row.
enum class DecidingDate : std::uint8_t { filed_on, completed_on };

/// What every dated row has.
struct Row {
    std::string id; ///< can be said on the telephone: "B-HEALTH-1"
    Words title;
    Citation citation;
    Standing standing{};
    Span in_force;
    std::vector<Applicability> applies; ///< at least one alternative
    Words note;
    bool transitional{false}; ///< speaks of files from before its text's first day
    Origin origin;
};

/// One requirement of the law, a need row and a procedure row among them.
struct Requirement : Row {
    Topic topic{};
    DecidingDate deciding_date{DecidingDate::filed_on};
    std::optional<Condition> condition; ///< absent: the text is not known, or there is none
    FailureAction on_failure{};
    Words remedy;
    std::optional<Condition> speaks_when; ///< a note that keeps silent otherwise
    std::string evidence_group;           ///< rows of one group may not share an item of evidence
    bool fallback{false};                 ///< speaks only when no other row of its topic applies
    std::string settles;                  ///< overlay: the national requirement that this row settles
    std::optional<std::size_t> overlay;   ///< place of the overlay that brought the row
};

/// Who decides, for one kind of device or for the whole application.
struct AuthorityRow : Row {
    DeviceSet devices{0};           ///< device types that the row answers for; 0: the application as a whole
    std::vector<Body::Kind> bodies; ///< empty where unknown
    BodyMode mode{BodyMode::single};
    bool by_device{false}; ///< whole application, but every device keeps the body of its own row
    std::optional<std::string> procedure_code;
};

/// A row becomes deciding for one authority from a day on.
struct Adoption {
    std::string row;
    Body authority;
    Span in_force;
    std::string by;
    std::string second; ///< four eyes
    Words basis;
    Origin origin;
};

struct CalendarYear {
    int year{};
    bool provisional{false};
    std::vector<Date> off;    ///< weekdays off
    std::vector<Date> worked; ///< weekend days worked
    std::string note;
};

/// A province's own interpretive rules.
struct Overlay {
    std::string id;
    Words title;
    Body authority;
    Span in_force;
    Words basis;
    std::string signed_by;
    bool sample{false};                   ///< shows the form; never law
    std::vector<CalendarYear> calendar{}; ///< days off and worked days of this authority's own
    std::vector<DeskPaper> papers{};      ///< its own forms
};

/// Days in which something must be done, counted in working days.
struct Clock {
    /// What sets it going: receipt, the complete valid file, or the later of that and the fee.
    enum class From : std::uint8_t { received, complete, complete_and_paid };

    std::string name; ///< "check", "decide"
    int working_days{};
    From from{From::received};
    Words starts;
};

struct Procedure : Row {
    std::string code;        ///< empty where unknown
    std::string level;       ///< province or central
    bool certificate{false}; ///< the one by which certificates of radiation workers are issued
    std::vector<Clock> clocks;
    std::vector<std::string> replaces;
};

struct ValidityRule : Row {
    std::optional<int> months; ///< absent with `unlimited` false: not known
    bool unlimited{false};
};

struct Fee : Row {
    bool certificate{false}; ///< for a certificate; else for a licence or a discount
    std::optional<std::int64_t> dong;
};

struct StaffingDuty : Row {
    struct Post {
        Code role{};
        std::optional<int> at_least; ///< absent: each person who does the work
    };
    std::vector<Post> posts;
    bool expressible{true}; ///< whether a dossier can say that this kind of work is done
};

struct TrainingProgramme : Row {
    int number{};
    DeviceSet devices{0};
};

struct Rulebook {
    std::string version;
    std::string digest; ///< SHA-256 of the canonical rulebook, overlays included
    Vocabulary vocabulary;
    std::vector<Instrument> instruments;
    std::vector<Requirement>
        requirements; ///< needs, procedure rows and overlay rows included, in the order read
    std::vector<AuthorityRow> authorities;
    std::vector<Procedure> procedures;
    std::vector<ValidityRule> validity_rules;
    std::vector<Fee> fees;
    std::vector<StaffingDuty> staffing_duties;
    std::vector<TrainingProgramme> training_programmes;
    std::vector<CalendarYear> calendar;
    std::vector<Adoption> adoptions;
    std::vector<Overlay> overlays;
    std::vector<Remedy> remedies; ///< what can be done about a file; not law
    Workflow workflow;
};

} // namespace radcert::rules
