#include "casework/book_rows.h"

#include <algorithm>

#include "casework/adopt_row.h"
#include "rules/citation.h"

namespace radcert::casework {
namespace {

const RuleTopic procedure_topic{"procedures", {"Thủ tục hành chính", "Administrative procedures"}};
const RuleTopic validity_topic{"validity", {"Thời hạn chứng chỉ", "Term of certificates"}};
const RuleTopic fee_topic{"fees", {"Phí, lệ phí", "Fees"}};
const RuleTopic staffing_topic{"staffing", {"Nhân lực của cơ sở", "Staff of a facility"}};
const RuleTopic programme_topic{"programmes", {"Chương trình đào tạo", "Training programmes"}};

RuleTopic topic_entry(Topic topic)
{
    return {std::string{word(topic)}, radcert::name(topic)};
}

template <class Row>
void add_book_rows(std::vector<BookRow>& all, const std::vector<Row>& rows, const Words& kind,
                   const RuleTopic& topic, const Row* BookRow::* own)
{
    for (const Row& row : rows) {
        BookRow one;
        one.row = &row;
        one.kind = kind;
        one.topic = topic;
        one.*own = &row;
        all.push_back(std::move(one));
    }
}

} // namespace

std::vector<BookRow> rows_of(const rules::Rulebook& book)
{
    std::vector<BookRow> all;
    for (const rules::Requirement& row : book.requirements) {
        BookRow one;
        one.row = &row;
        one.kind = row.overlay ? Words{"quy định diễn giải của tỉnh", "a province's own rule"}
                               : Words{"yêu cầu", "requirement"};
        one.topic = topic_entry(row.topic);
        one.requirement = &row;
        all.push_back(std::move(one));
    }
    add_book_rows(all, book.authorities, {"thẩm quyền", "authority"}, topic_entry(Topic::authority),
                  &BookRow::authority);
    add_book_rows(all, book.procedures, {"thủ tục", "procedure"}, procedure_topic, &BookRow::procedure);
    add_book_rows(all, book.validity_rules, {"thời hạn chứng chỉ", "validity"}, validity_topic,
                  &BookRow::validity);
    add_book_rows(all, book.fees, {"phí, lệ phí", "fee"}, fee_topic, &BookRow::fee);
    add_book_rows(all, book.staffing_duties, {"nhân lực", "staffing"}, staffing_topic, &BookRow::duty);
    add_book_rows(all, book.training_programmes, {"chương trình đào tạo", "training programme"},
                  programme_topic, &BookRow::programme);
    return all;
}

RowForce force_of(const rules::Rulebook& book, const BookRow& one, Date on, const std::string& authority)
{
    if (one.requirement != nullptr && one.requirement->overlay) return RowForce::adopted;
    if (one.row->standing <= Standing::secondary) return RowForce::decides;
    const bool adopted = std::ranges::any_of(book.adoptions, [&](const rules::Adoption& each) {
        return each.row == one.row->id && each.in_force.holds(on) && to_word(each.authority) == authority;
    });
    return adopted ? RowForce::adopted : RowForce::open;
}

RuleLine line_of(const rules::Rulebook& book, const BookRow& one, Date on, const std::string& authority)
{
    const rules::Row& row = *one.row;
    return {row.id,
            one.kind,
            one.topic.word,
            one.topic.name,
            row.title,
            {citation_text(book, row, Language::vi), citation_text(book, row, Language::en)},
            row.standing,
            force_of(book, one, on, authority),
            row.in_force.from,
            row.in_force.to};
}

BookRow find_book_row(const rules::Rulebook& book, const std::string& id)
{
    std::string wanted = id;
    std::ranges::transform(wanted, wanted.begin(), [](unsigned char c) { return char(std::toupper(c)); });
    for (BookRow& one : rows_of(book)) {
        if (one.row->id == wanted) return std::move(one);
    }
    throw Error{Fault::not_found,
                {"bộ quy định không có dòng " + wanted, "the rulebook has no row " + wanted},
                {"tìm trong danh sách quy định theo nội dung hoặc số văn bản",
                 "look it up in the list of rules, by topic or by the number of the text"}};
}

RowAdopted adopted_row(const rules::Rulebook& book, const rules::Adoption& each, Date today)
{
    return {each.row,
            to_word(each.authority),
            each.in_force.from,
            each.in_force.to,
            each.by,
            each.second,
            each.basis,
            why_superfluous(book, each, today)};
}

bool may_be_adopted(const BookRow& one)
{
    if (one.row->standing <= Standing::secondary) return false;
    if (one.requirement != nullptr)
        return one.requirement->condition.has_value() && !one.requirement->overlay;
    if (one.authority != nullptr) return !one.authority->bodies.empty() || one.authority->by_device;
    return one.procedure != nullptr && !one.procedure->clocks.empty();
}

const std::vector<RuleTopic>& rule_topics()
{
    static const std::vector<RuleTopic> topics = [] {
        std::vector<RuleTopic> all;
        for (std::size_t topic = 0; topic < topic_count; ++topic) all.push_back(topic_entry(Topic(topic)));
        all.insert(all.end(), {procedure_topic, validity_topic, fee_topic, staffing_topic, programme_topic});
        return all;
    }();
    return topics;
}

} // namespace radcert::casework
