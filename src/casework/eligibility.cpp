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
    return nowhere_in_particular(registry::load_register(database).authority);
}

registry::JsonText devices_meant(registry::Database& database, const Vocabulary& vocabulary,
                                 const EligibilityQuestion& question, const registry::Facility& facility,
                                 AsOf as_of)
{
    for (const std::string& type : question.equipment_types)
        check_word(vocabulary.equipment_types, type, {"loại thiết bị", "equipment type"});
    if (!question.equipment_types.empty()) return devices_of_types(question.equipment_types);
    const auto units = registry::equipment_of(database, facility.facility, as_of.in_force, as_of.known_by);
    if (units.empty()) {
        throw Error{Fault::invalid_input,
                    {"chưa biết thiết bị nào: cơ sở không có thiết bị đang dùng trong sổ",
                     "no equipment is meant: the facility has none in use on record"},
                    {"thêm --equipment LOẠI, ví dụ --equipment pet_ct",
                     "add --equipment TYPE, e.g. --equipment pet_ct"}};
    }
    DeviceList devices;
    for (const auto& unit : units) devices.add(unit.type, unit.mobility, unit.province);
    return devices.json();
}

} // namespace

void DeviceList::add(const std::string& type, const std::optional<std::string>& mobility,
                     const std::optional<std::string>& province)
{
    text::JsonWriter writer{units_};
    if (!units_.empty()) units_ += ',';
    writer.open_object();
    if (mobility) writer.member("mobility", *mobility);
    if (province) writer.member("province", *province);
    writer.member("type", type);
    writer.close_object();
}

registry::JsonText devices_of_types(const registry::WordList& types)
{
    DeviceList devices;
    for (const std::string& type : types) devices.add(type, {}, {});
    return devices.json();
}

registry::Facility nowhere_in_particular(const std::string& authority)
{
    registry::Facility nowhere;
    nowhere.name = "-";
    nowhere.reference = "-";
    nowhere.province = authority.starts_with("province:") ? authority.substr(9) : "01";
    return nowhere;
}

registry::Application asked_application(std::int64_t worker, const std::string& role,
                                        const registry::Facility& facility, registry::JsonText devices,
                                        Date day)
{
    registry::Application asked;
    asked.application = "?";
    asked.worker = worker;
    asked.facility = facility.facility;
    asked.province = facility.province;
    asked.procedure = "new";
    asked.role = role;
    asked.filed_on = day;
    asked.devices = std::move(devices);
    return asked;
}

std::string eligibility_dossier(registry::Database& database, const Vocabulary& vocabulary,
                                const EligibilityQuestion& question, AsOf as_of)
{
    const registry::ReadScope one_state{database};
    check_word(vocabulary.roles, question.role, {"công việc", "role"});
    const registry::Facility facility = facility_meant(database, question, as_of);
    const registry::Application asked =
        asked_application(question.worker, question.role, facility,
                          devices_meant(database, vocabulary, question, facility, as_of), as_of.in_force);
    return compose_question(database, asked, facility, as_of.known_by);
}

} // namespace radcert::casework
