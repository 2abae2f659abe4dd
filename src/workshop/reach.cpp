#include "workshop/reach.h"

#include <algorithm>
#include <map>
#include <set>

#include "rules/applies.h"
#include "workshop/gap_words.h"

namespace radcert::workshop {

using rules::DeviceSet;
using rules::Row;
using rules::Rulebook;

namespace {

/// Kinds of equipment that a row answers for, beside those that its "applies to" asks for.
template <class R>
DeviceSet equipment_named(const R& row)
{
    if constexpr (requires { row.devices; }) return row.devices == 0 ? ~DeviceSet{0} : row.devices;
    return ~DeviceSet{0};
}

struct Reached {
    const Row* row;
    DeviceSet equipment;
};

std::vector<Reached> narrowed_rows(const Rulebook& book)
{
    std::vector<Reached> found;
    const auto add = [&](const auto& rows) {
        for (const auto& row : rows) {
            const DeviceSet named = equipment_named(row);
            const bool narrowed = named != ~DeviceSet{0} ||
                                  std::ranges::any_of(row.applies, [](const rules::Applicability& asked) {
                                      return asked.roles != ~0u || asked.procedures != ~0u || asked.medical ||
                                             !asked.devices.has.empty() || asked.devices.only ||
                                             asked.devices.other_than;
                                  });
            if (narrowed) found.push_back({&row, named});
        }
    };
    add(book.requirements);
    add(book.authorities);
    add(book.staffing_duties);
    add(book.training_programmes);
    return found;
}

/// Equipment by procedure and medical or not; the last index of each is "either".
using ByPlace = std::map<std::pair<std::optional<Code>, std::optional<bool>>, DeviceSet>;

/// Where one row applies to a role, each procedure and kind of facility apart.
ByPlace places_of(const Reached& reached, Code role, const Vocabulary& words)
{
    ByPlace places;
    Application application;
    application.role = role;
    for (Code procedure = 0; procedure < words.procedures.size(); ++procedure) {
        application.procedure = procedure;
        for (const bool medical : {true, false}) {
            application.facility.medical = medical;
            for (Code type = 0; type < words.equipment_types.size(); ++type) {
                const DeviceSet equipment = DeviceSet{1} << type;
                if ((reached.equipment & equipment) != 0 &&
                    applies(*reached.row, application, equipment) != rules::Tri::no)
                    places[{procedure, medical}] |= equipment;
            }
        }
    }
    return places;
}

/// What holds for both of two places is said once.
void join_places(ByPlace& places, std::size_t procedures)
{
    const auto keep = [&](auto... keys) {
        const DeviceSet common = (places[keys] & ...);
        ((places[keys] &= ~common), ...);
        return common;
    };
    std::vector<std::optional<Code>> all;
    for (Code procedure = 0; procedure < procedures; ++procedure) all.emplace_back(procedure);
    for (const auto& procedure : all) {
        const std::pair medical{procedure, std::optional{true}}, other{procedure, std::optional{false}};
        places[{procedure, {}}] |= keep(medical, other);
    }
    for (const std::optional<bool> medical :
         {std::optional<bool>{}, std::optional{true}, std::optional{false}}) {
        DeviceSet common = ~DeviceSet{0};
        for (const auto& procedure : all) common &= places[{procedure, medical}];
        for (const auto& procedure : all) places[{procedure, medical}] &= ~common;
        places[{std::nullopt, medical}] |= common;
    }
    std::erase_if(places, [](const auto& place) { return place.second == 0; });
}

} // namespace

std::vector<ReachLine> reach(const Rulebook& book)
{
    const Vocabulary& words = book.vocabulary;
    std::map<ReachLine, std::vector<std::string>> rows_by_line; // lines that name no rows yet
    for (const Reached& reached : narrowed_rows(book)) {
        std::map<ByPlace, std::uint32_t> alike;
        for (Code role = 0; role < words.roles.size(); ++role) {
            ByPlace places = places_of(reached, role, words);
            join_places(places, words.procedures.size());
            alike[places] |= 1u << role;
        }
        for (const auto& [places, mask] : alike) {
            for (const auto& [place, equipment] : places)
                rows_by_line[{reached.row->in_force.from,
                              reached.row->in_force.to,
                              {},
                              mask,
                              place.first,
                              place.second,
                              equipment}]
                    .push_back(reached.row->id);
        }
    }
    std::vector<ReachLine> lines;
    for (auto& [line, rows] : rows_by_line) {
        lines.push_back(line);
        std::ranges::sort(rows);
        lines.back().rows = std::move(rows);
    }
    std::ranges::sort(lines);
    return lines;
}

namespace {

/// Row by row: the days in which it reaches a cell, whatever lines say so.
using Days = std::set<std::pair<Date, std::optional<Date>>>;
using ByCell = std::map<std::tuple<Code, Code, std::string>, Days>; ///< role, equipment type, row

ByCell cells_of(const std::vector<ReachLine>& lines, const Vocabulary& words)
{
    ByCell cells;
    for (const ReachLine& line : lines) {
        const std::string where = (line.procedure ? ", " + words.procedures.word(*line.procedure) : "") +
                                  (line.medical ? (*line.medical ? ", medical" : ", not medical") : "");
        for (Code role = 0; role < words.roles.size(); ++role) {
            if ((line.roles >> role & 1) == 0) continue;
            for (Code type = 0; type < words.equipment_types.size(); ++type) {
                if ((line.equipment >> type & 1) == 0) continue;
                for (const std::string& row : line.rows)
                    cells[{role, type, row + where}].insert({line.from, line.to});
            }
        }
    }
    return cells;
}

/// By row, then role: the equipment for which `here` does not say what `there` does.
using WhoDiffers = std::map<std::string, std::map<Code, rules::DeviceSet>>;

WhoDiffers who_differs(const ByCell& here, const ByCell& there)
{
    WhoDiffers who;
    for (const auto& [cell, days] : here) {
        const auto other = there.find(cell);
        if (other != there.end() && other->second == days) continue;
        const auto& [role, type, row] = cell;
        who[row][role] |= rules::DeviceSet{1} << type;
    }
    return who;
}

std::string said(const std::map<Code, rules::DeviceSet>& who, const Vocabulary& words, Language language)
{
    std::string out;
    for (const auto& [role, equipment] : who)
        out += (out.empty() ? "" : "; ") + place_words(words, {role, {}, equipment}, language);
    return out;
}

} // namespace

std::vector<Words> reach_differences(const std::vector<ReachLine>& expected,
                                     const std::vector<ReachLine>& found, const Vocabulary& vocabulary)
{
    std::vector<Words> differences;
    if (expected == found) return differences;
    const ByCell was = cells_of(expected, vocabulary), is = cells_of(found, vocabulary);
    const auto tell = [&](const ByCell& here, const ByCell& there, const Words& what) {
        for (const auto& [row, who] : who_differs(here, there))
            differences.push_back({row + what.vi + said(who, vocabulary, Language::vi),
                                   row + what.en + said(who, vocabulary, Language::en)});
    };
    tell(is, was,
         {" áp dụng trong những ngày mà reach.json không ghi: ",
          " applies on days that reach.json does not say: "});
    tell(was, is, {" không còn áp dụng như reach.json ghi: ", " does not apply as reach.json says: "});
    if (differences.empty())
        differences.push_back({"phạm vi theo thủ tục hoặc cơ sở y tế khác với reach.json",
                               "reach by procedure or medical facility is not as reach.json says"});
    return differences;
}

} // namespace radcert::workshop
