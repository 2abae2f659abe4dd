#include "casework/gap_pages.h"

#include <algorithm>

#include "casework/gap_letter.h"
#include "casework/words_of.h"
#include "workshop/gap_words.h"

namespace radcert::casework {
namespace {

using workshop::GapCell;
using workshop::GapLine;
using workshop::GapQuestion;
using workshop::GapState;

GapTone tone_of(GapState state)
{
    switch (state) {
    case GapState::decided: return GapTone::settled;
    case GapState::judgement:
    case GapState::inferred: return GapTone::person;
    case GapState::unknown:
    case GapState::no_rule:
    case GapState::conflict: return GapTone::open;
    case GapState::not_needed: return GapTone::idle;
    }
    return GapTone::open;
}

GapMark mark_of(GapState state)
{
    static const Words letters[]{{"R", "D"}, {"N", "J"}, {"S", "I"}, {"?", "?"},
                                 {"0", "0"}, {"!", "!"}, {"·", "·"}};
    return {std::string{word(state)}, name(state), letters[std::size_t(state)], tone_of(state), {}};
}

GapMark mark_of(const GapCell& cell)
{
    GapMark mark = mark_of(cell.state);
    for (const auto& row : cell.rows) mark.rows.push_back(row.row->id);
    return mark;
}

GapTopicName gap_topic_name(workshop::GapTopic topic)
{
    return {std::string{word(workshop::gap_topics[topic])}, radcert::name(workshop::gap_topics[topic])};
}

bool is_asked(const GapAsk& ask, workshop::GapTopic topic)
{
    return ask.topic.empty() || ask.topic == word(workshop::gap_topics[topic]);
}

std::optional<Code> code_asked(const CodeList& list, const std::string& text, const Words& what)
{
    if (text.empty()) return std::nullopt;
    check_word(list, text, what);
    return list.find(text);
}

GapQuestion question_of(const Vocabulary& words, const GapAsk& ask)
{
    const bool known = ask.topic.empty() || std::ranges::any_of(workshop::gap_topics, [&](Topic topic) {
                           return ask.topic == word(topic);
                       });
    if (!known)
        throw Error{
            Fault::usage,
            {"bản đồ không có nội dung “" + ask.topic + "”", "the map has no topic \"" + ask.topic + "\""},
            {"chọn trong danh sách", "choose one of the list"}};
    GapQuestion question;
    question.on = ask.on;
    if (ask.province) {
        check_province(words, *ask.province, ask.on);
        question.province = parse_body("province:" + *ask.province)->province;
    }
    question.role = code_asked(words.roles, ask.role, {"công việc", "role"});
    question.equipment_type =
        code_asked(words.equipment_types, ask.equipment, {"loại thiết bị", "equipment type"});
    check_word(words.procedures, ask.procedure, {"thủ tục", "procedure"});
    question.procedure = *words.procedures.find(ask.procedure);
    return question;
}

bool look_alike(const std::vector<GapMark>& one, const std::vector<GapMark>& other)
{
    return std::ranges::equal(one, other, {}, &GapMark::state, &GapMark::state);
}

std::vector<GapMark> marks_of(const GapAsk& ask, const GapLine& line)
{
    std::vector<GapMark> marks;
    for (workshop::GapTopic topic = 0; topic < workshop::gap_topics.size(); ++topic) {
        if (is_asked(ask, topic)) marks.push_back(mark_of(line.cells[topic]));
    }
    return marks;
}

/// Lines of the same role that look alike, as one.
class MatrixRows {
public:
    MatrixRows(const Vocabulary& words, const GapAsk& ask) : words_{words}, ask_{ask} {}

    void add(const GapLine& line)
    {
        const auto marks = marks_of(ask_, line);
        auto group = std::ranges::find_if(groups_, [&](const Group& one) {
            return one.place.role == line.role && one.place.medical == line.medical &&
                   look_alike(one.marks, marks);
        });
        if (group == groups_.end()) group = groups_.insert(group, {{line.role, line.medical, 0}, marks});
        for (std::size_t i = 0; i < marks.size(); ++i) add_rows(group->marks[i].rows, marks[i].rows);
        group->place.equipment |= rules::DeviceSet{1} << line.equipment_type;
    }

    std::vector<GapMatrixRow> take()
    {
        std::vector<GapMatrixRow> rows;
        for (Group& group : groups_) {
            GapMatrixRow row;
            row.role_word = words_.roles.word(group.place.role);
            row.role = words_.roles.name(group.place.role);
            for (Code type = 0; type < words_.equipment_types.size(); ++type) {
                if ((group.place.equipment >> type & 1) != 0)
                    row.equipment_words.push_back(words_.equipment_types.word(type));
            }
            for (const Language language : {Language::vi, Language::en}) {
                std::string text = workshop::equipment_words(words_, group.place.equipment, language);
                if (group.place.medical)
                    text += " (" + workshop::medical_words(group.place.medical).in(language) + ")";
                (language == Language::vi ? row.equipment.vi : row.equipment.en) = text;
            }
            row.medical = group.place.medical;
            row.marks = std::move(group.marks);
            rows.push_back(std::move(row));
        }
        return rows;
    }

private:
    struct Group {
        workshop::GapPlace place;
        std::vector<GapMark> marks;
    };

