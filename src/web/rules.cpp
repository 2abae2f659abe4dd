#include "casework/rule_pages.h"
#include "web/nouns.h"
#include "web/part.h"
#include "web/rule_blocks.h"

namespace radcert::web {
namespace {

casework::RuleQuestion question_of(Visit& visit)
{
    casework::RuleQuestion question;
    question.on = rules_day(visit);
    question.every_day = visit.text("all").has_value();
    question.topic = visit.text("topic").value_or("");
    question.text = visit.text("q").value_or("");
    question.authority = own_authority(visit);
    return question;
}

Form filters(const casework::RuleQuestion& question)
{
    Form form{
        .action = "/rules", .asks = true, .submit = {"Tìm", "Search"}, .inline_form = true, .live = "rules"};
    form.fields.push_back(
        {.kind = Field::Kind::search,
         .name = "q",
         .label = {"Tìm theo nội dung, số văn bản, mã dòng", "Words, number of a text, id of a row"},
         .values = {question.text}});
    Field topic{.kind = Field::Kind::choice, .name = "topic", .label = {"Nội dung", "Topic"}};
    for (const auto& each : casework::rule_topics()) topic.choices.push_back({each.word, each.name});
    if (!question.topic.empty()) topic.values = {question.topic};
    form.fields.push_back(std::move(topic));
    form.fields.push_back({.kind = Field::Kind::day,
                           .name = "on",
                           .label = {"Có hiệu lực ngày", "In force on"},
                           .values = {to_dmy(question.on)}});
    Field all{.kind = Field::Kind::checks, .name = "all"};
    all.choices.push_back({"1", {"Cả những dòng của thời kỳ khác", "Rows of other periods, too"}});
    if (question.every_day) all.values = {"1"};
    form.fields.push_back(std::move(all));
    return form;
}

Reply show_rules(Visit& visit)
{
    const casework::RulebookInUse& rules = rulebook_asked(visit);
    const casework::RuleQuestion question = question_of(visit);
    const auto lines = casework::rule_lines(rules, question);
    Page page{{"Quy định", "Rules"}};
    page.lead = {"Mỗi dòng là một quy định, có căn cứ, thời gian hiệu lực và mức tin cậy. Hồ sơ được xét "
                 "theo luật của ngày nộp.",
                 "Each row is one rule with its source, its days and its standing. A file is judged by the "
                 "law of its filing "
                 "day."};
    page.acts = {{{"Luật nói gì, im lặng ở đâu", "Where the law is silent"},
                  address({"rules", "gap-map"}, {{"on", to_iso(question.on)}})},
                 {{"Dòng được cơ quan áp dụng", "Adopted rows"}, "/rules/adoptions"},
                 {{"Bộ quy định", "The rulebook"}, "/rules/rulebook"}};
    page.add(filters(question));
    page.add(rule_list(visit, lines,
                       question.every_day ? Words{"Các dòng quy định của mọi thời kỳ", "Rows of every period"}
                                          : Words{"Các dòng có hiệu lực ngày " + to_dmy(question.on),
                                                  "Rows in force on " + to_dmy(question.on)}));
    return page;
}

Facts facts_of(const casework::RuleSheet& sheet, Language language)
{
    const casework::RuleLine& line = sheet.line;
    Facts facts;
    facts.add({"id", {"Mã dòng", "Row"}}, line.id);
    facts.add({"kind", {"Loại", "Kind"}}, line.kind.in(language));
    facts.add({"topic", {"Nội dung", "Topic"}}, Cell::coded(line.topic, line.topic_name),
              address({"rules"}, {{"topic", line.topic}, {"on", to_iso(line.from)}}));
    facts.add({"citation", {"Căn cứ", "Citation"}}, line.citation.in(language));
    facts.add({"standing", {"Mức tin cậy", "Standing"}}, standing_cell(line), {}, tone_of(line.force),
              sheet.standing_means);
    facts.add({"decides", {"Quyết định hồ sơ", "Decides files"}}, force_cell(line), {}, tone_of(line.force));
    facts.add({"from", {"Từ ngày", "From"}}, to_iso(line.from));
    facts.add({"to", {"Đến hết ngày", "Last day"}}, line.to ? Cell{to_iso(*line.to)} : Cell{});
    for (const auto& point : sheet.points) facts.add({point.key, point.name}, point.said.in(language));
    return facts;
}

Facts text_facts(const casework::RuleSheet::Text& text, Language language)
{
    Facts facts;
    facts.add({"text_number", {"Số hiệu", "Number"}}, text.number);
    facts.add({"text_title", {"Tên văn bản", "Title"}}, text.title.in(language));
    facts.add({"text_issuer", {"Cơ quan ban hành", "Issued by"}}, text.issuer.in(language));
    facts.add({"text_from", {"Hiệu lực từ ngày", "In force from"}},
              text.from ? Cell{to_iso(*text.from)} : Cell{});
    facts.add({"text_to", {"Đến hết ngày", "Last day"}}, text.to ? Cell{to_iso(*text.to)} : Cell{});
    facts.add({"text_standing", {"Mức tin cậy của văn bản", "Standing of the text"}},
              Cell::coded(word(text.standing), name(text.standing)));
    if (!text.note.empty()) facts.add({"text_note", {"Ghi chú", "Note"}}, text.note.in(language));
    return facts;
}

void add_remedies(Page& page, const casework::RuleSheet& sheet, Language language)
{
    if (sheet.remedy.empty() && sheet.steps.empty()) return;
    page.add(Heading{{"Cách khắc phục", "What cures it"}});
    if (!sheet.remedy.empty()) page.add(Paragraph{sheet.remedy});
    if (sheet.steps.empty()) return;
    documents::Table table{{"step", {"Việc có thể làm", "What can be done"}},
                           {"days", {"Số ngày ước lượng", "Days, as estimated"}}};
    for (const auto& step : sheet.steps) table.row({step.title.in(language), step.days});
    Listing list{"remedies", {"Việc có thể làm để đạt", "Steps that can settle it"}, std::move(table)};
    list.caption_shown = false;
    page.add(std::move(list));
}

void add_adoptions(Page& page, Visit& visit, const casework::RuleSheet& sheet)
{
    const bool open = sheet.adoptable && sheet.line.force == casework::RowForce::open;
    if (sheet.adoptions.empty() && !open) return;
    page.add(Heading{{"Áp dụng tại cơ quan", "Adopted here"}});
    if (!sheet.adoptions.empty()) page.add(adoption_list(visit, sheet.adoptions));
    if (!open) return;
    Notice notice{Notice::Kind::note,
                  {"Cơ quan chưa áp dụng dòng này: điểm này của hồ sơ để ngỏ cho cán bộ đánh giá.",
                   "The authority has not adopted this row: the point stays open for an officer to judge."}};
    if (visit.may({Duty::head}))
        notice.next.push_back({{"Áp dụng dòng này", "Adopt this row"},
                               address({"rules", "adoptions"}, {{"row", sheet.line.id}})});
    page.add(std::move(notice));
}

void add_neighbours(Page& page, Visit& visit, const casework::RuleSheet& sheet)
{
    const auto add = [&](const char* key, const Words& caption,
                         const std::vector<casework::RuleLine>& lines) {
        if (!lines.empty()) page.add(rule_list(visit, lines, caption, key));
    };
    add("settled_by", {"Quy định riêng của tỉnh làm rõ dòng này", "A province's own rows that settle it"},
        sheet.settled_by);
    add("before", {"Cùng nội dung, ngay trước đó", "The same topic, just before"}, sheet.before);
    add("after", {"Cùng nội dung, ngay sau đó", "The same topic, right after"}, sheet.after);
}

void say_period(Page& page, const casework::RuleLine& line, Date on)
{
    const bool over = line.to && *line.to < on;
    if (!over && line.from <= on) return;
    page.add(over
                 ? Notice{Notice::Kind::warning,
                          {"Dòng này hết hiệu lực sau ngày " + to_dmy(*line.to) +
                               "; hồ sơ nộp từ đó trở đi theo dòng khác.",
                           "The row ended on " + to_dmy(*line.to) + "; files lodged later go by other rows."}}
                 : Notice{Notice::Kind::warning,
                          {"Dòng này chỉ có hiệu lực từ ngày " + to_dmy(line.from) + ".",
                           "The row begins on " + to_dmy(line.from) + "."}});
}

Reply show_rule(Visit& visit)
{
    const casework::RulebookInUse& rules = rulebook_asked(visit);
    const Date on = rules_day(visit);
    const auto sheet = casework::rule_sheet(rules, visit.part("row"), on, own_authority(visit));
    const casework::RuleLine& line = sheet.line;
    Page page{{line.id + ": " + line.title.vi, line.id + ": " + line.title.en}};
    page.lead = sheet.says;
    page.print = true;
    say_period(page, line, on);
    page.add(facts_of(sheet, visit.language()));
    page.add(Heading{{"Văn bản được trích dẫn", "The text that it cites"}});
    page.add(text_facts(sheet.text, visit.language()));
    add_remedies(page, sheet, visit.language());
    add_adoptions(page, visit, sheet);
    add_neighbours(page, visit, sheet);
    const std::string day = to_iso(line.to && *line.to < on ? *line.to : std::max(line.from, on));
    page.add(Links{{{{"Những dòng cùng nội dung", "Rows of the same topic"},
                     address({"rules"}, {{"topic", line.topic}, {"on", day}}),
                     true},
                    {{"Luật im lặng ở đâu", "Where the law is silent"},
                     address({"rules", "gap-map"}, {{"on", day}}),
                     true}}});
    page.add(Folded{{"Dòng này trong tệp của bộ quy định", "The row in the rulebook's file"},
                    {Verbatim{{line.id, line.id}, casework::rule_source(visit.database(), rules, line.id)}}});
    return page;
}

} // namespace

void add_rules_routes(Routes& routes)
{
    routes.page("/rules",
                {.access = for_signed_in,
                 .summary = {"Các dòng quy định", "Rows of the rulebook"},
                 .twins = true,
                 .asks = {"on", "topic", "q", "all"}},
                show_rules);
    routes.page("/rules/{row}",
                {.access = for_signed_in,
                 .summary = {"Một dòng quy định", "One row of the rulebook"},
                 .twins = true,
                 .asks = {"on"}},
                show_rule);
    add_gap_map_routes(routes);
    add_adoption_routes(routes);
}

} // namespace radcert::web
