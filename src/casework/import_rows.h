#pragma once

#include <map>
#include <optional>

#include "casework/import_cells.h"
#include "casework/import_columns.h"
#include "domain/vocabulary.h"

namespace radcert::casework {

/// What is to be said of a place in a file: what is wrong with it, for the person who puts it right, or how
/// it was read.
struct ImportProblem {
    std::string sheet;
    std::uint32_t row{};
    std::string column;  ///< "C"; empty: the whole row
    std::string heading; ///< of the column, as the file writes it
    Words sentence;
};

/// A row of a sheet whose headings were found: the values of its columns, by their keys. A cell is blank, has
/// a value, or is wrong: a problem told of it, so that it has no value and is not missing either.
class ImportValues {
public:
    const ImportSheet* sheet{};
    std::string tab; ///< as the file calls it
    std::uint32_t row{};
    bool flawed{false}; ///< something in the row has a problem

    bool has(std::string_view key) const { return texts_.contains(key) || days_.contains(key); }
    bool wrong(std::string_view key) const { return written(key) != nullptr; }
    bool blank(std::string_view key) const { return !has(key) && !wrong(key); }
    /// What stands in a wrong cell; nullptr where it is not wrong.
    const std::string* written(std::string_view key) const;
    std::optional<std::string> text(std::string_view key) const;
    std::optional<Date> day(std::string_view key) const;
    std::optional<bool> truth(std::string_view key) const;
    std::optional<std::int64_t> whole(std::string_view key) const;
    std::vector<std::string> words(std::string_view key) const;

    void put(std::string_view key, std::string value) { texts_[key] = std::move(value); }
    void put(std::string_view key, Date value) { days_[key] = value; }
    void put_wrong(std::string_view key, std::string written)
    {
        wrong_.emplace_back(key, std::move(written));
    }

private:
    std::map<std::string_view, std::string>
        texts_; ///< by keys of the columns, which live as long as the program
    std::map<std::string_view, Date> days_;
    std::vector<std::pair<std::string_view, std::string>> wrong_;
};

/// Turns rows of cells into rows of values. The headings are found by themselves: the first row of a tab that
/// holds every required heading of a sheet of the kind, whatever the tab is called and in whatever order they
/// stand. Rows above are titles.
class ImportRows {
public:
    /// @param today  provinces of that day; a day of a paper lies before it
    ImportRows(const ImportKind& kind, const Vocabulary& words, Date today);

    /// @return  the row's values; empty for headings and titles
    std::optional<ImportValues> take(const std::string& tab, const documents::SheetRow& row);

    /// What is wrong with the column of that key in the row that was taken last; where the file lacks the
    /// column, with the row.
    void refuse(std::string_view key, Words sentence);
    /// ... with the whole row.
    void refuse_row(Words sentence);
    /// ... with the file.
    void refuse_file(Words sentence) { keep({{}, 0, {}, {}, std::move(sentence)}); }
    /// A value as people know it: the name of a word of the column's list, else the value itself.
    Words shown(std::string_view key, const std::string& value) const;
    /// After the last row: tabs without headings are problems, and so is a file that holds nothing.
    void finish();

    /// Row after row, and within a row in the order of the columns.
    const std::vector<ImportProblem>& problems() const { return problems_; }
    std::size_t problem_count() const { return problem_count_; } ///< all, also beyond those that were kept
    /// Cells that were read otherwise than they are written: a line break in them became a space.
    const std::vector<ImportProblem>& notes() const { return notes_; }
    std::size_t note_count() const { return note_count_; }

private:
    struct Heading {
        const ImportColumn* column{}; ///< nullptr: none of ours
        std::string text;
    };

    bool find_headings(const documents::SheetRow& row);
    void take_cell(std::size_t place, const documents::SheetCell& cell, ImportValues& values);
    bool read_cell(std::size_t place, const documents::SheetCell& cell, ImportValues& values);
    ImportProblem said_of(std::size_t place, Words sentence) const;
    void problem(std::size_t place, Words sentence);
    void note(std::size_t place, Words sentence);
    void keep(ImportProblem problem);
    void finish_row();
    void finish_empty();
    void check_required(const ImportValues& values);

    const ImportKind& kind_;
    const Vocabulary& words_;
    ImportCells cells_;
    std::string tab_;
    bool any_tab_{false};
    std::size_t first_rows_{0}; ///< rows seen of a tab without headings
    const ImportSheet* sheet_{nullptr};
    std::vector<Heading> headings_; ///< by column
    std::uint32_t row_{0};
    std::vector<ImportProblem> problems_;
    std::size_t row_begin_{0}; ///< of the row's problems
    std::size_t problem_count_{0};
    std::vector<ImportProblem> notes_;
    std::size_t note_count_{0};
};

} // namespace radcert::casework
