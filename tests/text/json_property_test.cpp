#include <optional>
#include <string>

#include "domain/error.h"
#include "tests/catch.h"
#include "tests/json.h"
#include "tests/rounds.h"
#include "tests/text/random_json.h"
#include "text/canonical_json.h"
#include "text/json.h"
#include "text/json_writer.h"

using namespace radcert;
using tests::RandomJson;
using tests::rounds;

namespace {

std::optional<Error> refusal_by(text::JsonReader& reader, const std::string& text)
{
    try {
        reader.read(text);
        return std::nullopt;
    } catch (const Error& error) {
        return error;
    }
}

/// Whether the refusal is one that only this door makes (contract/README.md, "The command").
bool only_ours(const Error& error, const std::string& text)
{
    const std::string sentence = error.what();
    if (sentence.find("twice") != std::string::npos || sentence.find("NUL") != std::string::npos) return true;
    // An integer too long for a double to hold: the other reader rounds it.
    int digits = 0, longest = 0;
    for (const char c : text) longest = std::max(longest, digits = c >= '0' && c <= '9' ? digits + 1 : 0);
    return sentence.find("number") != std::string::npos && longest >= 16;
}

} // namespace

TEST_CASE("canonical JSON says the same as the text and is its own canonical form", "[text]")
{
    RandomJson random{20'250'701};
    text::JsonReader reader;
    for (int i = 0; i < rounds(2000); ++i) {
        const std::string text = random.value();
        CAPTURE(text);
        const std::string canonical = text::canonical_json(reader.read(text));
        const auto tree = tests::parsed(text);
        if (tests::parsed(canonical) != tree) FAIL("another value: " << canonical);
        if (text::canonical_json(reader.read(canonical)) != canonical) FAIL("not idempotent: " << canonical);
        if (tests::parsed(text::indented(canonical)) != tree) FAIL("indenting changed: " << canonical);
    }
    SUCCEED();
}

TEST_CASE("spoilt JSON is accepted exactly where another reader accepts it", "[text]")
{
    RandomJson random{19'990'101};
    text::JsonReader reader;
    int accepted = 0, refused = 0;
    for (int i = 0; i < rounds(20'000); ++i) {
        const std::string text = random.spoilt(random.value());
        const auto error = refusal_by(reader, text);
        const bool other = nlohmann::json::accept(text);
        ++(error ? refused : accepted);
        if (error.has_value() != other) continue;
        if (error && only_ours(*error, text)) continue;
        FAIL((error ? error->what() : "accepted") << ": " << text);
    }
    CHECK(accepted > 1000);
    CHECK(refused > 1000);
}
