#include "tests/faults/histories_run.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "domain/error.h"
#include "registry/postgres_connection.h"
#include "tests/faults/models.h"

namespace radcert::faults {
namespace {

using namespace std::chrono_literals;

using Servers = std::vector<std::unique_ptr<ServerProcess>>;

/// Breaks things, one after another, while the clerks work: each when so many operations have begun.
class Troublemaker {
public:
    enum class Fault : unsigned char { kill, pause, cut, restart };

    Troublemaker(const ServedRegister& served, const RunPlan& plan, Servers& servers, RunReport& report)
        : served_{served}, servers_{servers}, report_{report}, random_{plan.seed * 7919}
    {
        faults_.insert(faults_.end(), std::size_t(plan.kills), Fault::kill);
        faults_.insert(faults_.end(), std::size_t(plan.pauses), Fault::pause);
        faults_.insert(faults_.end(), std::size_t(plan.cuts), Fault::cut);
        faults_.insert(faults_.end(), std::size_t(plan.restarts), Fault::restart);
        std::ranges::shuffle(faults_, random_);
    }

    void work(const std::atomic<long>& begun, long operations)
    {
        for (std::size_t i = 0; i < faults_.size(); ++i) {
            const long due = operations * long(i + 1) / long(faults_.size() + 1);
            while (begun < due) std::this_thread::sleep_for(2ms);
            std::this_thread::sleep_for(std::chrono::milliseconds{random_() % 50});
            strike(faults_[i]);
        }
    }

private:
    void strike(Fault fault)
    {
        ServerProcess& server = *servers_[random_() % servers_.size()];
        switch (fault) {
        case Fault::kill:
            report_.deaths += server.died();
            if (server.port() != 0) server.kill();
            ++report_.kills;
            server.start();
            break;
        case Fault::pause:
            server.pause();
            std::this_thread::sleep_for(3s);
            server.resume();
            ++report_.pauses;
            break;
        case Fault::cut: cut_connections(); break;
        case Fault::restart: restart_database(); break;
        }
    }

    void cut_connections()
    {
        const auto cut = registry::PostgresConnection{served_.place(), false}.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid()");
        report_.connections_cut += registry::libpq().rows(cut.get());
        ++report_.cuts;
    }

    void restart_database()
    {
        const Ran ran = run_program({fs::path{std::getenv("RADCERT_TEST_POSTGRES")} / "restart"});
        if (ran.exit_status != 0)
            report_.odd.push_back("the database did not start again: " + ran.out + ran.err);
        ++report_.restarts;
    }

    const ServedRegister& served_;
    Servers& servers_;
    RunReport& report_;
    std::mt19937_64 random_;
    std::vector<Fault> faults_;
};

void add_notes(RunReport& report, ClerkNotes&& notes)
{
    for (Noted& one : notes.noted) {
        ++(one.operation.known() ? report.answered : report.unknown);
        report.refused += one.operation.told == "refused";
        report.noted.push_back(std::move(one));
    }
    report.not_done.insert(report.not_done.end(), notes.not_done.begin(), notes.not_done.end());
    report.odd.insert(report.odd.end(), notes.odd.begin(), notes.odd.end());
    report.left_out += notes.left_out;
    report.given_up += notes.given_up;
}

/// What stands between two threads: a clerk that throws must not end the program.
void work_as(Clerk& clerk, std::atomic<long>& begun, long operations)
{
    try {
        while (begun++ < operations) clerk.act();
    } catch (const std::exception& trouble) {
        clerk.notes.odd.push_back(std::string{"a clerk stopped working: "} + trouble.what());
    }
}

Model model_of(const std::string& thing)
{
    if (thing.starts_with("certificate ")) return certificate_model("none in_force");
    if (thing.starts_with("worker ")) return register_model("none");
    return thing.starts_with("grant ") ? grant_model() : count_model();
}

} // namespace

RunReport run_desk(const ServedRegister& served, const RunPlan& plan)
{
    RunReport report;
    Servers servers;
    for (std::size_t i = 0; i < plan.servers; ++i) {
        servers.push_back(std::make_unique<ServerProcess>(served));
        servers.back()->start();
    }
    DeskRun run{served, servers};
    std::vector<std::unique_ptr<Clerk>> clerks;
    for (int i = 0; i < plan.clerks; ++i)
        clerks.push_back(std::make_unique<Clerk>(run, i, plan.seed * 1000 + std::uint64_t(i)));
    std::atomic<long> begun{0};
    {
        std::vector<std::jthread> threads;
        for (const auto& clerk : clerks)
            threads.emplace_back([&clerk, &begun, &plan] { work_as(*clerk, begun, plan.operations); });
        Troublemaker{served, plan, servers, report}.work(begun, plan.operations);
    }
    // What a server is still at it ends; what comes later than that never comes.
    for (const auto& server : servers) {
        report.deaths += server->died();
        if (server->port() != 0) server->stop();
    }
    servers.resize(1);
    servers.front()->start();
    clerks.front()->read_all();
    servers.front()->stop();
    for (const auto& clerk : clerks) add_notes(report, std::move(clerk->notes));
    return report;
}

Verdict judge(const RunReport& report)
{
    Histories histories;
    for (const Noted& one : report.noted) histories[one.thing].push_back(one.operation);
    Verdict all{Order::exists, {}, 0};
    for (const auto& named : histories) {
        const Verdict one = find_orders(model_of(named.first), {named});
        all.visited += one.visited;
        if (one.order == Order::exists) continue;
        all.order = one.order;
        all.witness += one.witness + '\n';
    }
    return all;
}

} // namespace radcert::faults
