#include "casework/record_facility.h"
#include "casework/words_of.h"
#include "registry/facility_search.h"
#include "web/clocks.h"
#include "web/nouns.h"
#include "web/paging.h"
#include "web/record_form.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

using casework::column;
using casework::equipment_name;
using casework::facility_name;
using documents::Table;
using registry::Equipment;

constexpr std::array<std::string_view, 13> unit_fields{
    "type",        "manufacturer", "model",     "serial",      "mobility",  "province", "location",
    "declared_on", "licence",      "exempt_by", "in_use_from", "in_use_to", "reference"};

std::string unit_address(std::int64_t equipment)
{
    return address({"equipment", equipment_name(equipment)});
}

Form search_form(Visit& visit)
{
    Form form{.action = "/equipment",
              .asks = true,
              .submit = {"Lọc", "Filter"},
              .inline_form = true,
              .live = "equipment",
              .id = "search"};
    form.fields.push_back({.kind = Field::Kind::choice,
                           .name = "type",
                           .label = casework::field_label("type"),
                           .values = visit.all("type"),
                           .choices = choices_of(visit.words().equipment_types)});
    if (!visit.scope().facility)
        form.fields.push_back(
            facility_field("facility", {"Cơ sở", "Facility"}, visit.text("facility").value_or("")));
    form.fields.push_back({.kind = Field::Kind::checks,
                           .name = "all",
                           .values = visit.all("all"),
                           .choices = {{"yes", {"cả thiết bị không còn dùng", "units out of use, too"}}}});
    keep_clocks(form, visit);
    return form;
}

Reply list_equipment(Visit& visit)
{
    const casework::Scope scope = visit.scope();
    const AsOf as_of = visit.as_of();
    const auto cells = visit.cells();
    registry::EquipmentFilter filter;
    filter.type = visit.text("type");
    filter.facility = typed_facility(visit, "facility");
    filter.out_of_use = visit.text("all").has_value();
    filter.seen_province = scope.province;
    filter.seen_facility = scope.facility;
    Paging paging{visit};
    auto found = registry::find_equipment(visit.database(), filter, as_of, paging.skip(), paging.asked());
    paging.cut(found);
    Listing list{"equipment",
                 {"Thiết bị bức xạ", "Radiation equipment"},
                 Table{column("equipment"),
                       column("type"),
                       column("facility"),
                       {"facility_name", {"Tên cơ sở", "Facility's name"}},
                       column("model"),
                       column("serial"),
                       column("licence"),
                       column("declared_on"),
                       column("exempt_by"),
                       column("in_use_to")}};
    for (const Equipment& unit : found) {
        const auto facility = registry::find_facility(visit.database(), unit.facility, as_of.known_by);
        list.table.row({cells("equipment", unit.equipment), cells("type", unit.type),
                        cells("facility", unit.facility), facility ? Cell{facility->name} : Cell{},
                        unit.model, unit.serial, unit.licence, cells("declared_on", unit.declared_on),
                        unit.exempt_by, cells("in_use_to", unit.in_use_to)});
        const std::string at = facility_address(visit, unit.facility);
        list.links.push_back({unit_address(unit.equipment), unit_address(unit.equipment), at, at});
    }
    list.empty = {"Không có thiết bị nào như vậy.", "There is no such unit."};
    paging.tell(list);
    Page page{{"Thiết bị bức xạ", "Radiation equipment"}};
    page.section = "/facilities";
    if (visit.may(desk)) page.acts.push_back({{"Ghi thiết bị mới", "Record a unit"}, "/equipment/new"});
    for (Block& block : clock_notice(visit)) page.add(std::move(block));
    page.add(search_form(visit));
    page.add(std::move(list));
    return page;
}

Equipment unit_asked(Visit& visit)
{
    return registry::load_equipment(visit.database(), casework::parse_equipment(visit.part("equipment")),
                                    visit.as_of().known_by);
}

Reply show_unit(Visit& visit)
{
    const Equipment unit = unit_asked(visit);
    const auto cells = visit.cells();
    const Words type = cells.name("type", unit.type);
    const std::string name = equipment_name(unit.equipment);
    Page page{type.empty() ? Words{name, name}
                           : Words{type.vi + " (" + name + ")", type.en + " (" + name + ")"}};
    page.section = "/facilities";
    if (visit.may(desk)) page.acts.push_back({{"Sửa", "Change"}, address({"equipment", name, "change"})});
    page.acts.push_back({{"Lịch sử", "History"}, address({"equipment", name, "history"}), true});
    for (Block& block : clock_notice(visit)) page.add(std::move(block));
    Facts facts;
    const auto facility = registry::find_facility(visit.database(), unit.facility, visit.as_of().known_by);
    Equipment::fields(unit, [&](std::string_view field, const auto& value) {
        Cell cell = cells(field, value);
        if (cell.absent()) return;
        facts.add(column(field), std::move(cell),
                  field == "facility" ? facility_address(visit, unit.facility) : "");
        if (field == "facility" && facility)
            facts.add({"facility_name", {"Tên cơ sở", "Facility's name"}}, facility->name);
    });
    page.add(std::move(facts));
    page.add(Folded{{"Xem theo một ngày khác", "As of another day"}, {clock_form(visit)}});
    return page;
}

