#include "documents/tar.h"

#include <unistd.h>

#include <cstdlib>

#include "tests/catch.h"
#include "tests/files.h"
#include "tests/refusal.h"

using namespace radcert;
using documents::tar_header;
using documents::TarWriter;
using tests::refusal_of;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t noon = 1'751'358'600; // 2025-07-01T08:30:00Z

/// A folder that is gone when the test is.
struct TarFolder {
    fs::path path{fs::temp_directory_path() / ("radcert-tar-" + std::to_string(getpid()))};

    TarFolder() { fs::create_directory(path); }
    ~TarFolder() { fs::remove_all(path); }
    TarFolder(const TarFolder&) = delete;
    TarFolder& operator=(const TarFolder&) = delete;
};

int run(const std::string& command)
{
    const int answer = std::system((command + " > /dev/null 2>&1").c_str());
    return WIFEXITED(answer) ? WEXITSTATUS(answer) : -1;
}

/// Sum of a header's bytes with its own sum as blanks, as POSIX counts it.
unsigned sum_of(std::string header)
{
    std::fill_n(header.begin() + 148, 8, ' ');
    unsigned sum = 0;
    for (const char byte : header) sum += static_cast<unsigned char>(byte);
    return sum;
}

} // namespace

TEST_CASE("an archive is unpacked by the common tar, byte for byte", "[tar]")
{
    const std::string long_name = "nhat-ky/" + std::string(95, 'd') + "/" + std::string(99, 't');
    const std::string line(511, 'x'), whole(512, 'y'), binary{"\0\xff\n", 3};
    TarWriter tar{noon};
    tar.add("nhat-ky/AUDIT.txt", "kiểm tra\n");
    tar.add("nhat-ky/empty", "");
    tar.add("nhat-ky/511", line);
    tar.add("nhat-ky/512", whole);
    tar.add("nhat-ky/binary", binary);
    tar.add(long_name, "far away");
    const std::string archive = tar.take();
    CHECK(archive.size() % 512 == 0);
    CHECK(archive.ends_with(std::string(1024, '\0')));

    const TarFolder folder;
    const fs::path file = folder.path / "a.tar";
    std::ofstream{file, std::ios::binary} << archive;
    REQUIRE(run("tar -xf " + file.string() + " -C " + folder.path.string()) == 0);
    CHECK(tests::bytes_of(folder.path / "nhat-ky/AUDIT.txt") == "kiểm tra\n");
    CHECK(tests::bytes_of(folder.path / "nhat-ky/empty").empty());
    CHECK(tests::bytes_of(folder.path / "nhat-ky/511") == line);
    CHECK(tests::bytes_of(folder.path / "nhat-ky/512") == whole);
    CHECK(tests::bytes_of(folder.path / "nhat-ky/binary") == binary);
    CHECK(tests::bytes_of(folder.path / long_name) == "far away");
    CHECK(run("python3 -c 'import tarfile,sys; t=tarfile.open(sys.argv[1]); "
              "assert [m.mtime for m in t] == [1751358600]*6; assert t.getmembers()[0].mode == 0o644' " +
              file.string()) == 0);
}

TEST_CASE("a header says name, size and its own sum in octal digits", "[tar]")
{
    const std::string header = tar_header("events.ndjson", 0x1'FFFF'FFFF, noon);
    REQUIRE(header.size() == 512);
    CHECK(header.substr(0, 14) == std::string{"events.ndjson\0", 14});
    CHECK(header.substr(100, 8) == std::string{"0000644\0", 8});
    CHECK(header.substr(124, 12) == std::string{"77777777777\0", 12});
    CHECK(header.substr(257, 8) == std::string{"ustar\00000", 8});
    CHECK(std::stoul(header.substr(148, 6), nullptr, 8) == sum_of(header));
    CHECK(header.substr(154, 2) == std::string{"\0 ", 2});
}

TEST_CASE("the same files give the same archive", "[tar]")
{
    const auto made = [] {
        TarWriter tar{noon};
        tar.add("a", "1");
        tar.add("b/c", "2");
        return tar.take();
    };
    CHECK(made() == made());
}

TEST_CASE("what an archive cannot tell is refused, by the name of the file", "[tar]")
{
    const Error huge = refusal_of([] { tar_header("events.ndjson", std::uint64_t{1} << 33, noon); });
    CHECK(huge.fault() == Fault::invalid_input);
    CHECK(huge.sentence().en.find("events.ndjson") != std::string::npos);
    const auto name = GENERATE(values<std::string>(
        {"", "/etc/passwd", "../up", "a/../b", "a//b", "a/", ".", "./a", std::string{"a\0b", 3},
         std::string(101, 'x'), std::string(156, 'x') + "/a", "a/" + std::string(101, 'x')}));
    CAPTURE(name);
    CHECK(refusal_of([&] { tar_header(name, 1, noon); }).fault() == Fault::invalid_input);
}
