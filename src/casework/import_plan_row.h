#pragma once

#include "casework/import_merge.h"
#include "casework/import_plan.h"

namespace radcert::casework {

/// One row on its way to an event: the records it makes, each with where its fields come from.
class ImportPlan::Row {
public:
    Row(ImportPlan& plan, const ImportValues& row_values) : values{row_values}, plan_{plan} {}

    const ImportValues& values;
    RowPlan made;
    bool refused{false};

    void refuse(std::string_view column, Words sentence)
    {
        refused = true;
        plan_.rows_.refuse(column, std::move(sentence));
    }

    /// A record that is not in the register.
    template <class Record>
    void add(const Record& record, std::string key, std::optional<std::int64_t> worker,
             std::span<const FieldSource> sources)
    {
        ++plan_.counts_.fresh;
        keep(record, std::move(key), worker, fields_given(record, sources));
    }

    /// A record that is: its blanks are filled.
    template <class Record>
    void fill(Record standing, const Record& given, std::string key, std::optional<std::int64_t> worker,
              std::span<const FieldSource> sources)
    {
        Merged merged = fill_blanks(standing, given, sources, plan_.rows_);
        plan_.counts_.contradicting += merged.contradicting;
        refused = refused || merged.contradicting > 0;
        if (merged.contradicting > 0) return;
        ++(merged.given.empty() ? plan_.counts_.unchanged : plan_.counts_.filled);
        if (!merged.given.empty()) keep(standing, std::move(key), worker, std::move(merged.given));
    }

    /// The event, where the row makes one.
    std::optional<RowPlan> finish()
    {
        if (refused || made.records.empty()) return std::nullopt;
        for (registry::ImportRow& row : provenance_) made.records.emplace_back(std::move(row));
        return std::move(made);
    }

private:
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
    std::vector<registry::ImportRow> provenance_;
};

} // namespace radcert::casework
