#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>

#include "domain/words.h"

namespace radcert {

/// What kind of trouble. The command line turns it into an exit status in one table (cli/exit_status.h).
enum class Fault : unsigned char {
    usage,
    invalid_input,
    not_found,
    refused,
    conflict,
    integrity,
    unavailable
};

/// Where in somebody's input the trouble is. Empty or zero where it does not apply.
struct Place {
    std::string file;
    std::size_t line{0};   ///< first line is 1; 0: not known
    std::string pointer{}; ///< JSON Pointer (RFC 6901); "" is the whole document
};

/// The one exception radcert throws on purpose.
///
/// `sentence` is for the person at the desk: it names the record and says what is wrong. `hint` says what to
/// do next, and may be empty. `what()` is the English sentence. Thrown where noticed, caught in the door.
class Error : public std::runtime_error {
public:
    Error(Fault fault, Words sentence, Words hint = {}, Place place = {})
        : std::runtime_error{sentence.en}, fault_{fault}, sentence_{std::move(sentence)},
          hint_{std::move(hint)}, place_{std::move(place)}
    {
    }

    Fault fault() const noexcept { return fault_; }
    const Words& sentence() const noexcept { return sentence_; }
    const Words& hint() const noexcept { return hint_; }
    const Place& place() const noexcept { return place_; }

    /// Says that what was asked for was done all the same, or may have been: nobody may do it again unseen.
    Error perhaps_done() &&
    {
        is_perhaps_done_ = true;
        return std::move(*this);
    }
    bool is_perhaps_done() const noexcept { return is_perhaps_done_; }

private:
    Fault fault_;
    Words sentence_;
    Words hint_;
    Place place_;
    bool is_perhaps_done_{false};
};

} // namespace radcert
