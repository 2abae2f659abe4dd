#include "casework/import_plan.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "casework/import_plan_row.h"
#include "registry/names.h"
#include "text/vietnamese.h"

namespace radcert::casework {

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

/// Whether an earlier row of the file, which has problems, is about the facility that `text` names.
bool ImportPlan::is_of_flawed_row(const std::string& text) const
{
    return flawed_facilities_.contains("reference " + text) || flawed_facilities_.contains("tax " + text) ||
           flawed_facilities_.contains(text::folded(text));
}

std::optional<std::int64_t> ImportPlan::resolve_facility(Row& row)
{
    const auto text = row.text("facility");
    if (!text) return std::nullopt;
    const auto found = find_facility(*text);
    if (found) return found;
    if (is_of_flawed_row(*text)) {
        row.set_aside("facility");
        return std::nullopt;
    }
    const bool several = facility_by_word_.contains(text::folded(*text));
    row.refuse("facility", {several ? "có nhiều cơ sở tên '" + *text + "': ghi mã F-…"
                                    : "chưa có cơ sở '" + *text + "' trong sổ hay trong tệp",
                            several ? "several facilities are called '" + *text + "': write the number F-…"
                                    : "there is no facility '" + *text + "' in the register or the file"});
    return std::nullopt;
}

/// The earlier row of the file that said so; empty: this one is the first.
std::optional<ImportPlan::Place> ImportPlan::say(const std::string& key, const ImportValues& values)
{
    if (tabs_.empty() || tabs_.back() != values.tab) tabs_.push_back(values.tab);
    const auto [said, fresh] = said_.try_emplace(key, Place{std::uint32_t(tabs_.size() - 1), values.row});
    return fresh ? std::nullopt : std::optional{said->second};
}

/// Whether an earlier row of the file said one of the keys; then the row is refused, once.
bool ImportPlan::refuse_said_before(Row& row, const std::vector<SayingKey>& keys)
{
    bool refused = false;
    for (const SayingKey& one : keys) {
        const auto earlier = say(one.key, row.values);
        if (!earlier || refused) continue;
        refused = true;
        const std::string at = std::to_string(earlier->row), &tab = tabs_[earlier->tab];
        const bool here = tab == row.values.tab;
        row.refuse(one.column, {"trùng với dòng " + at + (here ? "" : " của trang “" + tab + "”"),
                                "the same as row " + at + (here ? "" : " of sheet \"" + tab + "\"")});
    }
    return refused;
}

std::optional<RowPlan> ImportPlan::take(const ImportValues& values)
{
    ++counts_.rows;
    Row row{*this, values};
    if (values.sheet->key == "facilities") plan_facility(row);
    if (values.sheet->key == "workers") plan_worker(row);
    if (values.sheet->key == "equipment") plan_equipment(row);
    if (values.sheet->key == "certificates") plan_certificate(row);
    return row.finish();
}

} // namespace radcert::casework
