#pragma once

#include "registry/record.h"

namespace radcert::registry {

/// Certificate applications.
struct Application {
    static constexpr std::string_view table = "application";

    std::string application;               ///< number of the file
    std::int64_t worker{};                 ///< who applies
    std::int64_t facility{};               ///< facility
    std::string province;                  ///< province of the head office by the list of the filing day
    std::string procedure;                 ///< new, reissue
    std::string role;                      ///< role applied for
    Date filed_on{};                       ///< day of filing
    std::optional<std::string> filed_with; ///< authority that received the file
    std::optional<std::string> channel;    ///< online, in_person, post
    std::optional<Date> fee_paid_on;       ///< day of payment
    std::optional<Date> completed_on;      ///< day the file became complete and valid
    JsonText devices;                      ///< JSON array, as in the dossier: id, type, mobility, province
    std::optional<JsonText> documents;     ///< JSON array of the papers filed, as in the dossier
    std::string status;                    ///< received, withdrawn
    std::optional<std::string> reason;     ///< why it was withdrawn

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("application", self.application);
        visit("worker", self.worker);
        visit("facility", self.facility);
        visit("province", self.province);
        visit("procedure", self.procedure);
        visit("role", self.role);
        visit("filed_on", self.filed_on);
        visit("filed_with", self.filed_with);
        visit("channel", self.channel);
        visit("fee_paid_on", self.fee_paid_on);
        visit("completed_on", self.completed_on);
        visit("devices", self.devices);
        visit("documents", self.documents);
        visit("status", self.status);
        visit("reason", self.reason);
    }
};

/// Screenings of applications.
struct Screening {
    static constexpr std::string_view table = "screening";

    std::string application;   ///< application
    std::int64_t screening{};  ///< which of the application's screenings, from 1
    std::int64_t worker{};     ///< who applies
    std::string rulebook;      ///< digest of the rulebook
    std::optional<Date> as_of; ///< law of another day than the filing day
    std::string decide_on;     ///< weakest standing that could decide
    std::string dossier;       ///< SHA-256 of the dossier as it was composed
    std::string determination; ///< SHA-256 of the determination's bytes
    std::string verdict;       ///< the determination's verdict
    JsonText findings;         ///< JSON array of [requirement, outcome, reason]

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("application", self.application);
        visit("screening", self.screening);
        visit("worker", self.worker);
        visit("rulebook", self.rulebook);
        visit("as_of", self.as_of);
        visit("decide_on", self.decide_on);
        visit("dossier", self.dossier);
        visit("determination", self.determination);
        visit("verdict", self.verdict);
        visit("findings", self.findings);
    }
};

/// Judgements that the rules leave to a person.
struct OfficerFinding {
    static constexpr std::string_view table = "officer_finding";

    std::string application;                ///< application
    std::int64_t finding{};                 ///< which of the application's findings, from 1
    std::int64_t worker{};                  ///< who applies
    std::string topic;                      ///< topic
    std::optional<std::string> requirement; ///< one requirement; NULL: the whole topic
    std::string outcome;                    ///< met, not_met
    std::string by_officer;                 ///< who judged
    Date judged_on{};                       ///< day of the judgement
    std::string reason;                     ///< why
    std::string status;                     ///< recorded, or withdrawn

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("application", self.application);
        visit("finding", self.finding);
        visit("worker", self.worker);
        visit("topic", self.topic);
        visit("requirement", self.requirement);
        visit("outcome", self.outcome);
        visit("by_officer", self.by_officer);
        visit("judged_on", self.judged_on);
        visit("reason", self.reason);
        visit("status", self.status);
    }
};

/// Decisions on applications; one each.
struct Decision {
    static constexpr std::string_view table = "decision";

    std::string application;                ///< application
    std::int64_t worker{};                  ///< who applies
    std::int64_t screening{};               ///< screening that it rests on
    std::string outcome;                    ///< granted, refused
    Date decided_on{};                      ///< day of the decision
    std::string decided_by;                 ///< officer
    std::optional<std::string> reason;      ///< why
    std::optional<std::string> legal_basis; ///< for a grant whose determination is not eligible
    std::optional<std::string> second;      ///< second person

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("application", self.application);
        visit("worker", self.worker);
        visit("screening", self.screening);
        visit("outcome", self.outcome);
        visit("decided_on", self.decided_on);
        visit("decided_by", self.decided_by);
        visit("reason", self.reason);
        visit("legal_basis", self.legal_basis);
        visit("second", self.second);
    }
};

std::optional<Application> find_application(Database& database, std::string_view application,
                                            EventNumber known_by = newest_event);
/// @throws Error  not_found, naming the file.
Application load_application(Database& database, std::string_view application,
                             EventNumber known_by = newest_event);
struct ApplicationFilter {
    std::optional<std::int64_t> worker{}, facility{};
    std::optional<std::string> status{}; ///< received, withdrawn, granted, refused
    std::optional<std::string> desk{};   ///< status that its last step left it in; files without steps pass
    std::optional<Date> filed_from{}, filed_to{};
};
std::vector<Application> list_applications(Database& database, const ApplicationFilter& filter,
                                           EventNumber known_by, std::size_t most);
/// Screenings of a file, the newest last.
std::vector<Version<Screening>> screenings_of(Database& database, std::string_view application,
                                              EventNumber known_by = newest_event);
std::vector<OfficerFinding> findings_of(Database& database, std::string_view application,
                                        EventNumber known_by = newest_event);
std::optional<Decision> find_decision(Database& database, std::string_view application,
                                      EventNumber known_by = newest_event);
std::int64_t next_screening(Database& database, std::string_view application);
std::int64_t next_finding(Database& database, std::string_view application);
/// A file number for files that come without one: "A-17".
std::string next_application(Database& database);

std::vector<Version<Application>> application_versions(Database& database, std::string_view application);
std::vector<Version<OfficerFinding>> finding_versions(Database& database, std::string_view application);
std::vector<Version<Decision>> decision_versions(Database& database, std::string_view application);
std::vector<std::string> applications_of(Database& database, std::int64_t worker);
std::vector<std::string> applications_at(Database& database, std::int64_t facility);

} // namespace radcert::registry
