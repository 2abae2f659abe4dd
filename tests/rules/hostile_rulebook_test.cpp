#include <ctime>
#include <random>

#include "tests/json.h"
#include "tests/refusal.h"
#include "tests/rounds.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::json;
using tests::refusal_of;
using tests::SampleRules;

namespace {

/// Of this program's own time, so that a busy machine does not count.
double seconds_since(std::clock_t begin)
{
    return double(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// What the sample is refused with, once `text` stands beside it as "x.json".
Error refused_file(std::string text)
{
    auto files = SampleRules{}.files();
    files.push_back({"x.json", std::move(text)});
    return refusal_of([&] {
        const auto book = rules::read_rulebook(files);
        rules::Program{book};
    });
}

std::string repeated(std::string_view piece, int count)
{
    std::string text;
    for (int i = 0; i < count; ++i) text += piece;
    return text;
}

std::string row_with(const std::string& condition)
{
    SampleRules sample;
    sample.add("requirements", R"({"id": "X-1", "condition": {"in_force": true}})");
    std::string text = json{{"requirements", {sample.row("X-1")}}}.dump();
    const std::string placeholder = R"({"in_force":true})";
    return text.replace(text.find(placeholder), placeholder.size(), condition);
}

/// `text` must be refused at once, with the file and a pointer or a line.
void check_refused_quickly(const std::string& text)
{
    const std::clock_t begin = std::clock();
    const Error error = refused_file(text);
    CHECK(seconds_since(begin) < 10);
    CAPTURE(error.what());
    CHECK(error.fault() == Fault::invalid_input);
    CHECK(error.place().file == "x.json");
    CHECK((error.place().line > 0 || !error.place().pointer.empty()));
    CHECK(std::string{error.what()}.size() < 2000);
}

} // namespace

TEST_CASE("text that is not JSON, or nests too deep, is refused", "[rules]")
{
    const auto text = GENERATE(values<std::string>({
        "",
        "null",
        "[]",
        "42",
        "{",
        R"({"requirements": [})",
        R"({"requirements": NaN})",
        R"({"requirements": [], "requirements": []})",
        R"({"version": "1", "about": {"vi": "a", "vi": "b", "en": "c"}})",
        "{\"version\": \"\xff\"}",
        "{\"version\": \"a\\u0000b\"}",
        R"({"version": 1e999})",
        repeated("[", 65) + repeated("]", 65),
        repeated(R"({"requirements":)", 100'000),
        repeated("[", 1'000'000),
    }));
    CAPTURE(text.substr(0, 60));
    check_refused_quickly(text);
}

TEST_CASE("conditions that nest too deep, hold too much or wrong things are refused", "[rules]")
{
    const auto condition = GENERATE(values<std::string>({
        repeated(R"({"not":)", 65) + R"({"in_force": true})" + repeated("}", 65),
        repeated(R"({"all":[)", 100'000) + repeated("]}", 100'000),
        R"({"all": [)" + repeated(R"({"in_force": true},)", 64) + R"({"in_force": true}]})",
        R"({"any": [)" + repeated(R"({"in_force": true},)", 100'000) + R"({"in_force": true}]})",
        R"({"maximum": "doses", "of": "effective_msv", "at_most": 1e300})",
        R"({"maximum": "doses", "of": "effective_msv", "at_most": 9007199254740991})",
        R"({"sum": "doses", "of": "effective_msv", "at_least": 1e18})",
        R"({"count": "doses", "at_least": 1000001})",
        R"({"exists": "documents", "where": {"copies": 1e17}})",
        R"({"fact": "worker.birth_date", "reached": {"years": 9007199254740991}})",
        R"({"fact": "worker.birth_date", "reached": {"days": 1e10}})",
    }));
    CAPTURE(condition.substr(0, 80));
    check_refused_quickly(row_with(condition));
}

TEST_CASE("a value of the wrong kind is refused wherever it stands", "[rules]")
{
    SampleRules sample;
    for (const char* id : {"NEED-1", "NEED-2", "PROC-0", "QUALIFY-1", "FORM-1", "HEALTH-2", "AUTH-1"})
        sample.remove(id);
    sample.add("certificate_needs", R"({"id": "X-1", "certificate": "required", "fallback": true,
        "applies_to": {"devices": {"has": [["ct"]]}, "medical": true}})");
    sample.change("HEALTH-1", R"({"speaks_when": {"fact": "application.channel", "in": ["online"]}})");
    sample.add("authorities", R"({"id": "X-2", "bodies": ["varans", "province"], "mode": "choice"})");
    const json whole = tests::parsed(sample.files()[2].text).flatten();
    const std::vector<json> wrongs{nullptr, true, 7, "\u1ed1", json::array(), json::object()};
    for (const auto& [pointer, right] : whole.items()) {
        for (const json& wrong : wrongs) {
            if (wrong.type() == right.type() || (wrong.is_number() && right.is_number())) continue;
            json spoilt = whole.unflatten();
            spoilt[json::json_pointer{pointer}] = wrong;
            auto files = sample.files();
            files[2].text = spoilt.dump();
            CAPTURE(pointer, wrong.dump());
            try {
                rules::read_rulebook(files);
                CHECK(wrong.is_null()); // null may stand for "not stated"
            } catch (const Error& error) {
                CHECK(error.fault() == Fault::invalid_input);
                CHECK((error.place().file == "sample.json" || pointer == "/version"));
            }
        }
    }
}

TEST_CASE("more rows than a finding can number are refused, and many rows cost no more than their length",
          "[rules]")
{
    const auto many = [](int count) {
        std::string rows;
        for (int i = 0; i < count; ++i) {
            rows +=
                (i > 0 ? "," : "") + std::string{R"({"id":"X-)"} + std::to_string(i) +
                R"(","title":{"vi":"a","en":"b"},"citation":{"instrument":"law-1"},"standing":"text",)"
                R"("in_force":{"from":"2020-01-01"},"topic":"age","on_failure":"refuse","condition":{"in_force":true}})";
        }
        return R"({"requirements":[)" + rows + "]}";
    };
    check_refused_quickly(many(66'000));

    auto files = SampleRules{}.files();
    files.push_back({"x.json", many(10'000)});
    const std::clock_t begin = std::clock();
    CHECK(rules::read_rulebook(files).requirements.size() == 10'009);
    CHECK(seconds_since(begin) < 10);
}

TEST_CASE("many words and many periods cost no more than their length, or are refused", "[rules]")
{
    json words = json::array();
    for (int i = 0; i < 100'000; ++i) words.push_back("form " + std::to_string(i));
    const std::clock_t begin = std::clock();
    const Error error =
        refused_file(row_with(R"({"exists": "documents", "where": {"form": {"in": )" + words.dump() + "}}}"));
    CHECK(seconds_since(begin) < 10);
    CHECK(error.fault() == Fault::invalid_input);

    json parts = json::array();
    for (int i = 0; i < 300; ++i) {
        if (i % 60 == 0) parts.push_back({{"any", json::array()}});
        parts.back()["any"].push_back({{"fact", "worker.birth_date"}, {"reached", {{"days", i}}}});
    }
    CHECK(refused_file(row_with(json{{"all", parts}}.dump())).fault() == Fault::invalid_input);
}

TEST_CASE("a spoilt rulebook is read or refused, and never anything else", "[rules]")
{
    std::mt19937 random{20240830};
    const std::string sound = SampleRules{}.files()[2].text;
    const std::string_view bytes = "{}[]\",:0 -nt\\\xff";
    for (int i = 0; i < tests::rounds(300); ++i) {
        auto files = SampleRules{}.files();
        std::string& text = files[2].text;
        for (int spoils = 1 + int(random() % 3); spoils > 0; --spoils) {
            const std::size_t at = random() % text.size();
            if (random() % 3 == 0)
                text.erase(at, 1 + random() % 20);
            else
                text[at] = bytes[random() % bytes.size()];
        }
        try {
            const auto book = rules::read_rulebook(files);
            rules::Program{book};
        } catch (const Error& error) {
            CHECK(error.fault() == Fault::invalid_input);
        }
    }
}
