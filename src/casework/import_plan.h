#pragma once

#include <functional>
#include <map>
#include <unordered_map>
#include <unordered_set>

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
    struct Place {
        std::uint32_t tab{}, row{}; ///< place in `tabs_`; row of it
    };
    struct SayingKey {
        std::string key;
        std::string_view column; ///< where a row is refused that says it again
    };

    static std::size_t person_hash(std::string_view folded, std::optional<Date> birth_date);

    void know(const registry::Facility& facility);
    std::optional<std::int64_t> find_facility(const std::string& text) const;
    bool is_of_flawed_row(const std::string& text) const;
    std::optional<std::int64_t> resolve_facility(Row& row);
    std::optional<registry::Facility> standing_facility(const Row& row) const;
    void note_flawed_facility(const ImportValues& values);

    std::optional<Place> say(const std::string& key, const ImportValues& values);
    bool refuse_said_before(Row& row, const std::vector<SayingKey>& keys);

    void plan_facility(Row& row);
    void plan_equipment(Row& row);
    void plan_certificate(Row& row);
    std::optional<registry::Worker> find_holder(Row& row);
    std::optional<std::string> find_issuer(Row& row);
    void compare_certificate(Row& row, const registry::Certificate& standing);
    void plan_worker(Row& row);
    void check_paper(Row& row);
    void check_birth(Row& row);
    void compare_birth(Row& row, const registry::Worker& standing);
    bool is_person_again(Row& row);
    std::optional<registry::Worker> standing_worker(const Row& row);
    bool may_be(const registry::Worker& known, const Row& row);
    void plan_paper(Row& row, std::int64_t worker, bool known);
    void plan_post(Row& row, std::int64_t worker, bool known);
    void plan_appointment(Row& row, std::int64_t worker, std::optional<std::int64_t> facility, bool known);
    void plan_evidence(Row& row, std::int64_t worker, bool known);
    void note_alike(const Row& row);

    registry::Database& database_;
    Date today_;
    Source source_;
    ImportRows& rows_;
    ImportCounts counts_;
    std::vector<ImportAlike> alike_;
    std::map<std::int64_t, registry::Facility> facilities_;             ///< the register's and the file's
    std::map<std::string, std::vector<std::int64_t>> facility_by_word_; ///< folded name, tax code, reference
    /// The same words of rows that have problems: whoever works there is not told that it is unknown.
    std::unordered_set<std::string> flawed_facilities_;
    /// Hash of name and birth date, and of the name alone: worker.
    std::unordered_multimap<std::size_t, std::int64_t> person_by_name_;
    std::vector<std::string> tabs_;               ///< of the file, as far as it was read
    std::unordered_map<std::string, Place> said_; ///< what identifies a record: the row that said it
    std::int64_t next_worker_, next_facility_, next_equipment_;
    std::string own_authority_;
};

} // namespace radcert::casework
