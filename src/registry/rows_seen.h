#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/as_of.h"
#include "registry/database.h"

namespace radcert::registry {

/// Whose rows somebody sees, or asks for; all empty: everybody's. Where several are given, a row has to pass
/// each. Which rows are whose: casework/scope.h.
struct RowsOf {
    std::optional<std::string> province{};
    std::optional<std::int64_t> facility{}, worker{};
};

// People and places of such a part of the register: posts and appointments count that have not ended before
// `in_force`. Numbers are in their order.

/// In post or appointed at the facility, or with a file that was filed there.
std::vector<std::int64_t> workers_of_facility(Database& database, std::int64_t facility, AsOf as_of);
/// In post, appointed or certified at a facility of the province, or with a file of the province.
std::vector<std::int64_t> workers_of_province(Database& database, const std::string& province, AsOf as_of);
bool is_of_province(Database& database, std::int64_t worker, const std::string& province, AsOf as_of);
/// Where the worker is in post or appointed.
std::vector<std::int64_t> facilities_of_worker(Database& database, std::int64_t worker, AsOf as_of);

/// Whether so much of the register is of the province that some of its rows are found sooner by walking along
/// the whole register than by gathering all of the province first.
bool is_large_province(Database& database, const std::string& province);

/// The first `most` records that are wanted, walking along pages of all.
/// @param fetch  the page that begins behind a record; nothing: the first page
template <class Record, class Fetch, class Wanted>
std::vector<Record> found_along(std::size_t most, Fetch fetch, Wanted wanted)
{
    std::vector<Record> records;
    std::optional<Record> last;
    while (records.size() < most) {
        const std::vector<Record> page = fetch(last);
        if (page.empty()) break;
        for (const Record& record : page) {
            if (records.size() < most && wanted(record)) records.push_back(record);
        }
        last = page.back();
    }
    return records;
}

} // namespace radcert::registry
