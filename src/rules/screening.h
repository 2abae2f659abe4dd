#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/dossier.h"
#include "domain/finding.h"
#include "rules/evaluate.h"
#include "rules/program.h"

namespace radcert::rules {

constexpr std::uint16_t no_index = 0xFFFF;

/// What a screening says of one row of the rulebook. Words are made only when somebody asks for them:
/// explain.h.
struct Finding {
    std::uint16_t row{no_index};       ///< into `Rulebook::requirements`
    std::uint16_t authority{no_index}; ///< instead of `row`: into `Rulebook::authorities`
    Outcome outcome{Outcome::undetermined};
    Reason reason{Reason::none};
    std::optional<bool> indication;    ///< what an unconfirmed rule would say
    bool may_not_apply{false};         ///< a fact that is not recorded says whether the row applies at all
    bool applicability_unknown{false}; ///< ... and that makes the difference
    std::uint16_t officer{no_index};   ///< the officer's finding that settled it
    std::uint16_t adoption{no_index};  ///< the adoption that lets the row decide
    std::uint32_t first_trace{0}, traces{0};
};

/// Who decides, beside the verdict.
struct Competence {
    std::vector<Body> bodies; ///< sorted; empty where unknown
    Standing standing{Standing::no_rule};
    BodyMode mode{BodyMode::single};
    std::optional<std::string_view> procedure_code; ///< absent where unknown or more than one
    std::optional<bool> filed_with_ok;
    bool decides{false};             ///< the standing lets it say whether the desk is the right one
    std::vector<std::uint16_t> rows; ///< the authority rows that it rests on
    std::uint16_t adoption{no_index};
};

/// Everything that one screening found, without words. Reused from dossier to dossier.
struct Screening {
    const Dossier* dossier{nullptr};
    Facts* facts{nullptr}; ///< the dossier as the engine reads it
    Date as_of;
    Verdict verdict{Verdict::undetermined};
    CertificateNeed need{CertificateNeed::unknown};
    Competence competence;
    std::vector<Finding> findings;
    std::vector<Trace> traces;
};

struct ScreenOptions {
    std::optional<Date> as_of;               ///< law of another day than the filing day
    Standing decide_on{Standing::secondary}; ///< weakest standing that may decide by itself
};

/// The row of a finding, whether it is a requirement or an authority row.
const Row& row_of(const Rulebook& book, const Finding& finding);
/// The overlay whose row spoke, or the adoption that let the row decide; null where it decides by itself.
const Overlay* overlay_of(const Rulebook& book, const Finding& finding);
const Adoption* adoption_of(const Rulebook& book, const Finding& finding);
Topic topic_of(const Rulebook& book, const Finding& finding);
FailureAction on_failure_of(const Rulebook& book, const Finding& finding);

} // namespace radcert::rules
