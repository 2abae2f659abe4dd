#pragma once

#include <algorithm>
#include <vector>

#include "domain/vocabulary.h"
#include "text/vietnamese.h"
#include "web/page.h"

namespace radcert::web {

/// The words of a list as choices, by their names.
inline std::vector<Choice> choices_of(const CodeList& list)
{
    std::vector<Choice> choices;
    for (const auto& entry : list) choices.push_back({entry.word, entry.name});
    return choices;
}

/// Roles by their Vietnamese names, as a reader looks for them.
inline std::vector<Choice> role_choices(std::vector<Choice> choices)
{
    std::ranges::stable_sort(choices, {}, [](const Choice& one) { return text::sort_key(one.name.vi); });
    return choices;
}
inline std::vector<Choice> role_choices(const Vocabulary& words)
{
    return role_choices(choices_of(words.roles));
}

/// Where one has to be chosen: nobody's province or role is the first of a list by accident.
inline std::vector<Choice> needed_choices(std::vector<Choice> choices)
{
    choices.insert(choices.begin(), {"", {"— chọn —", "— choose —"}});
    return choices;
}
inline std::vector<Choice> needed_role_choices(std::vector<Choice> choices)
{
    return needed_choices(role_choices(std::move(choices)));
}
inline std::vector<Choice> needed_role_choices(const Vocabulary& words)
{
    return needed_role_choices(choices_of(words.roles));
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
