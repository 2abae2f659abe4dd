#include <algorithm>

#include "casework/desk_acts.h"
#include "casework/desk_papers.h"
#include "casework/evidence_list.h"
#include "casework/signed_papers.h"
#include "casework/words_of.h"
#include "registry/evidence.h"
#include "registry/workers.h"
#include "web/dossier.h"
#include "web/record_form.h"

namespace radcert::web {
namespace {

using casework::column;
using documents::Table;

Listing judgement_list(Visit& visit, const FileAtHand& at_hand)
{
    const casework::FieldCells cells = visit.cells();
    const std::string& number = at_hand.file.application;
    const bool may_withdraw =
        visit.may(case_officers) && !at_hand.place.ended && !visit.query().has("known_by");
    Listing list{"judgements",
                 {"Kết luận của cán bộ", "Officers' judgements"},
                 Table{{"finding", {"Số", "Number"}},
                       column("requirement"),
                       column("outcome"),
                       column("by_officer"),
                       column("judged_on"),
                       column("reason")}};
    for (const auto& finding : registry::findings_of(visit.database(), number, visit.as_of().known_by)) {
        const std::string which = std::to_string(finding.finding);
        list.table.row({finding.finding, judged_cell(visit, finding), cells("outcome", finding.outcome),
                        officer_cell(visit, finding.by_officer), cells("judged_on", finding.judged_on),
                        finding.reason});
        list.links.push_back({may_withdraw ? address({"applications", number, "judgements", which}) : "",
                              finding.requirement ? address({"rules", *finding.requirement}) : ""});
        list.tones.push_back({Tone::plain, Tone::plain, finding.outcome == "met" ? Tone::good : Tone::bad});
    }
    return list;
}

Listing supplement_list(Visit& visit, const FileAtHand& at_hand)
{
    const casework::FieldCells cells = visit.cells();
    Listing list{"supplements",
                 {"Yêu cầu bổ sung", "Supplement requests"},
                 Table{{"request", {"Lần", "Request"}},
                       {"requested_on", {"Ngày yêu cầu", "Asked on"}},
                       {"due_on", {"Đề nghị trước ngày", "Wanted by"}},
                       {"answered_on", {"Đã bổ sung ngày", "Answered on"}},
                       {"items", {"Nội dung", "What is asked"}}}};
    const auto requests =
        registry::supplement_requests_of(visit.database(), at_hand.file.application, visit.as_of().known_by);
    for (const auto& request : requests) {
        std::string items;
        for (const auto& item : casework::items_of(request)) {
            if (!items.empty()) items += " • ";
            items += (item.requirement.empty() ? "" : "[" + item.requirement + "] ") + item.sentence;
        }
        list.table.row({request.request, cells("requested_on", request.requested_on),
                        cells("due_on", request.due_on), cells("answered_on", request.answered_on), items});
    }
    return list;
}

Listing consultation_list(Visit& visit, const FileAtHand& at_hand)
{
    const casework::FieldCells cells = visit.cells();
    const std::string& number = at_hand.file.application;
    Listing list{"consultations",
                 {"Lấy ý kiến", "Consultations"},
                 Table{{"consultation", {"Số", "Number"}},
                       {"body", {"Cơ quan được hỏi", "Body"}},
                       {"question", {"Nội dung hỏi", "Question"}},
                       {"asked_on", {"Ngày hỏi", "Asked on"}},
                       column("due_on"),
                       {"reminders", {"Số lần nhắc", "Reminders"}},
                       {"answered_on", {"Trả lời ngày", "Answered on"}},
                       {"answer", {"Ý kiến", "Answer"}}}};
    for (const auto& one : registry::consultations_of(visit.database(), number, visit.as_of().known_by)) {
        list.table.row({one.consultation, one.body, one.question, cells("asked_on", one.asked_on),
                        cells("due_on", one.due_on), one.reminders, cells("answered_on", one.answered_on),
                        one.answer});
        const std::string page =
            address({"applications", number, "consultations", std::to_string(one.consultation)});
        list.links.push_back({visit.may(case_officers) && !one.answered_on ? page : ""});
        const bool late = !one.answered_on && one.due_on < visit.as_of().in_force;
        list.tones.push_back(
            {Tone::plain, Tone::plain, Tone::plain, Tone::plain, late ? Tone::bad : Tone::plain});
    }
    return list;
}

Listing given_papers(Visit& visit, const FileAtHand& at_hand)
{
    const casework::FieldCells cells = visit.cells();
    const std::string& number = at_hand.file.application;
    Listing list{"papers",
                 {"Giấy tờ đã lập", "Papers given out"},
                 Table{{"paper", {"Giấy", "Paper"}},
                       column("kind"),
                       column("number"),
                       column("dated_on"),
                       {"signer", {"Ký số", "Signed by"}}}};
    for (const auto& paper : registry::papers_of(visit.database(), number, visit.as_of().known_by)) {
        if (paper.kind == "control_slip" && !visit.may(readers)) continue; // a paper of the office
        const Words title =
            casework::paper_title(visit.database(), visit.rules(), paper.kind, paper.dated_on);
        list.table.row({paper.paper, Cell::coded(paper.kind, title), paper.number,
                        cells("dated_on", paper.dated_on),
                        paper.signer ? Cell::coded(*paper.signer, casework::signer_words(paper)) : Cell{}});
        const std::string pdf =
            address({"applications", number, "papers", std::to_string(paper.paper) + ".pdf"});
        list.links.push_back({pdf, pdf});
    }
    list.empty = {"Chưa lập giấy nào.", "No paper was made out."};
    return list;
}

/// Evidence that a requirement of a topic is judged by; empty: none of the worker's evidence.
std::string_view evidence_kind_of(Topic topic)
{
    switch (topic) {
    case Topic::qualification:
    case Topic::degree_document: return "degree";
    case Topic::training: return "training";
    case Topic::health_check: return "health_check";
    case Topic::dose: return "dose";
    case Topic::experience: return "experience";
    case Topic::prior_certificate: return "certificate";
    case Topic::civil_capacity: return "fact";
    default: return {};
    }
}

/// By which pieces of one kind follow each other: the day of the paper, of doses the year.
Date day_of_piece(const registry::Evidence& one)
{
    if (one.dated_on) return *one.dated_on;
    if (one.year) return std::chrono::year{int(*one.year)} / 12 / 31;
    return one.to_day.value_or(one.from_day.value_or(Date{}));
}

/// Leaves the newest of each kind, kind by kind, the newest first; what is taken out is returned.
std::vector<registry::Evidence> take_older(std::vector<registry::Evidence>& evidence)
{
    constexpr std::size_t most_of_kind = 3;
    std::ranges::stable_sort(evidence, std::ranges::greater{}, day_of_piece);
    std::ranges::stable_sort(evidence, {}, &registry::Evidence::kind);
    std::vector<registry::Evidence> newest, older;
    std::size_t of_kind = 0;
    for (std::size_t i = 0; i < evidence.size(); ++i) {
        of_kind = i > 0 && evidence[i].kind == evidence[i - 1].kind ? of_kind + 1 : 0;
        (of_kind < most_of_kind ? newest : older).push_back(evidence[i]);
    }
    evidence = std::move(newest);
    return older;
}

Listing evidence_listing(Visit& visit, const char* key, const Words& caption,
                         const std::vector<registry::Evidence>& evidence)
{
    Listing list{key, caption, casework::evidence_list(visit.cells(), evidence)};
    for (const auto& one : evidence)
        list.links.push_back({address(
            {"workers", casework::worker_name(one.worker), "evidence", std::to_string(one.evidence)})});
    list.empty = {"Sổ không có minh chứng loại này.", "The register holds no evidence of this kind."};
    return list;
}

bool is_of_topics(const registry::Evidence& evidence, const std::vector<Topic>& topics)
{
    return topics.empty() ||
           std::ranges::any_of(topics, [&](Topic topic) { return evidence_kind_of(topic) == evidence.kind; });
}

/// Age is judged by the day of birth, which stands among the facts.
bool is_of_no_evidence(const std::vector<Topic>& topics)
{
    return !topics.empty() && std::ranges::all_of(topics, [](Topic topic) { return topic == Topic::age; });
}

} // namespace

std::vector<Block> question_blocks(Visit& visit, const FileAtHand& at_hand)
{
    std::vector<Block> blocks;
    const auto add = [&](Listing list) {
        if (list.table.size() > 0) blocks.emplace_back(std::move(list));
    };
    if (visit.may(readers)) add(judgement_list(visit, at_hand));
    add(supplement_list(visit, at_hand));
    if (visit.may(readers)) add(consultation_list(visit, at_hand));
    return blocks;
}

std::vector<Block> paper_blocks(Visit& visit, const FileAtHand& at_hand)
{
    const std::string& number = at_hand.file.application;
    std::vector<Block> blocks{given_papers(visit, at_hand)};
    if (!visit.may(desk) || visit.query().has("known_by")) return blocks;
    Links unsigned_papers;
    for (const auto& paper : registry::papers_of(visit.database(), number)) {
        const std::string which = std::to_string(paper.paper);
        if (!paper.signed_document)
            unsigned_papers.links.push_back(
                {{"Nhận bản đã ký của giấy " + which, "Signed copy of paper " + which},
                 address({"applications", number, "papers", which, "signed"}),
                 true});
    }
    if (!unsigned_papers.links.empty()) blocks.emplace_back(std::move(unsigned_papers));
    Links previews{{},
                   {"Xem trước và lập giấy", "Look at a paper and make it out"},
                   {"Xem trước và lập giấy:", "Look at a paper, then make it out:"}};
    for (const auto& choice : casework::paper_choices(visit.database(), visit.rules(), number, visit.today()))
        previews.links.push_back(
            {choice.title, address({"applications", number, "preview", choice.kind}), choice.another});
    if (previews.links.empty()) return blocks;
    blocks.emplace_back(std::move(previews));
    return blocks;
}

Block step_timeline(Visit& visit, const FileAtHand& at_hand)
{
    const bool inside = visit.may(readers);
    Timeline timeline{{"Các bước đã qua", "Steps so far"}, {}};
    const auto steps = registry::steps_of(visit.database(), at_hand.file.application, visit.as_of().known_by);
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        Timeline::Entry entry{to_dmy(step->on_day), casework::step_words(visit.rules(), step->act)};
        if (inside) entry.who = officer_shown(visit, step->by_officer);
        const bool between_officers = step->act == "return";
        if (step->reason && (inside || !between_officers))
            entry.more.push_back({*step->reason, *step->reason});
        timeline.entries.push_back(std::move(entry));
    }
    return timeline;
}

