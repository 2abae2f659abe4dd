#include "cli/parse_trouble.h"

#include <optional>
#include <string_view>
#include <vector>

namespace radcert::cli {
namespace {

/// What stands for the stars of `form` ("* requires *") in `text`; empty: it has another form.
std::optional<std::vector<std::string>> stars_of(std::string_view form, std::string_view text)
{
    std::vector<std::string> stars;
    for (;;) {
        const std::size_t star = form.find('*');
        const std::string_view before = form.substr(0, star);
        if (!text.starts_with(before)) return std::nullopt;
        text.remove_prefix(before.size());
        if (star == form.npos) return text.empty() ? std::optional{stars} : std::nullopt;
        form.remove_prefix(star + 1);
        const std::string_view after = form.substr(0, form.find('*'));
        const std::size_t end = after.empty() ? text.size() : text.find(after);
        if (end == text.npos) return std::nullopt;
        stars.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
}

/// `form` with its stars replaced, one after another.
std::string filled(std::string_view form, const std::vector<std::string>& stars)
{
    std::string made;
    std::size_t next = 0;
    for (const char c : form) {
        if (c == '*')
            made += stars.at(next++);
        else
            made += c;
    }
    return made;
}

} // namespace

Words parse_trouble(const std::string& english)
{
    struct Sentence {
        const char *english, *vietnamese;
    };
    static constexpr Sentence sentences[] = {
        {"The following argument was not expected: *", "không hiểu: *"},
        {"The following arguments were not expected: *", "không hiểu: *"},
        {"A subcommand is required", "thiếu lệnh: chọn một lệnh con"},
        {"* is required", "thiếu *"},
        {"* requires *", "* phải đi cùng *"},
        {"* excludes *", "* không đi cùng *"},
        {"Could not convert: * = *", "*: không đọc được giá trị '*'"},
        {"*: * not in {*}", "*: '*' không nằm trong: *"},
        {"*: Value * not in range * to *", "*: giá trị * ngoài khoảng từ * đến *"},
        {"Value * not in range * to *", "giá trị * ngoài khoảng từ * đến *"},
        {"*: * required * missing", "*: thiếu * giá trị (*)"},
        {"*: At least * required but received *", "*: cần ít nhất * giá trị, chỉ có *"},
    };
    for (const Sentence& one : sentences)
        if (const auto stars = stars_of(one.english, english))
            return {filled(one.vietnamese, *stars), english};
    return {english, english};
}

} // namespace radcert::cli
