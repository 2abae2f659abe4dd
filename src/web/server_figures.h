#pragma once

#include <string>

#include "web/server.h"

namespace radcert::web {

/// A server's figures for /metrics (Prometheus text format 0.0.4).
std::string figures_text(const ServerFigures& figures);

} // namespace radcert::web
