#include "casework/accounts.h"

#include "casework/record_access.h"
#include "registry/journal.h"
#include "registry/passwords.h"
#include "tests/casework/office.h"

using namespace radcert;
using casework::RowsSeen;
using registry::Account;
using registry::WordList;
using tests::Office;
using tests::refusal_of;

namespace {

constexpr const char* good_password = "ngựa ăn ngô ban đêm";

Account open(Office& office, const std::string& code, const WordList& duties, const RowsSeen& rows = {},
             const std::string& second = {}, const std::string& name = "Cán bộ mới")
{
    return office.act([&](auto& write) { return casework::open_account(write, code, name, duties, rows); },
                      second);
}

Account change(Office& office, const std::string& code, const WordList& duties, const RowsSeen& rows = {},
               const std::string& second = {})
{
    return office.act([&](auto& write) { return casework::change_duties(write, code, duties, rows); },
                      second);
}

/// An act of somebody else than lan.
template <class Work>
auto act_as(Office& office, const std::string& officer, Work work, const std::string& second = {})
{
    registry::WriteScope write{office.writer(), {officer, second, "web", false}};
    auto made = work(write);
    write.commit();
    return made;
}

registry::Event last_event(Office& office)
{
    return registry::load_event(office.database(), registry::journal_size(office.database()) - 1);
}

std::int64_t some_worker(Office& office)
{
    return office.record(tests::contract_dossier("b-ct-complete")).worker;
}

} // namespace

TEST_CASE("the first officer of a register is its administrator, without a password as yet", "[accounts]")
{
    Office office;
    const auto found = registry::find_account_by_code(office.database(), "lan");
    REQUIRE(found);
    CHECK(found->second.duties == WordList{"administrator"});
    CHECK(found->second.status == "open");
    CHECK_FALSE(found->second.password);
}

TEST_CASE("an account is opened for an officer who is there, or for a new one, by one event", "[accounts]")
{
    Office office;
    const EventNumber before = registry::journal_size(office.database());
    const Account mine = open(office, "minh", {"case_officer", "reception", "case_officer"});
    CHECK(mine.officer == registry::find_officer(office.database(), "minh")->officer);
    CHECK(mine.duties == WordList{"reception", "case_officer"}); // in their order, each once
    CHECK(registry::find_officer(office.database(), "minh")->name == "Trần Văn Minh");

    open(office, "hoa", {"auditor"}, {}, {}, "Phạm Thị Hoa");
    CHECK(registry::journal_size(office.database()) == before + 2);
    CHECK(last_event(office).action == "account.open");
    const auto hoa = registry::find_account_by_code(office.database(), "hoa");
    REQUIRE(hoa);
    CHECK(hoa->first.name == "Phạm Thị Hoa");
    CHECK(casework::may_sign_in(hoa->first, hoa->second));

    CHECK(refusal_of([&] { open(office, "hoa", {"reception"}); }).fault() == Fault::conflict);
    CHECK(refusal_of([&] { open(office, "nam", {"reception"}, {}, {}, " "); }).fault() == Fault::usage);
}

TEST_CASE("a new code is one that can be typed anywhere", "[accounts]")
{
    Office office;
    const auto bad =
        GENERATE(values<std::string>({"", "Hoa", "hoà", "hoa lan", "hoa\n", std::string(41, 'a')}));
    CAPTURE(bad);
    CHECK(refusal_of([&] { open(office, bad, {"auditor"}); }).fault() == Fault::invalid_input);
    CHECK_NOTHROW(open(office, "hoa.lan-2_" + std::string(30, 'a'), {"auditor"}));
}

