#include "rules/program.h"

#include <algorithm>
#include <limits>
#include <map>

#include "domain/error.h"

namespace radcert::rules {
namespace {

constexpr std::size_t most_texts = 4000;
constexpr std::int64_t always = std::numeric_limits<std::int64_t>::max();

std::int64_t number_of(Date day)
{
    return day.time_since_epoch().count();
}

} // namespace

Program::Program(const Rulebook& rulebook) : book{rulebook}
{
    std::map<std::string_view, std::size_t> place;
    std::map<std::string_view, std::uint32_t> groups;
    rows.reserve(book.requirements.size());
    for (const Requirement& requirement : book.requirements) {
        RowCode row;
        row.topic = requirement.topic;
        row.on_failure = requirement.on_failure;
        row.standing = requirement.standing;
        row.by_completion = requirement.deciding_date == DecidingDate::completed_on;
        row.fallback = requirement.fallback;
        if (requirement.overlay) row.overlay = std::uint16_t(*requirement.overlay);
        row.from = number_of(requirement.in_force.from);
        row.to = requirement.in_force.to ? number_of(*requirement.in_force.to) : always;
        if (requirement.condition) row.condition = compile(*requirement.condition);
        if (requirement.speaks_when) row.speaks_when = compile(*requirement.speaks_when);
        if (!requirement.evidence_group.empty()) {
            row.group =
                groups.emplace(requirement.evidence_group, std::uint32_t(groups.size() + 1)).first->second;
            has_groups = true;
        }
        place.emplace(requirement.id, rows.size());
        rows.push_back(row);
    }
    settled_by.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto settled = place.find(book.requirements[i].settles);
        if (settled == place.end()) continue;
        settled_by[settled->second].push_back(i);
        rows[settled->second].settled = true;
    }
    const auto note = [&](const Span& span) {
        starts.push_back(number_of(span.from));
        if (span.to) starts.push_back(number_of(*span.to) + 1);
    };
    for (const Requirement& requirement : book.requirements) note(requirement.in_force);
    for (const AuthorityRow& row : book.authorities) note(row.in_force);
    std::ranges::sort(starts);
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
}

std::size_t Program::era_of(std::int64_t day) const
{
    return std::size_t(std::ranges::upper_bound(starts, day) - starts.begin());
}

std::uint8_t Program::period(const Period& wanted)
{
    const auto found = std::ranges::find(periods, wanted);
    if (found != periods.end()) return std::uint8_t(found - periods.begin());
    if (periods.size() == 255) {
        throw Error{Fault::invalid_input,
                    {"bộ quy định dùng hơn 255 thời hạn khác nhau",
                     "the rulebook uses more than 255 different periods"}};
    }
    periods.push_back(wanted);
    return std::uint8_t(periods.size() - 1);
}

TestCode Program::compile_test(const FieldTest& test)
{
    TestCode code;
    code.column = test.column;
    code.comparison = test.comparison;
    std::vector<std::int64_t> wanted = test.values;
    for (const std::string& text : test.texts) {
        const auto found = std::ranges::find(texts, text);
        wanted.push_back(found - texts.begin());
        if (found != texts.end()) continue;
        if (texts.size() == most_texts) {
            throw Error{Fault::invalid_input,
                        {"bộ quy định so sánh với hơn 4000 cụm từ khác nhau",
                         "the rulebook compares with more than 4000 different texts"}};
        }
        texts.push_back(text);
    }
    if (test.comparison == FieldTest::Comparison::valid_for) code.period = period(test.period);
    if (!wanted.empty()) code.value = wanted.front();
    code.small = std::ranges::all_of(wanted, [](std::int64_t value) { return value >= 0 && value < 64; });
    if (code.small) {
        for (const std::int64_t value : wanted) code.mask |= std::uint64_t{1} << value;
    } else {
        code.first = std::uint32_t(values.size());
        code.count = std::uint32_t(wanted.size());
        values.insert(values.end(), wanted.begin(), wanted.end());
    }
    return code;
}

std::uint32_t Program::compile_tests(const std::vector<FieldTest>& from)
{
    const auto first = std::uint32_t(tests.size());
    for (const FieldTest& test : from) tests.push_back(compile_test(test));
    return first;
}

std::uint32_t Program::compile(const Condition& condition)
{
    NodeCode node;
    node.check = condition.check;
    node.list = condition.list;
    node.second_list = condition.second_list;
    node.column = condition.column;
    node.second_column = condition.second_column;
    node.fact = condition.fact;
    node.when_none = condition.when_none;
    node.years = condition.years;
    node.bound = condition.bound;
    node.source = &condition;
    if (condition.check == Check::duration || condition.check == Check::reached)
        node.period = period(condition.period);
    node.first_where = compile_tests(condition.where);
    node.where = std::uint32_t(condition.where.size());
    node.first_must = compile_tests(condition.must);
    node.must = std::uint32_t(condition.must.size());
    node.first_second = compile_tests(condition.second_where);
    node.second = std::uint32_t(condition.second_where.size());

    std::vector<std::uint32_t> children;
    for (const Condition& part : condition.parts) children.push_back(compile(part));
    node.first_part = std::uint32_t(parts.size());
    node.parts = std::uint32_t(children.size());
    parts.insert(parts.end(), children.begin(), children.end());
    nodes.push_back(node);
    return std::uint32_t(nodes.size() - 1);
}

} // namespace radcert::rules
