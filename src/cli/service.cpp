#include "cli/service.h"

#include <filesystem>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/configuration.h"

namespace radcert::cli {
namespace {

std::string file_of(const Setting& setting)
{
    return setting.origin.substr(0, setting.origin.rfind(':'));
}

/// The service of the register at hand: one file names both. Empty: the register was named otherwise.
std::string service_of(const Settings& settings)
{
    const Configuration configuration;
    const auto service = configuration.find("service"), place = configuration.find("register");
    const bool same =
        service && place && settings.register_file.empty() && file_of(*service) == file_of(*place);
    return same ? service->value : std::string{};
}

/// Whether systemd is this machine's first process (sd_booted).
bool systemd_runs()
{
    std::error_code ignored;
    return std::filesystem::is_directory("/run/systemd/system", ignored);
}

bool run_systemctl(std::string service)
{
    std::string program = "systemctl", verb = "start", end = "--";
    char* const arguments[] = {program.data(), verb.data(), end.data(), service.data(), nullptr};
    pid_t child = 0;
    if (::posix_spawnp(&child, "systemctl", nullptr, nullptr, arguments, environ) != 0) return false;
    int status = 0;
    return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

Words start_service(const Settings& settings)
{
    const std::string service = service_of(settings);
    if (service.empty())
        return {"tiếp theo: radcert serve, rồi mở đường dẫn trên",
                "next: radcert serve, then open the link above"};
    if (::geteuid() != 0 || !systemd_runs())
        return {"tiếp theo: systemctl start " + service + ", rồi mở đường dẫn trên",
                "next: systemctl start " + service + ", then open the link above"};
    if (run_systemctl(service))
        return {service + " đang chạy; tiếp theo: mở đường dẫn trên",
                service + " is running; next: open the link above"};
    return {service + " KHÔNG khởi động được; xem: journalctl -u " + service,
            service + " could NOT be started; see: journalctl -u " + service};
}

} // namespace radcert::cli
