#include "papers/draw_certificate.h"

#include <algorithm>
#include <array>

#include "domain/error.h"
#include "papers/draw_parts.h"
#include "papers/page.h"
#include "papers/pdf_attachments.h"
#include "papers/qr_codes.h"

namespace radcert::papers {
namespace {

using documents::CertificatePaper;

constexpr Ink red{0.62, 0.07, 0.09};
constexpr double frame_inset = millimetres(9);
constexpr double beside = millimetres(24), top = millimetres(19), bottom = millimetres(18);
constexpr double title = 22, title_en = 14, text = 13, small = 10; ///< at their largest
constexpr double smallest_scale = 0.4, step = 0.04;
constexpr double qr_least = millimetres(32), module_least = millimetres(0.45);
constexpr double quiet_modules = 4;

/// What stands on it from top to bottom, set in types of a scale.
class CertificateDrawer {
public:
    CertificateDrawer(Page& page, const CertificatePaper& paper)
        : page_{page}, paper_{paper}, width_{page.width() - 2 * beside}, code_{make_qr_code(paper.statement)}
    {
    }

    void draw()
    {
        for (double scale = 1; scale >= smallest_scale; scale -= step) {
            set(scale);
            if (room() < 0) continue;
            draw_parts();
            return;
        }
        throw Error{Fault::invalid_input,
                    {"chứng chỉ " + paper_.number + ": nội dung không vừa một trang giấy",
                     "certificate " + paper_.number + ": its words do not fit one page"},
                    {"rút gọn những mục dài nhất", "shorten the longest fields"}};
    }

private:
    void set(double scale)
    {
        scale_ = scale;
        head_ = head(page_, paper_.head, {}, width_);
        title_ = basis_ = fields_ = signature_ = check_ = Part{};
        set_title();
        if (!paper_.legal_basis.empty())
            basis_.put(page_.set(paper_.legal_basis, {12 * scale, false, true}, width_, Align::centre), 0, 0);
        set_fields();
        put_signatory(signature_, page_, paper_.signatory,
                      place_and_date(paper_.head.place, paper_.issued_on), width_ * 0.45, width_ * 0.55,
                      scale);
        set_check();
    }

    void set_title()
    {
        double y = 0;
        const auto put = [&](const std::string& words, const Type& type, double above, Ink ink) {
            if (words.empty()) return;
            const Text line = page_.set(words, type, width_, Align::centre);
            y += above * scale_;
            title_.put(line, 0, y, ink);
            y += line.height();
        };
        put(paper_.title, {title * scale_, true}, 0, red);
        put(paper_.title_en, {title_en * scale_, false, true}, 0, red);
        put(paper_.number.empty() ? "" : "Số / No.: " + paper_.number, {text * scale_, true}, 6, {});
    }

    /// What follows " / " in a label is its English.
    std::vector<Run> label_runs(const std::string& label) const
    {
        const std::size_t slash = std::min(label.find(" / "), label.size());
        const Type type{text * scale_}, english{text * scale_ * 0.88, false, true};
        return {{label.substr(0, slash), type},
                {label.substr(slash), english},
                {label.ends_with(':') ? "" : ":", type}};
    }

    /// Labels in one column, values in another.
    void set_fields()
    {
        const double gap = 10;
        double labels = 0, y = 0;
        for (const auto& [label, value] : paper_.fields)
            labels = std::max(labels, page_.set(label_runs(label), width_).longest() + 1);
        labels = std::min(labels, width_ * 0.5);
        for (std::size_t i = 0; i < paper_.fields.size(); ++i) {
            const auto& [label, value] = paper_.fields[i];
            const Text name = page_.set(label_runs(label), labels);
            const Text words =
                page_.set(value.empty() ? "…………" : value, {text * scale_, i == 0}, width_ - labels - gap);
            fields_.put(name, 0, y);
            fields_.put(words, labels + gap, y);
            y += std::max(name.height(), words.height()) + 5 * scale_;
        }
    }

    void set_check()
    {
        const auto modules = static_cast<double>(code_.size);
        const double side = std::max(qr_least, modules * module_least),
                     quiet = quiet_modules * side / modules;
        const double words_at = side + quiet + 6; // at its left the margin is white enough
        const Text words = page_.set(paper_.check_at, {small * scale_}, width_ - words_at);
        const double height = std::max(side + quiet, words.height());
        check_.put_squares(code_, 0, (height - side - quiet) / 2, side);
        check_.put(words, words_at, std::max(0.0, (height - quiet - words.height()) / 2));
        if (!paper_.footnote.empty())
            check_.put(page_.set(paper_.footnote, {9 * scale_, false, true}, width_), 0, height);
    }

    double least_gap() const { return 8 * scale_; }

    /// What is left of the height, beside the parts and the least gaps between them.
    double room() const
    {
        double used = top + bottom - least_gap();
        for (const Part* part : parts()) used += part->empty() ? 0 : part->height() + least_gap();
        return page_.height() - used;
    }

    /// The check stands at the foot; what is free is shared out between the parts above.
    void draw_parts()
    {
        page_.frame(frame_inset, red);
        const double spread = std::min(room() / 5, 34.0);
        double y = top;
        for (const Part* part : parts()) {
            if (part->empty() || part == &check_) continue;
            part->draw(page_, beside, y);
            y += part->height() + least_gap() + spread;
        }
        check_.draw(page_, beside, page_.height() - bottom - check_.height());
    }

    std::array<const Part*, 6> parts() const
    {
        return {&head_, &title_, &basis_, &fields_, &signature_, &check_};
    }

    Page& page_;
    const CertificatePaper& paper_;
    double width_, scale_{1};
    documents::QrCode code_;
    Part head_, title_, basis_, fields_, signature_, check_;
};

} // namespace

std::string draw_certificate(const CertificatePaper& certificate)
{
    Page page{false, certificate.title + " " + certificate.number, certificate.head.body,
              certificate.issued_on};
    CertificateDrawer{page, certificate}.draw();
    std::vector<Attachment> attached{{"statement.txt", "text/plain", certificate.statement}};
    if (!certificate.credential.empty())
        attached.push_back({"credential.json", "application/json", certificate.credential});
    return finished_pdf(page.finish(), attached, certificate.issued_on);
}

} // namespace radcert::papers
