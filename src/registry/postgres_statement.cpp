#include "registry/postgres_statement.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "domain/error.h"

namespace radcert::registry {
namespace {

// pg_type.dat; these numbers are part of PostgreSQL's protocol.
constexpr Oid type_bool = 16, type_bytes = 17, type_int8 = 20, type_int2 = 21, type_int4 = 23, type_text = 25,
              type_float8 = 701, type_numeric = 1700;

constexpr std::size_t portion_bytes = 4 << 20; ///< of memory, about
constexpr int most_rows = 5'000;               ///< of a portion

Oid type_of(Holds kind)
{
    switch (kind) {
    case Holds::integer: return type_int8;
    case Holds::number: return type_float8;
    case Holds::text: return type_text;
    case Holds::bytes: return type_bytes;
    default: return 0; // PostgreSQL finds out
    }
}

/// PostgreSQL sends numbers with the highest byte first.
template <class Number>
std::string big_endian(Number number)
{
    std::string bytes(sizeof number, '\0');
    std::memcpy(bytes.data(), &number, sizeof number);
    if constexpr (std::endian::native == std::endian::little) std::ranges::reverse(bytes);
    return bytes;
}

template <class Number>
Number from_big_endian(std::string_view bytes)
{
    std::string turned{bytes.substr(0, sizeof(Number))};
    if constexpr (std::endian::native == std::endian::little) std::ranges::reverse(turned);
    Number number{};
    std::memcpy(&number, turned.data(), turned.size());
    return number;
}

/// Whether it changes nothing, however often it is asked. None of ours that begins WITH does.
bool reads_only(std::string_view sql)
{
    sql.remove_prefix(std::min(sql.find_first_not_of(" \n"), sql.size()));
    return sql.starts_with("SELECT") || sql.starts_with("WITH");
}

/// A whole number of PostgreSQL's type numeric, which sums of whole numbers have: a count of digits to the
/// base of 10,000, the power of the first, sign, scale, digits; 16 bits each.
std::int64_t whole_numeric(std::string_view bytes)
{
    const auto part = [&](std::size_t i) { return from_big_endian<std::int16_t>(bytes.substr(2 * i)); };
    const int digits = part(0), weight = part(1);
    std::int64_t number = 0;
    for (int i = 0; i <= weight; ++i) number = number * 10'000 + (i < digits ? part(std::size_t(4 + i)) : 0);
    return part(2) == 0 ? number : -number;
}

} // namespace

PostgresStatement::PostgresStatement(PostgresConnection& connection, const char* sql, Rows rows, Runs runs)
    : connection_{connection}, sql_{numbered(sql)}, rows_{rows}, runs_{runs},
      only_reads_{reads_only(sql_.sql)}, values_(sql_.names.size())
{
}

PostgresStatement::~PostgresStatement()
{
    end_portions();
}

int PostgresStatement::place(const char* name) const
{
    const auto found = std::ranges::find(sql_.names, name);
    return found == sql_.names.end() ? 0 : int(found - sql_.names.begin()) + 1;
}

void PostgresStatement::bind(int place, std::int64_t number)
{
    PostgresValue& bound = value(place);
    bound = {type_int8, big_endian(number), {}, false};
    bound.bytes = bound.kept;
}

void PostgresStatement::bind(int place, double number)
{
    PostgresValue& bound = value(place);
    bound = {type_float8, big_endian(number), {}, false};
    bound.bytes = bound.kept;
}

void PostgresStatement::bind_text(int place, std::string_view text)
{
    value(place) = {type_text, {}, text, false};
}

void PostgresStatement::bind_copy(int place, std::string_view text)
{
    PostgresValue& bound = value(place);
    bound = {type_text, std::string{text}, {}, false};
    bound.bytes = bound.kept;
}

void PostgresStatement::bind_bytes(int place, std::string_view bytes)
{
    value(place) = {type_bytes, {}, bytes, false};
}

void PostgresStatement::bind_null(int place, Holds kind)
{
    value(place) = {type_of(kind), {}, {}, true};
}

/// The name under which the server knows this statement with values of these kinds.
const std::string& PostgresStatement::prepared()
{
    if (connection_of_prepared_ != connection_.connections()) prepared_.clear();
    connection_of_prepared_ = connection_.connections();
    std::vector<Oid> types;
    for (const PostgresValue& bound : values_) types.push_back(bound.type);
    const auto known = std::ranges::find(prepared_, types, &Prepared::types);
    if (known != prepared_.end()) return known->name;
    Prepared fresh{types, "s" + std::to_string(connection_.next_number())};
    connection_.prepare(fresh.name, sql_.sql, values_);
    return prepared_.emplace_back(std::move(fresh)).name;
}

void PostgresStatement::start()
{
    started_ = true;
    row_ = -1;
    if (!only_reads_ && !connection_.in_transaction()) return start_alone();
    try {
        run();
    } catch (const Error&) {
        // Outside a transaction a connection that broke since its last use is made anew, once.
        if (!connection_.is_broken() || connection_.in_transaction()) throw;
        connection_.connect_again();
        run();
    }
}

/// What changes something stands between BEGIN and COMMIT, though it is alone: where the connection breaks
/// before COMMIT is said, nothing was done, and it may be tried again.
void PostgresStatement::start_alone()
{
    for (bool again = true;; again = false) {
        try {
            connection_.begin("READ COMMITTED READ WRITE");
            run();
            break;
        } catch (const Error&) {
            const bool broken = connection_.is_broken();
            try {
                connection_.end("ROLLBACK");
            } catch (const Error&) { // it is gone with its connection
            }
            if (!broken || !again) throw;
        }
        connection_.connect_again();
    }
    connection_.end("COMMIT");
}

void PostgresStatement::run()
{
    if (rows_ == Rows::many) return start_in_portions();
    result_ = runs_ == Runs::once ? connection_.ask(sql_.sql, values_)
                                  : connection_.ask_prepared(prepared(), values_);
}

void PostgresStatement::start_in_portions()
{
    own_transaction_ = !connection_.in_transaction(); // portions live within one
    if (own_transaction_) connection_.begin("REPEATABLE READ READ ONLY");
    const std::string name = "c" + std::to_string(connection_.next_number());
    connection_.ask("DECLARE " + name + " NO SCROLL CURSOR FOR " + sql_.sql, values_);
    cursor_ = name;
    cursor_connection_ = connection_.connections();
    portion_ = first_portion;
    next_portion();
}

bool PostgresStatement::next_portion()
{
    result_ = connection_.ask("FETCH " + std::to_string(portion_) + " FROM " + cursor_, {});
    row_ = -1;
    const int rows = libpq().rows(result_.get());
    more_portions_ = rows == portion_;
    if (rows == 0) return false;
    const std::size_t each = libpq().memory(result_.get()) / std::size_t(rows) + 1;
    portion_ = std::clamp(int(std::min<std::size_t>(portion_bytes / each, most_rows)), 1, most_rows);
    return true;
}

void PostgresStatement::end_portions() noexcept
{
    if (cursor_.empty() && !own_transaction_) return;
    try {
        if (own_transaction_)
            connection_.end("COMMIT");
        else if (cursor_connection_ == connection_.connections() && !connection_.is_broken())
            connection_.run("CLOSE " + cursor_);
    } catch (const Error&) { // its transaction has ended, and it with it
    }
    cursor_.clear();
    own_transaction_ = false;
}

bool PostgresStatement::next()
{
    if (!started_) start();
    if (!result_) return false;
    if (++row_ < libpq().rows(result_.get())) return true;
    if (!cursor_.empty() && more_portions_ && next_portion()) {
        row_ = 0;
        return true;
    }
    end_portions();
    return false;
}

void PostgresStatement::again()
{
    end_portions();
    started_ = false;
    result_.reset();
    row_ = -1;
}

void PostgresStatement::rest()
{
    again();
    std::ranges::fill(values_, PostgresValue{});
}

Holds PostgresStatement::holds(int column) const
{
    if (libpq().is_null(result_.get(), row_, column) != 0) return Holds::nothing;
    switch (libpq().type(result_.get(), column)) {
    case type_bool:
    case type_int2:
    case type_int4:
    case type_int8:
    case type_numeric: return Holds::integer;
    case type_float8: return Holds::number;
    case type_bytes: return Holds::bytes;
    default: return Holds::text;
    }
}

std::string_view PostgresStatement::field(int column) const
{
    return {libpq().value(result_.get(), row_, column),
            std::size_t(libpq().length(result_.get(), row_, column))};
}

std::int64_t PostgresStatement::integer(int column) const
{
    const std::string_view bytes = field(column);
    if (bytes.empty()) return 0; // NULL, as SQLite has it
    switch (libpq().type(result_.get(), column)) {
    case type_bool: return bytes[0];
    case type_int2: return from_big_endian<std::int16_t>(bytes);
    case type_int4: return from_big_endian<std::int32_t>(bytes);
    case type_float8: return std::int64_t(from_big_endian<double>(bytes));
    case type_numeric: return whole_numeric(bytes);
    default: return from_big_endian<std::int64_t>(bytes);
    }
}

double PostgresStatement::number(int column) const
{
    if (libpq().type(result_.get(), column) != type_float8) return double(integer(column));
    const std::string_view bytes = field(column);
    return bytes.empty() ? 0 : from_big_endian<double>(bytes);
}

std::string_view PostgresStatement::bytes(int column) const
{
    return field(column);
}

} // namespace radcert::registry
