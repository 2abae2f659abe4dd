#include "registry/register_in_making.h"

#include <filesystem>
#include <unistd.h>

#include "registry/copy_register.h"
#include "registry/journal.h"
#include "tests/catch.h"
#include "tests/refusal.h"
#include "tests/registers.h"
#include "tests/registry/sample_register.h"

using namespace radcert;
using namespace radcert::registry;
using radcert::tests::SampleRegister;

namespace fs = std::filesystem;

namespace {

/// A place for a register in a folder of its own.
struct EmptyPlace {
    EmptyPlace()
    {
        std::string name = (fs::temp_directory_path() / "radcert-making-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        folder = name;
        place = tests::new_place(folder / "radcert.db");
    }
    ~EmptyPlace()
    {
        tests::drop_place(place);
        fs::remove_all(folder);
    }
    EmptyPlace(const EmptyPlace&) = delete;
    EmptyPlace& operator=(const EmptyPlace&) = delete;

    fs::path key_file() const { return folder / "radcert.db.key"; }
    std::size_t files() const
    {
        return std::size_t(std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
    }
    bool holds_register() const
    {
        try {
            Database opened{place, Access::read};
            return journal_size(opened) > 0;
        } catch (const Error& error) {
            CHECK(error.fault() == Fault::not_found);
            return false;
        }
    }

    fs::path folder;
    RegisterPlace place;
};

/// Fills what is in the making with the records of the sample.
void fill(const RegisterInMaking& making, SampleRegister& sample)
{
    fs::copy_file(sample.folder / "keys", making.key_file());
    const KeyFile keys = sample.keys();
    Database from{sample.place, Access::read};
    copy_register(from, making.place(), keys.verifying());
}

} // namespace

TEST_CASE("a register in the making has its place when it is kept, and verifies there", "[making]")
{
    SampleRegister sample;
    EmptyPlace at;
    {
        RegisterInMaking making{at.place, at.key_file()};
        fill(making, sample);
        CHECK_FALSE(at.holds_register());
        making.keep();
    }
    CHECK(at.holds_register());
    CHECK(tests::text_of(tests::verify_all(at.place, KeyFile::load(at.key_file()))) == "");
    Writer writer{Database{at.place, Access::write}, KeyFile::load(at.key_file())};
    sample.add_worker(writer);
    CHECK(tests::text_of(tests::verify_all(at.place, KeyFile::load(at.key_file()))) == "");
}

TEST_CASE("a register in the making that is given up leaves nothing", "[making]")
{
    SampleRegister sample;
    EmptyPlace at;
    const std::size_t before = at.files();
    {
        RegisterInMaking making{at.place, at.key_file()};
        fill(making, sample);
    }
    CHECK(at.files() == before);
    CHECK_FALSE(at.holds_register());
    RegisterInMaking again{at.place, at.key_file()};
    fill(again, sample); // nothing of the first is in the way
    again.keep();
    CHECK(at.holds_register());
}

TEST_CASE("nothing is made where a register is, or a key file", "[making]")
{
    SampleRegister sample;
    EmptyPlace at;
    {
        RegisterInMaking making{at.place, at.key_file()};
        fill(making, sample);
        making.keep();
    }
    CHECK_THROWS_AS((RegisterInMaking{at.place, at.folder / "other.key"}), Error);
    fs::remove(kept_checkpoint_file(at.place));
    CHECK_THROWS_AS((RegisterInMaking{at.place, at.folder / "other.key"}), Error);
    EmptyPlace other;
    CHECK_THROWS_AS((RegisterInMaking{other.place, at.key_file()}), Error);
    CHECK(at.holds_register());
}
