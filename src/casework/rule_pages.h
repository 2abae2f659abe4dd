#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casework/rulebooks.h"
#include "domain/finding.h"

namespace radcert::casework {

// Rows of the rulebook as somebody reads them who knows the law and not the program: plain values and words.

/// Whether a row may decide a file.
enum class RowForce : std::uint8_t {
    decides, ///< by itself
    adopted, ///< because the authority adopted it
    open,    ///< not: it only shows what may be meant, or that nothing is known
};
const Words& name(RowForce force);

struct RuleLine {
    std::string id;
    Words kind;        ///< "yêu cầu": what sort of row it is
    std::string topic; ///< "health_check"; of rows that are no requirements their section: "fees"
    Words topic_name;
    Words title;
    Words citation; ///< "142/2020/NĐ-CP, Điều 35(2)(d)"
    Standing standing{};
    RowForce force{};
    Date from;
    std::optional<Date> to; ///< last day
};

struct RuleQuestion {
    Date on;                 ///< of adoptions, too
    bool every_day{false};   ///< rows of other days as well
    std::string topic{};     ///< empty: all
    std::string text{};      ///< words of id, title, citation or topic, without marks; empty: all
    std::string authority{}; ///< whose adoptions count: "province:66"
};

/// Rows in the order of the rulebook.
std::vector<RuleLine> rule_lines(const RulebookInUse& rules, const RuleQuestion& question);

/// Rows that may be adopted: not over by that day, and not adopted without an end.
std::vector<RuleLine> adoptable_rows(const RulebookInUse& rules, Date on, const std::string& authority);

struct RuleTopic {
    std::string word;
    Words name;
};
/// What rows can be about.
const std::vector<RuleTopic>& rule_topics();

/// What rows are called, each looked up by its id.
class RuleNames {
public:
    struct Name {
        Words title, citation;
    };

    explicit RuleNames(const RulebookInUse& rules);
    /// nullptr: the rulebook has no such row
    const Name* find(const std::string& id) const;

private:
    std::map<std::string, Name, std::less<>> names_;
};

/// An adoption of one row.
struct RowAdopted {
    std::string row;
    std::string authority; ///< "province:66"
    Date from;
    std::optional<Date> to; ///< last day
    std::string by, second;
    Words basis;
    Words idle; ///< why it has nothing to do any more; empty: it has
};
std::vector<RowAdopted> adopted_rows(const RulebookInUse& rules, Date today);

/// One row, readable by a lawyer.
struct RuleSheet {
    struct Point {
        std::string key; ///< "condition"
        Words name, said;
    };
    struct Text { ///< the legal text that it cites
        std::string number;
        Words title, issuer, note;
        Standing standing{};
        std::optional<Date> from, to;
    };
    struct Step { ///< what can be done where it is not met
        Words title;
        int days{};
    };

    RuleLine line;
    Words says;                ///< what it says, in one sentence
    Words standing_means;      ///< what its standing means for a file
    std::vector<Point> points; ///< whom it asks, what, what follows; only what the row states
    Text text;
    Words remedy;
    std::vector<Step> steps;
    std::vector<RowAdopted> adoptions;
    std::vector<RuleLine> before,
        after;                        ///< rows of its topic that ended the day before it, began the day after
    std::vector<RuleLine> settled_by; ///< a province's own rows that settle it
    bool adoptable{false};            ///< an authority may let it decide
};

/// @param id  small letters do
/// @param on  what is adopted on that day
/// @throws Error  not_found: the rulebook has no such row.
RuleSheet rule_sheet(const RulebookInUse& rules, const std::string& id, Date on,
                     const std::string& authority);

/// A row as its file has it, JSON for people to read.
/// @throws Error  not_found.
std::string rule_source(registry::Database& database, const RulebookInUse& rules, const std::string& id);

/// One file of a rulebook.
struct RulebookFile {
    std::string path; ///< "government/decree-142-2020.json"; "overlay 1"
    Words about;      ///< what it holds, in its own words; may be empty
    std::size_t bytes{};
};

struct RulebookSheet {
    std::string version, digest;
    std::size_t requirements{}, authorities{}, instruments{};
    std::vector<RulebookFile> files; ///< overlays last
};
RulebookSheet rulebook_sheet(registry::Database& database, const RulebookInUse& rules);

/// Text of one file, as the register keeps it. @throws Error not_found.
std::string rulebook_file(registry::Database& database, const std::string& digest, const std::string& path);

} // namespace radcert::casework
