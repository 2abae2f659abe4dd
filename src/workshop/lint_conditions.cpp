#include <algorithm>
#include <map>

#include "rules/condition_words.h"
#include "rules/evidence_cells.h"
#include "rules/working_days.h"
#include "workshop/fulfil.h"
#include "workshop/lint_report.h"
#include "workshop/situations.h"

namespace radcert::workshop {

using rules::Check;
using rules::Condition;
using rules::FieldTest;
using rules::List;
using rules::Program;
using rules::Requirement;
using rules::Tri;

namespace {

constexpr std::size_t most_leaves = 6; ///< 64 files; a condition with more is not asked for idle parts

/// Asks single checks of a program about files.
class Probe {
public:
    explicit Probe(const Program& program) : program_{program}, evaluator_{program}
    {
        for (std::uint32_t node = 0; node < program.nodes.size(); ++node)
            places_.emplace(program.nodes[node].source, node);
    }

    Tri operator()(const Condition& condition, const Dossier& file)
    {
        facts_.begin(file, program_.texts);
        evaluator_.begin(facts_);
        return evaluator_.answer(places_.at(&condition));
    }

private:
    const Program& program_;
    rules::Facts facts_;
    rules::Evaluator evaluator_;
    std::map<const Condition*, std::uint32_t> places_;
};

void gather_leaves(const Condition& condition, std::vector<const Condition*>& leaves)
{
    if (condition.parts.empty()) leaves.push_back(&condition);
    for (const Condition& part : condition.parts) gather_leaves(part, leaves);
}

/// Whether a check can be failed by something that is recorded.
bool may_fail(const Condition& check, const Vocabulary& words)
{
    if (check.check == Check::in_force || check.check == Check::judgement) return false;
    if (check.check != Check::fact) return true;
    const FieldTest& test = check.where.front();
    const rules::Column& column = column_of(check.fact);
    const bool any_word = test.comparison == FieldTest::Comparison::one_of && column.codes != nullptr &&
                          test.values.size() == (words.*column.codes).size();
    return !any_word && test.comparison != FieldTest::Comparison::recorded;
}

/// One row's condition under every light.
class ConditionLint {
public:
    ConditionLint(const Program& program, Probe& probe, const Requirement& row, Dossier file,
                  LintFindings& found)
        : program_{program}, probe_{probe}, row_{row}, root_{*row.condition}, empty_{std::move(file)},
          found_{found}
    {
        for (std::size_t i = 0; i < rules::list_count; ++i)
            if (i != std::size_t(List::doses)) rules::state_list(empty_.evidence, List(i));
    }

    void look()
    {
        if (rules::asks_a_person(root_) || root_.check == Check::in_force) return;
        const auto good = reached(root_, Tri::yes);
        if (!good)
            tell(LintKind::never_met, {"không hồ sơ nào đạt " + row_.id, "no file meets " + row_.id}, empty_);
        const bool can =
            row_.on_failure != FailureAction::advise || may_fail(root_, program_.book.vocabulary);
        if (can && !reached(root_, Tri::no))
            tell(LintKind::never_fails, {"hồ sơ nào cũng đạt " + row_.id, "every file meets " + row_.id},
                 empty_);
        if (!good) return;
        idle_leaves();
        std::vector<const Condition*> leaves;
        gather_leaves(root_, leaves);
        for (const Condition* leaf : leaves) {
            idle_tests(*leaf, leaf->where, leaf->where);
            // What the newest record must be is asked of one that has passed "where" already.
            std::vector<FieldTest> both = leaf->where;
            both.insert(both.end(), leaf->must.begin(), leaf->must.end());
            idle_tests(*leaf, leaf->must, both);
        }
        if (row_.on_failure != FailureAction::advise) hurting_evidence(*good);
    }

private:
    void tell(LintKind kind, Words sentence, const Dossier& file)
    {
        found_.push_back({kind,
                          {row_.id},
                          std::move(sentence),
                          {"xem lại điều kiện: radcert rules show " + row_.id,
                           "look at the condition: radcert rules show " + row_.id},
                          Witness{file, {}}});
    }