TEST_CASE("duties are those of the list, and go with the rows that they are about", "[accounts]")
{
    Office office;
    const std::int64_t worker = some_worker(office);
    struct Row {
        const char* why;
        WordList duties;
        RowsSeen rows;
        bool fine;
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"one duty", {"reception"}, {}, true},
        {"none", {}, {}, false},
        {"one that is none", {"boss"}, {}, false},
        {"one that is none beside one that is", {"reception", "boss"}, {}, false},
        {"of a province", {"auditor"}, {"66", {}, {}}, true},
        {"of a province that was merged", {"auditor"}, {"54", {}, {}}, false},
        {"of a province that never was", {"auditor"}, {"00", {}, {}}, false},
        {"an operator of a facility", {"facility_operator"}, {{}, 1, {}}, true},
        {"an operator of none", {"facility_operator"}, {}, false},
        {"an operator of a province", {"facility_operator"}, {"66", {}, {}}, false},
        {"an operator of a facility that is not there", {"facility_operator"}, {{}, 99, {}}, false},
        {"an operator of a facility in a province", {"facility_operator"}, {"66", 1, {}}, false},
        {"an operator at the desk", {"facility_operator", "reception"}, {{}, 1, {}}, false},
        {"somebody else of one facility", {"auditor"}, {{}, 1, {}}, false},
        {"a worker", {"worker"}, {{}, {}, worker}, true},
        {"a worker of nobody", {"worker"}, {}, false},
        {"a worker who is not there", {"worker"}, {{}, {}, worker + 1}, false},
        {"a worker at the desk", {"worker", "reception"}, {{}, {}, worker}, false},
        {"a head of one person", {"head"}, {{}, {}, worker}, false},
    }));
    CAPTURE(row.why);
    const bool person = row.rows.worker.has_value();
    const auto opening = [&] { open(office, "moi", row.duties, row.rows, {}, person ? "" : "Người Mới"); };
    if (row.fine) {
        CHECK_NOTHROW(opening());
        return;
    }
    const Fault fault = refusal_of(opening).fault();
    CHECK((fault == Fault::invalid_input || fault == Fault::not_found));
    CHECK_FALSE(registry::find_officer(office.database(), "moi")); // nothing of it was recorded
}

TEST_CASE("a radiation worker's account bears the number and no name, one for each person", "[accounts]")
{
    Office office;
    const std::int64_t worker = some_worker(office);
    const RowsSeen own{{}, {}, worker};
    CHECK(refusal_of([&] { open(office, "nv", {"worker"}, own, {}, "Nguyễn Văn An"); }).fault() ==
          Fault::invalid_input);
    open(office, "nv", {"worker"}, own, {}, "");
    CHECK(registry::find_officer(office.database(), "nv")->name == "W-" + std::to_string(worker));
    CHECK(refusal_of([&] { open(office, "nv2", {"worker"}, own, {}, ""); }).fault() == Fault::conflict);
    office.act([&](auto& write) { return casework::close_account(write, "nv"); });
    CHECK_NOTHROW(open(office, "nv2", {"worker"}, own, {}, ""));
    CHECK(refusal_of([&] {
              office.act([&](auto& write) { return casework::reopen_account(write, "nv"); });
          }).fault() == Fault::conflict);
}

TEST_CASE("power is given by two persons", "[accounts]")
{
    Office office;
    const auto duty = GENERATE(values<std::string>({"administrator", "head"}));
    CAPTURE(duty);
    CHECK(refusal_of([&] { open(office, "hoa", {duty}); }).fault() == Fault::refused);
    CHECK(refusal_of([&] { open(office, "hoa", {duty}, {}, "lan"); }).fault() ==
          Fault::refused); // the same twice
    CHECK_NOTHROW(open(office, "hoa", {duty}, {}, "minh"));

    open(office, "nam", {"reception"});
    CHECK(refusal_of([&] { change(office, "nam", {"reception", duty}); }).fault() == Fault::refused);
    CHECK_NOTHROW(change(office, "nam", {"reception", duty}, {}, "minh"));
    CHECK_NOTHROW(change(office, "nam", {"case_officer", duty})); // it is there already
    CHECK_NOTHROW(change(office, "nam", {"case_officer"}));       // and may be taken by one

    office.act([&](auto& write) { return casework::close_account(write, "hoa"); });
    const auto reopen = [&](const std::string& second) {
        office.act([&](auto& write) { return casework::reopen_account(write, "hoa"); }, second);
    };
    CHECK(refusal_of([&] { reopen({}); }).fault() == Fault::refused);
    CHECK_NOTHROW(reopen("minh"));
}

