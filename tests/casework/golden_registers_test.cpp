// Registers that earlier versions of radcert made, kept in tests/golden: each opens, is brought up to the
// program of today, verifies wholly, and answers as it did. README.md beside them tells how the next
// version's is added.
#include <cstdlib>
#include <filesystem>
#include <regex>

#include "casework/screen_application.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/erasures.h"
#include "registry/journal.h"
#include "registry/offices.h"
#include "registry/status.h"
#include "registry/verify.h"
#include "registry/workers.h"
#include "registry/writer.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/refusal.h"

using namespace radcert;
namespace fs = std::filesystem;

namespace {

/// A golden register, unpacked.
class GoldenRegister {
public:
    explicit GoldenRegister(const fs::path& archive)
    {
        std::string name = (fs::temp_directory_path() / "radcert-golden-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        folder_ = name;
        const std::string unpack = "tar -xJf '" + archive.string() + "' -C '" + name + "'";
        REQUIRE(std::system(unpack.c_str()) == 0);
    }
    ~GoldenRegister()
    {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    GoldenRegister(const GoldenRegister&) = delete;
    GoldenRegister& operator=(const GoldenRegister&) = delete;

    registry::RegisterPlace place() const { return folder_ / "radcert.db"; }
    registry::KeyFile keys() const { return registry::KeyFile::load(folder_ / "radcert.db.key"); }

private:
    fs::path folder_;
};

void check_verifies(const GoldenRegister& golden)
{
    const registry::KeyFile keys = golden.keys();
    registry::Database database{golden.place(), registry::Access::read};
    const auto report = registry::verify_register(database, keys.verifying(), &keys, {true, true, true});
    for (const auto& problem : report.problems)
        UNSCOPED_INFO(problem.table << ' ' << problem.row << ' ' << problem.column << ' '
                                    << problem.sentence.en);
    CHECK(report.clean());
    CHECK(report.kept);
    CHECK(report.events >= 26);
    CHECK(report.erased >= 1);
    CHECK(report.documents >= 1);
}

std::string status_of(registry::Database& database, const std::string& number)
{
    const auto certificate = registry::load_certificate(database, number);
    return registry::statuses_of(database, certificate).back().status;
}

/// What tests/golden/make put in. A later version's golden register holds these too, and what it adds.
void check_answers(registry::Database& database)
{
    CHECK(registry::load_register(database).authority == "province:66");
    CHECK(registry::find_officer(database, "minh")->name == "Trần Văn Minh");
    const auto counts = registry::count_records(database);
    CHECK(counts.facilities >= 3);
    CHECK(counts.workers >= 2);
    CHECK(counts.evidence >= 7);
    CHECK(counts.applications >= 2);
    CHECK(counts.certificates >= 2);
    CHECK(registry::load_worker(database, 1).full_name == "Nguyễn Đức Thịnh");
    CHECK(registry::load_worker(database, 2).full_name == "Trần Văn Ân");
    CHECK(registry::worker_versions(database, 2).size() == 2);
    CHECK(registry::list_erasures(database).size() >= 1);
    CHECK(tests::refusal_of([&] { registry::load_worker(database, 3); }).fault() == Fault::not_found);
    CHECK(status_of(database, "66-2026-00001") == "replaced");
    CHECK(status_of(database, "66-2026-00002") == "in_force");
    CHECK(registry::load_certificate(database, "66-2026-00002").valid_to == date(2031, 11, 21));
    CHECK(registry::find_decision(database, "B01")->outcome == "granted");
    CHECK_FALSE(registry::find_decision(database, "B04"));
}

/// A screening made again by the program of today gives the bytes that were signed then.
void check_screenings(registry::Database& database)
{
    casework::Rulebooks rulebooks;
    for (const char* const application : {"B01", "B04"}) {
        const auto replay = casework::replay_screening(database, rulebooks, application);
        CHECK(replay.same_dossier);
        CHECK(replay.same_determination);
    }
}

} // namespace

TEST_CASE("a register of every earlier version opens, is upgraded, verifies and answers as it did",
          "[golden][file]")
{
    for (const fs::path& archive : tests::files_in("tests/golden", "radcert-", ".tar.xz")) {
        INFO(archive.string());
        const GoldenRegister golden{archive};
        registry::Writer{registry::Database{golden.place(), registry::Access::write},
                         golden.keys()}; // upgrades
        check_verifies(golden);
        registry::Database database{golden.place(), registry::Access::read};
        check_answers(database);
        check_screenings(database);
    }
}

TEST_CASE("every released version has its golden register", "[golden][file]")
{
    const std::string changes = tests::bytes_of("CHANGELOG.md");
    const std::regex heading{"\n## ([0-9.]+) \\(([^)]*)\\)"};
    std::size_t versions = 0;
    for (std::sregex_iterator found{changes.begin(), changes.end(), heading}, end; found != end; ++found) {
        ++versions;
        const std::string version = (*found)[1];
        INFO(version);
        CHECK(((*found)[2] == "unreleased" || fs::exists("tests/golden/radcert-" + version + ".tar.xz")));
    }
    CHECK(versions > 0);
}
