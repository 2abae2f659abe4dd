#include "rules/competence.h"

#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::Desk;
using tests::finding;
using tests::json;
using tests::outcome;
using tests::SampleRules;

namespace {

using Bodies = std::vector<std::string>;

/// The authority part of the determination for a facility with these devices, head office in province 66.
json authority(const SampleRules& sample, const std::string& devices,
               const std::string& filed_with = R"("province:66")")
{
    Desk desk{sample};
    return desk
        .determination(R"({"application": {"filed_with": )" + filed_with + R"(, "facility": {"devices": )" +
                       devices + "}}}")
        .at("authority");
}

Bodies bodies(const json& authority)
{
    return authority.at("bodies");
}

constexpr const char* ct = R"([{"type": "ct"}])";
constexpr const char* ct_and_cyclotron = R"([{"type": "ct"}, {"type": "cyclotron"}])";

} // namespace

TEST_CASE("each device brings its own body; with several each is competent for its part", "[rules]")
{
    const json one = authority(SampleRules{}, ct);
    CHECK(bodies(one) == Bodies{"province:66"});
    CHECK(one.at("mode").is_null());
    CHECK(one.at("standing") == "text");
    CHECK(one.at("procedure_code") == "2.000001");
    CHECK(one.at("filed_with_ok") == true);

    const json two = authority(SampleRules{}, ct_and_cyclotron);
    CHECK(bodies(two) == Bodies{"province:66", "varans"});
    CHECK(two.at("mode") == "each");
    CHECK(two.at("procedure_code").is_null()); // there are two
    CHECK(two.at("filed_with_ok") == true);

    const json twice =
        authority(SampleRules{}, R"([{"id": "a", "type": "ct"}, {"id": "b", "type": "mammography"}])");
    CHECK(bodies(twice) == Bodies{"province:66"});
    CHECK(twice.at("procedure_code") == "2.000001");
}

TEST_CASE("the weakest standing of the rows is that of the whole", "[rules]")
{
    SampleRules sample;
    sample.change("AUTH-2", R"({"standing": "copy"})");
    CHECK(authority(sample, ct_and_cyclotron).at("standing") == "copy");
    sample.change("AUTH-2", R"({"standing": "inferred"})");
    const json made = authority(sample, ct_and_cyclotron);
    CHECK(made.at("standing") == "inferred");
    CHECK(bodies(made) == Bodies{"province:66", "varans"}); // inferred bodies are listed
    CHECK(made.at("filed_with_ok").is_null());
}

TEST_CASE("one unknown body leaves the list empty", "[rules]")
{
    SampleRules unknown;
    unknown.change("AUTH-2", R"({"standing": "unknown", "bodies": []})");
    SampleRules none;
    none.remove("AUTH-2");
    for (const auto& [sample, standing] : {std::pair{unknown, "unknown"}, std::pair{none, "no_rule"}}) {
        const json made = authority(sample, ct_and_cyclotron);
        CHECK(bodies(made).empty());
        CHECK(made.at("standing") == standing);
        CHECK(made.at("mode").is_null());
        CHECK(made.at("procedure_code").is_null());
        CHECK(made.at("filed_with_ok").is_null());
    }
}

TEST_CASE("a row for the whole application comes before the rows of its devices", "[rules]")
{
    SampleRules sample;
    sample.add("authorities",
               R"({"id": "AUTH-3", "bodies": ["varans", "province"], "mode": "choice", "standing": "copy",
        "applies_to": {"devices": {"has": [["ct"], ["cyclotron"]]}}})");
    const json mixed = authority(sample, ct_and_cyclotron, R"("varans")");
    CHECK(bodies(mixed) == Bodies{"province:66", "varans"});
    CHECK(mixed.at("mode") == "choice");
    CHECK(mixed.at("standing") == "copy");
    CHECK(mixed.at("filed_with_ok") == true);
    CHECK(bodies(authority(sample, ct)) == Bodies{"province:66"});
    CHECK(authority(sample, ct).at("mode").is_null());
}

