#include <algorithm>
#include <limits>

#include "casework/evidence_list.h"
#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "cli/desk.h"
#include "cli/duplicates.h"
#include "cli/fields.h"
#include "cli/history.h"
#include "cli/plan.h"
#include "cli/sheet.h"
#include "cli/verb.h"
#include "domain/error.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/facilities.h"
#include "registry/names.h"
#include "registry/workers.h"

namespace radcert::cli {

using casework::facility_name;
using casework::parse_facility;
using casework::parse_worker;
using casework::worker_name;
using registry::IdentityPaper;
using registry::Worker;

namespace {

struct WorkerOptions {
    std::string worker, facility;
    std::string cccd, cmnd, passport;
    std::string post;
    std::vector<std::string> words;
    std::size_t most{std::numeric_limits<std::size_t>::max()};
    bool withdraw{false}, full{false};
    FieldOptions fields;
};

std::optional<IdentityPaper> paper_of(const WorkerOptions& options)
{
    const std::pair<const char*, const std::string*> numbers[] = {
        {"cccd", &options.cccd}, {"cmnd", &options.cmnd}, {"passport", &options.passport}};
    for (const auto& [kind, number] : numbers) {
        if (number->empty()) continue;
        IdentityPaper paper;
        paper.kind = kind;
        paper.number = *number;
        return paper;
    }
    return std::nullopt;
}

void record_worker(const Settings& settings, const WorkerOptions& options)
{
    Writing writing{settings};
    Worker worker;
    options.fields.put_into(worker);
    worker = casework::record_worker(writing.scope(), worker, paper_of(options));
    const std::string id = worker_name(worker.worker);
    writing.done(id, {"đã ghi " + worker.full_name, "recorded " + worker.full_name},
                 "radcert evidence record " + id + " --kind KIND");
}

void correct_worker(const Settings& settings, const WorkerOptions& options)
{
    Writing writing{settings};
    Worker worker = registry::load_worker(writing.database(), parse_worker(options.worker));
    options.fields.put_into(worker);
    worker = casework::correct_worker(writing.scope(), worker, {});
    const std::string id = worker_name(worker.worker);
    writing.done(id, {"đã sửa " + worker.full_name, "corrected " + worker.full_name},
                 "radcert worker history " + id);
}

[[noreturn]] void refuse_missing(const std::string& worker, const Words& what)
{
    throw Error{Fault::not_found,
                {worker + ": chưa ghi " + what.vi, worker + ": no " + what.en + " had been recorded"},
                {"xem: radcert worker show " + worker, "see: radcert worker show " + worker}};
}

void record_paper(const Settings& settings, const WorkerOptions& options)
{
    Writing writing{settings};
    IdentityPaper paper;
    options.fields.put_into(paper);
    paper.worker = parse_worker(options.worker);
    const std::string id = worker_name(paper.worker);
    const auto known = registry::papers_of(writing.database(), paper.worker);
    const auto same = std::ranges::find_if(known, [&](const IdentityPaper& one) {
        return one.kind == paper.kind && one.number == paper.number;
    });
    if (same != known.end()) {
        paper = *same;
        options.fields.put_into(paper);
    }
    if (options.withdraw) {
        if (same == known.end()) {
            registry::load_worker(writing.database(), paper.worker);
            refuse_missing(id, {"giấy tờ " + paper.kind + " số này", paper.kind + " of that number"});
        }
        paper.status = "withdrawn";
    }
    casework::record_paper(writing.scope(), paper);
    const std::string number = paper.kind + " " + masked_number(paper.number);
    writing.done(id,
                 options.withdraw ? Words{"đã rút giấy tờ " + number, "withdrew " + number}
                                  : Words{"đã ghi giấy tờ " + number, "recorded " + number},
                 "radcert worker show " + id);
}

void post(const Settings& settings, const WorkerOptions& options)
{
    Writing writing{settings};
    registry::Post post;
    options.fields.put_into(post);
    post.worker = parse_worker(options.worker);
    post.facility = parse_facility(options.facility);
    post = casework::record_post(writing.scope(), writing.words(), post);
    const std::string id = worker_name(post.worker), number = std::to_string(post.post),
                      at = facility_name(post.facility);
    writing.done(id, {"đã ghi vị trí " + number + " tại " + at, "recorded post " + number + " at " + at},
                 "radcert worker appoint " + id + " " + at + " --role ROLE --on DAY");
}

void end_post(const Settings& settings, const WorkerOptions& options)
{
    Writing writing{settings};
    const std::int64_t worker = parse_worker(options.worker);
    const std::string id = worker_name(worker);
    registry::load_worker(writing.database(), worker);
    const auto posts = registry::posts_of(writing.database(), worker);
    const auto found = std::ranges::find_if(
        posts, [&](const registry::Post& one) { return std::to_string(one.post) == options.post; });
    if (found == posts.end()) refuse_missing(id, {"vị trí số " + options.post, "post " + options.post});
    registry::Post ended = *found;
    options.fields.put_into(ended);
    ended = casework::record_post(writing.scope(), writing.words(), ended);
    const std::string last = ended.to_day ? to_dmy(*ended.to_day) : "-";
    writing.done(
        id, {"vị trí " + options.post + " hết ngày " + last, "post " + options.post + " ends on " + last},
        "radcert worker show " + id);
}

void appoint_worker(const Settings& settings, const WorkerOptions& options)
{
    Writing writing{settings};
    registry::Appointment appointment;
    options.fields.put_into(appointment);
    appointment.worker = parse_worker(options.worker);
    appointment.facility = parse_facility(options.facility);
    appointment = casework::record_appointment(writing.scope(), writing.words(), appointment);
    const Words role = FieldCells{writing.words(), writing.scope().today()}.name("role", appointment.role);
    const std::string id = worker_name(appointment.worker), at = facility_name(appointment.facility);
    writing.done(id, {"đã ghi bổ nhiệm " + role.vi + " tại " + at, "recorded as " + role.en + " at " + at},
                 "radcert facility coverage " + at);
}

std::string number_shown(const IdentityPaper& paper, bool full)
{
    return full ? paper.number : masked_number(paper.number);
}

Table papers(Reading& reading, const FieldCells& cells, std::int64_t worker, bool full)
{
    Table table{column("kind"), column("number"), column("issued_on"), column("issued_by")};
    for (const IdentityPaper& one : registry::papers_of(reading.database(), worker, reading.known_by()))
        table.row({cells("kind", one.kind), number_shown(one, full), cells("issued_on", one.issued_on),
                   one.issued_by});
    return table;
}

std::optional<std::string> name_of_facility(Reading& reading, std::int64_t facility)
{
    const auto found = registry::find_facility(reading.database(), facility, reading.known_by());
    return found ? std::optional{found->name} : std::nullopt;
}

Table worker_posts(Reading& reading, const FieldCells& cells, std::int64_t worker)
{
    Table table{column("post"),  column("facility"), {"facility_name", {"Tên cơ sở", "Facility's name"}},
                column("role"),  column("title"),    column("from_day"),
                column("to_day")};
    for (const registry::Post& one : registry::posts_of(reading.database(), worker, reading.known_by()))
        table.row({one.post, cells("facility", one.facility), name_of_facility(reading, one.facility),
                   cells("role", one.role), one.title, cells("from_day", one.from_day),
                   cells("to_day", one.to_day)});
    return table;
}

Table worker_appointments(Reading& reading, const FieldCells& cells, std::int64_t worker)
{
    Table table{column("appointment"), column("facility"),     column("role"),
                column("number"),      column("appointed_on"), column("to_day")};
    for (const registry::Appointment& one :
         registry::appointments_of(reading.database(), worker, reading.known_by()))
        table.row({one.appointment, cells("facility", one.facility), cells("role", one.role), one.number,
                   cells("appointed_on", one.appointed_on), cells("to_day", one.to_day)});
    return table;
}

/// What became of an application: its decision, else where it stands.
std::string status_at(Reading& reading, const registry::Application& application)
{
    const auto decision =
        registry::find_decision(reading.database(), application.application, reading.known_by());
    return decision ? decision->outcome : application.status;
}

Table applications(Reading& reading, const FieldCells& cells, std::int64_t worker)
{
    Table table{column("application"), column("facility"), column("role"), column("filed_on"),
                column("status")};
    registry::ApplicationFilter filter;
    filter.worker = worker;
    constexpr std::size_t every = std::numeric_limits<int>::max();
    for (const registry::Application& one :
         registry::list_applications(reading.database(), filter, reading.known_by(), every))
        table.row({one.application, cells("facility", one.facility), cells("role", one.role),
                   cells("filed_on", one.filed_on), cells("status", status_at(reading, one))});
    return table;
}

Table worker_certificates(Reading& reading, const FieldCells& cells, std::int64_t worker)
{
    Table table{column("certificate"), column("issued_by"), column("role"),  column("equipment_types"),
                column("issued_on"),   column("valid_to"),  column("status")};
    registry::Database& database = reading.database();
    const AsOf as_of = reading.as_of();
    for (const registry::Certificate& one : registry::certificates_of(database, worker, as_of.known_by)) {
        const auto entries = registry::statuses_of(database, one, as_of.known_by);
        table.row({one.certificate, one.issued_by, cells("role", one.role),
                   cells("equipment_types", one.equipment_types), cells("issued_on", one.issued_on),
                   cells("valid_to", one.valid_to),
                   cells("status", registry::status_on(one, entries, as_of.in_force))});
    }
    return table;
}

void show_worker(const Settings& settings, const WorkerOptions& options)
{
    Reading reading{settings};
    const std::int64_t id = parse_worker(options.worker);
    const Worker worker = registry::load_worker(reading.database(), id, reading.known_by());
    const FieldCells cells{reading};
    Sheet sheet;
    cells.add(sheet.record, worker);
    sheet.list("papers", {"Giấy tờ tùy thân", "Identity papers"}, papers(reading, cells, id, options.full));
    sheet.list("posts", {"Vị trí công tác", "Posts"}, worker_posts(reading, cells, id));
    sheet.list("appointments", {"Quyết định bổ nhiệm", "Appointments"},
               worker_appointments(reading, cells, id));
    sheet.list(
        "evidence", {"Minh chứng", "Evidence"},
        casework::evidence_list(cells, registry::evidence_of(reading.database(), id, reading.known_by())));
    sheet.list("applications", {"Hồ sơ", "Applications"}, applications(reading, cells, id));
    sheet.list("certificates", {"Chứng chỉ", "Certificates"}, worker_certificates(reading, cells, id));
    sheet.print(reading.format(), reading.language());
}

/// Where somebody works on the day: "F-3, F-9".
Cell workplaces(Reading& reading, std::int64_t worker)
{
    const AsOf as_of = reading.as_of();
    std::string places;
    for (const registry::Post& one : registry::posts_of(reading.database(), worker, as_of.known_by)) {
        const bool holds = (!one.from_day || *one.from_day <= as_of.in_force) &&
                           (!one.to_day || *one.to_day >= as_of.in_force);
        const std::string at = facility_name(one.facility);
        if (holds && places.find(at) == std::string::npos) places += (places.empty() ? "" : ", ") + at;
    }
    return places.empty() ? Cell{} : Cell{places};
}

/// Whom the words mean: a worker's number, an identity number, else a name.
std::vector<std::int64_t> meant(Reading& reading, const WorkerOptions& options)
{
    const std::string words = joined(options.words);
    registry::Database& database = reading.database();
    if (words.starts_with("W-") || words.starts_with("w-")) {
        const std::int64_t worker = parse_worker(words);
        if (registry::find_worker(database, worker, reading.known_by())) return {worker};
        return {};
    }
    auto found = registry::find_workers_by_paper(database, words, reading.known_by());
    if (!found.empty()) return found;
    return registry::find_workers_by_name(database, words, reading.known_by(), options.most);
}

void list_workers(const Settings& settings, const WorkerOptions& options)
{
    Reading reading{settings};
    const FieldCells cells{reading};
    Table table{column("worker"),     column("full_name"),
                column("birth_date"), column("birth_year"),
                column("sex"),        {"identity_number", {"Số giấy tờ", "Identity number"}},
                column("facility")};
    for (const std::int64_t id : meant(reading, options)) {
        const Worker worker = registry::load_worker(reading.database(), id, reading.known_by());
        const auto known = registry::papers_of(reading.database(), id, reading.known_by());
        table.row({worker_name(id), worker.full_name, cells("birth_date", worker.birth_date),
                   cells("birth_year", worker.birth_year), cells("sex", worker.sex),
                   known.empty() ? Cell{} : Cell{number_shown(known.front(), options.full)},
                   workplaces(reading, id)});
    }
    table.print(settings);
}

void worker_history(const Settings& settings, const WorkerOptions& options)
{
    Reading reading{settings};
    print_history(
        casework::worker_history(reading.database(), parse_worker(options.worker), reading.known_by()),
        reading, options.full);
}

void add_worker_id(Command& command, WorkerOptions& options)
{
    command.add_option("worker", options.worker, "Nhân viên / worker, W-17")->required()->type_name("W-N");
}

void add_facility(Command& command, WorkerOptions& options)
{
    command.add_option("facility", options.facility, "Cơ sở / facility, F-3")->required()->type_name("F-N");
}

void add_full(Command& command, WorkerOptions& options)
{
    command.add_flag("--full", options.full, "Số giấy tờ đầy đủ / identity numbers whole");
}

void add_worker_acts(Command& noun, Settings& settings)
{
    {
        auto [command, options] =
            add_verb(noun, "record", "Ghi người mới / record a new one", settings, record_worker);
        options->fields.add(*command, "--name", "full_name")->required();
        options->fields.add(*command, "--birth-date", "birth_date");
        options->fields.add(*command, "--birth-year", "birth_year",
                            {"Năm sinh, khi không biết ngày", "birth year, where the day is not known"});
        options->fields.add(*command, "--sex", "sex");
        auto* cccd = command->add_option("--cccd", options->cccd, "Số căn cước / identity card, 12 digits");
        auto* cmnd = command->add_option("--cmnd", options->cmnd, "Số chứng minh cũ / old card, 9 digits");
        auto* passport = command->add_option("--passport", options->passport, "Số hộ chiếu / passport");
        cccd->type_name("NUMBER")->excludes(cmnd)->excludes(passport);
        cmnd->type_name("NUMBER")->excludes(passport);
        passport->type_name("NUMBER");
        options->fields.add(*command, "--note", "note");
        add_write_options(*command, settings);
    }
    {
        auto [command, options] = add_verb(noun, "correct", "Sửa; \"\" là bỏ trống / correct; \"\" clears",
                                           settings, correct_worker);
        add_worker_id(*command, *options);
        options->fields.add(*command, "--name", "full_name");
        options->fields.add(*command, "--birth-date", "birth_date");
        options->fields.add(*command, "--birth-year", "birth_year",
                            {"Năm sinh, khi không biết ngày", "birth year, where the day is not known"});
        options->fields.add(*command, "--sex", "sex");
        options->fields.add(*command, "--note", "note");
        add_write_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(noun, "paper", "Ghi, sửa giấy tờ tùy thân / record or change an identity paper",
                     settings, record_paper);
        add_worker_id(*command, *options);
        options->fields.add(*command, "--kind", "kind", {"cccd, cmnd, passport, other", "kind"})
            ->required()
            ->type_name("KIND");
        options->fields.add(*command, "--number", "number")->required()->type_name("NUMBER");
        options->fields.add(*command, "--issued-on", "issued_on");
        options->fields.add(*command, "--issued-by", "issued_by");
        command->add_flag("--withdraw", options->withdraw, "Rút: ghi nhầm / recorded by mistake");
        add_write_options(*command, settings);
    }
}

void add_post_acts(Command& noun, Settings& settings)
{
    {
        auto [command, options] =
            add_verb(noun, "post", "Ghi vị trí công tác / record a post", settings, post);
        add_worker_id(*command, *options);
        add_facility(*command, *options);
        options->fields.add(*command, "--role", "role");
        options->fields.add(*command, "--title", "title");
        options->fields.add(*command, "--from", "from_day");
        options->fields.add(*command, "--to", "to_day");
        add_write_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(noun, "end-post", "Thôi một vị trí / a post ends", settings, end_post);
        add_worker_id(*command, *options);
        command->add_option("post", options->post, "Vị trí số mấy / which post")->required()->type_name("N");
        options->fields.add(*command, "--to", "to_day")->required();
        add_write_options(*command, settings);
    }
    {
        auto [command, options] = add_verb(noun, "appoint", "Ghi quyết định bổ nhiệm / record an appointment",
                                           settings, appoint_worker);
        add_worker_id(*command, *options);
        add_facility(*command, *options);
        options->fields.add(*command, "--role", "role")->required();
        options->fields.add(*command, "--on", "appointed_on")->required();
        options->fields.add(*command, "--number", "number");
        options->fields.add(*command, "--to", "to_day");
        add_write_options(*command, settings);
    }
}

void add_worker_questions(Command& noun, Settings& settings)
{
    {
        auto [command, options] = add_verb(
            noun, "show", "Xem một người và những gì thuộc về họ / with all that hangs on the record",
            settings, show_worker);
        add_worker_id(*command, *options);
        add_full(*command, *options);
        add_read_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(noun, "list", "Liệt kê theo tên / list, by given name", settings, list_workers);
        command->add_option("--most", options->most, "Nhiều nhất / at most")->type_name("N");
        add_full(*command, *options);
        add_read_options(*command, settings);
        add_export_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(noun, "search", "Tìm theo tên, số giấy tờ, W-17 / by name, identity number or W-17",
                     settings, list_workers);
        command
            ->add_option("words", options->words, "Vài từ của tên, hoặc số / words of the name, or a number")
            ->required()
            ->type_name("WORDS");
        command->add_option("--most", options->most, "Nhiều nhất / at most")->type_name("N");
        add_full(*command, *options);
        add_read_options(*command, settings);
        add_export_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(noun, "history", "Ai đã ghi gì, khi nào / who did what when", settings, worker_history);
        add_worker_id(*command, *options);
        add_full(*command, *options);
        add_read_options(*command, settings);
    }
}

} // namespace

void add_worker_commands(Command& app, Settings& settings, int& status)
{
    auto* noun = app.add_subcommand("worker", "Nhân viên bức xạ / radiation workers");
    noun->require_subcommand();
    noun->footer("Ví dụ / Examples:\n"
                 "  radcert worker record --name \"Nguyễn Đức Thịnh\" --birth-date 1985-04-30\n"
                 "  radcert worker post W-17 F-3 --role safety_officer --from 2025-07-01\n"
                 "  radcert worker search \"duc thinh nguyen\"\n"
                 "  radcert worker show W-17 --in-force 2025-07-01 --known-by 2025-07-31\n"
                 "  radcert worker history W-17");
    add_worker_acts(*noun, settings);
    add_post_acts(*noun, settings);
    add_worker_questions(*noun, settings);
    add_duplicates_commands(*noun, settings, "worker");
    add_eligibility_command(*noun, settings, status);
    add_worker_plan_command(*noun, settings);
    add_erase_command(*noun, settings, status);
}

} // namespace radcert::cli
