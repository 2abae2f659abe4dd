#include "web/openapi.h"

#include <regex>
#include <set>

#include "domain/as_of.h"
#include "tests/catch.h"
#include "tests/web/program.h"
#include "web/address.h"
#include "web/openapi_schemas.h"
#include "web/routes.h"

using namespace radcert;
using namespace radcert::tests;
using Catch::Contains;

namespace {

/// Looks whether values are what the description says: types, members that have to be there, members that
/// nobody described, closed lists, days and moments. What it finds wrong it lists with its pointer.
class Checker {
public:
    explicit Checker(const json& document) : document_{document}, home_{&document} {}

    std::vector<std::string> troubles_of(const json& schema, const json& value)
    {
        troubles_.clear();
        check(schema, value, "");
        return troubles_;
    }

private:
    void say(const std::string& pointer, const std::string& what)
    {
        troubles_.push_back(pointer + ": " + what);
    }

    const json& resolved(const json& schema)
    {
        const std::string reference = schema.at("$ref");
        return home_->at(json::json_pointer{reference.substr(1)});
    }

    void check(const json& schema, const json& value, const std::string& pointer)
    {
        const json* const before = home_;
        if (schema.contains("$ref")) return check_in(resolved(schema), value, pointer);
        check_type(schema, value, pointer);
        check_words(schema, value, pointer);
        check_choices(schema, value, pointer);
        if (value.is_object()) check_members(schema, value, pointer);
        if (value.is_array() && schema.contains("items")) {
            for (std::size_t i = 0; i < value.size(); ++i)
                check(schema["items"], value[i], pointer + '/' + std::to_string(i));
        }
        home_ = before;
    }

    /// A schema with an id of its own is a document of its own, as far as its references go.
    void check_in(const json& schema, const json& value, const std::string& pointer)
    {
        const json* const before = home_;
        if (schema.contains("$id")) home_ = &schema;
        check(schema, value, pointer);
        home_ = before;
    }

    static bool is_of(const json& value, const std::string& type)
    {
        if (type == "null") return value.is_null();
        if (type == "string") return value.is_string();
        if (type == "boolean") return value.is_boolean();
        if (type == "integer") return value.is_number_integer();
        if (type == "number") return value.is_number();
        return type == "array" ? value.is_array() : value.is_object();
    }

    void check_type(const json& schema, const json& value, const std::string& pointer)
    {
        if (!schema.contains("type")) return;
        const json types = schema["type"].is_array() ? schema["type"] : json::array({schema["type"]});
        const bool fits = std::ranges::any_of(types, [&](const json& type) { return is_of(value, type); });
        if (!fits) say(pointer, "is no " + types.dump() + ": " + value.dump().substr(0, 60));
    }

    void check_words(const json& schema, const json& value, const std::string& pointer)
    {
        if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end())
            say(pointer, "is none of " + schema["enum"].dump());
        if (!value.is_string()) return;
        const std::string text = value;
        const std::string format = schema.value("format", "");
        if (format == "date" && !parse_date(text)) say(pointer, "is no day: " + text);
        if (format == "date-time" && !parse_timestamp(text)) say(pointer, "is no moment: " + text);
        if (schema.contains("pattern") &&
            !std::regex_search(text, std::regex{schema["pattern"].get<std::string>()}))
            say(pointer, "does not fit " + schema["pattern"].dump() + ": " + text);
    }

    void check_choices(const json& schema, const json& value, const std::string& pointer)
    {
        for (const json& part : schema.value("allOf", json::array())) check(part, value, pointer);
        if (!schema.contains("anyOf")) return;
        const bool any = std::ranges::any_of(schema["anyOf"], [&](const json& part) {
            auto kept = troubles_;
            check(part, value, pointer);
            const bool fits = troubles_.size() == kept.size();
            troubles_ = std::move(kept);
            return fits;
        });
        if (!any) say(pointer, "fits none of the choices");
    }

