#include "cli/files.h"

#include <algorithm>

#include "cli/configuration.h"
#include "cli/input_file.h"
#include "domain/error.h"

namespace radcert::cli {
namespace {

namespace fs = std::filesystem;

/// Folders of a rulebook that are not law.
constexpr const char* not_law[] = {"cases", "samples"};

fs::path program_folder()
{
    std::error_code failed;
    const fs::path program = fs::read_symlink("/proc/self/exe", failed);
    return failed ? fs::path{} : program.parent_path();
}

/// Adds the JSON files of a folder and of the folders in it; `prefix` is the way there from the rulebook's
/// folder.
void add_files(const std::string& folder, const std::string& prefix, std::vector<rules::SourceFile>& files)
{
    for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
        const std::string name = entry.path().filename().string();
        const std::string path = folder + '/' + name;
        if (entry.is_directory()) {
            const bool skipped = prefix.empty() && std::ranges::find(not_law, name) != std::end(not_law);
            if (!skipped) add_files(path, prefix + name + '/', files);
        } else if (name.ends_with(".json")) {
            files.push_back({prefix + name, read_file(path)});
        }
    }
}

bool is_rulebook(const fs::path& folder)
{
    std::error_code failed;
    return fs::is_regular_file(folder / "vocabulary.json", failed);
}

} // namespace

std::string read_file(const std::string& path)
{
    InputFile file{path};
    constexpr std::size_t block = 64u << 10;
    std::string text;
    if (const std::size_t size = file.size(); size > 0) {
        while (text.size() < size && file.append_to(text, size - text.size())) {
        }
        return text;
    }
    while (file.append_to(text, block)) {
    }
    return text;
}

fs::path rulebook_folder(const std::string& wanted)
{
    if (!wanted.empty()) return wanted;
    if (const auto named = Configuration{}.find("rules")) return named->value;
    const fs::path here = program_folder();
    std::vector<fs::path> candidates{here / "../share/radcert/qualification-rules", RADCERT_INSTALLED_RULES};
    fs::path above = here; // a program that was built stands a few folders below its source tree
    for (int levels = 0; levels < 6; ++levels, above = above.parent_path())
        candidates.push_back(above / "qualification-rules");
    for (const fs::path& candidate : candidates) {
        if (is_rulebook(candidate)) return candidate.lexically_normal();
    }
    throw Error{Fault::not_found,
                {"không tìm thấy bộ quy định", "no rulebook was found"},
                {"chỉ thư mục bộ quy định: radcert check --rules THƯ-MỤC",
                 "name its folder: radcert check --rules DIR"}};
}

std::vector<rules::SourceFile> rulebook_files(const fs::path& folder)
{
    if (!is_rulebook(folder)) {
        const std::string name = folder.string();
        throw Error{Fault::not_found,
                    {name + ": không phải thư mục bộ quy định (không có vocabulary.json)",
                     name + ": not a rulebook's folder (it has no vocabulary.json)"},
                    {"xem qualification-rules/README.md", "see qualification-rules/README.md"}};
    }
    std::vector<rules::SourceFile> files;
    add_files(folder.string(), {}, files);
    return files;
}

std::vector<rules::SourceFile> case_files(const fs::path& folder)
{
    std::vector<rules::SourceFile> files;
    std::error_code failed;
    if (fs::is_directory(folder / "cases", failed)) add_files((folder / "cases").string(), "cases/", files);
    return files;
}

rules::Rulebook load_rulebook(const std::string& folder, const std::vector<std::string>& overlays)
{
    std::vector<rules::SourceFile> on_top;
    for (const std::string& path : overlays) on_top.push_back({path, read_file(path)});
    return rules::read_rulebook(rulebook_files(rulebook_folder(folder)), on_top);
}

std::string check_command(const std::string& rules, const std::vector<std::string>& overlays,
                          std::optional<Date> as_of, const std::string& file)
{
    std::string command = "radcert check";
    if (!rules.empty()) command += " --rules " + rules;
    for (const std::string& overlay : overlays) command += " --overlay " + overlay;
    if (as_of) command += " --as-of " + to_iso(*as_of);
    return command + " " + file;
}

} // namespace radcert::cli
