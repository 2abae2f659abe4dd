#include "casework/words_of.h"
#include "registry/facility_search.h"
#include "text/json_writer.h"
#include "web/clocks.h"
#include "web/html.h"
#include "web/nouns.h"
#include "web/paging.h"
#include "web/province_tiles.h"
#include "web/record_form.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

using casework::column;
using casework::facility_name;
using documents::Table;

registry::FacilityFilter rows_seen(Visit& visit)
{
    const casework::Scope scope = visit.scope();
    registry::FacilityFilter filter;
    filter.seen_province = scope.province;
    filter.seen_facility = scope.facility;
    return filter;
}

registry::FacilityFilter asked(Visit& visit)
{
    registry::FacilityFilter filter = rows_seen(visit);
    filter.words = visit.text("q").value_or("");
    filter.province = visit.text("province");
    return filter;
}

bool shows_certificates(const Visit& visit)
{
    return visit.query().find("show") == "certificates";
}

std::string facilities_in(const std::string& code)
{
    return address({"facilities"}, {{"province", code}});
}

std::string certificates_in(const std::string& code)
{
    return address({"certificates"}, {{"province", code}, {"status", "in_force"}});
}

/// The tiles, and what they count, for whoever sees more than one facility.
void add_tiles(Visit& visit, Page& page)
{
    const AsOf as_of = visit.as_of();
    const auto seen = visit.scope().province;
    const bool certificates = shows_certificates(visit);
    const auto counts = certificates
                            ? registry::certificates_by_province(visit.database(), seen, as_of)
                            : registry::facilities_by_province(visit.database(), seen, as_of.known_by);
    const Words caption = certificates ? Words{"Chứng chỉ còn hiệu lực theo tỉnh, thành phố",
                                               "Certificates in force by province"}
                                       : Words{"Cơ sở theo tỉnh, thành phố", "Facilities by province"};
    page.add(Links{{certificates ? Link{{"Đếm cơ sở", "Count facilities"}, "/facilities", true}
                                 : Link{{"Đếm chứng chỉ còn hiệu lực", "Count certificates in force"},
                                        "/facilities?show=certificates",
                                        true}},
                   caption});
    page.add(province_tiles(visit.words(), as_of.in_force, caption, counts,
                            certificates ? certificates_in : facilities_in));
    const std::int64_t outside = outside_of_tiles(visit.words(), as_of.in_force, counts);
    if (outside > 0) {
        const std::string many = std::to_string(outside);
        page.add(Paragraph{{many + " mục còn ghi mã tỉnh trước khi sắp xếp, không nằm trong ô nào ở trên.",
                            many + " more lie under codes of provinces that were merged, and in no tile."},
                           true});
    }
}

Form facility_search_form(Visit& visit)
{
    Form form{.action = "/facilities",
              .asks = true,
              .submit = {"Tìm", "Search"},
              .inline_form = true,
              .live = "facilities",
              .id = "search"};
    form.fields.push_back({.kind = Field::Kind::search,
                           .name = "q",
                           .label = {"Tên cơ sở", "Name"},
                           .hint = {"có dấu hay không", "with or without marks"},
                           .values = visit.all("q"),
                           .autocomplete = "off"});
    if (!visit.scope().province)
        form.fields.push_back({.kind = Field::Kind::choice,
                               .name = "province",
                               .label = casework::field_label("province"),
                               .values = visit.all("province"),
                               .choices = province_choices(visit.words(), visit.as_of().in_force)});
    if (shows_certificates(visit))
        form.fields.push_back({.kind = Field::Kind::hidden, .name = "show", .values = {"certificates"}});
    keep_clocks(form, visit);
    return form;
}

Listing facility_list(Visit& visit)
{
    Paging paging{visit};
    const AsOf as_of = visit.as_of();
    const auto cells = visit.cells();
    auto found = registry::find_facilities(visit.database(), asked(visit), as_of.known_by, paging.skip(),
                                           paging.asked());
    paging.cut(found);
    Listing list{"facilities",
                 {"Cơ sở", "Facilities"},
                 Table{column("facility"),
                       column("name"),
                       column("province"),
                       column("address"),
                       column("medical"),
                       {"equipment", {"Thiết bị đang dùng", "Units in use"}},
                       {"staff", {"Người đang làm", "People in post"}},
                       {"certificates", {"Chứng chỉ còn hiệu lực", "Certificates in force"}}}};
    for (const registry::Facility& one : found) {
        const auto counts = registry::count_at(visit.database(), one.facility, as_of);
        list.table.row({cells("facility", one.facility), one.name, cells("province", one.province),
                        one.address, one.medical, counts.equipment, counts.staff, counts.certificates});
        const std::string to = address({"facilities", facility_name(one.facility)});
        list.links.push_back({to, to});
    }
    list.empty = {"Không tìm thấy cơ sở nào. Thử ít chữ hơn.", "No facility was found. Try fewer letters."};
    paging.tell(list);
    return list;
}

