#include "web/plan_blocks.h"

#include "web/address.h"

namespace radcert::web {
namespace {

using casework::PlannedRow;
using casework::PlannedWay;
using documents::Table;

/// "Ít công nhất: nộp sớm nhất 05/03/2026, công 3"
Words caption_of(const Words& called, const PlannedWay& way, bool supplement)
{
    const std::string day = to_dmy(way.filing), effort = std::to_string(way.effort);
    const Words when = supplement ? Words{"đủ từ ngày " + day, "complete on " + day}
                                  : Words{"nộp sớm nhất " + day, "file on " + day};
    return {called.vi + ": " + when.vi + ", công " + effort,
            called.en + ": " + when.en + ", effort " + effort};
}

Cell settled(const std::vector<PlannedRow>& rows)
{
    std::string ids;
    Words shown;
    for (const PlannedRow& row : rows) {
        const char* const gap = ids.empty() ? "" : "; ";
        ids += gap + row.requirement;
        shown.vi += gap + row.title.vi + " (" + row.citation.vi + ')';
        shown.en += gap + row.title.en + " (" + row.citation.en + ')';
    }
    return ids.empty() ? Cell{} : Cell::coded(ids, shown);
}

Listing way_listing(const char* key, const Words& caption, const PlannedWay& way)
{
    Table table{{"step", {"Bước", "Step"}},
                {"title", {"Việc cần làm", "What to do"}},
                {"begin", {"Bắt đầu chậm nhất", "Begin by"}},
                {"settles", {"Để đạt", "So that this is met"}}};
    std::size_t number = 0;
    for (const auto& step : way.steps) {
        const std::string begin = to_dmy(step.begin);
        table.row({++number, Cell::coded(step.title.en, step.title),
                   Cell::coded(to_iso(step.begin), {begin, begin}), settled(step.settles)});
    }
    return Listing{key, caption, std::move(table)};
}

Listing stuck_listing(const std::vector<PlannedRow>& stuck)
{
    Table table{{"requirement", {"Dòng quy định", "Row"}},
                {"title", {"Yêu cầu", "Requirement"}},
                {"citation", {"Căn cứ", "Citation"}}};
    Listing listing{"stuck",
                    {"Không có cách nào trong bộ quy định làm hồ sơ này đủ điều kiện",
                     "No remedy of the rulebook makes this file eligible"},
                    std::move(table)};
    for (const PlannedRow& row : stuck) {
        listing.table.row({row.requirement, Cell::coded(row.title.en, row.title),
                           Cell::coded(row.citation.vi, row.citation)});
        listing.links.push_back({address({"rules", row.requirement})});
    }
    listing.empty = {"Bộ quy định không ghi biện pháp nào.", "The rulebook states no remedies."};
    return listing;
}

} // namespace

std::vector<Block> plan_blocks(const casework::PlannedWork& work)
{
    std::vector<Block> blocks{Heading{{"Việc cần làm", "What to do"}}};
    if (!work.cheapest) {
        blocks.emplace_back(stuck_listing(work.stuck));
        return blocks;
    }
    if (work.cheapest->steps.empty()) {
        blocks.emplace_back(Paragraph{{"Không phải làm gì thêm.", "Nothing has to be done."}});
        return blocks;
    }
    blocks.emplace_back(
        way_listing("cheapest", caption_of({"Ít công nhất", "Least work"}, *work.cheapest, work.supplement),
                    *work.cheapest));
    if (work.fastest)
        blocks.emplace_back(way_listing(
            "fastest", caption_of({"Sớm nhất", "Soonest"}, *work.fastest, work.supplement), *work.fastest));
    blocks.emplace_back(
        Paragraph{{"Ngày và công là ước lượng của bộ quy định, không phải luật. Việc xét là của cán bộ; kế "
                   "hoạch chỉ giả định kết quả đạt.",
                   "Days and effort are the rulebook's estimates, not law. A judgement is the officer's; a "
                   "plan only assumes that it grants."},
                  true});
    return blocks;
}

} // namespace radcert::web
