#include "casework/scope.h"
#include "casework/words_of.h"
#include "registry/accounts.h"
#include "registry/facility_search.h"
#include "registry/names.h"
#include "tests/catch.h"
#include "tests/json.h"
#include "tests/web/desk.h"
#include "web/address.h"

// Facilities and their equipment as officials see and record them.

using namespace radcert;
using casework::equipment_name;
using casework::facility_name;
using Catch::Matchers::Contains;
using tests::Browser;
using tests::location;
using tests::text_of_html;
using tests::WebDesk;

namespace {

constexpr std::size_t every_one = 100'000;

std::vector<std::int64_t> numbers(const std::vector<registry::Facility>& facilities)
{
    std::vector<std::int64_t> numbers;
    for (const auto& one : facilities) numbers.push_back(one.facility);
    return numbers;
}

std::vector<casework::Scope> facility_scopes(registry::Database& database)
{
    std::vector<casework::Scope> facility_scopes{{},
                                                 {.province = "66", .facility = {}, .worker = {}},
                                                 {.province = "68", .facility = {}, .worker = {}},
                                                 {.province = "01", .facility = {}, .worker = {}}};
    for (const auto& [officer, account] : registry::list_accounts(database)) {
        if (!account.worker)
            facility_scopes.push_back(casework::scope_of(account)); // workers have no lists of facilities
    }
    return facility_scopes;
}

std::string facilities_page(std::int64_t facility)
{
    return "/facilities/" + facility_name(facility);
}

} // namespace

TEST_CASE("an account's lists hold exactly the facilities and units that it sees", "[web][facilities]")
{
    WebDesk desk;
    registry::Database database = desk.reader();
    const AsOf now{desk.today()};
    const auto all = registry::find_facilities_by_name(database, "", newest_event, every_one);
    const auto units = registry::find_equipment(database, {.out_of_use = true}, now, 0, every_one);
    CHECK(units.size() == registry::all_units(database).size());
    for (const casework::Scope& scope : facility_scopes(database)) {
        CAPTURE(scope.province.value_or(""), scope.facility.value_or(0));
        auto seen = all;
        std::erase_if(seen,
                      [&](std::int64_t one) { return !casework::sees_facility(database, scope, one, now); });
        registry::FacilityFilter filter;
        filter.seen_province = scope.province;
        filter.seen_facility = scope.facility;
        CHECK(numbers(registry::find_facilities(database, filter, newest_event, 0, every_one)) == seen);
        registry::EquipmentFilter asked;
        asked.out_of_use = true;
        asked.seen_province = scope.province;
        asked.seen_facility = scope.facility;
        std::size_t found = 0;
        for (const auto& unit : registry::find_equipment(database, asked, now, 0, every_one)) {
            CHECK(casework::sees_equipment(database, scope, unit.equipment, now));
            ++found;
        }
        CHECK(found == std::size_t(std::ranges::count_if(units, [&](const auto& unit) {
                  return casework::sees_equipment(database, scope, unit.equipment, now);
              })));
    }
}

TEST_CASE("tiles count what the list behind them holds", "[web][facilities]")
{
    WebDesk desk;
    registry::Database database = desk.reader();
    const auto counts = registry::facilities_by_province(database, {}, newest_event);
    std::int64_t all = 0;
    for (const auto& [code, count] : counts) {
        CAPTURE(code);
        registry::FacilityFilter filter;
        filter.province = code;
        CHECK(count ==
              std::int64_t(registry::find_facilities(database, filter, newest_event, 0, every_one).size()));
        all += count;
    }
    CHECK(all == desk.contents().facilities);
    CHECK(registry::facilities_by_province(database, "66", newest_event).size() == 1);

    std::map<std::string, std::int64_t> in_force;
    for (const auto& one : registry::find_facilities(database, {}, newest_event, 0, every_one))
        in_force[one.province] += registry::count_at(database, one.facility, {desk.today()}).certificates;
    std::erase_if(in_force, [](const auto& one) { return one.second == 0; });
    CHECK(registry::certificates_by_province(database, {}, {desk.today()}) == in_force);

    Browser officer = desk.sign_in("nam");
    CHECK_THAT(officer.page("/facilities"), Contains("class=\"t66 ") && Contains("province=66"));
    CHECK_THAT(text_of_html(officer.page("/facilities?show=certificates")),
               Contains("Chứng chỉ còn hiệu lực theo tỉnh"));
}

