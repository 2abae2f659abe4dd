#include "registry/merkle.h"

#include <algorithm>
#include <bit>
#include <map>

#include "tests/catch.h"
#include "tests/files.h"
#include "tests/json.h"
#include "tests/refusal.h"
#include "text/base64.h"

using namespace radcert;
using namespace radcert::registry;

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most = 64; ///< every tree up to this size is tried

/// MTH of RFC 9162 section 2.1.1, as it stands there.
Hash tree_hash(std::span<const Hash> leaves)
{
    if (leaves.empty()) return text::sha256("");
    if (leaves.size() == 1) return leaves[0];
    const auto k = std::bit_floor(leaves.size() - 1);
    return node_hash(tree_hash(leaves.first(k)), tree_hash(leaves.subspan(k)));
}

std::vector<Hash> with(std::vector<Hash> hashes, const Hash& last)
{
    hashes.push_back(last);
    return hashes;
}

/// PATH of section 2.1.3.1.
std::vector<Hash> path(std::uint64_t m, std::span<const Hash> d)
{
    if (d.size() == 1) return {};
    const auto k = std::bit_floor(d.size() - 1);
    return m < k ? with(path(m, d.first(k)), tree_hash(d.subspan(k)))
                 : with(path(m - k, d.subspan(k)), tree_hash(d.first(k)));
}

/// SUBPROOF of section 2.1.4.1.
std::vector<Hash> subproof(std::uint64_t m, std::span<const Hash> d, bool known)
{
    if (m == d.size()) return known ? std::vector<Hash>{} : std::vector{tree_hash(d)};
    const auto k = std::bit_floor(d.size() - 1);
    return m <= k ? with(subproof(m, d.first(k), known), tree_hash(d.subspan(k)))
                  : with(subproof(m - k, d.subspan(k), false), tree_hash(d.first(k)));
}

/// A log of `most` entries: its leaves and every node that its edge reported.
struct Log {
    std::vector<Hash> leaves;
    std::map<std::pair<unsigned, std::uint64_t>, Hash> nodes;
    std::vector<Hash> roots{text::sha256("")}; ///< by size

    Log()
    {
        Frontier edge;
        for (std::uint64_t index = 0; index < most; ++index) {
            leaves.push_back(leaf_hash("entry " + std::to_string(index)));
            nodes[{0, index}] = leaves.back();
            edge.append(leaves.back(), [&](unsigned level, std::uint64_t at, const Hash& hash) {
                REQUIRE(nodes.emplace(std::pair{level, at}, hash).second);
            });
            roots.push_back(edge.root());
        }
    }

    std::span<const Hash> first(std::uint64_t size) const { return std::span{leaves}.first(size); }
    NodeReader reader() const
    {
        return [this](unsigned level, std::uint64_t index) { return nodes.at({level, index}); };
    }
};

const Log& merkle_sample()
{
    static const Log log;
    return log;
}

/// A vector's hash. Some bad ones are no 32 bytes at all, which our type cannot hold: zeros take the place
/// of what is missing.
Hash hash_in(const nlohmann::json& base64)
{
    const auto bytes = text::from_base64(base64.get<std::string>());
    REQUIRE(bytes);
    REQUIRE(bytes->size() <= Hash{}.size());
    Hash hash{};
    std::ranges::copy(*bytes, hash.begin());
    return hash;
}

std::vector<Hash> proof_in(const nlohmann::json& vector)
{
    std::vector<Hash> proof;
    for (const auto& hash : vector.at("proof")) proof.push_back(hash_in(hash));
    return proof;
}

/// Calls `check` with each vector under `folder`; returns how many were good and how many bad.
template <class Check>
std::pair<int, int> each_vector(std::string_view folder, Check check)
{
    std::pair<int, int> seen;
    for (const auto& entry : fs::recursive_directory_iterator{tests::vectors("merkle") / folder}) {
        if (!entry.is_regular_file()) continue;
        INFO(entry.path().string());
        const auto vector = tests::parsed(tests::bytes_of(entry.path()));
        const bool good = !vector.at("wantErr").get<bool>();
        CHECK(check(vector, proof_in(vector)) == good);
        ++(good ? seen.first : seen.second);
    }
    return seen;
}

/// `proof` damaged in every way that counts: a hash changed, left out, doubled, or put in the wrong place.
std::vector<std::vector<Hash>> damaged(const std::vector<Hash>& proof)
{
    std::vector<std::vector<Hash>> all{with(proof, leaf_hash("more"))};
    for (std::ptrdiff_t at = 0; at < std::ssize(proof); ++at) {
        auto changed = proof, shorter = proof, longer = proof;
        changed[std::size_t(at)][31] ^= 1;
        shorter.erase(shorter.begin() + at);
        longer.insert(longer.begin() + at, proof[std::size_t(at)]);
        all.insert(all.end(), {changed, shorter, longer});
        if (at == 0) continue;
        auto swapped = proof;
        std::swap(swapped[std::size_t(at)], swapped[std::size_t(at - 1)]);
        all.push_back(swapped);
    }
    return all;
}

} // namespace

TEST_CASE("inclusion proofs that others wrote are accepted and refused as they say", "[registry]")
{
    const auto [good, bad] = each_vector("inclusion", [](const auto& vector, const auto& proof) {
        return verify_inclusion(vector.at("leafIdx"), vector.at("treeSize"), hash_in(vector.at("leafHash")),
                                proof, hash_in(vector.at("root")));
    });
    CHECK(good == 6);
    CHECK(bad == 76);
}

TEST_CASE("consistency proofs that others wrote are accepted and refused as they say", "[registry]")
{
    const auto [good, bad] = each_vector("consistency", [](const auto& vector, const auto& proof) {
        return verify_consistency(vector.at("size1"), vector.at("size2"), proof, hash_in(vector.at("root1")),
                                  hash_in(vector.at("root2")));
    });
    CHECK(good == 6);
    CHECK(bad == 71);
}

