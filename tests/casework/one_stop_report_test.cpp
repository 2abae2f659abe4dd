#include "casework/one_stop_report.h"

#include <map>
#include <set>

#include "casework/deadlines.h"
#include "casework/desk_acts.h"
#include "registry/replay.h"
#include "tests/casework/office.h"
#include "tests/json.h"

using namespace radcert;
using casework::OneStopQuestion;
using casework::OneStopReport;
using tests::Office;

namespace {

const Date july{date(2025, 7, 1)}, august{date(2025, 8, 12)};

OneStopQuestion period(Date from = july, Date to = august)
{
    OneStopQuestion question;
    question.from = from;
    question.to = to;
    question.today = date(2026, 1, 1);
    return question;
}

/// Files of one desk: each filed on a day of its own, by a person of its own.
class Desk {
public:
    explicit Desk(Office& of) : office{of} {}

    std::string file(const std::string& number, Date filed, const std::string& channel = "online")
    {
        auto dossier = tests::parsed(tests::contract_dossier("b-ct-complete"));
        const std::string ordinal = std::to_string(++people_);
        dossier["application"]["id"] = number;
        dossier["application"]["filed_on"] = to_iso(filed);
        dossier["application"].erase("fee_paid_on");
        dossier["application"].erase("completed_on");
        if (channel.empty())
            dossier["application"].erase("channel");
        else
            dossier["application"]["channel"] = channel;
        dossier["worker"]["national_id"] = "999085" + std::string(6 - ordinal.size(), '0') + ordinal;
        dossier["worker"]["full_name"] = "Nguyễn Văn " + number;
        dossier["worker"]["birth_date"] = to_iso(date(1980, 1, 1) + std::chrono::days{people_});
        office.today(filed);
        office.record(dossier.dump());
        return number;
    }
    void appoint(const std::string& number, Date on, Date due)
    {
        office.today(on);
        office.act(
            [&](auto& write) { casework::set_appointment(write, office.rules(), {number, on, ""}, due); });
    }
    void decide(const std::string& number, Date on, const std::string& outcome = "granted")
    {
        office.today(on);
        office.screen(number);
        casework::DecisionRequest request;
        request.application = number;
        request.outcome = outcome;
        request.reason = "thử nghiệm";
        request.legal_basis = "Điều 1";
        office.decide(request, "minh");
    }

    Office& office;

private:
    int people_{0};
};

OneStopReport report(Office& office, const OneStopQuestion& question)
{
    return casework::one_stop_report(office.database(), office.rules(), question);
}

void check_invariants(const OneStopReport& made)
{
    const auto n = [&](std::string_view code) { return made.number(code); };
    CHECK(n("handled") == n("carried_over") + n("received") + n("reopened"));
    CHECK(n("handled") == n("done") + n("withdrawn") + n("in_process"));
    CHECK(n("done") == n("granted") + n("refused"));
    CHECK(n("done") == n("done_early") + n("done_on_time") + n("done_late") + n("done_no_deadline"));
    CHECK(n("in_process") == n("in_time") + n("overdue") + n("stopped") + n("no_deadline"));
    CHECK(n("received") == n("online") + n("in_person") + n("post") + n("channel_unknown"));
    std::map<std::string_view, std::set<std::size_t>> files;
    for (const casework::Count& count : made.counts) {
        files[count.code] = {count.files.begin(), count.files.end()};
        CHECK(files[count.code].size() == count.files.size()); // nothing twice
        for (const std::size_t file : count.files) CHECK(file < made.files.size());
    }
    for (const casework::Count& count : made.counts) {
        if (count.part_of.empty()) continue;
        for (const std::size_t file : count.files) CHECK(files.at(count.part_of).contains(file));
    }
}

std::vector<std::string> behind(const OneStopReport& made, std::string_view code)
{
    std::vector<std::string> numbers;
    for (const std::size_t file : made.count(code).files) numbers.push_back(made.files[file].application);
    return numbers;
}

using Numbers = std::vector<std::string>;

} // namespace

