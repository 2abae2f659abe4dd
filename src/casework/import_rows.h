#pragma once

#include <map>
#include <optional>

#include "casework/import_columns.h"
#include "domain/vocabulary.h"

namespace radcert::casework {

/// What is wrong with a file, and where: for the person who puts it right.
struct ImportProblem {
    std::string sheet;
    std::uint32_t row{};
    std::string column;  ///< "C"; empty: the whole row
    std::string heading; ///< of the column, as the file writes it
    Words sentence;
};

/// A row of a sheet whose headings were found: the values of its columns, by their keys. What is blank is
/// missing.
class ImportValues {
public:
    const ImportSheet* sheet{};
    std::string tab; ///< as the file calls it
    std::uint32_t row{};
    bool flawed{false}; ///< some of its cells have problems, and are missing here

    bool has(std::string_view key) const { return texts_.contains(key) || days_.contains(key); }
    std::optional<std::string> text(std::string_view key) const;
    std::optional<Date> day(std::string_view key) const;
    std::optional<bool> truth(std::string_view key) const;
    std::optional<std::int64_t> whole(std::string_view key) const;
    std::vector<std::string> words(std::string_view key) const;

    void put(std::string_view key, std::string value) { texts_[key] = std::move(value); }
    void put(std::string_view key, Date value) { days_[key] = value; }

private:
    std::map<std::string_view, std::string>
        texts_; ///< by keys of the columns, which live as long as the program
    std::map<std::string_view, Date> days_;
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

    /// What is wrong with the column of that key in the row that was taken last.
    void refuse(std::string_view key, Words sentence);
    /// ... with the whole row.
    void refuse_row(Words sentence);
    /// After the last row: tabs without headings are problems.
    void finish();

    const std::vector<ImportProblem>& problems() const { return problems_; }
    std::size_t problem_count() const { return problem_count_; } ///< all, also beyond those that were kept

private:
    struct Heading {
        const ImportColumn* column{}; ///< nullptr: none of ours
        std::string text;
    };

    bool find_headings(const documents::SheetRow& row);
    bool read_cell(std::size_t place, const documents::SheetCell& cell, ImportValues& values);
    bool read_day(const ImportColumn& column, const documents::SheetCell& cell, ImportValues& values);
    bool read_word(const ImportColumn& column, const std::string& text, ImportValues& values);
    bool read_words(const ImportColumn& column, const std::string& text, ImportValues& values);
    bool read_province(const ImportColumn& column, const std::string& text, ImportValues& values);
    bool read_plain(const ImportColumn& column, const documents::SheetCell& cell, std::string text,
                    ImportValues& values);
    std::optional<std::string> find_word(const CodeList& list, const std::string& text);
    void problem(std::size_t place, Words sentence);
    void keep(ImportProblem problem);
    void check_required(const ImportValues& values);

    const ImportKind& kind_;
    const Vocabulary& words_;
    Date today_;
    std::string tab_;
    bool any_tab_{false};
    std::size_t first_rows_{0}; ///< rows seen of a tab without headings
    const ImportSheet* sheet_{nullptr};
    std::vector<Heading> headings_; ///< by column
    std::uint32_t row_{0};
    std::map<std::pair<const CodeList*, std::string>, std::optional<std::string>> known_words_;
    std::vector<ImportProblem> problems_;
    std::size_t problem_count_{0};
};

} // namespace radcert::casework
