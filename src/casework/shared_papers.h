#pragma once

#include "casework/sweep.h"

namespace radcert::casework {

/// Numbers of diplomas and training certificates, with who holds them; one for each thread.
class NumberedPapers {
public:
    /// @param swept  a certificate of this person is being swept; others' papers count as the other side
    void add(const registry::PersonFile& person, bool swept);
    void join(NumberedPapers&& other);

    struct Paper {
        std::string key, issuer; ///< kind and number, and who issued it, without marks and spaces
        std::int64_t worker{}, evidence{};
        bool swept{};
        std::string number; ///< as written
    };
    /// By key, then worker.
    const std::vector<Paper>& in_order();

private:
    std::vector<Paper> papers_;
};

/// A finding for each certificate in the sweep whose holder's paper bears the number of somebody else's, of
/// the same issuer or of one that is not recorded. People whom somebody judged to be the same person do not
/// count as two.
std::vector<SweepFinding> shared_papers(registry::Database& database, NumberedPapers& papers,
                                        const SweepQuestion& question, EventNumber known_by);

} // namespace radcert::casework
