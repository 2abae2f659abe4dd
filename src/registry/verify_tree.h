#pragma once

#include <array>
#include <memory>
#include <vector>

#include "registry/merkle.h"
#include "registry/signed_note.h"
#include "registry/verify.h"

namespace radcert::registry {

/// Grows the tree again, leaf by leaf, beside the stored nodes and checkpoints, and says where they differ.
///
/// A leaf that was changed differs from its nodes and from what was signed; a node that was changed differs
/// from its leaves only. So what does not fit waits until the next signed root says which of the two it is.
class TreeCheck {
public:
    /// @param kept  the checkpoint kept beside the register, where there is one.
    TreeCheck(Database& database, const VerifyingKey& key, const std::optional<std::string>& kept,
              Report& report);

    void append(std::string_view leaf);
    /// The leaves so far were one transaction's end: a checkpoint must stand here.
    void end_moment();
    /// Leaves are missing, so nothing that follows can fit.
    void give_up() { given_up_ = true; }
    void finish();

    std::uint64_t size() const { return frontier_.size(); }

private:
    struct Level {
        std::unique_ptr<Query> rows;
        bool more{false};
        std::int64_t place{0};
        std::string_view hash() const { return rows->text(1); }
        void step();
    };
    struct Node {
        unsigned level;
        std::uint64_t place;
        std::uint64_t first() const { return place << level; }
        std::uint64_t end() const { return (place + 1) << level; }
    };

    void meet_node(unsigned level, std::uint64_t place, const Hash& hash);
    void meet_checkpoint();
    void step_checkpoint();
    void meet_late_checkpoint();
    std::optional<Checkpoint> open(std::string_view note, const std::string& row);
    void judge(bool signed_root_fits);
    void say_rewritten();
    void blame_nodes();
    void meet_kept();
    void finish_nodes();

    Database& database_;
    const VerifyingKey& key_;
    Report& report_;
    Frontier frontier_;
    std::array<Level, 64> levels_;
    unsigned top_{0};
    Query checkpoints_;
    bool more_checkpoints_{false};
    std::uint64_t signed_{0};    ///< size of the last checkpoint met
    std::uint64_t confirmed_{0}; ///< size of the last one whose root fits
    std::vector<Node> waiting_;
    bool rewritten_{false}, given_up_{false};
    std::optional<Checkpoint> kept_;
    std::string kept_name_;
};

} // namespace radcert::registry
