#include "web/plan_blocks.h"

#include "web/address.h"

namespace radcert::web {
namespace {

using casework::PlannedRow;
using casework::PlannedWay;
using documents::Table;

/// "Ít công sức nhất: nộp sớm nhất 05/03/2026, điểm công sức 3 (càng ít càng nhẹ việc)"
Words caption_of(const Words& called, const PlannedWay& way, bool supplement)
{
    const std::string day = to_dmy(way.filing), effort = std::to_string(way.effort);
    const Words when = supplement ? Words{"đủ từ ngày " + day, "complete on " + day}
                                  : Words{"nộp sớm nhất " + day, "file on " + day};
    return {called.vi + ": " + when.vi + ", điểm công sức " + effort + " (càng ít càng nhẹ việc).",
            called.en + ": " + when.en + ", effort points " + effort + " (the fewer, the less work)."};
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

/// The heading above says what it is; the caption is only read aloud.
Listing way_listing(const char* key, const Words& called, const PlannedWay& way)
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
    Listing listing{key, called, std::move(table)};
    listing.caption_shown = false;
    return listing;
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
    listing.caption_shown = false;
    for (const PlannedRow& row : stuck) {
        listing.table.row({row.requirement, Cell::coded(row.title.en, row.title),
                           Cell::coded(row.citation.vi, row.citation)});
        listing.links.push_back({address({"rules", row.requirement})});
    }
    listing.empty = {"Bộ quy định không ghi biện pháp nào.", "The rulebook states no remedies."};
    return listing;
}

} // namespace

std::vector<Block> plan_blocks(const casework::PlannedWork& work, Heading heading)
{
    std::vector<Block> blocks{std::move(heading)};
    if (!work.cheapest) {
        Listing stuck = stuck_listing(work.stuck);
        blocks.emplace_back(Paragraph{{stuck.caption.vi + ':', stuck.caption.en + ':'}});
        blocks.emplace_back(std::move(stuck));
        return blocks;
    }
    if (work.cheapest->steps.empty()) {
        blocks.emplace_back(Paragraph{{"Không phải làm gì thêm.", "Nothing has to be done."}});
        return blocks;
    }
    const auto add = [&](const char* key, const Words& called, const PlannedWay& way) {
        blocks.emplace_back(Paragraph{caption_of(called, way, work.supplement)});
        blocks.emplace_back(way_listing(key, called, way));
    };
    add("cheapest", {"Ít công sức nhất", "Least work"}, *work.cheapest);
    if (work.fastest) add("fastest", {"Sớm nhất", "Soonest"}, *work.fastest);
    blocks.emplace_back(Paragraph{
        {"Ngày và điểm công sức là ước lượng của bộ quy định, không phải luật. Việc xét là của cán bộ; kế "
         "hoạch chỉ giả định kết quả đạt.",
         "Days and effort are the rulebook's estimates, not law. A judgement is the officer's; a "
         "plan only assumes that it grants."},
        true});
    return blocks;
}

} // namespace radcert::web
