#include <algorithm>
#include <random>
#include <set>

#include "tests/json.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::json;
using tests::overlay_file;
using tests::SampleRules;

namespace {

using Files = std::vector<rules::SourceFile>;

std::string digest_of(const Files& files, const Files& overlays = {})
{
    return rules::read_rulebook(files, overlays).digest;
}

/// The same JSON with its members in another order and other white space.
std::string disordered(const json& value, std::mt19937& random)
{
    if (value.is_array()) {
        std::string text = "[\n";
        for (std::size_t i = 0; i < value.size(); ++i)
            text += (i > 0 ? " ,\t" : "") + disordered(value[i], random);
        return text + " ]";
    }
    if (!value.is_object()) return value.dump(-1, ' ', random() % 2 == 0); // now and then with escapes
    std::vector<std::string> members;
    for (const auto& [key, member] : value.items())
        members.push_back(json(key).dump() + " : " + disordered(member, random));
    std::ranges::shuffle(members, random);
    std::string text = "{ ";
    for (std::size_t i = 0; i < members.size(); ++i) text += (i > 0 ? ",\r\n" : "") + members[i];
    return text + "}";
}

} // namespace

TEST_CASE("the digest names the content: 64 digits, whatever the order of the files", "[rules]")
{
    auto files = tests::shipped_files();
    const std::string digest = digest_of(files);
    CHECK(digest.size() == 64);
    std::mt19937 random{1};
    for (int i = 0; i < 5; ++i) {
        std::ranges::shuffle(files, random);
        CHECK(digest_of(files) == digest);
    }
}

TEST_CASE("white space and the order of members change neither digest nor meaning", "[rules]")
{
    std::mt19937 random{2};
    const auto files = tests::shipped_files();
    auto other = files;
    for (auto& file : other) file.text = disordered(tests::parsed(file.text), random);
    const auto one = rules::read_rulebook(files), two = rules::read_rulebook(other);
    CHECK(one.digest == two.digest);
    REQUIRE(one.requirements.size() == two.requirements.size());

    tests::Desk first{files}, second{other};
    for (const auto& path : tests::files_in("tests/contract/cases", "", ".json")) {
        CAPTURE(path);
        const json dossier = tests::parsed(tests::bytes_of(path)).at("dossier");
        CHECK((first.text(dossier) == second.text(dossier))); // too long to print
    }
}

TEST_CASE("any changed value changes the digest", "[rules]")
{
    const auto files = SampleRules{}.files();
    std::set<std::string> digests{digest_of(files)};
    std::size_t changes = 0;
    const auto changed = [&](const SampleRules& rules) {
        ++changes;
        digests.insert(digest_of(rules.files()));
    };
    changed(SampleRules{}.change("AGE-1", R"({"title": {"vi": "Tuổi", "en": "Requirement"}})"));
    changed(SampleRules{}.change("AGE-1", R"({"standing": "copy"})"));
    changed(SampleRules{}.change("AGE-1", R"({"in_force": {"from": "2020-01-02"}})"));
    changed(SampleRules{}.change("AGE-1", R"({"in_force": {"from": "2020-01-01", "to": "2030-01-01"}})"));
    changed(SampleRules{}.change(
        "AGE-1", R"({"condition": {"fact": "worker.birth_date", "reached": {"years": 17}}})"));
    changed(SampleRules{}.change(
        "AGE-1", R"({"condition": {"fact": "worker.birth_date", "reached": {"months": 216}}})"));
    changed(SampleRules{}.change("AGE-1", R"({"note": {"vi": "Ghi chú", "en": "Note"}})"));
    changed(SampleRules{}.change("AUTH-1", R"({"procedure_code": "2.000002"})"));
    changed(SampleRules{}.remove("HEALTH-2"));
    changed(SampleRules{}.change_file(R"({"version": "sample 2"})"));
    changed(SampleRules{}.change_file(R"({"about": {"vi": "Mẫu", "en": "Sample"}})"));
    CHECK(digests.size() == changes + 1);

    auto renamed = files;
    renamed[0].text = tests::parsed(renamed[0].text).dump();
    CHECK(digest_of(renamed) == digest_of(files));
    renamed[0].text.replace(renamed[0].text.find("CT scanner"), 2, "ct");
    CHECK(digest_of(renamed) != digest_of(files));
}

TEST_CASE("an overlay changes the digest, the way to its file does not", "[rules]")
{
    const auto files = SampleRules{}.files();
    const auto overlay = overlay_file(
        {R"({"id": "OV-1", "topic": "qualification", "on_failure": "refer", "settles": "QUALIFY-1"})"});
    const auto other = overlay_file(
        {R"({"id": "OV-2", "topic": "qualification", "on_failure": "refer", "settles": "QUALIFY-1"})"});
    const std::string digest = digest_of(files, {overlay});
    CHECK(digest != digest_of(files));
    CHECK(digest != digest_of(files, {other}));
    CHECK(digest != digest_of(files, {overlay, other}));

    auto elsewhere = overlay;
    elsewhere.path = "elsewhere/66.json";
    CHECK(digest_of(files, {elsewhere}) == digest);
}
