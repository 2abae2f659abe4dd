#include "text/read_dossier.h"

#include "tests/catch.h"
#include "tests/files.h"
#include "tests/text/read_sample.h"

using namespace radcert;
using tests::check_refused;
using tests::Json;
using tests::read;
using tests::sample_dossier;
using tests::vocabulary;

TEST_CASE("a dossier is read with every fact that it records", "[text]")
{
    const Dossier dossier = read(sample_dossier());
    const auto& application = dossier.application;
    CHECK(application.id == "T-0001");
    CHECK(vocabulary.procedures.word(application.procedure) == "new");
    CHECK(vocabulary.roles.word(application.role) == "safety_officer");
    CHECK(application.filed_on == date(2025, 8, 12));
    CHECK(application.filed_with == Body{Body::Kind::province, 66});
    CHECK(vocabulary.channels.word(application.channel.value()) == "online");
    CHECK(application.fee_paid_on == date(2025, 8, 12));
    CHECK(application.completed_on == date(2025, 8, 15));
    CHECK(dossier.closed_on() == date(2025, 8, 15));

    const auto& facility = application.facility;
    CHECK(facility.id == "F-1");
    CHECK(facility.name == "Bệnh viện thử nghiệm");
    CHECK(facility.province == 66);
    CHECK(facility.medical == true);
    REQUIRE(facility.devices.size() == 2);
    CHECK(vocabulary.equipment_types.word(facility.devices[1].type) == "mobile_xray");
    CHECK(vocabulary.mobilities.word(facility.devices[1].mobility.value()) == "mobile");
    CHECK(facility.devices[1].province == ProvinceCode{15});

    CHECK(dossier.worker.national_id == "999088001234");
    CHECK(dossier.worker.full_name == "Nguyễn Đức Thịnh");
    CHECK(dossier.worker.birth_date == date(1985, 4, 30));
    CHECK(dossier.worker.civil_capacity_attested == true);

    REQUIRE(dossier.officer_findings.size() == 1);
    CHECK(dossier.officer_findings[0].requirement == "Q-01");
    CHECK(dossier.officer_findings[0].topic == Topic::qualification);
    CHECK(dossier.officer_findings[0].outcome == Outcome::met);
    CHECK(dossier.officer_findings[0].by == "officer-01");
    CHECK(dossier.officer_findings[0].on == date(2025, 8, 13));
    CHECK(dossier.officer_findings[0].reason == "suitable");
}

TEST_CASE("the evidence is read record by record", "[text]")
{
    const Evidence evidence = read(sample_dossier()).evidence;

    const Document& photo = evidence.documents.value().at(0);
    CHECK(vocabulary.document_kinds.word(photo.kind) == "photo");
    CHECK(photo.form == "05");
    CHECK(photo.copies == 3);
    CHECK(vocabulary.document_formats.word(photo.format.value()) == "print");
    CHECK(photo.issued_on == date(2025, 6, 1));

    const Degree& degree = evidence.degrees.value().at(0);
    CHECK(vocabulary.degree_levels.word(degree.level.value()) == "bachelor");
    CHECK(vocabulary.degree_fields.word(degree.field.value()) == "physics");
    CHECK(degree.institution == "Đại học Tây Nguyên");
    CHECK(degree.awarded_on == date(2008, 7, 1));

    const Training& training = evidence.trainings.value().at(0);
    CHECK(training.programme == 3);
    CHECK(training.completed_on == date(2024, 3, 10));
    CHECK(training.provider_registered == true);
    CHECK(training.certificate_no == "CN-0001");

    const HealthCheck& check = evidence.health_checks.value().at(0);
    CHECK(check.examined_on == date(2025, 6, 1));
    CHECK(vocabulary.health_conclusions.word(check.conclusion.value()) == "fit_with_limits");
    CHECK(vocabulary.facility_levels.word(check.facility_level.value()) == "district_or_above");

    const Dose& dose = evidence.doses.value().at(0);
    CHECK(dose.year == 2024);
    CHECK(dose.effective_msv == 1.25);
    CHECK(dose.lens_msv == 0.0);

    const Experience& experience = evidence.experience.value().at(0);
    CHECK(vocabulary.roles.word(experience.role.value()) == "device_operator");
    CHECK(experience.from == date(2015, 1, 1));
    CHECK(experience.to == date(2020, 12, 31));

    const HeldCertificate& held = evidence.certificates.value().at(0);
    CHECK(held.number == "CC-1");
    CHECK(held.equipment_types.size() == 2);
    CHECK(held.expires_on == date(2023, 1, 1));
    CHECK(vocabulary.certificate_statuses.word(held.status.value()) == "expired");
}

TEST_CASE("what is absent is not recorded, an empty list is a known empty set", "[text]")
{
    const Dossier dossier = tests::read_text(R"({
        "application": {"id": "T-2", "procedure": "reissue", "role": "safety_officer", "filed_on": "2025-08-12",
                        "facility": {"id": "", "name": "", "province": "01", "devices": [{"type": "ct"}, {"type": "ct"}]}},
        "worker": {"full_name": "Trần Thị Thử"},
        "evidence": {"degrees": [], "doses": null, "documents": [{"kind": "photo"}, {"kind": "photo"}]}})");

    CHECK_FALSE(dossier.application.filed_with.has_value());
    CHECK_FALSE(dossier.application.facility.medical.has_value());
    CHECK(dossier.closed_on() == date(2025, 8, 12));
    CHECK_FALSE(dossier.worker.birth_date.has_value());
    CHECK(dossier.evidence.degrees.value().empty());
    CHECK_FALSE(dossier.evidence.doses.has_value());
    CHECK_FALSE(dossier.evidence.trainings.has_value());
    CHECK(dossier.evidence.documents.value().size() == 2); // without ids they are no duplicates
    CHECK(dossier.officer_findings.empty());
}

TEST_CASE("fields may stand in any order", "[text]")
{
    Json sample = sample_dossier(), turned = Json::object();
    for (const char* part : {"officer_findings", "evidence", "worker"}) turned[part] = sample.at(part);
    const Json& application = sample.at("application");
    for (auto item = application.rbegin(); item != application.rend(); ++item) {
        turned["application"][item.key()] = *item;
    }
    CHECK(read(turned).application.facility.province == 66);
    // Province codes need the filing day, which comes last here.
    turned["application"]["facility"]["province"] = "54";
    check_refused(turned, "/application/facility/province", "no province bore the code 54");
}

TEST_CASE("every worked case of the contract is a valid dossier", "[text]")
{
    text::JsonReader reader;
    for (const auto& file : tests::files_in("tests/contract/cases", "", ".json")) {
        CAPTURE(file.filename().string());
        const auto text = Json::parse(tests::bytes_of(file)).at("dossier").dump();
        CHECK_NOTHROW(text::read_dossier(reader, text, vocabulary));
    }
}
