#include <algorithm>

#include "casework/my_work.h"
#include "casework/words_of.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "web/clocks.h"
#include "web/dossier.h"
#include "web/finding_blocks.h"
#include "web/nouns.h"
#include "web/paging.h"
#include "web/record_form.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

using casework::column;

const std::vector<Choice>& due_choices()
{
    static const std::vector<Choice> choices{
        {"near", {"sắp đến hạn (2 ngày làm việc)", "due soon (2 working days)"}},
        {"overdue", {"quá hạn", "overdue"}}};
    return choices;
}

std::vector<Choice> desk_choices(Visit& visit)
{
    std::vector<Choice> choices;
    for (const auto& group : casework::desk_groups())
        choices.push_back({std::string{group.code}, group.name});
    for (auto& [code, name] : casework::desk_status_names(visit.rules())) choices.push_back({code, name});
    return choices;
}

/// What the address asks, narrowed to the rows that the account sees. @throws Error invalid_input
registry::DeskQuestion files_asked(Visit& visit, const casework::DeskCalendar& calendar)
{
    registry::DeskQuestion question;
    if (const auto word = visit.text("desk"))
        question.statuses = casework::desk_statuses(visit.rules(), *word);
    question.role = visit.text("role");
    question.procedure = visit.text("procedure");
    question.province = visit.text("province");
    question.facility = typed_facility(visit, "facility");
    if (const auto worker = visit.text("worker")) question.worker = casework::parse_worker(*worker);
    question.filed_from = visit.day("filed_from");
    question.filed_to = visit.day("filed_to");
    question.moved_from = visit.day("since");
    question.number = visit.text("q").value_or("");
    if (const auto due = visit.text("due"))
        casework::ask_for_due(question, *due == "overdue" ? casework::DueMark::late : casework::DueMark::near,
                              calendar);
    return question;
}

/// Whether what is asked and what is seen leave anything at all.
bool outside(const registry::DeskQuestion& question, const casework::Scope& scope)
{
    return (scope.province && question.province && question.province != scope.province) ||
           (scope.facility && question.facility && question.facility != scope.facility) ||
           (scope.worker && question.worker && question.worker != scope.worker);
}

Field& with_asked(Form& form, const Visit& visit, Field field)
{
    field.values = visit.all(field.name);
    return form.fields.emplace_back(std::move(field));
}

Form list_filters(Visit& visit)
{
    const casework::Scope scope = visit.scope();
    Form form{.action = "/applications",
              .asks = true,
              .submit = {"Lọc", "Filter"},
              .inline_form = true,
              .live = "applications"};
    with_asked(form, visit,
               {.kind = Field::Kind::search, .name = "q", .label = {"Số hồ sơ có", "Number has"}});
    with_asked(form, visit,
               {.kind = Field::Kind::choice,
                .name = "desk",
                .label = {"Đang ở bước", "At the desk"},
                .choices = desk_choices(visit)});
    with_asked(form, visit,
               {.kind = Field::Kind::choice,
                .name = "due",
                .label = {"Thời hạn", "Deadline"},
                .choices = due_choices()});
    with_asked(form, visit,
               {.kind = Field::Kind::choice,
                .name = "role",
                .label = casework::field_label("role"),
                .choices = role_choices(visit.words())});
    with_asked(form, visit,
               {.kind = Field::Kind::choice,
                .name = "procedure",
                .label = casework::field_label("procedure"),
                .choices = choices_of(visit.words().procedures)});
    with_asked(form, visit,
               {.kind = Field::Kind::day, .name = "filed_from", .label = {"Nộp từ ngày", "Filed from"}});
    with_asked(form, visit,
               {.kind = Field::Kind::day, .name = "filed_to", .label = {"Nộp đến ngày", "Filed until"}});
    with_asked(form, visit,
               {.kind = Field::Kind::day, .name = "since", .label = {"Ở bước này từ ngày", "There since"}});
    if (!scope.worker) {
        with_asked(form, visit,
                   {.name = "worker",
                    .label = {"Nhân viên", "Worker"},
                    .hint = {"ví dụ W-17", "such as W-17"},
                    .list_from = "/workers/options"});
        if (!scope.facility)
            form.fields.push_back(facility_field("facility", casework::field_label("facility"),
                                                 visit.text("facility").value_or("")));
        if (!scope.province && !scope.facility)
            with_asked(form, visit,
                       {.kind = Field::Kind::choice,
                        .name = "province",
                        .label = casework::field_label("province"),
                        .choices = province_choices(visit.words(), visit.today())});
    }
    for (const char* clock : {"in_force", "known_by"}) {
        if (visit.query().has(clock)) with_asked(form, visit, {.kind = Field::Kind::hidden, .name = clock});
    }
    return form;
}

