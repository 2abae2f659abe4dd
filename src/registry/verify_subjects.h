#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "registry/verify.h"

namespace radcert::registry {

/// The subjects of a register, in memory: what the pass over the journal asks of them for each event.
class SubjectCheck {
public:
    /// Reads them all, and opens their keys where `keys` are given.
    SubjectCheck(Database& database, const KeyFile* keys, Report& report);

    /// Whether the subject of that number, whose payload an event has, is the one of that reference and may
    /// have payloads.
    bool is_open(std::int64_t id, std::string_view reference);
    /// Whether the subject of an event without a payload is erased, and so has none.
    bool is_erased(std::string_view reference);
    /// The key of a subject; null where it is destroyed or does not open.
    const Key* key(std::int64_t id) const;

    /// What only the whole journal tells: subjects that no event is about, erasures that nobody recorded.
    void finish(std::int64_t events);

private:
    struct Subject {
        std::string reference;
        bool erased{false}, used{false}, opened{false};
        Key key;
    };

    void check_kind(std::int64_t id, std::string_view kind);
    void open_key(std::int64_t id, Subject& subject, const Key& wrapping, std::string_view wrapped);
    void check_erasures(std::int64_t events);

    Database& database_;
    Report& report_;
    std::vector<Subject> subjects_; ///< subject N is the one at N - 1
    std::unordered_map<std::string, std::size_t> erased_;
    std::string sought_;      ///< reused
    std::int64_t unknown_{0}; ///< the last one that was missing
};

/// Every subject is of the kind of the record that names it.
void check_subject_kinds(Database& database, Report& report);

} // namespace radcert::registry
