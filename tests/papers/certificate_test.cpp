#include <algorithm>
#include <chrono>
#include <set>
#include <sstream>
#include <vector>

#include "domain/error.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/papers/samples.h"
#include "tests/refusal.h"

using namespace radcert;
using namespace radcert::tests;
using documents::paper_tools;

namespace {

constexpr std::string_view accented = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
                                      "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";

/// Names as they are stored, and as they stand on certificates. With `unread` they have every accented
/// letter.
const std::vector<std::string>& names()
{
    static const std::vector<std::string> all{
        "Nguyễn Đức Thịnh",
        "Trần Thị Hồng Phượng",
        "Lê Hoàng Bảo Ngọc",
        "Phạm Quốc Khánh",
        "Huỳnh Thị Mỹ Lệ",
        "Đặng Thùy Trâm",
        "Vũ Đình Trường",
        "Bùi Thị Hiểu",
        "Đỗ Thị Kiều Oanh",
        "Ngô Tuyết Mẫn",
        "Y Thanh Niê Kđăm",
        "Dương Tấn Lộc",
        "Lý Thu Thủy",
        "Tạ Thị Hằng",
        "Mai Văn Thắng",
        "Võ Hữu Nghĩa",
        "Lã Bích Hường",
        "Phùng Thị Lụa",
        "Hà Cẩm Tú",
        "Trần Tử Thỏa",
        "Đào Duy Từ",
        "Bế Văn Hóa",
        "Nguyễn Thị Bé",
        "Lò Thị Mè",
        "Trần Thị Mở",
        "Trần Văn Dậu",
        "Nguyễn Thuỷ Tiên",
        "Trần Thị Đẹp",
        "Hoàng Thị Trẻ",
        "Trần Văn Vẽ",
        "Nguyễn Văn Kha",
        "Trần Thị Phẳng",
        "Phan Văn Sẵn",
        "Lê Thị Chỉ",
        "Hà Thị Mới",
        "Nguyễn Văn Đỡ",
        "Lê Văn Tổng",
        "Nguyễn Thị Lự",
        "Trần Thế Vinh",
        "Phan Lỡ",
        "Trần Thị Nỡ",
        "NGUYỄN ĐỨC THỊNH",
        "TRẦN THỊ HỒNG PHƯỢNG",
        "LÊ HOÀNG BẢO NGỌC",
        "PHẠM QUỐC KHÁNH",
        "HUỲNH THỊ MỸ LỆ",
        "ĐẶNG THÙY TRÂM",
        "VŨ ĐÌNH TRƯỜNG",
        "BÙI THỊ HIỂU",
        "ĐỖ THỊ KIỀU OANH",
        "NGUYỄN MINH NGẪU",
        "NGÔ QUANG VINH",
        "DƯƠNG TẤN LỘC",
        "LÝ THU THỦY",
        "TẠ THU HẰNG",
        "MAI VĂN THẮNG",
        "VÕ HỮU NGHĨA",
        "LÃ BÍCH HƯỜNG",
        "PHÙNG THỊ LỤA",
        "NGUYỄN THỊ CẨM",
        "TRẦN ANH TÚ",
        "TRẦN TỬ THỎA",
        "ĐÀO DUY TỪ",
        "BẾ VĂN HÓA",
        "NGUYỄN THỊ BÉ",
        "LÒ THỊ MÈ",
        "TRẦN THỊ MỞ",
        "TRẦN VĂN DẬU",
        "NGUYỄN THUỶ TIÊN",
        "TRẦN THỊ ĐẸP",
        "HOÀNG THỊ TRẺ",
        "TRẦN VĂN VẼ",
        "TRẦN MINH KHẲNG",
        "PHAN VĂN SẴN",
        "LÊ THỊ CHỈ",
        "HÀ THỊ MỚI",
        "NGUYỄN VĂN ĐỠ",
        "NGUYỄN VĂN TỔNG",
        "NGUYỄN THỊ LỰ",
        "TRẦN THẾ VINH",
        "PHAN LỠ",
        "TRẦN THỊ NỠ",
    };
    return all;
}

/// Vietnamese Tesseract has no letter "ỵ" (it is not in its unicharset) and reads "y".
const std::vector<std::pair<std::string, std::string>> unread{{"Nguyễn Thuỵ Khanh", "Nguyễn Thuy Khanh"},
                                                              {"NGUYỄN THUỴ KHANH", "NGUYỄN THUY KHANH"}};

/// A certificate whose fields are the names from `first`.
documents::CertificatePaper with_names(std::size_t first, std::size_t count)
{
    auto paper = certificate_of(names()[first]);
    paper.fields.clear();
    for (std::size_t i = first; i < std::min(first + count, names().size()); ++i)
        paper.fields.emplace_back("Họ và tên", names()[i]);
    return paper;
}

std::set<std::string> letters_of(std::string_view text)
{
    std::set<std::string> letters;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
        letters.emplace(text.substr(at, end - at));
        at = end;
    }
    return letters;
}

