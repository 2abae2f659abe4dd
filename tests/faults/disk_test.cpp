#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <optional>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/catch.h"
#include "tests/faults/stage.h"

// A disk that is full, and one that may only be read: the desk is told, nothing is lost, what can be read is
// read, and with space or permission back the work goes on without any repair.

using namespace radcert;
using namespace radcert::faults;

namespace {

const Prepared& prepared()
{
    static const Prepared once;
    return once;
}

const Environment lan{{"RADCERT_OFFICER", "lan"}};

bool said(const Ran& ran, std::string_view words)
{
    return ran.err.find(words) != std::string::npos;
}

/// A small disk in memory, while it lives; only root may make one.
class SmallDisk {
public:
    explicit SmallDisk(long bytes)
        : mounted_{::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0,
                           ("size=" + std::to_string(bytes)).c_str()) == 0}
    {
    }
    ~SmallDisk()
    {
        if (mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool mounted() const { return mounted_; }
    const fs::path& path() const { return folder_.path(); }
    void allow_writing(bool allowed) const
    {
        const unsigned long flags = MS_REMOUNT | (allowed ? 0 : MS_RDONLY);
        REQUIRE(::mount("tmpfs", folder_.path().c_str(), "tmpfs", flags, nullptr) == 0);
    }
    /// Leaves so many bytes free, in a file "ballast".
    void fill(long free_bytes) const
    {
        empty();
        std::ofstream ballast{folder_.path() / "ballast", std::ios::binary};
        const long fill = long(fs::space(folder_.path()).available) - free_bytes;
        const std::string block(4096, 'x');
        for (long written = 0; written < fill; written += long(block.size())) ballast << block << std::flush;
    }
    void empty() const { fs::remove(folder_.path() / "ballast"); }

private:
    Folder folder_;
    bool mounted_;
};

/// Reading acts, each of which has to answer.
void read_everything(const Copy& copy, const Command& before = {})
{
    for (const Command& words : {Command{"application", "list"},
                                 {"application", "show", prepared().recorded},
                                 {"certificate", "show", prepared().issued},
                                 {"journal", "verify"}}) {
        Command command = before;
        for (const std::string& word : command_on(copy, words)) command.push_back(word);
        const Ran ran = run_program(command, lan);
        INFO(words[0] << " " << words[1] << ": " << ran.err);
        CHECK(ran.exit_status == 0);
        CHECK(!ran.out.empty());
    }
}

} // namespace

TEST_CASE("on a full disk acts are refused in plain words, and go on when there is space", "[faults]")
{
    const SmallDisk disk{8 << 20};
    if (!disk.mounted()) {
        std::puts(
            "disk full: no small disk may be mounted here; the shim's ENOSPC of kill_test stands for it");
        return;
    }
    long refused = 0, done = 0, continued = 0, steps = 0;
    for (const Operation& act : operations(prepared())) {
        std::optional<Contents> after;
        bool first_refused = false;
        for (long free_bytes = 0; free_bytes <= (64 << 10);
             free_bytes = free_bytes == 0 ? 4096 : free_bytes * 2) {
            disk.empty();
            const Copy copy = prepared().copy_to(disk.path() / "r");
            const Contents before = contents_of(copy);
            disk.fill(free_bytes);
            const Ran ran = run_program(command_on(copy, act.words), lan);
            INFO(act.name << " with " << free_bytes << " bytes free: " << ran.err);
            ++steps;
            CHECK((ran.exit_status == 0 || ran.exit_status == 9));
            if (ran.exit_status == 9) {
                ++refused;
                first_refused = first_refused || free_bytes == 0;
                CHECK((said(ran, "the disk is full") || said(ran, "No space left") || said(ran, "SQLite")));
                CHECK(said(ran, "hint: "));
            }
            read_everything(copy);

            disk.empty(); // space is back, nothing was repaired
            const bool whole = contents_of(copy) != before;
            if (ran.exit_status == 0) {
                ++done;
                CHECK(whole);
            } else if (whole)
                CHECK(said(ran, "recorded, but"));
            if (!whole) {
                const Ran again = run_program(command_on(copy, act.words), lan);
                INFO("again: " << again.err);
                CHECK(again.exit_status == 0);
                ++continued;
            }
            if (!after) after = contents_of(copy);
            CHECK(contents_of(copy) == *after);
            CHECK(trouble_in(copy) == "");
        }
        INFO(act.name);
        CHECK(first_refused);
    }
    std::printf("disk full (a tmpfs of 8 MiB): %ld acts with 0 to 64 KiB free; refused %ld, done %ld; done "
                "after space "
                "was back %ld\n",
                steps, refused, done, continued);
}

TEST_CASE("on a read-only disk the register is read, and writing is refused in plain words", "[faults]")
{
    const SmallDisk disk{8 << 20};
    if (!disk.mounted()) {
        std::puts("read-only disk: none may be mounted here");
        return;
    }
    const Copy copy = prepared().copy_to(disk.path() / "r");
    disk.allow_writing(false);
    read_everything(copy);
    long refused = 0;
    for (const Operation& act : operations(prepared())) {
        const Ran ran = run_program(command_on(copy, act.words), lan);
        INFO(act.name << ": " << ran.err);
        CHECK(ran.exit_status == 9);
        CHECK(said(ran, "cannot be written"));
        CHECK(said(ran, "nothing was recorded"));
        ++refused;
    }
    disk.allow_writing(true);
    CHECK(trouble_in(copy) == "");
    CHECK(contents_of(copy) == contents_of(prepared().original()));
    CHECK(run_program(command_on(copy, operations(prepared()).front().words), lan).exit_status == 0);
    std::printf("read-only disk (a tmpfs mounted again): %ld acts refused, reading went on\n", refused);
}

TEST_CASE("a register that a killed program left on a disk that is now read-only can be read", "[faults]")
{
    const SmallDisk disk{8 << 20};
    if (!disk.mounted() || sanitized) {
        std::puts(
            "read-only disk after a kill: left out (no disk may be mounted, or the sanitizers come first)");
        return;
    }
    const Copy copy = prepared().copy_to(disk.path() / "r");
    const Operation act = operations(prepared()).front();
    // Just before the new checkpoint is renamed: the act is in the write-ahead log and nowhere else.
    const Ran counted = run_program(
        command_on(prepared().copy_to(disk.path() / "c"), act.words),
        {{"RADCERT_OFFICER", "lan"}, {"LD_PRELOAD", FAULT_SHIM}, {"FAULT_LOG", disk.path() / "calls"}});
    REQUIRE(counted.exit_status == 0);
    std::ifstream calls{disk.path() / "calls"};
    long at = 1;
    for (std::string call; std::getline(calls, call) && call != "rename";) ++at;
    const Ran killed = run_program(command_on(copy, act.words), {{"RADCERT_OFFICER", "lan"},
                                                                 {"LD_PRELOAD", FAULT_SHIM},
                                                                 {"FAULT_AT", std::to_string(at)},
                                                                 {"FAULT_KIND", "kill"}});
    REQUIRE(killed.signal != 0);
    REQUIRE(fs::file_size(copy.file().string() + "-wal") > 0);

    disk.allow_writing(false);
    read_everything(copy);
    disk.allow_writing(true);
    CHECK(trouble_in(copy) == "");
    std::puts("read-only disk after a kill: the register was read with its write-ahead log");
}

TEST_CASE("without permission to write the register is read, and writing is refused in plain words",
          "[faults]")
{
    if (::geteuid() != 0 || run_program({"sh", "-c", "command -v setpriv"}).exit_status != 0) {
        std::puts("no permission: left out, only root can become somebody without it");
        return;
    }
    const Command nobody{"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
    struct Row {
        const char* why;
        mode_t folder, file;
    };
    const Row rows[] = {{"neither the folder nor the file", 0555, 0444},
                        {"the folder, not the file", 0755, 0444},
                        {"the file, not the folder", 0555, 0644}};
    long refused = 0;
    for (const Row& row : rows) {
        const Folder folder;
        ::chmod(folder.path().c_str(), 0755);
        const Copy copy = prepared().copy_to(folder.path() / "r");
        const auto give = [&](const fs::path& path, mode_t mode) {
            REQUIRE(::chown(path.c_str(), 65534, 65534) == 0);
            REQUIRE(::chmod(path.c_str(), mode) == 0);
        };
        for (const auto& entry : fs::directory_iterator{copy.folder}) give(entry.path(), row.file);
        give(copy.folder, row.folder);
        INFO("may be written: " << row.why);
        read_everything(copy, nobody);
        Command command = nobody;
        // What the person wants to record lies in a folder of root's.
        for (const std::string& word : command_on(copy, {"halt", "--reason", "thử nghiệm"}))
            command.push_back(word);
        const Ran ran = run_program(command, lan);
        INFO(ran.err);
        CHECK(ran.exit_status == 9);
        CHECK(said(ran, "cannot be"));
        CHECK(said(ran, "hint: "));
        CHECK(trouble_in(copy) == "");
        CHECK(contents_of(copy) == contents_of(prepared().original()));
        ++refused;
    }
    std::printf("no permission (as nobody): %ld ways, each read and each refused\n", refused);
}
