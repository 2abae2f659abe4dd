#include "documents/chart.h"

#include <algorithm>
#include <cassert>

#include "text/utf8.h"

namespace radcert::documents {
namespace {

// Places in user units; everything is a whole number, so that no locale and no rounding changes a byte.
constexpr std::int64_t width = 960, margin = 16, bar_height = 22, bar_step = 34, value_width = 190;
constexpr std::int64_t least_label = 120, most_label = width / 2,
                       label_gap = 10; ///< labels take what they need
constexpr std::int64_t title_height = 40, legend_step = 24, letter = 8;

/// Fills from dark to light, each with lines of its own.
struct Fill {
    const char* ground;
    const char* lines; ///< path within 8 x 8; empty: plain
    const char* ink;
};
constexpr Fill fills[most_series] = {
    {"#1f3a5f", "", ""},
    {"#ffffff", "M0 8L8 0", "#1f3a5f"},
    {"#8fb3d9", "M0 4H8", "#1f3a5f"},
    {"#5f1f3a", "M4 0V8", "#ffffff"},
    {"#f2f2f2", "M0 4H8M4 0V8", "#000000"},
    {"#d9d98f", "M0 0L8 8", "#3a3a00"},
};

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text::printable(text)) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    }
    return out;
}

std::string number(std::int64_t value)
{
    return std::to_string(value);
}

std::int64_t sum(const BarChart::Bar& bar)
{
    std::int64_t all = 0;
    for (const std::int64_t value : bar.values) all += std::max<std::int64_t>(value, 0);
    return all;
}

/// A label in at most so many columns, "…" where it was longer; the whole one stands in the description.
std::string fitting(const std::string& label, std::size_t columns)
{
    if (text::display_width(label) <= columns) return label;
    std::string kept;
    for (std::size_t at = 0; at < label.size();) {
        std::size_t next = at + 1;
        while (next < label.size() && (static_cast<unsigned char>(label[next]) & 0xC0) == 0x80) ++next;
        if (text::display_width(kept) + text::display_width(label.substr(at, next - at)) + 1 > columns) break;
        kept += label.substr(at, next - at);
        at = next;
    }
    return kept + "…";
}

class Drawing {
public:
    explicit Drawing(const BarChart& chart) : chart_{chart}
    {
        for (const BarChart::Bar& bar : chart.bars) {
            most_ = std::max(most_, sum(bar));
            label_width_ =
                std::max(label_width_, letter * std::int64_t(text::display_width(bar.label)) + label_gap);
        }
        label_width_ = std::min(label_width_, most_label);
    }

    std::string draw()
    {
        const bool legend = chart_.series.size() > 1;
        const std::int64_t top =
            title_height + (legend ? legend_step * std::int64_t(chart_.series.size()) : 0) + margin;
        const std::int64_t height = top + bar_step * std::int64_t(chart_.bars.size()) + margin;
        head(height);
        if (legend) draw_legend();
        std::int64_t y = top;
        for (const BarChart::Bar& bar : chart_.bars) {
            draw_bar(bar, y);
            y += bar_step;
        }
        return std::move(out_ += "</svg>\n");
    }

private:
    void head(std::int64_t height)
    {
        out_ += "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\" "
                "xml:lang=\"" +
                escaped(chart_.language) + "\" width=\"" + number(width) + "\" height=\"" + number(height) +
                "\" viewBox=\"0 0 " + number(width) + " " + number(height) +
                "\" font-family=\"Arimo, Arial, sans-serif\" font-size=\"14\" fill=\"#000000\">\n";
        out_ += "<title id=\"title\">" + escaped(chart_.title) + "</title>\n";
        out_ += "<desc id=\"desc\">";
        out_ += escaped(chart_.description) + "\n" + described();
        out_ += "</desc>\n<defs>\n";
        for (std::size_t i = 0; i < std::min(chart_.series.size(), most_series); ++i) define(i);
        out_ += "</defs>\n<rect width=\"" + number(width) + "\" height=\"" + number(height) +
                "\" fill=\"#ffffff\"/>\n";
        text(margin, 28, "start", chart_.title, " font-size=\"18\" font-weight=\"bold\"");
    }

    std::string described() const
    {
        std::string lines;
        const std::string all = chart_as_text(chart_);
        for (std::size_t at = 0; at < all.size();) {
            const std::size_t end = all.find('\n', at);
            lines += escaped(std::string_view{all}.substr(at, end - at)) + '\n';
            at = end + 1;
        }
        return lines;
    }

    void define(std::size_t series)
    {
        const Fill& fill = fills[series];
        out_ += "<pattern id=\"fill" + number(std::int64_t(series)) +
                "\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" "
                "fill=\"" +
                fill.ground + "\"/>";
        if (*fill.lines != '\0')
            out_ += std::string{"<path d=\""} + fill.lines + "\" stroke=\"" + fill.ink +
                    "\" stroke-width=\"2\" fill=\"none\"/>";
        out_ += "</pattern>\n";
    }

    void text(std::int64_t x, std::int64_t y, const char* anchor, const std::string& words,
              const char* more = "")
    {
        out_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\"" +
                more + ">" + escaped(words) + "</text>\n";
    }

    void box(std::int64_t x, std::int64_t y, std::int64_t wide, std::size_t series)
    {
        out_ += "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(wide) +
                "\" height=\"" + number(bar_height) + "\" fill=\"url(#fill" +
                number(std::int64_t(series % most_series)) + ")\" stroke=\"#000000\"/>\n";
    }

    void draw_legend()
    {
        std::int64_t y = title_height;
        for (std::size_t i = 0; i < chart_.series.size(); ++i, y += legend_step) {
            box(margin, y, 32, i);
            text(margin + 42, y + 16, "start", chart_.series[i]);
        }
    }

    void draw_bar(const BarChart::Bar& bar, std::int64_t y)
    {
        const auto columns = std::size_t((label_width_ - label_gap) / letter);
        text(margin + label_width_ - label_gap, y + 16, "end", fitting(bar.label, columns));
        const std::int64_t x = margin + label_width_, room = width - x - margin - value_width;
        std::int64_t before = 0;
        std::string values;
        for (std::size_t i = 0; i < bar.values.size(); ++i) {
            const std::int64_t value = std::max<std::int64_t>(bar.values[i], 0);
            // From the running total, so that what is rounded does not add up.
            const std::int64_t end = most_ > 0 ? (before + value) * room / most_ : 0;
            const std::int64_t begin = most_ > 0 ? before * room / most_ : 0;
            if (value > 0) box(x + begin, y, std::max<std::int64_t>(end - begin, 1), i);
            before += value;
            values += (values.empty() ? "" : " + ") + number(bar.values[i]);
        }
        if (bar.values.size() > 1) values += " = " + number(before);
        text(x + (most_ > 0 ? before * room / most_ : 0) + 8, y + 16, "start", values);
    }

    const BarChart& chart_;
    std::int64_t most_{0}, label_width_{least_label};
    std::string out_;
};

} // namespace

std::string draw_svg(const BarChart& chart)
{
    assert(!chart.series.empty() && chart.series.size() <= most_series);
    return Drawing{chart}.draw();
}

std::string chart_as_text(const BarChart& chart)
{
    std::string out;
    for (const BarChart::Bar& bar : chart.bars) {
        out += text::printable(bar.label) + ":";
        for (std::size_t i = 0; i < bar.values.size(); ++i) {
            out += i > 0 ? "," : "";
            if (chart.series.size() > 1) out += " " + text::printable(chart.series[i]);
            out += " " + number(bar.values[i]);
        }
        out += '\n';
    }
    return out;
}

} // namespace radcert::documents
