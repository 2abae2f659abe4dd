#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace radcert::papers {

/// Rows from the top, one byte a pixel: 0 black, 255 white.
struct GreyPicture {
    std::size_t width{0}, height{0};
    std::vector<std::uint8_t> pixels;
};

/// Reads PNG or JPEG, what is transparent as white.
/// @throws Error  invalid_input: neither of them, damaged, or more than 50 megapixels.
GreyPicture read_picture(std::string_view bytes);

/// Each pixel the mean of four.
GreyPicture half_size(const GreyPicture& picture);

} // namespace radcert::papers
