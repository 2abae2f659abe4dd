#include "demo/diary.h"

#include <algorithm>

namespace radcert::demo {
namespace {

constexpr std::int64_t second = 1'000'000, hour = 3600 * second, day_length = 24 * hour;
constexpr std::int64_t eight_in_vietnam = hour; ///< 08:00 there is 01:00 UTC
constexpr std::int64_t between_acts = 97 * second;

std::int64_t opening(Date day)
{
    return day.time_since_epoch().count() * day_length + eight_in_vietnam;
}

} // namespace

Diary::Diary(Date first, Date last) : last_{last}, now_{std::make_shared<std::int64_t>(opening(first))} {}

/// The desk writes on Mondays, Wednesdays and Fridays.
Date Diary::desk_day(Date day)
{
    const unsigned weekday = std::chrono::weekday{day}.iso_encoding();
    if (weekday > 5) return day + std::chrono::days{8 - weekday};
    return weekday % 2 == 0 ? day + std::chrono::days{1} : day;
}

registry::Clock Diary::clock() const
{
    return [now = now_] { return timestamp(*now); };
}

void Diary::add(Date day, bool by_two, Deed deed)
{
    const Date done = desk_day(day);
    if (done <= last_) entries_.emplace(done, Entry{by_two, std::move(deed)});
}

void Diary::turn_to(Date day)
{
    *now_ = std::max(opening(day), *now_ + between_acts);
}

void Diary::run(registry::Writer& writer)
{
    while (!entries_.empty()) {
        const Date day = entries_.begin()->first;
        const bool by_two = entries_.begin()->second.by_two;
        turn_to(day);
        const std::size_t turn = std::size_t(day.time_since_epoch().count()) % 2;
        const std::string second = by_two ? officers[1 - turn].code : "";
        registry::WriteScope write{writer, {officers[turn].code, second, "demo", false}};
        while (!entries_.empty() && entries_.begin()->first == day &&
               entries_.begin()->second.by_two == by_two) {
            const auto entry = entries_.extract(entries_.begin());
            entry.mapped().deed(write);
        }
        write.commit();
    }
}

} // namespace radcert::demo
