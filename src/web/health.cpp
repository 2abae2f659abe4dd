#include "registry/journal.h"
#include "web/nouns.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

const char* const plain = "text/plain; charset=utf-8";

/// The program runs.
Reply alive(Visit&)
{
    return Raw{plain, "ok\n"};
}

/// The register answers, too.
Reply ready(Visit& visit)
{
    return Raw{plain, "ok " + std::to_string(registry::journal_size(visit.database())) + "\n"};
}

/// Figures for whoever watches the server (Prometheus text format 0.0.4). No personal data.
Reply metrics(Visit& visit)
{
    std::string out = "# HELP radcert_journal_events Events of the journal.\n"
                      "# TYPE radcert_journal_events counter\nradcert_journal_events ";
    out += std::to_string(registry::journal_size(visit.database())) + '\n';
    out += visit.office().figures();
    return Raw{"text/plain; version=0.0.4; charset=utf-8", out};
}

} // namespace

void add_health_routes(Routes& routes)
{
    routes.page("/healthz", {.access = for_anybody, .summary = {"Chương trình chạy", "The program runs"}},
                alive);
    routes.page("/readyz", {.access = for_anybody, .summary = {"Sổ trả lời", "The register answers"}}, ready);
    routes.page("/metrics", {.access = for_anybody, .summary = {"Số liệu vận hành", "Figures for operation"}},
                metrics);
}

} // namespace radcert::web
