#include "web/intake_question.h"

#include "casework/words_of.h"
#include "registry/facility_search.h"
#include "registry/worker_search.h"
#include "registry/workers.h"
#include "text/vietnamese.h"
#include "web/record_form.h"
#include "web/typed.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

constexpr std::size_t most_to_choose_from = 12;

/// "Đinh Công Hải, 05/03/1985, W-17".
Choice worker_choice(Visit& visit, std::int64_t worker)
{
    const registry::Worker record = registry::load_worker(visit.database(), worker);
    const std::string number = casework::worker_name(worker);
    std::string line = record.full_name;
    if (record.birth_date) line += ", " + to_dmy(*record.birth_date);
    if (!record.birth_date && record.birth_year) line += ", " + std::to_string(*record.birth_year);
    line += ", " + number;
    return {number, {line, line}};
}

Choice facility_choice(Visit& visit, const registry::Facility& facility)
{
    const std::string number = casework::facility_name(facility.facility);
    const std::string line = facility.name + ", " +
                             visit.cells()("province", facility.province).shown(visit.language()) + ", " +
                             number;
    return {number, {line, line}};
}

std::vector<std::int64_t> workers_typed(Visit& visit, const std::string& typed)
{
    const auto is_seen = [&](std::int64_t worker) {
        return registry::find_worker(visit.database(), worker) &&
               casework::sees_worker(visit.database(), visit.scope(), worker, AsOf{visit.today()});
    };
    const auto number = read_number(typed, casework::parse_worker);
    if (number && is_seen(*number)) return {*number};
    auto found = registry::find_workers_by_paper(visit.database(), typed);
    std::erase_if(found, [&](std::int64_t worker) { return !is_seen(worker); });
    if (!found.empty() || text::folded(typed).empty()) return found;
    const casework::Scope scope = visit.scope();
    registry::WorkerFilter filter;
    filter.words = typed;
    filter.province = scope.province;
    filter.facility = scope.facility;
    filter.worker = scope.worker;
    filter.seen_on = visit.today();
    return registry::find_workers(visit.database(), filter, AsOf{visit.today()}, 0, most_to_choose_from + 1);
}

std::vector<registry::Facility> facilities_typed(Visit& visit, const std::string& typed)
{
    const auto number = read_number(typed, casework::parse_facility);
    auto known = number ? registry::find_facility(visit.database(), *number) : std::nullopt;
    if (known && casework::sees_facility(visit.database(), visit.scope(), *number, AsOf{visit.today()}))
        return {std::move(*known)};
    if (text::folded(typed).empty()) return {};
    const casework::Scope scope = visit.scope();
    registry::FacilityFilter filter;
    filter.words = typed;
    filter.seen_province = scope.province;
    filter.seen_facility = scope.facility;
    return registry::find_facilities(visit.database(), filter, newest_event, 0, most_to_choose_from + 1);
}

/// What one field means. @param found  those that fit, and how one is offered; `id` its number
template <class Record, class ChoiceOf, class IdOf>
Meant meant(std::vector<Record> found, const Words& none, ChoiceOf choice, IdOf id)
{
    Meant answer;
    if (found.empty()) answer.trouble = none;
    if (found.size() == 1) {
        answer.one = id(found.front());
        answer.called = choice(found.front()).name.vi;
        return answer;
    }
    answer.more = found.size() > most_to_choose_from;
    if (answer.more) found.erase(found.begin() + most_to_choose_from, found.end());
    for (const Record& one : found) answer.several.push_back(choice(one));
    return answer;
}

Meant meant_worker(Visit& visit)
{
    const auto typed = visit.text("worker");
    if (!typed) return {};
    return meant(
        workers_typed(visit, *typed),
        {"“" + *typed + "”: không có nhân viên này, hoặc không thuộc phạm vi của bạn",
         "\"" + *typed + "\": there is no such worker, or the worker is not yours to see"},
        [&](std::int64_t worker) { return worker_choice(visit, worker); },
        [](std::int64_t worker) { return worker; });
}

Meant meant_facility(Visit& visit)
{
    const auto typed = visit.text("facility");
    if (!typed) return {};
    return meant(
        facilities_typed(visit, *typed),
        {"“" + *typed + "”: không có cơ sở này, hoặc không thuộc phạm vi của bạn",
         "\"" + *typed + "\": there is no such facility, or it is not yours to see"},
        [&](const registry::Facility& one) { return facility_choice(visit, one); },
        [](const registry::Facility& one) { return one.facility; });
}

