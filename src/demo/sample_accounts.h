#pragma once

#include <string>
#include <vector>

#include "registry/writer.h"

namespace radcert::demo {

/// Somebody who can sign in to a sample register.
struct SampleAccount {
    std::string code;
    std::string duty;
    std::string rows; ///< "F-3", "W-17"; empty: sees everything
};

/// Of every account of a sample register, for whoever tries it. Everybody can read it here: not for a
/// register with people in it.
constexpr const char* sample_password = "voi-con-ban-don";

/// Opens one account for each duty, and a second facility's operator, for made-up people, with
/// `sample_password`.
/// @param holder  the worker who can sign in; 0: none
std::vector<SampleAccount> open_sample_accounts(registry::Writer& writer, std::int64_t holder);

} // namespace radcert::demo
