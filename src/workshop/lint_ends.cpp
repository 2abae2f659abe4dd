#include <algorithm>
#include <map>
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

bool has_lapsed(const GapChange& change)
{
    return !change.before.rows.empty() && change.after.rows.empty() &&
           change.before.state != GapState::not_needed && change.after.state == GapState::no_rule;
}

/// What became of one topic on one day, with everybody whom it leaves without a row.
class TopicLapse {
public:
    void add(const GapChange& change, const Vocabulary& words)
    {
        for (const GapRow& row : change.before.rows) {
            if (std::ranges::find(rows_, row.row->id) == rows_.end()) rows_.push_back(row.row->id);
        }
        for (const GapPlace& place : change.places) {
            places_.vi += (places_.vi.empty() ? "" : "; ") + place_words(words, place, Language::vi);
            places_.en += (places_.en.empty() ? "" : "; ") + place_words(words, place, Language::en);
        }
        std::ranges::copy(change.places, std::back_inserter(places_left_));
    }

    LintFinding told(const Rulebook& book, Topic topic, Date day) const
    {
        LintFinding finding;
        finding.kind = LintKind::lapse;
        finding.rows = rows_;
        finding.topic = topic;
        finding.day = day;
        finding.places = places_left_;
        finding.sentence = {
            name(topic).vi + ": từ ngày " + to_dmy(day) + " không còn dòng nào (" + places_.vi + ")",
            name(topic).en + ": from " + to_iso(day) + " on no row speaks (" + places_.en + ")"};
        finding.hint = {"thêm dòng nối tiếp; nếu không rõ, ghi mức \"unknown\"",
                        "add a successor; where it is not known, one with standing \"unknown\""};
        const GapPlace& first = places_left_.front();
        finding.witness = Witness{empty_file(book, day, first.role, first.equipment & -first.equipment,
                                             first.medical.value_or(true)),
                                  {}};
        return finding;
    }

private:
    std::vector<std::string> rows_;
    Words places_;
    std::vector<GapPlace> places_left_;
};

bool is_open(const GapRow& row)
{
    return row.state == GapState::unknown || row.state == GapState::no_rule;
}

/// Where nothing but unknown rows spoke to a topic and one that decides came to stand beside them: the topic
/// stays as open as it was, because somebody forgot to end the old one. An unknown row that stood beside one
/// that decides before asks something of its own.
void check_forgotten_end(const Program& program, const GapChange& change, std::set<std::string>& companions,
                         LintFindings& found)
{
    const auto decided = [](const GapCell& cell) {
        return std::ranges::find(cell.rows, GapState::decided, &GapRow::state);
    };
    if (decided(change.before) != change.before.rows.end()) {
        for (const GapRow& row : change.before.rows)
            if (is_open(row)) companions.insert(row.row->id);
        return;
    }
    const auto decides = decided(change.after);
    const auto stays = std::ranges::find_if(change.after.rows, [&](const GapRow& row) {
        return is_open(row) && !companions.contains(row.row->id) &&
               std::ranges::find(change.before.rows, row) != change.before.rows.end();
    });
    if (!std::ranges::all_of(change.before.rows, is_open) || decides == change.after.rows.end() ||
        stays == change.after.rows.end())
        return;
    companions.insert(stays->row->id); // told once
    const std::string &fresh = decides->row->id, &old = stays->row->id;
    const GapPlace& place = change.places.front();
    const std::string day = to_iso(change.day);
    found.push_back({LintKind::open_beside_decided,
                     {old, fresh},
                     {fresh + " quyết định từ ngày " + to_dmy(change.day) + ", nhưng " + old +
                          " (chưa rõ) vẫn đứng cạnh: nội dung vẫn để ngỏ",
                      fresh + " decides from " + day + " on, but " + old +
                          " (not known) stays beside it: the point is as open as before"},
                     {"ghi ngày cuối cho " + old + ", hoặc thu hẹp phạm vi áp dụng của dòng ấy",
                      "give " + old + " its last day, or narrow whom it applies to"},
                     Witness{empty_file(program.book, change.day, place.role,
                                        place.equipment & -place.equipment, place.medical.value_or(true)),
                             {}}});
}

/// A topic to which rows spoke one day, and none does the next, though a certificate may be asked for.
void check_topics(const Program& program, LintFindings& found)
{
    GapQuestion question;
    const auto days = first_days(program);
    if (days.empty()) return;
    question.on = days.front();
    std::map<std::pair<Date, GapTopic>, TopicLapse> lapses;
    std::set<std::string> companions;
    for (const GapChange& change : gap_changes(program, question, days.back())) {
        if (has_lapsed(change)) lapses[{change.day, change.topic}].add(change, program.book.vocabulary);
        check_forgotten_end(program, change, companions, found);
    }
    for (const auto& [when, lapse] : lapses)
        found.push_back(lapse.told(program.book, gap_topics[when.second], when.first));
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
    if (book.calendar.empty()) {
        const auto counts = [](const auto& procedure) { return !procedure.clocks.empty(); };
        if (std::ranges::none_of(book.procedures, counts)) return;
        found.push_back({LintKind::calendar_ends,
                         {},
                         {"không có lịch làm việc, mà thủ tục có thời hạn theo ngày làm việc",
                          "there is no calendar, and procedures count working days"},
                         {"thêm calendar.json", "add calendar.json"},
                         {}});
        return;
    }
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
                const Words &who = book.vocabulary.roles.name(role),
                            &with = book.vocabulary.equipment_types.name(type);
                found.push_back(
                    {LintKind::holder_lost,
                     {},
                     {who.vi + ", " + with.vi + ": hồ sơ đủ điều kiện ngày " +
                          to_dmy(days[i] - std::chrono::days{1}) + " không kết luận được từ ngày " +
                          to_dmy(days[i]) + ", mà không dòng nào ghi rõ như vậy",
                      who.en + ", " + with.en + ": a file in order on " +
                          to_iso(days[i] - std::chrono::days{1}) + " is undeterminable from " +
                          to_iso(days[i]) + " on, and no row says so"},
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
