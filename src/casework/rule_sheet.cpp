#include <algorithm>

#include "casework/book_rows.h"
#include "casework/rule_words.h"
#include "rules/plan.h"
#include "workshop/gap_words.h"

namespace radcert::casework {
namespace {

Words in_both(const std::string& text)
{
    return {text, text};
}

/// What follows where a requirement is not met.
const Words& failure_in_words(FailureAction action)
{
    static const Words all[]{
        {"từ chối: không giấy tờ nào bổ sung được", "refuse: no further paper can cure it"},
        {"yêu cầu bổ sung: người nộp có thể hoàn thiện",
         "ask for a supplement: the applicant may complete it"},
        {"chuyển cán bộ xem xét: dòng này không tự từ chối",
         "refer to an officer: it never rejects by itself"},
        {"lưu ý: không ảnh hưởng đến kết quả", "advise: the result does not hang on it"}};
    return all[std::size_t(action)];
}

std::string dong_in_words(std::int64_t dong)
{
    std::string digits = std::to_string(dong);
    for (auto at = std::ptrdiff_t(digits.size()) - 3; at > 0; at -= 3) digits.insert(std::size_t(at), ".");
    return digits;
}

Words clock_in_words(const rules::Clock& clock)
{
    const Words what = clock.name == "check"    ? Words{"kiểm tra hồ sơ", "check of the file"}
                       : clock.name == "decide" ? Words{"thẩm định, trả kết quả", "appraisal and result"}
                                                : in_both(clock.name);
    const std::string days = std::to_string(clock.working_days);
    return {what.vi + ": " + days + " ngày làm việc " + clock.starts.vi,
            what.en + ": " + days + " working days " + clock.starts.en};
}

Words posts_in_words(const Vocabulary& words, const rules::StaffingDuty& row)
{
    Words text;
    for (const auto& post : row.posts) {
        const Words& role = words.roles.name(post.role);
        const std::string least = std::to_string(post.at_least.value_or(0));
        text.vi += (text.vi.empty() ? "" : "; ") +
                   (post.at_least ? "ít nhất " + least + " " + role.vi : "mỗi người làm việc: " + role.vi);
        text.en +=
            (text.en.empty() ? "" : "; ") + (post.at_least ? "at least " + least + " " + role.en
                                                           : "each person who does the work: " + role.en);
    }
    return text;
}

Words term_in_words(const rules::ValidityRule& row)
{
    if (row.unlimited) return {"không thời hạn", "without end"};
    if (!row.months) return {"thời hạn chưa rõ", "for a term that is not known"};
    const std::string months = std::to_string(*row.months);
    return {"có giá trị " + months + " tháng", "for " + months + " months"};
}

/// What a condition asks; of a need row whether a certificate is asked for.
Words asked_in_words(const Vocabulary& words, const rules::Requirement& row)
{
    if (!row.condition) return {};
    if (row.condition->check == rules::Check::in_force && row.topic == Topic::certificate_need)
        return row.condition->bound != 0 ? Words{"phải có chứng chỉ", "a certificate is required"}
                                         : Words{"không cần chứng chỉ", "no certificate is required"};
    return condition_in_words(words, *row.condition);
}

/// Writes a sheet's points: only what the row states.
class SheetWriter {
public:
    SheetWriter(const rules::Rulebook& book, RuleSheet& sheet)
        : book_{book}, words_{book.vocabulary}, sheet_{sheet}
    {
    }

    void write(const BookRow& one)
    {
        point("applies_to", {"Áp dụng cho", "Applies to"}, applies_in_words(words_, *one.row));
        if (one.requirement != nullptr) requirement(*one.requirement);
        if (one.authority != nullptr) authority(*one.authority);
        if (one.procedure != nullptr) procedure(*one.procedure);
        if (one.validity != nullptr) point("term", {"Thời hạn", "Term"}, term_in_words(*one.validity));
        if (one.fee != nullptr) fee(*one.fee);
        if (one.duty != nullptr) duty(*one.duty);
        if (one.programme != nullptr) programme(*one.programme);
        if (one.row->transitional)
            point("transitional", {"Chuyển tiếp", "Transitional"},
                  {"nói về hồ sơ nộp trước ngày đầu của văn bản",
                   "speaks of files from before its text's first day"});
        point("note", {"Ghi chú", "Note"}, one.row->note);
        sheet_.says = sentence(one);
    }

private:
    void point(const char* key, const Words& called, const Words& said)
    {
        if (!said.empty()) sheet_.points.push_back({key, called, said});
    }

