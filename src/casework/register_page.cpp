#include <algorithm>
#include <initializer_list>
#include <limits>
#include <tuple>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/desk_acts.h"
#include "casework/desk_letters.h"
#include "casework/desk_papers.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

constexpr std::size_t every_file = std::numeric_limits<int>::max();

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

} // namespace

documents::Letter compose_register_page(registry::Database& database, Rulebooks& rulebooks, Date from,
                                        Date to, Date dated, EventNumber known_by)
{
    const rules::Rulebook& book = rulebooks.in_force(database).book;
    const rules::Workflow& workflow = book.workflow;
    const auto head = load_letterhead(database);
    documents::Letter letter;
    letter.head = letterhead_of(head);
    letter.dated = dated;
    letter.landscape = true;
    if (const rules::DeskPaper* const form =
            rules::desk_paper(book, "register_page", desk_of(database), to)) {
        letter.form = form->form;
        letter.title = text::capitals(form->title.vi) + " TỪ " + to_dmy(from) + " ĐẾN " + to_dmy(to);
        letter.footnote = form_footnote(*form);
    }
    documents::Grid grid;
    grid.columns = {{"TT", 0.5, true}, {"Số hồ sơ", 1.8}, {"Người nộp", 2.2},
                    {"Cơ sở", 2.8},    {"Nhận", 1.1},     {"Hạn trả", 1.1},
                    {"Xong", 1.1},     {"Trả", 1.1},      {"Tình trạng", 1.6}};
    registry::ApplicationFilter filter;
    filter.filed_to = to; // a file is received on its filing day or later
    struct Received {
        Date on;
        registry::Application file;
        std::vector<registry::Step> steps;
    };
    std::vector<Received> files;
    for (registry::Application& file : registry::list_applications(database, filter, known_by, every_file)) {
        auto steps = registry::steps_of(database, file.application, known_by);
        const auto received = last_day_of(steps, {"receive"});
        if (!received && !steps.empty()) continue; // a draft, or not accepted
        const Date on = received.value_or(file.filed_on);
        if (on >= from && on <= to) files.push_back({on, std::move(file), std::move(steps)});
    }
    std::ranges::sort(files, [](const Received& a, const Received& b) { // oldest first, as in a book
        return std::tie(a.on, a.file.application) < std::tie(b.on, b.file.application);
    });
    for (const auto& [on, file, steps] : files) {
        const auto due = promised_on(registry::deadlines_of(database, file.application, known_by));
        const std::string status = desk_status(database, file, known_by);
        const rules::DeskStatus* const known = workflow.status(status);
        grid.rows.push_back({std::to_string(grid.rows.size() + 1), file.application,
                             registry::load_worker(database, file.worker, known_by).full_name,
                             registry::load_facility(database, file.facility, known_by).name, to_dmy(on),
                             shown(due), shown(last_day_of(steps, {"grant", "refuse", "withdraw"})),
                             shown(last_day_of(steps, {"deliver"})),
                             known != nullptr ? known->name.vi : status});
    }
    letter.blocks.emplace_back(std::move(grid));
    letter.right = documents::Signatory{head.capacity, "", head.signatory};
    return letter;
}

} // namespace radcert::casework
