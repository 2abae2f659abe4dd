#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/rulebooks.h"
#include "documents/letter.h"

namespace radcert::casework {

// Where the law speaks and where it is silent (workshop/gap_map.h), as plain values and words.

struct GapAsk {
    Date on;
    std::optional<std::string> province{}; ///< "66": with its own rules
    std::string procedure{"new"};
    std::string role{}, equipment{}; ///< words; empty: all
    std::string topic{};             ///< empty: all
};

/// How open a point is, for the eye.
enum class GapTone : std::uint8_t { settled, person, open, idle };

/// What one cell says.
struct GapMark {
    std::string state; ///< "decided", "no_rule"
    Words name;        ///< "đã có quy định"
    Words mark;        ///< the same in a letter: "R"
    GapTone tone{};
    std::vector<std::string> rows; ///< ids of the rows that speak, in any of the kinds of equipment
};

struct GapTopicName {
    std::string word;
    Words name;
};

/// One role with kinds of equipment that are asked alike.
struct GapMatrixRow {
    std::string role_word;
    Words role;
    std::vector<std::string> equipment_words;
    Words equipment;             ///< families by one name
    std::optional<bool> medical; ///< empty: it makes no difference
    std::vector<GapMark> marks;  ///< one for each topic
};

struct GapRowNamed {
    std::string id;
    Words title, said; ///< "LAW-QUALIFY-1 (18/2008/QH12, Điều 28(2)(b))"
};

/// One thing that is open, and where.
struct OpenGap {
    GapTopicName topic;
    GapMark mark;
    std::vector<GapRowNamed> rows; ///< empty: no row of the rulebook speaks
    std::vector<Words> places;
};

struct GapMatrix {
    std::vector<GapTopicName> topics; ///< columns
    std::vector<GapMatrixRow> rows;
    std::vector<OpenGap> open;
};

/// Marks in the order in which they are told: for a legend.
std::vector<GapMark> gap_marks();

/// @throws Error  invalid_input, usage: no such role, equipment, topic, procedure or province.
GapMatrix gap_matrix(const RulebookInUse& rules, const GapAsk& ask);

/// One point that is settled otherwise from a day on.
struct GapTurn {
    Date day;
    GapTopicName topic;
    GapMark before, after;
    std::vector<GapRowNamed> rows; ///< of after
    std::vector<Words> places;
};
struct GapTurns {
    std::vector<GapTurn> turns;
    std::size_t replaced{}; ///< points with other rows that settle them just as far
};

/// What changed after `ask.on` until a day. @throws Error as `gap_matrix`; invalid_input: it lies before.
GapTurns gap_turns(const RulebookInUse& rules, const GapAsk& ask, Date until);

/// The letter to the Ministry: what the law leaves open in the files of the province that is asked for.
/// @throws Error  as `gap_letter`.
documents::Letter gap_letter_of(registry::Database& database, const RulebookInUse& rules, const GapAsk& ask);

} // namespace radcert::casework
