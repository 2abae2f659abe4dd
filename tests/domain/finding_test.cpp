#include "domain/finding.h"

#include <set>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/files.h"
#include "tests/json.h"

using namespace radcert;

namespace {

const nlohmann::json& contract()
{
    static const auto vocabulary = tests::parsed(tests::bytes_of("tests/contract/vocabulary.json"));
    return vocabulary;
}

/// The contract's words of one kind: a list, or the keys of an object.
std::vector<std::string> contract_words(const char* kind)
{
    std::vector<std::string> words;
    for (const auto& [key, value] : contract().at(kind).items()) {
        words.push_back(value.is_string() && contract().at(kind).is_array() ? value.get<std::string>() : key);
    }
    return words;
}

} // namespace

TEST_CASE("the contract's topics, outcomes, actions and standings are the program's", "[domain]")
{
    for (const auto& word : contract_words("topics")) {
        CAPTURE(word);
        REQUIRE(topic_from(word).has_value());
        CHECK(radcert::word(*topic_from(word)) == word);
    }
    CHECK(contract_words("topics").size() == topic_count);

    for (const auto& word : contract_words("outcomes")) {
        CAPTURE(word);
        REQUIRE(outcome_from(word).has_value());
        CHECK(radcert::word(*outcome_from(word)) == word);
    }
    for (const auto& word : contract_words("failure_actions")) {
        CAPTURE(word);
        REQUIRE(failure_action_from(word).has_value());
        CHECK(radcert::word(*failure_action_from(word)) == word);
    }
    for (const auto& word : contract_words("standings")) {
        CAPTURE(word);
        REQUIRE(standing_from(word).has_value());
        CHECK(radcert::word(*standing_from(word)) == word);
    }
}

TEST_CASE("every verdict and every reason is the contract's word", "[domain]")
{
    std::set<std::string> verdicts, reasons;
    for (int i = 0; i < 5; ++i) verdicts.emplace(word(Verdict(i)));
    for (int i = 1; i < 5; ++i) reasons.emplace(word(Reason(i)));

    const auto determinations = contract_words("determinations"),
               undetermined = contract_words("undetermined_reasons");
    CHECK(verdicts == std::set<std::string>(determinations.begin(), determinations.end()));
    CHECK(reasons == std::set<std::string>(undetermined.begin(), undetermined.end()));
    CHECK(word(Reason::none).empty());
    CHECK(word(BodyMode::single).empty());
    CHECK(word(CertificateNeed::not_required) == "not_required");
}

TEST_CASE("a word that is none of them is nothing", "[domain]")
{
    const auto word = GENERATE(values<std::string_view>({"", "Met", "age ", "unknown_topic", "single"}));
    CAPTURE(word);
    CHECK_FALSE(topic_from(word).has_value());
    CHECK_FALSE(outcome_from(word).has_value());
    CHECK_FALSE(failure_action_from(word).has_value());
    CHECK_FALSE(standing_from(word).has_value());
    CHECK_FALSE(body_mode_from(word).has_value());
    CHECK(body_mode_from("each") == BodyMode::each);
}

TEST_CASE("the ten topics of the contract decide a certificate, the others advise", "[domain]")
{
    std::set<std::string> deciding;
    for (std::size_t i = 0; i < topic_count; ++i) {
        if (decides_certificate(Topic(i))) deciding.emplace(word(Topic(i)));
    }
    CHECK(deciding == std::set<std::string>{"certificate_need", "procedure", "age", "civil_capacity",
                                            "qualification", "degree_document", "training", "health_check",
                                            "application_form", "photo"});
}

TEST_CASE("every word has a name in both languages", "[domain]")
{
    for (std::size_t i = 0; i < topic_count; ++i) CHECK_FALSE(name(Topic(i)).vi.empty());
    for (int i = 0; i < 3; ++i) CHECK_FALSE(name(Outcome(i)).en.empty());
    for (int i = 0; i < 4; ++i) CHECK_FALSE(name(FailureAction(i)).vi.empty());
    for (int i = 0; i < 7; ++i) CHECK_FALSE(name(Standing(i)).vi.empty());
    for (int i = 0; i < 5; ++i) CHECK_FALSE(name(Verdict(i)).en.empty());
    for (int i = 1; i < 5; ++i) CHECK_FALSE(name(Reason(i)).vi.empty());
}
