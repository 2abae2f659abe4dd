#pragma once

#include <vector>

#include "domain/vocabulary.h"
#include "web/page.h"

namespace radcert::web {

/// The words of a list as choices, by their names.
inline std::vector<Choice> choices_of(const CodeList& list)
{
    std::vector<Choice> choices;
    for (const auto& entry : list) choices.push_back({entry.word, entry.name});
    return choices;
}

/// The provinces as they stand on a day: "66 Đắk Lắk".
inline std::vector<Choice> province_choices(const Vocabulary& words, Date day)
{
    std::vector<Choice> choices;
    for (const Province& province : words.provinces) {
        if (day < province.from || (province.to && *province.to < day)) continue;
        const std::string code = province_word(province.code), called = code + ' ' + province.name;
        choices.push_back({code, {called, called}});
    }
    return choices;
}

} // namespace radcert::web
