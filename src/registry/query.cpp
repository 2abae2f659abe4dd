#include <cassert>

#include "registry/database.h"

namespace radcert::registry {

Query::Query(Database& database, const char* sql, Rows rows)
    : database_{database}, sql_{sql}, statement_{database.take(sql, rows)}
{
}

Query::~Query()
{
    statement_->rest();
    database_.give_back(sql_, std::move(statement_));
}

int Query::place(const char* name) const
{
    return statement_->place(name);
}

void Query::bind(int place, std::int64_t value)
{
    assert(place > 0 && "the statement has no such parameter");
    statement_->bind(place, value);
}

void Query::bind(int place, double value)
{
    assert(place > 0 && "the statement has no such parameter");
    statement_->bind(place, value);
}

void Query::bind(int place, std::string_view text)
{
    assert(place > 0 && "the statement has no such parameter");
    statement_->bind_text(place, text);
}

void Query::bind_copy(int place, std::string_view text)
{
    assert(place > 0 && "the statement has no such parameter");
    statement_->bind_copy(place, text);
}

void Query::bind(int place, Date day)
{
    bind_copy(place, to_iso(day));
}

void Query::bind_null(int place, Holds kind)
{
    statement_->bind_null(place, kind);
}

void Query::bind(const char* name, std::int64_t value)
{
    bind(place(name), value);
}

void Query::bind(const char* name, double value)
{
    bind(place(name), value);
}

void Query::bind(const char* name, std::string_view text)
{
    bind(place(name), text);
}

void Query::bind_copy(const char* name, std::string_view text)
{
    bind_copy(place(name), text);
}

void Query::bind(const char* name, Date day)
{
    bind(place(name), day);
}

void Query::bind_blob(const char* name, std::string_view bytes)
{
    statement_->bind_bytes(place(name), bytes);
}

void Query::bind_null(const char* name, Holds kind)
{
    bind_null(place(name), kind);
}

bool Query::next()
{
    return statement_->next();
}

void Query::run()
{
    while (next()) {
    }
}

void Query::again()
{
    statement_->again();
}

bool Query::is_null(int column) const
{
    return statement_->holds(column) == Holds::nothing;
}

std::int64_t Query::integer(int column) const
{
    return statement_->integer(column);
}

double Query::number(int column) const
{
    return statement_->number(column);
}

std::string_view Query::text(int column) const
{
    return statement_->bytes(column);
}

Date Query::day(int column) const
{
    const auto read = parse_date(text(column));
    if (!read) {
        const std::string found{text(column)};
        throw Error{Fault::integrity,
                    {"sổ đăng ký có một ngày không có thật: '" + found + "'",
                     "the register holds a day that does not exist: '" + found + "'"},
                    {"kiểm tra sổ: radcert register verify", "check the register: radcert register verify"}};
    }
    return *read;
}

ReadScope::ReadScope(Database& database) : database_{database}, opened_{!database.engine().in_transaction()}
{
    if (opened_) database_.engine().begin(Access::read);
}

void ReadScope::narrow(const RowScope& scope) const
{
    if (!scope.is_everything()) database_.engine().narrow(scope);
}

ReadScope::~ReadScope()
{
    if (opened_) database_.engine().end_reading();
}

WriteTransaction::WriteTransaction(Database& database) : database_{database}
{
    database_.engine().begin(Access::write);
}

WriteTransaction::~WriteTransaction()
{
    if (open_) database_.engine().roll_back();
}

bool WriteTransaction::try_commit()
{
    const bool done = database_.engine().commit();
    open_ = false;
    return done;
}

void WriteTransaction::commit()
{
    if (try_commit()) return;
    throw Error{Fault::unavailable,
                {database_.name() + ": mất kết nối khi đang ghi",
                 database_.name() + ": the connection broke in the act"},
                {"làm lại", "do it again"}};
}

} // namespace radcert::registry
