#include "documents/encodings.h"

#include <iconv.h>
#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

#include "documents/vni.h"
#include "domain/error.h"
#include "text/utf8.h"
#include "text/vietnamese.h"

namespace radcert::documents {
namespace {

constexpr std::string_view utf8_mark{"\xEF\xBB\xBF"}, utf16_le_mark{"\xFF\xFE"}, utf16_be_mark{"\xFE\xFF"};

struct Name {
    Encoding encoding;
    std::string_view word;
    const char* iconv; ///< nullptr: not by iconv
};

constexpr Name names[]{
    {Encoding::utf8, "utf-8", nullptr},
    {Encoding::utf16_le, "utf-16le", "UTF-16LE"},
    {Encoding::utf16_be, "utf-16be", "UTF-16BE"},
    {Encoding::cp1258, "cp1258", "CP1258"},
    {Encoding::viscii, "viscii", "VISCII"},
    {Encoding::tcvn5712, "tcvn3", "TCVN5712-1"},
    {Encoding::vni, "vni", nullptr},
};

const Name& name_of(Encoding encoding)
{
    return *std::ranges::find(names, encoding, &Name::encoding);
}

std::string_view without(std::string_view mark, std::string_view bytes)
{
    if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
    return bytes;
}

/// Text, and the byte at which it could not be read further; `bytes.size()` where all of it could.
struct Read {
    std::string text;
    std::size_t stopped{0};
};

Read by_iconv(std::string_view bytes, const Name& name)
{
    const iconv_t opened = iconv_open("UTF-8", name.iconv);
    if (opened == iconv_t(-1)) {
        throw Error{Fault::unavailable,
                    {"máy này không có bảng mã " + std::string{name.word},
                     "this system has no table of the encoding " + std::string{name.word}},
                    {"lưu tệp lại dạng CSV UTF-8 hoặc .xlsx", "save the file as CSV UTF-8 or .xlsx"}};
    }
    const std::unique_ptr<void, int (*)(iconv_t)> converter{opened, iconv_close};
    Read read;
    std::array<char, 16u << 10> block;
    char* from = const_cast<char*>(bytes.data()); // iconv does not write there
    std::size_t left = bytes.size();
    for (bool flushing = false;;) {
        char* to = block.data();
        std::size_t room = block.size();
        const std::size_t result = flushing ? iconv(converter.get(), nullptr, nullptr, &to, &room)
                                            : iconv(converter.get(), &from, &left, &to, &room);
        read.text.append(block.data(), to);
        if (result == std::size_t(-1) && errno != E2BIG) break;
        if (result != std::size_t(-1)) {
            if (flushing) break;
            flushing = true; // a letter that waited for a mark to follow
        }
    }
    read.stopped = bytes.size() - left;
    return read;
}

Read read_as(std::string_view bytes, Encoding encoding)
{
    switch (encoding) {
    case Encoding::utf8: {
        const std::size_t end = text::first_invalid_utf8(bytes);
        return {std::string{bytes.substr(0, end)}, end};
    }
    case Encoding::vni: {
        Read read;
        read.text = from_vni(bytes, read.stopped);
        return read;
    }
    case Encoding::utf16_le:
    case Encoding::utf16_be:
    case Encoding::cp1258:
    case Encoding::viscii:
    case Encoding::tcvn5712: break;
    }
    return by_iconv(bytes, name_of(encoding));
}

char32_t next_code_point(std::string_view text, std::size_t& at) ///< of valid UTF-8
{
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0xC0) return lead;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    char32_t code = lead & (0x3F >> more);
    for (int byte = 0; byte < more && at < text.size(); ++byte)
        code = code << 6 | (static_cast<unsigned char>(text[at++]) & 0x3F);
    return code;
}

/// A Vietnamese letter as a small one.
char32_t small_letter(char32_t c)
{
    if ((c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE)) return c + 0x20;
    const bool pairs =
        (c >= 0x1EA0 && c <= 0x1EF9) || c == 0x102 || c == 0x110 || c == 0x128 || c == 0x168 || c == 0x1A0;
    if (pairs) return c | 1;
    return c == 0x1AF ? char32_t{0x1B0} : c;
}

std::u32string small_letters(std::string_view text)
{
    std::u32string small;
    for (std::size_t at = 0; at < text.size();) small += small_letter(next_code_point(text, at));
    return small;
}

/// How many words of `text` are such as stand in every Vietnamese list of people.
std::size_t common_words(std::string_view text)
{
    static const std::vector<std::u32string> common = [] {
        std::vector<std::u32string> words{
            U"nguyễn", U"trần", U"lê",    U"phạm", U"hoàng", U"huỳnh", U"vũ",    U"võ",     U"đặng",
            U"bùi",    U"đỗ",   U"hồ",    U"ngô",  U"dương", U"lý",    U"đinh",  U"trịnh",  U"văn",
            U"thị",    U"đức",  U"hữu",   U"quốc", U"hùng",  U"dũng",  U"tuấn",  U"hải",    U"sơn",
            U"họ",     U"và",   U"tên",   U"ngày", U"năm",   U"số",    U"giới",  U"tính",   U"địa",
            U"chỉ",    U"tỉnh", U"thành", U"phố",  U"quận",  U"huyện", U"xã",    U"phường", U"đường",
            U"công",   U"ty",   U"bệnh",  U"viện", U"chức",  U"vụ",    U"chứng", U"cấp",    U"hạn",
            U"nơi",    U"cơ",   U"sở",    U"nhân", U"viên",  U"bức",   U"xạ",    U"đào",    U"tạo",
            U"của",    U"là",   U"không", U"được", U"người", U"việt",  U"nội",   U"hà",     U"đà",
            U"nẵng",   U"chí",  U"minh",  U"điện", U"thoại"};
        std::ranges::sort(words);
        return words;
    }();
    std::size_t found = 0;
    const std::u32string small = small_letters(text);
    for (std::size_t at = 0; at < small.size();) {
        const auto is_letter = [&](std::size_t i) {
            return (small[i] >= U'a' && small[i] <= U'z') || small[i] >= 0xC0;
        };
        std::size_t end = at;
        bool marked = false;
        for (; end < small.size() && is_letter(end); ++end) marked = marked || small[end] >= 0xC0;
        found += marked && std::ranges::binary_search(common, small.substr(at, end - at));
        at = end + 1;
    }
    return found;
}

std::vector<std::string> preview_of(std::string_view text)
{
    constexpr std::size_t most_lines = 3, most_bytes = 160;
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size() && lines.size() < most_lines;) {
        const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        std::string_view line = text.substr(begin, std::min(end - begin, most_bytes));
        line = line.substr(0, text::first_invalid_utf8(line)); // a letter that was cut
        begin = end + 1;
        if (std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
            lines.push_back(text::printable(line));
    }
    return lines;
}

std::string guessed(std::string_view bytes)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> guesser{uchardet_new(), uchardet_delete};
    if (!guesser || uchardet_handle_data(guesser.get(), bytes.data(), bytes.size()) != 0) return {};
    uchardet_data_end(guesser.get());
    return uchardet_get_charset(guesser.get());
}

