#include "rules/staffing.h"

#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using rules::AskedDuty;
using rules::AskedPost;
using rules::Doubt;
using rules::NeedAnswer;
using rules::Tri;
using tests::SampleRules;

namespace {

using Texts = std::vector<std::string>;

/// What a rulebook asks of facilities, said in words.
class StaffingAsked {
public:
    explicit StaffingAsked(const std::vector<rules::SourceFile>& files,
                           const std::vector<rules::SourceFile>& overlays = {})
        : book{rules::read_rulebook(files, overlays)}, program{book}, staffing{program}
    {
    }

    Facility facility(const Texts& devices, std::optional<bool> medical = true) const
    {
        Facility made;
        made.province = 66;
        made.medical = medical;
        for (const std::string& type : devices) {
            Device& device = made.devices.emplace_back();
            device.type = *book.vocabulary.equipment_types.find(type);
        }
        return made;
    }
    Code role(std::string_view word) const { return *book.vocabulary.roles.find(word); }

    std::vector<AskedDuty> duties(const Texts& devices, const char* day, std::optional<bool> medical = true)
    {
        return staffing.duties(facility(devices, medical), *parse_date(day));
    }
    NeedAnswer need(const char* of, const Texts& devices, const char* day, std::optional<bool> medical = true)
    {
        return staffing.certificate_need(role(of), facility(devices, medical), *parse_date(day));
    }

    /// The duties that surely apply. KW-19 is about reactors but names no device, so it applies everywhere;
    /// it is left out where there is no reactor.
    Texts sure(const Texts& devices, const char* day)
    {
        const bool reactor = std::ranges::find(devices, "nuclear_reactor") != devices.end();
        Texts ids;
        for (const AskedDuty& duty : duties(devices, day)) {
            const bool stray = duty.row->id == "KW-19" && !reactor;
            if (duty.applies == Tri::yes && !stray) ids.push_back(duty.row->id);
        }
        return ids;
    }

    /// "safety_officer 1", "industrial_radiographer each"
    Texts posts(const AskedDuty& duty) const
    {
        Texts all;
        for (const AskedPost& post : duty.posts) {
            all.push_back(book.vocabulary.roles.word(post.role) + " " +
                          (post.at_least ? std::to_string(*post.at_least) : "each"));
        }
        return all;
    }

    rules::Rulebook book;
    rules::Program program;
    rules::Staffing staffing;
};

StaffingAsked& staffing_law()
{
    static StaffingAsked asked{tests::shipped_files()};
    return asked;
}

const AskedDuty& duty(const std::vector<AskedDuty>& duties, std::string_view id)
{
    const auto found =
        std::ranges::find_if(duties, [&](const AskedDuty& each) { return each.row->id == id; });
    REQUIRE(found != duties.end());
    return *found;
}

std::string id_of(const NeedAnswer& answer)
{
    return answer.row == nullptr ? "" : answer.row->id;
}

} // namespace

TEST_CASE("which staffing duties apply, on both sides of every change of the law", "[rules]")
{
    struct Case {
        Texts devices;
        const char* day;
        Texts duties;
    };
    const auto row = GENERATE(values<Case>({
        {{"ct"}, "2010-09-04", {}},
        {{"ct"}, "2010-09-05", {"KW-01-A"}},
        {{"ct"}, "2021-01-31", {"KW-01-A"}},
        {{"ct"}, "2021-02-01", {"KW-01"}},
        {{"ct"}, "2025-12-31", {"KW-01"}},
        {{"ct"}, "2026-01-01", {}},
        {{"dental_intraoral"}, "2021-01-31", {"KW-01-A"}},
        {{"dental_intraoral"}, "2021-02-01", {"KW-03"}},
        {{"dental_intraoral"}, "2025-06-30", {"KW-03"}},
        {{"dental_intraoral"}, "2025-07-01", {"KW-03-C"}},
        {{"dental_intraoral"}, "2025-12-31", {"KW-03-C"}},
        {{"dental_intraoral"}, "2026-01-01", {}},
        {{"dental_intraoral", "xrf"}, "2024-05-01", {"KW-03"}},
        {{"dental_intraoral", "ct"}, "2024-05-01", {"KW-01"}}, // one more device ends the exemption
        {{"xrf"}, "2021-01-31", {"KW-02-A"}},
        {{"xrd"}, "2021-02-01", {"KW-02"}},
        {{"pet_ct", "unsealed_source"}, "2024-05-01", {"KW-05", "KW-06"}},
        {{"industrial_gamma_radiography"}, "2021-01-31", {"KW-02-A", "KW-07-A"}},
        {{"industrial_gamma_radiography"}, "2021-02-01", {"KW-07"}},
        {{"brachytherapy", "medical_accelerator"}, "2024-05-01", {"KW-08", "KW-09"}},
        {{"nuclear_reactor"}, "2008-12-31", {}},
        {{"nuclear_reactor"}, "2009-01-01", {"KW-19"}},
        {{"nuclear_reactor"}, "2025-12-31", {"KW-19"}},
        {{"nuclear_reactor"}, "2026-01-01", {}},
    }));
    CAPTURE(row.devices, row.day);
    CHECK(staffing_law().sure(row.devices, row.day) == row.duties);
}

