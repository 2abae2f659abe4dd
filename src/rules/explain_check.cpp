#include "rules/explain_check.h"

#include <algorithm>

#include "rules/explain.h"

namespace radcert::rules {
namespace {

using Comparison = FieldTest::Comparison;

} // namespace

/// "29/02/2024, good until 29/08/2024, filed 30/08/2024"
void CheckWriter::term(std::int64_t from, const Period& term) const
{
    words_.day(from);
    if (term.unit != Period::Unit::working_days) {
        const Date start{std::chrono::days{from}};
        const Date end = term.unit == Period::Unit::months ? plus_months(start, term.count)
                                                           : start + std::chrono::days{term.count};
        say(", có giá trị đến ", ", good until ");
        append_dmy(out_, end);
    } else {
        say(", có giá trị ", ", good for ");
        words_.period(term);
    }
    say(", nộp hồ sơ ", ", filed ");
    words_.day(facts_.filed_on);
}

/// The plain reading of a test, for words only: the engine's own answer decided the finding.
Tri CheckWriter::passes(const FieldTest& test, std::int64_t value) const
{
    if (value == not_recorded) return Tri::maybe;
    const auto is_text = [&](const std::string& text) {
        return value < std::int64_t(program_.texts.size()) && program_.texts[std::size_t(value)] == text;
    };
    const bool among = std::ranges::find(test.values, value) != test.values.end() ||
                       std::ranges::any_of(test.texts, is_text);
    switch (test.comparison) {
    case Comparison::one_of: return tri(among);
    case Comparison::none_of: return tri(!among);
    case Comparison::at_least: return tri(value >= test.values.front());
    case Comparison::at_most: return tri(value <= test.values.front());
    case Comparison::valid_for:
    case Comparison::recorded: return Tri::yes; // the dates themselves say it
    }
    return Tri::yes;
}

void CheckWriter::field(const Column& column, const FieldTest& test, std::int64_t value,
                        std::uint32_t record) const
{
    const Tri passed = passes(test, value);
    words_.label(column, value == not_recorded);
    if (value == not_recorded) {
        say("chưa ghi nhận", "not recorded");
    } else if (column.type == ColumnType::text) {
        out_ += (*screening_.dossier->evidence.documents)[record].form.value_or("");
    } else if (test.comparison == Comparison::valid_for) {
        term(value, test.period);
    } else {
        words_.value(column, value);
    }
    if (passed != Tri::yes) {
        say(" (cần: ", " (needed: ");
        words_.wanted(column, test);
        out_ += ')';
    }
}

void CheckWriter::fields(const NodeCode& node, const std::vector<FieldTest>& tests,
                         std::uint32_t record) const
{
    const FactTable& table = facts_.table(node.list);
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const Column& column = shape_of(node.list).columns[tests[i].column];
        const std::int64_t value = facts_.cell(table, record, tests[i].column);
        if (i > 0) out_ += "; ";
        field(column, tests[i], value, record);
    }
}

void CheckWriter::named_record(List list, std::uint32_t record) const
{
    say(shape_of(list).record);
    out_ += ' ';
    append_record_id(out_, *screening_.dossier, list, record);
}

void CheckWriter::record(const NodeCode& node, std::uint32_t record) const
{
    named_record(node.list, record);
    const Condition& source = *node.source;
    if (!source.where.empty() || !source.must.empty()) out_ += ": ";
    fields(node, source.where, record);
    if (!source.where.empty() && !source.must.empty()) out_ += "; ";
    fields(node, source.must, record);
    if (facts_.in_file(facts_.table(node.list), record) == Tri::no) {
        say("; ghi sau ngày hồ sơ hoàn chỉnh ", "; dated after the file was closed on ");
        words_.day(facts_.closed_on);
    }
    out_ += '.';
}

void CheckWriter::nothing_found(const NodeCode& node) const
{
    const Condition& source = *node.source;
    say("Hồ sơ không có ", "No ");
    say(shape_of(node.list).records);
    if (!source.where.empty()) {
        say(" nào: ", " in the file with: ");
        words_.wanted_list(node.list, source.where);
    } else {
        say(" nào", " in the file");
    }
    out_ += '.';
}

void CheckWriter::total(const NodeCode& node, const Trace& trace) const
{
    const Condition& source = *node.source;
    words_.wanted_list(node.list, source.where);
    out_ += source.where.empty() ? "" : ": ";
    const bool amounts =
        node.check == Check::sum && shape_of(node.list).columns[node.column].type == ColumnType::amount;
    say("có ", "");
    amounts ? words_.amount(trace.amount) : words_.number(trace.amount);
    if (trace.answer == Tri::maybe) say(" đã ghi nhận", " recorded");
    say(", cần ít nhất ", ", at least ");
    amounts ? words_.amount(node.bound) : words_.number(node.bound);
    say(".", " needed.");
}

void CheckWriter::duration(const NodeCode& node, const Trace& trace) const
{
    say("Tổng thời gian ", "In all ");
    words_.number(trace.amount);
    say(" ngày; cần ", " days; needed ");
    words_.period(node.source->period);
    out_ += '.';
}

