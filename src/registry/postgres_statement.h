#pragma once

#include <vector>

#include "registry/dialect.h"
#include "registry/engine.h"
#include "registry/postgres_connection.h"

namespace radcert::registry {

/// How often a statement is run: what is run once leaves nothing on the server.
enum class Runs : unsigned char { often, once };

/// A statement that PostgreSQL prepares once for each kind of values that come with it.
class PostgresStatement final : public Statement {
public:
    PostgresStatement(PostgresConnection& connection, const char* sql, Rows rows, Runs runs = Runs::often);
    ~PostgresStatement() override;

    int place(const char* name) const override;
    void bind(int place, std::int64_t value) override;
    void bind(int place, double value) override;
    void bind_text(int place, std::string_view text) override;
    void bind_copy(int place, std::string_view text) override;
    void bind_bytes(int place, std::string_view bytes) override;
    void bind_null(int place, Holds kind) override;
    bool next() override;
    void again() override;
    void rest() override;
    Holds holds(int column) const override;
    std::int64_t integer(int column) const override;
    double number(int column) const override;
    std::string_view bytes(int column) const override;

private:
    static constexpr int first_portion = 50;
    struct Prepared {
        std::vector<Oid> types;
        std::string name;
    };

    PostgresValue& value(int place) { return values_.at(std::size_t(place) - 1); }
    const std::string& prepared();
    void start();
    void start_alone();
    void run();
    void start_in_portions();
    bool next_portion();
    void end_portions() noexcept;
    std::string_view field(int column) const;

    PostgresConnection& connection_;
    NumberedSql sql_;
    Rows rows_;
    Runs runs_;
    bool only_reads_; ///< and may be asked again
    std::vector<PostgresValue> values_;
    std::vector<Prepared> prepared_;
    int connection_of_prepared_{-1};
    PostgresResult result_;
    std::string cursor_;         ///< the portions' name on the server; empty: none is open
    int cursor_connection_{0};   ///< of which connection
    int portion_{first_portion}; ///< rows of the next one, so that a portion is some MiB
    bool more_portions_{false}, own_transaction_{false}, started_{false};
    int row_{-1};
};

} // namespace radcert::registry
