#pragma once

#include <algorithm>
#include <cassert>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "casework/fields.h"
#include "web/visit.h"

namespace radcert::web {

// Records as facts, as forms, and back: what a field is called, how it is typed, and what was typed into it,
// once for every noun.

/// A record's fields as facts, in the order of its table; what is not recorded is left out.
template <class Kept>
void add_facts(Facts& facts, const casework::FieldCells& cells, const Kept& record,
               std::initializer_list<std::string_view> without = {})
{
    Kept::fields(record, [&](std::string_view field, const auto& value) {
        const bool shown = field != "subject" && std::ranges::find(without, field) == without.end();
        documents::Cell cell = shown ? cells(field, value) : documents::Cell{};
        if (!cell.absent()) facts.add(casework::column(field), std::move(cell));
    });
}

/// The one role that a person's posts name on the day; empty: none or several.
/// @param facility  posts there alone
std::string role_in_post(registry::Database& database, std::int64_t worker, Date day,
                         std::optional<std::int64_t> facility = {});

/// Makes the fields of a form for fields of a record, filled with what it says.
class RecordForm {
public:
    RecordForm(Form& form, const casework::FieldCells& cells) : form_{form}, cells_{cells} {}

    /// One field of the record; a list where it holds one of a list, a day where it is one.
    template <class Kept>
    Field& ask(const Kept& record, std::string_view field, bool required = false)
    {
        Field& made = form_.fields.emplace_back(blank(field, required));
        Kept::fields(record, [&](std::string_view name, const auto& value) {
            if (name == field) fill(made, value);
        });
        return made;
    }
    template <class Kept, class Names>
    void ask_all(const Kept& record, const Names& fields)
    {
        for (const std::string_view field : fields) ask(record, field);
    }

private:
    Field blank(std::string_view field, bool required) const;

    void fill(Field& field, const std::string& value) const;
    void fill(Field& field, std::int64_t value) const;
    void fill(Field& field, double value) const;
    void fill(Field& field, bool value) const;
    void fill(Field& field, Date value) const;
    void fill(Field& field, const registry::WordList& value) const;
    void fill(Field& field, const registry::JsonText& value) const;
    template <class T>
    void fill(Field& field, const std::optional<T>& value) const
    {
        prepare(field, static_cast<const T*>(nullptr));
        if (value) fill(field, *value);
    }
    // What an empty one of each kind looks like.
    void prepare(Field&, const void*) const {}
    void prepare(Field& field, const std::int64_t*) const { field.kind = Field::Kind::number; }
    void prepare(Field& field, const double*) const { field.kind = Field::Kind::number; }
    void prepare(Field& field, const Date*) const { field.kind = Field::Kind::day; }
    void prepare(Field& field, const bool*) const { as_truth(field); }
    void prepare(Field& field, const registry::WordList*) const { field.kind = Field::Kind::checks; }
    static void as_truth(Field& field);

    Form& form_;
    const casework::FieldCells& cells_;
};

/// Reads what was typed into the fields of a form.
class TypedRecord {
public:
    explicit TypedRecord(const Visit& visit) : visit_{visit} {}

    /// Puts what was typed into the record's fields of these names; an empty one is not recorded from then
    /// on.
    /// @throws Error  invalid_input, at the field: it cannot be read, or the record cannot do without it
    template <class Kept, class Names>
    void into(Kept& record, const Names& fields) const
    {
        Kept::fields(record, [&](std::string_view name, auto& value) {
            if (std::ranges::find(fields, name) != std::ranges::end(fields)) read(name, value);
        });
    }

private:
    void read(std::string_view name, std::string& value) const;
    void read(std::string_view name, Date& value) const;
    void read(std::string_view name, std::optional<std::string>& value) const { value = visit_.text(name); }
    void read(std::string_view name, std::optional<std::int64_t>& value) const
    {
        value = visit_.number(name);
    }
    void read(std::string_view name, std::optional<Date>& value) const { value = visit_.day(name); }
    void read(std::string_view name, std::optional<double>& value) const;
    void read(std::string_view name, std::optional<bool>& value) const;
    void read(std::string_view name, std::optional<registry::WordList>& value) const;
    template <class T>
    void read(std::string_view, T&) const
    {
        assert(false && "a field that nobody types");
    }

    const Visit& visit_;
};

/// A facility or a worker that a field names ("F-3", "3"), and that whoever asks sees; empty where nothing
/// was typed. @throws Error invalid_input, at the field
std::optional<std::int64_t> typed_facility(Visit& visit, std::string_view field);
std::int64_t needed_facility(Visit& visit, std::string_view field);

/// A field that names a facility, with an offer of those that may be meant as one types.
Field facility_field(std::string name, Words label, std::string value = {});

/// A question that is asked as of another day stays there.
void keep_clocks(Form& form, const Visit& visit);

/// The address of a record's page; empty where whoever asks does not see it.
std::string facility_address(Visit& visit, std::int64_t facility);
std::string worker_address(std::int64_t worker);

/// Names of fields as a route's rule takes them.
template <class... Lists>
std::vector<std::string> field_names(const Lists&... lists)
{
    std::vector<std::string> names;
    (names.insert(names.end(), lists.begin(), lists.end()), ...);
    return names;
}

} // namespace radcert::web
