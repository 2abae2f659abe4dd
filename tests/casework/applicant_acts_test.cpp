#include "casework/applicant_acts.h"

#include "casework/desk.h"
#include "casework/desk_acts.h"
#include "casework/file_application.h"
#include "registry/evidence.h"
#include "registry/journal.h"
#include "tests/casework/office.h"

using namespace radcert;
using namespace radcert::casework;
using tests::eligible_dossier;
using tests::Office;
using tests::refusal_of;

namespace {

constexpr std::string_view pdf = "%PDF-1.7 made up";

/// A facility with one unit, its worker, and another facility that has nothing to do with either.
struct Site {
    Office office;
    std::int64_t facility{}, other{};
    std::string unit;
    registry::Worker worker;

    Site()
    {
        office.act([&](registry::WriteScope& write) {
            const Vocabulary& words = office.rules().book.vocabulary;
            facility = record_facility(write, words, named("Bệnh viện Thử Nghiệm")).facility;
            other = record_facility(write, words, named("Bệnh viện Khác")).facility;
            registry::Equipment ct;
            ct.facility = facility;
            ct.type = "ct";
            unit = "E-" + std::to_string(record_equipment(write, office.rules(), ct).equipment);
            registry::Worker person;
            person.full_name = "Nguyễn Văn Một";
            person.birth_date = date(1990, 1, 1);
            worker = record_worker(write, person, {});
            registry::Post post;
            post.worker = worker.worker;
            post.facility = facility;
            post.role = "safety_officer";
            record_post(write, words, post);
        });
    }
    static registry::Facility named(const std::string& name)
    {
        registry::Facility made;
        made.name = name;
        made.province = "66";
        return made;
    }
    registry::Application draft(std::int64_t by, const std::string& role = "safety_officer")
    {
        return office.act([&](registry::WriteScope& write) {
            return prepare_draft(write, office.rules(), by,
                                 {worker_of(), role, "new", {}, {"photo:print:3"}});
        });
    }
    std::string worker_of() const { return "W-" + std::to_string(worker.worker); }
    std::string status(const std::string& application)
    {
        return desk_status(office.database(), registry::load_application(office.database(), application));
    }
    registry::Evidence training(std::int64_t by, const std::string& application, std::optional<Scan> scan)
    {
        registry::Evidence evidence;
        evidence.kind = "training";
        evidence.programme = 1;
        evidence.dated_on = date(2025, 5, 5);
        return office.act([&](registry::WriteScope& write) {
            return bring_evidence(write, office.rules(), by, application, evidence, scan);
        });
    }
};

} // namespace

TEST_CASE("a facility drafts a file for its own people, and changes it until it is handed in", "[applicant]")
{
    Site site;
    const auto draft = site.draft(site.facility);
    CHECK(site.status(draft.application) == "draft");
    CHECK(draft.channel == "online");
    CHECK(draft.devices.text.find("\"ct\"") != std::string::npos);

    CHECK(refusal_of([&] { site.draft(site.facility); }).fault() == Fault::conflict); // the same again
    CHECK(refusal_of([&] { site.draft(site.other); }).fault() == Fault::refused);     // nobody of theirs

    const auto changed = site.office.act([&](registry::WriteScope& write) {
        return change_draft(write, site.office.rules(), site.facility, draft.application, {"degree:print:1"});
    });
    CHECK(changed.documents->text == R"([{"copies":1,"format":"print","kind":"degree"}])");

    site.office.act([&](registry::WriteScope& write) {
        submit_draft(write, site.office.rules(), site.facility, draft.application);
    });
    CHECK(site.status(draft.application) == "submitted");
    const Error late = refusal_of([&] {
        site.office.act([&](registry::WriteScope& write) {
            change_draft(write, site.office.rules(), site.facility, draft.application, {});
        });
    });
    CHECK(late.fault() == Fault::refused);
}

TEST_CASE("a draft is filed on the day on which it is handed in, and keeps its number", "[applicant]")
{
    Site site;
    const auto draft = site.draft(site.facility);
    site.office.today(date(2025, 9, 9));
    site.office.act([&](registry::WriteScope& write) {
        submit_draft(write, site.office.rules(), site.facility, draft.application);
    });
    const auto filed = registry::load_application(site.office.database(), draft.application);
    CHECK(draft.filed_on == date(2025, 8, 12));
    CHECK(filed.filed_on == date(2025, 9, 9));
    const auto place = numbered_here(filed); // in the series of the day in its number
    REQUIRE(place);
    CHECK(place->series == "RC-250812");
    CHECK(place->year == 2025);
    CHECK(place->ordinal == 1);
}

TEST_CASE(
    "what a facility brings says so, comes with its scan, and only while the file is with the applicant",
    "[applicant]")
{
    Site site;
    const auto draft = site.draft(site.facility);
    const Scan scan{"dao-tao.pdf", std::string{pdf}};
    const auto brought = site.training(site.facility, draft.application, scan);
    CHECK(brought.source == "facility F-" + std::to_string(site.facility));
    CHECK(brought.worker == site.worker.worker);
    CHECK(brought.document);

    CHECK(refusal_of([&] { site.training(site.facility, draft.application, {}); }).place().pointer ==
          "/document");
    CHECK(refusal_of([&] { site.training(site.other, draft.application, scan); }).fault() ==
          Fault::not_found);
    registry::Evidence attested;
    attested.kind = "fact";
    attested.subject_matter = "civil_capacity";
    attested.answer = true;
    CHECK(refusal_of([&] {
              site.office.act([&](registry::WriteScope& write) {
                  return bring_evidence(write, site.office.rules(), site.facility, draft.application,
                                        attested, scan);
              });
          }).fault() == Fault::refused);

    site.office.act([&](registry::WriteScope& write) {
        submit_draft(write, site.office.rules(), site.facility, draft.application);
    });
    CHECK(refusal_of([&] { site.training(site.facility, draft.application, scan); }).fault() ==
          Fault::refused);
    CHECK(registry::evidence_of(site.office.database(), site.worker.worker).size() == 1);
}

TEST_CASE("a file is taken back by its own facility, until it is decided", "[applicant]")
{
    Site site;
    const auto draft = site.draft(site.facility);
    const auto take = [&](std::int64_t by) {
        site.office.act([&](registry::WriteScope& write) {
            take_back(write, site.office.rules(), by, draft.application, "làm lại");
        });
    };
    CHECK(refusal_of([&] { take(site.other); }).fault() == Fault::not_found);
    take(site.facility);
    CHECK(site.status(draft.application) == "withdrawn");
    CHECK(refusal_of([&] { take(site.facility); }).fault() == Fault::conflict);
    CHECK_NOTHROW(site.draft(site.facility)); // and a new one can be made
}
