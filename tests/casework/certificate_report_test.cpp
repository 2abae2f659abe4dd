#include "casework/certificate_report.h"

#include "casework/coverage_gaps.h"
#include "casework/indicators.h"
#include "casework/lapsing_papers.h"
#include "registry/evidence.h"
#include "tests/casework/office.h"

using namespace radcert;
using casework::CertificateGrouping;
using casework::CertificateQuestion;
using tests::Office;

namespace {

registry::Certificate elsewhere(std::int64_t worker, const std::string& number, std::optional<Date> valid_to,
                                const registry::WordList& types, const std::string& role = "safety_officer")
{
    registry::Certificate certificate;
    certificate.certificate = number;
    certificate.issued_by = "varans";
    certificate.worker = worker;
    certificate.role = role;
    certificate.equipment_types = types;
    certificate.issued_on = date(2021, 3, 1);
    certificate.valid_to = valid_to;
    certificate.validity = "recorded";
    return certificate;
}

/// One worker with certificates that other authorities issued, in force since their day of issue.
class Holder {
public:
    explicit Holder(Office& of)
        : office{of}, worker{of.record(tests::contract_dossier("b-ct-complete")).worker}
    {
    }

    void hold(const std::string& number, std::optional<Date> valid_to, const registry::WordList& types)
    {
        office.act([&](registry::WriteScope& write) {
            const auto certificate = elsewhere(worker, number, valid_to, types);
            registry::CertificateStatus status;
            status.certificate = number;
            status.issued_by = "varans";
            status.entry = 1;
            status.worker = worker;
            status.status = "in_force";
            status.from_day = certificate.issued_on;
            write.record("certificate.record", registry::load_worker(write.database(), worker).subject,
                         {certificate, status});
        });
    }
    casework::CertificateReport report(CertificateQuestion question)
    {
        if (question.on == Date{}) question.on = date(2025, 8, 12);
        return casework::certificate_report(office.database(), question);
    }

    Office& office;
    std::int64_t worker;
};

std::string shape(const std::vector<casework::CertificateGroup>& groups)
{
    std::string text;
    for (const auto& group : groups)
        text += group.key + "=" + std::to_string(group.certificates.size()) + " ";
    return text;
}

} // namespace

TEST_CASE("certificates are counted by what they are, and one for two types counts in both", "[report]")
{
    Office office;
    Holder holder{office};
    holder.hold("1", date(2025, 8, 11), {"ct"});
    holder.hold("2", date(2025, 12, 31), {"ct", "pet_ct"});
    holder.hold("3", {}, {});
    const auto made = holder.report({});
    REQUIRE(made.certificates.size() == 3);
    CHECK(shape(made.by(CertificateGrouping::status)) == "expired=1 in_force=2 ");
    CHECK(shape(made.by(CertificateGrouping::equipment)) == "=1 ct=2 pet_ct=1 ");
    CHECK(shape(made.by(CertificateGrouping::role)) == "safety_officer=3 ");
    CHECK(shape(made.by(CertificateGrouping::expiry_year)) == "=1 2025=2 ");
    CHECK(shape(made.by(CertificateGrouping::expiry_month)) == "=1 2025-08=1 2025-12=1 ");
}

TEST_CASE("certificates are narrowed by status, type and expiry on the day", "[report]")
{
    Office office;
    Holder holder{office};
    holder.hold("1", date(2025, 8, 11), {"ct"});
    holder.hold("2", date(2025, 12, 31), {"ct", "pet_ct"});
    holder.hold("3", {}, {});
    CertificateQuestion in_force;
    in_force.status = "in_force";
    CHECK(holder.report(in_force).certificates.size() == 2);
    in_force.on = date(2025, 8, 11);
    CHECK(holder.report(in_force).certificates.size() == 3); // its last day counts
    CertificateQuestion pet;
    pet.equipment_type = "pet_ct";
    REQUIRE(holder.report(pet).certificates.size() == 1);
    CHECK(holder.report(pet).certificates.front().certificate == "2");
    CertificateQuestion soon;
    soon.expires_from = date(2025, 8, 12);
    soon.expires_to = date(2026, 1, 1);
    CHECK(holder.report(soon).certificates.size() == 1);
    CertificateQuestion before;
    before.on = date(2021, 2, 28);
    CHECK(holder.report(before).certificates.empty()); // none was issued by then
}

