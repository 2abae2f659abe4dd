#include "web/report_parts.h"

#include "casework/one_stop_report.h"
#include "web/word_choices.h"

namespace radcert::web {

Period period_of(Visit& visit)
{
    const AsOf as_of = visit.as_of();
    const Date today = std::min(as_of.in_force, as_of.known_on);
    Period period{};
    period.to = visit.day("to").value_or(today);
    const std::chrono::year_month_day last{period.to};
    period.from = visit.day("from").value_or(Date{last.year() / last.month() / 1});
    if (period.from > period.to)
        refuse_field("to", {"ngày cuối kỳ đứng trước ngày đầu kỳ", "the period ends before it begins"});
    return period;
}

std::vector<Field> period_fields(const Period& period)
{
    return {{.kind = Field::Kind::day,
             .name = "from",
             .label = {"Từ ngày", "From"},
             .values = {to_dmy(period.from)}},
            {.kind = Field::Kind::day,
             .name = "to",
             .label = {"Đến hết ngày", "Until"},
             .values = {to_dmy(period.to)}}};
}

Words period_words(const Period& period)
{
    return {"Từ ngày " + to_dmy(period.from) + " đến hết ngày " + to_dmy(period.to),
            "From " + to_dmy(period.from) + " to the end of " + to_dmy(period.to)};
}

Facts period_facts(const Period& period)
{
    Facts facts;
    facts.add({"from", {"Từ ngày", "From"}}, to_iso(period.from));
    facts.add({"to", {"Đến hết ngày", "Until"}}, to_iso(period.to));
    return facts;
}

Date report_day(Visit& visit)
{
    const Date day = visit.as_of().in_force;
    return visit.day("on").value_or(day);
}

casework::Scope report_scope(Visit& visit)
{
    casework::Scope scope = visit.scope();
    if (scope.worker)
        throw Error{Fault::refused,
                    {"tài khoản chỉ xem hồ sơ của một người không có báo cáo",
                     "an account that sees one person alone has no reports"}};
    return scope;
}

std::optional<std::string> province_asked(Visit& visit)
{
    const casework::Scope scope = report_scope(visit);
    return scope.province ? scope.province : visit.text("province");
}

void add_province_field(Form& form, Visit& visit, const std::optional<std::string>& asked)
{
    if (visit.scope().province) return;
    Field field{.kind = Field::Kind::choice, .name = "province", .label = {"Tỉnh", "Province"}};
    field.choices = province_choices(visit.words(), visit.as_of().in_force);
    if (asked) field.values = {*asked};
    form.fields.push_back(std::move(field));
}

Field filter(Visit& visit, Field field)
{
    if (const auto asked = visit.text(field.name)) field.values = {*asked};
    return field;
}

documents::BarChart begin_chart(Language language, const Words& title, const Words& description,
                                const std::vector<Words>& series)
{
    documents::BarChart chart;
    chart.title = title.in(language);
    chart.description = description.in(language) + '.';
    chart.language = language == Language::vi ? "vi" : "en";
    for (const Words& each : series) chart.series.push_back(each.in(language));
    return chart;
}

void add_chart(Page& page, documents::BarChart chart)
{
    if (!chart.bars.empty()) page.add(Chart{std::move(chart)});
}

Words on_day(Date day)
{
    return {"Ngày " + to_dmy(day), "On " + to_dmy(day)};
}

std::string joined_ids(const std::vector<std::string>& ids)
{
    std::string text;
    for (const std::string& id : ids) text += (text.empty() ? "" : ", ") + id;
    return text;
}

Cell day_cell(const std::optional<Date>& day)
{
    return day ? Cell{to_iso(*day)} : Cell{};
}

Cell percent_cell(std::size_t part, std::size_t whole)
{
    const auto tenths = casework::per_mille(part, whole);
    return tenths ? Cell{double(*tenths) / 10} : Cell{};
}

} // namespace radcert::web
