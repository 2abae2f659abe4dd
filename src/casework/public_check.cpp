#include "casework/public_check.h"

#include "registry/offices.h"
#include "registry/workers.h"

namespace radcert::casework {
namespace {

/// A number without spaces and with plain hyphens: telephones and text programs put others in their place.
std::string without_typography(std::string number)
{
    struct Sign {
        std::string_view typed, meant;
    };
    static constexpr Sign signs[]{
        {" ", ""},       {"\u00A0", ""},  {"\u2009", ""},  {"\u202F", ""},  {"\u2010", "-"},
        {"\u2011", "-"}, {"\u2012", "-"}, {"\u2013", "-"}, {"\u2014", "-"}, {"\u2015", "-"},
        {"\u2212", "-"}, {"\uFE58", "-"}, {"\uFE63", "-"}, {"\uFF0D", "-"},
    };
    for (const Sign& sign : signs) {
        for (std::size_t at = number.find(sign.typed); at != number.npos; at = number.find(sign.typed, at))
            number.replace(at, sign.typed.size(), sign.meant);
    }
    return number;
}

std::vector<PublicAnswer> check_number(registry::Database& database, const std::string& number,
                                       Date birth_date, Date today)
{
    const std::string authority = registry::load_register(database).authority;
    std::vector<PublicAnswer> answers;
    for (const registry::Certificate& one : registry::find_certificates(database, number)) {
        if (registry::load_worker(database, one.worker).birth_date != birth_date) continue;
        answers.push_back({one.issued_by, one.role, one.equipment_types, one.issued_on, one.valid_to,
                           registry::status_on(one, registry::statuses_of(database, one), today),
                           one.issued_by == authority});
    }
    return answers;
}

} // namespace

std::vector<PublicAnswer> check_by_birth_date(registry::Database& database, const std::string& number,
                                              Date birth_date, Date today)
{
    auto answers = check_number(database, number, birth_date, today);
    const std::string plain = without_typography(number);
    if (answers.empty() && plain != number) answers = check_number(database, plain, birth_date, today);
    return answers;
}

} // namespace radcert::casework
