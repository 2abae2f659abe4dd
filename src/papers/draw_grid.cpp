#include "papers/draw_grid.h"

#include <algorithm>
#include <cassert>

namespace radcert::papers {
namespace {

constexpr double beside = 4, above = 2.5; ///< from the lines of the grid to the text

struct Columns {
    std::vector<double> x, width;
};

Columns columns_of(const documents::Grid& grid, double left, double width)
{
    double shares = 0;
    for (const auto& column : grid.columns) shares += column.share;
    Columns columns;
    for (const auto& column : grid.columns) {
        columns.x.push_back(left);
        columns.width.push_back(width * column.share / shares);
        left += columns.width.back();
    }
    return columns;
}

using Row = std::vector<Text>;

std::size_t lines_of(const Row& row)
{
    std::size_t lines = 0;
    for (const Text& cell : row) lines = std::max(lines, cell.lines());
    return lines;
}

double height_of(const Row& row, std::size_t lines)
{
    return row.front().leading() * static_cast<double>(lines) + 2 * above;
}

Row set_row(Page& page, const Columns& columns, std::size_t count, auto text, auto align, const Type& type)
{
    Row row;
    for (std::size_t i = 0; i < count; ++i)
        row.push_back(page.set(text(i), type, columns.width[i] - 2 * beside, align(i)));
    return row;
}

/// The lines from `first` to before `end` of every cell.
Piece strip(Page& page, const Columns& columns, Row row, std::size_t first, std::size_t end, bool middle)
{
    const double height = height_of(row, end - first);
    auto draw = [&page, columns, row = std::move(row), first, end, middle, height](double y) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const double down = middle ? (height - row[i].height()) / 2 : above;
            page.box(columns.x[i], y, columns.width[i], height);
            if (first < row[i].lines()) page.draw(row[i], first, end, columns.x[i] + beside, y + down);
        }
    };
    return {.height = height, .draw = std::move(draw)};
}

} // namespace

void draw_grid(Flow& flow, Page& page, const documents::Grid& grid, double size)
{
    if (grid.columns.empty()) return;
    const Columns columns = columns_of(grid, flow.left(), flow.width());
    const std::size_t count = grid.columns.size();

    Row titles = set_row(
        page, columns, count, [&](std::size_t i) { return grid.columns[i].heading; },
        [](std::size_t) { return Align::centre; }, {size, true});
    const std::size_t title_lines = lines_of(titles);
    Piece heading = strip(page, columns, std::move(titles), 0, title_lines, true);
    heading.above = annex::between_paragraphs;
    heading.with_next = true;
    const auto repeated = std::make_shared<const Piece>(heading);
    flow.add(std::move(heading));

    for (const auto& cells : grid.rows) {
        assert(cells.size() <= count);
        Row row = set_row(
            page, columns, count, [&](std::size_t i) { return i < cells.size() ? cells[i] : std::string{}; },
            [&](std::size_t i) { return grid.columns[i].number ? Align::right : Align::left; }, {size});
        const double for_lines = flow.page_height() - repeated->height - 2 * above;
        const auto most = static_cast<std::size_t>(std::max(1.0, for_lines / row.front().leading()));
        const std::size_t lines = lines_of(row);
        for (std::size_t first = 0; first < lines; first += most) {
            Piece piece = strip(page, columns, row, first, std::min(first + most, lines), false);
            piece.heading = repeated;
            flow.add(std::move(piece));
        }
    }
}

} // namespace radcert::papers