Reply list_facilities(Visit& visit)
{
    Page page{{"Cơ sở", "Facilities"}};
    if (visit.may(desk)) {
        page.acts.push_back({{"Ghi cơ sở mới", "Record a facility"}, "/facilities/new"});
        page.acts.push_back(
            {{"Bản ghi có thể trùng", "Records that look alike"}, "/facilities/duplicates", true});
    }
    page.acts.push_back({{"Thiết bị bức xạ", "Radiation equipment"}, "/equipment", true});
    page.acts.push_back({{"Tải GeoJSON", "GeoJSON"}, "/facilities.geojson", true});
    for (Block& block : clock_notice(visit)) page.add(std::move(block));
    if (!visit.scope().facility && visit.twin().empty()) add_tiles(visit, page);
    page.add(facility_search_form(visit));
    page.add(facility_list(visit));
    return page;
}

Reply offer_facilities(Visit& visit)
{
    constexpr std::size_t most = 12;
    registry::FacilityFilter filter = rows_seen(visit);
    for (const char* const name : {"q", "facility", "at_facility"}) {
        if (filter.words.empty()) filter.words = visit.text(name).value_or("");
    }
    if (filter.words.empty()) return Raw{.type = "text/html; charset=utf-8", .text = "", .headers = {}};
    const auto cells = visit.cells();
    std::vector<Offer> offers;
    for (const auto& one : registry::find_facilities(visit.database(), filter, newest_event, 0, most))
        offers.push_back({facility_name(one.facility),
                          one.name + ", " + cells("province", one.province).shown(visit.language())});
    return Raw{.type = "text/html; charset=utf-8", .text = option_list(offers), .headers = {}};
}

void write_feature(text::JsonWriter& json, Visit& visit, const registry::Facility& one)
{
    const auto counts = registry::count_at(visit.database(), one.facility, visit.as_of());
    const auto number = [&](std::string_view name, std::int64_t value) {
        json.key(name);
        json.raw(std::to_string(value));
    };
    json.open_object();
    json.member("type", "Feature");
    json.member("id", facility_name(one.facility));
    json.key("geometry");
    json.null();
    json.key("properties");
    json.open_object();
    json.member("facility", facility_name(one.facility));
    json.member("name", one.name);
    json.member("province", one.province);
    number("equipment", counts.equipment);
    number("staff", counts.staff);
    number("certificates", counts.certificates);
    json.close_object();
    json.close_object();
}

/// For programs that draw maps: RFC 7946. The register keeps no coordinates, so no feature has a geometry.
Reply facilities_as_geojson(Visit& visit)
{
    constexpr std::size_t most = 10'000;
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    json.member("type", "FeatureCollection");
    json.member("note", "The register keeps no coordinates: every geometry is null. Sổ không ghi tọa độ.");
    json.key("features");
    json.open_array();
    for (const auto& one :
         registry::find_facilities(visit.database(), asked(visit), visit.as_of().known_by, 0, most))
        write_feature(json, visit, one);
    json.close_array();
    json.close_object();
    return Raw{.type = "application/geo+json", .text = out + '\n', .headers = {}};
}

} // namespace

void add_facilities_routes(Routes& routes)
{
    routes.page("/facilities",
                {.access = only(readers_and_operators),
                 .summary = {"Cơ sở", "Facilities"},
                 .twins = true,
                 .asks = {"q", "province", "show"}},
                list_facilities);
    routes.page("/facilities/options",
                {.access = only(readers_and_operators),
                 .summary = {"Gợi ý cơ sở khi gõ", "Facilities that may be meant as one types"},
                 .asks = {"q", "facility", "at_facility"}},
                offer_facilities);
    routes.page("/facilities.geojson",
                {.access = only(readers_and_operators),
                 .summary = {"Cơ sở cho bản đồ (GeoJSON)", "Facilities for maps (GeoJSON)"},
                 .asks = {"q", "province"}},
                facilities_as_geojson);
    add_facility_page_routes(routes);
    add_facility_acts_routes(routes);
}

} // namespace radcert::web
