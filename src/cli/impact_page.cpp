#include "cli/impact_page.h"

#include <algorithm>

#include "cli/fields.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/report.h"
#include "rules/citation.h"

namespace radcert::cli {
namespace {

using casework::Impact;
using casework::Touched;

/// The page shows so many groups, facilities and files; --json and --csv have all of them.
constexpr std::size_t most_groups = 20, most_facilities = 10, most_files = 20;

std::string outcome_said(const std::string& outcome, Language language)
{
    static const Words silent{"không áp dụng", "does not apply"};
    const auto known = outcome_from(outcome);
    return (known ? name(*known) : silent).in(language);
}

const rules::Row* row_named(const rules::Rulebook& book, const std::string& id)
{
    const auto found = std::ranges::find(book.requirements, id, &rules::Requirement::id);
    return found == book.requirements.end() ? nullptr : &*found;
}

std::string citation_of(const ImpactTold& told, const std::string& id, Language language)
{
    if (const auto* row = row_named(told.after, id)) return citation_text(told.after, *row, language);
    if (const auto* row = row_named(told.before, id)) return citation_text(told.before, *row, language);
    return {};
}

std::string clause_said(const casework::ClauseChange& clause, Language language)
{
    return clause.row + ": " + outcome_said(clause.before, language) + " → " +
           outcome_said(clause.after, language);
}

std::size_t sum(const casework::VerdictCounts& counts, bool flipped_only)
{
    std::size_t total = 0;
    for (std::size_t from = 0; from < counts.size(); ++from)
        for (std::size_t to = 0; to < counts.size(); ++to)
            if (!flipped_only || from != to) total += counts[from][to];
    return total;
}

class ImpactPage {
public:
    ImpactPage(const ImpactTold& told, Language language)
        : told_{told}, found_{told.impact}, page_{report_width, language, colour_wanted()}
    {
    }

    std::string take()
    {
        page_.heading(page_.say({"Tác động của bộ quy định mới: ", "What the new rulebook changes: "}) +
                          named(told_.before) + " → " + named(told_.after),
                      Colour::bold);
        days();
        page_.blank();
        asked();
        rewritten();
        groups();
        facilities();
        equipment();
        hanging();
        not_asked();
        if (!found_.groups.empty() && told_.witnesses.empty()) {
            page_.blank();
            page_.paragraph(page_.say({"lưu hồ sơ minh họa của mỗi nhóm: --witnesses THƯ MỤC",
                                       "to save a file that shows each group: --witnesses DIR"}),
                            0, Colour::dim);
        }
        return page_.take();
    }

private:
    /// Two drafts may bear the same version.
    std::string named(const rules::Rulebook& book) const
    {
        constexpr std::size_t enough = 16;
        if (told_.before.version != told_.after.version) return book.version;
        return book.version + " (sha256:" + book.digest.substr(0, enough) + "…)";
    }

    void days()
    {
        std::string later;
        for (std::size_t i = 1; i < found_.days.size(); ++i)
            later += (later.empty() ? "" : ", ") + to_dmy(found_.days[i]);
        page_.paragraph(page_.say({"xét tại ngày ", "asked of "}) + to_dmy(found_.days.front()) +
                            (later.empty()
                                 ? ""
                                 : page_.say({"; và các ngày quy định thay đổi sau đó: ",
                                              "; and of the later days on which the law changes: "}) +
                                       later),
                        0, Colour::dim);
    }

    void asked()
    {
        for (std::size_t kind = 0; kind < casework::touched_count; ++kind) {
            if (!told_.asked[kind]) continue;
            const std::size_t all = sum(found_.counts[kind], false);
            const auto flips =
                std::size_t(std::ranges::count(found_.flips, Touched(kind), [&](const casework::Flip& flip) {
                    return found_.groups[flip.group].touched;
                }));
            page_.line(page_.say(name(Touched(kind))) + ": " + std::to_string(all),
                       std::to_string(flips) + page_.say({" đổi kết quả", " change"}), 2, "",
                       flips == 0 ? Colour::none : Colour::yellow);
        }
        if (found_.flips.empty())
            page_.paragraph(page_.say({"không ai bị đổi kết quả", "nobody's answer changes"}), 2,
                            Colour::green);
    }

    void rewritten()
    {
        for (std::size_t i = 0; i < found_.rewritten.size(); ++i) {
            if (i == most_groups) return more(found_.rewritten.size() - i);
            const auto& each = found_.rewritten[i];
            page_.paragraph(
                each.row +
                    page_.say({": viết lại những ngày đã qua; xét các ngày ấy bằng --on, ví dụ --on ",
                               ": rewrites days gone by; ask about them with --on, e.g. --on "}) +
                    to_iso(each.last),
                2, Colour::red);
        }
    }

