#include "casework/eligibility.h"

#include "casework/dossiers.h"
#include "casework/words_of.h"
#include "domain/body.h"
#include "registry/equipment.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "text/json_writer.h"

namespace radcert::casework {
namespace {

registry::Facility facility_meant(registry::Database& database, const EligibilityQuestion& question,
                                  AsOf as_of)
{
    if (question.facility) return registry::load_facility(database, *question.facility, as_of.known_by);
    for (const auto& post : registry::posts_of(database, question.worker, as_of.known_by)) {
        if (!post.to_day || *post.to_day >= as_of.in_force)
            return registry::load_facility(database, post.facility, as_of.known_by);
    }
    // Nowhere in particular: some facility of the register's own province, of which nothing is known.
    registry::Facility nowhere;
    const std::string authority = registry::load_register(database).authority;
    nowhere.name = "-";
    nowhere.reference = "-";
    nowhere.province = authority.starts_with("province:") ? authority.substr(9) : "01";
    return nowhere;
}

registry::JsonText devices_meant(registry::Database& database, const Vocabulary& vocabulary,
                                 const EligibilityQuestion& question, const registry::Facility& facility,
                                 AsOf as_of)
{
    registry::JsonText json;
    text::JsonWriter writer{json.text};
    writer.open_array();
    const auto device = [&](const std::string& type, const std::optional<std::string>& mobility,
                            const std::optional<std::string>& province) {
        writer.open_object();
        if (mobility) writer.member("mobility", *mobility);
        if (province) writer.member("province", *province);
        writer.member("type", type);
        writer.close_object();
    };
    for (const std::string& type : question.equipment_types) {
        check_word(vocabulary.equipment_types, type, {"loại thiết bị", "equipment type"});
        device(type, {}, {});
    }
    if (question.equipment_types.empty()) {
        const auto units =
            registry::equipment_of(database, facility.facility, as_of.in_force, as_of.known_by);
        if (units.empty()) {
            throw Error{Fault::invalid_input,
                        {"chưa biết thiết bị nào: cơ sở không có thiết bị đang dùng trong sổ",
                         "no equipment is meant: the facility has none in use on record"},
                        {"thêm --equipment LOẠI, ví dụ --equipment pet_ct",
                         "add --equipment TYPE, e.g. --equipment pet_ct"}};
        }
        for (const auto& unit : units) device(unit.type, unit.mobility, unit.province);
    }
    writer.close_array();
    return json;
}

} // namespace

std::string eligibility_dossier(registry::Database& database, const Vocabulary& vocabulary,
                                const EligibilityQuestion& question, AsOf as_of)
{
    const registry::ReadScope one_state{database};
    check_word(vocabulary.roles, question.role, {"công việc", "role"});
    const registry::Facility facility = facility_meant(database, question, as_of);
    registry::Application asked;
    asked.application = "?";
    asked.worker = question.worker;
    asked.facility = facility.facility;
    asked.province = facility.province;
    asked.procedure = "new";
    asked.role = question.role;
    asked.filed_on = as_of.in_force;
    asked.devices = devices_meant(database, vocabulary, question, facility, as_of);
    return compose_question(database, asked, facility, as_of.known_by);
}

} // namespace radcert::casework
