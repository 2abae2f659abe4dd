#pragma once

namespace radcert::cli {

/// Runs the command line and returns its exit status. The only place that catches `Error`.
int run(int argc, char** argv);

} // namespace radcert::cli
