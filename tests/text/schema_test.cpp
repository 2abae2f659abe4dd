#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/error.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/json.h"
#include "tests/rounds.h"
#include "tests/text/sample_dossier.h"
#include "tests/text/sample_vocabulary.h"
#include "text/read_dossier.h"

// schema/dossier.schema.json, which people's editors and programs use, and text/read_dossier, which decides,
// say the same of good and of spoilt dossiers. The few known differences are listed, each with its reason.

using namespace radcert;
using nlohmann::json;
using tests::bytes_of;
using tests::files_in;

namespace {

json parsed(const std::filesystem::path& file)
{
    return tests::parsed(bytes_of(file));
}

/// valijson asks "format" of null too, and throws. The pattern beside each of ours says as much.
void drop_formats(json& schema)
{
    const bool keyword = schema.is_object() && schema.contains("format") && schema.at("format").is_string();
    if (keyword) schema.erase("format"); // and not the field of that name
    if (schema.is_structured()) {
        for (auto& part : schema) drop_formats(part);
    }
}

class Checker {
public:
    explicit Checker(const std::filesystem::path& file)
    {
        json text = parsed(file);
        drop_formats(text);
        const valijson::adapters::NlohmannJsonAdapter adapter{text};
        valijson::SchemaParser{}.populateSchema(adapter, schema_);
    }
    bool accepts(const json& value)
    {
        const valijson::adapters::NlohmannJsonAdapter adapter{value};
        return validator_.validate(schema_, adapter, nullptr);
    }

private:
    valijson::Schema schema_;
    valijson::Validator validator_;
};

/// What the schema lets pass and the reader refuses: part of the sentence, and why.
const std::map<std::string, std::string> only_reader_refuses{
    {"a day that exists", "a pattern does not know which months have 30 days, or leap years"},
    {"stands twice in this list", "draft-07 cannot ask that ids differ, only that whole records do"},
    {"no province bore the code", "which provinces there were depends on the filing day"},
    {"contradict each other", "draft-07 cannot compare two findings"},
    {"no requirement", "the requirements are the rulebook's, not the contract's"},
    {"belongs to the topic", "the requirements are the rulebook's, not the contract's"},
};

/// What valijson refuses and draft-07 does not.
constexpr const char* only_valijson_refuses =
    "3.0 is an integer in draft-07 and for the reader, not for valijson";

/// Asks both, and counts what they differ in.
class Comparison {
public:
    void compare(const json& dossier, const json& value, const std::string& what)
    {
        const auto error = refusal(dossier);
        const bool accepted = schema_.accepts(dossier);
        ++compared;
        if (accepted != error.has_value()) return;
        if (accepted) {
            for (const auto& [says, reason] : only_reader_refuses) {
                if (std::string{error->what()}.find(says) == std::string::npos) continue;
                ++differences[says];
                return;
            }
        } else if (value.is_number_float() && value.get<double>() == 3.0) {
            ++differences[only_valijson_refuses];
            return;
        }
        FAIL(what << " := " << value << ": "
                  << (accepted ? "only the reader refuses: " : "only the schema refuses")
                  << (error ? error->what() : ""));
    }

    int compared{0};
    std::map<std::string, int> differences;

private:
    std::optional<Error> refusal(const json& dossier)
    {
        try {
            const std::string text = dossier.dump();
            text::read_dossier(reader_, text, vocabulary_);
            return std::nullopt;
        } catch (const Error& error) {
            return error;
        }
    }

    Checker schema_{"schema/dossier.schema.json"};
    text::JsonReader reader_;
    Vocabulary vocabulary_ = tests::sample_vocabulary();
};

/// Every value of `value`, the whole first.
void collect(const json& value, const json::json_pointer& at, std::vector<json::json_pointer>& places)
{
    places.push_back(at);
    if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) collect(value[i], at / i, places);
    } else if (value.is_object()) {
        for (const auto& [key, member] : value.items()) collect(member, at / key, places);
    }
}

