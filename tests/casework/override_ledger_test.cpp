#include "casework/override_ledger.h"

#include "casework/one_stop_report.h"
#include "registry/journal.h"
#include "tests/casework/office.h"
#include "tests/json.h"

using namespace radcert;
using casework::LedgerLine;
using casework::OverrideKind;
using casework::OverrideLedger;
using tests::Office;

namespace {

const Date judged_day{date(2025, 8, 12)};
const std::string suitability = "LAW-QUALIFY-1"; // the law says "suitable": a person judges

/// A desk in Đắk Lắk on one day, and files that nobody judged yet.
class LedgerDesk {
public:
    /// A file that is undetermined until somebody judges whether the person is suitable.
    std::string open_file(const std::string& number, const std::string& filed_with = {})
    {
        return screened("b-ct-not-judged", number, filed_with);
    }
    std::string eligible_file(const std::string& number) { return screened("b-ct-complete", number, {}); }
    std::string incomplete_file(const std::string& number)
    {
        return screened("b-ct-training-no-14", number, {});
    }

    std::int64_t judge(const std::string& officer, const std::string& number, const std::string& outcome,
                       const std::string& requirement = suitability, const std::string& topic = {})
    {
        registry::WriteScope write{office.writer(), {officer, {}, "test", false}};
        const auto made =
            casework::judge(write, office.rules(), {number, topic, requirement, outcome, "đã xem bằng", {}});
        write.commit();
        return made.finding;
    }
    void take_back(const std::string& number, std::int64_t judgement)
    {
        office.act([&](auto& write) { casework::withdraw_judgement(write, number, judgement); });
    }
    void decide(const std::string& number, const std::string& outcome)
    {
        office.decide({number, outcome, "đã cân nhắc", "Điều 28", {}}, "minh");
    }

    OverrideLedger ledger(Date from = judged_day, Date to = judged_day, EventNumber known_by = newest_event)
    {
        return casework::override_ledger(office.database(), office.rulebooks(), {from, to, known_by});
    }

    Office office{judged_day};

private:
    std::string screened(const std::string& published, const std::string& number,
                         const std::string& filed_with)
    {
        auto dossier = tests::parsed(tests::contract_dossier(published));
        const std::string ordinal = std::to_string(++people_);
        dossier["application"]["id"] = number;
        dossier["application"]["facility"]["id"] = "F-" + published;
        dossier["application"]["facility"]["name"] = "Cơ sở thử nghiệm " + published;
        if (!filed_with.empty()) dossier["application"]["filed_with"] = filed_with;
        dossier["worker"]["national_id"] = "999085" + std::string(6 - ordinal.size(), '0') + ordinal;
        dossier["worker"]["full_name"] = "Nguyễn Văn " + number;
        dossier["worker"]["birth_date"] = to_iso(date(1980, 1, 1) + std::chrono::days{people_});
        office.record(dossier.dump());
        office.screen(number);
        return number;
    }

    int people_{0};
};

/// The line of a clause, officer, office or province; one without numbers where there is none.
LedgerLine line_in(const std::vector<LedgerLine>& lines, const std::string& key)
{
    const auto found = std::ranges::find(lines, key, &LedgerLine::key);
    return found != lines.end() ? *found : LedgerLine{};
}

} // namespace

TEST_CASE("a clause counts the files that were asked about it, left open, and judged", "[ledger]")
{
    LedgerDesk desk;
    for (const char* const number : {"Q1", "Q2", "Q3"}) desk.open_file(number);
    desk.judge("lan", "Q1", "met");
    desk.judge("minh", "Q2", "not_met");
    desk.office.screen("Q1");
    desk.office.screen("Q2");
    const auto made = desk.ledger();
    const LedgerLine line = line_in(made.clauses, suitability);
    CHECK(line.asked == 3); // a file that was screened twice is one file
    CHECK(line.open == 3);
    CHECK(line.left_to_person() == 3);
    CHECK(line.unsettled == 1);
    CHECK(line.judged_files == 2);
    CHECK(casework::per_mille(line.judged.met, line.judged.all()) == 500);
    CHECK(line.is_divided());
    CHECK(line.by_officer.at("lan").met == 1);
    CHECK(line.by_officer.at("minh").not_met == 1);
    CHECK(made.clauses.front().key == suitability); // where most is left to a person
}

