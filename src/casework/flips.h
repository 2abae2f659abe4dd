#pragma once

#include <map>
#include <tuple>

#include "casework/impact.h"
#include "rules/screen.h"
#include "text/json.h"

namespace radcert::casework {

/// Whether a dossier without judgements is read the same by both, codes and all.
bool same_words(const Vocabulary& a, const Vocabulary& b);

/// Whose answer was asked for: what a flip tells, without the group and the day.
struct Asked {
    Touched touched{};
    std::string number;
    std::int64_t worker{}, facility{};
    std::string province, role;
    registry::WordList equipment_types;
};

/// Screens dossiers under two rulebooks and gathers those whose answer changes; one for each thread.
class Flips {
public:
    Flips(const rules::Program& before, const rules::Program& after);

    struct Pair {
        Verdict before{}, after{};
        bool same() const { return before == after; }
    };
    /// @param dossier  JSON
    /// @throws Error   invalid_input: one of the rulebooks does not know a word of it.
    Pair ask(const std::string& dossier);
    /// @param before, after  one dossier, as each rulebook reads it; to live until the next question.
    Pair ask(const Dossier& before, const Dossier& after);
    /// The dossier that was asked last, as the new rulebook reads it.
    const Dossier& read_by_after() const { return *after_dossier_; }
    bool same_words() const { return same_words_; }

    void count(Touched touched, Pair verdicts);
    /// Keeps that the dossier that was asked last flips, and by which clauses.
    /// @param dossier  makes its JSON, where it is the first of its group
    void keep(Asked asked, Pair verdicts, Date day, const std::function<std::string()>& dossier);
    void refuse(Touched touched, const std::string& number, const Words& reason);

    /// Everything that was gathered, in an order that does not depend on who gathered it.
    static void merge(const std::vector<std::unique_ptr<Flips>>& gathered, Impact& into);

private:
    /// Those who change alike, and the flip that shows it: the first by worker and number.
    struct Group {
        std::size_t count{};
        Date first_day;
        Flip first;
        std::string dossier;
    };
    using Key = std::tuple<Touched, Verdict, Verdict, std::vector<ClauseChange>>;
    using Groups = std::map<Key, Group>;

    std::vector<ClauseChange> clauses();
    static void join(Group& group, Group&& other);

    const rules::Program &before_, &after_;
    bool same_words_, same_requirements_; ///< the vocabularies read a dossier, a judgement alike
    rules::Screener screen_before_, screen_after_;
    text::JsonReader reader_;
    Dossier read_before_, read_after_;
    const Dossier *before_dossier_{nullptr}, *after_dossier_{nullptr}; ///< asked last
    std::array<VerdictCounts, touched_count> counts_{};
    Groups groups_;
    std::vector<std::pair<Groups::iterator, Flip>> flips_;
    std::vector<NotAsked> not_asked_;
};

} // namespace radcert::casework