    static void add_rows(std::vector<std::string>& known, const std::vector<std::string>& more)
    {
        for (const std::string& row : more) {
            if (std::ranges::find(known, row) == known.end()) known.push_back(row);
        }
    }

    const Vocabulary& words_;
    const GapAsk& ask_;
    std::vector<Group> groups_;
};

/// The rows that make a cell as open as it is.
std::vector<GapRowNamed> rows_named(const rules::Rulebook& book, const GapCell& cell)
{
    std::vector<GapRowNamed> named;
    for (const auto& row : cell.rows) {
        if (row.state == cell.state)
            named.push_back({row.row->id,
                             row.row->title,
                             {row_words(book, row, Language::vi), row_words(book, row, Language::en)}});
    }
    return named;
}

/// Whether they are every role with every equipment, at facilities of both kinds.
bool is_everywhere(const Vocabulary& words, const std::vector<workshop::GapPlace>& places)
{
    struct Covered {
        rules::DeviceSet any{0}, medical{0}, other{0};
    };
    std::vector<Covered> covered(words.roles.size());
    for (const auto& place : places) {
        Covered& role = covered[place.role];
        (!place.medical ? role.any : *place.medical ? role.medical : role.other) |= place.equipment;
    }
    const rules::DeviceSet all = (rules::DeviceSet{1} << words.equipment_types.size()) - 1;
    return std::ranges::all_of(
        covered, [&](const Covered& role) { return (role.any | (role.medical & role.other)) == all; });
}

std::vector<Words> places_named(const Vocabulary& words, const std::vector<workshop::GapPlace>& places)
{
    if (is_everywhere(words, places)) return {{"mọi công việc, mọi thiết bị", "every role, every equipment"}};
    std::vector<Words> named;
    for (const auto& place : places)
        named.push_back({place_words(words, place, Language::vi), place_words(words, place, Language::en)});
    return named;
}

} // namespace

std::vector<GapMark> gap_marks()
{
    std::vector<GapMark> marks;
    for (std::size_t state = 0; state < workshop::gap_state_count; ++state)
        marks.push_back(mark_of(GapState(state)));
    return marks;
}

GapMatrix gap_matrix(const RulebookInUse& rules, const GapAsk& ask)
{
    const rules::Rulebook& book = rules.book;
    const auto lines = workshop::gap_map(rules.program, question_of(book.vocabulary, ask));
    GapMatrix matrix;
    for (workshop::GapTopic topic = 0; topic < workshop::gap_topics.size(); ++topic) {
        if (is_asked(ask, topic)) matrix.topics.push_back(gap_topic_name(topic));
    }
    MatrixRows rows{book.vocabulary, ask};
    for (const GapLine& line : lines) rows.add(line);
    matrix.rows = rows.take();
    for (const auto& point : workshop::open_points(lines)) {
        if (is_asked(ask, point.topic))
            matrix.open.push_back({gap_topic_name(point.topic), mark_of(point.cell),
                                   rows_named(book, point.cell),
                                   places_named(book.vocabulary, point.places)});
    }
    return matrix;
}

GapTurns gap_turns(const RulebookInUse& rules, const GapAsk& ask, Date until)
{
    const rules::Rulebook& book = rules.book;
    check_order(ask.on, until);
    GapTurns made;
    for (const auto& change :
         workshop::gap_changes(rules.program, question_of(book.vocabulary, ask), until)) {
        if (!is_asked(ask, change.topic)) continue;
        // Who decides may change though it is as clear as before.
        if (change.before.state == change.after.state &&
            workshop::gap_topics[change.topic] != Topic::authority) {
            ++made.replaced;
            continue;
        }
        made.turns.push_back({change.day, gap_topic_name(change.topic), mark_of(change.before),
                              mark_of(change.after), rows_named(book, change.after),
                              places_named(book.vocabulary, change.places)});
    }
    return made;
}

documents::Letter gap_letter_of(registry::Database& database, const RulebookInUse& rules, const GapAsk& ask)
{
    const GapQuestion question = question_of(rules.book.vocabulary, ask);
    const auto map = workshop::gap_map(rules.program, question);
    auto points = open_points(question.province ? lines_of_province(map, *question.province) : map);
    std::erase_if(points, [&](const auto& point) { return !is_asked(ask, point.topic); });
    const auto body = parse_body(registry::load_register(database).authority);
    const bool own = body && body->kind == Body::Kind::province && question.province == body->province;
    return gap_letter(rules.book, question, points,
                      own ? registry::find_letterhead(database) : std::optional<registry::Letterhead>{});
}

} // namespace radcert::casework
