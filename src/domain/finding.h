#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/words.h"

namespace radcert {

// The fixed words of a screening (contract/determination.schema.json). Unlike the vocabulary of a rulebook
// they carry meaning in the program, so they are enumerations, each with its word in the same order.

enum class Topic : std::uint8_t {
    certificate_need,
    authority,
    age,
    civil_capacity,
    qualification,
    degree_document,
    training,
    health_check,
    application_form,
    photo,
    appointment,
    dose,
    prior_certificate,
    experience,
    procedure,
    other,
};

/// What a screening says of one requirement. An unmet requirement is an answer, not an error.
enum class Outcome : std::uint8_t {
    met,
    not_met,
    undetermined, ///< not recorded, not known, or left to a person: neither granted nor held against
};

/// Why a finding is undetermined.
enum class Reason : std::uint8_t {
    none,
    not_recorded,
    officer_judgement,
    rule_unconfirmed,
    no_rule_in_force
};

/// What follows when a requirement is not met.
enum class FailureAction : std::uint8_t {
    refuse,     ///< no further paper can cure it
    supplement, ///< the applicant may complete or replace it
    refer,      ///< a person must look; it never rejects by itself
    advise,     ///< shown to the officer; does not bear on the determination
};

/// How well the text of a rule is known, strongest first. The first four may decide by themselves.
enum class Standing : std::uint8_t { text, copy, official, secondary, inferred, unknown, no_rule };

/// The answer about one dossier as a whole.
enum class Verdict : std::uint8_t { not_required, ineligible, incomplete, undetermined, eligible };

enum class CertificateNeed : std::uint8_t { required, not_required, unknown };

/// How several competent bodies stand beside each other.
enum class BodyMode : std::uint8_t { single, choice, each };

std::string_view word(Topic);
std::string_view word(Outcome);
std::string_view word(FailureAction);
std::string_view word(Standing);
std::string_view word(Verdict);
std::string_view word(CertificateNeed);
std::string_view word(Reason);   ///< empty for `none`
std::string_view word(BodyMode); ///< empty for `single`

std::optional<Topic> topic_from(std::string_view word);
std::optional<Outcome> outcome_from(std::string_view word);
std::optional<FailureAction> failure_action_from(std::string_view word);
std::optional<Standing> standing_from(std::string_view word);
std::optional<Verdict> verdict_from(std::string_view word);
std::optional<BodyMode> body_mode_from(std::string_view word);

/// How people read the words.
const Words& name(Topic);
const Words& name(Outcome);
const Words& name(FailureAction);
const Words& name(Standing);
const Words& name(Verdict);
const Words& name(Reason);

/// Whether findings of this topic bear on the determination (contract/README.md, 3).
constexpr bool decides_certificate(Topic topic)
{
    return topic == Topic::certificate_need || (topic >= Topic::age && topic <= Topic::photo) ||
           topic == Topic::procedure;
}

constexpr std::size_t topic_count = 16;

} // namespace radcert
