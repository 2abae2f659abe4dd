#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>
#include <unistd.h>

#include "registry/postgres_connection.h"
#include "registry/workers.h"
#include "registry/writer.h"
#include "tests/catch.h"
#include "tests/files.h"

using namespace radcert;
using namespace radcert::registry;

// A server that is lost, its base backup, and the archive of its write-ahead log: what comes back, to the end
// and to a moment, and what radcert says of it. Under tests/archived_server only.

namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

/// How a command ended, and all that it said.
struct Answer {
    int status{-1};
    std::string text;
    bool says(std::string_view words) const { return text.find(words) != std::string::npos; }
};

Answer answer_of(const std::string& command)
{
    Answer answer;
    FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
    REQUIRE(pipe != nullptr);
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) answer.text += char(c);
    answer.status = WEXITSTATUS(::pclose(pipe));
    return answer;
}

Answer server(const std::string& words)
{
    return answer_of("tests/archived_server " + words);
}

/// The program, in English, on the register that the environment names.
Answer radcert_says(const std::string& words)
{
    return answer_of(RADCERT_PROGRAM " " + words + " --lang en");
}

/// An act of a clerk's: when it began, and when it was acknowledged, if it was.
struct ClerksAct {
    SteadyClock::time_point begun;
    std::optional<SteadyClock::time_point> done;
    bool not_known{false};
};

/// What the clerks did, by the names that they recorded.
struct Day {
    std::mutex guard;
    std::map<std::string, ClerksAct> acts;
    std::atomic<int> done{0};
    std::atomic<bool> evening{false};
};

/// Works until the evening, or until the server is lost.
void work_on(const RegisterPlace& place, const fs::path& keys, const std::string& clerk, Day& day)
{
    Writer writer{Database{place, Access::write}, KeyFile::load(keys)};
    for (int i = 0; !day.evening; ++i) {
        const std::string name = "Người " + clerk + "-" + std::to_string(i);
        ClerksAct act{SteadyClock::now(), {}};
        try {
            tests::record_named_worker(writer, name);
            act.done = SteadyClock::now();
            ++day.done;
        } catch (const Error& error) {
            act.not_known = error.is_perhaps_done();
        }
        const std::lock_guard lock{day.guard};
        day.acts.emplace(name, act);
        if (!act.done) return;
    }
}

/// A moment that the server was asked for: it lies between these two.
struct Moment {
    SteadyClock::time_point after, before;
    std::string noted; ///< by the server's clock
};

/// What is wrong with what came back of a moment, by the names in it: one line a name.
std::string misfits(const RegisterPlace& place, const Day& day, const Moment& moment)
{
    std::map<std::string, int> recorded;
    Database reader{place, Access::read};
    Query rows{reader, "SELECT full_name FROM worker"};
    while (rows.next()) ++recorded[std::string{rows.text(0)}];
    std::string wrong;
    for (const auto& [name, act] : day.acts) {
        const int count = recorded[name];
        if (count > 1) wrong += name + " twice\n";
        if (act.done && *act.done < moment.after && count == 0) wrong += name + " lost\n";
        if (act.begun > moment.before && count > 0) wrong += name + " from after the moment\n";
        if (!act.done && !act.not_known && count > 0) wrong += name + " though it was said to be not done\n";
    }
    return wrong;
}

/// The segments of the archive, oldest first.
std::vector<fs::path> archived_segments(const fs::path& folder)
{
    auto files = tests::files_in(folder / "archive", "0000", "");
    std::erase_if(files, [](const fs::path& file) { return file.extension() == ".partial"; });
    return files;
}

void change_byte(const fs::path& file, std::uintmax_t at)
{
    std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
    stream.seekg(std::streamoff(at));
    const int was = stream.get();
    stream.seekp(std::streamoff(at));
    stream.put(char(was ^ 1));
    REQUIRE(stream.good());
}

