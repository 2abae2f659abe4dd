#include "rules/validity.h"

#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using rules::Validity;
using tests::SampleRules;
using Term = rules::Validity::Term;

namespace {

const rules::Rulebook& law()
{
    static const rules::Rulebook book = rules::read_rulebook(tests::shipped_files());
    return book;
}

/// The application of a safety officer at a facility with a CT.
Application application(const Vocabulary& vocabulary, std::optional<bool> medical = true)
{
    Application made;
    made.procedure = *vocabulary.procedures.find("new");
    made.role = *vocabulary.roles.find("safety_officer");
    made.facility.medical = medical;
    made.facility.devices.emplace_back().type = *vocabulary.equipment_types.find("ct");
    return made;
}

Validity validity(const rules::Rulebook& book, const char* issued_on, std::optional<bool> medical = true)
{
    return rules::validity_on(book, *parse_date(issued_on), application(book.vocabulary, medical));
}

} // namespace

TEST_CASE("a certificate has the term of the law on the day of issue", "[rules]")
{
    struct Case {
        const char* issued_on;
        Term term;
        const char* row;
        const char* expires_on;
    };
    const auto row = GENERATE(values<Case>({
        {"2010-09-04", Term::stated_by_officer, "", ""},
        {"2010-09-05", Term::months, "A-VALID-1", "2015-09-05"},
        {"2016-02-29", Term::months, "A-VALID-1", "2021-02-28"},
        {"2021-01-31", Term::months, "A-VALID-1", "2026-01-31"},
        {"2021-02-01", Term::unlimited, "B-VALID-1", ""},
        {"2025-06-30", Term::unlimited, "B-VALID-1", ""},
        {"2025-07-01", Term::unlimited, "B-VALID-1", ""},
        {"2025-12-31", Term::unlimited, "B-VALID-1", ""},
        {"2026-01-01", Term::stated_by_officer, "D-VALID-1", ""},
    }));
    CAPTURE(row.issued_on);
    const Validity found = validity(law(), row.issued_on);
    CHECK(found.term == row.term);
    CHECK(found.months == (row.term == Term::months ? 60 : 0));
    CHECK((found.rule == nullptr ? "" : found.rule->id) == row.row);
    CHECK((found.expires_on ? to_iso(*found.expires_on) : "") == row.expires_on);
}

TEST_CASE("a term that is only inferred is named, and left to the officer", "[rules]")
{
    SampleRules sample;
    sample.add("validity_rules", R"({"id": "VALID-1", "standing": "inferred", "term": {"years": 5}})");
    const rules::Rulebook book = rules::read_rulebook(sample.files());
    const Validity found = validity(book, "2024-05-01");
    CHECK(found.term == Term::stated_by_officer);
    CHECK_FALSE(found.expires_on);
    REQUIRE(found.rule != nullptr);
    CHECK(found.rule->months == 60);
    CHECK(validity_on(book, date(2024, 5, 1), application(book.vocabulary), Standing::inferred).term ==
          Term::months);
}

TEST_CASE("of several rows on the term the best known speaks", "[rules]")
{
    SampleRules sample;
    sample.add("validity_rules", R"({"id": "VALID-1", "standing": "secondary", "unlimited": true})");
    sample.add("validity_rules", R"({"id": "VALID-2", "standing": "text", "term": {"months": 6},
                                     "applies_to": {"medical": true}})");
    const rules::Rulebook book = rules::read_rulebook(sample.files());

    const Validity medical = validity(book, "2024-08-31");
    CHECK(medical.months == 6);
    CHECK(medical.expires_on == date(2025, 2, 28));
    CHECK(validity(book, "2024-08-31", false).term == Term::unlimited);

    const Validity untold = validity(book, "2024-08-31", std::nullopt);
    CHECK(untold.term == Term::stated_by_officer);
    CHECK(untold.rule->id == "VALID-2");
}
