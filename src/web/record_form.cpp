#include "web/record_form.h"

#include "casework/words_of.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "web/typed.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

/// "12,5", as a desk writes it.
std::string decimal_text(double value)
{
    return documents::Cell{value}.shown(Language::vi);
}

[[noreturn]] void refuse_facility(std::string_view field, const std::string& typed)
{
    refuse_field(field,
                 {"“" + typed + "”: không có cơ sở này, hoặc không thuộc phạm vi của bạn",
                  "\"" + typed + "\": there is no such facility, or it is not yours to see"},
                 {"chọn trong danh sách hiện ra khi gõ tên; ghi như F-3",
                  "choose from the list that appears as you type its name; write it as F-3"});
}

} // namespace

std::string role_in_post(registry::Database& database, std::int64_t worker, Date day,
                         std::optional<std::int64_t> facility)
{
    std::string role;
    for (const auto& post : registry::posts_of(database, worker)) {
        const bool holds = (!post.from_day || *post.from_day <= day) && (!post.to_day || *post.to_day >= day);
        const bool there = !facility || post.facility == *facility;
        if (!holds || !there || !post.role || *post.role == role) continue;
        if (!role.empty()) return {};
        role = *post.role;
    }
    return role;
}

Field RecordForm::blank(std::string_view field, bool required) const
{
    Field made;
    made.name = field;
    made.label = casework::field_label(field);
    made.required = required;
    for (auto& [word, name] : cells_.choices(field)) made.choices.push_back({word, name});
    if (made.choices.empty()) return made;
    made.kind = Field::Kind::choice;
    if (field == "role") made.choices = role_choices(std::move(made.choices));
    if (required) made.choices = needed_choices(std::move(made.choices));
    return made;
}

void RecordForm::fill(Field& field, const std::string& value) const
{
    if (value.empty()) return;
    const auto offered = [&](const Choice& choice) { return choice.value == value; };
    if (!field.choices.empty() && std::ranges::none_of(field.choices, offered)) {
        const Words known = cells_.name(field.name, value); // of another day, or of an older rulebook
        field.choices.push_back({value, known.empty() ? Words{value, value} : known});
    }
    field.values = {value};
}

void RecordForm::fill(Field& field, std::int64_t value) const
{
    field.kind = Field::Kind::number;
    if (value != 0) field.values = {std::to_string(value)};
}

void RecordForm::fill(Field& field, double value) const
{
    field.kind = Field::Kind::number;
    field.values = {decimal_text(value)};
}

void RecordForm::fill(Field& field, bool value) const
{
    as_truth(field);
    field.values = {value ? "yes" : "no"};
}

void RecordForm::fill(Field& field, Date value) const
{
    field.kind = Field::Kind::day;
    if (value != Date{}) field.values = {to_dmy(value)};
}

void RecordForm::fill(Field& field, const registry::WordList& value) const
{
    field.kind = Field::Kind::checks;
    field.values = value;
}

void RecordForm::fill(Field& field, const registry::JsonText& value) const
{
    field.values = {value.text};
}

void RecordForm::as_truth(Field& field)
{
    field.kind = Field::Kind::choice;
    field.choices = {{"yes", {"có", "yes"}}, {"no", {"không", "no"}}};
    if (field.required) field.choices = needed_choices(std::move(field.choices));
}

void TypedRecord::read(std::string_view name, std::string& value) const
{
    value = visit_.needed(name, casework::field_label(name));
}

void TypedRecord::read(std::string_view name, Date& value) const
{
    visit_.needed(name, casework::field_label(name));
    value = *visit_.day(name);
}

void TypedRecord::read(std::string_view name, std::optional<double>& value) const
{
    value.reset();
    const auto typed = visit_.text(name);
    if (!typed) return;
    value = read_decimal(*typed);
    if (!value)
        refuse_field(
            name,
            {"“" + *typed + "” không phải một số rõ ràng", "\"" + *typed + "\" is not one clear number"},
            {"viết số lẻ sau dấu phẩy: 1,25", "write decimals behind a comma: 1,25"});
}

void TypedRecord::read(std::string_view name, std::optional<bool>& value) const
{
    const auto typed = visit_.text(name);
    value = typed ? std::optional{*typed == "yes"} : std::nullopt;
    if (typed && *typed != "yes" && *typed != "no")
        refuse_field(name, {"chọn có hoặc không", "choose yes or no"});
}

void TypedRecord::read(std::string_view name, std::optional<registry::WordList>& value) const
{
    registry::WordList words = visit_.all(name);
    value = words.empty() ? std::nullopt : std::optional{std::move(words)};
}

std::optional<std::int64_t> typed_facility(Visit& visit, std::string_view field)
{
    const auto typed = visit.text(field);
    if (!typed) return std::nullopt;
    std::int64_t facility = 0;
    try {
        facility = casework::parse_facility(*typed);
    } catch (const Error& error) {
        if (error.fault() != Fault::usage) throw;
        refuse_facility(field, *typed);
    }
    const bool there = registry::find_facility(visit.database(), facility).has_value();
    if (!there || !casework::sees_facility(visit.database(), visit.scope(), facility, AsOf{visit.today()}))
        refuse_facility(field, *typed);
    return facility;
}

std::int64_t needed_facility(Visit& visit, std::string_view field)
{
    visit.needed(field, casework::field_label("facility"));
    return *typed_facility(visit, field);
}

Field facility_field(std::string name, Words label, std::string value)
{
    Field field;
    field.name = std::move(name);
    field.label = std::move(label);
    field.hint = {"gõ vài chữ của tên rồi chọn, hoặc số như F-3",
                  "type a few letters of the name and choose, or a number such as F-3"};
    if (!value.empty()) field.values = {std::move(value)};
    field.autocomplete = "off";
    field.list_from = "/facilities/options";
    return field;
}

void keep_clocks(Form& form, const Visit& visit)
{
    for (const char* const clock : {"in_force", "known_by"}) {
        if (const auto asked = visit.query().find(clock))
            form.fields.push_back({.kind = Field::Kind::hidden, .name = clock, .values = {*asked}});
    }
}

std::string facility_address(Visit& visit, std::int64_t facility)
{
    const bool page = visit.may(readers_and_operators) &&
                      casework::sees_facility(visit.database(), visit.scope(), facility, AsOf{visit.today()});
    return page ? address({"facilities", casework::facility_name(facility)}) : std::string{};
}

std::string worker_address(std::int64_t worker)
{
    return address({"workers", casework::worker_name(worker)});
}

} // namespace radcert::web
