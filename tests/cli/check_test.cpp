#include "tests/catch.h"

#include <fstream>
#include <sstream>

#include "tests/cli/run.h"
#include "tests/json.h"

using nlohmann::json;
using radcert::test::run;
using radcert::tests::parsed;

namespace {

std::string content(const std::string& file)
{
    std::ifstream in{"tests/transcripts/files/" + file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::string on_one_line(const std::string& file)
{
    return parsed(content(file)).dump();
}

std::vector<std::string> lines(const std::string& text)
{
    std::vector<std::string> all;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) all.push_back(line);
    return all;
}

std::string escaped(const std::string& text)
{
    std::string safe;
    for (const char c : text) safe += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return safe;
}

} // namespace

TEST_CASE("zone and language of the machine change nothing", "[cli]")
{
    const std::string command = "radcert check --json ct.json pet-ct.json; radcert check ct.json pet-ct.json";
    const auto plain = run(command);
    REQUIRE(plain.exit_status == 0);
    for (const char* zone : {"UTC", "Asia/Ho_Chi_Minh", "America/New_York", "Pacific/Kiritimati"}) {
        for (const char* language : {"C", "vi_VN.UTF-8"}) {
            const auto ran = run(command, {{"TZ", zone}, {"LANG", language}, {"LC_ALL", language}});
            CAPTURE(zone, language);
            CHECK(ran.out == plain.out);
        }
    }
}

TEST_CASE("the same dossier gives the same bytes, alone, in a list and in a stream", "[cli]")
{
    const json alone = parsed(run("radcert check --json ct.json").out);
    const json list = parsed(run("radcert check --json ct.json ct.json").out);
    REQUIRE(list.size() == 2);
    CHECK(list[0] == alone);
    CHECK(list[1] == alone);
    const auto stream =
        run("printf '%s\\n' '" + escaped(on_one_line("ct.json")) + "' | radcert check --jsonl");
    CHECK(parsed(stream.out) == alone);
    CHECK(run("radcert check --json ct.json").out == run("radcert check --json ct.json").out);
}

TEST_CASE("a stream answers line by line, in order, and goes on after a bad line", "[cli]")
{
    const std::string good = escaped(on_one_line("ct.json"));
    const auto ran = run("printf '%s\\n\\n  \\n{\"application\": 1}\\n%s\\n[1' '" + good + "' '" + good +
                         "' | radcert check --jsonl --lang en");
    CHECK(ran.exit_status == 3);
    const auto answers = lines(ran.out);
    REQUIRE(answers.size() == 4);
    CHECK(parsed(answers[0])["determination"] == "incomplete");
    CHECK(parsed(answers[1])["line"] == 4);
    CHECK(parsed(answers[1])["error"]["pointer"] == "/application");
    CHECK(answers[2] == answers[0]);
    CHECK(parsed(answers[3])["line"] == 6);
}

TEST_CASE("a long stream comes out in the order it went in, on one processor and on two", "[cli]")
{
    const std::string repeat =
        "yes \"$(cat ct.jsonl)\" | head -n 20000 | awk '{ sub(/B04/, \"N\" NR); print }'";
    const auto two = run(repeat + " | radcert check --jsonl | cut -c1-40");
    const auto one = run(repeat + " | taskset -c 0 radcert check --jsonl | cut -c1-40");
    CHECK(two.exit_status == 0);
    CHECK(two.out == one.out);
    const auto answers = lines(two.out);
    REQUIRE(answers.size() == 20000);
    CHECK(answers[12344].starts_with("{\"application\":\"N12345\""));
}

TEST_CASE("with several files the valid ones are answered and the others are named", "[cli]")
{
    const auto ran = run("radcert check --json --lang en ct.json no-such-day.json missing.json pet-ct.json");
    CHECK(ran.exit_status == 3);
    const json answers = parsed(ran.out);
    REQUIRE(answers.size() == 4);
    CHECK(answers[0]["application"] == "B04");
    CHECK(answers[1]["file"] == "no-such-day.json");
    CHECK(answers[1]["error"]["pointer"] == "/worker/birth_date");
    CHECK(answers[2]["error"]["message"].get<std::string>().find("missing.json") != std::string::npos);
    CHECK(answers[3]["application"] == "C01");
    CHECK(ran.err.find("no-such-day.json:") != std::string::npos);
}

TEST_CASE("a report is never wider than 80 columns", "[cli]")
{
    for (const char* language : {"vi", "en"}) {
        const auto ran = run(std::string{"radcert check ct.json pet-ct.json unknown-2026.json --lang "} +
                             language + " | awk '{ print }'");
        for (const auto& line : lines(ran.out)) {
            std::size_t columns = 0;
            for (const unsigned char c : line) columns += (c & 0xC0) != 0x80;
            CAPTURE(line);
            CHECK(columns <= 80);
        }
    }
}

TEST_CASE("a full disk is said, not swallowed", "[cli]")
{
    const auto ran = run("radcert check ct.json --lang en > /dev/full");
    CHECK(ran.exit_status == 9);
    CHECK(ran.err.find("cannot write the output") != std::string::npos);
}
