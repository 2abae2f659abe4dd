#include <algorithm>
#include <initializer_list>
#include <tuple>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/desk_acts.h"
#include "casework/desk_letters.h"
#include "casework/desk_papers.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

constexpr std::size_t most_files = 20'000;

/// Last day of a step of that kind; empty where there was none.
std::string day_of(const std::vector<registry::Step>& steps, std::initializer_list<std::string_view> acts)
{
    std::string day;
    for (const registry::Step& step : steps) {
        if (std::find(acts.begin(), acts.end(), step.act) != acts.end()) day = to_dmy(step.on_day);
    }
    return day;
}

} // namespace

documents::Letter compose_register_page(registry::Database& database, Rulebooks& rulebooks, Date from,
                                        Date to, EventNumber known_by)
{
    const rules::Rulebook& book = rulebooks.in_force(database).book;
    const rules::Workflow& workflow = book.workflow;
    const auto head = load_letterhead(database);
    documents::Letter letter;
    letter.head = letterhead_of(head);
    letter.dated = to;
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
    filter.filed_from = from;
    filter.filed_to = to;
    auto files = registry::list_applications(database, filter, known_by, most_files);
    std::ranges::sort(files, [](const auto& a, const auto& b) { // oldest first, as in a book
        return std::tie(a.filed_on, a.application) < std::tie(b.filed_on, b.application);
    });
    for (const registry::Application& file : files) {
        const auto steps = registry::steps_of(database, file.application, known_by);
        const auto due = due_of_result(registry::deadlines_of(database, file.application, known_by));
        const std::string status = desk_status(database, file, known_by);
        const rules::DeskStatus* const known = workflow.status(status);
        grid.rows.push_back({std::to_string(grid.rows.size() + 1), file.application,
                             registry::load_worker(database, file.worker, known_by).full_name,
                             registry::load_facility(database, file.facility, known_by).name,
                             to_dmy(file.filed_on), due ? to_dmy(due->due_on) : "",
                             day_of(steps, {"grant", "refuse", "withdraw"}), day_of(steps, {"deliver"}),
                             known != nullptr ? known->name.vi : status});
    }
    letter.blocks.emplace_back(std::move(grid));
    letter.right = documents::Signatory{head.capacity, "", head.signatory};
    return letter;
}

} // namespace radcert::casework
