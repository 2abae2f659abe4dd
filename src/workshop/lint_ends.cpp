#include <algorithm>
#include <set>

#include "workshop/fulfil.h"
#include "workshop/gap_map.h"
#include "workshop/gap_words.h"
#include "workshop/lint_report.h"
#include "workshop/situations.h"

namespace radcert::workshop {

using rules::Program;
using rules::Rulebook;

namespace {

/// A topic to which rows spoke one day, and none does the next, though a certificate may be asked for.
void check_topics(const Program& program, LintFindings& found)
{
    const Rulebook& book = program.book;
    GapQuestion question;
    const auto days = first_days(program);
    if (days.empty()) return;
    question.on = days.front();
    for (const GapChange& change : gap_changes(program, question, days.back())) {
        const bool lapsed = !change.before.rows.empty() && change.after.rows.empty() &&
                            change.before.state != GapState::not_needed &&
                            change.after.state == GapState::no_rule;
        if (!lapsed) continue;
        LintFinding finding;
        finding.kind = LintKind::lapse;
        std::string where;
        for (const GapRow& row : change.before.rows) finding.rows.push_back(row.row->id);
        const GapPlace& place = change.places.front();
        const Words topic = name(gap_topics[change.topic]);
        finding.sentence = {topic.vi + ": từ ngày " + to_dmy(change.day) + " không còn dòng nào (" +
                                place_words(book.vocabulary, place, Language::vi) + ")",
                            topic.en + ": from " + to_iso(change.day) + " on no row speaks (" +
                                place_words(book.vocabulary, place, Language::en) + ")"};
        finding.hint = {"thêm dòng nối tiếp; nếu không rõ, ghi mức \"unknown\"",
                        "add a successor; where it is not known, one with standing \"unknown\""};
        finding.witness = Witness{empty_file(book, change.day, place.role, place.equipment & -place.equipment,
                                             place.medical.value_or(true)),
                                  {}};
        found.push_back(std::move(finding));
    }
}

/// A table of which no row is in force the day after one of its rows ends.
template <class R>
void check_table(const std::vector<R>& rows, const Words& what, LintFindings& found)
{
    std::set<Date> told;
    for (const R& row : rows) {
        if (!row.in_force.to) continue;
        const Date after = *row.in_force.to + std::chrono::days{1};
        const bool goes_on =
            std::ranges::any_of(rows, [&](const R& each) { return each.in_force.holds(after); });
        if (goes_on || !told.insert(after).second) continue;
        found.push_back({LintKind::lapse,
                         {row.id},
                         {what.vi + ": từ ngày " + to_dmy(after) + " không còn dòng nào",
                          what.en + ": from " + to_iso(after) + " on there is no row"},
                         {"thêm dòng nối tiếp; nếu không rõ, ghi mức \"unknown\"",
                          "add a successor; where it is not known, one with standing \"unknown\""},
                         {}});
    }
}

template <class R>
std::vector<R> about_certificates(const std::vector<R>& rows)
{
    std::vector<R> found;
    std::ranges::copy_if(rows, std::back_inserter(found), &R::certificate);
    return found;
}

void check_calendar(const Rulebook& book, const LintQuestion& question, LintFindings& found)
{
    if (book.calendar.empty()) return;
    const int last = book.calendar.back().year;
    const Date end = date(last, 12, 31), needed = question.today + std::chrono::days{question.horizon_days};
    if (needed <= end) return;
    found.push_back(
        {LintKind::calendar_ends,
         {},
         {"lịch làm việc hết ngày " + to_dmy(end) + "; thời hạn của hồ sơ nhận từ nay có thể vượt quá",
          "the calendar ends on " + to_iso(end) + "; terms of files received now may reach beyond"},
         {"thêm năm " + std::to_string(last + 1) + " vào calendar.json",
          "add the year " + std::to_string(last + 1) + " to calendar.json"},
         {}});
}

/// Whether what is open after the turn is open because a row says so, not because none is left.
bool is_declared(const Rulebook& book, const rules::Screening& screening)
{
    if (screening.findings.empty()) return false;
    return std::ranges::none_of(screening.findings, [&](const rules::Finding& finding) {
        return finding.row != rules::no_index && finding.outcome == Outcome::undetermined &&
               book.requirements[finding.row].fallback;
    });
}

void check_holders(const Program& program, LintFindings& found)
{
    const Rulebook& book = program.book;
    const auto days = first_days(program);
    rules::Screener yesterday{program};
    for (std::size_t i = 1; i < days.size(); ++i) {
        rules::Screener today{program, {.as_of = days[i]}};
        std::set<Code> told;
        for (Code role = 0; role < book.vocabulary.roles.size(); ++role) {
            for (Code type = 0; type < book.vocabulary.equipment_types.size(); ++type) {
                const Fulfilment made = fulfil(yesterday, program,
                                               empty_file(book, days[i] - std::chrono::days{1}, role,
                                                          rules::DeviceSet{1} << type, true));
                if (yesterday.screen(made.file).verdict != Verdict::eligible) continue;
                const rules::Screening& now = today.screen(made.file);
                if (now.verdict != Verdict::undetermined || is_declared(book, now)) continue;
                if (!told.insert(role).second) continue;
                const std::string& word = book.vocabulary.roles.word(role);
                found.push_back(
                    {LintKind::holder_lost,
                     {},
                     {word + ": hồ sơ đang đủ ngày " + to_dmy(days[i] - std::chrono::days{1}) +
                          " không kết luận được từ ngày " + to_dmy(days[i]) +
                          ", và không dòng nào nói như vậy",
                      word + ": a file in order on " + to_iso(days[i] - std::chrono::days{1}) +
                          " is undeterminable from " + to_iso(days[i]) + " on, and no row says so"},
                     {"thêm dòng nối tiếp, hoặc một dòng mức \"unknown\" nói rõ",
                      "add a successor, or a row with standing \"unknown\" that says so"},
                     Witness{made.file, {.as_of = days[i]}}});
            }
        }
    }
}

} // namespace

void lint_ends(const Program& program, const LintQuestion& question, LintFindings& found)
{
    const Rulebook& book = program.book;
    check_topics(program, found);
    check_table(about_certificates(book.procedures), {"thủ tục cấp chứng chỉ", "certificate procedures"},
                found);
    check_table(about_certificates(book.fees), {"lệ phí chứng chỉ", "fees for certificates"}, found);
    check_table(book.validity_rules, {"thời hạn chứng chỉ", "validity of certificates"}, found);
    check_table(book.training_programmes, {"chương trình đào tạo", "training programmes"}, found);
    check_calendar(book, question, found);
    check_holders(program, found);
}

} // namespace radcert::workshop
