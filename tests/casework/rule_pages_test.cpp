#include "casework/rule_pages.h"

#include <algorithm>

#include "casework/adopt_row.h"
#include "casework/gap_pages.h"
#include "tests/casework/office.h"

// The rulebook as a person reads it, in plain values and words.

namespace {

using namespace radcert;
using namespace radcert::tests;
using casework::RowForce;

const std::string own = "province:66";

const casework::RuleLine* find_line(const std::vector<casework::RuleLine>& lines, const std::string& id)
{
    const auto found = std::ranges::find(lines, id, &casework::RuleLine::id);
    return found == lines.end() ? nullptr : &*found;
}

std::string said(const casework::RuleSheet& sheet, const std::string& key)
{
    const auto found = std::ranges::find(sheet.points, key, &casework::RuleSheet::Point::key);
    return found == sheet.points.end() ? std::string{} : found->said.vi;
}

void adopt_one(Office& office, const std::string& row)
{
    office.act_of_two([&](registry::WriteScope& write) {
        casework::adopt_row(write, office.rulebooks(), {row, {}, "Quyết định 12/QĐ-SKHCN", {}});
    });
}

} // namespace

TEST_CASE("the list holds the rows in force on a day, and those of other days where they are asked for",
          "[casework]")
{
    Office office;
    const auto lines =
        casework::rule_lines(office.rules(), {.on = date(2025, 8, 12), .topic = "health_check"});
    REQUIRE(find_line(lines, "LAW-HEALTH-1") != nullptr);
    CHECK(find_line(lines, "B-HEALTH-1") == nullptr);
    CHECK(std::ranges::all_of(lines, [](const auto& line) { return line.topic == "health_check"; }));
    const auto all = casework::rule_lines(
        office.rules(), {.on = date(2025, 8, 12), .every_day = true, .topic = "health_check"});
    CHECK(find_line(all, "B-HEALTH-1") != nullptr);
    CHECK(all.size() > lines.size());
}

TEST_CASE("rows are found by words without marks, by the number of a text and by their id", "[casework]")
{
    Office office;
    for (const char* const text : {"suc khoe cap khong qua", "142/2020 khám", "b-health-1"}) {
        CAPTURE(text);
        const auto lines = casework::rule_lines(office.rules(), {.on = date(2025, 6, 30), .text = text});
        CHECK(find_line(lines, "B-HEALTH-1") != nullptr);
    }
    CHECK(casework::rule_lines(office.rules(), {.on = date(2025, 6, 30), .text = "con tàu vũ trụ"}).empty());
}

TEST_CASE("every row of the rulebook has a sheet that says something in both languages", "[casework]")
{
    Office office;
    const auto lines = casework::rule_lines(office.rules(), {.on = date(2025, 8, 12), .every_day = true});
    CHECK(lines.size() > 200);
    for (const auto& line : lines) {
        CAPTURE(line.id);
        const auto sheet = casework::rule_sheet(office.rules(), line.id, date(2025, 8, 12), own);
        CHECK_FALSE(sheet.says.vi.empty());
        CHECK_FALSE(sheet.says.en.empty());
        CHECK_FALSE(sheet.text.number.empty());
        CHECK_FALSE(sheet.points.empty());
        const std::string source = casework::rule_source(office.database(), office.rules(), line.id);
        CHECK(source.find("\"id\": \"" + line.id + '"') != std::string::npos);
    }
}

TEST_CASE("a sheet says whom a row asks what, until when, and what follows", "[casework]")
{
    Office office;
    const auto sheet = casework::rule_sheet(office.rules(), "b-health-1", date(2025, 8, 12), own);
    CHECK(sheet.line.id == "B-HEALTH-1");
    CHECK(sheet.line.citation.vi == "142/2020/NĐ-CP, Điều 35(2)(d)");
    CHECK(sheet.line.force == RowForce::decides);
    CHECK(sheet.says.vi == "Hồ sơ nộp từ ngày 01/02/2021 đến hết ngày 30/06/2025 (mọi hồ sơ): kết quả khám "
                           "sức khỏe: bản mới nhất; bản đó "
                           "phải: khám trong vòng 6 tháng trước ngày nộp. Nếu không đạt, yêu cầu bổ sung: "
                           "người nộp có thể hoàn thiện.");
    CHECK(said(sheet, "applies_to") == "mọi hồ sơ");
    CHECK_FALSE(sheet.remedy.empty());
    CHECK_FALSE(sheet.steps.empty());
    CHECK(find_line(sheet.after, "B-HEALTH-1-C") != nullptr);
    CHECK_FALSE(sheet.adoptable);
}

TEST_CASE("a sheet names roles, equipment and bodies as people do, never by the words of the files",
          "[casework]")
{
    Office office;
    const auto exempt = casework::rule_sheet(office.rules(), "NEED-5", date(2025, 6, 30), own);
    CHECK(said(exempt, "condition") == "không cần chứng chỉ");
    CHECK(exempt.says.vi.find("safety_officer") == std::string::npos);
    CHECK(exempt.says.vi.find("xrf") == std::string::npos);
    const auto authority = casework::rule_sheet(office.rules(), "C-AUTH-1", date(2025, 8, 12), own);
    CHECK(said(authority, "bodies") == "cơ quan cấp tỉnh");
    CHECK(said(authority, "procedure_code") == "1.013971");
}

