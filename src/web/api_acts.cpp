#include "casework/public_check.h"
#include "casework/record_application.h"
#include "casework/record_facility.h"
#include "casework/record_worker.h"
#include "casework/screen_application.h"
#include "casework/words_of.h"
#include "domain/finding.h"
#include "text/field.h"
#include "text/vietnamese.h"
#include "web/api.h"
#include "web/api_records.h"
#include "web/entity_tag.h"
#include "web/nouns.h"
#include "web/problem.h"
#include "web/verify.h"

namespace radcert::web {
namespace {

using text::Field;

// Screening.

Standing standing_named(const std::string& word)
{
    const auto standing = standing_from(word);
    if (standing && *standing != Standing::unknown && *standing != Standing::no_rule) return *standing;
    throw Error{Fault::usage,
                {"decide_on “" + word + "”: không phải một mức có thể quyết định",
                 "decide_on \"" + word + "\": not a standing that may decide"},
                {"chọn text, copy, official, secondary hoặc inferred",
                 "choose text, copy, official, secondary or inferred"},
                Place{{}, 0, "/decide_on"}};
}

/// What a dossier would be told, as `radcert check --json` tells it; nothing is recorded.
Reply screen_dossier(Visit& visit)
{
    const Standing decide_on = standing_named(visit.query().find("decide_on").value_or("secondary"));
    std::optional<Date> as_of;
    if (const auto day = visit.query().find("as_of")) {
        as_of = parse_date(*day);
        if (!as_of)
            throw Error{Fault::usage,
                        {"as_of “" + *day + "”: không phải một ngày có thật",
                         "as_of \"" + *day + "\": not a day that exists"},
                        {"viết NĂM-THÁNG-NGÀY: 2025-07-01", "write YYYY-MM-DD: 2025-07-01"},
                        Place{{}, 0, "/as_of"}};
    }
    return json_answer(
        text::indented(casework::screen_dossier(visit.rules(), visit.request().body, as_of, decide_on)));
}

/// How a file is to be screened, as the body says; an empty one says nothing.
casework::ScreenRequest screen_request(Visit& visit)
{
    casework::ScreenRequest request;
    request.application = visit.part("application");
    if (visit.request().body.empty()) return request;
    text::JsonReader reader;
    const Field body{reader, reader.read(visit.request().body)};
    body.expect_only({"as_of", "decide_on"});
    if (const auto day = body.find("as_of"); day && !day->is_null()) request.as_of = day->as_date();
    if (const auto word = body.find("decide_on"))
        request.decide_on = standing_named(std::string{word->as_string()});
    return request;
}

Reply screen_application(Visit& visit)
{
    const casework::ScreenRequest request = screen_request(visit);
    const casework::FieldCells cells = api_cells(visit); // when it is recorded, nothing more is asked
    registry::Screening made;
    visit.record([&](registry::WriteScope& write) {
        made = casework::screen_application(write, visit.rulebooks(), request).record;
    });
    const std::string number = std::to_string(made.screening);
    const std::string self = api_address({"applications", made.application, "screenings", number});
    ApiObject object;
    object.record(cells, made, {"worker", "findings"});
    object.link("determination", self);
    object.link("application", api_address({"applications", made.application}));
    return json_answer(object.take(), 201, {{"location", self}});
}

// Recording.

Reply record_application(Visit& visit)
{
    casework::RecordedApplication made;
    visit.record([&](registry::WriteScope& write) {
        const auto& rules = visit.rulebooks().in_force(write.database());
        made = casework::record_application(write, rules, visit.request().body, "api");
        if (casework::sees_application(write.database(), visit.scope(), made.application,
                                       AsOf{write.today()}))
            return;
        throw Error{
            Fault::refused,
            {"hồ sơ " + made.application + " không thuộc phạm vi của tài khoản này; không có gì được ghi",
             "application " + made.application + " is not for this account to see; nothing was recorded"}};
    });
    const std::string self = api_address({"applications", made.application});
    ApiObject object;
    object.member("application", made.application);
    object.member("worker", casework::worker_name(made.worker));
    object.member("new_worker", documents::Cell{made.new_worker});
    object.member("facility", casework::facility_name(made.facility));
    object.member("new_facility", documents::Cell{made.new_facility});
    object.member("evidence", std::int64_t(made.evidence));
    object.raw("strangers", registry::to_json(made.strangers));
    object.link("self", self);
    object.link("screenings", self + "/screenings");
    return json_answer(object.take(), 201, {{"location", self}});
}

// What anybody may ask about a certificate in their hands.

/// As /verify answers it: what fits nothing always gets the same bytes.
Reply verify(Visit& visit)
{
    if (const auto wait = wait_to_verify(visit); wait.count() > 0) {
        const std::string seconds = std::to_string(wait.count());
        Raw answer = problem(
            429, "too_many",
            {"hỏi quá nhiều lần; đợi " + seconds + " giây", "asked too often; wait " + seconds + " seconds"},
            {}, "", visit.request().target, visit.language());
        answer.headers.push_back({"retry-after", seconds});
        return answer;
    }
    text::JsonReader reader;
    const Field body{reader, reader.read(visit.request().body)};
    body.expect_only({"number", "birth_date"});
    const std::string number = text::nfc(body.at("number").as_filled_string());
    const Date birth_date = body.at("birth_date").as_date();
    std::vector<std::string> found;
    for (const auto& answer :
         casework::check_by_birth_date(visit.database(), number, birth_date, visit.today())) {
        ApiObject object;
        object.member("status", answer.status);
        object.member("issued_by", answer.authority);
        object.member("role", answer.role);
        object.raw("equipment_types", registry::to_json(answer.equipment_types));
        object.member("issued_on", to_iso(answer.issued_on));
        object.member("valid_to",
                      answer.valid_to ? documents::Cell{to_iso(*answer.valid_to)} : documents::Cell{});
        object.member("own", documents::Cell{answer.own});
        object.member("as_of", visit.database().now().utc);
        found.push_back(object.take());
    }
    ApiObject object;
    object.raw("certificates", json_array(found));
    return json_answer(object.take());
}

// Changing fields of a record.

void put(const Field& given, std::string& value)
{
    value = given.as_string();
}
void put(const Field& given, bool& value)
{
    value = given.as_boolean();
}
void put(const Field& given, Date& value)
{
    value = given.as_date();
}
void put(const Field& given, std::int64_t& value)
{
    value = given.as_integer(-text::largest_integer, text::largest_integer);
}
template <class T>
void put(const Field& given, std::optional<T>& value)
{
    std::optional<T> read;
    if (!given.is_null()) {
        T one{};
        put(given, one);
        read = std::move(one);
    }
    value.swap(read);
}

/// Puts the members of a body into the fields of a record, by their names: null takes a value away, what is
/// not named stays.
/// @param allowed  anything else is refused @throws Error invalid_input with line and pointer
template <class Kept>
void put_members(const Field& body, Kept& record, std::initializer_list<std::string_view> allowed)
{
    body.expect_only(allowed);
    Kept::fields(record, [&](std::string_view field, auto& value) {
        if (const auto given = body.find(field)) put(*given, value);
    });
}

Reply needs_tag(const Visit& visit)
{
    return problem(428, "precondition_required",
                   {"cần If-Match: bạn sửa trên bản nào", "If-Match is needed: which state do you change?"},
                   {"GET bản ghi này, rồi gửi lại kèm If-Match bằng ETag nhận được",
                    "GET the record, then send this again with the ETag that came as If-Match"},
                   "", visit.request().target, visit.language());
}

Reply stale(const Visit& visit)
{
    return problem(412, "changed_since",
                   {"bản ghi đã thay đổi từ khi bạn xem; không có gì được ghi",
                    "the record was changed since you looked; nothing was recorded"},
                   {"GET lại, xem thay đổi, rồi gửi lại với ETag mới",
                    "GET it again, look at what changed, then send this with the new ETag"},
                   "", visit.request().target, visit.language());
}

/// Changes a record that still reads as whoever changes it saw it.
/// @param shown   the record as GET tells it, from the register that is open for writing
/// @param change  does the act
template <class Show, class Change>
Reply change_record(Visit& visit, Show shown, Change change)
{
    const auto wanted = visit.request().header("if-match");
    if (!wanted) return needs_tag(visit);
    text::JsonReader reader;
    const Field body{reader, reader.read(visit.request().body)};
    std::optional<Raw> answer;
    visit.record([&](registry::WriteScope& write) {
        if (!names_tag(*wanted, entity_tag(json_answer(shown(write.database())).text), Comparison::strong))
            return;
        change(write, body);
        answer = json_answer(shown(write.database()));
    });
    if (!answer) return stale(visit);
    answer->headers.push_back({"etag", entity_tag(answer->text)});
    return std::move(*answer);
}

Reply change_facility(Visit& visit)
{
    const std::int64_t id = casework::parse_facility(visit.part("facility"));
    const casework::FieldCells cells = api_cells(visit);
    return change_record(
        visit,
        [&](registry::Database& database) {
            return facility_json(database, cells, registry::load_facility(database, id));
        },
        [&](registry::WriteScope& write, const Field& body) {
            registry::Facility facility = registry::load_facility(write.database(), id);
            put_members(body, facility,
                        {"name", "reference", "province", "address", "medical", "tax_code", "contact",
                         "phone", "email"});
            casework::change_facility(write, visit.words(), facility);
        });
}

Reply change_worker(Visit& visit)
{
    const std::int64_t id = casework::parse_worker(visit.part("worker"));
    const casework::FieldCells cells = api_cells(visit);
    return change_record(
        visit,
        [&](registry::Database& database) {
            return worker_json(database, cells, registry::load_worker(database, id));
        },
        [&](registry::WriteScope& write, const Field& body) {
            registry::Worker worker = registry::load_worker(write.database(), id);
            put_members(body, worker, {"full_name", "birth_date", "birth_year", "sex", "note"});
            casework::correct_worker(write, worker, {});
        });
}

} // namespace

void add_api_act_routes(Routes& routes)
{
    routes.act("/api/v1/screenings",
               api_rule(only(readers_and_operators),
                        {"Xem xét một hồ sơ, không ghi", "Screen a dossier, recording nothing"},
                        {"as_of", "decide_on"}),
               screen_dossier);
    routes.act("/api/v1/verify", api_rule(for_anybody, {"Kiểm tra một chứng chỉ", "Check a certificate"}),
               verify);
    routes.act("/api/v1/applications", api_rule(only(desk), {"Ghi một hồ sơ", "Record an application"}),
               record_application);
    routes.act("/api/v1/applications/{application}/screenings",
               api_rule_of(only({Duty::case_officer, Duty::head}), Names::application, false,
                           {"Xem xét một hồ sơ đã ghi", "Screen an application"}),
               screen_application);
    routes.add(Method::patch, "/api/v1/facilities/{facility}",
               api_rule_of(only(desk), Names::facility, false, {"Sửa một cơ sở", "Change a facility"}),
               change_facility);
    routes.add(Method::patch, "/api/v1/workers/{worker}",
               api_rule_of(only(desk), Names::worker, false, {"Sửa một nhân viên", "Correct a worker"}),
               change_worker);
}

} // namespace radcert::web
