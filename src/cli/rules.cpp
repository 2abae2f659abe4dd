#include <algorithm>
#include <memory>

#include "cli/adopt.h"
#include "cli/commands.h"
#include "cli/desk.h"
#include "cli/files.h"
#include "cli/gap_map.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/rules_diff.h"
#include "cli/rules_impact.h"
#include "cli/rules_ledger.h"
#include "cli/rules_lint.h"
#include "cli/rules_sweep.h"
#include "cli/rules_test.h"
#include "domain/error.h"
#include "rules/applies_words.h"
#include "rules/citation.h"
#include "rules/condition_words.h"
#include "rules/rulebook.h"
#include "text/json_writer.h"
#include "text/utf8.h"

namespace radcert::cli {
namespace {

struct RuleListOptions {
    std::string on;    ///< empty: every row of every day
    std::string topic; ///< empty: every topic
    bool json{false};
};

/// One row of the rulebook, whatever its section.
struct Entry {
    const rules::Row* row;
    Words kind;
    std::string_view topic;
    const rules::Requirement* requirement{nullptr};
    const rules::AuthorityRow* authority{nullptr};
};

std::vector<Entry> entries_of(const rules::Rulebook& book)
{
    std::vector<Entry> all;
    const auto add = [&](const auto& rows, const Words& kind, std::string_view topic) {
        for (const auto& row : rows) all.push_back({&row, kind, topic});
    };
    for (const auto& row : book.requirements)
        all.push_back({&row, {"yêu cầu", "requirement"}, word(row.topic), &row});
    for (const auto& row : book.authorities) {
        all.push_back({&row, {"thẩm quyền", "authority"}, word(Topic::authority), nullptr, &row});
    }
    add(book.procedures, {"thủ tục", "procedure"}, "procedures");
    add(book.validity_rules, {"thời hạn chứng chỉ", "validity"}, "validity");
    add(book.fees, {"phí, lệ phí", "fee"}, "fees");
    add(book.staffing_duties, {"nhân lực", "staffing"}, "staffing");
    add(book.training_programmes, {"chương trình đào tạo", "training programme"}, "programmes");
    return all;
}

std::string padded(std::string text, std::size_t width)
{
    const std::size_t used = text::display_width(text);
    if (used < width) text.append(width - used, ' ');
    return text;
}

void list_rules(const Settings& settings, const RuleListOptions& options)
{
    const auto on = day_option(options.on, "--on");
    const rules::Rulebook book = load_rulebook(settings.rules, settings.overlays);
    const bool table = output_is_terminal();
    std::string out, json_text;
    text::JsonWriter json{json_text};
    json.open_array();
    for (const Entry& entry : entries_of(book)) {
        const rules::Row& row = *entry.row;
        if ((on && !row.in_force.holds(*on)) || (!options.topic.empty() && entry.topic != options.topic))
            continue;
        const std::string& title = row.title.in(settings.spoken());
        const std::string standing{word(row.standing)};
        if (options.json) {
            json.open_object();
            json.member("id", row.id);
            json.member("topic", entry.topic);
            json.member("standing", standing);
            json.member("in_force", rules::span_words(row.in_force));
            json.member("citation", rules::citation_text(book, row, settings.spoken()));
            json.member("title", title);
            json.close_object();
        } else if (table) {
            out += padded(row.id, 16) + ' ' + padded(standing, 10) + ' ' +
                   padded(rules::span_words(row.in_force), 23) + ' ' + title + '\n';
        } else {
            out += row.id + '\t' + std::string{entry.topic} + '\t' + standing + '\t' +
                   rules::span_words(row.in_force) + '\t' +
                   rules::citation_text(book, row, settings.spoken()) + '\t' + title + '\n';
        }
    }
    json.close_array();
    write_out(options.json ? text::indented(json_text) + '\n' : out);
}

class RowPage {
public:
    RowPage(const rules::Rulebook& book, Language language)
        : book_{book}, page_{80, language, colour_wanted()}, language_{language}
    {
    }

    std::string write(const Entry& entry)
    {
        const rules::Row& row = *entry.row;
        const rules::Instrument& instrument = book_.instruments[row.citation.index];
        page_.line(row.id + "  " + row.title.in(language_), "", 0, "", Colour::bold);
        page_.blank();
        field("Loại", "Kind", entry.kind.in(language_));
        field("Căn cứ", "Citation", rules::citation_text(book_, row, language_));
        field("", "", instrument.title.in(language_));
        field("Tin cậy", "Standing",
              std::string{word(row.standing)} + ": " + name(row.standing).in(language_));
        field("Hiệu lực", "In force", rules::span_words(row.in_force));
        applies(row);
        if (entry.requirement != nullptr) requirement(*entry.requirement);
        if (entry.authority != nullptr) authority(*entry.authority);
        if (!row.note.empty()) field("Ghi chú", "Note", row.note.in(language_));
        return page_.take();
    }

private:
    std::string_view say(std::string_view vi, std::string_view en) const
    {
        return language_ == Language::vi ? vi : en;
    }
    void field(std::string_view vi, std::string_view en, std::string_view value)
    {
        page_.line(value, "", 12, say(vi, en), Colour::dim);
    }

