#include "casework/certificate_paper.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <regex>

#include "casework/check_certificate.h"
#include "casework/desk_acts.h"
#include "casework/desk_papers.h"
#include "casework/signed_papers.h"
#include "tests/casework/office.h"
#include "tests/papers/samples.h"
#include "text/vietnamese.h"

using namespace radcert;
using tests::Folder;
using tests::Office;
using tests::refusal_of;

namespace {

void set_letterhead(Office& office)
{
    office.act([](auto& write) {
        casework::set_letterhead(write, {1, "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
                                         "Đắk Lắk", "SKHCN", "H15.20", "GIÁM ĐỐC", "Trần Văn Minh", ""});
    });
}

casework::IssuedPaper draw(Office& office, const std::string& number,
                           const std::optional<documents::SigningIdentity>& identity = {})
{
    return office.act([&](auto& write) {
        return casework::issue_certificate_paper(write, office.rulebooks(), office.writer().keys(), number,
                                                 identity);
    });
}

std::string full_name(int nth)
{
    static const char* const family[] = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng",
                                         "Đặng",   "Bùi",  "Đỗ", "Hồ",   "Ngô"};
    static const char* const middle[] = {"Thị", "Văn", "Đức", "Hữu", "Ngọc", "Quốc", "Thanh", "Xuân"};
    static const char* const given[] = {"Thịnh", "Hằng", "Ưng",    "Oánh", "Tuyết",
                                        "Dũng",  "Ánh",  "Phượng", "Kiều", "Sỹ"};
    return std::string{family[nth % 10]} + " " + middle[nth / 10 % 8] + " " + given[nth / 3 % 10];
}

std::string qr_on_page(const Folder& folder, const std::string& pdf)
{
    tests::output_of("pdftoppm -r 150 -gray -png -singlefile " + folder.keep("page.pdf", pdf) + " " +
                     (folder / "page"));
    std::string text =
        tests::output_of("zbarimg --quiet --nodbus -Sdisable -Sqrcode.enable --raw " + (folder / "page.png"));
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

/// Where a word stands on the page, in points from the upper left corner.
struct Word {
    double left{}, top{}, right{}, bottom{};
    std::string text;
};

std::vector<Word> words_on_page(const Folder& folder, const std::string& pdf)
{
    const std::string boxes = tests::output_of("pdftotext -bbox " + folder.keep("boxes.pdf", pdf) + " -");
    static const std::regex word{
        R"re(<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">([^<]*)</word>)re"};
    std::vector<Word> words;
    for (std::sregex_iterator at{boxes.begin(), boxes.end(), word}, end; at != end; ++at)
        words.push_back(
            {std::stod((*at)[1]), std::stod((*at)[2]), std::stod((*at)[3]), std::stod((*at)[4]), (*at)[5]});
    return words;
}

/// The holder's name as whoever sees only the picture of the page reads it: Vietnamese Tesseract, on the line
/// to the right of the label. Only the place of that line is taken from the PDF.
std::string name_read(const Folder& folder, const std::string& pdf)
{
    const auto words = words_on_page(folder, pdf);
    const auto label = std::ranges::find_if(words, [](const Word& word) { return word.text == "name"; });
    REQUIRE(label != words.end());
    double left = 560; // of the name
    for (const Word& word : words)
        if (std::abs(word.bottom - label->bottom) < 3 && word.left > label->right + 20)
            left = std::min(left, word.left);
    constexpr int resolution =
        180; // capitals 30 pixels high, on which Tesseract was trained; larger ones it misreads
    constexpr double dots = resolution / 72.0, margin = 5; // a mark above or below a capital stays
    const auto pixels = [&](double points) { return std::to_string(int(points * dots)); };
    tests::output_of("pdftoppm -singlefile -gray -r " + std::to_string(resolution) + " -x " +
                     pixels(left - margin) + " -W " + pixels(560 - left) + " -y " +
                     pixels(label->top - margin) + " -H " + pixels(label->bottom - label->top + 2 * margin) +
                     " " + folder.keep("line.pdf", pdf) + " " + (folder / "line"));
    std::string text = tests::output_of("OMP_THREAD_LIMIT=1 tesseract " + (folder / "line.pgm") +
                                        " - -l vie --psm 7 2>/dev/null");
    while (!text.empty() && (text.back() == '\n' || text.back() == '\f' || text.back() == ' '))
        text.pop_back();
    return text;
}

/// As Vietnamese Tesseract can read it: "ỵ" is not among its letters, and it reads "y".
std::string as_it_can_be_read(std::string name)
{
    for (const auto& [letter, read] : {std::pair{"ỵ", "y"}, std::pair{"Ỵ", "Y"}})
        for (std::size_t at; (at = name.find(letter)) != name.npos;)
            name.replace(at, std::string_view{letter}.size(), read);
    return name;
}

} // namespace

