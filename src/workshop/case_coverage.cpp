#include "workshop/case_coverage.h"

#include <algorithm>
#include <map>

#include "workshop/lint_report.h"

namespace radcert::workshop {

using rules::Check;
using rules::Condition;
using rules::FieldTest;
using rules::List;
using rules::Requirement;
using rules::Rulebook;
using rules::Tri;

namespace {

constexpr std::int64_t tenth_of_a_millisievert = 100'000;

bool by_officer(const ShownCase& shown)
{
    return shown.finding.officer != rules::no_index;
}

bool came(const ShownCase& shown, Outcome outcome, Reason reason = Reason::none)
{
    return shown.speaks && shown.finding.outcome == outcome && shown.finding.reason == reason;
}

/// Whether the case came out as passed or failed by the facts: decided, or indicated by an unconfirmed row.
bool came_out(const ShownCase& shown, bool passed)
{
    if (!shown.speaks || by_officer(shown)) return false;
    if (shown.finding.indication) return *shown.finding.indication == passed;
    return shown.finding.outcome == (passed ? Outcome::met : Outcome::not_met);
}

/// A row's bound as the engine adds it up, and the smallest step over or under it that a case should take.
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

bool came_to(const ShownCase& shown, const Condition& check, std::int64_t amount)
{
    return std::ranges::find(shown.amounts, std::pair{&check, amount}) != shown.amounts.end();
}

/// A window whose last good day is `days` days before the filing day.
bool ended(const ShownCase& shown, const rules::Period& period, int days)
{
    return std::ranges::any_of(shown.windows, [&](const Window& window) {
        return window.period == &period && plus_months(window.from, period.count) + std::chrono::days{days} ==
                                               shown.source->dossier.application.filed_on;
    });
}

/// What a row is like, as far as it says which cases it needs.
class RowNeeds {
public:
    RowNeeds(const Requirement& row, const Vocabulary& words) : row_{row}, words_{words} {}

    bool decides() const { return row_.standing <= Standing::secondary; }
    /// Whether the row compares facts, rather than hold by itself or ask a person.
    bool compares() const { return row_.condition && !holds(Check::judgement) && !holds(Check::in_force); }
    bool left_to_a_person() const
    {
        const bool note = row_.standing == Standing::no_rule && row_.on_failure == FailureAction::advise;
        return (!decides() && !note) || holds(Check::judgement);
    }
    bool holds(Check wanted) const
    {
        bool found = false;
        if (row_.condition)
            rules::each_check(*row_.condition,
                              [&](const Condition& c) { found = found || c.check == wanted; });
        return found;
    }
    /// False for a check that a recorded fact always passes: "was a fee paid", any channel that there is.
    bool can_fail() const
    {
        const Condition& check = *row_.condition;
        if (check.check != Check::fact) return true;
        const FieldTest& test = check.where.front();
        const rules::Column& column = column_of(check.fact);
        const bool any_word = test.comparison == FieldTest::Comparison::one_of && column.codes != nullptr &&
                              test.values.size() == (words_.*column.codes).size();
        return !any_word && test.comparison != FieldTest::Comparison::recorded;
    }
    bool narrowed() const
    {
        return std::ranges::all_of(row_.applies, [](const rules::Applicability& asked) {
            return asked.roles != ~0u || asked.procedures != ~0u || asked.channels != ~0u || asked.medical ||
                   !asked.devices.has.empty() || asked.devices.only || asked.devices.other_than;
        });
    }
    /// Lists that the condition reads; not those that must hold something before the row speaks.
    std::set<List> lists() const
    {
        std::set<List> lists;
        rules::each_check(*row_.condition, [&](const Condition& check) {
            if (check.check >= Check::exists && check.check <= Check::order) lists.insert(check.list);
            if (check.check == Check::order) lists.insert(check.second_list);
        });
        if (row_.speaks_when)
            rules::each_check(*row_.speaks_when, [&](const Condition& check) { lists.erase(check.list); });
        return lists;
    }
    /// Whether a record may leave open what the row asks of it. Of a document the kind is always known.
    bool may_be_vague() const
    {
        bool vague = false;
        rules::each_check(*row_.condition, [&](const Condition& check) {
            if (check.check < Check::exists || check.check > Check::order) return;
            const bool only_kind = check.list == List::documents && check.check == Check::exists &&
                                   check.where.size() == 1 && check.where.front().column == 0;
            vague = vague || !only_kind;
        });
        return vague;
    }

private:
    const Requirement& row_;
    const Vocabulary& words_;
};

/// Every term that a condition counts: a period that lasts, or one that must have come.
std::vector<const rules::Period*> terms_of(const Condition& condition)
{
    std::vector<const rules::Period*> found;
    rules::each_check(condition, [&](const Condition& check) {
        if (check.check == Check::reached) found.push_back(&check.period);
        for (const auto* tests : {&check.where, &check.must})
            for (const FieldTest& test : *tests)
                if (test.comparison == FieldTest::Comparison::valid_for) found.push_back(&test.period);
    });
    return found;
}

class Coverer {
public:
    Coverer(const Rulebook& book, const std::vector<ShownCase>& shown) : book_{book}
    {
        for (const ShownCase& one : shown) {
            if (one.row != nullptr)
                own_[one.row].push_back(&one);
            else
                about_authority_.push_back(&one);
        }
    }

