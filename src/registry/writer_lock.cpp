#include "registry/writer_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "domain/error.h"
#include "domain/system_words.h"
#include "registry/database.h"
#include "registry/folder_owner.h"

namespace radcert::registry {

namespace fs = std::filesystem;

fs::path lock_file(const fs::path& file)
{
    return file.string() + ".lock";
}

bool may_write(const fs::path& path)
{
    return ::access(path.c_str(), W_OK) == 0;
}

WriterLock::WriterLock(const fs::path& register_file)
    : descriptor_{::open(lock_file(register_file).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)}
{
    const std::string name = register_file.string();
    if (descriptor_ < 0) {
        const Words cause = system_words(errno);
        throw Error{Fault::unavailable,
                    {name + ": không ghi được (" + cause.vi + "); không có gì được ghi",
                     name + ": cannot be written (" + cause.en + "); nothing was recorded"},
                    {"kiểm tra quyền của thư mục và dung lượng đĩa",
                     "look at the folder's permissions and the space on the disk"}};
    }
    give_to_folder_owner(descriptor_, lock_file(register_file));
    constexpr int tries = 40;
    constexpr useconds_t pause = 25'000; // 40 of them are a second
    for (int i = 0; i < tries; ++i) {
        if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
        ::usleep(pause);
    }
    ::close(descriptor_);
    throw Error{Fault::conflict,
                {name + ": một chương trình khác đang ghi sổ đăng ký; không có gì được ghi",
                 name + ": another program is writing to the register; nothing was recorded"},
                {"đợi chương trình kia xong rồi làm lại", "let the other program finish, then do it again"}};
}

WriterLock::~WriterLock()
{
    if (descriptor_ >= 0) ::close(descriptor_); // which gives the lock back
}

} // namespace radcert::registry
