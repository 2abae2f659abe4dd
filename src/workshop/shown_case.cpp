#include "workshop/shown_case.h"

#include <algorithm>
#include <map>

#include "rules/applies.h"

namespace radcert::workshop {

using rules::Check;
using rules::Condition;
using rules::Facts;
using rules::FieldTest;
using rules::List;
using rules::Requirement;

namespace {

void note_lists(Facts& facts, ShownCase& shown)
{
    for (std::size_t i = 0; i < rules::list_count; ++i) {
        const rules::FactTable& table = facts.table(List(i));
        if (!table.recorded)
            shown.absent.insert(List(i));
        else if (table.rows == 0)
            shown.empty.insert(List(i));
    }
}

/// Keeps the day on which a record's or a fact's term began, where the check counts one.
void note_windows(const Condition& check, Facts& facts, std::uint32_t record, ShownCase& shown)
{
    const auto keep = [&](const rules::Period& period, std::int64_t cell) {
        if (cell != rules::not_recorded) shown.windows.push_back({&period, Date{std::chrono::days{cell}}});
    };
    if (check.check == Check::reached) keep(check.period, facts.single(check.fact));
    if (record == rules::no_record) return;
    for (const auto* tests : {&check.where, &check.must}) {
        for (const FieldTest& test : *tests) {
            if (test.comparison != FieldTest::Comparison::valid_for) continue;
            keep(test.period, facts.cell(facts.table(check.list), record, test.column));
        }
    }
}

/// Keeps the latest day of the records whose age says whether a row speaks: a silent row leaves no trace.
void note_silent_windows(const Condition& speaks_when, Facts& facts, ShownCase& shown)
{
    rules::each_check(speaks_when, [&](const Condition& check) {
        for (const FieldTest& test : check.where) {
            if (test.comparison != FieldTest::Comparison::valid_for) continue;
            const rules::FactTable& table = facts.table(check.list);
            std::int64_t latest = rules::not_recorded;
            for (std::uint32_t row = 0; row < table.rows; ++row)
                latest = std::max(latest, facts.cell(table, row, test.column));
            if (latest != rules::not_recorded)
                shown.windows.push_back({&test.period, Date{std::chrono::days{latest}}});
        }
    });
}

void note_finding(const rules::Program& program, const rules::Screening& screening, ShownCase& shown)
{
    for (const rules::Finding& finding : screening.findings) {
        if (finding.row == rules::no_index || &program.book.requirements[finding.row] != shown.row) continue;
        shown.speaks = true;
        shown.finding = finding;
        for (std::uint32_t i = 0; i < finding.traces; ++i) {
            const rules::Trace& trace = screening.traces[finding.first_trace + i];
            const Condition* const check = program.nodes[trace.node].source;
            note_windows(*check, *screening.facts, trace.record, shown);
            shown.amounts.emplace_back(check, trace.amount);
        }
    }
}

} // namespace

std::vector<ShownCase> show_cases(const rules::Program& program, const std::vector<WorkedCase>& cases)
{
    std::map<std::string_view, const Requirement*> rows;
    for (const Requirement& row : program.book.requirements) rows.emplace(row.id, &row);
    rules::Screener usual{program};
    std::vector<ShownCase> all;
    for (const WorkedCase& one : cases) {
        ShownCase& shown = all.emplace_back();
        const rules::ScreenOptions usual_options;
        const bool special =
            one.options.as_of.has_value() || one.options.decide_on != usual_options.decide_on;
        std::optional<rules::Screener> own;
        if (special) own.emplace(program, one.options);
        const rules::Screening& screening = (special ? *own : usual).screen(one.dossier);
        const auto row = rows.find(one.requirement);
        shown.source = &one;
        shown.row = row == rows.end() ? nullptr : row->second;
        shown.as_of = screening.as_of;
        shown.plain = one.options.decide_on == usual_options.decide_on;
        shown.authorities = screening.competence.rows;
        shown.mismatches = mismatches(program.book, one, screening);
        note_lists(*screening.facts, shown);
        note_finding(program, screening, shown);
        if (shown.row == nullptr) continue;
        if (shown.row->speaks_when) note_silent_windows(*shown.row->speaks_when, *screening.facts, shown);
        shown.fits = applies(*shown.row, one.dossier.application, screening.facts->devices);
    }
    return all;
}

} // namespace radcert::workshop
