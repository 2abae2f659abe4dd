#include <algorithm>
#include <bit>
#include <map>
#include <set>

#include "rules/citation.h"
#include "workshop/lint_report.h"
#include "workshop/situations.h"

namespace radcert::workshop {

using rules::Check;
using rules::Condition;
using rules::DeviceSet;
using rules::FieldTest;
using rules::List;
using rules::Requirement;
using rules::Row;
using rules::Rulebook;

namespace {

/// Every row of the rulebook, whatever its section.
template <class Visit>
void each_row(const Rulebook& book, Visit visit)
{
    const auto all = [&](const auto& rows) {
        for (const auto& row : rows) visit(row);
    };
    all(book.requirements);
    all(book.authorities);
    all(book.procedures);
    all(book.validity_rules);
    all(book.fees);
    all(book.staffing_duties);
    all(book.training_programmes);
}

std::optional<Witness> witness_of(const Rulebook& book, const Row& row, Date day)
{
    auto file = file_for(book, row, day);
    if (!file) return std::nullopt;
    return Witness{std::move(*file), {}};
}

/// Whether a row's text must have been in force with it. A list or notice (a decision that announces it)
/// reports a rule that was there before; a row whose text is not known says nothing.
bool lives_with_its_text(const Row& row, const rules::Instrument& text)
{
    const bool reported = row.standing == Standing::official && text.kind == "decision";
    return row.standing <= Standing::inferred && !reported && !row.transitional;
}

void check_life(const Rulebook& book, const Row& row, LintFindings& found)
{
    const rules::Instrument& text = book.instruments[row.citation.index];
    if (!lives_with_its_text(row, text)) return;
    const bool early = text.from && row.in_force.from < *text.from;
    const bool late = text.to && (!row.in_force.to || *row.in_force.to > *text.to);
    if (!early && !late) return;
    const Date day = early ? row.in_force.from : std::max(row.in_force.from, *text.to + std::chrono::days{1});
    found.push_back({LintKind::outside_instrument,
                     {row.id},
                     {row.id + " có hiệu lực ngày " + to_dmy(day) + ", ngoài hiệu lực của " + text.number,
                      row.id + " is in force on " + to_iso(day) + ", outside the life of " + text.number},
                     {"sửa ngày, hoặc văn bản được trích; điều khoản chuyển tiếp ghi \"transitional\": true",
                      "mend the day or the citation; a transitional provision says \"transitional\": true"},
                     witness_of(book, row, day)});
}

/// Days on which a text, or more than one row, begins or is over.
class Company {
public:
    explicit Company(const Rulebook& book)
    {
        for (const auto& text : book.instruments) {
            if (text.from) shared_.insert(*text.from);
            if (text.to) shared_.insert(*text.to + std::chrono::days{1});
        }
        each_row(book, [&](const Row& row) {
            meet(row.in_force.from, row.id);
            if (row.in_force.to) meet(*row.in_force.to + std::chrono::days{1}, row.id);
        });
    }

    bool alone(Date day) const { return !shared_.contains(day); }

private:
    void meet(Date day, const std::string& id)
    {
        const auto [first, fresh] = once_.emplace(day, id);
        if (!fresh && first->second != id) shared_.insert(day);
    }

