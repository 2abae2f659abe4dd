#pragma once

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace radcert::tests {

/// Writes random JSON, and spoils it. The seed is fixed: a run that fails fails again.
class RandomJson {
public:
    explicit RandomJson(std::uint64_t seed) : random_{seed} {}

    /// One value in some of the many ways that JSON allows to write it. Keys of an object differ.
    std::string value(int levels = 4)
    {
        switch (below(levels > 0 ? 8 : 6)) {
        case 0: return "null";
        case 1: return below(2) == 0 ? "true" : "false";
        case 2: return number();
        case 3:
        case 4:
        case 5: return string("");
        case 6: {
            std::string text = "[" + space();
            for (int i = 0, count = below(4); i < count; ++i)
                text += (i > 0 ? "," : "") + value(levels - 1) + space();
            return text + "]";
        }
        default: {
            std::string text = "{" + space();
            for (int i = 0, count = below(4); i < count; ++i) {
                text += (i > 0 ? "," : "") + string(std::to_string(i)) + space() + ":" + space() +
                        value(levels - 1);
            }
            return text + "}";
        }
        }
    }

    /// `text` with one to three bytes added, dropped, doubled or overwritten.
    std::string spoilt(std::string text)
    {
        constexpr std::string_view bytes = "[]{}:,\"\\ \n\t0123456789-+.eEtrufalsn/x\x01\x7f\x80\xc3\xff";
        for (int i = 0, count = 1 + below(3); i < count && !text.empty(); ++i) {
            const auto at = std::size_t(below(int(text.size())));
            const char byte = bytes[std::size_t(below(int(bytes.size())))];
            switch (below(5)) {
            case 0: text.insert(at, 1, byte); break;
            case 1: text.erase(at, 1); break;
            case 2: text.insert(at, 1, text[at]); break;
            case 3: text.resize(at); break;
            default: text[at] = byte;
            }
        }
        return text;
    }

    int below(int bound) { return int(random_() % std::uint64_t(bound)); }

private:
    std::string space()
    {
        constexpr std::array<std::string_view, 6> kinds{"", "", "", " ", "\n", "\t \r"};
        return std::string{kinds[std::size_t(below(int(kinds.size())))]};
    }

    std::string number()
    {
        std::string text = below(2) == 0 ? "-" : "";
        text += std::to_string(below(3) == 0 ? 0 : below(1'000'000));
        if (below(2) == 0) text += "." + std::to_string(below(1000));
        // Not between 2^53 and 10^21: canonical JSON writes such a number with all its digits, and the reader
        // takes no integer that long.
        if (below(3) == 0)
            text += below(2) == 0 ? "e" + std::to_string(below(5)) : "E" + std::to_string(25 + below(15));
        else if (below(3) == 0)
            text += "e-" + std::to_string(below(40));
        return text;
    }

    std::string string(const std::string& unique)
    {
        constexpr std::array<std::string_view, 12> pieces{"a",          "Nguyễn", "\\n",     "\\\"",
                                                          "\\\\",       "\\/",    "\\u00e9", "\\ud83d\\ude00",
                                                          "\U0001F600", "\uFB33", "\x7f",    " "};
        std::string text = "\"";
        for (int i = 0, count = below(5); i < count; ++i)
            text += pieces[std::size_t(below(int(pieces.size())))];
        return text + unique + "\"";
    }

    std::mt19937_64 random_;
};

} // namespace radcert::tests
