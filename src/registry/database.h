#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/date.h"
#include "domain/error.h"
#include "registry/clock.h"

struct sqlite3_stmt;
namespace SQLite {
class Database;
}

namespace radcert::registry {

enum class Access : unsigned char { read, write };

/// A prepared statement of SQLite's. SQLiteCpp's own class keeps the handle to itself and copies names on
/// every binding, which a register of millions of events would feel.
struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

/// One connection to one register file; not shared between threads.
///
/// SQLite's write-ahead log lost data where two connections wrote checkpoints at the same instant (3.7.0 to
/// 3.51.2), so there is one writing connection at a time, held by a lock on FILE.lock, and it alone writes
/// checkpoints. Readers open read-only and never wait for it.
///
/// Source: reliability.md sections 3 and 3.1.
class Database {
public:
    /// Opens a register that exists. For writing it takes the lock, waiting a second at most, and applies the
    /// schema files that the register has not yet seen.
    /// @throws Error  not_found, unavailable (cannot be opened), conflict (somebody else is writing),
    ///                integrity (not a register, or damaged).
    Database(const std::filesystem::path& file, Access access, Clock clock = system_time);

    /// Makes a new, empty register file. @throws Error conflict: there is a file of that name.
    static Database create(const std::filesystem::path& file, Clock clock = system_time);

    /// A register in memory with the schema applied: where the journal is played again.
    static Database scratch();

    ~Database();
    Database(Database&&) noexcept;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    const std::filesystem::path& file() const;
    Access access() const;
    Timestamp now() const; ///< by the clock that the register was opened with

    /// For an import of very many rows: a larger cache, and checkpoints in larger steps (64 MiB of log).
    /// Durability stays as it is.
    void expect_many_rows();

    /// For reading tables from end to end once: a small cache, as no page is asked for again.
    void expect_one_pass();

    void execute(const char* sql);   ///< one or more statements without results
    Statement take(const char* sql); ///< a prepared statement, kept from an earlier use
    void give_back(const char* sql, Statement statement);
    SQLite::Database& sql(); ///< for the .cpp files of this room

private:
    struct State;
    explicit Database(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// One question or one change in SQL, with named parameters. The statement is prepared once for a connection:
/// `sql` must be a literal.
class Query {
public:
    Query(Database& database, const char* sql);
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    void bind(const char* name, std::int64_t value);
    void bind(const char* name, double value);
    void bind(const char* name, std::string_view text); ///< must live until the statement has run
    void bind(const char* name, const char* text) { bind(name, std::string_view{text}); }
    void bind(const char* name, const std::string& text) { bind(name, std::string_view{text}); }
    void bind(const char* name, std::string&& text) = delete; ///< it would be gone before the statement runs
    void bind(const char* name, bool value) { bind(name, std::int64_t{value}); }
    void bind(const char* name, Date day);
    void bind_copy(const char* name, std::string_view text);  ///< text that need not live on
    void bind_blob(const char* name, std::string_view bytes); ///< must live until the statement has run
    void bind_null(const char* name);
    int
    place(const char* name) const; ///< of a parameter, for the overloads below; 0: there is none of that name
    template <class T>
    void bind(const char* name, const std::optional<T>& value)
    {
        if (value)
            bind(name, *value);
        else
            bind_null(name);
    }

    // By place: records look the names up once for each statement, not once for each row.
    void bind(int place, std::int64_t value);
    void bind(int place, double value);
    void bind(int place, std::string_view text); ///< must live until the statement has run
    void bind(int place, const std::string& text) { bind(place, std::string_view{text}); }
    void bind(int place, std::string&& text) = delete;
    void bind(int place, bool value) { bind(place, std::int64_t{value}); }
    void bind(int place, Date day);
    void bind_copy(int place, std::string_view text);
    void bind_null(int place);

    bool next();  ///< steps to the next row; false when there is none
    void run();   ///< a change, or a question whose answer does not matter
    void again(); ///< ready to run once more, with new values

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double number(int column) const;
    std::string_view text(int column) const; ///< bytes of a text or blob, until the next step
    Date day(int column) const;

private:
    Database& database_;
    const char* sql_;
    Statement statement_;
};

/// A read transaction: everything inside sees one state of the register.
class ReadScope {
public:
    explicit ReadScope(Database& database);
    ~ReadScope();
    ReadScope(const ReadScope&) = delete;
    ReadScope& operator=(const ReadScope&) = delete;

private:
    Database& database_;
    bool opened_;
};

/// The file whose lock a writer holds, "FILE.lock".
std::filesystem::path lock_file(const std::filesystem::path& file);

} // namespace radcert::registry
