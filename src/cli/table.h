#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <utility>

#include "documents/table.h"
#include "domain/words.h"

namespace radcert::cli {

using documents::Cell;
using documents::Column;

struct Settings;

/// How a listing or a record is written: for the eye, for `cut` and `awk`, for programs.
enum class Format : unsigned char { terminal, tabs, json };

/// `json` where the user asked for it, else by where standard output goes.
Format output_format(bool json);

/// A listing. For the eye aligned columns with headings; in a pipe a line of keys and then lines of values,
/// tabs between; in JSON an array of objects.
///
///     Table table{{"id", {"Mã", "ID"}}, {"name", {"Họ và tên", "Name"}}};
///     table.row({"W-1", worker.full_name});
///     table.print(output_format(options.json), settings.spoken());
class Table : public documents::Table {
public:
    Table(std::initializer_list<Column> columns) : documents::Table{columns} {}
    Table(documents::Table table) : documents::Table{std::move(table)} {}

    /// @param width  of the terminal. A line that would not fit has its widest columns shortened, "…" at the
    ///               end; the first column, which names the record, is always whole.
    std::string text(Format format, Language language, std::size_t width) const;
    /// Writes to standard output.
    /// @throws Error  as write_out.
    void print(Format format, Language language) const;
    /// The same, as the command was asked for it: --csv and --xlsx (see add_export_options) before --json.
    /// @throws Error  as write_out; unavailable: the workbook cannot be written.
    void print(const Settings& settings) const;

private:
    std::string aligned(Language language, std::size_t width) const;
    std::string tabbed() const;
};

/// One record. For the eye "Label   value" lines, long values wrapped; in a pipe "key<TAB>value" lines; in
/// JSON one object.
class Record : public documents::Record {
public:
    std::string text(Format format, Language language, std::size_t width) const;
    /// Writes to standard output.
    /// @throws Error  as write_out.
    void print(Format format, Language language) const;

private:
    std::string labelled(Language language, std::size_t width) const;
};

} // namespace radcert::cli
