#include "papers/pictures.h"

#include <cairo.h>

#include <csetjmp>
#include <cstdio> // jpeglib.h needs it

#include <jerror.h>
#include <jpeglib.h>

#include <array>
#include <memory>
#include <optional>

#include "domain/error.h"

namespace radcert::papers {
namespace {

constexpr std::size_t most_pixels = 50'000'000;
constexpr int most_scans = 100; ///< cameras make about ten
constexpr std::string_view png_start{"\x89PNG\r\n\x1a\n", 8}, jpeg_start{"\xFF\xD8\xFF", 3};

Error unreadable(const Words& why)
{
    return {Fault::invalid_input,
            {"không đọc được ảnh: " + why.vi, "the picture cannot be read: " + why.en},
            {"gửi ảnh PNG hoặc JPEG, tối đa 50 megapixel",
             "give a PNG or JPEG picture of at most 50 megapixels"}};
}

void check_size(std::size_t width, std::size_t height)
{
    if (width == 0 || height == 0 || width > most_pixels / height)
        throw unreadable({"kích thước " + std::to_string(width) + " × " + std::to_string(height),
                          "its size is " + std::to_string(width) + " × " + std::to_string(height)});
}

std::uint8_t grey_of(std::uint32_t red, std::uint32_t green, std::uint32_t blue)
{
    return static_cast<std::uint8_t>((red * 299 + green * 587 + blue * 114) / 1000);
}

// PNG

std::size_t big_endian(std::string_view four)
{
    std::size_t number = 0;
    for (const char c : four) number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

cairo_status_t take(void* rest, unsigned char* to, unsigned int length)
{
    auto& bytes = *static_cast<std::string_view*>(rest);
    if (bytes.size() < length) return CAIRO_STATUS_READ_ERROR;
    bytes.copy(reinterpret_cast<char*>(to), length);
    bytes.remove_prefix(length);
    return CAIRO_STATUS_SUCCESS;
}

GreyPicture grey(cairo_surface_t* surface)
{
    const bool opaque = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24;
    if (!opaque && cairo_image_surface_get_format(surface) != CAIRO_FORMAT_ARGB32)
        throw unreadable({"loại điểm ảnh không dùng được", "its kind of pixels is not known"});
    GreyPicture picture{static_cast<std::size_t>(cairo_image_surface_get_width(surface)),
                        static_cast<std::size_t>(cairo_image_surface_get_height(surface)),
                        {}};
    picture.pixels.reserve(picture.width * picture.height);
    const unsigned char* row = cairo_image_surface_get_data(surface);
    for (std::size_t y = 0; y < picture.height; ++y, row += cairo_image_surface_get_stride(surface)) {
        const auto* const pixels = reinterpret_cast<const std::uint32_t*>(row);
        for (std::size_t x = 0; x < picture.width; ++x) {
            const std::uint32_t pixel = pixels[x];
            const std::uint32_t white = opaque ? 0 : 255 - (pixel >> 24); // colours are multiplied by opacity
            picture.pixels.push_back(
                grey_of((pixel >> 16 & 255) + white, (pixel >> 8 & 255) + white, (pixel & 255) + white));
        }
    }
    return picture;
}

GreyPicture read_png(std::string_view bytes)
{
    constexpr std::size_t end_of_size = 24;
    if (bytes.size() < end_of_size) throw unreadable({"tệp PNG bị cắt", "the PNG is cut short"});
    check_size(big_endian(bytes.substr(16, 4)), big_endian(bytes.substr(20, 4)));
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface{
        cairo_image_surface_create_from_png_stream(take, &bytes), cairo_surface_destroy};
    const cairo_status_t status = cairo_surface_status(surface.get());
    if (status == CAIRO_STATUS_SUCCESS) return grey(surface.get());
    const std::string why = cairo_status_to_string(status);
    throw unreadable({"PNG: " + why, "PNG: " + why});
}

// JPEG

struct JpegTrouble {
    jpeg_error_mgr manager; ///< first: the library gives its address back
    std::jmp_buf back;
    jpeg_progress_mgr progress;
    std::array<char, JMSG_LENGTH_MAX> why;
};

[[noreturn]] void give_up(j_common_ptr jpeg)
{
    auto& trouble = *reinterpret_cast<JpegTrouble*>(jpeg->err);
    trouble.manager.format_message(jpeg, trouble.why.data());
    std::longjmp(trouble.back, 1);
}

/// A picture that ends early would be filled up with grey; other warnings a camera's picture may have.
void warn(j_common_ptr jpeg, int level)
{
    if (level < 0 && jpeg->err->msg_code == JWRN_JPEG_EOF) give_up(jpeg);
}

/// A progressive picture of a few kilobytes can ask for thousands of passes.
void watch(j_common_ptr common)
{
    const auto* const jpeg = reinterpret_cast<j_decompress_ptr>(common);
    if (jpeg->input_scan_number > most_scans) ERREXIT(common, JERR_BAD_PROGRESSION);
}

/// Decompresses into `picture`. Between setjmp and longjmp nothing here has a destructor.
/// @return  whether it could; else `trouble.why` says why not
bool decompress(jpeg_decompress_struct& jpeg, JpegTrouble& trouble, std::string_view bytes,
                GreyPicture& picture)
{
    if (setjmp(trouble.back) != 0) return false; // NOLINT(cert-err52-cpp): C frames stand between
    jpeg_create_decompress(&jpeg);
    jpeg.progress = &trouble.progress;
    jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&jpeg, TRUE);
    picture.width = jpeg.image_width;
    picture.height = jpeg.image_height;
    if (picture.width > most_pixels / picture.height) return true; // told by the caller
    if (jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK)
        ERREXIT(&jpeg, JERR_CONVERSION_NOTIMPL);
    jpeg.out_color_space = JCS_GRAYSCALE;
    picture.pixels.resize(picture.width * picture.height);
    jpeg_start_decompress(&jpeg);
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = picture.pixels.data() + picture.width * jpeg.output_scanline;
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_decompress(&jpeg);
    return true;
}

GreyPicture read_jpeg(std::string_view bytes)
{
    jpeg_decompress_struct jpeg{};
    JpegTrouble trouble{};
    jpeg.err = jpeg_std_error(&trouble.manager);
    trouble.manager.error_exit = give_up;
    trouble.manager.emit_message = warn;
    trouble.progress.progress_monitor = watch;
    GreyPicture picture;
    const bool read = decompress(jpeg, trouble, bytes, picture);
    jpeg_destroy_decompress(&jpeg);
    if (!read) {
        const std::string why{trouble.why.data()};
        throw unreadable({"JPEG: " + why, "JPEG: " + why});
    }
    check_size(picture.width, picture.height);
    return picture;
}

} // namespace

GreyPicture read_picture(std::string_view bytes)
{
    if (bytes.starts_with(png_start)) return read_png(bytes);
    if (bytes.starts_with(jpeg_start)) return read_jpeg(bytes);
    throw unreadable({"không phải PNG hay JPEG", "it is neither PNG nor JPEG"});
}

GreyPicture half_size(const GreyPicture& picture)
{
    GreyPicture half{picture.width / 2, picture.height / 2, {}};
    half.pixels.reserve(half.width * half.height);
    for (std::size_t y = 0; y < half.height; ++y) {
        const std::uint8_t* const upper = picture.pixels.data() + 2 * y * picture.width;
        const std::uint8_t* const lower = upper + picture.width;
        for (std::size_t x = 0; x < half.width; ++x) {
            const unsigned sum = unsigned{upper[2 * x]} + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1];
            half.pixels.push_back(static_cast<std::uint8_t>(sum / 4));
        }
    }
    return half;
}

} // namespace radcert::papers