    void check_members(const json& schema, const json& value, const std::string& pointer)
    {
        for (const json& name : schema.value("required", json::array())) {
            if (!value.contains(name.get<std::string>())) say(pointer, "lacks " + name.get<std::string>());
        }
        const json properties = schema.value("properties", json::object());
        const json rest = schema.value("additionalProperties", json(properties.empty()));
        for (const auto& [name, member] : value.items()) {
            const std::string at = pointer + '/' + name;
            if (properties.contains(name))
                check(properties[name], member, at);
            else if (rest.is_object())
                check(rest, member, at);
            else if (rest == false)
                say(at, "nobody described this member");
        }
    }

    const json& document_;
    const json* home_;
    std::vector<std::string> troubles_;
};

const json& document()
{
    static const json read = parsed(web::openapi_document());
    return read;
}

/// The schema of an operation's answer.
json answer_schema(const std::string& path, const std::string& method, const std::string& status = "200")
{
    return document()["paths"].at(path).at(method)["responses"].at(
        status)["content"]["application/json"]["schema"];
}

void check_answer(const std::string& path, const std::string& method, const web::Response& response)
{
    INFO(method << ' ' << path << ": " << response.body.substr(0, 300));
    const std::string status = std::to_string(response.status);
    REQUIRE(document()["paths"].at(path).at(method)["responses"].contains(status));
    Checker checker{document()};
    const auto troubles = checker.troubles_of(answer_schema(path, method, status), parsed(response.body));
    for (const std::string& trouble : troubles) {
        INFO(trouble);
        CHECK(trouble.empty());
    }
}

std::string small(std::string_view word)
{
    std::string out{word};
    for (char& c : out) c = char(std::tolower(c));
    return out;
}

/// The path of a route with the parts of records that there are.
std::string path_with(std::string path, const std::vector<std::pair<std::string, std::string>>& parts)
{
    for (const auto& [name, value] : parts) {
        const std::size_t at = path.find('{' + name + '}');
        if (at != std::string::npos) path.replace(at, name.size() + 2, web::escaped(value));
    }
    return path;
}

/// Everything that is referred to.
void gather_references(const json& value, std::set<std::string>& found)
{
    if (value.is_object() && value.contains("$ref") && value["$ref"].is_string()) found.insert(value["$ref"]);
    if (value.is_object() && value.contains("$id")) return; // its references are its own
    if (value.is_structured()) {
        for (const json& inner : value) gather_references(inner, found);
    }
}

} // namespace

TEST_CASE("every route of the interface is described, and nothing else", "[web][api]")
{
    std::set<std::string> in_table, described;
    for (const web::Route& route : web::all_routes().routes()) {
        if (route.path.starts_with("/api/v1")) in_table.insert(small(word(route.method)) + ' ' + route.path);
    }
    for (const web::ApiRoute& route : web::api_routes())
        described.insert(small(word(route.method)) + ' ' + std::string{route.path});
    CHECK(in_table == described);
    CHECK(in_table.size() == web::api_routes().size());
    std::set<std::string> in_document;
    for (const auto& [path, operations] : document()["paths"].items()) {
        for (const auto& [method, operation] : operations.items()) in_document.insert(method + ' ' + path);
    }
    CHECK(in_document == in_table);
}

TEST_CASE("the description holds together", "[web][api]")
{
    CHECK(document()["openapi"] == "3.1.0");
    std::set<std::string> references, names, ids;
    gather_references(document(), references);
    for (const std::string& reference : references) {
        CAPTURE(reference);
        CHECK(document().contains(json::json_pointer{reference.substr(1)}));
    }
    for (const web::NamedSchema& schema : web::api_schemas()) {
        CHECK(names.insert(schema.name).second);
        CHECK(
            references.contains("#/components/schemas/" + schema.name)); // nobody describes what nobody uses
    }
    for (const auto& [path, operations] : document()["paths"].items()) {
        for (const auto& [method, operation] : operations.items()) {
            CAPTURE(path, method);
            CHECK(ids.insert(operation["operationId"]).second);
            std::set<std::string> asked;
            for (const json& parameter : operation["parameters"]) {
                CHECK(asked.insert(parameter["in"].get<std::string>() + parameter["name"].get<std::string>())
                          .second);
                if (parameter["in"] == "path")
                    CHECK_THAT(path, Contains('{' + parameter["name"].get<std::string>() + '}'));
            }
        }
    }
}