std::vector<json::json_pointer> places_in(const json& value)
{
    std::vector<json::json_pointer> places;
    collect(value, json::json_pointer{}, places);
    return places;
}

/// Every key dropped, an unknown one added to every object.
void compare_keys(Comparison& comparison, const json& dossier)
{
    for (const auto& place : places_in(dossier)) {
        if (dossier.at(place).is_object()) {
            json spoilt = dossier;
            spoilt[place]["surplus"] = nullptr;
            comparison.compare(spoilt, nullptr, place.to_string() + "/surplus");
        }
        if (place.empty()) continue;
        json spoilt = dossier;
        json& parent = spoilt.at(place.parent_pointer());
        if (parent.is_object())
            parent.erase(place.back());
        else
            parent.erase(std::stoul(place.back()));
        comparison.compare(spoilt, nullptr, place.to_string() + " dropped");
    }
}

/// Every value replaced by each of many others.
void compare_values(Comparison& comparison, const json& dossier)
{
    const json others = tests::parsed(R"([
        null, true, false, 0, 1, 14, 15, -1, 1.5, 3.0, -0.5, 9007199254740991,
        "", "x", "no such code", "new", "ct", "met", "undetermined", "qualification", "age", "Q-02", "Q-99",
        "04", "1", "001", "54", "province:66", "province:54", "province:6", "varans",
        "999088001", "999088001234", "99908800123", "999088001234\n",
        "2025-08-12", "2024-02-29", "2025-02-29", "2025-04-31", "2025-13-01", "2025-00-01", "2025-01-00", "2025-01-32",
        "0000-01-01", "9999-12-31", "2025-7-1", "2025-08-12\n", " 2025-08-12", "2025-08-12T00:00:00Z", "12/08/2025",
        [], {}, [null], ["ct"], ["ct", "ct"], [{}], {"id": "x"}, [{"id": "x"}], {"type": "ct"}
    ])");

    json spoilt = dossier;
    for (const auto& place : places_in(dossier)) {
        for (const json& other : others) {
            json kept = std::exchange(spoilt.at(place), other);
            comparison.compare(spoilt, other, place.to_string());
            spoilt.at(place) = std::move(kept);
        }
    }
}

json full_dossier()
{
    return tests::parsed(tests::sample_dossier().dump());
}

} // namespace

TEST_CASE("schema and reader accept every worked case of the contract", "[schema]")
{
    Checker ours{"schema/dossier.schema.json"}, published{"tests/contract/dossier.schema.json"};
    Comparison comparison;
    for (const auto& file : files_in("tests/contract/cases", "", ".json")) {
        CAPTURE(file.filename().string());
        const json dossier = parsed(file).at("dossier");
        CHECK(ours.accepts(dossier));
        CHECK(published.accepts(dossier));
        comparison.compare(dossier, nullptr, "");
        if (tests::rounds(1) > 1) compare_keys(comparison, dossier);
    }
    CHECK(comparison.differences.empty());
}

TEST_CASE("schema and reader agree on a dossier that was spoilt in any one place", "[schema]")
{
    Comparison comparison;
    compare_keys(comparison, full_dossier());
    compare_values(comparison, full_dossier());
    CHECK(comparison.compared > 5000);
    for (const char* met_here : {"a day that exists", "no province bore the code", "no requirement",
                                 "belongs to the topic", only_valijson_refuses}) {
        CAPTURE(met_here);
        CHECK(comparison.differences[met_here] > 0);
    }
}

TEST_CASE("schema and reader differ where a schema cannot look", "[schema]")
{
    Comparison comparison;
    json twice = full_dossier();
    twice["evidence"]["degrees"].push_back({{"id", "d1"}});
    comparison.compare(twice, nullptr, "an id that stands twice");

    json disagreeing = full_dossier();
    disagreeing["officer_findings"].push_back(disagreeing["officer_findings"][0]);
    comparison.compare(disagreeing, nullptr, "the same finding twice");
    CHECK(comparison.differences.size() == 1);
    disagreeing["officer_findings"][1]["outcome"] = "not_met";
    comparison.compare(disagreeing, nullptr, "findings that contradict each other");

    CHECK(comparison.differences ==
          std::map<std::string, int>{{"contradict each other", 1}, {"stands twice in this list", 1}});
}

