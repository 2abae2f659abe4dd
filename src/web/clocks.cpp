#include "web/clocks.h"

#include "web/visit.h"

namespace radcert::web {
namespace {

std::string path_asked(const Visit& visit)
{
    const std::string& target = visit.request().target;
    return target.substr(0, target.find('?'));
}

Field clock_field(const Visit& visit, const char* name, const Words& label, const Words& hint)
{
    Field field{.kind = Field::Kind::day, .name = name, .label = label, .hint = hint};
    if (const auto typed = visit.query().find(name)) field.values = {*typed};
    return field;
}

} // namespace

Form clock_form(const Visit& visit)
{
    Form form{.action = path_asked(visit), .asks = true, .submit = {"Xem", "Show"}, .inline_form = true};
    form.fields.push_back(clock_field(visit, "in_force", {"Xét vào ngày", "On the day"},
                                      {"để trống: hôm nay", "empty: today"}));
    form.fields.push_back(clock_field(visit, "known_by",
                                      {"Theo những gì đã ghi đến hết ngày", "As recorded by the end of"},
                                      {"để trống: mọi điều đã ghi", "empty: all that is recorded"}));
    for (const auto& [name, value] : visit.query().pairs()) {
        if (name == "in_force" || name == "known_by" || name == "from" || name == "print") continue;
        form.fields.push_back({.kind = Field::Kind::hidden, .name = name, .values = {value}});
    }
    return form;
}

std::vector<Block> clock_notice(Visit& visit)
{
    const auto in_force = visit.query().find("in_force"), known_by = visit.query().find("known_by");
    if (!in_force && !known_by) return {};
    const std::string day = to_dmy(visit.as_of().in_force);
    const std::string query = visit.query().with("in_force", "").with("known_by", "").text();
    Notice notice{Notice::Kind::note,
                  {"Trang này xét vào ngày " + day + ".", "This page is of the day " + day + "."}};
    if (known_by)
        notice.more.push_back({"Chỉ gồm những gì sổ đã ghi đến: " + *known_by + ".",
                               "Only what the register had recorded by " + *known_by + "."});
    notice.next.push_back(
        {{"Về hôm nay", "Back to today"}, path_asked(visit) + (query.empty() ? "" : '?' + query), true});
    return {std::move(notice)};
}

} // namespace radcert::web
