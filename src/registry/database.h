#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "domain/date.h"
#include "domain/error.h"
#include "registry/clock.h"
#include "registry/engine.h"
#include "registry/register_place.h"

namespace SQLite {
class Database;
}

namespace radcert::registry {

/// One connection to one register; not shared between threads.
///
/// A file: SQLite's write-ahead log lost data where two connections wrote checkpoints at the same instant
/// (3.7.0 to 3.51.2), so there is one writing connection at a time, held by a lock on FILE.lock, and it alone
/// writes checkpoints. Readers open read-only and never wait for it.
///
/// A database of PostgreSQL's: any number of connections; those who write wait for each other at the locked
/// head of the journal.
///
/// Source: reliability.md sections 3, 3.1 and 7.
class Database {
public:
    /// Opens a register that exists. For writing it takes the lock, waiting a second at most, and applies the
    /// schema files that the register has not yet seen.
    /// @throws Error  not_found, unavailable (cannot be opened), conflict (somebody else is writing),
    ///                integrity (not a register, or damaged).
    Database(const RegisterPlace& place, Access access, Clock clock = system_time);

    /// Makes a new, empty register. @throws Error conflict: there is one, or a file of that name.
    static Database create(const RegisterPlace& place, Clock clock = system_time);

    /// A connection to something that is no register, such as the store of sessions: no schema is looked for.
    static Database of(std::unique_ptr<Engine> engine, RegisterPlace place, Clock clock);

    /// A register in memory with the schema applied: where the journal is played again.
    static Database scratch();

    ~Database();
    Database(Database&&) noexcept;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    const RegisterPlace& place() const;
    std::string name() const; ///< of the place, for people
    Access access() const;
    Timestamp now() const; ///< by the clock that the register was opened with

    void expect_many_rows(); ///< before an import of very many rows
    void defer_durability(); ///< of a register in the making (register_in_making.h), and no other
    void make_durable();     ///< before it is kept
    bool durability_deferred() const;
    void expect_one_pass(); ///< before reading tables from end to end once

    std::unique_ptr<Statement> take(const char* sql, Rows rows); ///< kept from an earlier use, or new
    void give_back(const char* sql, std::unique_ptr<Statement> statement);

    Engine& engine();        ///< for the .cpp files of this room
    SQLite::Database& sql(); ///< of a register in a file only; for what only SQLite has

private:
    struct State;
    explicit Database(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// What a column holds that values of this type stand in.
template <class T>
constexpr Holds kind_of = std::is_same_v<T, double> ? Holds::number
                          : std::is_integral_v<T>   ? Holds::integer
                                                    : Holds::text;

/// One question or one change in SQL, with named parameters. The statement is prepared once for a connection:
/// `sql` must be a literal.
class Query {
public:
    /// @param rows  many: a table, or a good part of one, is read
    Query(Database& database, const char* sql, Rows rows = Rows::few);
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
    void bind_null(const char* name, Holds kind);
    int
    place(const char* name) const; ///< of a parameter, for the overloads below; 0: there is none of that name
    template <class T>
    void bind(const char* name, const std::optional<T>& value)
    {
        if (value)
            bind(name, *value);
        else
            bind_null(name, kind_of<T>);
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
    void bind_null(int place, Holds kind);

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
    std::unique_ptr<Statement> statement_;
};

/// A read transaction: everything inside sees one state of the register.
class ReadScope {
public:
    explicit ReadScope(Database& database);
    ~ReadScope();
    /// From now on whoever asks forgot whose rows may be seen gets none of others', where the engine sees to
    /// it (registry/postgres_fence.h).
    void narrow(const RowScope& scope) const;
    ReadScope(const ReadScope&) = delete;
    ReadScope& operator=(const ReadScope&) = delete;

private:
    Database& database_;
    bool opened_;
};

/// A transaction that changes the register, taken back unless it is committed.
class WriteTransaction {
public:
    /// @throws Error  conflict: somebody else is writing.
    explicit WriteTransaction(Database& database);
    ~WriteTransaction();
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;

    /// False: the connection broke, and whether it was done is not known.
    [[nodiscard]] bool try_commit();
    /// @throws Error  unavailable: the connection broke.
    void commit();

private:
    Database& database_;
    bool open_{true};
};

/// The file whose lock a writer of a register in a file holds, "FILE.lock".
std::filesystem::path lock_file(const std::filesystem::path& file);

} // namespace radcert::registry