TEST_CASE("where somebody else has power, any account of the office is opened by two", "[accounts]")
{
    Office office;
    open(office, "hoa", {"reception"}); // one administrator and nobody else to ask
    open(office, "dung", {"head"}, {}, "minh");
    CHECK_NOTHROW(open(office, "mai", {"reception"})); // who has no password cannot agree
    office.act([](auto& write) { return casework::set_password(write, "dung", good_password); });

    const Error alone = refusal_of([&] { open(office, "gia.mao", {"case_officer"}); });
    CHECK(alone.fault() == Fault::refused);
    CHECK(alone.sentence().en == "opening an account of the office asks for two persons");
    CHECK(refusal_of([&] { open(office, "gia.mao", {"case_officer"}, {}, "hoa"); }).fault() ==
          Fault::refused);
    CHECK_NOTHROW(open(office, "nam", {"case_officer"}, {}, "dung"));

    const std::int64_t facility = office.record(tests::contract_dossier("b-ct-complete")).facility;
    CHECK_NOTHROW(open(office, "co.so", {"facility_operator"}, {.facility = facility})); // not of the office
    CHECK(refusal_of([&] { change(office, "co.so", {"reception"}); }).fault() == Fault::refused);
    CHECK_NOTHROW(change(office, "nam", {"reception"})); // of the office already

    office.act([](auto& write) { return casework::close_account(write, "nam"); });
    const auto reopen = [](auto& write) { return casework::reopen_account(write, "nam"); };
    CHECK(refusal_of([&] { office.act(reopen); }).fault() == Fault::refused);
    CHECK_NOTHROW(office.act(reopen, "dung"));
}

TEST_CASE("whom an act gives power is not its second person, once there is somebody else to ask",
          "[accounts]")
{
    Office office;
    CHECK_NOTHROW(open(office, "minh", {"head"}, {}, "minh")); // the first two of an office
    office.act([](auto& write) { return casework::set_password(write, "minh", good_password); }, "minh");
    open(office, "dung", {"head"}, {}, "minh");
    office.act([](auto& write) { return casework::set_password(write, "dung", good_password); });
    const Error refusal = refusal_of([&] { change(office, "dung", {"head", "administrator"}, {}, "dung"); });
    CHECK(refusal.fault() == Fault::refused);
    CHECK(refusal.sentence().en.find("'dung' is the one whom it is about") != std::string::npos);
    CHECK_NOTHROW(change(office, "dung", {"head", "administrator"}, {}, "minh"));
    const auto reset = [](auto& write) { return casework::set_password(write, "dung", good_password); };
    CHECK(refusal_of([&] { office.act(reset, "dung"); }).fault() == Fault::refused);
    CHECK_NOTHROW(office.act(reset, "minh"));
}

TEST_CASE("the second person is one of the office, at every door", "[accounts]")
{
    Office office;
    open(office, "co.so", {"facility_operator"},
         {.facility = office.record(tests::contract_dossier("b-ct-complete")).facility});
    const auto give_power = [&](const std::string& second) { open(office, "hoa", {"head"}, {}, second); };
    const Error refusal = refusal_of([&] { give_power("co.so"); });
    CHECK(refusal.fault() == Fault::refused);
    CHECK(refusal.sentence().en == "the second person 'co.so' is not one of the office");
    CHECK_NOTHROW(give_power("minh")); // an officer without an account is
}

TEST_CASE("duties change when they differ", "[accounts]")
{
    Office office;
    open(office, "hoa", {"reception"});
    CHECK(refusal_of([&] { change(office, "hoa", {"reception"}); }).fault() == Fault::conflict);
    CHECK(refusal_of([&] { change(office, "nam", {"reception"}); }).fault() == Fault::not_found);
    CHECK(refusal_of([&] { change(office, "minh", {"reception"}); }).fault() ==
          Fault::not_found); // no account
    CHECK(change(office, "hoa", {"reception"}, {"66", {}, {}}).province == "66");
    CHECK(last_event(office).action == "account.duties");
}

