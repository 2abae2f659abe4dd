#include "casework/sweep.h"

#include <set>

#include "demo/bulk_files.h"
#include "demo/sample_register.h"
#include "tests/casework/other_rulebook.h"
#include "tests/registers.h"

// Every certificate that was issued, judged again by what is known today: what was planted is found, all of
// it, and nothing else.

namespace {

using namespace radcert;
using namespace radcert::tests;
using casework::Irregularity;

std::multiset<demo::PlantedIrregularity> told_by_sweep(const casework::Sweep& sweep)
{
    std::multiset<demo::PlantedIrregularity> told_by_sweep;
    for (const auto& finding : sweep.findings) told_by_sweep.insert({finding.certificate, finding.kind});
    return told_by_sweep;
}

casework::Sweep swept(Office& office, const casework::SweepQuestion& question = {})
{
    return casework::sweep(office.database(), office.rulebooks(), question);
}

std::vector<demo::PlantedIrregularity> fill(Office& office, std::size_t workers, std::size_t one_wrong)
{
    return demo::fill_with_files(office.writer(), office.rules().book.digest,
                                 {workers, 7, 2'000, true, one_wrong});
}

} // namespace

TEST_CASE("a sweep finds every planted irregularity, each as what it is, and no other", "[sweep]")
{
    Office office{date(2025, 3, 3)};
    const auto planted = fill(office, 1'200, 10);
    std::set<Irregularity> kinds;
    for (const auto& each : planted) kinds.insert(each.kind);
    CHECK(kinds.size() == casework::irregularity_count - 2); // the other two have tests of their own
    const auto sweep = swept(office);
    CHECK(sweep.certificates == 1'200);
    CHECK(told_by_sweep(sweep) == std::multiset<demo::PlantedIrregularity>(planted.begin(), planted.end()));
    for (const auto& finding : sweep.findings) {
        CHECK(!finding.proof.vi.empty());
        CHECK(!finding.proof.en.empty());
    }
    CHECK(std::ranges::is_sorted(sweep.findings, {}, &casework::SweepFinding::kind));
}

TEST_CASE("of what is in order nothing is said", "[sweep]")
{
    Office office{date(2025, 3, 3)};
    fill(office, 300, 0);
    const auto sweep = swept(office);
    CHECK(sweep.certificates == 300);
    CHECK(sweep.findings.empty());
}

TEST_CASE("a desk that worked by the acts of casework leaves nothing to find", "[sweep]")
{
    std::string folder = (fs::temp_directory_path() / "radcert-sweep-XXXXXX").string();
    REQUIRE(::mkdtemp(folder.data()) != nullptr);
    demo::SampleOptions options;
    options.place = new_place(folder + "/radcert.db");
    options.key_file = folder + "/radcert.db.key";
    options.rules.files = shipped_files();
    demo::make_sample_register(options);
    registry::Database database{options.place, registry::Access::read};
    casework::Rulebooks rulebooks;
    const auto sweep = casework::sweep(database, rulebooks, {});
    CHECK(sweep.certificates > 50);
    CHECK(sweep.overridden > 0);
    CHECK(told_by_sweep(sweep).empty());
    fs::remove_all(folder);
}

TEST_CASE("evidence that was withdrawn is told with its event only where the file rests on it", "[sweep]")
{
    Office office{date(2024, 6, 3)};
    const auto certificate = office.certify(eligible_dossier("A-1", "999185000017", "Nguyễn Đức Minh"));
    const auto worker = certificate.worker;
    const auto withdraw = [&](std::string_view kind) {
        for (const auto& piece : registry::evidence_of(office.database(), worker)) {
            if (piece.kind != kind) continue;
            office.act([&](auto& write) { casework::withdraw_evidence(write, worker, piece.evidence); });
        }
    };
    SECTION("a health form")
    {
        withdraw("health_check");
        const auto sweep = swept(office);
        REQUIRE(sweep.findings.size() == 1);
        CHECK(sweep.findings.front().kind == Irregularity::evidence_withdrawn);
        CHECK(sweep.findings.front().certificate == certificate.certificate);
        CHECK(sweep.findings.front().events.size() == 1);
        CHECK(!sweep.findings.front().rows.empty());
    }
    SECTION("a dose, which no requirement asks for")
    {
        withdraw("dose");
        CHECK(swept(office).findings.empty());
    }
}

TEST_CASE("what was recorded and withdrawn after the decision is not what it rested on", "[sweep]")
{
    Office office{date(2024, 6, 3)};
    const auto certificate = office.certify(eligible_dossier("A-1", "999185000017", "Nguyễn Đức Minh"));
    const auto worker = certificate.worker;
    const auto health = [&] {
        const auto all = registry::evidence_of(office.database(), worker);
        return *std::ranges::find(all, "health_check", &registry::Evidence::kind);
    }();
    // A second paper of the same name, then the first is corrected to be too old, then the second withdrawn.
    registry::Evidence again = health;
    again.evidence = 0;
    again.reference.reset();
    again = office.act(
        [&](auto& write) { return casework::record_evidence(write, office.rules().book.vocabulary, again); });
    registry::Evidence old = health;
    old.dated_on = date(2023, 1, 1);
    office.act([&](auto& write) { casework::record_evidence(write, office.rules().book.vocabulary, old); });
    office.act([&](auto& write) { casework::withdraw_evidence(write, worker, again.evidence); });
    const auto sweep = swept(office);
    REQUIRE(sweep.findings.size() == 1);
    CHECK(sweep.findings.front().kind == Irregularity::not_met);
}

TEST_CASE("a paper withdrawn and recorded again under its name stops nobody's sweep", "[sweep]")
{
    Office office{date(2024, 6, 3)};
    const auto certificate = office.certify(eligible_dossier("A-1", "999185000017", "Nguyễn Đức Minh"));
    office.certify(eligible_dossier("A-2", "999185000025", "Trần Thị Hoa"));
    const auto all = registry::evidence_of(office.database(), certificate.worker);
    const registry::Evidence health = *std::ranges::find(all, "health_check", &registry::Evidence::kind);
    office.act([&](auto& write) { casework::withdraw_evidence(write, certificate.worker, health.evidence); });
    registry::Evidence unfit = health; // the same id, another conclusion
    unfit.evidence = 0;
    unfit.conclusion = "unfit";
    office.act([&](auto& write) { casework::record_evidence(write, office.rules().book.vocabulary, unfit); });
    const auto sweep = swept(office);
    CHECK(sweep.certificates == 2);
    const auto found =
        std::ranges::find(sweep.findings, Irregularity::evidence_withdrawn, &casework::SweepFinding::kind);
    REQUIRE(found != sweep.findings.end());
    CHECK(found->certificate == certificate.certificate);
    CHECK(found->events.size() == 1);
}

TEST_CASE("evidence that was withdrawn while a judgement still carries the file is told as that", "[sweep]")
{
    // Of a PET/CT file of the second half of 2025 most rows are inferred: persons judged every topic.
    Office office{date(2025, 9, 1)};
    auto dossier = tests::parsed(bytes_of("qualification-rules/cases/bases/c-pet.json"));
    dossier["worker"]["national_id"] = "999185000033";
    const auto recorded = office.record(dossier.dump());
    REQUIRE(office.screen(recorded.application).record.verdict == "eligible");
    office.decide({recorded.application, "granted", {}, {}, {}});
    const auto certificate = office.issue({recorded.application, {}, {}, false, {}});
    CHECK(swept(office).findings.empty());
    for (const auto& piece : registry::evidence_of(office.database(), certificate.worker)) {
        if (piece.kind != "training") continue;
        office.act(
            [&](auto& write) { casework::withdraw_evidence(write, certificate.worker, piece.evidence); });
    }
    const auto sweep = swept(office);
    REQUIRE(sweep.findings.size() == 1);
    CHECK(sweep.findings.front().kind == Irregularity::facts_changed);
    CHECK(std::ranges::find(sweep.findings.front().rows, "TRAIN-3-CT") != sweep.findings.front().rows.end());
}

TEST_CASE("a certificate that ended is told with what became of it", "[sweep]")
{
    Office office{date(2024, 6, 3)};
    const auto certificate = office.certify(eligible_dossier("A-1", "999185000017", "Nguyễn Đức Minh"));
    for (const auto& piece : registry::evidence_of(office.database(), certificate.worker)) {
        if (piece.kind != "health_check") continue;
        office.act(
            [&](auto& write) { casework::withdraw_evidence(write, certificate.worker, piece.evidence); });
    }
    office.amend(certificate.certificate, casework::Amendment::revoke, "minh");
    const auto sweep =
        swept(office, {.today = date(2024, 6, 3), .issued_from = {}, .issued_to = {}, .progress = {}});
    REQUIRE(sweep.findings.size() == 1);
    CHECK(sweep.findings.front().status == "revoked");
}

TEST_CASE("a rulebook that was adopted later and answers otherwise is told as that", "[sweep]")
{
    Office office{date(2025, 3, 3)};
    fill(office, 200, 0);
    office.act_of_two(
        [&](auto& write) { casework::adopt_rulebook(write, {stricter_health(), {}}, "thử nghiệm"); });
    const auto sweep = swept(office);
    CHECK(!sweep.findings.empty());
    for (const auto& finding : sweep.findings) {
        CHECK(finding.kind == Irregularity::other_rules);
        CHECK(finding.rows == std::vector<std::string>{"B-HEALTH-1"});
    }
}

TEST_CASE("a grant against the determination with its legal basis is counted and not told", "[sweep]")
{
    Office office{date(2024, 6, 3)};
    auto dossier = tests::parsed(eligible_dossier("A-1", "999185000017", "Nguyễn Đức Minh"));
    dossier["officer_findings"] = json::array();
    office.record(dossier.dump());
    office.screen("A-1");
    office.decide({"A-1", "granted", "đã xem xét", "Điều 28 Luật 18/2008/QH12", {}}, "minh");
    office.issue({"A-1", {}, {}, false, {}}, "minh");
    CHECK(swept(office).overridden == 1);
    CHECK(swept(office).findings.empty());

    // What it rested on besides was withdrawn: that is told.
    for (const auto& piece : registry::evidence_of(office.database(), 1)) {
        if (piece.kind == "training")
            office.act([&](auto& write) { casework::withdraw_evidence(write, 1, piece.evidence); });
    }
    REQUIRE(swept(office).findings.size() == 1);
    CHECK(swept(office).findings.front().kind == Irregularity::facts_changed);
}

TEST_CASE("blanks are no legal basis", "[sweep]")
{
    Office office{date(2024, 6, 3)};
    auto dossier = tests::parsed(eligible_dossier("A-1", "999185000017", "Nguyễn Đức Minh"));
    dossier["officer_findings"] = json::array();
    office.record(dossier.dump());
    office.screen("A-1");
    CHECK_THROWS_AS(office.decide({"A-1", "granted", "đã xem xét", "  ", {}}, "minh"), Error);
}

TEST_CASE("two records of one person share their papers in good order", "[sweep]")
{
    Office office{date(2025, 3, 3)};
    const auto planted = fill(office, 60, 10); // the sixth that is planted shares a diploma
    const auto shared = [&] {
        return std::ranges::count(swept(office).findings, Irregularity::shared_paper,
                                  &casework::SweepFinding::kind);
    };
    REQUIRE(shared() == 2);
    office.act(
        [&](auto& write) { casework::judge_duplicate(write, "worker", 59, 60, true, "cùng một người"); });
    CHECK(shared() == 0);
}

TEST_CASE("a sweep of a period looks at the certificates that were issued in it", "[sweep]")
{
    Office office{date(2025, 3, 3)};
    fill(office, 200, 5);
    casework::SweepQuestion question;
    question.issued_from = date(2022, 1, 1);
    question.issued_to = date(2022, 12, 31);
    const auto year = swept(office, question), all = swept(office);
    CHECK(year.certificates > 0);
    CHECK(year.certificates < all.certificates);
    CHECK(!year.findings.empty());
    for (const auto& finding : year.findings) {
        CHECK(finding.issued_on >= *question.issued_from);
        CHECK(finding.issued_on <= *question.issued_to);
    }
}
