#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "rules/read_rulebook.h"

namespace radcert::cli {

/// The bytes of a file; "-" is standard input.
/// @throws Error  not_found or unavailable, naming the file.
std::string read_file(const std::string& path);

/// The rulebook's folder: `wanted`, else the environment's or the configuration's, else the one installed
/// beside the program, else the one of the source tree that the program was built in.
/// @throws Error  not_found: none of these is there.
std::filesystem::path rulebook_folder(const std::string& wanted);

/// Every JSON file of a rulebook but its worked cases and samples, by path.
std::vector<rules::SourceFile> rulebook_files(const std::filesystem::path& folder);

/// The worked cases of a rulebook, by paths like "cases/B-HEALTH-1.json". Empty where it has none.
std::vector<rules::SourceFile> case_files(const std::filesystem::path& folder);

/// Reads the rulebook and lays the overlays on top.
rules::Rulebook load_rulebook(const std::string& folder, const std::vector<std::string>& overlays);

/// What anybody types to see how a rulebook judges a file: "radcert check --rules DIR --as-of DAY FILE".
/// @param rules  folder; empty: the installed one
std::string check_command(const std::string& rules, const std::vector<std::string>& overlays,
                          std::optional<Date> as_of, const std::string& file);

} // namespace radcert::cli
