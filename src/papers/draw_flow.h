#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "papers/page.h"

namespace radcert::papers {

/// A strip of a page that is not divided.
struct Piece {
    double height{0};
    double above{0};       ///< free space before it; none at the top of a page
    bool with_next{false}; ///< stays on one page with what follows
    std::function<void(double y)> draw;
    std::shared_ptr<const Piece> heading{}; ///< comes again at the top of a page that begins with this piece
};

/// Pieces one below the other within the margins, on as many pages as it takes; pages from the second on are
/// numbered in the middle of the top margin.
class Flow {
public:
    explicit Flow(Page& page);

    double left() const { return annex::left; }
    double width() const { return page_.width() - annex::left - annex::right; }
    double page_height() const { return page_.height() - annex::top - annex::bottom; }

    void add(Piece piece);
    /// Line by line; a page never begins with a paragraph's last line nor ends with its first.
    void add(Text text, double x, double above);
    /// What was added last stays with what is added next.
    void keep_with_next();
    /// Draws what has not been drawn; call it last.
    void finish();

private:
    void place_group();
    void place(const Piece& piece);
    void turn_page();
    bool at_top() const { return y_ == annex::top; }
    double needed(std::vector<Piece>::const_iterator first, std::vector<Piece>::const_iterator end,
                  bool on_new_page) const;

    Page& page_;
    std::vector<Piece> group_; ///< to be placed on one page
    double y_{annex::top};
    int number_{1};
};

} // namespace radcert::papers