std::string render(const Folder& folder, std::string_view pdf, const std::string& options)
{
    return output_of("pdftoppm -singlefile -r 300 " + options + " " + folder.keep("page.pdf", pdf) + " " +
                     (folder / "page"));
}

} // namespace

TEST_CASE("the same certificate is the same bytes, and every one of them is a valid PDF 1.7", "[papers]")
{
    const Folder folder;
    const auto paper = certificate_of("NGUYỄN ĐỨC THỊNH");
    const std::string pdf = paper_tools().draw(paper);
    CHECK(pdf.starts_with("%PDF-1.7"));
    paper_tools().draw(certificate_of("LÊ THỊ MỸ LỆ")); // what was drawn before does not show
    CHECK(paper_tools().draw(paper) == pdf);
    CHECK(
        output_of("qpdf --check " + folder.keep("c.pdf", pdf)).find("No syntax or stream encoding errors") !=
        std::string::npos);
    CHECK(pages_of(folder, pdf) == 1);

    const std::string properties = output_of("TZ=Asia/Ho_Chi_Minh pdfinfo " + (folder / "c.pdf"));
    CHECK(properties.find("CHỨNG CHỈ NHÂN VIÊN BỨC XẠ 17/2026/CC-SKHCN") != std::string::npos);
    CHECK(properties.find("CreationDate:    Thu Mar  5 00:00:00 2026") != std::string::npos);
    CHECK(output_of("pdffonts " + (folder / "c.pdf") + " | tail -n +3 | grep -vc Tinos || true") == "0\n");
}

TEST_CASE("every word of a certificate can be copied from it", "[papers]")
{
    const Folder folder;
    const auto paper = certificate_of("NGUYỄN ĐỨC THỊNH");
    const std::string words = words_of(folder, paper_tools().draw(paper));
    const std::string all = squeezed(words);
    for (const auto& text :
         {paper.head.parent, paper.head.body, paper.title, paper.title_en, paper.number, paper.legal_basis,
          paper.signatory.name, paper.footnote, std::string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
          std::string{"Độc lập - Tự do - Hạnh phúc"}, std::string{"Đắk Lắk, ngày 05 tháng 3 năm 2026"},
          std::string{"GIÁM ĐỐC"}}) {
        CAPTURE(text, words);
        std::istringstream parts{text};
        for (std::string word; parts >> word;) CHECK(words.find(word) != std::string::npos);
    }
    for (const auto& [label, value] : paper.fields) {
        std::istringstream parts{label + " " + value};
        for (std::string word; parts >> word;) CHECK(words.find(word) != std::string::npos);
    }
    CHECK(all.find(squeezed("NGUYỄN ĐỨC THỊNH")) != std::string::npos);
}

TEST_CASE("the names of the test have all 134 accented letters of Vietnamese", "[papers]")
{
    std::string together;
    for (const auto& name : names()) together += name;
    for (const auto& [name, read_as] : unread) together += name;
    const auto letters = letters_of(together);
    const auto wanted = letters_of(accented);
    CHECK(wanted.size() == 134);
    for (const auto& letter : wanted) {
        CAPTURE(letter);
        CHECK(letters.contains(letter));
    }
}

TEST_CASE("a person who reads the printed certificate reads the names as they are", "[papers]")
{
    const Folder folder;
    constexpr std::size_t on_a_page = 14;
    for (std::size_t first = 0; first < names().size(); first += on_a_page) {
        render(folder, paper_tools().draw(with_names(first, on_a_page)),
               "-gray -x 250 -W 2000 -y 500 -H 2200");
        const std::string read = output_of("OMP_THREAD_LIMIT=1 tesseract " + (folder / "page.pgm") +
                                           " - -l vie --psm 6 2>/dev/null");
        for (std::size_t i = first; i < std::min(first + on_a_page, names().size()); ++i) {
            CAPTURE(names()[i], read);
            CHECK(read.find(names()[i] + "\n") != std::string::npos);
        }
    }
}

