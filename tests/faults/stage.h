#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

// What the tests of faults share: a prepared register, the program run on it in a process of its own, and a
// look at what the register then holds.

namespace radcert::faults {

namespace fs = std::filesystem;

/// A folder that goes when it goes; in memory where the machine has room there.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// How the program ended, and what it said.
struct Ran {
    int exit_status{-1}; ///< -1: by a signal
    int signal{0};
    std::string out, err;
    double seconds{0};
};

using Command = std::vector<std::string>;
using Environment = std::map<std::string, std::string>;

/// Runs a program with nothing in the environment but PATH and `environment`.
Ran run_program(const Command& command, const Environment& environment = {});

/// A program that was started and goes on by itself.
struct Started {
    int process{-1};
    fs::path out, err;
    double since{0};
};
Started start_program(const Command& command, const Environment& environment, const fs::path& folder);
Ran wait_for(const Started& started);

/// Seconds of a clock that only goes forward.
double seconds();

/// The files of a register: radcert.db and what stands beside it.
struct Copy {
    fs::path folder;
    fs::path file() const { return folder / "radcert.db"; }
    fs::path key() const { return folder / "radcert.db.key"; }
};

/// A register with two officers (lan, minh) and applications at every step of the desk.
class Prepared {
public:
    Prepared();

    Copy copy_to(const fs::path& folder) const; ///< empties the folder first
    const Copy& original() const { return original_; }

    std::string recorded, screened, decided; ///< applications that stand there
    std::string issued;                      ///< a certificate in force
    std::string worker;                      ///< somebody who may be forgotten, "W-1"
    fs::path dossier, hundred;               ///< one more dossier; a hundred more, one a line
    std::vector<fs::path> dossiers;          ///< forty more, a file each

private:
    Folder folder_;
    Copy original_;
};

/// One act of the desk, as words of the command line.
struct Operation {
    std::string name;
    Command words;
};

/// Record, screen, decide, issue, revoke, import and erase; each can be done to the prepared register.
std::vector<Operation> operations(const Prepared& prepared);

/// `radcert` with the operation's words, on this register, in English.
Command command_on(const Copy& copy, const Command& words);

/// Rows of every table: what tells whole from half.
using Contents = std::map<std::string, long>;
Contents contents_of(const Copy& copy);

/// Opens the register, for writing as the next act will, and verifies it: thoroughly, with all its data and a
/// rebuilding of every record. Empty where all is well, else what is not.
std::string trouble_in(const Copy& copy, bool thoroughly = true);

/// Whether the programs carry the address sanitizer, which insists on being loaded first.
constexpr bool sanitized =
#if defined(__SANITIZE_ADDRESS__)
    true;
#else
    false;
#endif

/// Whether the long run was asked for (script/check --long).
bool long_run();

/// `made` lines of made-up dossiers, from number `first` on.
std::vector<std::string> made_up_dossiers(int first, int made);

} // namespace radcert::faults
