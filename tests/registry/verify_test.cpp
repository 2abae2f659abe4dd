#include "registry/verify.h"

#include "registry/forget.h"
#include "registry/verify_leaf.h"
#include "registry/writer.h"
#include "tests/catch.h"
#include "tests/refusal.h"
#include "tests/registry/sample_register.h"

using namespace radcert;
using namespace radcert::registry;
using namespace radcert::tests;

TEST_CASE("a register that nobody touched verifies, an erased person or not", "[verify]")
{
    SampleRegister sample;
    const Report report = verify_all(sample.place, sample.keys());
    INFO(text_of(report));
    CHECK(report.clean());
    CHECK(report.kept);
    CHECK(report.erased == 1);
    CHECK(report.events > report.payloads);
    CHECK(report.documents == 5);
    CHECK(report.rulebooks == 1);
    CHECK(report.tables > 20);
}

TEST_CASE("what is sealed cannot be verified without the key file, the structure can", "[verify]")
{
    SampleRegister sample;
    Database database{sample.place, Access::read};
    const VerifyingKey key = sample.keys().verifying();
    CHECK(verify_register(database, key, nullptr, {}).clean());
    CHECK(refusal_of([&] { verify_register(database, key, nullptr, {true, false, false}); }).fault() ==
          Fault::usage);
}

TEST_CASE("another log's key verifies nothing", "[verify]")
{
    SampleRegister sample;
    Database database{sample.place, Access::read};
    const KeyFile other = KeyFile::create(sample.folder / "other", "radcert.example/sample");
    CHECK_FALSE(verify_register(database, other.verifying(), nullptr, {}).clean());
    CHECK_FALSE(verify_register(database, sample.keys().verifying(), &other, {true, false, false}).clean());
}

TEST_CASE("an older register put in place is noticed by the checkpoint kept beside it", "[verify]")
{
    SampleRegister sample;
    const auto old = sample.copy("old.db");
    {
        Writer writer = sample.writer();
        sample.add_worker(writer);
    }
    std::filesystem::copy_file(sample.place.beside(".checkpoint"), old.beside(".checkpoint"),
                               std::filesystem::copy_options::overwrite_existing);
    const Report report = verify_all(old, sample.keys());
    REQUIRE_FALSE(report.clean());
    CHECK(report.problems.front().table == "old.db.checkpoint");
    CHECK(report.problems.front().sentence.en.find("older copy") != std::string::npos);
}

TEST_CASE("a leaf is taken apart as event_of does", "[verify]")
{
    Event event{7,
                {"2025-07-01T08:30:00.000000Z"},
                "u-0123456789abcdef",
                "worker.record",
                "cli",
                std::string(32, 'a'),
                std::string(43, 'A') + '='};
    const std::string leaf = leaf_of(event);
    LeafView view;
    REQUIRE(read_leaf(7, leaf, view));
    CHECK(view.action == event.action);
    CHECK(view.subject == event.subject);
    CHECK_FALSE(read_leaf(8, leaf, view));
    for (std::size_t cut = 0; cut < leaf.size(); ++cut) CHECK_FALSE(read_leaf(7, leaf.substr(0, cut), view));
    CHECK_FALSE(read_leaf(7, leaf + " ", view));
}

TEST_CASE("a commitment is the digest in base 64", "[verify]")
{
    const auto text = commitment(text::sha256("abc"));
    CHECK(std::string(text.data(), text.size()) == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}
