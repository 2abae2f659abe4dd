#include "tests/registers.h"

#include <atomic>
#include <cstdlib>
#include <unistd.h>

#include "registry/postgres_connection.h"

namespace radcert::tests {
namespace {

namespace fs = std::filesystem;

std::string address_of(const std::string& database)
{
    return "postgresql://radcert@/" + database + "?host=" + std::getenv("RADCERT_TEST_POSTGRES");
}

void tell_server(const std::string& sql)
{
    registry::PostgresConnection{address_of("postgres"), false}.run(sql);
}

std::string new_name()
{
    static std::atomic<int> made{0};
    return "t" + std::to_string(::getpid()) + "_" + std::to_string(++made);
}

std::string name_in(const registry::RegisterPlace& place)
{
    const std::string& address = place.address();
    const auto begin = address.find("@/") + 2;
    return address.substr(begin, address.find('?') - begin);
}

} // namespace

bool on_postgres()
{
    return std::getenv("RADCERT_TEST_POSTGRES") != nullptr;
}

registry::RegisterPlace new_place(const fs::path& file)
{
    if (!on_postgres()) return file;
    const std::string name = new_name();
    tell_server("CREATE DATABASE " + name);
    return {address_of(name), file};
}

registry::RegisterPlace copied_place(const registry::RegisterPlace& from, const fs::path& file)
{
    if (from.is_file()) {
        fs::copy_file(from.file(), file, fs::copy_options::overwrite_existing);
        return file;
    }
    const std::string name = new_name();
    tell_server("CREATE DATABASE " + name + " TEMPLATE " + name_in(from));
    return {address_of(name), file};
}

void exchange_places(const registry::RegisterPlace& one, const registry::RegisterPlace& other)
{
    const std::string first = name_in(one), second = name_in(other);
    tell_server("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname IN ('" + first +
                "', '" + second + "')");
    tell_server("ALTER DATABASE " + first + " RENAME TO exchanged");
    tell_server("ALTER DATABASE " + second + " RENAME TO " + first);
    tell_server("ALTER DATABASE exchanged RENAME TO " + second);
}

void drop_place(const registry::RegisterPlace& place)
{
    if (!place.is_file()) tell_server("DROP DATABASE IF EXISTS " + name_in(place) + " WITH (FORCE)");
}

} // namespace radcert::tests
