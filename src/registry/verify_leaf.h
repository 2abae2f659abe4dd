#pragma once

#include <array>
#include <string_view>

#include "domain/as_of.h"
#include "text/digest.h"

namespace radcert::registry {

/// What a leaf says, as views into it.
struct LeafView {
    std::string_view action, actor, at, commit, door, subject;
};

/// Takes a leaf apart. False: it is not byte for byte one that radcert writes for that event. The same as
/// `event_of`, without a copy: a verification reads millions.
bool read_leaf(EventNumber number, std::string_view leaf, LeafView& view);

/// A digest in base 64, as leaves commit to it.
std::array<char, 44> commitment(const text::Digest& digest);

} // namespace radcert::registry
