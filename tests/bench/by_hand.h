#pragma once

#include <cstdint>
#include <initializer_list>

#include "domain/dossier.h"

namespace radcert::bench {

/// The shipped rulebook's deciding requirements written out in C++ by hand: the unit of the engine's speed,
/// and a second opinion on its verdicts. Verdict only: no findings, no overlays, no other day's law.
///
/// Knows the shipped rulebook alone; the benchmark refuses to run where the two disagree.
class ByHand {
public:
    explicit ByHand(const Vocabulary& vocabulary);

    Verdict verdict(const Dossier& dossier) const;

    using Devices = std::uint64_t; ///< one bit for each equipment type

    /// The vocabulary's words that the law names, looked up once.
    struct Words {
        Code safety_officer, device_operator, accelerator_operator, irradiator_operator,
            industrial_radiographer;
        Code radioisotope_producer, decontamination_officer, emergency_officer;
        Code fresh, online, application_form, degree, photo, print, image_file;
        Code fit, fit_with_limits, unfit, district;
        std::uint32_t reactor_roles;
        Devices xq, px, pxa, exempt, nuclear_ct, radiotherapy, industrial_radiography;
        Devices gauges, accelerators, irradiators, unsealed, microscope, gamma_irradiator,
            industrial_accelerator;
        Devices cyclotron, medical_accelerator, reactor, intraoral;
    };

private:
    Words words_{};
};

} // namespace radcert::bench
