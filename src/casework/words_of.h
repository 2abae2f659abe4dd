#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/date.h"
#include "domain/error.h"
#include "domain/vocabulary.h"
#include "registry/any_record.h"

namespace radcert::casework {

// What every act that records something looks at first.

/// How people name records: "W-17", "F-3", "E-8".
std::string worker_name(std::int64_t worker);
std::string facility_name(std::int64_t facility);
std::string equipment_name(std::int64_t equipment);

/// How people call the records of a table: "nhân viên" for "worker". A table that is none of ours is called
/// as it is.
Words record_kind_name(std::string_view table);

/// How people read what a certificate or an application is: "in_force" is "còn hiệu lực". A word that is none
/// of ours is read as it is.
Words status_name(std::string_view status);

/// What a screening determined, as people read it: "ineligible" is "không đủ điều kiện".
Words verdict_name(std::string_view verdict);

/// What set a certificate's end: the rule's id, or who said it.
Words validity_name(std::string_view validity);

/// Reads "W-17" or "17". @throws Error usage, naming what was expected.
std::int64_t parse_worker(std::string_view text);
std::int64_t parse_facility(std::string_view text);
std::int64_t parse_equipment(std::string_view text);

/// @throws Error  invalid_input: the word is not in the list; the message says which are.
void check_word(const CodeList& list, std::string_view word, const Words& what);
/// @throws Error  invalid_input: no province bears the code on that day; a successor is named.
void check_province(const Vocabulary& vocabulary, std::string_view code, Date day);
/// @throws Error  invalid_input: the first day comes after the last.
void check_order(std::optional<Date> first, std::optional<Date> last);
/// @throws Error  invalid_input: the day has not come.
void refuse_future(Date today, std::optional<Date> day);
/// `text`. @throws Error invalid_input: there is nothing but spaces.
std::string filled(std::string text, const Words& what);
/// Whether there is nothing but white space in it.
bool is_blank(std::string_view text);

[[noreturn]] void refuse_nothing_changed(const std::string& record);

/// @throws Error  conflict: the register says this already.
template <class Record>
void refuse_unchanged(const Record& before, const Record& after, const std::string& record)
{
    std::string old_json, new_json;
    registry::append_json(old_json, before);
    registry::append_json(new_json, after);
    if (old_json == new_json) refuse_nothing_changed(record);
}

} // namespace radcert::casework
