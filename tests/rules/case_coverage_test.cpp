#include "tests/rules/worked_cases.h"

// The worked cases leave no rule and no boundary of a rule without a case. What each rule needs is read from
// the rulebook itself, so a new row fails here until its cases are written.

namespace {

using namespace radcert;
using namespace radcert::tests;
using namespace radcert::rules;

bool is(const Shown& shown, Outcome outcome, Reason reason = Reason::none)
{
    return shown.speaks && shown.finding.outcome == outcome && shown.finding.reason == reason;
}

bool by_officer(const Shown& shown)
{
    return shown.finding.officer != no_index;
}

bool holds_check(const Requirement& row, Check wanted)
{
    bool found = false;
    if (row.condition)
        each_check(*row.condition, [&](const Condition& c) { found = found || c.check == wanted; });
    return found;
}

bool decides(const Requirement& row)
{
    return row.standing <= Standing::secondary;
}

/// Whether the row compares facts, rather than hold by itself or ask a person.
bool compares(const Requirement& row)
{
    return row.condition && !holds_check(row, Check::judgement) && !holds_check(row, Check::in_force);
}

bool is_note(const Requirement& row)
{
    return row.standing == Standing::no_rule && row.on_failure == FailureAction::advise;
}

bool left_to_a_person(const Requirement& row)
{
    return (!decides(row) && !is_note(row)) || holds_check(row, Check::judgement);
}

/// False for a check that a recorded fact always passes: "was a fee paid", any channel that there is.
bool can_fail(const Condition& check)
{
    if (check.check != Check::fact) return true;
    const FieldTest& test = check.where.front();
    const Column& column = column_of(check.fact);
    const bool any_word = test.comparison == FieldTest::Comparison::one_of && column.codes != nullptr &&
                          test.values.size() == (book().vocabulary.*column.codes).size();
    return !any_word && test.comparison != FieldTest::Comparison::recorded;
}

bool is_narrowed(const Requirement& row)
{
    return std::ranges::all_of(row.applies, [](const Applicability& asked) {
        return asked.roles != ~0u || asked.procedures != ~0u || asked.channels != ~0u || asked.medical ||
               !asked.devices.has.empty() || asked.devices.only || asked.devices.other_than;
    });
}

/// Lists that the row's condition reads; not those that must hold something before the row speaks.
std::set<List> lists_of(const Requirement& row)
{
    std::set<List> lists;
    each_check(*row.condition, [&](const Condition& check) {
        const bool reads = check.check >= Check::exists && check.check <= Check::order;
        if (reads) lists.insert(check.list);
        if (check.check == Check::order) lists.insert(check.second_list);
    });
    if (row.speaks_when) {
        each_check(*row.speaks_when, [&](const Condition& check) { lists.erase(check.list); });
    }
    return lists;
}

/// Whether a record may leave open what the row asks of it. Of a document the kind is always known.
bool may_be_vague(const Requirement& row)
{
    bool vague = false;
    each_check(*row.condition, [&](const Condition& check) {
        if (check.check < Check::exists || check.check > Check::order) return;
        const bool only_kind = check.list == List::documents && check.check == Check::exists &&
                               check.where.size() == 1 && check.where.front().column == 0;
        vague = vague || !only_kind;
    });
    return vague;
}

/// The cases of the row's own file that pass `test`.
template <class F>
bool some_case(const Requirement& row, F test)
{
    return std::ranges::any_of(shown(), [&](const Shown& each) { return each.row == &row && test(each); });
}

/// Collects what is missing, so that one failure names every gap.
class Gaps {
public:
    void need(bool covered, const Row& row, const std::string& what)
    {
        if (!covered) missing_.push_back(row.id + " has no case " + what);
    }
    void none() const { CHECK(missing_ == Strings{}); }

private:
    Strings missing_;
};

constexpr auto met = [](const Shown& s) { return is(s, Outcome::met) && !by_officer(s); };
constexpr auto not_met = [](const Shown& s) { return is(s, Outcome::not_met) && !by_officer(s); };
constexpr auto referred = [](const Shown& s) {
    return is(s, Outcome::undetermined, Reason::officer_judgement);
};
constexpr auto settled_met = [](const Shown& s) { return is(s, Outcome::met) && by_officer(s); };
constexpr auto settled_not_met = [](const Shown& s) { return is(s, Outcome::not_met) && by_officer(s); };
constexpr auto not_known = [](const Shown& s) { return is(s, Outcome::undetermined, Reason::not_recorded); };

/// Whether the case came out as passed or failed by the facts: decided, or indicated by an unconfirmed rule.
bool came_out(const Shown& shown, bool passed)
{
    if (!shown.speaks || by_officer(shown)) return false;
    if (shown.finding.indication) return *shown.finding.indication == passed;
    return shown.finding.outcome == (passed ? Outcome::met : Outcome::not_met);
}

constexpr std::int64_t tenth_of_a_millisievert = 100'000;

/// A rule's bound as the engine adds it up, and the smallest step over or under it that a case should take.
struct Bound {
    std::int64_t at;
    std::int64_t step; ///< negative: short of the bound fails; positive: beyond it
};

std::optional<Bound> bound_of(const Condition& check)
{
    switch (check.check) {
    case Check::count:
    case Check::sum: return Bound{check.bound, -1};
    case Check::maximum: return Bound{check.bound, tenth_of_a_millisievert};
    case Check::average: return Bound{check.bound * check.years, tenth_of_a_millisievert};
    default: return std::nullopt;
    }
}

bool came_to(const Shown& shown, const Condition& check, std::int64_t amount)
{
    return std::ranges::find(shown.amounts, std::pair{&check, amount}) != shown.amounts.end();
}

/// A window whose last good day is `days` days before the filing day.
bool ended(const Shown& shown, const Period& period, int days)
{
    return std::ranges::any_of(shown.windows, [&](const Window& window) {
        return window.period == &period && plus_months(window.from, period.count) + std::chrono::days{days} ==
                                               shown.dossier.application.filed_on;
    });
}

/// Every term that the condition counts: a period that lasts, or one that must have come.
std::vector<const Period*> terms_of(const Condition& condition)
{
    std::vector<const Period*> found;
    each_check(condition, [&](const Condition& check) {
        if (check.check == Check::reached) found.push_back(&check.period);
        for (const auto* tests : {&check.where, &check.must}) {
            for (const FieldTest& test : *tests) {
                if (test.comparison == FieldTest::Comparison::valid_for) found.push_back(&test.period);
            }
        }
    });
    return found;
}

} // namespace

