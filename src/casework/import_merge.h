#pragma once

#include <span>
#include <type_traits>

#include "casework/import_rows.h"
#include "casework/words_of.h"
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

/// A value as a problem quotes it, in words that people know.
template <class Value>
Words as_quoted(const ImportRows& rows, const FieldSource& source, const Value& value)
{
    if constexpr (std::is_same_v<Value, std::string>) {
        return rows.shown(source.column, value);
    } else if constexpr (std::is_same_v<Value, Date>) {
        return {to_dmy(value), to_dmy(value)};
    } else if constexpr (std::is_same_v<Value, bool>) {
        return value ? Words{"có", "yes"} : Words{"không", "no"};
    } else if constexpr (std::is_same_v<Value, registry::WordList>) {
        Words all;
        for (const std::string& word : value) {
            const Words name = rows.shown(source.column, word);
            all.vi += (all.vi.empty() ? "" : "; ") + name.vi;
            all.en += (all.en.empty() ? "" : "; ") + name.en;
        }
        return all;
    } else if constexpr (std::is_same_v<Value, registry::JsonText>) {
        return {value.text, value.text};
    } else if constexpr (std::is_same_v<Value, std::int64_t>) {
        const std::string number = source.field == "worker"     ? worker_name(value)
                                   : source.field == "facility" ? facility_name(value)
                                                                : std::to_string(value);
        return {number, number};
    } else {
        return {std::to_string(value), std::to_string(value)};
    }
}

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

/// Fills the blanks of `standing` with what `given` has in the fields of `sources`; what both have and
/// differs is a problem of its column.
/// @param speaks  whether the row has a good value in a column; other columns say nothing
template <class Record, class Speaks>
Merged fill_blanks(Record& standing, const Record& given, std::span<const FieldSource> sources,
                   const Speaks& speaks, ImportRows& rows)
{
    Merged merged;
    std::vector<void*> fields;
    Record::fields(standing, [&](const char*, auto& field) { fields.push_back(&field); });
    std::size_t place = 0;
    Record::fields(given, [&](std::string_view name, const auto& value) {
        using Value = std::remove_cvref_t<decltype(value)>;
        auto& before = *static_cast<Value*>(fields[place++]);
        for (const FieldSource& source : sources) {
            if (source.field != name || before == value || !speaks(source.column)) continue;
            const auto refuse = [&](const auto& in_register, const auto& in_file) {
                ++merged.contradicting;
                const Words old = as_quoted(rows, source, in_register),
                            now = as_quoted(rows, source, in_file);
                rows.refuse(source.column, {"sổ ghi '" + old.vi + "', tệp ghi '" + now.vi + "'",
                                            "the register has '" + old.en + "', the file '" + now.en + "'"});
            };
            if constexpr (IsOptional<Value>::value) {
                if (!value) continue;
                if (before) {
                    refuse(*before, *value);
                } else {
                    before = value;
                    merged.given.emplace_back(name);
                }
            } else {
                refuse(before, value);
            }
        }
    });
    return merged;
}

/// The fields of `sources` that a row gives a new record, in the record's order.
template <class Record, class Speaks>
std::vector<std::string> fields_given(const Record& record, std::span<const FieldSource> sources,
                                      const Speaks& speaks)
{
    std::vector<std::string> given;
    Record::fields(record, [&](std::string_view name, const auto& value) {
        for (const FieldSource& source : sources) {
            if (source.field != name || !speaks(source.column)) continue;
            if constexpr (IsOptional<std::remove_cvref_t<decltype(value)>>::value) {
                if (!value) continue; // "không thời hạn"
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
