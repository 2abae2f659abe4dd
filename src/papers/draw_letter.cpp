#include "papers/draw_letter.h"

#include "papers/draw_flow.h"
#include "papers/draw_grid.h"
#include "papers/draw_parts.h"
#include "papers/page.h"
#include "papers/pdf_attachments.h"
#include "papers/qr_codes.h"

namespace radcert::papers {
namespace {

using documents::Letter;

constexpr const char* not_known = "…………";
constexpr double qr_side = millimetres(25);
constexpr double quiet_modules = 4; ///< of white around a QR code, ISO/IEC 18004
constexpr double before_title = 16, after_title = 8, before_signatures = 14;

/// What the PDF's properties call the paper.
std::string name_of(const Letter& letter)
{
    const std::string& name = letter.title.empty() ? letter.subject : letter.title;
    return letter.number.empty() ? name : name + " " + letter.number;
}

class LetterDrawer {
public:
    LetterDrawer(Page& page, const Letter& letter) : page_{page}, letter_{letter}, flow_{page} {}

    void draw()
    {
        const HeadLines lines{letter_.form, "Số: " + (letter_.number.empty() ? not_known : letter_.number),
                              letter_.subject, place_and_date(letter_.head.place, letter_.dated)};
        flow_.add(head(page_, letter_.head, lines, flow_.width()).piece(page_, flow_, 0));
        flow_.keep_with_next();
        draw_title();
        if (!letter_.salutation.empty()) {
            flow_.add(page_.set(letter_.salutation, {}, flow_.width(), Align::centre), flow_.left(),
                      after_title);
            flow_.keep_with_next();
        }
        for (const documents::Block& block : letter_.blocks)
            std::visit([this](const auto& one) { draw(one); }, block);
        draw_signatures();
        draw_footnote();
        flow_.finish();
    }

private:
    /// The title, and the QR code at the left of it.
    void draw_title()
    {
        Part part;
        double beside = 0;
        if (!letter_.qr.empty()) {
            documents::QrCode code = make_qr_code(letter_.qr);
            const double module = qr_side / static_cast<double>(code.size);
            part.put_squares(std::move(code), 0, quiet_modules * module, qr_side);
            beside = qr_side + quiet_modules * module + 6;
        }
        if (!letter_.title.empty()) {
            const double width = flow_.width() - 2 * beside;
            const Text title = page_.set(letter_.title, {annex::title, true}, width, Align::centre);
            const double down = beside > 0 ? std::max(0.0, (part.height() - title.height()) / 2) : 0;
            part.put(title, beside, down);
        }
        if (part.empty()) return;
        flow_.add(part.piece(page_, flow_, beside > 0 ? 4 : before_title));
        flow_.keep_with_next();
    }

    void draw(const documents::Paragraph& paragraph)
    {
        const Type type{annex::text, paragraph.bold, paragraph.italic};
        const Align align = paragraph.centred ? Align::centre : Align::justified;
        const double indent = paragraph.centred ? 0 : annex::first_indent;
        flow_.add(page_.set(paragraph.text, type, flow_.width(), align, indent), flow_.left(),
                  annex::between_paragraphs);
        if (paragraph.bold) flow_.keep_with_next(); // it heads what follows
    }

    void draw(const documents::FieldLines& fields)
    {
        for (const auto& [label, value] : fields.lines) {
            const std::string colon = label.ends_with(':') ? " " : ": ";
            flow_.add(page_.set(label + colon + (value.empty() ? not_known : value), {}, flow_.width(),
                                Align::justified, annex::first_indent),
                      flow_.left(), annex::between_paragraphs);
        }
    }

    void draw(const documents::Items& items)
    {
        int number = 0;
        for (const auto& item : items.items) {
            const std::string numbered = std::to_string(++number) + ". " + item.text;
            flow_.add(page_.set(numbered, {}, flow_.width(), Align::justified, annex::first_indent),
                      flow_.left(), annex::between_paragraphs);
            for (const std::string& line : item.below) {
                flow_.keep_with_next();
                flow_.add(page_.set(line, {}, flow_.width() - annex::first_indent, Align::justified),
                          flow_.left() + annex::first_indent, 2);
            }
        }
    }

    void draw(const documents::Grid& grid)
    {
        draw_grid(flow_, page_, grid, letter_.landscape ? annex::wide_grid : annex::grid);
    }

    /// A signature never stands alone on a page. Recipients stand at its left, or below where two sign.
    void draw_signatures()
    {
        Part part;
        const double half = flow_.width() / 2;
        if (letter_.right) put_signatory(part, page_, *letter_.right, {}, half, half);
        if (letter_.left) put_signatory(part, page_, *letter_.left, {}, 0, half);
        const bool beside = letter_.right && !letter_.left;
        if (beside) put_recipients(part);
        if (!part.empty()) {
            flow_.keep_with_next();
            flow_.add(part.piece(page_, flow_, before_signatures));
        }
        if (beside || letter_.recipients.empty()) return;
        Part below;
        put_recipients(below);
        flow_.add(below.piece(page_, flow_, before_signatures));
    }

    void put_recipients(Part& part)
    {
        if (letter_.recipients.empty()) return;
        const double width = flow_.width() / 2 - 12;
        const Text heading = page_.set("Nơi nhận:", {annex::recipients_heading, true, true}, width);
        part.put(heading, 0, 0);
        double y = heading.height();
        const auto& last = letter_.recipients.back();
        for (const std::string& recipient : letter_.recipients) {
            const bool marked = recipient.starts_with('-');
            const bool ended = recipient.ends_with(';') || recipient.ends_with('.');
            const std::string end = ended ? "" : &recipient == &last ? "." : ";";
            const Text line = page_.set((marked ? "" : "- ") + recipient + end, {annex::recipients}, width);
            part.put(line, 0, y);
            y += line.height();
        }
    }

    void draw_footnote()
    {
        if (letter_.footnote.empty()) return;
        Part rule;
        rule.put_rule(0, 0, flow_.width() / 3);
        flow_.add(rule.piece(page_, flow_, before_signatures));
        flow_.keep_with_next();
        const Type type{annex::small, false, true};
        flow_.add(page_.set(letter_.footnote, type, flow_.width(), Align::justified), flow_.left(), 3);
    }

    Page& page_;
    const Letter& letter_;
    Flow flow_;
};

} // namespace

std::string draw_letter(const Letter& letter)
{
    Page page{letter.landscape, name_of(letter), letter.head.body, letter.dated};
    LetterDrawer{page, letter}.draw();
    return finished_pdf(page.finish(), {}, letter.dated);
}

} // namespace radcert::papers
