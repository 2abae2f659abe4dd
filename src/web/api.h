#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casework/fields.h"
#include "text/json_writer.h"
#include "web/visit.h"

namespace radcert::web {

// The interface for programs, /api/v1: what its answers have in common. Field names are those of the tables
// (schema/*.sql), days are YYYY-MM-DD, moments RFC 3339 in UTC; what is not recorded is null. Every record
// has `links`: addresses of itself and of what belongs to it.

inline constexpr std::string_view api_root = "/api/v1";
inline constexpr std::size_t most_records = 200; ///< of one page of a list

/// "/api/v1/workers/W-17".
std::string api_address(std::initializer_list<std::string_view> segments, const Parameters& query = {});

/// One JSON object, written member by member.
class ApiObject {
public:
    ApiObject() : json_{out_} { json_.open_object(); }
    ApiObject(const ApiObject&) = delete;
    ApiObject& operator=(const ApiObject&) = delete;

    void member(std::string_view key, const documents::Cell& value) { raw(key, value.json()); }
    void raw(std::string_view key, std::string_view json)
    {
        json_.key(key);
        json_.raw(json);
    }

    /// Every field of a record, in the order of its table. "subject" never is told.
    template <class Kept>
    void record(const casework::FieldCells& cells, const Kept& kept,
                std::initializer_list<std::string_view> without = {})
    {
        Kept::fields(kept, [&](std::string_view field, const auto& value) {
            if (field != "subject" && std::find(without.begin(), without.end(), field) == without.end())
                member(field, cells(field, value));
        });
    }

    void link(std::string_view name, std::string to) { links_.emplace_back(name, std::move(to)); }

    /// The object, with its links last. Afterwards nothing can be added.
    std::string take();

private:
    std::string out_;
    text::JsonWriter json_;
    std::vector<std::pair<std::string, std::string>> links_;
};

/// "[{...},{...}]" of JSON texts.
std::string json_array(const std::vector<std::string>& items);

/// The records as objects of their fields.
template <class Kept>
std::string records_json(const casework::FieldCells& cells, const std::vector<Kept>& all,
                         std::initializer_list<std::string_view> without = {})
{
    std::vector<std::string> items;
    for (const Kept& one : all) {
        ApiObject object;
        object.record(cells, one, without);
        items.push_back(object.take());
    }
    return json_array(items);
}

/// JSON as it is sent: with a line's end.
Raw json_answer(std::string json, int status = 200, std::vector<Header> headers = {});

/// The cells of the interface: programs read them, so lists and words stay as recorded.
casework::FieldCells api_cells(Visit& visit);

/// How many records the query asks for, 200 at most. @throws Error usage
std::size_t api_most(const Visit& visit);

/// A page of a list: {"workers":[...],"links":{...}}, and where the next page begins in a Link header, too.
/// @param next  `from` of the next page; absent: this is the last one
Reply api_list(const Visit& visit, std::string_view key, const std::vector<std::string>& items,
               const std::optional<std::string>& next);

/// The same of records that were found, one more than are wanted where there are more.
template <class Kept, class Key, class Write>
Reply api_list_of(const Visit& visit, std::string_view key, std::vector<Kept> found, Key key_of, Write write)
{
    const std::size_t most = api_most(visit);
    std::optional<std::string> next;
    if (found.size() > most) {
        next = key_of(found[most]);
        found.resize(most);
    }
    std::vector<std::string> items;
    for (const Kept& one : found) items.push_back(write(one));
    return api_list(visit, key, items, next);
}

// What routes share.

Rule api_rule(Access access, Words summary, std::vector<std::string> asks = {});
/// Of one record that the path names.
Rule api_rule_of(Access access, Names names, bool personal, Words summary,
                 std::vector<std::string> asks = {});

} // namespace radcert::web