/// A register of the program's own on the archived server, and the office's folder with its keys.
class ArchivedRegister {
public:
    ArchivedRegister()
    {
        const char* const address = std::getenv("RADCERT_TEST_ARCHIVED");
        REQUIRE(address != nullptr);
        folder = std::getenv("RADCERT_ARCHIVED_FOLDER");
        std::string name = (fs::temp_directory_path() / "radcert-office-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        office = name;
        place = {address, office / "so"};
        REQUIRE(radcert_says("demo --workers 10 " + (office / "mau").string()).status == 0);
        fs::copy_file(office / "mau/radcert.db.key", key());
        REQUIRE(radcert_says("register copy " + (office / "mau/radcert.db").string() + " '" + address +
                             "' --key-file " + key().string())
                    .status == 0);
        ::setenv("RADCERT_REGISTER", address, 1);
        ::setenv("RADCERT_KEY_FILE", key().c_str(), 1);
        ::setenv("RADCERT_OFFICER", "lan", 1);
    }
    ~ArchivedRegister() { fs::remove_all(office); }
    ArchivedRegister(const ArchivedRegister&) = delete;
    ArchivedRegister& operator=(const ArchivedRegister&) = delete;

    fs::path folder, office;
    RegisterPlace place;
    fs::path key() const { return office / "so.key"; }
    fs::path kept() const { return office / "so.checkpoint"; }

    /// An auditor who saw this checkpoint, and whether the register continues it.
    Answer witness(const fs::path& seen) const
    {
        const fs::path state = office / "witness";
        fs::copy_file(seen, state, fs::copy_options::overwrite_existing);
        return radcert_says("journal witness " + state.string());
    }
};

/// The day of the clerks, until the server is lost in the middle of it.
struct LostDay {
    explicit LostDay(const ArchivedRegister& here) : backed_up{here.office / "seen"}
    {
        std::vector<std::jthread> clerks;
        for (const char* clerk : {"một", "hai", "ba"})
            clerks.emplace_back([&, clerk] { work_on(here.place, here.key(), clerk, day); });
        more_acts(20);
        std::ofstream{backed_up} << radcert_says("journal checkpoint").text;
        const int before = day.done;
        const Answer backup = server("back-up base");
        INFO(backup.text);
        CHECK(backup.status == 0);
        during = day.done - before;
        fill_segment(here);
        moment = moment_of(here);
        for (int i = 0; i < 3; ++i) fill_segment(here);
        more_acts(10);
        server("lose");
        day.evening = true;
    }
    static Moment moment_of(const ArchivedRegister& here)
    {
        Moment moment{SteadyClock::now(), {}, {}};
        PostgresConnection connection{here.place, true};
        const auto now = connection.run("SELECT clock_timestamp()");
        moment.noted = libpq().value(now.get(), 0, 0);
        moment.before = SteadyClock::now();
        return moment;
    }
    void more_acts(int many)
    {
        for (const int until = day.done + many; day.done < until;)
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    /// Some acts, and the segment that holds them is closed: the archive has it whole.
    void fill_segment(const ArchivedRegister& here)
    {
        more_acts(20);
        const std::size_t before = archived_segments(here.folder).size();
        PostgresConnection{here.place, false}.run("SELECT pg_switch_wal()");
        while (archived_segments(here.folder).size() == before)
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        more_acts(5);
    }

    Day day;
    fs::path backed_up; ///< the checkpoint that was seen before the backup
    int during{0};      ///< acts that were done while it was made
    Moment moment;
};

/// A register that came back without its last acts is said to be older, and nothing is signed over it.
void check_older_is_noticed(const ArchivedRegister& here, const fs::path& newest)
{
    const Answer verify = radcert_says("register verify");
    INFO(verify.text);
    CHECK(verify.status == 8);
    CHECK(verify.says("an older copy was put here"));
    const Answer witness = here.witness(newest);
    CHECK(witness.status == 8);
    CHECK(witness.says("the journal has become shorter"));
    const Answer restore = radcert_says("register restore '" + here.place.address() + "'");
    CHECK(restore.status == 5);
    CHECK(restore.says("older than the kept checkpoint"));
    CHECK(restore.says("are lost"));
    CHECK(tests::bytes_of(here.kept()) == tests::bytes_of(newest));
}

void check_act_is_refused()
{
    const Answer act = radcert_says("worker record --name 'Người Sau'");
    INFO(act.text);
    CHECK(act.status == 8);
    CHECK(act.says("does not continue the signed checkpoint"));
    CHECK(act.says("an older copy was put here"));
}

void check_acts_go_on()
{
    const Answer act = radcert_says("worker record --name 'Người Sau'");
    INFO(act.text);
    CHECK(act.status == 0);
    const Answer verify = radcert_says("register verify");
    INFO(verify.text);
    CHECK(verify.status == 0);
    CHECK(verify.says("the kept checkpoint"));
}

} // namespace

TEST_CASE("a lost server comes back from its backup and its archive, whole or to a moment, and what is older "
          "is noticed",
          "[archive][.]")
{
    const ArchivedRegister here;
    const LostDay lost{here};
    const fs::path newest = here.office / "newest";
    fs::copy_file(here.kept(), newest);
    const auto keep_newest = [&] {
        fs::copy_file(newest, here.kept(), fs::copy_options::overwrite_existing);
    };
    std::cout << lost.day.done << " acts acknowledged, " << lost.during
              << " of them while the backup was made\n";
    CHECK(lost.during > 0);

    // To the end: every act that was acknowledged, and perhaps one that was on its way.
    Answer restored = server("restore base");
    CHECK(restored.text == "");
    REQUIRE(restored.status == 0);
    CHECK(misfits(here.place, lost.day, {SteadyClock::now(), SteadyClock::now(), {}}) == "");
    const Answer witness = here.witness(lost.backed_up);
    INFO(witness.text);
    CHECK(witness.status == 0);
    CHECK(witness.says("continuing"));
    CHECK(here.witness(newest).status == 0);
    fs::copy_file(lost.backed_up, here.kept(), fs::copy_options::overwrite_existing);
    CHECK(radcert_says("register verify").status == 0); // newer than what was kept
    CHECK(radcert_says("register restore '" + here.place.address() + "'").status == 0);
    check_acts_go_on();
    keep_newest();

    // To the moment, looked at before it is opened.
    restored = server("restore base '" + lost.moment.noted + "'");
    CHECK(restored.text == "");
    REQUIRE(restored.status == 0);
    CHECK(misfits(here.place, lost.day, lost.moment) == "");
    CHECK(here.witness(lost.backed_up).status == 0);
    check_older_is_noticed(here, newest);
    REQUIRE(server("open").status == 0);
    check_act_is_refused();
    const Answer taken = radcert_says("register restore '" + here.place.address() + "' --accept-loss");
    CHECK(taken.status == 0);
    CHECK(taken.says("LOST events"));
    CHECK(tests::bytes_of(here.kept().string() + ".lost") == tests::bytes_of(newest));
    check_acts_go_on();
    keep_newest();

    // An archive with a hole, and one with a changed byte, end early without a word of PostgreSQL's.
    const std::vector<fs::path> segments = archived_segments(here.folder);
    const fs::path middle = segments[segments.size() - 2], aside = here.folder / "aside";
    fs::rename(middle, aside);
    REQUIRE(server("restore base").status == 0);
    check_older_is_noticed(here, newest);
    check_act_is_refused();
    fs::rename(aside, middle);
    change_byte(middle, 20'000);
    REQUIRE(server("restore base").status == 0);
    check_older_is_noticed(here, newest);
    check_act_is_refused();

    // To a moment that such an archive does not reach it refuses.
    const Answer beyond = server("restore base '2999-01-01 00:00:00+00'");
    CHECK(beyond.status == 1);
    CHECK(beyond.says("recovery ended before configured recovery target was reached"));

    // A backup with a changed byte, or without a file, is not started from.
    const fs::path file = here.folder / "base/global/pg_filenode.map";
    change_byte(file, 100);
    const Answer changed = server("restore base");
    CHECK(changed.status == 1);
    CHECK(changed.says("checksum mismatch for file \"global/pg_filenode.map\""));
    fs::remove(file);
    const Answer missing = server("restore base");
    CHECK(missing.status == 1);
    CHECK(missing.says("\"global/pg_filenode.map\" is present in the manifest but not on disk"));
}