TEST_CASE("a map of facilities holds no coordinates and nobody's name", "[web][facilities]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    const auto answer = officer.get("/facilities.geojson");
    CHECK(answer.status == 200);
    CHECK(tests::header(answer, "content-type") == "application/geo+json");
    const auto map = tests::parsed(answer.body);
    CHECK(map.at("type") == "FeatureCollection");
    CHECK_FALSE(map.at("note").get<std::string>().empty());
    CHECK(std::int64_t(map.at("features").size()) == desk.contents().facilities);
    for (const auto& feature : map.at("features")) {
        CHECK(feature.at("geometry").is_null());
        CHECK(feature.at("properties").size() == 6);
    }
    Browser facility = desk.sign_in(desk.code_of("facility_operator"));
    CHECK(tests::parsed(facility.page("/facilities.geojson")).at("features").size() == 1);
}

TEST_CASE("a facility's page shows what hangs on it", "[web][facilities]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    const std::string page = officer.page(facilities_page(desk.contents().facility));
    CHECK_THAT(text_of_html(page), Contains("Thiết bị đang dùng") && Contains("Người đang làm việc") &&
                                       Contains("Chứng chỉ") && Contains("Đủ người có chứng chỉ không") &&
                                       Contains("Giấy phép") && Contains("Công việc bức xạ") &&
                                       Contains("Hồ sơ chưa có kết quả"));
    const auto twin = tests::parsed(officer.page(facilities_page(desk.contents().facility) + ".json"));
    CHECK(twin.at("facility") == facility_name(desk.contents().facility));
    CHECK(twin.at("coverage").is_array());
    Browser facility = desk.sign_in(desk.code_of("facility_operator"));
    const std::string own = desk.rows_of(desk.code_of("facility_operator"));
    CHECK(facility.get("/facilities/" + own).status == 200);
    CHECK(facility.get("/facilities/" + own + "/change").status == 403);
    for (std::int64_t one = 1; one <= 5; ++one) {
        if (facility_name(one) != own) CHECK(facility.get(facilities_page(one)).status == 404);
    }
}

TEST_CASE("a facility is recorded and changed, with its practices and licences", "[web][facilities]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("hoa");
    officer.page("/facilities/new");
    CHECK_THAT(officer.page("/equipment/new"), Contains("— chọn —")); // nothing is chosen by accident
    officer.page("/facilities/new");
    CHECK(officer.post("/facilities/new", {{"name", "Phòng khám Thử"}}).status == 422); // no province
    const auto done =
        officer.post("/facilities/new", {{"name", "Phòng khám Thử"}, {"province", "66"}, {"medical", "yes"}});
    REQUIRE(done.status == 303);
    const std::string at = location(done);
    const std::int64_t id = casework::parse_facility(at.substr(std::string{"/facilities/"}.size()));
    officer.page(at + "/change");
    CHECK(officer.post(at + "/change", {{"name", "Phòng khám Thử"}, {"province", "66"}, {"medical", "yes"}})
              .status == 409); // nothing differs
    CHECK(officer
              .post(at + "/change", {{"name", "Phòng khám Thử"}, {"province", "66"}, {"phone", "0262000000"}})
              .status == 303);
    registry::Database database = desk.reader();
    CHECK(registry::load_facility(database, id).phone == "0262000000");
    CHECK_FALSE(registry::load_facility(database, id).medical); // what is cleared is not recorded any more
    officer.page(at + "/practice");
    CHECK(officer.post(at + "/practice", {{"practice", "chẩn đoán X-quang"}, {"from_day", "01/01/2020"}})
              .status == 303);
    officer.page(at + "/licence");
    CHECK(officer.post(at + "/licence", {{"licence", "12/GP-SKHCN"}, {"expires_on", "30/06/2027"}}).status ==
          303);
    CHECK_THAT(officer.page(at + "/licence?number=12%2FGP-SKHCN"),
               Contains("value=\"30/06/2027\"") && Contains("Cục An toàn bức xạ và hạt nhân"));
    registry::Database after = desk.reader();
    CHECK(registry::practices_of(after, id).size() == 1);
    CHECK(registry::licences_of(after, id).front().expires_on == date(2027, 6, 30));
}

