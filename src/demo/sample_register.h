#pragma once

#include <filesystem>

#include "casework/rulebooks.h"
#include "demo/sample_accounts.h"

namespace radcert::demo {

struct SampleOptions {
    registry::RegisterPlace place;
    std::filesystem::path key_file;
    std::size_t workers{200};
    std::uint64_t seed{1};
    casework::RulebookFiles rules;
};

/// What a sample register holds; names of records worth a look, for those who try it.
struct SampleContents {
    std::int64_t facilities{}, workers{}, applications{}, issued{}, elsewhere{}, events{};
    std::int64_t holder{};      ///< a worker who holds `certificate`
    std::string certificate;    ///< one with a history: suspended and restored
    std::int64_t facility{};    ///< with several kinds of equipment
    std::string application;    ///< screened again after a correction
    std::string name_to_search; ///< of `holder`, without marks
    std::vector<SampleAccount> accounts;
};

/// Makes a register of Đắk Lắk (66) and Lâm Đồng (68) as a desk would have filled it from January 2018 to
/// November 2026: made-up people, facilities and papers in every state, the 58 files of the summer of 2025
/// among them. Everything goes through the acts of casework, at moments of a clock of its own, by two made-up
/// officers. At the end there is an account for each duty.
///
/// The same for a seed, but for random references, keys and salts.
/// @throws Error  conflict: a register is there already.
SampleContents make_sample_register(const SampleOptions& options);

} // namespace radcert::demo
