#include "registry/keys.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include "domain/error.h"
#include "domain/system_words.h"
#include "registry/folder_owner.h"
#include "registry/randomness.h"
#include "text/base64.h"
#include "text/canonical_json.h"
#include "text/digest.h"
#include "text/field.h"
#include "text/utf8.h"

namespace radcert::registry {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view file_format{"radcert-keys/1"};
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

/// Writes the text that `bytes` hold, which is as long as they are without the tag, to `plain`.
bool decrypt(const Key& key, std::string_view nonce, std::string_view bytes, std::string_view bound,
             unsigned char* plain)
{
    start_sodium();
    return crypto_aead_xchacha20poly1305_ietf_decrypt(plain, nullptr, nullptr, bytes_of(bytes), bytes.size(),
                                                      bytes_of(bound), bound.size(), bytes_of(nonce),
                                                      key.data()) == 0;
}

/// Text with secrets in it, wiped when it goes. It must not grow beyond what it reserved.
struct SecretText {
    std::string text;

    explicit SecretText(std::size_t most) { text.reserve(most); }
    SecretText(const SecretText&) = delete;
    SecretText& operator=(const SecretText&) = delete;
    ~SecretText() { sodium_memzero(text.data(), text.capacity()); }
};

/// An open file or folder.
struct OpenFile {
    int number;

    explicit OpenFile(int opened) : number{opened} {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile()
    {
        if (number >= 0) ::close(number);
    }
};

[[noreturn]] void cannot_write(const fs::path& path, int code)
{
    const std::string name = path.string();
    const Words why = system_words(code);
    if (code == EEXIST) {
        throw Error{Fault::conflict,
                    {name + ": tệp khóa đã có, không ghi đè", name + ": there is a key file already"},
                    {"không xóa tệp khóa của một sổ đăng ký đang dùng; chọn tên khác",
                     "do not delete the key file of a register in use; choose another name"}};
    }
    throw Error{
        Fault::unavailable,
        {name + ": không ghi được tệp khóa: " + why.vi, name + ": the key file cannot be written: " + why.en},
        {"kiểm tra quyền ghi và dung lượng đĩa", "check the right to write and the space on the disk"}};
}

bool write_all(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(std::size_t(written));
    }
    return true;
}

void write_durably(const fs::path& path, std::string_view text)
{
    const OpenFile file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (file.number < 0) cannot_write(path, errno);
    give_to_folder_owner(file.number, path);
    const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path{"."};
    const OpenFile folder{::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    const bool kept = folder.number >= 0 && write_all(file.number, text) && ::fsync(file.number) == 0 &&
                      ::fsync(folder.number) == 0;
    if (kept) return;
    const int code = errno;
    ::unlink(path.c_str());
    cannot_write(path, code);
}

/// Reads at most as much as `text` has reserved: a key file is small.
void read_secret(const fs::path& path, SecretText& secret)
{
    const OpenFile file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    std::string& text = secret.text;
    text.resize(text.capacity());
    std::size_t size = 0;
    ssize_t got = file.number < 0 ? -1 : 1;
    while (got > 0 && size < text.size()) {
        do got = ::read(file.number, text.data() + size, text.size() - size);
        while (got < 0 && errno == EINTR);
        size += std::size_t(std::max<ssize_t>(got, 0));
    }
    const int code = errno;
    text.resize(size);
    if (got >= 0) return;
    const std::string name = path.string();
    const Words why = system_words(code);
    throw Error{
        Fault::unavailable,
        {name + ": không đọc được tệp khóa (" + why.vi + "); sổ đăng ký vẫn đọc được nhưng không ghi được",
         name + ": the key file cannot be read (" + why.en +
             "); without it the register can be read but not written"},
        {"đặt lại tệp khóa " + name + " từ bản lưu riêng của nó",
         "put the key file " + name + " back from its own safe copy"}};
}

[[noreturn]] void damaged(const fs::path& path)
{
    const std::string name = path.string();
    throw Error{Fault::integrity,
                {name + ": tệp khóa bị hỏng", name + ": the key file is damaged"},
                {"đặt lại tệp khóa " + name + " từ bản lưu riêng của nó",
                 "put the key file " + name + " back from its own safe copy"}};
}

/// Tells a damaged key from a good one, as any 32 bytes could be a key.
std::string check_digest(std::string_view origin, const Key& seed, const Key& wrapping)
{
    return text::to_hex(text::sha256({file_format, "\n", origin, "\n", seed.view(), wrapping.view()}));
}

void append_member(std::string& out, std::string_view key, std::string_view value)
{
    out += out.empty() ? "{" : ",";
    out += "\n  ";
    text::append_json_string(out, key);
    out += ": ";
    text::append_json_string(out, value);
}

void append_secret(std::string& out, std::string_view key, const Key& value)
{
    std::string encoded = text::to_base64(value.view());
    append_member(out, key, encoded);
    sodium_memzero(encoded.data(), encoded.size());
}

std::optional<Key> read_key(std::string_view base64)
{
    auto bytes = text::from_base64(base64);
    if (!bytes) return std::nullopt;
    const auto key = key_from_bytes(*bytes);
    sodium_memzero(bytes->data(), bytes->size());
    return key;
}

/// Code points that Unicode calls white space, beyond ASCII.
constexpr std::string_view wide_spaces[] = {
    "\u0085", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
    "\u2007", "\u2008", "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};

} // namespace

void start_sodium()
{
    static const bool started = sodium_init() >= 0;
    if (!started) {
        throw Error{Fault::unavailable,
                    {"hệ điều hành không cung cấp được số ngẫu nhiên",
                     "the operating system gives no random numbers"},
                    {"khởi động lại máy rồi thử lại", "start the machine again and retry"}};
    }
}

Key::~Key()
{
    sodium_memzero(bytes_.data(), bytes_.size());
}

std::optional<Key> key_from_bytes(std::string_view bytes)
{
    if (bytes.size() != Key::size) return std::nullopt;
    Key key;
    std::ranges::copy(bytes, key.data());
    return key;
}

Key random_key()
{
    return system_randomness().key();
}

std::string random_bytes(std::size_t count)
{
    return system_randomness().bytes(count);
}

bool verify(const VerifyingKey& key, std::string_view message, std::string_view signature)
{
    if (signature.size() != crypto_sign_BYTES) return false;
    return crypto_sign_verify_detached(bytes_of(signature), bytes_of(message), message.size(),
                                       key.point.data()) == 0;
}

SigningKey::SigningKey(const Key& seed)
{
    start_sodium();
    static_assert(sizeof secret_ == crypto_sign_SECRETKEYBYTES &&
                  sizeof point_ == crypto_sign_PUBLICKEYBYTES);
    crypto_sign_seed_keypair(point_.data(), secret_.data(), seed.data());
}

SigningKey::~SigningKey()
{
    sodium_memzero(secret_.data(), secret_.size());
}

std::string SigningKey::sign(std::string_view message) const
{
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(message), message.size(), secret_.data());
    return signature;
}

void seal(const Key& key, std::string_view plain, std::string_view bound, Sealed& sealed,
          Randomness& randomness)
{
    start_sodium();
    sealed.nonce.resize(nonce_size);
    randomness.fill(bytes_of(sealed.nonce), nonce_size);
    sealed.bytes.resize(plain.size() + tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed.bytes), nullptr, bytes_of(plain), plain.size(),
                                               bytes_of(bound), bound.size(), nullptr, bytes_of(sealed.nonce),
                                               key.data());
}

