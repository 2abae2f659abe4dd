#include "casework/deadline_words.h"

#include <algorithm>

#include "casework/deadlines.h"
#include "rules/citation.h"

namespace radcert::casework {
namespace {

const Words& weekday_words(Date day)
{
    static const Words names[] = {{"Chủ nhật", "Sunday"},  {"thứ Hai", "Monday"},   {"thứ Ba", "Tuesday"},
                                  {"thứ Tư", "Wednesday"}, {"thứ Năm", "Thursday"}, {"thứ Sáu", "Friday"},
                                  {"thứ Bảy", "Saturday"}};
    return names[std::chrono::weekday{day}.c_encoding()];
}

/// "05/07"
std::string day_and_month(Date day)
{
    return to_dmy(day).substr(0, 5);
}

std::vector<DayOfTerm> days_of(const rules::Term& term)
{
    std::vector<DayOfTerm> days{
        {term.start, weekday_words(term.start), 0, {"ngày bắt đầu, không tính", "first day, not counted"}}};
    for (const rules::CountedDay& day : term.days)
        days.push_back({day.day, weekday_words(day.day), day.count, day.why});
    return days;
}

/// "không tính: 05/07, 06/07 (cuối tuần); 02/09 (ngày nghỉ)": days that follow each other under one reason
/// together.
Words skipped_words(const rules::Term& term)
{
    Words out;
    Words reason;
    std::string days;
    const auto end_group = [&] {
        if (days.empty()) return;
        out.vi += (out.vi.empty() ? "không tính: " : "; ") + days + " (" + reason.vi + ")";
        out.en += (out.en.empty() ? "not counted: " : "; ") + days + " (" + reason.en + ")";
        days.clear();
    };
    for (const rules::CountedDay& day : term.days) {
        if (day.count > 0) continue;
        if (day.why != reason) end_group();
        reason = day.why;
        days += (days.empty() ? "" : ", ") + day_and_month(day.day);
    }
    end_group();
    return out;
}

Words sum_words(const DerivedDeadline& clock)
{
    const registry::Deadline& deadline = clock.deadline;
    const std::string from = to_dmy(deadline.started_on), due = to_dmy(deadline.due_on);
    if (!deadline.working_days)
        return {"ngày " + due + " do cán bộ nêu ngày " + from, due + ", named by an officer on " + from};
    const std::string days = std::to_string(*deadline.working_days);
    Words sum{"từ " + from + " + " + days + " ngày làm việc = " + due,
              "from " + from + " + " + days + " working days = " + due};
    if (!clock.term) {
        sum.vi += " (theo lịch của một bộ quy định trước)";
        sum.en += " (by the calendar of an earlier rulebook)";
    }
    if (deadline.provisional) {
        sum.vi += " – tạm tính: lịch nghỉ của năm chưa được xác nhận";
        sum.en += " – provisional: the year's calendar is not confirmed";
    }
    return sum;
}

void tell_standing(DeadlineWords& made, DeskCalendar& calendar)
{
    const registry::Deadline& deadline = made.deadline;
    if (!deadline.ended_on) {
        made.mark = calendar.mark(deadline.due_on);
        made.standing = calendar.words(deadline.due_on);
        return;
    }
    const bool late = *deadline.ended_on > deadline.due_on;
    made.mark = late ? DueMark::late : DueMark::in_time;
    const std::string on = to_dmy(*deadline.ended_on);
    made.standing = {"đã kết thúc " + on + (late ? ", trễ hạn" : ", đúng hạn"),
                     "ended " + on + (late ? ", late" : ", in time")};
}

void tell_rule(DeadlineWords& made, const rules::Rulebook& book)
{
    if (!made.deadline.rule) return;
    made.rule = *made.deadline.rule;
    const auto row = std::ranges::find(book.procedures, made.rule, &rules::Procedure::id);
    if (row != book.procedures.end()) made.citation = rules::citation_text(book, *row);
}

} // namespace

Words clock_words(std::string_view clock)
{
    if (clock == "check") return {"Kiểm tra hồ sơ", "Check of the file"};
    if (clock == "decide") return {"Thẩm định, trả kết quả", "Appraisal and result"};
    if (clock == "appointment") return {"Ngày hẹn trả", "Appointed day"};
    if (clock == "extension") return {"Ngày hẹn lại sau khi xin lỗi", "New date after an apology"};
    return {std::string{clock}, std::string{clock}};
}

std::vector<DeadlineWords> deadline_words(registry::Database& database, Rulebooks& rulebooks,
                                          const std::string& application, DeskCalendar& calendar,
                                          EventNumber known_by)
{
    const rules::Rulebook& book = rulebooks.in_force(database).book;
    std::vector<DeadlineWords> found;
    for (DerivedDeadline& clock :
         derive_deadlines(database, rulebooks, application, calendar.today(), known_by)) {
        DeadlineWords made;
        made.name = clock_words(clock.deadline.clock);
        made.sum = sum_words(clock);
        if (clock.term) {
            made.days = days_of(*clock.term);
            made.skipped = skipped_words(*clock.term);
        }
        made.deadline = std::move(clock.deadline);
        tell_standing(made, calendar);
        tell_rule(made, book);
        found.push_back(std::move(made));
    }
    std::ranges::stable_sort(found, {}, [](const DeadlineWords& one) {
        return std::pair{one.deadline.ended_on.has_value(), one.deadline.due_on};
    });
    return found;
}

} // namespace radcert::casework
