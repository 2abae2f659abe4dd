#include "demo/crowd_life.h"

#include <algorithm>
#include <array>

namespace radcert::demo {
namespace {

using std::chrono::days;

/// Files are filed under one law, and long before the summer of 2025, whose files are all told elsewhere.
constexpr Date first_file{std::chrono::year{2021} / 2 / 8}, last_file{std::chrono::year{2025} / 4 / 9};
constexpr int last_arrival = 1'250; ///< days after the beginning
constexpr std::size_t one_in_waits = 90, one_in_suspended = 40;

int year_of(Date day)
{
    return int(std::chrono::year_month_day{day}.year());
}

Date some_day(Random& random, Date from, Date to)
{
    return from + days{random.below(std::max(1, int((to - from).count())))};
}

/// A file on its way: each step on the desk's next day.
void add_file(std::vector<LifeEntry>& entries, Date filed, int nth, bool to_the_end)
{
    constexpr std::array steps{LifeDeed::file,  LifeDeed::complete, LifeDeed::judge,  LifeDeed::screen,
                               LifeDeed::grant, LifeDeed::issue,    LifeDeed::deliver};
    Date day = Diary::desk_day(filed);
    for (const LifeDeed step : steps) {
        if (!to_the_end && step != LifeDeed::file && step != LifeDeed::screen) continue;
        entries.push_back({day, step, nth});
        day = Diary::desk_day(day + days{1});
    }
}

/// While the provinces merged nothing was issued.
Date clear_of_halt(Date day)
{
    const Date from = date(2025, 6, 28), to = date(2025, 7, 4);
    return day < from || to < day ? day : day + days{7};
}

/// Those of an officer whom this office certifies: a paper from before, the file, what came of it.
void add_certified_here(Life& life, const CrowdShape& shape, Random& random)
{
    auto& entries = life.entries;
    const int before = life.certificates > 1 ? 1 : 0;
    if (before > 0) entries.push_back({life.arrived + days{random.between(10, 40)}, LifeDeed::paper, 0});
    const Date filed = some_day(random, std::max(life.arrived + days{60}, first_file), last_file);
    add_file(entries, filed, 0, true);
    const bool suspended = life.number / 10 % one_in_suspended == 11;
    if (suspended) entries.push_back({filed + days{110}, LifeDeed::suspend, 0});
    if (suspended && (life.number % 3 != 0 || life.certificates > 2))
        entries.push_back({filed + days{140}, LifeDeed::restore, 0});
    Date lost = filed + days{random.between(200, 420)};
    for (int i = 0; i < life.certificates - 1 - before; ++i, lost += days{30})
        entries.push_back({clear_of_halt(std::min(lost, shape.last - days{30})), LifeDeed::replace, i});
    if (life.number / 10 % one_in_waits == 7)
        add_file(entries, shape.last - days{random.between(3, 24)}, 1, false);
}

void add_certified_elsewhere(Life& life, Random& random)
{
    Date day = life.arrived + days{random.between(10, 60)};
    for (int i = 0; i < life.certificates; ++i) {
        life.entries.push_back({day, LifeDeed::paper, i});
        day += days{random.between(200, 500)};
    }
}

/// Nothing about a person's health is recorded while a file of theirs is open: it would have to be screened
/// again.
Date clear_of_files(const std::vector<LifeEntry>& entries, Date day)
{
    constexpr days open{20};
    for (const LifeEntry& entry : entries) {
        if (entry.deed == LifeDeed::file && day >= entry.day && day < entry.day + open)
            return entry.day + open;
    }
    return day;
}

/// Every dose and check that there can be, the newest first.
std::vector<LifeEntry> all_yearly(const CrowdShape& shape, const Life& life)
{
    std::vector<LifeEntry> all;
    for (int year = year_of(shape.last); year > year_of(life.arrived); --year) {
        const Date checked = date(year, 4, 1) + days{life.site % 60},
                   told = date(year, 2, 1) + days{life.site % 20};
        all.push_back({clear_of_files(life.entries, checked), LifeDeed::check, year});
        all.push_back({clear_of_files(life.entries, told), LifeDeed::dose, year - 1});
    }
    return all;
}

/// All but the yearly ones.
Life bare_life(const CrowdShape& shape, std::size_t number)
{
    Random random = random_of(shape, number, 0);
    Life life;
    life.number = number;
    life.site = number % shape.sites;
    const Site site = numbered_site(life.site);
    const auto so_far = [&](std::size_t people) {
        return shape.certificates * std::int64_t(people) / std::int64_t(shape.people);
    };
    life.certificates = int(so_far(number + 1) - so_far(number));
    life.certified_here = site.medical && site.province == "66" && life.certificates > 0;
    life.role = site.medical || number / shape.sites % 3 == 0 ? "safety_officer" : "industrial_radiographer";
    if (site.devices.front().type == "sealed_source_gauge") life.role = "safety_officer";
    const Date opened = site_opened(shape, life.site);
    life.arrived = Diary::desk_day(some_day(random, opened + days{9}, shape.first + days{last_arrival}));
    life.entries.push_back({life.arrived, LifeDeed::arrive, 0});
    if (life.certified_here)
        add_certified_here(life, shape, random);
    else
        add_certified_elsewhere(life, random);
    return life;
}

std::size_t yearly_of(const CrowdShape& shape, std::size_t number)
{
    return shape.yearly + (number < shape.one_more ? 1 : 0);
}

} // namespace

Random random_of(const CrowdShape& shape, std::size_t number, std::uint64_t question)
{
    Random mixed{shape.seed ^ 0x5ca1ab1e};
    Random of_person{mixed.next() + number};
    return Random{of_person.next() + question};
}

Date site_opened(const CrowdShape& shape, std::size_t site)
{
    Random random = random_of(shape, site, 1);
    return Diary::desk_day(shape.first + days{random.between(2, 330)});
}

Life life_of(const CrowdShape& shape, std::size_t number)
{
    Life life = bare_life(shape, number);
    auto yearly = all_yearly(shape, life);
    yearly.resize(std::min(yearly.size(), yearly_of(shape, number)));
    life.entries.insert(life.entries.end(), yearly.begin(), yearly.end());
    for (LifeEntry& entry : life.entries) entry.day = Diary::desk_day(entry.day);
    std::ranges::stable_sort(life.entries, {}, &LifeEntry::day);
    return life;
}

std::size_t most_yearly(const CrowdShape& shape, std::size_t number)
{
    const Life life = bare_life(shape, number);
    return 2 * std::size_t(year_of(shape.last) - year_of(life.arrived));
}

std::vector<LifeEntry> yearly_left_out(const CrowdShape& shape, std::size_t number)
{
    auto yearly = all_yearly(shape, bare_life(shape, number));
    yearly.erase(yearly.begin(),
                 yearly.begin() + std::ptrdiff_t(std::min(yearly.size(), yearly_of(shape, number))));
    return yearly;
}

std::int64_t events_of(const Life& life, const LifeEntry& entry)
{
    if (entry.deed != LifeDeed::arrive) return 1;
    return life.role == "safety_officer" ? 4 : 3;
}

std::int64_t events_of(const Life& life)
{
    std::int64_t events = 0;
    for (const LifeEntry& entry : life.entries) events += events_of(life, entry);
    return events;
}

} // namespace radcert::demo
