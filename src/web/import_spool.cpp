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

void remove_here(const fs::path& file)
{
    std::error_code ignored; // what stays is swept after a day
    fs::remove(file, ignored);
    fs::remove(file.string() + name_ending, ignored);
}

/// A box that was moved to another token does not open.
std::string bound_to(const std::string& token)
{
    return "radcert sent file v1 " + token;
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

ImportSpool::ImportSpool(const registry::RegisterPlace& register_place, std::optional<Shared> shared)
    : folder_{register_place.beside(".web.d")}, shared_{shared}
{
}

ImportSpool import_spool(Office& office)
{
    const registry::RegisterPlace& place = office.options().place;
    if (place.is_file()) return ImportSpool{place};
    return ImportSpool{place, ImportSpool::Shared{office.store(), office.keys().wrapping()}};
}

fs::path ImportSpool::place(const std::string& officer, const std::string& token) const
{
    return folder_ / (owner_mark(officer) + '-' + token);
}

SpooledFile ImportSpool::keep(const std::string& officer, const std::string& name, std::string_view bytes)
{
    sweep(owner_mark(officer));
    const std::string token = text::to_hex(registry::random_bytes(token_letters / 2));
    SpooledFile made = write(officer, token, plain_file_name(name), bytes);
    if (shared_) share(officer, made, bytes);
    return made;
}

SpooledFile ImportSpool::write(const std::string& officer, const std::string& token, const std::string& name,
                               std::string_view bytes)
{
    std::error_code failed;
    fs::create_directory(folder_, failed);
    if (failed) cannot_write(failed.value());
    fs::permissions(folder_, fs::perms::owner_all, failed);
    if (failed) cannot_write(failed.value());
    SpooledFile made{token, place(officer, token), name};
    write_private(made.file.string() + name_ending, name); // before the file, which is what is looked for
    write_private(made.file, bytes);
    return made;
}

void ImportSpool::share(const std::string& officer, const SpooledFile& file, std::string_view bytes)
{
    registry::Sealed sealed;
    registry::seal(shared_->key, file.name + '\n' + std::string{bytes}, bound_to(file.token), sealed);
    shared_->store.keep_file(officer, file.token, sealed.nonce + sealed.bytes, most_of_one);
}

/// Makes this server's copy of a file that came to another. False: there is none.
bool ImportSpool::fetch(const std::string& officer, const std::string& token)
{
    const auto box = shared_->store.find_file(officer, token);
    std::string plain;
    if (!box || !registry::open_box(shared_->key, *box, bound_to(token), plain)) return false;
    const auto name = plain.find('\n');
    write(officer, token, plain.substr(0, name), std::string_view{plain}.substr(name + 1));
    return true;
}

SpooledFile ImportSpool::find(const std::string& officer, const std::string& token)
{
    const fs::path file = is_token(token) ? place(officer, token) : fs::path{};
    const auto is_here = [&] {
        std::error_code failed;
        const auto written = fs::last_write_time(file, failed);
        return !failed && fs::file_time_type::clock::now() - written <= kept;
    };
    if (file.empty() || !(is_here() || (shared_ && fetch(officer, token))))
        throw Error{Fault::not_found,
                    {"tệp đã gửi không còn, hoặc do người khác gửi",
                     "the file that was sent is gone, or somebody else sent it"},
                    {"chọn tệp và gửi lại", "choose the file and send it again"}};
    return {token, file, registry::read_kept_file(file.string() + name_ending).value_or("tep")};
}

void ImportSpool::remove(const SpooledFile& file)
{
    remove_here(file.file);
    if (shared_) shared_->store.drop_file(file.token);
}

void ImportSpool::sweep()
{
    sweep("-"); // nobody's mark
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
    for (std::size_t i = 0; i + most_of_one <= own.size(); ++i) remove_here(own[i].file);
}

} // namespace radcert::web
