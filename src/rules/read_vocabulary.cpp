#include "rules/read_vocabulary.h"

#include <array>

#include "rules/read_condition.h"

namespace radcert::rules {
namespace {

using text::Field;

constexpr std::size_t most_words = 255;
constexpr std::size_t most_roles = 32, most_equipment_types = 64;

struct NamedList {
    std::string_view name;
    CodeList Vocabulary::* list;
    std::size_t most;
};

constexpr std::array<NamedList, 12> lists{{
    {"roles", &Vocabulary::roles, most_roles},
    {"degree_levels", &Vocabulary::degree_levels, most_words},
    {"degree_fields", &Vocabulary::degree_fields, most_words},
    {"channels", &Vocabulary::channels, 32},
    {"procedures", &Vocabulary::procedures, 32},
    {"document_kinds", &Vocabulary::document_kinds, most_words},
    {"document_formats", &Vocabulary::document_formats, most_words},
    {"health_conclusions", &Vocabulary::health_conclusions, most_words},
    {"facility_levels", &Vocabulary::facility_levels, most_words},
    {"certificate_statuses", &Vocabulary::certificate_statuses, most_words},
    {"mobilities", &Vocabulary::mobilities, most_words},
    {"families", &Vocabulary::families, most_words},
}};

void add_word(const Field& member, CodeList& list, std::size_t most, Words name)
{
    if (list.find(member.key()))
        member.refuse_because({"từ này xuất hiện hai lần", "the word stands here twice"});
    if (list.size() == most) member.refuse_because({"danh sách quá dài", "the list is too long"});
    list.add({std::string{member.key()}, std::move(name)});
}

void read_equipment_types(const Field& field, Vocabulary& vocabulary)
{
    field.each_member([&](const Field& member) {
        member.expect_only({"family", "vi", "en"});
        const auto family = vocabulary.families.find(member.at("family").as_string());
        if (!family) member.at("family").refuse({"một họ thiết bị", "an equipment family"});
        add_word(member, vocabulary.equipment_types, most_equipment_types,
                 {std::string{member.at("vi").as_filled_string()},
                  std::string{member.at("en").as_filled_string()}});
        vocabulary.family_of.push_back(*family);
    });
}

ProvinceCode read_province_code(const Field& field)
{
    const auto body = parse_body("province:" + std::string{field.as_string()});
    if (!body) field.refuse({"mã tỉnh gồm hai chữ số", "a province code of two digits"});
    return body->province;
}

void read_provinces(const Field& field, Vocabulary& vocabulary)
{
    field.each_element([&](const Field& element) {
        element.expect_only({"code", "name", "from", "to", "successor"});
        Province province;
        province.code = read_province_code(element.at("code"));
        province.name = std::string{element.at("name").as_filled_string()};
        province.from = element.at("from").as_date();
        if (const auto to = element.find("to")) province.to = to->as_date();
        const auto successor = element.find("successor");
        province.successor = successor ? read_province_code(*successor) : province.code;
        if (vocabulary.find_province(province.code, province.from) != nullptr) {
            element.at("code").refuse(
                {"mã không trùng trong cùng thời gian", "a code that is free in that time"});
        }
        vocabulary.provinces.push_back(std::move(province));
    });
}

} // namespace

void read_vocabulary(const Field& root, Vocabulary& vocabulary)
{
    if (const auto provinces = root.find("provinces")) read_provinces(*provinces, vocabulary);
    const auto words = root.find("vocabulary");
    if (!words) return;
    for (const NamedList& named : lists) {
        words->at(named.name).each_member([&](const Field& member) {
            add_word(member, vocabulary.*named.list, named.most, read_words(member));
        });
    }
    read_equipment_types(words->at("equipment_types"), vocabulary);
    words->each_member([&](const Field& member) {
        for (const NamedList& named : lists) {
            if (named.name == member.key()) return;
        }
        if (member.key() != "equipment_types") member.refuse_unknown_key();
    });
}

DeviceSet read_device_set(const Field& list, const Vocabulary& vocabulary)
{
    constexpr std::string_view family_prefix = "family:";
    DeviceSet set = 0;
    list.each_element([&](const Field& element) {
        const auto word = element.as_string();
        if (word.starts_with(family_prefix)) {
            const auto family = vocabulary.families.find(word.substr(family_prefix.size()));
            if (!family) element.refuse({"một họ thiết bị", "an equipment family"});
            for (std::size_t type = 0; type < vocabulary.family_of.size(); ++type) {
                if (vocabulary.family_of[type] == *family) set |= DeviceSet{1} << type;
            }
        } else {
            const auto type = vocabulary.equipment_types.find(word);
            if (!type)
                element.refuse(
                    {"một loại thiết bị hoặc \"family:...\"", "an equipment type or \"family:...\""});
            set |= DeviceSet{1} << *type;
        }
    });
    if (set == 0) list.refuse({"ít nhất một loại thiết bị", "at least one equipment type"});
    return set;
}

} // namespace radcert::rules
