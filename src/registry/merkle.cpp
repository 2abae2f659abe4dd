#include "registry/merkle.h"

#include <algorithm>
#include <bit>
#include <string>

#include "domain/error.h"

namespace radcert::registry {
namespace {

/// Where a tree of that many leaves divides: the largest power of two below `leaves`, which is 2 or more.
std::uint64_t left_part(std::uint64_t leaves)
{
    return std::bit_floor(leaves - 1);
}

/// The root of the leaves [begin, end): a subtree on the way down from the root, so one that is complete or
/// stands at the right edge.
Hash range_root(std::uint64_t begin, std::uint64_t end, const NodeReader& reader)
{
    const std::uint64_t leaves = end - begin;
    if (std::has_single_bit(leaves)) {
        const auto level = unsigned(std::countr_zero(leaves));
        return reader(level, begin >> level);
    }
    const std::uint64_t middle = begin + left_part(leaves);
    return node_hash(range_root(begin, middle, reader), range_root(middle, end, reader));
}

/// The way down a tree: the range of leaves it has come to.
struct Descent {
    std::uint64_t begin, end;

    /// Goes down into the half that holds `leaf` and returns the root of the other.
    Hash step(std::uint64_t leaf, const NodeReader& reader)
    {
        const std::uint64_t middle = begin + left_part(end - begin);
        const Hash other =
            leaf < middle ? range_root(middle, end, reader) : range_root(begin, middle, reader);
        (leaf < middle ? end : begin) = middle;
        return other;
    }
};

/// The way up from a leaf: its index in the level that was reached, and the last index there is.
struct Ascent {
    std::uint64_t index, last;

    bool is_at_root() const { return last == 0; }
    bool is_right() const { return (index & 1) != 0; }
    void rise()
    {
        index >>= 1;
        last >>= 1;
    }
    /// What comes next from the left, at this level or at the first above where there is something.
    bool has_left_neighbour()
    {
        if (!is_right() && index != last) return false;
        while (!is_right() && index != 0) rise();
        return true;
    }
};

std::string number(std::uint64_t value)
{
    return std::to_string(value);
}

} // namespace

Hash leaf_hash(std::string_view leaf)
{
    return text::sha256({std::string_view{"\0", 1}, leaf});
}

Hash node_hash(const Hash& left, const Hash& right)
{
    return text::sha256({"\1", text::view(left), text::view(right)});
}

Frontier::Frontier(std::uint64_t size, std::span<const Hash> roots) : size_{size}
{
    const auto needed = std::size_t(std::popcount(size));
    if (roots.size() != needed) {
        const std::string found = number(roots.size()), wanted = number(needed);
        throw Error{
            Fault::integrity,
            {"nhật ký " + number(size) + " mục phải có " + wanted + " nút ở rìa cây, nhưng có " + found,
             "a log of " + number(size) + " entries must have " + wanted +
                 " nodes at the edge of its tree and has " + found},
            {"khôi phục từ bản sao lưu", "restore it from a backup"}};
    }
    auto root = roots.begin();
    for (unsigned level = 64; level-- > 0;) {
        if ((size >> level & 1) != 0) roots_[level] = *root++;
    }
}

Hash Frontier::root() const
{
    if (size_ == 0) return text::sha256("");
    auto level = unsigned(std::countr_zero(size_));
    Hash root = roots_[level];
    for (++level; level < 64; ++level) {
        if ((size_ >> level & 1) != 0) root = node_hash(roots_[level], root);
    }
    return root;
}

std::vector<Hash> Frontier::roots() const
{
    std::vector<Hash> roots;
    for (unsigned level = 64; level-- > 0;) {
        if ((size_ >> level & 1) != 0) roots.push_back(roots_[level]);
    }
    return roots;
}

Hash root_of(std::uint64_t size, const NodeReader& reader)
{
    return size == 0 ? text::sha256("") : range_root(0, size, reader);
}

std::vector<Hash> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeReader& reader)
{
    if (index >= size) {
        throw Error{
            Fault::invalid_input,
            {"nhật ký " + number(size) + " mục không có mục " + number(index) + " (mục đầu tiên là 0)",
             "a log of " + number(size) + " entries has no entry " + number(index) + " (the first is 0)"}};
    }
    std::vector<Hash> proof;
    for (Descent way{0, size}; way.end - way.begin > 1;) proof.push_back(way.step(index, reader));
    std::ranges::reverse(proof);
    return proof;
}

std::vector<Hash> consistency_proof(std::uint64_t from, std::uint64_t to, const NodeReader& reader)
{
    if (from > to) {
        throw Error{Fault::invalid_input,
                    {"nhật ký " + number(to) + " mục không thể nối tiếp nhật ký " + number(from) + " mục",
                     "a log of " + number(to) + " entries cannot continue one of " + number(from)}};
    }
    if (from == 0 || from == to) return {};
    std::vector<Hash> proof;
    Descent way{0, to};
    while (way.end != from) proof.push_back(way.step(from - 1, reader));
    if (way.begin != 0) proof.push_back(range_root(way.begin, way.end, reader));
    std::ranges::reverse(proof);
    return proof;
}

bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Hash& leaf, std::span<const Hash> proof,
                      const Hash& root)
{
    if (index >= size) return false;
    Ascent way{index, size - 1};
    Hash hash = leaf;
    for (const Hash& other : proof) {
        if (way.is_at_root()) return false;
        hash = way.has_left_neighbour() ? node_hash(other, hash) : node_hash(hash, other);
        way.rise();
    }
    return way.is_at_root() && hash == root;
}

bool verify_consistency(std::uint64_t from, std::uint64_t to, std::span<const Hash> proof,
                        const Hash& from_root, const Hash& to_root)
{
    if (from > to) return false;
    if (from == 0 && from_root != text::sha256("")) return false;
    if (from == to) return proof.empty() && from_root == to_root;
    if (from == 0) return proof.empty();

    Ascent way{from - 1, to - 1};
    while (way.is_right()) way.rise();
    Hash first = from_root; // a `from` that is a complete subtree is where the proof begins
    if (!std::has_single_bit(from)) {
        if (proof.empty()) return false;
        first = proof.front();
        proof = proof.subspan(1);
    }
    Hash second = first;
    for (const Hash& other : proof) {
        if (way.is_at_root()) return false;
        if (way.has_left_neighbour()) {
            first = node_hash(other, first);
            second = node_hash(other, second);
        } else {
            second = node_hash(second, other);
        }
        way.rise();
    }
    return way.is_at_root() && first == from_root && second == to_root;
}

} // namespace radcert::registry
