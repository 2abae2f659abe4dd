#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/as_of.h"

namespace radcert::documents {

// The snapshot by which a certificate is checked where there is no register: which versions of certificates
// are no longer good. What is not listed, and was made before the snapshot, stands. Ends of validity are not
// listed: each statement has its own.
//
// The file is a signed note (C2SP signed-note v1), which people can read, and after its last line the body:
//
//     radcert revocations v1          what this is; no origin begins so
//     radcert.example/66              origin of the log
//     province:66                     authority
//     2026-11-21T01:30:00.000000Z     moment at which it was made
//     18                              size of the log
//     2026-11-28                      the next one is due on that day
//     1 0 0 0 0 0 0                   how many of each kind, in the order of `NotGood`
//     42                              bytes of the body
//     64 hexadecimal digits           SHA-256 of the body
//     (empty line)
//     — radcert.example/66 base64     signature over all lines above
//
// The body holds, kind by kind, the indexes of events in ascending order, each as its distance from the one
// before (the first from -1): unsigned LEB128 in the shortest form. With a suspension comes the last day of
// it: days since 1970-01-01, plus one; 0 where it has no end.

/// Why a version of a certificate is no longer good. Later words are new kinds; the order is that of the
/// body.
enum class NotGood : unsigned char {
    revoked,    ///< thu hồi
    withdrawn,  ///< issued by mistake
    replaced,   ///< another certificate took its place
    superseded, ///< what it says was corrected: the certificate stands, this paper does not
    forgotten,  ///< its holder's data were erased, which asks that nothing stands
    expired,    ///< recorded as ended, on a paper without a last day
    suspended   ///< đình chỉ
};
constexpr std::size_t kinds_of_not_good = 7;

struct Listed {
    EventNumber event{}; ///< of the version
    NotGood why{};
    std::optional<Date> until{}; ///< last day of a suspension

    friend bool operator==(const Listed&, const Listed&) = default;
};

struct RevocationHead {
    std::string origin, authority;
    Timestamp made_at;
    std::uint64_t log_size{};
    Date due{}; ///< through this day the snapshot is fresh
    std::array<std::uint64_t, kinds_of_not_good> counts{};
    std::size_t body_size{};
    std::string body_digest; ///< SHA-256, hexadecimal

    friend bool operator==(const RevocationHead&, const RevocationHead&) = default;
};

/// A snapshot as it is read: views into its bytes. Nobody has verified the note yet.
struct RevocationFile {
    RevocationHead head;
    std::string_view note; ///< the signed lines and the signatures
    std::string_view body;
};

/// @param listed  each event once; the order does not matter
std::string revocation_body(std::vector<Listed> listed);

/// `head` with what it has to say of the body that `revocation_body` made of `listed`.
RevocationHead describe_body(RevocationHead head, const std::vector<Listed>& listed, std::string_view body);

/// The lines that are signed, each with its line end.
std::string revocation_lines(const RevocationHead& head);

/// @throws Error  invalid_input: it is no snapshot, one byte of head or body is not as it was written, or it
/// was cut off.
RevocationFile read_revocations(std::string_view bytes);

/// How that version is listed; empty: it is not. Reads the body once and keeps nothing.
/// @throws Error  invalid_input: the body is damaged.
std::optional<Listed> find_listed(const RevocationFile& file, EventNumber event);

/// Everything that is listed, kind by kind.
std::vector<Listed> all_listed(const RevocationFile& file);

} // namespace radcert::documents
