#pragma once

#include "registry/rebuild.h"
#include "registry/verify_leaf.h"
#include "registry/verify_subjects.h"
#include "registry/verify_tree.h"

namespace radcert::registry {

/// One pass over the journal in its order: leaves, and beside them payloads, nodes and checkpoints. A
/// register of millions of events is read once; nothing is allocated for an event that is as it should be.
class JournalCheck {
public:
    /// @param keys     open payloads; null: only look whether they are there.
    /// @param rebuild  plays what was opened again; null: nothing does.
    JournalCheck(Database& database, const KeyFile* keys, TreeCheck& tree, SubjectCheck& subjects,
                 Rebuild* rebuild, Report& report);
    void run();

private:
    void meet_event(EventNumber number, std::string_view leaf);
    void check_number(EventNumber number);
    void check_moment(const LeafView& leaf);
    void step_payload();
    void meet_payload(EventNumber number, const LeafView& leaf);
    void open_payload(EventNumber number, const LeafView& leaf);

    Query events_, payloads_;
    bool opens_, more_payloads_{false};
    TreeCheck& tree_;
    SubjectCheck& subjects_;
    Rebuild* rebuild_;
    Report& report_;
    EventNumber next_{0};
    std::string at_, actor_, door_; ///< of the event before
    std::string plain_;             ///< reused
};

} // namespace radcert::registry
