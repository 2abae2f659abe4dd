#include "registry/dialect.h"

#include <algorithm>
#include <array>

#include "registry/postgres_fence.h"

namespace radcert::registry {
namespace {

struct Word {
    std::string_view sqlite, postgres;
};

/// Texts are compared byte by byte, as SQLite does, whatever the database's own order is.
constexpr std::array words{
    Word{"STRICT", ""},        Word{"WITHOUT ROWID", ""},
    Word{"INTEGER", "BIGINT"}, Word{"REAL", "DOUBLE PRECISION"},
    Word{"BLOB", "BYTEA"},     Word{"TEXT", "TEXT COLLATE \"C\""},
};

bool is_word_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The end of what begins at `at` and is no SQL of its own: a comment, a text, a quoted name. `at` itself:
/// nothing.
std::size_t end_of_literal(std::string_view sql, std::size_t at)
{
    if (sql.substr(at, 2) == "--") return std::min(sql.find('\n', at), sql.size());
    if (sql[at] != '\'' && sql[at] != '"') return at;
    const auto end = sql.find(sql[at], at + 1);
    return end == std::string_view::npos ? sql.size() : end + 1; // '' within a text is two texts side by side
}

std::size_t end_of_word(std::string_view sql, std::size_t at)
{
    while (at < sql.size() && is_word_letter(sql[at])) ++at;
    return at;
}

} // namespace

const char* const postgres_additions = R"sql(
    SELECT pg_advisory_xact_lock(20251126); -- two who replace a function at once are refused, one of them

    CREATE TABLE IF NOT EXISTS head ( -- one row: whoever writes locks it, so acts follow one another
        entry BIGINT PRIMARY KEY      -- always 1
    );
    INSERT INTO head (entry) VALUES (1) ON CONFLICT DO NOTHING;

    CREATE OR REPLACE FUNCTION instr(whole TEXT, part TEXT) RETURNS BIGINT
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        AS 'SELECT CAST(strpos(whole, part) AS BIGINT)';

    CREATE OR REPLACE FUNCTION json_each(numbers TEXT) RETURNS TABLE (value BIGINT)
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        AS 'SELECT CAST(one AS BIGINT) FROM json_array_elements_text(CAST(numbers AS JSON)) AS one';
)sql";

bool is_postgres_addition(std::string_view thing)
{
    constexpr std::array additions{
        std::string_view{"head"},
        std::string_view{"function instr SELECT CAST(strpos(whole, part) AS BIGINT)"},
        std::string_view{"function json_each SELECT CAST(one AS BIGINT) FROM "
                         "json_array_elements_text(CAST(numbers AS JSON)) AS one"}};
    static const std::vector<std::string> fence = fence_functions();
    return std::ranges::find(additions, thing) != additions.end() ||
           std::ranges::find(fence, thing) != fence.end();
}

std::string postgres_schema(std::string_view schema)
{
    std::string made;
    for (std::size_t at = 0; at < schema.size();) {
        if (const auto end = end_of_literal(schema, at); end != at) {
            made += schema.substr(at, end - at);
            at = end;
            continue;
        }
        const auto word = std::ranges::find_if(words, [&](const Word& one) {
            return schema.substr(at).starts_with(one.sqlite) &&
                   (at == 0 || !is_word_letter(schema[at - 1])) &&
                   end_of_word(schema, at + one.sqlite.size()) == at + one.sqlite.size();
        });
        if (word != words.end()) {
            made += word->postgres;
            at += word->sqlite.size();
        } else if (schema.substr(at).starts_with(", WITHOUT ROWID")) {
            ++at; // the comma between what has no words here
        } else {
            made += schema[at++];
        }
    }
    return made;
}

NumberedSql numbered(std::string_view sql)
{
    NumberedSql made;
    for (std::size_t at = 0; at < sql.size();) {
        if (const auto end = end_of_literal(sql, at); end != at) {
            made.sql += sql.substr(at, end - at);
            at = end;
        } else if (sql.substr(at, 2) == "::") { // a cast of PostgreSQL's
            made.sql += "::";
            at += 2;
        } else if (sql[at] == ':' && at + 1 < sql.size() && is_word_letter(sql[at + 1])) {
            const auto after = end_of_word(sql, at + 1);
            const std::string name{sql.substr(at, after - at)};
            auto known = std::ranges::find(made.names, name);
            if (known == made.names.end()) known = made.names.insert(made.names.end(), name);
            made.sql += '$' + std::to_string(known - made.names.begin() + 1);
            at = after;
        } else {
            made.sql += sql[at++];
        }
    }
    return made;
}

} // namespace radcert::registry