TEST_CASE("every rule that decides has a case on either side", "[cases]")
{
    Gaps gaps;
    for (const Requirement& row : book().requirements) {
        if (!decides(row) || !compares(row)) continue;
        gaps.need(some_case(row, met), row, "that meets it");
        if (row.on_failure == FailureAction::refer) {
            gaps.need(some_case(row, referred), row, "that goes to a person");
            gaps.need(some_case(row, settled_met), row, "that a person granted");
            gaps.need(some_case(row, settled_not_met), row, "that a person refused");
        } else if (can_fail(*row.condition)) {
            gaps.need(some_case(row, not_met), row, "that does not meet it");
        } else {
            gaps.need(some_case(row, not_known), row, "where the fact is not recorded");
        }
    }
    gaps.none();
}

TEST_CASE("every rule left to a person has an open case and one settled each way", "[cases]")
{
    Gaps gaps;
    const auto open = [](const Shown& s) { return s.speaks && s.finding.outcome == Outcome::undetermined; };
    for (const Requirement& row : book().requirements) {
        if (!left_to_a_person(row)) continue;
        gaps.need(some_case(row, open), row, "that is open");
        gaps.need(some_case(row, settled_met), row, "that a person granted");
        gaps.need(some_case(row, settled_not_met), row, "that a person refused");
    }
    gaps.none();
}

TEST_CASE("every unconfirmed rule that compares facts has an indication either way, and a case without",
          "[cases]")
{
    Gaps gaps;
    for (const Requirement& row : book().requirements) {
        if (row.standing != Standing::inferred || !compares(row)) continue;
        gaps.need(some_case(row, [](const Shown& s) { return s.plain && came_out(s, true); }), row,
                  "indicated as met");
        gaps.need(some_case(row, [](const Shown& s) { return s.plain && came_out(s, false); }), row,
                  "indicated as not met");
        gaps.need(
            some_case(row,
                      [](const Shown& s) { return s.speaks && !s.finding.indication && !by_officer(s); }),
            row, "without an indication");
    }
    gaps.none();
}

TEST_CASE("every term has a case on its very day and one on the day beside it", "[cases]")
{
    Gaps gaps;
    std::size_t terms = 0;
    for (const Requirement& row : book().requirements) {
        if (!row.condition) continue;
        for (const Period* term : terms_of(*row.condition)) {
            ++terms;
            // A term that lasts is over one day later; one that must have come had not come one day earlier.
            const int beside = holds_check(row, Check::reached) ? -1 : 1;
            const auto on = [&](const Shown& s) { return came_out(s, true) && ended(s, *term, 0); };
            const auto off = [&](const Shown& s) { return came_out(s, false) && ended(s, *term, beside); };
            gaps.need(some_case(row, on), row, "on the very day of its term");
            gaps.need(some_case(row, off), row, "one day beside its term");
        }
    }
    gaps.none();
    CHECK(terms > 0);
}

