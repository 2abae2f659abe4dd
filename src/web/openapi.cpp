#include "web/openapi.h"

#include <algorithm>
#include <stdexcept>

#include "casework/accounts.h"
#include "text/json_writer.h"
#include "web/api.h"
#include "web/nouns.h"
#include "web/openapi_parameters.h"
#include "web/openapi_schemas.h"

namespace radcert::web {

const std::vector<ApiRoute>& api_routes()
{
    using enum Method;
    static const std::vector<ApiRoute> routes{
        {get, "/api/v1/facilities", "", "FacilityList"},
        {get, "/api/v1/facilities/{facility}", "", "FacilityWhole"},
        {patch, "/api/v1/facilities/{facility}", "FacilityChange", "FacilityWhole"},
        {get, "/api/v1/facilities/{facility}/history", "", "History"},
        {get, "/api/v1/workers", "", "WorkerList"},
        {get, "/api/v1/workers/{worker}", "", "WorkerWhole"},
        {patch, "/api/v1/workers/{worker}", "WorkerChange", "WorkerWhole"},
        {get, "/api/v1/workers/{worker}/history", "", "History"},
        {get, "/api/v1/equipment", "", "EquipmentList"},
        {get, "/api/v1/equipment/{equipment}", "", "Equipment"},
        {get, "/api/v1/equipment/{equipment}/history", "", "History"},
        {get, "/api/v1/applications", "", "ApplicationList"},
        {post, "/api/v1/applications", "Dossier", "RecordedApplication", 201},
        {get, "/api/v1/applications/{application}", "", "ApplicationWhole"},
        {get, "/api/v1/applications/{application}/history", "", "History"},
        {get, "/api/v1/applications/{application}/screenings", "", "ScreeningList"},
        {post, "/api/v1/applications/{application}/screenings", "ScreeningRequest", "ScreeningMade", 201,
         false},
        {get, "/api/v1/applications/{application}/screenings/{screening}", "", "Determination"},
        {get, "/api/v1/certificates", "", "CertificateList"},
        {get, "/api/v1/certificates/{certificate}", "", "CertificateWhole"},
        {get, "/api/v1/certificates/{certificate}/history", "", "History"},
        {get, "/api/v1/journal", "", "EventList"},
        {get, "/api/v1/rules", "", "RuleList"},
        {get, "/api/v1/rules/{row}", "", "RuleWhole"},
        {post, "/api/v1/screenings", "Dossier", "Determination"},
        {post, "/api/v1/verify", "CertificateInHand", "PublicAnswers"},
    };
    return routes;
}

namespace {

constexpr std::string_view a_text = R"({"type":"string"})";

/// "facility" and "screening" of a path with {facility} and {screening}.
std::vector<std::string> parts_of(std::string_view path)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; (at = path.find('{', at)) != std::string_view::npos; ++at)
        parts.emplace_back(path.substr(at + 1, path.find('}', at) - at - 1));
    return parts;
}

bool is_list(const Route& route)
{
    return std::ranges::find(route.rule.asks, "most") != route.rule.asks.end();
}

/// What the route's query may ask, in the order in which it is told.
std::vector<std::string> asked_of(const Route& route)
{
    std::vector<std::string> names = route.rule.asks;
    if (is_list(route)) names.emplace_back("from");
    if (is_safe(route.method)) {
        names.emplace_back("in_force");
        names.emplace_back("known_by");
    }
    return names;
}

const ApiRoute& described(const Route& route)
{
    const auto found = std::ranges::find_if(api_routes(), [&](const ApiRoute& one) {
        return one.method == route.method && one.path == route.path;
    });
    if (found == api_routes().end())
        throw std::logic_error{"api_routes lacks " + std::string{word(route.method)} + ' ' + route.path};
    return *found;
}

/// Routes of the interface, in the order of the table.
std::vector<const Route*> routes_of_api()
{
    std::vector<const Route*> found;
    for (const Route& route : all_routes().routes()) {
        if (route.path.starts_with(api_root)) found.push_back(&route);
    }
    return found;
}

