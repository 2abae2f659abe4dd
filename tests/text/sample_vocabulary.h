#pragma once

#include "domain/vocabulary.h"
#include "tests/files.h"
#include "tests/json.h"

namespace radcert::tests {

/// The contract's closed lists, a handful of provinces and four requirements: enough to read any dossier by.
/// Independent of the rulebook in qualification-rules/, which may grow.
inline Vocabulary sample_vocabulary()
{
    const auto contract = tests::parsed(bytes_of("tests/contract/vocabulary.json"));
    const auto list = [&](const char* name) {
        CodeList codes;
        for (const auto& [key, value] : contract.at(name).items()) {
            codes.add({contract.at(name).is_array() ? value.get<std::string>() : key, {}});
        }
        return codes;
    };
    Vocabulary vocabulary;
    vocabulary.roles = list("roles");
    vocabulary.equipment_types = list("equipment_types");
    vocabulary.degree_levels = list("degree_levels");
    vocabulary.degree_fields = list("degree_fields");
    vocabulary.channels = list("channels");
    vocabulary.procedures = list("procedures");
    vocabulary.document_kinds = list("document_kinds");
    vocabulary.health_conclusions = list("health_conclusions");
    vocabulary.facility_levels = list("health_facility_levels");
    vocabulary.certificate_statuses = list("certificate_statuses");
    for (const char* word : {"print", "image_file"}) vocabulary.document_formats.add({word, {}});
    for (const char* word : {"fixed", "mobile"}) vocabulary.mobilities.add({word, {}});

    for (const auto& [word, type] : contract.at("equipment_types").items()) {
        const auto family = type.at("family").get<std::string>();
        const auto known = vocabulary.families.find(family);
        vocabulary.family_of.push_back(known ? *known : vocabulary.families.add({family, {}}));
    }

    const Date first = date(1991, 1, 1), last = date(2025, 6, 30), merged = date(2025, 7, 1);
    vocabulary.provinces = {
        {.code = 1, .name = "TP. Hà Nội", .from = first, .to = {}, .successor = 1},
        {.code = 15, .name = "Yên Bái", .from = first, .to = last, .successor = 15},
        {.code = 15, .name = "Lào Cai", .from = merged, .to = {}, .successor = 15},
        {.code = 54, .name = "Phú Yên", .from = first, .to = last, .successor = 66},
        {.code = 66, .name = "Đắk Lắk", .from = first, .to = {}, .successor = 66},
        {.code = 79, .name = "TP. Hồ Chí Minh", .from = first, .to = {}, .successor = 79},
    };
    vocabulary.requirements = {{"A-01", Topic::age},
                               {"Q-01", Topic::qualification},
                               {"Q-02", Topic::qualification},
                               {"H-01", Topic::health_check}};
    return vocabulary;
}

} // namespace radcert::tests
