#include <algorithm>
#include <map>
#include <set>

#include "rules/applies.h"
#include "rules/condition_words.h"
#include "workshop/authority_clash.h"
#include "workshop/fulfil.h"
#include "workshop/lint_report.h"
#include "workshop/situations.h"

namespace radcert::workshop {

using rules::AuthorityRow;
using rules::DeviceSet;
using rules::no_index;
using rules::Program;
using rules::Requirement;
using rules::Rulebook;
using rules::Screener;
using rules::Screening;
using rules::Tri;

namespace {

/// Looks at one file after another and keeps what each kind of trouble was first seen at.
class Situations {
public:
    Situations(const Program& program, LintFindings& found)
        : program_{program}, book_{program.book}, screener_{program}, found_{found},
          spoke_(book_.requirements.size()), applied_(book_.requirements.size()),
          answered_(book_.authorities.size())
    {
    }

    void look_at(const Dossier& file)
    {
        const Screening& screening = screener_.screen(file);
        for (const rules::Finding& finding : screening.findings)
            if (finding.row != no_index) spoke_[finding.row] = true;
        const DeviceSet equipment = screening.facts->devices;
        for (std::size_t i = 0; i < book_.requirements.size(); ++i) {
            const Requirement& row = book_.requirements[i];
            if (row.in_force.holds(file.application.filed_on) &&
                applies(row, file.application, equipment) != Tri::no)
                applied_[i] = true;
        }
        for (const std::uint16_t row : screening.competence.rows) answered_[row] = true;
        if (screening.verdict != Verdict::not_required && screening.competence.rows.empty() &&
            has_procedure(screening))
            nobody_decides(file);
        for (const Device& device : file.application.facility.devices)
            authorities_of(file, device, equipment);
        needs_of(file, equipment);
        if (screening.verdict != Verdict::not_required) contradictions(file);
    }

    void finish()
    {
        for (std::size_t i = 0; i < book_.requirements.size(); ++i) {
            if (spoke_[i]) continue;
            const Requirement& row = book_.requirements[i];
            if (const auto file = own_file(row, std::uint16_t(i))) silenced(row, *file, applied_[i]);
        }
        for (std::size_t i = 0; i < book_.authorities.size(); ++i) {
            if (!answered_[i]) unanswered(book_.authorities[i]);
        }
        for (auto& [what, finding] : once_) found_.push_back(std::move(finding));
    }

private:
    /// A finding that many files show is told once, with the first of them.
    void tell(LintKind kind, std::vector<std::string> rows, Words sentence, Words hint, const Dossier* file,
              const std::string& apart = {})
    {
        std::string key = std::string{word(kind)} + apart;
        for (const std::string& row : rows) key += ' ' + row;
        if (once_.contains(key)) return;
        std::optional<Witness> witness;
        if (file != nullptr) witness = Witness{*file, {}};
        once_.emplace(std::move(key), LintFinding{kind, std::move(rows), std::move(sentence), std::move(hint),
                                                  std::move(witness)});
    }

    /// Where the rulebook says that there is no procedure, there is nothing to decide.
    bool has_procedure(const Screening& screening) const
    {
        return std::ranges::none_of(screening.findings, [&](const rules::Finding& finding) {
            return finding.row != no_index && book_.requirements[finding.row].topic == Topic::procedure &&
                   book_.requirements[finding.row].standing == Standing::no_rule;
        });
    }

    void nobody_decides(const Dossier& file)
    {
        const Application& application = file.application;
        const Code type = application.facility.devices.front().type;
        const Words &role = book_.vocabulary.roles.name(application.role),
                    &equipment = book_.vocabulary.equipment_types.name(type);
        tell(LintKind::no_authority, {},
             {"không có dòng quy định thẩm quyền: " + role.vi + ", " + equipment.vi + ", ngày " +
                  to_dmy(application.filed_on),
              "no row says who decides: " + role.en + ", " + equipment.en + ", on " +
                  to_iso(application.filed_on)},
             {"thêm dòng thẩm quyền; nếu không rõ, ghi mức \"unknown\"",
              "add an authority row; where it is not known, one with standing \"unknown\""},
             &file, to_iso(application.filed_on) + equipment.en + role.en);
    }

    /// Of the rows that answer for one device, or for the file as a whole, two of the same standing that name
    /// different bodies.
    void authorities_of(const Dossier& file, const Device& device, DeviceSet equipment)
    {
        const auto rows =
            strongest_authorities(book_, file.application, equipment, device.type, file.application.filed_on);
        for (std::size_t i = 1; i < rows.size(); ++i) clash(file, device.type, *rows.front(), *rows[i]);
    }

