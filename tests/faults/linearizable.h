#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace radcert::faults {

// Whether what many clients were told by something they share can be put into one order: every operation at
// one moment between its call and its answer, each answer the one that this order gives. Herlihy and Wing,
// "Linearizability", 1990.

/// What an operation that never was answered "returned" at.
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// What one client asked, and what it was told.
struct Exchange {
    int client{};
    std::string what;  ///< "read", "write"; the model knows which there are
    std::string given; ///< what was to be written
    std::string found; ///< what had to be there first, of an operation that looks before it writes
    std::string told;  ///< the answer
    std::int64_t called{};
    std::int64_t returned{never}; ///< `never`: whether it was done is not known; it may be still to come

    bool known() const { return returned != never; }
};

using History = std::vector<Exchange>;
/// Of things that have nothing to do with each other: each is judged by itself.
using Histories = std::map<std::string, History>;

/// What the clients share, as it should behave.
struct Model {
    std::string start;
    /// Makes the state what it is after the operation; false: it may not happen in this state, or not be told
    /// so. One whose answer is not known does what it would do.
    std::function<bool(std::string& state, const Exchange&)> step;
};

enum class Order : unsigned char {
    exists,
    does_not_exist,
    not_found_out ///< the search would have taken more memory than it may
};

struct Verdict {
    Order order{};
    std::string witness; ///< of what has no order: the answer at which every order fails, and what is near it
    std::size_t visited{0}; ///< states of the search
};

/// Searches for an order, depth first, and comes to no (operations done, state) twice. What may come next and
/// changes nothing comes next: wherever an order has it, it could stand here as well.
///
/// Source: Wing and Gong, "Testing and verifying concurrent objects", 1993; Lowe, "Testing for
/// linearizability", 2017.
///
/// @param most_bytes  what the search may remember
Verdict find_order(const Model& model, const History& history,
                   std::size_t most_bytes = std::size_t{512} << 20);

/// The first that has no order, with its name in the witness; else one that was not found out, if any.
Verdict find_orders(const Model& model, const Histories& histories);

/// "client 3 write 7, told ok [812, 830]".
std::string text_of(const Exchange& operation);

} // namespace radcert::faults
