#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace radcert::documents {

// A statement or a credential as it comes through people and programs: saved by an editor, printed by a
// scanner, broken into lines by a mail. Nothing here decides what is genuine: the signature does, over every
// byte of what comes out.

/// `bytes` as UTF-8 without byte order mark: UTF-8 with one, and UTF-16 as editors save it, are decoded, and
/// anything else is as it was.
std::string plain_text(std::string_view bytes);

/// Whether a text claims, anywhere in it and in any capitals, to hold a statement, or to be a credential.
/// What claims it and fails is forged; what does not is no certificate at all. Zero bytes do not hide the
/// claim.
bool claims_to_be_statement(std::string_view text);
bool claims_to_be_credential(std::string_view json);

/// The statements of a text, each of which begins a line with "RADCERT1.", without the white space around
/// them. A text without such a line comes back whole, so that it fails where it is read.
std::vector<std::string> statements_in(std::string_view text);

/// What a statement that was broken into lines may have been: without the breaks, and where one stands inside
/// the facility's name, the one value that holds spaces, with or without a space in its place, since mail
/// programs break at spaces and drop them, and in the middle of what is too long. Elsewhere white space
/// beside a break goes with it. One reading, the text itself, where there is no break; 32 at most.
std::vector<std::string> statement_readings(std::string_view statement);

} // namespace radcert::documents
