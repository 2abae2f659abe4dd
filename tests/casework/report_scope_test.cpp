#include <algorithm>
#include <filesystem>
#include <unistd.h>

#include "casework/certificate_report.h"
#include "casework/coverage_gaps.h"
#include "casework/one_stop_report.h"
#include "casework/override_ledger.h"
#include "casework/register_of_files.h"
#include "casework/reminders.h"
#include "casework/sweep.h"
#include "demo/sample_register.h"
#include "registry/applications.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/registers.h"
#include "tests/rules/sample_rulebook.h"

// An account that sees one province, or one facility, gets the numbers of these rows alone.

namespace {

using namespace radcert;
using casework::Scope;

const Date first{date(2018, 1, 1)}, last{date(2026, 11, 21)};

/// The sample register, of two provinces; made once.
struct Sample {
    Sample()
    {
        std::string name = (std::filesystem::temp_directory_path() / "radcert-scope-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) FAIL("no temporary folder");
        folder = name;
        demo::SampleOptions options;
        options.place = tests::new_place(folder / "radcert.db");
        options.key_file = folder / "radcert.db.key";
        options.rules.files = tests::shipped_files();
        demo::make_sample_register(options);
        database.emplace(options.place, registry::Access::read);
    }
    ~Sample()
    {
        database.reset();
        std::filesystem::remove_all(folder);
    }
    const casework::RulebookInUse& rules() { return rulebooks.in_force(*database); }

    std::filesystem::path folder;
    std::optional<registry::Database> database;
    casework::Rulebooks rulebooks;
};

Sample& sample()
{
    static Sample made;
    return made;
}

Scope province(const std::string& code)
{
    return {code, {}, {}};
}

/// A facility with files.
std::int64_t busy_facility()
{
    const auto files = registry::list_applications(*sample().database, {}, newest_event, 1);
    REQUIRE_FALSE(files.empty());
    return files.front().facility;
}

} // namespace

TEST_CASE("one-stop statistics of a scope count its files alone, and say nothing of who was forgotten",
          "[report]")
{
    const auto counted = [](const Scope& scope) {
        casework::OneStopQuestion question;
        question.from = first;
        question.to = question.today = last;
        question.scope = scope;
        return casework::one_stop_report(*sample().database, sample().rules(), question);
    };
    const auto all = counted({}), here = counted(province("66")), there = counted(province("68"));
    CHECK(all.number("handled") == here.number("handled") + there.number("handled"));
    CHECK(here.number("handled") > 0);
    CHECK(here.erased == 0);
    const auto one = counted({{}, busy_facility(), {}});
    CHECK(one.number("handled") > 0);
    CHECK(one.number("handled") < all.number("handled"));
    for (const auto& file : one.files)
        CHECK(registry::load_application(*sample().database, file.application).facility == busy_facility());
    CHECK(counted({{}, {}, 1}).files.empty()); // no statistics of one person
}

TEST_CASE("the register of files of a scope holds its files alone, each as the whole one has it", "[report]")
{
    const auto files = [](const Scope& scope) {
        return casework::registered_files(*sample().database, sample().rulebooks,
                                          {first, last, newest_event, scope});
    };
    const auto all = files({}), here = files(province("66"));
    CHECK(all.size() == here.size() + files(province("68")).size());
    CHECK(std::ranges::is_sorted(all, {}, &casework::RegisteredFile::received_on));
    for (const auto& file : here) {
        CHECK(registry::load_application(*sample().database, file.application).province == "66");
        CHECK_FALSE(file.applicant.empty());
        CHECK_FALSE(file.status_name.empty());
    }
}

TEST_CASE("certificates, gaps and reminders of a scope are of its facilities", "[report]")
{
    casework::CertificateQuestion question;
    question.on = last;
    question.scope = province("66");
    const auto report = casework::certificate_report(*sample().database, question);
    CHECK_FALSE(report.certificates.empty());
    CHECK(std::ranges::all_of(report.certificates, [](const auto& one) { return one.province == "66"; }));

    const AsOf today{date(2025, 6, 2)};
    const auto gaps =
        casework::coverage_gaps(*sample().database, sample().rules(), {}, date(2025, 9, 1), today, 3);
    CHECK(std::ranges::all_of(gaps, [](const auto& gap) { return gap.facility == 3; }));

    for (const auto& one : casework::reminders(*sample().database, sample().rules(), AsOf{last})) {
        CAPTURE(one.id);
        CHECK(one.facility.has_value());
        CHECK(one.province.size() == 2);
    }
}

TEST_CASE("the ledger of a province counts its files alone", "[report]")
{
    const auto counted = [](const std::optional<std::string>& code) {
        return casework::override_ledger(*sample().database, sample().rulebooks,
                                         {first, last, newest_event, code});
    };
    const auto all = counted({}), here = counted("66"), there = counted("68");
    CHECK(all.total.asked == here.total.asked + there.total.asked);
    CHECK(all.total.judged.all() == here.total.judged.all() + there.total.judged.all());
    CHECK(all.entries.size() == here.entries.size() + there.entries.size());
    CHECK(std::ranges::all_of(here.entries, [](const auto& entry) { return entry.province == "66"; }));
}

TEST_CASE("a sweep of a scope judges its certificates alone", "[report]")
{
    const auto swept = [](const Scope& scope) {
        casework::SweepQuestion question;
        question.today = last;
        question.scope = scope;
        return casework::sweep(*sample().database, sample().rulebooks, question);
    };
    const auto all = swept({}), here = swept(province("66")), there = swept(province("68"));
    CHECK(all.certificates == here.certificates + there.certificates);
    CHECK(here.certificates > 0);
    CHECK(here.without_file + there.without_file <= all.without_file);
    const auto one = swept({{}, busy_facility(), {}});
    CHECK(one.certificates < all.certificates);
    CHECK(swept({{}, {}, 1}).certificates == 0);
}
