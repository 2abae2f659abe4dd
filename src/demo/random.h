#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace radcert::demo {

/// SplitMix64 (Steele, Lea, Flood, 2014): one number of state, and the same numbers on every machine, which
/// the distributions of <random> do not promise. Draw in statements of their own: arguments have no order.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_{seed} {}

    std::uint64_t next()
    {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
        z = (z ^ z >> 27) * 0x94d049bb133111ebu;
        return z ^ z >> 31;
    }

    int below(int bound) { return int(next() % std::uint64_t(bound)); }
    int between(int least, int most) { return least + below(most - least + 1); }
    bool chance(int percent) { return below(100) < percent; }

    template <class T, std::size_t N>
    const T& pick(const std::array<T, N>& from)
    {
        return from[std::size_t(below(int(N)))];
    }

private:
    std::uint64_t state_;
};

} // namespace radcert::demo
