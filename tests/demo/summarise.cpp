#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "cli/files.h"
#include "domain/error.h"
#include "tests/demo/summary.h"
#include "text/utf8.h"

// Prints what came of a heap of dossiers: a table of outcomes by kind of equipment, and the questions that no
// text answers. For 80 columns and any locale.

using namespace radcert;
using namespace radcert::demo;

namespace {

constexpr std::size_t name_width = 25, verdict_width = 10, total_width = 5, page_width = 80, text_column = 6;

std::string right(std::string_view text, std::size_t width)
{
    const std::size_t used = text::display_width(text);
    return std::string(used < width ? width - used : 0, ' ') + std::string{text};
}

std::string left(std::string_view text, std::size_t width)
{
    const std::size_t used = text::display_width(text);
    return std::string{text} + std::string(used < width ? width - used : 0, ' ');
}

void print(const std::string& line)
{
    std::fputs((line + '\n').c_str(), stdout);
}

void print_heads()
{
    using Head = std::array<std::string_view, verdicts.size()>;
    constexpr Head first{"không cần", "không đủ", "hồ sơ", "chưa kết", "đủ"};
    constexpr Head second{"chứng chỉ", "điều kiện", "chưa đủ", "luận được", "điều kiện"};
    std::string above = left("", name_width), below = left("Thiết bị của cơ sở", name_width);
    for (const std::string_view head : first) above += right(head, verdict_width);
    for (const std::string_view head : second) below += right(head, verdict_width);
    print(above);
    print(below + right("tổng", total_width));
}

/// The numbers stand on the first line of a name that needs several.
void print_tally(std::string_view name, const Tally& tally)
{
    int total = 0;
    std::string numbers;
    for (const int count : tally) {
        total += count;
        numbers += right(count == 0 ? "·" : std::to_string(count), verdict_width);
    }
    numbers += right(std::to_string(total), total_width);
    const auto lines = text::wrapped(name, name_width - 1);
    print(left(lines.front(), name_width) + numbers);
    for (std::size_t i = 1; i < lines.size(); ++i) print("  " + lines[i]);
}

void print_table(const Summary& summary, const Vocabulary& vocabulary)
{
    print_heads();
    print(std::string(page_width, '-'));
    for (const auto& [type, tally] : summary.by_equipment)
        print_tally(vocabulary.equipment_types.name(type).vi, tally);
    print(std::string(page_width, '-'));
    print_tally("Số hồ sơ", summary.all);
    constexpr std::string_view how =
        "Hồ sơ của cơ sở có nhiều loại thiết bị được đếm ở mỗi loại; dòng cuối đếm mỗi hồ "
        "sơ một lần.";
    for (const std::string& line : text::wrapped(how, page_width)) print(line);
    print("Nộp không đúng cơ quan có thẩm quyền: " + std::to_string(summary.wrong_desk) + ".");
}

/// What a person is asked: the question of a judgement, else the note of the row.
std::string text_of(const rules::Requirement& row)
{
    if (row.condition && row.condition->check == rules::Check::judgement) return row.condition->question.vi;
    return row.note.vi;
}

void print_question(const rules::Requirement& row, int files)
{
    constexpr std::size_t id_width = 14, indent = text_column + id_width;
    const auto lines = text::wrapped(row.title.vi, page_width - indent);
    print(right(std::to_string(files), text_column - 2) + "  " + left(row.id, id_width) + lines.front());
    for (std::size_t i = 1; i < lines.size(); ++i) print(std::string(indent, ' ') + lines[i]);
}

struct Open {
    const rules::Requirement* row;
    int files;
};

/// Rows that say the same say it once, under the last of them; what touches most files comes first.
void print_open(std::vector<Open> open)
{
    const auto most = [&](const std::string& text) {
        int files = 0;
        for (const Open& each : open)
            files = text_of(*each.row) == text ? std::max(files, each.files) : files;
        return files;
    };
    std::vector<std::pair<int, std::string>> texts;
    for (const Open& each : open) texts.emplace_back(-most(text_of(*each.row)), text_of(*each.row));
    std::ranges::sort(texts);
    const auto doubles = std::ranges::unique(texts);
    texts.erase(doubles.begin(), doubles.end());
    std::ranges::stable_sort(open, std::ranges::greater{}, &Open::files);
    for (const auto& [files, text] : texts) {
        for (const Open& each : open) {
            if (text_of(*each.row) == text) print_question(*each.row, each.files);
        }
        for (const std::string& line : text::wrapped(text, page_width - text_column)) {
            if (!line.empty()) print(std::string(text_column, ' ') + line);
        }
    }
}

void print_questions(const Summary& summary, const rules::Rulebook& book)
{
    struct Section {
        Reason reason;
        const char* title;
    };
    constexpr std::array<Section, 3> sections{{
        {Reason::no_rule_in_force, "Không có quy định nào đang có hiệu lực"},
        {Reason::rule_unconfirmed, "Quy định chưa được xác nhận"},
        {Reason::officer_judgement, "Luật để cán bộ xem xét, kết luận"},
    }};
    for (const Section& section : sections) {
        std::vector<Open> open;
        for (const auto& [question, files] : summary.questions) {
            const auto row =
                std::ranges::find(book.requirements, question.requirement, &rules::Requirement::id);
            if (question.reason == section.reason && row != book.requirements.end())
                open.push_back({&*row, files});
        }
        if (open.empty()) continue;
        print("");
        print(section.title + std::string{" (số hồ sơ, mã, nội dung)"});
        print_open(std::move(open));
    }
}

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

int summarise(const std::string& dossiers_file, const std::string& determinations_file)
{
    const rules::Rulebook book = cli::load_rulebook("", {});
    const std::string dossiers = cli::read_file(dossiers_file),
                      determinations = cli::read_file(determinations_file);
    const auto asked = lines_of(dossiers), answered = lines_of(determinations);
    if (asked.size() != answered.size()) {
        std::fputs("summarise_demo: error: the two files do not have the same number of lines\n", stderr);
        return 3;
    }
    Counter counter{book.vocabulary};
    for (std::size_t i = 0; i < asked.size(); ++i) counter.add(asked[i], answered[i]);
    print_table(counter.summary(), book.vocabulary);
    print_questions(counter.summary(), book);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fputs("use: summarise_demo DOSSIERS.jsonl DETERMINATIONS.jsonl\n", stderr);
        return 2;
    }
    try {
        return summarise(argv[1], argv[2]);
    } catch (const Error& error) {
        std::fprintf(stderr, "summarise_demo: error: %s\n", error.what());
        return 3;
    }
}
