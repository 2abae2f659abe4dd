#include "registry/verify_papers.h"

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
              JOIN subject ON subject.subject = worker.subject) AS strays
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
              FROM document) AS missing
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

/// Tables with their columns, and what is attached to them, in words that every engine has.
std::vector<std::string> shape_of(Database& database)
{
    Engine& engine = database.engine();
    std::vector<std::string> shape = engine.attachments();
    for (const std::string& table : engine.tables()) {
        for (const TableColumn& column : engine.columns(table))
            shape.push_back(table + '\n' + column.name + ' ' + std::to_string(int(column.holds)) +
                            (column.required ? " required" : "") + ' ' + std::to_string(column.key));
    }
    std::ranges::sort(shape);
    return shape;
}

} // namespace

void check_documents(Database& database, const SubjectCheck& subjects, Report& report)
{
    Query rows{database, R"sql(
        SELECT digest, subject, box
          FROM document
    )sql",
               Rows::many};
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
    const bool is_file = database.place().is_file();
    const auto known = is_file ? objects_of(fresh) : shape_of(fresh),
               found = is_file ? objects_of(database) : shape_of(database);
    std::vector<std::string> different;
    std::ranges::set_symmetric_difference(known, found, std::back_inserter(different));
    std::string last;
    for (const std::string& object : different) {
        const std::string name = object.substr(0, object.find('\n'));
        if (name != last)
            report.add(is_file ? "sqlite_schema" : "schema", name, "",
                       {"khác với lược đồ của chương trình", "not what this program's schema says"});
        last = name;
    }
}

void check_file(Database& database, Report& report)
{
    const bool file = database.place().is_file();
    for (const Words& damage : database.engine().damages())
        report.add(file ? "sqlite" : "postgresql", file ? "integrity_check" : "row security", "", damage);
}

} // namespace radcert::registry
