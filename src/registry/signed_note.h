#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/keys.h"
#include "registry/merkle.h"

namespace radcert::registry {

// The texts by which others check the log with tools of their own: C2SP signed-note v1, tlog-checkpoint v1,
// tlog-cosignature (Ed25519, cosignature/v1) and tlog-proof v1 (c2sp.org). Whatever is read here is refused
// with Error (integrity) at the first byte that these would not have written.

/// What a log says of itself at one size.
struct Checkpoint {
    std::string origin;
    std::uint64_t size{0};
    Hash root{};

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// `key` as one line that anyone may know: "name+key id+base64 of use and point".
std::string vkey(const VerifyingKey& key);

/// @throws Error  invalid_input: `vkey` would not write this, such as when a letter of it was mistyped.
VerifyingKey parse_vkey(std::string_view text);

/// The signature of `text`, which ends in a line end, as a line of a signed note. A log that changes its key
/// puts two of them under each note for a while.
std::string signature_line(std::string_view text, const KeyFile& keys);

/// A signed note that says `checkpoint`.
/// @throws Error  conflict: `keys` belong to a log of another origin.
std::string sign_checkpoint(const Checkpoint& checkpoint, const KeyFile& keys);

/// The text of a signed note, without its signatures, after `key` was found to have signed it. Signatures by
/// others are passed over; one by `key` that is wrong refuses the note, even beside a right one.
std::string_view open_note(std::string_view note, const VerifyingKey& key);

/// What the checkpoint says, after `key` was found to have signed it. Its origin is the name of `key`.
Checkpoint open_checkpoint(std::string_view note, const VerifyingKey& key);

/// The line that a witness puts under the checkpoint `note`: at `posix_seconds` this was the largest log of
/// this origin it had seen, and it continued all that it had seen before. To find that out, and who signed
/// the note, is the caller's part: see `open_checkpoint` and `verify_consistency`.
std::string cosignature_line(std::string_view note, const KeyFile& witness, std::int64_t posix_seconds);

/// When `witness` cosigned the checkpoint `note`, in POSIX seconds.
/// @throws Error  integrity: it did not, or one of its lines is wrong.
std::int64_t verify_cosignature(std::string_view note, const VerifyingKey& witness);

/// That an entry stands in a log, in one file: check the note with `open_checkpoint`, then the path with
/// `verify_inclusion`.
struct TlogProof {
    std::uint64_t index{0};
    std::vector<Hash> path;
    std::string note;  ///< the signed checkpoint, word for word; not checked yet
    std::string extra; ///< anything; nobody signed it
};

std::string tlog_proof_text(std::uint64_t index, std::span<const Hash> path, std::string_view note,
                            std::string_view extra = {});
TlogProof read_tlog_proof(std::string_view text);

} // namespace radcert::registry
