#include <iostream>
#include <memory>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/history.h"
#include "casework/record_application.h"
#include "casework/screen_application.h"
#include "casework/words_of.h"
#include "cli/desk.h"
#include "cli/fields.h"
#include "cli/files.h"
#include "cli/history.h"
#include "cli/line_source.h"
#include "cli/output.h"
#include "cli/papers.h"
#include "cli/plan.h"
#include "cli/reading.h"
#include "cli/screening.h"
#include "cli/table.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "text/utf8.h"

namespace radcert::cli {
namespace {

/// Names the file in an error about its content.
template <class Work>
auto in_file(const std::string& file, std::size_t line, Work work)
{
    try {
        return work();
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid_input && error.fault() != Fault::conflict) throw;
        Place place = error.place();
        place.file = file == "-" ? "stdin" : file;
        if (line > 0) place.line = line;
        throw Error{error.fault(), error.sentence(), error.hint(), place};
    }
}

/// A judgement that came with the file counts like one made here: whoever recorded the file has to know.
void say_strangers(const casework::RecordedApplication& made, const Settings& settings)
{
    for (const std::string& who : made.strangers) {
        const std::string name = text::printable(who);
        std::cerr
            << "radcert: " << made.application
            << (settings.spoken() == Language::vi
                    ? ": hồ sơ mang theo đánh giá của '" + name +
                          "', không phải cán bộ trong sổ; xem lại, hoặc rút: radcert application unjudge\n"
                    : ": the dossier brings a judgement by '" + name +
                          "', who is no officer of this register; look at it, or take it back: radcert "
                          "application unjudge\n");
    }
}

void say_recorded(const casework::RecordedApplication& made, const Settings& settings)
{
    say_strangers(made, settings);
    if (settings.json) {
        Record record;
        record.field("application", {"Hồ sơ", "Application"}, made.application);
        record.field("worker", {"Nhân viên", "Worker"}, casework::worker_name(made.worker));
        record.field("new_worker", {"Mới", "New"}, made.new_worker);
        record.field("facility", {"Cơ sở", "Facility"}, casework::facility_name(made.facility));
        record.field("new_facility", {"Mới", "New"}, made.new_facility);
        record.field("evidence", {"Minh chứng", "Evidence"}, std::int64_t(made.evidence));
        record.print(Format::json, settings.spoken());
        return;
    }
    const bool vi = settings.spoken() == Language::vi;
    const auto fresh = [&](bool is_new) { return !is_new ? "" : vi ? " (mới)" : " (new)"; };
    write_out((vi ? "đã ghi hồ sơ " : "recorded application ") + made.application + ": " +
              casework::worker_name(made.worker) + fresh(made.new_worker) + ", " +
              casework::facility_name(made.facility) + fresh(made.new_facility) + ", " +
              std::to_string(made.evidence) + (vi ? " minh chứng\n" : " pieces of evidence\n") +
              (vi ? "tiếp theo: " : "next: ") + "radcert application screen " + made.application + "\n");
}

/// Dossiers of files, one each, all in one transaction.
void record_files(const Settings& settings, const std::vector<std::string>& files)
{
    registry::Writer writer = open_writer(settings);
    casework::Rulebooks rulebooks;
    registry::WriteScope write{writer, act(settings)};
    const auto& rules = rulebooks.in_force(write.database());
    std::vector<casework::RecordedApplication> recorded;
    for (const std::string& file : files) {
        recorded.push_back(in_file(file, 0, [&] {
            return casework::record_application(write, rules, read_file(file), file == "-" ? "stdin" : file);
        }));
    }
    write.commit();
    say_dry_run(settings);
    for (const auto& made : recorded) say_recorded(made, settings);
}

/// Dossiers of a file of JSON Lines, one a line, all or nothing.
void import_lines(const Settings& settings, const std::string& file)
{
    registry::Writer writer = open_writer(settings);
    writer.database().expect_many_rows();
    casework::Rulebooks rulebooks;
    registry::WriteScope write{writer, act(settings)};
    const auto& rules = rulebooks.in_force(write.database());
    std::size_t recorded = 0, new_workers = 0;
    LineSource source{file};
    while (const auto batch = source.next()) {
        std::size_t line = batch->first_line;
        std::string_view rest = batch->text;
        for (; !rest.empty(); ++line) {
            const std::size_t end = rest.find('\n');
            const std::string_view dossier = rest.substr(0, end);
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
            if (dossier.find_first_not_of(" \t\r") == std::string_view::npos) continue;
            const auto made = in_file(file, line, [&] {
                return casework::record_application(write, rules, dossier, file == "-" ? "stdin" : file);
            });
            say_strangers(made, settings);
            ++recorded;
            new_workers += made.new_worker ? 1 : 0;
        }
        if (batch->too_long) {
            throw Error{Fault::invalid_input,
                        {"dòng dài quá 16 MiB; không có gì được ghi",
                         "a line is longer than 16 MiB; nothing was recorded"},
                        {},
                        {file, line}};
        }
    }
    write.commit();
    say_dry_run(settings);
    const std::string count = std::to_string(recorded), fresh = std::to_string(new_workers);
    write_out(settings.spoken() == Language::vi
                  ? "đã ghi " + count + " hồ sơ, " + fresh + " nhân viên mới\n"
                  : "recorded " + count + " applications, " + fresh + " new workers\n");
}

void change_application(const Settings& settings, const std::string& application,
                        const casework::ApplicationChange& change)
{
    Writing writing{settings};
    casework::change_application(writing.scope(), writing.rules(), application, change);
    writing.done(application, {"đã sửa hồ sơ", "changed"}, "radcert application screen " + application);
}

void withdraw_application(const Settings& settings, const std::string& application, const std::string& reason,
                          const std::string& on)
{
    Writing writing{settings};
    casework::withdraw_application(writing.scope(), writing.rules(), application, reason,
                                   day_option(on, "--on"));
    writing.done(application, {"đã ghi việc rút hồ sơ", "the withdrawal is recorded"},
                 "radcert application show " + application);
}

Cell verdict_cell(const std::string& word)
{
    for (const Verdict verdict : {Verdict::not_required, Verdict::ineligible, Verdict::incomplete,
                                  Verdict::undetermined, Verdict::eligible}) {
        if (radcert::word(verdict) == word) return Cell::coded(word, name(verdict));
    }
    return word;
}

struct ApplicationListOptions {
    std::string worker, facility, status, desk, from, to;
    std::size_t most{200};
};

Cell desk_cell(const rules::Workflow& workflow, const std::string& status)
{
    const rules::DeskStatus* const known = workflow.status(status);
    return known != nullptr ? Cell::coded(status, known->name) : Cell{status};
}

/// @throws Error  usage: the workflow has no such status; the message names those that it has.
void check_desk_status(const rules::Workflow& workflow, const std::string& status)
{
    if (status.empty() || workflow.status(status) != nullptr) return;
    std::string codes;
    for (const rules::DeskStatus& known : workflow.statuses)
        codes += (codes.empty() ? "" : ", ") + known.code;
    throw Error{
        Fault::usage,
        {"--desk " + status + ": không có trạng thái này", "--desk " + status + ": there is no such status"},
        {"một trong: " + codes, "one of: " + codes}};
}

void list_applications(const Settings& settings, const ApplicationListOptions& options)
{
    registry::Database database = open_register(settings);
    const registry::ReadScope one_state{database};
    const AsOf clocks = as_of(database, settings);
    casework::Rulebooks rulebooks;
    const rules::Rulebook& book = rulebooks.in_force(database).book;
    const Vocabulary& words = book.vocabulary;
    check_desk_status(book.workflow, options.desk);
    registry::ApplicationFilter filter;
    if (!options.worker.empty()) filter.worker = casework::parse_worker(options.worker);
    if (!options.facility.empty()) filter.facility = casework::parse_facility(options.facility);
    filter.status = text_option(options.status);
    filter.desk = text_option(options.desk);
    filter.filed_from = day_option(options.from, "--filed-from");
    filter.filed_to = day_option(options.to, "--filed-to");
    Table table{{"application", {"Hồ sơ", "Application"}}, {"filed_on", {"Ngày nộp", "Filed"}},
                {"worker", {"Nhân viên", "Worker"}},       {"full_name", {"Họ và tên", "Name"}},
                {"role", {"Công việc", "Role"}},           {"facility", {"Cơ sở", "Facility"}},
                {"verdict", {"Xem xét", "Screened"}},      {"status", {"Tình trạng", "Status"}},
                {"desk", {"Đang ở bước", "At the desk"}},  {"due_on", {"Hạn", "Due"}}};
    for (const auto& application :
         registry::list_applications(database, filter, clocks.known_by, options.most)) {
        const std::string desk = casework::desk_status(database, application, clocks.known_by);
        if (filter.desk && desk != *filter.desk) continue; // a file without steps
        const auto due =
            casework::next_due(registry::deadlines_of(database, application.application, clocks.known_by));
        const auto screenings = registry::screenings_of(database, application.application, clocks.known_by);
        const auto decision = registry::find_decision(database, application.application, clocks.known_by);
        const auto role = words.roles.find(application.role);
        table.row({application.application, to_iso(application.filed_on),
                   casework::worker_name(application.worker),
                   registry::load_worker(database, application.worker, clocks.known_by).full_name,
                   role ? Cell::coded(application.role, words.roles.name(*role)) : Cell{application.role},
                   casework::facility_name(application.facility),
                   screenings.empty() ? Cell{} : verdict_cell(screenings.back().record.verdict),
                   status_cell(decision ? decision->outcome : application.status),
                   desk_cell(book.workflow, desk), due ? Cell{to_iso(due->due_on)} : Cell{}});
    }
    table.print(settings);
}

void show_application(const Settings& settings, const std::string& number)
{
    Reading reading{settings};
    registry::Database& database = reading.database();
    const AsOf clocks = reading.as_of();
    const FieldCells cells{reading};
    const auto application = registry::load_application(database, number, clocks.known_by);
    const auto screenings = registry::screenings_of(database, number, clocks.known_by);
    const auto decision = registry::find_decision(database, number, clocks.known_by);
    const auto certificate = registry::find_certificate_on(database, number, clocks.known_by);
    Record record;
    record.field("application", {"Hồ sơ", "Application"}, application.application);
    record.field("worker", {"Nhân viên", "Worker"}, casework::worker_name(application.worker));
    record.field("full_name", {"Họ và tên", "Name"},
                 registry::load_worker(database, application.worker, clocks.known_by).full_name);
    record.field("facility", {"Cơ sở", "Facility"}, casework::facility_name(application.facility));
    record.field("facility_name", {"Tên cơ sở", "Facility's name"},
                 registry::load_facility(database, application.facility, clocks.known_by).name);
    record.field("procedure", {"Thủ tục", "Procedure"}, cells("procedure", application.procedure));
    record.field("role", {"Công việc", "Role"}, cells("role", application.role));
    record.field("devices", {"Thiết bị", "Equipment"}, cells("devices", application.devices));
    record.field("documents", {"Giấy tờ", "Papers"}, cells("documents", application.documents));
    record.field("filed_on", {"Ngày nộp", "Filed on"}, cells("filed_on", application.filed_on));
    record.field("filed_with", {"Nơi nhận", "Filed with"}, cells("filed_with", application.filed_with));
    record.field("channel", {"Cách nộp", "Channel"}, cells("channel", application.channel));
    record.field("fee_paid_on", {"Ngày nộp phí", "Fee paid on"},
                 cells("fee_paid_on", application.fee_paid_on));
    record.field("completed_on", {"Ngày đủ hồ sơ", "Completed on"},
                 cells("completed_on", application.completed_on));
    record.field("status", {"Tình trạng", "Status"},
                 status_cell(decision ? decision->outcome : application.status));
    record.field("screenings", {"Số lần xem xét", "Screenings"}, std::int64_t(screenings.size()));
    record.field("verdict", {"Kết quả xem xét", "Determination"},
                 screenings.empty() ? Cell{} : verdict_cell(screenings.back().record.verdict));
    for (const auto& finding : registry::findings_of(database, number, clocks.known_by)) {
        const auto line = [&](const std::string& about, const std::string& outcome, const std::string& day) {
            return about + ": " + outcome + ", " + finding.by_officer + ", " + day + ": " + finding.reason;
        };
        const std::string plain =
            line(finding.requirement.value_or(finding.topic), finding.outcome, to_iso(finding.judged_on));
        const Words topic = cells.name("topic", finding.topic),
                    outcome = cells.name("outcome", finding.outcome);
        const std::string day = to_dmy(finding.judged_on);
        record.field("judgement_" + std::to_string(finding.finding), {"Đánh giá", "Judgement"},
                     Cell::coded(plain, {line(finding.requirement.value_or(topic.vi), outcome.vi, day),
                                         line(finding.requirement.value_or(topic.en), outcome.en, day)}));
    }
    record.field("decided_on", {"Ngày quyết định", "Decided on"},
                 decision ? cells("decided_on", decision->decided_on) : Cell{});
    record.field("decided_by", {"Người quyết định", "Decided by"},
                 decision ? Cell{decision->decided_by} : Cell{});
    record.field("certificate", {"Chứng chỉ", "Certificate"},
                 certificate ? Cell{certificate->certificate} : Cell{});
    record.print(output_format(settings.json), settings.spoken());
}

void add_writing(Command& noun, Settings& settings)
{
    auto* record =
        noun.add_subcommand("record", "Ghi hồ sơ từ tệp dossier JSON / record dossiers, a file each");
    const auto files = std::make_shared<std::vector<std::string>>();
    record->add_option("FILE", *files, "Tệp JSON; '-' là đầu vào chuẩn / '-' is standard input")->required();
    add_write_options(*record, settings);
    record->callback([&settings, files] { record_files(settings, *files); });

    auto* import =
        noun.add_subcommand("import", "Ghi nhiều hồ sơ, tất cả hoặc không / JSON Lines, all or nothing");
    const auto file = std::make_shared<std::string>();
    import->add_option("FILE", *file, "Tệp JSONL; '-' là đầu vào chuẩn / '-' is standard input")->required();
    add_write_options(*import, settings);
    import->callback([&settings, file] { import_lines(settings, *file); });

    auto* changes =
        noun.add_subcommand("change", "Ghi ngày đủ hồ sơ, ngày nộp phí / what the desk learns later");
    struct ChangeOptions {
        std::string application, fee, completed, channel, desk;
        std::vector<std::string> papers;
    };
    const auto options = std::make_shared<ChangeOptions>();
    changes->add_option("APPLICATION", options->application, "Số hồ sơ / number")->required();
    changes->add_option("--fee-paid-on", options->fee, "Ngày nộp phí / day of payment")->type_name("DAY");
    changes->add_option("--completed-on", options->completed, "Ngày đủ hồ sơ / day the file became complete")
        ->type_name("DAY");
    changes->add_option("--channel", options->channel, "Cách nộp / channel: online, in_person, post");
    changes->add_option("--filed-with", options->desk, "Nơi nhận / authority that received it")
        ->type_name("BODY");
    add_papers_option(*changes, options->papers, {"Giấy tờ nay có trong hồ sơ", "papers that it holds now"});
    add_write_options(*changes, settings);
    changes->callback([&settings, options] {
        change_application(settings, options->application,
                           {day_option(options->fee, "--fee-paid-on"),
                            day_option(options->completed, "--completed-on"), text_option(options->channel),
                            text_option(options->desk), options->papers});
    });

    auto* back = noun.add_subcommand("withdraw", "Người nộp rút hồ sơ / the applicant takes it back");
    const auto number = std::make_shared<std::string>(), reason = std::make_shared<std::string>(),
               on = std::make_shared<std::string>();
    back->add_option("APPLICATION", *number, "Số hồ sơ / number")->required();
    back->add_option("--reason", *reason, "Lý do / reason")->type_name("TEXT");
    back->add_option("--on", *on, "Ngày / day (today)")->type_name("DAY");
    add_write_options(*back, settings);
    back->callback(
        [&settings, number, reason, on] { withdraw_application(settings, *number, *reason, *on); });
}

void add_application_reading(Command& noun, Settings& settings)
{
    auto* listing = noun.add_subcommand("list", "Danh sách hồ sơ / list applications");
    const auto options = std::make_shared<ApplicationListOptions>();
    listing->add_option("--worker", options->worker, "Của một người / of a worker")->type_name("W-N");
    listing->add_option("--facility", options->facility, "Của một cơ sở / of a facility")->type_name("F-N");
    listing->add_option("--status", options->status, "received, withdrawn, granted, refused")
        ->one_of({"received", "withdrawn", "granted", "refused"});
    listing
        ->add_option("--desk", options->desk,
                     "Đang ở bước nào / where at the desk: submitted, in_review, supplement …")
        ->type_name("STATUS");
    listing->add_option("--filed-from", options->from, "Nộp từ ngày / filed from")->type_name("DAY");
    listing->add_option("--filed-to", options->to, "Nộp đến ngày / filed until")->type_name("DAY");
    listing->add_option("--most", options->most, "Nhiều nhất / at most (200)")->type_name("N");
    add_read_options(*listing, settings);
    add_export_options(*listing, settings);
    listing->callback([&settings, options] { list_applications(settings, *options); });

    const auto number = std::make_shared<std::string>();
    auto* one = noun.add_subcommand("show", "Một hồ sơ / one application");
    one->add_option("APPLICATION", *number, "Số hồ sơ / number")->required();
    add_read_options(*one, settings);
    one->callback([&settings, number] { show_application(settings, *number); });

    auto* past = noun.add_subcommand("history", "Ai làm gì, khi nào, trước đó ghi gì / who did what, when");
    past->add_option("APPLICATION", *number, "Số hồ sơ / number")->required();
    add_read_options(*past, settings);
    past->callback([&settings, number] {
        Reading reading{settings};
        print_history(casework::application_history(reading.database(), *number, reading.known_by()),
                      reading);
    });
}

} // namespace

void add_application_commands(Command& app, Settings& settings, int&)
{
    auto* noun =
        app.add_subcommand("application", "Hồ sơ: ghi, xem xét, đánh giá, quyết định / applications");
    noun->require_subcommand();
    add_writing(*noun, settings);
    add_desk_act_commands(*noun, settings);
    add_application_paper_commands(*noun, settings);
    add_screening_commands(*noun, settings);
    add_application_plan_command(*noun, settings);
    add_application_reading(*noun, settings);
}

} // namespace radcert::cli
