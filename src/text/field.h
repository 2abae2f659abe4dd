#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "domain/date.h"
#include "domain/error.h"
#include "text/json.h"

namespace radcert::text {

/// One value of an input and the way to it, so that whatever is wrong can be refused with its pointer and
/// line.
///
/// Every `as_` reader throws Error (invalid_input) that names the place, what was found and what was
/// expected. Fields live on the stack of the reader that walks the document: keep none of them.
class Field {
public:
    Field(const JsonReader& reader, const JsonValue& value) : reader_{&reader}, value_{&value} {}

    const JsonValue& value() const { return *value_; }
    bool is_null() const { return value_->kind == JsonKind::null; }
    std::string_view key() const { return key_; }
    std::string pointer() const;

    /// The members as fields, in the order of the text. Refuses anything but an object.
    template <class Visit>
    void each_member(Visit visit) const
    {
        for (const JsonMember& member : members()) visit(Field{*this, member.key, -1, member.value});
    }

    /// The elements as fields. Refuses anything but an array.
    template <class Visit>
    void each_element(Visit visit) const
    {
        std::ptrdiff_t index = 0;
        for (const JsonValue& element : elements()) visit(Field{*this, {}, index++, element});
    }

    std::span<const JsonValue> elements() const;
    std::span<const JsonMember> members() const;

    /// The member of that name; empty when there is none.
    std::optional<Field> find(std::string_view key) const;
    /// The member of that name; refuses the object when there is none.
    Field at(std::string_view key) const;

    std::string_view as_string() const;
    std::string_view as_filled_string() const; ///< refuses ""
    bool as_boolean() const;
    std::int64_t as_integer(std::int64_t least, std::int64_t most) const;
    double as_number(double least) const;
    Date as_date() const;

    /// Refuses members that are not in `known`.
    void expect_only(std::initializer_list<std::string_view> known) const;

    /// "expected X, found Y" for this value.
    [[noreturn]] void refuse(const Words& expected) const;
    /// A sentence of the caller's own about this value.
    [[noreturn]] void refuse_because(Words sentence, Words hint = {}) const;
    [[noreturn]] void refuse_unknown_key() const;
    [[noreturn]] void refuse_missing(std::string_view key) const;

private:
    Field(const Field& parent, std::string_view key, std::ptrdiff_t index, const JsonValue& value)
        : reader_{parent.reader_}, value_{&value}, parent_{&parent}, key_{key}, index_{index}
    {
    }

    const JsonReader* reader_;
    const JsonValue* value_;
    const Field* parent_{nullptr};
    std::string_view key_{};
    std::ptrdiff_t index_{-1};
};

} // namespace radcert::text
