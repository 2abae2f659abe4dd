// The revocation snapshot of a million certificates, 2 % and 10 % of them not in force: its size, plain and
// as xz packs it for a mail, and how long one check takes, from the file on disk to the answer. Beside it
// what cannot be left out: reading the bytes, hashing them and verifying one signature.
// `bench_revocations [CERTIFICATES]`
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <unistd.h>

#include "casework/ask_revocations.h"
#include "cli/files.h"
#include "domain/error.h"
#include "registry/kept_file.h"
#include "registry/signed_note.h"
#include "tests/bench/timing.h"
#include "text/digest.h"

namespace {

using namespace radcert;
using documents::Listed;
using documents::NotGood;
namespace fs = std::filesystem;

constexpr std::size_t events_of_one = 8, rounds = 500;

/// Versions that are not in force, spread evenly over the events of all certificates.
std::vector<Listed> not_good(std::size_t certificates, std::size_t one_in)
{
    std::mt19937_64 random{20'261'121};
    std::vector<Listed> listed;
    for (std::size_t i = 0; i < certificates; i += one_in) {
        const EventNumber event = EventNumber(i * events_of_one + random() % events_of_one);
        listed.push_back({event, NotGood(random() % documents::kinds_of_not_good)});
        if (listed.back().why == NotGood::suspended && event % 2 == 0)
            listed.back().until = date(2027, 1, 31);
    }
    return listed;
}

/// A snapshot as `revocations export` signs it.
std::string snapshot(const std::vector<Listed>& listed, std::size_t certificates,
                     const registry::KeyFile& keys)
{
    documents::RevocationHead head;
    head.origin = keys.origin();
    head.authority = "province:66";
    head.made_at = {"2026-11-21T01:30:00.000000Z"};
    head.log_size = certificates * events_of_one;
    head.due = date(2026, 11, 28);
    const std::string body = documents::revocation_body(listed);
    const std::string lines = documents::revocation_lines(documents::describe_body(head, listed, body));
    return lines + '\n' + registry::signature_line(lines, keys) + body;
}

struct Times {
    std::vector<double> wall, processor; ///< milliseconds
};

template <class Work>
Times times_of(Work work)
{
    Times times;
    for (std::size_t round = 0; round < rounds; ++round) {
        const double before = bench::wall_seconds(), worked = bench::processor_seconds();
        work(round);
        times.processor.push_back((bench::processor_seconds() - worked) * 1e3);
        times.wall.push_back((bench::wall_seconds() - before) * 1e3);
    }
    return times;
}

/// On a machine that others use too, the 99th of 100 on the wall is mostly waiting for them; the processor's
/// own time is not.
void print(const char* what, const Times& times, double baseline)
{
    std::printf("  %-38s median %6.3f ms  p99 %6.3f ms; of processor p99 %6.3f ms   %.2f x\n", what,
                bench::median(times.wall), bench::quantile(times.wall, 0.99),
                bench::quantile(times.processor, 0.99), bench::median(times.wall) / baseline);
}

void measure(std::size_t certificates, std::size_t one_in, const registry::KeyFile& keys,
             const fs::path& folder)
{
    const auto listed = not_good(certificates, one_in);
    const std::string bytes = snapshot(listed, certificates, keys);
    const fs::path file = folder / "snapshot";
    registry::write_kept_file(file, bytes);
    const std::vector<registry::VerifyingKey> trusted{keys.verifying()};
    const std::string packed = "xz -9 --keep --force " + file.string();
    const bool is_packed = std::system(packed.c_str()) == 0; // the packer may not be installed
    std::printf("%zu certificates, %zu not in force (%.0f %%): %zu bytes", certificates, listed.size(),
                100.0 / double(one_in), bytes.size());
    if (is_packed) std::printf(", %zu as xz packs them", std::size_t(fs::file_size(folder / "snapshot.xz")));
    std::printf(", %.2f bytes a line\n", double(bytes.size()) / double(listed.size()));

    const std::string message(200, 'm'), signature = keys.signing().sign(message);
    const auto least = times_of([&](std::size_t) {
        text::sha256_hex(cli::read_file(file.string()));
        if (!registry::verify(trusted.front(), message, signature)) std::abort();
    });
    const double baseline = bench::median(least.wall);
    print("read, hash, verify one signature", least, baseline);
    print("one check of a certificate that stands", times_of([&](std::size_t) {
              if (casework::look_up(cli::read_file(file.string()), trusted, EventNumber(certificates * 8))
                      .listed)
                  std::abort();
          }),
          baseline);
    print("one check of one that is listed", times_of([&](std::size_t round) {
              const EventNumber event = listed[round * 7919 % listed.size()].event;
              if (!casework::look_up(cli::read_file(file.string()), trusted, event).listed) std::abort();
          }),
          baseline);
}

} // namespace

int main(int argc, char** argv)
{
    const std::size_t asked = argc > 1 ? std::size_t(std::strtoul(argv[1], nullptr, 10)) : 1'000'000;
    const std::size_t certificates = std::max<std::size_t>(asked, 1'000);
    std::string folder = (fs::temp_directory_path() / "radcert-bench-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) return 1;
    try {
        const auto keys = registry::KeyFile::create(fs::path{folder} / "office.key", "radcert.example/66");
        for (const std::size_t one_in : {50, 10}) measure(certificates, one_in, keys, folder);
    } catch (const Error& error) {
        std::fprintf(stderr, "bench_revocations: error: %s\n", error.what());
        return 1;
    }
    fs::remove_all(folder);
    return 0;
}
