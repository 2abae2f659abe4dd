#include "casework/gap_letter.h"

#include "tests/refusal.h"
#include "tests/rules/sample_rulebook.h"

// The letter to the Ministry holds what is open in the province's files, all of it and nothing else.

namespace {

using namespace radcert;
using namespace radcert::tests;

struct Asked {
    rules::Rulebook book = rules::read_rulebook(shipped_files());
    rules::Program program{book};
    workshop::GapQuestion question;
    std::vector<workshop::GapLine> map;

    explicit Asked(Date on)
    {
        question.on = on;
        question.province = ProvinceCode{66};
        map = workshop::gap_map(program, question);
    }

    std::vector<workshop::OpenPoint> points() const
    {
        return workshop::open_points(casework::lines_of_province(map, *question.province));
    }
    documents::Letter letter() const { return casework::gap_letter(book, question, points(), {}); }
};

std::string text_of(const documents::Letter& letter)
{
    std::string text = letter.salutation + '\n';
    for (const auto& block : letter.blocks) {
        if (const auto* paragraph = std::get_if<documents::Paragraph>(&block)) text += paragraph->text + '\n';
        const auto* items = std::get_if<documents::Items>(&block);
        if (items == nullptr) continue;
        for (const auto& item : items->items) {
            text += item.text + '\n';
            for (const std::string& line : item.below) text += line + '\n';
        }
    }
    return text;
}

bool says(const std::string& text, const std::string& wanted)
{
    return text.find(wanted) != std::string::npos;
}

} // namespace

TEST_CASE("the letter of August 2025 asks for the qualification at Đắk Lắk's seven kinds of equipment",
          "[casework]")
{
    const Asked asked{date(2025, 8, 15)};
    const std::string text = text_of(asked.letter());
    CHECK(says(text, "Kính gửi: Bộ Khoa học và Công nghệ"));
    CHECK(says(text, "Trình độ chuyên môn: văn bản không nêu tiêu chí"));
    CHECK(says(text, "[LAW-QUALIFY-1]"));
    CHECK(says(text, "18/2008/QH12, Điều 28(2)(b)"));
    for (const char* type : {"PET/CT", "SPECT/CT", "huỳnh quang tia X", "nhiễu xạ tia X", "soi bo mạch",
                             "soi hiển vi điện tử", "soi kiểm tra an ninh"})
        CHECK(says(text, type));
    CHECK(says(text, "tỉnh (Đắk Lắk)"));
    // What the texts leave open and what nobody could read are not the same thing.
    CHECK(text.find("[LAW-QUALIFY-1]") < text.find("II. "));
    CHECK(text.find("[C-FORM-1]") > text.find("II. "));
}

TEST_CASE("the letter names every open point of the province's files and none of another body's",
          "[casework]")
{
    const auto day = GENERATE(date(2020, 5, 5), date(2025, 8, 15), date(2026, 3, 2));
    const Asked asked{day};
    const std::string text = text_of(asked.letter());
    const auto own = casework::lines_of_province(asked.map, 66);
    CHECK(own.size() < asked.map.size());
    for (const auto& point : workshop::open_points(own))
        for (const auto& row : point.cell.rows)
            if (row.state != workshop::GapState::decided) CHECK(says(text, "[" + row.row->id + "]"));
    const Body province{Body::Kind::province, 66};
    for (const auto& line : own)
        CHECK((line.bodies.empty() || std::ranges::find(line.bodies, province) != line.bodies.end()));
    if (day == date(2025, 8, 15)) CHECK(!says(text, "Lò phản ứng"));
}

TEST_CASE("an office's own head stands on the letter; without one there are dots", "[casework]")
{
    const Asked asked{date(2025, 8, 15)};
    registry::Letterhead head;
    head.parent = "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK";
    head.body = "SỞ KHOA HỌC VÀ CÔNG NGHỆ";
    head.place = "Đắk Lắk";
    const auto letter = casework::gap_letter(asked.book, asked.question, asked.points(), head);
    CHECK(letter.head.body == "SỞ KHOA HỌC VÀ CÔNG NGHỆ");
    CHECK(asked.letter().head.body == "…………………………");
}

TEST_CASE("a letter that asks nothing is refused", "[casework]")
{
    const Asked asked{date(2025, 8, 15)};
    const Error refused = refusal_of([&] { casework::gap_letter(asked.book, asked.question, {}, {}); });
    CHECK(refused.fault() == Fault::refused);
}

TEST_CASE("a letter of no province is refused", "[casework]")
{
    const Asked asked{date(2025, 8, 15)};
    workshop::GapQuestion nobody = asked.question;
    nobody.province.reset();
    const Error refused = refusal_of([&] { casework::gap_letter(asked.book, nobody, asked.points(), {}); });
    CHECK(refused.fault() == Fault::usage);
    CHECK(says(refused.hint().vi, "--province"));
}
