#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casework/rulebooks.h"
#include "registry/judgements.h"
#include "text/json.h"

namespace radcert::casework {

/// Finds a string by a view of it.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class Value>
using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

/// What one screening said of one row, and what the row is.
struct ClauseFinding {
    std::string_view clause; ///< "B-HEALTH-1"
    Outcome outcome{Outcome::undetermined};
    bool unrecorded{false}; ///< undetermined for want of a record, not of a rule or a person
    Topic topic{Topic::other};
    bool bears{false};        ///< on the determination; advice and the desk do not
    std::string_view settles; ///< of an overlay's row: the national one in whose place it speaks; else empty
};

/// Reads the findings that a register keeps, by the rulebook that each screening was made by. They hold no
/// words of their file, so that many files have the same: each text is read once.
class ScreenedClauses {
public:
    /// Both are used as long as this is.
    ScreenedClauses(registry::Database& database, Rulebooks& rulebooks);
    ~ScreenedClauses();

    /// In the order of the screening. The list lives until the next call, what its texts view until the end.
    /// @throws Error  as Rulebooks::adopted.
    const std::vector<ClauseFinding>& of(const registry::JudgedFile::Screened& screening);

private:
    struct Book;

    Book& book_of(const std::string& digest);
    std::vector<ClauseFinding> read(const Book& book, const std::string& findings);

    registry::Database& database_;
    Rulebooks& rulebooks_;
    std::unordered_map<std::string, std::unique_ptr<Book>> books_;
    text::JsonReader reader_;
};

} // namespace radcert::casework
