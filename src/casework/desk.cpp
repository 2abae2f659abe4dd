#include "casework/desk.h"

#include <algorithm>

#include "casework/deadlines.h"
#include "casework/dossiers.h"
#include "rules/screen.h"
#include "text/read_dossier.h"

namespace radcert::casework {
namespace {

std::string join_names(const std::vector<const rules::DeskStep*>& steps, Language language)
{
    std::string names;
    for (const rules::DeskStep* const step : steps)
        names += (names.empty() ? "" : ", ") + step->name.in(language);
    return names;
}

std::string commands(const std::vector<const rules::DeskStep*>& steps, const std::string& application)
{
    std::string text;
    for (const rules::DeskStep* const step : steps) {
        if (step->command.empty()) continue;
        std::string command = step->command;
        if (const auto dots = command.find("…"); dots != std::string::npos)
            command.replace(dots, std::string_view{"…"}.size(), application);
        else
            command += " " + application;
        text += (text.empty() ? "" : "; ") + command;
    }
    return text;
}

[[noreturn]] void refuse_step(const rules::Workflow& workflow, const std::string& application,
                              std::string_view act, const std::string& status)
{
    const rules::DeskStep* const step = workflow.step(act);
    const rules::DeskStatus* const here = workflow.status(status);
    const Words name = step != nullptr ? step->name : Words{std::string{act}, std::string{act}};
    const Words place = here != nullptr ? here->name : Words{status, status};
    const auto legal = workflow.legal(status);
    if (workflow.steps.empty()) {
        throw Error{Fault::not_found,
                    {"bộ quy định đang dùng chưa có quy trình một cửa (workflow.json)",
                     "the rulebook in use holds no one-stop workflow (workflow.json)"},
                    {"thông qua bộ quy định đi kèm chương trình: radcert rules adopt",
                     "adopt the rulebook that comes with the program: radcert rules adopt"}};
    }
    throw Error{
        Fault::refused,
        {"hồ sơ " + application + " đang '" + place.vi + "': không thể '" + name.vi + "'" +
             (legal.empty() ? "; hồ sơ đã kết thúc" : "; bước hợp lệ: " + join_names(legal, Language::vi)),
         "application " + application + " is '" + place.en + "': '" + name.en + "' is not possible" +
             (legal.empty() ? "; it has ended" : "; legal next: " + join_names(legal, Language::en))},
        {commands(legal, application), commands(legal, application)}};
}

/// A screening bears the day on which radcert looked, also at a file of the past: it neither follows a step
/// nor is followed by one.
constexpr std::string_view looked = "review";

/// Steps are told in the order in which they happened.
void refuse_before_last(const rules::Workflow& workflow, const std::vector<registry::Step>& steps,
                        const Words& name, Date on)
{
    const auto found = std::find_if(steps.rbegin(), steps.rend(),
                                    [](const registry::Step& step) { return step.act != looked; });
    if (found == steps.rend() || on >= found->on_day) return;
    const registry::Step& last = *found;
    const rules::DeskStep* const before = workflow.step(last.act);
    const Words before_name = before != nullptr ? before->name : Words{last.act, last.act};
    throw Error{
        Fault::invalid_input,
        {"hồ sơ " + last.application + ": '" + name.vi + "' ngày " + to_dmy(on) +
             " trước bước liền trước, '" + before_name.vi + "' ngày " + to_dmy(last.on_day),
         "application " + last.application + ": '" + name.en + "' on " + to_dmy(on) +
             " comes before its last step, '" + before_name.en + "' on " + to_dmy(last.on_day)},
        {"nêu một ngày từ " + to_iso(last.on_day) + "; nếu ngày đúng thì xem đồng hồ của máy này",
         "name a day from " + to_iso(last.on_day) + " on; if it is right, look at this machine's clock"}};
}

} // namespace

std::string desk_status(registry::Database& database, const registry::Application& application,
                        EventNumber known_by)
{
    const auto steps = registry::steps_of(database, application.application, known_by);
    if (!steps.empty()) return steps.back().status;
    if (application.status == "withdrawn") return "withdrawn";
    const auto decision = registry::find_decision(database, application.application, known_by);
    if (decision && decision->outcome == "granted") return "decided";
    if (decision && decision->outcome == "refused") return "refused";
    const bool screened = !registry::screenings_of(database, application.application, known_by).empty();
    return decision || screened ? "in_review" : "received";
}

std::vector<registry::AnyRecord> desk_step(registry::WriteScope& write, const RulebookInUse& rules,
                                           const registry::Application& application,
                                           const std::optional<std::string>& code, const DeskStep& step)
{
    registry::Database& database = write.database();
    const rules::Workflow& workflow = rules.book.workflow;
    const std::string status = step.from ? *step.from : desk_status(database, application);
    const rules::DeskStep* const legal = workflow.step(step.act, status);
    if (legal == nullptr) refuse_step(workflow, application.application, step.act, status);

    registry::Step made;
    const auto before = registry::steps_of(database, application.application);
    if (step.act != looked) refuse_before_last(workflow, before, legal->name, step.on);
    made.application = application.application;
    made.step = std::int64_t(before.size()) + 1;
    made.worker = application.worker;
    made.act = step.act;
    made.status = legal->to;
    made.on_day = step.on;
    made.by_officer = write.act().officer;
    made.reason = step.reason;
    std::vector<registry::AnyRecord> records{std::move(made)};
    const auto ended = end_clocks(database, application.application, legal->closes, step.on, step.act);
    auto started = start_clocks(write, rules, application, code, legal->opens, step.on, ended);
    for (const registry::Deadline& deadline : ended) records.emplace_back(deadline);
    for (registry::Deadline& deadline : started) records.emplace_back(std::move(deadline));
    return records;
}

std::vector<registry::AnyRecord> desk_step(registry::WriteScope& write, const RulebookInUse& rules,
                                           const registry::Application& application, const DeskStep& step)
{
    const rules::DeskStep* const known = rules.book.workflow.step(step.act);
    const bool opens = known != nullptr && !known->opens.empty();
    const auto code = opens ? procedure_code(write.database(), rules, application.application) : std::nullopt;
    return desk_step(write, rules, application, code, step);
}

std::optional<std::string> procedure_code(const RulebookInUse& rules, const Dossier& dossier)
{
    rules::Screener screener{rules.program, {}};
    const auto code = screener.screen(dossier).competence.procedure_code;
    return code ? std::optional{std::string{*code}} : std::nullopt;
}

std::optional<std::string> procedure_code(registry::Database& database, const RulebookInUse& rules,
                                          const std::string& application)
{
    text::JsonReader reader;
    const std::string dossier = compose_dossier(database, application);
    return procedure_code(rules, text::read_dossier(reader, dossier, rules.book.vocabulary));
}

bool has_clocks_by_rule(registry::Database& database, const RulebookInUse& rules,
                        const registry::Application& application)
{
    const auto code = procedure_code(database, rules, application.application);
    return rules::procedure_clocks(rules.book, code, desk_of(database), application.filed_on).row != nullptr;
}

} // namespace radcert::casework
