#include "casework/pending_files.h"

#include "rules/screen.h"
#include "tests/casework/other_rulebook.h"

// Which waiting files a topic that falls silent would hit.

using namespace radcert;
using namespace radcert::tests;

TEST_CASE("a waiting file is hit where a row spoke to it, and none would by the law of the day after",
          "[pending]")
{
    Office office{date(2024, 6, 3)};
    office.record(eligible_dossier("A-1", "999185000017", "Nguyễn Đức Minh"));
    const auto books = [](const std::string& end) {
        return rules::read_rulebook(shipped_with("B-HEALTH-1", R"("from": "2021-02-01", "to": "2025-06-30")",
                                                 R"("from": "2021-02-01", "to": ")" + end + '"'),
                                    {});
    };
    const auto hit = [&](const rules::Rulebook& book, Topic topic, Date day) {
        const rules::Program program{book};
        return casework::pending_in_silence(
            program, casework::pending_files(office.database(), book.vocabulary), topic, day);
    };
    const auto whole = rules::read_rulebook(shipped_files(), {});
    CHECK(hit(whole, Topic::health_check, date(2025, 1, 1)) == 0);

    // B-HEALTH-2 speaks to health checks too: only when both end is there silence.
    CHECK(hit(books("2024-12-31"), Topic::health_check, date(2025, 1, 1)) == 0);
    CHECK(hit(whole, Topic::dose, date(2025, 1, 1)) == 0); // no row spoke to it before
    CHECK(hit(whole, Topic::photo, date(2031, 1, 1)) == 0);
    CHECK(hit(whole, Topic::photo, date(2009, 1, 1)) == 1); // before any text
}

TEST_CASE("a silence about another role or other equipment hits no file of this one", "[pending]")
{
    Office office{date(2024, 6, 3)};
    office.record(eligible_dossier("A-1", "999185000017", "Nguyễn Đức Minh")); // a safety officer of a CT
    const rules::Program& program = office.rules().program;
    const Vocabulary& words = program.book.vocabulary;
    const auto files = casework::pending_files(office.database(), words);
    const auto hit = [&](const char* role, const char* type) {
        const workshop::GapPlace place{words.roles.find(role).value(),
                                       {},
                                       rules::DeviceSet{1} << words.equipment_types.find(type).value()};
        return casework::pending_in_silence(program, files, Topic::photo, date(2009, 1, 1), {place});
    };
    CHECK(hit("safety_officer", "ct") == 1);
    CHECK(hit("safety_officer", "xrf") == 0);
    CHECK(hit("emergency_officer", "ct") == 0);
}
