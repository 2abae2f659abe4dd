#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "documents/paper_tools.h"
#include "domain/date.h"

struct _PangoLayout;
struct _PangoLayoutLine;

namespace radcert::papers {

// Lengths are points, 1/72 inch; y grows downwards.
constexpr double millimetres(double count)
{
    return count * 72 / 25.4;
}

/// Places and sizes of Decree 30/2020/NĐ-CP, Annex I, part I, sections I and II.
namespace annex {
constexpr double short_side = millimetres(210), long_side = millimetres(297); ///< A4
constexpr double top = millimetres(20), bottom = millimetres(20);             ///< 20 to 25 mm
constexpr double left = millimetres(30);                                      ///< 30 to 35 mm
constexpr double right = millimetres(15);                                     ///< 15 to 20 mm
constexpr double national_title = 12, motto = 13;                             ///< 12 to 13, 13 to 14
constexpr double body_name = 12;                                              ///< 12 to 13
constexpr double number = 13, place_and_date = 13;                            ///< 13; 13 to 14
constexpr double subject = 12;                                                ///< 12 to 13
constexpr double title = 14, text = 13, capacity = 13;                        ///< 13 to 14
constexpr double recipients_heading = 12, recipients = 11;
constexpr double page_number = 13;                      ///< 13 to 14
constexpr double first_indent = millimetres(10);        ///< 1 cm or 1.27 cm
constexpr double between_paragraphs = 6;                ///< at least
constexpr double leading = 1.2;                         ///< single spacing of this type is 1.15
constexpr double small = 11, grid = 12, wide_grid = 11; ///< ours: notes, and grids, for which it names none
} // namespace annex

struct Type {
    double size{annex::text};
    bool bold{false}, italic{false};
};

/// Text in one type.
struct Run {
    std::string text;
    Type type{};
};

struct Ink {
    double red{0}, green{0}, blue{0};
};

enum class Align : unsigned char { left, centre, right, justified };

/// A text set in lines, ready to be drawn. Lines are broken at spaces, within a word only where it is longer
/// than a line. Centred lines are made about equally long.
class Text {
public:
    std::size_t lines() const { return lines_.size(); }
    double leading() const { return leading_; } ///< from line to line
    double height() const { return leading_ * static_cast<double>(lines_.size()); }
    double longest() const { return longest_; } ///< length of the longest line

private:
    friend class Page;
    struct Line {
        _PangoLayoutLine* line;
        double x;
    };
    std::shared_ptr<_PangoLayout> layout_; ///< which owns the lines
    std::vector<Line> lines_;
    double leading_{0}, baseline_{0}, longest_{0};
};

/// The sheet that is being drawn, and all before it. The only place that knows of Pango and Cairo.
///
/// Fonts are Tinos (the metrics of Times New Roman) and, for signs that it lacks, DejaVu, from their own
/// files and never from the desk's settings. One page is drawn at a time in a process: a second thread waits.
class Page {
public:
    /// @param title, author, dated  of the PDF's properties; the clock is never asked
    /// @throws Error  unavailable: a font is not installed
    Page(bool landscape, const std::string& title, const std::string& author, Date dated);
    ~Page();
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;

    double width() const { return width_; }
    double height() const { return height_; }

    Text set(const std::vector<Run>& runs, double width, Align align = Align::left, double first_indent = 0);
    Text set(std::string_view text, const Type& type, double width, Align align = Align::left,
             double first_indent = 0);
    double length(std::string_view text, const Type& type); ///< on one line

    void draw(const Text& text, double x, double y, Ink ink = {});
    /// The lines from `first` to before `end`, the first at `y`.
    void draw(const Text& text, std::size_t first, std::size_t end, double x, double y, Ink ink = {});
    void rule(double x, double y, double length, double thickness = 0.75);
    void box(double x, double y, double width, double height, double thickness = 0.5);
    /// A double frame with notched corners, `inset` from the edges of the sheet.
    void frame(double inset, Ink ink);
    void squares(const documents::QrCode& code, double x, double y, double side);

    void next();
    /// The PDF, not to be drawn on any more.
    std::string finish();

private:
    struct Canvas;
    double width_, height_;
    std::unique_ptr<Canvas> canvas_;
};

/// `text` in capitals.
std::string capitals(std::string_view text);

} // namespace radcert::papers
