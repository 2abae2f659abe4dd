#include "casework/my_work.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "casework/deadlines.h"
#include "casework/file_life.h"
#include "domain/error.h"
#include "registry/certificates.h"
#include "registry/offices.h"
#include "registry/workers.h"

namespace radcert::casework {
namespace {

using registry::DeskFile;
using registry::DeskQuestion;

constexpr std::size_t every_file = std::numeric_limits<std::int32_t>::max();

/// The duty in whose hands a file is; empty: nobody's of the office.
std::string_view duty_at(registry::Database& database, const DeskFile& file)
{
    const bool to_be_issued =
        file.status == "decided" && !registry::find_certificate_on(database, file.application);
    if (to_be_issued) return "head";
    static constexpr std::pair<std::string_view, std::string_view> duties[]{
        {"submitted", "reception"},   {"received", "case_officer"}, {"in_review", "case_officer"},
        {"extended", "case_officer"}, {"for_signature", "head"},    {"decided", "reception"},
        {"refused", "reception"},
    };
    for (const auto& [where, duty] : duties) {
        if (where == file.status) return duty;
    }
    return {};
}

const registry::WordList& open_statuses()
{
    static const registry::WordList statuses{"submitted", "received", "in_review", "extended",
                                             "for_signature"};
    return statuses;
}

std::vector<DeskFile> files_in_hand(registry::Database& database, const DeskCalendar& calendar,
                                    const Scope& scope)
{
    DeskQuestion question;
    narrow(question, scope);
    question.statuses = open_statuses();
    auto files = registry::find_desk_files(database, question, 0, every_file);
    question.statuses = {"decided", "refused"};
    question.moved_from = calendar.today() - waits_for_delivery;
    for (DeskFile& file : registry::find_desk_files(database, question, 0, every_file))
        files.push_back(std::move(file));
    return files;
}

void sort_and_cut(registry::Database& database, const RulebookInUse& rules, std::vector<WaitingFile>& files,
                  std::size_t most)
{
    std::ranges::stable_sort(files, [](const WaitingFile& a, const WaitingFile& b) {
        const auto key = [](const WaitingFile& one) {
            return std::tuple{!one.own, !one.file.due_on, one.file.due_on.value_or(one.file.filed_on)};
        };
        return std::tuple_cat(key(a), std::tie(a.file.application)) <
               std::tuple_cat(key(b), std::tie(b.file.application));
    });
    if (files.size() > most) files.resize(most);
    for (WaitingFile& waiting : files) {
        const rules::DeskStatus* const status = rules.book.workflow.status(waiting.file.status);
        waiting.status = status != nullptr ? status->name : Words{waiting.file.status, waiting.file.status};
        if (status != nullptr) waiting.acts = status->acts;
        waiting.full_name = registry::load_worker(database, waiting.file.worker).full_name;
    }
}

} // namespace

std::span<const DeskGroup> desk_groups()
{
    static const DeskGroup groups[]{
        {"in_process",
         {"Đang xử lý (kể cả trình ký, hẹn lại)", "In process (awaiting signature and postponed too)"},
         {"in_review", "for_signature", "extended"}},
        {"waiting",
         {"Chờ người nộp (bổ sung, nộp phí)", "Waiting for the applicant (supplement, fee)"},
         {"supplement", "fee_due"}},
    };
    return groups;
}

registry::WordList desk_statuses(const RulebookInUse& rules, std::string_view word)
{
    for (const DeskGroup& group : desk_groups()) {
        if (group.code == word) return group.statuses;
    }
    const std::string status{word};
    if (rules.book.workflow.status(word) != nullptr) return {status};
    throw Error{Fault::invalid_input,
                {"không có trạng thái '" + status + "'", "there is no status '" + status + "'"},
                {"chọn một trạng thái trong danh sách", "choose one of the list"}};
}

void narrow(DeskQuestion& question, const Scope& scope)
{
    if (scope.province) question.province = scope.province;
    if (scope.facility) question.facility = scope.facility;
    if (scope.worker) question.worker = scope.worker;
}

void ask_for_due(DeskQuestion& question, DueMark mark, const DeskCalendar& calendar)
{
    if (mark == DueMark::late) question.due_to = calendar.today() - std::chrono::days{1};
    if (mark == DueMark::near) {
        question.due_from = calendar.today();
        question.due_to = calendar.near_until();
    }
}

DeskCounts count_desk(registry::Database& database, const DeskCalendar& calendar, const Scope& scope)
{
    DeskQuestion all;
    narrow(all, scope);
    const auto in = [&](const registry::WordList& statuses, std::optional<Date> since = {}) {
        DeskQuestion question = all;
        question.statuses = statuses;
        question.moved_from = since;
        return registry::count_desk_files(database, question, every_file);
    };
    const auto due = [&](DueMark mark) {
        DeskQuestion question = all;
        ask_for_due(question, mark, calendar);
        return registry::count_desk_files(database, question, every_file);
    };
    DeskCounts counts;
    counts.received = in({"received"});
    counts.in_process = in(desk_groups()[0].statuses);
    counts.waiting = in(desk_groups()[1].statuses);
    counts.near = due(DueMark::near);
    counts.late = due(DueMark::late);
    counts.delivered_since = Date{std::chrono::year_month_day{calendar.today()}.year() / 1 / 1};
    counts.delivered = in({"delivered"}, counts.delivered_since);
    return counts;
}

WorkOfDesk work_of_desk(registry::Database& database, const RulebookInUse& rules,
                        const DeskCalendar& calendar, const WorkQuestion& question)
{
    WorkOfDesk work;
    const auto acts = [&](std::string_view duty) {
        return std::ranges::find(question.duties, duty) != question.duties.end();
    };
    for (DeskFile& file : files_in_hand(database, calendar, question.scope)) {
        const bool own = file.by_officer == question.officer;
        auto& list = acts(duty_at(database, file)) ? work.mine : work.others;
        list.push_back({std::move(file), {}, {}, {}, own});
    }
    work.all_mine = work.mine.size();
    work.all_others = work.others.size();
    sort_and_cut(database, rules, work.mine, question.most);
    sort_and_cut(database, rules, work.others, question.most);
    return work;
}

std::vector<OfficerLoad> officer_loads(registry::Database& database, const DeskCalendar& calendar,
                                       const Scope& scope)
{
    DeskQuestion question;
    narrow(question, scope);
    question.statuses = open_statuses();
    std::map<std::string, OfficerLoad> loads;
    for (const DeskFile& file : registry::find_desk_files(database, question, 0, every_file)) {
        OfficerLoad& load = loads[file.by_officer.value_or("")];
        ++load.files;
        const DueMark mark = calendar.mark(file.due_on);
        load.near += mark == DueMark::near ? 1 : 0;
        load.late += mark == DueMark::late ? 1 : 0;
    }
    std::vector<OfficerLoad> found;
    for (auto& [code, load] : loads) {
        load.officer = code;
        if (const auto officer = registry::find_officer(database, code)) load.name = officer->name;
        found.push_back(std::move(load));
    }
    std::ranges::stable_sort(found, std::ranges::greater{}, &OfficerLoad::files);
    return found;
}

OnTimeRate on_time_rate(registry::Database& database, const RulebookInUse& rules, const Scope& scope,
                        Date from, Date to)
{
    DeskQuestion question;
    narrow(question, scope);
    OnTimeRate rate;
    for (const registry::FileOfPeriod& file : registry::files_decided_in(database, from, to, question)) {
        const FileLife life{rules.book.workflow, file, from, to};
        const auto ended = life.ended_on();
        if (!ended || *ended < from || life.ended_by() == "withdraw") continue;
        ++rate.done;
        const auto due = life.due();
        if (!due)
            ++rate.no_deadline;
        else
            ++(*ended > due->due_on ? rate.late : rate.on_time);
    }
    return rate;
}

} // namespace radcert::casework
