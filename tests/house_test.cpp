#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.h"
#include "tests/files.h"

// The house, tested like anything else: the plan in src/README.md and the code say the same.

namespace {

namespace fs = std::filesystem;

using Arrows = std::map<std::string, std::set<std::string>>;

/// Reads the lines "room -> target target" of src/README.md.
Arrows drawn_arrows()
{
    Arrows arrows;
    std::ifstream file{"src/README.md"};
    for (std::string line; std::getline(file, line);) {
        std::istringstream words{line};
        std::string room, arrow;
        if (!(words >> room >> arrow) || arrow != "->") continue;
        auto& targets = arrows[room];
        for (std::string target; words >> target;) targets.insert(target);
    }
    return arrows;
}

/// A source file, with its lines.
struct Source {
    fs::path path;
    std::string room; ///< "main" for src/main.cpp
    std::vector<std::string> lines;
};

std::vector<Source> read_sources()
{
    std::vector<Source> sources;
    for (const auto& entry : fs::recursive_directory_iterator{"src"}) {
        const auto extension = entry.path().extension();
        if (extension != ".cpp" && extension != ".h") continue;
        const fs::path inside = fs::relative(entry.path(), "src");
        const std::string room = inside.has_parent_path() ? inside.begin()->string() : "main";
        Source source{entry.path(), room, {}};
        std::ifstream file{entry.path()};
        for (std::string line; std::getline(file, line);) source.lines.push_back(line);
        sources.push_back(std::move(source));
    }
    return sources;
}

const std::vector<Source>& sources()
{
    static const auto all = read_sources();
    return all;
}

/// The lines of `room` ("" for every room) that hold `word`, as "file: line".
std::vector<std::string> lines_with(std::string_view room, std::string_view word)
{
    std::vector<std::string> found;
    for (const Source& source : sources()) {
        if (!room.empty() && source.room != room) continue;
        for (const auto& line : source.lines) {
            if (line.find(word) != std::string::npos) found.push_back(source.path.string() + ": " + line);
        }
    }
    return found;
}

} // namespace

TEST_CASE("every include follows an arrow drawn in src/README.md", "[house]")
{
    const Arrows arrows = drawn_arrows();
    constexpr std::string_view opening{"#include \""};
    std::size_t followed = 0;

    for (const Source& source : sources()) {
        INFO(source.path.string());
        REQUIRE(arrows.contains(source.room));
        for (const auto& line : source.lines) {
            if (!line.starts_with(opening)) continue;
            INFO(line);
            const auto slash = line.find('/');
            REQUIRE(slash != std::string::npos); // rooted at src, so that grep shows every arrow
            const std::string target = line.substr(opening.size(), slash - opening.size());
            CHECK((target == source.room || arrows.at(source.room).contains(target)));
            ++followed;
        }
    }
    CHECK(followed > 50);
}

TEST_CASE("the plan draws every room, and no room that is not there", "[house]")
{
    std::set<std::string> rooms{"main"}, drawn;
    for (const auto& entry : fs::directory_iterator{"src"}) {
        if (entry.is_directory()) rooms.insert(entry.path().filename().string());
    }
    for (const auto& [room, targets] : drawn_arrows()) {
        drawn.insert(room);
        for (const auto& target : targets) CHECK(rooms.contains(target));
    }
    CHECK(rooms == drawn);
}

TEST_CASE("rules do not look out of the window", "[house]")
{
    // The same dossier and rulebook give the same bytes on every machine and day.
    const auto window =
        GENERATE(values<std::string_view>({"<fstream>", "<iostream>", "<filesystem>", "<cstdio>", "<random>",
                                           "<ctime>", "<locale>", "<cstdlib>", "system_clock", "steady_clock",
                                           "getenv", "setlocale", "rand(", "localtime", "std::thread"}));
    CAPTURE(window);
    CHECK(lines_with("rules", window) == std::vector<std::string>{});
}

TEST_CASE("values of the field do no input and no output", "[house]")
{
    const auto door =
        GENERATE(values<std::string_view>({"<fstream>", "<iostream>", "<filesystem>", "system_clock"}));
    CAPTURE(door);
    CHECK(lines_with("domain", door) == std::vector<std::string>{});
}

TEST_CASE("only the one clock asks the system for the time", "[house]")
{
    for (const auto& line : lines_with("", "system_clock::now"))
        CHECK(line.starts_with("src/registry/clock.cpp"));
    for (const char* const other :
         {"std::time(", "gettimeofday", "clock_gettime", "CURRENT_TIMESTAMP", "date('now"})
        CHECK(lines_with("", other) == std::vector<std::string>{});
}

TEST_CASE("no SQL stands outside src/registry", "[house]")
{
    const auto word = GENERATE(values<std::string_view>(
        {"SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "CREATE TABLE", "sqlite3", "SQLite::"}));
    CAPTURE(word);
    std::vector<std::string> stray;
    for (const auto& line : lines_with("", word)) {
        if (!line.starts_with("src/registry/")) stray.push_back(line);
    }
    CHECK(stray == std::vector<std::string>{});
}

TEST_CASE("headers of other houses that are slow to read stand in .cpp files only, each in one room",
          "[house]")
{
    struct Row {
        std::string_view header, room;
    };
    const auto row = GENERATE(values<Row>({
        {"simdjson.h", "text"},
        {"utf8proc.h", "text"},
        {"openssl/sha", "text"},
        {"openssl/cms", "papers"},
        {"openssl/pkcs12", "papers"},
        {"openssl/x509", "papers"},
        {"pango", "papers"},
        {"cairo", "papers"},
        {"qrencode", "papers"},
        {"xlsxwriter", "papers"},
        {"zip.h", "papers"},
        {"zbar", "papers"},
        {"jpeglib", "papers"},
        {"fontconfig", "papers"},
        {"expat", "papers"},
        {"qpdf", "papers"},
        {"csv.h", "documents"},
        {"uchardet", "documents"},
        {"unicode/", "text"},
        {"sodium", "registry"},
        {"sqlite3", "registry"},
        {"SQLiteCpp", "registry"},
        {"CLI/", "cli"},
        {"boost/", "web"},
        {"openssl/ssl", "web"},
        {"kainjow/", "web"},
        {"CLI11", "cli"},
        {"nlohmann", "none: the strict reader is the one door for JSON"},
    }));
    CAPTURE(row.header, row.room);
    for (const Source& source : sources()) {
        for (const auto& line : source.lines) {
            if (!line.starts_with("#include <") || line.find(row.header) == std::string::npos) continue;
            INFO(source.path.string() << ": " << line);
            CHECK(source.path.extension() == ".cpp");
            CHECK(source.room == row.room);
        }
    }
}

TEST_CASE("no file of the source or its tests is longer than 500 lines", "[house]")
{
    std::size_t files = 0;
    for (const char* const folder : {"src", "tests"}) {
        for (const auto& entry : fs::recursive_directory_iterator{folder}) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
            CAPTURE(entry.path().string());
            std::ifstream in{entry.path()};
            CHECK(std::count(std::istreambuf_iterator<char>{in}, {}, '\n') <= 500);
            ++files;
        }
    }
    CHECK(files > sources().size());
}
