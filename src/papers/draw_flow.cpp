#include "papers/draw_flow.h"

#include "domain/error.h"

namespace radcert::papers {
namespace {

constexpr double rounding = 1e-6; ///< sums of heights are not exact

} // namespace

Flow::Flow(Page& page) : page_{page} {}

void Flow::add(Piece piece)
{
    if (!group_.empty() && !group_.back().with_next) place_group();
    group_.push_back(std::move(piece));
}

void Flow::add(Text text, double x, double above)
{
    const std::size_t lines = text.lines();
    for (std::size_t i = 0; i < lines; ++i) {
        const bool with_next = i + 1 < lines && (i == 0 || i + 2 == lines);
        add({.height = text.leading(),
             .above = i == 0 ? above : 0,
             .with_next = with_next,
             .draw = [this, text, i, x](double y) { page_.draw(text, i, i + 1, x, y); }});
    }
}

void Flow::keep_with_next()
{
    if (!group_.empty()) group_.back().with_next = true;
}

void Flow::finish()
{
    place_group();
}

double Flow::needed(std::vector<Piece>::const_iterator first, std::vector<Piece>::const_iterator end,
                    bool on_new_page) const
{
    double height = on_new_page ? -first->above : 0;
    if (on_new_page && first->heading) height += first->heading->height;
    for (; first != end; ++first) height += first->above + first->height;
    return height;
}

void Flow::place_group()
{
    const auto first = group_.cbegin(), end = group_.cend();
    if (first == end) return;
    const double room = annex::top + page_height() - y_ + rounding;
    const bool fits_a_page = needed(first, end, true) <= page_height() + rounding;
    if (fits_a_page && needed(first, end, at_top()) > room) turn_page();
    for (const Piece& piece : group_) place(piece);
    group_.clear();
}

void Flow::place(const Piece& piece)
{
    const double end_of_page = annex::top + page_height() + rounding;
    if (!at_top() && y_ + piece.above + piece.height > end_of_page) turn_page();
    const bool repeats = at_top() && number_ > 1 && piece.heading;
    const double heading = repeats ? piece.heading->height : 0;
    if (heading + piece.height > page_height() + rounding) {
        throw Error{
            Fault::invalid_input,
            {"một phần của văn bản dài hơn một trang giấy", "one part of the paper is longer than a page"},
            {"rút gọn tên hoặc chức danh trong văn bản", "shorten the names or titles on it"}};
    }
    if (repeats) {
        piece.heading->draw(y_);
        y_ += heading;
    } else if (!at_top()) {
        y_ += piece.above;
    }
    piece.draw(y_);
    y_ += piece.height;
}

void Flow::turn_page()
{
    page_.next();
    y_ = annex::top;
    const Text number =
        page_.set(std::to_string(++number_), {annex::page_number}, page_.width(), Align::centre);
    page_.draw(number, 0, (annex::top - number.height()) / 2 + millimetres(2));
}

} // namespace radcert::papers
