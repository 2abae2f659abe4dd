#include "web/manual.h"

#include <algorithm>
#include <stdexcept>

#include "web/asset_address.h"
#include "web/assets.h"
#include "web/markdown.h"
#include "web/nouns.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

const ManualPage pages[] = {
    {"/help/officer", "officer", {"Hướng dẫn cho cán bộ thụ lý", "For licensing officers"}, desk},
    {"/help/operator",
     "operator",
     {"Hướng dẫn cho cơ sở bức xạ", "For facility operators"},
     {Duty::facility_operator}},
    {"/help/auditor", "auditor", {"Hướng dẫn cho kiểm tra, thanh tra viên", "For auditors"}, {Duty::auditor}},
    {"/help/administrator",
     "administrator",
     {"Hướng dẫn cho quản trị hệ thống", "For administrators"},
     {Duty::administrator}},
    {"/help/rulebook", "rulebook", {"Hướng dẫn cho người soạn bộ quy định", "For rulebook authors"}, {}},
};

std::string_view built_in(const std::string& name)
{
    const auto found = std::ranges::find(assets(), std::string_view{name}, &Asset::name);
    if (found == assets().end()) throw std::logic_error{"the manual has no " + name};
    return found->text;
}

std::string picture_name(const std::string& path)
{
    return path.substr(path.rfind('/') + 1);
}

/// A picture's size, as the head of a PNG file says it.
int png_number(std::string_view png, std::size_t at)
{
    int number = 0;
    for (const char byte : png.substr(at, 4)) number = number << 8 | static_cast<unsigned char>(byte);
    return number;
}

Screen picture(const std::string& path)
{
    const std::string name = picture_name(path);
    const std::string_view png = built_in(name);
    return {{}, asset_address(name), png_number(png, 16), png_number(png, 20)};
}

std::string page_of_file(const std::string& file)
{
    const auto found = std::ranges::find_if(
        pages, [&](const ManualPage& page) { return file == page.file + std::string{".md"}; });
    return found == std::end(pages) ? "" : found->path;
}

/// A page that the words name, such as "/journal"; no record's, whose number is the sample register's.
std::string page_named(const Visit& visit, const std::string& words)
{
    const auto address = words.starts_with('/') ? parse_address(words) : std::nullopt;
    const auto match = address ? all_routes().find(Method::get, address->segments) : std::nullopt;
    return match && match->parts.empty() && leads(visit, words) ? words : "";
}

/// Where each part of a page begins.
Items contents(const std::vector<Block>& blocks)
{
    Items items;
    for (const Block& block : blocks) {
        const auto* heading = std::get_if<Heading>(&block.value);
        if (heading == nullptr || heading->id.empty()) continue;
        items.items.push_back({Prose{{Span{heading->text.vi, '#' + heading->id}}}});
    }
    return items;
}

Reply show_manual(Visit& visit)
{
    const auto shown = std::ranges::find(pages, visit.route().path, &ManualPage::path);
    const MarkdownNames names{page_of_file,
                              [&](const std::string& words) { return page_named(visit, words); }, picture};
    Page page{shown->title};
    page.print = true;
    page.blocks = read_markdown(manual_text(*shown, visit.language()), names);
    const auto first_part = std::ranges::find_if(
        page.blocks, [](const Block& block) { return std::holds_alternative<Heading>(block.value); });
    page.blocks.insert(first_part, contents(page.blocks));
    return page;
}

} // namespace

std::span<const ManualPage> manual_pages()
{
    return pages;
}

std::string_view manual_text(const ManualPage& page, Language language)
{
    return built_in("manual/" + std::string{language == Language::vi ? "vi/" : "en/"} + page.file + ".md");
}

bool leads(const Visit& visit, const std::string& to)
{
    const auto match = all_routes().find(Method::get, filled_path(to, {}));
    const bool for_some = match && match->route->rule.access.who == Access::Who::these;
    return !visit.signed_in() || !for_some || visit.may(match->route->rule.access.duties);
}

void add_manual_routes(Routes& routes)
{
    for (const ManualPage& page : pages)
        routes.page(page.path, {.access = for_anybody, .summary = page.title}, show_manual);
}

} // namespace radcert::web
