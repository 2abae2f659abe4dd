#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/as_of.h"
#include "registry/database.h"

namespace radcert::registry {

// How a record is kept. A record type states its fields once, in the order of its table's columns:
//
//     struct Post {
//         static constexpr std::string_view table = "post";
//         std::int64_t worker{}; ...
//         template <class Self, class Visit>
//         static void fields(Self& self, Visit&& visit) { visit("worker", self.worker); ... }
//     };
//
// From these come its JSON in the journal, the binding of its statements and the reading of its rows. The two
// statements stand in the record's own .cpp file.

/// JSON text kept as it is, in canonical form: lists that only dossiers look into.
struct JsonText {
    std::string text;
    friend bool operator==(const JsonText&, const JsonText&) = default;
};

/// A list of words, kept as a JSON array.
using WordList = std::vector<std::string>;

std::string to_json(const WordList& words);
WordList words_from_json(std::string_view json);

/// What the register said of a record, from one event until another.
template <class Record>
struct Version {
    EventNumber since{};
    EventNumber until{}; ///< newest_event + 1: it still says so
    Record record;
};

constexpr EventNumber still_said = INT64_MAX;

/// The statements of one record type; defined beside its questions. `close` ends the version that stands,
/// `insert` adds the new one.
template <class Record>
struct Statements {
    static const char* const close;
    static const char* const insert;
};

/// Where the parameters of a record's fields stand in a statement, in the order of the fields; 0: the
/// statement does not name that field.
template <class Record>
std::vector<int> places_of(const Query& query)
{
    std::vector<int> places;
    const Record none{};
    Record::fields(none, [&](const char* name, const auto&) {
        places.push_back(query.place((':' + std::string{name}).c_str()));
    });
    return places;
}

/// Binds every field of a record that the statement names.
class Binder {
public:
    Binder(Query& query, const std::vector<int>& places) : query_{query}, next_{places.begin()} {}

    template <class T>
    void operator()(const char*, const T& value)
    {
        if (const int place = *next_++; place > 0) bind(place, value);
    }

private:
    void bind(int place, const JsonText& json) { query_.bind(place, json.text); }
    void bind(int place, const WordList& words) { query_.bind_copy(place, to_json(words)); }
    template <class T>
    void bind(int place, const std::optional<T>& value)
    {
        if (value)
            bind(place, *value);
        else
            query_.bind_null(place, kind_of<T>);
    }
    template <class T>
    void bind(int place, const T& value)
    {
        query_.bind(place, value);
    }

    Query& query_;
    std::vector<int>::const_iterator next_;
};

/// Reads the fields of a record from the columns of a row, one after another.
class RowReader {
public:
    RowReader(const Query& row, int first) : row_{row}, column_{first} {}

    template <class T>
    void operator()(const char*, T& value)
    {
        read(value);
        ++column_;
    }
    template <class T>
    void operator()(const char*, std::optional<T>& value)
    {
        value.reset();
        if (!row_.is_null(column_)) read(value.emplace());
        ++column_;
    }

private:
    void read(std::string& value) { value = row_.text(column_); }
    void read(std::int64_t& value) { value = row_.integer(column_); }
    void read(double& value) { value = row_.number(column_); }
    void read(bool& value) { value = row_.integer(column_) != 0; }
    void read(Date& value) { value = row_.day(column_); }
    void read(JsonText& value) { value.text = row_.text(column_); }
    void read(WordList& value) { value = words_from_json(row_.text(column_)); }

    const Query& row_;
    int column_;
};

/// The record in the row that `row` stands on; its columns are those of the table (SELECT table.*).
template <class Record>
Version<Record> read_version(const Query& row)
{
    Version<Record> version{row.integer(0), row.integer(1), {}};
    Record::fields(version.record, RowReader{row, 2});
    return version;
}

/// Every row that is left.
template <class Record>
std::vector<Version<Record>> read_versions(Query& rows)
{
    std::vector<Version<Record>> all;
    while (rows.next()) all.push_back(read_version<Record>(rows));
    return all;
}

/// The records of every row that is left.
template <class Record>
std::vector<Record> read_all(Query& rows)
{
    std::vector<Record> all;
    while (rows.next()) all.push_back(std::move(read_version<Record>(rows).record));
    return all;
}

/// The record of the next row, where there is one.
template <class Record>
std::optional<Record> read_one(Query& rows)
{
    if (!rows.next()) return std::nullopt;
    return std::move(read_version<Record>(rows).record);
}

/// Ends the version that stands and adds the new one.
template <class Record>
void put_version(Database& database, EventNumber event, const Record& record)
{
    const auto run = [&](Query& query, const std::vector<int>& places) {
        query.bind(":event", event);
        Record::fields(record, Binder{query, places});
        query.run();
    };
    Query close{database, Statements<Record>::close}, insert{database, Statements<Record>::insert};
    static const std::vector<int> of_close = places_of<Record>(close), of_insert = places_of<Record>(insert);
    run(close, of_close);
    run(insert, of_insert);
}

} // namespace radcert::registry
