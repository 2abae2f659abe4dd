#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "registry/any_record.h"
#include "registry/journal.h"
#include "registry/keys.h"

namespace radcert::registry {

/// Who does something, and through which door.
struct Act {
    std::string officer; ///< code of the officer
    std::string second;  ///< code of the second person, where two are asked for
    std::string door{"cli"};
    bool dry_run{false}; ///< go through everything, record nothing
};

/// The register opened for writing: the database, its keys, and the edge of the tree.
class Writer {
public:
    /// @throws Error  as Database; unavailable: no key file; integrity: this register is older than the
    ///                checkpoint that is kept beside it.
    Writer(Database database, KeyFile keys);

    Database& database() { return database_; }
    const KeyFile& keys() const { return keys_; }

private:
    friend class WriteScope;
    struct SubjectKey {
        std::int64_t id;
        Key key;
    };

    const SubjectKey& subject(const std::string& reference);

    Database database_;
    KeyFile keys_;
    std::unordered_map<std::string, SubjectKey> subjects_; ///< opened so far
    std::size_t most_subjects_{50'000};
    EventNumber seen_{0}; ///< how long the journal was when this writer last wrote
};

/// One transaction of the register: events, each with the records it makes, all or nothing.
///
/// Commit reads back what was stored and hashes it once more before it signs a checkpoint over it, in the
/// same transaction; a checkpoint is never smaller than an earlier one. Without commit nothing has happened.
///
/// Source: reliability.md section 7.
class WriteScope {
public:
    /// In an empty register the officer is new: the founding act records who that is.
    /// @throws Error  conflict: somebody else is writing; refused: the officer is not known or not active.
    WriteScope(Writer& writer, Act act);
    ~WriteScope();
    WriteScope(const WriteScope&) = delete;
    WriteScope& operator=(const WriteScope&) = delete;

    Database& database() const { return writer_.database_; }
    const Act& act() const { return act_; }
    const std::string& actor() const { return actor_; } ///< the officer's reference
    const Timestamp& at() const { return at_; }         ///< moment of every event of this scope
    Date today() const { return day_in_vietnam(at_); }

    /// A new subject with a key of its own.
    /// @param kind  register, officer, facility, worker
    std::string add_subject(std::string_view kind);

    /// Appends one event about a subject and puts its records.
    EventNumber record(std::string_view action, const std::string& subject,
                       std::span<const AnyRecord> records);
    EventNumber record(std::string_view action, const std::string& subject,
                       std::initializer_list<AnyRecord> records)
    {
        return record(action, subject, std::span{records.begin(), records.size()});
    }

    /// Keeps a scanned paper under the subject's key.
    /// @return  its SHA-256, hexadecimal
    std::string keep_document(const std::string& subject, std::string_view bytes);

    /// Makes everything durable, or takes everything back when the act is a dry run. What was committed is
    /// not committed again.
    void commit();

    /// What was forgotten must not live on in the write-ahead log: `commit` empties it.
    void forget() { forgets_ = true; }

private:
    void begin();
    void note_clock(const Timestamp& last);
    void check_stored() const;
    std::string sign();
    bool is_recorded();
    void look_whether_done();
    void empty_log() const;
    void keep_checkpoint(const std::string& note) const;

    Writer& writer_;
    Act act_;
    std::string actor_;
    Timestamp at_;
    EventNumber first_{0}, next_{0};
    Frontier frontier_;
    std::string payload_, box_, last_leaf_;       ///< reused
    std::optional<WriteTransaction> transaction_; ///< until it is committed
    bool forgets_{false};
};

} // namespace radcert::registry
