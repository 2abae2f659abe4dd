#include "casework/one_stop_report.h"

#include <filesystem>
#include <unistd.h>

#include "demo/sample_register.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/registers.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;

// The news report of August 2025: 58 files from 1 July to 12 August, 5 carried over and 53 new; 41 done, all
// in time; 17 in process; 0 overdue, 0 apologies, 0 returned.

TEST_CASE("the sample register tells what Đắk Lắk told the Ministry in August 2025", "[report]")
{
    std::string folder = (std::filesystem::temp_directory_path() / "radcert-demo-XXXXXX").string();
    REQUIRE(::mkdtemp(folder.data()) != nullptr);
    demo::SampleOptions options;
    options.place = tests::new_place(folder + "/radcert.db");
    options.key_file = folder + "/radcert.db.key";
    options.rules.files = tests::shipped_files();
    demo::make_sample_register(options);

    registry::Database database{options.place, registry::Access::read};
    casework::Rulebooks rulebooks;
    casework::OneStopQuestion question;
    question.from = date(2025, 7, 1);
    question.to = date(2025, 8, 12);
    question.today = date(2026, 11, 21);
    question.province = "66";
    const auto report = casework::one_stop_report(database, rulebooks.in_force(database), question);
    CHECK(report.number("handled") == 58);
    CHECK(report.number("carried_over") == 5);
    CHECK(report.number("received") == 53);
    CHECK(report.number("done") == 41);
    CHECK(report.number("done_early") + report.number("done_on_time") == 41);
    CHECK(report.number("in_process") == 17);
    CHECK(report.number("overdue") == 0);
    CHECK(report.number("apologies") == 0);
    CHECK(report.number("returned") == 0);
    std::filesystem::remove_all(folder);
}