    Date filed_on() const { return empty_.application.filed_on; }

    /// A file in which the check answers so; empty where no way leads there.
    std::optional<Dossier> reached(const Condition& check, Tri wanted)
    {
        for (const Edit& way : ways_to(check, wanted == Tri::yes, filed_on(), program_.book)) {
            Dossier file = empty_;
            way(file);
            if (probe_(check, file) == wanted) return file;
        }
        return probe_(check, empty_) == wanted ? std::optional{empty_} : std::nullopt;
    }

    /// A leaf is idle where no two files differ in its answer alone and in that of the whole.
    void idle_leaves()
    {
        std::vector<const Condition*> leaves;
        gather_leaves(root_, leaves);
        if (leaves.size() < 2 || leaves.size() > most_leaves) return;
        std::map<std::vector<Tri>, Tri> seen; // answers of the leaves, answer of the whole
        std::vector<Dossier> files{empty_};
        for (const Condition* leaf : leaves) {
            std::vector<Dossier> next;
            for (const Dossier& file : files) {
                next.push_back(file);
                for (const bool wanted : {true, false}) {
                    for (const Edit& way : ways_to(*leaf, wanted, filed_on(), program_.book)) {
                        Dossier changed = file;
                        way(changed);
                        if (next.size() < 512) next.push_back(std::move(changed));
                    }
                }
            }
            files = std::move(next);
        }
        for (const Dossier& file : files) {
            std::vector<Tri> answers;
            for (const Condition* leaf : leaves) answers.push_back(probe_(*leaf, file));
            seen.emplace(std::move(answers), probe_(root_, file));
        }
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            const bool matters = std::ranges::any_of(seen, [&](const auto& one) {
                if (one.first[i] == Tri::maybe) return false;
                auto other = one.first;
                other[i] = !other[i];
                const auto found = seen.find(other);
                return found != seen.end() && found->second != one.second;
            });
            if (!matters) idle(*leaves[i]);
        }
    }

    void idle(const Condition& leaf)
    {
        Words text;
        rules::ConditionWords{text.vi, program_.book.vocabulary, Language::vi}.condition(leaf);
        rules::ConditionWords{text.en, program_.book.vocabulary, Language::en}.condition(leaf);
        tell(LintKind::idle_part,
             {row_.id + ": phần này không bao giờ làm thay đổi câu trả lời: " + text.vi,
              row_.id + ": this part never makes a difference: " + text.en},
             reached(root_, Tri::yes).value_or(empty_));
    }

    /// Whether a cell passes a test, by the test alone.
    bool passes(const FieldTest& test, std::int64_t cell) const
    {
        using Comparison = FieldTest::Comparison;
        const bool among = std::ranges::find(test.values, cell) != test.values.end();
        switch (test.comparison) {
        case Comparison::one_of: return among;
        case Comparison::none_of: return !among;
        case Comparison::at_least: return cell >= test.values.front();
        case Comparison::at_most: return cell <= test.values.front();
        case Comparison::recorded: return true;
        case Comparison::valid_for: break;
        }
        const rules::Column column{"", rules::ColumnType::date, {}};
        const auto past = cell_for(test, column, false, filed_on(), program_.book);
        return !past || cell > past->cell;
    }

