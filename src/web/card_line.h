#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/date.h"
#include "domain/words.h"

namespace radcert::web {

/// What the QR code of a citizen card says, as a scanner types it:
///
///     999185012345|999012345|Nguyễn Đức Thịnh|30041985|Nam|Số 1, Phường Thử Nghiệm, Đắk Lắk|01012021
///
/// number | number of the old card | name | birth | sex | address | day of issue.
struct CardLine {
    std::string number;     ///< 12 digits
    std::string old_number; ///< 9 digits; empty: none
    std::string full_name;  ///< NFC
    std::optional<Date> birth_date;
    std::string sex; ///< male, female; empty: neither was read
    std::string address;
    std::optional<Date> issued_on;
};

/// Reads such a line; fields behind the seventh are left out. Empty where it is none: no number of 12 digits,
/// no name, or fewer than seven fields. A day or a sex that cannot be read stays empty.
std::optional<CardLine> read_card_line(std::string_view typed);

/// In what a number of 12 digits disagrees with what is recorded of its bearer: the fourth digit tells
/// century and sex, the fifth and sixth the year of birth. One sentence each; none where nothing disagrees,
/// or nothing is known. Numbers were given wrongly, too: never a reason to refuse.
///
/// @param sex  male, female, or anything else: not known
std::vector<Words> doubts_of_number(std::string_view number, std::optional<std::int64_t> birth_year,
                                    std::string_view sex);

} // namespace radcert::web
