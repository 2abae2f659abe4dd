#include "web/coverage_blocks.h"

#include "casework/words_of.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

using casework::column;
using casework::Coverage;
using casework::CoverageState;
using casework::RoleCoverage;
using casework::worker_name;

/// Who fills a role: those who count for it, then those who would with a paper or a post more.
Cell holders_cell(const RoleCoverage& role)
{
    std::string ids;
    Words shown;
    for (const auto& holder : role.holders) {
        const std::string id = worker_name(holder.worker);
        Words state{"", ""};
        if (holder.counts && holder.to)
            state = {" đến hết " + to_dmy(*holder.to), " until " + to_dmy(*holder.to)};
        else if (!holder.counts && !holder.post_recorded)
            state = {" (chưa ghi vị trí công tác)", " (no post on record)"};
        else if (!holder.counts && holder.lapsed)
            state = {" (chứng chỉ không còn hiệu lực)", " (certificate not in force)"};
        else if (!holder.counts && holder.certificate.empty())
            state = {" (chưa ghi chứng chỉ)", " (no certificate on record)"};
        const char* const gap = ids.empty() ? "" : "; ";
        ids += gap + id;
        shown.vi += gap + holder.full_name + ' ' + id + state.vi;
        shown.en += gap + holder.full_name + ' ' + id + state.en;
    }
    return ids.empty() ? Cell{} : Cell::coded(ids, shown);
}

Cell rows_cell(const std::vector<std::string>& rows)
{
    std::string all;
    for (const std::string& row : rows) all += (all.empty() ? "" : ", ") + row;
    return all.empty() ? Cell{} : Cell{all};
}

/// Units are in use, and no rule says which roles they ask for.
bool no_rule_says(const Coverage& found)
{
    return found.roles.empty() && found.equipment > 0;
}

Notice no_rule_notice(const Coverage& found)
{
    const std::string day = to_dmy(found.on);
    return {
        Notice::Kind::warning,
        {"Chưa xác định: bộ quy định không có quy định về nhân sự cho các thiết bị này ở ngày " + day + ".",
         "Undetermined: the rulebook holds no staffing rule for this equipment on " + day + "."},
        {{"Không có nghĩa là không cần ai.", "That does not mean that nobody is asked for."}},
        {{{"Quy định về nhân lực của cơ sở, mọi thời kỳ", "Staffing rules of every period"},
          address({"rules"}, {{"topic", "staffing"}, {"on", to_iso(found.on)}, {"all", "1"}}),
          true}}};
}

/// The first day on which something is uncovered, or that there is no rule to say so.
std::vector<Block> first_gap(const Coverage& found)
{
    if (no_rule_says(found)) return {no_rule_notice(found)};
    if (!found.uncovered_from) return {};
    const std::string day = to_dmy(*found.uncovered_from);
    return {Notice{
        Notice::Kind::warning,
        {"Ngày đầu tiên thiếu người: " + day + ".", "First day that something is uncovered: " + day + "."}}};
}

Listing role_list(Visit& visit, const Coverage& found)
{
    const casework::FieldCells cells = visit.cells();
    Listing list{"coverage",
                 {"Đủ người có chứng chỉ không, đến bao giờ", "Certified roles: who fills them until when"},
                 documents::Table{column("role"),
                                  {"at_least", {"Ít nhất", "At least"}},
                                  {"state", {"Tình trạng", "State"}},
                                  {"uncovered_from", {"Thiếu từ ngày", "Uncovered from"}},
                                  {"holders", {"Người đảm nhận", "Who fills it"}},
                                  {"rules", {"Căn cứ", "By"}},
                                  {"single_point", {"Chỉ một người", "One person only"}}}};
    for (const RoleCoverage& role : found.roles) {
        list.table.row({cells("role", role.role), role.at_least,
                        Cell::coded(word(role.state), name(role.state)), cells("to_day", role.uncovered_from),
                        holders_cell(role), rows_cell(role.rules), role.single_point});
        list.tones.push_back({Tone::plain, Tone::plain, tone_of(role.state)});
        list.links.push_back(
            {"", "", "", "", "", role.rules.size() == 1 ? address({"rules", role.rules.front()}) : ""});
    }
    const std::string day = to_dmy(found.on);
    list.empty = no_rule_says(found) ? Words{"Chưa xác định được cần những công việc nào.",
                                             "Which roles are asked for is undetermined."}
                                     : Words{"Sổ không ghi thiết bị nào đang dùng ở ngày " + day + ".",
                                             "No equipment in use on " + day + " is on record."};
    return list;
}

} // namespace

Tone tone_of(CoverageState state)
{
    switch (state) {
    case CoverageState::covered: return Tone::good;
    case CoverageState::uncovered: return Tone::bad;
    case CoverageState::undetermined: return Tone::near;
    case CoverageState::not_asked: break;
    }
    return Tone::muted;
}

std::vector<Block> coverage_blocks(Visit& visit, const Coverage& coverage)
{
    std::vector<Block> blocks = first_gap(coverage);
    blocks.emplace_back(role_list(visit, coverage));
    blocks.emplace_back(
        Paragraph{{"Công việc không thể hiện qua thiết bị (ví dụ sản xuất đồng vị) không nằm trong bảng này.",
                   "Work that equipment does not show (such as making radioisotopes) is not in this table."},
                  true});
    return blocks;
}

} // namespace radcert::web
