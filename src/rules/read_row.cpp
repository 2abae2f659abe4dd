#include "rules/read_row.h"

#include "rules/read_condition.h"
#include "rules/read_vocabulary.h"

namespace radcert::rules {

using text::Field;

Code RowReader::code(const Field& field, const CodeList& list) const
{
    const auto found = list.find(field.as_string());
    if (!found) field.refuse({"một trong: " + list.words(), "one of: " + list.words()});
    return *found;
}

std::uint32_t RowReader::mask(const Field& list, const CodeList& codes) const
{
    std::uint32_t bits = 0;
    list.each_element([&](const Field& element) { bits |= 1u << code(element, codes); });
    return bits;
}

Span RowReader::span(const Field& field) const
{
    field.expect_only({"from", "to"});
    Span span{field.at("from").as_date(), std::nullopt};
    const auto to = field.find("to");
    if (to && !to->is_null()) {
        span.to = to->as_date();
        if (*span.to < span.from) to->refuse({"ngày không trước \"from\"", "a day not before \"from\""});
    }
    return span;
}

Standing RowReader::standing(const Field& field) const
{
    const auto found = standing_from(field.as_string());
    if (!found) {
        std::string words;
        for (std::size_t i = 0; i <= std::size_t(Standing::no_rule); ++i)
            words += (i == 0 ? "" : ", ") + std::string{word(Standing(i))};
        field.refuse({"một mức độ tin cậy: " + words, "a standing: " + words});
    }
    return *found;
}

Citation RowReader::citation(const Field& field) const
{
    field.expect_only({"instrument", "article"});
    Citation citation{std::string{field.at("instrument").as_filled_string()}, {}, 0};
    const auto article = field.find("article");
    if (article && !article->is_null()) citation.article = std::string{article->as_filled_string()};
    return citation;
}

DeviceClause RowReader::devices(const Field& field) const
{
    DeviceClause clause;
    field.each_member([&](const Field& member) {
        const auto key = member.key();
        if (key == "has") {
            member.each_element(
                [&](const Field& set) { clause.has.push_back(read_device_set(set, vocabulary_)); });
            if (clause.has.size() > most_device_sets)
                member.refuse({"nhiều nhất 3 nhóm thiết bị", "at most 3 sets of devices"});
        } else if (key == "only") {
            clause.only = read_device_set(member, vocabulary_);
        } else if (key == "other_than") {
            clause.other_than = read_device_set(member, vocabulary_);
        } else {
            member.refuse_unknown_key();
        }
    });
    return clause;
}

Applicability RowReader::applicability(const Field& field) const
{
    Applicability made;
    field.each_member([&](const Field& member) {
        const auto key = member.key();
        if (key == "roles")
            made.roles = mask(member, vocabulary_.roles);
        else if (key == "roles_except")
            made.roles = ~mask(member, vocabulary_.roles);
        else if (key == "procedures")
            made.procedures = mask(member, vocabulary_.procedures);
        else if (key == "channels")
            made.channels = mask(member, vocabulary_.channels);
        else if (key == "devices")
            made.devices = devices(member);
        else if (key == "medical")
            made.medical = member.as_boolean();
        else
            member.refuse_unknown_key();
    });
    if (field.find("roles") && field.find("roles_except")) {
        field.refuse_because(
            {"chỉ một trong \"roles\" và \"roles_except\"", "\"roles\" or \"roles_except\", not both"});
    }
    return made;
}

void RowReader::applies(const Field& field, Row& row) const
{
    if (field.value().kind == text::JsonKind::array) {
        field.each_element([&](const Field& element) { row.applies.push_back(applicability(element)); });
        if (row.applies.empty()) field.refuse({"ít nhất một trường hợp", "at least one alternative"});
    } else {
        row.applies.push_back(applicability(field));
    }
}

/// Takes the members that every row has. False: the member is none of them.
bool RowReader::row_member(const Field& member, Row& row) const
{
    const auto key = member.key();
    if (key == "id")
        row.id = std::string{member.as_filled_string()};
    else if (key == "title")
        row.title = read_words(member);
    else if (key == "citation")
        row.citation = citation(member);
    else if (key == "standing")
        row.standing = standing(member);
    else if (key == "in_force")
        row.in_force = span(member);
    else if (key == "applies_to")
        applies(member, row);
    else if (key == "note")
        row.note = read_words(member);
    else if (key == "transitional")
        row.transitional = member.as_boolean();
    else
        return false;
    return true;
}

Body RowReader::body(const Field& field) const
{
    const auto body = parse_body(field.as_string());
    if (!body)
        field.refuse({"'province:NN', 'varans' hoặc 'ministry'", "'province:NN', 'varans' or 'ministry'"});
    return *body;
}

} // namespace radcert::rules