    void requirement(const rules::Requirement& row)
    {
        point("condition", {"Điều kiện", "What it asks"}, asked_in_words(words_, row));
        if (row.speaks_when)
            point("speaks_when", {"Chỉ nói khi", "Speaks only when"},
                  condition_in_words(words_, *row.speaks_when));
        point("on_failure", {"Nếu không đạt", "Where it is not met"}, failure_in_words(row.on_failure));
        if (row.deciding_date == rules::DecidingDate::completed_on)
            point("deciding_date", {"Xét theo ngày", "Judged on the day"},
                  {"hồ sơ đầy đủ, hợp lệ", "on which the file is complete"});
        if (row.fallback)
            point("fallback", {"Dự phòng", "Fallback"},
                  {"chỉ áp dụng khi không dòng nào khác cùng nội dung áp dụng",
                   "only where no other row of its topic applies"});
        point("settles", {"Làm rõ dòng", "Settles the row"}, in_both(row.settles));
        if (row.overlay) {
            const rules::Overlay& overlay = book_.overlays[*row.overlay];
            point("overlay", {"Quy định riêng", "Own rules"}, overlay.title);
            point("overlay_basis", {"Căn cứ của quy định riêng", "What these rest on"}, overlay.basis);
        }
    }

    void authority(const rules::AuthorityRow& row)
    {
        point("bodies", {"Cơ quan có thẩm quyền", "Competent body"}, bodies_in_words(row));
        if (row.devices != 0) point("devices", {"Đối với thiết bị", "For devices"}, devices(row.devices));
        point("procedure_code", {"Mã thủ tục", "Procedure"}, in_both(row.procedure_code.value_or("")));
    }

    void procedure(const rules::Procedure& row)
    {
        point("procedure_code", {"Mã thủ tục", "Procedure"}, in_both(row.code));
        point("level", {"Cấp giải quyết", "Level"},
              row.level == "province" ? Words{"cấp tỉnh", "province"} : Words{"cấp trung ương", "central"});
        Words clocks;
        for (const rules::Clock& clock : row.clocks) {
            const Words one = clock_in_words(clock);
            clocks.vi += (clocks.vi.empty() ? "" : "; ") + one.vi;
            clocks.en += (clocks.en.empty() ? "" : "; ") + one.en;
        }
        point("clocks", {"Thời hạn giải quyết", "Days to handle it"}, clocks);
        std::string replaced;
        for (const std::string& each : row.replaces) replaced += (replaced.empty() ? "" : ", ") + each;
        point("replaces", {"Thay thế", "Replaces"}, in_both(replaced));
    }

    void fee(const rules::Fee& row)
    {
        if (row.dong) {
            const std::string dong = dong_in_words(*row.dong);
            point("dong", {"Mức thu", "Amount"}, {dong + " đồng", dong + " dong"});
        }
        point("for", {"Thu cho", "For"},
              row.certificate ? Words{"chứng chỉ nhân viên bức xạ", "the certificate of a radiation worker"}
                              : Words{"giấy phép hoặc việc khác", "a licence or something else"});
    }

    void duty(const rules::StaffingDuty& row)
    {
        point("posts", {"Phải có", "Asks for"}, posts_in_words(words_, row));
        if (!row.expressible)
            point("expressible", {"Lưu ý", "Mind"},
                  {"thiết bị không cho biết công việc này có được làm hay không",
                   "the equipment does not show whether this kind of work is done"});
    }

    void programme(const rules::TrainingProgramme& row)
    {
        point("number", {"Chương trình số", "Programme"}, in_both(std::to_string(row.number)));
        if (row.devices != 0) point("devices", {"Đối với thiết bị", "For devices"}, devices(row.devices));
    }

    Words devices(rules::DeviceSet set) const
    {
        return {workshop::equipment_words(words_, set, Language::vi),
                workshop::equipment_words(words_, set, Language::en)};
    }

