#pragma once

#include <functional>
#include <map>
#include <unordered_map>

#include "casework/import_rows.h"
#include "casework/rulebooks.h"
#include "registry/imports.h"

namespace radcert::casework {

/// What the rows of a file do to the register.
struct ImportCounts {
    std::size_t rows{};
    std::size_t fresh{};         ///< records that are new
    std::size_t filled{};        ///< records that had blanks, which are filled in
    std::size_t unchanged{};     ///< records that the register has as the file has them
    std::size_t contradicting{}; ///< fields that the register has otherwise
};

/// A person of the file who may be in the register already under another number, or without one.
struct ImportAlike {
    std::string sheet;
    std::uint32_t row{};
    std::string full_name;
    std::int64_t worker{};
};

/// What one row makes: one event about one subject.
struct RowPlan {
    std::string subject;
    std::string action;
    std::vector<registry::AnyRecord> records;
    bool needs_second{false};
};

/// Compares rows with the register: what is new is recorded, blanks are filled, what differs is a problem.
/// Nothing that the register says is overwritten, and nothing that the file leaves blank is made up.
class ImportPlan {
public:
    struct Source {
        std::string file;
        std::int64_t import{};
        /// A subject of a new record ("worker", "facility"): WriteScope's, or any text where nothing is
        /// written.
        std::function<std::string(std::string_view)> new_subject;
    };

    ImportPlan(registry::Database& database, Date today, Source source, ImportRows& rows);

    /// Problems go to the rows. @return empty: the row changes nothing, or has a problem
    std::optional<RowPlan> take(const ImportValues& values);

    const ImportCounts& counts() const { return counts_; }
    const std::vector<ImportAlike>& alike() const { return alike_; }

private:
    class Row;

    static std::size_t person_hash(std::string_view folded, std::optional<Date> birth_date);
    bool may_be(const registry::Worker& known, const ImportValues& values) const;

    void know(const registry::Facility& facility);
    std::optional<std::int64_t> find_facility(const std::string& text) const;
    std::optional<std::int64_t> resolve_facility(const ImportValues& values);

    std::optional<registry::Facility> standing_facility(const ImportValues& values) const;
    std::optional<std::int64_t> standing_worker(const ImportValues& values);
    bool paper_fits(const ImportValues& values);
    void note_alike(const ImportValues& values, std::optional<std::int64_t> standing);
    bool said_before(const std::string& key, std::string_view column, const ImportValues& values);

    void plan_facility(Row& row);
    void plan_worker(Row& row);
    void plan_post(Row& row, std::int64_t worker, bool known);
    void plan_equipment(Row& row);
    void plan_certificate(Row& row);

    registry::Database& database_;
    Date today_;
    Source source_;
    ImportRows& rows_;
    ImportCounts counts_;
    std::vector<ImportAlike> alike_;
    std::map<std::int64_t, registry::Facility> facilities_;             ///< the register's and the file's
    std::map<std::string, std::vector<std::int64_t>> facility_by_word_; ///< folded name, tax code, reference
    /// Hash of name and birth date, and of the name alone: worker.
    std::unordered_multimap<std::size_t, std::int64_t> person_by_name_;
    std::unordered_map<std::string, std::uint32_t> said_; ///< what identifies a record: the row that said it
    std::int64_t next_worker_, next_facility_, next_equipment_;
    std::string own_authority_;
};

} // namespace radcert::casework
