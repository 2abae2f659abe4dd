#include <atomic>
#include <csignal>
#include <iostream>
#include <iterator>
#include <memory>
#include <thread>

#include "cli/desk.h"
#include "cli/output.h"
#include "cli/web_address.h"
#include "web/answer.h"
#include "web/forwarded.h"
#include "web/office.h"
#include "web/rounds.h"
#include "web/server.h"
#include "web/server_figures.h"
#include "web/sign_in.h"

namespace radcert::cli {
namespace {

struct ServeOptions {
    std::string listen;
    std::vector<std::string> hosts;
    std::string certificate, key, proxy, outbox;
    std::size_t workers{4};
    int idle_minutes{15}, absolute_hours{8};
    bool quiet{false};
};

constexpr int one_minute = 60;

web::OfficeOptions office_options(const Settings& settings, const ServeOptions& options)
{
    web::OfficeOptions office;
    office.place = register_place(settings);
    office.key_file = key_file(settings);
    office.idle = std::chrono::minutes{options.idle_minutes};
    office.absolute = std::chrono::hours{options.absolute_hours};
    office.version = RADCERT_VERSION;
    return office;
}

/// "127.0.0.1:8080", "[::1]:8080".
void read_address(const std::string& text, web::ServerOptions& server)
{
    const auto colon = text.rfind(':');
    const std::string port = colon == std::string::npos ? "" : text.substr(colon + 1);
    const bool digits = !port.empty() && port.size() <= 5 &&
                        port.find_first_not_of("0123456789") == std::string::npos &&
                        std::stoi(port) <= 65'535;
    if (!digits) {
        throw Error{
            Fault::usage,
            {"--listen " + text + ": không phải ĐỊA-CHỈ:CỔNG", "--listen " + text + ": not ADDRESS:PORT"},
            {"ví dụ: --listen 127.0.0.1:8080", "such as: --listen 127.0.0.1:8080"}};
    }
    server.address = text.substr(0, colon);
    if (server.address.starts_with('[') && server.address.ends_with(']'))
        server.address = server.address.substr(1, server.address.size() - 2);
    server.port = std::uint16_t(std::stoi(port));
}

/// A desk that others reach must not send passwords in the clear.
void refuse_open_network(const web::ServerOptions& server)
{
    const bool local = server.address == "127.0.0.1" || server.address == "::1";
    if (local || !server.tls_certificate.empty()) return;
    throw Error{Fault::refused,
                {"không mở ra mạng khi không có TLS: mật khẩu sẽ đi không mã hóa",
                 "not opened to the network without TLS: passwords would travel in the clear"},
                {"thêm --tls-certificate và --tls-key, hoặc để --listen 127.0.0.1:8080 sau một máy chủ trung "
                 "gian với --behind-proxy 127.0.0.1",
                 "add --tls-certificate and --tls-key, or --listen 127.0.0.1:8080 behind a proxy, with "
                 "--behind-proxy 127.0.0.1"}};
}

/// A name would never be the address that a request comes from.
void read_proxy(const std::string& text, web::ServerOptions& server)
{
    if (text.empty()) return;
    const auto address = web::read_address(text);
    if (!address)
        throw Error{Fault::usage,
                    {"--behind-proxy " + text + ": không phải địa chỉ IP",
                     "--behind-proxy " + text + ": not an IP address"},
                    {"ví dụ: --behind-proxy 127.0.0.1", "such as: --behind-proxy 127.0.0.1"}};
    server.proxy = *address;
}

void log_line(const web::AccessLine& line)
{
    std::cerr << line.method << ' ' << (line.route.empty() ? "-" : line.route) << ' ' << line.status << ' '
              << line.bytes << ' ' << line.taken.count() << "us" << (line.trouble.empty() ? "" : "  ")
              << line.trouble << '\n';
}

/// Waits for the signal to stop, and makes the rounds, the first at once.
void wait_for_signal(const sigset_t& signals, web::Server& server, web::Rounds& rounds,
                     const std::atomic<bool>& done)
{
    while (!done) {
        try {
            rounds.go();
        } catch (const std::exception& trouble) { // a full disk, a locked file: it is tried again in a minute
            std::cerr << "radcert: " << trouble.what() << '\n';
        }
        const timespec minute{one_minute, 0};
        if (sigtimedwait(&signals, nullptr, &minute) > 0) {
            server.stop();
            return;
        }
    }
}

/// Waits for the signal in a thread of its own, for as long as it lives.
class SignalWaiter {
public:
    SignalWaiter(const sigset_t& signals, web::Server& server, web::Rounds& rounds)
        : thread_{[this, &signals, &server, &rounds] { wait_for_signal(signals, server, rounds, done_); }}
    {
    }
    ~SignalWaiter()
    {
        done_ = true;
        pthread_kill(thread_.native_handle(), SIGTERM);
        thread_.join();
    }
    SignalWaiter(const SignalWaiter&) = delete;
    SignalWaiter& operator=(const SignalWaiter&) = delete;

private:
    std::atomic<bool> done_{false};
    std::thread thread_;
};

void say_where(const web::Server& server, const web::ServerOptions& options, Language language)
{
    const bool v6 = options.address.find(':') != std::string::npos;
    const std::string host = v6 ? '[' + options.address + ']' : options.address;
    const std::string address = (options.tls_certificate.empty() ? "http://" : "https://") + host + ':' +
                                std::to_string(server.port()) + '/';
    write_out((language == Language::vi ? "mở trình duyệt tại " : "open a browser at ") + address +
              (language == Language::vi ? "  (Ctrl-C để dừng)\n" : "  (Ctrl-C stops it)\n"));
}

void serve(const Settings& settings, const ServeOptions& options)
{
    web::ServerOptions server_options;
    read_address(listen_address(options.listen), server_options);
    server_options.hosts = host_names(options.hosts);
    read_proxy(configured(options.proxy, "behind_proxy"), server_options);
    server_options.tls_certificate = configured(options.certificate, "tls_certificate");
    server_options.tls_key = configured(options.key, "tls_key");
    server_options.workers = options.workers;
    if (!options.quiet) server_options.log = log_line;
    refuse_open_network(server_options);

    // Before any thread is made, so that every one of them leaves these signals to the one that waits.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    web::Office office{office_options(settings, options)};
    office.open_desk();
    server_options.may_upload = [&office](const web::Request& request) {
        return web::is_signed_in(office, request);
    };
    web::Server server{server_options, web::answer_maker(office)};
    office.watch([&server] { return web::figures_text(server.figures()); });
    say_where(server, server_options, settings.spoken());
    const std::string outbox = configured(options.outbox, "outbox");
    web::Rounds rounds{office, outbox.empty() ? std::nullopt : std::optional<std::filesystem::path>{outbox}};
    const SignalWaiter waiter{signals, server, rounds};
    server.run();
}

/// Answers the one request on standard input, without a socket.
void answer_once(const Settings& settings, const ServeOptions& options)
{
    const std::string request{std::istreambuf_iterator<char>{std::cin}, {}};
    web::Office office{office_options(settings, options)};
    web::ServerOptions server;
    server.hosts = host_names(options.hosts);
    write_out(web::answer_text(request, server, web::answer_maker(office)()));
}

} // namespace

void add_serve_commands(Command& app, Settings& settings, int&)
{
    const auto options = std::make_shared<ServeOptions>();
    auto* command =
        app.add_subcommand("serve", "Mở các trang trong trình duyệt / show the register in a browser");
    command->add_option("--listen", options->listen, "Địa chỉ và cổng / address and port (127.0.0.1:8080)")
        ->type_name("ADDRESS:PORT");
    command
        ->add_option("--host", options->hosts,
                     "Tên máy mà trình duyệt gọi, lặp lại được / name it is called by, repeatable")
        ->type_name("NAME")
        ->one_value_each();
    command
        ->add_option("--behind-proxy", options->proxy,
                     "Địa chỉ của máy chủ trung gian được tin / address of the proxy that is believed")
        ->type_name("ADDRESS");
    command->add_option("--tls-certificate", options->certificate, "Chứng thư TLS / TLS certificate")
        ->type_name("PEM");
    command->add_option("--tls-key", options->key, "Khóa của nó / its key")->type_name("PEM");
    command->add_option("--workers", options->workers, "Số luồng trả lời / threads that answer (4)")
        ->type_name("N");
    command
        ->add_option("--idle", options->idle_minutes,
                     "Phút không dùng thì đăng xuất / idle minutes until signed out (15)")
        ->between(1, 240)
        ->type_name("MINUTES");
    command
        ->add_option("--longest", options->absolute_hours,
                     "Giờ dài nhất của một phiên / hours of the longest session (8)")
        ->between(1, 24)
        ->type_name("HOURS");
    command
        ->add_option(
            "--outbox", options->outbox,
            "Thư mục cho lời nhắc và điểm kiểm mỗi ngày / folder for each day's reminders and checkpoint")
        ->type_name("FOLDER");
    command->add_flag("--quiet", options->quiet, "Không in từng yêu cầu / no line for each request");
    add_register_options(*command, settings);
    command->callback([&settings, options] { serve(settings, *options); });

    auto* once = app.add_subcommand(
        "http", "Trả lời một yêu cầu HTTP ở đầu vào / answer one HTTP request from standard input");
    once->add_option("--host", options->hosts, "Tên máy / name of the host")
        ->type_name("NAME")
        ->one_value_each();
    add_register_options(*once, settings);
    once->callback([&settings, options] { answer_once(settings, *options); });
}

} // namespace radcert::cli
