#include "web/html.h"

#include <algorithm>

#include "text/base64.h"
#include "web/address.h"
#include "web/asset_address.h"
#include "web/form_html.h"
#include "web/prose_html.h"
#include "web/view.h"

namespace radcert::web {
namespace {

std::string tone_class(Tone tone)
{
    switch (tone) {
    case Tone::plain: return {};
    case Tone::good: return "good";
    case Tone::near: return "near";
    case Tone::bad: return "bad";
    case Tone::muted: return "muted";
    }
    return {};
}

/// A day, a record's number: short and of one word, so it stays on one line.
bool is_code(const std::string& text)
{
    constexpr std::size_t longest = 24;
    return text.size() <= longest && text.find(' ') == std::string::npos &&
           std::ranges::any_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

/// Which columns hold numbers, and nothing else.
std::vector<bool> number_columns(const documents::Table& table)
{
    std::vector<bool> numbers;
    for (std::size_t c = 0; c < table.columns().size(); ++c) {
        const auto is_number = [&](const auto& row) { return row[c].is_number(); };
        const auto may_be_number = [&](const auto& row) { return row[c].is_number() || row[c].absent(); };
        numbers.push_back(std::ranges::any_of(table.rows(), is_number) &&
                          std::ranges::all_of(table.rows(), may_be_number));
    }
    return numbers;
}

std::string cell_class(const Cell& cell, const std::string& text, bool in_numbers)
{
    if (cell.absent()) return in_numbers ? "none number" : "none";
    if (in_numbers) return "number";
    return is_code(text) ? "code" : "";
}

/// Makes the HTML of blocks; each kind has a template of its name.
class Blocks {
public:
    explicit Blocks(const Frame& frame) : frame_{frame}, language_{frame.language} {}

    std::string html(const std::vector<Block>& blocks)
    {
        std::string out;
        for (const Block& block : blocks)
            out += std::visit([this](const auto& value) { return (*this)(value); }, block.value);
        return out;
    }

    std::string operator()(const Notice& notice);
    std::string operator()(const Heading& heading);
    std::string operator()(const Paragraph& paragraph);
    std::string operator()(const Prose& prose) { return prose_html(prose); }
    std::string operator()(const Facts& facts);
    std::string operator()(const Counters& counters);
    std::string operator()(const Listing& listing);
    std::string operator()(const Form& form) { return form_html(form, frame_, forms_++); }
    std::string operator()(const Timeline& timeline);
    std::string operator()(const Findings& findings);
    std::string operator()(const Beside& beside);
    std::string operator()(const Items& items);
    std::string operator()(const Folded& folded);
    std::string operator()(const Chart& chart);
    std::string operator()(const Tiles& tiles);
    std::string operator()(const Links& links);
    std::string operator()(const Picture& picture);
    std::string operator()(const Screen& screen) { return screen_html(screen, language_); }
    std::string operator()(const Verbatim& verbatim);

private:
    const std::string& say(const Words& words) const { return words.in(language_); }
    View::List sentences(const std::vector<Words>& words) const;
    View::List links(const std::vector<Link>& links) const;
    View::List rows(const Listing& listing) const;

    const Frame& frame_;
    Language language_;
    int forms_{0};
};

View::List Blocks::sentences(const std::vector<Words>& words) const
{
    View::List list;
    for (const Words& sentence : words) list.push_back(View{}.set("text", say(sentence)));
    return list;
}

View::List Blocks::links(const std::vector<Link>& links) const
{
    View::List list;
    for (const Link& link : links)
        list.push_back(View{}.set("text", say(link.text)).set("to", link.to).set("quiet", link.quiet));
    return list;
}

std::string Blocks::operator()(const Notice& notice)
{
    static const Words marks[]{
        {"Lưu ý:", "Note:"}, {"Xong:", "Done:"}, {"Chú ý:", "Attention:"}, {"Lỗi:", "Wrong:"}};
    static constexpr const char* kinds[]{"note", "done", "warning", "wrong"};
    const bool wrong = notice.kind == Notice::Kind::wrong;
    View view;
    view.set("kind", kinds[std::size_t(notice.kind)])
        .set("role", wrong                               ? "alert"
                     : notice.kind == Notice::Kind::done ? "status"
                                                         : "note")
        .set("focus", wrong)
        .set("mark", say(notice.mark.empty() ? marks[std::size_t(notice.kind)] : notice.mark))
        .set("text", say(notice.text));
    view.list("more", sentences(notice.more)).list("next", links(notice.next));
    return fill("notice", view);
}

std::string Blocks::operator()(const Heading& heading)
{
    return fill("heading", View{}
                               .set("level", std::to_string(heading.level))
                               .set("id", heading.id)
                               .set("text", say(heading.text)));
}

std::string Blocks::operator()(const Paragraph& paragraph)
{
    return fill("paragraph", View{}.set("small", paragraph.small).set("text", say(paragraph.text)));
}

std::string Blocks::operator()(const Facts& facts)
{
    constexpr std::size_t fits_beside_others = 160; // bytes
    View::List list;
    for (const auto& fact : facts.facts) {
        const std::string value = fact.value.shown(language_);
        list.push_back(View{}
                           .set("label", say(fact.column.heading))
                           .set("value", value)
                           .set("long", value.size() > fits_beside_others)
                           .set("to", fact.value.absent() ? "" : fact.to)
                           .set("tone", tone_class(fact.tone))
                           .set("hint", say(fact.hint)));
    }
    return fill("facts", View{}.set("facts", std::move(list)));
}

std::string Blocks::operator()(const Counters& counters)
{
    View::List list;
    for (const Counter& counter : counters.counters) {
        list.push_back(View{}
                           .set("name", say(counter.name))
                           .set("figure", counter.figure)
                           .set("to", counter.to)
                           .set("tone", tone_class(counter.tone)));
    }
    return fill("counters", View{}.set("counters", std::move(list)));
}

View::List Blocks::rows(const Listing& listing) const
{
    View::List rows;
    const auto& columns = listing.table.columns();
    const std::vector<bool> numbers = number_columns(listing.table);
    for (std::size_t r = 0; r < listing.table.size(); ++r) {
        View::List cells;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const Cell& cell = listing.table.rows()[r][c];
            const bool linked = r < listing.links.size() && c < listing.links[r].size() && !cell.absent();
            const bool toned = r < listing.tones.size() && c < listing.tones[r].size();
            const std::string text = cell.shown(language_);
            std::string look = toned ? tone_class(listing.tones[r][c]) : "";
            if (const std::string kind = cell_class(cell, text, numbers[c]); !kind.empty())
                look += (look.empty() ? "" : " ") + kind;
            cells.push_back(View{}
                                .set("heading", say(columns[c].heading))
                                .set("text", text)
                                .set("to", linked ? listing.links[r][c] : "")
                                .set("class", look));
        }
        rows.push_back(View{}.set("cells", std::move(cells)));
    }
    return rows;
}

std::string Blocks::operator()(const Listing& listing)
{
    View view;
    View::List columns;
    const auto& table = listing.table;
    const std::vector<bool> numbers = number_columns(table);
    for (std::size_t c = 0; c < numbers.size(); ++c)
        columns.push_back(
            View{}.set("heading", say(table.columns()[c].heading)).set("number", bool(numbers[c])));
    const bool paged = !listing.before.empty() || !listing.after.empty();
    view.set("key", listing.key)
        .set("caption", say(listing.caption))
        .set("caption_shown", listing.caption_shown)
        .set("count", listing.counted || table.size() == 0
                          ? ""
                          : std::to_string(table.size()) + (listing.whole ? "" : "+"))
        .set("empty", listing.empty.empty() ? say({"Không có mục nào.", "There is nothing here."})
                                            : say(listing.empty))
        .set("columns", std::move(columns))
        .set("pages?", paged)
        .set("pages", say({"Trang", "Pages"}))
        .set("before", listing.before)
        .set("after", listing.after)
        .set("before_text", say({"← Trang trước", "← Previous page"}))
        .set("after_text", say({"Trang sau →", "Next page →"}))
        .set("more", listing.whole || paged ? ""
                                            : say({"Còn nhiều hơn số đang hiện: lọc thêm để thấy hết.",
                                                   "There are more than are shown: narrow the question."}));
    view.list("rows", rows(listing));
    return fill("listing", view);
}

std::string Blocks::operator()(const Timeline& timeline)
{
    View::List entries;
    for (const auto& entry : timeline.entries) {
        View view;
        view.set("when", entry.when)
            .set("what", say(entry.what))
            .set("who", entry.who)
            .set("to", entry.to)
            .set("tone", tone_class(entry.tone));
        view.list("more", sentences(entry.more));
        entries.push_back(std::move(view));
    }
    return fill("timeline", View{}.set("caption", say(timeline.caption)).set("entries", std::move(entries)));
}

std::string Blocks::operator()(const Findings& findings)
{
    View::List list;
    std::size_t count = 0; // of requirements
    for (const FindingView& finding : findings.findings) {
        View view;
        view.set("title", say(finding.title))
            .set("outcome", say(finding.outcome))
            .set("tone", tone_class(finding.tone))
            .set("explanation", say(finding.explanation))
            .set("remedy", say(finding.remedy))
            .set("remedy_label", say({"Cách khắc phục", "To cure it"}))
            .set("citation", finding.citation)
            .set("standing", say(finding.standing))
            .set("requirement", finding.requirement)
            .set("rule_to", address({"rules", finding.requirement}))
            .list("acts", links(finding.acts))
            .list("about", links(finding.about));
        count += std::max<std::size_t>(finding.about.size(), 1);
        list.push_back(std::move(view));
    }
    return fill("findings", View{}
                                .set("open", findings.open)
                                .set("caption", say(findings.caption))
                                .set("count", std::to_string(count))
                                .set("findings", std::move(list)));
}

std::string Blocks::operator()(const Beside& beside)
{
    View::List columns;
    for (const auto& column : beside.columns) columns.push_back(View{}.set("html", html(column)));
    return fill("beside", View{}.set("columns", std::move(columns)));
}

std::string Blocks::operator()(const Items& items)
{
    View::List list;
    for (const auto& item : items.items) list.push_back(View{}.set("html", html(item)));
    return fill("items", View{}
                             .set("numbered", items.first > 0)
                             .set("first", items.first > 1 ? std::to_string(items.first) : "")
                             .set("items", std::move(list)));
}

std::string Blocks::operator()(const Folded& folded)
{
    return fill(
        "folded",
        View{}.set("open", folded.open).set("summary", say(folded.summary)).set("html", html(folded.blocks)));
}

std::string Blocks::operator()(const Chart& chart)
{
    const auto& drawn = chart.chart;
    View::List series, bars;
    for (const std::string& name : drawn.series) series.push_back(View{}.set("text", name));
    for (const auto& bar : drawn.bars) {
        View::List values;
        for (const auto value : bar.values) values.push_back(View{}.set("text", std::to_string(value)));
        bars.push_back(View{}.set("label", bar.label).set("values", std::move(values)));
    }
    return fill("chart",
                View{}
                    .set("source", "data:image/svg+xml;base64," + text::to_base64(documents::draw_svg(drawn)))
                    .set("alt", drawn.title + ". " + drawn.description)
                    .set("figures", say(chart.figures))
                    .set("series", std::move(series))
                    .set("bars", std::move(bars)));
}

std::string Blocks::operator()(const Tiles& tiles)
{
    View::List list;
    for (const auto& tile : tiles.tiles) {
        list.push_back(View{}
                           .set("code", tile.code)
                           .set("name", tile.name)
                           .set("figure", tile.figure)
                           .set("to", tile.to)
                           .set("weight", std::to_string(tile.weight)));
    }
    return fill("tiles", View{}.set("caption", say(tiles.caption)).set("tiles", std::move(list)));
}

std::string Blocks::operator()(const Links& links_block)
{
    return fill("links", View{}.set("lead", say(links_block.lead)).set("links", links(links_block.links)));
}

std::string Blocks::operator()(const Picture& picture)
{
    return fill("picture", View{}
                               .set("source", "data:image/svg+xml;base64," + text::to_base64(picture.svg))
                               .set("alt", say(picture.alt)));
}

std::string Blocks::operator()(const Verbatim& verbatim)
{
    return fill("verbatim", View{}.set("caption", say(verbatim.caption)).set("text", verbatim.text));
}

/// The address of this page with something put behind its path: "/workers.json?q=thinh".
std::string twin_address(const std::string& here, const char* twin)
{
    const auto mark = here.find('?');
    return here.substr(0, mark) + '.' + twin + (mark == std::string::npos ? "" : here.substr(mark));
}

/// The address of the page that is not made for paper.
std::string without_print(const std::string& here)
{
    const auto mark = here.find('?');
    const auto query =
        mark == std::string::npos ? std::nullopt : parse_parameters(std::string_view{here}.substr(mark + 1));
    const std::string rest = query ? query->with("print", "").text() : "";
    return here.substr(0, mark) + (rest.empty() ? "" : '?' + rest);
}

View::List twins_of(const Page& page, const Frame& frame)
{
    View::List twins;
    if (page.print && !frame.print)
        twins.push_back(
            View{}
                .set("text", Words{"Bản để in", "To print"}.in(frame.language))
                .set("to",
                     frame.here + (frame.here.find('?') == std::string::npos ? "?print=1" : "&print=1")));
    if (!page.twins) return twins;
    const bool listed = std::ranges::any_of(
        page.blocks, [](const Block& block) { return std::holds_alternative<Listing>(block.value); });
    if (listed) {
        twins.push_back(View{}.set("text", "Excel").set("to", twin_address(frame.here, "xlsx")));
        twins.push_back(View{}.set("text", "CSV").set("to", twin_address(frame.here, "csv")));
    }
    twins.push_back(View{}.set("text", "JSON").set("to", twin_address(frame.here, "json")));
    return twins;
}

} // namespace

std::string to_html(const Page& page, const Frame& frame)
{
    const auto say = [&](const Words& words) -> const std::string& { return words.in(frame.language); };
    Blocks blocks{frame};
    const bool vi = frame.language == Language::vi;
    View view;
    View::List sections, acts;
    for (const Link& section : frame.sections) {
        sections.push_back(View{}
                               .set("text", say(section.text))
                               .set("to", section.to)
                               .set("current", section.to == frame.section));
    }
    for (const Link& act : page.acts)
        acts.push_back(View{}.set("text", say(act.text)).set("to", act.to).set("quiet", act.quiet));
    view.set("language", vi ? "vi" : "en")
        .set("title", say(page.title))
        .set("lead", say(page.lead))
        .set("print", frame.print)
        .set("icon", asset_address("icon.svg"))
        .set("pico", asset_address("pico.min.css"))
        .set("style", asset_address("radcert.css"))
        .set("htmx", asset_address("htmx.min.js"))
        .set("script", asset_address("radcert.js"))
        .set("skip", say({"Đến nội dung chính", "To the main content"}))
        .set("navigation", say({"Điều hướng chính", "Main navigation"}))
        .set("tagline", say({"Sổ đăng ký nhân viên bức xạ", "Register of radiation workers"}))
        .set("signed_in", !frame.who.empty())
        .set("idle_minutes", std::to_string(frame.idle_minutes))
        .set("idle_text", say({"Bạn sắp bị đăng xuất vì không thao tác.",
                               "You will be signed out soon: nothing was done here for a while."}))
        .set("stay_text", say({"Ở lại", "Stay"}))
        .set("who", frame.who)
        .set("csrf", frame.csrf)
        .set("sign_out", say({"Đăng xuất", "Sign out"}))
        .set("sign_in", say({"Đăng nhập", "Sign in"}))
        .set("other_language", vi ? "en" : "vi")
        .set("other_language_name", vi ? "English" : "Tiếng Việt")
        .set("other_language_to", address({"language"}, {{"to", vi ? "en" : "vi"}, {"back", frame.here}}))
        .set("halted", frame.halted)
        .set("halted_text", say({"ĐANG DỪNG CẤP CHỨNG CHỈ:", "ISSUING IS HALTED:"}))
        .set("halt_reason", frame.halt_reason)
        .set("said", say(frame.said))
        .set("body", blocks.html(page.blocks))
        .set("whole_page", frame.print ? without_print(frame.here) : "")
        .set("whole_page_text", say({"← Về trang đầy đủ", "← Back to the page"}))
        .set("how_to_print", say({"In: Ctrl+P", "To print: Ctrl+P"}))
        .set("download", say(page.print && !frame.print ? Words{"In, tải về:", "Print, download:"}
                                                        : Words{"Tải về:", "Download:"}))
        .set("foot", "radcert " + frame.version + " · " + say({"bộ quy định ", "rulebook "}) +
                         frame.rulebook + " · " + frame.today)
        .set("help", say({"Hướng dẫn", "Help"}))
        .set("verify", say({"Kiểm tra chứng chỉ", "Verify a certificate"}));
    view.list("sections", std::move(sections))
        .list("acts", std::move(acts))
        .list("twins", twins_of(page, frame));
    return fill("layout", view);
}

std::string option_list(const std::vector<Offer>& offers)
{
    View::List options;
    for (const Offer& offer : offers)
        options.push_back(View{}.set("value", offer.value).set("text", offer.text));
    return fill("options", View{}.set("options", std::move(options)));
}

} // namespace radcert::web
