#include "casework/one_stop_report.h"

#include <algorithm>

#include "casework/file_life.h"
#include "casework/procedure_of_file.h"
#include "registry/erasures.h"

namespace radcert::casework {
namespace {

struct Definition {
    std::string_view code, part_of;
    Words name;
};

const std::vector<Definition>& definitions()
{
    static const std::vector<Definition> all{
        {"handled", "", {"Hồ sơ phải giải quyết", "Files to be handled"}},
        {"carried_over", "handled", {"Kỳ trước chuyển sang", "Carried over"}},
        {"received", "handled", {"Tiếp nhận trong kỳ", "Received"}},
        {"online", "received", {"Trực tuyến", "Online"}},
        {"in_person", "received", {"Trực tiếp", "In person"}},
        {"post", "received", {"Bưu chính", "By post"}},
        {"channel_unknown", "received", {"Chưa ghi cách nộp", "Channel not recorded"}},
        {"reopened", "handled", {"Mở lại sau khi đã kết thúc", "Opened again"}},
        {"done", "handled", {"Đã giải quyết", "Done"}},
        {"granted", "done", {"Cấp", "Granted"}},
        {"refused", "done", {"Từ chối giải quyết", "Refused"}},
        {"done_early", "done", {"Trước hạn", "Early"}},
        {"done_on_time", "done", {"Đúng hạn", "On time"}},
        {"done_late", "done", {"Quá hạn", "Late"}},
        {"done_no_deadline", "done", {"Chưa biết hạn", "No deadline known"}},
        {"electronic_result", "done", {"Trả kết quả điện tử (đã ký số)", "With electronic result (signed)"}},
        {"withdrawn", "handled", {"Người nộp rút hồ sơ", "Withdrawn"}},
        {"in_process", "handled", {"Đang giải quyết", "In process"}},
        {"in_time", "in_process", {"Trong hạn", "In time"}},
        {"overdue", "in_process", {"Quá hạn", "Overdue"}},
        {"stopped", "in_process", {"Chờ người nộp bổ sung hoặc nộp phí", "Waiting for the applicant"}},
        {"no_deadline", "in_process", {"Chưa biết hạn", "No deadline known"}},
        {"supplement_requests", "", {"Yêu cầu bổ sung trong kỳ", "Supplement requested"}},
        {"returned",
         "",
         {"Lãnh đạo trả lại thụ lý vì sai sót trong kỳ", "Returned to the case officer for error"}},
        {"apologies", "", {"Xin lỗi, hẹn lại trong kỳ", "Apologies"}},
        {"delivered", "", {"Đã trả kết quả cho người nộp trong kỳ", "Result handed over"}},
        {"refused_intake",
         "",
         {"Từ chối tiếp nhận trong kỳ (không tính vào tiếp nhận)", "Not accepted (not among the received)"}},
        {"end_unknown",
         "",
         {"Đã rút, không biết ngày (không tính)", "Withdrawn on an unknown day (not counted)"}},
    };
    return all;
}

class Counting {
public:
    Counting(registry::Database& database, const RulebookInUse& rules, OneStopReport& made)
        : rules_{rules}, made_{made}, procedures_{database, rules, made.question.known_by},
          own_{registry::load_register(database).authority},
          electronic_{registry::files_with_electronic_result(database, made.standing, made.question.known_by)}
    {
        for (const Definition& each : definitions())
            made_.counts.push_back({each.code, each.name, each.part_of, {}});
    }

    void add(const registry::FileOfPeriod& file)
    {
        const FileLife life{rules_.book.workflow, file, made_.question.from, made_.standing};
        const bool turned_away = !life.received_on() && life.had("refuse_intake");
        const bool delivered = life.had("deliver");
        const bool counts = life.end_unknown() || life.in_population() || turned_away || delivered;
        if (!counts || !asked_for(file)) return;
        const auto due = life.due();
        if (!file_as_seen(file, life, due)) return;
        if (life.end_unknown()) return put("end_unknown");
        if (turned_away) return put("refused_intake");
        if (delivered) put("delivered");
        if (!life.in_population()) return;
        put("handled");
        count_beginning(file, life);
        count_end(file, life, due);
        if (life.had("request_supplement")) put("supplement_requests");
        if (life.had("return")) put("returned");
        if (life.had("extend")) put("apologies");
    }

private:
    bool asked_for(const registry::FileOfPeriod& file) const
    {
        const OneStopQuestion& question = made_.question;
        const Scope& scope = question.scope;
        if (scope.worker || (scope.province && file.province != *scope.province) ||
            (scope.facility && file.facility != *scope.facility))
            return false;
        if (question.channel && file.channel != question.channel) return false;
        if (question.authority && file.filed_with.value_or(own_) != *question.authority) return false;
        return !question.province || in_province(file, *question.province);
    }

    bool in_province(const registry::FileOfPeriod& file, const std::string& wanted) const
    {
        if (wanted.size() != 2 || file.province.size() != 2) return file.province == wanted;
        const auto number = [](const std::string& code) {
            return ProvinceCode((code[0] - '0') * 10 + (code[1] - '0'));
        };
        const Vocabulary& words = rules_.book.vocabulary;
        const Province* filed = words.find_province(number(file.province), file.filed_on);
        const bool goes_on = filed != nullptr && (!filed->to || *filed->to >= made_.standing);
        const ProvinceCode now = filed == nullptr || goes_on ? number(file.province) : filed->successor;
        return now == number(wanted);
    }

