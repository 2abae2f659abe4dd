#include "web/html.h"

#include <algorithm>
#include <stdexcept>

#include "tests/catch.h"
#include "web/view.h"

using namespace radcert;
using namespace radcert::web;

namespace {

Page page_of_everything()
{
    Page page{{"Trang có mọi thứ", "A page of everything"}};
    page.lead = {"Một câu.", "One sentence."};
    page.acts = {{{"Làm", "Do"}, "/do"}, {{"Xem", "See"}, "/see", true}};
    page.add(
        Notice{Notice::Kind::wrong, {"sai", "wrong"}, {{"thêm", "more"}}, {{{"đến", "to"}, "#x", true}}});
    page.add(Notice{Notice::Kind::done, {"xong", "done"}});
    page.add(Heading{{"Đầu đề", "Heading"}, 3, "part"});
    page.add(Paragraph{{"Đoạn văn", "Paragraph"}, true});
    Facts facts;
    facts.add({"name", {"Họ và tên", "Name"}}, "Nguyễn <b>Thị</b> \"Mẫu\" & 'Con'", "/workers/W-1",
              Tone::good, {"gợi ý", "hint"});
    facts.add({"none", {"Không có", "None"}}, Cell{});
    page.add(std::move(facts));
    page.add(Counters{{{{"Quá hạn", "Overdue"}, "3", "/applications?due=overdue", Tone::bad},
                       {{"Khác", "Other"}, "0", ""}}});
    documents::Table table{{"id", {"Mã", "Id"}}, {"count", {"Số", "Count"}}};
    table.row({"W-1", 12});
    table.row({"W-2", Cell{}});
    Listing listing{"workers", {"Nhân viên", "Workers"}, table};
    listing.links = {{"/workers/W-1"}};
    listing.tones = {{Tone::plain, Tone::near}};
    listing.after = "/workers?from=W-2";
    page.add(listing);
    page.add(Listing{"empty", {"Trống", "Empty"}, documents::Table{{"id", {"Mã", "Id"}}}});
    Form form{.action = "/do",
              .submit = {"Ghi", "Record"},
              .grave = true,
              .confirm = {"chắc", "sure"},
              .second = true};
    for (const auto kind :
         {Field::Kind::line, Field::Kind::text, Field::Kind::day, Field::Kind::number, Field::Kind::password,
          Field::Kind::choice, Field::Kind::radio, Field::Kind::checks, Field::Kind::file,
          Field::Kind::hidden, Field::Kind::search}) {
        Field field{.kind = kind,
                    .name = "f" + std::to_string(int(kind)),
                    .label = {"Ô", "Field"},
                    .hint = {"gợi ý", "hint"},
                    .required = true,
                    .autocomplete = "off"};
        field.values = {"b"};
        field.choices = {{"a", {"A", "A"}}, {"b", {"B", "B"}}};
        field.error = {"sai", "wrong"};
        field.list_from = "/workers/options";
        form.fields.push_back(field);
    }
    page.add(form);
    page.add(Timeline{{"Diễn biến", "History"},
                      {{"05/03/2026", {"nhận", "received"}, "nam", {{"thêm", "more"}}, "/x", Tone::good},
                       {"06/03/2026", {"trả", "handed over"}}}});
    page.add(Findings{{"Chưa đạt", "Not met"},
                      {{{"Sức khỏe", "Health"},
                        {"không đạt", "not met"},
                        Tone::bad,
                        "B-HEALTH-1",
                        "142/2020/NĐ-CP, Điều 35",
                        {"quá cũ", "too old"},
                        {"khám lại", "examine again"},
                        {"bản sao", "copy"},
                        {{{"Nhận định", "Judge"}, "/judge"}}}}});
    page.add(Beside{{{Block{Paragraph{{"trái", "left"}}}}, {Block{Paragraph{{"phải", "right"}}}}}});
    page.add(Prose{
        {{"chữ "}, {"đậm", "/x", true}, {"nghiêng", "", false, true}, {"<mã>", "", false, false, true}}});
    page.add(Items{{{Block{Paragraph{{"một điểm", "a point"}}}}, {Block{Paragraph{{"nữa", "another"}}}}}, 3});
    page.add(Items{{{Block{Paragraph{{"không số", "not numbered"}}}}}});
    page.add(Screen{{"Hình", "Picture"}, "/assets/1/a.png", 960, 640});
    page.add(Folded{{"Mở ra", "Open"}, {Block{Paragraph{{"bên trong", "inside"}}}}});
    page.add(
        Chart{{.title = "Hồ sơ", .description = "theo tháng", .series = {"nhận"}, .bars = {{"01", {3}}}}});
    page.add(Tiles{{"Các tỉnh", "Provinces"}, {{"66", "Đắk Lắk", "12", "/facilities?province=66", 3}}});
    page.add(Links{{{{"một", "one"}, "/one"}}});
    page.add(Verbatim{{"Nguyên văn", "Verbatim"}, "a < b"});
    page.twins = true;
    return page;
}

Frame frame_of_everything(Language language)
{
    Frame frame;
    frame.language = language;
    frame.sections = {{{"Nhân viên", "Workers"}, "/workers"}, {{"Hồ sơ", "Applications"}, "/applications"}};
    frame.section = "/workers";
    frame.who = "Trần Thị Mẫu";
    frame.csrf = "0123";
    frame.here = "/workers?q=thinh";
    frame.said = {"đã ghi", "recorded"};
    frame.halted = true;
    frame.halt_reason = "<kiểm tra>";
    return frame;
}

std::size_t count(const std::string& text, std::string_view part)
{
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++found;
    return found;
}

} // namespace