/// @param at  the facility that the form begins with, "F-3"
Form unit_form(Visit& visit, const Equipment& unit, const std::string& at, std::string action,
               const Words& submit)
{
    const auto cells = visit.cells();
    Form form{.action = std::move(action), .submit = submit, .id = "unit"};
    Field facility = facility_field("facility", {"Cơ sở", "Facility"}, at);
    facility.required = true;
    form.fields.push_back(std::move(facility));
    RecordForm fields{form, cells};
    for (const std::string_view field : unit_fields) {
        Field& made = fields.ask(unit, field, field == "type");
        if (field == "province")
            made.hint = {"nơi đặt, chỉ khi khác tỉnh của trụ sở",
                         "where it stands, only when not the head office's province"};
        if (field == "exempt_by")
            made.hint = {"mã dòng quy định cho miễn giấy phép", "row of the rulebook that exempts it"};
        if (field == "in_use_to")
            made.hint = {"ngày cuối cùng còn dùng; bỏ trống khi đang dùng",
                         "last day of use; empty while in use"};
    }
    return form;
}

void read_unit(Visit& visit, Equipment& unit, std::int64_t facility)
{
    TypedRecord{visit}.into(unit, unit_fields);
    unit.facility = facility;
}

Reply show_new_equipment(Visit& visit)
{
    Page page{{"Ghi thiết bị mới", "Record a unit"}};
    page.section = "/facilities";
    page.add(unit_form(visit, {}, visit.query().find("facility").value_or(""), "/equipment/new",
                       {"Ghi vào sổ", "Record"}));
    return page;
}

Reply record_new_equipment(Visit& visit)
{
    Equipment unit;
    read_unit(visit, unit, needed_facility(visit, "facility"));
    const casework::RulebookInUse& rules = visit.rules();
    visit.record([&](registry::WriteScope& write) { unit = casework::record_equipment(write, rules, unit); });
    const std::string name = equipment_name(unit.equipment), at = facility_name(unit.facility);
    return Redirect{unit_address(unit.equipment),
                    {"đã ghi " + name + " tại " + at, name + " was recorded at " + at}};
}

Reply show_equipment_change(Visit& visit)
{
    const Equipment unit = unit_asked(visit);
    const std::string name = equipment_name(unit.equipment);
    Page page{{"Sửa thiết bị " + name, "Change unit " + name}};
    page.section = "/facilities";
    page.acts.push_back(
        {{"Về trang của thiết bị", "Back to the unit's page"}, unit_address(unit.equipment), true});
    page.add(unit_form(visit, unit, facility_name(unit.facility), address({"equipment", name, "change"}),
                       {"Ghi sửa đổi", "Record the change"}));
    return page;
}

Reply change_equipment(Visit& visit)
{
    const std::int64_t id = casework::parse_equipment(visit.part("equipment"));
    const std::int64_t facility = needed_facility(visit, "facility");
    const casework::RulebookInUse& rules = visit.rules();
    visit.record([&](registry::WriteScope& write) {
        Equipment unit = registry::load_equipment(write.database(), id);
        read_unit(visit, unit, facility);
        casework::change_equipment(write, rules, unit);
    });
    return Redirect{unit_address(id), {"đã sửa " + equipment_name(id), equipment_name(id) + " was changed"}};
}

} // namespace

void add_equipment_routes(Routes& routes)
{
    auto fields = field_names(unit_fields);
    fields.emplace_back("facility");
    routes.page("/equipment",
                {.access = only(readers_and_operators),
                 .summary = {"Thiết bị bức xạ", "Radiation equipment"},
                 .twins = true,
                 .asks = {"type", "facility", "all"}},
                list_equipment);
    routes.page("/equipment/{equipment}",
                {.access = only(readers_and_operators),
                 .names = Names::equipment,
                 .summary = {"Một thiết bị", "A unit of equipment"},
                 .twins = true},
                show_unit);
    const Words records{"Ghi thiết bị mới", "Record a unit"}, changes{"Sửa thiết bị", "Change a unit"};
    routes.page("/equipment/new", {.access = only(desk), .summary = records, .asks = {"facility"}},
                show_new_equipment);
    routes.act("/equipment/new",
               {.access = only(desk), .summary = records, .fields = fields, .asks = {"facility"}},
               record_new_equipment);
    routes.page("/equipment/{equipment}/change",
                {.access = only(desk), .names = Names::equipment, .summary = changes}, show_equipment_change);
    routes.act(
        "/equipment/{equipment}/change",
        {.access = only(desk), .names = Names::equipment, .summary = changes, .fields = std::move(fields)},
        change_equipment);
}

} // namespace radcert::web
