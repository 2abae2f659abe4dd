#pragma once

#include <string>
#include <vector>

#include "registry/engine.h"

namespace radcert::registry {

/// Rows put one by one with a statement that is prepared once, which is how SQLite takes them fastest.
class InsertedRows final : public RowSink {
public:
    InsertedRows(Engine& engine, const std::string& table, std::size_t columns);

    void integer(std::int64_t value) override { insert_->bind(++column_, value); }
    void number(double value) override { insert_->bind(++column_, value); }
    void text(std::string_view text) override;
    void bytes(std::string_view bytes) override;
    void nothing() override { insert_->bind_null(++column_, Holds::nothing); }
    void end_row() override;
    void finish() override {}

private:
    std::string_view keep(std::string_view value); ///< until the row is put

    std::vector<std::string> kept_; ///< by column
    std::unique_ptr<Statement> insert_;
    int column_{0};
};

} // namespace radcert::registry
