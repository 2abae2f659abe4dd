#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "demo/random.h"
#include "demo/sketch.h"

namespace radcert::demo {

/// A facility that does not exist.
struct Site {
    std::string reference; ///< as dossiers name it
    std::string name;
    std::string_view province;
    bool medical{};
    std::string_view practice;
    std::vector<SketchDevice> devices; ///< their ids in dossiers: m1, m2, ...
    bool declared_only{false};         ///< small devices without a licence
    Date opened{};                     ///< day on which it is recorded
    std::int64_t facility{};           ///< its number in the register, once it is recorded
};

/// One of the facilities that a large register has beside those: of ten, six are hospitals and clinics of Đắk
/// Lắk, whose safety officers this office certifies. The same for the same number.
Site numbered_site(std::size_t number);

/// Facilities of Đắk Lắk (66) and Lâm Đồng (68) with every kind of equipment: first those of the summer of
/// 2025 (DossierGenerator), then one of each sort, then as many numbered ones as are asked for.
std::vector<Site> made_up_sites(std::uint64_t seed, std::size_t count);

} // namespace radcert::demo
