#include "registry/accounts.h"

#include "registry/any_record.h"
#include "text/digest.h"

namespace radcert::registry {

template <>
const char* const Statements<Account>::close = R"sql(
    UPDATE account
       SET until_event = :event
     WHERE officer = :officer
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Account>::insert = R"sql(
    INSERT INTO account (since_event, until_event, officer, duties, province, facility, worker, password, status)
    VALUES (:event, 9223372036854775807, :officer, :duties, :province, :facility, :worker, :password, :status)
)sql";

std::optional<Account> find_account(Database& database, std::string_view officer, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM account
         WHERE officer = :officer
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":officer", officer);
    query.bind(":known_by", known_by);
    return read_one<Account>(query);
}

std::optional<std::pair<Officer, Account>> find_account_by_code(Database& database, std::string_view code,
                                                                EventNumber known_by)
{
    auto officer = find_officer(database, code, known_by);
    if (!officer) return std::nullopt;
    auto account = find_account(database, officer->officer, known_by);
    if (!account) return std::nullopt;
    return std::pair{std::move(*officer), std::move(*account)};
}

std::vector<std::pair<Officer, Account>> list_accounts(Database& database, EventNumber known_by)
{
    std::vector<std::pair<Officer, Account>> all;
    for (Officer& officer : list_officers(database, known_by)) {
        if (auto account = find_account(database, officer.officer, known_by))
            all.emplace_back(std::move(officer), std::move(*account));
    }
    return all;
}

std::string account_fingerprint(const Account& account)
{
    std::string json;
    append_json(json, account);
    return text::sha256_hex(json);
}

} // namespace radcert::registry
