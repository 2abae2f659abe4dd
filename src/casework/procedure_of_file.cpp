#include "casework/procedure_of_file.h"

#include <algorithm>

#include "registry/facilities.h"
#include "text/field.h"

namespace radcert::casework {
namespace {

ProvinceCode province_code(std::string_view word)
{
    return word.size() == 2 ? ProvinceCode((word[0] - '0') * 10 + (word[1] - '0')) : ProvinceCode{};
}

/// What of a file says who is competent; empty where its words are not in the vocabulary any more.
std::optional<Dossier> bare_dossier(const registry::FileOfPeriod& file, std::optional<bool> medical,
                                    const Vocabulary& words, text::JsonReader& reader)
{
    const auto role = words.roles.find(file.role), procedure = words.procedures.find(file.procedure);
    if (!role || !procedure) return std::nullopt;
    Dossier dossier;
    radcert::Application& application = dossier.application;
    application.id = file.application;
    application.role = *role;
    application.procedure = *procedure;
    application.filed_on = file.filed_on;
    if (file.channel) application.channel = words.channels.find(*file.channel);
    application.facility.province = province_code(file.province);
    application.facility.medical = medical;
    bool known = true;
    text::Field{reader, reader.read(file.devices.text)}.each_element([&](const text::Field& field) {
        const auto type = words.equipment_types.find(field.at("type").as_string());
        known = known && type;
        Device device;
        device.type = type.value_or(Code{});
        if (const auto mobility = field.find("mobility"))
            device.mobility = words.mobilities.find(mobility->as_string());
        if (const auto province = field.find("province"))
            device.province = province_code(province->as_string());
        application.facility.devices.push_back(device);
    });
    return known && !application.facility.devices.empty() ? std::optional{dossier} : std::nullopt;
}

} // namespace

ProcedureOfFile::ProcedureOfFile(registry::Database& database, const RulebookInUse& rules,
                                 EventNumber known_by)
    : database_{database}, rules_{rules}, known_by_{known_by}, screener_{rules.program, {}}
{
}

std::string ProcedureOfFile::code(const registry::FileOfPeriod& file)
{
    if (auto code = of_clock(file)) return std::move(*code);
    const auto of_facility = medical(file.facility);
    std::string key = to_iso(file.filed_on) + file.province + file.role + '\n' + file.procedure + '\n' +
                      file.channel.value_or("") + '\n' + (of_facility ? *of_facility ? "1" : "0" : "-");
    text::Field{reader_, reader_.read(file.devices.text)}.each_element([&](const text::Field& device) {
        for (const char* const name : {"type", "mobility", "province"}) {
            key += '\n';
            if (const auto value = device.find(name)) key += value->as_string();
        }
    });
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    return known_.emplace(std::move(key), of_competence(file, of_facility)).first->second;
}

std::optional<std::string> ProcedureOfFile::of_clock(const registry::FileOfPeriod& file) const
{
    for (const auto& version : file.clocks) {
        if (!version.record.rule) continue;
        const auto row =
            std::ranges::find(rules_.book.procedures, *version.record.rule, &rules::Procedure::id);
        if (row != rules_.book.procedures.end() && !row->code.empty()) return row->code;
    }
    return std::nullopt;
}

std::string ProcedureOfFile::of_competence(const registry::FileOfPeriod& file,
                                           std::optional<bool> of_facility)
{
    const auto dossier = bare_dossier(file, of_facility, rules_.book.vocabulary, reader_);
    if (!dossier) return {};
    const auto code = screener_.screen(*dossier).competence.procedure_code;
    return code ? std::string{*code} : std::string{};
}

std::optional<bool> ProcedureOfFile::medical(std::int64_t facility)
{
    const auto known = medical_.find(facility);
    if (known != medical_.end()) return known->second;
    const auto found = registry::find_facility(database_, facility, known_by_);
    return medical_.emplace(facility, found ? found->medical : std::nullopt).first->second;
}

} // namespace radcert::casework
