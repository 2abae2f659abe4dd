#pragma once

#include "registry/record.h"

namespace radcert::registry {

/// Certificates, issued here or elsewhere.
struct Certificate {
    static constexpr std::string_view table = "certificate";

    std::string certificate;              ///< number, as printed
    std::string issued_by;                ///< authority that issued it
    std::int64_t worker{};                ///< holder
    std::optional<std::int64_t> facility; ///< facility it was applied for at
    std::string role;                     ///< role
    WordList equipment_types;             ///< JSON array of equipment types
    Date issued_on{};                     ///< day of issue
    std::optional<Date> valid_to;         ///< last day; NULL: without end
    std::string validity; ///< rule that sets the end, "stated" by the officer, or "recorded" from the paper
    std::optional<std::int64_t> year;       ///< series: year; NULL: issued elsewhere
    std::optional<std::int64_t> ordinal;    ///< series: number within authority and year, without gaps
    std::optional<std::string> application; ///< application that it was issued on
    std::optional<std::string> replaces;    ///< number of the certificate that it replaces

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("certificate", self.certificate);
        visit("issued_by", self.issued_by);
        visit("worker", self.worker);
        visit("facility", self.facility);
        visit("role", self.role);
        visit("equipment_types", self.equipment_types);
        visit("issued_on", self.issued_on);
        visit("valid_to", self.valid_to);
        visit("validity", self.validity);
        visit("year", self.year);
        visit("ordinal", self.ordinal);
        visit("application", self.application);
        visit("replaces", self.replaces);
    }
};

/// What a certificate was, from which day on.
struct CertificateStatus {
    static constexpr std::string_view table = "certificate_status";

    std::string certificate;                ///< number
    std::string issued_by;                  ///< authority that issued it
    std::int64_t entry{};                   ///< which entry, from 1; a later entry holds from its day on
    std::int64_t worker{};                  ///< holder
    std::string status;                     ///< in_force, suspended, revoked, replaced, withdrawn
    Date from_day{};                        ///< first day
    std::optional<Date> to_day;             ///< last day of a suspension that ends by itself
    std::optional<std::string> reason;      ///< why
    std::optional<std::string> legal_basis; ///< article that it rests on
    std::optional<std::string> second;      ///< second person

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("certificate", self.certificate);
        visit("issued_by", self.issued_by);
        visit("entry", self.entry);
        visit("worker", self.worker);
        visit("status", self.status);
        visit("from_day", self.from_day);
        visit("to_day", self.to_day);
        visit("reason", self.reason);
        visit("legal_basis", self.legal_basis);
        visit("second", self.second);
    }
};

/// Certificate numbers of forgotten persons, so that no number is given twice.
struct ErasedNumber {
    static constexpr std::string_view table = "erased_number";

    std::string certificate;             ///< number
    std::string issued_by;               ///< authority
    std::optional<std::int64_t> year;    ///< series: year
    std::optional<std::int64_t> ordinal; ///< series: number

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("certificate", self.certificate);
        visit("issued_by", self.issued_by);
        visit("year", self.year);
        visit("ordinal", self.ordinal);
    }
};

/// Certificates of that number; several only where other authorities issued some of them.
std::vector<Certificate> find_certificates(Database& database, std::string_view number,
                                           EventNumber known_by = newest_event);
/// @throws Error  not_found; conflict: several authorities issued one of that number and none is named.
Certificate load_certificate(Database& database, std::string_view number,
                             const std::optional<std::string>& issued_by = {},
                             EventNumber known_by = newest_event);
struct CertificateFilter {
    std::optional<std::int64_t> worker{}, facility{};
    std::optional<std::string> role{}, equipment_type{};
    std::optional<std::string> status{}; ///< as it is on `in_force`; "expired" too
    std::optional<Date> expires_from{}, expires_to{};
    Date in_force{};
};
std::vector<Certificate> list_certificates(Database& database, const CertificateFilter& filter,
                                           EventNumber known_by, std::size_t most);
std::vector<Certificate> certificates_of(Database& database, std::int64_t worker,
                                         EventNumber known_by = newest_event);
std::optional<Certificate> find_certificate_on(Database& database, std::string_view application,
                                               EventNumber known_by = newest_event);
/// Every entry, in the order in which they were made.
std::vector<CertificateStatus> statuses_of(Database& database, const Certificate& certificate,
                                           EventNumber known_by = newest_event);
/// What the certificate is on a day: the status of the last entry that holds, "expired" after its last day,
/// "not_yet" before its first.
std::string status_on(const Certificate& certificate, const std::vector<CertificateStatus>& entries,
                      Date day);
/// The next number of an authority's series in a year; no number is left out or given twice.
std::int64_t next_ordinal(Database& database, std::string_view authority, std::int64_t year);
std::vector<ErasedNumber> erased_numbers(Database& database);

std::vector<Version<Certificate>> certificate_versions(Database& database, std::string_view number,
                                                       std::string_view issued_by);
std::vector<Version<CertificateStatus>> status_versions(Database& database, std::string_view number,
                                                        std::string_view issued_by);

// What papers of certificates rest on. A paper is of one version, named by the event that said so.

/// A version that no paper should be taken for any more: its certificate is not in force on the day, or it
/// was corrected since.
struct VersionNotInForce {
    EventNumber since{};
    bool corrected{};           ///< a later version stands in its place
    std::string status;         ///< of the certificate on the day; "in_force" where it was only corrected
    std::optional<Date> to_day; ///< last day of a suspension that ends by itself
};
/// Of all certificates; whoever runs out by the calendar is not among them.
std::vector<VersionNotInForce> versions_not_in_force(Database& database, Date day);

/// The newest version. @throws Error as load_certificate.
Version<Certificate> load_certificate_version(Database& database, std::string_view number,
                                              const std::optional<std::string>& issued_by = {});

/// Events about forgotten persons, whatever they did: what they said is destroyed.
std::vector<EventNumber> forgotten_events(Database& database);

/// Size of the first checkpoint that covers the event. @throws Error not_found.
std::uint64_t first_checkpoint_over(Database& database, EventNumber event);

} // namespace radcert::registry
