#include "rules/explain.h"

#include "rules/explain_check.h"

namespace radcert::rules {
namespace {

/// Writes sentences in one language.
class Explainer {
public:
    Explainer(std::string& out, const Program& program, const Screening& screening, Language language)
        : out_{out}, program_{program}, screening_{screening}, language_{language}
    {
    }

    void finding(const Finding& finding);

private:
    void say(std::string_view vi, std::string_view en) { out_ += language_ == Language::vi ? vi : en; }
    void space()
    {
        if (!out_.empty() && out_.size() > start_) out_ += ' ';
    }
    void checks(const Finding& finding);
    void standing(const Finding& finding, const Requirement& requirement);
    void officer(const Finding& finding);
    void adoption(const Finding& finding);
    void authority(const Finding& finding);
    void body(Body body);

    std::string& out_;
    const Program& program_;
    const Screening& screening_;
    Language language_;
    std::size_t start_{0};
};

void Explainer::checks(const Finding& finding)
{
    const CheckWriter writer{out_, program_, screening_, language_};
    for (std::uint32_t i = 0; i < finding.traces; ++i) {
        const Trace& trace = screening_.traces[finding.first_trace + i];
        if (program_.nodes[trace.node].check == Check::in_force) continue; // the row's note says it
        space();
        writer.sentence(trace);
    }
}

/// Why a row that may not decide leaves the finding open, and what it would say.
void Explainer::standing(const Finding& finding, const Requirement& requirement)
{
    if (finding.reason == Reason::rule_unconfirmed && finding.indication) {
        space();
        if (*finding.indication) {
            say("Nếu quy định suy luận này được áp dụng thì: đạt.", "If this unconfirmed rule applied: met.");
        } else {
            say("Nếu quy định suy luận này được áp dụng thì: không đạt.",
                "If this unconfirmed rule applied: not met.");
        }
    } else if (finding.reason == Reason::rule_unconfirmed && requirement.note.empty()) {
        space();
        say("Chưa có văn bản để xác nhận quy định này.",
            "The text that would confirm this rule was not available.");
    } else if (finding.reason == Reason::no_rule_in_force && requirement.note.empty()) {
        space();
        say("Không có quy định nào về điểm này; cán bộ quyết định và nêu căn cứ.",
            "No rule says anything about this; a person decides and states the legal basis.");
    }
    if (finding.applicability_unknown) {
        space();
        say("Hồ sơ chưa ghi nhận dữ kiện cho biết yêu cầu này có áp dụng không.",
            "The file does not record the fact that says whether this requirement applies.");
    }
}

void Explainer::officer(const Finding& finding)
{
    const OfficerFinding& entry = screening_.dossier->officer_findings[finding.officer];
    space();
    say("Cán bộ ", "Officer ");
    out_ += entry.by;
    if (entry.outcome == Outcome::met)
        say(" kết luận đạt ngày ", " found it met on ");
    else
        say(" kết luận không đạt ngày ", " found it not met on ");
    append_dmy(out_, entry.on);
    out_ += ": ";
    out_ += entry.reason;
}

void Explainer::adoption(const Finding& finding)
{
    const Overlay* overlay = overlay_of(program_.book, finding);
    const Adoption* adoption = adoption_of(program_.book, finding);
    if (overlay == nullptr && adoption == nullptr) return;
    space();
    say("Áp dụng theo quyết định của ", "Applied by decision of ");
    body(overlay != nullptr ? overlay->authority : adoption->authority);
    out_ += ": ";
    out_ += (overlay != nullptr ? overlay->basis : adoption->basis).in(language_);
    out_ += '.';
}

void Explainer::body(Body body)
{
    switch (body.kind) {
    case Body::Kind::varans: say("Cục An toàn bức xạ và hạt nhân", "VARANS"); return;
    case Body::Kind::ministry:
        say("Bộ Khoa học và Công nghệ", "the Ministry of Science and Technology");
        return;
    case Body::Kind::province: break;
    }
    const Province* province =
        program_.book.vocabulary.find_province(body.province, screening_.dossier->application.filed_on);
    say("tỉnh ", "province ");
    out_ += province_word(body.province);
    if (province != nullptr) {
        out_ += " (";
        out_ += province->name;
        out_ += ')';
    }
}

void Explainer::authority(const Finding& finding)
{
    const Competence& competence = screening_.competence;
    const auto bodies = [&] {
        for (std::size_t i = 0; i < competence.bodies.size(); ++i) {
            if (i > 0) {
                if (competence.mode == BodyMode::choice)
                    say(" hoặc ", " or ");
                else
                    say(" và ", " and ");
            }
            body(competence.bodies[i]);
        }
    };
    if (competence.bodies.empty()) {
        say("Chưa xác định được cơ quan có thẩm quyền.", "The competent body is not known.");
    } else {
        say("Cơ quan có thẩm quyền: ", "Competent: ");
        bodies();
        out_ += '.';
    }
    const auto& desk = screening_.dossier->application.filed_with;
    if (desk && competence.filed_with_ok) {
        space();
        say("Hồ sơ nộp tại ", "Filed with ");
        body(*desk);
        if (*competence.filed_with_ok)
            say(": đúng nơi nhận.", ": the right desk.");
        else
            say(": không đúng nơi nhận; chuyển hồ sơ hoặc hướng dẫn nộp lại.",
                ": the wrong desk; pass it on or ask to file it there.");
    }
    if (finding.reason == Reason::rule_unconfirmed) {
        space();
        say("Thẩm quyền này chưa được xác nhận bằng văn bản.",
            "No text that was read confirms this competence.");
    }
}

void Explainer::finding(const Finding& finding)
{
    start_ = out_.size();
    if (finding.authority != no_index) {
        authority(finding);
        adoption(finding);
        if (finding.officer != no_index) officer(finding);
        return;
    }
    const Requirement& requirement = program_.book.requirements[finding.row];
    const bool note =
        !requirement.note.empty() &&
        (finding.traces == 0 || finding.reason == Reason::rule_unconfirmed ||
         requirement.condition->check == Check::in_force || requirement.condition->check == Check::judgement);
    if (note) out_ += requirement.note.in(language_);
    checks(finding);
    standing(finding, requirement);
    adoption(finding);
    if (finding.officer != no_index) officer(finding);
    if (out_.size() == start_) out_ += requirement.title.in(language_) + ".";
}

} // namespace

void append_explanation(std::string& out, const Program& program, const Screening& screening,
                        const Finding& finding, Language language)
{
    Explainer{out, program, screening, language}.finding(finding);
}

} // namespace radcert::rules
