#include "papers/draw_parts.h"

#include <algorithm>

namespace radcert::papers {
namespace {

constexpr const char* national_title = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
constexpr const char* motto = "Độc lập - Tự do - Hạnh phúc";
constexpr double between_columns = 14;
constexpr double under_text = 2.5; ///< from a text to the rule under it
constexpr double after_names = 8;  ///< from the names to number and date

/// Puts a text below `y`, centred in a column; gives where it ends.
double put_centred(Part& part, Page& page, const std::string& words, const Type& type, double x, double width,
                   double y)
{
    if (words.empty()) return y;
    const Text text = page.set(words, type, width, Align::centre);
    part.put(text, x, y);
    return y + text.height();
}

/// Parent and body, with a rule of a third to a half of the name's length.
double put_bodies(Part& part, Page& page, const documents::Letterhead& letterhead, double width, double y)
{
    y = put_centred(part, page, letterhead.parent, {annex::body_name}, 0, width, y);
    if (letterhead.body.empty()) return y;
    const Text body = page.set(letterhead.body, {annex::body_name, true}, width, Align::centre);
    part.put(body, 0, y);
    y += body.height() + under_text;
    const double length = body.longest() * 0.42;
    part.put_rule((width - length) / 2, y, length);
    return y;
}

/// National title and motto, with a rule as long as the motto.
double put_national_title(Part& part, Page& page, double x, double width, double y)
{
    y = put_centred(part, page, national_title, {annex::national_title, true}, x, width, y);
    const Text text = page.set(motto, {annex::motto, true}, width, Align::centre);
    part.put(text, x, y);
    y += text.height() + under_text;
    part.put_rule(x + (width - text.longest()) / 2, y, text.longest());
    return y;
}

} // namespace

void Part::put(Text text, double x, double y, Ink ink)
{
    height_ = std::max(height_, y + text.height());
    texts_.push_back({std::move(text), x, y, ink});
}

void Part::put_rule(double x, double y, double length)
{
    height_ = std::max(height_, y + 1);
    rules_.push_back({x, y, length});
}

void Part::put_squares(documents::QrCode code, double x, double y, double side)
{
    height_ = std::max(height_, y + side);
    squares_.push_back({std::move(code), x, y, side});
}

void Part::draw(Page& page, double x, double y) const
{
    for (const Place& place : texts_) page.draw(place.text, x + place.x, y + place.y, place.ink);
    for (const Rule& rule : rules_) page.rule(x + rule.x, y + rule.y, rule.length);
    for (const Squares& squares : squares_)
        page.squares(squares.code, x + squares.x, y + squares.y, squares.side);
}

Piece Part::piece(Page& page, const Flow& flow, double above) const
{
    return {.height = height_, .above = above, .draw = [&page, part = *this, x = flow.left()](double y) {
                part.draw(page, x, y);
            }};
}

Part head(Page& page, const documents::Letterhead& letterhead, const HeadLines& lines, double width)
{
    Part part;
    const double right_width =
        std::max(page.length(national_title, {annex::national_title, true}) + 1, width * 0.5);
    const double left_width = width - right_width - between_columns, right = width - right_width;
    double y = 0;
    if (!lines.form.empty()) {
        const Text form = page.set(lines.form, {annex::small, false, true}, width, Align::right);
        part.put(form, 0, 0);
        y = form.height() + 4;
    }
    const double left_end = put_bodies(part, page, letterhead, left_width, y);
    const double right_end = put_national_title(part, page, right, right_width, y);
    const double under = std::max(left_end, right_end) + after_names;
    const double numbered = put_centred(part, page, lines.number, {annex::number}, 0, left_width, under);
    put_centred(part, page, lines.subject, {annex::subject}, 0, left_width, numbered);
    put_centred(part, page, lines.place_and_date, {annex::place_and_date, false, true}, right, right_width,
                under);
    return part;
}

std::string place_and_date(const std::string& place, Date dated)
{
    const std::string day = dated == Date{} ? "ngày …… tháng …… năm ………" : long_date(dated);
    if (place.empty()) return day.starts_with("n") ? "N" + day.substr(1) : day;
    return place + ", " + day;
}

void put_signatory(Part& part, Page& page, const documents::Signatory& signatory, const std::string& above,
                   double x, double width, double scale)
{
    const double size = annex::capacity * scale;
    double y = put_centred(part, page, above, {size, false, true}, x, width, 0);
    y = put_centred(part, page, capitals(signatory.capacity), {size, true}, x, width, y);
    y = put_centred(part, page, signatory.note, {size, false, true}, x, width, y);
    y += signing_room * scale;
    y = put_centred(part, page, signatory.name.empty() ? " " : signatory.name, {size, true}, x, width, y);
}

} // namespace radcert::papers