TEST_CASE("a leaf and a node are digested apart", "[registry]")
{
    CHECK(text::to_hex(leaf_hash("")) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    const Hash left = leaf_hash("left"), right = leaf_hash("right");
    CHECK(node_hash(left, right) != node_hash(right, left));
    CHECK(node_hash(left, right) !=
          leaf_hash(std::string{text::view(left)} + std::string{text::view(right)}));
}

TEST_CASE("the edge of a tree has the root of the definition and reports every complete subtree once",
          "[registry]")
{
    const Log& log = merkle_sample();
    for (std::uint64_t size = 0; size <= most; ++size) CHECK(log.roots[size] == tree_hash(log.first(size)));

    std::size_t complete = 0;
    for (unsigned level = 0; level <= 6; ++level) {
        const std::uint64_t width = std::uint64_t{1} << level;
        for (std::uint64_t index = 0; index < most / width; ++index, ++complete) {
            const auto leaves = std::span{log.leaves}.subspan(index * width, width);
            CHECK(log.nodes.at({level, index}) == tree_hash(leaves));
        }
    }
    CHECK(log.nodes.size() == complete);
}

TEST_CASE("a tree goes on from its stored edge as if it had never stopped", "[registry]")
{
    const Log& log = merkle_sample();
    for (std::uint64_t size = 0; size <= most; ++size) {
        Frontier before;
        for (const Hash& leaf : log.first(size)) before.append(leaf);
        Frontier after{size, before.roots()};
        CHECK(after.root() == log.roots[size]);
        for (std::uint64_t next = size; next < most; ++next) after.append(log.leaves[next]);
        CHECK(after.size() == most);
        CHECK(after.root() == log.roots[most]);
    }
}

TEST_CASE("an edge that does not fit the size is refused", "[registry]")
{
    const std::vector<Hash> roots(2);
    CHECK(Frontier{5, roots}.size() == 5);
    CHECK(tests::refusal_of([&] { Frontier{7, roots}; }).fault() == Fault::integrity);
    CHECK(tests::refusal_of([&] { Frontier{0, roots}; }).fault() == Fault::integrity);
}

TEST_CASE("every leaf of every tree is proved by the path of the definition and by no other", "[registry]")
{
    const Log& log = merkle_sample();
    for (std::uint64_t size = 1; size <= most; ++size) {
        CHECK(root_of(size, log.reader()) == log.roots[size]);
        for (std::uint64_t index = 0; index < size; ++index) {
            CAPTURE(size, index);
            const auto proof = inclusion_proof(index, size, log.reader());
            const auto proves = [&](std::uint64_t at, std::uint64_t of, std::span<const Hash> hashes) {
                return verify_inclusion(at, of, log.leaves[index], hashes, log.roots[size]);
            };
            REQUIRE(proof == path(index, log.first(size)));
            REQUIRE(proves(index, size, proof));
            for (const auto& wrong : damaged(proof)) REQUIRE_FALSE(proves(index, size, wrong));
            for (std::uint64_t other = 0; other < size; ++other)
                REQUIRE(proves(other, size, proof) == (other == index));
            REQUIRE_FALSE(verify_inclusion(index, size, leaf_hash("another"), proof, log.roots[size]));
        }
    }
}

TEST_CASE("every tree is proved to begin with every smaller one, by the proof of the definition",
          "[registry]")
{
    const Log& log = merkle_sample();
    for (std::uint64_t to = 1; to <= most; ++to) {
        for (std::uint64_t from = 1; from <= to; ++from) {
            CAPTURE(from, to);
            const auto proof = consistency_proof(from, to, log.reader());
            const auto proves = [&](std::span<const Hash> hashes, const Hash& earlier, const Hash& later) {
                return verify_consistency(from, to, hashes, earlier, later);
            };
            REQUIRE(proof == subproof(from, log.first(to), true));
            REQUIRE(proves(proof, log.roots[from], log.roots[to]));
            for (const auto& wrong : damaged(proof))
                REQUIRE_FALSE(proves(wrong, log.roots[from], log.roots[to]));
            REQUIRE_FALSE(proves(proof, leaf_hash("another"), log.roots[to]));
            REQUIRE_FALSE(proves(proof, log.roots[from], leaf_hash("another")));
        }
    }
}

TEST_CASE("an empty tree begins every tree, without a proof and with its own root", "[registry]")
{
    const Log& log = merkle_sample();
    const Hash& empty = log.roots[0];
    CHECK(root_of(0, log.reader()) == empty);
    CHECK(consistency_proof(0, 5, log.reader()).empty());
    CHECK(verify_consistency(0, 0, {}, empty, empty));
    CHECK(verify_consistency(0, 5, {}, empty, log.roots[5]));
    CHECK_FALSE(verify_consistency(0, 5, {}, log.roots[4], log.roots[5]));
    CHECK_FALSE(verify_consistency(0, 0, {}, log.roots[4], log.roots[4]));
    CHECK_FALSE(verify_consistency(0, 5, std::vector{empty}, empty, log.roots[5]));
}

TEST_CASE("what no tree holds has no proof", "[registry]")
{
    const NodeReader& reader = merkle_sample().reader();
    CHECK(tests::refusal_of([&] { inclusion_proof(5, 5, reader); }).fault() == Fault::invalid_input);
    CHECK(tests::refusal_of([&] { inclusion_proof(0, 0, reader); }).fault() == Fault::invalid_input);
    CHECK(tests::refusal_of([&] { consistency_proof(6, 5, reader); }).fault() == Fault::invalid_input);
}
