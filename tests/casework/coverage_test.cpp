#include "casework/coverage.h"

#include "casework/coverage_gaps.h"
#include "casework/eligibility.h"
#include "registry/equipment.h"
#include "rules/screen.h"
#include "tests/casework/office.h"
#include "tests/json.h"
#include "text/read_dossier.h"

using namespace radcert;
using casework::CoverageState;
using tests::Office;

namespace {

/// A CT at a hospital in Đắk Lắk, and people who can be posted there.
struct Hospital {
    Office office{date(2025, 3, 3)};
    std::int64_t facility{};

    Hospital()
    {
        registry::Facility hospital;
        hospital.name = "Bệnh viện thử nghiệm";
        hospital.province = "66";
        hospital.medical = true;
        facility = office
                       .act([&](auto& write) {
                           return casework::record_facility(write, office.rules().book.vocabulary, hospital);
                       })
                       .facility;
    }

    void unit(const std::string& type, std::optional<Date> from = {}, std::optional<Date> to = {})
    {
        registry::Equipment equipment;
        equipment.facility = facility;
        equipment.type = type;
        equipment.in_use_from = from;
        equipment.in_use_to = to;
        office.act([&](auto& write) { return casework::record_equipment(write, office.rules(), equipment); });
    }

    /// A safety officer with a certificate of VARANS until a day, in post until a day.
    std::int64_t safety_officer(const std::string& name, std::optional<Date> certified_to,
                                std::optional<Date> post_to = {}, bool posted = true)
    {
        registry::Worker worker;
        worker.full_name = name;
        worker = office.act([&](auto& write) { return casework::record_worker(write, worker, {}); });
        registry::Certificate certificate;
        certificate.certificate = name;
        certificate.issued_by = "varans";
        certificate.worker = worker.worker;
        certificate.role = "safety_officer";
        certificate.equipment_types = {"ct"};
        certificate.issued_on = date(2020, 5, 4);
        certificate.valid_to = certified_to;
        office.act([&](auto& write) {
            return casework::record_certificate(write, office.rules().book.vocabulary, certificate, {});
        });
        if (!posted) return worker.worker;
        registry::Post post;
        post.worker = worker.worker;
        post.facility = facility;
        post.role = "safety_officer";
        post.to_day = post_to;
        office.act(
            [&](auto& write) { return casework::record_post(write, office.rules().book.vocabulary, post); });
        return worker.worker;
    }

    casework::Coverage on(Date day)
    {
        return casework::facility_coverage(office.database(), office.rules(), facility, {day, newest_event});
    }
    casework::RoleCoverage role_on(Date day)
    {
        for (auto& role : on(day).roles) {
            if (role.role == "safety_officer") return role;
        }
        FAIL("the law asks for no safety officer");
        throw;
    }
};

} // namespace

TEST_CASE("a CT asks for a safety officer: covered to the last day of the certificate", "[coverage]")
{
    Hospital hospital;
    hospital.unit("ct");
    hospital.safety_officer("Nguyễn Văn An", date(2025, 5, 4));
    const auto role = hospital.role_on(date(2025, 5, 4));
    CHECK(role.state == CoverageState::covered);
    CHECK(role.surely_asked);
    CHECK(role.single_point);
    CHECK(role.uncovered_from == date(2025, 5, 5));
    CHECK(hospital.role_on(date(2025, 5, 5)).state == CoverageState::uncovered);
    CHECK(hospital.on(date(2025, 5, 5)).uncovered_from == date(2025, 5, 5));
}

TEST_CASE("two safety officers: no single point of failure, and the gap opens when the second goes",
          "[coverage]")
{
    Hospital hospital;
    hospital.unit("ct");
    hospital.safety_officer("Nguyễn Văn An", date(2025, 5, 4));
    hospital.safety_officer("Lê Thị Bình", date(2025, 12, 1), date(2025, 9, 30));
    const auto role = hospital.role_on(date(2025, 4, 1));
    CHECK_FALSE(role.single_point);
    CHECK(role.uncovered_from == date(2025, 10, 1));
    CHECK(hospital.role_on(date(2025, 5, 5)).single_point);
}

TEST_CASE("a certificate without a post on record leaves the role undetermined", "[coverage]")
{
    Hospital hospital;
    hospital.unit("ct");
    const auto worker = hospital.safety_officer("Nguyễn Văn An", {}, {}, false);
    CHECK(hospital.role_on(date(2025, 4, 1)).state ==
          CoverageState::undetermined); // nobody is on record there
    registry::Post post;                // at the facility, but for no role that was recorded
    post.worker = worker;
    post.facility = hospital.facility;
    hospital.office.act([&](auto& write) {
        return casework::record_post(write, hospital.office.rules().book.vocabulary, post);
    });
    const auto role = hospital.role_on(date(2025, 4, 1));
    CHECK(role.state == CoverageState::undetermined);
    REQUIRE(role.holders.size() == 1);
    CHECK_FALSE(role.holders[0].post_recorded);
}

