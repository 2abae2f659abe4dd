#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "domain/vocabulary.h"
#include "domain/words.h"

namespace radcert::rules {

/// The lists of evidence that a condition may look at, in the order of the dossier.
enum class List : std::uint8_t {
    documents,
    degrees,
    trainings,
    health_checks,
    doses,
    experience,
    certificates
};
constexpr std::size_t list_count = 7;

/// How the cell of a column is to be read.
enum class ColumnType : std::uint8_t {
    code, ///< a word of a closed list
    text, ///< free text that a rule may compare with words of its own
    integer,
    amount, ///< a decimal number, held in millionths so that sums are exact
    boolean,
    date, ///< days since 1970-01-01
};

/// One column of a list: the name in JSON, how people call it, and its closed list where it has one.
struct Column {
    std::string_view name;
    ColumnType type;
    Words label;
    CodeList Vocabulary::* codes{nullptr};
};

/// What is known of one list, whatever the dossier.
struct ListShape {
    std::string_view name;
    Words record;  ///< one record, as a sentence begins: "Training"
    Words records; ///< "trainings", inside a sentence
    std::span<const Column> columns;
    std::int8_t dated_by;    ///< column that says whether the record lies in the file; -1: none
    bool undated_is_in_file; ///< a record without that date lies in the file all the same
};

const ListShape& shape_of(List list);
std::optional<List> list_from(std::string_view name);
std::optional<std::uint8_t> column_from(List list, std::string_view name);

/// Single facts outside the lists.
enum class Fact : std::uint8_t {
    birth_date,
    civil_capacity,
    channel,
    fee_paid_on,
    filed_on,
    completed_on,
    medical,
};
constexpr std::size_t fact_count = 7;

const Column& column_of(Fact fact);
std::optional<Fact> fact_from(std::string_view name);

} // namespace radcert::rules
