#include "documents/statement.h"

#include <algorithm>

#include "domain/error.h"
#include "text/base64.h"
#include "text/digest.h"
#include "text/field.h"
#include "text/json_writer.h"
#include "text/vietnamese.h"

namespace radcert::documents {
namespace {

constexpr std::string_view prefix{"RADCERT1."};
constexpr std::string_view signed_as{"radcert certificate statement v1\n"};
constexpr std::string_view holder_tag{"radcert certificate holder v1\n"};
constexpr std::size_t salt_size = 16, digest_size = 16, longest = 4096;

[[noreturn]] void refuse_statement(const Words& why)
{
    throw Error{Fault::invalid_input,
                {"không phải nội dung mã QR của chứng chỉ: " + why.vi,
                 "not the statement of a certificate's QR code: " + why.en},
                {"quét lại mã QR, hoặc coi giấy này là giả",
                 "scan the QR code again, or take the paper for a forgery"}};
}

std::string json_of(const Statement& statement)
{
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    json.member("a", statement.authority);
    json.member("c", to_base64url(statement.commitment));
    json.member("d", to_iso(statement.issued_on));
    json.key("e");
    json.open_array();
    for (const std::string& type : statement.equipment_types) json.string(type);
    json.close_array();
    if (statement.facility) json.member("f", *statement.facility);
    json.member("h", statement.initials);
    json.key("i");
    json.number(std::uint64_t(statement.event));
    json.member("n", statement.number);
    json.member("o", statement.origin);
    json.member("r", statement.role);
    json.key("s");
    json.number(statement.log_size);
    if (statement.valid_to) json.member("u", to_iso(*statement.valid_to));
    json.close_object();
    return out;
}

Statement statement_of(const text::Field& json)
{
    Statement made;
    made.authority = json.at("a").as_filled_string();
    const auto commitment = from_base64url(json.at("c").as_string());
    if (!commitment || commitment->size() != salt_size + digest_size)
        refuse_statement({"phần về người giữ sai dạng", "the holder's commitment is malformed"});
    made.commitment = *commitment;
    made.issued_on = json.at("d").as_date();
    json.at("e").each_element(
        [&](const text::Field& type) { made.equipment_types.emplace_back(type.as_filled_string()); });
    if (const auto facility = json.find("f")) made.facility = facility->as_filled_string();
    made.initials = json.at("h").as_string();
    made.event = json.at("i").as_integer(0, text::largest_integer);
    made.number = json.at("n").as_filled_string();
    made.origin = json.at("o").as_filled_string();
    made.role = json.at("r").as_filled_string();
    made.log_size = std::uint64_t(json.at("s").as_integer(0, text::largest_integer));
    if (const auto end = json.find("u")) made.valid_to = end->as_date();
    return made;
}

/// The capital of a letter of the Vietnamese alphabet; another letter as it is. Vietnamese stands in four
/// blocks of Unicode: in ASCII and Latin-1 capitals come 32 earlier, in the others a letter and its capital
/// are neighbours.
char32_t capital(char32_t letter)
{
    if ((letter >= U'a' && letter <= U'z') || (letter >= 0xE0 && letter <= 0xFE && letter != 0xF7))
        return letter - 32;
    if (letter == 0x1B0) return 0x1AF; // ư
    const bool paired = (letter >= 0x100 && letter <= 0x137) || letter == 0x169 || letter == 0x1A1 ||
                        (letter >= 0x1EA0 && letter <= 0x1EF9);
    return paired ? letter & ~char32_t{1} : letter;
}

/// The first letter of `word`, which is NFC and not empty, as a capital.
std::string first_letter(std::string_view word)
{
    const auto byte = [&](std::size_t at) {
        return at < word.size() ? char32_t(static_cast<unsigned char>(word[at])) : 0;
    };
    const char32_t first = byte(0);
    if (first < 0x80) return std::string(1, char(capital(first)));
    const bool two = first < 0xE0, three = first < 0xF0;
    if (!two && !three) return std::string{word.substr(0, 4)};
    const char32_t letter = capital(two ? (first & 0x1F) << 6 | (byte(1) & 0x3F)
                                        : (first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
    if (letter < 0x800) return {char(0xC0 | letter >> 6), char(0x80 | (letter & 0x3F))};
    return {char(0xE0 | letter >> 12), char(0x80 | (letter >> 6 & 0x3F)), char(0x80 | (letter & 0x3F))};
}

} // namespace

std::string initials_of(std::string_view full_name)
{
    const std::string name = text::nfc(full_name);
    std::string initials;
    for (std::string_view rest{name}; !rest.empty();) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (end > 0) (initials += first_letter(rest.substr(0, end))) += '.';
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return initials;
}

std::string holder_commitment(std::string_view salt, std::string_view full_name,
                              std::optional<Date> birth_date)
{
    const text::Digest digest = text::sha256(
        {holder_tag, salt, text::folded(full_name), "\n", birth_date ? to_iso(*birth_date) : ""});
    return std::string{salt}.append(text::view(digest).substr(0, digest_size));
}

bool holder_matches(const Statement& statement, std::string_view full_name, std::optional<Date> birth_date)
{
    const std::string_view salt = std::string_view{statement.commitment}.substr(0, salt_size);
    return holder_commitment(salt, full_name, birth_date) == statement.commitment;
}

std::string statement_body(const Statement& statement)
{
    return std::string{signed_as} + json_of(statement);
}

std::string statement_text(const Statement& statement, std::string_view signature)
{
    return std::string{prefix} + json_of(statement) + '.' + to_base64url(signature);
}

SignedStatement read_statement(std::string_view text)
{
    if (!looks_like_statement(text) || text.size() > longest)
        refuse_statement(
            {"không bắt đầu bằng " + std::string{prefix}, "it does not begin with " + std::string{prefix}});
    const std::size_t dot = text.rfind('.');
    const auto signature = from_base64url(text.substr(dot + 1));
    if (dot < prefix.size() || !signature || signature->size() != signature_size)
        refuse_statement({"chữ ký sai dạng", "its signature is malformed"});
    text::JsonReader reader;
    const text::JsonValue& json = reader.read(text.substr(prefix.size(), dot - prefix.size()));
    SignedStatement made{statement_of(text::Field{reader, json}), *signature};
    if (statement_text(made.statement, made.signature) != text)
        refuse_statement({"không viết đúng dạng chuẩn", "it is not in canonical form"});
    return made;
}

bool is_whole_statement(std::string_view text)
{
    const std::size_t dot = text.rfind('.');
    if (!looks_like_statement(text) || dot < prefix.size()) return false;
    const auto signature = from_base64url(text.substr(dot + 1));
    if (!signature || signature->size() != signature_size) return false;
    try {
        text::JsonReader reader;
        statement_of(text::Field{reader, reader.read(text.substr(prefix.size(), dot - prefix.size()))});
        return true;
    } catch (const Error&) {
        return false; // no JSON, or something is missing in it
    }
}

bool looks_like_statement(std::string_view text)
{
    return text.starts_with(prefix);
}

std::string to_base64url(std::string_view bytes)
{
    std::string text = text::to_base64(bytes);
    while (text.ends_with('=')) text.pop_back();
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    return text;
}

std::optional<std::string> from_base64url(std::string_view text)
{
    if (text.find_first_of("+/=") != std::string_view::npos) return std::nullopt;
    std::string standard{text};
    std::ranges::replace(standard, '-', '+');
    std::ranges::replace(standard, '_', '/');
    standard.append((4 - standard.size() % 4) % 4, '=');
    return text::from_base64(standard);
}

} // namespace radcert::documents
