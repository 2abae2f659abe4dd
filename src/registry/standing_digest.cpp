#include <algorithm>

#include "registry/any_record.h"
#include "text/digest.h"

namespace radcert::registry {
namespace {

template <class Record>
void add_standing(Database& database, std::vector<text::Digest>& digests)
{
    static const std::string sql =
        R"(SELECT * FROM ")" + std::string{Record::table} + R"(" WHERE until_event = 9223372036854775807)";
    Query rows{database, sql.c_str()};
    std::string json;
    while (rows.next()) {
        json.clear();
        append_json(json, read_version<Record>(rows).record);
        digests.push_back(text::sha256(json));
    }
}

template <class... Records>
void add_all(std::variant<Records...>*, Database& database, std::vector<text::Digest>& digests)
{
    const auto add = [&]<class Record>(const Record*) {
        if constexpr (!std::is_same_v<Record, Import>) add_standing<Record>(database, digests);
    };
    (add(static_cast<const Records*>(nullptr)), ...);
}

} // namespace

std::string standing_digest(Database& database)
{
    std::vector<text::Digest> digests;
    add_all(static_cast<RecordKinds*>(nullptr), database, digests);
    std::ranges::sort(digests);
    text::Sha256 all;
    for (const text::Digest& digest : digests) all.add(text::view(digest));
    return all.hex();
}

} // namespace radcert::registry
