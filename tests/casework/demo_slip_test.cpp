#include <filesystem>
#include <unistd.h>

#include "demo/sample_register.h"
#include "tests/catch.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;

// "W-6/2: the register says this already": with so many people and this seed two files of one person come to
// the same story, a slip in a training's paper that is put right.

TEST_CASE("a slip in a training's paper is put right once, whatever the files that rest on it",
          "[demo][file]")
{
    std::string folder = (std::filesystem::temp_directory_path() / "radcert-slip-XXXXXX").string();
    REQUIRE(::mkdtemp(folder.data()) != nullptr);
    demo::SampleOptions options;
    options.place = folder + "/radcert.db";
    options.key_file = folder + "/radcert.db.key";
    options.rules.files = tests::shipped_files();
    options.workers = 240;
    options.seed = 2;
    CHECK_NOTHROW(demo::make_sample_register(options));
    std::filesystem::remove_all(folder);
}
