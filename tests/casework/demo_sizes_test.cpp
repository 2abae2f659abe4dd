#include <cstdlib>
#include <filesystem>
#include <unistd.h>

#include "casework/one_stop_report.h"
#include "casework/screen_application.h"
#include "casework/sweep.h"
#include "demo/sample_register.h"
#include "registry/desk_files.h"
#include "registry/names.h"
#include "registry/status.h"
#include "registry/verify.h"
#include "tests/catch.h"
#include "tests/registers.h"
#include "tests/rules/sample_rulebook.h"

// Registers of the sizes that the load targets name, a small part of each.

namespace {

using namespace radcert;
namespace fs = std::filesystem;

/// A made-up register in a folder of its own.
class SizedRegister {
public:
    SizedRegister(const demo::Size& size, std::uint64_t seed, bool stories)
        : folder_{(fs::temp_directory_path() / "radcert-size-XXXXXX").string()}
    {
        REQUIRE(::mkdtemp(folder_.data()) != nullptr);
        options_.place = tests::new_place(folder_ + "/radcert.db");
        options_.key_file = folder_ + "/radcert.db.key";
        options_.rules.files = tests::shipped_files();
        options_.seed = seed;
        options_.workers = 40;
        options_.size = size;
        options_.stories = stories;
        contents = demo::make_sample_register(options_);
        database.emplace(options_.place, registry::Access::read);
    }
    ~SizedRegister()
    {
        database.reset();
        tests::drop_place(options_.place);
        fs::remove_all(folder_);
    }
    SizedRegister(const SizedRegister&) = delete;
    SizedRegister& operator=(const SizedRegister&) = delete;

    registry::Report verified()
    {
        const auto keys = registry::KeyFile::load(options_.key_file);
        return registry::verify_register(*database, keys.verifying(), &keys, {true, true, true});
    }
    const fs::path& key_file() const { return options_.key_file; }

    demo::SampleContents contents;
    std::optional<registry::Database> database;

private:
    std::string folder_;
    demo::SampleOptions options_;
};

void check_counts(SizedRegister& made, const demo::Size& size)
{
    const registry::Counts counts = registry::count_records(*made.database);
    CHECK(counts.facilities == size.facilities);
    CHECK(counts.workers == size.workers);
    CHECK(counts.certificates == size.certificates);
    CHECK(registry::journal_size(*made.database) == size.events);
    CHECK(made.contents.events == size.events);
    CHECK(made.contents.issued + made.contents.elsewhere == size.certificates);
}

} // namespace

TEST_CASE("a part of each size holds what it should, to the record, and verifies", "[sizes]")
{
    const auto size = GENERATE(demo::one_of(demo::sizes[0], 100), demo::one_of(demo::sizes[1], 2'000),
                               demo::one_of(demo::sizes[2], 20'000));
    INFO(size.name);
    SizedRegister made{size, 3, false};
    check_counts(made, size);
    const registry::Report report = made.verified();
    CHECK(report.clean());
    for (const auto& problem : report.problems)
        FAIL_CHECK(problem.table << ' ' << problem.row << ' ' << problem.sentence.en);
}

TEST_CASE("a large province is made whole, and verifies", "[sizes]")
{
    if (std::getenv("RADCERT_LONG") == nullptr) return; // half a minute
    SizedRegister made{demo::sizes[0], 1, true};
    check_counts(made, demo::sizes[0]);
    CHECK(made.verified().clean());
}

TEST_CASE("one seed makes one register, another seed another", "[sizes]")
{
    const demo::Size size = demo::one_of(demo::sizes[0], 100);
    SizedRegister one{size, 5, false}, again{size, 5, false}, other{size, 6, false};
    CHECK(one.contents.root == again.contents.root);
    CHECK(one.contents.root != other.contents.root);
    CHECK(registry::KeyFile::load(one.key_file()).verifying() ==
          registry::KeyFile::load(again.key_file()).verifying());
    CHECK(registry::find_checkpoint(*one.database) == registry::find_checkpoint(*again.database));
}

TEST_CASE("files of a large register can be screened again, and nothing about them is irregular", "[sizes]")
{
    SizedRegister made{demo::one_of(demo::sizes[2], 10'000), 7, false};
    registry::Database& database = *made.database;
    casework::Rulebooks rulebooks;
    std::size_t granted = 0, waiting = 0;
    for (const auto& file : registry::list_applications(database, {}, newest_event, 1'000)) {
        INFO(file.application);
        const auto replay = casework::replay_screening(database, rulebooks, file.application);
        CHECK(replay.same_dossier);
        CHECK(replay.same_determination);
        const auto decision = registry::find_decision(database, file.application);
        if (!decision) {
            CHECK(casework::screened_as_it_is(database, file.application)); // it can be decided
            ++waiting;
            continue;
        }
        ++granted;
        CHECK(replay.record.verdict == "eligible");
        CHECK(registry::find_certificate_on(database, file.application));
        CHECK(registry::steps_of(database, file.application).back().status == "delivered");
    }
    CHECK(granted > 50);
    CHECK(waiting > 0);
    const auto sweep = casework::sweep(database, rulebooks, {});
    CHECK(sweep.overridden == 0);
    CHECK(sweep.findings.empty());
    CHECK(registry::count_desk_files(database, {}, 1'000) >= granted);
}

TEST_CASE("a large register tells the stories of the small one among many people", "[sizes]")
{
    const demo::Size size = demo::one_of(demo::sizes[0], 5);
    SizedRegister made{size, 2, true};
    check_counts(made, size);
    CHECK(made.verified().clean());
    registry::Database& database = *made.database;
    casework::Rulebooks rulebooks;
    casework::OneStopQuestion question;
    question.from = date(2025, 7, 1);
    question.to = date(2025, 8, 12);
    question.today = date(2026, 11, 21);
    question.province = "66";
    const auto report = casework::one_stop_report(database, rulebooks.in_force(database), question);
    CHECK(report.number("handled") == 58);
    CHECK(report.number("done") == 41);
    const auto& holder = registry::load_worker(database, made.contents.holder);
    const auto found =
        registry::find_workers_by_name(database, made.contents.name_to_search, newest_event, 500);
    CHECK(std::ranges::find(found, holder.worker) != found.end());
    CHECK(made.contents.accounts.size() == 8);
}
