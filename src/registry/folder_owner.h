#pragma once

#include <filesystem>

namespace radcert::registry {

// A register that a service keeps lies in a folder of the service's user. Where root works on it at the
// command line, what root makes there has to stay that user's, or the service could not open it any more: a
// file that root makes beside a register belongs to whom the folder belongs. For everybody else nothing is
// done.

/// Gives an open file to the owner of its folder.
void give_to_folder_owner(int descriptor, const std::filesystem::path& file);

/// Makes an empty file for the owner of its folder where there is none, so that SQLite finds it: its -wal and
/// -shm it gives to the same owner by itself. What goes wrong is left to SQLite to say.
void make_for_folder_owner(const std::filesystem::path& file);

} // namespace radcert::registry
