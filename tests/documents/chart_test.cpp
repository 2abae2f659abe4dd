#include "documents/chart.h"

#include <algorithm>

#include "tests/catch.h"

using namespace radcert;
using documents::BarChart;

namespace {

BarChart files()
{
    BarChart chart;
    chart.title = "Hồ sơ một cửa";
    chart.description = "Từ 01/07/2025 đến 12/08/2025";
    chart.series = {"đúng hạn", "quá hạn"};
    chart.bars = {{"Đã giải quyết", {41, 0}}, {"Đang giải quyết", {16, 1}}};
    return chart;
}

std::size_t times(const std::string& text, const std::string& part)
{
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

} // namespace

TEST_CASE("a chart says everything in words: role, title, description and every figure", "[chart]")
{
    const std::string svg = documents::draw_svg(files());
    CHECK(svg.starts_with(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\""));
    CHECK(svg.find("<title id=\"title\">Hồ sơ một cửa</title>") != std::string::npos);
    CHECK(svg.find("Đã giải quyết: đúng hạn 41, quá hạn 0\n") != std::string::npos);
    CHECK(svg.find("Đang giải quyết: đúng hạn 16, quá hạn 1\n") != std::string::npos);
    CHECK(svg.find(">16 + 1 = 17</text>") != std::string::npos); // beside the bar, too
    CHECK(svg.ends_with("</svg>\n"));
    CHECK(documents::draw_svg(files()) == svg);
}

TEST_CASE("series differ in pattern, not in colour alone", "[chart]")
{
    const std::string svg = documents::draw_svg(files());
    CHECK(times(svg, "<pattern ") == 2);
    CHECK(times(svg, "<path d=") == 1); // the first is plain, the second is lined
    CHECK(svg.find("url(#fill1)") != std::string::npos);
}

TEST_CASE("bars are as long as their numbers, and none leaves the picture", "[chart]")
{
    BarChart chart;
    chart.series = {"hồ sơ"};
    chart.bars = {{"a", {100}}, {"b", {50}}, {"c", {0}}, {"d", {1'000'000'000'000}}};
    CHECK(documents::draw_svg(chart).find("width=\"618\" height=\"22\"") != std::string::npos);
    chart.bars.pop_back();
    const std::string svg = documents::draw_svg(chart);
    CHECK(svg.find("x=\"136\" y=\"56\" width=\"618\"") != std::string::npos);
    CHECK(svg.find("x=\"136\" y=\"90\" width=\"309\"") != std::string::npos);
    CHECK(times(svg, "stroke=\"#000000\"") == 2);      // nothing has no bar
    CHECK(svg.find(">0</text>") != std::string::npos); // but its number
}

TEST_CASE("nothing from a record is markup", "[chart]")
{
    BarChart chart = files();
    chart.title = "<script>alert(1)</script>";
    chart.description = "a & b \" ' ]]>";
    chart.bars.front().label = "</text><image href='x'/>\x01";
    const std::string svg = documents::draw_svg(chart);
    CHECK(svg.find("<script") == std::string::npos);
    CHECK(svg.find("<image") == std::string::npos);
    CHECK(svg.find("&lt;script&gt;") != std::string::npos);
    CHECK(svg.find("a &amp; b &quot; &#39; ]]&gt;") != std::string::npos);
    CHECK(std::ranges::none_of(svg, [](char c) { return c >= 0 && c < 0x20 && c != '\n'; }));
}

TEST_CASE("a label that is too long is shortened beside the bar and whole in the description", "[chart]")
{
    BarChart chart = files();
    const std::string name = "Bệnh viện Đa khoa khu vực rất xa trung tâm hành chính của tỉnh Đắk Lắk";
    chart.bars.front().label = name;
    const std::string svg = documents::draw_svg(chart);
    CHECK(times(svg, name) == 1);
    CHECK(svg.find("Bệnh viện Đa khoa khu vực rất xa trung tâm hành chính của…</text>") != std::string::npos);
}

TEST_CASE("a label takes the room that it needs, up to half of the picture", "[chart]")
{
    BarChart chart = files();
    const std::string role = "người phụ trách ứng phó sự cố bức xạ, sự cố hạt nhân";
    chart.bars.front().label = role;
    CHECK(documents::draw_svg(chart).find('>' + role + "</text>") != std::string::npos);
}