TEST_CASE("every term that says whether a row speaks has its last day and the day after", "[cases]")
{
    Gaps gaps;
    for (const Requirement& row : book().requirements) {
        if (!row.speaks_when) continue;
        for (const Period* term : terms_of(*row.speaks_when)) {
            const auto speaks = [&](int day, bool yes) {
                return some_case(row,
                                 [&](const Shown& s) { return s.speaks == yes && ended(s, *term, day); });
            };
            gaps.need((speaks(0, true) && speaks(1, false)) || (speaks(0, false) && speaks(1, true)), row,
                      "on either side of the term after which it speaks");
        }
    }
    gaps.none();
}

TEST_CASE("every count and sum has a case at its bound and the next one", "[cases]")
{
    Gaps gaps;
    for (const Requirement& row : book().requirements) {
        if (!row.condition) continue;
        each_check(*row.condition, [&](const Condition& check) {
            const auto bound = bound_of(check);
            if (!bound) return;
            const auto at = [&](const Shown& s) { return came_out(s, true) && came_to(s, check, bound->at); };
            const auto next = [&](const Shown& s) {
                return came_out(s, false) && came_to(s, check, bound->at + bound->step);
            };
            gaps.need(some_case(row, at), row, "exactly at its bound");
            gaps.need(some_case(row, next), row, "one step beyond its bound");
        });
    }
    gaps.none();
}

TEST_CASE("not recorded, empty and half recorded are three things to every rule that decides", "[cases]")
{
    Gaps gaps;
    for (const Requirement& row : book().requirements) {
        if (!decides(row) || !compares(row)) continue;
        for (const List list : lists_of(row)) {
            const std::string name{shape_of(list).name};
            const auto absent = [&](const Shown& s) { return not_known(s) && s.absent.contains(list); };
            const auto empty = [&](const Shown& s) {
                return s.speaks && !not_known(s) && s.empty.contains(list);
            };
            gaps.need(some_case(row, absent), row, "without " + name);
            gaps.need(some_case(row, empty), row, "with empty " + name);
        }
        const auto vague = [](const Shown& s) { return not_known(s) && s.absent.empty(); };
        if (may_be_vague(row)) gaps.need(some_case(row, vague), row, "whose records leave it open");
    }
    gaps.none();
}

TEST_CASE("every rule that keeps silent has a case where it speaks and one where it does not", "[cases]")
{
    Gaps gaps;
    for (const Requirement& row : book().requirements) {
        const auto in_force = [&](const Shown& s) { return row.in_force.holds(s.as_of); };
        const auto silent = [&](const Shown& s) { return !s.speaks && in_force(s); };
        gaps.need(some_case(row, [](const Shown& s) { return s.speaks; }), row, "where it speaks");
        if (row.speaks_when) {
            const auto quiet = [&](const Shown& s) { return silent(s) && s.fits == Tri::yes; };
            gaps.need(some_case(row, quiet), row, "where it has nothing to say");
        }
        if (is_narrowed(row)) {
            const auto outside = [&](const Shown& s) { return silent(s) && s.fits == Tri::no; };
            gaps.need(some_case(row, outside), row, "outside what it applies to");
        }
        if (row.fallback) gaps.need(some_case(row, silent), row, "where another rule speaks");
    }
    gaps.none();
}

TEST_CASE("every rule has cases on its first and last day and on the days beyond", "[cases]")
{
    Gaps gaps;
    const Date always = date(1900, 1, 1);
    for (const Requirement& row : book().requirements) {
        const auto on = [&](Date day, bool speaks) {
            return some_case(row, [&](const Shown& s) { return s.as_of == day && s.speaks == speaks; });
        };
        const auto [from, to] = row.in_force;
        if (from != always) {
            gaps.need(on(from, true), row, "on its first day, " + to_iso(from));
            gaps.need(on(from - std::chrono::days{1}, false), row, "on the day before " + to_iso(from));
        }
        if (to) {
            gaps.need(on(*to, true), row, "on its last day, " + to_iso(*to));
            gaps.need(on(*to + std::chrono::days{1}, false), row, "on the day after " + to_iso(*to));
        }
    }
    gaps.none();
}

TEST_CASE("every authority row answers for some case, on its first and on its last day", "[cases]")
{
    Gaps gaps;
    for (const AuthorityRow& row : book().authorities) {
        const auto on = [&](Date day) {
            return std::ranges::any_of(shown(), [&](const Shown& s) {
                return s.row == nullptr && s.as_of == day &&
                       std::ranges::find(s.authority_rows, row.id) != s.authority_rows.end();
            });
        };
        gaps.need(on(row.in_force.from), row, "on its first day");
        if (row.in_force.to) gaps.need(on(*row.in_force.to), row, "on its last day");
    }
    gaps.none();
}