TEST_CASE("a clause that data settle is not in the ledger, and nothing is counted twice", "[ledger]")
{
    LedgerDesk desk;
    desk.open_file("Q1");
    const auto made = desk.ledger();
    CHECK(line_in(made.clauses, "B-PHOTO-1").asked == 0);
    CHECK(line_in(made.clauses, "qualification").asked == 0); // nobody judged the topic as a whole
    CHECK(made.total.asked == 1);
    CHECK(made.total.open == 1);
    CHECK(made.total.judged_files == 0);
    CHECK(made.entries.empty());
}

TEST_CASE("one officer who judged both ways does not disagree with anybody", "[ledger]")
{
    LedgerDesk desk;
    desk.judge("lan", desk.open_file("Q1"), "met");
    desk.judge("lan", desk.open_file("Q2"), "not_met");
    CHECK_FALSE(line_in(desk.ledger().clauses, suitability).is_divided());
    desk.judge("minh", desk.open_file("Q3"), "met");
    CHECK(line_in(desk.ledger().clauses, suitability).is_divided());
}

TEST_CASE("a judgement of a whole topic counts under the topic, and its files in the row that it settled",
          "[ledger]")
{
    LedgerDesk desk;
    desk.judge("lan", desk.open_file("Q1"), "met", {}, "qualification");
    desk.office.screen("Q1");
    const auto made = desk.ledger();
    const LedgerLine topic = line_in(made.clauses, "qualification");
    CHECK(topic.whole_topic);
    CHECK(topic.judged.met == 1);
    CHECK(topic.asked == 1);
    CHECK(topic.judged_files == 1);
    const LedgerLine row = line_in(made.clauses, suitability);
    CHECK(row.open == 1); // the screening before the judgement says so
    CHECK(row.unsettled == 0);
    CHECK(row.judged_files == 1);
    CHECK(row.judged.all() == 0);
    CHECK(made.total.judged.all() == 1);
}

TEST_CASE("a judgement that was withdrawn counts apart", "[ledger]")
{
    LedgerDesk desk;
    desk.take_back("Q1", desk.judge("lan", desk.open_file("Q1"), "not_met"));
    const auto made = desk.ledger();
    const LedgerLine line = line_in(made.clauses, suitability);
    CHECK(line.withdrawn == 1);
    CHECK(line.judged.all() == 0);
    CHECK(line.judged_files == 0);
    CHECK_FALSE(casework::per_mille(line.judged.met, line.judged.all())); // of nothing there is no rate
    CHECK(line_in(made.officers, "lan").withdrawn == 1);
    REQUIRE(made.entries.size() == 1);
    CHECK_FALSE(made.entries.front().stands);
}

TEST_CASE("judgements count by their own day, files by the day of their screening", "[ledger]")
{
    LedgerDesk desk;
    const Date next = judged_day + std::chrono::days{1};
    desk.open_file("Q1");
    desk.office.today(next);
    desk.judge("lan", "Q1", "met");
    CHECK(desk.ledger().total.asked == 1);
    CHECK(desk.ledger().total.judged.all() == 0);
    CHECK(desk.ledger().total.judged_files == 0); // not yet on that evening
    CHECK(desk.ledger(next, next).total.asked == 0);
    CHECK(desk.ledger(next, next).total.judged.met == 1);
    const auto both = desk.ledger(judged_day, next);
    CHECK(both.total.asked == 1);
    CHECK(both.total.judged_files == 1);
    CHECK(desk.ledger(date(2025, 1, 1), date(2025, 8, 11)).total.asked == 0);
    CHECK(desk.ledger(date(2025, 8, 14), date(2025, 12, 31)).entries.empty());
    CHECK(tests::refusal_of([&] { desk.ledger(next, judged_day); }).fault() == Fault::invalid_input);
}

