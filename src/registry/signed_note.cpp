#include "registry/signed_note.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "domain/error.h"
#include "text/base64.h"
#include "text/utf8.h"

namespace radcert::registry {
namespace {

constexpr std::string_view dash{"\u2014 "}; ///< begins a signature line
constexpr std::string_view proof_format{"c2sp.org/tlog-proof@v1"};
constexpr std::size_t longest_note = 1u << 20;
constexpr std::size_t most_signatures = 100;
constexpr std::size_t longest_path = 64;
constexpr std::size_t id_size = 4;
constexpr std::size_t time_size = 8;

[[noreturn]] void refuse_note(const Words& why)
{
    throw Error{Fault::integrity,
                {"mốc nhật ký không dùng được: " + why.vi, "the log's checkpoint cannot be used: " + why.en},
                {"đừng tin nội dung này; lấy lại từ sổ đăng ký và so với bản của bên giám sát",
                 "do not trust it; get it from the register again and compare it with a witness's copy"}};
}

[[noreturn]] void refuse_key(const Words& why)
{
    throw Error{Fault::invalid_input,
                {"khóa kiểm tra không dùng được: " + why.vi, "the verifier key cannot be used: " + why.en},
                {"chép lại nguyên dòng khóa tên+mã+khóa", "copy the whole line name+id+key again"}};
}

/// Takes the part of `text` before the first `end`, and `end` with it; empty where there is no `end`.
std::optional<std::string_view> take_until(std::string_view& text, char end)
{
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(at + 1);
    return part;
}

std::optional<std::uint64_t> read_number(std::string_view digits)
{
    std::uint64_t value = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool canonical = digits == "0" || !digits.starts_with('0');
    if (failed != std::errc{} || end != digits.data() + digits.size() || !canonical) return std::nullopt;
    return value;
}

std::optional<Hash> read_hash(std::string_view base64)
{
    const auto bytes = text::from_base64(base64);
    return bytes ? text::digest_from_bytes(*bytes) : std::nullopt;
}

std::string_view view(const std::array<unsigned char, 32>& point)
{
    return text::view(point);
}

/// The use of `key` and its point, as both its id and its vkey write them.
std::string material_of(const VerifyingKey& key)
{
    return static_cast<char>(key.use) + std::string{view(key.point)};
}

std::string id_of(const VerifyingKey& key)
{
    const Hash hash = text::sha256({key.name, "\n", material_of(key)});
    return std::string{text::view(hash).substr(0, id_size)};
}

struct Signature {
    std::string_view name;
    std::string id;
    std::string bytes;
};

/// A signed note taken apart; views into its text.
struct Note {
    std::string_view text;
    std::vector<Signature> signatures;
};

Signature read_signature(std::string_view line)
{
    const Words why{"dòng chữ ký sai dạng", "a signature line is malformed"};
    if (!line.starts_with(dash)) refuse_note(why);
    line.remove_prefix(dash.size());
    const auto name = take_until(line, ' ');
    if (!name || !is_key_name(*name)) refuse_note(why);
    const auto bytes = text::from_base64(line);
    if (!bytes || bytes->size() <= id_size) refuse_note(why);
    return {*name, bytes->substr(0, id_size), bytes->substr(id_size)};
}

void check_characters(std::string_view note)
{
    if (note.size() > longest_note) refuse_note({"quá dài", "it is too long"});
    const auto is_control = [](char byte) { return byte >= 0 && byte < ' ' && byte != '\n'; };
    if (std::ranges::any_of(note, is_control) || text::first_invalid_utf8(note) != note.size())
        refuse_note({"có ký tự không được phép", "it holds characters that are not allowed"});
}

Note read_note(std::string_view note)
{
    check_characters(note);
    const std::size_t blank = note.rfind("\n\n");
    if (blank == std::string_view::npos) refuse_note({"không có chữ ký", "it is not signed"});
    Note parts{note.substr(0, blank + 1), {}};
    std::string_view lines = note.substr(blank + 2);
    if (!lines.ends_with('\n')) refuse_note({"bị cắt mất phần cuối", "its end is cut off"});
    while (const auto line = take_until(lines, '\n')) {
        parts.signatures.push_back(read_signature(*line));
        if (parts.signatures.size() > most_signatures)
            refuse_note({"quá nhiều chữ ký", "it has too many signatures"});
    }
    return parts;
}

/// What an Ed25519 cosignature signs.
std::string cosigned_message(std::string_view text, std::uint64_t seconds)
{
    return "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + std::string{text};
}

std::string eight_bytes(std::uint64_t value)
{
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
}

/// The time of a cosignature, its first eight bytes.
std::uint64_t time_of(std::string_view bytes)
{
    std::uint64_t seconds = 0;
    for (const char byte : bytes.substr(0, time_size))
        seconds = seconds << 8 | static_cast<unsigned char>(byte);
    return seconds;
}

bool is_right(const VerifyingKey& key, std::string_view text, std::string_view bytes)
{
    if (key.use == KeyUse::checkpoint) return verify(key, text, bytes);
    if (bytes.size() < time_size) return false;
    const std::uint64_t seconds = time_of(bytes);
    return seconds <= std::uint64_t(std::numeric_limits<std::int64_t>::max()) &&
           verify(key, cosigned_message(text, seconds), bytes.substr(time_size));
}

/// The first signature by `key`, after all by `key` were found to be right.
const Signature& verified_signature(const Note& note, const VerifyingKey& key)
{
    const std::string id = id_of(key);
    const Signature* found = nullptr;
    for (const Signature& signature : note.signatures) {
        if (signature.name != key.name || signature.id != id) continue;
        if (!is_right(key, note.text, signature.bytes))
            refuse_note({"chữ ký của " + key.name + " sai", "the signature of " + key.name + " is wrong"});
        if (found == nullptr) found = &signature;
    }
    if (found == nullptr)
        refuse_note({"không có chữ ký của " + key.name, "it has no signature of " + key.name});
    return *found;
}

/// What the text of a checkpoint says: three lines, and more that are not empty.
Checkpoint read_checkpoint(std::string_view text)
{
    const auto origin = take_until(text, '\n'), size_line = take_until(text, '\n'),
               root_line = take_until(text, '\n');
    if (!origin || origin->empty() || !size_line || !root_line)
        refuse_note({"thiếu dòng nguồn, số mục hoặc gốc cây", "its origin, size or root line is missing"});
    const auto size = read_number(*size_line);
    if (!size) refuse_note({"dòng số mục sai", "its size line is wrong"});
    const auto root = read_hash(*root_line);
    if (!root) refuse_note({"dòng gốc cây sai", "its root line is wrong"});
    while (const auto extension = take_until(text, '\n')) {
        if (extension->empty()) refuse_note({"có dòng trống", "it has an empty line"});
    }
    return {std::string{*origin}, *size, *root};
}

void expect_use(const VerifyingKey& key, KeyUse use)
{
    if (key.use == use) return;
    if (use == KeyUse::checkpoint)
        refuse_key({key.name + " là khóa của bên giám sát", key.name + " is a witness's, not a log's"});
    refuse_key({key.name + " là khóa của nhật ký", key.name + " is a log's, not a witness's"});
}

std::string line_of(const VerifyingKey& key, std::string_view bytes)
{
    return std::string{dash} + key.name + ' ' + text::to_base64(id_of(key) + std::string{bytes}) + '\n';
}

[[noreturn]] void refuse_proof()
{
    refuse_note({"tệp chứng minh sai dạng " + std::string{proof_format},
                 "the proof is not one of " + std::string{proof_format}});
}

/// Takes a line of the proof that begins with `word` and a space; the rest of it.
std::optional<std::string_view> take_line(std::string_view& text, std::string_view word)
{
    std::string_view rest = text;
    auto line = take_until(rest, '\n');
    if (!line || !line->starts_with(word) || !line->substr(word.size()).starts_with(' ')) return std::nullopt;
    text = rest;
    line->remove_prefix(word.size() + 1);
    return line;
}

} // namespace

std::string vkey(const VerifyingKey& key)
{
    return key.name + '+' + text::to_hex(id_of(key)) + '+' + text::to_base64(material_of(key));
}

VerifyingKey parse_vkey(std::string_view text)
{
    std::string_view rest = text;
    const auto name = take_until(rest, '+');
    const auto id = take_until(rest, '+');
    const auto material = text::from_base64(rest);
    if (!name || !is_key_name(*name) || !id || !material || material->size() != 33)
        refuse_key({"không đúng dạng", "it is malformed"});
    VerifyingKey key{std::string{*name}, static_cast<KeyUse>(material->front())};
    if (key.use != KeyUse::checkpoint && key.use != KeyUse::cosignature)
        refuse_key({"không phải khóa Ed25519", "it is not an Ed25519 key"});
    std::copy(material->begin() + 1, material->end(), key.point.begin());
    if (*id != text::to_hex(id_of(key))) refuse_key({"mã khóa không khớp", "its key id does not fit it"});
    return key;
}

std::string signature_line(std::string_view text, const KeyFile& keys)
{
    return line_of(keys.verifying(), keys.signing().sign(text));
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const KeyFile& keys)
{
    if (checkpoint.origin != keys.origin()) {
        throw Error{Fault::conflict,
                    {"tệp khóa thuộc nhật ký " + keys.origin() + ", không ký được cho " + checkpoint.origin,
                     "the key file belongs to the log " + keys.origin() + " and cannot sign for " +
                         checkpoint.origin},
                    {"dùng tệp khóa của chính sổ đăng ký này", "use the key file of this register"}};
    }
    const std::string text = checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' +
                             text::to_base64(text::view(checkpoint.root)) + '\n';
    return text + '\n' + signature_line(text, keys);
}

std::string_view open_note(std::string_view note, const VerifyingKey& key)
{
    const Note parts = read_note(note);
    verified_signature(parts, key);
    return parts.text;
}

Checkpoint open_checkpoint(std::string_view note, const VerifyingKey& key)
{
    expect_use(key, KeyUse::checkpoint);
    Checkpoint checkpoint = read_checkpoint(open_note(note, key));
    if (checkpoint.origin != key.name) {
        const std::string origin = text::printable(checkpoint.origin);
        refuse_note({"thuộc nhật ký " + origin + ", không phải " + key.name,
                     "it is of the log " + origin + ", not of " + key.name});
    }
    return checkpoint;
}

std::string cosignature_line(std::string_view note, const KeyFile& witness, std::int64_t posix_seconds)
{
    const std::string_view text = read_note(note).text;
    read_checkpoint(text);
    const auto seconds = std::uint64_t(std::max<std::int64_t>(posix_seconds, 0));
    return line_of(witness.verifying(KeyUse::cosignature),
                   eight_bytes(seconds) + witness.signing().sign(cosigned_message(text, seconds)));
}

std::int64_t verify_cosignature(std::string_view note, const VerifyingKey& witness)
{
    expect_use(witness, KeyUse::cosignature);
    const Note parts = read_note(note);
    read_checkpoint(parts.text);
    return std::int64_t(time_of(verified_signature(parts, witness).bytes));
}

std::string tlog_proof_text(std::uint64_t index, std::span<const Hash> path, std::string_view note,
                            std::string_view extra)
{
    std::string text{proof_format};
    if (!extra.empty()) text += "\nextra " + text::to_base64(extra);
    text += "\nindex " + std::to_string(index) + '\n';
    for (const Hash& hash : path) text += text::to_base64(text::view(hash)) + '\n';
    return text.append("\n").append(note);
}

TlogProof read_tlog_proof(std::string_view text)
{
    TlogProof proof;
    if (take_until(text, '\n') != proof_format) refuse_proof();
    if (const auto extra = take_line(text, "extra")) {
        auto bytes = text::from_base64(*extra);
        if (!bytes) refuse_proof();
        proof.extra = std::move(*bytes);
    }
    const auto index_line = take_line(text, "index");
    const auto index = index_line ? read_number(*index_line) : std::nullopt;
    if (!index) refuse_proof();
    proof.index = *index;
    for (auto line = take_until(text, '\n'); !line || !line->empty(); line = take_until(text, '\n')) {
        const auto hash = line ? read_hash(*line) : std::nullopt;
        if (!hash || proof.path.size() == longest_path) refuse_proof();
        proof.path.push_back(*hash);
    }
    proof.note = text;
    return proof;
}

} // namespace radcert::registry
