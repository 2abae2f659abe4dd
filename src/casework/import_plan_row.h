#pragma once

#include <algorithm>

#include "casework/import_merge.h"
#include "casework/import_plan.h"

namespace radcert::casework {

/// One row on its way to an event: the records it makes, each with where its fields come from. A row that has
/// a problem goes all the way too, so that every problem is told; its records are then thrown away.
class ImportPlan::Row {
public:
    Row(ImportPlan& plan, const ImportValues& row_values)
        : values{row_values}, plan_{plan}, problems_before_{plan.rows_.problem_count()}
    {
    }

    const ImportValues& values;
    RowPlan made;

    /// Whether a column has a value that nothing was said against.
    bool good(std::string_view column) const
    {
        return values.has(column) && std::ranges::find(set_aside_, column) == set_aside_.end();
    }
    std::optional<std::string> text(std::string_view column) const
    {
        return good(column) ? values.text(column) : std::nullopt;
    }
    std::optional<Date> day(std::string_view column) const
    {
        return good(column) ? values.day(column) : std::nullopt;
    }

    std::optional<std::int64_t> whole(std::string_view column) const
    {
        return good(column) ? values.whole(column) : std::nullopt;
    }

    void refuse(std::string_view column, Words sentence)
    {
        set_aside(column);
        plan_.rows_.refuse(column, std::move(sentence));
    }

    /// The rest of the row is looked at as if the column said nothing.
    void set_aside(std::string_view column) { set_aside_.push_back(column); }

    /// Nothing was said against the row so far.
    bool sound() const { return !values.flawed && plan_.rows_.problem_count() == problems_before_; }

    /// The subject of a new record. Files with a problem are not recorded, so nothing is made for them.
    std::string new_subject(std::string_view kind) const
    {
        return plan_.rows_.problem_count() == 0 ? plan_.source_.new_subject(kind) : std::string{};
    }

    /// A record that is not in the register.
    template <class Record>
    void add(const Record& record, std::string key, std::optional<std::int64_t> worker,
             std::span<const FieldSource> sources)
    {
        ++counts_.fresh;
        keep(record, std::move(key), worker, fields_given(record, sources, speaks()));
    }

    /// A record that is: its blanks are filled.
    template <class Record>
    void fill(Record standing, const Record& given, std::string key, std::optional<std::int64_t> worker,
              std::span<const FieldSource> sources)
    {
        Merged merged = fill_blanks(standing, given, sources, speaks(), plan_.rows_);
        plan_.counts_.contradicting += merged.contradicting;
        if (merged.contradicting > 0) return;
        ++(merged.given.empty() ? counts_.unchanged : counts_.filled);
        if (!merged.given.empty()) keep(standing, std::move(key), worker, std::move(merged.given));
    }

    /// The event, where the row is sound and makes one.
    std::optional<RowPlan> finish()
    {
        if (!sound()) return std::nullopt;
        plan_.counts_.fresh += counts_.fresh;
        plan_.counts_.filled += counts_.filled;
        plan_.counts_.unchanged += counts_.unchanged;
        if (made.records.empty()) return std::nullopt;
        for (registry::ImportRow& row : provenance_) made.records.emplace_back(std::move(row));
        return std::move(made);
    }

private:
    auto speaks() const
    {
        return [this](std::string_view column) { return good(column); };
    }

    template <class Record>
    void keep(const Record& record, std::string key, std::optional<std::int64_t> worker,
              std::vector<std::string> given)
    {
        made.records.emplace_back(record);
        registry::ImportRow row;
        row.import = plan_.source_.import;
        row.sheet = values.tab;
        row.row = values.row;
        row.entry = std::int64_t(provenance_.size()) + 1;
        row.worker = worker;
        row.kind = Record::table;
        row.record = std::move(key);
        row.given = std::move(given);
        provenance_.push_back(std::move(row));
    }

    ImportPlan& plan_;
    std::size_t problems_before_;
    std::vector<std::string_view> set_aside_;
    ImportCounts counts_; ///< of this row, until it is known to be sound
    std::vector<registry::ImportRow> provenance_;
};

} // namespace radcert::casework
