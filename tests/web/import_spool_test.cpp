#include "web/import_spool.h"

#include <fstream>
#include <unistd.h>

#include "domain/error.h"
#include "tests/catch.h"
#include "tests/refusal.h"

// Files that officers sent, between the preview and the import.

namespace {

using namespace radcert;
using tests::refusal_of;
using web::ImportSpool;
namespace fs = std::filesystem;

/// A folder of its own, gone at the end.
struct Folder {
    Folder()
    {
        std::string name = (fs::temp_directory_path() / "radcert-spool-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) FAIL("no temporary folder");
        path = name;
    }
    ~Folder() { fs::remove_all(path); }
    fs::path file() const { return path / "radcert.db"; }
    fs::path spool() const { return path / "radcert.db.web.d"; }

    fs::path path;
};

std::string bytes_in(const fs::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

} // namespace

TEST_CASE("a file that was sent is found again by whoever sent it, under the name it was given", "[web]")
{
    const Folder folder;
    ImportSpool spool{folder.file()};
    const auto sent =
        spool.keep("officer-1", "C:\\Users\\lan\\nhân viên.xlsx", std::string_view{"PK\3\4\0x", 6});
    const auto found = spool.find("officer-1", sent.token);
    CHECK(found.name == "nhân viên.xlsx");
    CHECK(bytes_in(found.file) == std::string{"PK\3\4\0x", 6});
    CHECK(found.file.parent_path() == folder.spool());
}

TEST_CASE("nobody else finds it, and nothing that is no token is looked for", "[web]")
{
    const Folder folder;
    ImportSpool spool{folder.file()};
    const auto sent = spool.keep("officer-1", "a.csv", "ten\n");
    for (const std::string& token :
         {sent.token, std::string{}, std::string{"../radcert.db"}, sent.token + ".name"})
        CHECK(refusal_of([&] { spool.find("officer-2", token); }).fault() == Fault::not_found);
    CHECK(refusal_of([&] { spool.find("officer-1", sent.token.substr(1)); }).fault() == Fault::not_found);
}

TEST_CASE("folder and files are their owner's alone", "[web]")
{
    const Folder folder;
    ImportSpool spool{folder.file()};
    const auto sent = spool.keep("officer-1", "a.csv", "ten\n");
    CHECK(fs::status(folder.spool()).permissions() == fs::perms::owner_all);
    CHECK(fs::status(sent.file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("what is a day old is gone, and of one officer the last files are kept", "[web]")
{
    const Folder folder;
    ImportSpool spool{folder.file()};
    const auto old = spool.keep("officer-1", "a.csv", "ten\n");
    fs::last_write_time(old.file, fs::file_time_type::clock::now() - std::chrono::hours{25});
    CHECK(refusal_of([&] { spool.find("officer-1", old.token); }).fault() == Fault::not_found);
    const auto other = spool.keep("officer-2", "b.csv", "ten\n");
    CHECK_FALSE(fs::exists(old.file));
    for (int i = 0; i < 12; ++i) spool.keep("officer-1", "c.csv", "ten\n");
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator{folder.spool()})
        files += entry.path().extension() != ".name" ? 1 : 0;
    CHECK(files == ImportSpool::most_of_one + 1);
    CHECK(spool.find("officer-2", other.token).name == "b.csv");
}

TEST_CASE("a file is gone when it was imported", "[web]")
{
    const Folder folder;
    ImportSpool spool{folder.file()};
    const auto sent = spool.keep("officer-1", "a.csv", "ten\n");
    spool.remove(sent);
    CHECK(refusal_of([&] { spool.find("officer-1", sent.token); }).fault() == Fault::not_found);
    CHECK(fs::is_empty(folder.spool()));
}

TEST_CASE("a sender's name is shown, never a path", "[web]")
{
    CHECK(web::plain_file_name("../../etc/passwd") == "passwd");
    CHECK(web::plain_file_name("C:\\tệp.xlsx") == "tệp.xlsx");
    CHECK(web::plain_file_name("") == "tep");
    CHECK(web::plain_file_name("..") == "tep");
    CHECK(web::plain_file_name("a\nb\x1b[31m.csv").find_first_of("\n\x1b") == std::string::npos);
    std::string longest;
    for (int i = 0; i < 100; ++i) longest += "ễ";
    CHECK(web::plain_file_name(longest).size() <= 100);
    CHECK(web::plain_file_name(longest).size() % std::string{"ễ"}.size() == 0);
}

TEST_CASE(
    "a file sent to one server is there at another of the same register, and gone at both when imported",
    "[web]")
{
    const Folder folder, other_folder;
    registry::WebStore store{folder.file()};
    const registry::Key key = registry::random_key(), wrong = registry::random_key();
    ImportSpool spool{folder.file(), ImportSpool::Shared{store, key}};
    ImportSpool other{other_folder.file(), ImportSpool::Shared{store, key}};
    ImportSpool stranger{other_folder.file(), ImportSpool::Shared{store, wrong}};
    const auto sent = spool.keep("officer-1", "nhân viên.csv", std::string_view{"ten\nNguyễn\0\n", 15});
    CHECK(refusal_of([&] { stranger.find("officer-1", sent.token); }).fault() == Fault::not_found);
    CHECK(refusal_of([&] { other.find("officer-2", sent.token); }).fault() == Fault::not_found);
    const auto found = other.find("officer-1", sent.token);
    CHECK(found.name == "nhân viên.csv");
    CHECK(found.file.parent_path() == other_folder.spool());
    CHECK(bytes_in(found.file) == std::string{"ten\nNguyễn\0\n", 15});
    CHECK(bytes_in(folder.path / "radcert.db.web").find("Nguyễn") == std::string::npos);
    other.remove(found);
    CHECK(refusal_of([&] { other.find("officer-1", sent.token); }).fault() == Fault::not_found);
}
