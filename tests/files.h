#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Tests run in the root of the checkout (tests/CMakeLists.txt), so "tests/contract" is found from any
// machine.

namespace radcert::tests {

inline std::string bytes_of(const std::filesystem::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    if (!stream) throw std::runtime_error{"cannot read " + file.string()};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// The files directly in `folder` whose names start and end so, sorted. Never empty: a test over no file
/// proves nothing.
inline std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                                   std::string_view prefix, std::string_view suffix)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(prefix) && name.ends_with(suffix)) files.push_back(entry.path());
    }
    if (files.empty())
        throw std::runtime_error{"no file " + std::string{prefix} + "... in " + folder.string()};
    std::ranges::sort(files);
    return files;
}

/// A folder of foreign test vectors: the checkout's own copy, or the one that lies beside the checkout.
inline std::filesystem::path vectors(std::string_view name)
{
    const std::filesystem::path own = std::filesystem::path{"tests/vectors"} / name;
    return std::filesystem::exists(own) ? own : std::filesystem::path{"../shared/vectors"} / name;
}

} // namespace radcert::tests
