#include "workshop/describe.h"

#include "rules/applies_words.h"
#include "rules/citation.h"
#include "rules/condition_words.h"

namespace radcert::workshop {

using rules::Rulebook;

namespace {

Words same(const std::string& text)
{
    return {text, text};
}

Words day_said(const std::optional<Date>& day)
{
    return day ? Words{to_dmy(*day), to_iso(*day)} : Words{};
}

Words yes_no(bool value)
{
    return value ? Words{"có", "yes"} : Words{"không", "no"};
}

std::string joined_words(const std::vector<std::string>& all)
{
    std::string text;
    for (const std::string& one : all) text += (text.empty() ? "" : ", ") + one;
    return text;
}

/// Builds the points of one entry.
class Describer {
public:
    Describer(const Rulebook& book, std::string id, Words title) : book_{book}
    {
        made_.id = std::move(id);
        made_.title = std::move(title);
    }

    Describer& point(Words name, Words said, bool bears_on_past = true)
    {
        made_.points.push_back({std::move(name), std::move(said), bears_on_past});
        return *this;
    }

    /// What every dated row says.
    Describer& row(const rules::Row& row)
    {
        point({"tên", "title"}, row.title, false);
        point({"căn cứ", "citation"},
              {rules::citation_text(book_, row), rules::citation_text(book_, row, Language::en)}, false);
        point({"tin cậy", "standing"}, same(std::string{word(row.standing)}));
        point({"ngày đầu", "first day"}, day_said(row.in_force.from));
        point({"ngày cuối", "last day"}, day_said(row.in_force.to), false);
        Words applies;
        for (const auto& asked : row.applies) {
            applies.vi += (applies.vi.empty() ? "" : " | ") +
                          rules::applies_words(book_.vocabulary, asked, Language::vi);
            applies.en += (applies.en.empty() ? "" : " | ") +
                          rules::applies_words(book_.vocabulary, asked, Language::en);
        }
        point({"áp dụng cho", "applies to"}, applies);
        point({"ghi chú", "note"}, row.note, false);
        point({"chuyển tiếp", "transitional"}, yes_no(row.transitional), false);
        made_.from = row.in_force.from;
        made_.to = row.in_force.to;
        return *this;
    }

    Describer& condition(Words name, const std::optional<rules::Condition>& condition)
    {
        Words text;
        if (condition) {
            rules::ConditionWords{text.vi, book_.vocabulary, Language::vi}.condition(*condition);
            rules::ConditionWords{text.en, book_.vocabulary, Language::en}.condition(*condition);
        }
        return point(std::move(name), text);
    }

    Describer& not_law()
    {
        made_.is_law = false;
        return *this;
    }

