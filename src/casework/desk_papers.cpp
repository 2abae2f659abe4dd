#include "casework/desk_papers.h"

#include <algorithm>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/desk_acts.h"
#include "casework/desk_letters.h"
#include "casework/four_eyes.h"
#include "casework/signed_papers.h"
#include "registry/documents.h"
#include "registry/workers.h"

namespace radcert::casework {
namespace {

const rules::DeskPaper& known_paper(registry::Database& database, const rules::Rulebook& book,
                                    const std::string& kind, Date on)
{
    if (const rules::DeskPaper* const paper = rules::desk_paper(book, kind, desk_of(database), on))
        return *paper;
    std::string kinds;
    for (const rules::DeskPaper& paper : book.workflow.papers) {
        if (paper.kind != "certificate" && paper.kind != "register_page")
            kinds += (kinds.empty() ? "" : ", ") + paper.kind;
    }
    throw Error{Fault::not_found,
                {"không có loại giấy '" + kind + "'", "there is no paper '" + kind + "'"},
                {"các loại: " + kinds, "kinds: " + kinds}};
}

/// "12/TB-SKHCN"; the file's own number where the paper has no series.
void give_paper_number(registry::Database& database, const rules::DeskPaper& form, registry::Paper& paper)
{
    paper.number = paper.record;
    if (form.series.empty()) return;
    const std::string abbreviation = load_letterhead(database).abbreviation;
    paper.series = form.series;
    paper.year = int(std::chrono::year_month_day{paper.dated_on}.year());
    paper.ordinal = registry::next_paper(database, form.series, *paper.year);
    paper.number =
        std::to_string(*paper.ordinal) + "/" + form.series + (abbreviation.empty() ? "" : "-" + abbreviation);
}

/// The act whose telling the paper is; empty: it tells the state of a file, and may be made out as often as
/// asked for.
std::string_view act_told_by(std::string_view kind)
{
    static constexpr std::pair<std::string_view, std::string_view> acts[]{
        {"supplement", "request_supplement"},
        {"refuse_intake", "refuse_intake"},
        {"fee_notice", "notify_fee"},
        {"refusal", "refuse"},
        {"apology", "extend"}};
    for (const auto& [paper, act] : acts) {
        if (paper == kind) return act;
    }
    return {};
}

/// The step without which there is nothing that a paper could tell.
std::string_view step_before(std::string_view kind)
{
    const std::string_view told = act_told_by(kind);
    return told.empty() && (kind == "receipt" || kind == "control_slip") ? std::string_view{"receive"} : told;
}

/// Whether every act that the paper tells has one.
bool is_told(const std::vector<registry::Paper>& before, const std::vector<registry::Step>& steps,
             std::string_view kind)
{
    const std::string_view act = act_told_by(kind);
    const auto made = std::ranges::count(before, kind, &registry::Paper::kind);
    return !act.empty() && made > 0 && made >= std::ranges::count(steps, act, &registry::Step::act);
}

/// One act, one numbered paper: a copy is the paper that was given out, not another one.
void refuse_another(registry::Database& database, const PaperRequest& request,
                    const std::vector<registry::Paper>& before)
{
    if (request.another || !is_told(before, registry::steps_of(database, request.application), request.kind))
        return;
    const auto last = std::find_if(before.rbegin(), before.rend(),
                                   [&](const registry::Paper& paper) { return paper.kind == request.kind; });
    const std::string open = "radcert application open-paper " + request.application + " " +
                             std::to_string(last->paper) + " FILE.pdf";
    throw Error{Fault::conflict,
                {"hồ sơ " + request.application + ": giấy này đã lập ngày " + to_dmy(last->dated_on) +
                     ", số " + last->number,
                 "application " + request.application + ": this paper was made out on " +
                     to_dmy(last->dated_on) + ", " + last->number},
                {"mở lại: " + open + "; giấy khác với số mới: --another",
                 "open it again: " + open + "; another one, with a new number: --another"}};
}

} // namespace

IssuedPaper issue_paper(registry::WriteScope& write, Rulebooks& rulebooks, const PaperRequest& request,
                        const std::optional<documents::SigningIdentity>& identity)
{
    registry::Database& database = write.database();
    const auto application = registry::load_application(database, request.application);
    const Date dated = day_of_act(write, request.dated, {"lập giấy", "making out the paper"});
    const rules::DeskPaper& form =
        known_paper(database, rulebooks.in_force(database).book, request.kind, dated);
    IssuedPaper made;
    made.record.record = request.application;
    const auto before = registry::papers_of(database, request.application);
    refuse_another(database, request, before);
    made.record.paper = std::int64_t(before.size()) + 1;
    made.record.worker = application.worker;
    made.record.kind = form.kind;
    made.record.dated_on = dated;
    give_paper_number(database, form, made.record);
    const auto letter = compose_paper(database, rulebooks, request, made.record.dated_on, made.record.number);
    made.pdf = documents::paper_tools().draw(letter);
    const std::string subject = registry::load_worker(database, application.worker).subject;
    made.record.document = write.keep_document(subject, made.pdf);
    if (identity) sign_paper(write, subject, *identity, made.record, made.pdf);
    write.record("application.paper", subject, {made.record});
    return made;
}

documents::Letter compose_paper(registry::Database& database, Rulebooks& rulebooks,
                                const PaperRequest& request, Date dated, const std::string& number)
{
    const rules::DeskPaper& form =
        known_paper(database, rulebooks.in_force(database).book, request.kind, dated);
    LetterOf letter{database, rulebooks, form, request.application, dated, number};
    if (request.kind == "receipt") return letter.receipt();
    if (request.kind == "supplement") return letter.supplement();
    if (request.kind == "refuse_intake") return letter.refuse_intake();
    if (request.kind == "fee_notice") return letter.fee_notice(request.amount);
    if (request.kind == "refusal") return letter.refusal();
    if (request.kind == "apology") return letter.apology();
    if (request.kind == "control_slip") return letter.control_slip();
    throw Error{Fault::usage,
                {"giấy '" + request.kind + "' không lập từ một hồ sơ",
                 "the paper '" + request.kind + "' is not made out from a file"},
                {"sổ theo dõi: radcert application register; chứng chỉ: radcert certificate pdf",
                 "register of files: radcert application register; certificate: radcert certificate pdf"}};
}

documents::Letter compose_planned_paper(registry::Database& database, Rulebooks& rulebooks,
                                        const PlannedPaper& planned, Date dated)
{
    const rules::DeskPaper& form =
        known_paper(database, rulebooks.in_force(database).book, planned.kind, dated);
    LetterOf letter{database, rulebooks, form, planned.application, dated, ""};
    if (planned.kind == "refusal")
        return letter.refusal_of(dated, planned.reason,
                                 planned.legal_basis.empty() ? std::nullopt
                                                             : std::optional{planned.legal_basis});
    if (planned.kind == "supplement") {
        auto items = missing_items(database, rulebooks, planned.application);
        for (const std::string& own : planned.also) items.push_back({"", own});
        return letter.supplement_of(items, planned.due_on);
    }
    throw Error{Fault::refused,
                {"giấy '" + form.title.vi + "' chỉ lập được sau bước mà nó thông báo",
                 "the paper '" + form.title.en + "' can only be made out after the step that it tells"}};
}

std::vector<PaperChoice> paper_choices(registry::Database& database, const RulebookInUse& rules,
                                       const std::string& application, Date on)
{
    const auto steps = registry::steps_of(database, application);
    const auto before = registry::papers_of(database, application);
    std::vector<PaperChoice> choices;
    for (const rules::DeskPaper& paper : rules.book.workflow.papers) {
        const std::string_view step = step_before(paper.kind);
        if (step.empty() || std::ranges::find(steps, step, &registry::Step::act) == steps.end()) continue;
        choices.push_back(
            {paper.kind, paper_title(database, rules, paper.kind, on), is_told(before, steps, paper.kind)});
    }
    return choices;
}

Words paper_title(registry::Database& database, const RulebookInUse& rules, const std::string& kind, Date on)
{
    const rules::DeskPaper* const form = rules::desk_paper(rules.book, kind, desk_of(database), on);
    return form != nullptr ? form->title : Words{kind, kind};
}

std::vector<std::string> cited_requirements(const documents::Letter& letter)
{
    std::vector<std::string> cited;
    const auto read = [&](const std::string& text) {
        const std::size_t end = text.starts_with('[') ? text.find(']') : std::string::npos;
        if (end != std::string::npos) cited.push_back(text.substr(1, end - 1));
    };
    for (const documents::Block& block : letter.blocks) {
        if (const auto* const items = std::get_if<documents::Items>(&block)) {
            for (const auto& item : items->items) read(item.text);
        }
    }
    return cited;
}

std::vector<Words> missing_on(const registry::Letterhead& head)
{
    std::vector<Words> missing;
    const auto look = [&](const std::string& value, Words what) {
        if (value.empty()) missing.push_back(std::move(what));
    };
    look(head.parent, {"cơ quan chủ quản (--parent)", "the body above (--parent)"});
    look(head.abbreviation, {"chữ viết tắt trong số văn bản (--abbreviation)",
                             "the abbreviation in paper numbers (--abbreviation)"});
    look(head.unit_code,
         {"mã đơn vị trong số hồ sơ (--unit-code)", "the unit code in file numbers (--unit-code)"});
    look(head.capacity, {"chức vụ người ký (--capacity)", "the capacity of who signs (--capacity)"});
    look(head.signatory, {"tên người ký (--signatory)", "the name of who signs (--signatory)"});
    return missing;
}

std::string open_paper(registry::Database& database, const registry::KeyFile& keys, std::string_view record,
                       std::int64_t paper)
{
    for (const registry::Paper& found : registry::papers_of(database, record)) {
        if (found.paper != paper) continue;
        return registry::open_document(database, keys, registry::load_worker(database, found.worker).subject,
                                       found.signed_document.value_or(found.document));
    }
    const std::string name{record}, which = std::to_string(paper);
    throw Error{Fault::not_found,
                {name + " không có giấy số " + which, name + " has no paper " + which},
                {"xem: radcert application desk " + name, "see: radcert application desk " + name}};
}

} // namespace radcert::casework
