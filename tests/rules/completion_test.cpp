#include <algorithm>
#include <functional>
#include <random>
#include <set>

#include "tests/rounds.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::json;
using tests::SampleRules;

// Every check, asked about small random lists with gaps, is compared with the same check asked about every
// way in which the gaps could be filled: it must say "maybe" exactly where the answers differ.

namespace {

/// One check, ready to be asked about many dossiers.
class Asked {
public:
    explicit Asked(const std::string& condition)
        : book_{rules::read_rulebook(
              SampleRules{}
                  .add("requirements", R"({"id": "ASKED", "condition": )" + condition + "}")
                  .files())},
          program_{book_}, evaluator_{program_}
    {
    }

    rules::Tri operator()(const Dossier& dossier)
    {
        facts_.begin(dossier, program_.texts);
        evaluator_.begin(facts_);
        return evaluator_.answer(program_.rows.back().condition);
    }
    const Vocabulary& vocabulary() const { return book_.vocabulary; }

private:
    const rules::Rulebook book_;
    const rules::Program program_;
    rules::Evaluator evaluator_;
    rules::Facts facts_;
};

/// A gap in a dossier, with everything that could stand in it.
using Gap = std::vector<std::function<void(Dossier&)>>;

template <class T, class Reach>
void add_gap(std::vector<Gap>& gaps, const Dossier& dossier, Reach reach, const std::vector<T>& values)
{
    Dossier copy = dossier;
    if (reach(copy).has_value()) return;
    Gap gap;
    for (const T& value : values) gap.push_back([reach, value](Dossier& filled) { reach(filled) = value; });
    gaps.push_back(std::move(gap));
}

/// The answers to every way of filling the gaps.
std::set<rules::Tri> completions(Asked& asked, Dossier dossier, const std::vector<Gap>& gaps,
                                 std::size_t next = 0)
{
    if (next == gaps.size()) return {asked(dossier)};
    std::set<rules::Tri> answers;
    for (const auto& fill : gaps[next]) {
        Dossier filled = dossier;
        fill(filled);
        answers.merge(completions(asked, filled, gaps, next + 1));
    }
    return answers;
}

// The sample is filed, and so closed, on 30/08/2024; three years before is 30/08/2021.
const std::vector<Date> days{date(1990, 1, 1), date(2021, 8, 29), date(2021, 8, 30),
                             date(2023, 6, 1), date(2024, 8, 30), date(2024, 8, 31)};

// What began on a day that is not recorded may have begun before every other day.
const std::vector<Date> long_ago_too{date(1950, 1, 1),  date(1990, 1, 1), date(2021, 8, 29),
                                     date(2021, 8, 30), date(2023, 6, 1), date(2024, 8, 30),
                                     date(2024, 8, 31)};

template <class T>
std::optional<T> one_or_gap(std::mt19937& random, const std::vector<T>& values)
{
    if (random() % 3 == 0) return std::nullopt;
    return values[random() % values.size()];
}

void check_exact(const std::string& condition,
                 const std::function<std::vector<Gap>(Dossier&, std::mt19937&)>& make)
{
    CAPTURE(condition);
    Asked asked{condition};
    const Dossier sample = tests::dossier_of(tests::sample_dossier(), asked.vocabulary());
    std::mt19937 random{11};
    std::set<rules::Tri> seen;
    for (int round = 0; round < tests::rounds(300); ++round) {
        Dossier dossier = sample;
        const std::vector<Gap> gaps = make(dossier, random);
        const rules::Tri said = asked(dossier);
        seen.insert(said);
        const std::set<rules::Tri> answers = completions(asked, dossier, gaps);
        CAPTURE(round, int(said), answers.size());
        CHECK(said == (answers.size() == 1 ? *answers.begin() : rules::Tri::maybe));
    }
    CHECK(seen.size() == 3);
}

std::vector<Gap> trainings(Dossier& dossier, std::mt19937& random)
{
    const std::vector<std::int64_t> programmes{1, 14};
    auto& list = dossier.evidence.trainings.emplace();
    for (std::size_t i = 0, count = random() % 4; i < count; ++i) {
        list.push_back({.id = std::to_string(i),
                        .programme = one_or_gap(random, programmes),
                        .completed_on = one_or_gap(random, days),
                        .provider = {},
                        .provider_registered = random() % 2 == 0,
                        .certificate_no = {}});
    }
    std::vector<Gap> gaps;
    for (std::size_t i = 0; i < list.size(); ++i) {
        add_gap<std::int64_t>(
            gaps, dossier, [i](Dossier& d) -> auto& { return (*d.evidence.trainings)[i].programme; },
            programmes);
        add_gap<Date>(
            gaps, dossier, [i](Dossier& d) -> auto& { return (*d.evidence.trainings)[i].completed_on; },
            days);
    }
    return gaps;
}

std::vector<Gap> experience(Dossier& dossier, std::mt19937& random)
{
    auto& list = dossier.evidence.experience.emplace();
    const std::vector<Code> types{0, 1};
    for (std::size_t i = 0, count = random() % 3; i < count; ++i) {
        list.push_back({.id = std::to_string(i),
                        .role = {},
                        .equipment_type = one_or_gap(random, types),
                        .from = one_or_gap(random, days),
                        .to = one_or_gap(random, days),
                        .facility = {}});
    }
    std::vector<Gap> gaps;
    for (std::size_t i = 0; i < list.size(); ++i) {
        add_gap<Code>(
            gaps, dossier, [i](Dossier& d) -> auto& { return (*d.evidence.experience)[i].equipment_type; },
            types);
        add_gap<Date>(
            gaps, dossier, [i](Dossier& d) -> auto& { return (*d.evidence.experience)[i].from; },
            long_ago_too);
        add_gap<Date>(
            gaps, dossier, [i](Dossier& d) -> auto& { return (*d.evidence.experience)[i].to; }, days);
    }
    return gaps;
}

std::vector<Gap> doses(Dossier& dossier, std::mt19937& random)
{
    const std::vector<double> amounts{0, 10, 500};
    auto& list = dossier.evidence.doses.emplace();
    const std::size_t count = 5 + random() % 3;
    for (std::size_t i = 0; i < count; ++i) { // every year on record: an absent one is no gap but an absence
        const bool gap = random() % 4 == 0;
        list.push_back({.year = std::int64_t(2017 + i),
                        .effective_msv = gap ? std::nullopt : std::optional<double>{random() % 40},
                        .lens_msv = {},
                        .skin_msv = {}});
    }
    std::vector<Gap> gaps;
    for (std::size_t i = 0; i < list.size(); ++i) {
        add_gap<double>(
            gaps, dossier, [i](Dossier& d) -> auto& { return (*d.evidence.doses)[i].effective_msv; },
            amounts);
    }
    return gaps;
}

std::vector<Gap> photos(Dossier& dossier, std::mt19937& random)
{
    const std::vector<std::int64_t> copies{0, 1, 2, 3};
    const std::vector<Code> formats{0, 1};
    auto& list = dossier.evidence.documents.emplace();
    for (std::size_t i = 0, count = random() % 4; i < count; ++i) {
        list.push_back({.id = std::to_string(i),
                        .kind = Code(random() % 2),
                        .form = {},
                        .copies = one_or_gap(random, copies),
                        .format = one_or_gap(random, formats),
                        .issued_on = {}});
    }
    std::vector<Gap> gaps;
    for (std::size_t i = 0; i < list.size(); ++i) {
        add_gap<std::int64_t>(
            gaps, dossier, [i](Dossier& d) -> auto& { return (*d.evidence.documents)[i].copies; }, copies);
        add_gap<Code>(
            gaps, dossier, [i](Dossier& d) -> auto& { return (*d.evidence.documents)[i].format; }, formats);
    }
    return gaps;
}

} // namespace

