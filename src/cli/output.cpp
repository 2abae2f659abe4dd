#include "cli/output.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <unistd.h>

#include "domain/system_words.h"
#include "registry/kept_file.h"

namespace radcert::cli {
namespace {

/// Writes what fits; false when the descriptor takes no more.
bool write_all(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(std::size_t(written));
    }
    return true;
}

} // namespace

void write_out(std::string_view text)
{
    if (write_all(STDOUT_FILENO, text)) return;
    const Words why = system_words(errno);
    throw Error{Fault::unavailable,
                {"không ghi được kết quả: " + why.vi, "cannot write the output: " + why.en},
                {"kiểm tra ổ đĩa hoặc chương trình nhận dữ liệu",
                 "check the disk, or the program that reads the output"}};
}

void make_folder(const std::string& folder)
{
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (std::filesystem::is_directory(folder, failed)) return;
    throw Error{Fault::unavailable,
                {folder + ": không tạo được thư mục", folder + ": the folder cannot be made"},
                {"kiểm tra đường dẫn và quyền ghi", "check the path and whether you may write there"}};
}

void save_file(const std::string& file, std::string_view bytes)
{
    if (file == "-")
        write_out(bytes);
    else
        registry::write_kept_file(file, bytes);
}

void say_of(const std::string& file, std::string_view text)
{
    if (file != "-")
        write_out(text);
    else
        std::cerr << text;
}

std::string located_sentence(const Error& error, Language language)
{
    const Place& place = error.place();
    std::string text = place.file;
    if (place.line > 0) text += (text.empty() ? "" : ":") + std::to_string(place.line);
    if (!text.empty()) text += ": ";
    if (!place.pointer.empty()) text += place.pointer + ": ";
    return text + error.sentence().in(language);
}

void write_error(const Error& error, Language language)
{
    std::string text = "radcert: error: " + located_sentence(error, language) + '\n';
    const std::string& hint = error.hint().in(language);
    if (!hint.empty()) text += "radcert: hint: " + hint + '\n';
    write_all(STDERR_FILENO, text);
}

bool output_is_terminal()
{
    return ::isatty(STDOUT_FILENO) == 1;
}

bool colour_wanted()
{
    const char* no_colour = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    return output_is_terminal() && (no_colour == nullptr || *no_colour == '\0') &&
           (term == nullptr || std::strcmp(term, "dumb") != 0);
}

} // namespace radcert::cli
