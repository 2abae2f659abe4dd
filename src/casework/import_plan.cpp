#include "casework/import_plan.h"

#include <algorithm>
#include <charconv>

#include <limits>

#include "casework/import_plan_row.h"
#include "casework/words_of.h"
#include "registry/names.h"
#include "text/vietnamese.h"

namespace radcert::casework {

using registry::Certificate;
using registry::Equipment;
using registry::Facility;

namespace {

/// 3 of "F-3".
std::optional<std::int64_t> registered_number(const std::string& text)
{
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, trouble] = std::from_chars(text.data() + 2, end, number);
    return trouble == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

} // namespace

std::size_t ImportPlan::person_hash(std::string_view folded, std::optional<Date> birth_date)
{
    constexpr std::size_t of_no_day = 1'000'003;
    const std::size_t name = std::hash<std::string_view>{}(folded);
    return birth_date ? name * 31 + std::size_t(birth_date->time_since_epoch().count()) : name ^ of_no_day;
}

ImportPlan::ImportPlan(registry::Database& database, Date today, Source source, ImportRows& rows)
    : database_{database}, today_{today}, source_{std::move(source)}, rows_{rows},
      next_worker_{registry::next_worker(database)}, next_facility_{registry::next_facility(database)},
      next_equipment_{registry::next_equipment(database)},
      own_authority_{registry::load_register(database).authority}
{
    constexpr auto all = std::numeric_limits<std::size_t>::max();
    for (const std::int64_t facility : registry::find_facilities_by_name(database, "", newest_event, all))
        know(registry::load_facility(database, facility));
    registry::each_person(database,
                          [&](std::string_view folded, std::optional<Date> birth_date, std::int64_t worker) {
                              person_by_name_.emplace(person_hash(folded, {}), worker);
                              if (birth_date)
                                  person_by_name_.emplace(person_hash(folded, birth_date), worker);
                          });
}

void ImportPlan::know(const Facility& facility)
{
    const auto add = [&](const std::string& word) {
        auto& known = facility_by_word_[word];
        if (std::ranges::find(known, facility.facility) == known.end()) known.push_back(facility.facility);
    };
    facilities_[facility.facility] = facility;
    add(text::folded(facility.name));
    if (facility.tax_code) add("tax " + *facility.tax_code);
    if (facility.reference) add("reference " + *facility.reference);
}

/// By F-number, reference, tax code or name; empty where none or several are meant.
std::optional<std::int64_t> ImportPlan::find_facility(const std::string& text) const
{
    if (text.starts_with("F-")) {
        const auto number = registered_number(text);
        return number && facilities_.contains(*number) ? number : std::nullopt;
    }
    for (const std::string& word : {"reference " + text, "tax " + text, text::folded(text)}) {
        const auto known = facility_by_word_.find(word);
        if (known == facility_by_word_.end()) continue;
        if (known->second.size() == 1) return known->second.front();
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::int64_t> ImportPlan::resolve_facility(const ImportValues& values)
{
    const auto text = values.text("facility");
    if (!text) return std::nullopt;
    const auto found = find_facility(*text);
    if (!found) {
        const auto known = facility_by_word_.find(text::folded(*text));
        const bool several = known != facility_by_word_.end();
        rows_.refuse("facility",
                     {several ? "có nhiều cơ sở tên '" + *text + "': ghi mã F-…"
                              : "chưa có cơ sở '" + *text + "' trong sổ hay trong tệp",
                      several ? "several facilities are called '" + *text + "': write the number F-…"
                              : "there is no facility '" + *text + "' in the register or the file"});
    }
    return found;
}

/// Whether an earlier row of the file said so; then this one is refused at `column`.
bool ImportPlan::said_before(const std::string& key, std::string_view column, const ImportValues& values)
{
    const auto [said, fresh] = said_.try_emplace(key, values.row);
    if (fresh) return false;
    const std::string row = std::to_string(said->second);
    rows_.refuse(column, {"trùng với dòng " + row, "the same as row " + row});
    return true;
}

std::optional<RowPlan> ImportPlan::take(const ImportValues& values)
{
    ++counts_.rows;
    if (values.flawed) {
        if (values.sheet->key != "facilities") resolve_facility(values); // so that this, too, is told
        return std::nullopt;
    }
    Row row{*this, values};
    if (values.sheet->key == "facilities") plan_facility(row);
    if (values.sheet->key == "workers") plan_worker(row);
    if (values.sheet->key == "equipment") plan_equipment(row);
    if (values.sheet->key == "certificates") plan_certificate(row);
    return row.finish();
}

std::optional<Facility> ImportPlan::standing_facility(const ImportValues& values) const
{
    const auto one_of = [&](const std::string& word) -> std::optional<Facility> {
        const auto known = facility_by_word_.find(word);
        return known == facility_by_word_.end() ? std::nullopt
                                                : std::optional{facilities_.at(known->second.front())};
    };
    if (const auto tax_code = values.text("tax_code"))
        if (auto found = one_of("tax " + *tax_code)) return found;
    if (const auto reference = values.text("reference"))
        if (auto found = one_of("reference " + *reference)) return found;
    const auto same_name = facility_by_word_.find(text::folded(*values.text("name")));
    if (same_name == facility_by_word_.end()) return std::nullopt;
    for (const std::int64_t number : same_name->second) {
        const Facility& facility = facilities_.at(number);
        if (facility.province == values.text("province")) return facility;
    }
    return std::nullopt;
}

void ImportPlan::plan_facility(Row& row)
{
    static constexpr FieldSource sources[]{
        {"name", "name"},       {"province", "province"}, {"address", "address"},
        {"medical", "medical"}, {"tax_code", "tax_code"}, {"reference", "reference"},
        {"contact", "contact"}, {"phone", "phone"},       {"email", "email"}};
    const ImportValues& values = row.values;
    Facility given;
    given.name = *values.text("name");
    given.province = *values.text("province");
    given.address = values.text("address");
    given.medical = values.truth("medical");
    given.tax_code = values.text("tax_code");
    given.reference = values.text("reference");
    given.contact = values.text("contact");
    given.phone = values.text("phone");
    given.email = values.text("email");
    const auto standing = standing_facility(values);
    given.facility = standing ? standing->facility : next_facility_;
    if (said_before(facility_name(given.facility), "name", values)) {
        row.refused = true;
        return;
    }
    row.made.action = "import.facility";
    const std::string key = facility_name(given.facility);
    if (standing) {
        row.made.subject = standing->subject;
        row.fill(*standing, given, key, {}, sources);
        return;
    }
    ++next_facility_;
    given.subject = row.made.subject = source_.new_subject("facility");
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
    const auto facility = resolve_facility(values);
    if (!facility) {
        row.refused = true;
        return;
    }
    Equipment given;
    given.facility = *facility;
    given.type = *values.text("type");
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
        row.refuse("in_use_to", {"ngày cuối trước ngày đầu", "the last day comes before the first"});
    if (!given.serial && !given.reference)
        row.refuse("serial", {"cần số sê-ri hoặc mã thiết bị để nhận ra thiết bị",
                              "a serial number or a reference is needed to know the unit by"});
    for (const auto& [name, value] :
         {std::pair{"serial", given.serial}, std::pair{"reference", given.reference}})
        if (value && said_before(facility_name(*facility) + " " + name + " " + *value, name, values))
            row.refused = true;
    if (row.refused) return;

    row.made.action = "import.equipment";
    row.made.subject = facilities_.at(*facility).subject;
    for (const Equipment& unit : registry::equipment_of(database_, *facility, std::nullopt)) {
        const bool same = (given.reference && unit.reference == given.reference) ||
                          (given.serial && unit.serial == given.serial && unit.type == given.type);
        if (same) return row.fill(unit, given, equipment_name(unit.equipment), {}, sources);
    }
    given.equipment = next_equipment_++;
    row.add(given, equipment_name(given.equipment), {}, sources);
}

namespace {

std::optional<std::string> find_authority(registry::Database& database, const std::string& text, Date day)
{
    for (const registry::Authority& authority : registry::list_authorities(database, day))
        if (authority.authority == text || text::folded(authority.name) == text::folded(text))
            return authority.authority;
    return std::nullopt;
}

} // namespace

void ImportPlan::plan_certificate(Row& row)
{
    static constexpr FieldSource sources[]{{"worker", "paper_number"},
                                           {"facility", "facility"},
                                           {"role", "role"},
                                           {"equipment_types", "equipment_types"},
                                           {"issued_on", "issued_on"}};
    static constexpr FieldSource all[]{
        {"certificate", "certificate"}, {"issued_by", "issued_by"}, {"worker", "paper_number"},
        {"facility", "facility"},       {"role", "role"},           {"equipment_types", "equipment_types"},
        {"issued_on", "issued_on"},     {"valid_to", "valid_to"}};
    const ImportValues& values = row.values;
    const auto holders = registry::find_workers_by_paper(database_, *values.text("paper_number"));
    if (holders.size() != 1)
        return row.refuse("paper_number", {"chưa có người nào trong sổ có giấy tờ số này",
                                           "nobody in the register has a paper of this number"});
    const registry::Worker holder = registry::load_worker(database_, holders.front());
    if (text::folded(holder.full_name) != text::folded(*values.text("full_name")))
        row.refuse("full_name", {"số giấy tờ này là của '" + holder.full_name + "'",
                                 "this number is of '" + holder.full_name + "'"});
    Certificate given;
    given.certificate = *values.text("certificate");
    given.issued_on = *values.day("issued_on");
    const auto authority = find_authority(database_, *values.text("issued_by"), given.issued_on);
    if (!authority)
        row.refuse(
            "issued_by",
            {"ngày " + to_dmy(given.issued_on) + " không có cơ quan '" + *values.text("issued_by") + "'",
             "there was no authority '" + *values.text("issued_by") + "' on " + to_dmy(given.issued_on)});
    given.issued_by = authority.value_or("");
    given.worker = holder.worker;
    given.facility = resolve_facility(values);
    if (values.has("facility") && !given.facility) row.refused = true;
    given.role = *values.text("role");
    given.equipment_types = values.words("equipment_types");
    given.valid_to = values.day("valid_to");
    given.validity = "recorded";
    if (given.valid_to && *given.valid_to < given.issued_on)
        row.refuse("valid_to", {"hết hạn trước ngày cấp", "it ends before it was issued"});
    const std::string key = given.certificate + " " + given.issued_by;
    if (!row.refused && said_before(key, "certificate", values)) row.refused = true;
    if (row.refused) return;

    row.made.action = "import.certificate";
    row.made.subject = holder.subject;
    const std::string status = *values.text("status");
    for (const Certificate& standing : registry::find_certificates(database_, given.certificate)) {
        if (standing.issued_by != given.issued_by) continue;
        if (standing.valid_to != given.valid_to) {
            ++counts_.contradicting;
            row.refuse(
                "valid_to",
                {"sổ ghi '" + (standing.valid_to ? to_dmy(*standing.valid_to) : "không thời hạn") + "'",
                 "the register has '" + (standing.valid_to ? to_dmy(*standing.valid_to) : "without end") +
                     "'"});
        }
        const auto entries = registry::statuses_of(database_, standing);
        if (entries.empty() || entries.back().status != status) {
            ++counts_.contradicting;
            row.refuse("status", {"tình trạng trong sổ khác; sửa bằng radcert certificate",
                                  "the register has another status; use radcert certificate"});
        }
        return row.fill(standing, given, key, holder.worker, sources);
    }
    row.made.needs_second = given.issued_by == own_authority_;
    row.add(given, key, holder.worker, all);
    registry::CertificateStatus entry;
    entry.certificate = given.certificate;
    entry.issued_by = given.issued_by;
    entry.entry = 1;
    entry.worker = holder.worker;
    entry.status = status;
    entry.from_day = given.issued_on;
    static constexpr FieldSource of_status[]{{"status", "status"}};
    row.add(entry, key, holder.worker, of_status);
}

} // namespace radcert::casework
