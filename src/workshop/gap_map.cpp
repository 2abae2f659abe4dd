#include "workshop/gap_map.h"

#include <algorithm>

#include "rules/screen.h"
#include "workshop/authority_clash.h"

namespace radcert::workshop {

using rules::Finding;
using rules::no_index;
using rules::Program;
using rules::Requirement;
using rules::Screening;

namespace {

struct StateWords {
    std::string_view word;
    Words name;
};

const std::array<StateWords, gap_state_count> gap_states{{
    {"decided", {"đã có quy định", "decided"}},
    {"judgement", {"để người xét", "left to a person"}},
    {"inferred", {"suy luận", "inferred"}},
    {"unknown", {"chưa rõ", "unknown"}},
    {"no_rule", {"không có quy định", "no rule"}},
    {"conflict", {"mâu thuẫn", "conflicting"}},
    {"not_needed", {"không đòi hỏi", "not asked"}},
}};

GapState state_of(Standing standing)
{
    if (standing == Standing::no_rule) return GapState::no_rule;
    if (standing == Standing::unknown) return GapState::unknown;
    return standing == Standing::inferred ? GapState::inferred : GapState::decided;
}

GapRow gap_row(const Program& program, const Finding& finding)
{
    const Requirement& row = program.book.requirements[finding.row];
    GapRow made{&row, state_of(row.standing), finding.adoption != no_index || row.overlay.has_value()};
    if (made.by_province) made.state = GapState::decided;
    if (made.state == GapState::decided && row.condition && asks_a_person(*row.condition))
        made.state = GapState::judgement;
    return made;
}

GapCell authority_cell(const Program& program, const Screening& screening)
{
    GapCell cell;
    const rules::Competence& competence = screening.competence;
    for (const std::uint16_t index : competence.rows) {
        const rules::AuthorityRow& row = program.book.authorities[index];
        GapRow made{&row, state_of(row.standing), false};
        if (made.state != GapState::decided && competence.decides) made = {&row, GapState::decided, true};
        cell.rows.push_back(made);
    }
    const Application& application = screening.dossier->application;
    const auto rivals = strongest_authorities(program.book, application, screening.facts->devices,
                                              application.facility.devices.front().type, screening.as_of);
    const bool clash = std::ranges::any_of(
        rivals, [&](const rules::AuthorityRow* row) { return !same_answer(*row, *rivals.front()); });
    if (clash) {
        cell.rows.clear();
        for (const rules::AuthorityRow* row : rivals) cell.rows.push_back({row, GapState::conflict, false});
    }
    return cell;
}

void settle(GapCell& cell)
{
    if (cell.rows.empty()) return;
    cell.state = std::ranges::max(cell.rows, {}, &GapRow::state).state;
}

/// The dossier of nobody in particular: nothing is recorded but what says which rows apply.
Dossier empty_file(const GapQuestion& question, Code role, Code type, bool medical)
{
    Dossier file;
    file.application.procedure = question.procedure;
    file.application.role = role;
    file.application.filed_on = question.on;
    file.application.completed_on = question.on;
    file.application.facility.province = question.province.value_or(0);
    file.application.facility.medical = medical;
    file.application.facility.devices.push_back({"", type, {}, {}});
    return file;
}

GapLine gap_line(const Program& program, rules::Screener& screener, const Dossier& file)
{
    const Screening& screening = screener.screen(file);
    GapLine line;
    line.role = file.application.role;
    line.equipment_type = file.application.facility.devices.front().type;
    line.medical = file.application.facility.medical;
    line.bodies = screening.competence.bodies;
    for (GapTopic i = 0; i < gap_topics.size(); ++i) {
        GapCell& cell = line.cells[i];
        if (gap_topics[i] == Topic::authority) {
            cell = authority_cell(program, screening);
        } else {
            for (const Finding& finding : screening.findings) {
                if (finding.row == no_index) continue;
                const Requirement& row = program.book.requirements[finding.row];
                if (row.topic == gap_topics[i] && row.on_failure != FailureAction::advise)
                    cell.rows.push_back(gap_row(program, finding));
            }
            if (screening.verdict == Verdict::not_required && gap_topics[i] != Topic::certificate_need)
                cell.state = GapState::not_needed;
        }
        settle(cell);
    }
    return line;
}

/// Lines of medical and other facilities that say the same become one.
void merge_medical(std::vector<GapLine>& lines)
{
    std::vector<GapLine> merged;
    for (std::size_t i = 0; i + 1 < lines.size(); i += 2) {
        if (lines[i].cells == lines[i + 1].cells && lines[i].bodies == lines[i + 1].bodies) {
            lines[i].medical.reset();
            merged.push_back(std::move(lines[i]));
        } else {
            merged.push_back(std::move(lines[i]));
            merged.push_back(std::move(lines[i + 1]));
        }
    }
    lines = std::move(merged);
}

/// Medical and other facilities apart: two lines for each role and kind of equipment.
std::vector<GapLine> every_line(const Program& program, const GapQuestion& question)
{
    rules::Screener screener{program};
    std::vector<GapLine> lines;
    const Vocabulary& words = program.book.vocabulary;
    for (Code role = 0; role < words.roles.size(); ++role) {
        if (question.role && *question.role != role) continue;
        for (Code type = 0; type < words.equipment_types.size(); ++type) {
            if (question.equipment_type && *question.equipment_type != type) continue;
            for (const bool medical : {true, false})
                lines.push_back(gap_line(program, screener, empty_file(question, role, type, medical)));
        }
    }
    return lines;
}

/// The days after `from` until `until` on which a row, an adoption or an overlay begins or is over.
std::vector<Date> days_of_change(const Program& program, Date from, Date until)
{
    std::vector<Date> days;
    for (const std::int64_t day : program.starts) days.emplace_back(std::chrono::days{day});
    const auto note = [&](const rules::Span& span) {
        days.push_back(span.from);
        if (span.to) days.push_back(*span.to + std::chrono::days{1});
    };
    for (const auto& adoption : program.book.adoptions) note(adoption.in_force);
    for (const auto& overlay : program.book.overlays) note(overlay.in_force);
    std::erase_if(days, [&](Date day) { return day <= from || day > until; });
    std::ranges::sort(days);
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

bool is_open(const GapCell& cell)
{
    return cell.state != GapState::decided && cell.state != GapState::not_needed;
}

void add_place(std::vector<GapPlace>& places, const GapLine& line, std::optional<bool> medical)
{
    const auto found = std::ranges::find_if(
        places, [&](const GapPlace& place) { return place.role == line.role && place.medical == medical; });
    GapPlace& place = found != places.end() ? *found : places.emplace_back(GapPlace{line.role, medical});
    place.equipment |= rules::DeviceSet{1} << line.equipment_type;
}

/// Kinds of equipment for which it is the same at medical and at other facilities stand in one place.
void join_medical(std::vector<GapPlace>& places)
{
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].medical != true) continue;
        const auto other = std::ranges::find_if(places, [&](const GapPlace& place) {
            return place.role == places[i].role && place.medical == false;
        });
        if (other == places.end()) continue;
        const rules::DeviceSet both = places[i].equipment & other->equipment;
        places[i].equipment &= ~both;
        other->equipment &= ~both;
        const auto any = std::ranges::find_if(
            places, [&](const GapPlace& place) { return place.role == places[i].role && !place.medical; });
        if (any != places.end())
            any->equipment |= both;
        else if (both != 0)
            places.push_back({places[i].role, {}, both});
    }
    std::erase_if(places, [](const GapPlace& place) { return place.equipment == 0; });
    std::ranges::stable_sort(places, {}, &GapPlace::role);
}

