#include "documents/vni.h"

namespace radcert::documents {
namespace {

constexpr const char *grave = "\u0300", *acute = "\u0301", *tilde = "\u0303", *hook = "\u0309",
                     *dot = "\u0323";
constexpr std::string_view circumflex{"\u0302"}, breve{"\u0306"}, horn{"\u031B"};

/// A mark byte in capitals (0xC0..0xDF) and what it puts on the letter before it.
struct Mark {
    unsigned char byte;
    std::string_view shape; ///< circumflex or breve; empty: none
    const char* tone;       ///< nullptr: none
    std::string_view on; ///< capitals of the letters that may carry it; ASCII, and Ô Ö of the fonts for Ơ Ư
};

constexpr std::string_view toned{"AEOUY\xD4\xD6"}, with_circumflex{"AEO"};

constexpr Mark marks[]{
    {0xD9, {}, acute, toned},
    {0xD8, {}, grave, toned},
    {0xDB, {}, hook, toned},
    {0xD5, {}, tilde, toned},
    {0xCF, {}, dot, toned},
    {0xC2, circumflex, nullptr, with_circumflex},
    {0xC1, circumflex, acute, with_circumflex},
    {0xC0, circumflex, grave, with_circumflex},
    {0xC5, circumflex, hook, with_circumflex},
    {0xC3, circumflex, tilde, with_circumflex},
    {0xC4, circumflex, dot, with_circumflex},
    {0xCA, breve, nullptr, "A"},
    {0xC9, breve, acute, "A"},
    {0xC8, breve, grave, "A"},
    {0xDA, breve, hook, "A"},
    {0xDC, breve, tilde, "A"},
    {0xCB, breve, dot, "A"},
};

/// A byte that is a letter by itself, in capitals; its small letter is 0x20 higher.
struct Letter {
    unsigned char byte;
    std::string_view capital, small;
    std::string_view marks;
};

const Letter letters[]{
    {0xD4, "O", "o", horn},  {0xD6, "U", "u", horn},  {0xD1, "\u0110", "\u0111", {}},
    {0xCD, "I", "i", acute}, {0xCC, "I", "i", grave}, {0xC6, "I", "i", hook},
    {0xD3, "I", "i", tilde}, {0xD2, "I", "i", dot},   {0xCE, "Y", "y", dot},
};

bool is_small(unsigned char byte)
{
    return byte >= 0xE0 || (byte >= 'a' && byte <= 'z');
}

unsigned char in_capitals(unsigned char byte)
{
    return is_small(byte) ? static_cast<unsigned char>(byte - 0x20) : byte;
}

const Mark* mark_on(unsigned char letter, unsigned char byte)
{
    for (const Mark& mark : marks)
        if (mark.byte == in_capitals(byte) && mark.on.find(char(in_capitals(letter))) != mark.on.npos)
            return &mark;
    return nullptr;
}

bool append_letter(std::string& out, unsigned char byte)
{
    for (const Letter& letter : letters) {
        if (letter.byte != in_capitals(byte)) continue;
        out.append(is_small(byte) ? letter.small : letter.capital).append(letter.marks);
        return true;
    }
    return false;
}

} // namespace

std::string from_vni(std::string_view bytes, std::size_t& stopped)
{
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    unsigned char before = 0;
    for (stopped = 0; stopped < bytes.size(); ++stopped) {
        const auto byte = static_cast<unsigned char>(bytes[stopped]);
        if (byte < 0x80) {
            out += char(byte);
        } else if (const Mark* const mark = mark_on(before, byte)) {
            out += mark->shape;
            if (mark->tone != nullptr) out += mark->tone;
            before = 0;
            continue;
        } else if (!append_letter(out, byte)) {
            return out;
        }
        before = byte;
    }
    return out;
}

} // namespace radcert::documents
