#include "registry/accounts.h"

#include "registry/journal.h"
#include "tests/catch.h"
#include "tests/registry/sample_register.h"

using namespace radcert;
using namespace radcert::registry;
using tests::SampleRegister;

namespace {

/// An officer with an account of these duties, recorded by lan.
Account record_account(Writer& writer, const std::string& code, const WordList& duties)
{
    WriteScope write{writer, {"lan", {}, "cli", false}};
    const std::string subject = write.add_subject("officer");
    const Officer officer{"u-" + subject.substr(0, 16), code, "Cán bộ " + code, true, subject};
    const Account account{officer.officer, duties, {}, {}, {}, {}, "open"};
    write.record("account.open", subject, {officer, account});
    write.commit();
    return account;
}

void record_again(Writer& writer, const Account& account)
{
    WriteScope write{writer, {"lan", {}, "cli", false}};
    const auto officer = find_officer_by_reference(write.database(), account.officer);
    write.record("account.duties", officer->subject, {account});
    write.commit();
}

} // namespace

TEST_CASE("an account is found by the officer's reference and by the code that is typed", "[accounts]")
{
    SampleRegister sample;
    Writer writer = sample.writer();
    const Account account = record_account(writer, "minh", {"reception", "head"});

    const auto by_reference = find_account(writer.database(), account.officer);
    REQUIRE(by_reference);
    CHECK(by_reference->duties == WordList{"reception", "head"});
    CHECK_FALSE(by_reference->password);
    const auto by_code = find_account_by_code(writer.database(), "minh");
    REQUIRE(by_code);
    CHECK(by_code->first.name == "Cán bộ minh");
    CHECK(by_code->second.officer == account.officer);
}

TEST_CASE("a code that nobody has, and an officer without an account, find nothing", "[accounts]")
{
    SampleRegister sample;
    Database database{sample.place, Access::read};
    CHECK_FALSE(find_account_by_code(database, "hoa"));
    REQUIRE(find_officer(database, "lan"));
    CHECK_FALSE(find_account_by_code(database, "lan"));
    CHECK_FALSE(find_account(database, "u-0000000000000000"));
}

TEST_CASE("an account is told as it was known at any moment", "[accounts]")
{
    SampleRegister sample;
    Writer writer = sample.writer();
    Account account = record_account(writer, "minh", {"reception"});
    const EventNumber opened = journal_size(writer.database()) - 1;
    account.status = "closed";
    record_again(writer, account);

    Database& database = writer.database();
    CHECK_FALSE(find_account(database, account.officer, opened - 1));
    CHECK(find_account(database, account.officer, opened)->status == "open");
    CHECK(find_account(database, account.officer, opened + 1)->status == "closed");
    CHECK(find_account_by_code(database, "minh", opened)->second.status == "open");
    CHECK(list_accounts(database, opened - 1).empty());
    CHECK(list_accounts(database, opened).size() == 1);
}

TEST_CASE("accounts are listed by code, closed ones too", "[accounts]")
{
    SampleRegister sample;
    Writer writer = sample.writer();
    record_account(writer, "minh", {"head"});
    Account closed = record_account(writer, "hoa", {"auditor"});
    closed.status = "closed";
    record_again(writer, closed);

    const auto all = list_accounts(writer.database());
    REQUIRE(all.size() == 2);
    CHECK(all[0].first.code == "hoa");
    CHECK(all[0].second.status == "closed");
    CHECK(all[1].first.code == "minh");
}

TEST_CASE("whatever of an account changes, a session of before no longer fits it", "[accounts]")
{
    const Account before{"u-1", {"auditor"}, "66", 3, 17, "$argon2id$", "open"};
    struct Row {
        const char* what;
        void (*change)(Account&);
    };
    const auto row = GENERATE(values<Row>({
        {"the password", [](Account& account) { account.password = "$argon2id$2"; }},
        {"no password any more", [](Account& account) { account.password.reset(); }},
        {"a duty", [](Account& account) { account.duties = {"head"}; }},
        {"one more duty", [](Account& account) { account.duties.emplace_back("head"); }},
        {"the province", [](Account& account) { account.province.reset(); }},
        {"the facility", [](Account& account) { account.facility = 4; }},
        {"the person", [](Account& account) { account.worker = 18; }},
        {"the status", [](Account& account) { account.status = "closed"; }},
    }));
    CAPTURE(row.what);
    Account after = before;
    CHECK(account_fingerprint(after) == account_fingerprint(before));
    row.change(after);
    CHECK(account_fingerprint(after) != account_fingerprint(before));
}

TEST_CASE("a person who is forgotten cannot sign in any more, and the register verifies", "[accounts]")
{
    SampleRegister sample; // person 4 was forgotten
    Database database{sample.place, Access::read};
    CHECK_FALSE(find_account(database, "officer-4"));
    CHECK(find_account(database, "officer-5"));
    const Report report = tests::verify_all(sample.place, sample.keys());
    INFO(tests::text_of(report));
    CHECK(report.clean());
}