std::string small(std::string_view word)
{
    std::string out{word};
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return out;
}

/// "get_facilities_facility_history".
std::string operation_id(const Route& route)
{
    std::string id = small(word(route.method));
    for (const char c : route.path.substr(api_root.size())) {
        if (c == '/')
            id += '_';
        else if (c != '{' && c != '}')
            id += c;
    }
    return id;
}

std::string noun_of(const Route& route)
{
    const std::string rest = route.path.substr(api_root.size() + 1);
    return rest.substr(0, rest.find('/'));
}

/// Writes one operation after another.
class Operations {
public:
    explicit Operations(text::JsonWriter& json) : json_{json} {}

    void write(const Route& route)
    {
        const ApiRoute& about = described(route);
        json_.key(small(word(route.method)));
        json_.open_object();
        json_.member("operationId", operation_id(route));
        json_.member("summary", route.rule.summary.en);
        json_.member("description", route.rule.summary.vi);
        json_.key("tags");
        json_.open_array();
        json_.string(noun_of(route));
        json_.close_array();
        rights(route);
        parameters(route);
        if (!about.body.empty()) body(about);
        responses(route, about);
        json_.close_object();
    }

private:
    void rights(const Route& route)
    {
        const Access& access = route.rule.access;
        if (access.who == Access::Who::anybody) {
            json_.key("security");
            json_.raw("[]");
        }
        if (access.who != Access::Who::these) return;
        json_.key("x-duties");
        json_.open_array();
        for (const casework::Duty& duty : casework::duties()) {
            if (const auto one = duty_from(duty.word); one && access.duties.has(*one))
                json_.string(duty.word);
        }
        json_.close_array();
    }

    void parameter(std::string_view name, std::string_view in, bool required, std::string_view schema,
                   std::string_view description)
    {
        json_.open_object();
        json_.member("name", name);
        json_.member("in", in);
        json_.key("required");
        json_.boolean(required);
        if (!description.empty()) json_.member("description", description);
        json_.key("schema");
        json_.raw(schema);
        json_.close_object();
    }

    void parameters(const Route& route)
    {
        json_.key("parameters");
        json_.open_array();
        for (const std::string& part : parts_of(route.path))
            parameter(part, "path", true, part_schema(part), "");
        for (const std::string& name : asked_of(route)) {
            const ApiParameter& asked = query_parameter(name);
            parameter(name, "query", false, asked.schema, asked.says.en);
        }
        if (is_safe(route.method))
            parameter("If-None-Match", "header", false, a_text,
                      "the ETag that you have: 304 where nothing changed");
        if (route.method == Method::patch)
            parameter("If-Match", "header", true, a_text,
                      "the ETag of the record as you saw it: 412 where it was changed since");
        if (route.method == Method::post)
            parameter("Idempotency-Key", "header", false, R"({"type":"string","maxLength":255})",
                      "yours, such as a UUID: sent again within a day, the same answer comes and nothing is "
                      "done twice");
        json_.close_array();
    }

    void content(std::string_view schema)
    {
        json_.key("content");
        json_.open_object();
        json_.key("application/json");
        json_.open_object();
        json_.key("schema");
        json_.raw(schema_reference(std::string{schema}));
        json_.close_object();
        json_.close_object();
    }

    void body(const ApiRoute& about)
    {
        json_.key("requestBody");
        json_.open_object();
        json_.key("required");
        json_.boolean(about.body_needed);
        content(about.body);
        json_.close_object();
    }

    void header(std::string_view name, std::string_view description)
    {
        json_.key(name);
        json_.open_object();
        json_.member("description", description);
        json_.key("schema");
        json_.raw(a_text);
        json_.close_object();
    }

