#include "rules/applies.h"

#include <algorithm>

namespace radcert::rules {
namespace {

bool names(std::uint32_t mask, Code code)
{
    return (mask >> code & 1) != 0;
}

} // namespace

Circumstances::Circumstances(const Application& application, DeviceSet all_devices)
    : procedure{1u << application.procedure}, channel{application.channel ? 1u << *application.channel : 0u},
      medical{application.facility.medical}, devices{all_devices}
{
}

Gate::Gate(std::uint16_t index, const Applicability& asked)
    : row{index}, channel_matters{asked.channels != ~0u}, medical{asked.medical},
      procedures{asked.procedures}, channels{asked.channels},
      only{asked.devices.only.value_or(~DeviceSet{0})},
      outside{asked.devices.other_than ? ~*asked.devices.other_than : 0}
{
    has.fill(~DeviceSet{0});
    std::ranges::copy(asked.devices.has, has.begin());
}

Tri fits(const Gate& gate, const Circumstances& here)
{
    bool fitting = (gate.procedures & here.procedure) != 0 && (here.devices & ~gate.only) == 0 &&
                   (gate.outside == 0 || (here.devices & gate.outside) != 0);
    for (const DeviceSet set : gate.has) fitting = fitting && (here.devices & set) != 0;
    if (!fitting) return Tri::no;
    Tri result = Tri::yes;
    if (gate.channel_matters)
        result = here.channel == 0 ? Tri::maybe : tri((gate.channels & here.channel) != 0);
    if (gate.medical) result = result & (here.medical ? tri(*here.medical == *gate.medical) : Tri::maybe);
    return result;
}

Tri applies(const Row& row, const Application& application, DeviceSet devices)
{
    const Circumstances here{application, devices};
    Tri result = Tri::no;
    for (const Applicability& asked : row.applies) {
        if (names(asked.roles, application.role)) result = result | fits(Gate{0, asked}, here);
    }
    return result;
}

void add_gates(std::vector<Gate>& gates, std::uint16_t index, const Row& row, Code role)
{
    for (const Applicability& asked : row.applies) {
        if (names(asked.roles, role)) gates.emplace_back(index, asked);
    }
}

} // namespace radcert::rules
