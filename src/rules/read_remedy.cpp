#include "rules/read_remedy.h"

#include <algorithm>

#include "rules/read_condition.h"

namespace radcert::rules {
namespace {

using text::Field;

void read_record(const Field& field, const Vocabulary& vocabulary, Remedy& made)
{
    field.expect_only({"list", "record"});
    const auto list = list_from(field.at("list").as_string());
    if (!list) field.at("list").refuse({"tên một danh sách của hồ sơ", "the name of a list of the dossier"});
    made.list = *list;
    field.at("record").each_member([&](const Field& member) {
        const auto column = column_from(*list, member.key());
        if (!column) member.refuse_unknown_key();
        const Column& shape = shape_of(*list).columns[*column];
        Remedy::Given given{*column};
        const bool text = member.value().kind == text::JsonKind::string;
        if (shape.type == ColumnType::date && text && member.as_string() == "done")
            given.when_done = true;
        else if (shape.type == ColumnType::text)
            given.text = std::string{member.as_filled_string()};
        else
            given.cell = read_cell(member, shape, vocabulary);
        made.given.push_back(std::move(given));
    });
    std::ranges::sort(made.given, {}, &Remedy::Given::column); // the order of members says nothing
    if (made.given.empty()) field.at("record").refuse({"ít nhất một trường", "at least one field"});
}

Fact read_fact(const Field& field)
{
    const auto fact = fact_from(field.as_string());
    if (!fact) field.refuse({"một dữ kiện đơn của hồ sơ", "a single fact of the dossier"});
    return *fact;
}

/// The one member that says what the remedy does.
bool read_act(const Field& member, const Vocabulary& vocabulary, Remedy& made)
{
    const auto key = member.key();
    if (key == "adds" || key == "confirms") {
        made.act = key == "adds" ? Remedy::Act::add : Remedy::Act::confirm;
        read_record(member, vocabulary, made);
    } else if (key == "states") {
        made.act = Remedy::Act::state;
        member.expect_only({"fact", "value"});
        made.fact = read_fact(member.at("fact"));
        made.cell = read_cell(member.at("value"), column_of(made.fact), vocabulary);
    } else if (key == "waits_for") {
        made.act = Remedy::Act::wait;
        member.expect_only({"fact", "reached"});
        made.fact = read_fact(member.at("fact"));
        if (column_of(made.fact).type != ColumnType::date)
            member.at("fact").refuse({"một dữ kiện ngày", "a fact that is a day"});
        made.period = read_period(member.at("reached"));
        if (made.period.unit == Period::Unit::working_days)
            member.at("reached").refuse({"năm, tháng hoặc ngày", "years, months or days"});
    } else if (key == "judges") {
        made.act = Remedy::Act::judge;
        const auto topic = topic_from(member.as_string());
        if (!topic) member.refuse({"một chủ đề", "a topic"});
        made.topic = *topic;
    } else {
        return false;
    }
    return true;
}

} // namespace

Remedy read_remedy(const Field& field, const Vocabulary& vocabulary)
{
    Remedy made;
    int acts = 0;
    field.each_member([&](const Field& member) {
        const auto key = member.key();
        if (key == "id")
            made.id = std::string{member.as_filled_string()};
        else if (key == "title")
            made.title = read_words(member);
        else if (key == "note")
            made.note = read_words(member);
        else if (key == "days")
            made.days = int(member.as_integer(0, 3650));
        else if (key == "effort")
            made.effort = int(member.as_integer(1, 1000));
        else if (read_act(member, vocabulary, made))
            ++acts;
        else
            member.refuse_unknown_key();
    });
    for (const char* key : {"id", "title", "days", "effort"}) field.at(key);
    if (acts != 1) {
        field.refuse_because({"mỗi biện pháp có đúng một trong adds, confirms, states, waits_for, judges",
                              "a remedy has exactly one of adds, confirms, states, waits_for, judges"});
    }
    return made;
}

} // namespace radcert::rules
