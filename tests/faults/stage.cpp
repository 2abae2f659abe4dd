#include "tests/faults/stage.h"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <spawn.h>
#include <sqlite3.h>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "casework/words_of.h"
#include "registry/verify.h"
#include "tests/faults/desk.h"
#include "tests/files.h"
#include "tests/rules/sample_rulebook.h"

namespace radcert::faults {

Folder::Folder()
{
    const bool memory = ::access("/dev/shm", W_OK) == 0;
    std::string name = (memory ? fs::path{"/dev/shm"} : fs::temp_directory_path()) / "radcert-faults-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder for the test"};
    path_ = name;
}

Folder::~Folder()
{
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

double seconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

Started start_program(const Command& command, const Environment& environment, const fs::path& folder)
{
    static std::atomic<int> number{0};
    const std::string name = "run-" + std::to_string(++number);
    Started started{-1, folder / (name + ".out"), folder / (name + ".err"), seconds()};

    std::vector<std::string> settings;
    for (const std::string key : {"PATH", "ASAN_OPTIONS", "LSAN_OPTIONS"}) // tests/CMakeLists.txt says why
        if (const char* const value = std::getenv(key.c_str())) settings.push_back(key + "=" + value);
    for (const auto& [key, value] : environment) settings.push_back(key + "=" + value);
    std::vector<char*> words, values;
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    for (const std::string& setting : settings) values.push_back(const_cast<char*>(setting.c_str()));
    words.push_back(nullptr);
    values.push_back(nullptr);

    posix_spawn_file_actions_t files{};
    posix_spawn_file_actions_init(&files);
    constexpr int fresh = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, started.out.c_str(), fresh, 0600);
    posix_spawn_file_actions_addopen(&files, 2, started.err.c_str(), fresh, 0600);
    const int failed =
        ::posix_spawnp(&started.process, words.front(), &files, nullptr, words.data(), values.data());
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) throw std::runtime_error{"cannot run " + command.front()};
    return started;
}

Ran wait_for(const Started& started)
{
    int status = 0;
    while (::waitpid(started.process, &status, 0) < 0 && errno == EINTR) {
    }
    Ran ran;
    ran.seconds = seconds() - started.since;
    if (WIFEXITED(status)) ran.exit_status = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) ran.signal = WTERMSIG(status);
    ran.out = tests::bytes_of(started.out);
    ran.err = tests::bytes_of(started.err);
    fs::remove(started.out);
    fs::remove(started.err);
    return ran;
}

Ran run_program(const Command& command, const Environment& environment)
{
    static const Folder folder;
    return wait_for(start_program(command, environment, folder.path()));
}

bool long_run()
{
    return std::getenv("RADCERT_LONG") != nullptr;
}

std::vector<std::string> made_up_dossiers(int first, int made)
{
    const Ran ran = run_program({MAKE_DOSSIERS, "--count", std::to_string(first + made)});
    if (ran.exit_status != 0) throw std::runtime_error{"make_dossiers: " + ran.err};
    std::istringstream lines{ran.out};
    std::vector<std::string> dossiers;
    int number = 0;
    for (std::string line; std::getline(lines, line); ++number)
        if (number >= first) dossiers.push_back(line);
    return dossiers;
}

namespace {

void write_file(const fs::path& file, const std::string& content)
{
    std::ofstream{file, std::ios::binary} << content;
}

} // namespace

Prepared::Prepared() : original_{folder_.path() / "original"}
{
    fs::create_directory(original_.folder);
    casework::found_register({original_.file(),
                              original_.key(),
                              "province:66",
                              {},
                              {},
                              "lan",
                              "Nguyễn Thị Lan",
                              {tests::shipped_files(), {}}});
    const auto made = made_up_dossiers(0, 150);
    Desk desk{original_};
    desk.act([](registry::WriteScope& write) {
        return casework::record_officer(write, "minh", "Trần Văn Minh", true);
    });
    const auto first = desk.record(made[0]);
    recorded = first.application;
    screened = desk.record(made[1]).application;
    decided = desk.record(made[2]).application;
    const std::string last = desk.record(made[3]).application;
    worker = casework::worker_name(desk.record(made[4]).worker);
    for (const std::string& application : {screened, decided, last}) desk.screen(application);
    for (const std::string& application : {decided, last}) desk.decide(application);
    issued = desk.issue(last);

    dossier = folder_.path() / "dossier.json";
    write_file(dossier, made[5]);
    hundred = folder_.path() / "hundred.jsonl";
    std::string lines;
    for (std::size_t i = 50; i < 150; ++i) lines += made[i] + "\n";
    write_file(hundred, lines);
    for (std::size_t i = 6; i < 46; ++i) {
        dossiers.push_back(folder_.path() / ("dossier-" + std::to_string(i) + ".json"));
        write_file(dossiers.back(), made[i]);
    }
}

