#pragma once

#include <functional>
#include <optional>
#include <random>
#include <vector>

#include "tests/faults/linearizable.h"
#include "tests/faults/served_register.h"
#include "tests/web/raw_client.h"

namespace radcert::faults {

/// What an answer says of the act that was asked for.
enum class Said : unsigned char {
    done,
    refused,  ///< as the record stands it may not be done
    not_done, ///< nothing was recorded, for another reason
    unknown   ///< nobody answered, or the answer says that it is not known
};

/// An operation on one of the things that histories are judged by: "certificate 66-2025-00001", "worker W-1",
/// "grant H66-1", "screenings H66-2".
struct Noted {
    std::string thing;
    Exchange operation;
    std::string mark; ///< of an act: the words under which the register keeps it; empty: it keeps none
};

struct ClerkNotes {
    std::vector<Noted> noted;
    std::vector<std::string> not_done; ///< marks of acts that were said not to be done
    std::vector<std::string> odd;      ///< answers that no fault explains
    long left_out{0};                  ///< reads without an answer, and acts that were said not to be done
    long given_up{0};                  ///< requests whose connection the clerk cut
};

/// What the clerks of a run share.
struct DeskRun {
    const ServedRegister& served;
    const std::vector<std::unique_ptr<ServerProcess>>& servers;
    std::chrono::steady_clock::time_point start{std::chrono::steady_clock::now()};
    std::atomic<long> acts{0}; ///< counted so that each has a mark and a day of its own

    std::int64_t now() const { return (std::chrono::steady_clock::now() - start).count(); }
};

/// A client of the desk: signs in as a browser does, sends forms and requests of programs, and notes what it
/// was told. It gives up waiting after some seconds, and now and then at once.
class Clerk {
public:
    Clerk(DeskRun& run, int number, std::uint64_t seed) : run_{run}, number_{number}, random_{seed} {}

    void act();      ///< one operation by lot
    void read_all(); ///< what everything holds, at the end
    ClerkNotes notes{};

private:
    using Fields = std::vector<std::pair<std::string, std::string>>;

    struct Asked {
        tests::RawAnswer answer;
        bool sent{false}; ///< false: no server took the connection
        std::int64_t called{}, returned{};
    };
    struct Read {
        std::string value, tag;
    };

    void read_certificate(const IssuedCertificate& certificate);
    void correct(const IssuedCertificate& certificate);
    void amend(const IssuedCertificate& certificate, const char* act);
    std::optional<Read> read_worker(const std::string& worker);
    void change_note(const std::string& worker);
    void issue(const std::string& application);
    void read_grant(const std::string& application);
    void screen(const std::string& application);
    void count_screenings(const std::string& application);

    bool sign_in();
    Asked ask(const std::string& method, const std::string& path, const std::string& headers = {},
              const std::string& body = {});
    Asked send_form(const std::string& path, Fields fields);
    std::optional<Asked> look_at(const std::string& path);
    void note_read(const std::string& thing, const Asked& asked, const std::string& told);
    void note_act(const std::string& thing, Exchange operation, const Asked& asked, const std::string& mark,
                  const std::string& told);
    Said said_by(const Asked& asked);
    std::uint16_t find_server();
    std::size_t pick(std::size_t most) { return std::size_t(random_() % most); }

    DeskRun& run_;
    int number_;
    std::mt19937_64 random_;
    std::string cookie_, csrf_;
    bool gives_up_{false}; ///< the next request
};

} // namespace radcert::faults
