#include "text/json.h"

#include <map>
#include <string>

#include "domain/error.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/json.h"

// nst/JSONTestSuite: y_ must be accepted, n_ must be refused, i_ is left to the reader.

using namespace radcert;
using tests::bytes_of;
using tests::files_in;
using tests::vectors;

namespace {

/// What the suite accepts and this door refuses on purpose (contract/README.md, "The command").
const std::map<std::string, std::string> stricter{
    {"y_object_duplicated_key.json", "twice"},
    {"y_object_duplicated_key_and_value.json", "twice"},
    {"y_object_escaped_null_in_key.json", "NUL"},
    {"y_string_null_escape.json", "NUL"},
};

/// Empty when the reader takes `text`; else the sentence it refuses it with. Any other exception fails the
/// test.
std::string refusal(text::JsonReader& reader, const std::string& text)
{
    try {
        reader.read(text);
        return {};
    } catch (const Error& error) {
        CHECK(error.fault() == Fault::invalid_input);
        CHECK(error.place().line >= 1);
        CHECK_FALSE(error.sentence().vi.empty());
        return error.what();
    }
}

nlohmann::json tree_of(const text::JsonValue& value)
{
    using enum text::JsonKind;
    switch (value.kind) {
    case null: return nullptr;
    case boolean: return value.boolean;
    case integer: return value.integer;
    case number: return value.number;
    case string: return std::string{value.string()};
    case array: {
        auto tree = nlohmann::json::array();
        for (const auto& element : value.array()) tree.push_back(tree_of(element));
        return tree;
    }
    case object: {
        auto tree = nlohmann::json::object();
        for (const auto& member : value.object()) tree[std::string{member.key}] = tree_of(member.value);
        return tree;
    }
    }
    return {};
}

} // namespace

TEST_CASE("JSON that must be read is read, with the values that another reader finds", "[text]")
{
    text::JsonReader reader; // one for all: nothing of a text may linger in the next
    for (const auto& file : files_in(vectors("json-parsing"), "y_", ".json")) {
        const std::string name = file.filename().string(), text = bytes_of(file);
        CAPTURE(name, text);
        if (stricter.contains(name)) continue;
        CHECK(refusal(reader, text) == "");
        CHECK(tree_of(reader.read(text)) == tests::parsed(text));
    }
}

TEST_CASE("duplicate keys and NUL are refused although the grammar allows them", "[text]")
{
    text::JsonReader reader;
    for (const auto& [name, reason] : stricter) {
        CAPTURE(name);
        CHECK_THAT(refusal(reader, bytes_of(vectors("json-parsing") / name)), Catch::Contains(reason));
    }
}

TEST_CASE("what is not JSON is refused", "[text]")
{
    text::JsonReader reader;
    for (const auto& file : files_in(vectors("json-parsing"), "n_", ".json")) {
        const std::string text = bytes_of(file);
        CAPTURE(file.filename().string(), text.substr(0, 200));
        CHECK(refusal(reader, text) != "");
        CHECK(refusal(reader, "[1]") == "");
    }
}

TEST_CASE("where the grammar leaves it open, the reader decides and goes on", "[text]")
{
    text::JsonReader reader;
    std::map<std::string, bool> accepted;
    for (const auto& file : files_in(vectors("json-parsing"), "i_", ".json")) {
        CAPTURE(file.filename().string());
        accepted[file.filename().string()] = refusal(reader, bytes_of(file)).empty();
        CHECK(refusal(reader, "{\"a\":[null]}") == "");
    }
    // Doubles too small for a double are 0, a byte order mark is skipped; everything else would be a guess.
    std::map<std::string, bool> expected;
    for (const auto& [name, taken] : accepted) expected[name] = false;
    expected["i_number_real_underflow.json"] = true;
    expected["i_number_double_huge_neg_exp.json"] = true;
    expected["i_structure_UTF-8_BOM_empty_object.json"] = true;
    CHECK(accepted == expected);
}

TEST_CASE("every worked case of the contract reads as another reader reads it", "[text]")
{
    text::JsonReader reader;
    for (const auto& file : files_in("tests/contract/cases", "", ".json")) {
        const std::string text = bytes_of(file);
        CAPTURE(file.filename().string());
        CHECK(tree_of(reader.read(text)) == tests::parsed(text));
    }
}
