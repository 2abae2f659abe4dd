#pragma once

#include <map>
#include <optional>
#include <variant>

#include "casework/import_columns.h"

namespace radcert::casework {

/// What a cell says: a text (the word of its list, "1" or "0" for yes and no, several words parted by ";"), a
/// day, or what is wrong with it, for the person who puts it right.
using CellReading = std::variant<std::string, Date, Words>;

/// Reads cells by the rules of their columns.
class ImportCells {
public:
    /// @param today  provinces of that day; a day of a paper lies before it
    ImportCells(const Vocabulary& words, Date today);

    /// @param text  of the cell, trimmed and on one line; not empty
    CellReading read(const ImportColumn& column, const documents::SheetCell& cell, const std::string& text);

private:
    CellReading read_day(const ImportColumn& column, const documents::SheetCell& cell,
                         const std::string& text);
    CellReading read_word(const ImportColumn& column, const std::string& text);
    CellReading read_words(const ImportColumn& column, const std::string& text);
    CellReading read_birth_year(const documents::SheetCell& cell, const std::string& text);
    CellReading read_province(const std::string& text);
    CellReading read_plain(const ImportColumn& column, const documents::SheetCell& cell,
                           const std::string& text);
    std::optional<std::string> find_word(const CodeList& list, const std::string& text);

    const Vocabulary& words_;
    Date today_;
    std::map<std::pair<const CodeList*, std::string>, std::optional<std::string>> known_words_;
};

/// Without the blanks around it, those of Word included.
std::string trimmed(std::string_view text);

/// A cell's text as a message quotes it, at most some forty letters.
std::string as_written(std::string_view text);

} // namespace radcert::casework