TEST_CASE("a duty names its roles with how many, its standing and whether that decides", "[rules]")
{
    const auto radiography = staffing_law().duties({"industrial_xray_radiography"}, "2024-05-01");
    const AskedDuty& each = duty(radiography, "KW-07");
    CHECK(staffing_law().posts(each) == Texts{"safety_officer 1", "industrial_radiographer each"});
    CHECK(each.row->standing == Standing::text);
    CHECK(each.decides);
    CHECK(each.doubt == Doubt::none);
    for (const AskedPost& post : each.posts) CHECK(post.certificate.need == CertificateNeed::required);

    const auto nuclear_medicine = staffing_law().duties({"spect_ct"}, "2024-05-01");
    CHECK(staffing_law().posts(duty(nuclear_medicine, "KW-06")) ==
          Texts{"safety_officer 1", "decontamination_officer 1"});
}

TEST_CASE("an exemption is a duty for nobody; from 2025-07-01 it is inferred and only indicates", "[rules]")
{
    const auto before = staffing_law().duties({"xrf"}, "2025-06-30");
    const AskedDuty& exempt = duty(before, "KW-03");
    CHECK(staffing_law().posts(exempt) == Texts{"safety_officer 0"});
    CHECK(exempt.decides);
    CHECK(exempt.posts.front().certificate.need == CertificateNeed::not_required);
    CHECK(id_of(exempt.posts.front().certificate) == "NEED-5");

    const auto after = staffing_law().duties({"xrf"}, "2025-07-01");
    const AskedDuty& inferred = duty(after, "KW-03-C");
    CHECK_FALSE(inferred.decides);
    const NeedAnswer& need = inferred.posts.front().certificate;
    CHECK(need.need == CertificateNeed::unknown);
    CHECK(id_of(need) == "NEED-7");
    CHECK(need.reason == Reason::rule_unconfirmed);
    CHECK(need.indication == false);
}

TEST_CASE("work that no record names makes its duty one that may apply", "[rules]")
{
    const auto duties = staffing_law().duties({"ct"}, "2024-05-01");
    for (const char* id : {"KW-12", "KW-13", "KW-14", "KW-15", "KW-16"}) {
        CAPTURE(id);
        CHECK(duty(duties, id).applies == Tri::maybe);
        CHECK(duty(duties, id).doubt == Doubt::work);
    }
}

TEST_CASE("every kind of device has a duty from 2010 to 2025, and whom it asks for needs a certificate",
          "[rules]")
{
    const auto day = GENERATE(
        values({"2010-09-05", "2021-01-31", "2021-02-01", "2025-06-30", "2025-07-01", "2025-12-31"}));
    for (const auto& type : staffing_law().book.vocabulary.equipment_types) {
        CAPTURE(day, type.word);
        CHECK_FALSE(staffing_law().sure({type.word}, day).empty());
        for (const AskedDuty& each : staffing_law().duties({type.word}, day)) {
            if (each.applies != Tri::yes) continue;
            CAPTURE(each.row->id);
            if (each.row->id == "KW-19" && type.word != "nuclear_reactor") continue; // see `sure`
            for (const AskedPost& post : each.posts) {
                const bool required = post.certificate.need == CertificateNeed::required;
                CHECK(required == (post.at_least != 0));
            }
        }
    }
}

TEST_CASE("a fact of the facility that is not recorded makes a duty one that may apply", "[rules]")
{
    SampleRules sample;
    sample.add("staffing_duties", R"({"id": "DUTY-1", "applies_to": {"medical": true},
                                      "posts": [{"role": "safety_officer", "at_least": 2}]})");
    sample.add("staffing_duties", R"({"id": "DUTY-2", "standing": "inferred", "posts": [],
                                      "applies_to": {"devices": {"only": ["ct"]}}})");
    sample.add("staffing_duties", R"({"id": "DUTY-3", "standing": "secondary", "posts": []})");
    StaffingAsked asked{sample.files()};

    const auto told = asked.duties({"ct"}, "2024-05-01", true);
    CHECK(duty(told, "DUTY-1").applies == Tri::yes);
    CHECK(asked.posts(duty(told, "DUTY-1")) == Texts{"safety_officer 2"});
    CHECK_FALSE(duty(told, "DUTY-2").decides);
    CHECK(duty(told, "DUTY-3").decides);
    CHECK(asked.sure({"ct"}, "2024-05-01") == Texts{"DUTY-1", "DUTY-2", "DUTY-3"});
    CHECK(asked.sure({"cyclotron"}, "2024-05-01") == Texts{"DUTY-1", "DUTY-3"});
    CHECK(asked.duties({"ct"}, "2024-05-01", false).size() == 2);

    const auto untold = asked.duties({"ct"}, "2024-05-01", std::nullopt);
    CHECK(duty(untold, "DUTY-1").applies == Tri::maybe);
    CHECK(duty(untold, "DUTY-1").doubt == Doubt::facility);

    const auto no_device = asked.duties({}, "2024-05-01");
    CHECK(duty(no_device, "DUTY-1").applies == Tri::yes);
    CHECK(duty(no_device, "DUTY-2").applies == Tri::maybe);
    CHECK(duty(no_device, "DUTY-2").doubt == Doubt::facility);
}

