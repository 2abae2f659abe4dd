#include "workshop/gap_words.h"

#include "rules/citation.h"

namespace radcert::workshop {
namespace {

rules::DeviceSet family_set(const Vocabulary& vocabulary, Code family)
{
    rules::DeviceSet set = 0;
    for (std::size_t type = 0; type < vocabulary.family_of.size(); ++type)
        if (vocabulary.family_of[type] == family) set |= rules::DeviceSet{1} << type;
    return set;
}

void add_name(std::string& out, std::string_view name)
{
    if (!out.empty()) out += "; ";
    out += name;
}

} // namespace

std::string equipment_words(const Vocabulary& vocabulary, rules::DeviceSet set, Language language,
                            Naming naming)
{
    const rules::DeviceSet everything = (rules::DeviceSet{1} << vocabulary.equipment_types.size()) - 1;
    if ((set & everything) == everything) return language == Language::vi ? "mọi thiết bị" : "all equipment";
    std::string out;
    for (Code type = 0; type < vocabulary.equipment_types.size(); ++type) {
        if ((set >> type & 1) == 0) continue;
        const Code family = vocabulary.family_of[type];
        const rules::DeviceSet whole = family_set(vocabulary, family);
        if (naming == Naming::each || (set & whole) != whole) {
            add_name(out, vocabulary.equipment_types.name(type).in(language));
        } else {
            add_name(out, vocabulary.families.name(family).in(language));
            set &= ~whole;
        }
    }
    return out;
}

const Words& medical_words(std::optional<bool> medical)
{
    static const Words any{}, yes{"cơ sở y tế", "medical facilities"},
        no{"cơ sở không phải y tế", "facilities that are not medical"};
    return !medical ? any : *medical ? yes : no;
}

std::string place_words(const Vocabulary& vocabulary, const GapPlace& place, Language language, Naming naming)
{
    std::string out = vocabulary.roles.name(place.role).in(language) + ": " +
                      equipment_words(vocabulary, place.equipment, language, naming);
    if (place.medical) out += " (" + medical_words(place.medical).in(language) + ")";
    return out;
}

std::string row_words(const rules::Rulebook& book, const GapRow& row, Language language)
{
    std::string out = row.row->id + " (" + rules::citation_text(book, *row.row, language) + ")";
    if (row.by_province)
        out += language == Language::vi ? ", do cơ quan áp dụng" : ", by the authority's own act";
    return out;
}

} // namespace radcert::workshop
