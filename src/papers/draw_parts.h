#pragma once

#include <optional>
#include <string>
#include <vector>

#include "documents/letter.h"
#include "papers/draw_flow.h"
#include "papers/page.h"

namespace radcert::papers {

/// Texts, rules and a QR code in their places, measured before they are drawn; (0, 0) is its upper left
/// corner.
class Part {
public:
    void put(Text text, double x, double y, Ink ink = {});
    void put_rule(double x, double y, double length);
    void put_squares(documents::QrCode code, double x, double y, double side);

    double height() const { return height_; }
    bool empty() const { return height_ == 0; }
    void draw(Page& page, double x, double y) const;
    /// The whole of it as one piece at the flow's left margin.
    Piece piece(Page& page, const Flow& flow, double above) const;

private:
    struct Place {
        Text text;
        double x, y;
        Ink ink;
    };
    struct Rule {
        double x, y, length;
    };
    struct Squares {
        documents::QrCode code;
        double x, y, side;
    };
    std::vector<Place> texts_;
    std::vector<Rule> rules_;
    std::vector<Squares> squares_;
    double height_{0};
};

/// What stands under the names of the bodies and under the national title; empty: nothing.
struct HeadLines {
    std::string form, number, subject, place_and_date;
};

/// The national title at the right, the bodies at the left.
Part head(Page& page, const documents::Letterhead& letterhead, const HeadLines& lines, double width);

/// "Đắk Lắk, ngày 05 tháng 3 năm 2026"; dots for the day of a paper that bears none, `Date{}`.
std::string place_and_date(const std::string& place, Date dated);

/// Room for a signature and a seal between the capacity and the name.
constexpr double signing_room = 62;

/// Capacity, note, room to sign, name, centred in the `width` from `x`.
/// @param above  a line in italics over the capacity, e.g. place and date; may be empty
void put_signatory(Part& part, Page& page, const documents::Signatory& signatory, const std::string& above,
                   double x, double width, double scale = 1);

} // namespace radcert::papers
