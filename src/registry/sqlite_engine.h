#pragma once

#include <filesystem>
#include <memory>

#include "registry/engine.h"

struct sqlite3;
struct sqlite3_stmt;
namespace SQLite {
class Database;
}

namespace radcert::registry {

/// A register in a file of SQLite's, or in memory. Settings of reliability.md section 3.1 are set and read
/// back.
class SqliteEngine final : public Engine {
public:
    /// Opens a register that exists. @throws Error  invalid_input: it is no register; integrity: damaged, or
    /// a setting did not hold; unavailable.
    static std::unique_ptr<SqliteEngine> open(const std::filesystem::path& file, Access access);
    /// Makes an empty file that is marked as a register.
    static std::unique_ptr<SqliteEngine> create(const std::filesystem::path& file);
    static std::unique_ptr<SqliteEngine> in_memory();
    /// A file that is no register, for what may be lost: sessions. It is there already, perhaps empty.
    static std::unique_ptr<SqliteEngine> store(const std::filesystem::path& file);
    ~SqliteEngine() override;

    std::unique_ptr<Statement> prepare(const char* sql, Rows rows) override;
    void execute(const std::string& sql) override;
    std::unique_ptr<RowSink> rows_into(const std::string& table,
                                       const std::vector<TableColumn>& columns) override;
    void begin(Access access) override;
    bool commit() override;
    void roll_back() noexcept override;
    void end_reading() noexcept override;
    bool in_transaction() const override;
    void narrow(const RowScope&) override {} ///< a file is read whole by whoever may read it
    void fence_rows() override {}
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

    SQLite::Database& sql() { return *sql_; }

private:
    SqliteEngine(std::string name, std::unique_ptr<SQLite::Database> sql);

    std::string name_; ///< of the file, for what is said of it
    std::unique_ptr<SQLite::Database> sql_;
    bool deferred_{false};
    int commits_deferred_{0}, changes_before_{0}; ///< of the act: what the connection had changed before it
};

} // namespace radcert::registry
