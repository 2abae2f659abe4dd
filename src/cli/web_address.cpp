#include "cli/web_address.h"

#include <sstream>

#include "cli/desk.h"

namespace radcert::cli {

std::string listen_address(const std::string& option)
{
    const std::string said = configured(option, "listen");
    return said.empty() ? "127.0.0.1:8080" : said;
}

std::vector<std::string> host_names(const std::vector<std::string>& options)
{
    if (!options.empty()) return options;
    std::istringstream words{configured({}, "host")};
    std::vector<std::string> names;
    for (std::string name; words >> name;) names.push_back(name);
    return names;
}

std::string web_address()
{
    const auto names = host_names({});
    const std::string listen = listen_address({});
    if (!configured({}, "behind_proxy").empty() && !names.empty()) return "https://" + names.front();
    if (configured({}, "tls_certificate").empty()) return "http://" + listen;
    const std::string port = listen.substr(listen.rfind(':') + 1);
    const std::string host = names.empty() ? listen.substr(0, listen.rfind(':')) : names.front();
    return "https://" + host + (port == "443" ? "" : ":" + port);
}

} // namespace radcert::cli
