#include "casework/gap_pages.h"
#include "documents/paper_tools.h"
#include "domain/body.h"
#include "text/json_writer.h"
#include "web/rule_blocks.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

using casework::GapMark;

Tone tone_of_cell(casework::GapTone tone)
{
    switch (tone) {
    case casework::GapTone::settled: return Tone::good;
    case casework::GapTone::person: return Tone::near;
    case casework::GapTone::open: return Tone::bad;
    case casework::GapTone::idle: break;
    }
    return Tone::muted;
}

/// The province that is asked for; where the address does not say, the office's own.
std::optional<std::string> province_asked(Visit& visit)
{
    if (visit.query().has("province")) return visit.text("province");
    const auto body = parse_body(own_authority(visit));
    if (!body || body->kind != Body::Kind::province) return std::nullopt;
    return province_word(body->province);
}

casework::GapAsk ask_of(Visit& visit)
{
    casework::GapAsk ask;
    ask.on = rules_day(visit);
    ask.province = province_asked(visit);
    ask.procedure = visit.text("procedure").value_or("new");
    ask.role = visit.text("role").value_or("");
    ask.equipment = visit.text("equipment").value_or("");
    ask.topic = visit.text("topic").value_or("");
    return ask;
}

std::vector<std::string> gap_asks(const char* more)
{
    return {"on", "province", "procedure", "role", "equipment", "topic", more};
}

Field choice_field(const char* name, const Words& label, std::vector<Choice> choices,
                   const std::string& value)
{
    Field field{.kind = Field::Kind::choice, .name = name, .label = label, .choices = std::move(choices)};
    if (!value.empty()) field.values = {value};
    return field;
}

Form gap_filters(Visit& visit, const casework::GapAsk& ask, const char* path, const Words& day)
{
    Form form{.action = path, .asks = true, .submit = {"Xem", "Show"}, .inline_form = true};
    form.fields.push_back({.kind = Field::Kind::day, .name = "on", .label = day, .values = {to_dmy(ask.on)}});
    form.fields.push_back(
        choice_field("province", {"Kể cả quy định riêng của tỉnh", "Including the own rules of the province"},
                     province_choices(visit.words(), ask.on), ask.province.value_or("")));
    form.fields.push_back(choice_field("role", {"Công việc", "Role"}, role_choices(visit.words()), ask.role));
    form.fields.push_back(choice_field("equipment", {"Thiết bị", "Equipment"},
                                       choices_of(visit.words().equipment_types), ask.equipment));
    Field procedure = choice_field("procedure", {"Thủ tục", "Procedure"},
                                   choices_of(visit.words().procedures), ask.procedure);
    procedure.required = true;
    form.fields.push_back(std::move(procedure));
    return form;
}

Cell mark_cell(const GapMark& mark)
{
    return Cell::coded(mark.state, mark.name);
}

std::string rows_address(const GapMark& mark, const std::string& topic, Date on)
{
    if (mark.rows.empty()) return {};
    if (mark.rows.size() == 1) return address({"rules", mark.rows.front()});
    return address({"rules"}, {{"topic", topic}, {"on", to_iso(on)}});
}

Cell equipment_cell(const casework::GapMatrixRow& row)
{
    std::string json, words;
    text::JsonWriter writer{json};
    writer.open_array();
    for (const std::string& each : row.equipment_words) {
        writer.string(each);
        words += (words.empty() ? "" : ", ") + each;
    }
    writer.close_array();
    return Cell::raw_json(json, words, row.equipment);
}

/// A table whose columns are the topics that are asked for. The eye reads beside the equipment whether the
/// facility is a medical one.
documents::Table table_of(const casework::GapMatrix& matrix, bool for_programs)
{
    documents::Table table{{"role", {"Công việc", "Role"}}, {"equipment", {"Thiết bị", "Equipment"}}};
    if (for_programs) table.column({"medical", {"Cơ sở y tế", "Medical"}});
    for (const auto& topic : matrix.topics) table.column({topic.word, topic.name});
    return table;
}