TEST_CASE("certificates: code and name on the page are what the register says, and the PDF is sound",
          "[papers]")
{
    const bool all = std::getenv("RADCERT_LONG") != nullptr;
    const int count = all ? 200 : 6, read_by_eye = all ? count : 3;
    std::vector<std::string> misread;
    Office office{date(2024, 5, 20)};
    set_letterhead(office);
    const Folder folder;
    const std::vector<registry::VerifyingKey> trusted{office.writer().keys().verifying()};
    for (int nth = 0; nth < count; ++nth) {
        const std::string name = full_name(nth), digits = std::to_string(100'000 + nth).substr(1);
        const auto certificate =
            office.certify(tests::eligible_dossier("H" + digits, "9990850" + digits, name));
        const auto made = draw(office, certificate.certificate);
        const std::string code = qr_on_page(folder, made.pdf);
        const auto proven =
            casework::prove_certificate(office.database(), office.writer().keys(), certificate.certificate);
        REQUIRE(code == proven.statement_text);
        const auto checked = casework::check_paper(
            {code, trusted, {}, name, proven.holder.birth_date, date(2024, 5, 20)}, office.database());
        CHECK(checked.answer == casework::PaperAnswer::valid);
        CHECK(tests::squeezed(tests::words_of(folder, made.pdf))
                  .find(tests::squeezed(certificate.certificate)) != std::string::npos);
        tests::output_of("qpdf --check " + folder.keep("checked.pdf", made.pdf) + " 2>&1");
        if (nth >= read_by_eye) continue;
        const std::string held = as_it_can_be_read(text::capitals(proven.holder.full_name));
        if (const std::string read = name_read(folder, made.pdf); read != held)
            misread.push_back(held + " read as " + read);
    }
    CHECK(misread == std::vector<std::string>{});
}

TEST_CASE("a QR code that was copied to another person's paper, and one of a foreign key, are caught",
          "[papers]")
{
    Office office{date(2024, 5, 20)}, other{date(2024, 5, 20)};
    set_letterhead(office);
    const auto mine = office.certify(tests::eligible_dossier("H1", "999085000001", "Nguyễn Văn Một"));
    const auto theirs = other.certify(tests::eligible_dossier("H1", "999085000001", "Nguyễn Văn Một"));
    const std::vector<registry::VerifyingKey> trusted{office.writer().keys().verifying()};
    const auto proven =
        casework::prove_certificate(office.database(), office.writer().keys(), mine.certificate);
    const auto foreign =
        casework::prove_certificate(other.database(), other.writer().keys(), theirs.certificate);
    const auto answer = [&](const std::string& statement, const char* name) {
        return casework::check_paper(
                   {statement, trusted, {}, name, proven.holder.birth_date, date(2024, 5, 20)},
                   office.database())
            .answer;
    };
    CHECK(answer(proven.statement_text, "NGUYỄN VĂN MỘT") == casework::PaperAnswer::valid);
    CHECK(answer(proven.statement_text, "Lê Thị Hai") == casework::PaperAnswer::mismatch);
    CHECK(answer(foreign.statement_text, "Nguyễn Văn Một") == casework::PaperAnswer::forged);
}

TEST_CASE("the same certificate gives the same bytes; a suspended one is not printed", "[papers]")
{
    Office office{date(2024, 5, 20)};
    set_letterhead(office);
    const auto certificate = office.certify(tests::eligible_dossier("H1", "999085000001", "Nguyễn Văn Một"));
    const auto first = draw(office, certificate.certificate), second = draw(office, certificate.certificate);
    CHECK(first.pdf == second.pdf);
    CHECK(registry::papers_of(office.database(), std::string_view{certificate.certificate}).size() == 1);
    office.amend(certificate.certificate, casework::Amendment::suspend, "minh");
    CHECK(refusal_of([&] { draw(office, certificate.certificate); }).fault() == Fault::refused);
}

TEST_CASE("a certificate is signed here, or elsewhere and taken in; a changed one is not", "[papers]")
{
    Office office{date(2024, 5, 20)};
    set_letterhead(office);
    const Folder folder;
    const auto identity = tests::identity_in(folder);
    const auto certificate = office.certify(tests::eligible_dossier("H1", "999085000001", "Nguyễn Văn Một"));
    const std::string& number = certificate.certificate;
    const auto keys = registry::KeyFile::load(office.key());
    const auto attach = [&](const std::string& pdf, const std::string& trusted) {
        return office.act([&](auto& write) {
            return casework::attach_signed(
                write, keys, casework::given_out_paper(write.database(), number, {}), pdf, trusted);
        });
    };
    CHECK(refusal_of([&] { attach("%PDF-1.7", ""); }).fault() == Fault::not_found); // nothing was given out
    const auto unsigned_one = draw(office, number);
    const std::string signed_pdf = documents::paper_tools().sign(unsigned_one.pdf, identity);
    const std::string pem = tests::bytes_of(folder / "cert.pem");
    CHECK(attach(signed_pdf, pem).signer->find("So KHCN thu nghiem") != std::string::npos);
    CHECK(casework::open_paper(office.database(), keys, number, 1) == signed_pdf);

    std::string changed = signed_pdf;
    changed[unsigned_one.pdf.size() / 2] ^= 1;
    CHECK_THROWS_AS(attach(changed, pem), Error);
    CHECK_THROWS_AS(attach(unsigned_one.pdf, pem), Error);
    const Folder strangers;
    tests::identity_in(strangers);
    CHECK_THROWS_AS(attach(signed_pdf, tests::bytes_of(strangers / "cert.pem")), Error);

    const auto in_process = draw(office, number, identity);
    CHECK(in_process.record.signer);
    const std::string said =
        tests::output_of("pdfsig " + folder.keep("signed.pdf", in_process.pdf) + " 2>&1 || true");
    CHECK(said.find("Signature is Valid") != std::string::npos);
    std::string flipped = in_process.pdf;
    flipped[1000] ^= 1;
    CHECK(tests::output_of("pdfsig " + folder.keep("flipped.pdf", flipped) + " 2>&1 || true")
              .find("Digest Mismatch") != std::string::npos);
}