/// The field as it was, with what its answer left open.
Field asked_anew(Field field, const Meant& meant, const Visit& visit)
{
    const auto typed = visit.query().find(field.name);
    if (typed) field.values = {*typed};
    field.error = meant.trouble;
    if (meant.one) field.hint = {"đã tìm thấy: " + meant.called, "found: " + meant.called};
    if (meant.several.empty()) return field;
    field.kind = Field::Kind::radio;
    field.values.clear();
    field.choices = meant.several;
    field.hint = {"nhiều bản ghi khớp với “" + *typed + "”; chọn một",
                  "several records fit \"" + *typed + "\"; choose one"};
    if (meant.more) {
        field.hint.vi += "; còn nữa: bấm “Gõ lại từ đầu” rồi gõ nhiều chữ hơn";
        field.hint.en += "; there are more: press \"Type again\" and type more of the name";
    }
    return field;
}

Field chosen(Field field, const std::string& value)
{
    if (!value.empty()) field.values = {value};
    return field;
}

/// The role that is asked for; else the one that the person named is in post for.
std::string role_meant(Visit& visit, const IntakeQuestion& question)
{
    if (!question.role.empty() || !question.worker.one) return question.role;
    return role_in_post(visit.database(), *question.worker.one, visit.today());
}

Form who_form(Visit& visit, const IntakeQuestion& question)
{
    Form form{.action = "/applications/new",
              .asks = true,
              .submit = {"Tiếp tục", "Continue"},
              .legend = {"Ai nộp hồ sơ cho công việc nào, ở đâu", "Who applies for which role, where"},
              .id = "who"};
    form.fields.push_back(asked_anew(
        {.name = "worker",
         .label = {"Nhân viên", "Worker"},
         .hint = {"gõ tên (có dấu hay không), số giấy tờ đầy đủ, hoặc W-17; rồi chọn",
                  "type the name (with or without marks), the number in full, or W-17; then choose"},
         .required = true,
         .autocomplete = "off",
         .list_from = "/workers/options"},
        question.worker, visit));
    Field facility = facility_field("facility", {"Cơ sở", "Facility"});
    facility.required = true;
    form.fields.push_back(asked_anew(std::move(facility), question.facility, visit));
    form.fields.push_back(chosen({.kind = Field::Kind::choice,
                                  .name = "role",
                                  .label = casework::field_label("role"),
                                  .choices = needed_role_choices(visit.words()),
                                  .required = true},
                                 role_meant(visit, question)));
    form.fields.push_back(chosen({.kind = Field::Kind::choice,
                                  .name = "procedure",
                                  .label = casework::field_label("procedure"),
                                  .choices = choices_of(visit.words().procedures),
                                  .required = true},
                                 question.procedure));
    return form;
}

void tell_trouble(Page& page, const Meant& meant, const char* field, const Words& hint)
{
    if (meant.trouble.empty()) return;
    page.status = 422;
    page.add(Notice{Notice::Kind::wrong,
                    meant.trouble,
                    {hint},
                    {{{"Đến ô cần sửa", "To the field to mend"}, std::string{"#who-"} + field, true}}});
}

} // namespace

Parameters IntakeQuestion::query() const
{
    return {{"worker", casework::worker_name(*worker.one)},
            {"facility", casework::facility_name(*facility.one)},
            {"role", role},
            {"procedure", procedure}};
}

IntakeQuestion intake_question(Visit& visit)
{
    return {meant_worker(visit), meant_facility(visit), visit.text("role").value_or(""),
            visit.text("procedure").value_or("new")};
}

std::int64_t only_one(const Meant& meant, const char* field, const Words& what)
{
    if (meant.one) return *meant.one;
    if (!meant.trouble.empty()) refuse_field(field, meant.trouble);
    if (meant.several.empty())
        refuse_field(field, {what.vi + ": chưa ghi", what.en + ": nothing is written"});
    refuse_field(field, {what.vi + ": nhiều bản ghi khớp với tên này, ghi số của một bản ghi",
                         what.en + ": several records fit this name; write the number of one"});
}

void ask_who(Page& page, Visit& visit, const IntakeQuestion& question)
{
    tell_trouble(page, question.worker, "worker",
                 {"gõ ít chữ hơn, không cần dấu, hoặc số như W-17; người chưa có trong sổ: ghi nhân viên mới "
                  "trước",
                  "type fewer letters, marks are not needed, or a number such as W-17; somebody who is not "
                  "in the register: record them first"});
    tell_trouble(
        page, question.facility, "facility",
        {"gõ ít chữ hơn, không cần dấu, hoặc số như F-3; cơ sở chưa có trong sổ: ghi cơ sở mới trước",
         "type fewer letters, marks are not needed, or a number such as F-3; a facility that is not "
         "in the register: record it first"});
    if (!question.worker.several.empty() || !question.facility.several.empty()) {
        page.acts.push_back({{"Gõ lại từ đầu", "Type again"}, "/applications/new", true});
        page.add(Notice{Notice::Kind::note,
                        {"Tên đã gõ khớp với nhiều bản ghi: chọn đúng bản ghi dưới đây rồi bấm “Tiếp tục”.",
                         "Several records fit what was typed: choose below, then press \"Continue\"."}});
    }
    page.add(who_form(visit, question));
}

} // namespace radcert::web
