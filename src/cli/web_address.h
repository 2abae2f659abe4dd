#pragma once

#include <string>
#include <vector>

namespace radcert::cli {

/// Where the web desk listens: the option, else the configuration, else 127.0.0.1:8080.
std::string listen_address(const std::string& option);

/// The names that browsers call it by: the options, else the configuration.
std::vector<std::string> host_names(const std::vector<std::string>& options);

/// What people type to reach the web desk of this machine, as far as the configuration tells:
/// "http://127.0.0.1:8080"; "https://desk.example" behind a proxy that does TLS.
std::string web_address();

} // namespace radcert::cli
