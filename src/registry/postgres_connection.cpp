#include "registry/postgres_connection.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

#include "registry/postgres_error.h"

namespace radcert::registry {
namespace {

constexpr int binary = 1;

/// What every connection is held to.
constexpr const char* settings = R"sql(
    SET client_encoding = 'UTF8';
    SET client_min_messages = warning;
    SET standard_conforming_strings = on;
    SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '10min';
    SET bytea_output = 'hex';
)sql";

/// The values as libpq takes them.
struct Arguments {
    explicit Arguments(const std::vector<PostgresValue>& values)
    {
        for (const PostgresValue& value : values) {
            types.push_back(value.type);
            // PostgreSQL tells NULL by the pointer, so an empty text needs one.
            starts.push_back(value.is_null                   ? nullptr
                             : value.bytes.data() == nullptr ? ""
                                                             : value.bytes.data());
            lengths.push_back(int(value.bytes.size()));
            formats.push_back(binary);
        }
    }
    int count() const { return int(starts.size()); }

    std::vector<Oid> types;
    std::vector<const char*> starts;
    std::vector<int> lengths, formats;
};

std::string error_field(const PGresult* result, int field)
{
    const char* const text = libpq().error_field(result, field);
    return text == nullptr ? "" : text;
}

} // namespace

std::string schema_beside(PostgresConnection& connection, const std::string& ending)
{
    const PostgresResult name = connection.run("SELECT quote_ident(current_schema() || '" + ending + "')");
    return libpq().value(name.get(), 0, 0);
}

PostgresConnection::PostgresConnection(const RegisterPlace& place, bool read_only)
    : address_{place.address()}, name_{place.name()}, schema_ending_{place.schema_ending()},
      read_only_{read_only}
{
    connect();
}

PostgresConnection::~PostgresConnection() = default;

void PostgresConnection::connect()
{
    // Before the address, whose own words count. A host that vanished must not keep everybody waiting.
    constexpr std::array names{"application_name",
                               "connect_timeout",
                               "keepalives_idle",
                               "keepalives_count",
                               "tcp_user_timeout",
                               "dbname",
                               static_cast<const char*>(nullptr)};
    const std::array values{
        "radcert", "5", "10", "3", "10000", address_.c_str(), static_cast<const char*>(nullptr)};
    connection_.reset(libpq().connect(names.data(), values.data(), 1));
    if (libpq().status(connection_.get()) != CONNECTION_OK) {
        // libpq gives no SQLSTATE for a connection that was refused.
        const std::string why = libpq().error_message(connection_.get());
        const auto says = [&](std::string_view words) { return why.find(words) != std::string::npos; };
        const char* const state = says("does not exist") && says("database") ? "3D000"
                                  : says("authentication failed") || says("no pg_hba.conf entry") ||
                                          says("no password supplied") || says("role ")
                                      ? "28000"
                                      : "";
        connection_.reset();
        // Of an address that it cannot read libpq repeats parts, a password perhaps among them.
        throw postgres_error(
            state, why.starts_with("connection to server") ? why : "the address cannot be used", name_);
    }
    ++connections_;
    lost_ = begun_ = false;
    libpq().set_notice_processor(connection_.get(), [](void*, const char*) {}, nullptr);
    run(settings);
    if (schema_.empty() && !schema_ending_.empty()) schema_ = schema_beside(*this, schema_ending_);
    if (!schema_.empty()) move_to(schema_);
    if (read_only_) run("SET default_transaction_read_only = on");
}

bool PostgresConnection::is_broken() const
{
    return lost_ || !connection_ || libpq().status(connection_.get()) != CONNECTION_OK;
}

void PostgresConnection::begin(const char* mode)
{
    run(std::string{"BEGIN ISOLATION LEVEL "} + mode);
    begun_ = true;
}

void PostgresConnection::end(const char* how)
{
    if (!begun_) return;
    begun_ = false;
    const PostgresResult ended = run(how);
    // What failed before is taken back though COMMIT was said, and PostgreSQL answers so without an error.
    if (std::string_view{libpq().command_status(ended.get())} == how) return;
    throw postgres_error("25P02", "COMMIT was answered with ROLLBACK", name_);
}

void PostgresConnection::move_to(const std::string& schema)
{
    schema_ = schema;
    run("SET search_path = " + schema);
}

void PostgresConnection::connect_again()
{
    using namespace std::chrono_literals;
    constexpr std::array pauses{0ms, 50ms, 200ms, 500ms, 1000ms, 2000ms};
    for (std::size_t i = 0;; ++i) {
        std::this_thread::sleep_for(pauses[i]);
        try {
            return connect();
        } catch (const Error&) {
            if (i + 1 == pauses.size()) throw;
        }
    }
}

PostgresResult PostgresConnection::checked(PGresult* result)
{
    PostgresResult kept{result};
    const auto status = libpq().result_status(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY ||
        status == PGRES_COPY_IN)
        return kept;
    const std::string state = result == nullptr ? "" : error_field(result, PG_DIAG_SQLSTATE);
    const std::string said = result == nullptr ? "" : error_field(result, PG_DIAG_MESSAGE_PRIMARY);
    // What no server said is libpq's own: the connection is of no more use, though its status may not say so
    // yet.
    if (state.empty() || state.starts_with("57P")) lost_ = true;
    throw postgres_error(
        state, said.empty() && connection_ ? libpq().error_message(connection_.get()) : said.c_str(), name_);
}

PostgresResult PostgresConnection::run(const std::string& sql)
{
    return checked(libpq().exec(connection_.get(), sql.c_str()));
}

PostgresResult PostgresConnection::ask(const std::string& sql, const std::vector<PostgresValue>& values)
{
    const Arguments all{values};
    return checked(libpq().exec_params(connection_.get(), sql.c_str(), all.count(), all.types.data(),
                                       all.starts.data(), all.lengths.data(), all.formats.data(), binary));
}

void PostgresConnection::prepare(const std::string& name, const std::string& sql,
                                 const std::vector<PostgresValue>& values)
{
    const Arguments all{values};
    checked(libpq().prepare(connection_.get(), name.c_str(), sql.c_str(), all.count(), all.types.data()));
}

void PostgresConnection::copy(const std::string& sql, std::string_view data)
{
    constexpr std::size_t most = 1 << 20;
    run(sql);
    bool sent = true;
    for (; sent && !data.empty(); data.remove_prefix(std::min(data.size(), most)))
        sent = libpq().put_copy_data(connection_.get(), data.data(), int(std::min(data.size(), most))) == 1;
    sent = libpq().put_copy_end(connection_.get(), nullptr) == 1 && sent;
    // The answer, and behind it the end of answers, without which nothing else could be asked.
    PGresult* const answer = libpq().get_result(connection_.get());
    while (const PostgresResult rest{answer == nullptr ? nullptr : libpq().get_result(connection_.get())}) {
    }
    checked(answer);
    if (!sent) checked(nullptr);
}

PostgresResult PostgresConnection::ask_prepared(const std::string& name,
                                                const std::vector<PostgresValue>& values)
{
    const Arguments all{values};
    return checked(libpq().exec_prepared(connection_.get(), name.c_str(), all.count(), all.starts.data(),
                                         all.lengths.data(), all.formats.data(), binary));
}

} // namespace radcert::registry