    CaseCoverage cover()
    {
        for (const Requirement& row : book_.requirements) {
            row_ = &row;
            const RowNeeds needs{row, book_.vocabulary};
            if (row.condition) {
                either_side(needs);
                terms();
                bounds();
                lists(needs);
            }
            if (needs.left_to_a_person()) by_a_person();
            silence(needs);
            days();
        }
        for (const rules::AuthorityRow& row : book_.authorities) authority(row);
        return std::move(made_);
    }

private:
    template <class Test>
    const ShownCase* first(Test test) const
    {
        const auto own = own_.find(row_);
        if (own == own_.end()) return nullptr;
        const auto found =
            std::ranges::find_if(own->second, [&](const ShownCase* shown) { return test(*shown); });
        return found == own->second.end() ? nullptr : *found;
    }

    template <class Test>
    void need(Test test, Words what)
    {
        made_.points.push_back({row_, std::move(what), first(test)});
    }
    template <class Test>
    void need(Test test, const char* vi, const char* en)
    {
        need(test, Words{vi, en});
    }

    void settled_each_way()
    {
        need([](const ShownCase& s) { return came(s, Outcome::met) && by_officer(s); }, "cán bộ kết luận đạt",
             "that a person granted");
        need([](const ShownCase& s) { return came(s, Outcome::not_met) && by_officer(s); },
             "cán bộ kết luận không đạt", "that a person refused");
    }

    void either_side(const RowNeeds& needs)
    {
        if (!needs.compares()) return;
        if (row_->standing == Standing::inferred) {
            need([](const ShownCase& s) { return s.plain && came_out(s, true); }, "cho thấy sẽ đạt",
                 "indicated as met");
            need([](const ShownCase& s) { return s.plain && came_out(s, false); }, "cho thấy sẽ không đạt",
                 "indicated as not met");
            need([](const ShownCase& s) { return s.speaks && !s.finding.indication && !by_officer(s); },
                 "không cho thấy gì", "without an indication");
        }
        if (!needs.decides()) return;
        need([](const ShownCase& s) { return came(s, Outcome::met) && !by_officer(s); }, "đạt",
             "that meets it");
        if (row_->on_failure == FailureAction::refer) {
            need([](const ShownCase& s) { return came(s, Outcome::undetermined, Reason::officer_judgement); },
                 "phải chuyển cán bộ xét", "that goes to a person");
            settled_each_way();
        } else if (needs.can_fail()) {
            need([](const ShownCase& s) { return came(s, Outcome::not_met) && !by_officer(s); }, "không đạt",
                 "that does not meet it");
        } else {
            need([](const ShownCase& s) { return came(s, Outcome::undetermined, Reason::not_recorded); },
                 "chưa ghi nhận dữ kiện", "where the fact is not recorded");
        }
    }

    void by_a_person()
    {
        need([](const ShownCase& s) { return s.speaks && s.finding.outcome == Outcome::undetermined; },
             "còn để ngỏ", "that is open");
        settled_each_way();
    }

    void terms()
    {
        const RowNeeds needs{*row_, book_.vocabulary};
        for (const rules::Period* term : terms_of(*row_->condition)) {
            // A term that lasts is over one day later; one that must have come had not come one day earlier.
            const int beside = needs.holds(Check::reached) ? -1 : 1;
            need([&](const ShownCase& s) { return came_out(s, true) && ended(s, *term, 0); },
                 "đúng ngày cuối của thời hạn", "on the very day of its term");
            need([&](const ShownCase& s) { return came_out(s, false) && ended(s, *term, beside); },
                 "lệch thời hạn một ngày", "one day beside its term");
        }
        if (!row_->speaks_when) return;
        for (const rules::Period* term : terms_of(*row_->speaks_when)) {
            const auto speaks = [&](int day, bool yes) {
                return first([&](const ShownCase& s) { return s.speaks == yes && ended(s, *term, day); });
            };
            const bool both = (speaks(0, true) != nullptr && speaks(1, false) != nullptr) ||
                              (speaks(0, false) != nullptr && speaks(1, true) != nullptr);
            need([&](const ShownCase& s) { return both && (ended(s, *term, 0) || ended(s, *term, 1)); },
                 "ở hai bên thời hạn mà từ đó dòng được áp dụng",
                 "on either side of the term after which it speaks");
        }
    }