    void applies(const rules::Row& row)
    {
        for (const rules::Applicability& asked : row.applies)
            field("Áp dụng", "Applies to", rules::applies_words(book_.vocabulary, asked, language_));
    }

    void requirement(const rules::Requirement& row)
    {
        field("Chủ đề", "Topic", std::string{word(row.topic)} + ": " + name(row.topic).in(language_));
        field("Nếu không", "On failure",
              std::string{word(row.on_failure)} + ": " + name(row.on_failure).in(language_));
        if (row.condition) {
            std::string text;
            rules::ConditionWords{text, book_.vocabulary, language_}.condition(*row.condition);
            field("Điều kiện", "Condition", text);
        }
        if (row.speaks_when) {
            std::string text;
            rules::ConditionWords{text, book_.vocabulary, language_}.condition(*row.speaks_when);
            field("Chỉ nói khi", "Speaks when", text);
        }
        if (!row.remedy.empty()) field("Khắc phục", "Remedy", row.remedy.in(language_));
    }

    void authority(const rules::AuthorityRow& row)
    {
        field("Cơ quan", "Bodies", rules::body_words(row, language_));
        if (row.devices != 0)
            field("Thiết bị", "Devices", rules::device_words(book_.vocabulary, row.devices));
        if (row.procedure_code) field("Thủ tục", "Procedure", *row.procedure_code);
    }

    const rules::Rulebook& book_;
    Page page_;
    Language language_;
};

void show_rule(const Settings& settings, const std::string& id)
{
    const rules::Rulebook book = load_rulebook(settings.rules, settings.overlays);
    const auto all = entries_of(book);
    std::string wanted = id;
    std::ranges::transform(wanted, wanted.begin(), [](unsigned char c) { return char(std::toupper(c)); });
    const auto found = std::ranges::find_if(all, [&](const Entry& entry) { return entry.row->id == wanted; });
    if (found == all.end()) {
        throw Error{Fault::not_found,
                    {"bộ quy định không có dòng " + id, "the rulebook has no row " + id},
                    {"xem danh sách: radcert rules list", "see them all: radcert rules list"}};
    }
    write_out(RowPage{book, settings.spoken()}.write(*found));
}

void validate(const Settings& settings, const std::string& folder)
{
    const rules::Rulebook book = load_rulebook(folder, settings.overlays);
    const std::string counts = std::to_string(book.requirements.size()) + " / " +
                               std::to_string(book.authorities.size()) + " / " +
                               std::to_string(book.instruments.size());
    const bool vi = settings.spoken() == Language::vi;
    write_out(folder +
              (vi ? ": hợp lệ; yêu cầu / thẩm quyền / văn bản: "
                  : ": valid; requirements / authorities / instruments: ") +
              counts + "\n" + book.version + " sha256:" + book.digest + "\n");
}

} // namespace

void add_rules_commands(Command& app, Settings& settings, int& status)
{
    auto* rules = app.add_subcommand("rules", "Xem và kiểm tra bộ quy định / look at and check the rulebook");
    rules->require_subcommand();
    rules->footer("Ví dụ / Examples:\n"
                  "  radcert rules list --on 2025-08-12 --topic training\n"
                  "  radcert rules show B-HEALTH-1 --lang en\n"
                  "  radcert rules validate qualification-rules");

    auto list_options = std::make_shared<RuleListOptions>();
    auto* list_command = rules->add_subcommand("list", "Liệt kê / list");
    list_command->add_option("--on", list_options->on, "Có hiệu lực trong ngày / in force on")
        ->type_name("DATE");
    list_command->add_option("--topic", list_options->topic, "Một chủ đề / one topic")->type_name("TOPIC");
    list_command->add_flag("--json", list_options->json, "JSON");
    add_shared_options(*list_command, settings);
    list_command->callback([&settings, list_options] { list_rules(settings, *list_options); });

    auto id = std::make_shared<std::string>();
    auto* show_command = rules->add_subcommand("show", "Xem một dòng / show one row");
    show_command->add_option("id", *id, "Mã, ví dụ / id, e.g. B-HEALTH-1")->required()->type_name("ID");
    add_shared_options(*show_command, settings);
    show_command->callback([&settings, id] { show_rule(settings, *id); });

    auto folder = std::make_shared<std::string>();
    auto* validate_command = rules->add_subcommand("validate", "Kiểm tra một thư mục / check a folder");
    validate_command->add_option("folder", *folder, "Thư mục bộ quy định / the rulebook's folder")
        ->required()
        ->type_name("DIR");
    add_shared_options(*validate_command, settings);
    validate_command->callback([&settings, folder] { validate(settings, *folder); });
    add_rules_lint_command(*rules, settings, status);
    add_rules_test_command(*rules, settings, status);
    add_rules_diff_command(*rules, settings);
    add_rules_impact_command(*rules, settings);
    add_rules_sweep_command(*rules, settings, status);
    add_gap_map_command(*rules, settings);
    add_adopt_commands(*rules, settings);
    add_rules_ledger_command(*rules, settings);
}

} // namespace radcert::cli
