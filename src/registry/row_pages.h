#pragma once

#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/equipment.h"
#include "registry/facilities.h"
#include "registry/workers.h"

namespace radcert::registry {

// Records in the order of their numbers, page by page: for programs that read the register little by little.
// A page begins with the record that is named, so what is recorded meanwhile moves no page.

/// Whose rows are wanted; all empty: everybody's. Where several are given, a row has to pass each. Which rows
/// are whose: casework/scope.h.
struct RowsOf {
    std::optional<std::string> province{};
    std::optional<std::int64_t> facility{}, worker{};
};

/// What every page is asked by.
struct PageOf {
    RowsOf seen{};  ///< by whoever asks
    RowsOf asked{}; ///< of these, those
    AsOf as_of{};
    std::size_t most{};
};

/// Numbers that a page may hold, such as those that a search by name found; sorted. Absent: every number.
using Among = std::optional<std::vector<std::int64_t>>;

std::vector<Facility> facility_page(Database& database, const PageOf& page, std::int64_t from,
                                    const Among& among = {});

/// `asked`: in post or appointed at the facility, or filed there; of the province, by any of these.
std::vector<Worker> worker_page(Database& database, const PageOf& page, std::int64_t from,
                                const Among& among = {});

/// Units that were ever recorded, in use or not.
std::vector<Equipment> equipment_page(Database& database, const PageOf& page, std::int64_t from,
                                      const std::optional<std::string>& type = {});

/// @param filter  its worker and facility count beside `page.asked`
std::vector<Application> application_page(Database& database, const PageOf& page, const std::string& from,
                                          const ApplicationFilter& filter = {});

/// Where a page of certificates begins: several authorities may have issued one of a number.
struct CertificateKey {
    std::string number, issued_by;
};
std::vector<Certificate> certificate_page(Database& database, const PageOf& page, const CertificateKey& from,
                                          const CertificateFilter& filter = {});

} // namespace radcert::registry