Listing matrix_list(const casework::GapMatrix& matrix, Date on, bool for_programs)
{
    Listing list{"matrix",
                 {"Luật nói gì ngày " + to_dmy(on), "What the law says on " + to_dmy(on)},
                 table_of(matrix, for_programs)};
    for (const auto& row : matrix.rows) {
        std::vector<Cell> cells{Cell::coded(row.role_word, row.role), equipment_cell(row)};
        if (for_programs) cells.emplace_back(row.medical);
        std::vector<std::string> links(cells.size());
        std::vector<Tone> tones(cells.size(), Tone::plain);
        for (std::size_t topic = 0; topic < matrix.topics.size(); ++topic) {
            const GapMark& mark = row.marks[topic];
            cells.push_back(mark_cell(mark));
            links.push_back(rows_address(mark, matrix.topics[topic].word, on));
            tones.push_back(tone_of_cell(mark.tone));
        }
        list.table.row(std::move(cells));
        list.links.push_back(std::move(links));
        list.tones.push_back(std::move(tones));
    }
    list.empty = {"Không có công việc hay thiết bị nào như vậy.", "There is no such role or equipment."};
    return list;
}

std::string ids_of(const std::vector<casework::GapRowNamed>& rows)
{
    std::string ids;
    for (const auto& row : rows) ids += (ids.empty() ? "" : ", ") + row.id;
    return ids;
}

std::string joined(const std::vector<Words>& all, Language language)
{
    std::string text;
    for (const Words& each : all) text += (text.empty() ? "" : " | ") + each.in(language);
    return text;
}

Listing open_list(const casework::GapMatrix& matrix, Language language)
{
    documents::Table table{{"topic", {"Nội dung", "Topic"}},
                           {"state", {"Còn để ngỏ thế nào", "How it is open"}},
                           {"rows", {"Theo dòng", "By the row"}},
                           {"title", {"Dòng nói gì", "What the row says"}},
                           {"places", {"Đối với ai, thiết bị nào", "For whom, and which equipment"}}};
    Listing list{"open", {"Còn để ngỏ", "Open"}, std::move(table)};
    for (const auto& gap : matrix.open) {
        const bool silent = gap.rows.empty();
        const Words none{"bộ quy định không có dòng nào", "no row of the rulebook speaks"};
        list.table.row({Cell::coded(gap.topic.word, gap.topic.name), mark_cell(gap.mark),
                        silent ? Cell{} : Cell{ids_of(gap.rows)},
                        silent ? none.in(language) : gap.rows.front().title.in(language),
                        joined(gap.places, language)});
        list.links.push_back({"", "", silent ? std::string{} : address({"rules", gap.rows.front().id})});
        list.tones.push_back({Tone::plain, tone_of_cell(gap.mark.tone)});
    }
    list.empty = {"Không còn gì để ngỏ.", "Nothing is open."};
    return list;
}

Parameters asked_again(const casework::GapAsk& ask)
{
    Parameters query{
        {"on", to_iso(ask.on)}, {"province", ask.province.value_or("")}, {"procedure", ask.procedure}};
    if (!ask.role.empty()) query.add("role", ask.role);
    if (!ask.equipment.empty()) query.add("equipment", ask.equipment);
    if (!ask.topic.empty()) query.add("topic", ask.topic);
    return query;
}

Reply show_map(Visit& visit)
{
    const casework::GapAsk ask = ask_of(visit);
    const auto matrix = casework::gap_matrix(rulebook_asked(visit), ask);
    Page page{{"Luật nói gì và im lặng ở đâu", "Where the law speaks and where it is silent"}};
    page.lead = {"Mỗi ô nói điều mà một hồ sơ trống sẽ được trả lời, theo luật của ngày " + to_dmy(ask.on) +
                     ".",
                 "Each cell says what an empty file would be told, by the law of " + to_dmy(ask.on) + "."};
    page.print = true;
    page.acts.push_back({{"Thay đổi theo thời gian", "Changes over time"},
                         address({"rules", "gap-map", "changes"}, asked_again(ask))});
    if (visit.may(desk) && ask.province)
        page.acts.push_back({{"Công văn gửi Bộ (PDF)", "Letter to the Ministry (PDF)"},
                             address({"rules", "gap-map", "letter"}, asked_again(ask))});
    page.add(gap_filters(visit, ask, "/rules/gap-map", {"Ngày", "Day"}));
    page.add(matrix_list(matrix, ask.on, !visit.twin().empty()));
    page.add(open_list(matrix, visit.language()));
    return page;
}