/// The files as a table, with what is read beside each.
class FileRows {
public:
    FileRows(Visit& visit, casework::DeskCalendar& calendar)
        : visit_{visit}, calendar_{calendar}, cells_{visit.cells()},
          list_{"applications",
                {"Hồ sơ tìm thấy", "Applications found"},
                documents::Table{column("application"),
                                 column("filed_on"),
                                 column("worker"),
                                 column("full_name"),
                                 column("role"),
                                 column("facility"),
                                 {"facility_name", {"Tên cơ sở", "Facility's name"}},
                                 {"desk", {"Đang ở bước", "At the desk"}},
                                 {"verdict", {"Xem xét", "Screened"}},
                                 column("due_on"),
                                 {"days_left", {"Còn lại", "Left"}},
                                 {"officer", {"Bước cuối do", "Last step by"}}}}
    {
        list_.empty = {"Không có hồ sơ nào như vậy.", "There is no such application."};
    }

    void add(const registry::DeskFile& file)
    {
        registry::Database& database = visit_.database();
        const EventNumber known_by = visit_.as_of().known_by;
        const auto screenings = registry::screenings_of(database, file.application, known_by);
        const bool inside = visit_.may(readers);
        const Words desk = casework::desk_status_name(visit_.rules(), file.status);
        const auto facility = registry::find_facility(database, file.facility, known_by);
        const auto worker = registry::find_worker(database, file.worker, known_by);
        list_.table.row(
            {file.application, cells_("filed_on", file.filed_on), cells_("worker", file.worker),
             worker ? Cell{worker->full_name} : Cell{}, cells_("role", file.role),
             cells_("facility", file.facility), facility ? Cell{facility->name} : Cell{},
             Cell::coded(file.status, desk),
             screenings.empty() || !inside ? Cell{} : verdict_cell(screenings.back().record.verdict),
             cells_("due_on", file.due_on), left(file.due_on),
             inside ? officer_cell(visit_, file.by_officer) : Cell{}});
        const std::string to_worker = worker_address(file.worker);
        list_.links.push_back({dossier_address(file.application), "", to_worker, to_worker, "",
                               facility_address(visit_, file.facility),
                               facility_address(visit_, file.facility)});
        const Tone due = tone_of(calendar_.mark(file.due_on));
        const Tone verdict =
            screenings.empty() || !inside ? Tone::plain : tone_of_verdict(screenings.back().record.verdict);
        list_.tones.push_back({Tone::plain, Tone::plain, Tone::plain, Tone::plain, Tone::plain, Tone::plain,
                               Tone::plain, Tone::plain, verdict, due, due});
    }

    Listing take() { return std::move(list_); }

private:
    static Cell verdict_cell(const std::string& verdict)
    {
        return Cell::coded(verdict, casework::verdict_name(verdict));
    }

    static Tone tone_of_verdict(const std::string& said)
    {
        const auto verdict = verdict_from(said);
        return verdict ? tone_of(*verdict) : Tone::plain;
    }

    Cell left(std::optional<Date> due)
    {
        if (!due) return {};
        const auto days = calendar_.days_left(*due);
        return Cell::coded(days ? std::to_string(*days) : "", calendar_.words(*due));
    }

    Visit& visit_;
    casework::DeskCalendar& calendar_;
    casework::FieldCells cells_;
    Listing list_;
};

std::vector<registry::DeskFile> find_files(Visit& visit, const registry::DeskQuestion& question,
                                           const Paging& paging)
{
    const EventNumber known_by = visit.as_of().known_by;
    if (known_by == newest_event)
        return registry::find_desk_files(visit.database(), question, paging.skip(), paging.asked());
    return registry::find_desk_files_as_known(visit.database(), question, known_by, paging.skip(),
                                              paging.asked());
}

Reply show_applications(Visit& visit)
{
    casework::DeskCalendar calendar{visit.database(), visit.rules(), visit.as_of().in_force};
    registry::DeskQuestion question = files_asked(visit, calendar);
    Paging paging{visit};
    std::vector<registry::DeskFile> files;
    if (!outside(question, visit.scope())) {
        casework::narrow(question, visit.scope());
        files = find_files(visit, question, paging);
    }
    paging.cut(files);
    FileRows rows{visit, calendar};
    for (const auto& file : files) rows.add(file);
    Listing list = rows.take();
    paging.tell(list);
    Page page{{"Hồ sơ", "Applications"}};
    page.lead = {"Mới nộp trước.", "The newest first."};
    if (visit.may(desk)) page.acts.push_back({{"Nhận hồ sơ mới", "New application"}, "/applications/new"});
    for (Block& block : clock_notice(visit)) page.add(std::move(block));
    page.add(list_filters(visit));
    page.add(std::move(list));
    return page;
}

} // namespace

void add_applications_routes(Routes& routes)
{
    routes.page("/applications",
                {.access = only(readers_and_own),
                 .summary = {"Danh sách hồ sơ", "Applications"},
                 .twins = true,
                 .asks = {"q", "desk", "due", "role", "procedure", "province", "worker", "facility",
                          "filed_from", "filed_to", "since"}},
                show_applications);
}

} // namespace radcert::web