TEST_CASE("whether a role needs a certificate, on both sides of every change of the law", "[rules]")
{
    struct Case {
        const char* role;
        Texts devices;
        const char* day;
        CertificateNeed need;
        const char* row;
    };
    using enum CertificateNeed;
    const auto row = GENERATE(values<Case>({
        {"safety_officer", {"ct"}, "2008-12-31", unknown, "NEED-00"},
        {"safety_officer", {"ct"}, "2009-01-01", required, "NEED-3"},
        {"safety_officer", {"xrf"}, "2021-01-31", required, "NEED-3"},
        {"safety_officer", {"xrf"}, "2021-02-01", not_required, "NEED-5"},
        {"safety_officer", {"xrf", "ct"}, "2021-02-01", required, "NEED-4"},
        {"safety_officer", {"ct"}, "2025-06-30", required, "NEED-4"},
        {"safety_officer", {"ct"}, "2025-07-01", required, "NEED-6"},
        {"safety_officer", {"ct"}, "2025-12-31", required, "NEED-6"},
        {"safety_officer", {"ct"}, "2026-01-01", required, "D-NEED-1"},
        {"safety_officer", {"pet_ct"}, "2026-01-01", unknown, "D-NEED-2"},
        {"safety_officer", {"xrf"}, "2026-01-01", unknown, "D-NEED-3"},
        {"accelerator_operator", {"cyclotron"}, "2025-12-31", required, "NEED-1"},
        {"accelerator_operator", {"cyclotron"}, "2026-01-01", unknown, "D-NEED-4"},
        {"device_operator", {"ct"}, "2025-12-31", not_required, "NEED-2"},
        {"device_operator", {"ct"}, "2026-01-01", unknown, "D-NEED-4"},
    }));
    CAPTURE(row.role, row.devices, row.day);
    const NeedAnswer answer = staffing_law().need(row.role, row.devices, row.day);
    CHECK(answer.need == row.need);
    CHECK(id_of(answer) == row.row);
    CHECK((answer.reason == Reason::none) == (row.need != unknown));
}

TEST_CASE("the need stays open where the facility does not say what it hangs on", "[rules]")
{
    const NeedAnswer untold = staffing_law().need("safety_officer", {"ct"}, "2026-01-01", std::nullopt);
    CHECK(untold.need == CertificateNeed::unknown);
    CHECK(untold.reason == Reason::not_recorded);

    const NeedAnswer no_device = staffing_law().need("safety_officer", {}, "2024-05-01");
    CHECK(no_device.need == CertificateNeed::unknown);
    CHECK(no_device.reason == Reason::not_recorded);
    CHECK(no_device.row == nullptr);
    CHECK(staffing_law().need("emergency_officer", {}, "2024-05-01").need == CertificateNeed::required);
}

TEST_CASE("without a device a province's own rules leave the need open: nobody knows who is competent",
          "[rules]")
{
    SampleRules sample;
    sample.change("NEED-1", R"({"standing": "inferred"})");
    StaffingAsked plain{sample.files()};
    CHECK(plain.need("safety_officer", {}, "2024-05-01").reason == Reason::rule_unconfirmed);
    StaffingAsked overlaid{sample.files(), {tests::overlay_file({})}};
    CHECK(overlaid.need("safety_officer", {}, "2024-05-01").reason == Reason::not_recorded);
}

TEST_CASE("no row on the need is no answer", "[rules]")
{
    SampleRules sample;
    sample.remove("NEED-1");
    StaffingAsked asked{sample.files()};
    const NeedAnswer answer = asked.need("safety_officer", {"ct"}, "2024-05-01");
    CHECK(answer.need == CertificateNeed::unknown);
    CHECK(answer.reason == Reason::no_rule_in_force);
    CHECK(answer.row == nullptr);
}

TEST_CASE("an adopted need row decides for the authority that adopted it", "[rules]")
{
    SampleRules sample;
    sample.change("NEED-1", R"({"standing": "inferred"})");
    sample.change_file(
        R"({"adoptions": [{"row": "NEED-1", "authority": "province:66", "in_force": {"from": "2024-01-01"},
        "by": "Lê Văn Ký", "second": "Trần Thị Hai", "basis": {"vi": "Quyết định 9", "en": "Decision 9"}}]})");
    StaffingAsked asked{sample.files()};
    const NeedAnswer adopted = asked.need("safety_officer", {"ct"}, "2024-05-01");
    CHECK(adopted.need == CertificateNeed::required);
    REQUIRE(adopted.adoption != nullptr);
    CHECK(adopted.adoption->by == "Lê Văn Ký");
    const NeedAnswer elsewhere = asked.need("safety_officer", {"cyclotron"}, "2024-05-01"); // VARANS
    CHECK(elsewhere.need == CertificateNeed::unknown);
    CHECK(elsewhere.indication == true);
}
