#pragma once

#include <array>
#include <vector>

#include "rules/applies.h"
#include "rules/program.h"
#include "rules/screening.h"

namespace radcert::rules {

/// Screens dossiers against one compiled rulebook.
///
/// Pure: reads no clock, file, database or locale, so the same dossier, rulebook and options give the same
/// findings on any machine and any day. Keeps scratch memory: one screener per thread.
///
/// Source: contract/README.md, "How a verdict comes about".
class Screener {
public:
    explicit Screener(const Program& program, ScreenOptions options = {});

    /// Every finding with its outcome, reason and the records that decided it. The answer, and the dossier
    /// that it points to, live until the next call.
    const Screening& screen(const Dossier& dossier);

    /// The verdict alone: the same as `screen(dossier).verdict`, sooner.
    Verdict verdict(const Dossier& dossier);

private:
    /// The ways into the rows that can apply to a role while the law stands still.
    struct Candidates {
        bool ready{false};
        std::vector<Gate> needs, requirements;
        std::vector<Gate> deciding; ///< those of `requirements` that bear on the verdict
        std::vector<Gate> authorities;
    };

    /// The rows for one kind of dossier; dossiers of a desk resemble each other, so most find theirs ready.
    struct Narrowed {
        const Candidates* from{nullptr};
        Circumstances here;
        std::vector<Fitting> needs, requirements, authorities;
    };

    const Candidates& candidates(Code role);
    void gather(Candidates& found, Code role) const;
    template <bool full>
    const Narrowed& narrowed(const Candidates& from);
    template <bool full>
    void run(const Dossier& dossier);
    template <bool full>
    bool settle_need(const Narrowed& from);
    template <bool full>
    void screen_row(std::uint16_t index, Tri fits);
    bool overlay_applies(std::size_t overlay) const;
    bool is_settled_by_overlay(std::uint16_t index) const;
    bool decides(std::uint16_t index, Finding& finding) const;
    template <bool full>
    void evaluate(const RowCode& row, bool may_decide, Tri applies, Finding& finding);
    void ask_officer(Finding& finding) const;
    bool is_heard(const RowCode& row) const;
    void hear(const RowCode& row, Tri fits, const Finding& finding);
    void add_authority_finding();
    void share_out();
    void count(const Finding& finding, const RowCode& row);

    const Program& program_;
    ScreenOptions options_;
    std::vector<Candidates> candidates_; ///< by era and role
    std::array<std::vector<Narrowed>, 2>
        narrowed_; ///< for verdicts, for findings; one slot a hash, the newest stays
    Facts facts_;
    Evaluator evaluator_;
    Screening screening_;
    std::int64_t day_{};
    std::uint32_t topics_heard_{}, topics_advised_{}; ///< one bit for each topic that some row spoke to
    bool refused_{}, incomplete_{}, undetermined_{};
};

} // namespace radcert::rules