    void clash(const Dossier& file, Code type, const AuthorityRow& first, const AuthorityRow& second)
    {
        const bool alike = same_answer(first, second);
        const Words &role = book_.vocabulary.roles.name(file.application.role),
                    &equipment = book_.vocabulary.equipment_types.name(type);
        const std::string pair_vi = first.id + " và " + second.id, pair_en = first.id + " and " + second.id;
        const std::string vi = " (" + role.vi + ", " + equipment.vi + ", ngày " +
                               to_dmy(file.application.filed_on) + ")",
                          en = " (" + role.en + ", " + equipment.en + ", on " +
                               to_iso(file.application.filed_on) + ")";
        const Dossier alone =
            empty_file(book_, file.application.filed_on, file.application.role, DeviceSet{1} << type,
                       file.application.facility.medical.value_or(true));
        tell(alike ? LintKind::twice_the_same : LintKind::two_authorities, {first.id, second.id},
             alike ? Words{pair_vi + " nói như nhau về cùng hồ sơ" + vi,
                           pair_en + " say the same of the same files" + en}
                   : Words{pair_vi + " giao cùng hồ sơ cho hai cơ quan" + vi,
                           pair_en + " give the same file to different bodies" + en},
             {"giữ một dòng, hoặc thu hẹp thiết bị, ngày của một dòng",
              "keep one, or narrow the equipment or the days of one"},
             &alone);
    }

    void needs_of(const Dossier& file, DeviceSet equipment)
    {
        const Requirement* best = nullptr;
        for (const Requirement& row : book_.requirements) {
            if (row.topic != Topic::certificate_need || row.fallback || !row.condition || row.overlay)
                continue;
            if (!row.in_force.holds(file.application.filed_on)) continue;
            if (applies(row, file.application, equipment) != Tri::yes) continue;
            if (best != nullptr && best->standing == row.standing &&
                best->condition->bound != row.condition->bound)
                tell(LintKind::two_needs, {best->id, row.id},
                     {best->id + " và " + row.id + " trả lời trái nhau về việc cần chứng chỉ",
                      best->id + " and " + row.id + " answer differently whether a certificate is needed"},
                     {"thu hẹp thiết bị hoặc ngày của một dòng", "narrow the equipment or the days of one"},
                     &file);
            if (best == nullptr || row.standing < best->standing) best = &row;
        }
    }

    /// Rows that evidence meets one by one, but not together.
    void contradictions(const Dossier& file)
    {
        const Fulfilment made = fulfil(screener_, program_, file);
        for (const std::uint16_t index : made.unmet) {
            const Requirement& row = book_.requirements[index];
            if (!row.condition) continue;
            for (const Edit& way : ways_to(*row.condition, true, file.application.filed_on, book_)) {
                Dossier alone = made.bare;
                way(alone);
                if (!is_met(alone, index)) continue;
                for (const std::uint16_t other : open_rows(alone))
                    if (can_be_met(made.bare, other)) against(alone, index, other);
            }
        }
    }

    bool is_met(const Dossier& file, std::uint16_t row)
    {
        const auto* finding = finding_of(screener_.screen(file), row);
        return finding != nullptr && finding->outcome == Outcome::met;
    }

    bool can_be_met(const Dossier& bare, std::uint16_t row)
    {
        const auto ways = ways_to(*book_.requirements[row].condition, true, bare.application.filed_on, book_);
        return is_met(bare, row) || std::ranges::any_of(ways, [&](const Edit& way) {
                   Dossier tried = bare;
                   way(tried);
                   return is_met(tried, row);
               });
    }

    /// Rows that decide and are not met, though they could be.
    std::vector<std::uint16_t> open_rows(const Dossier& file)
    {
        std::vector<std::uint16_t> rows;
        for (const rules::Finding& finding : screener_.screen(file).findings) {
            if (finding.row == no_index || finding.outcome == Outcome::met) continue;
            const Requirement& row = book_.requirements[finding.row];
            if (row.condition && row.on_failure != FailureAction::advise) rows.push_back(finding.row);
        }
        return rows;
    }

    /// Whether every way to meet `other` in a file that meets `row` breaks `row`.
    void against(const Dossier& file, std::uint16_t row, std::uint16_t other)
    {
        const Requirement &mine = book_.requirements[row], &theirs = book_.requirements[other];
        std::optional<Dossier> broken;
        for (const Edit& way : ways_to(*theirs.condition, true, file.application.filed_on, book_)) {
            Dossier tried = file;
            way(tried);
            if (!is_met(tried, other)) continue;
            if (is_met(tried, row)) return;
            broken = std::move(tried);
        }
        if (!broken) broken = file;
        const auto pair = std::minmax(mine.id, theirs.id);
        tell(LintKind::contradiction, {pair.first, pair.second},
             {"không hồ sơ nào đạt cả " + pair.first + " và " + pair.second,
              "no file meets both " + pair.first + " and " + pair.second},
             {"xem lại hai điều kiện", "look at the two conditions again"}, &*broken);
    }

