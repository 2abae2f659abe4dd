#include "casework/desk_acts.h"

#include <algorithm>
#include <iostream>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/file_application.h"
#include "casework/screen_application.h"
#include "cli/desk.h"
#include "cli/due.h"
#include "cli/fields.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "registry/applications.h"

namespace radcert::cli {
namespace {

struct ActOptions {
    std::string application, on, reason, day, body, text, opinion;
    std::int64_t number{0};
    std::vector<std::string> also, papers;
};

casework::DeskAct desk_act(const ActOptions& options)
{
    return {options.application, day_option(options.on, "--on"), options.reason};
}

Date needed_day(const std::string& text, const char* option)
{
    if (const auto day = day_option(text, option)) return *day;
    throw Error{Fault::usage,
                {"thiếu " + std::string{option} + " NGÀY", std::string{option} + " DAY is missing"},
                {"ví dụ: " + std::string{option} + " 2026-12-01",
                 "for example: " + std::string{option} + " 2026-12-01"}};
}

/// Where the file stands now, and until when somebody has to do something.
Words standing(registry::Database& database, const casework::RulebookInUse& rules, const std::string& number)
{
    const rules::Workflow& workflow = rules.book.workflow;
    const auto application = registry::load_application(database, number);
    const std::string status = casework::desk_status(database, application);
    const rules::DeskStatus* const known = workflow.status(status);
    Words words = known != nullptr ? known->name : Words{status, status};
    if (const auto due = casework::next_due(registry::deadlines_of(database, number))) {
        words.vi += ", hạn " + to_dmy(due->due_on) + (due->provisional ? " (lịch tạm tính)" : "");
        words.en += ", due " + to_dmy(due->due_on) + (due->provisional ? " (provisional calendar)" : "");
    } else if (known != nullptr && !known->ended && !registry::steps_of(database, number).empty() &&
               status != "draft" && status != "submitted" &&
               !casework::has_clocks_by_rule(database, rules, application)) {
        words.vi += ", chưa có hạn trả kết quả (hẹn ngày: radcert application appoint)";
        words.en += ", no day of the result yet (name one: radcert application appoint)";
    }
    return words;
}

bool found_in_order(registry::Database& database, const std::string& number)
{
    const auto all = registry::screenings_of(database, number);
    return !all.empty() && all.back().record.verdict == "eligible";
}

/// The latest screening found something missing, or facts were changed since.
bool to_be_screened(registry::Database& database, const std::string& number)
{
    const auto all = registry::screenings_of(database, number);
    if (all.empty()) return false;
    return all.back().record.verdict == "incomplete" || !casework::screened_as_it_is(database, number);
}

/// What a person types next: the first legal step that leads on towards a result.
std::string next_step(registry::Database& database, const rules::Workflow& workflow,
                      const std::string& number)
{
    static constexpr std::string_view aside[]{"withdraw", "request_supplement", "return", "extend", "reopen",
                                              "complete"};
    const auto application = registry::load_application(database, number);
    for (const rules::DeskStep* const step : workflow.legal(casework::desk_status(database, application))) {
        if (step->command.empty() || std::ranges::find(aside, step->act) != std::end(aside)) continue;
        if (step->act == "notify_fee" && application.fee_paid_on) continue;
        if (step->act == "notify_fee" && to_be_screened(database, number))
            return "radcert application screen " + number;
        if (step->act == "refuse" && found_in_order(database, number)) continue;
        if (step->act == "to_sign" && !casework::screened_as_it_is(database, number))
            return "radcert application screen " + number;
        std::string command = step->command;
        const auto dots = command.find("…");
        if (dots == std::string::npos) return command + " " + number;
        return command.replace(dots, std::string_view{"…"}.size(), number);
    }
    return "radcert application desk " + number;
}

template <class Act>
void run_act(const Settings& settings, const std::string& application, Act act)
{
    Writing writing{settings};
    act(writing);
    const rules::Workflow& workflow = writing.rules().book.workflow;
    writing.done(application, standing(writing.database(), writing.rules(), application),
                 next_step(writing.database(), workflow, application));
}

void receive(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::receive(writing.scope(), writing.rules(), desk_act(options),
                          day_option(options.day, "--appointment"));
    });
}

void submit(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application,
            [&](Writing& writing) { casework::submit(writing.scope(), writing.rules(), desk_act(options)); });
}

void refuse_intake(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::refuse_intake(writing.scope(), writing.rules(), desk_act(options));
    });
}

void appoint_day(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::set_appointment(writing.scope(), writing.rules(), desk_act(options),
                                  needed_day(options.day, "--day"));
    });
}

void supplement(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::request_supplement(writing.scope(), writing.rulebooks(),
                                     {options.application, options.also, day_option(options.day, "--due"),
                                      options.reason, day_option(options.on, "--on")});
    });
}

