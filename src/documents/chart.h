#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace radcert::documents {

/// Bars that lie beneath each other, each parted into the same series; one series is a plain bar chart.
struct BarChart {
    struct Bar {
        std::string label;
        std::vector<std::int64_t> values; ///< one for each series; none is negative
    };
    std::string title, description; ///< the description is read aloud before the figures
    std::string language{"vi"};     ///< of its texts, for readers of the screen
    std::vector<std::string> series;
    std::vector<Bar> bars;
};

constexpr std::size_t most_series = 6; ///< that can be told apart

/// SVG 1.1 that stands by itself: role="img" with title and description, which holds every figure, so that a
/// reader who sees nothing gets the whole table; every bar is labelled with its numbers. Series differ in
/// pattern and in lightness, never in colour alone; texts are black on white, edges black
/// (WCAG 2.2: 1.1.1, 1.4.1, 1.4.3, 1.4.11). The same values give the same bytes. No script, no style from
/// elsewhere, nothing that is not escaped.
std::string draw_svg(const BarChart& chart);

/// The figures as lines of text: "label: series 3, series 4".
std::string chart_as_text(const BarChart& chart);

} // namespace radcert::documents
