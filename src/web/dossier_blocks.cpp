#include <algorithm>
#include <iterator>

#include "casework/deadline_words.h"
#include "casework/screen_application.h"
#include "casework/words_of.h"
#include "registry/certificates.h"
#include "registry/offices.h"
#include "web/dossier.h"
#include "web/finding_blocks.h"
#include "web/moments.h"

namespace radcert::web {
namespace {

using casework::column;
using casework::DeadlineWords;
using documents::Table;

Notice decision_notice(Visit& visit, const registry::Decision& decision)
{
    const bool granted = decision.outcome == "granted";
    const std::string on = to_dmy(decision.decided_on), by = officer_shown(visit, decision.decided_by);
    const std::string second = decision.second ? officer_shown(visit, *decision.second) : "";
    Notice notice{granted ? Notice::Kind::done : Notice::Kind::warning,
                  granted ? Words{"Đã quyết định cấp ngày " + on, "Granted on " + on}
                          : Words{"Đã quyết định từ chối ngày " + on, "Refused on " + on}};
    notice.more.push_back(
        {"Người quyết định: " + by + (second.empty() ? "" : "; người thứ hai: " + second) + ".",
         "Decided by " + by + (second.empty() ? "" : "; second person: " + second) + "."});
    if (decision.reason) notice.more.push_back({"Lý do: " + *decision.reason, "Reason: " + *decision.reason});
    if (decision.legal_basis)
        notice.more.push_back(
            {"Căn cứ pháp lý: " + *decision.legal_basis, "Legal basis: " + *decision.legal_basis});
    return notice;
}

/// One button: screens by the rulebook in force and the law of the filing day.
Form screen_button(const std::string& application, bool again)
{
    return {.action = dossier_address(application, "screen"),
            .submit = again ? Words{"Xem xét lại", "Screen again"} : Words{"Xem xét", "Screen"},
            .inline_form = true,
            .id = "screen"};
}

/// What a screening is: by which rulebook and law, and that nobody has decided anything by it.
Words screening_words(Visit& visit, const registry::Version<registry::Screening>& version)
{
    const registry::Screening& screening = version.record;
    const std::string which = std::to_string(screening.screening);
    const std::string at = shown_moment(registry::load_event(visit.database(), version.since).at);
    const std::string law = screening.as_of ? to_dmy(*screening.as_of) : "";
    const std::string rulebook = visit.rulebooks().adopted(visit.database(), screening.rulebook).book.version;
    return {"Kết quả của lần xem xét " + which + ", " + at + ", theo bộ quy định " + rulebook +
                (law.empty() ? "" : ", pháp luật ngày " + law) +
                ". Đây là kết quả xem xét, chưa phải quyết định.",
            "By screening " + which + ", " + at + ", rulebook " + rulebook +
                (law.empty() ? "" : ", law of " + law) + ". This is a determination, not a decision."};
}

/// The verdict, what it means, and what it rests on.
std::vector<Block> verdict_shown(Visit& visit, const casework::ScreenedWords& screened,
                                 const registry::Version<registry::Screening>& version)
{
    const Words verdict = name(screened.verdict), meaning = verdict_notice(screened.verdict).more.at(0);
    std::vector<Block> blocks{
        Counters{{{meaning, verdict.in(visit.language()), "", tone_of(screened.verdict)}}},
        Paragraph{screening_words(visit, version), true}};
    if (const Words authority = authority_words(screened.findings); !authority.empty())
        blocks.emplace_back(Paragraph{authority});
    if (visit.twin().empty()) return blocks;
    Facts facts; // for programs, which are shown no figures
    facts.add(column("verdict"), Cell::coded(word(screened.verdict), verdict));
    facts.add(column("screening"), screened.screening);
    blocks.emplace_back(std::move(facts));
    return blocks;
}

bool can_screen(const Visit& visit, const FileAtHand& at_hand)
{
    return visit.may(case_officers) && !at_hand.place.ended && !visit.query().has("known_by");
}

std::string deadline_key(const DeadlineWords& clock)
{
    return clock.deadline.clock + "_" + std::to_string(clock.deadline.run);
}

/// How the days of a running clock were counted, day by day.
Table day_table(const std::vector<DeadlineWords>& clocks)
{
    Table table{{"clock", {"Thời hạn", "Clock"}},
                {"day", {"Ngày", "Day"}},
                {"weekday", {"Thứ", "Weekday"}},
                {"count", {"Ngày làm việc thứ", "Working day"}},
                {"why", {"Ghi chú", "Note"}}};
    for (const DeadlineWords& clock : clocks) {
        if (clock.deadline.ended_on) continue;
        for (const auto& day : clock.days)
            table.row({Cell::coded(deadline_key(clock), clock.name),
                       Cell::coded(to_iso(day.day), {to_dmy(day.day), to_dmy(day.day)}),
                       Cell::coded(day.weekday.en, day.weekday), day.count > 0 ? Cell{day.count} : Cell{},
                       day.why.empty() ? Cell{} : Cell::coded(day.why.en, day.why)});
    }
    return table;
}

Listing clock_list(Visit& visit, const std::vector<DeadlineWords>& clocks)
{
    const casework::FieldCells cells = visit.cells();
    Listing list{"deadlines",
                 {"Mọi thời hạn của hồ sơ", "Every clock of the file"},
                 Table{{"clock", {"Thời hạn", "Clock"}},
                       column("run"),
                       column("started_on"),
                       column("working_days"),
                       column("due_on"),
                       {"standing", {"Tình trạng", "Standing"}},
                       column("rule"),
                       column("ended_on")}};
    for (const DeadlineWords& clock : clocks) {
        const registry::Deadline& deadline = clock.deadline;
        list.table.row({Cell::coded(deadline.clock, clock.name), deadline.run,
                        cells("started_on", deadline.started_on),
                        cells("working_days", deadline.working_days), cells("due_on", deadline.due_on),
                        Cell::coded(clock.standing.en, clock.standing), deadline.rule,
                        cells("ended_on", deadline.ended_on)});
        list.tones.push_back(
            {Tone::plain, Tone::plain, Tone::plain, Tone::plain, Tone::plain, tone_of(clock.mark)});
        list.links.push_back(
            {"", "", "", "", "", "", deadline.rule ? address({"rules", *deadline.rule}) : ""});
    }
    return list;
}

Words derivation_words(const DeadlineWords& clock)
{
    const auto in = [&](Language language) {
        std::string text = clock.standing.in(language) + " · " + clock.sum.in(language);
        if (!clock.skipped.empty()) text += "; " + clock.skipped.in(language);
        if (!clock.citation.empty()) text += " · " + clock.citation;
        if (clock.deadline.reason) text += " · " + *clock.deadline.reason;
        return text;
    };
    return {in(Language::vi), in(Language::en)};
}

Link link_of(const FileAct& act, const std::string& application, bool quiet)
{
    return {act.name, dossier_address(application, act.path), quiet};
}

/// Acts of no step of the workflow, and whether they have their place now.
bool has_place(Visit& visit, const FileAtHand& at_hand, std::string_view act)
{
    const casework::DeskPlace& place = at_hand.place;
    const std::string& number = at_hand.file.application;
    const bool worked_on = place.allows("withdraw") && place.status != "draft" && place.status != "submitted";
    if (act == "issue")
        return place.status == "decided" && !registry::find_certificate_on(visit.database(), number);
    if (act == "deliver" && place.status == "decided")
        return registry::find_certificate_on(visit.database(), number).has_value();
    if (act == "reopen") return place.allows(act) && !registry::find_certificate_on(visit.database(), number);
    if (act == "consult") return worked_on;
    if (act == "change") return place.allows("withdraw");
    if (act != "appointment") return place.allows(act);
    if (!worked_on || !place.allows("refuse")) return false;
    for (const auto& version : registry::deadlines_of(visit.database(), number)) {
        const auto& clock = version.record.clock;
        if (!version.record.ended_on && (clock == "decide" || clock == "appointment")) return false;
    }
    return true;
}

} // namespace

std::vector<Block> verdict_blocks(Visit& visit, const FileAtHand& at_hand,
                                  const std::optional<casework::ScreenedWords>& screened)
{
    std::vector<Block> blocks;
    registry::Database& database = visit.database();
    const EventNumber known_by = visit.as_of().known_by;
    const std::string& number = at_hand.file.application;
    const auto decision = registry::find_decision(database, number, known_by);
    if (decision && decision->outcome != "reopened") {
        Notice notice = decision_notice(visit, *decision);
        if (const auto certificate = registry::find_certificate_on(database, number, known_by))
            notice.next.push_back(
                {{"Chứng chỉ " + certificate->certificate, "Certificate " + certificate->certificate},
                 address({"certificates", certificate->certificate}),
                 true});
        blocks.emplace_back(std::move(notice));
    }
    if (!screened) {
        if (at_hand.place.ended) return blocks;
        blocks.emplace_back(
            Notice{Notice::Kind::warning,
                   {"Chưa xem xét", "Not screened"},
                   {{"Hồ sơ chưa được xem xét theo bộ quy định, nên chưa biết còn thiếu gì.",
                     "The file was not screened by the rulebook: what is missing is not known."}}});
        if (can_screen(visit, at_hand)) blocks.emplace_back(screen_button(number, false));
        return blocks;
    }
    const auto screenings = registry::screenings_of(database, number, known_by);
    std::ranges::move(verdict_shown(visit, *screened, screenings.back()), std::back_inserter(blocks));
    if (at_hand.place.ended || visit.query().has("known_by")) return blocks;
    if (casework::facts_changed_since(database, screenings.back().record)) {
        blocks.emplace_back(
            Notice{Notice::Kind::warning,
                   {"Dữ kiện đã thay đổi sau lần xem xét này", "Facts were changed after this screening"},
                   {{"Kết quả dưới đây là của dữ kiện cũ: xem xét lại trước khi làm bước tiếp theo.",
                     "What stands below is of the facts of then: screen again before the next step."}}});
        if (can_screen(visit, at_hand)) blocks.emplace_back(screen_button(number, true));
    }
    return blocks;
}

std::vector<Block> deadline_blocks(Visit& visit, const FileAtHand& at_hand)
{
    const AsOf as_of = visit.as_of();
    casework::DeskCalendar calendar{visit.database(), visit.rules(), as_of.in_force};
    const auto clocks = casework::deadline_words(visit.database(), visit.rulebooks(),
                                                 at_hand.file.application, calendar, as_of.known_by);
    std::vector<Block> blocks{Heading{{"Thời hạn", "Deadlines"}, 2, "deadlines"}};
    Facts running;
    bool counted = false;
    for (const DeadlineWords& clock : clocks) {
        if (clock.deadline.ended_on) continue;
        const std::string due = to_dmy(clock.deadline.due_on);
        running.add({"due_" + deadline_key(clock), clock.name},
                    Cell::coded(to_iso(clock.deadline.due_on), {due, due}),
                    clock.rule.empty() ? "" : address({"rules", clock.rule}), tone_of(clock.mark),
                    derivation_words(clock));
        counted = counted || !clock.days.empty();
    }
    if (running.facts.empty())
        blocks.emplace_back(Paragraph{
            at_hand.place.ended ? Words{"Không còn thời hạn nào chạy.", "No clock runs any more."}
                                : Words{"Không có thời hạn nào đang chạy.", "No clock is running."}});
    else
        blocks.emplace_back(std::move(running));
    if (counted)
        blocks.emplace_back(Folded{{"Cách tính từng ngày", "Counted day by day"},
                                   {Listing{"days", {"Từng ngày", "Day by day"}, day_table(clocks)}}});
    if (!clocks.empty())
        blocks.emplace_back(Folded{{"Mọi thời hạn, kể cả đã kết thúc", "Every clock, ended ones too"},
                                   {clock_list(visit, clocks)}});
    return blocks;
}

std::vector<Block> act_blocks(Visit& visit, const FileAtHand& at_hand)
{
    if (visit.query().has("known_by")) return {};
    const std::string& number = at_hand.file.application;
    const std::string next = casework::next_act(visit.database(), at_hand.place, at_hand.file);
    Links links{{}, {"Việc có thể làm với hồ sơ", "What can be done with the file"}};
    for (const FileAct& act : file_acts()) {
        if (!visit.may(act.duties) || !has_place(visit, at_hand, act.act)) continue;
        const bool leads_on =
            act.act == next || (act.act == "grant" && next == "refuse") || act.act == "issue";
        links.links.push_back(link_of(act, number, !leads_on));
    }
    std::ranges::stable_partition(links.links, [](const Link& link) { return !link.quiet; });
    if (links.links.empty()) return {};
    return {std::move(links)};
}

} // namespace radcert::web
