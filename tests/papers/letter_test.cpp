#include <sstream>

#include "domain/error.h"
#include "tests/catch.h"
#include "tests/papers/samples.h"
#include "tests/refusal.h"

using namespace radcert;
using namespace radcert::documents;
using namespace radcert::tests;

namespace {

/// Pages of `pdf` as text.
std::vector<std::string> pages(const Folder& folder, std::string_view pdf)
{
    std::vector<std::string> texts;
    std::istringstream all{words_of(folder, pdf)};
    for (std::string page; std::getline(all, page, '\f');) texts.push_back(page);
    return texts;
}

std::size_t times(std::string_view text, std::string_view part)
{
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; at += part.size()) ++count;
    return count;
}

Letter register_of(int rows)
{
    Letter paper = letter();
    paper.landscape = true;
    paper.salutation.clear();
    paper.title = "SỔ THEO DÕI HỒ SƠ";
    Grid grid{{{"TT", 0.5, true}, {"Mã hồ sơ", 2}, {"Họ và tên", 3}}, {}};
    for (int i = 1; i <= rows; ++i)
        grid.rows.push_back(
            {std::to_string(i), "H15-" + std::to_string(10'000 + i), "Nguyễn Thị Phương Uyên"});
    paper.blocks.emplace_back(grid);
    return paper;
}

/// A letter of everything.
Letter receipt()
{
    Letter paper = letter();
    paper.form = "Mẫu số 01";
    paper.title = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ";
    paper.salutation.clear();
    paper.blocks = {
        Paragraph{"Đã tiếp nhận hồ sơ của:"},
        FieldLines{{{"Ông/Bà", "Nguyễn Đức Thịnh"}, {"Số điện thoại", ""}}},
        Paragraph{"Thành phần hồ sơ gồm:", true},
        Items{
            {{"Phiếu khai báo nhân viên bức xạ", {}}, {"Giấy chứng nhận đào tạo", {"Cấp ngày 12/01/2026."}}}},
        Grid{{{"TT", 1, true}, {"Giấy tờ", 4}}, {{"1", "Phiếu khai báo"}}},
        Paragraph{"Nguồn ¹³⁷Cs, suất liều 5 µSv/h ≤ 10 µSv/h ☢.", false, true, true},
    };
    paper.left = Signatory{"Người nộp hồ sơ", "(Ký, ghi rõ họ tên)", "Nguyễn Đức Thịnh"};
    paper.recipients = {"Như trên", "Lưu: VT"};
    paper.qr = "H15.12-260305-0001";
    paper.footnote = "Phần trình bày chưa đối chiếu với mẫu chính thức.";
    return paper;
}

} // namespace

TEST_CASE("a letter bears national title, bodies, number, place and date as Decree 30/2020 wants", "[papers]")
{
    const Folder folder;
    const std::string words = words_of(folder, paper_tools().draw(letter()));
    CAPTURE(words);
    for (const auto* text : {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
                             "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Số: 45/SKHCN-QLCN",
                             "V/v bổ sung hồ sơ", "Đắk Lắk, ngày 05 tháng 3 năm 2026",
                             "Kính gửi: Bệnh viện Đa khoa Ví Dụ", "GIÁM ĐỐC", "Lê Thị Hồng Ngọc"})
        CHECK(words.find(text) != std::string::npos);
    // The bodies stand at the left of the national title, the number at the left of the date.
    CHECK(words.find("ỦY BAN") < words.find("CỘNG HÒA"));
    CHECK(words.find("Số: 45") < words.find("Đắk Lắk, ngày"));
}

TEST_CASE("text keeps within the margins of Decree 30/2020", "[papers]")
{
    const Folder folder;
    Letter paper = receipt();
    for (int i = 0; i < 30; ++i)
        paper.blocks.emplace_back(
            Paragraph{"Sở Khoa học và Công nghệ đề nghị quý cơ sở bổ sung những giấy tờ nêu trên."});
    // xMin, yMin, xMax, yMax of words, in points.
    std::istringstream boxes{
        output_of("pdftotext -bbox " + folder.keep("a.pdf", paper_tools().draw(paper)) +
                  " - | sed -n 's/.*xMin=\"\\(.*\\)\" yMin=\"\\(.*\\)\" xMax=\"\\(.*\\)\" "
                  "yMax=\"\\(.*\\)\">\\(.*\\)<.*/\\1 \\2 \\3 \\4 \\5/p'")};
    double left = 0, top = 0, right = 0, bottom = 0;
    std::string word;
    int words = 0;
    while (boxes >> left >> top >> right >> bottom >> word) {
        CAPTURE(word, left, top, right, bottom);
        ++words;
        CHECK(left >= 30 * 72 / 25.4 - 0.5);
        CHECK(right <= (210 - 15) * 72 / 25.4 + 0.5);
        CHECK(bottom <= (297 - 20) * 72 / 25.4 + 0.5);
        if (word != "2") CHECK(top >= 20 * 72 / 25.4 - 0.5); // the page number stands in the margin
    }
    CHECK(words > 400);
}

TEST_CASE("every word of a letter of every kind of block can be copied from it", "[papers]")
{
    const Folder folder;
    const std::string pdf = paper_tools().draw(receipt());
    const std::string words = words_of(folder, pdf);
    CAPTURE(words);
    for (const auto* text : {"Mẫu số 01",
                             "GIẤY TIẾP NHẬN HỒ SƠ",
                             "VÀ HẸN TRẢ KẾT QUẢ",
                             "Ông/Bà: Nguyễn Đức Thịnh",
                             "Số điện thoại: …",
                             "Thành phần hồ sơ gồm:",
                             "1. Phiếu khai báo nhân viên bức xạ",
                             "2. Giấy chứng nhận đào tạo",
                             "Cấp ngày 12/01/2026.",
                             "Giấy tờ",
                             "Phiếu khai báo",
                             "¹³⁷Cs",
                             "5 µSv/h ≤ 10 µSv/h",
                             "☢",
                             "NGƯỜI NỘP HỒ SƠ",
                             "(Ký, ghi rõ họ tên)",
                             "Nơi nhận:",
                             "- Như trên;",
                             "- Lưu: VT.",
                             "Phần trình bày chưa đối chiếu"})
        CHECK(words.find(text) != std::string::npos);
    output_of("qpdf --check " + (folder / "words.pdf"));
    CHECK(paper_tools().draw(receipt()) == pdf);
}

TEST_CASE("another process draws the same bytes", "[papers]")
{
    // This program draws the receipt and prints its digest when it is asked to by that name of a test.
    const Folder folder;
    const std::string file = folder.keep("a.pdf", paper_tools().draw(receipt()));
    const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
    output_of("RADCERT_DRAW_TO=" + (folder / "b.pdf") + " " + self + " '[.draw-receipt]'");
    CHECK(output_of("cmp " + file + " " + (folder / "b.pdf")).empty());
}

TEST_CASE("draw the receipt for another process", "[.draw-receipt]")
{
    const char* const file = std::getenv("RADCERT_DRAW_TO");
    REQUIRE(file != nullptr);
    std::ofstream{file, std::ios::binary} << paper_tools().draw(receipt());
}

TEST_CASE("a grid repeats its heading on every page and loses no row", "[papers]")
{
    const Folder folder;
    const auto all = pages(folder, paper_tools().draw(register_of(200)));
    CHECK(all.size() >= 8);
    int row = 0;
    for (std::size_t page = 0; page < all.size(); ++page) {
        CAPTURE(page, all[page]);
        CHECK(times(all[page], "Mã hồ sơ") == 1);
        if (page > 0) CHECK(std::stoi(all[page]) == static_cast<int>(page) + 1); // the number at the top
        for (; row < 200 && all[page].find("H15-" + std::to_string(10'001 + row)) != std::string::npos;
             ++row) {
        }
    }
    CHECK(row == 200);
    // The signature does not stand alone on the last page.
    CHECK(all.back().find("H15-10200") != std::string::npos);
    CHECK(all.back().find("Lê Thị Hồng Ngọc") != std::string::npos);
}

TEST_CASE("only a row that is higher than a page is divided", "[papers]")
{
    const Folder folder;
    Letter paper = register_of(3);
    auto& rows = std::get<Grid>(paper.blocks.front()).rows;
    std::string many;
    for (int i = 0; i < 1500; ++i) many += "từ" + std::to_string(i) + " ";
    rows[1][2] = many;
    const auto all = pages(folder, paper_tools().draw(paper));
    CHECK(all.size() > 2);
    std::string together;
    for (const auto& page : all) together += page;
    for (int i = 0; i < 1500; ++i) {
        CAPTURE(i);
        CHECK(times(together, "từ" + std::to_string(i) + (i < 1499 ? " " : "\n")) +
                  times(together, "từ" + std::to_string(i) + "\n") >=
              1);
    }
    CHECK(together.find("H15-10003") != std::string::npos);
}

TEST_CASE("a page neither begins with the last line of a paragraph nor ends with its first", "[papers]")
{
    const Folder folder;
    for (int before = 30; before < 46; ++before) {
        Letter paper = letter();
        for (int i = 0; i < before; ++i) paper.blocks.emplace_back(Items{{{"Một dòng", {}}}});
        std::string lines;
        for (int i = 0; i < 70; ++i) lines += "chữ" + std::to_string(i) + " ";
        paper.blocks.emplace_back(Paragraph{lines});
        paper.right.reset();
        const auto all = pages(folder, paper_tools().draw(paper));
        for (const auto& page : all) {
            std::size_t of_paragraph = 0;
            std::istringstream text{page};
            for (std::string line; std::getline(text, line);) of_paragraph += line.find("chữ") != line.npos;
            CAPTURE(before, page);
            CHECK(of_paragraph != 1);
        }
    }
}

TEST_CASE("a number, a name or a word that is longer than its column loses nothing", "[papers]")
{
    const Folder folder;
    Letter paper = register_of(1);
    std::string name;
    for (int i = 0; i < 20; ++i) name += "H15-" + std::to_string(i) + "/";
    auto& row = std::get<Grid>(paper.blocks.front()).rows.front();
    row = {name, "x", "y"};
    const std::string raw =
        squeezed(output_of("pdftotext -raw " + folder.keep("a.pdf", paper_tools().draw(paper)) + " -"));
    CAPTURE(raw);
    CHECK(raw.find(name) != std::string::npos);
}

TEST_CASE("a number such as 142/2020/NĐ-CP is not broken at the end of a line", "[papers]")
{
    const Folder folder;
    for (int before = 8; before < 20; ++before) {
        Letter paper = letter();
        std::string text;
        for (int i = 0; i < before; ++i) text += "chữ ";
        paper.blocks.emplace_back(Paragraph{text + "Nghị định số 142/2020/NĐ-CP ngày 09 tháng 12 năm 2020."});
        CAPTURE(before);
        CHECK(words_of(folder, paper_tools().draw(paper)).find("142/2020/NĐ-CP") != std::string::npos);
    }
}

TEST_CASE("what is not known yet is left as dots", "[papers]")
{
    const Folder folder;
    Letter paper = letter();
    paper.number.clear();
    paper.dated = {};
    const std::string words = words_of(folder, paper_tools().draw(paper));
    CAPTURE(words);
    CHECK(words.find("Số: …") != std::string::npos);
    CHECK(words.find("ngày …… tháng …… năm ………") != std::string::npos);
}

TEST_CASE("an empty letter is a page, and wrong bytes in a text are shown as such", "[papers]")
{
    const Folder folder;
    CHECK(pages_of(folder, paper_tools().draw(Letter{})) == 1);
    Letter paper = letter();
    paper.blocks.emplace_back(Paragraph{"trước \xC3\x28 \xFF sau"});
    paper.blocks.emplace_back(Grid{});
    const std::string words = words_of(folder, paper_tools().draw(paper));
    CHECK(words.find("trước") != std::string::npos);
    CHECK(words.find("sau") != std::string::npos);
}

TEST_CASE("a name that is longer than a page is refused", "[papers]")
{
    Letter paper = letter();
    for (int i = 0; i < 3000; ++i) paper.right->name += "Nguyễn ";
    CHECK(refusal_of([&] { paper_tools().draw(paper); }).fault() == Fault::invalid_input);
}
