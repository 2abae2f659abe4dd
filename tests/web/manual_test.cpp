#include "web/manual.h"

#include <fstream>
#include <regex>
#include <set>
#include <stdexcept>

#include "tests/catch.h"
#include "tests/web/desk.h"
#include "web/address.h"
#include "web/assets.h"
#include "web/html.h"
#include "web/markdown.h"
#include "web/routes.h"

using namespace radcert;
using Catch::Matchers::Contains;
using tests::Browser;
using tests::WebDesk;

namespace {

constexpr Language both_languages[]{Language::vi, Language::en};

/// Every text that stands between grave accents.
std::set<std::string> code_words(std::string_view text)
{
    static const std::regex code{"`([^`\n]+)`"};
    const std::string all{text};
    std::set<std::string> words;
    for (std::sregex_iterator at{all.begin(), all.end(), code}, end; at != end; ++at) words.insert((*at)[1]);
    return words;
}

std::string html_of(std::string_view markdown)
{
    const web::MarkdownNames names{
        [](const std::string& to) { return "/to/" + to; },
        [](const std::string& words) { return words == "/journal" ? words : std::string{}; },
        [](const std::string& to) { return web::Screen{{}, "/assets/1/" + to, 3, 4}; }};
    web::Page page{{"Trang", "Page"}};
    page.blocks = web::read_markdown(markdown, names);
    const std::string html = web::to_html(page, {});
    const auto begin = html.find("</h1>"), end = html.find("</main>");
    return html.substr(begin, end - begin);
}

} // namespace

TEST_CASE("the manual's pages are there for anybody, in both languages", "[web][manual]")
{
    WebDesk desk;
    for (const web::ManualPage& page : web::manual_pages()) {
        INFO(page.path);
        Browser anybody = desk.browser();
        for (const Language language : both_languages) {
            const bool vi = language == Language::vi;
            const std::string html = anybody.page(page.path);
            CHECK_THAT(html, Contains(vi ? "<html lang=\"vi\"" : "<html lang=\"en\""));
            CHECK_THAT(html, Contains("<h1>" + page.title.in(language) + "</h1>"));
            CHECK_THAT(html, Contains("id=\"part-5\""));
            anybody.get("/language?to=en&back=%2Fhelp");
        }
    }
}

TEST_CASE("a text of the manual begins with its title", "[web][manual]")
{
    for (const web::ManualPage& page : web::manual_pages()) {
        INFO(page.path);
        for (const Language language : both_languages)
            CHECK(web::markdown_title(web::manual_text(page, language)) == page.title.in(language));
    }
}

TEST_CASE("every address that the manual names is one of ours", "[web][manual]")
{
    static const std::regex files{"/(etc|usr|mnt|var|srv|tmp)/.*"};
    std::size_t named = 0;
    for (const web::ManualPage& page : web::manual_pages()) {
        for (const Language language : both_languages) {
            for (const std::string& words : code_words(web::manual_text(page, language))) {
                if (!words.starts_with('/') || std::regex_match(words, files)) continue;
                INFO(page.path << " names " << words);
                const auto address = web::parse_address(words);
                REQUIRE(address);
                CHECK(web::all_routes().find(web::Method::get, address->segments));
                ++named;
            }
        }
    }
    CHECK(named >= 20);
}

TEST_CASE("the manual's pictures come from the program", "[web][manual]")
{
    static const std::regex source{"<img src=\"(/assets/[^\"]+)\" alt=\"[^\"]{10,}\" width=\"(\\d{3})\""};
    WebDesk desk;
    Browser anybody = desk.browser();
    std::size_t pictures = 0;
    for (const web::ManualPage& page : web::manual_pages()) {
        const std::string html = anybody.page(page.path);
        for (std::sregex_iterator at{html.begin(), html.end(), source}, end; at != end; ++at) {
            const web::Response picture = anybody.get((*at)[1]);
            CHECK(picture.status == 200);
            CHECK(picture.body.starts_with("\x89PNG"));
            ++pictures;
        }
    }
    CHECK(pictures >= 15);
    std::size_t bytes = 0;
    for (const web::Asset& asset : web::assets())
        if (asset.name.ends_with(".png")) bytes += asset.text.size();
    CHECK(bytes < 2 * 1024 * 1024); // the program carries them
}

TEST_CASE("whoever is signed in finds the page of their own duty first", "[web][manual]")
{
    WebDesk desk;
    const auto [code, heading] =
        GENERATE(table<std::string, std::string>({{"hoa", "Cán bộ một cửa"},
                                                  {"co.so.mot", "Cơ sở bức xạ"},
                                                  {"thanh.tra", "Kiểm tra, thanh tra"},
                                                  {"lan", "Quản trị hệ thống"},
                                                  {"nhan.vien", "Nhân viên bức xạ"}}));
    const std::string html = desk.sign_in(code).page("/help");
    const auto first = html.find("<h2");
    CHECK_THAT(html.substr(first, html.find("</h2>", first) - first), Contains(heading));
}

TEST_CASE("every page leads to the manual", "[web][manual]")
{
    WebDesk desk;
    CHECK_THAT(desk.browser().page("/verify"), Contains("<a href=\"/help\">Hướng dẫn</a>"));
    CHECK_THAT(desk.sign_in("hoa").page("/workers"), Contains("<a href=\"/help\">Hướng dẫn</a>"));
}

TEST_CASE("an address that an account may not ask is no link in the manual", "[web][manual]")
{
    WebDesk desk;
    const std::string link = "<a href=\"/reports/ledger\"><code>/reports/ledger</code></a>";
    CHECK_THAT(desk.sign_in("thanh.tra").page("/help/auditor"), Contains(link));
    CHECK_THAT(desk.sign_in("co.so.mot").page("/help/auditor"),
               !Contains(link) && Contains("<code>/reports/ledger</code>"));
}

TEST_CASE("Markdown becomes what the templates make of it, and nothing else", "[web][manual]")
{
    const std::string html =
        html_of("# Title\n\nFirst **bold `/journal`** and *other* [over\nthere](b.md) & \"q\".\n\n"
                "## Part\n\n3. three\n4. four\n\n- point\n\n![A picture](a.png)\n\n"
                "```\n$ a < b\n```\n");
    CHECK_THAT(html, !Contains("Title"));
    CHECK_THAT(html,
               Contains("First <strong>bold </strong><a href=\"/journal\"><strong><code>/journal</code>"));
    CHECK_THAT(html, Contains("<em>other</em>") && Contains("<a href=\"/to/b.md\">over there</a>"));
    CHECK_THAT(html, Contains("<h2 id=\"part-1\">Part</h2>"));
    CHECK_THAT(html, Contains("<ol class=\"steps\" start=\"3\">") && Contains("<ul class=\"points\">"));
    CHECK_THAT(html, Contains("<img src=\"/assets/1/a.png\" alt=\"A picture\" width=\"3\" height=\"4\""));
    CHECK_THAT(html, Contains("$ a &lt; b"));
}

TEST_CASE("HTML in a text of the manual is refused, not shown", "[web][manual]")
{
    CHECK_THROWS_AS(html_of("a <b>word</b>\n"), std::logic_error);
    CHECK_THROWS_AS(html_of("<div>\n"), std::logic_error);
    CHECK_THROWS_AS(html_of("> quoted\n"), std::logic_error);
}
