#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/finding.h"
#include "domain/words.h"
#include "rules/columns.h"
#include "rules/condition.h"

namespace radcert::rules {

/// Something that can be done about a file, as data: what it changes, how long it takes and how much work it
/// is. Not law: days and effort are the rulebook author's estimates, for putting plans in order.
struct Remedy {
    enum class Act : std::uint8_t {
        add,     ///< one more record
        confirm, ///< what a list's records leave open is told of each of them
        state,   ///< a fact
        wait,    ///< file no earlier than a day plus a period
        judge,   ///< an officer looks at what is open of a topic; the outcome is his
    };

    /// What one column of a record becomes.
    struct Given {
        std::uint8_t column{};
        bool when_done{false}; ///< the day on which the step is done
        std::int64_t cell{};
        std::string text{}; ///< where the column is free text
    };

    std::string id;
    Words title;
    Words note;
    Act act{Act::add};
    List list{List::documents};
    std::vector<Given> given{};
    Fact fact{Fact::birth_date};
    std::int64_t cell{}; ///< state
    Period period{};     ///< wait
    Topic topic{};       ///< judge
    int days{0};         ///< calendar days until it is done
    int effort{1};       ///< at least 1; twice as much is twice as hard
};

} // namespace radcert::rules
