#pragma once

#include <string>
#include <vector>

#include "casework/sweep.h"
#include "demo/diary.h"

namespace radcert::demo {

struct BulkFilesOptions {
    std::size_t workers{2'000};
    std::uint64_t seed{1};
    std::size_t events_in_transaction{2'000};
    bool files{true};        ///< each certificate was issued on a file; false: recorded from paper
    std::size_t one_wrong{}; ///< one file in so many is irregular, each kind in turn; 0: none is
};

/// What is wrong with a certificate, on purpose.
struct PlantedIrregularity {
    std::string certificate;
    casework::Irregularity kind{};
    friend auto operator<=>(const PlantedIrregularity&, const PlantedIrregularity&) = default;
};

/// Fills a register with safety officers of hospitals in Đắk Lắk who were certified from 2021 to 2024, each
/// on a file that the law of its day finds in order; a facility for ten of them. For benchmarks and tests of
/// what walks the whole register. The records are those that the acts of casework make, written directly,
/// because the acts ask the register before each of them.
///
/// @param rulebook  digest of the rulebook that the screenings name
/// @param turn      called before each transaction, so that a clock can go on
/// @return          what was planted
std::vector<PlantedIrregularity> fill_with_files(registry::Writer& writer, const std::string& rulebook,
                                                 const BulkFilesOptions& options,
                                                 const std::function<void()>& turn = {});

} // namespace radcert::demo
