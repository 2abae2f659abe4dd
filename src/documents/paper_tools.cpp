#include "documents/paper_tools.h"

#include <dlfcn.h>

#include <array>
#include <filesystem>

#include "domain/error.h"

namespace radcert::documents {
namespace {

namespace fs = std::filesystem;

constexpr const char* library_name = "libradcert_papers.so";

/// Beside the program as it is built (tests lie one folder deeper), or where it is installed.
std::array<fs::path, 3> places()
{
    std::error_code unreadable;
    const fs::path program = fs::read_symlink("/proc/self/exe", unreadable).parent_path();
    return {program / library_name, program / ".." / library_name,
            program / ".." / RADCERT_LIBRARY_FOLDER / library_name};
}

PaperTools* load()
{
    std::string why;
    for (const fs::path& place : places()) {
        std::error_code missing;
        if (!fs::exists(place, missing)) continue;
        void* const library = dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
        void* const entry = library != nullptr ? dlsym(library, "radcert_paper_tools") : nullptr;
        if (entry != nullptr) return reinterpret_cast<PaperTools* (*)()>(entry)();
        why = dlerror();
    }
    const Words detail = why.empty()
                             ? Words{"không có tệp này cạnh chương trình", "it is not beside the program"}
                             : Words{why, why};
    throw Error{Fault::unavailable,
                {"không mở được " + std::string{library_name} + ": " + detail.vi,
                 std::string{library_name} + " cannot be opened: " + detail.en},
                {"cài lại radcert đầy đủ", "install radcert again, whole"}};
}

} // namespace

PaperTools& paper_tools()
{
    static PaperTools* const tools = load();
    return *tools;
}

} // namespace radcert::documents
