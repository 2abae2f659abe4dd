#pragma once

#include <filesystem>

#include "casework/rulebooks.h"
#include "demo/crowd.h"
#include "demo/sample_accounts.h"

namespace radcert::demo {

struct SampleOptions {
    registry::RegisterPlace place;
    std::filesystem::path key_file;
    std::size_t workers{200};
    std::uint64_t seed{1};
    casework::RulebookFiles rules;
    std::optional<Size> size{}; ///< a large one: the sample of `workers` is a part of it
    bool stories{true};         ///< of a large one: false leaves the sample out
    Progress progress{};        ///< of a large one
};

/// What a sample register holds; names of records worth a look, for those who try it.
struct SampleContents {
    std::int64_t facilities{}, workers{}, applications{}, issued{}, elsewhere{}, events{};
    std::int64_t bytes{};       ///< that it takes
    std::string root;           ///< of the journal's tree, base64, as checkpoints have it
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
/// A large one holds such a sample among many more people, to whom the same happens on the same days; their
/// records are those that the acts make, written in batches (demo/crowd.h).
///
/// The same for a seed, to the byte: its keys too. Until it is whole it has another name.
/// @throws Error  conflict: a register is there already.
SampleContents make_sample_register(const SampleOptions& options);

} // namespace radcert::demo
