#include <algorithm>

#include "casework/override_ledger.h"
#include "casework/rule_pages.h"
#include "casework/words_of.h"
#include "registry/erasures.h"
#include "text/json_writer.h"
#include "web/report_parts.h"

namespace radcert::web {
namespace {

using casework::LedgerLine;
using casework::OverrideKind;

struct LedgerAsked {
    casework::OverrideLedger ledger;
    std::string by; ///< clause, officer, office, province
    std::vector<registry::Officer> officers;
    casework::RuleNames rules;
};

const std::vector<Choice>& ledger_groups()
{
    static const std::vector<Choice> all{{"clause", {"điểm của luật", "clause"}},
                                         {"officer", {"cán bộ", "officer"}},
                                         {"office", {"nơi nhận", "office"}},
                                         {"province", {"tỉnh", "province"}}};
    return all;
}

LedgerAsked ledger_asked(Visit& visit)
{
    const casework::Scope scope = report_scope(visit);
    if (scope.facility)
        throw Error{Fault::refused,
                    {"tài khoản chỉ xem một cơ sở không có báo cáo này",
                     "an account that sees one facility alone has no such report"}};
    const std::string by = visit.text("by").value_or("clause");
    if (std::ranges::find(ledger_groups(), by, &Choice::value) == ledger_groups().end())
        refuse_field("by", {"không tính được theo “" + by + "”", "there is no count by \"" + by + "\""});
    const Period period = period_of(visit);
    casework::LedgerQuestion question{period.from, period.to, visit.as_of().known_by, scope.province};
    return {casework::override_ledger(visit.database(), visit.rulebooks(), question), by,
            registry::list_officers(visit.database(), visit.as_of().known_by),
            casework::RuleNames{visit.rules()}};
}

std::string officer_name(const LedgerAsked& asked, const std::string& code)
{
    const auto known = std::ranges::find(asked.officers, code, &registry::Officer::code);
    return known == asked.officers.end() ? std::string{} : known->name;
}

Cell text_cell(const std::string& text)
{
    return text.empty() ? Cell{} : Cell{text};
}

/// "lan 3/3, minh 0/1": met of judged; for programs an array.
Cell shares_cell(const std::map<std::string, casework::JudgedOutcomes>& shares)
{
    std::string json, shown;
    text::JsonWriter writer{json};
    writer.open_array();
    for (const auto& [code, judged] : shares) {
        writer.open_object();
        writer.member("by", code);
        writer.key("met");
        writer.number(judged.met);
        writer.key("judged");
        writer.number(judged.all());
        writer.close_object();
        shown += (shown.empty() ? "" : ", ") + code + ' ' + std::to_string(judged.met) + '/' +
                 std::to_string(judged.all());
    }
    writer.close_array();
    return Cell::raw_json(json, shown);
}

struct ClauseName {
    Words name, citation;
};

ClauseName clause_name(const LedgerAsked& asked, const LedgerLine& line)
{
    if (line.key.empty())
        return {{"(không điểm nào của kết quả xem xét trái với quyết định)",
                 "(no finding stood against the decision)"},
                {}};
    if (line.whole_topic) {
        const Words& topic = name(topic_from(line.key).value_or(Topic::other));
        return {topic, {}};
    }
    const auto* known = asked.rules.find(line.key);
    return known == nullptr ? ClauseName{} : ClauseName{known->title, known->citation};
}

const documents::Column granted_against{
    "granted_against", {"Cấp khi kết quả không phải đủ điều kiện", "Granted, not found eligible"}};
const documents::Column refused_against{"refused_against", {"Từ chối khi đủ điều kiện", "Refused, eligible"}};
const documents::Column refused_open{"refused_open", {"Từ chối khi chưa kết luận", "Refused, undetermined"}};

/// A clause that is open only because papers are missing says nothing about the law.
bool is_telling(const LedgerLine& line)
{
    return line.left_to_person() + line.judged.all() + line.withdrawn + line.overrides.all() > 0;
}

/// A listing of many columns: programs and spreadsheets get all of them, the eye those that tell most.
class WideListing {
public:
    struct Wide {
        documents::Column column;
        bool for_eye{true};
    };

