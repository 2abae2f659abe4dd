#include "registry/clean_text.h"

#include <algorithm>

#include "text/utf8.h"

namespace radcert::registry {
namespace {

bool plain(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

/// Control characters and marks of direction (U+202A to U+202E, U+2066 to U+2069), by their bytes in UTF-8.
bool has_control(std::string_view text)
{
    const auto byte = [&](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (byte(at) < 0x20 || byte(at) == 0x7F) return true;
        if (byte(at) == 0xC2 && byte(at + 1) >= 0x80 && byte(at + 1) <= 0x9F) return true;
        if (byte(at) != 0xE2) continue;
        if (byte(at + 1) == 0x80 && byte(at + 2) >= 0xAA && byte(at + 2) <= 0xAE) return true;
        if (byte(at + 1) == 0x81 && byte(at + 2) >= 0xA6 && byte(at + 2) <= 0xA9) return true;
    }
    return false;
}

class TextCheck {
public:
    explicit TextCheck(std::string_view table) : table_{table} {}

    template <class T>
    void operator()(const char* field, const T& value) const
    {
        check(field, value);
    }

private:
    void check(const char* field, const std::string& text) const
    {
        const Words trouble = trouble_of_text(text);
        if (!trouble.empty()) refuse(field, trouble);
    }
    void check(const char* field, const WordList& words) const
    {
        for (const std::string& word : words) check(field, word);
    }
    template <class T>
    void check(const char* field, const std::optional<T>& value) const
    {
        if (value) check(field, *value);
    }
    template <class T>
    void check(const char*, const T&) const
    {
    }
    [[noreturn]] void refuse(const char* field, const Words& why) const
    {
        const std::string place = std::string{table_} + "." + field;
        throw Error{
            Fault::invalid_input,
            {place + ": " + why.vi, place + ": " + why.en},
            {"gõ lại phần chữ này; không có gì được ghi", "type this text again; nothing was recorded"}};
    }

    std::string_view table_;
};

} // namespace

Words trouble_of_text(std::string_view text)
{
    if (text.size() > longest_text)
        return {"dài quá " + std::to_string(longest_text) + " byte",
                "longer than " + std::to_string(longest_text) + " bytes"};
    if (plain(text)) return {};
    if (text::first_invalid_utf8(text) != text.size()) return {"không phải UTF-8", "not UTF-8"};
    if (has_control(text)) return {"có ký tự điều khiển", "holds control characters"};
    return {};
}

void refuse_unclean_text(const AnyRecord& record)
{
    std::visit(
        [](const auto& made) {
            using Record = std::decay_t<decltype(made)>;
            Record::fields(made, TextCheck{Record::table});
        },
        record.kind());
}

} // namespace radcert::registry
