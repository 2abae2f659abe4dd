#include "domain/vocabulary.h"

#include <algorithm>

namespace radcert {

Code CodeList::add(Entry entry)
{
    entries_.push_back(std::move(entry));
    return Code(entries_.size() - 1);
}

std::optional<Code> CodeList::find(std::string_view word) const
{
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const std::string& candidate = entries_[i].word;
        if (candidate.size() == word.size() && candidate == word) return Code(i);
    }
    return std::nullopt;
}

std::string CodeList::words() const
{
    std::string all;
    for (const Entry& entry : entries_) {
        if (!all.empty()) all += ", ";
        all += entry.word;
    }
    return all;
}

const Province* Vocabulary::find_province(ProvinceCode code, Date day) const
{
    const auto found = std::ranges::find_if(provinces, [&](const Province& province) {
        return province.code == code && province.from <= day && (!province.to || day <= *province.to);
    });
    return found == provinces.end() ? nullptr : &*found;
}

std::string province_word(ProvinceCode code)
{
    return {char('0' + code / 10), char('0' + code % 10)};
}

} // namespace radcert
