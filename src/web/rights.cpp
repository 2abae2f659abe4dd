#include "web/rights.h"

#include <algorithm>

namespace radcert::web {
namespace {

constexpr std::array<std::string_view, duty_count> duty_words{
    "reception", "case_officer", "head", "facility_operator", "auditor", "administrator", "worker"};

} // namespace

std::string_view word(Duty duty)
{
    return duty_words[std::size_t(duty)];
}

std::optional<Duty> duty_from(std::string_view word)
{
    const auto found = std::ranges::find(duty_words, word);
    if (found == duty_words.end()) return std::nullopt;
    return Duty(found - duty_words.begin());
}

Duties::Duties(const std::vector<std::string>& words)
{
    for (const std::string& word : words) {
        if (const auto duty = duty_from(word)) add(*duty);
    }
}

std::string_view path_part(Names names)
{
    static constexpr std::array<std::string_view, 6> parts{"",          "worker",      "facility",
                                                           "equipment", "application", "certificate"};
    return parts[std::size_t(names)];
}

} // namespace radcert::web