void CheckWriter::years(const NodeCode& node, const Trace& trace) const
{
    const Column& column = shape_of(node.list).columns[node.column];
    if (trace.record == no_record) {
        say("Không có liều nào được ghi.", "No dose is on record.");
        return;
    }
    const FactTable& table = facts_.table(node.list);
    const std::int64_t last = facts_.cell(table, trace.record, 0);
    bool any_known = false;
    for (std::uint32_t row = 0; row < table.rows; ++row) {
        const std::int64_t year = facts_.cell(table, row, 0);
        const bool within = year <= last && last - year < node.years;
        any_known = any_known || (within && facts_.cell(table, row, node.column) != not_recorded);
    }
    say(column.label);
    if (node.years > 1) {
        say(": trung bình các năm ", ": average of ");
        words_.number(last - node.years + 1);
        out_ += '-';
        words_.number(last);
    } else {
        say(": năm ", ": ");
        words_.number(last);
    }
    out_ += ": ";
    if (any_known)
        words_.amount(trace.amount / node.years);
    else
        say("chưa ghi nhận", "not recorded");
    say("; giới hạn ", "; limit ");
    words_.amount(node.bound);
    if (any_known && trace.answer == Tri::maybe) say(" (có năm chưa ghi nhận)", " (a year is not recorded)");
    out_ += '.';
}

void CheckWriter::order(const NodeCode& node, const Trace& trace) const
{
    named_record(node.list, trace.record);
    const std::int64_t value = facts_.cell(facts_.table(node.list), trace.record, node.column);
    out_ += ": ";
    say(shape_of(node.list).columns[node.column].label);
    out_ += ' ';
    if (value == not_recorded)
        say("chưa ghi nhận", "not recorded");
    else
        words_.day(value);
    const Condition& source = *node.source;
    const FactTable& second = facts_.table(node.second_list);
    for (std::uint32_t row = 0; row < second.rows; ++row) {
        const bool fits = std::ranges::all_of(source.second_where, [&](const FieldTest& test) {
            return passes(test, facts_.cell(second, row, test.column)) == Tri::yes;
        });
        const std::int64_t other = facts_.cell(second, row, node.second_column);
        if (!fits) continue;
        out_ += "; ";
        named_record(node.second_list, row);
        out_ += ' ';
        if (other == not_recorded)
            say("chưa ghi ngày", "not dated");
        else
            words_.day(other);
    }
    out_ += '.';
}

void CheckWriter::fact(const NodeCode& node) const
{
    const Column& column = column_of(node.fact);
    const std::int64_t value = facts_.single(node.fact);
    say(column.label);
    if (value == not_recorded) {
        say(": chưa ghi nhận.", ": not recorded.");
        return;
    }
    if (node.check == Check::reached) {
        const Period& wait = node.source->period;
        const Date start{std::chrono::days{value}};
        out_ += ' ';
        append_dmy(out_, start);
        if (wait.unit == Period::Unit::working_days) {
            say("; cần đủ ", "; needed: ");
            words_.period(wait);
        } else {
            say("; đủ ", "; ");
            words_.period(wait);
            say(" ngày ", " old on ");
            append_dmy(out_, wait.unit == Period::Unit::months ? plus_months(start, wait.count)
                                                               : start + std::chrono::days{wait.count});
        }
        say("; nộp hồ sơ ", "; filed ");
        words_.day(facts_.filed_on);
        out_ += '.';
        return;
    }
    const FieldTest& test = node.source->where.front();
    out_ += column.type == ColumnType::date ? " " : ": ";
    words_.value(column, value);
    if (passes(test, value) == Tri::no) {
        say(" (cần: ", " (needed: ");
        words_.wanted(column, test);
        out_ += ')';
    }
    out_ += '.';
}

void CheckWriter::sentence(const Trace& trace) const
{
    const NodeCode& node = program_.nodes[trace.node];
    const bool list_unknown = node.check < Check::fact && !facts_.table(node.list).recorded;
    if (list_unknown) {
        say("Hồ sơ chưa ghi nhận ", "The file does not record ");
        say(shape_of(node.list).records);
        out_ += '.';
        return;
    }
    switch (node.check) {
    case Check::exists:
    case Check::none:
    case Check::latest: trace.record == no_record ? nothing_found(node) : record(node, trace.record); return;
    case Check::count:
    case Check::sum: total(node, trace); return;
    case Check::duration: duration(node, trace); return;
    case Check::average:
    case Check::maximum: years(node, trace); return;
    case Check::order: trace.record == no_record ? nothing_found(node) : order(node, trace); return;
    case Check::fact:
    case Check::reached: fact(node); return;
    case Check::judgement: say(node.source->question); return;
    default: return;
    }
}

void append_record_id(std::string& out, const Dossier& dossier, List list, std::uint32_t record)
{
    const Evidence& evidence = dossier.evidence;
    const auto id = [&]() -> std::string_view {
        switch (list) {
        case List::documents: return (*evidence.documents)[record].id;
        case List::degrees: return (*evidence.degrees)[record].id;
        case List::trainings: return (*evidence.trainings)[record].id;
        case List::health_checks: return (*evidence.health_checks)[record].id;
        case List::experience: return (*evidence.experience)[record].id;
        case List::certificates: return (*evidence.certificates)[record].number;
        case List::doses: return {};
        }
        return {};
    }();
    if (!id.empty()) {
        out += id;
        return;
    }
    out += shape_of(list).name;
    out += '/';
    out += std::to_string(list == List::doses ? (*evidence.doses)[record].year : std::int64_t(record));
}

} // namespace radcert::rules