TEST_CASE("a register keeps an administrator who can sign in", "[accounts]")
{
    Office office;
    CHECK(refusal_of([&] { change(office, "lan", {"reception"}); }).fault() == Fault::refused);
    CHECK_NOTHROW(change(office, "lan", {"reception", "administrator"}));
    open(office, "minh", {"administrator"}, {}, "minh");
    SECTION("the one who is left stays")
    {
        CHECK_NOTHROW(change(office, "lan", {"reception"}));
        CHECK(refusal_of([&] { change(office, "minh", {"reception"}); }).fault() == Fault::refused);
        CHECK(refusal_of([&] {
                  office.act([](auto& write) { return casework::close_account(write, "minh"); });
              }).fault() == Fault::refused);
    }
    SECTION("one whose account is closed does not count")
    {
        office.act([](auto& write) { return casework::close_account(write, "minh"); });
        CHECK(refusal_of([&] { change(office, "lan", {"reception"}); }).fault() == Fault::refused);
    }
    SECTION("nor one who no longer acts")
    {
        office.act([](auto& write) { return casework::record_officer(write, "minh", {}, false); });
        CHECK(refusal_of([&] { change(office, "lan", {"reception"}); }).fault() == Fault::refused);
    }
}

TEST_CASE("an account is closed by somebody else, and opened again", "[accounts]")
{
    Office office;
    open(office, "minh", {"reception"});
    const auto close = [](auto& write) { return casework::close_account(write, "minh"); };
    CHECK(refusal_of([&] { act_as(office, "minh", close); }).fault() == Fault::refused);
    CHECK(office.act(close).status == "closed");
    CHECK(last_event(office).action == "account.close");
    CHECK(refusal_of([&] { office.act(close); }).fault() == Fault::conflict);
    const auto found = registry::find_account_by_code(office.database(), "minh");
    CHECK_FALSE(casework::may_sign_in(found->first, found->second));

    const auto reopen = [](auto& write) { return casework::reopen_account(write, "minh"); };
    CHECK(office.act(reopen).status == "open");
    CHECK(refusal_of([&] { office.act(reopen); }).fault() == Fault::conflict);
}

TEST_CASE("a password is set by its own event, which says nothing of it", "[accounts]")
{
    Office office;
    const auto set = [](const std::string& password) {
        return [password](auto& write) { return casework::set_password(write, "lan", password); };
    };
    CHECK(refusal_of([&] { office.act(set("matkhau123")); }).fault() == Fault::invalid_input);
    CHECK(refusal_of([&] { office.act(set("nguyenthilan")); }).fault() == Fault::invalid_input);
    const Account account = office.act(set(good_password));
    REQUIRE(account.password);
    CHECK(registry::verify_password(*account.password, good_password));
    CHECK(last_event(office).action == "account.password");
    CHECK(registry::load_leaf(office.database(), last_event(office).number).find("argon2") ==
          std::string::npos);
}

TEST_CASE("a password that was hashed before is kept, unless it was hashed weakly", "[accounts]")
{
    Office office;
    const auto keep = [](const std::string& phc) {
        return [phc](auto& write) { return casework::keep_password(write, "lan", phc); };
    };
    CHECK(refusal_of([&] { office.act(keep(good_password)); }).fault() == Fault::invalid_input);
    CHECK(office.act(keep(registry::hash_password(good_password))).password);
}

TEST_CASE("who gives power beside others who have it asks one of them", "[accounts]")
{
    Office office;
    open(office, "hoa", {"head"}, {}, "minh");
    CHECK_NOTHROW(open(office, "mai", {"head"}, {}, "minh")); // hoa cannot sign in yet, and so cannot agree
    act_as(office, "hoa", [](auto& write) { return casework::set_password(write, "hoa", good_password); });
    open(office, "gia", {"reception"}, {}, "hoa");
    for (const char* const nobody : {"gia", "minh"}) {
        CAPTURE(nobody);
        CHECK(refusal_of([&] { change(office, "lan", {"administrator", "head"}, {}, nobody); }).fault() ==
              Fault::refused);
        CHECK(refusal_of([&] { open(office, "tu", {"head"}, {}, nobody); }).fault() == Fault::refused);
    }
    CHECK_NOTHROW(open(office, "tu", {"head"}, {}, "hoa"));
}

