#include "casework/gap_letter.h"

#include <algorithm>

#include "casework/desk_letters.h"
#include "domain/error.h"
#include "rules/citation.h"
#include "text/vietnamese.h"
#include "workshop/gap_words.h"

namespace radcert::casework {
namespace {

using documents::Items;
using documents::Paragraph;
using workshop::GapState;

/// What is open of a point, as a sentence goes on after the topic.
std::string openness(const workshop::OpenPoint& point)
{
    switch (point.cell.state) {
    case GapState::judgement: return "văn bản không nêu tiêu chí, để người xét tự đánh giá";
    case GapState::inferred: return "chỉ suy luận được từ văn bản liên quan, chưa có văn bản xác nhận";
    case GapState::unknown: return "chưa tiếp cận được văn bản quy định";
    case GapState::conflict: return "hai quy định giao cho hai cơ quan khác nhau";
    case GapState::no_rule:
    case GapState::decided:
    case GapState::not_needed: break;
    }
    return point.cell.rows.empty() ? "bộ quy định không có dòng nào" : "đã tra cứu, không tìm thấy quy định";
}

Items::Item item_of_point(const rules::Rulebook& book, const workshop::OpenPoint& point)
{
    Items::Item item{name(workshop::gap_topics[point.topic]).vi + ": " + openness(point) + ".", {}};
    for (const workshop::GapPlace& place : point.places)
        item.below.push_back(
            workshop::place_words(book.vocabulary, place, Language::vi, workshop::Naming::each) + ".");
    for (const workshop::GapRow& row : point.cell.rows) {
        if (row.state == GapState::decided) continue;
        item.below.push_back("[" + row.row->id + "] " + row.row->title.vi + ". Căn cứ: " +
                             rules::citation_text(book, *row.row) + " (" + name(row.row->standing).vi + ").");
    }
    return item;
}

/// What a text that could not be read may settle, against what the texts leave open.
bool hangs_on_unread_text(const workshop::OpenPoint& point)
{
    return point.cell.state == GapState::unknown || point.cell.state == GapState::inferred;
}

void add_points(documents::Letter& letter, const rules::Rulebook& book,
                const std::vector<workshop::OpenPoint>& points, bool unread, const char* heading)
{
    Items items;
    for (const workshop::OpenPoint& point : points)
        if (hangs_on_unread_text(point) == unread) items.items.push_back(item_of_point(book, point));
    if (items.items.empty()) return;
    letter.blocks.emplace_back(Paragraph{heading, true});
    letter.blocks.emplace_back(std::move(items));
}

} // namespace

std::vector<workshop::GapLine> lines_of_province(std::vector<workshop::GapLine> map, ProvinceCode province)
{
    const Body body{Body::Kind::province, province};
    std::erase_if(map, [&](const workshop::GapLine& line) {
        return !line.bodies.empty() && std::ranges::find(line.bodies, body) == line.bodies.end();
    });
    return map;
}

std::size_t unread_points(const std::vector<workshop::OpenPoint>& points)
{
    return std::size_t(std::ranges::count_if(points, hangs_on_unread_text));
}

documents::Letter gap_letter(const rules::Rulebook& book, const workshop::GapQuestion& question,
                             const std::vector<workshop::OpenPoint>& points,
                             const std::optional<registry::Letterhead>& head)
{
    if (!question.province) {
        throw Error{
            Fault::usage,
            {"thư là của một tỉnh; chưa cho biết tỉnh nào", "the letter is a province's; none was named"},
            {"thêm --province, ví dụ --province 66", "add --province, e.g. --province 66"}};
    }
    if (points.empty()) {
        throw Error{Fault::refused,
                    {"không có nội dung nào để hỏi Bộ", "there is nothing to ask the Ministry"},
                    {"xem bản đồ: radcert rules coverage", "see the map: radcert rules coverage"}};
    }
    const Province* const province = book.vocabulary.find_province(*question.province, question.on);
    const std::string place = province != nullptr ? province->name : province_word(*question.province);
    documents::Letter letter;
    if (head) {
        letter.head = letterhead_of(*head);
        letter.right = documents::Signatory{head->capacity, "", head->signatory};
    } else {
        letter.head = {"", "…………………………", place};
        letter.right = documents::Signatory{"THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên, đóng dấu)", ""};
    }
    letter.subject = "V/v nội dung vượt thẩm quyền của tỉnh trong cấp chứng chỉ nhân viên bức xạ";
    letter.salutation = "Kính gửi: Bộ Khoa học và Công nghệ";
    letter.blocks.emplace_back(
        Paragraph{"Đối với hồ sơ cấp chứng chỉ nhân viên bức xạ mà tỉnh (" + place +
                  ") giải quyết hoặc có thể phải giải quyết, rà soát theo các quy định có hiệu lực ngày " +
                  to_dmy(question.on) + ":"});
    add_points(
        letter, book, points, false,
        "I. Những nội dung mà văn bản không nêu tiêu chí, không quy định hoặc quy định khác nhau. Đề nghị "
        "Bộ hướng dẫn tiêu chí áp dụng:");
    add_points(
        letter, book, points, true,
        "II. Những nội dung mà cơ quan chưa đối chiếu được với văn bản gốc. Đề nghị Bộ cung cấp văn bản "
        "hoặc xác nhận cách hiểu:");
    letter.blocks.emplace_back(Paragraph{"Trong khi chờ ý kiến của Bộ, các nội dung này được ghi là chưa xác "
                                         "định: không được coi là đạt, cũng "
                                         "không bị coi là không đạt."});
    letter.recipients = {"Như trên", "Lưu: VT"};
    letter.footnote = "Lập từ bộ quy định " + book.version + ", SHA-256 " + book.digest.substr(0, 16) +
                      "…; mã trong ngoặc vuông là mã dòng của bộ quy định.";
    return letter;
}

} // namespace radcert::casework
