#pragma once

#include <string>

#include "registry/engine.h"
#include "registry/postgres_connection.h"

namespace radcert::registry {

/// Rows gathered and sent with COPY in its binary form: one journey to the server for thousands of them.
class CopiedRows final : public RowSink {
public:
    CopiedRows(PostgresConnection& connection, std::string table, std::size_t columns);

    void integer(std::int64_t value) override;
    void number(double value) override;
    void text(std::string_view text) override { field(text); }
    void bytes(std::string_view bytes) override { field(bytes); }
    void nothing() override;
    void end_row() override;
    void finish() override;

private:
    void field(std::string_view bytes);

    PostgresConnection& connection_;
    std::string table_, gathered_;
    std::size_t columns_, column_{0};
};

} // namespace radcert::registry
