#include "cli/gap_map.h"

#include <algorithm>
#include <iostream>

#include "casework/gap_letter.h"
#include "casework/words_of.h"
#include "cli/desk.h"
#include "cli/fields.h"
#include "cli/files.h"
#include "cli/gap_page.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "documents/paper_tools.h"
#include "registry/clock.h"
#include "rules/citation.h"
#include "text/json_writer.h"
#include "workshop/gap_words.h"

namespace radcert::cli {
namespace {

using workshop::GapCell;
using workshop::GapChange;
using workshop::GapLine;
using workshop::GapQuestion;
using workshop::GapState;

struct GapOptions {
    std::string on, province, role, equipment, topic, procedure{"new"}, letter;
    std::vector<std::string> between;
    bool open{false};
};

std::optional<Code> gap_word(const CodeList& list, const std::string& word, const Words& what)
{
    if (word.empty()) return std::nullopt;
    casework::check_word(list, word, what);
    return list.find(word);
}

GapQuestion gap_question(const rules::Rulebook& book, const GapOptions& options, Date on)
{
    GapQuestion question;
    question.on = on;
    if (const auto code = province_option(options.province, book.vocabulary, on, on))
        question.province = ProvinceCode(std::stoi(*code));
    question.role = gap_word(book.vocabulary.roles, options.role, {"công việc", "role"});
    question.equipment_type =
        gap_word(book.vocabulary.equipment_types, options.equipment, {"loại thiết bị", "equipment type"});
    question.procedure = *gap_word(book.vocabulary.procedures, options.procedure, {"thủ tục", "procedure"});
    return question;
}

Cell medical_cell(std::optional<bool> medical)
{
    return medical ? Cell{*medical} : Cell{};
}

Cell state_cell(const GapCell& cell)
{
    return Cell::coded(word(cell.state), name(cell.state));
}

/// For programs each row by itself; for the eye one text.
Cell rows_cell(const rules::Rulebook& book, const GapCell& cell, Language language)
{
    std::string said, out;
    text::JsonWriter json{out};
    json.open_array();
    for (const auto& row : cell.rows) {
        said += (said.empty() ? "" : "; ") + row_words(book, row, language);
        json.open_object();
        json.member("id", row.row->id);
        json.member("citation", citation_text(book, *row.row, language));
        json.member("state", word(row.state));
        json.key("by_province");
        json.boolean(row.by_province);
        json.close_object();
    }
    json.close_array();
    return Cell::raw_json(out, said);
}

Cell named(const CodeList& list, Code code)
{
    return Cell::coded(list.word(code), list.name(code));
}

Cell topic_cell(workshop::GapTopic topic)
{
    return Cell::coded(word(workshop::gap_topics[topic]), name(workshop::gap_topics[topic]));
}

/// One line a cell, for programs and spreadsheets.
Table cell_table(const rules::Rulebook& book, Date on, const std::vector<GapLine>& map,
                 const GapOptions& options, Language language)
{
    const Vocabulary& words = book.vocabulary;
    Table table{{"on", {"Ngày", "Day"}},
                {"role", {"Công việc", "Role"}},
                {"equipment", {"Thiết bị", "Equipment"}},
                {"medical", {"Cơ sở y tế", "Medical"}},
                {"topic", {"Nội dung", "Topic"}},
                {"state", {"Mức quy định", "State"}},
                {"rows", {"Dòng quy định", "Rows"}}};
    for (const GapLine& line : map) {
        for (workshop::GapTopic topic = 0; topic < workshop::gap_topics.size(); ++topic) {
            const GapCell& cell = line.cells[topic];
            const bool settled = cell.state == GapState::decided || cell.state == GapState::not_needed;
            if (!gap_topic_wanted(options.topic, topic) || (options.open && settled)) continue;
            table.row({to_iso(on), named(words.roles, line.role),
                       named(words.equipment_types, line.equipment_type), medical_cell(line.medical),
                       topic_cell(topic), state_cell(cell), rows_cell(book, cell, language)});
        }
    }
    return table;
}

Table change_table(const rules::Rulebook& book, const std::vector<GapChange>& changes,
                   const GapOptions& options, Language language)
{
    const Vocabulary& words = book.vocabulary;
    Table table{{"day", {"Từ ngày", "From"}},
                {"role", {"Công việc", "Role"}},
                {"equipment", {"Thiết bị", "Equipment"}},
                {"medical", {"Cơ sở y tế", "Medical"}},
                {"topic", {"Nội dung", "Topic"}},
                {"before", {"Trước", "Before"}},
                {"after", {"Sau", "After"}},
                {"rows_before", {"Dòng trước", "Rows before"}},
                {"rows_after", {"Dòng sau", "Rows after"}}};
    for (const GapChange& change : changes) {
        if (!gap_topic_wanted(options.topic, change.topic)) continue;
        for (const auto& place : change.places) {
            for (Code type = 0; type < words.equipment_types.size(); ++type) {
                if ((place.equipment >> type & 1) == 0) continue;
                table.row({to_iso(change.day), named(words.roles, place.role),
                           named(words.equipment_types, type), medical_cell(place.medical),
                           topic_cell(change.topic), state_cell(change.before), state_cell(change.after),
                           rows_cell(book, change.before, language),
                           rows_cell(book, change.after, language)});
            }
        }
    }
    return table;
}

Date gap_day(const std::string& text, const char* option)
{
    return day_option(text, option).value_or(day_in_vietnam(registry::system_time()));
}

/// The letterhead of the register, where it is this province's own.
std::optional<registry::Letterhead> own_letterhead(const Settings& settings, const GapQuestion& question)
{
    if (settings.register_file.empty() && !register_place(settings).may_exist()) return std::nullopt;
    registry::Database database = open_register(settings);
    const auto body = parse_body(registry::load_register(database).authority);
    const bool own = body && body->kind == Body::Kind::province && question.province == body->province;
    return own ? registry::find_letterhead(database) : std::nullopt;
}

void write_letter(const Settings& settings, const GapOptions& options, const rules::Rulebook& book,
                  const GapQuestion& question, const std::vector<GapLine>& map)
{
    auto points = open_points(question.province ? casework::lines_of_province(map, *question.province) : map);
    std::erase_if(points, [&](const auto& point) { return !gap_topic_wanted(options.topic, point.topic); });
    const auto letter = casework::gap_letter(book, question, points, own_letterhead(settings, question));
    save_file(options.letter, documents::paper_tools().draw(letter));
    say_of(options.letter, options.letter + '\n');
    if (const std::size_t unread = casework::unread_points(points); unread > 0) {
        const std::string count = std::to_string(unread);
        std::cerr << (settings.spoken() == Language::vi
                          ? "radcert: " + count +
                                " nội dung dựa vào văn bản mà bộ quy định chưa đọc được (phần II): "
                                "hãy tìm đọc văn bản trước khi gửi\n"
                          : "radcert: " + count +
                                " points hang on texts that the rulebook could not read (part II): "
                                "look for the texts before you send it\n");
    }
}

void gap_coverage(const Settings& settings, const GapOptions& options)
{
    const rules::Rulebook book = load_rulebook(settings.rules, settings.overlays);
    const rules::Program program{book};
    const bool page = !settings.csv && !settings.json && settings.xlsx.empty();
    if (!options.topic.empty() && std::ranges::none_of(workshop::gap_topics, [&](Topic topic) {
            return options.topic == word(topic);
        })) {
        std::string known;
        for (const Topic topic : workshop::gap_topics)
            known += (known.empty() ? "" : ", ") + std::string{word(topic)};
        throw Error{Fault::usage,
                    {"--topic " + options.topic + ": bản đồ không có nội dung này",
                     "--topic " + options.topic + ": the map has no such topic"},
                    {"một trong: " + known, "one of: " + known}};
    }
    if (!options.between.empty()) {
        const Date from = gap_day(options.between.front(), "--between"),
                   until = gap_day(options.between.back(), "--between");
        casework::check_order(from, until);
        const auto changes = workshop::gap_changes(program, gap_question(book, options, from), until);
        if (page)
            return write_out(gap_change_page(book, from, until, changes, options.topic, settings.spoken()));
        return change_table(book, changes, options, settings.spoken()).print(settings);
    }
    const GapQuestion question = gap_question(book, options, gap_day(options.on, "--on"));
    const auto map = workshop::gap_map(program, question);
    if (!options.letter.empty()) {
        return write_letter(settings, options, book, question, map);
    }
    if (page) return write_out(gap_page(book, question, map, options.topic, settings.spoken()));
    cell_table(book, question.on, map, options, settings.spoken()).print(settings);
}

} // namespace

void add_gap_map_command(Command& rules, Settings& settings)
{
    auto [command, options] = add_verb<GapOptions>(
        rules, "coverage", "Luật nói gì và im lặng ở đâu / where the law speaks and where it is silent",
        settings, gap_coverage);
    command->add_option("--on", options->on, "Ngày (mặc định: hôm nay) / day (default: today)")
        ->type_name("DATE");
    auto* between = command->add_option("--between", options->between,
                                        "Thay đổi sau ngày đầu đến ngày sau / what changed after the first "
                                        "day until the second");
    between->type_name("DATE DATE")->values(2);
    command
        ->add_option("--province", options->province,
                     "Kể cả quy định riêng của tỉnh / with this province's own rules")
        ->type_name("NN");
    command->add_option("--role", options->role, "Một công việc / one role")->type_name("ROLE");
    command->add_option("--equipment", options->equipment, "Một loại thiết bị / one equipment type")
        ->type_name("TYPE");
    command->add_option("--topic", options->topic, "Một nội dung / one topic")->type_name("TOPIC");
    command
        ->add_option("--procedure", options->procedure, "Cấp mới hay cấp lại / new certificate or re-issue")
        ->one_of({"new", "reissue"})
        ->show_default();
    command
        ->add_flag("--open", options->open, "Bảng: chỉ những ô còn để ngỏ / tables: only cells that are open")
        ->excludes(between);
    Option* const letter = command->add_option(
        "--letter", options->letter,
        "Công văn PDF gửi Bộ: nội dung vượt thẩm quyền của tỉnh / letter to the Ministry: contents "
        "beyond the authority of the province");
    letter->type_name("FILE")->excludes(between);
    command->add_flag("--json", settings.json, "JSON");
    command
        ->add_option("--register", settings.register_file,
                     "Sổ có tên cơ quan cho công văn / register with the letterhead")
        ->type_name("FILE");
    add_export_options(*command, settings);
    for (const char* const table : {"--json", "--csv", "--xlsx"})
        letter->excludes(command->find_option(table));
    add_shared_options(*command, settings);
    command->footer("Ví dụ / Examples:\n"
                    "  radcert rules coverage --on 2025-08-15 --role safety_officer\n"
                    "  radcert rules coverage --on 2025-08-15 --topic qualification --open --csv\n"
                    "  radcert rules coverage --between 2025-06-30 2026-01-01 --equipment pet_ct\n"
                    "  radcert rules coverage --on 2025-08-15 --province 66 --letter cong-van.pdf");
}

} // namespace radcert::cli