TEST_CASE("what was there before is carried over, what came is received, and each file ends up in one place",
          "[report]")
{
    Office office{date(2025, 6, 1)};
    Desk desk{office};
    desk.file("long-done", date(2025, 6, 2));
    desk.decide("long-done", date(2025, 6, 9));
    desk.file("before", date(2025, 6, 20));
    const std::pair<const char*, const char*> filed[] = {
        {"early", "in_person"}, {"on-time", "post"}, {"late", ""}};
    for (unsigned i = 0; i < 3; ++i) {
        desk.file(filed[i].first, date(2025, 7, 1 + i), filed[i].second);
        desk.appoint(filed[i].first, date(2025, 7, 1 + i), date(2025, 7, 15));
    }
    desk.file("withdrawn", date(2025, 7, 4));
    desk.decide("early", date(2025, 7, 14));
    desk.decide("on-time", date(2025, 7, 15), "refused");
    desk.decide("late", date(2025, 7, 16));
    office.today(date(2025, 7, 20));
    office.act([&](auto& write) {
        casework::withdraw_application(write, office.rules(), "withdrawn", "người nộp rút");
    });
    desk.file("after", date(2025, 8, 13));
    const auto made = report(office, period());
    check_invariants(made);
    CHECK(behind(made, "carried_over") == Numbers{"before"});
    CHECK(behind(made, "received") == Numbers{"early", "late", "on-time", "withdrawn"});
    CHECK(behind(made, "online") == Numbers{"withdrawn"});
    CHECK(behind(made, "in_person") == Numbers{"early"});
    CHECK(behind(made, "post") == Numbers{"on-time"});
    CHECK(behind(made, "channel_unknown") == Numbers{"late"});
    CHECK(behind(made, "done_early") == Numbers{"early"});
    CHECK(behind(made, "done_on_time") == Numbers{"on-time"});
    CHECK(behind(made, "done_late") == Numbers{"late"});
    CHECK(behind(made, "refused") == Numbers{"on-time"});
    CHECK(behind(made, "withdrawn") == Numbers{"withdrawn"});
    CHECK(behind(made, "in_process") == Numbers{"before"});
}

TEST_CASE("the day after the last day is another period's, and both agree on what was carried over",
          "[report]")
{
    Office office{date(2025, 6, 1)};
    Desk desk{office};
    for (int day = 1; day <= 20; ++day) {
        const std::string number = "H" + std::to_string(day);
        desk.file(number, date(2025, 7, unsigned(day)));
    }
    for (int day = 1; day <= 9; ++day)
        desk.decide("H" + std::to_string(day), date(2025, 7, unsigned(day) + 20));
    for (unsigned last = 5; last <= 30; ++last) {
        const auto first = report(office, period(july, date(2025, 7, last)));
        const auto second = report(office, period(date(2025, 7, last + 1), august));
        check_invariants(first);
        check_invariants(second);
        CHECK(behind(first, "in_process") == behind(second, "carried_over"));
        CHECK(first.number("received") + second.number("received") == 20);
        CHECK(first.number("done") + second.number("done") == 9);
    }
}

TEST_CASE("a file that waits for the applicant is neither in time nor overdue", "[report]")
{
    Office office{date(2025, 6, 1)};
    Desk desk{office};
    desk.file("asked", date(2025, 7, 1));
    desk.file("open", date(2025, 7, 1));
    office.screen("asked");
    office.act([&](auto& write) {
        casework::SupplementAct act;
        act.application = "asked";
        act.also = {"bản chụp quyết định bổ nhiệm"};
        casework::request_supplement(write, office.rulebooks(), act);
    });
    const auto due = registry::running_deadlines(office.database());
    REQUIRE(due.size() == 1);
    REQUIRE(due.front().application == "open");
    const auto on_the_day = report(office, period(july, due.front().due_on));
    check_invariants(on_the_day);
    CHECK(behind(on_the_day, "stopped") == Numbers{"asked"});
    CHECK(behind(on_the_day, "supplement_requests") == Numbers{"asked"});
    CHECK(behind(on_the_day, "in_time") == Numbers{"open"});
    const auto after = report(office, period(july, due.front().due_on + std::chrono::days{1}));
    CHECK(behind(after, "overdue") == Numbers{"open"});
    CHECK(behind(after, "stopped") == Numbers{"asked"});
}

TEST_CASE("an apology is counted and does not make a late file timely", "[report]")
{
    Office office{date(2025, 6, 1)};
    Desk desk{office};
    desk.file("late", date(2025, 7, 1));
    desk.appoint("late", date(2025, 7, 1), date(2025, 7, 10));
    office.today(date(2025, 7, 9));
    office.act([&](auto& write) {
        casework::apologise(write, office.rules(), {"late", {}, "thiết bị hỏng"}, date(2025, 7, 21));
    });
    desk.decide("late", date(2025, 7, 18));
    const auto made = report(office, period());
    check_invariants(made);
    CHECK(behind(made, "apologies") == Numbers{"late"});
    CHECK(behind(made, "done_late") == Numbers{"late"});
}

