#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "demo/sketch.h"

namespace radcert::demo {

/// How many of the made-up dossiers are those of one summer in Đắk Lắk.
constexpr std::size_t period_size = 58;

/// Writes made-up dossiers: people, facilities and papers that do not exist, the same for a seed on every
/// machine.
///
/// The first 58 are a period of a province like Đắk Lắk (66), 1 July to 12 August 2025: five carried over,
/// filed in June and completed in July, then 53 new ones in the order of their filing. All later ones come
/// from everywhere: filed between September 2010 and December 2026, in every province, for every role and
/// kind of equipment; about 2.5 KB each.
class DossierGenerator {
public:
    explicit DossierGenerator(std::uint64_t seed = 1) : seed_{seed} {}

    /// Dossier number `index` as one line of JSON, without a line end. Needs no other dossier to be made
    /// first.
    std::string dossier(std::size_t index) const { return to_json_line(sketch(index)); }
    Sketch sketch(std::size_t index) const;

private:
    std::uint64_t seed_;
};

} // namespace radcert::demo