bool open(const Key& key, std::string_view nonce, std::string_view bytes, std::string_view bound,
          std::string& plain)
{
    if (nonce.size() != nonce_size || bytes.size() < tag_size) return false;
    plain.resize(bytes.size() - tag_size);
    return decrypt(key, nonce, bytes, bound, bytes_of(plain));
}

bool open_box(const Key& key, std::string_view box, std::string_view bound, std::string& plain)
{
    return box.size() >= nonce_size &&
           open(key, box.substr(0, nonce_size), box.substr(nonce_size), bound, plain);
}

std::string wrap(const Key& wrapping, const Key& key, std::string_view bound, Randomness& randomness)
{
    Sealed sealed;
    seal(wrapping, key.view(), bound, sealed, randomness);
    return sealed.nonce + sealed.bytes;
}

std::optional<Key> unwrap(const Key& wrapping, std::string_view wrapped, std::string_view bound)
{
    if (wrapped.size() != nonce_size + Key::size + tag_size) return std::nullopt;
    const std::string_view nonce = wrapped.substr(0, nonce_size);
    Key key;
    if (!decrypt(wrapping, nonce, wrapped.substr(nonce_size), bound, key.data())) return std::nullopt;
    return key;
}

KeyFile::KeyFile(std::string_view origin, const Key& seed, const Key& wrapping)
    : origin_{origin}, signing_{seed}, wrapping_{wrapping}
{
}

KeyFile KeyFile::create(const fs::path& path, std::string_view origin, Randomness& randomness)
{
    if (!is_key_name(origin)) {
        const std::string name = text::printable(origin);
        throw Error{Fault::invalid_input,
                    {"“" + name + "” không đặt tên cho nhật ký được", "“" + name + "” cannot name a log"},
                    {"viết như một địa chỉ web, không có khoảng trắng và dấu +: radcert.example/so-dang-ky",
                     "write it like a web address, without spaces and +: radcert.example/register"}};
    }
    const Key seed = randomness.key(), wrapping = randomness.key();
    SecretText json{1024 + 6 * origin.size()};
    append_member(json.text, "format", file_format);
    append_member(json.text, "origin", origin);
    append_secret(json.text, "ed25519_seed", seed);
    append_secret(json.text, "wrapping_key", wrapping);
    append_member(json.text, "sha256", check_digest(origin, seed, wrapping));
    json.text += "\n}\n";
    write_durably(path, json.text);
    return {origin, seed, wrapping};
}

KeyFile KeyFile::load(const fs::path& path)
{
    SecretText json{64u << 10};
    read_secret(path, json);
    try {
        text::JsonReader reader;
        const text::Field file{reader, reader.read(json.text)};
        file.expect_only({"format", "origin", "ed25519_seed", "wrapping_key", "sha256"});
        const std::string_view origin = file.at("origin").as_string();
        const auto seed = read_key(file.at("ed25519_seed").as_string());
        const auto wrapping = read_key(file.at("wrapping_key").as_string());
        const bool whole = file.at("format").as_string() == file_format && is_key_name(origin) && seed &&
                           wrapping &&
                           file.at("sha256").as_string() == check_digest(origin, *seed, *wrapping);
        if (whole) return {origin, *seed, *wrapping};
    } catch (const Error&) {
        damaged(path); // what is wrong in it could quote the key
    }
    damaged(path);
}

VerifyingKey KeyFile::verifying(KeyUse use) const
{
    return {origin_, use, signing_.point()};
}

bool is_key_name(std::string_view name)
{
    if (name.empty() || text::first_invalid_utf8(name) != name.size()) return false;
    const auto unfit = [](char byte) { return (byte >= 0 && byte <= ' ') || byte == '+' || byte == 0x7F; };
    if (std::ranges::any_of(name, unfit)) return false;
    return std::ranges::none_of(
        wide_spaces, [&](std::string_view space) { return name.find(space) != std::string_view::npos; });
}

} // namespace radcert::registry