bool is_hinted(Encoding encoding, std::string_view guess)
{
    return (encoding == Encoding::cp1258 && guess == "WINDOWS-1258") ||
           (encoding == Encoding::viscii && guess == "VISCII") ||
           (encoding == Encoding::tcvn5712 && guess.starts_with("TCVN"));
}

EncodingCandidate certain(Encoding encoding, std::string_view bytes)
{
    const std::string text = text::nfc(read_as(bytes, encoding).text);
    return {.encoding = encoding, .certain = true, .words = common_words(text), .preview = preview_of(text)};
}

/// The beginning of a file, whole lines.
std::string_view sample_of(std::string_view bytes)
{
    constexpr std::size_t enough = 256u << 10;
    if (bytes.size() <= enough) return bytes;
    const std::size_t end = bytes.rfind('\n', enough);
    return bytes.substr(0, end == bytes.npos ? enough : end + 1);
}

[[noreturn]] void refuse_byte(std::string_view bytes, std::size_t at, Encoding encoding)
{
    const auto line = std::size_t(std::ranges::count(bytes.substr(0, at), '\n')) + 1;
    const std::string where = std::to_string(line), word{word_of(encoding)};
    throw Error{Fault::invalid_input,
                {"dòng " + where + ": có byte không thuộc bảng mã " + word,
                 "line " + where + ": a byte that " + word + " does not have"},
                {"chọn bảng mã khác bằng --encoding, hoặc lưu tệp lại dạng CSV UTF-8 hay .xlsx",
                 "name another encoding with --encoding, or save the file as CSV UTF-8 or .xlsx"},
                {.file = {}, .line = line}};
}

} // namespace

std::string_view word_of(Encoding encoding)
{
    return name_of(encoding).word;
}

std::optional<Encoding> parse_encoding(std::string_view word)
{
    std::string small;
    for (const char c : word) small += c >= 'A' && c <= 'Z' ? char(c + 0x20) : c;
    for (const Name& name : names)
        if (name.word == small) return name.encoding;
    if (small == "utf8") return Encoding::utf8;
    if (small == "windows-1258") return Encoding::cp1258;
    if (small == "tcvn" || small == "tcvn5712" || small == "abc") return Encoding::tcvn5712;
    return std::nullopt;
}

std::vector<EncodingCandidate> candidates(std::string_view bytes)
{
    const std::string_view sample = sample_of(bytes);
    if (bytes.starts_with(utf8_mark) && text::first_invalid_utf8(bytes) == bytes.size())
        return {certain(Encoding::utf8, without(utf8_mark, sample))};
    if (bytes.starts_with(utf16_le_mark))
        return {certain(Encoding::utf16_le, without(utf16_le_mark, sample))};
    if (bytes.starts_with(utf16_be_mark))
        return {certain(Encoding::utf16_be, without(utf16_be_mark, sample))};
    if (bytes.find('\0') != bytes.npos) return {};
    if (text::first_invalid_utf8(bytes) == bytes.size()) return {certain(Encoding::utf8, sample)};

    std::vector<EncodingCandidate> found;
    const std::string guess = guessed(sample);
    for (const Encoding encoding : {Encoding::cp1258, Encoding::tcvn5712, Encoding::vni, Encoding::viscii}) {
        const Read read = read_as(sample, encoding);
        if (read.stopped != sample.size()) continue;
        const std::string text = text::nfc(read.text);
        found.push_back({.encoding = encoding,
                         .hinted = is_hinted(encoding, guess),
                         .words = common_words(text),
                         .preview = preview_of(text)});
    }
    std::ranges::stable_sort(found, [](const EncodingCandidate& a, const EncodingCandidate& b) {
        return std::pair{a.words, a.hinted} > std::pair{b.words, b.hinted};
    });
    return found;
}

std::string to_utf8(std::string_view bytes, Encoding encoding)
{
    if (encoding == Encoding::utf8) bytes = without(utf8_mark, bytes);
    if (encoding == Encoding::utf16_le) bytes = without(utf16_le_mark, bytes);
    if (encoding == Encoding::utf16_be) bytes = without(utf16_be_mark, bytes);
    const Read read = read_as(bytes, encoding);
    if (read.stopped != bytes.size()) refuse_byte(bytes, read.stopped, encoding);
    return text::nfc(read.text);
}

} // namespace radcert::documents
