#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace radcert::registry {

/// Writes a small file so that at every moment the old or the new content is there, whole: a new file beside
/// it, made durable, then renamed. @throws Error unavailable.
void write_kept_file(const std::filesystem::path& file, std::string_view content);

/// The content; empty when there is no such file. @throws Error unavailable.
std::optional<std::string> read_kept_file(const std::filesystem::path& file);

/// Makes what a file holds durable. @throws Error unavailable.
void sync_file(const std::filesystem::path& file);

/// Makes a file's name in its folder durable.
void sync_folder(const std::filesystem::path& file);

} // namespace radcert::registry
