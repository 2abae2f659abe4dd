#include "cli/input_file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "domain/error.h"
#include "domain/system_words.h"

namespace radcert::cli {
namespace {

[[noreturn]] void cannot_read(const std::string& path, int code)
{
    const Words why = system_words(code);
    const bool missing = code == ENOENT || code == ENOTDIR;
    throw Error{missing ? Fault::not_found : Fault::unavailable,
                {path + ": không đọc được: " + why.vi, path + ": cannot be read: " + why.en},
                {"kiểm tra tên tệp và quyền đọc", "check the file's name and that you may read it"}};
}

} // namespace

InputFile::InputFile(const std::string& path)
    : path_{path}, descriptor_{path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)}
{
    if (descriptor_ < 0) cannot_read(path_, errno);
}

InputFile::~InputFile()
{
    if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

bool InputFile::append_to(std::string& text, std::size_t most)
{
    const std::size_t before = text.size();
    text.resize(before + most);
    ssize_t got = -1;
    do got = ::read(descriptor_, text.data() + before, most);
    while (got < 0 && errno == EINTR);
    const int code = errno;
    text.resize(before + std::size_t(std::max<ssize_t>(got, 0)));
    if (got < 0) cannot_read(path_, code);
    return got > 0;
}

std::size_t InputFile::size() const
{
    struct stat status{};
    return ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode) ? std::size_t(status.st_size) : 0;
}

} // namespace radcert::cli
