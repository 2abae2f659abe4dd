#pragma once

#include <postgresql/libpq-fe.h>

namespace radcert::registry {

/// The functions of PostgreSQL's client library that are used here. It is opened when the first register in a
/// database is: it brings twenty libraries with it, which no register in a file needs.
struct Libpq {
    decltype(&::PQconnectdbParams) connect;
    decltype(&::PQfinish) finish;
    decltype(&::PQstatus) status;
    decltype(&::PQerrorMessage) error_message;
    decltype(&::PQexec) exec;
    decltype(&::PQexecParams) exec_params;
    decltype(&::PQprepare) prepare;
    decltype(&::PQexecPrepared) exec_prepared;
    decltype(&::PQputCopyData) put_copy_data;
    decltype(&::PQputCopyEnd) put_copy_end;
    decltype(&::PQgetResult) get_result;
    decltype(&::PQresultStatus) result_status;
    decltype(&::PQresultErrorField) error_field;
    decltype(&::PQclear) clear;
    decltype(&::PQcmdStatus) command_status;
    decltype(&::PQresultMemorySize) memory;
    decltype(&::PQntuples) rows;
    decltype(&::PQftype) type;
    decltype(&::PQgetisnull) is_null;
    decltype(&::PQgetvalue) value;
    decltype(&::PQgetlength) length;
    decltype(&::PQsetNoticeProcessor) set_notice_processor;
};

/// @throws Error  unavailable: the library is not installed.
const Libpq& libpq();

} // namespace radcert::registry
