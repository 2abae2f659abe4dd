#include "tests/workshop/shipped.h"
#include <bit>

#include "workshop/gap_words.h"

// Where the law speaks and where it is silent, read from the rulebook as it is shipped.

namespace {

using namespace radcert;
using namespace radcert::tests;
using namespace radcert::workshop;

GapQuestion on(const char* day, const char* role = nullptr, const char* type = nullptr)
{
    const Vocabulary& words = shipped().book.vocabulary;
    GapQuestion question;
    question.on = parse_date(day).value();
    question.procedure = words.procedures.find("new").value();
    if (role != nullptr) question.role = words.roles.find(role).value();
    if (type != nullptr) question.equipment_type = words.equipment_types.find(type).value();
    return question;
}

/// "judgement LAW-QUALIFY-1 18/2008/QH12": state and rows of one cell.
std::string cell(const GapLine& line, Topic topic)
{
    const auto at = std::ranges::find(gap_topics, topic) - gap_topics.begin();
    const GapCell& cell = line.cells[std::size_t(at)];
    std::string text{word(cell.state)};
    for (const GapRow& row : cell.rows) text += " " + row.row->id;
    return text;
}

/// The one line of a safety officer at a facility with one kind of equipment.
GapLine line(const char* day, const char* type, std::optional<bool> medical = {})
{
    const auto map = gap_map(shipped().program, on(day, "safety_officer", type));
    for (const GapLine& each : map)
        if (!medical || !each.medical || each.medical == medical) return each;
    FAIL("no line");
    return {};
}

} // namespace

TEST_CASE("on 15 August 2025 nothing but the word \"suitable\" says which qualification Đắk Lắk's seven "
          "kinds of equipment ask for",
          "[workshop]")
{
    const auto type = GENERATE(as<const char*>{}, "pet_ct", "spect_ct", "xrf", "xrd", "pcb_inspection",
                               "electron_microscope", "security_screening");
    CAPTURE(type);
    const GapLine seen = line("2025-08-15", type);
    CHECK(cell(seen, Topic::qualification) == "judgement LAW-QUALIFY-1");
    // The papers that the new procedure asks for are known from its neighbours only.
    CHECK(cell(seen, Topic::application_form).starts_with("inferred C-FORM-1"));
    CHECK(cell(seen, Topic::degree_document).starts_with("inferred C-DEGREE-1"));
    CHECK(cell(seen, Topic::training).starts_with("inferred "));
    CHECK(cell(seen, Topic::photo).starts_with("inferred C-PHOTO-1"));
    CHECK(cell(seen, Topic::procedure) == "decided C-PROC-1");
    CHECK(cell(seen, Topic::age) == "decided LAW-AGE-2");
    CHECK(seen.bodies == std::vector{Body{Body::Kind::province, 0}});
}

TEST_CASE("whether fluorescence and circuit-board devices need an officer at all is inferred in 2025, and "
          "was the law before",
          "[workshop]")
{
    const auto type = GENERATE(as<const char*>{}, "xrf", "pcb_inspection");
    CAPTURE(type);
    CHECK(cell(line("2025-08-15", type), Topic::certificate_need) == "inferred NEED-7");
    const GapLine before = line("2025-06-30", type);
    CHECK(cell(before, Topic::certificate_need) == "decided NEED-5");
    CHECK(cell(before, Topic::qualification) == "not_needed");
}

TEST_CASE("in 2026 qualification, training and papers are unknown for every kind of equipment", "[workshop]")
{
    const auto map = gap_map(shipped().program, on("2026-03-02", "safety_officer"));
    REQUIRE(map.size() >= shipped().book.vocabulary.equipment_types.size());
    for (const GapLine& each : map) {
        CAPTURE(shipped().book.vocabulary.equipment_types.word(each.equipment_type));
        CHECK(cell(each, Topic::qualification) == "unknown D-QUALIFY-1");
        CHECK(cell(each, Topic::training) == "unknown D-TRAIN-1");
        CHECK(cell(each, Topic::health_check) == "unknown D-HEALTH-1");
        CHECK(cell(each, Topic::age) == "unknown D-AGE-1");
    }
}

TEST_CASE("a day before 2009 no row speaks but the ones that say so", "[workshop]")
{
    const GapLine seen = line("2008-12-31", "ct");
    CHECK(cell(seen, Topic::certificate_need) == "no_rule NEED-00");
    CHECK(cell(seen, Topic::procedure) == "no_rule PROC-00");
    CHECK(cell(seen, Topic::qualification) == "no_rule");
}