TEST_CASE("a decision without a known day is not on time", "[report]")
{
    Office office{date(2025, 6, 1)};
    Desk desk{office};
    desk.file("unmeasured", date(2025, 7, 1));
    desk.decide("unmeasured", date(2025, 7, 2));
    const auto made = report(office, period());
    check_invariants(made);
    CHECK(behind(made, "done_no_deadline") == Numbers{"unmeasured"});
    CHECK(made.number("done_on_time") + made.number("done_early") == 0);
}

TEST_CASE("a file that was opened again is handled again, not received again", "[report]")
{
    Office office{date(2025, 6, 1)};
    Desk desk{office};
    desk.file("again", date(2025, 6, 2));
    desk.decide("again", date(2025, 6, 9));
    office.today(date(2025, 7, 7));
    office.act_of_two([&](auto& write) { casework::reopen(write, office.rules(), "again", "sai tên"); });
    const auto made = report(office, period());
    check_invariants(made);
    CHECK(behind(made, "reopened") == Numbers{"again"});
    CHECK(behind(made, "in_process") == Numbers{"again"});
    CHECK(report(office, period(date(2025, 6, 1), date(2025, 6, 30))).number("done") == 1);
}

TEST_CASE("channel, procedure, desk and province narrow every count", "[report]")
{
    Office office{date(2025, 6, 1)};
    Desk desk{office};
    desk.file("o", date(2025, 7, 1), "online");
    desk.file("p", date(2025, 7, 1), "in_person");
    const auto asked = [&](auto set) {
        auto question = period();
        set(question);
        return behind(report(office, question), "handled");
    };
    CHECK(asked([](auto&) {}) == Numbers{"o", "p"});
    CHECK(asked([](auto& q) { q.channel = "online"; }) == Numbers{"o"});
    CHECK(asked([](auto& q) { q.procedure = "2.002379"; }) == Numbers{"o", "p"});
    CHECK(asked([](auto& q) { q.procedure = "1.013971"; }).empty());
    CHECK(asked([](auto& q) { q.province = "66"; }) == Numbers{"o", "p"});
    CHECK(asked([](auto& q) { q.province = "01"; }).empty());
    CHECK(asked([](auto& q) { q.authority = "varans"; }).empty());
}

TEST_CASE("the journal, played again, gives the same counts; what was known before gives the older ones",
          "[report]")
{
    Office office{date(2025, 6, 1)};
    Desk desk{office};
    desk.file("one", date(2025, 7, 1));
    desk.file("two", date(2025, 7, 2));
    desk.decide("one", date(2025, 7, 8));
    const auto stored = report(office, period());
    {
        auto replayed = registry::replay_journal(office.database(), registry::KeyFile::load(office.key()));
        CHECK(casework::same_counts(stored, casework::one_stop_report(replayed, office.rules(), period())));
    }
    office.database().engine().execute(
        "UPDATE step SET on_day = '2025-09-01' WHERE application = 'one' AND act = 'grant'");
    const auto tampered = report(office, period());
    auto replayed = registry::replay_journal(office.database(), registry::KeyFile::load(office.key()));
    const auto played = casework::one_stop_report(replayed, office.rules(), period());
    CHECK(casework::same_counts(stored, played));
    CHECK_FALSE(casework::same_counts(tampered, played));
    auto earlier = period();
    earlier.known_by = registry::steps_of(office.database(), "two").empty() ? 0 : 3;
    CHECK(report(office, earlier).number("done") == 0);
}

TEST_CASE("a period that ends before it begins, or has not come, is refused", "[report]")
{
    Office office;
    CHECK(tests::refusal_of([&] { report(office, period(august, july)); }).fault() == Fault::usage);
    CHECK(tests::refusal_of([&] { report(office, period(date(2027, 1, 1), date(2027, 2, 1))); }).fault() ==
          Fault::usage);
    CHECK(tests::refusal_of([&] { report(office, period()).count("many"); }).fault() == Fault::usage);
}

TEST_CASE("shares are rounded to tenths of a percent, and nothing has no share", "[report]")
{
    CHECK(casework::per_mille(1, 3) == 333);
    CHECK(casework::per_mille(2, 3) == 667);
    CHECK(casework::per_mille(1, 2000) == 1);
    CHECK(casework::per_mille(5, 5) == 1000);
    CHECK_FALSE(casework::per_mille(0, 0));
}
