#include "rules/working_days.h"

#include <algorithm>
#include <set>

#include "tests/catch.h"
#include "tests/files.h"
#include "tests/json.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using namespace radcert::rules;

namespace {

const Rulebook& shipped()
{
    static const Rulebook book = read_rulebook(tests::shipped_files(), {});
    return book;
}

/// Every working day of 2020 to 2027, one after another, made another way than the rulebook's: from the facts
/// as they were given, and with weekdays counted from a Wednesday, 1 January 2020.
std::vector<Date> working_days_by_the_facts()
{
    const auto facts = tests::parsed(tests::bytes_of("tests/law/holidays.json"));
    std::set<std::string> off, worked;
    for (const auto& year : facts.at("years")) {
        for (const auto& day : year.at("off")) off.insert(day.get<std::string>());
        for (const auto& day : year.at("worked")) worked.insert(day.get<std::string>());
    }
    std::vector<Date> days;
    for (int n = 0; n < 2922; ++n) {
        const Date day = date(2020, 1, 1) + std::chrono::days{n};
        const int weekday = (n + 2) % 7; // 0 is Monday
        const std::string name = to_iso(day);
        if ((weekday < 5 && !off.contains(name)) || worked.contains(name)) days.push_back(day);
    }
    return days;
}

Date due(Date start, int count)
{
    const auto term = working_days_after(shipped().calendar, start, count);
    REQUIRE(term);
    return term->due;
}

} // namespace

TEST_CASE("every filing day of 2020 to 2027 and five lengths: due as an independent count says",
          "[working-days]")
{
    const auto days = working_days_by_the_facts();
    std::size_t compared = 0, open = 0;
    for (int n = 0; n < 2922; ++n) {
        const Date start = date(2020, 1, 1) + std::chrono::days{n};
        const auto first = std::size_t(std::ranges::upper_bound(days, start) - days.begin());
        for (const int count : {1, 3, 5, 10, 30}) {
            const auto term = working_days_after(shipped().calendar, start, count);
            const std::size_t last = first + std::size_t(count) - 1;
            ++compared;
            if (last >= days.size()) { // the calendar ends with 2027: not known, never computed
                CHECK_FALSE(term);
                ++open;
                continue;
            }
            REQUIRE(term);
            if (term->due != days[last]) FAIL(to_iso(start) << " + " << count << ": " << to_iso(term->due));
        }
    }
    CHECK(compared == 2922 * 5);
    CHECK(open < 100);
}

TEST_CASE("the first day is not counted, and the term ends with its last working day", "[working-days]")
{
    CHECK(due(date(2025, 7, 4), 1) == date(2025, 7, 7));  // a Friday: the Monday after
    CHECK(due(date(2025, 7, 5), 1) == date(2025, 7, 7));  // a Saturday
    CHECK(due(date(2025, 7, 7), 5) == date(2025, 7, 14)); // Monday to Monday
}

TEST_CASE("a worked Saturday counts, and the swapped Monday does not", "[working-days]")
{
    // 29 April 2024 was off, Saturday 4 May 2024 was worked instead.
    const auto term = working_days_after(shipped().calendar, date(2024, 4, 26), 3);
    REQUIRE(term);
    CHECK(term->due == date(2024, 5, 4));
    CHECK(term->days.back().why.en == "worked instead of another day");
    CHECK_FALSE(term->provisional);
}

TEST_CASE("a term over the lunar new year tells each day, and that the year is provisional", "[working-days]")
{
    const auto term = working_days_after(shipped().calendar, date(2026, 2, 13), 1);
    REQUIRE(term);
    CHECK(term->due == date(2026, 2, 23));
    CHECK(term->provisional);
    CHECK(term->days.size() == 10);
    CHECK(std::ranges::count(term->days, 0, &CountedDay::count) == 9);
}

TEST_CASE("a province's own day off moves its terms, and nobody else's", "[working-days]")
{
    Rulebook book = read_rulebook(tests::shipped_files(), {});
    const Body dak_lak = *parse_body("province:66"), khanh_hoa = *parse_body("province:56");
    Overlay overlay;
    overlay.authority = dak_lak;
    overlay.in_force = {date(2025, 1, 1), date(2025, 12, 31)};
    overlay.calendar.push_back({2025, false, {date(2025, 7, 8)}, {date(2025, 7, 12)}, ""});
    book.overlays.push_back(overlay);
    const auto after = [&](const Body& desk, Date start) {
        return working_days_after(calendar_of(book, desk, start), start, 5)->due;
    };
    CHECK(after(khanh_hoa, date(2025, 7, 7)) == date(2025, 7, 14));
    CHECK(after(dak_lak, date(2025, 7, 7)) == date(2025, 7, 14)); // one day lost, a Saturday won
    CHECK(after(dak_lak, date(2025, 7, 4)) == date(2025, 7, 12));
    CHECK(calendar_of(book, dak_lak, date(2026, 1, 5)).size() ==
          book.calendar.size()); // the overlay has ended
}

TEST_CASE("days of the procedures: single clock, two clocks, and those that run only where adopted",
          "[working-days]")
{
    const Body desk = *parse_body("province:66"), central = *parse_body("varans");
    const auto days = [](const ProcedureClocks& found, const char* name) {
        const Clock* const clock = found.row != nullptr ? find_clock(*found.row, name) : nullptr;
        return clock != nullptr ? clock->working_days : 0;
    };
    const Rulebook& book = shipped();
    const auto old = procedure_clocks(book, "1.000173", desk, date(2020, 6, 1));
    CHECK(days(old, "check") == 0);
    CHECK(days(old, "decide") == 10);
    const auto decree_142 = procedure_clocks(book, "2.002379", desk, date(2025, 7, 1));
    CHECK(days(decree_142, "check") == 5);
    CHECK(days(decree_142, "decide") == 10);
    CHECK(procedure_clocks(book, "1.009846", central, date(2023, 6, 1)).row->id == "P-B-2");
    CHECK(procedure_clocks(book, "1.013971", desk, date(2025, 7, 1)).row == nullptr);
    CHECK(procedure_clocks(book, {}, desk, date(2026, 2, 2)).row == nullptr);

    Rulebook adopted = read_rulebook(tests::shipped_files(), {});
    adopted.adoptions.push_back(
        {"P-D-7", desk, {date(2026, 1, 1), std::nullopt}, "a", "b", {"căn cứ", "basis"}, {}});
    const auto now = procedure_clocks(adopted, {}, desk, date(2026, 2, 2));
    CHECK(days(now, "check") == 3);
    CHECK(days(now, "decide") == 10);
    CHECK(now.adoption != nullptr);
    CHECK(procedure_clocks(adopted, {}, *parse_body("province:56"), date(2026, 2, 2)).row == nullptr);
}