    std::map<Date, std::string> once_;
    std::set<Date> shared_;
};

/// A rule begins and ends with its text, or where another takes over; fees follow years of their own.
void check_lone_days(const Rulebook& book, LintFindings& found)
{
    const Company company{book};
    const auto check = [&](const Row& row) {
        const auto lone = [&](Date turn, Date day, const char* vi, const char* en) {
            if (!company.alone(turn)) return;
            found.push_back(
                {LintKind::lone_day,
                 {row.id},
                 {row.id + " " + vi + " " + to_dmy(day) + "; không văn bản, không dòng nào khác có mốc này",
                  row.id + " " + en + " " + to_iso(day) + "; no text and no other row turns on that day"},
                 {"đối chiếu ngày với văn bản", "compare the day with the text"},
                 witness_of(book, row, day)});
        };
        lone(row.in_force.from, row.in_force.from, "bắt đầu ngày", "begins on");
        if (row.in_force.to)
            lone(*row.in_force.to + std::chrono::days{1}, *row.in_force.to, "hết ngày", "ends on");
    };
    for (const auto& row : book.requirements) check(row);
    for (const auto& row : book.authorities) check(row);
    for (const auto& row : book.procedures) check(row);
    for (const auto& row : book.validity_rules) check(row);
    for (const auto& row : book.staffing_duties) check(row);
    for (const auto& row : book.training_programmes) check(row);
}

/// The list or fact that a topic is about; empty where any will do.
struct Subject {
    std::optional<List> list;
    std::optional<rules::Fact> fact;
    std::string_view document_kind{}; ///< of documents
};

std::optional<Subject> subject_of(Topic topic)
{
    switch (topic) {
    case Topic::age: return Subject{{}, rules::Fact::birth_date};
    case Topic::civil_capacity: return Subject{{}, rules::Fact::civil_capacity};
    case Topic::training: return Subject{List::trainings, {}};
    case Topic::health_check: return Subject{List::health_checks, {}};
    case Topic::dose: return Subject{List::doses, {}};
    case Topic::prior_certificate: return Subject{List::certificates, {}};
    case Topic::experience: return Subject{List::experience, {}};
    case Topic::degree_document: return Subject{List::documents, {}, "degree"};
    case Topic::application_form: return Subject{List::documents, {}, "application_form"};
    case Topic::photo: return Subject{List::documents, {}, "photo"};
    default: return std::nullopt;
    }
}

/// Whether a check looks at something, rather than ask a person, or hold by itself.
bool looks(Check check)
{
    return check >= Check::exists && check <= Check::reached;
}

bool is_about(const Condition& check, const Subject& subject, const Vocabulary& words)
{
    if (check.check == Check::fact || check.check == Check::reached) return subject.fact == check.fact;
    if (subject.list != check.list) return false;
    if (subject.document_kind.empty()) return true;
    const auto kind = words.document_kinds.find(subject.document_kind);
    return std::ranges::any_of(check.where, [&](const FieldTest& test) {
        return test.column == 0 && std::ranges::find(test.values, std::int64_t{*kind}) != test.values.end();
    });
}

/// A row must look at what its topic is about at least once, where it looks at anything; and what belongs to
/// one topic alone says which topic that is.
void check_evidence(const Rulebook& book, const Requirement& row, LintFindings& found)
{
    if (!row.condition) return;
    bool any = false, fitting = false;
    const auto subject = subject_of(row.topic);
    std::optional<Topic> other;
    rules::each_check(*row.condition, [&](const Condition& check) {
        if (!looks(check.check)) return;
        any = true;
        fitting = fitting || (subject && is_about(check, *subject, book.vocabulary));
        for (std::size_t i = 0; i < topic_count && !other; ++i) {
            const auto theirs = subject_of(Topic(i));
            if (theirs && is_about(check, *theirs, book.vocabulary)) other = Topic(i);
        }
    });
    const bool free = row.topic == Topic::appointment || row.topic == Topic::other;
    const bool wrong = subject ? any && !fitting : other.has_value() && !free;
    if (!wrong) return;
    found.push_back(
        {LintKind::wrong_evidence,
         {row.id},
         {row.id + " thuộc chủ đề " + name(row.topic).vi + " nhưng không xét minh chứng của chủ đề ấy",
          row.id + " is of the topic " + name(row.topic).en + " but looks at none of its evidence"},
         {other ? "có thể là chủ đề " + name(*other).vi : "xem lại chủ đề",
          other ? "the topic may be " + name(*other).en : "look at the topic again"},
         witness_of(book, row, row.in_force.from)});
}

void check_consequence(const Rulebook& book, const Requirement& row, LintFindings& found)
{
    if (row.on_failure == FailureAction::advise || decides_certificate(row.topic)) return;
    found.push_back(
        {LintKind::wrong_consequence,
         {row.id},
         {row.id + ": chủ đề " + name(row.topic).vi + " chỉ để lưu ý, không quyết định chứng chỉ",
          row.id + ": the topic " + name(row.topic).en + " only advises, it decides no certificate"},
         {"ghi \"on_failure\": \"advise\", hoặc sửa chủ đề",
          "write \"on_failure\": \"advise\", or mend the topic"},
         witness_of(book, row, row.in_force.from)});
}

/// Kinds of equipment that a training programme is for, by the rows of that section on a day.
DeviceSet equipment_of_programme(const Rulebook& book, std::int64_t programme, Date day)
{
    DeviceSet set = 0;
    for (const auto& row : book.training_programmes)
        if (row.number == programme && row.in_force.holds(day)) set |= row.devices;
    return set;
}

void check_programmes(const Rulebook& book, const Requirement& row, LintFindings& found)
{
    // An inferred row may go beyond the table: that is what makes it inferred.
    if (!row.condition || row.topic != Topic::training || row.standing > Standing::secondary) return;
    rules::each_check(*row.condition, [&](const Condition& check) {
        if (check.list != List::trainings) return;
        for (const FieldTest& test : check.where) {
            if (test.column != 0 || test.values.size() != 1) continue;
            const DeviceSet meant = equipment_of_programme(book, test.values.front(), row.in_force.from);
            for (const auto& asked : row.applies) {
                for (const DeviceSet has : asked.devices.has) {
                    if (meant == 0 || (has & ~meant) == 0) continue;
                    const Code type = Code(std::countr_zero(has & ~meant));
                    const std::string& word = book.vocabulary.equipment_types.word(type);
                    const std::string number = std::to_string(test.values.front());
                    Witness shown{empty_file(book, row.in_force.from, Code(std::countr_zero(asked.roles)),
                                             DeviceSet{1} << type, asked.medical.value_or(true)),
                                  {}};
                    found.push_back({LintKind::wrong_programme,
                                     {row.id},
                                     {row.id + " đòi chương trình " + number + " cho " + word +
                                          "; bảng chương trình không ghi như vậy",
                                      row.id + " asks for programme " + number + " at " + word +
                                          "; the table of programmes does not say so"},
                                     {"sửa tập thiết bị của dòng, hoặc của chương trình",
                                      "mend the row's set of equipment, or the programme's"},
                                     shown});
                }
            }
        }
    });
}

} // namespace

void lint_rows(const rules::Program& program, LintFindings& found)
{
    const Rulebook& book = program.book;
    each_row(book, [&](const Row& row) { check_life(book, row, found); });
    check_lone_days(book, found);
    for (const Requirement& row : book.requirements) {
        check_consequence(book, row, found);
        check_evidence(book, row, found);
        check_programmes(book, row, found);
    }
}

} // namespace radcert::workshop
