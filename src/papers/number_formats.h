#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "documents/sheet.h"

namespace radcert::papers {

/// Whether numbers in this format are days (with or without a time of day). Format codes as in files, always
/// in English: "dd/mm/yyyy", "[$-42A]d mmmm yyyy;@".
///
/// Source: ECMA-376-1, 18.8.30 and 18.8.31.
bool shows_days(std::string_view format_code);

/// The same for a format that has a number and no code; days of East Asian builds among them.
bool shows_days(unsigned built_in_format);

/// A cell's number as the file writes it, as a number or, in a format of days, as a day.
///
/// A day with a time of day has it in its text. The day 60 of the 1900 base, 29 February 1900, never was: it
/// is text. Numbers that no calendar day has stay numbers.
///
/// @param written    "79012345678", "7.9012345678E10", "0.10000000000000001"
/// @param base_1904  days count from 1 January 1904
/// @return           empty where `written` is no number.
std::optional<documents::SheetCell> number_cell(std::string_view written, bool day, bool base_1904);

} // namespace radcert::papers