    /// A file to which the row applies, in which it has something to speak about.
    std::optional<Dossier> own_file(const Requirement& row, std::uint16_t index)
    {
        auto file = file_for(book_, row, row.in_force.from);
        if (!file) {
            tell(LintKind::never_applies, {row.id},
                 {row.id + " không áp dụng được cho hồ sơ nào: các điều kiện áp dụng loại trừ nhau",
                  row.id + " applies to no file: its clauses exclude each other"},
                 {"xem lại \"applies_to\"", "look at \"applies_to\" again"}, nullptr);
            return std::nullopt;
        }
        if (row.overlay) {
            const Body& body = book_.overlays[*row.overlay].authority;
            if (body.kind == Body::Kind::province) file->application.facility.province = body.province;
        }
        if (!row.speaks_when) return file;
        for (const Edit& way : ways_to(*row.speaks_when, true, file->application.filed_on, book_)) {
            Dossier tried = *file;
            way(tried);
            if (finding_of(screener_.screen(tried), index) != nullptr) return std::nullopt; // it does speak
        }
        return file;
    }

    void silenced(const Requirement& row, const Dossier& file, bool applied)
    {
        const Screening& screening = screener_.screen(file);
        if (finding_of(screening, std::uint16_t(&row - book_.requirements.data())) != nullptr) return;
        if (screening.verdict == Verdict::not_required && !applied) return;
        tell(LintKind::always_silenced, {row.id},
             {row.id +
                  " không bao giờ lên tiếng: luôn có dòng khác trả lời thay, hoặc không đủ điều kiện để nói",
              row.id + " never speaks: another row always answers in its place, or it never may"},
             {"xem lại \"fallback\", \"speaks_when\", \"settles\" và ngày",
              "look at \"fallback\", \"speaks_when\", \"settles\" and the days again"},
             &file);
    }

    void unanswered(const AuthorityRow& row)
    {
        const auto file = file_for(book_, row, row.in_force.from);
        if (file) {
            const auto& rows = screener_.screen(*file).competence.rows;
            const auto index = std::uint16_t(&row - book_.authorities.data());
            if (std::ranges::find(rows, index) != rows.end()) return;
        }
        tell(file ? LintKind::always_silenced : LintKind::never_applies, {row.id},
             {row.id + " không trả lời cho hồ sơ nào", row.id + " answers for no file"},
             {"xem lại thiết bị, công việc, ngày và mức tin cậy của dòng",
              "look at its equipment, roles, days and standing again"},
             file ? &*file : nullptr);
    }

    const Program& program_;
    const Rulebook& book_;
    Screener screener_;
    LintFindings& found_;
    std::vector<bool> spoke_, applied_, answered_;
    std::map<std::string, LintFinding> once_;
};

/// Everything that a requirement asks, but its name and its source.
std::string asked_by(const Requirement& row, const Vocabulary& words)
{
    std::string key = std::string{word(row.topic)} + '|' + std::string{word(row.on_failure)} + '|' +
                      to_iso(row.in_force.from) + '|' + (row.in_force.to ? to_iso(*row.in_force.to) : "") +
                      '|';
    for (const auto& asked : row.applies) {
        key += std::to_string(asked.roles) + ',' + std::to_string(asked.procedures) + ',' +
               std::to_string(asked.channels) + ',' +
               (asked.medical ? std::to_string(int(*asked.medical)) : "") + ',';
        for (const DeviceSet set : asked.devices.has) key += std::to_string(set) + '+';
        key += ',' + (asked.devices.only ? std::to_string(*asked.devices.only) : "") + ',' +
               (asked.devices.other_than ? std::to_string(*asked.devices.other_than) : "") + ';';
    }
    if (row.condition) rules::ConditionWords{key, words, Language::en}.condition(*row.condition);
    return key;
}

void check_doubles(const Rulebook& book, LintFindings& found)
{
    std::map<std::string, const Requirement*> known;
    for (const Requirement& row : book.requirements) {
        if (!row.condition || row.overlay) continue;
        const auto [first, fresh] = known.emplace(asked_by(row, book.vocabulary), &row);
        if (fresh || row.condition->check == rules::Check::judgement) continue;
        const std::string& other = first->second->id;
        auto file = file_for(book, row, row.in_force.from);
        found.push_back({LintKind::twice_the_same,
                         {other, row.id},
                         {other + " và " + row.id + " đòi hỏi như nhau đối với cùng hồ sơ",
                          other + " and " + row.id + " ask the same of the same files"},
                         {"giữ một dòng", "keep one of them"},
                         file ? std::optional{Witness{*file, {}}} : std::nullopt});
    }
}

} // namespace

void lint_situations(const Program& program, LintFindings& found)
{
    check_doubles(program.book, found);
    Situations situations{program, found};
    for (const Dossier& file : every_situation(program)) situations.look_at(file);
    situations.finish();
}

} // namespace radcert::workshop
