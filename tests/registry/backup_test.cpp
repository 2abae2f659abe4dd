#include "registry/backup.h"

#include <thread>

#include "registry/kept_file.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/refusal.h"
#include "tests/registry/sample_register.h"

using namespace radcert;
using namespace radcert::registry;
using namespace radcert::tests;
namespace fs = std::filesystem;

namespace {

void back_up_to(const fs::path& file, const fs::path& to, const VerifyingKey& key)
{
    Database database{file, Access::read};
    back_up(database, key, to);
}

EventNumber size_of(const fs::path& file)
{
    Database database{file, Access::read};
    return journal_size(database);
}

} // namespace

TEST_CASE("a backup made while others write is whole, and restores to a register that verifies",
          "[backup][file]")
{
    SampleRegister sample;
    const VerifyingKey key = sample.keys().verifying();
    Writer writer = sample.writer();
    std::jthread clerk{[&](const std::stop_token& stop) {
        while (!stop.stop_requested()) sample.add_worker(writer);
    }};
    for (int i = 0; i < 5; ++i) {
        const fs::path to = sample.folder / ("backup-" + std::to_string(i));
        back_up_to(sample.file(), to, key);
        CHECK_FALSE(fs::exists(to.string() + ".new"));
        CHECK_FALSE(fs::exists(to.string() + "-wal"));
        const fs::path back = sample.folder / ("back-" + std::to_string(i));
        const Restored restored = restore({to, back, {}, false}, key);
        CHECK(EventNumber(restored.size) == size_of(to));
        const Report report = verify_all(back, sample.keys());
        INFO(text_of(report));
        CHECK(report.clean());
        CHECK(report.kept);
    }
}

TEST_CASE("a backup overwrites nothing, and a restoration neither", "[backup][file]")
{
    SampleRegister sample;
    const VerifyingKey key = sample.keys().verifying();
    const fs::path to = sample.folder / "backup";
    back_up_to(sample.file(), to, key);
    const std::string bytes = bytes_of(to);
    CHECK(refusal_of([&] { back_up_to(sample.file(), to, key); }).fault() == Fault::conflict);
    CHECK(refusal_of([&] { restore({to, sample.file(), {}, false}, key); }).fault() == Fault::conflict);
    CHECK(bytes_of(to) == bytes);
}

TEST_CASE("an older backup is refused unless the loss is accepted, and then writing goes on",
          "[backup][file]")
{
    SampleRegister sample;
    const VerifyingKey key = sample.keys().verifying();
    const fs::path old = sample.folder / "old", kept = sample.file().string() + ".checkpoint";
    back_up_to(sample.file(), old, key);
    const EventNumber had = size_of(sample.file());
    {
        Writer writer = sample.writer();
        sample.add_worker(writer);
    }
    const EventNumber has = size_of(sample.file());
    const Error error = refusal_of([&] { restore({old, sample.folder / "new", kept, false}, key); });
    CHECK(error.fault() == Fault::refused);
    CHECK(std::string{error.what()}.find("events from " + std::to_string(had) + " on are lost") !=
          std::string::npos);
    CHECK_FALSE(fs::exists(sample.folder / "new"));

    for (const char* const ending : {"", "-wal", "-shm"}) fs::remove(sample.file().string() + ending);
    CHECK(refusal_of([&] { restore({old, sample.file(), {}, false}, key); }).fault() == Fault::refused);
    const Restored restored = restore({old, sample.file(), {}, true}, key);
    CHECK(restored.lost() == std::uint64_t(has - had));
    CHECK(fs::exists(kept.string() + ".lost"));
    Writer writer = sample.writer();
    sample.add_worker(writer);
    CHECK(verify_all(sample.file(), sample.keys()).clean());
}

TEST_CASE("a file copied without its -wal is recognised by the kept checkpoint", "[backup][file]")
{
    SampleRegister sample;
    Writer writer = sample.writer(); // open, so that nothing empties the write-ahead log
    sample.add_worker(writer);
    const fs::path copy = sample.folder / "copy";
    fs::copy_file(sample.file(), copy);
    const Error error = refusal_of([&] {
        restore({copy, sample.folder / "new", sample.file().string() + ".checkpoint", false},
                sample.keys().verifying());
    });
    CHECK(error.fault() == Fault::refused);
}

TEST_CASE("one flipped bit in the journal's pages of a backup is refused", "[backup][file]")
{
    SampleRegister sample;
    const VerifyingKey key = sample.keys().verifying();
    const fs::path good = sample.folder / "good", bad = sample.folder / "bad";
    back_up_to(sample.file(), good, key);
    std::string bytes = bytes_of(good);
    const std::size_t leaf = bytes.find(R"({"action":"worker.correct)");
    REQUIRE(leaf != std::string::npos);
    for (const std::size_t at : {leaf + 12, leaf + 30, leaf + 60, leaf + 100}) {
        std::string flipped = bytes;
        flipped[at] = char(flipped[at] ^ 1);
        write_kept_file(bad, flipped);
        CHECK(refusal_of([&] { restore({bad, sample.folder / "new", {}, false}, key); }).fault() ==
              Fault::integrity);
        CHECK_FALSE(fs::exists(sample.folder / "new"));
    }
}
