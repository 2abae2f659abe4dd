#include "rules/check_rulebook.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <type_traits>

namespace radcert::rules {
namespace {

bool needs_condition(Standing standing)
{
    return standing <= Standing::inferred;
}

bool settles_by_itself(const Requirement& requirement)
{
    return requirement.standing <= Standing::secondary && requirement.condition &&
           requirement.condition->check != Check::judgement;
}

/// Ids are said on the telephone: capitals, digits and hyphens.
bool can_be_said(std::string_view id)
{
    return !id.empty() && id.size() <= 24 && std::ranges::all_of(id, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

class Joiner {
public:
    Joiner(Rulebook& book, const PlaceOf& place_of) : book_{book}, place_of_{place_of} {}

    void instruments();
    template <class R>
    void rows(std::vector<R>& rows);
    void overlays() const;
    void adoptions() const;

private:
    void row(Row& row);
    void settling(const Requirement& requirement) const;
    [[noreturn]] void refuse(Origin origin, const std::string& id, const Words& sentence,
                             Words hint = {}) const;

    Rulebook& book_;
    const PlaceOf& place_of_;
    std::map<std::string, std::size_t, std::less<>> instruments_;
    std::map<std::string_view, Origin> ids_;
    std::map<std::string_view, const Requirement*> requirements_;
};

void Joiner::refuse(Origin origin, const std::string& id, const Words& sentence, Words hint) const
{
    throw Error{Fault::invalid_input,
                {id + ": " + sentence.vi, id + ": " + sentence.en},
                std::move(hint),
                place_of_(origin)};
}

void Joiner::instruments()
{
    for (std::size_t i = 0; i < book_.instruments.size(); ++i) {
        const Instrument& instrument = book_.instruments[i];
        if (!instruments_.emplace(instrument.id, i).second) {
            refuse(instrument.origin, instrument.id, {"văn bản khai hai lần", "the instrument stands twice"});
        }
    }
    for (const Instrument& instrument : book_.instruments) {
        for (const std::string& replaced : instrument.replaces) {
            if (!instruments_.contains(replaced)) {
                refuse(instrument.origin, instrument.id,
                       {"thay thế văn bản không có trong danh mục: " + replaced,
                        "replaces an instrument that is not listed: " + replaced});
            }
        }
    }
}

void Joiner::row(Row& row)
{
    if (!can_be_said(row.id)) {
        refuse(row.origin, row.id,
               {"mã phải gồm chữ hoa, chữ số và dấu gạch nối, nhiều nhất 24 ký tự",
                "an id has capitals, digits and hyphens only, at most 24"});
    }
    if (const auto [first, fresh] = ids_.emplace(row.id, row.origin); !fresh) {
        const Place other = place_of_(first->second);
        const std::string where = other.file + ":" + std::to_string(other.line);
        refuse(row.origin, row.id, {"mã xuất hiện hai lần", "the id stands twice"},
               {"lần kia: " + where, "the other one: " + where});
    }
    const auto instrument = instruments_.find(row.citation.instrument);
    if (instrument == instruments_.end()) {
        refuse(row.origin, row.id,
               {"trích dẫn văn bản không có trong danh mục: " + row.citation.instrument,
                "cites an instrument that is not listed: " + row.citation.instrument},
               {"thêm văn bản vào instruments.json", "add the instrument to instruments.json"});
    }
    row.citation.index = instrument->second;
}

template <class R>
void Joiner::rows(std::vector<R>& rows)
{
    for (R& each : rows) {
        row(each);
        if constexpr (std::is_same_v<R, Requirement>) requirements_.emplace(each.id, &each);
    }
}

/// A province may settle what the national text leaves open, and only so that a person looks when it is not
/// met.
void Joiner::settling(const Requirement& requirement) const
{
    const auto found = requirements_.find(requirement.settles);
    if (found == requirements_.end() || found->second->overlay) {
        refuse(requirement.origin, requirement.id,
               {"không có yêu cầu quốc gia " + requirement.settles,
                "there is no national requirement " + requirement.settles});
    }
    const Requirement& settled = *found->second;
    if (settled.topic != requirement.topic) {
        refuse(requirement.origin, requirement.id,
               {"chủ đề phải giống " + settled.id, "the topic must be that of " + settled.id});
    }
    if (settles_by_itself(settled)) {
        refuse(requirement.origin, requirement.id,
               {settled.id + " đã có quy định quốc gia; quy định của tỉnh không được làm trái",
                settled.id + " is decided by the national text; a province may not contradict it"});
    }
    if (settled.on_failure != FailureAction::advise && requirement.on_failure == FailureAction::advise) {
        refuse(
            requirement.origin, requirement.id,
            {settled.id + " quyết định việc cấp chứng chỉ; nếu không đạt phải chuyển cán bộ xem xét (refer)",
             settled.id + " decides a certificate: when it is not met a person must look (refer)"});
    }
}

void Joiner::overlays() const
{
    for (const Requirement& requirement : book_.requirements) {
        if (!requirement.settles.empty())
            settling(requirement);
        else if (requirement.overlay && requirement.topic == Topic::certificate_need) {
            refuse(
                requirement.origin, requirement.id,
                {"quy định của tỉnh về việc cần chứng chỉ phải ghi yêu cầu quốc gia mà nó làm rõ (settles)",
                 "a province's rule on the need of a certificate must name the national row that it "
                 "settles"});
        }
    }
}

void Joiner::adoptions() const
{
    for (const Adoption& adoption : book_.adoptions) {
        if (!ids_.contains(adoption.row)) {
            refuse(
                adoption.origin, adoption.row,
                {"quyết định áp dụng một dòng không tồn tại", "an adoption names a row that does not exist"});
        }
        const auto found = requirements_.find(adoption.row);
        if (found != requirements_.end() && !found->second->condition) {
            refuse(adoption.origin, adoption.row,
                   {"dòng này không có nội dung để áp dụng", "this row says nothing that could be adopted"},
                   {"tỉnh ghi nội dung bằng một quy định diễn giải (--overlay)",
                    "let the province state the rule in an overlay (--overlay)"});
        }
    }
}

} // namespace

void check_requirement(const Requirement& requirement, const text::Field& field)
{
    if (needs_condition(requirement.standing) != requirement.condition.has_value()) {
        field.at("standing")
            .refuse_because(
                {"mức \"unknown\" và \"no_rule\" không có điều kiện; các mức khác phải có",
                 "standing \"unknown\" and \"no_rule\" have no condition, every other standing has one"});
    }
    if (requirement.on_failure == FailureAction::supplement && requirement.remedy.empty()) {
        field.refuse_because({"yêu cầu bổ sung phải nói cách khắc phục (remedy)",
                              "a supplement must say what would cure it (remedy)"});
    }
    if (!requirement.evidence_group.empty() &&
        (!requirement.condition || requirement.condition->check != Check::exists)) {
        field.at("evidence_group")
            .refuse_because(
                {"nhóm minh chứng chỉ dùng với \"exists\"", "an evidence group goes with \"exists\" only"});
    }
    const bool adds_refusal = requirement.on_failure == FailureAction::refuse ||
                              requirement.on_failure == FailureAction::supplement;
    if (requirement.overlay && adds_refusal) {
        field.at("on_failure")
            .refuse_because({"quy định của tỉnh chỉ được chuyển cán bộ xem xét (refer) hoặc lưu ý (advise)",
                             "a province's rule may only refer or advise: only the law refuses"});
    }
}

void check_authority(const AuthorityRow& row, const text::Field& field)
{
    const bool silent = row.standing >= Standing::unknown || row.by_device;
    if (row.bodies.empty() != silent) {
        field.refuse_because({"\"bodies\" trống khi và chỉ khi không rõ cơ quan nào",
                              "\"bodies\" is empty exactly where the body is not known"});
    }
    if (row.by_device && row.devices != 0) {
        field.refuse_because({"\"by_device\" dành cho dòng xét cả hồ sơ",
                              "\"by_device\" belongs to a row for the whole application"});
    }
    if ((row.bodies.size() > 1) != (row.mode != BodyMode::single) && !row.by_device) {
        field.refuse_because({"\"mode\" đi cùng nhiều cơ quan", "\"mode\" goes with more than one body"});
    }
}

/// A plan is a set of remedies, one bit each.
void check_remedies(const std::vector<Remedy>& remedies)
{
    constexpr std::size_t most_remedies = 64;
    std::set<std::string_view> ids;
    for (const Remedy& remedy : remedies) {
        if (ids.insert(remedy.id).second && ids.size() <= most_remedies) continue;
        const bool many = ids.size() > most_remedies;
        throw Error{Fault::invalid_input, many ? Words{"bộ quy định có hơn 64 biện pháp (remedies)",
                                                       "the rulebook has more than 64 remedies"}
                                               : Words{"biện pháp " + remedy.id + " khai hai lần",
                                                       "the remedy " + remedy.id + " stands twice"}};
    }
}

void check_rulebook(Rulebook& book, const PlaceOf& place_of)
{
    if (book.version.empty()) {
        throw Error{Fault::invalid_input,
                    {"bộ quy định không ghi phiên bản (version)", "the rulebook states no version"}};
    }
    Joiner joiner{book, place_of};
    joiner.instruments();
    joiner.rows(book.requirements);
    joiner.rows(book.authorities);
    joiner.rows(book.procedures);
    joiner.rows(book.validity_rules);
    joiner.rows(book.fees);
    joiner.rows(book.staffing_duties);
    joiner.rows(book.training_programmes);
    joiner.overlays();
    joiner.adoptions();
    check_remedies(book.remedies);
    std::ranges::sort(book.calendar, {}, &CalendarYear::year);
    check_workflow(book.workflow);
    for (const Requirement& requirement : book.requirements) {
        book.vocabulary.requirements.emplace(requirement.id, requirement.topic);
    }
    for (const AuthorityRow& row : book.authorities)
        book.vocabulary.requirements.emplace(row.id, Topic::authority);
}

} // namespace radcert::rules