std::vector<Block> evidence_blocks(Visit& visit, const FileAtHand& at_hand, const std::vector<Topic>& topics)
{
    const casework::FieldCells cells = visit.cells();
    const EventNumber known_by = visit.as_of().known_by;
    const registry::Application& file = at_hand.file;
    const auto worker = registry::load_worker(visit.database(), file.worker, known_by);
    Facts facts;
    facts.add(casework::column("birth_date"), cells("birth_date", worker.birth_date));
    if (worker.birth_date)
        facts.add({"age_when_filed", {"Tuổi ở ngày nộp", "Age when filed"}},
                  full_years(*worker.birth_date, file.filed_on), {}, Tone::plain,
                  {"ngày nộp " + to_dmy(file.filed_on), "filed on " + to_dmy(file.filed_on)});
    facts.add(casework::column("devices"), cells("devices", file.devices));
    facts.add(casework::column("documents"), cells("documents", file.documents), "", Tone::plain,
              file.documents
                  ? Words{}
                  : Words{"chưa ghi hồ sơ gồm những giấy tờ nào", "which papers were filed is not recorded"});
    std::vector<Block> blocks{Heading{{"Giấy tờ, minh chứng", "Papers and evidence"}, 2, "evidence"},
                              std::move(facts)};
    if (!visit.may(readers)) return blocks; // who sees the person's own page finds it there
    if (is_of_no_evidence(topics)) return blocks;
    auto evidence = registry::evidence_of(visit.database(), file.worker, known_by);
    std::erase_if(evidence, [&](const registry::Evidence& one) { return !is_of_topics(one, topics); });
    std::vector<registry::Evidence> older =
        topics.empty() ? take_older(evidence) : std::vector<registry::Evidence>{};
    blocks.emplace_back(evidence_listing(visit, "evidence",
                                         {"Minh chứng của người này", "This person's evidence"}, evidence));
    if (older.empty()) return blocks;
    const std::string count = std::to_string(older.size());
    blocks.emplace_back(
        Folded{{"Minh chứng cũ hơn (" + count + ")", "Older evidence (" + count + ")"},
               {evidence_listing(visit, "older_evidence", {"Minh chứng cũ hơn", "Older evidence"}, older)}});
    return blocks;
}

} // namespace radcert::web