    void groups()
    {
        for (std::size_t i = 0; i < found_.groups.size(); ++i) {
            if (i == most_groups) return more(found_.groups.size() - i);
            const casework::FlipGroup& group = found_.groups[i];
            page_.blank();
            page_.line(page_.say(name(group.touched)) + ": " + page_.say(name(group.before)) + " → " +
                           page_.say(name(group.after)),
                       std::to_string(group.count), 0, "", Colour::bold);
            for (const casework::ClauseChange& clause : group.clauses)
                page_.line(clause_said(clause, page_.language()),
                           citation_of(told_, clause.row, page_.language()), 2, "", Colour::none);
            const bool waits = group.touched == Touched::pending_file;
            page_.paragraph((waits ? page_.say({"ngày nộp sớm nhất ", "earliest filing day "})
                                   : page_.say({"từ ngày ", "from "})) +
                                to_dmy(group.first_day) + page_.say({"; ví dụ ", "; for example "}) +
                                group.witness,
                            2, Colour::dim);
            if (i < told_.witnesses.size()) page_.paragraph(told_.witnesses[i], 2, Colour::dim);
        }
    }

    void more(std::size_t left)
    {
        page_.paragraph(page_.say({"và ", "and "}) + std::to_string(left) +
                            page_.say({" mục khác: --json, --csv", " more: --json, --csv"}),
                        2, Colour::dim);
    }

    void facilities()
    {
        if (found_.by_facility.empty()) return;
        title({"Theo cơ sở", "By facility"});
        for (std::size_t i = 0; i < found_.by_facility.size(); ++i) {
            if (i == most_facilities) return more(found_.by_facility.size() - i);
            const auto& each = found_.by_facility[i];
            const std::string name = each.facility == 0
                                         ? page_.say({"không rõ cơ sở", "no facility recorded"})
                                         : "F-" + std::to_string(each.facility) + "  " + each.name;
            page_.line(name, std::to_string(each.count), 2, "", Colour::none);
        }
    }

    void equipment()
    {
        if (found_.by_equipment.empty()) return;
        title({"Theo thiết bị", "By equipment"});
        for (const auto& each : found_.by_equipment) {
            const auto code = told_.after.vocabulary.equipment_types.find(each.type);
            page_.line(code ? page_.say(told_.after.vocabulary.equipment_types.name(*code)) : each.type,
                       std::to_string(each.count), 2, "", Colour::none);
        }
    }

    void hanging()
    {
        if (found_.hang.empty()) return;
        title({"Hồ sơ cần quy định chuyển tiếp", "Files that take a transitional provision"});
        page_.paragraph(page_.say({"theo luật của ngày nộp / theo luật của ngày được hỏi:",
                                   "by the law of the filing day / by that of the day asked about:"}),
                        2);
        for (std::size_t i = 0; i < found_.hang.size(); ++i) {
            if (i == most_files) return more(found_.hang.size() - i);
            const auto& each = found_.hang[i];
            page_.line(each.application + "  " + to_dmy(each.filed_on),
                       page_.say(name(each.by_filing_day)) + " / " + page_.say(name(each.by_new_law)), 2, "",
                       Colour::none);
            page_.paragraph(each.rows.empty()
                                ? page_.say({"chưa có dòng chuyển tiếp", "no transitional row speaks of it"})
                                : page_.say({"dòng chuyển tiếp: ", "transitional row: "}) +
                                      joined(each.rows, ", "),
                            4, Colour::dim);
        }
    }

    void not_asked()
    {
        if (found_.not_asked.empty()) return;
        title({"Không hỏi được", "Could not be asked"});
        for (std::size_t i = 0; i < found_.not_asked.size(); ++i) {
            if (i == most_files) return more(found_.not_asked.size() - i);
            const auto& each = found_.not_asked[i];
            page_.paragraph(page_.say(name(each.touched)) + " " + each.number + ": " + page_.say(each.reason),
                            2);
        }
    }

    void title(const Words& words)
    {
        page_.blank();
        page_.heading(page_.say(words), Colour::bold);
    }

    const ImpactTold& told_;
    const Impact& found_;
    Page page_;
};

} // namespace

std::string impact_page(const ImpactTold& told, Language language)
{
    return ImpactPage{told, language}.take();
}

Table flips_table(const ImpactTold& told, Language language)
{
    Table table{{"kind", {"Loại", "Kind"}},
                {"number", {"Số", "Number"}},
                {"worker", {"Nhân viên", "Worker"}},
                {"facility", {"Cơ sở", "Facility"}},
                {"province", {"Tỉnh", "Province"}},
                {"role", {"Công việc", "Role"}},
                {"equipment", {"Thiết bị", "Equipment"}},
                {"before", {"Trước", "Before"}},
                {"after", {"Sau", "After"}},
                {"from", {"Từ ngày", "From"}},
                {"clauses", {"Điều khoản", "Clauses"}}};
    for (const casework::Flip& flip : told.impact.flips) {
        const casework::FlipGroup& group = told.impact.groups[flip.group];
        std::string clauses;
        for (const auto& clause : group.clauses)
            clauses += (clauses.empty() ? "" : "; ") + clause_said(clause, language);
        table.row({Cell::coded(word(group.touched), name(group.touched)), flip.number,
                   "W-" + std::to_string(flip.worker),
                   flip.facility == 0 ? Cell{} : Cell{"F-" + std::to_string(flip.facility)}, flip.province,
                   flip.role, joined(flip.equipment_types, ", "),
                   Cell::coded(word(group.before), name(group.before)),
                   Cell::coded(word(group.after), name(group.after)), to_iso(flip.day), clauses});
    }
    return table;
}

} // namespace radcert::cli