TEST_CASE("every block of a page finds every name that its template asks for", "[web]")
{
    check_template_names();
    for (const Language language : {Language::vi, Language::en})
        CHECK_NOTHROW(to_html(page_of_everything(), frame_of_everything(language)));
    CHECK_NOTHROW(to_html(Page{{"Trống", "Empty"}}, Frame{}));
}

TEST_CASE("a template that asks for what nobody gives is noticed", "[web]")
{
    check_template_names();
    CHECK_THROWS_AS(fill("paragraph", View{}.set("text", "a")), std::logic_error);
    CHECK_NOTHROW(fill("paragraph", View{}.set("text", "a").set("small", false)));
}

TEST_CASE("whatever somebody typed is text on the page and never markup", "[web]")
{
    const std::string html = to_html(page_of_everything(), frame_of_everything(Language::vi));
    CHECK(html.find("<b>Thị</b>") == std::string::npos);
    CHECK(html.find("Nguyễn &lt;b&gt;Thị&lt;/b&gt; &quot;Mẫu&quot; &amp; ") != std::string::npos);
    CHECK(html.find("<kiểm tra>") == std::string::npos);
    CHECK(html.find("a &lt; b") != std::string::npos);
}

TEST_CASE("a page has one h1, its language, and no script or style of its own", "[web]")
{
    for (const Language language : {Language::vi, Language::en}) {
        const std::string html = to_html(page_of_everything(), frame_of_everything(language));
        CHECK(count(html, "<h1>") == 1);
        CHECK(html.find(language == Language::vi ? "<html lang=\"vi\"" : "<html lang=\"en\"") !=
              std::string::npos);
        CHECK(count(html, "<script") == count(html, "<script src=\"/assets/"));
        CHECK(html.find("<style") == std::string::npos);
        CHECK(html.find(" style=") == std::string::npos);
        CHECK(html.find(" onclick") == std::string::npos);
    }
}

TEST_CASE("every field of a form has a label of its own, and what is wrong is tied to it", "[web]")
{
    const std::string html = to_html(page_of_everything(), frame_of_everything(Language::vi));
    for (std::size_t at = 0; (at = html.find(" id=\"form0-", at)) != std::string::npos; ++at) {
        const std::string id = html.substr(at + 5, html.find('"', at + 5) - at - 5);
        INFO(id);
        CHECK(count(html, " id=\"" + id + "\"") == 1);
        const bool control = !id.ends_with("-hint") && !id.ends_with("-error") && !id.ends_with("-list");
        if (control) CHECK(count(html, "<label for=\"" + id + "\">") == 1);
    }
    CHECK(count(html, "aria-invalid=\"true\"") > 0);
}

TEST_CASE("the twins of a page keep what was asked", "[web]")
{
    const std::string html = to_html(page_of_everything(), frame_of_everything(Language::vi));
    for (const char* twin : {"/workers.xlsx?q=thinh", "/workers.csv?q=thinh", "/workers.json?q=thinh"})
        CHECK(html.find(twin) != std::string::npos);
}