    void responses(const Route& route, const ApiRoute& about)
    {
        json_.key("responses");
        json_.open_object();
        json_.key(std::to_string(about.status));
        json_.open_object();
        json_.member("description", route.rule.summary.en);
        json_.key("headers");
        json_.open_object();
        if (route.method != Method::post) header("ETag", "names this state of the answer");
        if (about.status == 201) header("Location", "where the new record is found");
        if (is_list(route)) header("Link", "rel=\"next\": the next page, where there is one");
        json_.close_object();
        content(about.answer);
        json_.close_object();
        if (is_safe(route.method)) {
            json_.key("304");
            json_.raw(R"({"description":"It reads as you have it."})");
        }
        json_.key("default");
        json_.raw(R"({"$ref":"#/components/responses/Problem"})");
        json_.close_object();
    }

    text::JsonWriter& json_;
};

void write_paths(text::JsonWriter& json)
{
    const auto routes = routes_of_api();
    std::vector<std::string_view> done;
    json.key("paths");
    json.open_object();
    for (const Route* const first : routes) {
        if (std::ranges::find(done, first->path) != done.end()) continue;
        done.emplace_back(first->path);
        json.key(first->path);
        json.open_object();
        Operations operations{json};
        for (const Route* const route : routes) {
            if (route->path == first->path) operations.write(*route);
        }
        json.close_object();
    }
    json.close_object();
}

void write_components(text::JsonWriter& json)
{
    json.key("components");
    json.open_object();
    json.key("schemas");
    json.open_object();
    for (const NamedSchema& schema : api_schemas()) {
        json.key(schema.name);
        json.raw(schema.json);
    }
    json.close_object();
    json.key("responses");
    json.raw(
        R"({"Problem":{"description":"What went wrong: 400 it cannot be read, 401 nobody is signed in, 403 not allowed, )"
        R"(404 not there or not yours to see, 409 it contradicts what is there, 412 changed since you looked, 415 not JSON, )"
        R"(422 a requirement of the act is missing, 428 If-Match is missing, 429 too often, 503 not available.",)"
        R"("content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}})");
    json.key("securitySchemes");
    json.raw(
        R"({"token":{"type":"http","scheme":"bearer","description":"a key made at /account"},)"
        R"("session":{"type":"apiKey","in":"cookie","name":"__Host-radcert","description":"of a browser; acts need the header )"
        R"(x-csrf-token too"}})");
    json.close_object();
}

std::string make_document()
{
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    json.member("openapi", "3.1.0");
    json.key("info");
    json.raw(
        R"({"title":"radcert","version":"1","summary":"Register of radiation facilities, workers and certificates",)"
        R"("description":"Fields are called as in the register's tables. Days are YYYY-MM-DD, moments RFC 3339. What is not )"
        R"(recorded is null, never false. Identity numbers are masked. Every look at a person's file leaves an event."})");
    json.key("servers");
    json.raw(R"([{"url":"/"}])");
    json.key("security");
    json.raw(R"([{"token":[]},{"session":[]}])");
    write_paths(json);
    write_components(json);
    json.close_object();
    return out + '\n';
}

Reply show_document(Visit&)
{
    return Raw{"application/json", openapi_document()};
}

// The same for people.

documents::Cell who_may(const Access& access)
{
    if (access.who == Access::Who::anybody)
        return documents::Cell::coded("anybody", {"bất kỳ ai", "anybody"});
    if (access.who == Access::Who::signed_in)
        return documents::Cell::coded("signed_in", {"ai đã đăng nhập", "whoever signed in"});
    std::string words;
    Words names;
    for (const casework::Duty& duty : casework::duties()) {
        const auto one = duty_from(duty.word);
        if (!one || !access.duties.has(*one)) continue;
        words += (words.empty() ? "" : ", ") + std::string{duty.word};
        names.vi += (names.vi.empty() ? "" : "; ") + duty.name.vi;
        names.en += (names.en.empty() ? "" : "; ") + duty.name.en;
    }
    return documents::Cell::coded(words, names);
}

