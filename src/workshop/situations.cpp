#include "workshop/situations.h"

#include <algorithm>
#include <bit>
#include <set>

#include "rules/applies.h"

namespace radcert::workshop {
namespace {

using rules::Applicability;
using rules::DeviceSet;
using rules::Rulebook;

/// A set of as few kinds as can be that an alternative accepts; 0 where there is none.
DeviceSet equipment_for(const Applicability& asked, std::size_t types)
{
    const DeviceSet all = types < 64 ? (DeviceSet{1} << types) - 1 : ~DeviceSet{0};
    const DeviceSet allowed = asked.devices.only.value_or(all) & all;
    DeviceSet chosen = 0;
    const auto choose_from = [&](DeviceSet set) {
        if ((chosen & set) != 0) return true;
        const DeviceSet usable = set & allowed;
        if (usable == 0) return false;
        chosen |= DeviceSet{1} << std::countr_zero(usable);
        return true;
    };
    for (const DeviceSet set : asked.devices.has)
        if (!choose_from(set)) return 0;
    if (asked.devices.other_than && !choose_from(~*asked.devices.other_than & all)) return 0;
    if (chosen == 0 && !choose_from(allowed)) return 0;
    return chosen;
}

std::optional<Code> first_of(std::uint32_t mask, std::size_t size)
{
    for (Code code = 0; code < size; ++code)
        if ((mask >> code & 1) != 0) return code;
    return std::nullopt;
}

/// What says which rows meet in a file: their places, and whether they apply for sure.
using Meeting = std::vector<std::uint32_t>;

class Meetings {
public:
    explicit Meetings(const Rulebook& book) : book_{book} {}

    /// Whether these rows have not met before.
    bool add(const Dossier& file)
    {
        DeviceSet equipment = 0;
        for (const Device& device : file.application.facility.devices)
            equipment |= DeviceSet{1} << device.type;
        Meeting meeting{file.application.role};
        std::uint32_t place = 0;
        const auto add_rows = [&](const auto& rows) {
            for (const auto& row : rows) {
                ++place;
                if (!row.in_force.holds(file.application.filed_on)) continue;
                if constexpr (requires { row.by_device; })
                    if (row.devices != 0 && (row.devices & equipment) == 0) continue;
                const rules::Tri fit = applies(row, file.application, equipment);
                if (fit != rules::Tri::no) meeting.push_back(place * 4 + std::uint32_t(fit));
            }
        };
        add_rows(book_.requirements);
        add_rows(book_.authorities);
        return known_.insert(std::move(meeting)).second;
    }

private:
    const Rulebook& book_;
    std::set<Meeting> known_;
};

/// The first kind of equipment of each family.
std::vector<Code> one_of_each_family(const Vocabulary& words)
{
    std::vector<Code> found;
    std::set<Code> families;
    for (Code type = 0; type < words.equipment_types.size(); ++type)
        if (families.insert(words.family_of[type]).second) found.push_back(type);
    return found;
}

} // namespace

Dossier empty_file(const Rulebook& book, Date day, Code role, DeviceSet equipment, bool medical)
{
    Dossier file;
    Application& application = file.application;
    application.id = "LINT-1";
    application.role = role;
    application.filed_on = day;
    application.completed_on = day;
    application.channel = Code{0};
    application.facility.id = "F-LINT-1";
    application.facility.name = "Cơ sở giả định";
    application.facility.medical = medical;
    const auto province = std::ranges::find_if(book.vocabulary.provinces, [&](const Province& each) {
        return each.from <= day && (!each.to || day <= *each.to);
    });
    if (province != book.vocabulary.provinces.end()) application.facility.province = province->code;
    for (Code type = 0; type < book.vocabulary.equipment_types.size(); ++type)
        if ((equipment >> type & 1) != 0) application.facility.devices.push_back({"", type, {}, {}});
    file.worker.full_name = "Người giả định";
    return file;
}

std::optional<Dossier> file_for(const Rulebook& book, const rules::Row& row, Date day)
{
    const Vocabulary& words = book.vocabulary;
    for (const Applicability& asked : row.applies) {
        const auto role = first_of(asked.roles, words.roles.size());
        const auto procedure = first_of(asked.procedures, words.procedures.size());
        const auto channel = first_of(asked.channels, words.channels.size());
        const DeviceSet equipment = equipment_for(asked, words.equipment_types.size());
        if (!role || !procedure || !channel || equipment == 0) continue;
        Dossier file = empty_file(book, day, *role, equipment, asked.medical.value_or(true));
        file.application.procedure = *procedure;
        file.application.channel = *channel;
        return file;
    }
    return std::nullopt;
}

std::vector<Date> first_days(const rules::Program& program)
{
    std::vector<Date> days;
    for (const std::int64_t day : program.starts) days.emplace_back(std::chrono::days{day});
    return days;
}

std::vector<Dossier> every_situation(const rules::Program& program)
{
    const Rulebook& book = program.book;
    const Vocabulary& words = book.vocabulary;
    const auto beside = one_of_each_family(words);
    Meetings meetings{book};
    std::vector<Dossier> files;
    const auto add = [&](Dossier file) {
        for (Code procedure = 0; procedure < words.procedures.size(); ++procedure) {
            file.application.procedure = procedure;
            if (meetings.add(file)) files.push_back(file);
        }
    };
    for (const Date day : first_days(program)) {
        for (Code role = 0; role < words.roles.size(); ++role) {
            for (Code type = 0; type < words.equipment_types.size(); ++type) {
                for (const bool medical : {true, false}) {
                    const DeviceSet alone = DeviceSet{1} << type;
                    add(empty_file(book, day, role, alone, medical));
                    for (const Code other : beside)
                        if (other != type)
                            add(empty_file(book, day, role, alone | DeviceSet{1} << other, medical));
                }
            }
        }
    }
    return files;
}

} // namespace radcert::workshop
