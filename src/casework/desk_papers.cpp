#include "casework/desk_papers.h"

#include <algorithm>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/desk_acts.h"
#include "casework/desk_letters.h"
#include "casework/four_eyes.h"
#include "documents/paper_tools.h"
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
void give_number(registry::Database& database, const rules::DeskPaper& form, registry::Paper& paper)
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

} // namespace

IssuedPaper issue_paper(registry::WriteScope& write, Rulebooks& rulebooks, const PaperRequest& request)
{
    registry::Database& database = write.database();
    const auto application = registry::load_application(database, request.application);
    const Date dated = day_of_act(write, request.dated, {"lập giấy", "making out the paper"});
    const rules::DeskPaper& form =
        known_paper(database, rulebooks.in_force(database).book, request.kind, dated);
    IssuedPaper made;
    made.record.record = request.application;
    made.record.paper = std::int64_t(registry::papers_of(database, request.application).size()) + 1;
    made.record.worker = application.worker;
    made.record.kind = form.kind;
    made.record.dated_on = dated;
    give_number(database, form, made.record);
    const auto letter = compose_paper(database, rulebooks, request, made.record.dated_on, made.record.number);
    made.pdf = documents::paper_tools().draw(letter);
    const std::string subject = registry::load_worker(database, application.worker).subject;
    made.record.document = write.keep_document(subject, made.pdf);
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
