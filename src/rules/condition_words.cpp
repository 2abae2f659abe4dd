#include "rules/condition_words.h"

#include <charconv>

namespace radcert::rules {
namespace {

using Comparison = FieldTest::Comparison;

constexpr std::int64_t one = 1'000'000; ///< an amount is held in millionths

} // namespace

void ConditionWords::number(std::int64_t value) const
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out_.append(digits, std::size_t(end - digits));
}

/// With a decimal comma in Vietnamese, a point in English, and no zeros that say nothing.
void ConditionWords::amount(std::int64_t millionths) const
{
    number(millionths / one);
    std::int64_t rest = millionths % one;
    if (rest == 0) return;
    out_ += language_ == Language::vi ? ',' : '.';
    for (std::int64_t digit = one / 10; rest > 0; digit /= 10) {
        out_ += char('0' + rest / digit);
        rest %= digit;
    }
}

void ConditionWords::day(std::int64_t day) const
{
    append_dmy(out_, Date{std::chrono::days{day}});
}

void ConditionWords::period(const Period& period) const
{
    number(period.said_in_years ? period.count / 12 : period.count);
    const bool plural = (period.said_in_years ? period.count / 12 : period.count) != 1;
    if (period.unit == Period::Unit::months && period.said_in_years)
        say(" năm", plural ? " years" : " year");
    else if (period.unit == Period::Unit::months)
        say(" tháng", plural ? " months" : " month");
    else if (period.unit == Period::Unit::days)
        say(" ngày", plural ? " days" : " day");
    else
        say(" ngày làm việc", plural ? " working days" : " working day");
}

void ConditionWords::value(const Column& column, std::int64_t cell) const
{
    switch (column.type) {
    case ColumnType::code: say((vocabulary_.*column.codes).name(Code(cell))); return;
    case ColumnType::integer: number(cell); return;
    case ColumnType::amount: amount(cell); return;
    case ColumnType::boolean:
        if (cell != 0)
            say("có", "yes");
        else
            say("không", "no");
        return;
    case ColumnType::date: day(cell); return;
    case ColumnType::text: return;
    }
}

void ConditionWords::wanted_values(const Column& column, const FieldTest& test) const
{
    for (std::size_t i = 0; i < test.values.size(); ++i) {
        if (i > 0) say(" hoặc ", " or ");
        value(column, test.values[i]);
    }
    for (std::size_t i = 0; i < test.texts.size(); ++i) {
        if (i > 0) say(" hoặc ", " or ");
        out_ += test.texts[i];
    }
}

/// What the test asks for, without the column's name.
void ConditionWords::wanted(const Column& column, const FieldTest& test) const
{
    switch (test.comparison) {
    case Comparison::one_of: break;
    case Comparison::none_of: say("khác ", "other than "); break;
    case Comparison::at_least:
        column.type == ColumnType::date ? say("từ ngày ", "on or after ") : say("ít nhất ", "at least ");
        break;
    case Comparison::at_most:
        column.type == ColumnType::date ? say("đến hết ngày ", "on or before ")
                                        : say("nhiều nhất ", "at most ");
        break;
    case Comparison::recorded: say("phải được ghi nhận", "must be recorded"); return;
    case Comparison::valid_for:
        say("trong vòng ", "within ");
        period(test.period);
        say(" trước ngày nộp", " before filing");
        return;
    }
    wanted_values(column, test);
}

void ConditionWords::wanted_list(List list, const std::vector<FieldTest>& tests) const
{
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const Column& column = shape_of(list).columns[tests[i].column];
        if (i > 0) out_ += "; ";
        label(column);
        wanted(column, tests[i]);
    }
}

void ConditionWords::label(const Column& column, bool with_colon) const
{
    if (column.codes == &Vocabulary::document_kinds) return; // "Application form" says itself what it is
    say(column.label);
    const bool colon = with_colon || column.type == ColumnType::boolean || column.type == ColumnType::code;
    out_ += colon ? ": " : " ";
}

void ConditionWords::parts(const Condition& condition, std::string_view vi, std::string_view en) const
{
    say(vi, en);
    out_ += " (";
    for (std::size_t i = 0; i < condition.parts.size(); ++i) {
        if (i > 0) out_ += " | ";
        this->condition(condition.parts[i]);
    }
    out_ += ')';
}

void ConditionWords::records(const Condition& condition, std::string_view vi, std::string_view en) const
{
    say(shape_of(condition.list).records);
    out_ += ": ";
    say(vi, en);
    if (condition.where.empty()) return;
    say(" có ", " with ");
    wanted_list(condition.list, condition.where);
}

void ConditionWords::condition(const Condition& condition) const
{
    switch (condition.check) {
    case Check::all: parts(condition, "tất cả", "all of"); return;
    case Check::any: parts(condition, "ít nhất một trong", "any of"); return;
    case Check::negation: parts(condition, "không phải", "not"); return;
    case Check::at_least_of:
        say("ít nhất ", "at least ");
        number(condition.bound);
        parts(condition, " trong", " of");
        return;
    case Check::exists: records(condition, "ít nhất một", "at least one"); return;
    case Check::none: records(condition, "không có", "none"); return;
    case Check::count:
        say("ít nhất ", "at least ");
        number(condition.bound);
        out_ += ' ';
        records(condition, "", "");
        return;
    case Check::sum:
        records(condition, "tổng cộng", "in all");
        say(", ít nhất ", ", at least ");
        value(shape_of(condition.list).columns[condition.column], condition.bound);
        out_ += ' ';
        say(shape_of(condition.list).columns[condition.column].label);
        return;
    case Check::latest:
        records(condition, "bản mới nhất", "the latest");
        say("; bản đó phải: ", "; it must be: ");
        wanted_list(condition.list, condition.must);
        return;
    case Check::duration:
        records(condition, "tổng thời gian", "in all");
        say(" ít nhất ", " at least ");
        period(condition.period);
        return;
    case Check::average:
    case Check::maximum:
        say(shape_of(condition.list).columns[condition.column].label);
        if (condition.years > 1) {
            say(": trung bình của ", ": average of any ");
            number(condition.years);
            say(" năm liên tiếp không quá ", " consecutive years at most ");
        } else {
            say(": không năm nào quá ", ": in no year more than ");
        }
        amount(condition.bound);
        return;
    case Check::order:
        say(shape_of(condition.list).records);
        say(" có trước ", " dated no later than ");
        say(shape_of(condition.second_list).records);
        if (!condition.second_where.empty()) {
            out_ += " (";
            wanted_list(condition.second_list, condition.second_where);
            out_ += ')';
        }
        return;
    case Check::fact:
        label(column_of(condition.fact), true);
        wanted(column_of(condition.fact), condition.where.front());
        return;
    case Check::reached:
        label(column_of(condition.fact), true);
        say("đã đủ ", "at least ");
        period(condition.period);
        say(" vào ngày nộp", " before filing");
        return;
    case Check::judgement: say(condition.question); return;
    case Check::in_force:
        if (condition.bound != 0)
            say("có hiệu lực", "in force");
        else
            say("không cần", "not required");
        return;
    }
}

} // namespace radcert::rules
