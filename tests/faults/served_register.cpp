#include "tests/faults/served_register.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>

#include "casework/accounts.h"
#include "casework/words_of.h"
#include "registry/passwords.h"
#include "tests/faults/desk.h"
#include "tests/files.h"
#include "tests/registers.h"
#include "tests/rules/sample_rulebook.h"

namespace radcert::faults {
namespace {

/// Acts of the desk inside one transaction.
class Filling {
public:
    explicit Filling(registry::WriteScope& write) : write_{write} {}

    std::string record(const std::string& dossier)
    {
        return casework::record_application(write_, rules(), dossier, "typed").application;
    }
    void grant(const std::string& application)
    {
        casework::ScreenRequest request;
        request.application = application;
        casework::screen_application(write_, rulebooks_, request);
        casework::decide(write_, rules(), {application, "granted", "thử nghiệm", "Điều 1", {}});
    }
    IssuedCertificate issue(const std::string& application)
    {
        casework::IssueRequest request;
        request.application = application;
        request.without_end = true;
        const auto issued = casework::issue_certificate(write_, rulebooks_, request);
        return {issued.certificate, casework::worker_name(issued.worker),
                casework::facility_name(issued.facility.value()), issued.role, issued.equipment_types};
    }
    void open_head(const std::string& code, const std::string& name, const std::string& phc)
    {
        casework::open_account(write_, code, name, {"head"}, {});
        casework::keep_password(write_, code, phc);
    }

private:
    const casework::RulebookInUse& rules() { return rulebooks_.in_force(write_.database()); }

    registry::WriteScope& write_;
    casework::Rulebooks rulebooks_;
};

} // namespace

ServedRegister::ServedRegister(std::size_t certificate_count, std::size_t granted_count,
                               std::size_t to_screen_count, int clerks)
    : place_{tests::new_place(folder_.path() / "radcert.db")}
{
    casework::found_register(
        {place_, key(), "province:66", {}, {}, "lan", "Nguyễn Thị Lan", {tests::shipped_files(), {}}});
    fill(certificate_count, granted_count, to_screen_count, clerks);
}

ServedRegister::~ServedRegister()
{
    try {
        tests::drop_place(place_);
    } catch (const std::exception& trouble) {
        std::printf("the database stays: %s\n", trouble.what());
    }
}

void ServedRegister::fill(std::size_t certificate_count, std::size_t granted_count,
                          std::size_t to_screen_count, int clerks)
{
    registry::Writer writer{registry::Database{place_, registry::Access::write},
                            registry::KeyFile::load(key())};
    const std::string phc = registry::hash_password(password);
    registry::WriteScope write{writer, {"lan", second, "cli", false}};
    Filling filling{write};
    casework::record_officer(write, second, "Trần Văn Minh", true);
    filling.open_head(second, {}, phc);
    for (int i = 0; i < clerks; ++i) filling.open_head(clerk(i), "Cán bộ thử " + std::to_string(i), phc);

    const auto dossiers = made_up_dossiers(0, int(certificate_count + granted_count + to_screen_count));
    for (const std::string& dossier : dossiers) {
        const std::string application = filling.record(dossier);
        const bool grants = certificates.size() < certificate_count || granted.size() < granted_count;
        if (grants) filling.grant(application);
        if (certificates.size() < certificate_count)
            certificates.push_back(filling.issue(application));
        else
            (grants ? granted : to_screen).push_back(application);
    }
    write.commit();
}

Command ServedRegister::command(Command words) const
{
    words.insert(words.begin(), RADCERT_PROGRAM);
    const std::string at = place_.is_file() ? place_.file().string() : place_.address();
    for (const std::string& word : {std::string{"--register"}, at, std::string{"--key-file"}, key().string(),
                                    std::string{"--lang"}, std::string{"en"}})
        words.push_back(word);
    return words;
}

ServerProcess::~ServerProcess()
{
    if (process_.process > 0) kill();
}

bool ServerProcess::has_ended() const
{
    siginfo_t ended{};
    return ::waitid(P_PID, id_t(process_.process), &ended, WEXITED | WNOHANG | WNOWAIT) != 0 ||
           ended.si_pid != 0;
}

void ServerProcess::start()
{
    using namespace std::chrono_literals;
    constexpr double patience = 60;
    const double since = seconds();
    while (seconds() - since < patience) {
        process_ = start_program(served_.command({"serve", "--listen", "127.0.0.1:0", "--quiet"}), {},
                                 served_.folder());
        while (!has_ended() && seconds() - since < patience) {
            constexpr std::string_view before = "http://127.0.0.1:";
            const std::string said = tests::bytes_of(process_.out);
            const auto at = said.find(before);
            if (at != std::string::npos && said.ends_with('\n')) {
                port_ = std::uint16_t(std::atoi(said.c_str() + at + before.size()));
                return;
            }
            std::this_thread::sleep_for(5ms);
        }
        ::kill(process_.process, SIGKILL);
        wait_for(process_);
        process_.process = -1;
        std::this_thread::sleep_for(100ms);
    }
    throw std::runtime_error{"the server does not start"};
}

void ServerProcess::kill()
{
    port_ = 0;
    ::kill(process_.process, SIGKILL);
    wait_for(process_);
    process_.process = -1;
}

void ServerProcess::pause()
{
    ::kill(process_.process, SIGSTOP);
}

void ServerProcess::resume()
{
    ::kill(process_.process, SIGCONT);
}

Ran ServerProcess::stop()
{
    port_ = 0;
    ::kill(process_.process, SIGTERM);
    Ran ran = wait_for(process_);
    process_.process = -1;
    return ran;
}

bool ServerProcess::died()
{
    if (process_.process <= 0 || !has_ended()) return false;
    port_ = 0;
    const Ran ran = wait_for(process_);
    process_.process = -1;
    std::printf("a server ended by itself: status %d, signal %d: %s\n", ran.exit_status, ran.signal,
                ran.err.c_str());
    return true;
}

} // namespace radcert::faults
