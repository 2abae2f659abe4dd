#include "cli/report.h"

#include "cli/page.h"
#include "rules/explain.h"

namespace radcert::cli {
namespace {

using rules::Finding;
using rules::Screening;

constexpr std::size_t text_column = 4;

struct Section {
    Words title;
    std::string_view mark;
    Colour colour;
};

const Section missing{{"KHÔNG ĐẠT, CÒN THIẾU", "NOT MET, MISSING"}, "  ✗", Colour::red};
const Section to_judge{
    {"CẦN NGƯỜI XEM XÉT, CHƯA XÁC ĐỊNH", "FOR A PERSON TO JUDGE, UNDETERMINED"}, "  ?", Colour::yellow};
const Section met{{"ĐẠT", "MET"}, "  ✓", Colour::green};
const Section advice{
    {"LƯU Ý (không ảnh hưởng kết luận)", "ADVICE (does not bear on the verdict)"}, "  ·", Colour::none};

Colour colour_of(Verdict verdict)
{
    switch (verdict) {
    case Verdict::not_required:
    case Verdict::eligible: return Colour::green;
    case Verdict::ineligible:
    case Verdict::incomplete: return Colour::red;
    case Verdict::undetermined: break;
    }
    return Colour::yellow;
}

class Report {
public:
    Report(const rules::Program& program, const Screening& screening, Language language, bool colour)
        : program_{program}, book_{program.book}, screening_{screening}, page_{report_width, language, colour}
    {
    }

    std::string write()
    {
        head();
        who();
        authority();
        section(missing, [](const Finding& f) { return f.outcome == Outcome::not_met; });
        section(to_judge, [](const Finding& f) { return f.outcome == Outcome::undetermined; });
        section(met, [](const Finding& f) { return f.outcome == Outcome::met; });
        advised();
        foot();
        return page_.take();
    }

private:
    bool vi() const { return page_.language() == Language::vi; }
    std::string_view say(std::string_view in_vi, std::string_view in_en) const
    {
        return vi() ? in_vi : in_en;
    }

    void head()
    {
        const Application& application = screening_.dossier->application;
        const std::string verdict = page_.say(name(screening_.verdict));
        page_.line(verdict, std::string{say("hồ sơ ", "file ")} + application.id, 0, "", Colour::none);
        page_.paragraph(summary(), 0, colour_of(screening_.verdict));
        page_.blank();
    }

    std::string summary() const
    {
        switch (screening_.verdict) {
        case Verdict::not_required:
            return std::string{say("Với công việc này tại cơ sở này, không cần chứng chỉ.",
                                   "No certificate is needed for this role at this facility.")};
        case Verdict::ineligible:
            return std::string{say("Có điều kiện không đạt mà không giấy tờ nào bổ sung được.",
                                   "A condition is not met that no further paper can cure.")};
        case Verdict::incomplete:
            return std::string{say("Người nộp có thể bổ sung những nội dung còn thiếu dưới đây.",
                                   "The applicant may complete the file with what is missing below.")};
        case Verdict::undetermined:
            return std::string{say("Chưa đủ căn cứ để kết luận: xem các mục cần người xem xét.",
                                   "There is no ground for a verdict yet: see what a person must judge.")};
        case Verdict::eligible: break;
        }
        return std::string{say("Mọi điều kiện quyết định đều đạt.", "Every deciding requirement is met.")};
    }

    void field(std::string_view label, const std::string& value)
    {
        page_.line(value, "", 14, label, Colour::dim);
    }

    void who()
    {
        const Dossier& dossier = *screening_.dossier;
        const Application& application = dossier.application;
        const Vocabulary& words = book_.vocabulary;
        field(say("Người", "Person"), dossier.worker.full_name + shown_id(dossier.worker));
        field(say("Công việc", "Role"), page_.say(words.roles.name(application.role)));
        field(say("Cơ sở", "Facility"), application.facility.name);
        std::string devices;
        for (const Device& device : application.facility.devices) {
            if (!devices.empty()) devices += "; ";
            devices += page_.say(words.equipment_types.name(device.type));
        }
        field(say("Thiết bị", "Equipment"), devices);
        std::string filed =
            to_dmy(application.filed_on) + ", " + page_.say(words.procedures.name(application.procedure));
        if (screening_.as_of != application.filed_on) {
            filed += std::string{say("; theo luật ngày ", "; law of ")} + to_dmy(screening_.as_of);
        }
        field(say("Nộp ngày", "Filed"), filed);
    }

