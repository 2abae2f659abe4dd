#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace radcert::web {

// Two axes of what somebody may: duties say what one may do, and so which addresses answer; rows say of whom
// (casework/scope.h). Whatever no route allows is refused.

/// In the order of the words of account.duties (schema/0007_accounts.sql).
enum class Duty : std::uint8_t {
    reception,
    case_officer,
    head,
    facility_operator,
    auditor,
    administrator,
    worker
};
constexpr std::size_t duty_count = 7;

std::string_view word(Duty duty);
std::optional<Duty> duty_from(std::string_view word);

/// A set of duties.
class Duties {
public:
    constexpr Duties() = default;
    constexpr Duties(std::initializer_list<Duty> duties)
    {
        for (const Duty duty : duties) add(duty);
    }
    explicit Duties(const std::vector<std::string>& words); ///< words that are none of ours give nothing

    constexpr void add(Duty duty) { bits_ |= std::uint8_t(1u << unsigned(duty)); }
    constexpr bool has(Duty duty) const { return (bits_ >> unsigned(duty)) & 1u; }
    constexpr bool meets(Duties other) const { return (bits_ & other.bits_) != 0; }
    constexpr bool none() const { return bits_ == 0; }
    constexpr Duties operator|(Duties other) const
    {
        Duties both;
        both.bits_ = std::uint8_t(bits_ | other.bits_);
        return both;
    }

private:
    std::uint8_t bits_{0};
};

/// Who may ask an address.
struct Access {
    enum class Who : std::uint8_t { nobody, anybody, signed_in, these };
    Who who{Who::nobody};
    Duties duties{};
};

constexpr Access for_anybody{Access::Who::anybody, {}};
constexpr Access for_signed_in{Access::Who::signed_in, {}};
constexpr Access only(Duties duties)
{
    return {Access::Who::these, duties};
}

/// The one-stop desk and those who decide.
constexpr Duties desk{Duty::reception, Duty::case_officer, Duty::head};
/// Who reads the register as far as their rows go, persons included.
constexpr Duties readers = desk | Duties{Duty::auditor};
/// The same and those who see their own facility or person only.
constexpr Duties readers_and_own = readers | Duties{Duty::facility_operator, Duty::worker};
constexpr Duties readers_and_operators = readers | Duties{Duty::facility_operator};

/// The record that an address names: an account that does not see it gets the same answer as for one that is
/// not there.
enum class Names : std::uint8_t { nothing, worker, facility, equipment, application, certificate };

/// The part of a route's path that names it: "worker" for {worker}.
std::string_view path_part(Names names);

} // namespace radcert::web
