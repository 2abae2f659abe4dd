#include <random>

#include "domain/error.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/papers/samples.h"
#include "tests/refusal.h"
#include "tests/rounds.h"

using namespace radcert;
using namespace radcert::tests;
using documents::paper_tools;

namespace {

/// A picture of the code, PGM, three pixels a module and four white modules around it.
std::string picture_of(const documents::QrCode& code)
{
    constexpr std::size_t scale = 3, quiet = 4;
    const std::size_t side = (code.size + 2 * quiet) * scale;
    std::string pgm = "P5 " + std::to_string(side) + " " + std::to_string(side) + " 255\n";
    for (std::size_t y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < side; ++x) {
            const std::size_t row = y / scale - quiet,
                              column = x / scale - quiet; // wraps where it is outside
            const bool inside = row < code.size && column < code.size;
            pgm += inside && code.black[row * code.size + column] ? '\0' : '\xFF';
        }
    }
    return pgm;
}

/// A page with a QR code as a picture.
std::string page_with(const std::string& text, const Folder& folder, const std::string& kind, int dots = 100)
{
    auto paper = letter();
    paper.qr = text;
    output_of("pdftoppm -singlefile -" + kind + " -r " + std::to_string(dots) + " " +
              folder.keep("page.pdf", paper_tools().draw(paper)) + " " + (folder / "page"));
    return bytes_of(folder / (kind == "png" ? "page.png" : "page.jpg"));
}

void check_qr_refused(const std::string& picture)
{
    const Error error = refusal_of([&] { paper_tools().read_qr_codes(picture); });
    CHECK(error.fault() == Fault::invalid_input);
    CHECK(error.hint().en.find("PNG or JPEG") != std::string::npos);
}

} // namespace

TEST_CASE("another reader reads from a QR code what was written", "[papers]")
{
    const Folder folder;
    const auto text = GENERATE(as<std::string>{}, "1", "H15.12-260305-0001",
                               "Nguyễn Đức Thịnh: chứng chỉ số 17", std::string(900, 'x') + "đầy");
    const auto code = paper_tools().qr_code(text);
    CHECK(code.black.size() == code.size * code.size);
    CHECK(output_of("zbarimg -q --nodbus -Sdisable -Sqrcode.enable --raw " +
                    folder.keep("code.pgm", picture_of(code))) == text + "\n");
}

TEST_CASE("a QR code is of the level M and holds 2331 bytes at most", "[papers]")
{
    CHECK(paper_tools().qr_code(std::string(2331, 'a')).size == 177); // ISO/IEC 18004, table 7, version 40-M
    for (const std::size_t length : {std::size_t{0}, std::size_t{2332}, std::size_t{100'000}}) {
        const Error error = refusal_of([&] { paper_tools().qr_code(std::string(length, 'a')); });
        CHECK(error.fault() == Fault::invalid_input);
        CHECK(error.sentence().en.find(std::to_string(length)) != std::string::npos);
    }
}

TEST_CASE("QR codes are read from PNG and JPEG pictures of a page", "[papers]")
{
    const Folder folder;
    const std::string kind = GENERATE("png", "jpeg");
    const std::string text = GENERATE("H15.12-260305-0001", "Nguyễn Đức Thịnh|999088001234|ngày 05/03/2026");
    CAPTURE(kind, text);
    CHECK(paper_tools().read_qr_codes(page_with(text, folder, kind, 150)) == std::vector<std::string>{text});
    CHECK(paper_tools().read_qr_codes(page_with(text, folder, kind, 300)) == std::vector<std::string>{text});
}

TEST_CASE("the certificate's code is read from a picture of its page", "[papers]")
{
    const Folder folder;
    const auto paper = certificate_of("NGUYỄN ĐỨC THỊNH");
    const std::string file = folder.keep("c.pdf", paper_tools().draw(paper));
    for (const std::string options : {"-png -r 300", "-png -r 150", "-jpeg -jpegopt quality=50 -r 200"}) {
        CAPTURE(options);
        const std::string page = output_of("pdftoppm -singlefile " + options + " " + file);
        CHECK(paper_tools().read_qr_codes(page) == std::vector<std::string>{paper.statement});
    }
}

TEST_CASE("a picture without a QR code has none", "[papers]")
{
    const Folder folder;
    CHECK(paper_tools().read_qr_codes(page_with("", folder, "png")).empty());
}

TEST_CASE("what is neither PNG nor JPEG is refused, and the refusal says what can be read", "[papers]")
{
    check_qr_refused("");
    check_qr_refused("GIF89a");
    check_qr_refused("%PDF-1.7");
    check_qr_refused("\x89PNG\r\n\x1a\n");
    check_qr_refused("\xFF\xD8\xFF");
}

TEST_CASE("a picture that is cut short is refused", "[papers]")
{
    const Folder folder;
    for (const std::string kind : {"png", "jpeg"}) {
        const std::string picture = page_with("H15.12-260305-0001", folder, kind, 40);
        for (std::size_t length = 0; length < picture.size(); length += length < 200 ? 1 : 97) {
            CAPTURE(kind, length);
            check_qr_refused(picture.substr(0, length));
        }
        check_qr_refused(picture.substr(0, picture.size() - 1));
    }
}

TEST_CASE("a picture that says it is vast is refused before it is unpacked", "[papers]")
{
    const Folder folder;
    std::string png = page_with("H15", folder, "png", 40);
    png.replace(16, 8, std::string{"\x00\x01\x00\x00\x00\x01\x00\x00", 8}); // 65536 by 65536
    check_qr_refused(png);

    std::string jpeg = page_with("H15", folder, "jpeg", 40);
    const std::size_t frame = jpeg.find("\xFF\xC0");
    REQUIRE(frame != std::string::npos);
    jpeg.replace(frame + 5, 4, "\xFF\xFF\xFF\xFF");
    check_qr_refused(jpeg);
}

TEST_CASE("no damage to a picture ends the program", "[papers]")
{
    const Folder folder;
    std::mt19937 random{20260305};
    for (const std::string kind : {"png", "jpeg"}) {
        const std::string whole = page_with("H15.12-260305-0001", folder, kind, 40);
        int refused = 0;
        for (int round = 0; round < rounds(150); ++round) {
            std::string picture = whole;
            for (int i = 0; i < 4; ++i) picture[random() % picture.size()] = static_cast<char>(random());
            try {
                paper_tools().read_qr_codes(picture);
            } catch (const Error& error) {
                CHECK(error.fault() == Fault::invalid_input);
                ++refused;
            }
        }
        CHECK(refused > 0);
        for (int round = 0; round < rounds(50); ++round) {
            std::string noise = whole.substr(0, 24);
            for (int i = 0; i < 2000; ++i) noise += static_cast<char>(random());
            CHECK_THROWS_AS(paper_tools().read_qr_codes(noise), Error);
        }
    }
}
