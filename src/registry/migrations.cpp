#include "registry/migrations.h"

#include <algorithm>
#include <vector>

#include "registry/schema_files.h"
#include "text/digest.h"

namespace radcert::registry {
namespace {

constexpr const char* schema_version_table = R"sql(
    CREATE TABLE IF NOT EXISTS schema_version ( -- schema files that this register has taken
        name   TEXT PRIMARY KEY,                -- name of the file without ending
        digest TEXT NOT NULL                    -- SHA-256 of its text
    ) STRICT, WITHOUT ROWID
)sql";

struct Taken {
    std::string name, digest;
};

std::vector<Taken> taken_files(Database& database)
{
    std::vector<Taken> taken;
    Query query{database, R"sql(
        SELECT name, digest
          FROM schema_version
         ORDER BY name
    )sql"};
    while (query.next()) taken.push_back({std::string{query.text(0)}, std::string{query.text(1)}});
    return taken;
}

bool has_taken(Database& database, const SchemaFile& file)
{
    const auto taken = taken_files(database);
    return std::ranges::find(taken, file.name, &Taken::name) != taken.end();
}

void take_file(Database& database, const SchemaFile& file)
{
    WriteTransaction transaction{database};
    if (has_taken(database, file)) return; // another program was first
    database.engine().make_tables(file.sql);
    {
        Query query{database, R"sql(
            INSERT INTO schema_version (name, digest)
            VALUES (:name, :digest)
        )sql"};
        const std::string digest = text::sha256_hex(file.sql);
        query.bind(":name", file.name);
        query.bind(":digest", digest);
        query.run();
    }
    transaction.commit();
}

} // namespace

void migrate(Database& database)
{
    {
        WriteTransaction transaction{database};
        database.engine().make_tables(schema_version_table);
        transaction.commit();
    }
    for (const SchemaFile& file : schema_files()) {
        if (!has_taken(database, file)) take_file(database, file);
    }
    WriteTransaction transaction{database};
    database.engine().fence_rows();
    transaction.commit();
}

void check_schema(Database& database)
{
    const auto taken = taken_files(database);
    const auto& known = schema_files();
    for (std::size_t i = 0; i < taken.size() || i < known.size(); ++i) {
        if (i < taken.size() && i < known.size() && taken[i].name == known[i].name) {
            if (taken[i].digest == text::sha256_hex(known[i].sql)) continue;
            throw Error{
                Fault::integrity,
                {"schema_version: bảng " + taken[i].name + " của sổ đăng ký khác bản của chương trình này",
                 "schema_version: schema file " + taken[i].name +
                     " of the register is not the one this radcert knows"},
                {"dùng chương trình đã tạo ra sổ", "use the radcert that made the register"}};
        }
        throw Error{
            Fault::unavailable,
            {"sổ đăng ký và chương trình khác phiên bản (schema_version)",
             "the register and this radcert differ in version (schema_version)"},
            {"nâng sổ lên theo chương trình này: radcert register upgrade; nếu sổ mới hơn: cập nhật chương "
             "trình",
             "bring the register up to this radcert: radcert register upgrade; where the register is newer: "
             "update radcert"}};
    }
}

} // namespace radcert::registry
