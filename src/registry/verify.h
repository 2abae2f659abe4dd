#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/as_of.h"
#include "domain/words.h"
#include "registry/database.h"
#include "registry/keys.h"

namespace radcert::registry {

/// One thing that is not as radcert wrote it, and where.
struct Problem {
    std::string table;  ///< or the name of a file
    std::string row;    ///< its key; a number of the journal for events
    std::string column; ///< empty: the whole row
    Words sentence;
};

/// What a verification found, and what it looked at.
struct Report {
    static constexpr std::size_t most_problems = 1'000;

    std::vector<Problem> problems; ///< the first so many
    std::size_t found{0};          ///< all of them

    std::int64_t events{0}, checkpoints{0}, subjects{0}, erased{0};
    std::int64_t payloads{0}, documents{0}, rulebooks{0}; ///< opened and read
    std::int64_t tables{0}, rows{0};                      ///< compared with the journal
    bool kept{false};                                     ///< there was a kept checkpoint to compare with

    bool clean() const { return found == 0; }
    void add(std::string table, std::string row, std::string column, Words sentence);
};

/// How deep to look.
struct Depth {
    bool read_data{false}; ///< open and digest everything that is sealed
    bool rebuild{false};   ///< play the journal again and compare every record
    bool file{false};      ///< let SQLite check its trees and indexes, too
};

/// Verifies a register against its own journal. Reads one state of it, changes nothing, and does not stop at
/// the first problem.
///
/// Structure, always: events without gaps; every leaf one that radcert writes; the tree; every signature and
/// root; every moment closed by a checkpoint; a payload for each event whose subject is not erased; the
/// schema; and that the register continues the checkpoint kept beside it.
///
/// @param key   whose signature the checkpoints carry.
/// @param keys  the key file, without which nothing sealed can be read.
/// @throws Error  usage: `depth` asks for what is sealed and there are no keys.
///
/// Source: reliability.md section 7.
Report verify_register(Database& database, const VerifyingKey& key, const KeyFile* keys, Depth depth);

} // namespace radcert::registry