TEST_CASE("an officer's password is reset by two persons; a first link takes one", "[accounts]")
{
    Office office;
    open(office, "hoa", {"head"}, {}, "minh");
    open(office, "nam", {"reception"});
    const auto invite = [&](const std::string& code, const std::string& second = {}) {
        return office.act([&](auto& write) { return casework::note_invitation(write, code); }, second);
    };
    CHECK(invite("hoa").code == "hoa");
    CHECK(last_event(office).action == "account.invite");
    for (const char* const code : {"hoa", "nam"})
        act_as(office, code, [&](auto& write) { return casework::set_password(write, code, good_password); });

    for (const char* const code : {"hoa", "nam"})
        CHECK(refusal_of([&] { invite(code); }).fault() == Fault::refused);
    CHECK_NOTHROW(invite("nam", "minh"));
    CHECK_NOTHROW(invite("hoa", "minh"));
    const auto reset = [](auto& write) { return casework::set_password(write, "hoa", good_password); };
    CHECK(refusal_of([&] { office.act(reset); }).fault() == Fault::refused);
    CHECK_NOTHROW(act_as(office, "hoa", reset)); // one's own

    open(office, "co.so", {"facility_operator"},
         {.facility = office.record(tests::contract_dossier("b-ct-complete")).facility});
    act_as(office, "co.so",
           [](auto& write) { return casework::set_password(write, "co.so", good_password); });
    CHECK_NOTHROW(invite("co.so")); // who is never a second person
}

TEST_CASE("nobody is invited to an account that is closed, nor chooses a password for it", "[accounts]")
{
    Office office;
    open(office, "hoa", {"reception"});
    office.act([](auto& write) { return casework::close_account(write, "hoa"); });
    CHECK(refusal_of([&] {
              office.act([](auto& write) { return casework::note_invitation(write, "hoa"); });
          }).fault() == Fault::refused);
    CHECK(refusal_of([&] {
              office.act([](auto& write) { return casework::set_password(write, "hoa", good_password); });
          }).fault() == Fault::refused);
}

TEST_CASE("people outside the office are told apart from officials", "[accounts]")
{
    const auto with = [](const WordList& duties) {
        Account account;
        account.duties = duties;
        return casework::is_outsider(account);
    };
    CHECK(with({"facility_operator"}));
    CHECK(with({"worker"}));
    CHECK_FALSE(with({"auditor"}));
    CHECK_FALSE(with({"reception", "head"}));
    CHECK(with({})); // nobody has nothing
}

TEST_CASE("every duty has a name in both languages", "[accounts]")
{
    CHECK(casework::duties().size() == 7);
    for (const casework::Duty& duty : casework::duties()) {
        CAPTURE(duty.word);
        CHECK(casework::duty_name(duty.word) == duty.name);
        CHECK_FALSE(duty.name.vi.empty());
        CHECK_FALSE(duty.name.en.empty());
    }
    CHECK(casework::duty_name("case_officer").vi == "chuyên viên thụ lý");
    CHECK(casework::duty_name("boss").vi == "boss");
}

TEST_CASE("a worker who is forgotten cannot sign in, and no name of theirs stays with the account",
          "[accounts]")
{
    Office office;
    const std::string person = "Tôn Nữ Quỳnh Dao";
    const auto recorded = office.record(tests::eligible_dossier("HOSO-0001", "999185777333", person));
    const Account account = open(office, "nv", {"worker"}, {{}, {}, recorded.worker}, {}, "");
    office.act_of_two(
        [&](auto& write) { return casework::erase_worker(write, recorded.worker, "yêu cầu", "Điều 14"); });
    CHECK_FALSE(registry::find_account(office.database(), account.officer));
    CHECK(registry::find_officer(office.database(), "nv")->name.find("Dao") == std::string::npos);
    office.close();
    for (const auto& entry : std::filesystem::directory_iterator{office.folder()})
        CHECK(tests::bytes_of(entry.path()).find(person) == std::string::npos);
}
