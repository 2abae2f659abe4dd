#include "web/province_tiles.h"

#include <algorithm>

#include "text/vietnamese.h"

namespace radcert::web {
namespace {

std::vector<const Province*> provinces_on(const Vocabulary& words, Date day)
{
    std::vector<const Province*> found;
    for (const Province& province : words.provinces) {
        if (province.from <= day && (!province.to || *province.to >= day)) found.push_back(&province);
    }
    std::ranges::sort(found, {}, [](const Province* one) { return text::sort_key(one->name); });
    return found;
}

/// Four shades, each of twice as many as the one before.
int weight_of(std::int64_t count, std::int64_t most)
{
    if (count == 0) return 0;
    if (count * 2 > most) return 4;
    if (count * 4 > most) return 3;
    return count * 8 > most ? 2 : 1;
}

} // namespace

Tiles province_tiles(const Vocabulary& words, Date day, const Words& caption,
                     const std::map<std::string, std::int64_t>& counts,
                     std::string (*to)(const std::string& code))
{
    std::int64_t most = 0;
    for (const auto& [code, count] : counts) most = std::max(most, count);
    Tiles tiles{caption, {}};
    for (const Province* province : provinces_on(words, day)) {
        const std::string code = province_word(province->code);
        const auto found = counts.find(code);
        const std::int64_t count = found == counts.end() ? 0 : found->second;
        tiles.tiles.push_back(
            {code, province->name, std::to_string(count), to(code), weight_of(count, most)});
    }
    return tiles;
}

std::int64_t outside_of_tiles(const Vocabulary& words, Date day,
                              const std::map<std::string, std::int64_t>& counts)
{
    std::int64_t outside = 0;
    const auto shown = provinces_on(words, day);
    for (const auto& [code, count] : counts) {
        const bool tiled =
            std::ranges::any_of(shown, [&](const Province* one) { return province_word(one->code) == code; });
        outside += tiled ? 0 : count;
    }
    return outside;
}

} // namespace radcert::web