TEST_CASE(
    "a training lapses 36 months after it, is listed from 33, and a newer one of its programme replaces it",
    "[report]")
{
    Office office;
    const auto file = office.record(tests::contract_dossier("b-ct-complete"));
    const auto train = [&](std::int64_t programme, Date day) {
        office.act([&](registry::WriteScope& write) {
            registry::Evidence evidence;
            evidence.worker = file.worker;
            evidence.evidence = registry::next_evidence(write.database(), file.worker);
            evidence.kind = "training";
            evidence.status = "recorded";
            evidence.source = "typed";
            evidence.programme = programme;
            evidence.dated_on = day;
            write.record("evidence.record", registry::load_worker(write.database(), file.worker).subject,
                         {evidence});
        });
    };
    const auto of_seven = [&](Date on) {
        std::vector<casework::LapsingPaper> found;
        for (auto& one : casework::lapsing_papers(office.database(), on)) {
            if (one.paper.programme == 7) found.push_back(std::move(one));
        }
        return found;
    };
    train(7, date(2024, 1, 15));
    CHECK(of_seven(date(2026, 12, 31)).empty()); // nobody who is not in post
    office.act([&](registry::WriteScope& write) {
        registry::Post post;
        post.worker = file.worker;
        post.post = 900;
        post.facility = file.facility;
        post.from_day = date(2020, 1, 1);
        write.record("worker.post", registry::load_worker(write.database(), file.worker).subject, {post});
    });
    CHECK(of_seven(date(2026, 10, 15)).empty()); // 33 months to the day: not more than that yet
    REQUIRE(of_seven(date(2026, 10, 16)).size() == 1);
    CHECK(of_seven(date(2026, 10, 16)).front().lapses_on == date(2027, 1, 15));
    CHECK_FALSE(of_seven(date(2027, 1, 15)).front().lapsed);
    CHECK(of_seven(date(2027, 1, 16)).front().lapsed);
    train(7, date(2026, 6, 1));
    CHECK(of_seven(date(2027, 1, 16)).empty());
}

TEST_CASE("a facility whose role nobody fills has a gap; what nobody can say is not called covered",
          "[report]")
{
    Office office;
    const auto file = office.record(tests::contract_dossier("b-ct-complete"));
    const Date on = date(2025, 6, 1);
    const auto gaps = casework::coverage_gaps(office.database(), office.rules(), {}, on, {on});
    REQUIRE_FALSE(gaps.empty());
    for (const auto& gap : gaps) {
        CHECK(gap.facility == file.facility);
        CHECK(gap.state != casework::CoverageState::covered);
        CHECK_FALSE(gap.rules.empty());
    }
    CHECK(casework::coverage_gaps(office.database(), office.rules(), "01", on, {on}).empty());
}

TEST_CASE("what the register does not know has no value and no score", "[report]")
{
    Office office;
    casework::OneStopQuestion question;
    question.from = date(2025, 7, 1);
    question.to = question.today = date(2025, 8, 12);
    const auto empty = casework::one_stop_report(office.database(), office.rules(), question);
    const auto all = casework::indicators(empty, office.rules().book.calendar);
    REQUIRE(all.size() == 10);
    for (const auto& one : all) {
        CHECK_FALSE(one.value);
        CHECK_FALSE(one.score);
        CHECK_FALSE(one.note.vi.empty());
    }
}

TEST_CASE("the online share is scored by its bounds, unless files without a channel could change the score",
          "[report]")
{
    const auto of = [](std::size_t received, std::size_t lodged, std::size_t unknown) {
        casework::OneStopReport report;
        for (const char* const code : {"received", "online", "channel_unknown", "done", "done_early",
                                       "done_on_time", "done_late", "done_no_deadline"})
            report.counts.push_back({code, {}, "", {}});
        const auto fill = [&](std::size_t place, std::size_t count) {
            report.counts[place].files.resize(count);
        };
        fill(0, received);
        fill(1, lodged);
        fill(2, unknown);
        return casework::indicators(report, {})[8];
    };
    CHECK(of(100, 30, 0).score == 2);
    CHECK(of(100, 29, 0).score == 1);
    CHECK(of(100, 15, 0).score == 1);
    CHECK(of(100, 14, 0).score == 0);
    CHECK(of(100, 14, 0).value == 14.0);
    CHECK_FALSE(of(100, 14, 1).score);
    CHECK(of(100, 30, 50).score == 2);
}
