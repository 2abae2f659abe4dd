// How long a certificate's paper takes: drawn in process, composed from a register and drawn, and as the
// whole command `certificate pdf`, which also opens the register, keeps the PDF and commits. Beside the
// command stands `certificate show`, which opens the same register and prints. `bench_certificates
// [HOW_MANY]`, 100 unless told otherwise.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>

#include "casework/certificate_paper.h"
#include "casework/desk_acts.h"
#include "casework/found_register.h"
#include "cli/files.h"
#include "demo/bulk_register.h"
#include "domain/error.h"
#include "registry/certificates.h"
#include "tests/bench/timing.h"

namespace {

using namespace radcert;
namespace fs = std::filesystem;

template <class Work>
double milliseconds(Work work)
{
    const double before = bench::wall_seconds();
    work();
    return (bench::wall_seconds() - before) * 1e3;
}

void print(const char* what, const std::vector<double>& times)
{
    std::printf("%-44s p50 %7.2f ms  p95 %7.2f ms\n", what, bench::median(times),
                bench::quantile(times, 0.95));
}

/// Runs the program once with its output thrown away.
void run(std::vector<std::string> words)
{
    words.insert(words.begin(), RADCERT_PROGRAM);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, STDOUT_FILENO);
        ::execv(arguments.front(), arguments.data());
        _exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    std::fprintf(stderr, "bench_certificates: the program ended with status %d\n", status);
    std::exit(1);
}

/// A register with a letterhead and made-up people; the numbers of certificates in force.
std::vector<std::string> fill(const fs::path& folder, std::size_t count)
{
    const fs::path file = folder / "radcert.db", key_file = folder / "radcert.db.key";
    std::int64_t micros = 1'700'000'000'000'000;
    const registry::Clock clock = [&micros] { return timestamp(micros); };
    casework::Founding founding{file, key_file, "province:66", {}, {}, "lan", "Nguyễn Thị Lan", {}};
    founding.rules.files = cli::rulebook_files(cli::rulebook_folder(""));
    casework::found_register(founding, clock);
    registry::Writer writer{registry::Database{file, registry::Access::write, clock},
                            registry::KeyFile::load(key_file)};
    demo::fill_in_bulk(writer, {std::max<std::size_t>(count, 100), 1, 5'000}, [&] { micros += 60'000'000; });
    registry::WriteScope write{writer, {"lan", {}, "bench", false}};
    casework::set_letterhead(write, {1, "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Đắk Lắk",
                                     "SKHCN", "H15.20", "GIÁM ĐỐC", "Trần Văn Minh", ""});
    write.commit();
    registry::CertificateFilter filter;
    filter.status = "in_force";
    filter.in_force = day_in_vietnam(registry::system_time()); // the program's own day
    std::vector<std::string> numbers;
    for (const auto& one : registry::list_certificates(writer.database(), filter, newest_event, count))
        numbers.push_back(one.certificate);
    return numbers;
}

void in_process(const fs::path& folder, const std::vector<std::string>& numbers)
{
    registry::Database database{folder / "radcert.db", registry::Access::read};
    const auto keys = registry::KeyFile::load(folder / "radcert.db.key");
    casework::Rulebooks rulebooks;
    rulebooks.in_force(database);
    std::vector<double> drawing, whole;
    std::size_t bytes = 0;
    const auto first = casework::compose_certificate(database, rulebooks, keys, numbers.front());
    const double loading = milliseconds([&] { documents::paper_tools().draw(first); });
    for (const std::string& number : numbers) {
        documents::CertificatePaper paper;
        const double composing =
            milliseconds([&] { paper = casework::compose_certificate(database, rulebooks, keys, number); });
        drawing.push_back(milliseconds([&] { bytes = documents::paper_tools().draw(paper).size(); }));
        whole.push_back(composing + drawing.back());
    }
    std::printf("%zu certificates, %zu bytes each; the first one, with the library's loading: %.1f ms\n",
                numbers.size(), bytes, loading);
    print("drawn in process", drawing);
    print("composed from the register and drawn", whole);
}

void by_command(const fs::path& folder, const std::vector<std::string>& numbers)
{
    std::vector<double> pdf, again, show;
    const std::string file = (folder / "radcert.db").string(), out = (folder / "out.pdf").string();
    for (const std::string& number : numbers) {
        const std::vector<std::string> draw{"certificate", "pdf", number, out,
                                            "--register",  file,  "--as", "lan"};
        pdf.push_back(milliseconds([&] { run(draw); }));
        again.push_back(milliseconds([&] { run(draw); }));
        show.push_back(milliseconds([&] { run({"certificate", "show", number, "--register", file}); }));
    }
    print("radcert certificate pdf", pdf);
    print("radcert certificate pdf, a second time", again);
    print("radcert certificate show", show);
    std::printf("pdf / show: %.2f x\n", bench::median(pdf) / bench::median(show));
}

} // namespace

int main(int argc, char** argv)
{
    const std::size_t count = argc > 1 ? std::size_t(std::strtoul(argv[1], nullptr, 10)) : 100;
    std::string folder = (fs::temp_directory_path() / "radcert-bench-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) return 1;
    try {
        const auto numbers = fill(folder, std::max<std::size_t>(count, 50));
        in_process(folder, numbers);
        by_command(folder, numbers);
    } catch (const Error& error) {
        std::fprintf(stderr, "bench_certificates: error: %s\n", error.what());
        return 1;
    }
    fs::remove_all(folder);
    return 0;
}
