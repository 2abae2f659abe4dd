#pragma once

#include "casework/dossier_maker.h"
#include "casework/facility_shelf.h"
#include "casework/flips.h"

namespace radcert::casework {

/// Asks of people who hold a certificate or a post whether they would get one, as `worker eligibility` does.
class HolderVisitor : public PersonVisitor {
public:
    /// @param authority  that keeps the register
    HolderVisitor(const ImpactQuestion& question, const FacilityShelf& shelf, const std::vector<Date>& days,
                  const std::string& authority, Flips& flips);

    void visit(const registry::PersonFile& person, const registry::PersonCases& cases) override;

private:
    using Units = std::vector<registry::UnitInDossier>;

    /// One question about the person, on whatever day.
    struct Question {
        Touched touched{};
        std::string number;
        const std::string& role;
        std::optional<std::int64_t> facility; ///< empty: where the person is in post on the day
        bool units_in_use{};                  ///< the facility's equipment in use on the day is asked about
        Units units;                          ///< else these
    };
    /// Where and when it is asked.
    struct Setting {
        const registry::Facility& facility;
        const Units& units;
        Date day;
    };

    const registry::Facility& facility_of(const std::optional<std::int64_t>& named, Date day) const;
    void ask_of(const registry::Certificate& certificate);
    void ask_of(const registry::Post& post);
    void ask(const Question& question);
    bool ask_on(const Question& question, const Setting& where);
    Flips::Pair verdicts_of(const Question& question, const Setting& where);
    std::string json_of(const Question& question, const Setting& where) const;

    const ImpactQuestion& question_;
    const FacilityShelf& shelf_;
    const std::vector<Date>& days_;
    const registry::Facility nowhere_;
    Flips& flips_;
    DossierMaker before_, after_; ///< `after_` only where the rulebooks' words differ
    const registry::PersonFile* person_{nullptr};
    std::vector<std::string> held_; ///< roles of certificates in force
};

/// The types of a dossier's devices, each once, in order.
registry::WordList types_of(const Dossier& dossier, const Vocabulary& words);

} // namespace radcert::casework
