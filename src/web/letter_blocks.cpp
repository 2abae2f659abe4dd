#include "web/letter_blocks.h"

#include <algorithm>

namespace radcert::web {
namespace {

/// A letter is Vietnamese, whoever reads it.
Words same(const std::string& text)
{
    return {text, text};
}

/// Makes the blocks of a letter's blocks, one after another.
class LetterBlocks {
public:
    explicit LetterBlocks(std::vector<Block>& blocks) : blocks_{blocks} {}

    void operator()(const documents::Paragraph& paragraph)
    {
        blocks_.emplace_back(Paragraph{same(paragraph.text)});
    }

    void operator()(const documents::FieldLines& lines)
    {
        Facts facts;
        for (const auto& [label, value] : lines.lines)
            facts.add({"line_" + std::to_string(++lines_), same(label)},
                      value.empty() ? Cell{"…………"} : Cell{value});
        blocks_.emplace_back(std::move(facts));
    }

    void operator()(const documents::Items& items)
    {
        int number = 0;
        for (const auto& item : items.items) {
            blocks_.emplace_back(Paragraph{same(std::to_string(++number) + ". " + item.text)});
            for (const std::string& below : item.below) blocks_.emplace_back(Paragraph{same(below), true});
        }
    }

    void operator()(const documents::Grid& grid)
    {
        std::vector<Column> columns;
        for (const auto& column : grid.columns)
            columns.push_back({"column_" + std::to_string(columns.size()), same(column.heading)});
        documents::Table table(std::move(columns));
        for (const auto& row : grid.rows) {
            std::vector<Cell> cells{row.begin(), row.end()};
            cells.resize(grid.columns.size());
            table.row(std::move(cells));
        }
        Listing list{
            "grid_" + std::to_string(++lines_), {"Bảng trên giấy", "Table on the paper"}, std::move(table)};
        list.caption_shown = false;
        blocks_.emplace_back(std::move(list));
    }

private:
    std::vector<Block>& blocks_;
    int lines_{0};
};

Facts letter_head(const documents::Letter& letter)
{
    Facts facts;
    facts.add({"office", {"Cơ quan", "Office"}},
              letter.head.parent.empty() ? letter.head.body : letter.head.parent + " – " + letter.head.body);
    if (!letter.form.empty()) facts.add({"form", {"Biểu mẫu", "Form"}}, letter.form);
    facts.add({"letter_number", {"Số", "Number"}},
              letter.number.empty() ? Cell::coded("", {"cấp khi lập giấy", "given when it is made"})
                                    : Cell{letter.number});
    facts.add(
        {"dated", {"Địa danh, ngày", "Place, day"}},
        letter.head.place + ", " +
            (letter.dated == Date{} ? std::string{"ngày …… tháng …… năm ……"} : long_date(letter.dated)));
    return facts;
}

/// "GIÁM ĐỐC: Trần Văn Minh".
std::string signatory_line(const documents::Signatory& signatory)
{
    const std::string name = signatory.name.empty() ? signatory.note : signatory.name;
    return signatory.capacity + (name.empty() ? "" : ": " + name);
}

} // namespace

std::vector<Block> letter_blocks(const documents::Letter& letter)
{
    std::vector<Block> blocks{letter_head(letter)};
    if (!letter.title.empty()) blocks.emplace_back(Heading{same(letter.title)});
    if (!letter.subject.empty()) blocks.emplace_back(Paragraph{same(letter.subject)});
    if (!letter.salutation.empty()) blocks.emplace_back(Paragraph{same(letter.salutation)});
    LetterBlocks maker{blocks};
    for (const documents::Block& block : letter.blocks) std::visit(maker, block);
    for (const auto* const signatory : {&letter.left, &letter.right}) {
        if (*signatory) blocks.emplace_back(Paragraph{same(signatory_line(**signatory))});
    }
    if (!letter.recipients.empty()) {
        std::string all;
        for (const std::string& one : letter.recipients) all += (all.empty() ? "Nơi nhận: " : "; ") + one;
        blocks.emplace_back(Paragraph{same(all + "."), true});
    }
    if (!letter.footnote.empty()) blocks.emplace_back(Paragraph{same(letter.footnote), true});
    return blocks;
}

} // namespace radcert::web
