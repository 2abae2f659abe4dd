#pragma once

#include "registry/engine.h"
#include "registry/postgres_connection.h"

namespace radcert::registry {

/// A register in a database of PostgreSQL 15 or newer, in the schema that the connection comes to first
/// ("public" unless the address says otherwise).
class PostgresEngine final : public Engine {
public:
    /// @throws Error  as PostgresConnection; not_found: the database holds no register; integrity: the server
    /// would
    ///                not keep what it acknowledges, or does not speak UTF-8.
    static std::unique_ptr<PostgresEngine> open(const RegisterPlace& place, Access access);
    /// @throws Error  conflict: the database holds a register.
    static std::unique_ptr<PostgresEngine> create(const RegisterPlace& place);

    /// A schema of its own beside the register's, "..._web", for sessions.
    static std::unique_ptr<PostgresEngine> store(const RegisterPlace& place);

    std::unique_ptr<Statement> prepare(const char* sql, Rows rows) override;
    void execute(const std::string& sql) override;
    std::unique_ptr<RowSink> rows_into(const std::string& table,
                                       const std::vector<TableColumn>& columns) override;
    void begin(Access access) override;
    bool commit() override;
    void roll_back() noexcept override;
    void end_reading() noexcept override;
    bool in_transaction() const override;
    void narrow(const RowScope& scope) override;
    void fence_rows() override;
    void make_tables(std::string_view schema) override;
    std::vector<std::string> tables() override;
    std::vector<TableColumn> columns(const std::string& table) override;
    std::vector<std::string> attachments() override;
    std::int64_t size() override;
    std::vector<Words> damages() override;
    void expect_many_rows() override;
    void defer_durability() override;
    void make_durable() override;
    void expect_one_pass() override;
    bool empty_log() override;

private:
    PostgresEngine(const RegisterPlace& place, Access access);

    void begin_once(Access access);
    void connect_again(Access access);
    bool holds_register();
    bool has_events();
    void check_server();

    std::string name_;
    PostgresConnection connection_;
};

} // namespace radcert::registry
