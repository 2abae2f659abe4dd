#include <algorithm>

#include "casework/import_plan_row.h"
#include "casework/words_of.h"

namespace radcert::casework {

using registry::Appointment;
using registry::Post;

namespace {

constexpr FieldSource of_post[]{
    {"facility", "facility"}, {"role", "role"}, {"title", "title"}, {"from_day", "from_day"}};
constexpr FieldSource of_appointment[]{{"facility", "facility"},
                                       {"role", "role"},
                                       {"number", "appointment_number"},
                                       {"appointed_on", "appointed_on"}};

/// "W-17/2"
std::string numbered(std::int64_t worker, std::int64_t number)
{
    return worker_name(worker) + "/" + std::to_string(number);
}

} // namespace

void ImportPlan::plan_post(Row& row, std::int64_t worker, bool known)
{
    const ImportValues& values = row.values;
    const auto facility = resolve_facility(row);
    constexpr std::string_view columns[]{"role", "title", "from_day", "appointment_number", "appointed_on"};
    const auto* const other =
        std::ranges::find_if(columns, [&](std::string_view column) { return !values.blank(column); });
    if (values.blank("facility") && other != std::end(columns))
        row.refuse(*other, {"cần ghi cơ sở làm việc cho cột này", "this column needs the facility"});
    plan_appointment(row, worker, facility, known);
    if (!facility) return;
    Post post;
    post.worker = worker;
    post.post = 1;
    post.facility = *facility;
    post.role = row.text("role");
    post.title = row.text("title");
    post.from_day = row.day("from_day");
    for (const Post& standing : known ? registry::posts_of(database_, worker) : std::vector<Post>{}) {
        post.post = std::max(post.post, standing.post + 1);
        if (standing.facility == post.facility && !standing.to_day &&
            (!standing.role || !post.role || standing.role == post.role))
            return row.fill(standing, post, numbered(worker, standing.post), worker, of_post);
    }
    row.add(post, numbered(worker, post.post), worker, of_post);
}

/// @param facility  empty: none is known, only the columns are looked at
void ImportPlan::plan_appointment(Row& row, std::int64_t worker, std::optional<std::int64_t> facility,
                                  bool known)
{
    const ImportValues& values = row.values;
    if (values.blank("appointment_number") && values.blank("appointed_on")) return;
    if (values.blank("appointed_on"))
        row.refuse("appointed_on",
                   {"thiếu ngày quyết định bổ nhiệm", "the day of the appointment is missing"});
    if (values.blank("role"))
        row.refuse("role", {"bổ nhiệm cần công việc bức xạ", "an appointment needs the role"});
    if (!facility || !row.good("role") || !row.good("appointed_on")) return;
    Appointment given;
    given.worker = worker;
    given.appointment = 1;
    given.facility = *facility;
    given.role = *row.text("role");
    given.number = row.text("appointment_number");
    given.appointed_on = *row.day("appointed_on");
    for (const Appointment& other :
         known ? registry::appointments_of(database_, worker) : std::vector<Appointment>{}) {
        given.appointment = std::max(given.appointment, other.appointment + 1);
        if (other.facility == given.facility && other.role == given.role &&
            other.appointed_on == given.appointed_on)
            return row.fill(other, given, numbered(worker, other.appointment), worker, of_appointment);
    }
    row.add(given, numbered(worker, given.appointment), worker, of_appointment);
}

} // namespace radcert::casework
