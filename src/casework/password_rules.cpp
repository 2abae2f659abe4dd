#include "casework/password_rules.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "casework/password_words.h"
#include "domain/date.h"
#include "text/utf8.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

constexpr std::size_t longest_common_word = 24;
constexpr std::size_t few_words =
    3; ///< of the list, one after another; a sentence of more is a good password
constexpr std::size_t few_digits = 4; ///< a year, 123
constexpr std::size_t few_signs = 4;
constexpr std::size_t shortest_run = 3;
constexpr std::size_t longest_repeated = 4; ///< letters of what is repeated, when it may be anything

constexpr std::string_view keyboard_ways[] = {
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "azertyuiop",
};

bool is_figure(char c)
{
    return c >= '0' && c <= '9';
}

/// Of any alphabet: bytes beyond ASCII are parts of letters, or taken for such.
bool is_letter(char c)
{
    return (c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t characters_in(std::string_view text)
{
    return std::size_t(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Letters and digits of a text as they are compared: without marks, capitals, spaces and signs.
std::string letters_of(std::string_view text)
{
    std::string letters = text::folded(text);
    std::erase(letters, ' ');
    return letters;
}

/// "p@ssw0rd" is "password".
std::string with_letters_for_signs(std::string text)
{
    constexpr std::string_view signs{"@430!157$8"}, meant{"aaeoilstsb"};
    static_assert(signs.size() == meant.size());
    for (char& c : text) {
        if (const auto at = signs.find(c); at != std::string_view::npos) c = meant[at];
    }
    return text;
}

/// Whether it goes one way over the alphabet, the digits or a row of keys, forth or back: "defg", "9876",
/// "poiu"; or stays: "aaaa"; or both: "112233".
bool is_run(std::string_view text)
{
    if (text.size() < shortest_run) return false;
    std::string way{text};
    way.erase(std::ranges::unique(way).begin(), way.end());
    if (way.size() == 1) return true;
    const std::string back{way.rbegin(), way.rend()};
    return std::ranges::any_of(keyboard_ways, [&](std::string_view known) {
        return known.find(way) != std::string_view::npos || known.find(back) != std::string_view::npos;
    });
}

/// "15081990", "19900815", "150890".
bool is_date(std::string_view digits)
{
    const auto exists = [](std::string_view year, std::string_view month, std::string_view day) {
        std::string iso{year};
        iso.append("-").append(month).append("-").append(day);
        return parse_date(iso).has_value();
    };
    if (digits.size() == 6)
        return exists("20" + std::string{digits.substr(4)}, digits.substr(2, 2), digits.substr(0, 2));
    if (digits.size() != 8) return false;
    const auto near = [](std::string_view year) { return year.starts_with("19") || year.starts_with("20"); };
    const bool day_first =
        near(digits.substr(4)) && exists(digits.substr(4), digits.substr(2, 2), digits.substr(0, 2));
    return day_first || (near(digits) && exists(digits.substr(0, 4), digits.substr(4, 2), digits.substr(6)));
}

/// The shortest piece that, repeated, is the text: "abc" of "abcabc"; the text itself where it repeats
/// nothing.
std::string_view repeated_piece(std::string_view text)
{
    for (std::size_t size = 1; size <= text.size() / 2; ++size) {
        if (text.size() % size == 0 && text.substr(size) == text.substr(0, text.size() - size))
            return text.substr(0, size);
    }
    return text;
}

/// What is tried first: common words, and those of one person.
class Guesser {
public:
    Guesser(std::string_view code, std::string_view name)
    {
        add(letters_of(code));
        add(letters_of(name));
        for (std::string& word : text::folded_words(name)) add(std::move(word));
        for (std::string& word : text::folded_words(code)) add(std::move(word));
    }

    /// @param letters  of a password, as `letters_of`
    bool guesses(std::string_view letters) const
    {
        const std::string_view piece = repeated_piece(letters);
        if (piece.size() < letters.size() && piece.size() <= longest_repeated) return true;
        if (is_word(piece) || is_run(piece)) return true;
        std::size_t words = 0;
        for (std::string_view rest = piece; !rest.empty();) {
            const std::string_view block = first_block(rest);
            const std::size_t count = is_figure(block[0]) ? words_of_digits(block) : words_of_letters(block);
            if (count > few_words) return false;
            words += count;
            rest.remove_prefix(block.size());
        }
        return words <= few_words;
    }

private:
    void add(std::string word)
    {
        if (word.size() >= 2) own_.insert(std::move(word));
    }

    bool is_word(std::string_view text) const
    {
        return common_password_words().contains(text) || own_.contains(text);
    }

    /// The digits or the letters that the text begins with.
    static std::string_view first_block(std::string_view text)
    {
        const bool digits = is_figure(text[0]);
        const auto end = std::ranges::find_if(text, [&](char c) { return is_figure(c) != digits; });
        return text.substr(0, std::size_t(end - text.begin()));
    }

    std::size_t words_of_digits(std::string_view digits) const
    {
        const bool weak = digits.size() <= few_digits || is_run(digits) || is_date(digits) ||
                          is_word(digits) ||
                          repeated_piece(digits).size() <= std::min(longest_repeated, digits.size() - 1);
        return weak ? 0 : few_words + 1;
    }

    /// The fewest words and runs that, one after another, are the letters; more than `few_words` where they
    /// are not made of such.
    std::size_t words_of_letters(std::string_view letters) const
    {
        constexpr std::size_t many = few_words + 1;
        std::vector<std::size_t> fewest(letters.size() + 1, many);
        fewest[0] = 0;
        for (std::size_t end = 1; end <= letters.size(); ++end) {
            for (std::size_t size = 1; size <= std::min(end, longest_common_word); ++size) {
                const std::string_view word = letters.substr(end - size, size);
                if (fewest[end - size] < many && (is_word(word) || is_run(word)))
                    fewest[end] = std::min(fewest[end], fewest[end - size] + 1);
            }
        }
        return fewest[letters.size()];
    }

    std::set<std::string, std::less<>> own_;
};

bool is_easily_guessed(std::string_view password, const Guesser& guesser)
{
    const std::string letters = letters_of(password);
    const std::size_t characters = characters_in(password),
                      signs = characters - std::min(characters, letters.size());
    if (letters.empty()) return repeated_piece(password).size() < password.size();
    if (signs > few_signs) return false;
    if (guesser.guesses(letters)) return true;
    std::string_view core =
        password; // of "p@ssw0rd!!2024" what stands before the digits and signs at the end
    while (!core.empty() && !is_letter(core.back())) core.remove_suffix(1);
    const std::string meant = letters_of(with_letters_for_signs(std::string{core}));
    return !meant.empty() && password.size() - core.size() <= few_digits + few_signs &&
           guesser.guesses(meant);
}

} // namespace

Words trouble_of_password(std::string_view password, std::string_view code, std::string_view name)
{
    if (text::first_invalid_utf8(password) != password.size())
        return {"mật khẩu không phải UTF-8", "the password is not UTF-8"};
    const std::string typed = text::nfc(password);
    const std::string fewest = std::to_string(fewest_password_characters),
                      most = std::to_string(most_password_bytes);
    if (characters_in(typed) < fewest_password_characters)
        return {"mật khẩu phải có ít nhất " + fewest + " ký tự",
                "a password has at least " + fewest + " characters"};
    if (typed.size() > most_password_bytes)
        return {"mật khẩu dài quá " + most + " byte", "the password is longer than " + most + " bytes"};
    if (is_easily_guessed(typed, Guesser{code, name}))
        return {"mật khẩu này dễ đoán: từ phổ biến, mã hoặc tên của chính mình, dãy phím hay ký tự lặp lại; "
                "nên chọn một "
                "câu dài mà chỉ mình nhớ",
                "this password is easily guessed: common words, one's own code or name, a run of keys or a "
                "repetition; "
                "better a long sentence that only you remember"};
    return {};
}

} // namespace radcert::casework
