#pragma once

#include <algorithm>
#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>

#include "cli/reading.h"
#include "cli/table.h"
#include "domain/vocabulary.h"
#include "registry/record.h"

namespace radcert::cli {

// How the fields of records are called, shown and typed: once for every noun.

/// What people call a field of a record: {"Ngày sinh", "Birth date"} for "birth_date". A field without a name
/// of its own is called as in the table.
Words field_label(std::string_view field);
Column column(std::string_view field);

/// "999•••••1234": what is shown of an identity number unless somebody asks for all of it.
std::string masked_number(std::string_view number);

/// Fields as cells. Words of the rulebook's lists have their names and days are as the desk reads them, for
/// the eye; programs get the word and ISO 8601.
class FieldCells {
public:
    /// @param day  names provinces as they were on it
    FieldCells(const Vocabulary& words, Date day) : words_{words}, day_{day} {}
    explicit FieldCells(const Reading& reading)
        : words_{reading.words()}, day_{reading.as_of().in_force}, format_{reading.format()},
          language_{reading.language()}
    {
    }

    Cell operator()(std::string_view field, const std::string& value) const;
    Cell operator()(std::string_view field, std::int64_t value) const;
    Cell operator()(std::string_view, double value) const { return value; }
    Cell operator()(std::string_view, bool value) const { return value; }
    Cell operator()(std::string_view field, Date value) const;
    /// In a terminal, devices and papers by their names.
    Cell operator()(std::string_view field, const registry::JsonText& value) const;
    Cell operator()(std::string_view field, const registry::WordList& value) const;
    template <class T>
    Cell operator()(std::string_view field, const std::optional<T>& value) const
    {
        return value ? (*this)(field, *value) : Cell{};
    }

    /// What people call a word in a field; empty where it is free text.
    Words name(std::string_view field, std::string_view word) const;

    /// Adds a record's fields to a page, in the order of its table.
    /// @param without  fields that the page shows otherwise or not at all; "subject" never is
    template <class Kept>
    void add(Record& page, const Kept& record, std::initializer_list<std::string_view> without = {}) const
    {
        Kept::fields(record, [&](std::string_view field, const auto& value) {
            if (field != "subject" && std::find(without.begin(), without.end(), field) == without.end())
                page.field(field, field_label(field), (*this)(field, value));
        });
    }

private:
    std::string listed(const registry::JsonText& value, const CodeList& kinds, const char* key) const;

    const Vocabulary& words_;
    Date day_;
    Format format_{Format::tabs};
    Language language_{Language::vi};
};

/// Options that set the fields of a record; "" makes a field "not recorded".
///
///     fields->add(*command, "--birth-date", "birth_date");
///     ...
///     fields->put_into(worker);
class FieldOptions {
public:
    /// The help is the field's label, or `help`.
    Option* add(Command& command, const std::string& option, const std::string& field,
                const Words& help = {});

    bool given() const; ///< any of them
    /// @throws Error  usage, naming the option: a value that the field cannot hold.
    template <class Kept>
    void put_into(Kept& record) const
    {
        Kept::fields(record, [&](std::string_view field, auto& value) {
            if (const Given* given = find(field)) put(*given, value);
        });
    }

private:
    struct Given {
        std::string option, field, text;
        const Option* parsed{nullptr};
    };

    const Given* find(std::string_view field) const;

    static void put(const Given& given, std::string& value) { value = given.text; }
    static void put(const Given& given, std::int64_t& value);
    static void put(const Given& given, double& value);
    static void put(const Given& given, bool& value);
    static void put(const Given& given, Date& value);
    static void put(const Given& given, registry::WordList& value);
    static void put(const Given& given, registry::JsonText& value) { value.text = given.text; }
    template <class T>
    static void put(const Given& given, std::optional<T>& value)
    {
        value.reset();
        if (!given.text.empty()) put(given, value.emplace());
    }

    std::deque<Given> options_; ///< addresses that CLI11 keeps
};

/// --province, a code of the rulebook's on one day of the period at least; empty when it was not given.
/// @throws Error  as casework::check_province.
std::optional<std::string> province_option(const std::string& text, const Vocabulary& words, Date first,
                                           Date last);

/// --paper of a file's papers, repeatable.
void add_papers_option(Command& command, std::vector<std::string>& papers, const std::string& help);

/// Words one after another, as one text.
std::string joined(const std::vector<std::string>& words, std::string_view between = " ");

/// What a certificate or an application is: the word for programs, its name for the eye.
Cell status_cell(const std::string& status);

} // namespace radcert::cli
