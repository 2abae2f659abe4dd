#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/table.h"
#include "domain/date.h"
#include "domain/vocabulary.h"
#include "registry/record.h"

namespace radcert::casework {

// How the fields of records are called and shown: once for every noun and every door.

/// What people call a field of a record: {"Ngày sinh", "Birth date"} for "birth_date". A field without a name
/// of its own is called as in the table.
Words field_label(std::string_view field);
documents::Column column(std::string_view field);

/// "999•••••1234": what is shown of an identity number unless somebody asks for all of it.
std::string masked_number(std::string_view number);

/// What a certificate or an application is: the word for programs, its name for the eye.
documents::Cell status_cell(const std::string& status);

/// Fields as cells. Words of the rulebook's lists have their names and days are as the desk reads them, for
/// the eye; programs get the word and ISO 8601.
class FieldCells {
public:
    /// @param words  must outlive the object
    /// @param day  names provinces as they were on it
    /// @param named_in  the language of the eye that alone reads the cells: devices, papers and types have
    ///                  their names in lists too; absent: programs may read them, lists stay as recorded
    FieldCells(const Vocabulary& words, Date day, std::optional<Language> named_in = std::nullopt)
        : words_{words}, day_{day}, named_in_{named_in}
    {
    }

    documents::Cell operator()(std::string_view field, const std::string& value) const;
    documents::Cell operator()(std::string_view field, std::int64_t value) const;
    documents::Cell operator()(std::string_view, double value) const { return value; }
    documents::Cell operator()(std::string_view, std::same_as<bool> auto value) const
    {
        return value; // not bool, or a literal would be a truth value
    }
    documents::Cell operator()(std::string_view field, Date value) const;
    documents::Cell operator()(std::string_view field, const registry::JsonText& value) const;
    documents::Cell operator()(std::string_view field, const registry::WordList& value) const;
    template <class T>
    documents::Cell operator()(std::string_view field, const std::optional<T>& value) const
    {
        return value ? (*this)(field, *value) : documents::Cell{};
    }

    /// What people call a word in a field; empty where it is free text.
    Words name(std::string_view field, std::string_view word) const;

    /// What a field may hold, word and name, where that is one of a list; empty where it is not.
    /// Provinces are those of the day, in Vietnamese order.
    std::vector<std::pair<std::string, Words>> choices(std::string_view field) const;

    /// Adds a record's fields to a page, in the order of its table.
    /// @param without  fields that the page shows otherwise or not at all; "subject" never is
    template <class Kept>
    void add(documents::Record& page, const Kept& record,
             std::initializer_list<std::string_view> without = {}) const
    {
        Kept::fields(record, [&](std::string_view field, const auto& value) {
            if (field != "subject" && std::find(without.begin(), without.end(), field) == without.end())
                page.field(field, field_label(field), (*this)(field, value));
        });
    }

private:
    /// A JSON array of devices or papers: what each is called, one after another.
    std::string listed(const registry::JsonText& value, const CodeList& kinds, const char* key) const;

    Words name_of_body(std::string_view word) const;

    const Vocabulary& words_;
    Date day_;
    std::optional<Language> named_in_;
};

} // namespace radcert::casework