    WideListing(Visit& visit, const char* key, const Words& caption, std::vector<Wide> columns)
        : all_{!visit.twin().empty()}, columns_{std::move(columns)}, list{key, caption, {}}
    {
        for (const Wide& wide : columns_) {
            if (shows(wide)) list.table.column(wide.column);
        }
    }

    /// @param tone  of the column `toned`
    void row(const std::vector<Cell>& cells, std::string to, std::string_view toned = {},
             Tone tone = Tone::plain)
    {
        std::vector<Cell> shown;
        std::vector<Tone> tones;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (!shows(columns_[i])) continue;
            shown.push_back(cells[i]);
            tones.push_back(columns_[i].column.key == toned ? tone : Tone::plain);
        }
        list.table.row(std::move(shown));
        list.links.push_back({std::move(to)});
        list.tones.push_back(std::move(tones));
    }

private:
    bool shows(const Wide& wide) const { return all_ || wide.for_eye; }

    bool all_;
    std::vector<Wide> columns_;

public:
    Listing list;
};

Listing clause_list(Visit& visit, const LedgerAsked& asked)
{
    WideListing wide{visit,
                     "clauses",
                     {"Theo điểm của luật", "By clause"},
                     {{{"clause", {"Điểm", "Clause"}}},
                      {{"name", {"Nội dung", "Name"}}},
                      {{"citation", {"Căn cứ", "Citation"}}},
                      {{"asked", {"Hồ sơ được hỏi", "Files asked"}}},
                      {{"open", {"Để ngỏ", "Left open"}}},
                      {{"left_to_person", {"Cần người xét", "A person is needed"}}},
                      {{"unsettled", {"Còn để ngỏ", "Still open"}}, false},
                      {{"judged_files", {"Hồ sơ đã đánh giá", "Judged in"}}},
                      {{"judged_percent", {"% được xét", "% judged"}}, false},
                      {{"met", {"Đạt", "Met"}}},
                      {{"not_met", {"Không đạt", "Not met"}}},
                      {{"met_percent", {"% đạt", "% met"}}, false},
                      {{"divided", {"Đánh giá khác nhau", "Officers differ"}}},
                      {{"by_officer", {"Theo cán bộ (đạt/số đánh giá)", "By officer (met/judged)"}}},
                      {{"by_office", {"Theo nơi nhận", "By office"}}, false},
                      {{"withdrawn", {"Đã rút", "Withdrawn"}}, false},
                      {{"overrides", {"Quyết định khác kết quả", "Overrides"}}},
                      {granted_against, false},
                      {refused_against, false},
                      {refused_open, false},
                      {{"without_basis", {"Không ghi căn cứ", "Without basis"}}}}};
    const Language language = visit.language();
    const bool all = !visit.twin().empty();
    for (const LedgerLine& line : asked.ledger.clauses) {
        if (!all && !is_telling(line)) continue;
        const ClauseName called = clause_name(asked, line);
        const Words whole{"cả nội dung", "whole topic"};
        const bool is_row = !line.key.empty() && !line.whole_topic;
        wide.row({line.whole_topic ? Cell::coded(line.key, whole) : text_cell(line.key),
                  text_cell(called.name.in(language)),
                  text_cell(called.citation.in(language)),
                  line.asked,
                  line.open,
                  line.left_to_person(),
                  line.unsettled,
                  line.judged_files,
                  percent_cell(line.judged_files, line.asked),
                  line.judged.met,
                  line.judged.not_met,
                  percent_cell(line.judged.met, line.judged.all()),
                  line.is_divided(),
                  shares_cell(line.by_officer),
                  shares_cell(line.by_office),
                  line.withdrawn,
                  line.overrides.all(),
                  line.overrides.number(OverrideKind::granted),
                  line.overrides.number(OverrideKind::refused),
                  line.overrides.number(OverrideKind::refused_open),
                  line.overrides.without_basis},
                 is_row ? address({"rules", line.key}) : std::string{}, "divided",
                 line.is_divided() ? Tone::near : Tone::plain);
    }
    wide.list.empty = {"Trong kỳ không có điểm nào cần người xét.",
                       "No clause needed a person in the period."};
    return std::move(wide.list);
}

Listing group_list(Visit& visit, const LedgerAsked& asked, const std::vector<LedgerLine>& lines)
{
    const auto group = std::ranges::find(ledger_groups(), asked.by, &Choice::value);
    WideListing wide{visit,
                     asked.by.c_str(),
                     {"Theo " + group->name.vi, "By " + group->name.en},
                     {{{asked.by, group->name}},
                      {{"name", {"Tên", "Name"}}},
                      {{"files", {"Hồ sơ đã xem xét", "Files screened"}}},
                      {{"open", {"Có điểm để ngỏ", "Something left open"}}},
                      {{"judged_files", {"Hồ sơ đã đánh giá", "Judged in"}}},
                      {{"judged_percent", {"% được xét", "% judged"}}, false},
                      {{"judgements", {"Đánh giá", "Judgements"}}},
                      {{"met", {"Đạt", "Met"}}},
                      {{"not_met", {"Không đạt", "Not met"}}},
                      {{"met_percent", {"% đạt", "% met"}}, false},
                      {{"withdrawn", {"Đã rút", "Withdrawn"}}, false},
                      {{"decisions", {"Quyết định", "Decisions"}}},
                      {{"taken_back", {"Mở lại", "Taken back"}}},
                      {{"overrides", {"Khác kết quả", "Overrides"}}},
                      {granted_against, false},
                      {refused_against, false},
                      {refused_open, false},
                      {{"without_basis", {"Không ghi căn cứ", "Without basis"}}},
                      {{"override_percent", {"% khác kết quả", "% overrides"}}}}};
    const auto cells = visit.cells();
    const auto of_files = [&](std::size_t count) { return asked.by == "officer" ? Cell{} : Cell{count}; };
    for (const LedgerLine& line : lines) {
        const std::string called =
            asked.by == "officer"
                ? officer_name(asked, line.key)
                : cells.name(asked.by == "office" ? "filed_with" : "province", line.key).in(visit.language());
        wide.row({line.key, text_cell(called), of_files(line.asked), of_files(line.open),
                  of_files(line.judged_files), percent_cell(line.judged_files, line.asked), line.judged.all(),
                  line.judged.met, line.judged.not_met, percent_cell(line.judged.met, line.judged.all()),
                  line.withdrawn, line.decisions, line.taken_back, line.overrides.all(),
                  line.overrides.number(OverrideKind::granted), line.overrides.number(OverrideKind::refused),
                  line.overrides.number(OverrideKind::refused_open), line.overrides.without_basis,
                  percent_cell(line.overrides.all(), line.decisions)},
                 {});
    }
    wide.list.empty = {"Trong kỳ không có đánh giá hay quyết định nào.",
                       "There was no judgement or decision in the period."};
    return std::move(wide.list);
}

Cell kind_cell(const std::optional<OverrideKind>& kind)
{
    if (!kind) return Cell::coded("judgement", {"đánh giá", "judgement"});
    const auto& column = *kind == OverrideKind::granted   ? granted_against
                         : *kind == OverrideKind::refused ? refused_against
                                                          : refused_open;
    return Cell::coded(column.key, column.heading);
}

Cell outcome_cell(const std::string& outcome)
{
    const auto known = outcome_from(outcome);
    return Cell::coded(outcome, known ? name(*known) : casework::status_name(outcome));
}

Listing entry_list(Visit& visit, const LedgerAsked& asked)
{
    documents::Table table{{"day", {"Ngày", "Day"}},
                           {"application", {"Hồ sơ", "Application"}},
                           {"kind", {"Loại", "Kind"}},
                           {"stands", {"Còn giá trị", "Stands"}},
                           {"about", {"Yêu cầu, nội dung", "Requirement or topic"}},
                           {"outcome", {"Kết luận", "Outcome"}},
                           {"officer", {"Cán bộ", "Officer"}},
                           {"officer_name", {"Họ và tên", "Name"}},
                           {"reason", {"Lý do", "Reason"}},
                           {"legal_basis", {"Căn cứ pháp lý", "Legal basis"}},
                           {"office", {"Nơi nhận", "Office"}},
                           {"province", {"Tỉnh", "Province"}}};
    Listing list{"entries",
                 {"Từng đánh giá và quyết định khác kết quả", "Each judgement and override"},
                 std::move(table)};
    const auto cells = visit.cells();
    const auto& entries = asked.ledger.entries;
    const Part part{visit, entries.size(), rows_of_a_page, report_place};
    for (std::size_t at = part.first(); at < part.last(); ++at) {
        const auto& entry = entries[at];
        list.table.row({to_iso(entry.on), entry.application, kind_cell(entry.override_kind), entry.stands,
                        text_cell(joined_ids(entry.about)), outcome_cell(entry.outcome), entry.officer,
                        text_cell(officer_name(asked, entry.officer)), text_cell(entry.reason),
                        entry.legal_basis, cells("filed_with", entry.office),
                        cells("province", entry.province)});
        const bool one_row = entry.about.size() == 1 && asked.rules.find(entry.about.front()) != nullptr;
        list.links.push_back({"", address({"applications", entry.application}), "", "",
                              one_row ? address({"rules", entry.about.front()}) : std::string{}});
    }
    part.tell(list);
    list.empty = {"Trong kỳ không có đánh giá hay quyết định khác kết quả nào.",
                  "There was no judgement or override in the period."};
    return list;
}

const std::vector<LedgerLine>& lines_of(const LedgerAsked& asked)
{
    if (asked.by == "officer") return asked.ledger.officers;
    if (asked.by == "office") return asked.ledger.offices;
    return asked.by == "province" ? asked.ledger.provinces : asked.ledger.clauses;
}

documents::BarChart ledger_chart(Visit& visit, const LedgerAsked& asked, const Words& title,
                                 const Words& about)
{
    constexpr std::size_t most_bars = 15;
    auto chart = begin_chart(visit.language(), title, about,
                             {{"đánh giá đạt", "judged met"},
                              {"đánh giá không đạt", "judged not met"},
                              {"quyết định khác kết quả", "overrides"}});
    for (const LedgerLine& line : lines_of(asked)) {
        if (line.judged.all() + line.overrides.all() == 0 || chart.bars.size() == most_bars) continue;
        const std::string label =
            line.whole_topic ? clause_name(asked, line).name.in(visit.language()) : line.key;
        chart.bars.push_back({label.empty() ? "–" : label,
                              {std::int64_t(line.judged.met), std::int64_t(line.judged.not_met),
                               std::int64_t(line.overrides.all())}});
    }
    return chart;
}

Form ledger_filters(const LedgerAsked& asked)
{
    Form form{.action = "/reports/ledger", .asks = true, .submit = {"Xem", "Show"}, .inline_form = true};
    form.fields = period_fields({asked.ledger.question.from, asked.ledger.question.to});
    form.fields.push_back({.kind = Field::Kind::choice,
                           .name = "by",
                           .label = {"Tính theo", "Count by"},
                           .values = {asked.by},
                           .choices = ledger_groups(),
                           .required = true});
    return form;
}

Counters ledger_counters(const LedgerLine& total)
{
    const auto figure = [](std::size_t count) { return std::to_string(count); };
    return {{{{"Hồ sơ đã xem xét", "Files screened"}, figure(total.asked), {}},
             {{"Có điểm để ngỏ", "Something left open"}, figure(total.open), {}, Tone::near},
             {{"Đánh giá của cán bộ", "Judgements"}, figure(total.judged.all()), {}},
             {{"Quyết định", "Decisions"}, figure(total.decisions), {}},
             {{"Quyết định khác kết quả", "Overrides"}, figure(total.overrides.all()), {}, Tone::near},
             {{"Không ghi căn cứ", "Without basis"},
              figure(total.overrides.without_basis),
              {},
              total.overrides.without_basis > 0 ? Tone::bad : Tone::plain}}};
}

void add_ledger_notes(Page& page, Visit& visit)
{
    page.add(Paragraph{
        {"Hồ sơ tính theo lần xem xét mới nhất trong kỳ; đánh giá theo ngày đánh giá, quyết định theo ngày "
         "quyết định; "
         "điều đã rút tính riêng. Đánh giá khác nhau là ở những hồ sơ khác nhau: đó là chỗ cần thống nhất "
         "cách hiểu, "
         "không nói ai sai. Một quyết định khác kết quả tính ở mỗi điều khoản khi đó chưa đạt hoặc còn để "
         "ngỏ.",
         "Files count by their latest screening in the period, judgements and decisions by their own day; "
         "what was "
         "withdrawn counts apart. Officers who differ judged different files: that shows where a common "
         "reading is "
         "needed, not who is wrong. An override counts at each clause that was not met or open then."},
        true});
    if (!visit.scope().is_everything()) return;
    const std::string erased = std::to_string(registry::list_erasures(visit.database()).size());
    if (erased != "0")
        page.add(Paragraph{
            {"Đã xóa dữ liệu theo luật, không còn trong số liệu: " + erased + " người.",
             "Erased by law and in no count any more: " + erased + (erased == "1" ? " person." : " people.")},
            true});
}

Reply show_ledger(Visit& visit)
{
    const LedgerAsked asked = ledger_asked(visit);
    const Period period{asked.ledger.question.from, asked.ledger.question.to};
    Page page{{"Đánh giá của cán bộ và quyết định khác kết quả xem xét", "Judgements and overrides"}};
    page.lead = period_words(period);
    page.print = true;
    page.acts.push_back({{"Từng việc một", "One by one"},
                         address({"reports", "ledger", "entries"},
                                 {{"from", to_iso(period.from)}, {"to", to_iso(period.to)}})});
    page.add(ledger_filters(asked));
    if (!visit.twin().empty()) page.add(period_facts(period));
    page.add(ledger_counters(asked.ledger.total));
    page.add(asked.by == "clause" ? clause_list(visit, asked) : group_list(visit, asked, lines_of(asked)));
    add_chart(page, ledger_chart(visit, asked, page.title, page.lead));
    add_ledger_notes(page, visit);
    return page;
}

Reply show_entries(Visit& visit)
{
    const LedgerAsked asked = ledger_asked(visit);
    Page page{{"Từng đánh giá và quyết định khác kết quả", "Each judgement and override"}};
    page.lead = period_words({asked.ledger.question.from, asked.ledger.question.to});
    page.add(entry_list(visit, asked));
    return page;
}

} // namespace

void add_ledger_report_routes(Routes& routes)
{
    routes.page("/reports/ledger",
                {.access = only(auditing),
                 .summary = {"Đánh giá và quyết định khác kết quả", "Judgements and overrides"},
                 .twins = true,
                 .asks = {"to", "by"}},
                show_ledger);
    routes.page("/reports/ledger/entries",
                {.access = only(auditing),
                 .summary = {"Từng đánh giá, quyết định khác kết quả", "Each judgement and override"},
                 .twins = true,
                 .asks = {"to", report_place}},
                show_entries);
}

} // namespace radcert::web
