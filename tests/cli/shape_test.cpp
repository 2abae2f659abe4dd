#include "cli/completion.h"
#include "cli/manual_pages.h"

#include "tests/catch.h"

using namespace radcert::cli;

namespace {

CommandShape sample()
{
    const OptionShape help{{"-h", "--help"}, "Trợ giúp / help", {}, {}};
    const OptionShape lang{{"--lang"}, "Ngôn ngữ / language", "LANG", {"vi", "en"}};
    const OptionShape to{{"to"}, "Tệp mới / a new file", "FILE", {}, true, true};
    const CommandShape backup{"backup", "Sao lưu / back up", {}, {help, to, lang}, {}};
    const CommandShape noun{"register",
                            "Sổ / the register",
                            "Ví dụ / Examples:\n  radcert register backup x.db   lưu / keep",
                            {help},
                            {backup}};
    return {"radcert", "radcert", {}, {help, lang}, {noun}};
}

} // namespace

TEST_CASE("bash completes nouns, verbs, options and the values of options", "[cli]")
{
    const std::string script = bash_completion(sample());
    CHECK(script.find("'radcert register backup'") != std::string::npos);
    CHECK(script.find("verbs='register'") != std::string::npos);
    CHECK(script.find("verbs='backup'") != std::string::npos);
    CHECK(script.find("options='-h --help --lang'") != std::string::npos);
    CHECK(script.find("--lang) values='vi en' ;;") != std::string::npos);
    CHECK(script.find("verbs='' files=argument") != std::string::npos);
}

TEST_CASE("a manual page is English, and names verbs, arguments, options and examples", "[cli]")
{
    const auto pages = manual_pages(sample(), "1.2.3");
    REQUIRE(pages.size() == 2);
    CHECK(pages[0].file == "radcert.1");
    CHECK(pages[0].text.find(".BR radcert\\-register (1)") != std::string::npos);
    const std::string& text = pages[1].text;
    CHECK(pages[1].file == "radcert-register.1");
    CHECK(text.find("radcert\\-register \\- the register\n") != std::string::npos);
    CHECK(text.find(".SS register backup\n.B radcert register backup\n[\\fIOPTIONS\\fR] \\fIFILE\\fR\n") !=
          std::string::npos);
    CHECK(text.find("\\fB\\-\\-lang\\fR \\fILANG\\fR\nlanguage (vi, en)\n") != std::string::npos);
    CHECK(text.find(".nf\nradcert register backup x.db\n.fi\n") != std::string::npos);
    CHECK(text.find("Trợ giúp") == std::string::npos);
}
