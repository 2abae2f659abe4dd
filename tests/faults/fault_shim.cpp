#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string_view>
#include <sys/syscall.h>
#include <unistd.h>

// Loaded before the C library (LD_PRELOAD) it counts the calls by which a program changes a disk, and at the
// n-th kills the program before the call, or has the call fail. By environment:
//
//   FAULT_AT      n, from 1; 0 or nothing: only count
//   FAULT_KIND    kill; or the error that the call is to fail with: EIO, ENOSPC, EROFS
//   FAULT_FROM    "1": every call from the n-th on fails, not only that one
//   FAULT_LOG     a file that gets a line for each call, and "fault" when the n-th came
//
// Standard input, output and error do not count: what is printed is not kept.

namespace {

/// The C library's own function behind the name that we took.
template <class Function>
Function* genuine(Function*, const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

struct Plan {
    long at{0};
    int error{0}; ///< 0: kill
    bool from_on{false};
    int log{-1};

    Plan()
    {
        const auto word = [](const char* name) {
            const char* const value = std::getenv(name);
            return std::string_view{value != nullptr ? value : ""};
        };
        at = std::strtol(word("FAULT_AT").data(), nullptr, 10);
        const std::string_view kind = word("FAULT_KIND");
        error = kind == "EIO" ? EIO : kind == "ENOSPC" ? ENOSPC : kind == "EROFS" ? EROFS : 0;
        from_on = word("FAULT_FROM") == "1";
        if (!word("FAULT_LOG").empty()) {
            log = int(::syscall(SYS_openat, AT_FDCWD, word("FAULT_LOG").data(),
                                O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
        }
    }
};

void note(const Plan& plan, const char* line)
{
    if (plan.log >= 0) ::syscall(SYS_write, plan.log, line, std::strlen(line));
}

/// Whether this call is to fail; errno is then set. Does not come back where the program is to die.
bool fails(const char* call)
{
    static const Plan plan;
    static std::atomic<long> count{0};
    const long number = ++count;
    note(plan, call);
    if (plan.at == 0 || number < plan.at || (number > plan.at && !plan.from_on)) return false;
    note(plan, "fault\n");
    if (plan.error == 0) {
        ::syscall(SYS_kill, ::syscall(SYS_getpid), SIGKILL);
        ::pause();
    }
    errno = plan.error;
    return true;
}

bool printed(int descriptor)
{
    return descriptor <= STDERR_FILENO;
}

int open_with(const char* name, const char* path, int flags, mode_t mode)
{
    if ((flags & O_CREAT) != 0 && fails("open\n")) return -1;
    using Open = int(const char*, int, ...);
    return genuine(static_cast<Open*>(nullptr), name)(path, flags, mode);
}

} // namespace

#pragma GCC diagnostic ignored "-Wmissing-declarations"

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t size)
{
    static const auto next = genuine(&write, "write");
    if (!printed(descriptor) && fails("write\n")) return -1;
    return next(descriptor, bytes, size);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t at)
{
    static const auto next = genuine(&pwrite64, "pwrite64");
    return fails("pwrite64\n") ? -1 : next(descriptor, bytes, size, at);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t at)
{
    static const auto next = genuine(&pwrite, "pwrite");
    return fails("pwrite64\n") ? -1 : next(descriptor, bytes, size, at);
}

int fsync(int descriptor)
{
    static const auto next = genuine(&fsync, "fsync");
    return fails("fsync\n") ? -1 : next(descriptor);
}

int fdatasync(int descriptor)
{
    static const auto next = genuine(&fdatasync, "fdatasync");
    return fails("fdatasync\n") ? -1 : next(descriptor);
}

int ftruncate(int descriptor, off_t size) noexcept
{
    static const auto next = genuine(&ftruncate, "ftruncate");
    return fails("ftruncate\n") ? -1 : next(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) noexcept
{
    static const auto next = genuine(&ftruncate64, "ftruncate64");
    return fails("ftruncate\n") ? -1 : next(descriptor, size);
}

int rename(const char* from, const char* to) noexcept
{
    static const auto next = genuine(&rename, "rename");
    return fails("rename\n") ? -1 : next(from, to);
}

int unlink(const char* path) noexcept
{
    static const auto next = genuine(&unlink, "unlink");
    return fails("unlink\n") ? -1 : next(path);
}

int open(const char* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_with("open", path, flags, mode);
}

int open64(const char* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_with("open64", path, flags, mode);
}

} // extern "C"
