#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "registry/libpq.h"
#include "registry/register_place.h"

namespace radcert::registry {

struct ClearResult {
    void operator()(PGresult* result) const { libpq().clear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

/// A value for a parameter, in PostgreSQL's binary form.
struct PostgresValue {
    Oid type{};       ///< 0: PostgreSQL finds out
    std::string kept; ///< the bytes, where they are its own
    std::string_view bytes{};
    bool is_null{true};
};

/// A connection of libpq's. What PostgreSQL refuses is thrown as an `Error` in the words of the desk; a
/// connection that broke is made anew when the next transaction begins, with a few tries.
class PostgresConnection {
public:
    /// @throws Error  unavailable: nobody answers, the name or password is not taken; not_found: no such
    /// database.
    PostgresConnection(const RegisterPlace& place, bool read_only);
    ~PostgresConnection();
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;

    /// Statements without parameters. @throws Error
    PostgresResult run(const std::string& sql);
    /// One statement, with values of its own and an answer in binary form.
    PostgresResult ask(const std::string& sql, const std::vector<PostgresValue>& values);
    void prepare(const std::string& name, const std::string& sql, const std::vector<PostgresValue>& values);
    PostgresResult ask_prepared(const std::string& name, const std::vector<PostgresValue>& values);
    /// COPY ... FROM STDIN with everything that it is to take.
    void copy(const std::string& sql, std::string_view data);

    void begin(const char* mode);            ///< a transaction: "REPEATABLE READ READ ONLY"
    void end(const char* how);               ///< "COMMIT" or "ROLLBACK", where one was begun
    void move_to(const std::string& schema); ///< where its tables are, after a new connection too

    bool is_broken() const;
    /// Whether one was begun and not ended; it may be lost with its connection.
    bool in_transaction() const { return begun_; }
    void connect_again(); ///< @throws Error unavailable: it was tried for some seconds
    /// How often it was connected: what was prepared before is gone.
    int connections() const { return connections_; }
    int next_number() { return ++numbers_; } ///< for names of what lives on the server

private:
    struct Finish {
        void operator()(PGconn* connection) const { libpq().finish(connection); }
    };

    void connect();
    PostgresResult checked(PGresult* result);

    std::string address_, name_;
    std::string schema_ending_; ///< of the place
    std::string schema_;        ///< quoted; empty: the one that the address leads to
    bool read_only_, begun_{false}, lost_{false};
    int connections_{0}, numbers_{0};
    std::unique_ptr<PGconn, Finish> connection_;
};

/// A schema called after the connection's own: "public_web" for "_web"; quoted where it has to be.
std::string schema_beside(PostgresConnection& connection, const std::string& ending);

} // namespace radcert::registry
