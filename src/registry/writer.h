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

/// What the register calls a subject by itself, and the key of what is kept of it.
struct SubjectKey {
    std::int64_t id{};
    Key key;
};

/// A subject with its key.
struct Subject {
    std::string reference;
    SubjectKey key;
};

/// An event as its tables keep it.
struct MadeEvent {
    struct Node {
        unsigned level{};
        std::uint64_t place{};
        Hash hash{};
    };

    EventNumber number{};
    std::string leaf, box;
    std::vector<Node> nodes; ///< of the tree, that are whole now
};

/// The register opened for writing: the database, its keys, and the edge of the tree.
class Writer {
public:
    /// @throws Error  as Database; unavailable: no key file; integrity: this register is older than the
    ///                checkpoint that is kept beside it.
    /// @param randomness  of salts, keys and references; outlives this
    Writer(Database database, KeyFile keys, Randomness& randomness = system_randomness());

    Database& database() { return database_; }
    const KeyFile& keys() const { return keys_; }
    Randomness& randomness() const { return *randomness_; }

    /// Ends what `Database::defer_durability` began: everything is durable, and the newest checkpoint kept.
    void make_durable();

private:
    friend class WriteScope;

    const SubjectKey& subject(const std::string& reference);

    Database database_;
    KeyFile keys_;
    Randomness* randomness_;
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
    EventNumber next_event() const { return next_; } ///< number of the next event

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
    friend class EventBatch;

    void begin();
    const MadeEvent& make_event(std::string_view action, const std::string& subject, const Key& key,
                                std::span<const AnyRecord> records);
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
    std::string payload_;                         ///< reused
    Sealed sealed_;                               ///< reused
    MadeEvent made_;                              ///< the last one
    std::optional<WriteTransaction> transaction_; ///< until it is committed
    bool forgets_{false};
};

} // namespace radcert::registry
