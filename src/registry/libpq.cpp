#include "registry/libpq.h"

#include <dlfcn.h>

#include "domain/error.h"

namespace radcert::registry {
namespace {

[[noreturn]] void refuse(const char* why)
{
    throw Error{Fault::unavailable,
                {std::string{"không mở được thư viện libpq để nối tới PostgreSQL: "} + why,
                 std::string{"the library libpq, which speaks to PostgreSQL, cannot be opened: "} + why},
                {"cài gói libpq5", "install the package libpq5"}};
}

template <class Function>
void find(void* library, Function& function, const char* name)
{
    function = reinterpret_cast<Function>(dlsym(library, name));
    if (function == nullptr) refuse(name);
}

Libpq load()
{
    void* const library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) refuse(dlerror());
    Libpq pq{};
    find(library, pq.connect, "PQconnectdbParams");
    find(library, pq.finish, "PQfinish");
    find(library, pq.status, "PQstatus");
    find(library, pq.error_message, "PQerrorMessage");
    find(library, pq.exec, "PQexec");
    find(library, pq.exec_params, "PQexecParams");
    find(library, pq.prepare, "PQprepare");
    find(library, pq.exec_prepared, "PQexecPrepared");
    find(library, pq.put_copy_data, "PQputCopyData");
    find(library, pq.put_copy_end, "PQputCopyEnd");
    find(library, pq.get_result, "PQgetResult");
    find(library, pq.result_status, "PQresultStatus");
    find(library, pq.error_field, "PQresultErrorField");
    find(library, pq.clear, "PQclear");
    find(library, pq.command_status, "PQcmdStatus");
    find(library, pq.memory, "PQresultMemorySize");
    find(library, pq.rows, "PQntuples");
    find(library, pq.type, "PQftype");
    find(library, pq.is_null, "PQgetisnull");
    find(library, pq.value, "PQgetvalue");
    find(library, pq.length, "PQgetlength");
    find(library, pq.set_notice_processor, "PQsetNoticeProcessor");
    return pq;
}

} // namespace

const Libpq& libpq()
{
    static const Libpq loaded = load();
    return loaded;
}

} // namespace radcert::registry
