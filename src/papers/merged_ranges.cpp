#include "papers/merged_ranges.h"

#include <algorithm>

#include "domain/error.h"
#include "papers/xml.h"

namespace radcert::papers {

class MergeListener : public XmlListener {
public:
    explicit MergeListener(std::vector<MergedRanges::Range>& ranges) : ranges_{ranges} {}

    void open(std::string_view element, const XmlAttributes& attributes) override
    {
        constexpr std::size_t most_ranges = 200'000;
        if (element != "mergeCell") return;
        const std::string_view reference = attributes["ref"];
        const std::size_t colon = std::min(reference.find(':'), reference.size());
        const auto first = parse_place(reference.substr(0, colon));
        const auto last = colon < reference.size() ? parse_place(reference.substr(colon + 1)) : first;
        if (!first || !last || last->row < first->row || last->column < first->column ||
            ranges_.size() >= most_ranges) {
            throw Error{Fault::invalid_input,
                        {"vùng ô gộp “" + std::string{reference} + "” không đọc được",
                         "the merged range \"" + std::string{reference} + "\" cannot be read"},
                        {"bỏ gộp ô (Unmerge) rồi lưu lại", "unmerge the cells and save again"}};
        }
        ranges_.push_back({*first, *last});
    }
    void close(std::string_view) override {}

private:
    std::vector<MergedRanges::Range>& ranges_;
};

namespace {

/// Whether the part may name merged cells. Text in UTF-16 could hide the word, so it counts as naming them.
bool may_have_merged_cells(ZipArchive& archive, std::size_t entry)
{
    constexpr std::string_view word{"mergeCell"};
    bool found = false, first = true;
    std::string tail;
    archive.read(entry, [&](std::string_view block) {
        if (first) found = block.substr(0, 4).find_first_of(std::string_view{"\0\xFE\xFF", 3}) != block.npos;
        first = false;
        tail.append(block.substr(0, word.size()));
        found = found || tail.find(word) != tail.npos || block.find(word) != block.npos;
        tail = block.substr(block.size() - std::min(block.size(), word.size()));
        return !found;
    });
    return found;
}

} // namespace

std::optional<CellPlace> parse_place(std::string_view reference)
{
    CellPlace place;
    std::size_t at = 0;
    for (; at < reference.size() && at < 3 && reference[at] >= 'A' && reference[at] <= 'Z'; ++at)
        place.column = place.column * 26 + std::uint32_t(reference[at] - 'A' + 1);
    const std::size_t letters = at;
    for (; at < reference.size() && at < letters + 7 && reference[at] >= '0' && reference[at] <= '9'; ++at)
        place.row = place.row * 10 + std::uint32_t(reference[at] - '0');
    const bool whole = at == reference.size() && letters > 0 && at > letters && reference[letters] != '0';
    if (!whole || place.column > documents::most_columns || place.row > documents::most_rows)
        return std::nullopt;
    --place.column;
    return place;
}

MergedRanges MergedRanges::of(ZipArchive& archive, std::size_t entry)
{
    MergedRanges merged;
    if (!may_have_merged_cells(archive, entry)) return merged;
    MergeListener listener{merged.ranges_};
    read_xml(archive, entry, listener);
    std::ranges::sort(merged.ranges_, {}, [](const Range& range) { return range.first.row; });
    return merged;
}

void MergedRanges::mark(documents::SheetRow& row)
{
    constexpr std::uint32_t widest_added = 256;
    std::erase_if(open_, [&](const Range& range) { return range.last.row < row.number; });
    for (; next_ < ranges_.size() && ranges_[next_].first.row <= row.number; ++next_)
        if (ranges_[next_].last.row >= row.number) open_.push_back(ranges_[next_]);
    for (const Range& range : open_) {
        if (range.last.column < widest_added && row.cells.size() <= range.last.column)
            row.cells.resize(range.last.column + 1);
        const std::size_t end = std::min<std::size_t>(range.last.column + 1, row.cells.size());
        for (std::size_t column = range.first.column; column < end; ++column)
            row.cells[column].merged = row.number != range.first.row || column != range.first.column;
    }
}

} // namespace radcert::papers