TEST_CASE("a suspended certificate covers nothing", "[coverage]")
{
    Hospital hospital;
    hospital.unit("ct");
    hospital.safety_officer("Nguyễn Văn An", {});
    REQUIRE(hospital.role_on(date(2025, 3, 3)).state == CoverageState::covered);
    hospital.office.amend("Nguyễn Văn An", casework::Amendment::suspend);
    CHECK(hospital.role_on(date(2025, 3, 3)).state == CoverageState::uncovered);
}

TEST_CASE("somebody in post without a certificate on record may have one: undetermined", "[coverage]")
{
    Hospital hospital;
    hospital.unit("ct");
    registry::Worker worker;
    worker.full_name = "Trần Văn Chi";
    worker = hospital.office.act([&](auto& write) { return casework::record_worker(write, worker, {}); });
    CHECK(hospital.role_on(date(2025, 4, 1)).state == CoverageState::undetermined); // nobody on record
    registry::Post post;
    post.worker = worker.worker;
    post.facility = hospital.facility;
    post.role = "safety_officer";
    hospital.office.act([&](auto& write) {
        return casework::record_post(write, hospital.office.rules().book.vocabulary, post);
    });
    CHECK(hospital.role_on(date(2025, 4, 1)).state == CoverageState::undetermined);
    CHECK_FALSE(hospital.on(date(2025, 4, 1)).uncovered_from);
}

TEST_CASE("equipment that is not in use on the day asks for nobody by itself", "[coverage]")
{
    Hospital hospital;
    hospital.unit("ct", date(2025, 4, 1), date(2025, 4, 30));
    hospital.unit("dental_intraoral");
    const auto surely = [&](Date day) {
        const auto coverage = hospital.on(day);
        return std::ranges::any_of(coverage.roles, [](const auto& role) {
            return role.role == "safety_officer" && role.surely_asked &&
                   role.state != CoverageState::not_asked;
        });
    };
    CHECK_FALSE(surely(date(2025, 3, 31)));
    CHECK(surely(date(2025, 4, 1)));
    CHECK(surely(date(2025, 4, 30)));
    CHECK_FALSE(surely(date(2025, 5, 1)));
}

TEST_CASE("no staffing rule is known for 2026, and the report does not pretend otherwise", "[coverage]")
{
    Hospital hospital;
    hospital.unit("ct");
    CHECK_FALSE(hospital.on(date(2026, 1, 1)).anything_known);
    CHECK(hospital.on(date(2025, 12, 31)).anything_known);
    const auto gaps = casework::coverage_gaps(hospital.office.database(), hospital.office.rules(), {},
                                              date(2026, 4, 1), {date(2026, 1, 1)});
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].role.empty());
    CHECK(gaps[0].state == casework::CoverageState::undetermined);
}

TEST_CASE("eligibility asks the rules about a file that nobody filed, and keeps nothing", "[eligibility]")
{
    Office office;
    const auto recorded = office.record(tests::contract_dossier("b-ct-complete"));
    const EventNumber before = registry::journal_size(office.database());
    const AsOf clocks{date(2024, 5, 20), newest_event};
    const auto verdict_of = [&](const casework::EligibilityQuestion& question) {
        const auto dossier = casework::eligibility_dossier(office.database(), office.rules().book.vocabulary,
                                                           question, clocks);
        text::JsonReader reader;
        const Dossier read = text::read_dossier(reader, dossier, office.rules().book.vocabulary);
        rules::Screener screener{office.rules().program};
        return screener.verdict(read);
    };
    CHECK(verdict_of({recorded.worker, "safety_officer", {"xrf"}, {}}) == Verdict::not_required);
    CHECK(verdict_of({recorded.worker, "safety_officer", {"ct"}, recorded.facility}) ==
          Verdict::undetermined); // no papers yet
    CHECK(tests::refusal_of([&] {
              verdict_of({recorded.worker, "safety_officer", {}, recorded.facility});
          }).fault() == Fault::invalid_input); // the facility has no units on record
    CHECK(tests::refusal_of([&] { verdict_of({recorded.worker, "cook", {"ct"}, {}}); }).fault() ==
          Fault::invalid_input);
    CHECK(tests::refusal_of([&] { verdict_of({99, "safety_officer", {"ct"}, {}}); }).fault() ==
          Fault::not_found);
    CHECK(registry::journal_size(office.database()) == before);
}
