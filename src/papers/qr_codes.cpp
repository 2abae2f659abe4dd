#include "papers/qr_codes.h"

#include <qrencode.h>
#include <zbar.h>

#include <algorithm>
#include <memory>

#include "domain/error.h"
#include "papers/pictures.h"
#include "text/utf8.h"

namespace radcert::papers {
namespace {

constexpr std::size_t longest = 2331;       ///< bytes, of level M without a word about their encoding
constexpr std::size_t smallest_tried = 300; ///< side of the smallest reduced picture

struct Released {
    void operator()(QRcode* code) const { QRcode_free(code); }
    void operator()(QRinput* input) const { QRinput_free(input); }
    void operator()(zbar::zbar_image_scanner_t* scanner) const { zbar::zbar_image_scanner_destroy(scanner); }
    void operator()(zbar::zbar_image_t* image) const { zbar::zbar_image_destroy(image); }
};

using Code = std::unique_ptr<QRcode, Released>;
using Input = std::unique_ptr<QRinput, Released>;
using Scanner = std::unique_ptr<zbar::zbar_image_scanner_t, Released>;
using Image = std::unique_ptr<zbar::zbar_image_t, Released>;

/// @param as_written  bytes as they stand in the code; else the library guesses their encoding and gives
/// UTF-8
std::vector<std::string> scan(const GreyPicture& picture, bool as_written)
{
    const Scanner scanner{zbar::zbar_image_scanner_create()};
    zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_BINARY,
                                  as_written ? 1 : 0);
    const Image image{zbar::zbar_image_create()};
    zbar_image_set_format(image.get(), zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image.get(), static_cast<unsigned>(picture.width),
                        static_cast<unsigned>(picture.height));
    zbar_image_set_data(image.get(), picture.pixels.data(), picture.pixels.size(), nullptr);
    zbar_scan_image(scanner.get(), image.get());

    std::vector<std::string> texts;
    const zbar::zbar_symbol_t* symbol = zbar_image_first_symbol(image.get());
    for (; symbol != nullptr; symbol = zbar_symbol_next(symbol))
        texts.emplace_back(zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol));
    return texts;
}

bool is_utf8(const std::string& text)
{
    return text::first_invalid_utf8(text) == text.size();
}

/// Null where `text` is empty or too long. A text beyond ASCII says that it is UTF-8 (ECI 26, ISO/IEC 18004
/// section 7.4.2): readers that have to guess take Vietnamese for Japanese.
Code encode(std::string_view text)
{
    constexpr unsigned utf8 = 26;
    const Input input{QRinput_new2(0, QR_ECLEVEL_M)};
    const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
    if (text.size() > longest || (!ascii && QRinput_appendECIheader(input.get(), utf8) != 0)) return nullptr;
    if (QRinput_append(input.get(), QR_MODE_8, static_cast<int>(text.size()), bytes) != 0) return nullptr;
    return Code{QRcode_encodeInput(input.get())};
}

} // namespace

documents::QrCode make_qr_code(std::string_view text)
{
    const Code code = encode(text);
    if (code == nullptr) {
        const std::string bytes_long = std::to_string(text.size());
        throw Error{Fault::invalid_input,
                    {"mã QR chứa được từ 1 đến 2331 byte (chữ có dấu: 2329), không phải " + bytes_long,
                     "a QR code holds 1 to 2331 bytes (2329 beyond ASCII), not " + bytes_long},
                    {"rút gọn nội dung của mã QR", "shorten the text of the QR code"}};
    }
    const auto size = static_cast<std::size_t>(code->width);
    documents::QrCode squares{size, std::vector<bool>(size * size)};
    for (std::size_t i = 0; i < squares.black.size(); ++i) squares.black[i] = (code->data[i] & 1) != 0;
    return squares;
}

std::vector<std::string> read_qr_codes(std::string_view picture)
{
    for (GreyPicture grey = read_picture(picture);; grey = half_size(grey)) {
        std::vector<std::string> texts = scan(grey, true);
        for (const std::string& text : texts)
            if (!is_utf8(text)) return scan(grey, false);
        // A code on a large photograph is often found once the grain is gone.
        if (!texts.empty() || std::min(grey.width, grey.height) / 2 < smallest_tried) return texts;
    }
}

} // namespace radcert::papers
