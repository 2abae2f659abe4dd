#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/program.h"

namespace radcert::workshop {

// Where the law speaks and where it is silent: for each role, kind of equipment and topic, on one day. What a
// cell says is what a screening of an empty file would say, so the map and `check` cannot disagree.

/// How far one topic is settled. Later is more open, but for `not_needed`.
enum class GapState : std::uint8_t {
    decided,    ///< rules that may decide say what is asked
    judgement,  ///< the text leaves it to a person ("suitable")
    inferred,   ///< a rule follows from its neighbours, nobody has confirmed it
    unknown,    ///< there is or may be a text that could not be read
    no_rule,    ///< the texts were searched, or no row of the rulebook speaks
    conflict,   ///< two rows, as well known as each other, answer differently
    not_needed, ///< no certificate is needed, so nothing is asked
};
constexpr std::size_t gap_state_count = 7;

std::string_view word(GapState state);
const Words& name(GapState state);

/// The topics of a map, in the order of its columns: what decides a certificate, and who decides.
inline constexpr std::array gap_topics{
    Topic::certificate_need, Topic::authority,        Topic::procedure,       Topic::age,
    Topic::civil_capacity,   Topic::qualification,    Topic::degree_document, Topic::training,
    Topic::health_check,     Topic::application_form, Topic::photo,
};
using GapTopic = std::size_t; ///< place in `gap_topics`

/// One row that speaks to a topic.
struct GapRow {
    const rules::Row* row{};
    GapState state{};
    bool by_province{false}; ///< it decides by an adoption, or belongs to a province's own rules

    friend bool operator==(const GapRow&, const GapRow&) = default;
};

struct GapCell {
    GapState state{GapState::no_rule}; ///< the most open of its rows
    std::vector<GapRow> rows;          ///< empty where no row speaks

    friend bool operator==(const GapCell&, const GapCell&) = default;
};

/// A facility with one kind of equipment, seen by one role.
struct GapLine {
    Code role{}, equipment_type{};
    std::optional<bool> medical; ///< empty: medical or not makes no difference
    std::array<GapCell, gap_topics.size()> cells;
    std::vector<Body> bodies; ///< competent ones; empty where unknown
};

struct GapQuestion {
    Date on;
    std::optional<ProvinceCode> province; ///< empty: any, so no province's own rules speak
    Code procedure{};                     ///< new certificate or re-issue
    std::optional<Code> role, equipment_type;
};

/// Every role and kind of equipment that is asked for, in the order of the vocabulary. Lines that differ
/// between medical and other facilities stand side by side.
std::vector<GapLine> gap_map(const rules::Program& program, const GapQuestion& question);

/// Where a point stands: kinds of equipment of one role.
struct GapPlace {
    Code role{};
    std::optional<bool> medical;
    rules::DeviceSet equipment{};
};

/// Cells that are not what they were the day before, all in the same way.
struct GapChange {
    Date day;
    GapTopic topic{};
    GapCell before, after;
    std::vector<GapPlace> places;
};

/// Every change after `question.on` until `until`, by day and topic. Cells whose rows were replaced by others
/// that settle them just as far are changes too.
std::vector<GapChange> gap_changes(const rules::Program& program, const GapQuestion& question, Date until);

/// One thing that the law leaves open, with all places where it is open in the same way.
struct OpenPoint {
    GapTopic topic{};
    GapCell cell;
    std::vector<GapPlace> places;
};

/// Everything of a map that is neither decided nor without need, by topic. Points of the same rows are one.
std::vector<OpenPoint> open_points(const std::vector<GapLine>& map);

} // namespace radcert::workshop
