#include "registry/kept_file.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include "domain/error.h"
#include "domain/system_words.h"
#include "registry/folder_owner.h"

namespace radcert::registry {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse_file(const fs::path& file)
{
    const Words cause = system_words(errno);
    throw Error{Fault::unavailable,
                {file.string() + ": không ghi được (" + cause.vi + ")",
                 file.string() + ": cannot be written (" + cause.en + ")"},
                {"kiểm tra quyền của thư mục và dung lượng đĩa",
                 "look at the folder's permissions and the space on the disk"}};
}

class Descriptor {
public:
    Descriptor(const fs::path& file, int flags)
        : file_{file}, number_{::open(file.c_str(), flags | O_CLOEXEC, 0644)}
    {
        if (number_ < 0) refuse_file(file_);
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write(std::string_view content) const
    {
        while (!content.empty()) {
            const ssize_t written = ::write(number_, content.data(), content.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) refuse_file(file_);
            content.remove_prefix(std::size_t(written));
        }
    }
    void give_to_owner() const { give_to_folder_owner(number_, file_); }
    void sync() const
    {
        if (::fsync(number_) != 0) refuse_file(file_);
    }

private:
    const fs::path& file_;
    int number_;
};

} // namespace

void sync_file(const fs::path& file)
{
    Descriptor{file, O_RDONLY}.sync();
}

void sync_folder(const fs::path& file)
{
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path{"."};
    Descriptor{folder, O_RDONLY | O_DIRECTORY}.sync();
}

void write_kept_file(const fs::path& file, std::string_view content)
{
    const fs::path fresh = file.string() + ".new";
    {
        const Descriptor descriptor{fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW};
        descriptor.give_to_owner();
        descriptor.write(content);
        descriptor.sync();
    }
    if (::rename(fresh.c_str(), file.c_str()) != 0) refuse_file(file);
    sync_folder(file);
}

std::optional<std::string> read_kept_file(const fs::path& file)
{
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return std::nullopt;
    std::ifstream stream{file, std::ios::binary};
    std::ostringstream content;
    content << stream.rdbuf();
    if (!stream) refuse_file(file);
    return std::move(content).str();
}

} // namespace radcert::registry
