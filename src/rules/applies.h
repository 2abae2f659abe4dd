#pragma once

#include <array>
#include <optional>
#include <vector>

#include "domain/dossier.h"
#include "rules/facts.h"
#include "rules/rulebook.h"

namespace radcert::rules {

/// What of an application says which rows apply to it.
struct Circumstances {
    std::uint32_t procedure{}; ///< one bit
    std::uint32_t channel{};   ///< one bit; none where the file does not record it
    std::optional<bool> medical;
    DeviceSet devices{};

    Circumstances() = default;
    Circumstances(const Application& application, DeviceSet all_devices);
    friend bool operator==(const Circumstances&, const Circumstances&) = default;
};

/// One alternative of a row's "applies to", for a role that it names, packed for reading many in a row.
struct Gate {
    std::uint16_t row{};
    bool channel_matters{false};
    std::optional<bool> medical;
    std::uint32_t procedures{}, channels{};
    DeviceSet only{~DeviceSet{0}};
    DeviceSet outside{0}; ///< some device stands in here, where it is not empty
    std::array<DeviceSet, most_device_sets> has{};

    Gate(std::uint16_t row, const Applicability& asked);
};

/// A row that applies, or may apply.
struct Fitting {
    std::uint16_t row;
    Tri fit;
};

/// Whether an alternative fits. "Maybe" where that hangs on a fact that the file does not record (the
/// channel, or whether the facility is a medical one).
Tri fits(const Gate& gate, const Circumstances& here);

/// Whether a row applies to an application: some alternative fits.
Tri applies(const Row& row, const Application& application, DeviceSet devices);

/// Adds the gates of a row that the role can come through.
void add_gates(std::vector<Gate>& gates, std::uint16_t index, const Row& row, Code role);

} // namespace radcert::rules
