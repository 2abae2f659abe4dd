#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/fields.h"
#include "cli/reading.h"
#include "cli/table.h"
#include "domain/vocabulary.h"
#include "registry/record.h"

namespace radcert::cli {

// How the fields of records are typed: once for every noun. How they are called and shown: casework/fields.h.

using casework::column;
using casework::field_label;
using casework::masked_number;
using casework::status_cell;

/// Fields as cells; in a terminal, devices and papers by their names.
class FieldCells : public casework::FieldCells {
public:
    using casework::FieldCells::FieldCells;
    explicit FieldCells(const Reading& reading);
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
void add_papers_option(Command& command, std::vector<std::string>& papers, const Words& help);

/// Words one after another, as one text.
std::string joined(const std::vector<std::string>& words, std::string_view between = " ");

} // namespace radcert::cli
