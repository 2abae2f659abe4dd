#include "casework/adopt_row.h"

#include "tests/casework/office.h"
#include "text/read_dossier.h"

// An unconfirmed row that the office lets decide: from a day on, by two persons, never for the past.

namespace {

using namespace radcert;
using namespace radcert::tests;

/// A PET/CT file of province 66, filed on a day, screened by the rulebook that the office uses.
class PetFile {
public:
    PetFile(Office& office, Date filed_on) : screener_{office.rules().program}
    {
        json stated = tests::parsed(bytes_of("qualification-rules/cases/bases/c-pet.json"));
        stated["application"]["filed_on"] = to_iso(filed_on);
        stated["officer_findings"] = json::array(); // or they would settle what is open
        text::JsonReader reader;
        file_ = text::read_dossier(reader, stated.dump(), office.rules().book.vocabulary);
        const auto& screening = screener_.screen(file_);
        for (const auto& finding : screening.findings) {
            if (finding.row == rules::no_index ||
                office.rules().book.requirements[finding.row].id != "C-FORM-1")
                continue;
            outcome = word(finding.outcome);
            if (const auto* by = adoption_of(office.rules().book, finding)) basis = by->basis.vi;
        }
    }

    std::string outcome, basis;

private:
    rules::Screener screener_;
    Dossier file_;
};

void adopt(Office& office, std::optional<Date> from = {}, const std::string& second = "minh",
           const std::string& row = "C-FORM-1", const std::string& basis = "Quyết định 12/QĐ-UBND")
{
    office.act(
        [&](registry::WriteScope& write) {
            casework::adopt_row(write, office.rulebooks(), {row, from, basis, {}});
        },
        second);
}

void end(Office& office, std::optional<Date> last = {})
{
    office.act(
        [&](registry::WriteScope& write) {
            casework::end_adoption(write, "C-FORM-1", last, "Bộ đã hướng dẫn");
        },
        "minh");
}

} // namespace

TEST_CASE("an adopted row decides for files filed from its first day on, and every finding says on what",
          "[casework]")
{
    Office office{date(2025, 8, 12)};
    CHECK(PetFile{office, date(2025, 8, 12)}.outcome == "undetermined");
    adopt(office);
    const PetFile after{office, date(2025, 8, 12)};
    CHECK(after.outcome == "met");
    CHECK(after.basis == "Quyết định 12/QĐ-UBND");
    CHECK(PetFile{office, date(2025, 8, 11)}.outcome == "undetermined"); // filed before
}

TEST_CASE("an adoption may begin later, and never before today", "[casework]")
{
    Office office{date(2025, 8, 12)};
    CHECK(refusal_of([&] { adopt(office, date(2025, 8, 11)); }).fault() == Fault::refused);
    adopt(office, date(2025, 9, 1));
    CHECK(PetFile{office, date(2025, 8, 31)}.outcome == "undetermined");
    CHECK(PetFile{office, date(2025, 9, 1)}.outcome == "met");
}

TEST_CASE("an adoption takes two persons, a document, and a row that is open and says something",
          "[casework]")
{
    Office office{date(2025, 8, 12)};
    CHECK(refusal_of([&] { adopt(office, {}, ""); }).fault() == Fault::refused);
    CHECK(refusal_of([&] { adopt(office, {}, "lan"); }).fault() == Fault::refused);
    CHECK(refusal_of([&] { adopt(office, {}, "minh", "C-FORM-1", " "); }).fault() == Fault::invalid_input);
    CHECK(refusal_of([&] { adopt(office, {}, "minh", "NOTHING-1"); }).fault() == Fault::not_found);
    CHECK(refusal_of([&] { adopt(office, {}, "minh", "LAW-AGE-2"); }).fault() == Fault::refused);
    CHECK(refusal_of([&] { adopt(office, {}, "minh", "D-AGE-1"); }).fault() == Fault::invalid_input);
    CHECK(PetFile{office, date(2025, 8, 12)}.outcome == "undetermined"); // nothing of it was recorded
    adopt(office, {}, "minh", "c-form-1");                               // small letters do
    CHECK(refusal_of([&] { adopt(office); }).fault() == Fault::conflict);
}

TEST_CASE("an adoption that ends leaves what it decided, and one that has not begun is taken out",
          "[casework]")
{
    Office office{date(2025, 8, 12)};
    adopt(office);
    office.today(date(2025, 8, 20));
    CHECK(refusal_of([&] { end(office, date(2025, 8, 19)); }).fault() == Fault::refused);
    end(office);
    CHECK(PetFile{office, date(2025, 8, 15)}.outcome == "met");
    CHECK(PetFile{office, date(2025, 8, 20)}.outcome == "met");
    CHECK(PetFile{office, date(2025, 8, 21)}.outcome == "undetermined");
    CHECK(refusal_of([&] { end(office); }).fault() == Fault::not_found);
    adopt(office, date(2025, 10, 1)); // again, later
    end(office);
    CHECK(PetFile{office, date(2025, 10, 1)}.outcome == "undetermined");
    CHECK(PetFile{office, date(2025, 8, 15)}.outcome == "met");
}

TEST_CASE("another rulebook keeps the adoptions that are in use", "[casework]")
{
    Office office{date(2025, 8, 12)};
    adopt(office);
    office.act(
        [&](registry::WriteScope& write) {
            casework::RulebookFiles files{shipped_files(), {}};
            for (auto& file : files.files) {
                const auto at = file.text.find("\"version\": \"");
                if (file.path == "rulebook.json" && at != std::string::npos) file.text.insert(at + 12, "9");
            }
            casework::keep_adoptions(write.database(), files);
            casework::adopt_rulebook(write, files, "bản mới");
        },
        "minh");
    CHECK(office.rules().book.version.starts_with("9"));
    CHECK(PetFile{office, date(2025, 8, 12)}.outcome == "met");
}
