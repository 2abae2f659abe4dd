#include "registry/verify_papers.h"

#include <sqlite3.h>

#include <algorithm>

#include "registry/rulebook_text.h"
#include "text/digest.h"

namespace radcert::registry {
namespace {

constexpr const char* papers_not_named = R"sql(
    SELECT digest
      FROM (SELECT digest, subject
              FROM document
            EXCEPT
            SELECT named.document, subject.id
              FROM (SELECT document, worker FROM evidence WHERE document IS NOT NULL
                    UNION
                    SELECT document, worker FROM appointment WHERE document IS NOT NULL
                    UNION
                    SELECT document, worker FROM paper
                    UNION
                    SELECT signed_document, worker FROM paper WHERE signed_document IS NOT NULL) AS named
              JOIN worker ON worker.worker = named.worker
              JOIN subject ON subject.subject = worker.subject)
)sql";

constexpr const char* papers_not_kept = R"sql(
    SELECT document
      FROM (SELECT named.document, subject.id
              FROM (SELECT document, worker FROM evidence WHERE document IS NOT NULL
                    UNION
                    SELECT document, worker FROM appointment WHERE document IS NOT NULL
                    UNION
                    SELECT document, worker FROM paper
                    UNION
                    SELECT signed_document, worker FROM paper WHERE signed_document IS NOT NULL) AS named
              JOIN worker ON worker.worker = named.worker
              JOIN subject ON subject.subject = worker.subject
            EXCEPT
            SELECT digest, subject
              FROM document)
)sql";

void check_named(Database& database, Report& report)
{
    Query stray{database, papers_not_named};
    while (stray.next())
        report.add("document", std::string{stray.text(0)}, "",
                   {"không có minh chứng hay giấy tờ nào nêu tệp này",
                    "neither evidence nor a paper of the desk names it"});
    Query missing{database, papers_not_kept};
    while (missing.next())
        report.add("document", std::string{missing.text(0)}, "",
                   {"thiếu, mà có bản ghi nêu tệp này", "missing, though a record names it"});
}

void check_rulebook_text(const std::string& digest, std::string_view text, Report& report)
{
    try {
        const SettledText settled = settle_rulebook_text(text);
        if (settled.digest == digest && settled.text == text) return;
    } catch (const Error& error) {
        report.add("rulebook_text", digest, "text", error.sentence());
        return;
    }
    report.add("rulebook_text", digest, "text", {"không có mã băm này", "does not have this digest"});
}

std::vector<std::string> objects_of(Database& database)
{
    Query rows{database, R"sql(
        SELECT type, name, coalesce(sql, '')
          FROM sqlite_schema
         WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\'
         ORDER BY type, name
    )sql"};
    std::vector<std::string> objects;
    while (rows.next())
        objects.push_back(std::string{rows.text(1)} + '\n' + std::string{rows.text(0)} + '\n' +
                          std::string{rows.text(2)});
    std::ranges::sort(objects);
    return objects;
}

} // namespace

void check_documents(Database& database, const SubjectCheck& subjects, Report& report)
{
    Query rows{database, R"sql(
        SELECT digest, subject, box
          FROM document
    )sql"};
    std::string plain;
    while (rows.next()) {
        const std::string digest{rows.text(0)};
        const std::string_view box = rows.text(2);
        const Key* const key = subjects.key(rows.integer(1));
        ++report.documents;
        if (key == nullptr)
            report.add("document", digest, "subject",
                       {"không có khóa của chủ thể này", "there is no key of its subject"});
        else if (!open_box(*key, box, digest, plain) || text::sha256_hex(plain) != digest)
            report.add(
                "document", digest, "box",
                {"không mở được, hoặc không có mã băm này", "does not open, or does not have this digest"});
    }
    check_named(database, report);
}

void check_rulebook_texts(Database& database, Report& report)
{
    Query rows{database, R"sql(
        SELECT rulebook_text.digest, rulebook_text.text,
               rulebook_text.digest IN (SELECT digest FROM rulebook)
          FROM rulebook_text
    )sql"};
    while (rows.next()) {
        ++report.rulebooks;
        const std::string digest{rows.text(0)};
        check_rulebook_text(digest, rows.text(1), report);
        if (rows.integer(2) == 0)
            report.add("rulebook_text", digest, "digest",
                       {"chưa bao giờ được thông qua", "was never adopted"});
    }
    Query missing{database, R"sql(
        SELECT DISTINCT digest
          FROM rulebook
         WHERE digest NOT IN (SELECT digest FROM rulebook_text)
    )sql"};
    while (missing.next())
        report.add("rulebook_text", std::string{missing.text(0)}, "",
                   {"thiếu, mà đã được thông qua", "missing, though it was adopted"});
}

void check_schema_objects(Database& database, Report& report)
{
    Database fresh = Database::scratch();
    const auto known = objects_of(fresh), found = objects_of(database);
    std::vector<std::string> different;
    std::ranges::set_symmetric_difference(known, found, std::back_inserter(different));
    std::string last;
    for (const std::string& object : different) {
        const std::string name = object.substr(0, object.find('\n'));
        if (name != last)
            report.add("sqlite_schema", name, "",
                       {"khác với lược đồ của chương trình", "not what this program's schema says"});
        last = name;
    }
}

void check_file(Database& database, Report& report)
{
    // SQLite 3.40.0 to 3.41.0 see a NULL where there is none, in tables without rowid whose key is not their
    // first columns. What stands in the columns is compared with the journal anyway.
    const bool sees_ghosts = sqlite3_libversion_number() < 3'041'001;
    Query rows{database, "PRAGMA integrity_check(1000000000)"};
    while (rows.next()) {
        const std::string said{rows.text(0)};
        if (said != "ok" && !(sees_ghosts && said.starts_with("NULL value in ")))
            report.add("sqlite", "integrity_check", "", {said, said});
    }
}

} // namespace radcert::registry
