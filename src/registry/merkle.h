#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "text/digest.h"

namespace radcert::registry {

// The Merkle tree of RFC 9162 section 2.1 (the same as RFC 6962's). A subtree is complete when it holds
// 2^level leaves; its place is (level, index) and it holds the leaves from index * 2^level on. A complete
// subtree never changes again, so only those are stored.

using Hash = text::Digest;

Hash leaf_hash(std::string_view leaf);
Hash node_hash(const Hash& left, const Hash& right);

/// The right edge of a tree that grows by one leaf at a time: the roots of its complete subtrees, one for
/// each one bit of the size.
class Frontier {
public:
    Frontier() = default;

    /// The edge of a tree that stands stored.
    /// @param roots  of the complete subtrees that make up `size` leaves, from left to right, so the largest
    ///               first.
    /// @throws Error  integrity: there are more or fewer of them than `size` has one bits.
    Frontier(std::uint64_t size, std::span<const Hash> roots);

    /// Appends a leaf by its hash, and calls `on_node(unsigned level, std::uint64_t index, const Hash&)` for
    /// each subtree of level 1 and more that it completes, from the lowest up.
    template <class Visit>
    void append(const Hash& leaf, Visit&& on_node)
    {
        Hash hash = leaf;
        unsigned level = 0;
        for (; (size_ >> level & 1) != 0; ++level) {
            hash = node_hash(roots_[level], hash);
            on_node(level + 1, size_ >> (level + 1), std::as_const(hash));
        }
        roots_[level] = hash;
        ++size_;
    }
    void append(const Hash& leaf)
    {
        append(leaf, [](unsigned, std::uint64_t, const Hash&) {});
    }

    std::uint64_t size() const { return size_; }

    /// The root of the whole tree: the digest of nothing where it has no leaf.
    Hash root() const;

    /// What the second constructor takes.
    std::vector<Hash> roots() const;

private:
    std::uint64_t size_{0};
    std::array<Hash, 64> roots_{}; ///< by level; those count whose bit of `size_` is one
};

/// Reads the hash of a complete subtree; level 0 is the leaf hash. It throws where there is none.
using NodeReader = std::function<Hash(unsigned level, std::uint64_t index)>;

/// The root of the tree's first `size` leaves.
Hash root_of(std::uint64_t size, const NodeReader& reader);

/// The hashes that prove that leaf `index` stands in the tree of `size` leaves, from the leaf's sibling up.
/// @throws Error  invalid_input: the tree has no such leaf.
std::vector<Hash> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeReader& reader);

/// The hashes that prove that the tree of `to` leaves begins with the tree of `from` leaves. Empty where
/// `from` is 0 or `to`.
/// @throws Error  invalid_input: `from` is larger than `to`.
std::vector<Hash> consistency_proof(std::uint64_t from, std::uint64_t to, const NodeReader& reader);

/// RFC 9162 section 2.1.3.2. Whatever does not prove it is false; nothing throws.
bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Hash& leaf, std::span<const Hash> proof,
                      const Hash& root);

/// RFC 9162 section 2.1.4.2, and where it is silent: trees of one size need one root and no proof, and the
/// empty tree, with the root that only it has, begins every tree without a proof.
bool verify_consistency(std::uint64_t from, std::uint64_t to, std::span<const Hash> proof,
                        const Hash& from_root, const Hash& to_root);

} // namespace radcert::registry