    /// Enough of the number to tell two people apart, not enough to be copied.
    static std::string shown_id(const Worker& worker)
    {
        if (!worker.national_id) return {};
        const std::string& id = *worker.national_id;
        return " (" + id.substr(0, 3) + "•••••" + id.substr(id.size() - 4) + ")";
    }

    void authority()
    {
        std::string text;
        for (const Finding& finding : screening_.findings) {
            if (finding.authority == rules::no_index) continue;
            rules::append_explanation(text, program_, screening_, finding, page_.language());
            break;
        }
        const auto& competence = screening_.competence;
        if (text.empty()) return;
        if (competence.procedure_code) {
            text +=
                std::string{say(" Thủ tục ", " Procedure ")} + std::string{*competence.procedure_code} + '.';
        }
        field(say("Thẩm quyền", "Authority"), text);
    }

    bool is_advice(const Finding& finding) const
    {
        return on_failure_of(book_, finding) == FailureAction::advise;
    }

    template <class Belongs>
    void section(const Section& section, Belongs belongs)
    {
        std::size_t count = 0;
        for (const Finding& finding : screening_.findings) count += !is_advice(finding) && belongs(finding);
        if (count == 0) return;
        page_.blank();
        page_.heading(page_.say(section.title) + " (" + std::to_string(count) + ")", section.colour);
        for (const Finding& finding : screening_.findings) {
            if (!is_advice(finding) && belongs(finding)) entry(finding, section);
        }
    }

    void advised()
    {
        bool headed = false;
        for (const Finding& finding : screening_.findings) {
            if (!is_advice(finding) || finding.authority != rules::no_index) continue;
            if (!headed) {
                page_.blank();
                page_.heading(page_.say(advice.title), Colour::bold);
            }
            headed = true;
            entry(finding, advice);
        }
    }

    void entry(const Finding& finding, const Section& section)
    {
        const rules::Row& row = row_of(book_, finding);
        std::string title = page_.say(row.title);
        if (&section == &advice) title += ": " + page_.say(name(finding.outcome));
        page_.line(title, citation(row), text_column, section.mark, section.colour);
        std::string text;
        rules::append_explanation(text, program_, screening_, finding, page_.language());
        page_.paragraph(text, text_column);
        const bool nothing_to_cure = finding.outcome == Outcome::met || finding.indication.value_or(false);
        if (finding.row != rules::no_index && !nothing_to_cure) {
            const Words& remedy = book_.requirements[finding.row].remedy;
            if (!remedy.empty()) page_.paragraph("→ " + page_.say(remedy), text_column);
        }
        page_.paragraph(under(finding, row), text_column, Colour::dim);
    }

    /// The id to name on the telephone; for what is open, why; and the standing where it is not the full
    /// text.
    std::string under(const Finding& finding, const rules::Row& row) const
    {
        std::string text = row.id;
        if (finding.reason != Reason::none) text += " · " + page_.say(name(finding.reason));
        if (row.standing != Standing::text) text += " · " + page_.say(name(row.standing));
        return text;
    }

    std::string citation(const rules::Row& row) const
    {
        const rules::Instrument& instrument = book_.instruments[row.citation.index];
        if (row.citation.article.empty()) return instrument.number;
        return instrument.number + std::string{say(" Điều ", " Art. ")} + row.citation.article;
    }

    void foot()
    {
        page_.blank();
        page_.paragraph(std::string{say("Bộ quy định ", "Rulebook ")} + book_.version +
                            ", sha256:" + book_.digest.substr(0, 16) + "…",
                        0, Colour::dim);
        for (const rules::Overlay& overlay : book_.overlays) {
            const auto sample = say(" (MẪU, không phải quy định)", " (SAMPLE, not law)");
            page_.paragraph(std::string{say("Kèm: ", "With: ")} + page_.say(overlay.title) +
                                std::string{overlay.sample ? sample : ""},
                            0, Colour::dim);
        }
    }

    const rules::Program& program_;
    const rules::Rulebook& book_;
    const Screening& screening_;
    Page page_;
};

} // namespace

std::string report(const rules::Program& program, const Screening& screening, Language language, bool colour)
{
    return Report{program, screening, language, colour}.write();
}

} // namespace radcert::cli