    /// Puts it among the report's files; false where it is not of the procedure that was asked for.
    bool file_as_seen(const registry::FileOfPeriod& file, const FileLife& life,
                      const std::optional<registry::Deadline>& due)
    {
        ReportedFile seen;
        seen.procedure = procedures_.code(file);
        if (made_.question.procedure && seen.procedure != *made_.question.procedure) return false;
        seen.application = file.application;
        seen.channel = file.channel;
        seen.received_on = life.received_on();
        seen.ended_on = life.ended_on();
        seen.status = life.end_unknown() ? "withdrawn" : life.status();
        if (due) {
            seen.due_on = due->due_on;
            seen.provisional = due->provisional;
        }
        seen.supplements = life.count("request_supplement");
        seen.contacts = 1 + life.count("supplemented") + life.count("pay_fee") + life.count("deliver");
        made_.files.push_back(std::move(seen));
        return true;
    }

    void count_beginning(const registry::FileOfPeriod& file, const FileLife& life)
    {
        if (!life.received_in_period()) return put(life.carried_over() ? "carried_over" : "reopened");
        put("received");
        const bool known = file.channel == "online" || file.channel == "in_person" || file.channel == "post";
        put(known ? std::string_view{*file.channel} : "channel_unknown");
    }

    void count_end(const registry::FileOfPeriod& file, const FileLife& life,
                   const std::optional<registry::Deadline>& due)
    {
        if (life.phase() == Phase::open) return count_open(life, due);
        if (life.ended_by() == "withdraw") return put("withdrawn");
        put("done");
        put(life.ended_by() == "refuse" ? "refused" : "granted");
        const Date on = life.ended_on().value_or(made_.standing);
        put(!due               ? "done_no_deadline"
            : on < due->due_on ? "done_early"
            : on > due->due_on ? "done_late"
                               : "done_on_time");
        if (std::ranges::binary_search(electronic_, file.application)) put("electronic_result");
    }

    void count_open(const FileLife& life, const std::optional<registry::Deadline>& due)
    {
        put("in_process");
        const bool waits = life.status() == "supplement" || life.status() == "fee_due";
        put(waits ? "stopped" : !due ? "no_deadline" : made_.standing > due->due_on ? "overdue" : "in_time");
    }

    void put(std::string_view code)
    {
        const auto found = std::ranges::find(made_.counts, code, &Count::code);
        found->files.push_back(made_.files.size() - 1);
    }

    const RulebookInUse& rules_;
    OneStopReport& made_;
    ProcedureOfFile procedures_;
    std::string own_;
    std::vector<std::string> electronic_;
};

void check_period(const OneStopQuestion& question)
{
    if (question.from <= question.to && question.from <= question.today) return;
    const bool future = question.from > question.today;
    throw Error{Fault::usage,
                future ? Words{"kỳ báo cáo bắt đầu ngày " + to_dmy(question.from) + ", chưa đến",
                               "the period begins on " + to_dmy(question.from) + ", which has not come"}
                       : Words{"kỳ báo cáo kết thúc ngày " + to_dmy(question.to) +
                                   ", trước khi bắt đầu ngày " + to_dmy(question.from),
                               "the period ends on " + to_dmy(question.to) + ", before it begins on " +
                                   to_dmy(question.from)},
                {"viết --from 2025-07-01 --to 2025-08-12", "write --from 2025-07-01 --to 2025-08-12"}};
}

} // namespace

const Count& OneStopReport::count(std::string_view code) const
{
    const auto found = std::ranges::find(counts, code, &Count::code);
    if (found != counts.end()) return *found;
    std::string known;
    for (const Count& each : counts) known += (known.empty() ? "" : ", ") + std::string{each.code};
    throw Error{
        Fault::usage,
        {"không có số liệu '" + std::string{code} + "'", "there is no count '" + std::string{code} + "'"},
        {"một trong: " + known, "one of: " + known}};
}

OneStopReport one_stop_report(registry::Database& database, const RulebookInUse& rules,
                              const OneStopQuestion& question)
{
    check_period(question);
    const registry::ReadScope one_state{database};
    OneStopReport made;
    made.question = question;
    made.standing = std::min(question.to, question.today);
    if (question.scope.is_everything()) made.erased = std::int64_t(registry::list_erasures(database).size());
    registry::WordList ended;
    for (const rules::DeskStatus& status : rules.book.workflow.statuses) {
        if (status.ended) ended.push_back(status.code);
    }
    Counting counting{database, rules, made};
    for (const auto& file :
         registry::files_of_period(database, question.from, made.standing, ended, question.known_by))
        counting.add(file);
    return made;
}

bool same_counts(const OneStopReport& one, const OneStopReport& other)
{
    const auto numbers = [](const OneStopReport& report, const Count& count) {
        std::vector<std::string_view> files;
        for (const std::size_t file : count.files) files.push_back(report.files[file].application);
        return files;
    };
    return std::ranges::all_of(one.counts, [&](const Count& count) {
        return numbers(one, count) == numbers(other, other.count(count.code));
    });
}

std::optional<int> per_mille(std::size_t part, std::size_t whole)
{
    if (whole == 0) return std::nullopt;
    return int((part * 2000 + whole) / (2 * whole));
}

} // namespace radcert::casework
