#include "web/card_line.h"

#include <algorithm>

#include "text/vietnamese.h"
#include "web/typed.h"

namespace radcert::web {
namespace {

constexpr std::size_t card_fields = 7, number_digits = 12, old_number_digits = 9;

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_number_of(std::string_view text, std::size_t digits)
{
    return text.size() == digits && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> split(std::string_view line)
{
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find('|', at), line.size());
        parts.push_back(trimmed(line.substr(at, end - at)));
        at = end + 1;
    }
    return parts;
}

std::string sex_of(std::string_view typed)
{
    const std::string folded = text::folded(typed);
    if (folded == "nam" || folded == "male") return "male";
    if (folded == "nu" || folded == "female") return "female";
    return {};
}

} // namespace

std::optional<CardLine> read_card_line(std::string_view typed)
{
    const auto parts = split(trimmed(typed));
    if (parts.size() < card_fields || !is_number_of(parts[0], number_digits) || parts[2].empty())
        return std::nullopt;
    CardLine card;
    card.number = parts[0];
    if (is_number_of(parts[1], old_number_digits)) card.old_number = parts[1];
    card.full_name = text::nfc(parts[2]);
    card.birth_date = read_day(parts[3]);
    card.sex = sex_of(parts[4]);
    card.address = text::nfc(parts[5]);
    card.issued_on = read_day(parts[6]);
    return card;
}

std::vector<Words> doubts_of_number(std::string_view number, std::optional<std::int64_t> birth_year,
                                    std::string_view sex)
{
    if (!is_number_of(number, number_digits)) return {};
    std::vector<Words> doubts;
    const int century = number[3] - '0';
    const std::int64_t told_year = 1'900 + century / 2 * 100 + (number[4] - '0') * 10 + number[5] - '0';
    if (birth_year && *birth_year != told_year) {
        const std::string told = std::to_string(told_year), recorded = std::to_string(*birth_year);
        doubts.push_back({"số căn cước thể hiện năm sinh " + told + ", ngày sinh ghi năm " + recorded,
                          "the identity number says born in " + told + ", the birth date says " + recorded});
    }
    const bool told_female = century % 2 == 1;
    if ((sex == "male" && told_female) || (sex == "female" && !told_female)) {
        doubts.push_back(told_female ? Words{"số căn cước thể hiện giới tính nữ, đang ghi nam",
                                             "the identity number says female, male is recorded"}
                                     : Words{"số căn cước thể hiện giới tính nam, đang ghi nữ",
                                             "the identity number says male, female is recorded"});
    }
    return doubts;
}

} // namespace radcert::web