    /// A test of a record is idle where whatever passes the others on its column passes it too.
    /// @param beside  every test that the record has to pass, those of `tests` among them
    void idle_tests(const Condition& leaf, const std::vector<FieldTest>& tests,
                    const std::vector<FieldTest>& beside)
    {
        for (const FieldTest& test : tests) {
            const rules::Column& column = column_for(leaf, test);
            if (column.type == rules::ColumnType::text || test.comparison == FieldTest::Comparison::recorded)
                continue;
            std::vector<std::int64_t> cells;
            for (const FieldTest& each : beside) {
                if (each.column != test.column) continue;
                for (const bool pass : {true, false})
                    if (const auto cell = cell_for(each, column, pass, filed_on(), program_.book))
                        cells.push_back(cell->cell);
            }
            const bool matters = std::ranges::any_of(cells, [&](std::int64_t cell) {
                if (passes(test, cell)) return false;
                return std::ranges::all_of(beside, [&](const FieldTest& other) {
                    return is_same(other, test) || other.column != test.column || passes(other, cell);
                });
            });
            const bool covers_all = test.comparison == FieldTest::Comparison::one_of &&
                                    column.codes != nullptr &&
                                    test.values.size() == (program_.book.vocabulary.*column.codes).size();
            if (!matters && !covers_all) idle_test(leaf, test);
        }
    }

    static bool is_same(const FieldTest& first, const FieldTest& second)
    {
        return first.column == second.column && first.comparison == second.comparison &&
               first.values == second.values && first.texts == second.texts && first.period == second.period;
    }

    static const rules::Column& column_for(const Condition& leaf, const FieldTest& test)
    {
        return leaf.check == Check::fact ? column_of(leaf.fact) : shape_of(leaf.list).columns[test.column];
    }

    void idle_test(const Condition& leaf, const FieldTest& test)
    {
        const rules::Column& column = column_for(leaf, test);
        tell(LintKind::idle_part,
             {row_.id + ": phép thử \"" + column.label.vi + "\" không bao giờ làm thay đổi câu trả lời",
              row_.id + ": the test of \"" + column.label.en + "\" never makes a difference"},
             reached(root_, Tri::yes).value_or(empty_));
    }

    /// What a person has achieved or hands in can only speak for him; a health check, a dose or a certificate
    /// may speak against him.
    void hurting_evidence(const Dossier& good)
    {
        std::vector<const Condition*> leaves;
        gather_leaves(root_, leaves);
        for (const Condition* leaf : leaves) {
            const bool achievement = leaf->list == List::documents || leaf->list == List::degrees ||
                                     leaf->list == List::trainings || leaf->list == List::experience;
            if (!achievement || leaf->check < Check::exists || leaf->check > Check::order) continue;
            for (const bool passing : {true, false}) {
                Dossier more = good;
                const std::size_t place = rules::add_record(more.evidence, leaf->list, "y");
                const std::int8_t dated_by = rules::shape_of(leaf->list).dated_by;
                if (dated_by >= 0)
                    rules::set_cell(more.evidence, leaf->list, place, std::uint8_t(dated_by),
                                    filed_on().time_since_epoch().count());
                fill(more, *leaf, place, passing);
                if (probe_(root_, more) == Tri::yes) continue;
                tell(LintKind::evidence_hurts,
                     {row_.id + ": hồ sơ đạt, thêm một " + shape_of(leaf->list).record.vi + " thì không đạt",
                      row_.id + ": met, and not met with one more record of " +
                          shape_of(leaf->list).records.en},
                     more);
                return;
            }
        }
    }

    void fill(Dossier& file, const Condition& leaf, std::size_t place, bool passing) const
    {
        const auto set = [&](const FieldTest& test, bool pass) {
            const rules::Column& column = shape_of(leaf.list).columns[test.column];
            if (const auto cell = cell_for(test, column, pass, filed_on(), program_.book))
                rules::set_cell(file.evidence, leaf.list, place, test.column, cell->cell, cell->text);
        };
        for (const FieldTest& test : leaf.where) set(test, passing);
        for (const FieldTest& test : leaf.must) set(test, !passing);
    }

    const Program& program_;
    Probe& probe_;
    const Requirement& row_;
    const Condition& root_;
    Dossier empty_;
    LintFindings& found_;
};

} // namespace

void lint_conditions(const Program& program, LintFindings& found)
{
    Probe probe{program};
    for (const Requirement& row : program.book.requirements) {
        if (!row.condition) continue;
        auto file = file_for(program.book, row, row.in_force.from);
        if (file) ConditionLint{program, probe, row, std::move(*file), found}.look();
    }
}

} // namespace radcert::workshop