TEST_CASE("a row may say that each device keeps the body of its own row", "[rules]")
{
    SampleRules sample;
    sample.add("authorities", R"({"id": "AUTH-3", "bodies": [], "by_device": true, "standing": "secondary",
        "applies_to": {"devices": {"has": [["ct"]], "other_than": ["ct"]}}})");
    Desk desk{sample};
    const json made = desk.determination(
        R"({"application": {"facility": {"devices": [{"type": "ct"}, {"type": "cyclotron"}]}}})");
    CHECK(bodies(made.at("authority")) == Bodies{"province:66", "varans"});
    CHECK(made.at("authority").at("mode") == "each");
    CHECK(made.at("authority").at("standing") == "secondary");
    for (const char* id : {"AUTH-1", "AUTH-2", "AUTH-3"}) CHECK(outcome(made, id) == "met");
}

TEST_CASE("of several rows the best known answers", "[rules]")
{
    SampleRules sample;
    sample.change("AUTH-1", R"({"standing": "inferred"})");
    sample.add("authorities",
               R"({"id": "AUTH-3", "for_devices": ["ct"], "bodies": ["ministry"], "standing": "official"})");
    CHECK(bodies(authority(sample, ct)) == Bodies{"ministry"});
}

TEST_CASE("of two rows that are known as well and name different bodies, both speak and nobody is named",
          "[rules]")
{
    SampleRules sample;
    sample.add("authorities", R"({"id": "AUTH-3", "for_devices": ["ct"], "bodies": ["ministry"]})");
    const json both = authority(sample, ct);
    CHECK(bodies(both).empty());
    CHECK(both.at("standing") == "unknown");
    CHECK(both.at("filed_with_ok").is_null());
    Desk desk{sample};
    const json determination =
        desk.determination(R"({"application": {"facility": {"devices": [{"type": "ct"}]}}})");
    CHECK(outcome(determination, "AUTH-3") == "undetermined: rule_unconfirmed");

    // The same bodies in two rows are no contradiction.
    SampleRules alike;
    alike.add("authorities", R"({"id": "AUTH-3", "for_devices": ["ct"], "bodies": ["province"]})");
    CHECK(bodies(authority(alike, ct)) == Bodies{"province:66"});
}

TEST_CASE("a fixed device belongs to the province where it stands, a mobile one to that of the head office",
          "[rules]")
{
    struct Place {
        const char* devices;
        Bodies bodies;
    };
    const auto row = GENERATE(values<Place>({
        {R"([{"type": "ct", "mobility": "fixed", "province": "79"}])", {"province:79"}},
        {R"([{"type": "ct", "mobility": "mobile", "province": "79"}])", {"province:66"}},
        {R"([{"type": "ct", "province": "79"}])", {}}, // fixed or mobile? the file does not say
        {R"([{"type": "ct", "province": "66"}])", {"province:66"}},
        {R"([{"type": "ct", "mobility": "fixed"}])", {"province:66"}},
        {R"([{"type": "ct"}])", {"province:66"}},
        {R"([{"id": "a", "type": "ct"}, {"id": "b", "type": "ct", "mobility": "fixed", "province": "79"}])",
         {"province:66", "province:79"}},
        {R"([{"type": "cyclotron", "province": "79"}])", {"varans"}}, // it does not matter where
    }));
    CAPTURE(row.devices);
    CHECK(bodies(authority(SampleRules{}, row.devices)) == row.bodies);
}

