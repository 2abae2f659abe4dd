#include "web/rule_blocks.h"

#include "registry/offices.h"
#include "web/part.h"

namespace radcert::web {

const casework::RulebookInUse& rulebook_asked(Visit& visit)
{
    return visit.rulebooks().in_force(visit.database(), visit.as_of().known_by);
}

Date rules_day(Visit& visit)
{
    const Date day = visit.as_of().in_force;
    return visit.day("on").value_or(day);
}

std::string own_authority(Visit& visit)
{
    return registry::load_register(visit.database()).authority;
}

Tone tone_of(casework::RowForce force)
{
    return force == casework::RowForce::open ? Tone::near : Tone::good;
}

Cell standing_cell(const casework::RuleLine& line)
{
    return Cell::coded(word(line.standing), name(line.standing));
}

Cell force_cell(const casework::RuleLine& line)
{
    static const char* const words[]{"decides", "adopted", "open"};
    return Cell::coded(words[std::size_t(line.force)], name(line.force));
}

Listing rule_list(Visit& visit, const std::vector<casework::RuleLine>& lines, const Words& caption,
                  const char* key)
{
    const Language language = visit.language();
    documents::Table table{{"id", {"Mã dòng", "Row"}},
                           {"topic", {"Nội dung", "Topic"}},
                           {"title", {"Quy định", "Rule"}},
                           {"citation", {"Căn cứ", "Citation"}},
                           {"standing", {"Mức tin cậy", "Standing"}},
                           {"decides", {"Quyết định hồ sơ", "Decides files"}},
                           {"from", {"Từ ngày", "From"}},
                           {"to", {"Đến hết ngày", "Last day"}}};
    const bool parted = std::string_view{key} == "rules";
    const Part part{visit, lines.size(), parted ? rows_of_a_page : rows_of_a_twin};
    Listing list{key, caption, std::move(table)};
    for (std::size_t at = part.first(); at < part.last(); ++at) {
        const casework::RuleLine& line = lines[at];
        list.table.row({line.id, Cell::coded(line.topic, line.topic_name), line.title.in(language),
                        line.citation.in(language), standing_cell(line), force_cell(line), to_iso(line.from),
                        line.to ? Cell{to_iso(*line.to)} : Cell{}});
        list.links.push_back({address({"rules", line.id})});
        list.tones.push_back(
            {Tone::plain, Tone::plain, Tone::plain, Tone::plain, Tone::plain, tone_of(line.force)});
    }
    if (parted) part.tell(list);
    list.empty = {"Không có dòng nào như vậy.", "There is no such row."};
    return list;
}

Listing adoption_list(Visit& visit, const std::vector<casework::RowAdopted>& adoptions)
{
    const Language language = visit.language();
    documents::Table table{
        {"row", {"Dòng", "Row"}},           {"authority", {"Cơ quan", "Authority"}},
        {"from", {"Từ ngày", "From"}},      {"to", {"Đến hết ngày", "Last day"}},
        {"by", {"Người quyết định", "By"}}, {"second", {"Người thứ hai", "Second person"}},
        {"basis", {"Căn cứ", "Basis"}},     {"not_needed", {"Không còn cần", "Not needed any more"}}};
    Listing list{"adoptions", {"Những dòng được áp dụng", "Adopted rows"}, std::move(table)};
    list.caption_shown = false; // every page has said it
    const auto cells = visit.cells();
    for (const auto& each : adoptions) {
        list.table.row({each.row, cells("authority", each.authority), to_iso(each.from),
                        each.to ? Cell{to_iso(*each.to)} : Cell{}, each.by, each.second,
                        each.basis.in(language), each.idle.empty() ? Cell{} : Cell{each.idle.in(language)}});
        list.links.push_back({address({"rules", each.row})});
    }
    list.empty = {"Cơ quan chưa áp dụng dòng nào.", "The authority has adopted no row."};
    return list;
}

} // namespace radcert::web
