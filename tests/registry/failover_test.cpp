#include <atomic>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "registry/copy_register.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/registry/sample_register.h"

using namespace radcert;
using namespace radcert::registry;
using radcert::tests::SampleRegister;

// A server that dies, and another that takes its place. Under tests/failover_cluster only.

namespace {

using PauseClock = std::chrono::steady_clock;

/// What several clerks were told of what they did.
struct Told {
    std::mutex guard;
    std::set<std::string> done, not_done, not_known;
    std::map<std::string, int> sentences; ///< of refusals, without what stands in brackets
    PauseClock::time_point last_done{PauseClock::now()};
    PauseClock::duration longest_pause{};

    void note_done(const std::string& name)
    {
        const std::lock_guard lock{guard};
        done.insert(name);
        longest_pause = std::max(longest_pause, PauseClock::now() - last_done);
        last_done = PauseClock::now();
    }
    void note_refused(const std::string& name, const Error& error)
    {
        const std::lock_guard lock{guard};
        (error.is_perhaps_done() ? not_known : not_done).insert(name);
        const std::string sentence = error.sentence().en;
        ++sentences[sentence.substr(0, sentence.find(" ("))];
    }
};

void work(const RegisterPlace& place, const KeyFile& keys, const std::string& clerk, Told& told,
          const std::atomic<bool>& evening)
{
    std::optional<Writer> writer; // opened at the first act that finds a server
    for (int i = 0; !evening; ++i) {
        const std::string name = "Người " + clerk + "-" + std::to_string(i);
        try {
            if (!writer) writer.emplace(Database{place, Access::write}, keys);
            tests::record_named_worker(*writer, name);
            told.note_done(name);
        } catch (const Error& error) {
            told.note_refused(name, error);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
}

} // namespace

TEST_CASE("a primary that is killed costs a pause and a plain sentence, and no act", "[failover][.]")
{
    constexpr int failovers = 20;
    const char* const address = std::getenv("RADCERT_TEST_CLUSTER");
    REQUIRE(address != nullptr);
    const SampleRegister sample;
    const RegisterPlace cluster{address, sample.folder / "cluster.db"};
    {
        Database from{sample.place, Access::read};
        copy_register(from, cluster, sample.keys().verifying());
    }
    Told told;
    std::atomic<bool> evening{false};
    {
        std::vector<std::jthread> clerks;
        for (const char* clerk : {"một", "hai", "ba", "bốn"})
            clerks.emplace_back([&, clerk] { work(cluster, sample.keys(), clerk, told, evening); });
        int failed = 0;
        for (int i = 0; i < failovers && failed == 0; ++i)
            failed = std::system("tests/failover_cluster kill-primary");
        evening = true;
        clerks.clear();
        REQUIRE(failed == 0);
    }
    std::map<std::string, int> recorded;
    Database reader{cluster, Access::read};
    {
        Query rows{reader, "SELECT full_name FROM worker"};
        while (rows.next()) ++recorded[std::string{rows.text(0)}];
    }
    std::size_t lost = 0, doubled = 0, unasked = 0;
    for (const std::string& name : told.done) lost += !recorded.contains(name);
    for (const std::string& name : told.not_done) unasked += recorded.contains(name);
    for (const auto& [name, count] : recorded) doubled += name.starts_with("Người ") && count > 1;
    std::cout << failovers << " failovers: " << told.done.size() << " acts done, " << told.not_done.size()
              << " said to be not done, " << told.not_known.size() << " said to be not known; " << lost
              << " lost, " << doubled << " doubled, " << unasked << " done all the same; longest pause "
              << std::chrono::duration_cast<std::chrono::milliseconds>(told.longest_pause).count() << " ms\n";
    for (const auto& [sentence, count] : told.sentences)
        std::cout << "  " << count << " x " << sentence << '\n';
    CHECK(lost == 0);
    CHECK(doubled == 0);
    CHECK(unasked == 0);
    CHECK(told.not_known.empty());
    CHECK(told.done.size() > 20);
    const Report report = tests::verify_all(cluster, sample.keys());
    INFO(tests::text_of(report));
    CHECK(report.clean());
}
