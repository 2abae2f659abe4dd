#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/error.h"
#include "registry/row_scope.h"

namespace radcert::registry {

// What a register's tables lie in: a file of SQLite's or a database of PostgreSQL's. Everything above sees
// `Database` and `Query` only; where the two engines differ in words is told by dialect.h.

enum class Access : unsigned char { read, write };

/// How much a question answers: `many` is read in portions where an engine would hand over everything at
/// once.
enum class Rows : unsigned char { few, many };

/// What a column of a row holds.
enum class Holds : unsigned char { nothing, integer, number, text, bytes };

/// A prepared statement. Parameters are counted from 1, columns from 0.
class Statement {
public:
    Statement() = default;
    virtual ~Statement() = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    virtual int place(const char* name) const = 0; ///< of ":name"; 0: there is none
    virtual void bind(int place, std::int64_t value) = 0;
    virtual void bind(int place, double value) = 0;
    virtual void bind_text(int place, std::string_view text) = 0; ///< must live until the statement has run
    virtual void bind_copy(int place, std::string_view text) = 0;
    virtual void bind_bytes(int place, std::string_view bytes) = 0; ///< must live until the statement has run
    virtual void bind_null(int place, Holds kind) = 0; ///< nothing, where something of the kind could be

    virtual bool next() = 0;  ///< steps to the next row; false when there is none
    virtual void again() = 0; ///< ready to run once more; what is bound stays
    virtual void rest() = 0;  ///< the same with nothing bound, as it is kept until its next use

    virtual Holds holds(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double number(int column) const = 0;
    virtual std::string_view bytes(int column) const = 0; ///< of text or bytes, until the next step
};

/// A column of a table as its engine knows it.
struct TableColumn {
    std::string name;
    Holds holds{};
    bool required{}; ///< NOT NULL
    int key{};       ///< place in the primary key, from 1; 0: not of it
};

/// Rows on their way into one table: the values of each in the order of its columns. Nobody may read the
/// table before `finish`, which leaves everything there.
class RowSink {
public:
    RowSink() = default;
    virtual ~RowSink() = default;
    RowSink(const RowSink&) = delete;
    RowSink& operator=(const RowSink&) = delete;

    virtual void integer(std::int64_t value) = 0;
    virtual void number(double value) = 0;
    virtual void text(std::string_view text) = 0;
    virtual void bytes(std::string_view bytes) = 0;
    virtual void nothing() = 0;
    virtual void end_row() = 0;
    virtual void finish() = 0;
};

/// One connection, not shared between threads. Every call throws an `Error` in the words of the desk.
class Engine {
public:
    Engine() = default;
    virtual ~Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    virtual std::unique_ptr<Statement> prepare(const char* sql, Rows rows) = 0;
    virtual void execute(const std::string& sql) = 0; ///< one or more statements without results
    /// The quickest way for many rows. @param columns  as `columns(table)` told them
    virtual std::unique_ptr<RowSink> rows_into(const std::string& table,
                                               const std::vector<TableColumn>& columns) = 0;

    /// A transaction in which everything read is of one state; for writing, one at a time of all programs.
    virtual void begin(Access access) = 0;
    /// False: the connection broke, and whether it was done is not known.
    [[nodiscard]] virtual bool commit() = 0;
    virtual void roll_back() noexcept = 0;
    virtual void end_reading() noexcept = 0; ///< of a transaction that was begun for reading
    virtual bool in_transaction() const = 0;

    /// Until this transaction ends only rows of the scope are seen, where the engine itself can see to it.
    virtual void narrow(const RowScope& scope) = 0;
    /// All tables are made: puts up what `narrow` needs.
    virtual void fence_rows() = 0;

    /// Tables of a schema file, in the dialect of schema/.
    virtual void make_tables(std::string_view schema) = 0;
    virtual std::vector<std::string> tables() = 0;
    virtual std::vector<TableColumn> columns(const std::string& table) = 0;
    /// Indexes, views, triggers, rules: a line each, whatever is in the register beside tables and columns.
    virtual std::vector<std::string> attachments() = 0;
    virtual std::int64_t size() = 0; ///< bytes that the register takes
    /// What the engine says of its own storage and of its fence; a line for each damage.
    virtual std::vector<Words> damages() = 0;

    virtual void expect_many_rows() = 0; ///< an import is about to come
    /// Of a register in the making: nothing need outlive a power cut or be seen by others until
    /// `make_durable`, and what a scope takes back may take others back that were committed since. So only
    /// for whoever gives up the whole where one act fails.
    virtual void defer_durability() = 0;
    virtual void make_durable() = 0;    ///< @see RegisterInMaking::keep, which the file's disk waits for
    virtual void expect_one_pass() = 0; ///< tables are about to be read from end to end
    /// What was forgotten must not live on in the engine's own logs. False: it still does, somebody reads.
    [[nodiscard]] virtual bool empty_log() = 0;
};

} // namespace radcert::registry