void supplemented(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::record_supplement(writing.scope(), writing.rules(), desk_act(options), options.papers);
    });
}

void complete(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::complete(writing.scope(), writing.rules(), desk_act(options));
    });
}

void fee_notice(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        const auto dong = casework::notify_fee(writing.scope(), writing.rules(), desk_act(options));
        if (dong || settings.json) return;
        std::cerr
            << (settings.spoken() == Language::vi
                    ? "radcert: bộ quy định không biết mức lệ phí của ngày này: ghi bằng --amount khi in "
                      "thông báo\n"
                    : "radcert: the rulebook does not know the fee of this day: state it with --amount when "
                      "printing the notice\n");
    });
}

void fee_paid(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::record_fee(writing.scope(), writing.rules(), desk_act(options));
    });
}

void to_sign(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::submit_for_signature(writing.scope(), writing.rules(), desk_act(options));
    });
}

void return_file(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::return_to_officer(writing.scope(), writing.rules(), desk_act(options));
    });
}

void apologise(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        const bool late = casework::apologise(writing.scope(), writing.rules(), desk_act(options),
                                              needed_day(options.day, "--new-date"));
        if (!late) return;
        std::cerr
            << (settings.spoken() == Language::vi
                    ? "radcert: lời xin lỗi đến muộn: phải có chậm nhất một ngày trước hạn (Nghị định "
                      "61/2018/NĐ-CP Điều 19 khoản 9)\n"
                    : "radcert: the apology comes late: it is due at least a day before the deadline (Decree "
                      "61/2018/NĐ-CP Art. 19(9))\n");
    });
}

void deliver(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::deliver(writing.scope(), writing.rules(), desk_act(options));
    });
}

void consult(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::consult(writing.scope(), writing.rules(), options.application, options.body, options.text,
                          needed_day(options.day, "--due"), day_option(options.on, "--on"));
    });
}

void remind(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::remind(writing.scope(), options.application, options.number,
                         day_option(options.on, "--on"));
    });
}

void opinion(const Settings& settings, const ActOptions& options)
{
    run_act(settings, options.application, [&](Writing& writing) {
        casework::record_opinion(writing.scope(), options.application, options.number, options.opinion,
                                 options.text, day_option(options.on, "--on"));
    });
}

struct FiledOptions {
    std::string worker, facility, role, procedure{"new"}, channel{"in_person"}, filed_on, number;
    std::vector<std::string> equipment, papers;
    bool submitted{false}, draft{false};
};

void file(const Settings& settings, const FiledOptions& options)
{
    Writing writing{settings};
    const auto made = casework::file_application(writing.scope(), writing.rules(),
                                                 {options.worker, options.facility, options.role,
                                                  options.procedure, options.channel, options.equipment,
                                                  options.papers, day_option(options.filed_on, "--filed-on"),
                                                  options.number, options.submitted, options.draft});
    const rules::Workflow& workflow = writing.rules().book.workflow;
    writing.done(made.application, standing(writing.database(), writing.rules(), made.application),
                 next_step(writing.database(), workflow, made.application));
}

void add_file(Command& noun, Settings& settings)
{
    auto [command, options] =
        add_verb(noun, "file",
                 "Nộp hồ sơ cho nhân viên đã có trong sổ; số hồ sơ tự cấp / file for a recorded "
                 "worker",
                 settings, file);
    command->add_option("WORKER", options->worker, "W-17")->required();
    command->add_option("FACILITY", options->facility, "F-3")->required();
    command->add_option("ROLE", options->role, "Công việc / role")->required();
    command
        ->add_option("--equipment", options->equipment,
                     "Thiết bị E-8 (mặc định: đang dùng) / units (default: those in use); repeatable")
        ->type_name("UNIT")
        ->one_value_each();
    add_papers_option(*command, options->papers, {"Giấy tờ đã nộp", "papers filed"});
    command->add_option("--procedure", options->procedure, "new (cấp mới), reissue (cấp lại)");
    command->add_option("--channel", options->channel, "online, in_person, post");
    command->add_option("--filed-on", options->filed_on, "Ngày nộp / day (today)")->type_name("DAY");
    command->add_option("--number", options->number, "Số hồ sơ có sẵn / a number from elsewhere");
    command->add_flag("--draft", options->draft, "Nháp, chưa nộp / a draft, not handed in");
    command->add_flag("--submitted", options->submitted, "Chờ tiếp nhận / not received yet");
    add_write_options(*command, settings);
}

using Work = void (*)(const Settings&, const ActOptions&);