TEST_CASE("a grant against the determination is counted by the clauses that stood against it", "[ledger]")
{
    LedgerDesk desk;
    desk.decide(desk.open_file("open"), "granted");
    desk.decide(desk.eligible_file("eligible"), "granted");
    const auto made = desk.ledger();
    CHECK(made.total.decisions == 2);
    CHECK(made.total.overrides.number(OverrideKind::granted) == 1);
    CHECK(made.total.overrides.without_basis == 0);
    CHECK(line_in(made.clauses, suitability).overrides.all() == 1);
    CHECK(line_in(made.officers, "lan").overrides.all() == 1);
    REQUIRE(made.entries.size() == 1);
    CHECK(made.entries.front().application == "open");
    CHECK(made.entries.front().about == std::vector<std::string>{suitability});
    CHECK(made.entries.front().legal_basis == "Điều 28");
}

TEST_CASE("a refusal is an override where nothing was found unmet, and where a finding carries it is none",
          "[ledger]")
{
    LedgerDesk desk;
    desk.decide(desk.eligible_file("eligible"), "refused");
    desk.decide(desk.open_file("open"), "refused");
    desk.decide(desk.incomplete_file("incomplete"), "refused");
    const auto made = desk.ledger();
    CHECK(made.total.decisions == 3);
    CHECK(made.total.overrides.number(OverrideKind::refused) == 1);
    CHECK(made.total.overrides.number(OverrideKind::refused_open) == 1);
    CHECK(made.total.overrides.all() == 2);
    CHECK(line_in(made.clauses, suitability).overrides.number(OverrideKind::refused_open) == 1);
    CHECK(line_in(made.clauses, "").overrides.number(OverrideKind::refused) == 1); // no finding stood open
}

TEST_CASE("an override without a legal basis, as an older program could leave it, is counted as such",
          "[ledger]")
{
    LedgerDesk desk;
    registry::Decision decision;
    decision.application = desk.open_file("old");
    decision.worker = 1;
    decision.screening = 1;
    decision.outcome = "granted";
    decision.decided_on = judged_day;
    decision.decided_by = "hoa"; // no officer of this register
    desk.office.act([&](auto& write) {
        write.record("application.decide", registry::load_worker(write.database(), 1).subject, {decision});
    });
    const auto made = desk.ledger();
    CHECK(made.total.overrides.without_basis == 1);
    CHECK(line_in(made.officers, "hoa").overrides.all() == 1);
    CHECK_FALSE(made.entries.front().legal_basis);
}

TEST_CASE("a decision that was taken back counts apart, and as it was known before it stands", "[ledger]")
{
    LedgerDesk desk;
    desk.decide(desk.open_file("Q1"), "granted");
    const EventNumber before = registry::journal_size(desk.office.database()) - 1;
    desk.office.act_of_two(
        [&](auto& write) { casework::reopen(write, desk.office.rules(), "Q1", "quyết định nhầm"); });
    const auto made = desk.ledger();
    CHECK(made.total.decisions == 0);
    CHECK(made.total.taken_back == 1);
    CHECK(made.total.overrides.all() == 0);
    CHECK(line_in(made.clauses, suitability).overrides.all() == 0);
    REQUIRE(made.entries.size() == 1);
    CHECK_FALSE(made.entries.front().stands);
    CHECK(desk.ledger(judged_day, judged_day, before).total.overrides.all() == 1);
}

TEST_CASE("a file that does not say where it was filed counts with the register's own office", "[ledger]")
{
    LedgerDesk desk;
    desk.judge("lan", desk.open_file("here"), "met");
    desk.judge("minh", desk.open_file("there", "varans"), "not_met");
    const auto made = desk.ledger();
    CHECK(line_in(made.offices, "province:66").judged.met == 1);
    CHECK(line_in(made.offices, "varans").judged.not_met == 1);
    CHECK(line_in(made.provinces, "66").asked == 2);
    CHECK(line_in(made.clauses, suitability).by_office.size() == 2);
}

TEST_CASE("of a person who was forgotten the ledger counts nothing, and goes on", "[ledger]")
{
    LedgerDesk desk;
    desk.judge("lan", desk.open_file("gone"), "met");
    desk.judge("lan", desk.open_file("stays"), "met");
    desk.office.act_of_two(
        [&](auto& write) { casework::erase_worker(write, 1, "người nộp yêu cầu", "Điều 16"); });
    const auto made = desk.ledger();
    CHECK(made.total.asked == 1);
    CHECK(made.total.judged.met == 1);
    REQUIRE(made.entries.size() == 1);
    CHECK(made.entries.front().application == "stays");
}
