#include "text/field.h"

#include <algorithm>

#include "text/canonical_json.h"

namespace radcert::text {
namespace {

constexpr std::size_t longest_shown = 60;

/// The value as it may be repeated in a message: short, on one line.
std::string shown(const JsonValue& value)
{
    switch (value.kind) {
    case JsonKind::object: return "{...}";
    case JsonKind::array: return "[...]";
    default: break;
    }
    std::string text = canonical_json(value);
    if (text.size() <= longest_shown) return text;
    std::size_t end = longest_shown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "...";
}

} // namespace

std::string Field::pointer() const
{
    if (parent_ == nullptr) return {};
    return parent_->pointer() + (index_ < 0 ? pointer_segment(key_) : "/" + std::to_string(index_));
}

void Field::refuse_because(Words sentence, Words hint) const
{
    throw Error{Fault::invalid_input,
                std::move(sentence),
                std::move(hint),
                {{}, reader_->line_of(value_->offset), pointer()}};
}

void Field::refuse(const Words& expected) const
{
    const std::string found = shown(*value_);
    refuse_because({"giá trị " + found + " không hợp lệ; cần " + expected.vi,
                    "found " + found + ", expected " + expected.en});
}

void Field::refuse_unknown_key() const
{
    const std::string key{key_};
    refuse_because(
        {"không có trường nào tên \"" + key + "\" ở đây", "there is no field named \"" + key + "\" here"},
        {"kiểm tra chính tả của tên trường", "check the spelling of the field's name"});
}

void Field::refuse_missing(std::string_view key) const
{
    const std::string name{key};
    refuse_because(
        {"thiếu trường bắt buộc \"" + name + "\"", "the required field \"" + name + "\" is missing"});
}

std::span<const JsonMember> Field::members() const
{
    if (value_->kind != JsonKind::object) refuse({"một đối tượng {...}", "an object {...}"});
    return value_->object();
}

std::span<const JsonValue> Field::elements() const
{
    if (value_->kind != JsonKind::array) refuse({"một danh sách [...]", "a list [...]"});
    return value_->array();
}

std::optional<Field> Field::find(std::string_view key) const
{
    for (const JsonMember& member : members()) {
        if (member.key == key) return Field{*this, member.key, -1, member.value};
    }
    return std::nullopt;
}

Field Field::at(std::string_view key) const
{
    const auto found = find(key);
    if (!found) refuse_missing(key);
    return *found;
}

void Field::expect_only(std::initializer_list<std::string_view> known) const
{
    each_member([&](const Field& member) {
        if (std::ranges::find(known, member.key()) == known.end()) member.refuse_unknown_key();
    });
}

std::string_view Field::as_string() const
{
    if (value_->kind != JsonKind::string) refuse({"một chuỗi ký tự", "a string"});
    return value_->string();
}

std::string_view Field::as_filled_string() const
{
    const auto string = as_string();
    if (string.empty()) refuse({"một chuỗi không rỗng", "a string that is not empty"});
    return string;
}

bool Field::as_boolean() const
{
    if (value_->kind != JsonKind::boolean) refuse({"true hoặc false", "true or false"});
    return value_->boolean;
}

std::int64_t Field::as_integer(std::int64_t least, std::int64_t most) const
{
    std::int64_t integer = value_->kind == JsonKind::integer ? value_->integer : least - 1;
    // JSON Schema calls 3.0 an integer, and so does this door.
    if (value_->kind == JsonKind::number && value_->number >= double(least) &&
        value_->number <= double(most) && value_->number == double(std::int64_t(value_->number))) {
        integer = std::int64_t(value_->number);
    }
    if (integer < least || integer > most) {
        const std::string from = std::to_string(least), range = from + " .. " + std::to_string(most);
        if (most < largest_integer) refuse({"một số nguyên " + range, "an integer " + range});
        if (least > -largest_integer)
            refuse({"một số nguyên từ " + from + " trở lên", "an integer of at least " + from});
        refuse({"một số nguyên", "an integer"});
    }
    return integer;
}

double Field::as_number(double least) const
{
    const bool integer = value_->kind == JsonKind::integer;
    const double number = integer ? double(value_->integer) : value_->number;
    if ((!integer && value_->kind != JsonKind::number) || number < least) {
        const std::string bound = std::to_string(int(least));
        refuse({"một số từ " + bound + " trở lên", "a number of at least " + bound});
    }
    return number;
}

Date Field::as_date() const
{
    const auto day = value_->kind == JsonKind::string ? parse_date(value_->string()) : std::nullopt;
    if (!day)
        refuse({"một ngày có thật, viết NĂM-THÁNG-NGÀY (2025-07-01)", "a day that exists, as YYYY-MM-DD"});
    return *day;
}

} // namespace radcert::text
