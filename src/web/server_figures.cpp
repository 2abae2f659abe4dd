#include "web/server_figures.h"

namespace radcert::web {
namespace {

void add(std::string& out, const char* name, const char* kind, const char* help, std::uint64_t value)
{
    out += std::string{"# HELP "} + name + ' ' + help + "\n# TYPE " + name + ' ' + kind + '\n' + name + ' ' +
           std::to_string(value) + '\n';
}

} // namespace

std::string figures_text(const ServerFigures& figures)
{
    std::string out;
    add(out, "radcert_connections_open", "gauge", "Connections at this moment.", figures.open);
    add(out, "radcert_connections_total", "counter", "Connections since the start.", figures.accepted);
    add(out, "radcert_connections_refused_total", "counter", "Closed because there were too many.",
        figures.refused);
    add(out, "radcert_requests_rejected_total", "counter", "Answered by the server itself.",
        figures.rejected);
    add(out, "radcert_timeouts_total", "counter", "Not sent or not taken in time.", figures.timeouts);
    out += "# HELP radcert_answers_total Answers by class of their status.\n# TYPE radcert_answers_total "
           "counter\n";
    for (std::size_t i = 0; i < figures.answers.size(); ++i) {
        out += "radcert_answers_total{class=\"" + std::to_string(i + 2) + "xx\"} " +
               std::to_string(figures.answers[i]) + '\n';
    }
    return out;
}

} // namespace radcert::web
