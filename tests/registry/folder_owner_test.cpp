#include "registry/folder_owner.h"

#include <sys/stat.h>
#include <unistd.h>

#include "registry/writer.h"
#include "tests/catch.h"
#include "tests/registry/sample_register.h"

using namespace radcert;
using namespace radcert::tests;
namespace fs = std::filesystem;

TEST_CASE("what root makes beside a service's register belongs to the service", "[registry][file]")
{
    if (::geteuid() != 0) return;     // only root can give files away
    constexpr uid_t service = 61'184; // the first that systemd gives to a service for as long as it runs
    SampleRegister sample;
    REQUIRE(::chown(sample.folder.c_str(), service, service) == 0);
    const fs::path place = sample.folder / "new.db";
    const auto keys = registry::KeyFile::create(sample.folder / "new.key", "radcert.example/new");
    {
        registry::Writer writer{registry::Database::create(place), keys};
        registry::WriteScope write{writer, {"lan", {}, "test", false}};
        write.record("register.found", write.add_subject("register"),
                     {registry::Register{1, "radcert.example/new", "province:66", "{ordinal}", "s"}});
        write.commit();
    }
    std::size_t made = 0;
    for (const auto& entry : fs::directory_iterator{sample.folder}) {
        if (!entry.path().filename().string().starts_with("new.")) continue;
        struct stat found{};
        REQUIRE(::stat(entry.path().c_str(), &found) == 0);
        CAPTURE(entry.path().string());
        CHECK(found.st_uid == service);
        ++made;
    }
    CHECK(made >= 4); // register, keys, lock, checkpoint
}
