#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/coverage.h"
#include "registry/desk_files.h"

namespace radcert::casework {

// What a facility holds, what of it expires, and what it has to do: as its own operator reads it.

/// How long before its day something is told.
constexpr std::chrono::days told_before{90};

/// A certificate of somebody who works at a facility.
struct StaffCertificate {
    std::string number, role, status; ///< status on the day
    std::optional<Date> valid_to;
    bool renewed{false}; ///< another one for the role lasts longer
};

struct StaffMember {
    std::int64_t worker{};
    std::string full_name;
    registry::WordList roles; ///< of posts and appointments, each once; "" for a post without one
    std::vector<StaffCertificate>
        certificates; ///< in force, or with an end that comes or came within 90 days
};

/// A file that the facility filed.
struct FacilityFile {
    registry::DeskFile file;
    std::string full_name;
    Words status, acts; ///< where it stands, and who has to act there
    bool ended{false};
    std::optional<registry::SupplementRequest> asked; ///< what is asked for and was not answered
};

/// Files that were filed at a facility, the newest first.
std::vector<FacilityFile> facility_files(registry::Database& database, const RulebookInUse& rules,
                                         std::int64_t facility);

/// Whether a file waits for whoever applies: a draft, a supplement, the fee, a result to be fetched.
bool is_applicants_turn(std::string_view desk_status);

/// One thing that has to be done, or that is going to happen.
struct FacilityTask {
    enum class Kind : std::uint8_t {
        certificate,  ///< runs out, or has
        training,     ///< lapses, or has
        health_check, ///< lapses, or has
        role,         ///< too few fill it
        supplement,   ///< the desk asked for something
        fee,
        draft,     ///< not handed in
        result,    ///< waits to be fetched
        under_way, ///< the office works on it: nothing to do
        licence    ///< runs out, or has
    };
    Kind kind{};
    std::optional<Date> day; ///< by when; absent: no day is named
    Words what, next;        ///< what it is, and what to do about it
    std::int64_t worker{};   ///< 0: nobody in particular
    std::string role;        ///< of the certificate, or that is uncovered
    std::string record;      ///< number of the certificate, file or licence; may be empty
};

struct FacilityDesk {
    Coverage coverage;
    std::vector<StaffMember> staff;  ///< by given name is the door's; here by number
    std::vector<FacilityFile> files; ///< the newest first
    std::vector<FacilityTask> tasks; ///< by day; those without one last
};

/// @throws Error  not_found: there is no such facility
FacilityDesk facility_desk(registry::Database& database, const RulebookInUse& rules, std::int64_t facility,
                           AsOf as_of);

} // namespace radcert::casework
