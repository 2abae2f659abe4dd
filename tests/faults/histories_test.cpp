#include "tests/faults/histories_run.h"

#include <cstdlib>
#include <iostream>

#include "tests/catch.h"
#include "tests/faults/kept_acts.h"
#include "tests/registers.h"

// What sixteen clerks are told by servers that are killed and stopped, over a register whose connections are
// cut, has an order; and what they were told to be done is there, once. On SQLite one server, on PostgreSQL
// three.
//
// Each certificate is judged as a register: the form that corrects it writes its last day, without asking
// what it was, and suspending and restoring look at its status first; the interface for programs reads both.
// The note on its holder is another one, which programs change by If-Match. Applications that were granted
// give a certificate once, whoever asks; screenings that programs ask for by an Idempotency-Key are counted.
//
// RADCERT_SEED is the seed of the first run.

using namespace radcert;
using namespace radcert::faults;

namespace {

RunPlan plan_of(std::uint64_t seed)
{
    RunPlan plan;
    plan.seed = seed;
    if (tests::on_postgres()) {
        plan.servers = 3;
        plan.cuts = 30;
        plan.restarts = 2;
    }
    if (long_run()) return plan;
    plan.operations = 240;
    plan.certificates = 12;
    plan.granted = 8;
    plan.to_screen = 4;
    plan.kills = 2;
    plan.pauses = 1;
    plan.cuts /= 4;
    plan.restarts /= 2;
    return plan;
}

void print(const RunPlan& plan, const RunReport& report, const Kept& kept, const Verdict& verdict,
           double since)
{
    std::cout << "histories on " << (tests::on_postgres() ? "PostgreSQL" : "SQLite") << ", seed " << plan.seed
              << ": " << report.answered << " operations answered (" << report.refused << " refused), "
              << report.unknown << " unknown, " << report.left_out << " left out; faults: " << report.kills
              << " kills, " << report.pauses << " pauses, " << report.given_up << " given up, " << report.cuts
              << " cuts of " << report.connections_cut << " connections, " << report.restarts
              << " restarts; order " << (verdict.order == Order::exists ? "exists" : "DOES NOT EXIST") << " ("
              << verdict.visited << " states); " << kept.acts << " acts done, " << kept.lost << " lost, "
              << kept.doubled << " doubled, " << kept.undone << " done though said not to be, "
              << kept.disorder << " out of order; " << kept.certificates << " certificates; "
              << seconds() - since << " s" << std::endl;
}

std::string lines(const std::vector<std::string>& all)
{
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(all.size(), 10); ++i) text += all[i] + '\n';
    return text;
}

void check_run(const RunPlan& plan)
{
    const double since = seconds();
    const ServedRegister served{plan.certificates, plan.granted, plan.to_screen, plan.clerks};
    const RunReport report = run_desk(served, plan);
    const Verdict verdict = judge(report);
    const Kept kept = look_at_acts(served, report);
    print(plan, report, kept, verdict, since);
    INFO("seed " << plan.seed << '\n' << verdict.witness << lines(kept.trouble) << lines(report.odd));
    CHECK(verdict.order == Order::exists);
    CHECK(kept.lost == 0);
    CHECK(kept.doubled == 0);
    CHECK(kept.undone == 0);
    CHECK(kept.disorder == 0);
    CHECK(kept.trouble.empty());
    CHECK(report.odd.empty());
    CHECK(report.deaths == 0);
    CHECK(report.answered > plan.operations / 2);
    const Ran verified = run_program(served.command({"register", "verify"}));
    INFO(verified.out << verified.err);
    CHECK(verified.exit_status == 0);
}

} // namespace

TEST_CASE("what sixteen clerks are told has an order, whatever breaks meanwhile", "[histories]")
{
    const char* const told = std::getenv("RADCERT_SEED");
    const std::uint64_t first = told == nullptr ? 1 : std::strtoull(told, nullptr, 10);
    const std::uint64_t runs = long_run() ? 10 : 1;
    for (std::uint64_t i = 0; i < runs; ++i) check_run(plan_of(first + i));
}
