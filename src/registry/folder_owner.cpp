#include "registry/folder_owner.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace radcert::registry {

namespace fs = std::filesystem;

void give_to_folder_owner(int descriptor, const fs::path& file)
{
    if (::geteuid() != 0) return;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path{"."};
    struct stat owner{};
    if (::stat(folder.c_str(), &owner) != 0 || owner.st_uid == 0) return;
    // Where root may not give files away (a network disk), they stay root's, as they would anyway.
    if (::fchown(descriptor, owner.st_uid, owner.st_gid) != 0) return;
}

void make_for_folder_owner(const fs::path& file)
{
    if (::geteuid() != 0) return;
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (made < 0) return;
    give_to_folder_owner(made, file);
    ::close(made);
}

} // namespace radcert::registry