Copy Prepared::copy_to(const fs::path& folder) const
{
    fs::remove_all(folder);
    fs::create_directory(folder);
    for (const char* const ending : {"", ".key", ".checkpoint", ".lock"}) // no log: nobody has it open
        fs::copy_file(original_.file().string() + ending, folder / ("radcert.db" + std::string{ending}));
    return {folder};
}

std::vector<Operation> operations(const Prepared& prepared)
{
    const Command two{"--second", "minh", "--reason", "thử nghiệm", "--legal-basis", "Điều 1"};
    const auto with = [&](Command words) {
        words.insert(words.end(), two.begin(), two.end());
        return words;
    };
    return {
        {"record", {"application", "record", prepared.dossier}},
        {"screen", {"application", "screen", prepared.recorded}},
        {"decide", with({"application", "decide", prepared.screened, "grant"})},
        {"issue", {"certificate", "issue", prepared.decided, "--without-end"}},
        {"revoke", with({"certificate", "revoke", prepared.issued})},
        {"import", {"application", "import", prepared.hundred}},
        {"erase", with({"worker", "erase", prepared.worker, "--confirm", prepared.worker})},
    };
}

Command command_on(const Copy& copy, const Command& words)
{
    Command command{RADCERT_PROGRAM};
    command.insert(command.end(), words.begin(), words.end());
    for (const std::string& word :
         {std::string{"--register"}, copy.file().string(), std::string{"--lang"}, std::string{"en"}})
        command.push_back(word);
    return command;
}

namespace {

/// A connection of the test's own, which asks what the register's room has no question for.
class Sqlite {
public:
    explicit Sqlite(const fs::path& file)
    {
        if (sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READONLY, "unix") != SQLITE_OK) refuse();
    }
    ~Sqlite() { sqlite3_close(handle_); }
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;

    template <class Row>
    void each(const std::string& sql, Row row)
    {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) refuse();
        int answer = sqlite3_step(statement);
        for (; answer == SQLITE_ROW; answer = sqlite3_step(statement)) row(statement);
        sqlite3_finalize(statement);
        if (answer != SQLITE_DONE) refuse();
    }

private:
    [[noreturn]] void refuse()
    {
        throw std::runtime_error{std::string{"SQLite: "} + sqlite3_errmsg(handle_)};
    }

    sqlite3* handle_{nullptr};
};

} // namespace

Contents contents_of(const Copy& copy)
{
    Sqlite sqlite{copy.file()};
    std::vector<std::string> tables;
    sqlite.each("SELECT name FROM sqlite_master WHERE type = 'table'", [&](sqlite3_stmt* row) {
        tables.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(row, 0)));
    });
    std::string question;
    for (const std::string& table : tables) {
        question += (question.empty() ? "" : " UNION ALL ");
        question += "SELECT '" + table + "', count(*) FROM \"" + table + "\"";
    }
    Contents contents;
    sqlite.each(question, [&](sqlite3_stmt* row) {
        contents[reinterpret_cast<const char*>(sqlite3_column_text(row, 0))] =
            long(sqlite3_column_int64(row, 1));
    });
    return contents;
}

std::string trouble_in(const Copy& copy, bool thoroughly)
try {
    {
        registry::Writer opens{registry::Database{copy.file(), registry::Access::write},
                               registry::KeyFile::load(copy.key())};
    }
    const auto keys = registry::KeyFile::load(copy.key());
    registry::Database database{copy.file(), registry::Access::read};
    const auto report =
        registry::verify_register(database, keys.verifying(), &keys, {thoroughly, thoroughly});
    if (!report.clean()) {
        const auto& first = report.problems.front();
        return "verify: " + first.table + " " + first.row + " " + first.column + ": " + first.sentence.en;
    }
    if (thoroughly) return {}; // SQLite's own check was part of it
    // SQLite before 3.41.1 sees a NULL where there is none, in tables without rowid.
    const bool sees_ghosts = sqlite3_libversion_number() < 3'041'001;
    std::string damage;
    Sqlite{copy.file()}.each("PRAGMA integrity_check(100000)", [&](sqlite3_stmt* row) {
        const std::string said{reinterpret_cast<const char*>(sqlite3_column_text(row, 0))};
        if (said != "ok" && !(sees_ghosts && said.starts_with("NULL value in "))) damage += said + "; ";
    });
    return damage.empty() ? "" : "integrity_check: " + damage;
} catch (const std::exception& error) {
    return std::string{"cannot be opened: "} + error.what();
}

} // namespace radcert::faults
