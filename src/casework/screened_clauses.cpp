#include "casework/screened_clauses.h"

#include "rules/bearing.h"

namespace radcert::casework {
namespace {

constexpr std::size_t most_texts_kept = 4'096;

} // namespace

struct ScreenedClauses::Book {
    struct Row {
        Topic topic{Topic::other};
        bool bears{false};
        std::string settles;
    };

    ByText<Row> rows;
    ByText<std::vector<ClauseFinding>> read; ///< by the findings' text
};

ScreenedClauses::ScreenedClauses(registry::Database& database, Rulebooks& rulebooks)
    : database_{database}, rulebooks_{rulebooks}
{
}

ScreenedClauses::~ScreenedClauses() = default;

ScreenedClauses::Book& ScreenedClauses::book_of(const std::string& digest)
{
    auto& made = books_[digest];
    if (made) return *made;
    const rules::Rulebook& book = rulebooks_.adopted(database_, digest).book;
    made = std::make_unique<Book>();
    for (const rules::Requirement& row : book.requirements) {
        made->rows.insert({row.id, {row.topic, rules::bears_on_verdict(row), row.settles}});
    }
    for (const rules::AuthorityRow& row : book.authorities)
        made->rows.insert({row.id, {Topic::authority, false, {}}});
    return *made;
}

std::vector<ClauseFinding> ScreenedClauses::read(const Book& book, const std::string& findings)
{
    std::vector<ClauseFinding> made;
    if (findings.empty()) return made;
    for (const text::JsonValue& finding : reader_.read(findings).array()) {
        const auto parts = finding.array();
        const auto row = book.rows.find(parts[0].string());
        if (row == book.rows.end()) continue; // of another kind than a requirement or a desk
        made.push_back({row->first, outcome_from(parts[1].string()).value_or(Outcome::undetermined),
                        parts[2].string() == word(Reason::not_recorded), row->second.topic, row->second.bears,
                        row->second.settles});
    }
    return made;
}

const std::vector<ClauseFinding>& ScreenedClauses::of(const registry::JudgedFile::Screened& screening)
{
    Book& book = book_of(screening.rulebook);
    const std::string& findings = screening.findings.text;
    if (const auto known = book.read.find(findings); known != book.read.end()) return known->second;
    if (book.read.size() >= most_texts_kept) book.read.clear();
    return book.read.emplace(findings, read(book, findings)).first->second;
}

} // namespace radcert::casework