    /// "Hồ sơ nộp từ ngày … đến hết ngày …, mọi hồ sơ: ….", by the points that say what is asked.
    Words sentence(const BookRow& one) const
    {
        static const char* const telling[]{"condition", "bodies", "clocks", "term",
                                           "dong",      "posts",  "devices"};
        const Words span = span_in_words(one.row->in_force), applies = applies_in_words(words_, *one.row);
        Words subject{"Hồ sơ nộp ", "Files that are lodged "};
        if (one.validity != nullptr) subject = {"Chứng chỉ cấp ", "Certificates issued "};
        if (one.duty != nullptr) subject = {"Cơ sở, ", "Facilities, "};
        if (one.requirement != nullptr && one.requirement->deciding_date == rules::DecidingDate::completed_on)
            subject = {"Hồ sơ đủ, hợp lệ ", "Files that are complete "};
        Words said{subject.vi + span.vi + " (" + applies.vi + "): ",
                   subject.en + span.en + " (" + applies.en + "): "};
        const auto told =
            std::ranges::find_if(telling, [&](const char* key) { return find_point(key) != nullptr; });
        const RuleSheet::Point* asked = told == std::end(telling) ? nullptr : find_point(*told);
        const Words& what = asked != nullptr ? asked->said : one.row->title;
        said.vi += what.vi + ending(what.vi);
        said.en += what.en + ending(what.en);
        if (const auto* failure = find_point("on_failure");
            failure != nullptr && one.requirement->condition) {
            said.vi += " Nếu không đạt, " + failure->said.vi + '.';
            said.en += " Where it is not met, " + failure->said.en + '.';
        }
        return said;
    }

    const RuleSheet::Point* find_point(std::string_view key) const
    {
        const auto found = std::ranges::find(sheet_.points, key, &RuleSheet::Point::key);
        return found == sheet_.points.end() ? nullptr : &*found;
    }
    static const char* ending(const std::string& text)
    {
        return text.ends_with('.') || text.ends_with('?') ? "" : ".";
    }

    const rules::Rulebook& book_;
    const Vocabulary& words_;
    RuleSheet& sheet_;
};

RuleSheet::Text text_of(const rules::Instrument& text)
{
    return {text.number, text.title, text.issuer, text.note, text.standing, text.from, text.to};
}

/// Whether what the remedy changes is something that the row looks at. One that only confirms what is on
/// record has to tell something that the row tests.
bool may_cure(const rules::Remedy& remedy, const rules::Requirement& row)
{
    if (!touches(remedy, row)) return false;
    if (remedy.act != rules::Remedy::Act::confirm) return true;
    bool tested = false;
    each_check(*row.condition, [&](const rules::Condition& check) {
        for (const auto& given : remedy.given) {
            const auto tests = [&](const rules::FieldTest& test) { return test.column == given.column; };
            tested |= check.list == remedy.list &&
                      (std::ranges::any_of(check.where, tests) || std::ranges::any_of(check.must, tests));
        }
    });
    return tested;
}

void add_neighbours(RuleSheet& sheet, const rules::Rulebook& book, const BookRow& one, Date on,
                    const std::string& authority)
{
    constexpr std::chrono::days day{1};
    const rules::Span& span = one.row->in_force;
    for (const BookRow& other : rows_of(book)) {
        if (other.row == one.row || other.topic.word != one.topic.word) continue;
        const rules::Span& beside = other.row->in_force;
        if (beside.to && *beside.to + day == span.from)
            sheet.before.push_back(line_of(book, other, on, authority));
        if (span.to && *span.to + day == beside.from)
            sheet.after.push_back(line_of(book, other, on, authority));
        if (other.requirement != nullptr && other.requirement->settles == one.row->id)
            sheet.settled_by.push_back(line_of(book, other, on, authority));
    }
}

} // namespace

RuleSheet rule_sheet(const RulebookInUse& rules, const std::string& id, Date on, const std::string& authority)
{
    const rules::Rulebook& book = rules.book;
    const BookRow one = find_book_row(book, id);
    RuleSheet sheet;
    sheet.line = line_of(book, one, on, authority);
    sheet.standing_means =
        one.row->standing > Standing::secondary && sheet.line.force == RowForce::adopted
            ? Words{"Dòng này chưa được văn bản nào xác nhận; nó quyết định vì cơ quan đã áp dụng.",
                    "No text confirms the row; it decides because the authority adopted it."}
            : meaning(one.row->standing);
    sheet.text = text_of(book.instruments[one.row->citation.index]);
    SheetWriter{book, sheet}.write(one);
    if (one.requirement != nullptr) {
        sheet.remedy = one.requirement->remedy;
        for (const rules::Remedy& remedy : book.remedies) {
            if (may_cure(remedy, *one.requirement)) sheet.steps.push_back({remedy.title, remedy.days});
        }
    }
    for (const rules::Adoption& each : book.adoptions) {
        if (each.row == one.row->id) sheet.adoptions.push_back(adopted_row(book, each, on));
    }
    add_neighbours(sheet, book, one, on, authority);
    sheet.adoptable = may_be_adopted(one);
    return sheet;
}

} // namespace radcert::casework
