#pragma once

#include <vector>

#include "demo/diary.h"
#include "demo/sites.h"

namespace radcert::demo {

// The people of a large register, beside those whose stories the diary tells: who they are and what happens
// to them is a function of seed and number, so that nothing about a million of them has to be remembered.

/// What happens on a day; each is one event or, where it says so, several.
enum class LifeDeed : std::uint8_t {
    arrive,   ///< recorded with identity card, post, degree; a safety officer with the appointment
    paper,    ///< a certificate that another office issued
    dose,     ///< of the year before
    check,    ///< the year's health check
    file,     ///< an application to this office
    complete, ///< found complete
    judge,    ///< the officer finds the qualification suitable
    screen,
    grant,
    issue,
    deliver,
    suspend,
    restore,
    replace, ///< a new paper for one that was lost
};

struct LifeEntry {
    Date day{};
    LifeDeed deed{};
    int nth{}; ///< of its kind, from 0; of doses and checks the year; of a file's steps which file
};

struct Life {
    std::size_t number{}, site{};
    std::string_view role;
    bool certified_here{}; ///< its first certificate is this office's, issued on a file
    int certificates{};
    Date arrived{};
    std::vector<LifeEntry> entries; ///< in their order
};

/// What the lives of a register have in common.
struct CrowdShape {
    std::uint64_t seed{};
    Date first{}, last{};
    std::size_t sites{}, people{};
    std::int64_t certificates{};
    /// Doses and checks that everybody has, the newest first; those with a lower number have one more.
    std::size_t yearly{}, one_more{};
};

/// A source for one question about one person, so that questions can be asked in any order.
Random random_of(const CrowdShape& shape, std::size_t number, std::uint64_t question);

Life life_of(const CrowdShape& shape, std::size_t number);
/// How many doses and checks there can be.
std::size_t most_yearly(const CrowdShape& shape, std::size_t number);
/// Doses and checks that the shape leaves out, the newest first.
std::vector<LifeEntry> yearly_left_out(const CrowdShape& shape, std::size_t number);

/// How many events an entry is.
std::int64_t events_of(const Life& life, const LifeEntry& entry);
std::int64_t events_of(const Life& life);

/// When the facility is recorded.
Date site_opened(const CrowdShape& shape, std::size_t site);

} // namespace radcert::demo