TEST_CASE("a check of trainings is open exactly where what is not recorded could make the difference",
          "[rules]")
{
    check_exact(
        GENERATE(values<std::string>({
            R"({"exists": "trainings", "where": {"programme": 14}})",
            R"({"exists": "trainings", "where": {"programme": 14, "completed_on": {"valid_for": {"years": 3}}}})",
            R"({"none": "trainings", "where": {"completed_on": {"at_most": "2021-08-29"}}})",
            R"({"count": "trainings", "where": {"programme": 14}, "at_least": 2})",
            R"({"latest": "trainings", "by": "completed_on", "must": {"completed_on": {"valid_for": {"years": 3}}}})",
            R"({"latest": "trainings", "by": "completed_on", "must": {"provider_registered": true}, "when_none": "met"})",
            R"({"latest": "trainings", "by": "completed_on", "where": {"programme": 14}, "must": {"provider_registered": true}})",
        })),
        trainings);
}

TEST_CASE("a check of papers is open exactly where what is not recorded could make the difference", "[rules]")
{
    check_exact(
        R"({"sum": "documents", "of": "copies", "where": {"kind": "application_form", "format": "print"}, "at_least": 3})",
        photos);
    check_exact(
        R"({"count": "documents", "where": {"kind": "application_form", "format": "print"}, "at_least": 2})",
        photos);
}

TEST_CASE("a check of doses is open exactly where what is not recorded could make the difference", "[rules]")
{
    check_exact(R"({"maximum": "doses", "of": "effective_msv", "at_most": 35})", doses);
    check_exact(R"({"average": "doses", "of": "effective_msv", "over_years": 5, "at_most": 20})", doses);
}

TEST_CASE("a check of experience is open exactly where what is not recorded could make the difference",
          "[rules]")
{
    check_exact(
        R"({"duration": "experience", "where": {"equipment_type": "pet_ct"}, "at_least": {"years": 3}})",
        experience);
    check_exact(R"({"duration": "experience", "at_least": {"days": 460}})", experience);
}