/// What became of one topic on a day; lines of medical and other facilities stand in pairs.
void add_changes(std::vector<GapChange>& changes, Date day, GapTopic topic,
                 const std::vector<GapLine>& before, const std::vector<GapLine>& after)
{
    const std::size_t first = changes.size();
    const auto add = [&](std::size_t at, std::optional<bool> medical) {
        const GapCell &was = before[at].cells[topic], &is = after[at].cells[topic];
        if (was == is) return;
        auto found =
            std::find_if(changes.begin() + std::ptrdiff_t(first), changes.end(),
                         [&](const GapChange& each) { return each.before == was && each.after == is; });
        if (found == changes.end()) found = changes.insert(changes.end(), {day, topic, was, is, {}});
        add_place(found->places, after[at], medical);
    };
    for (std::size_t line = 0; line + 1 < after.size(); line += 2) {
        const bool same = before[line].cells[topic] == before[line + 1].cells[topic] &&
                          after[line].cells[topic] == after[line + 1].cells[topic];
        add(line, same ? std::nullopt : std::optional{true});
        if (!same) add(line + 1, false);
    }
}

} // namespace

std::string_view word(GapState state)
{
    return gap_states[std::size_t(state)].word;
}

const Words& name(GapState state)
{
    return gap_states[std::size_t(state)].name;
}

std::vector<GapLine> gap_map(const Program& program, const GapQuestion& question)
{
    auto lines = every_line(program, question);
    merge_medical(lines);
    return lines;
}

std::vector<GapChange> gap_changes(const Program& program, const GapQuestion& question, Date until)
{
    std::vector<GapChange> changes;
    GapQuestion asked = question;
    auto before = every_line(program, asked);
    for (const Date day : days_of_change(program, question.on, until)) {
        asked.on = day;
        auto after = every_line(program, asked);
        for (GapTopic topic = 0; topic < gap_topics.size(); ++topic)
            add_changes(changes, day, topic, before, after);
        before = std::move(after);
    }
    return changes;
}

std::vector<OpenPoint> open_points(const std::vector<GapLine>& map)
{
    std::vector<OpenPoint> points;
    for (GapTopic topic = 0; topic < gap_topics.size(); ++topic) {
        const std::size_t first = points.size();
        for (const GapLine& line : map) {
            const GapCell& cell = line.cells[topic];
            if (!is_open(cell)) continue;
            auto found = std::find_if(points.begin() + std::ptrdiff_t(first), points.end(),
                                      [&](const OpenPoint& point) { return point.cell == cell; });
            if (found == points.end()) found = points.insert(points.end(), OpenPoint{topic, cell, {}});
            add_place(found->places, line, line.medical);
        }
    }
    for (OpenPoint& point : points) join_medical(point.places);
    return points;
}

} // namespace radcert::workshop
