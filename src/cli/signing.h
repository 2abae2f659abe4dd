#pragma once

#include <optional>
#include <string>

#include "cli/reading.h"
#include "documents/paper_tools.h"
#include "registry/desk.h"

namespace radcert::cli {

/// Options by which a paper is signed as it is made out.
struct SigningOptions {
    std::string identity, password_file, reason;
};
/// @param reason  what the signature says unless told otherwise
void add_signing_options(Command& command, SigningOptions& options, const char* reason);

/// The key of --sign, as of the moment of the act; empty where the paper is not to be signed.
/// @throws Error  usage: a password without a key; as read_file.
std::optional<documents::SigningIdentity> signing_identity(const SigningOptions& options, Timestamp at);

/// A copy that was signed elsewhere.
struct SignedCopyOptions {
    std::string file, trusted;
};
void add_signed_copy_options(Command& command, SignedCopyOptions& options);

/// Takes the copy in for `paper`, and says who signed it. @throws Error as casework::attach_signed.
void take_signed_copy(const Settings& settings, Writing& writing, const registry::Paper& paper,
                      const SignedCopyOptions& options, const std::string& next);

} // namespace radcert::cli