TEST_CASE("what is typed in several lines is kept as one; hidden characters are refused at their field",
          "[web][facilities]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("hoa");
    officer.page("/facilities/new");
    const auto done = officer.post(
        "/facilities/new",
        {{"name", "Phòng khám Thử"}, {"province", "66"}, {"address", "12 Lê Lợi\r\nBuôn Ma Thuột"}});
    REQUIRE(done.status == 303);
    CHECK_THAT(text_of_html(officer.page(location(done))), Contains("12 Lê Lợi Buôn Ma Thuột"));
    for (const std::string hidden : {"Thử\033[31m", "\u202AThử\u202C"}) {
        const auto refused = officer.post("/facilities/new", {{"name", hidden}, {"province", "66"}});
        CHECK(refused.status == 422);
        CHECK_THAT(text_of_html(refused.body), Contains("chữ đã gõ có ký tự điều khiển"));
        CHECK_THAT(refused.body, Contains("aria-invalid"));
    }
}

TEST_CASE("what may be meant is offered by name, escaped", "[web][facilities]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("hoa");
    officer.page("/facilities/new");
    REQUIRE(
        officer.post("/facilities/new", {{"name", "Phòng khám \"A & <B>\""}, {"province", "66"}}).status ==
        303);
    const std::string offered = officer.page("/facilities/options?facility=phong+kham+a");
    CHECK_THAT(offered, Contains("&lt;B&gt;") && !Contains("<B>"));
    CHECK(officer.page("/facilities/options").empty());
}

TEST_CASE("a unit of equipment is recorded, moved and taken out of use", "[web][facilities]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    const std::string at = facility_name(desk.contents().facility);
    officer.page("/equipment/new?facility=" + at);
    CHECK(officer.post("/equipment/new", {{"facility", at}}).status == 422); // of no type
    CHECK(officer.post("/equipment/new", {{"facility", "F-999999"}, {"type", "ct"}}).status == 422);
    const auto done =
        officer.post("/equipment/new",
                     {{"facility", at}, {"type", "ct"}, {"serial", "SN-0815"}, {"in_use_from", "1/7/2026"}});
    REQUIRE(done.status == 303);
    const std::string unit = location(done);
    const std::int64_t id = casework::parse_equipment(unit.substr(std::string{"/equipment/"}.size()));
    CHECK_THAT(text_of_html(officer.page(unit)), Contains("SN-0815") && Contains(at));
    officer.page(unit + "/change");
    CHECK(officer
              .post(unit + "/change", {{"facility", at},
                                       {"type", "ct"},
                                       {"serial", "SN-0815"},
                                       {"in_use_from", "1/7/2026"},
                                       {"in_use_to", "31/08/2026"}})
              .status == 303);
    registry::Database database = desk.reader();
    CHECK(registry::load_equipment(database, id).in_use_to == date(2026, 8, 31));
    const std::string name = equipment_name(id);
    const auto listed = [&](const std::string& query) {
        const auto rows = tests::parsed(officer.page("/equipment.json?facility=" + at + query));
        return std::ranges::any_of(rows, [&](const auto& row) { return row.at("equipment") == name; });
    };
    CHECK_FALSE(listed("&in_force=2026-09-01"));
    CHECK(listed("&in_force=2026-08-31"));
    CHECK(listed("&all=yes"));
    CHECK_FALSE(listed("&all=yes&type=pet_ct"));
    Browser facility = desk.sign_in(desk.code_of("facility_operator"));
    CHECK(facility.get(unit + "/change").status == 403);
    CHECK(desk.sign_in(desk.code_of("worker")).get("/equipment").status == 403);
}
