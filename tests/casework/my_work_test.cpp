#include "casework/my_work.h"

#include <filesystem>
#include <unistd.h>

#include "casework/deadline_words.h"
#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/one_stop_report.h"
#include "demo/sample_register.h"
#include "registry/replay.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/registers.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;

namespace {

/// The register of `radcert demo`, made once.
struct SampleDesk {
    SampleDesk() : folder{(std::filesystem::temp_directory_path() / "radcert-work-XXXXXX").string()}
    {
        if (::mkdtemp(folder.data()) == nullptr) std::abort();
        demo::SampleOptions options;
        options.place = place = tests::new_place(folder + "/radcert.db");
        options.key_file = folder + "/radcert.db.key";
        options.rules.files = tests::shipped_files();
        demo::make_sample_register(options);
    }
    ~SampleDesk() { std::filesystem::remove_all(folder); }

    std::string folder;
    registry::RegisterPlace place;
};

registry::Database open_sample_desk()
{
    static const SampleDesk sample;
    return {sample.place, registry::Access::read};
}

const Date today = date(2026, 11, 27);

} // namespace

TEST_CASE("where a file stands for lists is where its steps left it", "[desk]")
{
    registry::Database database = open_sample_desk();
    const auto files = registry::find_desk_files(database, {}, 0, 10'000);
    const auto known = registry::find_desk_files_as_known(database, {}, newest_event, 0, 10'000);
    REQUIRE(files.size() > 80);
    REQUIRE(known.size() == files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto application = registry::load_application(database, files[i].application);
        INFO(files[i].application);
        CHECK(files[i].status == casework::desk_status(database, application));
        const auto due = casework::next_due(registry::deadlines_of(database, files[i].application));
        CHECK(files[i].due_on == (due ? std::optional{due->due_on} : std::nullopt));
        CHECK(known[i].application == files[i].application);
        CHECK(known[i].status == files[i].status);
        CHECK(known[i].due_on == files[i].due_on);
        CHECK(known[i].event == files[i].event);
    }
}

TEST_CASE("a list that looks behind what is rare finds what a walk over all finds", "[desk]")
{
    registry::Database database = open_sample_desk();
    const auto all = registry::find_desk_files(database, {}, 0, 10'000);
    std::vector<registry::DeskQuestion> questions(6);
    questions[0].facility = all.front().facility;
    questions[1].worker = all.back().worker;
    questions[2].statuses = {"received", "in_review"};
    questions[3].statuses = {"delivered"};
    questions[3].moved_from = date(2025, 7, 1);
    questions[4].number = "tn66-2507";
    questions[5].filed_from = date(2025, 7, 1);
    questions[5].filed_to = date(2025, 7, 31);
    questions[5].role = all.front().role;
    for (const auto& question : questions) {
        std::vector<std::string> expected, found;
        for (const auto& file : all) {
            if (question.passes(file)) expected.push_back(file.application);
        }
        for (const auto& file : registry::find_desk_files(database, question, 0, 10'000))
            found.push_back(file.application);
        CHECK(found == expected);
        CHECK(!expected.empty());
        CHECK(registry::count_desk_files(database, question, 10'000) == expected.size());
        const auto second = registry::find_desk_files(database, question, 1, 1);
        CHECK((expected.size() < 2 || second.at(0).application == expected[1]));
    }
}

TEST_CASE("the rate of results on time is the one of the report", "[desk]")
{
    registry::Database database = open_sample_desk();
    casework::Rulebooks rulebooks;
    const auto& rules = rulebooks.in_force(database);
    for (const auto& [from, to] :
         {std::pair{date(2025, 7, 1), date(2025, 8, 12)}, std::pair{date(2025, 1, 1), date(2025, 12, 31)},
          std::pair{date(2026, 1, 1), today}}) {
        casework::OneStopQuestion question;
        question.from = from;
        question.to = to;
        question.today = today;
        const auto report = casework::one_stop_report(database, rules, question);
        const auto rate = casework::on_time_rate(database, rules, {}, from, to);
        CHECK(rate.done == report.number("done"));
        CHECK(rate.on_time == report.number("done_early") + report.number("done_on_time"));
        CHECK(rate.late == report.number("done_late"));
        CHECK(rate.no_deadline == report.number("done_no_deadline"));
    }
}

TEST_CASE("work is shared out by who acts where a file stands", "[desk]")
{
    registry::Database database = open_sample_desk();
    casework::Rulebooks rulebooks;
    const auto& rules = rulebooks.in_force(database);
    casework::DeskCalendar calendar{database, rules, today};
    const auto officer = casework::work_of_desk(database, rules, calendar, {{}, {"case_officer"}, "nam"});
    const auto reception = casework::work_of_desk(database, rules, calendar, {{}, {"reception"}, "hoa"});
    CHECK(officer.all_mine + officer.all_others == reception.all_mine + reception.all_others);
    for (const auto& waiting : officer.mine)
        CHECK((waiting.file.status == "received" || waiting.file.status == "in_review"));
    for (const auto& waiting : reception.mine)
        CHECK((waiting.file.status == "decided" || waiting.file.status == "refused"));

    const auto counts = casework::count_desk(database, calendar, {});
    registry::DeskQuestion received;
    received.statuses = {"received"};
    CHECK(counts.received == registry::count_desk_files(database, received, 10'000));
    casework::Scope elsewhere;
    elsewhere.province = "01";
    CHECK(casework::count_desk(database, calendar, elsewhere).received == 0);
}

TEST_CASE("a clock is told with the days that were not counted", "[desk]")
{
    registry::Database database = open_sample_desk();
    casework::Rulebooks rulebooks;
    casework::DeskCalendar calendar{database, rulebooks.in_force(database), today};
    const auto clocks = casework::deadline_words(database, rulebooks, "TN66-250624-0005", calendar);
    REQUIRE(!clocks.empty());
    const auto check =
        std::ranges::find_if(clocks, [](const auto& one) { return one.deadline.clock == "check"; });
    REQUIRE(check != clocks.end());
    CHECK(check->sum.vi.starts_with("từ 24/06/2025 + 5 ngày làm việc = 01/07/2025"));
    CHECK(check->skipped.vi == "không tính: 28/06, 29/06 (cuối tuần)");
    CHECK(check->standing.vi == "đã kết thúc 27/06/2025, đúng hạn");
    CHECK(check->days.size() == 8);
    CHECK(calendar.words(today).vi == "hạn hôm nay");
    CHECK(calendar.words(date(2026, 11, 30)).vi == "còn 1 ngày làm việc");
    CHECK(calendar.words(date(2026, 11, 25)).vi == "quá hạn 2 ngày làm việc");
}