std::string joined(const std::vector<std::string>& words)
{
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

Listing route_list()
{
    documents::Table table{{"method", {"Cách hỏi", "Method"}},
                           {"path", {"Địa chỉ", "Address"}},
                           {"summary", {"Việc", "What"}},
                           {"asks", {"Hỏi được theo", "Asks"}},
                           {"body", {"Gửi", "Body"}},
                           {"answer", {"Trả lời", "Answer"}},
                           {"access", {"Ai được dùng", "Who may"}}};
    for (const Route* const route : routes_of_api()) {
        const ApiRoute& about = described(*route);
        table.row({word(route->method), route->path,
                   documents::Cell::coded(route->rule.summary.en, route->rule.summary),
                   joined(asked_of(*route)),
                   about.body.empty() ? documents::Cell{} : documents::Cell{about.body}, about.answer,
                   who_may(route->rule.access)});
    }
    return Listing{"routes", {"Các địa chỉ", "Addresses"}, std::move(table)};
}

Listing parameter_list()
{
    documents::Table table{{"name", {"Tên", "Name"}}, {"says", {"Nghĩa", "Meaning"}}};
    for (const ApiParameter& one : query_parameters())
        table.row({one.name, documents::Cell::coded(one.says.en, one.says)});
    return Listing{"parameters", {"Hỏi theo", "What a query asks"}, std::move(table)};
}

Reply show_reference(Visit&)
{
    Page page{{"Giao diện cho chương trình (API)", "Interface for programs (API)"}};
    page.lead = {
        "Mọi thứ một chương trình hỏi và ghi được; mô tả đầy đủ ở /api/openapi.json (OpenAPI 3.1).",
        "All that a program can ask and record; described in full at /api/openapi.json (OpenAPI 3.1)."};
    page.acts.push_back({{"openapi.json", "openapi.json"}, "/api/openapi.json", true});
    page.add(Paragraph{
        {"Lấy khóa ở trang Tài khoản của tôi rồi gửi kèm mỗi yêu cầu; khóa có đúng các quyền của tài khoản.",
         "Make a key at My account and send it with every request; it may what the account may."}});
    page.add(
        Verbatim{{"Ví dụ", "An example"},
                 "curl -H \"Authorization: Bearer $KEY\" https://radcert.example/api/v1/facilities?most=10\n"
                 "curl -H \"Authorization: Bearer $KEY\" -H 'content-type: application/json' \\\n"
                 "     --data @dossier.json https://radcert.example/api/v1/screenings\n"});
    page.add(route_list());
    page.add(parameter_list());
    page.add(Heading{{"Quy ước", "Conventions"}});
    for (
        const Words& one :
        {Words{"Ngày viết NĂM-THÁNG-NGÀY; điều chưa ghi là null, không phải false; tên trường như trong bảng "
               "của sổ.",
               "Days are YYYY-MM-DD; what is not recorded is null, never false; fields are called as in the "
               "tables."},
         Words{
             "Danh sách có nhiều nhất 200 bản ghi một trang; trang sau ở links.next và ở đầu mục Link.",
             "A list has 200 records a page at most; the next page is at links.next and in the Link header."},
         Words{"Mỗi câu trả lời có ETag: gửi lại bằng If-None-Match thì nhận 304 khi không có gì đổi; PATCH "
               "cần If-Match.",
               "Every answer has an ETag: sent as If-None-Match it gives 304 where nothing changed; PATCH "
               "needs If-Match."},
         Words{"POST kèm Idempotency-Key thì gửi lại bao nhiêu lần cũng chỉ ghi một lần.",
               "A POST with an Idempotency-Key is done once, however often it is sent."},
         Words{
             "Lỗi trả về application/problem+json: detail là câu cho người đọc, code cho chương trình, "
             "errors chỉ chỗ sai.",
             "Trouble is application/problem+json: detail for people, code for programs, errors say where."}})
        page.add(Paragraph{one});
    return page;
}

} // namespace

const std::string& openapi_document()
{
    static const std::string document = make_document();
    return document;
}

void add_openapi_routes(Routes& routes)
{
    routes.page("/api",
                {.access = for_anybody,
                 .summary = {"Giao diện cho chương trình", "Interface for programs"},
                 .twins = true},
                show_reference);
    Rule rule = api_rule(for_anybody,
                         {"Mô tả giao diện (OpenAPI 3.1)", "Description of the interface (OpenAPI 3.1)"});
    routes.page("/api/openapi.json", std::move(rule), show_document);
}

} // namespace radcert::web
