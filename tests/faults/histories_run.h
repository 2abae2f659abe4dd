#pragma once

#include "tests/faults/clerk.h"

namespace radcert::faults {

/// How much is asked in a run, and what breaks meanwhile.
struct RunPlan {
    std::uint64_t seed{1};
    long operations{2000};
    std::size_t certificates{50}, granted{40}, to_screen{10};
    int clerks{16};
    std::size_t servers{1};
    int kills{6};    ///< a server is killed and started again
    int pauses{3};   ///< a server is stopped for three seconds
    int cuts{0};     ///< every connection to the database is cut
    int restarts{0}; ///< the database server is stopped without a word and started again
};

/// What happened: everything that the clerks were told, and the faults that came.
struct RunReport {
    std::vector<Noted> noted;
    std::vector<std::string> not_done, odd;
    long answered{0}, refused{0}; ///< of the answered ones, refused as the record stood
    long unknown{0}, left_out{0}, given_up{0};
    int kills{0}, pauses{0}, cuts{0}, connections_cut{0}, restarts{0}, deaths{0};
};

/// Lets clerks work at the desk while things break; at the end, when nothing breaks any more, one reads
/// everything.
RunReport run_desk(const ServedRegister& served, const RunPlan& plan);

/// The histories of certificates, workers, grants and screenings, each judged by its model.
Verdict judge(const RunReport& report);

} // namespace radcert::faults
