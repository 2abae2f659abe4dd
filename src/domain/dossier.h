#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/body.h"
#include "domain/date.h"
#include "domain/finding.h"
#include "domain/vocabulary.h"

namespace radcert {

// One certificate application with the facts known about it (contract/dossier.schema.json). An absent
// optional, a list included, means "not recorded", never "no". Codes are those of the vocabulary the dossier
// was read by.

struct Device {
    std::string id; ///< may be empty
    Code type{};
    std::optional<Code> mobility;
    std::optional<ProvinceCode> province; ///< where a fixed device stands; the head office's when absent
};

struct Facility {
    std::string id;
    std::string name;
    ProvinceCode province{}; ///< of the head office, by the code list in force on the filing day
    std::optional<bool> medical;
    std::vector<Device> devices; ///< at least one
};

struct Application {
    std::string id;
    Code procedure{};
    Code role{};
    Date filed_on;
    std::optional<Body> filed_with; ///< the desk that received the file
    std::optional<Code> channel;
    std::optional<Date> fee_paid_on;
    std::optional<Date> completed_on; ///< the day the file became complete and valid
    Facility facility;
};

struct Worker {
    std::optional<std::string> national_id;
    std::string full_name;
    std::optional<Date> birth_date;
    std::optional<bool> civil_capacity_attested;
};

struct Document {
    std::string id; ///< may be empty
    Code kind{};
    std::optional<std::string> form;
    std::optional<std::int64_t> copies;
    std::optional<Code> format;
    std::optional<Date> issued_on;
};

struct Degree {
    std::string id;
    std::optional<Code> level;
    std::optional<Code> field;
    std::optional<std::string> institution;
    std::optional<Date> awarded_on;
};

struct Training {
    std::string id;
    std::optional<std::int64_t> programme; ///< 1 to 14 of Circular 34/2014
    std::optional<Date> completed_on;
    std::optional<std::string> provider;
    std::optional<bool> provider_registered;
    std::optional<std::string> certificate_no;
};

struct HealthCheck {
    std::string id;
    std::optional<Date> examined_on;
    std::optional<Code> conclusion;
    std::optional<Code> facility_level;
};

/// Doses of one calendar year, in millisievert.
struct Dose {
    std::int64_t year{};
    std::optional<double> effective_msv;
    std::optional<double> lens_msv;
    std::optional<double> skin_msv;
};

struct Experience {
    std::string id;
    std::optional<Code> role;
    std::optional<Code> equipment_type;
    std::optional<Date> from;
    std::optional<Date> to;
    std::optional<std::string> facility;
};

struct HeldCertificate {
    std::string number;
    std::optional<Code> role;
    std::vector<Code> equipment_types;
    std::optional<std::string> issued_by;
    std::optional<Date> issued_on;
    std::optional<Date> expires_on;
    std::optional<Code> status;
    std::optional<Date> status_since;
};

struct Evidence {
    std::optional<std::vector<Document>> documents;
    std::optional<std::vector<Degree>> degrees;
    std::optional<std::vector<Training>> trainings;
    std::optional<std::vector<HealthCheck>> health_checks;
    std::optional<std::vector<Dose>> doses;
    std::optional<std::vector<Experience>> experience;
    std::optional<std::vector<HeldCertificate>> certificates;
};

/// A judgement that the rules leave to a person, with who, when and why.
struct OfficerFinding {
    std::optional<std::string>
        requirement; ///< one requirement; absent: every undetermined finding of the topic
    Topic topic{};
    Outcome outcome{}; ///< met or not_met
    std::string by;
    Date on;
    std::string reason;
};

struct Dossier {
    Application application;
    Worker worker;
    Evidence evidence;
    std::vector<OfficerFinding> officer_findings;

    /// The last day on which a paper may be dated to lie in this file (contract/README.md, "In the file").
    Date closed_on() const { return application.completed_on.value_or(application.filed_on); }
};

} // namespace radcert