TEST_CASE("the checker notices what does not fit", "[web][api]")
{
    Checker checker{document()};
    json facility = {{"facility", "W-1"}, {"name", nullptr}};
    const auto troubles = checker.troubles_of(document()["components"]["schemas"]["Facility"], facility);
    CHECK(troubles.size() > 5);
    json determination = json::object();
    CHECK_FALSE(
        checker.troubles_of(document()["components"]["schemas"]["Determination"], determination).empty());
}

TEST_CASE("live answers of every question are what the description says", "[web][api]")
{
    WebDesk desk;
    Program nam{desk, "nam"};
    json dossier = contract_dossier("b-ct-complete");
    dossier["application"]["id"] = "API-1";
    const web::Response recorded = nam.post("/api/v1/applications", dossier.dump());
    check_answer("/api/v1/applications", "post", recorded);
    check_answer("/api/v1/applications/{application}/screenings", "post",
                 nam.post("/api/v1/applications/API-1/screenings", "{}"));
    check_answer("/api/v1/screenings", "post", nam.post("/api/v1/screenings", dossier.dump()));
    check_answer("/api/v1/verify", "post",
                 nam.post("/api/v1/verify", R"({"number":"1","birth_date":"1985-04-30"})"));

    // A file that went all the way, so that nothing in it is empty.
    const json certificate = nam.read("/api/v1/certificates?status=in_force")["certificates"][0];
    std::string number = certificate["certificate"], file = "API-1";
    for (const json& one : nam.all("/api/v1/certificates", "certificates")) {
        if (one["application"].is_string()) file = one["application"];
    }
    const json unit = nam.read("/api/v1/equipment?most=1")["equipment"][0];
    const std::vector<std::pair<std::string, std::string>> parts{
        {"facility", unit["facility"]},
        {"worker", nam.read("/api/v1/applications/" + file)["worker"]},
        {"equipment", unit["equipment"]},
        {"application", file},
        {"certificate", number},
        {"screening", "1"},
        {"row", "B-HEALTH-1"}};
    std::size_t questions = 0;
    for (const web::ApiRoute& route : web::api_routes()) {
        if (route.method != web::Method::get) continue;
        const std::string path{route.path}, address = path_with(path, parts);
        const web::Response response = nam.get(address);
        INFO(address << ": " << response.status << ' ' << response.body.substr(0, 300));
        REQUIRE(response.status == 200);
        CHECK(!header(response, "etag").empty());
        check_answer(path, "get", response);
        ++questions;
    }
    CHECK(questions > 15);
    for (const auto& [path, body] : {std::pair{"/api/v1/facilities/{facility}", R"({"phone":"0262111111"})"},
                                     std::pair{"/api/v1/workers/{worker}", R"({"note":"thử nghiệm"})"}}) {
        check_answer(path, "patch", nam.patch(path_with(path, parts), body, {{"if-match", "*"}}));
    }
    Checker checker{document()};
    const json problem = parsed(nam.get("/api/v1/workers/W-999999").body);
    CHECK(checker.troubles_of(document()["components"]["schemas"]["Problem"], problem).empty());
}

TEST_CASE("the description is there for programs and for people", "[web][api]")
{
    WebDesk desk;
    Browser reader = desk.browser();
    const web::Response response = reader.get("/api/openapi.json");
    CHECK(response.status == 200);
    CHECK(header(response, "content-type") == "application/json");
    CHECK(!header(response, "etag").empty());
    CHECK(parsed(response.body) == document());
    const std::string page = text_of_html(reader.page("/api"));
    for (const web::ApiRoute& route : web::api_routes()) CHECK_THAT(page, Contains(std::string{route.path}));
}
