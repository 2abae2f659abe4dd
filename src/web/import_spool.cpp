#include "web/import_spool.h"

#include <algorithm>
#include <fstream>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "domain/error.h"
#include "domain/system_words.h"
#include "registry/kept_file.h"
#include "registry/keys.h"
#include "text/digest.h"
#include "text/utf8.h"

namespace radcert::web {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t token_letters = 32; // 128 random bits
constexpr const char* name_ending = ".name";

bool is_token(std::string_view text)
{
    return text.size() == token_letters &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Whose a file is, as its name holds it.
std::string owner_mark(const std::string& officer)
{
    return text::sha256_hex("radcert import spool v1\n" + officer).substr(0, 16);
}

[[noreturn]] void cannot_write(int code)
{
    const Words why = system_words(code);
    throw Error{Fault::unavailable,
                {"không giữ được tệp đã gửi: " + why.vi, "the file that was sent cannot be kept: " + why.en},
                {"báo quản trị hệ thống: thư mục cạnh sổ phải ghi được",
                 "tell the administrator: the folder beside the register must be writable"}};
}

void write_private(const fs::path& file, std::string_view bytes)
{
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) cannot_write(errno);
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) {
            const int code = errno;
            ::close(descriptor);
            ::unlink(file.c_str());
            cannot_write(code);
        }
        bytes.remove_prefix(std::size_t(written));
    }
    if (::close(descriptor) != 0) cannot_write(errno);
}

} // namespace

std::string plain_file_name(std::string_view name)
{
    constexpr std::size_t most = 100;
    if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos)
        name.remove_prefix(slash + 1);
    std::string plain = text::printable(name);
    if (plain.size() > most) {
        std::size_t end = most;
        while (end > 0 && (static_cast<unsigned char>(plain[end]) & 0xC0) == 0x80) --end;
        plain.resize(end);
    }
    const bool blank = plain.find_first_not_of(" .") == std::string::npos;
    return blank ? "tep" : plain;
}

ImportSpool::ImportSpool(const registry::RegisterPlace& register_place)
    : folder_{register_place.beside(".web.d")}
{
}

fs::path ImportSpool::place(const std::string& officer, const std::string& token) const
{
    return folder_ / (owner_mark(officer) + '-' + token);
}

SpooledFile ImportSpool::keep(const std::string& officer, const std::string& name, std::string_view bytes)
{
    std::error_code failed;
    fs::create_directory(folder_, failed);
    if (failed) cannot_write(failed.value());
    fs::permissions(folder_, fs::perms::owner_all, failed);
    if (failed) cannot_write(failed.value());
    sweep(owner_mark(officer));
    SpooledFile made;
    made.token = text::to_hex(registry::random_bytes(token_letters / 2));
    made.name = plain_file_name(name);
    made.file = place(officer, made.token);
    write_private(made.file, bytes);
    write_private(made.file.string() + name_ending, made.name);
    return made;
}

SpooledFile ImportSpool::find(const std::string& officer, const std::string& token) const
{
    const fs::path file = is_token(token) ? place(officer, token) : fs::path{};
    std::error_code failed;
    const auto written = file.empty() ? fs::file_time_type{} : fs::last_write_time(file, failed);
    if (file.empty() || failed || fs::file_time_type::clock::now() - written > kept)
        throw Error{Fault::not_found,
                    {"tệp đã gửi không còn, hoặc do người khác gửi",
                     "the file that was sent is gone, or somebody else sent it"},
                    {"chọn tệp và gửi lại", "choose the file and send it again"}};
    return {token, file, registry::read_kept_file(file.string() + name_ending).value_or("tep")};
}

void ImportSpool::remove(const SpooledFile& file)
{
    std::error_code ignored; // what stays is swept after a day
    fs::remove(file.file, ignored);
    fs::remove(file.file.string() + name_ending, ignored);
}

/// Takes away what is a day old, and of this owner all but the last few.
void ImportSpool::sweep(const std::string& owner)
{
    struct Old {
        fs::path file;
        fs::file_time_type written;
    };
    std::vector<Old> own;
    std::error_code ignored;
    const auto now = fs::file_time_type::clock::now();
    for (const auto& entry : fs::directory_iterator{folder_, ignored}) {
        const auto written = entry.last_write_time(ignored);
        if (ignored) continue;
        if (now - written > kept)
            fs::remove(entry.path(), ignored);
        else if (entry.path().filename().string().starts_with(owner) &&
                 entry.path().extension() != name_ending)
            own.push_back({entry.path(), written});
    }
    std::ranges::sort(own, {}, &Old::written);
    for (std::size_t i = 0; i + most_of_one <= own.size(); ++i) remove({{}, own[i].file, {}});
}

} // namespace radcert::web