Listing turn_list(const casework::GapTurns& turns, Date from, Date until, Language language)
{
    documents::Table table{{"day", {"Từ ngày", "From"}},
                           {"topic", {"Nội dung", "Topic"}},
                           {"before", {"Trước", "Before"}},
                           {"after", {"Sau", "After"}},
                           {"rows", {"Theo dòng", "By"}},
                           {"title", {"Dòng nói gì", "What the row says"}},
                           {"places", {"Đối với ai, thiết bị nào", "For whom, and which equipment"}}};
    Listing list{"changes",
                 {"Thay đổi sau ngày " + to_dmy(from) + " đến hết ngày " + to_dmy(until),
                  "Changes after " + to_dmy(from) + " until " + to_dmy(until)},
                 std::move(table)};
    for (const auto& turn : turns.turns) {
        const bool silent = turn.rows.empty();
        list.table.row(
            {to_iso(turn.day), Cell::coded(turn.topic.word, turn.topic.name), mark_cell(turn.before),
             mark_cell(turn.after), silent ? Cell{} : Cell{ids_of(turn.rows)},
             silent ? Cell{} : Cell{turn.rows.front().title.in(language)}, joined(turn.places, language)});
        list.links.push_back(
            {"", "", "", "", silent ? std::string{} : address({"rules", turn.rows.front().id})});
        list.tones.push_back(
            {Tone::plain, Tone::plain, tone_of_cell(turn.before.tone), tone_of_cell(turn.after.tone)});
    }
    list.empty = {"Không có gì thay đổi.", "Nothing changed."};
    return list;
}

/// The day before the newest rows that are in force on a day.
std::optional<Date> day_before_newest_change(const rules::Rulebook& book, Date on)
{
    std::optional<Date> newest;
    for (const rules::Requirement& row : book.requirements) {
        if (row.in_force.from <= on && (!newest || row.in_force.from > *newest)) newest = row.in_force.from;
    }
    return newest ? std::optional{*newest - std::chrono::days{1}} : std::nullopt;
}

Reply show_changes(Visit& visit)
{
    const casework::RulebookInUse& rules = rulebook_asked(visit);
    casework::GapAsk ask = ask_of(visit);
    const Date until = visit.day("until").value_or(std::max(visit.today(), ask.on));
    // Between a day and itself nothing changes: nobody has named two days yet.
    if (!visit.day("until") && ask.on == until)
        ask.on = day_before_newest_change(rules.book, until).value_or(ask.on);
    const auto turns = casework::gap_turns(rules, ask, until);
    Page page{{"Luật thay đổi ở đâu", "Where the law changed"}};
    page.print = true;
    Form form = gap_filters(visit, ask, "/rules/gap-map/changes", {"Sau ngày", "After"});
    form.fields.insert(form.fields.begin() + 1, {.kind = Field::Kind::day,
                                                 .name = "until",
                                                 .label = {"Đến hết ngày", "Until"},
                                                 .values = {to_dmy(until)}});
    page.add(std::move(form));
    page.add(turn_list(turns, ask.on, until, visit.language()));
    const std::string replaced = std::to_string(turns.replaced);
    page.add(Paragraph{{"Ngoài ra, số nội dung có dòng mới nhưng mức quy định như cũ: " + replaced + ".",
                        "Points that a new row settles just as far as the one before: " + replaced + "."},
                       true});
    return page;
}

Reply draw_letter(Visit& visit)
{
    const casework::GapAsk ask = ask_of(visit);
    const auto letter = casework::gap_letter_of(visit.database(), rulebook_asked(visit), ask);
    return Download{"application/pdf", "cong-van-" + to_iso(ask.on) + ".pdf",
                    documents::paper_tools().draw(letter), true};
}

} // namespace

void add_gap_map_routes(Routes& routes)
{
    routes.page("/rules/gap-map",
                {.access = for_signed_in,
                 .summary = {"Luật im lặng ở đâu", "Where the law is silent"},
                 .twins = true,
                 .asks = gap_asks("topic")},
                show_map);
    routes.page("/rules/gap-map/changes",
                {.access = for_signed_in,
                 .summary = {"Luật thay đổi ở đâu", "Where the law changed"},
                 .twins = true,
                 .asks = gap_asks("until")},
                show_changes);
    routes.page("/rules/gap-map/letter",
                {.access = only(desk),
                 .summary = {"Công văn gửi Bộ về điều luật để ngỏ", "Letter about what is open"},
                 .asks = gap_asks("topic")},
                draw_letter);
}

} // namespace radcert::web
