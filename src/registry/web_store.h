#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/clock.h"
#include "registry/register_place.h"

namespace radcert::registry {

/// The file beside a register that holds its browser sessions, "FILE.web".
std::filesystem::path web_store_file(const RegisterPlace& place);

/// How long a session lasts. Source: reliability.md section 2, row "steal or fix a session".
struct SessionLimits {
    std::chrono::seconds idle{std::chrono::minutes{15}};
    std::chrono::seconds absolute{std::chrono::hours{8}};
};

/// Somebody who signed in.
struct Session {
    std::string id;          ///< SHA-256 of the token, hexadecimal; names the session, opens nothing
    std::string officer;     ///< reference
    std::string fingerprint; ///< `account_fingerprint` at the sign-in; another one now: the session is over
    std::int64_t made_at{};  ///< seconds since 1970
    std::int64_t last_seen{};
};

/// The answer that was given to a request, so that the same request sent again is not done again.
struct KeptAnswer {
    int status{};
    std::string body;
};

/// A key with which a program signs in for an officer.
struct ApiToken {
    std::string id; ///< SHA-256 of the token, hexadecimal
    std::string officer;
    std::string label;
    std::int64_t made_at{}, ends_at{};     ///< seconds since 1970
    std::optional<std::int64_t> last_used; ///< at most a minute behind; empty: never
};

/// What the web desk remembers between requests and the register must not: sessions, one-time links,
/// throttles, answers given, tokens of programs. Beside a register in a file a SQLite file of its own, mode
/// 0600; losing it costs everybody a sign-in and nothing else, so it is written with synchronous=NORMAL:
/// after a power loss the last sign-ins may be gone. Beside one in PostgreSQL a schema of its own there,
/// which every server of that register shares: who signed in at one is known at the others, and guesses are
/// counted together.
///
/// Tokens are given out once and never kept: what is kept is their SHA-256. Whoever is throttled (a name, an
/// address) is kept as a hash with a salt of the file, so that the file lists no addresses; who has the file
/// can still try every IPv4 address against it.
///
/// One store for all threads of a server: a mutex stands around every question. Another program may open the
/// same file at the same time.
class WebStore {
public:
    /// Opens the store of a register, or makes it. @throws Error unavailable: it cannot be opened; integrity:
    /// the file is damaged, and may be deleted.
    explicit WebStore(const RegisterPlace& place, Clock clock = system_time);
    ~WebStore();
    WebStore(const WebStore&) = delete;
    WebStore& operator=(const WebStore&) = delete;

    // Sessions.

    /// @param officer      reference
    /// @param fingerprint  `account_fingerprint`
    /// @return             the token: 32 random bytes in base64url, 43 letters
    std::string start_session(const std::string& officer, const std::string& fingerprint);
    /// The session of a token, and notes that it is in use, every 30 seconds at most: an idle limit can be
    /// short by as much. Empty: there is none, or one of its limits is over; then it is gone.
    std::optional<Session> find_session(std::string_view token, const SessionLimits& limits = {});
    void end_session(std::string_view token);
    void end_sessions_of(const std::string& officer);
    /// Sessions, one-time links and keys of programs: nothing that was given to this officer opens any more.
    void end_all_of(const std::string& officer);
    /// Of one officer, the newest first; those whose limits are over are not among them.
    std::vector<Session> sessions_of(const std::string& officer, const SessionLimits& limits = {});

    // One-time links, to choose a password with.

    /// A new link ends earlier ones of the same officer.
    /// @return  the token, 43 letters
    std::string make_invitation(const std::string& officer, std::chrono::seconds valid);
    /// The officer whom a link is for. Empty: unknown, used, or too late.
    std::optional<std::string> look_at_invitation(std::string_view token);
    /// The same, and the link is used up. Of two who take one at the same time, one gets it.
    std::optional<std::string> take_invitation(std::string_view token);

    // Throttles. A key is any text, such as "account lan", "address 192.0.2.1", "device ...": keys never
    // touch each other, so that somebody with a known device keeps a key of their own and is not locked out
    // by a stranger's guesses.

    /// How long to wait before the next guess; 0: now. After `free` failures the wait is 1 s, doubled with
    /// each further one, 12 hours at most; failures are forgotten 24 hours after the last one.
    std::chrono::seconds delay_of(std::string_view key, int free = 5);
    void note_failure(std::string_view key);
    /// Both in one step, so that guesses sent at the same time cannot all pass before the first has failed: 0
    /// counts as a failure until `note_success`; a wait counts nothing.
    std::chrono::seconds attempt(std::string_view key, int free = 5);
    void note_success(std::string_view key);
    /// The same for a key that others fill as well: takes back the one attempt, and no failure of theirs.
    void take_back(std::string_view key);

    /// Takes a token out of the key's bucket, which holds `burst` and gains `per_minute` a minute. False: it
    /// is empty.
    bool allow(std::string_view key, double per_minute, double burst);
    /// How long until the key's bucket holds a token again; 0: now.
    std::chrono::seconds wait(std::string_view key);

    // Answers by idempotency key, kept for 24 hours. Keep short ones, such as where a record is to be found:
    // what is kept lies in the file.

    /// @param request  digest of method, path and body
    /// @return         the answer kept; empty: none, do the work
    /// @throws Error   conflict: the key came with another request before.
    std::optional<KeptAnswer> find_answer(const std::string& officer, std::string_view key,
                                          std::string_view request);
    /// The same, and marks the key as being worked on: `keep_answer` ends that when it was done, `drop_claim`
    /// when nothing was. A claim that neither ended stands for a day: whether its work was done is not known.
    /// @throws Error  conflict: also where another request with that key is being worked on.
    std::optional<KeptAnswer> claim_answer(const std::string& officer, std::string_view key,
                                           std::string_view request);
    void keep_answer(const std::string& officer, std::string_view key, std::string_view request,
                     const KeptAnswer& answer);
    void drop_claim(const std::string& officer, std::string_view key);

    // Tokens of programs.

    /// @return  the token, 43 letters
    std::string make_token(const std::string& officer, const std::string& label,
                           std::chrono::seconds valid = std::chrono::hours{24 * 365});
    /// Empty: unknown, ended or too late.
    std::optional<ApiToken> find_token(std::string_view token);
    std::vector<ApiToken> tokens_of(const std::string& officer);
    /// @param id  `ApiToken::id`. False: the officer has no such token.
    bool end_token(const std::string& officer, std::string_view id);

    // What several servers of one register do once for all.

    /// Takes the turn of a work, for as long as `period`. False: somebody has it. Of several who ask at once,
    /// one gets it.
    bool take_turn(const std::string& work, std::chrono::seconds period);
    void give_turn_back(const std::string& work); ///< it came to nothing, and may be tried again
    bool was_told(const std::string& reminder);   ///< @param reminder  its id
    void note_told(const std::string& reminder);  ///< for as long as the store lasts

    // Files on their way to an import, where several servers answer: each as a box that its sender's server
    // sealed. Of an officer the last few are kept, for a day.

    static constexpr std::chrono::hours files_rest{24};
    void keep_file(const std::string& officer, std::string_view token, std::string_view box,
                   std::size_t most);
    std::optional<std::string> find_file(const std::string& officer, std::string_view token);
    void drop_file(std::string_view token);

    /// Removes what is over: sessions by these limits, links, answers, tokens, turns, files, throttles that
    /// rest. Once a minute is enough.
    void sweep(const SessionLimits& limits = {});

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace radcert::registry
