#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "documents/sheet.h"

namespace radcert::documents {

// CSV after RFC 4180, as offices' programs write it: parted by comma, semicolon or tab, ended by CRLF, LF or
// CR.

struct CsvOptions {
    char delimiter{'\0'}; ///< NUL: found from the heading line, see `csv_delimiter`
};

/// Reads `text` record by record; cells are text or blank, nothing is taken for a number or a day. A record's
/// number counts records, blank ones too, as Excel counts rows: a line end inside quotes does not count.
/// Blank records are left out. A first line "sep=;" (Excel's) states the delimiter and is row 1.
///
/// The apostrophe that `write_csv` put before what a spreadsheet would take for a formula is taken off again:
/// one apostrophe from every text that is apostrophes and then one of = + - @ TAB CR LF.
///
/// @param text  UTF-8, with or without a byte order mark; see documents/encodings.h
/// @param take  false: enough
/// @throws Error  invalid_input, with line (place) and column in the sentence: a quotation mark that is not
/// closed,
///                or text behind one that closes; a NUL; a field longer than 64 KiB; more than 16,384 columns
///                or 1,048,576 records.
void read_csv(std::string_view text, const CsvOptions& options,
              const std::function<bool(const SheetRow&)>& take);

/// Which of tab, ";" and "," parts the fields of `text`: the one that stands most often, outside quotes, in
/// the first line that has any of them; where two stand equally often, in this order. A comma when there is
/// none.
char csv_delimiter(std::string_view text);

/// Bytes of a CSV file: UTF-8 with byte order mark, without which Excel takes it for another encoding; CRLF;
/// every field quoted that needs it; days as YYYY-MM-DD, which a spreadsheet takes for a day whatever its
/// language.
///
/// A text beginning with = + - @ TAB CR LF gets an apostrophe before it, or a spreadsheet would calculate it
/// (OWASP, "CSV Injection"); numbers such as -5 or -0,5 stay. `read_csv` undoes exactly that.
///
/// @param delimiter  ";" because Vietnamese numbers have a decimal comma, with which Excel parts fields at
/// ";", and
///                   because Vietnamese names and addresses hold commas and hardly ever semicolons.
std::string write_csv(const SheetToWrite& sheet, char delimiter = ';');

} // namespace radcert::documents
