#include <algorithm>
#include <initializer_list>
#include <tuple>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/desk_acts.h"
#include "casework/desk_letters.h"
#include "casework/desk_papers.h"
#include "casework/register_of_files.h"
#include "casework/words_of.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

/// Last day of a step of that kind.
std::optional<Date> last_day_of(const std::vector<registry::Step>& steps,
                                std::initializer_list<std::string_view> acts)
{
    std::optional<Date> day;
    for (const registry::Step& step : steps) {
        if (std::find(acts.begin(), acts.end(), step.act) != acts.end()) day = step.on_day;
    }
    return day;
}

std::string shown(std::optional<Date> day)
{
    return day ? to_dmy(*day) : std::string{};
}

/// The day that the applicant was told last: an apology names a new one.
std::optional<Date> promised_on(const std::vector<registry::Version<registry::Deadline>>& clocks)
{
    std::optional<Date> promised;
    if (const auto due = due_of_result(clocks)) promised = due->due_on;
    for (const auto& version : clocks)
        if (version.record.clock == "extension") promised = version.record.due_on;
    return promised;
}

bool lies_in(const Scope& scope, const registry::FileOfPeriod& file)
{
    return !scope.worker && (!scope.province || file.province == *scope.province) &&
           (!scope.facility || file.facility == *scope.facility);
}

/// The day of receipt; of a file from before the steps the day that it was filed on. Empty: a draft, or not
/// accepted.
std::optional<Date> receipt_of(const registry::FileOfPeriod& file)
{
    if (!file.kept_steps) return file.filed_on;
    std::optional<Date> day;
    for (const auto& step : file.steps) {
        if (step.act == "receive") day = step.on_day;
    }
    return day;
}

RegisteredFile registered_file(registry::Database& database, const rules::Workflow& workflow,
                               const std::string& number, Date received, EventNumber known_by)
{
    const auto file = registry::load_application(database, number, known_by);
    const auto steps = registry::steps_of(database, number, known_by);
    RegisteredFile made;
    made.application = number;
    made.worker = file.worker;
    made.facility = file.facility;
    made.applicant = registry::load_worker(database, file.worker, known_by).full_name;
    made.facility_name = registry::load_facility(database, file.facility, known_by).name;
    made.received_on = received;
    made.due_on = promised_on(registry::deadlines_of(database, number, known_by));
    made.ended_on = last_day_of(steps, {"grant", "refuse", "withdraw"});
    made.delivered_on = last_day_of(steps, {"deliver"});
    made.status = desk_status(database, file, known_by);
    const rules::DeskStatus* const known = workflow.status(made.status);
    made.status_name = known != nullptr ? known->name : Words{made.status, made.status};
    return made;
}

} // namespace

std::vector<RegisteredFile> registered_files(registry::Database& database, Rulebooks& rulebooks,
                                             const RegisterQuestion& question)
{
    check_order(question.from, question.to);
    const registry::ReadScope one_state{database};
    const rules::Workflow& workflow = rulebooks.in_force(database, question.known_by).book.workflow;
    std::vector<RegisteredFile> files;
    for (const auto& file :
         registry::files_of_period(database, question.from, question.to, {}, question.known_by)) {
        const auto received = receipt_of(file);
        if (!received || *received < question.from || *received > question.to) continue;
        if (lies_in(question.scope, file))
            files.push_back(
                registered_file(database, workflow, file.application, *received, question.known_by));
    }
    std::ranges::sort(files, {}, [](const RegisteredFile& file) { // oldest first, as in a book
        return std::tie(file.received_on, file.application);
    });
    return files;
}

documents::Letter compose_register_page(registry::Database& database, Rulebooks& rulebooks,
                                        const RegisterQuestion& question, Date dated)
{
    const rules::Rulebook& book = rulebooks.in_force(database).book;
    const auto head = load_letterhead(database);
    documents::Letter letter;
    letter.head = letterhead_of(head);
    letter.dated = dated;
    letter.landscape = true;
    if (const rules::DeskPaper* const form =
            rules::desk_paper(book, "register_page", desk_of(database), question.to)) {
        letter.form = form->form;
        letter.title =
            text::capitals(form->title.vi) + " TỪ " + to_dmy(question.from) + " ĐẾN " + to_dmy(question.to);
        letter.footnote = form_footnote(*form);
    }
    documents::Grid grid;
    grid.columns = {{"TT", 0.5, true}, {"Số hồ sơ", 1.8}, {"Người nộp", 2.2},
                    {"Cơ sở", 2.8},    {"Nhận", 1.1},     {"Hạn trả", 1.1},
                    {"Xong", 1.1},     {"Trả", 1.1},      {"Tình trạng", 1.6}};
    for (const RegisteredFile& file : registered_files(database, rulebooks, question)) {
        grid.rows.push_back({std::to_string(grid.rows.size() + 1), file.application, file.applicant,
                             file.facility_name, to_dmy(file.received_on), shown(file.due_on),
                             shown(file.ended_on), shown(file.delivered_on), file.status_name.vi});
    }
    letter.blocks.emplace_back(std::move(grid));
    letter.right = documents::Signatory{head.capacity, "", head.signatory};
    return letter;
}

documents::Letter compose_register_page(registry::Database& database, Rulebooks& rulebooks, Date from,
                                        Date to, Date dated, EventNumber known_by)
{
    return compose_register_page(database, rulebooks, RegisterQuestion{from, to, known_by, {}}, dated);
}

} // namespace radcert::casework
