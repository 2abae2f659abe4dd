#include "registry/folder_owner.h"

#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace radcert::registry {

namespace fs = std::filesystem;

namespace {

struct FolderOwner {
    uid_t user;
    gid_t group;
};

/// Whose the folder of a file is, where root works in somebody else's.
std::optional<FolderOwner> other_owner(const fs::path& file)
{
    if (::geteuid() != 0) return std::nullopt;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path{"."};
    struct stat found{};
    if (::stat(folder.c_str(), &found) != 0 || found.st_uid == 0) return std::nullopt;
    return FolderOwner{found.st_uid, found.st_gid};
}

} // namespace

void give_to_folder_owner(int descriptor, const fs::path& file)
{
    const auto owner = other_owner(file);
    // Where root may not give files away (a network disk), they stay root's, as they would anyway.
    if (owner && ::fchown(descriptor, owner->user, owner->group) != 0) return;
}

void make_for_folder_owner(const fs::path& file)
{
    if (!other_owner(file)) return;
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0) return;
    give_to_folder_owner(made, file);
    ::close(made);
}

} // namespace radcert::registry
