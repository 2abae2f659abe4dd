#include <algorithm>
#include <limits>

#include "casework/record_facility.h"
#include "casework/words_of.h"
#include "cli/fields.h"
#include "cli/history.h"
#include "cli/sheet.h"
#include "cli/verb.h"

namespace radcert::cli {

using casework::equipment_name;
using casework::parse_equipment;
using casework::parse_facility;
using registry::Equipment;

namespace {

struct EquipmentOptions {
    std::string equipment, facility, type;
    std::size_t most{std::numeric_limits<std::size_t>::max()};
    FieldOptions fields;
};

Words type_of(Writing& writing, const Equipment& equipment)
{
    return FieldCells{writing.words(), writing.scope().today()}.name("type", equipment.type);
}

void record_equipment(const Settings& settings, const EquipmentOptions& options)
{
    Writing writing{settings};
    Equipment equipment;
    options.fields.put_into(equipment);
    equipment.facility = parse_facility(options.facility);
    equipment = casework::record_equipment(writing.scope(), writing.rules(), equipment);
    const std::string facility = casework::facility_name(equipment.facility);
    const Words type = type_of(writing, equipment);
    writing.done(equipment_name(equipment.equipment),
                 {"đã ghi " + type.vi + " tại " + facility, "recorded " + type.en + " at " + facility},
                 "radcert facility show " + facility);
}

void change_equipment(const Settings& settings, const EquipmentOptions& options)
{
    Writing writing{settings};
    Equipment equipment = registry::load_equipment(writing.database(), parse_equipment(options.equipment));
    options.fields.put_into(equipment);
    equipment = casework::change_equipment(writing.scope(), writing.rules(), equipment);
    const std::string id = equipment_name(equipment.equipment);
    const Words type = type_of(writing, equipment);
    writing.done(id, {"đã sửa " + type.vi, "changed " + type.en}, "radcert equipment history " + id);
}

void show_equipment(const Settings& settings, const EquipmentOptions& options)
{
    Reading reading{settings};
    const FieldCells cells{reading};
    const Equipment equipment =
        registry::load_equipment(reading.database(), parse_equipment(options.equipment), reading.known_by());
    const auto facility = registry::find_facility(reading.database(), equipment.facility, reading.known_by());
    Record page;
    cells.add(page, equipment);
    page.field("facility_name", {"Tên cơ sở", "Facility's name"}, facility ? Cell{facility->name} : Cell{});
    page.print(reading.format(), reading.language());
}

/// Units in use on the day, by facility.
void list_equipment(const Settings& settings, const EquipmentOptions& options)
{
    Reading reading{settings};
    registry::Database& database = reading.database();
    const AsOf as_of = reading.as_of();
    const FieldCells cells{reading};
    if (!options.type.empty())
        casework::check_word(reading.words().equipment_types, options.type,
                             {"loại thiết bị", "equipment type"});
    std::vector<Equipment> units;
    if (options.facility.empty()) {
        const std::size_t most = std::min<std::size_t>(options.most, std::numeric_limits<int>::max());
        const auto type = options.type.empty() ? std::nullopt : std::optional{options.type};
        units = registry::list_equipment(database, type, as_of.in_force, as_of.known_by, most);
    } else {
        const std::int64_t facility = parse_facility(options.facility);
        registry::load_facility(database, facility, as_of.known_by);
        units = registry::equipment_of(database, facility, as_of.in_force, as_of.known_by);
        std::erase_if(
            units, [&](const Equipment& unit) { return !options.type.empty() && unit.type != options.type; });
        if (units.size() > options.most) units.resize(options.most);
    }
    Table table{column("equipment"), column("facility"), column("type"),        column("model"),
                column("serial"),    column("licence"),  column("declared_on"), column("exempt_by")};
    for (const Equipment& unit : units)
        table.row({cells("equipment", unit.equipment), cells("facility", unit.facility),
                   cells("type", unit.type), unit.model, unit.serial, unit.licence,
                   cells("declared_on", unit.declared_on), unit.exempt_by});
    table.print(settings);
}

void equipment_history(const Settings& settings, const EquipmentOptions& options)
{
    Reading reading{settings};
    print_history(casework::equipment_history(reading.database(), parse_equipment(options.equipment),
                                              reading.known_by()),
                  reading);
}

void types(const Settings& settings, const EquipmentOptions&)
{
    Reading reading{settings};
    const FieldCells cells{reading};
    Table table{{"type", {"Mã", "Type"}},
                column("family"),
                {"name_vi", {"Tên tiếng Việt", "Vietnamese name"}},
                {"name_en", {"Tên tiếng Anh", "English name"}}};
    for (const auto& type : registry::list_equipment_types(reading.database(), reading.known_by()))
        table.row({type.type, cells("family", type.family), type.name_vi, type.name_en});
    table.print(settings);
}

void add_equipment_fields(Command& command, FieldOptions& fields, bool required)
{
    fields.add(command, "--type", "type", {"Mã loại: radcert equipment types", "code of the type"})
        ->required(required);
    if (!required)
        fields.add(command, "--facility", "facility", {"Chuyển đến cơ sở", "moves to facility"})
            ->type_name("F-N");
    fields.add(command, "--manufacturer", "manufacturer");
    fields.add(command, "--model", "model");
    fields.add(command, "--serial", "serial");
    fields.add(command, "--mobility", "mobility",
               {"fixed, mobile", "fixed, or mobile: in several provinces"});
    fields
        .add(command, "--province", "province",
             {"Nơi đặt, nếu khác tỉnh của trụ sở", "where it stands, when not the head office's province"})
        ->type_name("NN");
    fields.add(command, "--location", "location");
    fields.add(command, "--declared-on", "declared_on");
    fields.add(command, "--licence", "licence");
    fields.add(command, "--exempt-by", "exempt_by")->type_name("RULE");
    fields.add(command, "--in-use-from", "in_use_from");
    fields.add(command, "--in-use-to", "in_use_to");
    fields.add(command, "--reference", "reference");
}

void add_equipment_id(Command& command, EquipmentOptions& options)
{
    command.add_option("equipment", options.equipment, "Thiết bị / unit, E-8")->required()->type_name("E-N");
}

} // namespace

void add_equipment_commands(Command& app, Settings& settings, int&)
{
    auto* noun = app.add_subcommand("equipment", "Thiết bị bức xạ / equipment");
    noun->require_subcommand();
    noun->footer("Ví dụ / Examples:\n"
                 "  radcert equipment types\n"
                 "  radcert equipment record F-3 --type pet_ct --serial SN-0815 --licence 12/GP-SKHCN\n"
                 "  radcert equipment change E-8 --in-use-to 2026-06-30\n"
                 "  radcert equipment list --facility F-3 --in-force 2025-07-01");
    {
        auto [command, options] =
            add_verb(*noun, "record", "Ghi thiết bị mới / record a new unit", settings, record_equipment);
        command->add_option("facility", options->facility, "Cơ sở / facility, F-3")
            ->required()
            ->type_name("F-N");
        add_equipment_fields(*command, options->fields, true);
        add_write_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(*noun, "change", "Sửa, cập nhật; \"\" là bỏ trống / change; \"\" clears", settings,
                     change_equipment);
        add_equipment_id(*command, *options);
        add_equipment_fields(*command, options->fields, false);
        add_write_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(*noun, "show", "Xem một thiết bị / show a unit", settings, show_equipment);
        add_equipment_id(*command, *options);
        add_read_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(*noun, "list", "Thiết bị đang dùng / units in use", settings, list_equipment);
        command->add_option("--facility", options->facility, "Của một cơ sở / of a facility")
            ->type_name("F-N");
        command->add_option("--type", options->type, "Một loại / of a type")->type_name("WORD");
        command->add_option("--most", options->most, "Nhiều nhất / at most")->type_name("N");
        add_read_options(*command, settings);
        add_export_options(*command, settings);
    }
    {
        auto [command, options] = add_verb(*noun, "history", "Ai đã ghi gì, khi nào / who did what when",
                                           settings, equipment_history);
        add_equipment_id(*command, *options);
        add_read_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(*noun, "types", "Danh mục loại thiết bị / the catalogue of types", settings, types);
        (void)options;
        add_read_options(*command, settings);
        add_export_options(*command, settings);
    }
}

} // namespace radcert::cli
