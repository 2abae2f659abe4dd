#include "cli/configuration.h"

#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>

#include "domain/error.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/refusal.h"

using namespace radcert;
using cli::Configuration;
using cli::Setting;
namespace fs = std::filesystem;

namespace {

/// A folder to stand in, and an environment without any of the variables that configuration reads. Both are
/// put back afterwards.
class Workplace {
public:
    Workplace() : before_{fs::current_path()}
    {
        std::string pattern = (fs::temp_directory_path() / "radcert-test-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no folder for the test"};
        folder = pattern;
        fs::current_path(folder);
        for (const Configuration::Key& key : Configuration::keys) set(std::string{key.variable}, nullptr);
        set("XDG_CONFIG_HOME", nullptr);
        set("HOME", (folder / "home").c_str());
    }
    ~Workplace()
    {
        for (const auto& [name, value] : environment_) put(name, value ? value->c_str() : nullptr);
        std::error_code ignored;
        fs::current_path(before_, ignored);
        fs::remove_all(folder, ignored);
    }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;

    void set(const std::string& name, const char* value)
    {
        const char* old = std::getenv(name.c_str());
        environment_.emplace(name, old == nullptr ? std::nullopt : std::optional<std::string>{old});
        put(name, value);
    }
    void write(const fs::path& file, std::string_view content) const
    {
        fs::create_directories((folder / file).parent_path());
        std::ofstream{folder / file, std::ios::binary} << content;
    }

    fs::path folder;

private:
    static void put(const std::string& name, const char* value)
    {
        if (value == nullptr)
            ::unsetenv(name.c_str());
        else
            ::setenv(name.c_str(), value, 1);
    }

    fs::path before_;
    std::map<std::string, std::optional<std::string>> environment_;
};

Error refusal(const Workplace& place, std::string_view content)
{
    place.write("radcert.conf", content);
    return tests::refusal_of([] { Configuration{{"./radcert.conf"}}; });
}

} // namespace

TEST_CASE("a file holds keys and values, comments and blank lines", "[cli]")
{
    const Workplace place;
    place.write("radcert.conf", "\xEF\xBB\xBF# của phòng\r\n\r\n"
                                "  register =  /srv/a b/r#1 = x.db \t\r\n"
                                "officer=Lê Văn Ký\n"
                                "   # lang = en");
    const Configuration configuration{{"./radcert.conf"}};
    CHECK(configuration.find("register") == Setting{"/srv/a b/r#1 = x.db", "./radcert.conf:3"});
    CHECK(configuration.find("officer") == Setting{"Lê Văn Ký", "./radcert.conf:4"});
    CHECK_FALSE(configuration.find("lang"));
    CHECK_FALSE(configuration.find("rules"));
}

TEST_CASE("the nearest place that states a key has it: environment, folder, user", "[cli]")
{
    Workplace place;
    place.write("home/.config/radcert/radcert.conf", "register = user\nofficer = user\nlang = en\n");
    place.write("radcert.conf", "register = folder\nofficer = folder\n");
    place.set("RADCERT_REGISTER", "environment");
    place.set("RADCERT_OFFICER", ""); // says nothing
    const Configuration configuration;
    CHECK(configuration.find("register") == Setting{"environment", "RADCERT_REGISTER"});
    CHECK(configuration.find("officer") == Setting{"folder", "./radcert.conf:2"});
    const std::string user = (place.folder / "home/.config/radcert/radcert.conf").string();
    CHECK(configuration.find("lang") == Setting{"en", user + ":3"});
}

TEST_CASE("every key has its variable", "[cli]")
{
    Workplace place;
    const Configuration configuration{{}};
    for (const Configuration::Key& key : Configuration::keys) {
        CHECK_FALSE(configuration.find(key.name));
        place.set(std::string{key.variable}, "x");
        CHECK(configuration.find(key.name) == Setting{"x", std::string{key.variable}});
    }
}

TEST_CASE("the user's file lies where XDG_CONFIG_HOME says, else in .config", "[cli]")
{
    Workplace place;
    const fs::path home = place.folder / "home/.config/radcert/radcert.conf";
    const fs::path etc = "/etc/radcert/config.toml";
    CHECK(cli::configuration_files() == std::vector<fs::path>{"./radcert.conf", home, etc});
    place.set("XDG_CONFIG_HOME", "relative");
    CHECK(cli::configuration_files().at(1) == home);
    place.set("XDG_CONFIG_HOME", "/x");
    CHECK(cli::configuration_files().at(1) == "/x/radcert/radcert.conf");
    place.set("XDG_CONFIG_HOME", "");
    place.set("HOME", nullptr);
    CHECK(cli::configuration_files() == std::vector<fs::path>{"./radcert.conf", etc});
}