TEST_CASE("the desk is compared with the bodies only where something is stated and known", "[rules]")
{
    CHECK(authority(SampleRules{}, ct, "null").at("filed_with_ok").is_null());
    CHECK(authority(SampleRules{}, ct, R"("varans")").at("filed_with_ok") == false);
    CHECK(authority(SampleRules{}, ct, R"("province:79")").at("filed_with_ok") == false);
    CHECK(authority(SampleRules{}, ct_and_cyclotron, R"("varans")").at("filed_with_ok") == true);
    CHECK(authority(SampleRules{}, ct_and_cyclotron, R"("ministry")").at("filed_with_ok") == false);
    CHECK(authority(SampleRules{}.change("AUTH-1", R"({"standing": "inferred"})"), ct, R"("varans")")
              .at("filed_with_ok")
              .is_null());
}

TEST_CASE("the wrong desk says nothing about the person", "[rules]")
{
    Desk desk{SampleRules{}};
    const json made = desk.determination(R"({"application": {"filed_with": "varans"}})");
    CHECK(outcome(made, "AUTH-1") == "not_met");
    CHECK(finding(made, "AUTH-1").at("on_failure") == "advise");
    CHECK(made.at("determination") == "eligible");
    CHECK(outcome(desk.determination(R"({"application": {"filed_with": null}})"), "AUTH-1") ==
          "undetermined: not_recorded");
}

TEST_CASE("a row that hangs on a fact that is not recorded leaves the body open", "[rules]")
{
    SampleRules sample;
    sample.change("AUTH-1", R"({"applies_to": {"medical": true}})");
    Desk desk{sample};
    const auto of = [&](const char* medical) {
        const std::string patch =
            R"({"application": {"facility": {"medical": )" + std::string{medical} + "}}}";
        return bodies(desk.determination(patch).at("authority"));
    };
    CHECK(of("true") == Bodies{"province:66"});
    CHECK(of("false").empty());
    CHECK(of("null").empty());
}

TEST_CASE("an adopted row decides for its authority, and only its own finding says so", "[rules]")
{
    SampleRules sample;
    sample.change("AUTH-1", R"({"standing": "inferred"})");
    sample.change_file(
        R"({"adoptions": [{"row": "AUTH-1", "authority": "province:66", "in_force": {"from": "2024-01-01"},
        "by": "Lê Văn Ký", "second": "Trần Thị Hai", "basis": {"vi": "Quyết định 9", "en": "Decision 9"}}]})");
    Desk desk{sample};
    const json made = desk.determination();
    CHECK(made.at("authority").at("standing") == "inferred");
    CHECK(made.at("authority").at("filed_with_ok") == true);
    CHECK(outcome(made, "AUTH-1") == "met");
    CHECK(finding(made, "AUTH-1").at("adopted").at("by") == "Lê Văn Ký");

    const json elsewhere = desk.determination(R"({"application": {"facility": {"province": "79"}}})");
    CHECK(elsewhere.at("authority").at("filed_with_ok").is_null());
    CHECK(finding(elsewhere, "AUTH-1").at("adopted").is_null());

    const json mixed = desk.determination(
        R"({"application": {"facility": {"devices": [{"type": "ct"}, {"type": "cyclotron"}]}}})");
    CHECK(mixed.at("authority").at("filed_with_ok") == true);
    CHECK(finding(mixed, "AUTH-1").at("adopted").is_object());
    CHECK(finding(mixed, "AUTH-2").at("adopted").is_null());

    sample.change("AUTH-2", R"({"standing": "inferred"})");
    Desk half{sample}; // one of two inferred rows is adopted: together they do not decide
    const json open = half.determination(
        R"({"application": {"facility": {"devices": [{"type": "ct"}, {"type": "cyclotron"}]}}})");
    CHECK(open.at("authority").at("filed_with_ok").is_null());
    CHECK(finding(open, "AUTH-2").at("adopted").is_null());
}

TEST_CASE("choices of one device and the body of another are parts, not a choice between all", "[rules]")
{
    SampleRules sample;
    sample.change("AUTH-1", R"({"bodies": ["province", "ministry"], "mode": "choice"})");
    CHECK(authority(sample, ct).at("mode") == "choice");
    CHECK(authority(sample, ct_and_cyclotron).at("mode") == "each");
}