    void bounds()
    {
        rules::each_check(*row_->condition, [&](const Condition& check) {
            const auto bound = bound_of(check);
            if (!bound) return;
            need([&](const ShownCase& s) { return came_out(s, true) && came_to(s, check, bound->at); },
                 "đúng giới hạn", "exactly at its bound");
            need(
                [&](const ShownCase& s) {
                    return came_out(s, false) && came_to(s, check, bound->at + bound->step);
                },
                "lệch giới hạn một bước", "one step beyond its bound");
        });
    }

    void lists(const RowNeeds& needs)
    {
        if (!needs.decides() || !needs.compares()) return;
        const auto open = [](const ShownCase& s) {
            return came(s, Outcome::undetermined, Reason::not_recorded);
        };
        for (const List list : needs.lists()) {
            const Words& name = shape_of(list).records;
            need([&](const ShownCase& s) { return open(s) && s.absent.contains(list); },
                 {"chưa ghi nhận " + name.vi, "without " + name.en});
            need([&](const ShownCase& s) { return s.speaks && !open(s) && s.empty.contains(list); },
                 {"danh sách trống: " + name.vi, "with an empty list: " + name.en});
        }
        if (needs.may_be_vague())
            need([&](const ShownCase& s) { return open(s) && s.absent.empty(); },
                 "bản ghi chưa đủ để kết luận", "whose records leave it open");
    }

    void silence(const RowNeeds& needs)
    {
        const auto silent = [&](const ShownCase& s) { return !s.speaks && row_->in_force.holds(s.as_of); };
        need([](const ShownCase& s) { return s.speaks; }, "dòng được áp dụng", "where it speaks");
        if (row_->speaks_when)
            need([&](const ShownCase& s) { return silent(s) && s.fits == Tri::yes; },
                 "dòng không có nội dung để xét", "where it has nothing to say");
        if (needs.narrowed())
            need([&](const ShownCase& s) { return silent(s) && s.fits == Tri::no; },
                 "ngoài đối tượng áp dụng", "outside what it applies to");
        if (row_->fallback) need(silent, "dòng khác được áp dụng thay", "where another row speaks");
    }

    void on_day(Date day, bool speaks, const char* vi, const char* en)
    {
        need([&](const ShownCase& s) { return s.as_of == day && s.speaks == speaks; },
             {vi + (" " + to_dmy(day)), en + (" " + to_iso(day))});
    }

    void days()
    {
        const Date always = date(1900, 1, 1);
        const auto [from, to] = row_->in_force;
        if (from != always) {
            on_day(from, true, "ngày đầu", "on its first day");
            on_day(from - std::chrono::days{1}, false, "ngày trước đó", "on the day before,");
        }
        if (!to) return;
        on_day(*to, true, "ngày cuối", "on its last day");
        on_day(*to + std::chrono::days{1}, false, "ngày sau đó", "on the day after,");
    }

    void authority(const rules::AuthorityRow& row)
    {
        const auto index = std::uint16_t(&row - book_.authorities.data());
        const auto on = [&](Date day, const char* vi, const char* en) {
            const auto found = std::ranges::find_if(about_authority_, [&](const ShownCase* s) {
                return s->as_of == day && std::ranges::find(s->authorities, index) != s->authorities.end();
            });
            made_.points.push_back({&row, {vi, en}, found == about_authority_.end() ? nullptr : *found});
        };
        on(row.in_force.from, "ngày đầu", "on its first day");
        if (row.in_force.to) on(*row.in_force.to, "ngày cuối", "on its last day");
    }

    const Rulebook& book_;
    std::map<const Requirement*, std::vector<const ShownCase*>> own_;
    std::vector<const ShownCase*> about_authority_;
    const Requirement* row_{nullptr};
    CaseCoverage made_;
};

} // namespace

std::vector<CasePoint> CaseCoverage::gaps() const
{
    std::vector<CasePoint> found;
    std::ranges::copy_if(points, std::back_inserter(found),
                         [](const CasePoint& point) { return point.shown == nullptr; });
    return found;
}

CaseCoverage case_coverage(const Rulebook& book, const std::vector<ShownCase>& shown)
{
    return Coverer{book, shown}.cover();
}

void lint_cases(const rules::Program& program, const std::vector<WorkedCase>& cases, LintFindings& found)
{
    const auto shown = show_cases(program, cases);
    const auto& authorities = program.book.authorities;
    for (const CasePoint& gap : case_coverage(program.book, shown).gaps()) {
        const bool decides =
            std::ranges::any_of(authorities, [&](const auto& row) { return &row == gap.row; });
        const std::string file = "cases/" + (decides ? "authority" : gap.row->id) + ".json";
        found.push_back({LintKind::no_case,
                         {gap.row->id},
                         {gap.row->id + " chưa có ví dụ cho trường hợp: " + gap.what.vi,
                          gap.row->id + " has no worked case " + gap.what.en},
                         {"thêm vào " + file, "add it to " + file},
                         {}});
    }
}

} // namespace radcert::workshop