TEST_CASE("every cell says what a screening of an empty file says", "[workshop]")
{
    rules::Screener screener{shipped().program};
    const auto day = GENERATE(as<const char*>{}, "2012-05-05", "2022-05-05", "2025-08-15", "2026-03-02");
    for (const GapLine& each : gap_map(shipped().program, on(day))) {
        Dossier file;
        file.application.role = each.role;
        file.application.procedure = on(day).procedure;
        file.application.filed_on = parse_date(day).value();
        file.application.completed_on = file.application.filed_on;
        file.application.facility.medical = each.medical.value_or(false);
        file.application.facility.devices.push_back({"", each.equipment_type, {}, {}});
        const auto& screening = screener.screen(file);
        const bool asked = screening.verdict != Verdict::not_required;
        for (std::size_t i = 0; i < gap_topics.size(); ++i) {
            if (gap_topics[i] == Topic::authority || gap_topics[i] == Topic::certificate_need) continue;
            CHECK((each.cells[i].state == GapState::not_needed) == !asked);
            for (const GapRow& row : each.cells[i].rows) {
                const auto found = std::ranges::find_if(screening.findings, [&](const rules::Finding& f) {
                    return f.row != rules::no_index && &shipped().book.requirements[f.row] == row.row;
                });
                REQUIRE(found != screening.findings.end());
                const bool unconfirmed = found->reason == Reason::rule_unconfirmed;
                CHECK(unconfirmed == (row.state == GapState::inferred || row.state == GapState::unknown));
            }
        }
    }
}

TEST_CASE("what changed on 1 July 2025 and on 1 January 2026 is told by day and topic", "[workshop]")
{
    const auto changes = gap_changes(shipped().program, on("2025-06-30", "safety_officer", "pet_ct"),
                                     parse_date("2026-01-01").value());
    std::vector<std::string> told;
    for (const GapChange& change : changes) {
        told.push_back(to_iso(change.day) + " " + std::string{word(gap_topics[change.topic])} + " " +
                       std::string{word(change.before.state)} + " " + std::string{word(change.after.state)});
    }
    const auto says = [&](const char* line) { return std::ranges::find(told, line) != told.end(); };
    CAPTURE(told);
    CHECK(says("2025-07-01 application_form decided inferred"));
    CHECK(says("2026-01-01 application_form inferred unknown"));
    CHECK(says("2026-01-01 qualification judgement unknown"));
    CHECK(!says("2025-07-01 qualification judgement judgement")); // the same row goes on
    CHECK(std::ranges::none_of(changes, [](const GapChange& change) { return change.places.empty(); }));
}

TEST_CASE("going day by day from map to map leaves out no change and adds none", "[workshop]")
{
    const GapQuestion from = on("2020-12-31");
    const Date until = parse_date("2026-08-01").value();
    std::size_t cells = 0;
    for (const GapChange& change : gap_changes(shipped().program, from, until)) {
        CHECK(change.day > from.on);
        CHECK(change.day <= until);
        CHECK_FALSE(change.before == change.after);
        cells += change.places.size();
    }
    CHECK(cells > 50);
    CHECK(gap_changes(shipped().program, from, from.on).empty());
}

TEST_CASE("open points hold every open cell once", "[workshop]")
{
    const auto map = gap_map(shipped().program, on("2025-08-15"));
    std::size_t open = 0, told = 0;
    for (const GapLine& each : map)
        for (const GapCell& one : each.cells)
            if (one.state != GapState::decided && one.state != GapState::not_needed)
                open += each.medical ? 1 : 2; // medical and other facilities
    for (const OpenPoint& point : open_points(map))
        for (const GapPlace& place : point.places)
            told += std::size_t(std::popcount(place.equipment)) * (place.medical ? 1 : 2);
    CHECK(open == told);
    CHECK(open > 0);
}

TEST_CASE("whole families and all equipment are called by one name", "[workshop]")
{
    const Vocabulary& words = shipped().book.vocabulary;
    rules::DeviceSet both = 0;
    for (const char* type : {"pet_ct", "spect_ct", "xrf"})
        both |= rules::DeviceSet{1} << words.equipment_types.find(type).value();
    CHECK(equipment_words(words, both, Language::en) == "PET/CT and SPECT/CT; X-ray fluorescence analyser");
    CHECK(equipment_words(words, ~rules::DeviceSet{0}, Language::vi) == "mọi thiết bị");
}

TEST_CASE("two rows that give one device to different bodies show as a conflict, whichever stands first",
          "[workshop]")
{
    rules::Rulebook changed = shipped().book;
    rules::AuthorityRow other = *std::ranges::find(changed.authorities, "C-AUTH-1", &rules::Row::id);
    other.id = "C-AUTH-1B";
    other.bodies = {Body::Kind::varans};
    const bool first = GENERATE(true, false);
    changed.authorities.insert(first ? changed.authorities.begin() : changed.authorities.end(), other);
    const rules::Program program{changed};
    const auto map = gap_map(program, on("2025-08-15", "safety_officer", "electron_microscope"));
    REQUIRE(map.size() == 1);
    CHECK(cell(map.front(), Topic::authority).starts_with("conflict "));
    CHECK(open_points(map).front().cell.rows.size() == 2);
}
