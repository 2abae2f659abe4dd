#pragma once

#include "registry/record.h"

namespace radcert::registry {

/// What is known of a worker, with where it comes from.
struct Evidence {
    static constexpr std::string_view table = "evidence";

    std::int64_t worker{};   ///< worker
    std::int64_t evidence{}; ///< which of the worker's pieces of evidence, from 1
    std::string kind;        ///< degree, training, health_check, dose, experience, certificate, fact, none
    std::string status;      ///< recorded, or withdrawn
    std::string source;      ///< "typed", or where it was imported from
    std::optional<std::string> reference;      ///< id that dossiers use for it
    std::optional<std::string> issuer;         ///< institution, provider, clinic, issuing authority
    std::optional<Date> dated_on;              ///< day of the paper: awarded, completed, examined, issued
    std::optional<std::string> number;         ///< number of the paper
    std::optional<std::string> document;       ///< document.digest of the scan
    std::optional<std::string> document_name;  ///< file name of the scan
    std::optional<std::string> level;          ///< degree: level
    std::optional<std::string> field;          ///< degree: field
    std::optional<std::int64_t> programme;     ///< training: programme 1 to 14 of Circular 34/2014
    std::optional<bool> registered;            ///< training: 1: the provider is registered
    std::optional<std::string> conclusion;     ///< health check: conclusion
    std::optional<std::string> facility_level; ///< health check: level of the clinic
    std::optional<std::int64_t> year;          ///< dose: calendar year
    std::optional<double> effective_msv;       ///< dose: effective dose, mSv
    std::optional<double> lens_msv;            ///< dose: equivalent dose to the lens, mSv
    std::optional<double> skin_msv;            ///< dose: equivalent dose to the skin, mSv
    std::optional<std::string> role;           ///< experience, certificate: role
    std::optional<WordList> equipment_types; ///< experience (one), certificate: JSON array of equipment types
    std::optional<Date> from_day;            ///< experience: first day
    std::optional<Date> to_day;              ///< experience, certificate: last day
    std::optional<std::string> at_facility;  ///< experience: facility, as written
    std::optional<std::string> certificate_status; ///< certificate: status
    std::optional<Date> status_since;              ///< certificate: first day of that status
    std::optional<std::string> subject_matter; ///< fact: which fact; none: the list that is known to be empty
    std::optional<bool> answer;                ///< fact: 1 yes, 0 no

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("worker", self.worker);
        visit("evidence", self.evidence);
        visit("kind", self.kind);
        visit("status", self.status);
        visit("source", self.source);
        visit("reference", self.reference);
        visit("issuer", self.issuer);
        visit("dated_on", self.dated_on);
        visit("number", self.number);
        visit("document", self.document);
        visit("document_name", self.document_name);
        visit("level", self.level);
        visit("field", self.field);
        visit("programme", self.programme);
        visit("registered", self.registered);
        visit("conclusion", self.conclusion);
        visit("facility_level", self.facility_level);
        visit("year", self.year);
        visit("effective_msv", self.effective_msv);
        visit("lens_msv", self.lens_msv);
        visit("skin_msv", self.skin_msv);
        visit("role", self.role);
        visit("equipment_types", self.equipment_types);
        visit("from_day", self.from_day);
        visit("to_day", self.to_day);
        visit("at_facility", self.at_facility);
        visit("certificate_status", self.certificate_status);
        visit("status_since", self.status_since);
        visit("subject_matter", self.subject_matter);
        visit("answer", self.answer);
    }
};

/// Pieces of evidence of a worker that stand recorded, in the order in which they were numbered.
std::vector<Evidence> evidence_of(Database& database, std::int64_t worker,
                                  EventNumber known_by = newest_event);
/// The next number for this worker.
std::int64_t next_evidence(Database& database, std::int64_t worker);
/// @throws Error  not_found, naming worker and number.
Evidence load_evidence(Database& database, std::int64_t worker, std::int64_t evidence,
                       EventNumber known_by = newest_event);
/// The last event that recorded, corrected or withdrew a piece of the worker's evidence; -1: none ever did.
EventNumber last_evidence_event(Database& database, std::int64_t worker);
std::vector<Version<Evidence>> evidence_versions(Database& database, std::int64_t worker);

} // namespace radcert::registry