TEST_CASE("whatever the published schema refuses, ours refuses", "[schema]")
{
    // Ours only adds the closed lists and the patterns to the contract's.
    Checker ours{"schema/dossier.schema.json"}, published{"tests/contract/dossier.schema.json"};
    const json dossier = full_dossier();
    json spoilt = dossier;
    for (const auto& place : places_in(dossier)) {
        for (const json& other : {json{}, json{true}, json{-1}, json{"x"}, json::array(), json::object()}) {
            json kept = std::exchange(spoilt.at(place), other);
            if (!published.accepts(spoilt) && ours.accepts(spoilt))
                FAIL(place.to_string() << " := " << other);
            spoilt.at(place) = std::move(kept);
        }
    }
    SUCCEED();
}

TEST_CASE("the schema's closed lists are the contract's", "[schema]")
{
    const json contract = parsed("tests/contract/vocabulary.json");
    const json lists = parsed("schema/dossier.schema.json").at("definitions");
    const std::map<std::string, std::string> names{{"role", "roles"},
                                                   {"equipment_type", "equipment_types"},
                                                   {"document_kind", "document_kinds"},
                                                   {"degree_level", "degree_levels"},
                                                   {"degree_field", "degree_fields"},
                                                   {"certificate_status", "certificate_statuses"},
                                                   {"topic", "topics"}};
    for (const auto& [name, plural] : names) {
        CAPTURE(name);
        std::set<std::string> expected;
        for (const auto& [key, value] : contract.at(plural).items()) {
            expected.insert(contract.at(plural).is_array() ? value.get<std::string>() : key);
        }
        CHECK(lists.at(name).at("enum").get<std::set<std::string>>() == expected);
    }
}

TEST_CASE("the determination's schema takes what the contract shows and no other words", "[schema]")
{
    Checker ours{"schema/determination.schema.json"}, published{"tests/contract/determination.schema.json"};
    const json good = tests::parsed(R"({
      "application": "T-1", "determination": "undetermined", "certificate_need": "required", "as_of": "2025-08-12",
      "authority": {"bodies": ["province:66", "varans"], "mode": "choice", "standing": "secondary",
                    "procedure_code": null, "filed_with_ok": null},
      "findings": [{"requirement": "Q-01", "topic": "qualification", "title": {"vi": "Trình độ", "en": "Qualification"},
        "outcome": "undetermined", "reason": "rule_unconfirmed", "indication": "met", "on_failure": "refuse",
        "standing": "inferred", "citation": {"instrument": "Circular", "article": null}, "evidence": ["d1"],
        "explanation": {"vi": "x", "en": "x"}, "adopted": null}],
      "rulebook": {"digest": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "version": "1"}})");
    CHECK(ours.accepts(good));
    CHECK(published.accepts(good));

    for (const char* place : {"/determination", "/certificate_need", "/authority/standing", "/authority/mode",
                              "/findings/0/topic", "/findings/0/outcome", "/findings/0/reason",
                              "/findings/0/on_failure", "/findings/0/standing", "/authority/bodies/0"}) {
        CAPTURE(place);
        json spoilt = good;
        spoilt[json::json_pointer{place}] = "perhaps";
        CHECK_FALSE(ours.accepts(spoilt));
    }
    const json contract = parsed("tests/contract/determination.schema.json");
    for (const auto& key : contract.at("required")) {
        CAPTURE(key);
        json spoilt = good;
        spoilt.erase(key.get<std::string>());
        CHECK_FALSE(ours.accepts(spoilt));
    }
}
