#pragma once

#include <span>
#include <type_traits>

#include "casework/import_rows.h"
#include "registry/record.h"

namespace radcert::casework {

/// Which column of a file gives which field of a record.
struct FieldSource {
    std::string_view field, column;
};

/// What comes of a record that a row speaks of.
struct Merged {
    std::vector<std::string> given; ///< fields that the row gave and the register did not have
    std::size_t contradicting{};
};

/// A value as a problem quotes it.
inline std::string as_quoted(const std::string& value)
{
    return value;
}
inline std::string as_quoted(Date value)
{
    return to_dmy(value);
}
inline std::string as_quoted(std::int64_t value)
{
    return std::to_string(value);
}
inline std::string as_quoted(bool value)
{
    return value ? "có" : "không";
}
inline std::string as_quoted(double value)
{
    return std::to_string(value);
}
inline std::string as_quoted(const registry::WordList& value)
{
    return registry::to_json(value);
}
inline std::string as_quoted(const registry::JsonText& value)
{
    return value.text;
}

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

/// Fills the blanks of `standing` with what `given` has in the fields of `sources`; what both have and
/// differs is a problem of its column.
template <class Record>
Merged fill_blanks(Record& standing, const Record& given, std::span<const FieldSource> sources,
                   ImportRows& rows)
{
    Merged merged;
    std::vector<void*> fields;
    Record::fields(standing, [&](const char*, auto& field) { fields.push_back(&field); });
    std::size_t place = 0;
    Record::fields(given, [&](std::string_view name, const auto& value) {
        using Value = std::remove_cvref_t<decltype(value)>;
        auto& before = *static_cast<Value*>(fields[place++]);
        for (const FieldSource& source : sources) {
            if (source.field != name || before == value) continue;
            const auto refuse = [&](const std::string& old, const std::string& now) {
                ++merged.contradicting;
                rows.refuse(source.column, {"sổ ghi '" + old + "', tệp ghi '" + now + "'",
                                            "the register has '" + old + "', the file '" + now + "'"});
            };
            if constexpr (IsOptional<Value>::value) {
                if (!value) continue;
                if (before) {
                    refuse(as_quoted(*before), as_quoted(*value));
                } else {
                    before = value;
                    merged.given.emplace_back(name);
                }
            } else {
                refuse(as_quoted(before), as_quoted(value));
            }
        }
    });
    return merged;
}

/// The fields of `sources` that a new record has.
template <class Record>
std::vector<std::string> fields_given(const Record& record, std::span<const FieldSource> sources)
{
    std::vector<std::string> given;
    Record::fields(record, [&](std::string_view name, const auto& value) {
        for (const FieldSource& source : sources) {
            if (source.field != name) continue;
            if constexpr (IsOptional<std::remove_cvref_t<decltype(value)>>::value) {
                if (!value) continue;
            }
            given.emplace_back(name);
        }
    });
    return given;
}

/// Whether two pieces speak of the same thing: they share a field of `sources` and differ in none that both
/// have.
template <class Record>
bool agree(const Record& a, const Record& b, std::span<const FieldSource> sources)
{
    std::vector<const void*> fields;
    Record::fields(a, [&](const char*, const auto& field) { fields.push_back(&field); });
    std::size_t place = 0, shared = 0;
    bool differ = false;
    Record::fields(b, [&](std::string_view name, const auto& value) {
        using Value = std::remove_cvref_t<decltype(value)>;
        const auto& other = *static_cast<const Value*>(fields[place++]);
        for (const FieldSource& source : sources) {
            if (source.field != name) continue;
            if constexpr (IsOptional<Value>::value) {
                if (!value || !other) continue;
            }
            shared += value == other;
            differ = differ || !(value == other);
        }
    });
    return shared > 0 && !differ;
}

} // namespace radcert::casework
