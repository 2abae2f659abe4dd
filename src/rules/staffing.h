#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/applies.h"
#include "rules/program.h"
#include "rules/screen.h"

namespace radcert::rules {

/// Whether a role needs a certificate, and the row that says so.
struct NeedAnswer {
    CertificateNeed need{CertificateNeed::unknown};
    const Requirement* row{nullptr};   ///< null: no row speaks
    Reason reason{Reason::none};       ///< why the need is unknown
    std::optional<bool> indication{};  ///< what an unconfirmed row would say; true: required
    const Adoption* adoption{nullptr}; ///< the adoption that lets the row decide
};

/// Why a duty only may apply.
enum class Doubt : std::uint8_t {
    none,
    facility, ///< a fact of the facility is not recorded: whether it is a medical one, or its devices
    work,     ///< the duty follows from a kind of work that no record names (`StaffingDuty::expressible`)
};

/// A role that a duty asks for.
struct AskedPost {
    Code role{};
    std::optional<int> at_least; ///< absent: each person who does the work; 0: the law exempts
    NeedAnswer certificate;
};

/// A staffing duty that applies to a facility, or may apply.
struct AskedDuty {
    const StaffingDuty* row{nullptr};
    Tri applies{Tri::yes}; ///< yes or maybe
    Doubt doubt{Doubt::none};
    bool decides{false}; ///< the standing may decide by itself; else the row only indicates
    std::vector<AskedPost> posts;
};

/// Which certified roles the law asks for at a facility, and which of them need a certificate.
///
/// Pure, as the Screener is. Keeps scratch memory: one for each thread. Points into the program's rulebook.
class Staffing {
public:
    /// @param decide_on  weakest standing that may decide by itself.
    explicit Staffing(const Program& program, Standing decide_on = Standing::secondary);

    /// The duties in force on `day`, in the rulebook's order. Several kinds of work at one site: the union of
    /// their posts (law KW20). Empty: the rulebook holds no duty for such a facility on that day, which never
    /// means that nobody is asked; where the law asks for nobody, a row says "at least 0".
    ///
    /// A facility without devices has none recorded: rows that look at devices may apply.
    std::vector<AskedDuty> duties(const Facility& facility, Date day);

    /// Whether `role` at the facility needs a certificate on `day`: the screening of a file that holds
    /// nothing but a request for a new one, so that need rows are weighed in one place.
    NeedAnswer certificate_need(Code role, const Facility& facility, Date day);

private:
    const Program& program_;
    Standing decide_on_;
    Screener screener_;
};

} // namespace radcert::rules
