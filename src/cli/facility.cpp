#include <limits>

#include "casework/record_facility.h"
#include "casework/words_of.h"
#include "cli/duplicates.h"
#include "cli/fields.h"
#include "cli/history.h"
#include "cli/sheet.h"
#include "cli/verb.h"
#include "registry/names.h"
#include "registry/workers.h"

namespace radcert::cli {

using casework::facility_name;
using casework::parse_facility;
using registry::Facility;

namespace {

constexpr auto everybody = std::numeric_limits<std::size_t>::max();

struct FacilityOptions {
    std::string facility;
    std::string thing; ///< practice or licence
    std::string province;
    std::vector<std::string> words;
    std::size_t most{everybody};
    FieldOptions fields;
};

void record_facility(const Settings& settings, const FacilityOptions& options)
{
    Writing writing{settings};
    Facility facility;
    options.fields.put_into(facility);
    facility = casework::record_facility(writing.scope(), writing.words(), facility);
    const std::string id = facility_name(facility.facility);
    writing.done(id, {"đã ghi cơ sở " + facility.name, "recorded facility " + facility.name},
                 "radcert equipment record " + id + " --type TYPE");
}

void change_facility(const Settings& settings, const FacilityOptions& options)
{
    Writing writing{settings};
    Facility facility = registry::load_facility(writing.database(), parse_facility(options.facility));
    options.fields.put_into(facility);
    facility = casework::change_facility(writing.scope(), writing.words(), facility);
    const std::string id = facility_name(facility.facility);
    writing.done(id, {"đã sửa cơ sở " + facility.name, "changed facility " + facility.name},
                 "radcert facility history " + id);
}

void practice(const Settings& settings, const FacilityOptions& options)
{
    Writing writing{settings};
    registry::Practice practice;
    options.fields.put_into(practice);
    practice.facility = parse_facility(options.facility);
    practice.practice = casework::filled(options.thing, {"tên công việc bức xạ", "the practice's name"});
    casework::record_practice(writing.scope(), practice);
    const std::string id = facility_name(practice.facility);
    writing.done(id,
                 {"đã ghi công việc bức xạ " + practice.practice, "recorded practice " + practice.practice},
                 "radcert facility licence " + id + " NUMBER");
}

void licence(const Settings& settings, const FacilityOptions& options)
{
    Writing writing{settings};
    registry::Licence licence;
    licence.facility = parse_facility(options.facility);
    licence.licence = casework::filled(options.thing, {"số giấy phép", "the licence's number"});
    for (const auto& known : registry::licences_of(writing.database(), licence.facility)) {
        if (known.licence == licence.licence) licence = known;
    }
    options.fields.put_into(licence);
    casework::record_licence(writing.scope(), licence);
    const std::string id = facility_name(licence.facility);
    writing.done(id, {"đã ghi giấy phép " + licence.licence, "recorded licence " + licence.licence},
                 "radcert facility show " + id);
}

Table practices(const FieldCells& cells, const std::vector<registry::Practice>& all)
{
    Table table{column("practice"), column("from_day"), column("to_day")};
    for (const registry::Practice& one : all)
        table.row({one.practice, cells("from_day", one.from_day), cells("to_day", one.to_day)});
    return table;
}

Table licences(const FieldCells& cells, const std::vector<registry::Licence>& all)
{
    Table table{column("licence"), column("issued_by"), column("issued_on"), column("expires_on"),
                column("scope")};
    for (const registry::Licence& one : all)
        table.row({one.licence, one.issued_by, cells("issued_on", one.issued_on),
                   cells("expires_on", one.expires_on), one.scope});
    return table;
}

Table equipment(const FieldCells& cells, const std::vector<registry::Equipment>& all)
{
    Table table{column("equipment"), column("type"),        column("model"),    column("serial"),
                column("licence"),   column("declared_on"), column("exempt_by")};
    for (const registry::Equipment& one : all)
        table.row({cells("equipment", one.equipment), cells("type", one.type), one.model, one.serial,
                   one.licence, cells("declared_on", one.declared_on), one.exempt_by});
    return table;
}

std::optional<std::string> name_of_worker(Reading& reading, std::int64_t worker)
{
    const auto found = registry::find_worker(reading.database(), worker, reading.known_by());
    return found ? std::optional{found->full_name} : std::nullopt;
}

Table posts_table(Reading& reading, const FieldCells& cells, const std::vector<registry::Post>& all)
{
    Table table{column("worker"), column("full_name"), column("role"),
                column("title"),  column("from_day"),  column("to_day")};
    for (const registry::Post& one : all)
        table.row({cells("worker", one.worker), name_of_worker(reading, one.worker), cells("role", one.role),
                   one.title, cells("from_day", one.from_day), cells("to_day", one.to_day)});
    return table;
}

Table appointments_table(Reading& reading, const FieldCells& cells,
                         const std::vector<registry::Appointment>& all)
{
    Table table{column("worker"), column("full_name"),    column("role"),
                column("number"), column("appointed_on"), column("to_day")};
    for (const registry::Appointment& one : all)
        table.row({cells("worker", one.worker), name_of_worker(reading, one.worker), cells("role", one.role),
                   one.number, cells("appointed_on", one.appointed_on), cells("to_day", one.to_day)});
    return table;
}

void show_facility(const Settings& settings, const FacilityOptions& options)
{
    Reading reading{settings};
    registry::Database& database = reading.database();
    const std::int64_t id = parse_facility(options.facility);
    const EventNumber known_by = reading.known_by();
    const Facility facility = registry::load_facility(database, id, known_by);
    const AsOf as_of = reading.as_of();
    const FieldCells cells{reading};
    Sheet sheet;
    cells.add(sheet.record, facility);
    sheet.list("practices", {"Công việc bức xạ", "Practices"},
               practices(cells, registry::practices_of(database, id, known_by)));
    sheet.list("licences", {"Giấy phép", "Licences"},
               licences(cells, registry::licences_of(database, id, known_by)));
    sheet.list("equipment", {"Thiết bị đang dùng", "Equipment in use"},
               equipment(cells, registry::equipment_of(database, id, as_of.in_force, known_by)));
    sheet.list("posts", {"Người đang làm việc", "People in post"},
               posts_table(reading, cells, registry::posts_at(database, id, as_of)));
    sheet.list("appointments", {"Người được bổ nhiệm", "People appointed"},
               appointments_table(reading, cells, registry::appointments_at(database, id, as_of)));
    sheet.print(reading.format(), reading.language());
}

/// Facilities whose names hold every word; every facility where there is none.
void list_facilities(const Settings& settings, const FacilityOptions& options)
{
    Reading reading{settings};
    const FieldCells cells{reading};
    Table table{column("facility"), column("name"),    column("province"),
                column("medical"),  column("address"), column("reference")};
    for (const std::int64_t id :
         registry::find_facilities_by_name(reading.database(), joined(options.words), reading.known_by(),
                                           options.province.empty() ? options.most : everybody)) {
        const Facility one = registry::load_facility(reading.database(), id, reading.known_by());
        if (!options.province.empty() && one.province != options.province) continue;
        if (table.size() == options.most) break;
        table.row({cells("facility", id), one.name, cells("province", one.province), one.medical, one.address,
                   one.reference});
    }
    table.print(settings);
}

void facility_history(const Settings& settings, const FacilityOptions& options)
{
    Reading reading{settings};
    print_history(
        casework::facility_history(reading.database(), parse_facility(options.facility), reading.known_by()),
        reading);
}

void add_facility_fields(Command& command, FieldOptions& fields, bool required)
{
    fields.add(command, "--name", "name")->required(required);
    fields.add(command, "--province", "province", {"Mã tỉnh của trụ sở", "Province of the head office"})
        ->required(required)
        ->type_name("NN");
    fields.add(command, "--reference", "reference");
    fields.add(command, "--address", "address");
    fields.add(command, "--medical", "medical");
    fields.add(command, "--tax-code", "tax_code");
    fields.add(command, "--contact", "contact");
    fields.add(command, "--phone", "phone");
    fields.add(command, "--email", "email");
}

void add_facility_id(Command& command, FacilityOptions& options)
{
    command.add_option("facility", options.facility, "Cơ sở / facility, F-3")->required()->type_name("F-N");
}

void add_acts(Command& noun, Settings& settings)
{
    {
        auto [command, options] =
            add_verb(noun, "record", "Ghi cơ sở mới / record a new one", settings, record_facility);
        add_facility_fields(*command, options->fields, true);
        add_write_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(noun, "change", "Sửa, cập nhật; \"\" là bỏ trống / change; \"\" clears", settings,
                     change_facility);
        add_facility_id(*command, *options);
        add_facility_fields(*command, options->fields, false);
        add_write_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(noun, "practice", "Ghi công việc bức xạ / record a practice", settings, practice);
        add_facility_id(*command, *options);
        command->add_option("practice", options->thing, "Tên / name")->required()->type_name("NAME");
        options->fields.add(*command, "--from", "from_day");
        options->fields.add(*command, "--to", "to_day");
        add_write_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(noun, "licence", "Ghi, sửa giấy phép / record or change a licence", settings, licence);
        add_facility_id(*command, *options);
        command->add_option("number", options->thing, "Số, như in / number, as printed")
            ->required()
            ->type_name("NUMBER");
        options->fields.add(*command, "--issued-by", "issued_by");
        options->fields.add(*command, "--issued-on", "issued_on");
        options->fields.add(*command, "--expires-on", "expires_on");
        options->fields.add(*command, "--scope", "scope");
        add_write_options(*command, settings);
    }
}

void add_list_options(Command& command, FacilityOptions& options, Settings& settings)
{
    command.add_option("--province", options.province, "Chỉ một tỉnh / one province")->type_name("NN");
    command.add_option("--most", options.most, "Nhiều nhất / at most")->type_name("N");
    add_read_options(command, settings);
    add_export_options(command, settings);
}

void add_facility_questions(Command& noun, Settings& settings)
{
    {
        auto [command, options] =
            add_verb(noun, "show", "Xem cơ sở và những gì thuộc về nó / with all that hangs on it", settings,
                     show_facility);
        add_facility_id(*command, *options);
        add_read_options(*command, settings);
    }
    {
        auto [command, options] = add_verb(noun, "list", "Liệt kê / list", settings, list_facilities);
        add_list_options(*command, *options, settings);
    }
    {
        auto [command, options] =
            add_verb(noun, "search", "Tìm theo tên, có dấu hay không / by name, with or without marks",
                     settings, list_facilities);
        command->add_option("words", options->words, "Vài từ của tên / words of the name")
            ->required()
            ->type_name("WORDS");
        add_list_options(*command, *options, settings);
    }
    {
        auto [command, options] = add_verb(noun, "history", "Ai đã ghi gì, khi nào / who did what when",
                                           settings, facility_history);
        add_facility_id(*command, *options);
        add_read_options(*command, settings);
    }
}

} // namespace

void add_facility_commands(Command& app, Settings& settings, int& status)
{
    auto* noun = app.add_subcommand("facility", "Cơ sở tiến hành công việc bức xạ / facilities");
    noun->require_subcommand();
    noun->footer("Ví dụ / Examples:\n"
                 "  radcert facility record --name \"Bệnh viện Thử Nghiệm\" --province 66 --medical yes\n"
                 "  radcert facility change F-3 --phone 0262000000 --email \"\"\n"
                 "  radcert facility licence F-3 12/GP-SKHCN --expires-on 2027-06-30\n"
                 "  radcert facility show F-3 --in-force 2025-07-01 --known-by 2025-07-31\n"
                 "  radcert facility search \"benh vien\"");
    add_acts(*noun, settings);
    add_facility_questions(*noun, settings);
    add_duplicates_commands(*noun, settings, "facility");
    add_coverage_command(*noun, settings, status);
}

} // namespace radcert::cli