    operator Described() { return std::move(made_); }

private:
    const Rulebook& book_;
    Described made_;
};

} // namespace

Described describe(const Rulebook& book, const rules::Instrument& text)
{
    return Describer{book, text.id, text.title}
        .not_law()
        .point({"số hiệu", "number"}, same(text.number))
        .point({"tên", "title"}, text.title)
        .point({"loại", "kind"}, same(text.kind))
        .point({"cơ quan ban hành", "issuer"}, text.issuer)
        .point({"ngày đầu", "first day"}, day_said(text.from))
        .point({"ngày cuối", "last day"}, day_said(text.to))
        .point({"thay thế", "replaces"}, same(joined_words(text.replaces)))
        .point({"tin cậy", "standing"}, same(std::string{word(text.standing)}))
        .point({"ghi chú", "note"}, text.note);
}

Described describe(const Rulebook& book, const rules::Requirement& row)
{
    return Describer{book, row.id, row.title}
        .row(row)
        .point({"chủ đề", "topic"}, name(row.topic))
        .condition({"điều kiện", "condition"}, row.condition)
        .point({"nếu không đạt", "on failure"}, name(row.on_failure))
        .condition({"chỉ nói khi", "speaks when"}, row.speaks_when)
        .point({"cách khắc phục", "remedy"}, row.remedy, false)
        .point({"xét theo ngày", "deciding date"}, row.deciding_date == rules::DecidingDate::filed_on
                                                       ? Words{"nộp hồ sơ", "filed"}
                                                       : Words{"hồ sơ hợp lệ", "file complete"})
        .point({"nhóm minh chứng", "evidence group"}, same(row.evidence_group))
        .point({"dự phòng", "fallback"}, yes_no(row.fallback))
        .point({"làm rõ dòng", "settles"}, same(row.settles));
}

Described describe(const Rulebook& book, const rules::AuthorityRow& row)
{
    return Describer{book, row.id, row.title}
        .row(row)
        .point({"cơ quan", "bodies"},
               {rules::body_words(row, Language::vi), rules::body_words(row, Language::en)})
        .point({"cách chọn", "mode"}, same(std::string{word(row.mode)}))
        .point({"thiết bị", "devices"}, same(rules::device_words(book.vocabulary, row.devices)))
        .point({"mã thủ tục", "procedure code"}, same(row.procedure_code.value_or("")));
}

Described describe(const Rulebook& book, const rules::Procedure& row)
{
    Words clocks;
    for (const rules::Clock& clock : row.clocks) {
        const std::string days = clock.name + ": " + std::to_string(clock.working_days);
        clocks.vi += (clocks.vi.empty() ? "" : "; ") + days + " ngày làm việc, " + clock.starts.vi;
        clocks.en += (clocks.en.empty() ? "" : "; ") + days + " working days, " + clock.starts.en;
    }
    return Describer{book, row.id, row.title}
        .row(row)
        .point({"mã thủ tục", "code"}, same(row.code))
        .point({"cấp", "level"}, same(row.level))
        .point({"cấp chứng chỉ", "issues certificates"}, yes_no(row.certificate))
        .point({"thời hạn", "clocks"}, clocks)
        .point({"thay thế", "replaces"}, same(joined_words(row.replaces)), false);
}

Described describe(const Rulebook& book, const rules::ValidityRule& row)
{
    const Words term =
        row.unlimited ? Words{"không thời hạn", "no end"}
        : row.months  ? Words{std::to_string(*row.months) + " tháng", std::to_string(*row.months) + " months"}
                      : Words{};
    return Describer{book, row.id, row.title}.row(row).point({"thời hạn", "term"}, term);
}

Described describe(const Rulebook& book, const rules::Fee& row)
{
    return Describer{book, row.id, row.title}
        .row(row)
        .point({"cho chứng chỉ", "for certificates"}, yes_no(row.certificate))
        .point({"đồng", "dong"}, same(row.dong ? std::to_string(*row.dong) : ""));
}

Described describe(const Rulebook& book, const rules::StaffingDuty& row)
{
    Words posts;
    for (const auto& post : row.posts) {
        const std::string& role = book.vocabulary.roles.word(post.role);
        const std::string least = post.at_least ? " >= " + std::to_string(*post.at_least) : "";
        posts.vi += (posts.vi.empty() ? "" : ", ") + role + (post.at_least ? least : " mỗi người");
        posts.en += (posts.en.empty() ? "" : ", ") + role + (post.at_least ? least : " each");
    }
    return Describer{book, row.id, row.title}
        .row(row)
        .point({"vị trí", "posts"}, posts)
        .point({"thể hiện được qua thiết bị", "expressible"}, yes_no(row.expressible));
}

Described describe(const Rulebook& book, const rules::TrainingProgramme& row)
{
    return Describer{book, row.id, row.title}
        .row(row)
        .point({"số", "number"}, same(std::to_string(row.number)))
        .point({"thiết bị", "devices"}, same(rules::device_words(book.vocabulary, row.devices)));
}

Described describe(const Rulebook& book, const rules::Adoption& adoption)
{
    const std::string id =
        adoption.row + " " + to_word(adoption.authority) + " " + to_iso(adoption.in_force.from);
    return Describer{book, id, adoption.basis}
        .point({"ngày cuối", "last day"}, day_said(adoption.in_force.to), false)
        .point({"người quyết định", "by"}, same(adoption.by), false)
        .point({"người thứ hai", "second"}, same(adoption.second), false)
        .point({"căn cứ", "basis"}, adoption.basis, false);
}

Described describe(const Rulebook& book, const rules::Overlay& overlay)
{
    return Describer{book, overlay.id, overlay.title}
        .point({"cơ quan", "authority"}, same(to_word(overlay.authority)))
        .point({"ngày đầu", "first day"}, day_said(overlay.in_force.from))
        .point({"ngày cuối", "last day"}, day_said(overlay.in_force.to), false)
        .point({"căn cứ", "basis"}, overlay.basis, false)
        .point({"người ký", "signed by"}, same(overlay.signed_by), false)
        .point({"mẫu", "sample"}, yes_no(overlay.sample), false);
}

Described describe(const Rulebook& book, const rules::CalendarYear& year)
{
    const auto days = [](const std::vector<Date>& all) {
        Words text;
        for (const Date day : all) {
            text.vi += (text.vi.empty() ? "" : ", ") + to_dmy(day);
            text.en += (text.en.empty() ? "" : ", ") + to_iso(day);
        }
        return text;
    };
    const std::string id = std::to_string(year.year);
    return Describer{book, id, {"năm " + id, "year " + id}}
        .point({"ngày nghỉ", "days off"}, days(year.off))
        .point({"ngày làm bù", "days worked"}, days(year.worked))
        .point({"tạm tính", "provisional"}, yes_no(year.provisional), false)
        .point({"ghi chú", "note"}, same(year.note), false);
}

Described describe(const Rulebook& book, const rules::Remedy& remedy)
{
    std::string record;
    for (const auto& given : remedy.given) {
        const rules::Column& column = shape_of(remedy.list).columns[given.column];
        record += (record.empty() ? "" : ", ") + std::string{column.name} + "=" +
                  (given.when_done ? "done" : given.text + std::to_string(given.cell));
    }
    constexpr std::string_view acts[] = {"adds", "confirms", "states", "waits_for", "judges"};
    Words period;
    rules::ConditionWords{period.vi, book.vocabulary, Language::vi}.period(remedy.period);
    rules::ConditionWords{period.en, book.vocabulary, Language::en}.period(remedy.period);
    return Describer{book, remedy.id, remedy.title}
        .not_law()
        .point({"tên", "title"}, remedy.title)
        .point({"việc", "act"}, same(std::string{acts[std::size_t(remedy.act)]}))
        .point({"danh sách", "list"}, same(std::string{shape_of(remedy.list).name}))
        .point({"bản ghi", "record"}, same(record))
        .point({"dữ kiện", "fact"}, same(std::string{column_of(remedy.fact).name}))
        .point({"giá trị", "value"}, same(std::to_string(remedy.cell)))
        .point({"thời gian", "time"}, period)
        .point({"chủ đề", "topic"}, name(remedy.topic))
        .point({"số ngày", "days"}, same(std::to_string(remedy.days)))
        .point({"công", "effort"}, same(std::to_string(remedy.effort)))
        .point({"ghi chú", "note"}, remedy.note);
}

Described describe(const Rulebook& book, const rules::DeskStep& step)
{
    return Describer{book, step.act, step.name}
        .not_law()
        .point({"tên", "name"}, step.name)
        .point({"từ", "from"}, same(joined_words(step.from)))
        .point({"đến", "to"}, same(step.to))
        .point({"mở thời hạn", "opens"}, same(joined_words(step.opens)))
        .point({"đóng thời hạn", "closes"}, same(joined_words(step.closes)))
        .point({"lệnh", "command"}, same(step.command));
}

Described describe(const Rulebook& book, const rules::DeskPaper& paper)
{
    return Describer{book, paper.kind, paper.title}
        .not_law()
        .point({"tên", "title"}, paper.title)
        .point({"mẫu", "form"}, same(paper.form))
        .point({"ký hiệu", "series"}, same(paper.series))
        .point({"dòng điền tay", "fields"}, same(joined_words(paper.fields)))
        .point({"đã biết mẫu", "layout known"}, yes_no(paper.layout_known));
}

std::vector<Described> described_words(const Vocabulary& vocabulary)
{
    std::vector<Described> all;
    const auto list = [&](const char* name, const CodeList& words) {
        for (const auto& entry : words) {
            Described made;
            made.id = std::string{name} + "." + entry.word;
            made.title = entry.name;
            made.is_law = false;
            made.points.push_back({{"tên", "name"}, entry.name, false});
            all.push_back(std::move(made));
        }
    };
    list("roles", vocabulary.roles);
    list("families", vocabulary.families);
    list("degree_levels", vocabulary.degree_levels);
    list("degree_fields", vocabulary.degree_fields);
    list("channels", vocabulary.channels);
    list("procedures", vocabulary.procedures);
    list("document_kinds", vocabulary.document_kinds);
    list("document_formats", vocabulary.document_formats);
    list("health_conclusions", vocabulary.health_conclusions);
    list("facility_levels", vocabulary.facility_levels);
    list("certificate_statuses", vocabulary.certificate_statuses);
    list("mobilities", vocabulary.mobilities);
    list("equipment_types", vocabulary.equipment_types);
    const std::size_t first = all.size() - vocabulary.equipment_types.size();
    for (std::size_t i = 0; i < vocabulary.equipment_types.size(); ++i)
        all[first + i].points.push_back(
            {{"họ", "family"}, vocabulary.families.name(vocabulary.family_of[i]), false});
    for (const Province& province : vocabulary.provinces) {
        Described made;
        made.id = "provinces." + province_word(province.code) + "." + to_iso(province.from);
        made.title = same(province.name);
        made.is_law = false;
        made.points = {{{"tên", "name"}, same(province.name), false},
                       {{"ngày cuối", "last day"}, day_said(province.to), false},
                       {{"tỉnh tiếp nhận", "successor"}, same(province_word(province.successor)), false}};
        all.push_back(std::move(made));
    }
    return all;
}

} // namespace radcert::workshop
