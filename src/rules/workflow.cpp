#include "rules/workflow.h"

#include <algorithm>
#include <set>

#include "domain/error.h"
#include "rules/read_condition.h"

namespace radcert::rules {
namespace {

void read_list(const text::Field& field, std::string_view key, std::vector<std::string>& to)
{
    const auto list = field.find(key);
    if (!list) return;
    list->each_element([&](const text::Field& word) { to.emplace_back(word.as_filled_string()); });
}

[[noreturn]] void refuse(const std::string& code, const Words& why)
{
    throw Error{Fault::invalid_input,
                {"quy trình, '" + code + "': " + why.vi, "workflow, '" + code + "': " + why.en},
                {"xem workflow.json và qualification-rules/README.md",
                 "see workflow.json and qualification-rules/README.md"}};
}

bool revives(const DeskStep& step)
{
    return step.act == "reopen" || step.act == "deliver";
}

} // namespace

const DeskStatus* Workflow::status(std::string_view code) const
{
    const auto found = std::ranges::find(statuses, code, &DeskStatus::code);
    return found == statuses.end() ? nullptr : &*found;
}

const DeskStep* Workflow::step(std::string_view act, std::string_view status) const
{
    for (const DeskStep& step : steps) {
        if (step.act == act && std::ranges::find(step.from, status) != step.from.end()) return &step;
    }
    return nullptr;
}

const DeskStep* Workflow::step(std::string_view act) const
{
    const auto found = std::ranges::find(steps, act, &DeskStep::act);
    return found == steps.end() ? nullptr : &*found;
}

Words Workflow::step_name(std::string_view act) const
{
    if (const DeskStep* const known = step(act)) return known->name;
    if (const DeskStatus* const led_to = status(act)) return led_to->name;
    return {std::string{act}, std::string{act}};
}

std::vector<const DeskStep*> Workflow::legal(std::string_view status) const
{
    std::vector<const DeskStep*> found;
    for (const DeskStep& step : steps) {
        if (std::ranges::find(step.from, status) != step.from.end()) found.push_back(&step);
    }
    return found;
}

DeskStatus read_desk_status(const text::Field& field)
{
    field.expect_only({"code", "name", "acts", "ended"});
    DeskStatus made;
    made.code = std::string{field.at("code").as_filled_string()};
    made.name = read_words(field.at("name"));
    if (const auto acts = field.find("acts")) made.acts = read_words(*acts);
    if (const auto ended = field.find("ended")) made.ended = ended->as_boolean();
    return made;
}

DeskStep read_desk_step(const text::Field& field)
{
    field.expect_only({"act", "name", "from", "to", "opens", "closes", "command"});
    DeskStep made;
    made.act = std::string{field.at("act").as_filled_string()};
    made.name = read_words(field.at("name"));
    field.at("from");
    read_list(field, "from", made.from);
    made.to = std::string{field.at("to").as_filled_string()};
    read_list(field, "opens", made.opens);
    read_list(field, "closes", made.closes);
    if (const auto command = field.find("command")) made.command = std::string{command->as_filled_string()};
    return made;
}

DeskPaper read_desk_paper(const text::Field& field)
{
    field.expect_only({"kind", "title", "form", "series", "fields", "layout_known"});
    DeskPaper made;
    made.kind = std::string{field.at("kind").as_filled_string()};
    made.title = read_words(field.at("title"));
    if (const auto form = field.find("form")) made.form = std::string{form->as_filled_string()};
    if (const auto series = field.find("series")) made.series = std::string{series->as_filled_string()};
    read_list(field, "fields", made.fields);
    made.layout_known = field.at("layout_known").as_boolean();
    return made;
}

void check_workflow(const Workflow& workflow)
{
    std::set<std::string_view> codes, reached, left;
    for (const DeskStatus& status : workflow.statuses) {
        if (!codes.insert(status.code).second)
            refuse(status.code, {"trạng thái khai hai lần", "the status stands twice"});
    }
    for (const DeskStep& step : workflow.steps) {
        if (!codes.contains(step.to))
            refuse(step.act, {"dẫn tới trạng thái không có: " + step.to, "leads to no status: " + step.to});
        reached.insert(step.to);
        for (const std::string& from : step.from) {
            const DeskStatus* const status = workflow.status(from);
            if (status == nullptr)
                refuse(step.act, {"đi từ trạng thái không có: " + from, "starts from no status: " + from});
            if (status->ended && !revives(step))
                refuse(step.act,
                       {"đi từ trạng thái đã kết thúc: " + from, "starts from an ended status: " + from});
            left.insert(from);
        }
    }
    for (const DeskStatus& status : workflow.statuses) {
        if (!status.ended && !left.contains(status.code))
            refuse(status.code, {"không có bước nào ra khỏi đây", "no step leads out of it"});
        if (!reached.contains(status.code) && status.code != "draft")
            refuse(status.code, {"không có bước nào dẫn tới đây", "no step leads to it"});
    }
}

} // namespace radcert::rules
