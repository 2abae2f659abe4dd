#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/date.h"

namespace radcert::documents {

/// What the QR code of a certificate says, signed by the register: enough to compare with the paper in one's
/// hand, and no more of the holder than initials.
///
/// As text: "RADCERT1." + compact canonical JSON (RFC 8785) + "." + base64url of the Ed25519 signature. The
/// members of the JSON, in this order:
///
///     a  authority that issued it     i  index of the event       r  role
///     c  holder's commitment          n  number                   s  size of the checkpoint
///     d  day of issue                 o  origin of the log        u  last day; missing: without end
///     e  equipment types              f  facility, may be missing
///     h  holder's initials
struct Statement {
    std::string authority; ///< "province:66"
    std::string origin;    ///< of the log, which is the name of its key
    std::string number;
    std::string role;                         ///< word of the vocabulary
    std::vector<std::string> equipment_types; ///< words of the vocabulary
    std::optional<std::string> facility;      ///< name
    std::string initials;                     ///< "N.Đ.T."
    std::string commitment;                   ///< `holder_commitment`: 16 bytes of salt, 16 bytes of a digest
    Date issued_on{};
    std::optional<Date> valid_to;
    std::int64_t event{};     ///< index of the event that made this version of the certificate
    std::uint64_t log_size{}; ///< of the first checkpoint that covers the event

    friend bool operator==(const Statement&, const Statement&) = default;
};

struct SignedStatement {
    Statement statement;
    std::string signature; ///< 64 bytes; nobody has verified it yet
};

/// "N.Đ.T." of "Nguyễn Đức Thịnh": the first letter of each word, with its marks, in capitals.
std::string initials_of(std::string_view full_name);

/// Binds a name and a day of birth without telling them: `salt`, then the first 16 bytes of SHA-256 of
/// "radcert certificate holder v1\n", salt, folded name, "\n", birth date in ISO 8601 or nothing. The name
/// counts as it is looked for (text::folded): marks, capitals and the order of marks make no difference.
/// @param salt  16 bytes
std::string holder_commitment(std::string_view salt, std::string_view full_name,
                              std::optional<Date> birth_date);

/// Whether the statement is about a person of that name and day of birth.
bool holder_matches(const Statement& statement, std::string_view full_name, std::optional<Date> birth_date);

/// What is signed: "radcert certificate statement v1\n" and the JSON. No checkpoint begins so: an origin
/// holds no white space.
std::string statement_body(const Statement& statement);

inline constexpr std::size_t signature_size = 64; ///< of Ed25519, in bytes

/// The text for the QR code. @param signature  64 bytes, of `statement_body`
std::string statement_text(const Statement& statement, std::string_view signature);

/// Reads what `statement_text` wrote, byte for byte; whoever signed it is the caller's to find out.
/// @throws Error  invalid_input: any other text, even one that would mean the same.
SignedStatement read_statement(std::string_view text);

/// Whether a text has every part of a statement: JSON with all that a statement says, and a signature of the
/// right size. What has not was scanned or copied in part, and nothing is known of the paper; what has and
/// is not genuine was made so.
bool is_whole_statement(std::string_view text);

/// Whether `text` begins as a statement does.
bool looks_like_statement(std::string_view text);

/// Base 64 with the letters of URLs and without padding (RFC 4648 section 5); the one spelling of these
/// bytes.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

} // namespace radcert::documents