/// A verb with the file's number and --on; what else it takes is added by the caller.
std::pair<Command*, ActOptions*> add_act(Command& noun, Settings& settings, const char* verb,
                                         const char* help, Work work, bool dated = true)
{
    auto [command, options] = add_verb(noun, verb, help, settings, work);
    command->add_option("APPLICATION", options->application, "Số hồ sơ / number")->required();
    if (dated) command->add_option("--on", options->on, "Ngày / day (today)")->type_name("DAY");
    add_write_options(*command, settings);
    return {command, options};
}

void with_reason(std::pair<Command*, ActOptions*> verb)
{
    verb.first->add_option("--reason", verb.second->reason, "Lý do / reason")->type_name("TEXT");
}

void with_day(std::pair<Command*, ActOptions*> verb, const char* option, const char* help)
{
    verb.first->add_option(option, verb.second->day, help)->type_name("DAY");
}

void add_intake(Command& noun, Settings& settings)
{
    add_act(noun, settings, "submit", "Nộp hồ sơ nháp / hand a draft in", submit);
    auto verb =
        add_act(noun, settings, "receive", "Tiếp nhận hồ sơ đã nộp / take a submitted file in", receive);
    with_day(verb, "--appointment",
             "Ngày hẹn trả, khi thủ tục không rõ thời hạn / day of the result, where no rule says");
    with_reason(verb);
    with_reason(add_act(noun, settings, "refuse-intake", "Từ chối tiếp nhận (mẫu 03) / refuse to accept",
                        refuse_intake));
    verb =
        add_act(noun, settings, "appoint", "Hẹn ngày trả kết quả / name the day of the result", appoint_day);
    with_day(verb, "--day", "Ngày hẹn / day");
    with_reason(verb);
    verb = add_act(noun, settings, "supplement",
                   "Yêu cầu bổ sung mọi thứ còn thiếu, một lần (mẫu 02) / ask for everything missing, once",
                   supplement);
    verb.first
        ->add_option("--also", verb.second->also,
                     "Nội dung khác của cán bộ, lặp lại được / items of your own")
        ->type_name("TEXT")
        ->one_value_each();
    with_day(verb, "--due", "Đề nghị bổ sung trước ngày (luật không định) / by when (the law names no day)");
    with_reason(verb);
    verb = add_act(noun, settings, "supplemented", "Người nộp đã bổ sung / the applicant answered",
                   supplemented);
    add_papers_option(*verb.first, verb.second->papers, {"Giấy tờ mang đến", "papers brought"});
}

void add_handling(Command& noun, Settings& settings)
{
    add_act(noun, settings, "complete", "Hồ sơ đầy đủ, hợp lệ / the file is complete and valid", complete);
    add_act(noun, settings, "fee-notice", "Hồ sơ hợp lệ: thông báo lệ phí / valid: the fee is due",
            fee_notice);
    add_act(noun, settings, "fee-paid", "Đã nộp lệ phí / the fee was paid", fee_paid);
    add_act(noun, settings, "to-sign", "Trình ký / submit for signature", to_sign);
    with_reason(
        add_act(noun, settings, "return", "Trả lại cán bộ thụ lý / back to the case officer", return_file));
    auto verb =
        add_act(noun, settings, "apologise",
                "Xin lỗi và hẹn lại ngày trả, một lần (mẫu 04) / apologise, name a new day, once", apologise);
    with_day(verb, "--new-date", "Ngày hẹn mới / the new day");
    with_reason(verb);
    add_act(noun, settings, "deliver", "Đã trả kết quả / the result was handed over", deliver);
}

void add_consulting(Command& noun, Settings& settings)
{
    auto verb = add_act(noun, settings, "consult", "Lấy ý kiến cơ quan khác / ask another body", consult);
    verb.first->add_option("--body", verb.second->body, "Cơ quan / body")->type_name("NAME");
    verb.first->add_option("--question", verb.second->text, "Nội dung hỏi / question")->type_name("TEXT");
    with_day(verb, "--due", "Đề nghị trả lời trước ngày / answer wanted by");
    verb = add_act(noun, settings, "remind", "Nhắc cơ quan được hỏi / remind the body", remind);
    verb.first->add_option("N", verb.second->number, "Lần lấy ý kiến / which consultation")->required();
    verb = add_act(noun, settings, "opinion", "Ghi ý kiến trả lời / record the answer", opinion);
    verb.first->add_option("N", verb.second->number, "Lần lấy ý kiến / which consultation")->required();
    verb.first->add_option("OPINION", verb.second->opinion, "agrees, objects, other")->required();
    verb.first->add_option("--answer", verb.second->text, "Nội dung trả lời / answer")->type_name("TEXT");
}

} // namespace

void add_desk_act_commands(Command& application, Settings& settings)
{
    add_file(application, settings);
    add_intake(application, settings);
    add_handling(application, settings);
    add_consulting(application, settings);
    add_desk_page_commands(application, settings);
}

} // namespace radcert::cli