TEST_CASE("a line that says nothing is refused with its place and the keys that exist", "[cli]")
{
    struct Case {
        const char* content;
        std::size_t line;
        const char* sentence;
    };
    const auto row = GENERATE(values<Case>({
        {"lang = vi\n\nregistr = x\n", 3, "there is no key \"registr\""},
        {"Lang = vi", 1, "there is no key \"Lang\""},
        {" = vi", 1, "there is no key \"\""},
        {"# x\nregister /srv/r.db", 2, "not \"key = value\": register /srv/r.db"},
        {"lang =   \n", 1, "the key \"lang\" has no value"},
        {"lang = vi\nlang = en\n", 2, "the key \"lang\" stands in line 1 already"},
        {"a\x1b[2J = x", 1, "there is no key \"a\xEF\xBF\xBD[2J\""},
    }));
    CAPTURE(row.content);
    const Workplace place;
    const Error error = refusal(place, row.content);
    CHECK(error.fault() == Fault::usage);
    CHECK(error.place().file == "./radcert.conf");
    CHECK(error.place().line == row.line);
    CHECK(error.sentence().en == row.sentence);
    CHECK_FALSE(error.sentence().vi.empty());
    CHECK(error.hint().en == "write a line as key = value; the keys are: register, key_file, officer, lang, "
                             "rules, authority, listen, "
                             "host, behind_proxy, tls_certificate, tls_key, outbox, service");
}

TEST_CASE("a file that is there and cannot be read is not passed over", "[cli]")
{
    const Workplace place;
    fs::create_directory(place.folder / "radcert.conf");
    const Error error = tests::refusal_of([] { Configuration{{"./radcert.conf"}}; });
    CHECK(error.fault() == Fault::unavailable);
}

TEST_CASE("a file of TOML holds quoted texts, numbers and lists of texts", "[cli]")
{
    const Workplace place;
    place.write("config.toml", "# của máy\n"
                               "register = \"/srv/a b/r#1 = x.db\" # đây\n"
                               "officer = 'Lê Văn Ký'\n\n"
                               "host = [\n  \"a.example\",\n  \"b.example\",\n]\n");
    const Configuration configuration{{"./config.toml"}};
    CHECK(configuration.find("register") == Setting{"/srv/a b/r#1 = x.db", "./config.toml:2"});
    CHECK(configuration.find("officer") == Setting{"Lê Văn Ký", "./config.toml:3"});
    CHECK(configuration.find("host") == Setting{"a.example b.example", "./config.toml:5"});
    CHECK_FALSE(configuration.find("lang"));
}

TEST_CASE("a file of TOML that cannot be understood says in which line", "[cli]")
{
    struct Row {
        const char* content;
        std::size_t line;
        const char* sentence; ///< begins so
    };
    const auto row = GENERATE(values<Row>({
        {"lang = \"en\"\nregister = /srv/r.db\n", 2, "not TOML: "},
        {"lang = \"en\"\nlang = \"vi\"\n", 2, "not TOML: "},
        {"\ncolour = \"red\"\n", 2, "there is no key \"colour\""},
        {"officer = \"\"\n", 1, "the key \"officer\" has no value"},
        {"officer = 1.5\n", 1, "the key \"officer\" takes a text, a number or a list of texts"},
        {"[officer]\nname = \"lan\"\n", 1, "the key \"officer\" takes a text, a number or a list of texts"},
    }));
    const Workplace place;
    place.write("config.toml", row.content);
    const Error error = tests::refusal_of([] { Configuration{{"./config.toml"}}; });
    CAPTURE(row.content, error.sentence().en);
    CHECK(error.fault() == Fault::usage);
    CHECK(error.place().line == row.line);
    CHECK(error.sentence().en.starts_with(row.sentence));
    CHECK(error.sentence().vi != error.sentence().en);
}

TEST_CASE("the machine's file lies below the user's", "[cli]")
{
    const Workplace place;
    place.write("config.toml", "register = \"machine\"\nlang = \"en\"\n");
    place.write("user.conf", "register = user\n");
    const Configuration configuration{{"./user.conf", "./config.toml"}};
    CHECK(configuration.find("register")->value == "user");
    CHECK(configuration.find("lang")->value == "en");
}

TEST_CASE("the file that the package installs can be read, and so can each line that it shows", "[cli]")
{
    const std::string installed = tests::bytes_of("package/config.toml");
    const std::string shown = std::regex_replace(installed, std::regex{"\n#([a-z_]+ = )"}, "\n$1");
    const Workplace place;
    place.write("installed.toml", installed);
    place.write("shown.toml", shown);
    CHECK(Configuration{{"./installed.toml"}}.find("register")->value == "/var/lib/radcert/radcert.db");
    const Configuration everything{{"./shown.toml"}};
    for (const Configuration::Key& key : Configuration::keys) {
        CAPTURE(key.name);
        const bool of_a_person = key.name == "officer" || key.name == "rules";
        CHECK(everything.find(key.name).has_value() != of_a_person);
    }
}