TEST_CASE("the dot below the letter that the reader does not know is drawn", "[papers]")
{
    const Folder folder;
    for (const auto& [name, without_dot] : unread) {
        auto paper = certificate_of("LÊ VĂN HÓA");
        const auto ink = [&](const std::string& full_name) {
            paper.fields.front().second = full_name;
            const std::string pdf = paper_tools().draw(paper);
            CHECK(words_of(folder, pdf).find(full_name) != std::string::npos);
            render(folder, pdf, "-gray -x 0 -W 2480 -y 1000 -H 700"); // where the name stands
            const std::string page = bytes_of(folder / "page.pgm");
            return std::ranges::count_if(page, [](char c) { return static_cast<unsigned char>(c) < 128; });
        };
        const auto dot = ink(name) - ink(without_dot);
        CAPTURE(name, dot);
        CHECK(dot > 15);  // pixels of a dot of half a millimetre
        CHECK(dot < 120); // and nothing else
    }
}

TEST_CASE("the QR code of the printed certificate says its statement", "[papers]")
{
    const Folder folder;
    const auto paper = certificate_of("NGUYỄN ĐỨC THỊNH");
    render(folder, paper_tools().draw(paper), "-png");
    CHECK(output_of("zbarimg -q --nodbus -Sdisable -Sqrcode.enable --raw " + (folder / "page.png")) ==
          paper.statement + "\n");
}

TEST_CASE("the certificate carries its statement and its credential as files", "[papers]")
{
    const Folder folder;
    const auto paper = certificate_of("NGUYỄN ĐỨC THỊNH");
    const std::string pdf = paper_tools().draw(paper);
    CHECK(paper_tools().pdf_attachment(pdf, "statement.txt") == paper.statement);
    CHECK(paper_tools().pdf_attachment(pdf, "credential.json") == paper.credential);
    const std::string file = folder.keep("c.pdf", pdf);
    CHECK(output_of("qpdf --show-attachment=statement.txt " + file) == paper.statement);

    auto without = paper;
    without.credential.clear();
    CHECK_FALSE(paper_tools().pdf_attachment(paper_tools().draw(without), "credential.json").has_value());
}

TEST_CASE("a name of 200 characters stands on the certificate whole, and on one page", "[papers]")
{
    const Folder folder;
    std::string spaced, unbroken;
    while (letters_of(spaced).size() < 12 || spaced.size() < 200) spaced += "NGUYỄN PHƯỚC ĐỨC ";
    while (unbroken.size() < 260) unbroken += "NGUYỄNPHƯỚC";
    for (const std::string& name : {spaced + "CUỐI", unbroken + "CUỐI"}) {
        const std::string pdf = paper_tools().draw(certificate_of(name));
        CHECK(pages_of(folder, pdf) == 1);
        std::string value;
        // The value's column, without the labels at its left.
        const std::string file = folder.keep("words.pdf", pdf);
        value = squeezed(output_of("pdftotext -raw " + file + " -"));
        CAPTURE(value);
        CHECK(value.find(squeezed(name)) != std::string::npos);
    }
}

TEST_CASE("long fields make the type smaller, never the text shorter", "[papers]")
{
    const Folder folder;
    auto paper = certificate_of("NGUYỄN ĐỨC THỊNH");
    for (int i = 0; i < 30; ++i)
        paper.fields.emplace_back(
            "Mục " + std::to_string(i),
            "Nội dung dài của mục số " + std::to_string(i) +
                ", để xem chữ có bị mất hay không khi "
                "chứng chỉ phải chứa nhiều điều hơn thường lệ, kể cả phạm vi công việc.");
    const std::string pdf = paper_tools().draw(paper);
    CHECK(pages_of(folder, pdf) == 1);
    const std::string raw = squeezed(output_of("pdftotext -raw " + folder.keep("words.pdf", pdf) + " -"));
    for (const auto& [label, value] : paper.fields) {
        CAPTURE(value);
        CHECK(raw.find(squeezed(value)) != std::string::npos);
    }

    for (int i = 0; i < 400; ++i) paper.fields.push_back(paper.fields.back());
    const Error error = refusal_of([&] { paper_tools().draw(paper); });
    CHECK(error.fault() == Fault::invalid_input);
    CHECK(error.sentence().en.find("17/2026/CC-SKHCN") != std::string::npos);
}

TEST_CASE("a certificate is drawn while the applicant waits", "[papers]")
{
    const auto paper = certificate_of("NGUYỄN ĐỨC THỊNH");
    std::vector<double> milliseconds;
    for (int i = 0; i < 40; ++i) {
        const auto start = std::chrono::steady_clock::now();
        paper_tools().draw(paper);
        milliseconds.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(milliseconds);
    CHECK(milliseconds[20] < 150);
}