TEST_CASE("a row that is not there is not found, and the hint says where to look", "[casework]")
{
    Office office;
    const Error error =
        refusal_of([&] { casework::rule_sheet(office.rules(), "NOTHING-1", date(2025, 8, 12), own); });
    CHECK(error.fault() == Fault::not_found);
    CHECK_FALSE(error.hint().empty());
}

TEST_CASE("an unconfirmed row is open until the authority adopts it, and says who did", "[casework]")
{
    Office office;
    const Date today = date(2025, 8, 12);
    CHECK(find_line(casework::adoptable_rows(office.rules(), today, own), "C-FORM-1") != nullptr);
    CHECK(find_line(casework::adoptable_rows(office.rules(), today, own), "LAW-HEALTH-1") == nullptr);
    CHECK(casework::rule_sheet(office.rules(), "C-FORM-1", today, own).line.force == RowForce::open);
    adopt_one(office, "C-FORM-1");
    const auto sheet = casework::rule_sheet(office.rules(), "C-FORM-1", today, own);
    CHECK(sheet.line.force == RowForce::adopted);
    REQUIRE(sheet.adoptions.size() == 1);
    CHECK(sheet.adoptions[0].authority == own);
    CHECK(sheet.adoptions[0].basis.vi == "Quyết định 12/QĐ-SKHCN");
    CHECK(find_line(casework::adoptable_rows(office.rules(), today, own), "C-FORM-1") == nullptr);
    CHECK(casework::adopted_rows(office.rules(), today).size() == 1);
    // Before the adoption, and for another authority, it decides nothing.
    CHECK(casework::rule_sheet(office.rules(), "C-FORM-1", date(2025, 8, 11), own).line.force ==
          RowForce::open);
    CHECK(casework::rule_sheet(office.rules(), "C-FORM-1", today, "province:79").line.force ==
          RowForce::open);
}

TEST_CASE("the rulebook's files can be read one by one, each with what it holds", "[casework]")
{
    Office office;
    const auto sheet = casework::rulebook_sheet(office.database(), office.rules());
    CHECK(sheet.digest == office.rules().book.digest);
    const auto found =
        std::ranges::find(sheet.files, "government/decree-142-2020.json", &casework::RulebookFile::path);
    REQUIRE(found != sheet.files.end());
    CHECK_FALSE(found->about.empty());
    const std::string text = casework::rulebook_file(office.database(), sheet.digest, found->path);
    CHECK(text.find("B-HEALTH-1") != std::string::npos);
    CHECK(refusal_of([&] {
              casework::rulebook_file(office.database(), sheet.digest, "../radcert.db");
          }).fault() == Fault::not_found);
}

TEST_CASE("the gap map says the same as the map that proves the rulebook, in words", "[casework]")
{
    Office office;
    const auto matrix =
        casework::gap_matrix(office.rules(), {.on = date(2025, 8, 15), .role = "safety_officer"});
    REQUIRE_FALSE(matrix.rows.empty());
    CHECK(matrix.topics.front().word == "certificate_need");
    const auto topic = std::ranges::find(matrix.topics, "qualification", &casework::GapTopicName::word);
    REQUIRE(topic != matrix.topics.end());
    const auto place = std::size_t(topic - matrix.topics.begin());
    for (const auto& row : matrix.rows) {
        CHECK(row.role_word == "safety_officer");
        REQUIRE(row.marks.size() == matrix.topics.size());
        CHECK(row.marks[place].state == "judgement");
        CHECK(row.marks[place].tone == casework::GapTone::person);
        CHECK(row.marks[place].rows == std::vector<std::string>{"LAW-QUALIFY-1"});
    }
    const bool told = std::ranges::any_of(matrix.open, [](const auto& gap) {
        return gap.topic.word == "qualification" && gap.rows.size() == 1 && gap.rows[0].id == "LAW-QUALIFY-1";
    });
    CHECK(told);
}

TEST_CASE("the gap map can be asked for one topic, and refuses words that are none", "[casework]")
{
    Office office;
    const auto matrix = casework::gap_matrix(office.rules(), {.on = date(2025, 8, 15), .topic = "training"});
    CHECK(matrix.topics.size() == 1);
    CHECK(std::ranges::all_of(matrix.open, [](const auto& gap) { return gap.topic.word == "training"; }));
    CHECK(refusal_of([&] {
              casework::gap_matrix(office.rules(), {.on = date(2025, 8, 15), .topic = "weather"});
          }).fault() == Fault::usage);
    CHECK(refusal_of([&] {
              casework::gap_matrix(office.rules(), {.on = date(2025, 8, 15), .role = "pilot"});
          }).fault() == Fault::invalid_input);
    CHECK(refusal_of([&] {
              casework::gap_matrix(office.rules(), {.on = date(2025, 8, 15), .province = "99"});
          }).fault() == Fault::invalid_input);
}

TEST_CASE("what the law changed is told from the day on which it changed", "[casework]")
{
    Office office;
    const auto made = casework::gap_turns(office.rules(), {.on = date(2025, 6, 30), .equipment = "pet_ct"},
                                          date(2025, 7, 31));
    REQUIRE_FALSE(made.turns.empty());
    for (const auto& turn : made.turns) CHECK(turn.day == date(2025, 7, 1));
    CHECK(refusal_of([&] {
              casework::gap_turns(office.rules(), {.on = date(2025, 7, 1)}, date(2025, 6, 1));
          }).fault() == Fault::invalid_input);
}
