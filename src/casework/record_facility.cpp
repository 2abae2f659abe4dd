#include "casework/record_facility.h"

#include "casework/words_of.h"
#include "text/vietnamese.h"

namespace radcert::casework {

using registry::Equipment;
using registry::Facility;

namespace {

void check_facility(const registry::WriteScope& write, const Vocabulary& vocabulary, Facility& facility)
{
    facility.name = filled(text::nfc(facility.name), {"tên cơ sở", "the facility's name"});
    check_province(vocabulary, facility.province, write.today());
}

void check_equipment(const registry::WriteScope& write, const RulebookInUse& rules,
                     const Equipment& equipment)
{
    const Vocabulary& words = rules.book.vocabulary;
    check_word(words.equipment_types, equipment.type, {"loại thiết bị", "equipment type"});
    if (equipment.mobility) check_word(words.mobilities, *equipment.mobility, {"tính di động", "mobility"});
    if (equipment.province) check_province(words, *equipment.province, write.today());
    if (equipment.exempt_by && !words.requirements.contains(*equipment.exempt_by)) {
        throw Error{Fault::invalid_input,
                    {"không có quy định " + *equipment.exempt_by + " trong bộ quy định",
                     "the rulebook has no rule " + *equipment.exempt_by},
                    {"xem: radcert rules list", "see: radcert rules list"}};
    }
    check_order(equipment.in_use_from, equipment.in_use_to);
}

} // namespace

Facility record_facility(registry::WriteScope& write, const Vocabulary& vocabulary, Facility facility)
{
    check_facility(write, vocabulary, facility);
    facility.facility = registry::next_facility(write.database());
    facility.subject = write.add_subject("facility");
    write.record("facility.record", facility.subject, {facility});
    return facility;
}

Facility change_facility(registry::WriteScope& write, const Vocabulary& vocabulary, Facility facility)
{
    const Facility before = registry::load_facility(write.database(), facility.facility);
    facility.subject = before.subject;
    check_facility(write, vocabulary, facility);
    refuse_unchanged(before, facility, facility_name(facility.facility));
    write.record("facility.change", facility.subject, {facility});
    return facility;
}

void record_practice(registry::WriteScope& write, const registry::Practice& practice)
{
    const Facility facility = registry::load_facility(write.database(), practice.facility);
    check_order(practice.from_day, practice.to_day);
    write.record("facility.practice", facility.subject, {practice});
}

void record_licence(registry::WriteScope& write, const registry::Licence& licence)
{
    const Facility facility = registry::load_facility(write.database(), licence.facility);
    check_order(licence.issued_on, licence.expires_on);
    write.record("facility.licence", facility.subject, {licence});
}

Equipment record_equipment(registry::WriteScope& write, const RulebookInUse& rules, Equipment equipment)
{
    const Facility facility = registry::load_facility(write.database(), equipment.facility);
    check_equipment(write, rules, equipment);
    equipment.equipment = registry::next_equipment(write.database());
    write.record("equipment.record", facility.subject, {equipment});
    return equipment;
}

Equipment change_equipment(registry::WriteScope& write, const RulebookInUse& rules, Equipment equipment)
{
    const Equipment before = registry::load_equipment(write.database(), equipment.equipment);
    const Facility facility = registry::load_facility(write.database(), equipment.facility);
    check_equipment(write, rules, equipment);
    refuse_unchanged(before, equipment, equipment_name(equipment.equipment));
    write.record("equipment.change", facility.subject, {equipment});
    return equipment;
}

} // namespace radcert::casework
