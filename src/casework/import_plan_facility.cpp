#include <algorithm>

#include "casework/import_plan_row.h"
#include "casework/words_of.h"
#include "text/vietnamese.h"

namespace radcert::casework {

using registry::Equipment;
using registry::Facility;

std::optional<Facility> ImportPlan::standing_facility(const Row& row) const
{
    const auto one_of = [&](const std::string& word) -> std::optional<Facility> {
        const auto known = facility_by_word_.find(word);
        return known == facility_by_word_.end() ? std::nullopt
                                                : std::optional{facilities_.at(known->second.front())};
    };
    if (const auto tax_code = row.text("tax_code"))
        if (auto found = one_of("tax " + *tax_code)) return found;
    if (const auto reference = row.text("reference"))
        if (auto found = one_of("reference " + *reference)) return found;
    if (!row.good("name")) return std::nullopt;
    const auto same_name = facility_by_word_.find(text::folded(*row.text("name")));
    if (same_name == facility_by_word_.end()) return std::nullopt;
    for (const std::int64_t number : same_name->second) {
        const Facility& facility = facilities_.at(number);
        if (facility.province == row.text("province")) return facility;
    }
    return std::nullopt;
}

/// A row that has problems still names its facility, even by what stands in a wrong cell.
void ImportPlan::note_flawed_facility(const ImportValues& values)
{
    const auto note = [&](std::string_view column, const std::string& prefix) {
        const std::string* const wrong = values.written(column);
        const auto said = wrong != nullptr ? std::optional{*wrong} : values.text(column);
        if (!said || said->empty()) return;
        flawed_facilities_.insert(prefix.empty() ? text::folded(*said) : prefix + *said);
    };
    note("name", "");
    note("tax_code", "tax ");
    note("reference", "reference ");
}

void ImportPlan::plan_facility(Row& row)
{
    static constexpr FieldSource sources[]{
        {"name", "name"},       {"province", "province"}, {"address", "address"},
        {"medical", "medical"}, {"tax_code", "tax_code"}, {"reference", "reference"},
        {"contact", "contact"}, {"phone", "phone"},       {"email", "email"}};
    const ImportValues& values = row.values;
    Facility given;
    given.name = values.text("name").value_or("");
    given.province = values.text("province").value_or("");
    given.address = values.text("address");
    given.medical = values.truth("medical");
    given.tax_code = values.text("tax_code");
    given.reference = values.text("reference");
    given.contact = values.text("contact");
    given.phone = values.text("phone");
    given.email = values.text("email");
    const auto standing = standing_facility(row);
    given.facility = standing ? standing->facility : next_facility_;
    std::vector<SayingKey> keys;
    if (given.tax_code) keys.push_back({"tax " + *given.tax_code, "tax_code"});
    if (given.reference) keys.push_back({"reference " + *given.reference, "reference"});
    if (row.good("name") && row.good("province"))
        keys.push_back({"name " + text::folded(given.name) + " " + given.province, "name"});
    if (standing) keys.push_back({facility_name(given.facility), "name"});
    const bool again = refuse_said_before(row, keys);
    if (!row.sound()) note_flawed_facility(values);
    if (again) return;

    row.made.action = "import.facility";
    const std::string key = facility_name(given.facility);
    if (standing) {
        row.made.subject = standing->subject;
        return row.fill(*standing, given, key, {}, sources);
    }
    if (!row.sound()) return;
    ++next_facility_;
    say(key, values);
    given.subject = row.made.subject = row.new_subject("facility");
    row.add(given, key, {}, sources);
    know(given);
}

void ImportPlan::plan_equipment(Row& row)
{
    static constexpr FieldSource sources[]{{"type", "type"},
                                           {"serial", "serial"},
                                           {"reference", "reference"},
                                           {"manufacturer", "manufacturer"},
                                           {"model", "model"},
                                           {"mobility", "mobility"},
                                           {"province", "province"},
                                           {"location", "location"},
                                           {"licence", "licence"},
                                           {"declared_on", "declared_on"},
                                           {"in_use_from", "in_use_from"},
                                           {"in_use_to", "in_use_to"}};
    const ImportValues& values = row.values;
    const auto facility = resolve_facility(row);
    Equipment given;
    given.facility = facility.value_or(0);
    given.type = values.text("type").value_or("");
    given.serial = values.text("serial");
    given.reference = values.text("reference");
    given.manufacturer = values.text("manufacturer");
    given.model = values.text("model");
    given.mobility = values.text("mobility");
    given.province = values.text("province");
    given.location = values.text("location");
    given.licence = values.text("licence");
    given.declared_on = values.day("declared_on");
    given.in_use_from = values.day("in_use_from");
    given.in_use_to = values.day("in_use_to");
    if (given.in_use_from && given.in_use_to && *given.in_use_to < *given.in_use_from)
        row.refuse("in_use_to",
                   {"ngày cuối " + to_dmy(*given.in_use_to) + " trước ngày đầu " + to_dmy(*given.in_use_from),
                    "the last day " + to_dmy(*given.in_use_to) + " comes before the first, " +
                        to_dmy(*given.in_use_from)});
    if (values.blank("serial") && values.blank("reference"))
        row.refuse("serial", {"cần số sê-ri hoặc mã thiết bị để nhận ra thiết bị",
                              "a serial number or a reference is needed to know the unit by"});
    if (values.has("facility")) {
        const std::string at =
            facility ? facility_name(*facility) : "? " + text::folded(*values.text("facility"));
        std::vector<SayingKey> keys;
        if (given.serial) keys.push_back({at + " serial " + *given.serial, "serial"});
        if (given.reference) keys.push_back({at + " reference " + *given.reference, "reference"});
        if (refuse_said_before(row, keys)) return;
    }
    if (!facility) return;

    row.made.action = "import.equipment";
    row.made.subject = facilities_.at(*facility).subject;
    for (const Equipment& unit : registry::equipment_of(database_, *facility, std::nullopt)) {
        const bool same = (given.reference && unit.reference == given.reference) ||
                          (given.serial && unit.serial == given.serial && unit.type == given.type);
        if (same) return row.fill(unit, given, equipment_name(unit.equipment), {}, sources);
    }
    if (!row.sound()) return;
    given.equipment = next_equipment_++;
    row.add(given, equipment_name(given.equipment), {}, sources);
}

} // namespace radcert::casework
