#pragma once

#include "registry/record.h"

namespace radcert::registry {

/// Organisations that do radiation work.
struct Facility {
    static constexpr std::string_view table = "facility";

    std::int64_t facility{};              ///< lifelong number
    std::string name;                     ///< name, Unicode NFC
    std::optional<std::string> reference; ///< number that dossiers use for it
    std::string province;                 ///< province of the head office, two digits
    std::optional<std::string> address;   ///< head office, as written
    std::optional<bool> medical;          ///< 1: medical facility
    std::optional<std::string> tax_code;  ///< tax code
    std::optional<std::string> contact;   ///< name of the contact person
    std::optional<std::string> phone;     ///< telephone
    std::optional<std::string> email;     ///< e-mail
    std::string subject;                  ///< subject of events about the facility

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("facility", self.facility);
        visit("name", self.name);
        visit("reference", self.reference);
        visit("province", self.province);
        visit("address", self.address);
        visit("medical", self.medical);
        visit("tax_code", self.tax_code);
        visit("contact", self.contact);
        visit("phone", self.phone);
        visit("email", self.email);
        visit("subject", self.subject);
    }
};

/// Kinds of radiation work that a facility does.
struct Practice {
    static constexpr std::string_view table = "practice";

    std::int64_t facility{};      ///< facility
    std::string practice;         ///< kind of work, as written
    std::optional<Date> from_day; ///< first day
    std::optional<Date> to_day;   ///< last day

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("facility", self.facility);
        visit("practice", self.practice);
        visit("from_day", self.from_day);
        visit("to_day", self.to_day);
    }
};

/// Licences for radiation work.
struct Licence {
    static constexpr std::string_view table = "licence";

    std::int64_t facility{};              ///< facility
    std::string licence;                  ///< number, as printed
    std::optional<std::string> issued_by; ///< authority
    std::optional<Date> issued_on;        ///< day of issue
    std::optional<Date> expires_on;       ///< last day
    std::optional<std::string> scope;     ///< what it allows, as printed

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("facility", self.facility);
        visit("licence", self.licence);
        visit("issued_by", self.issued_by);
        visit("issued_on", self.issued_on);
        visit("expires_on", self.expires_on);
        visit("scope", self.scope);
    }
};

/// A number that no facility ever had.
std::int64_t next_facility(Database& database);
std::optional<Facility> find_facility(Database& database, std::int64_t facility,
                                      EventNumber known_by = newest_event);
/// @throws Error  not_found, naming the facility.
Facility load_facility(Database& database, std::int64_t facility, EventNumber known_by = newest_event);
std::optional<Facility> find_facility_by_reference(Database& database, std::string_view reference,
                                                   EventNumber known_by = newest_event);
std::vector<Practice> practices_of(Database& database, std::int64_t facility,
                                   EventNumber known_by = newest_event);
std::vector<Licence> licences_of(Database& database, std::int64_t facility,
                                 EventNumber known_by = newest_event);

std::vector<Version<Facility>> facility_versions(Database& database, std::int64_t facility);
std::vector<Version<Practice>> practice_versions(Database& database, std::int64_t facility);
std::vector<Version<Licence>> licence_versions(Database& database, std::int64_t facility);

/// Facilities, of one province where it is named; by number.
std::vector<std::int64_t> facilities_in(Database& database, const std::optional<std::string>& province,
                                        EventNumber known_by = newest_event);

/// Every facility, by number.
std::vector<Facility> all_facilities(Database& database, EventNumber known_by = newest_event);

} // namespace radcert::registry
