// The web desk over a large register: list, search and dossier pages at 50 requests a second while a decision
// is recorded durably every second, and one record's page beside a bare Beast and SQLite look-up.
// `bench_web_desk [WORKERS [SECONDS]]`; 100,000 workers and 20 seconds unless told otherwise. Exits 1 where
// an answer is not 200. The register is kept in ./bench_web_desk.N and used again.
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "casework/accounts.h"
#include "casework/decide.h"
#include "casework/found_register.h"
#include "casework/record_application.h"
#include "casework/screen_application.h"
#include "cli/files.h"
#include "demo/bulk_files.h"
#include "demo/dossier_generator.h"
#include "registry/applications.h"
#include "tests/bench/bare_server.h"
#include "tests/bench/timing.h"
#include "tests/web/raw_client.h"
#include "web/address.h"
#include "web/answer.h"
#include "web/office.h"
#include "web/server.h"
#include "web/sign_in.h"

namespace {

using namespace radcert;
namespace fs = std::filesystem;
using tests::RawAnswer;
using tests::RawClient;

const std::string password = "con voi ban don uong nuoc";

void found(const fs::path& file, std::size_t workers)
{
    casework::Founding founding;
    founding.place = file;
    founding.key_file = file.string() + ".key";
    founding.authority = "province:66";
    founding.officer = "lan";
    founding.officer_name = "Trần Thị Lan";
    founding.rules.files = cli::rulebook_files(cli::rulebook_folder({}));
    casework::found_register(founding);
    registry::Writer writer{registry::Database{file, registry::Access::write},
                            registry::KeyFile::load(founding.key_file)};
    casework::Rulebooks rulebooks;
    demo::BulkFilesOptions options;
    options.workers = workers;
    demo::fill_with_files(writer, rulebooks.in_force(writer.database()).book.digest, options);
    registry::WriteScope write{writer, {"lan", "", "bench"}};
    casework::record_officer(write, "minh", "Phạm Minh", true);
    write.commit();
}

/// Somebody who reads and decides, and that many files as a desk records and screens them.
std::vector<std::string> prepare(web::Office& office, const std::string& code, std::size_t count)
{
    std::vector<std::string> files;
    office.write([&](registry::Writer& writer) {
        registry::WriteScope write{writer, {"lan", "minh", "bench"}};
        casework::open_account(write, code, "Lê Văn Nam", {"case_officer"}, {});
        casework::set_password(write, code, password);
        casework::Rulebooks rulebooks;
        const demo::DossierGenerator made{std::uint64_t(getpid())};
        for (std::size_t i = 0; files.size() < count; ++i) {
            std::string dossier = made.dossier(1'000 + i);
            const std::string number = "B-" + std::to_string(getpid()) + "-" + std::to_string(i);
            const auto id = dossier.find("\"id\":\"", dossier.find("\"application\":"));
            dossier.replace(id + 6, dossier.find('"', id + 6) - id - 6, number);
            try {
                casework::record_application(write, rulebooks.in_force(write.database()), dossier, "bench");
                casework::screen_application(write, rulebooks, {number, {}, Standing::secondary});
                const auto file = registry::load_application(write.database(), number, newest_event);
                if (file.filed_on <= write.today())
                    files.push_back(number); // the others cannot be decided yet
            } catch (const Error&) {
            } // of a person whom another file tells otherwise
        }
        write.commit();
    });
    return files;
}

void decide(web::Office& office, casework::Rulebooks& rulebooks, const std::string& file)
{
    office.write([&](registry::Writer& writer) {
        registry::WriteScope write{writer, {"lan", "minh", "bench"}};
        casework::decide(write, rulebooks.in_force(write.database()),
                         {file, "refused", "thử tải", "Nghị định 142/2020/NĐ-CP, Điều 35", {}});
        write.commit();
    });
}

std::string request_text(const std::string& target, const std::string& cookie)
{
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" +
           (cookie.empty() ? "" : "Cookie: " + cookie + "\r\n") + "\r\n";
}

std::string sign_in(std::uint16_t port, const std::string& code)
{
    RawClient client{port};
    const std::string body = web::Parameters{{"code", code}, {"password", password}}.text();
    client.send("POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nContent-Type: "
                "application/x-www-form-urlencoded\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n\r\n" + body);
    const RawAnswer answer = client.answer();
    const auto at = answer.head.find(std::string{web::session_cookie} + '=');
    if (at == std::string::npos) std::exit((std::fprintf(stderr, "cannot sign in: %d\n", answer.status), 1));
    return answer.head.substr(at, answer.head.find(';', at) - at);
}

struct Kind {
    const char* name;
    std::vector<std::string> targets;
    std::vector<double> milliseconds{};
};

/// Asks so many requests a second in turn from some threads; each has its moment, so that a slow answer
/// delays none.
void load(std::uint16_t port, const std::string& cookie, std::vector<Kind>& kinds, int seconds)
{
    constexpr int per_second = 50, threads = 8;
    std::vector<std::vector<std::pair<std::size_t, double>>> taken(threads);
    std::vector<std::thread> clients;
    const double begin = bench::wall_seconds();
    for (int t = 0; t < threads; ++t) {
        clients.emplace_back([&, t] {
            RawClient client{port};
            for (int i = t; i < seconds * per_second; i += threads) {
                const double due = begin + double(i) / per_second;
                while (bench::wall_seconds() < due) usleep(200);
                const std::size_t kind = std::size_t(i) % kinds.size();
                const auto& targets = kinds[kind].targets;
                client.send(request_text(targets[std::size_t(i) / kinds.size() % targets.size()], cookie));
                const RawAnswer answer = client.answer();
                if (answer.status != 200)
                    std::exit((std::fprintf(stderr, "%s: %s answered %d\n", kinds[kind].name,
                                            targets[std::size_t(i) / kinds.size() % targets.size()].c_str(),
                                            answer.status),
                               1));
                taken[std::size_t(t)].emplace_back(kind, (bench::wall_seconds() - due) * 1e3);
            }
        });
    }
    for (std::thread& client : clients) client.join();
    for (const auto& thread : taken) {
        for (const auto& [kind, milliseconds] : thread) kinds[kind].milliseconds.push_back(milliseconds);
    }
}

/// Requests a second that four clients get answered, one after another each.
double throughput(std::uint16_t port, const std::string& cookie, const std::string& prefix,
                  const std::string& suffix, std::size_t records)
{
    constexpr int threads = 4, each = 2'000;
    const double begin = bench::wall_seconds();
    std::vector<std::thread> clients;
    for (int t = 0; t < threads; ++t) {
        clients.emplace_back([&, t] {
            RawClient client{port};
            for (int i = 0; i < each; ++i) {
                const std::size_t record = 1 + std::size_t(i * threads + t) * 7'919 % records;
                client.send(request_text(prefix + std::to_string(record) + suffix, cookie));
                if (client.answer().status != 200)
                    std::exit((std::fprintf(stderr, "%s is not there\n", prefix.c_str()), 1));
            }
        });
    }
    for (std::thread& client : clients) client.join();
    return threads * each / (bench::wall_seconds() - begin);
}

} // namespace

int main(int argc, char** argv)
{
    const std::size_t workers = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
    const int seconds = argc > 2 ? std::atoi(argv[2]) : 20;
    const fs::path folder = "bench_web_desk." + std::to_string(workers), file = folder / "radcert.db";
    if (!fs::exists(file)) {
        fs::create_directories(folder);
        const double before = bench::wall_seconds();
        found(file, workers);
        std::printf("filled with %zu workers in %.0f s\n", workers, bench::wall_seconds() - before);
    }
    web::OfficeOptions options;
    options.place = file;
    options.key_file = file.string() + ".key";
    web::Office office{options};
    const std::string code = "nam" + std::to_string(getpid());
    constexpr std::size_t read_files = 200;
    std::vector<std::string> waiting = prepare(office, code, std::size_t(seconds) + read_files);
    web::Server server{{}, web::answer_maker(office)};
    std::thread serving{[&] { server.run(); }};
    const std::string cookie = sign_in(server.port(), code);

    std::vector<Kind> kinds{
        {"list of certificates",
         {"/certificates?status=in_force", "/certificates", "/applications?desk=in_review"}},
        {"search of workers",
         {"/workers?q=nguyen", "/workers?q=thinh", "/workers?q=tran+thi", "/workers?q=duc"}},
        {"dossier", {}},
    };
    for (std::size_t i = 0; i < read_files; ++i) {
        kinds[2].targets.push_back(web::address({"applications", waiting.back()}));
        waiting.pop_back();
    }
    std::atomic<bool> done{false};
    std::vector<double> decided;
    std::thread deciding{[&] {
        casework::Rulebooks rulebooks;
        for (const std::string& number : waiting) {
            if (done) return;
            const double before = bench::wall_seconds();
            decide(office, rulebooks, number);
            decided.push_back((bench::wall_seconds() - before) * 1e3);
            usleep(useconds_t(std::max(0.0, 1e6 - (bench::wall_seconds() - before) * 1e6)));
        }
    }};
    load(server.port(), cookie, kinds, seconds);
    done = true;
    deciding.join();
    for (const Kind& kind : kinds) {
        std::printf("%-22s %5zu requests  p50 %7.1f ms  p95 %7.1f ms  p99 %7.1f ms\n", kind.name,
                    kind.milliseconds.size(), bench::median(kind.milliseconds),
                    bench::quantile(kind.milliseconds, 0.95), bench::quantile(kind.milliseconds, 0.99));
    }
    std::printf("%-22s %5zu decisions p50 %7.1f ms  p95 %7.1f ms\n", "meanwhile", decided.size(),
                bench::median(decided), bench::quantile(decided, 0.95));

    const std::size_t facilities = workers / 10;
    const bench::BareServer bare{file};
    const double least = throughput(bare.port(), "", "/", "", facilities);
    bench::print_rate("bare look-up", least, "bare look-up", 1);
    const double json = throughput(server.port(), cookie, "/equipment/E-", ".json", facilities);
    bench::print_rate("one unit, JSON", json, "bare look-up", json / least);
    const double page = throughput(server.port(), cookie, "/equipment/E-", "", facilities);
    bench::print_rate("one unit, page", page, "bare look-up", page / least);
    server.stop();
    serving.join();
}
