#include "casework/record_facility.h"
#include "casework/words_of.h"
#include "registry/facilities.h"
#include "web/certificate_parts.h"
#include "web/nouns.h"
#include "web/record_form.h"

namespace radcert::web {
namespace {

using casework::facility_name;

constexpr std::array<std::string_view, 9> facility_fields{
    "name", "province", "address", "medical", "tax_code", "contact", "phone", "email", "reference"};
constexpr std::array<std::string_view, 3> practice_fields{"practice", "from_day", "to_day"};
constexpr std::array<std::string_view, 4> licence_fields{"issued_by", "issued_on", "expires_on", "scope"};

std::int64_t facility_asked(const Visit& visit)
{
    return casework::parse_facility(visit.part("facility"));
}

std::string facility_page(std::int64_t facility)
{
    return address({"facilities", facility_name(facility)});
}

Page act_page(Visit& visit, const Words& title)
{
    const registry::Facility facility = registry::load_facility(visit.database(), facility_asked(visit));
    const std::string which = facility.name + " (" + facility_name(facility.facility) + ')';
    Page page{title};
    page.lead = {which, which};
    page.acts.push_back(
        {{"Về trang của cơ sở", "Back to the facility's page"}, facility_page(facility.facility), true});
    return page;
}

Form facility_form(Visit& visit, const registry::Facility& facility, std::string action, const Words& submit)
{
    const auto cells = visit.cells();
    Form form{.action = std::move(action), .submit = submit, .id = "facility"};
    RecordForm fields{form, cells};
    for (const std::string_view field : facility_fields) {
        Field& made = fields.ask(facility, field, field == "name" || field == "province");
        if (field == "province") made.hint = {"tỉnh, thành phố của trụ sở", "of the head office"};
        if (field == "reference")
            made.hint = {"mã mà hồ sơ nơi khác dùng cho cơ sở này, nếu có",
                         "what dossiers of others call it, if anything"};
    }
    return form;
}

/// Nobody puts a facility where they would not see it any more.
void check_own_province(const Visit& visit, const registry::Facility& facility)
{
    const casework::Scope scope = visit.scope();
    if (scope.province && facility.province != *scope.province)
        refuse_field("province",
                     {"tài khoản của bạn chỉ ghi cơ sở của tỉnh mình",
                      "your account records facilities of its own province only"},
                     {"nhờ người phụ trách tỉnh kia ghi", "ask whoever keeps the other province"});
}

Reply show_new_facility(Visit& visit)
{
    Page page{{"Ghi cơ sở mới", "Record a facility"}};
    registry::Facility facility;
    facility.province = visit.scope().province.value_or("");
    page.add(facility_form(visit, facility, "/facilities/new", {"Ghi vào sổ", "Record"}));
    return page;
}

Reply record_new_facility(Visit& visit)
{
    registry::Facility facility;
    TypedRecord{visit}.into(facility, facility_fields);
    check_own_province(visit, facility);
    const Vocabulary& words = visit.words();
    visit.record(
        [&](registry::WriteScope& write) { facility = casework::record_facility(write, words, facility); });
    const std::string name = facility_name(facility.facility);
    return Redirect{
        facility_page(facility.facility),
        {"đã ghi cơ sở " + facility.name + " là " + name, "recorded " + facility.name + " as " + name}};
}

Reply show_facility_change(Visit& visit)
{
    const registry::Facility facility = registry::load_facility(visit.database(), facility_asked(visit));
    Page page = act_page(visit, {"Sửa cơ sở", "Change a facility"});
    page.add(facility_form(visit, facility,
                           address({"facilities", facility_name(facility.facility), "change"}),
                           {"Ghi sửa đổi", "Record the change"}));
    return page;
}

Reply change_facility(Visit& visit)
{
    const std::int64_t id = facility_asked(visit);
    const Vocabulary& words = visit.words();
    visit.record([&](registry::WriteScope& write) {
        registry::Facility facility = registry::load_facility(write.database(), id);
        TypedRecord{visit}.into(facility, facility_fields);
        check_own_province(visit, facility);
        casework::change_facility(write, words, facility);
    });
    return Redirect{facility_page(id),
                    {"đã sửa cơ sở " + facility_name(id), facility_name(id) + " was changed"}};
}

Reply show_practice(Visit& visit)
{
    const auto cells = visit.cells();
    Form form{.action = address({"facilities", facility_name(facility_asked(visit)), "practice"}),
              .submit = {"Ghi công việc bức xạ", "Record the practice"},
              .id = "practice"};
    RecordForm fields{form, cells};
    const registry::Practice none;
    fields.ask(none, "practice", true).hint = {
        "ví dụ: sử dụng thiết bị X-quang chẩn đoán; đã ghi thì sửa thời gian",
        "such as use of diagnostic X-ray; where it is recorded, its days are changed"};
    fields.ask(none, "from_day");
    fields.ask(none, "to_day");
    Page page = act_page(visit, {"Ghi công việc bức xạ", "Record a practice"});
    page.add(std::move(form));
    return page;
}

Reply record_practice(Visit& visit)
{
    registry::Practice practice;
    TypedRecord{visit}.into(practice, practice_fields);
    practice.facility = facility_asked(visit);
    visit.record([&](registry::WriteScope& write) { casework::record_practice(write, practice); });
    return Redirect{facility_page(practice.facility),
                    {"đã ghi công việc bức xạ " + practice.practice,
                     "the practice " + practice.practice + " was recorded"}};
}

/// A licence of that number as it is recorded, else an empty one.
registry::Licence licence_of(registry::Database& database, std::int64_t facility, const std::string& number)
{
    for (const registry::Licence& known : registry::licences_of(database, facility)) {
        if (known.licence == number) return known;
    }
    registry::Licence fresh;
    fresh.facility = facility;
    fresh.licence = number;
    return fresh;
}

/// Who issued it is chosen by name; one that is recorded in other words stays among the choices.
void offer_authorities(Form& form, Visit& visit)
{
    Field& issuer = *std::ranges::find(form.fields, "issued_by", &Field::name);
    issuer.kind = Field::Kind::choice;
    issuer.choices = authority_choices(visit);
    for (const std::string& known : issuer.values) {
        if (std::ranges::find(issuer.choices, known, &Choice::value) == issuer.choices.end())
            issuer.choices.push_back({known, {known, known}});
    }
}

Reply show_licence(Visit& visit)
{
    const auto cells = visit.cells();
    const std::int64_t id = facility_asked(visit);
    const std::string number = visit.query().find("number").value_or("");
    const registry::Licence licence = licence_of(visit.database(), id, number);
    const Parameters query = number.empty() ? Parameters{} : Parameters{{"number", number}};
    Form form{.action = address({"facilities", facility_name(id), "licence"}, query),
              .submit = {"Ghi giấy phép", "Record the licence"},
              .id = "licence"};
    RecordForm fields{form, cells};
    Field& which = fields.ask(licence, "licence", true);
    which.label = {"Số giấy phép", "Number of the licence"};
    which.hint = {"đúng như in; đã có số này thì sửa", "as printed; where it is recorded, it is changed"};
    fields.ask_all(licence, licence_fields);
    offer_authorities(form, visit);
    Page page = act_page(visit, {"Ghi giấy phép", "Record a licence"});
    page.add(std::move(form));
    return page;
}

Reply record_licence(Visit& visit)
{
    const std::string number = visit.needed("licence", {"số giấy phép", "the licence's number"});
    const std::int64_t id = facility_asked(visit);
    visit.record([&](registry::WriteScope& write) {
        registry::Licence licence = licence_of(write.database(), id, number);
        TypedRecord{visit}.into(licence, licence_fields);
        casework::record_licence(write, licence);
    });
    return Redirect{facility_page(id),
                    {"đã ghi giấy phép " + number, "the licence " + number + " was recorded"}};
}

} // namespace

void add_facility_acts_routes(Routes& routes)
{
    const auto act_with_page = [&](const std::string& path, Rule rule, std::vector<std::string> fields,
                                   Handler show, Handler act) {
        rule.access = only(desk);
        routes.page(path, rule, show);
        rule.fields = std::move(fields);
        routes.act(path, std::move(rule), act);
    };
    const std::string one = "/facilities/{facility}/";
    act_with_page("/facilities/new", {.summary = {"Ghi cơ sở mới", "Record a facility"}},
                  field_names(facility_fields), show_new_facility, record_new_facility);
    act_with_page(one + "change", {.names = Names::facility, .summary = {"Sửa cơ sở", "Change a facility"}},
                  field_names(facility_fields), show_facility_change, change_facility);
    act_with_page(one + "practice",
                  {.names = Names::facility, .summary = {"Ghi công việc bức xạ", "Record a practice"}},
                  field_names(practice_fields), show_practice, record_practice);
    auto licence = field_names(licence_fields);
    licence.emplace_back("licence");
    act_with_page(one + "licence",
                  {.names = Names::facility,
                   .summary = {"Ghi, sửa giấy phép", "Record or change a licence"},
                   .asks = {"number"}},
                  std::move(licence), show_licence, record_licence);
}

} // namespace radcert::web
