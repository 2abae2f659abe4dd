#include "casework/impact.h"

#include <set>

#include "casework/dossier_maker.h"
#include "casework/dossiers.h"
#include "casework/eligibility.h"
#include "casework/facility_shelf.h"
#include "casework/pending_files.h"
#include "demo/bulk_files.h"
#include "demo/sample_register.h"
#include "registry/journal.h"
#include "registry/offices.h"
#include "rules/screen.h"
#include "tests/casework/other_rulebook.h"
#include "tests/registers.h"
#include "text/read_dossier.h"
#include "text/write_dossier.h"

// For whom the answer changes when the rulebook does: told by one pass over the register, and the same as
// asking one by one.

namespace {

using namespace radcert;
using namespace radcert::tests;
using casework::Touched;

/// Number, day, verdict before and after.
using Told = std::set<std::tuple<std::string, Date, Verdict, Verdict>>;

struct TwoBooks {
    explicit TwoBooks(const std::vector<rules::SourceFile>& changed)
        : before{rules::read_rulebook(shipped_files(), {})}, after{rules::read_rulebook(changed, {})}
    {
    }
    casework::RulebookInUse before, after;

    casework::ImpactQuestion question(Date on) const
    {
        casework::ImpactQuestion asked;
        asked.before = &before.program;
        asked.after = &after.program;
        asked.on = on;
        asked.pending = asked.certificates = asked.posts = true;
        return asked;
    }
};

Told told(const casework::Impact& impact, Touched kind)
{
    Told told;
    for (const auto& flip : impact.flips) {
        const auto& group = impact.groups[flip.group];
        if (group.touched == kind) told.insert({flip.number, flip.day, group.before, group.after});
    }
    return told;
}

/// Every later day on which the law changes, whether the two rulebooks differ on it or not.
std::vector<Date> every_day(const TwoBooks& books, Date on)
{
    std::set<Date> days{on};
    for (const auto* program : {&books.before.program, &books.after.program})
        for (const auto start : program->starts)
            if (const Date day{std::chrono::days{start}}; day > on) days.insert(day);
    return {days.begin(), days.end()};
}

/// Asks one question on one day after the other, as `worker eligibility` does.
class OneByOne {
public:
    OneByOne(registry::Database& database, const TwoBooks& books, const std::vector<Date>& days)
        : database_{database}, books_{books}, days_{days}, before_{books.before.program},
          after_{books.after.program}
    {
    }

    void ask(const std::string& number, const casework::EligibilityQuestion& question)
    {
        for (const Date day : days_) {
            std::string text;
            try {
                text = casework::eligibility_dossier(database_, books_.before.book.vocabulary, question,
                                                     {day, newest_event});
            } catch (const Error&) {
                return; // no equipment on record
            }
            const Dossier dossier = text::read_dossier(reader_, text, books_.before.book.vocabulary);
            const Verdict was = before_.screen(dossier).verdict, is = after_.screen(dossier).verdict;
            if (was == is) continue;
            found.insert({number, day, was, is});
            return;
        }
    }

    Told found;

private:
    registry::Database& database_;
    const TwoBooks& books_;
    const std::vector<Date>& days_;
    rules::Screener before_, after_;
    text::JsonReader reader_;
};

Told certificates_one_by_one(registry::Database& database, const TwoBooks& books,
                             const std::vector<Date>& days)
{
    OneByOne asking{database, books, days};
    for (std::int64_t worker = 1; worker <= registry::last_worker(database); ++worker) {
        for (const auto& held : registry::certificates_of(database, worker)) {
            const auto entries = registry::statuses_of(database, held);
            if (registry::status_on(held, entries, days.front()) != "in_force") continue;
            asking.ask(held.certificate, {worker, held.role, held.equipment_types, held.facility});
        }
    }
    return asking.found;
}

Told posts_one_by_one(registry::Database& database, const TwoBooks& books, const std::vector<Date>& days)
{
    OneByOne asking{database, books, days};
    const Date on = days.front();
    for (std::int64_t worker = 1; worker <= registry::last_worker(database); ++worker) {
        std::set<std::string> held;
        for (const auto& certificate : registry::certificates_of(database, worker)) {
            const auto entries = registry::statuses_of(database, certificate);
            if (registry::status_on(certificate, entries, on) == "in_force") held.insert(certificate.role);
        }
        for (const auto& post : registry::posts_of(database, worker)) {
            const bool now = (!post.from_day || *post.from_day <= on) && (!post.to_day || *post.to_day >= on);
            if (!now || !post.role || held.contains(*post.role)) continue;
            asking.ask("W-" + std::to_string(worker) + "/" + std::to_string(post.post),
                       {worker, *post.role, {}, post.facility});
        }
    }
    return asking.found;
}

/// A sample register in a folder of its own.
struct SampleOffice {
    SampleOffice()
    {
        REQUIRE(::mkdtemp(folder.data()) != nullptr);
        demo::SampleOptions options;
        options.place = place = new_place(folder + "/radcert.db");
        options.key_file = folder + "/radcert.db.key";
        options.rules.files = shipped_files();
        demo::make_sample_register(options);
    }
    ~SampleOffice() { fs::remove_all(folder); }

    std::string folder = (fs::temp_directory_path() / "radcert-impact-XXXXXX").string();
    registry::RegisterPlace place;
};

} // namespace

TEST_CASE("dossiers made from records are those that the strict reader reads", "[impact]")
{
    const SampleOffice sample;
    registry::Database database{sample.place, registry::Access::read};
    const auto book = rules::read_rulebook(shipped_files(), {});
    const casework::FacilityShelf shelf{database};
    casework::DossierMaker maker{book.vocabulary};
    text::JsonReader reader;
    std::size_t made = 0;
    registry::PersonScan scan{database, registry::journal_size(database) - 1, {true, false}};
    scan.open(1, registry::last_worker(database));
    while (const auto* person = scan.next()) {
        CAPTURE(person->worker.worker);
        maker.begin(*person);
        for (const Date day : {date(2019, 5, 6), date(2023, 3, 1), date(2026, 11, 27)}) {
            for (const auto& post : person->posts) {
                const auto units = shelf.units(post.facility, day);
                if (!post.role || units.empty()) continue;
                const auto& facility = *shelf.find(post.facility);
                casework::DeviceList devices;
                for (const auto& unit : units) devices.add(unit.type, unit.mobility, unit.province);
                const auto asked =
                    casework::asked_application(post.worker, *post.role, facility, devices.json(), day);
                std::string strict;
                try {
                    strict = text::write_dossier(
                        text::read_dossier(reader, casework::compose_dossier(*person, asked, facility, {}),
                                           book.vocabulary),
                        book.vocabulary);
                } catch (const Error&) {
                    CHECK(maker.make(asked, facility, units) == nullptr);
                    continue;
                }
                if (const Dossier* dossier = maker.make(asked, facility, units)) {
                    CHECK(text::write_dossier(*dossier, book.vocabulary) == strict);
                    ++made;
                }
            }
        }
    }
    CHECK(made > 300);
}

TEST_CASE("an impact is what asking one by one tells, for a whole sample register", "[impact]")
{
    const SampleOffice sample;
    registry::Database database{sample.place, registry::Access::read};
    const TwoBooks books{stricter_health()};
    std::size_t flips = 0;
    for (const Date on : {date(2023, 3, 1), date(2024, 9, 2), date(2025, 6, 30)}) {
        CAPTURE(to_iso(on));
        const auto impact = casework::impact(database, books.question(on));
        const auto days = every_day(books, on);
        CHECK(told(impact, Touched::certificate) == certificates_one_by_one(database, books, days));
        CHECK(told(impact, Touched::post) == posts_one_by_one(database, books, days));
        flips += impact.flips.size();
    }
    CHECK(flips > 20);
}

TEST_CASE("who changes by the same clauses is one group, with the first of them as its witness", "[impact]")
{
    Office office{date(2024, 12, 1)};
    demo::fill_with_files(office.writer(), office.rules().book.digest, {60, 1, 500, true, 0});
    const TwoBooks books{stricter_health()};
    auto question = books.question(date(2022, 1, 10));
    question.pending = question.posts = false;
    const auto impact = casework::impact(office.database(), question);
    REQUIRE(!impact.groups.empty());
    std::size_t in_groups = 0;
    for (const auto& group : impact.groups) {
        in_groups += group.count;
        REQUIRE(group.clauses.size() == 1);
        CHECK(group.clauses.front().row == "B-HEALTH-1");
        CHECK(group.clauses.front().before == "met");
        CHECK(group.clauses.front().after == "not_met");
    }
    CHECK(in_groups == impact.flips.size());

    // The witness is a file that `check` reads, and that shows the change.
    const auto& group = impact.groups.front();
    text::JsonReader reader;
    const Dossier witness = text::read_dossier(reader, group.dossier, books.after.book.vocabulary);
    CHECK(rules::Screener{books.before.program}.screen(witness).verdict == group.before);
    CHECK(rules::Screener{books.after.program}.screen(witness).verdict == group.after);
    const auto first = std::ranges::find(impact.flips, 0u, &casework::Flip::group);
    CHECK(first->number == group.witness);
}

TEST_CASE("a waiting file flips by the law of its own filing day", "[impact]")
{
    Office office{date(2024, 6, 3)};
    office.record(eligible_dossier("A-1", "999185000017", "Nguyễn Đức Minh"));
    const TwoBooks books{shipped_with("B-HEALTH-1", R"({"months": 6})", R"({"months": 1})")};
    auto question = books.question(date(2024, 6, 3));
    question.certificates = question.posts = false;
    const auto impact = casework::impact(office.database(), question);
    REQUIRE(impact.flips.size() == 1);
    CHECK(impact.flips.front().number == "A-1");
    const auto& group = impact.groups.front();
    CHECK(group.touched == Touched::pending_file);
    CHECK(group.after == Verdict::incomplete);

    office.act([&](auto& write) { casework::screen_application(write, office.rulebooks(), {"A-1", {}}); });
    SECTION("and a decided one does not wait any more")
    {
        office.decide({"A-1", "refused", "không nộp bản gốc", "Điều 35", {}}, "minh");
        CHECK(casework::impact(office.database(), question).flips.empty());
    }
    SECTION("and one that was opened again does")
    {
        office.decide({"A-1", "refused", "không nộp bản gốc", "Điều 35", {}}, "minh");
        office.act_of_two(
            [&](auto& write) { casework::reopen(write, office.rules(), "A-1", "quyết định nhầm"); });
        CHECK(casework::impact(office.database(), question).flips.size() == 1);
    }
    SECTION("where the law of the day asked about answers otherwise, it takes a transitional provision")
    {
        question = books.question(date(2026, 11, 27));
        const auto later = casework::impact(office.database(), question);
        REQUIRE(later.hang.size() == 1);
        CHECK(later.hang.front().application == "A-1");
        CHECK(later.hang.front().by_filing_day == Verdict::incomplete);
        CHECK(later.hang.front().by_new_law == Verdict::undetermined);
        CHECK(later.hang.front().rows.empty()); // no text that could be read says which
    }
    SECTION("and the rows that say which are named")
    {
        auto dossier = tests::parsed(eligible_dossier("A-2", "999185000025", "Trần Thị Hoa"));
        dossier["application"]["filed_on"] = "2021-01-15";
        for (auto& course : dossier["evidence"]["trainings"]) course["completed_on"] = "2020-03-10";
        for (auto& check : dossier["evidence"]["health_checks"]) check["examined_on"] = "2020-12-10";
        office.record(dossier.dump());
        const auto then = casework::impact(office.database(), books.question(date(2021, 3, 1)));
        const auto old = std::ranges::find(then.hang, "A-2", &casework::HangsOnTransition::application);
        REQUIRE(old != then.hang.end());
        CHECK(old->rows == std::vector<std::string>{"B-PENDING-1"});
    }
    SECTION("but not on its own filing day")
    {
        CHECK(impact.hang.empty());
    }
}

TEST_CASE("a row that ends earlier is asked about on the day after, and of nobody before", "[impact]")
{
    Office office{date(2024, 12, 1)};
    demo::fill_with_files(office.writer(), office.rules().book.digest, {60, 1, 500, true, 0});
    const auto late = shipped_with("B-HEALTH-1", R"("from": "2021-02-01", "to": "2025-06-30")",
                                   R"("from": "2021-02-01", "to": "2024-03-31")");
    const TwoBooks books{late};
    auto question = books.question(date(2022, 1, 10));
    question.pending = question.posts = false;
    const auto impact = casework::impact(office.database(), question);
    CHECK(impact.days.front() == date(2022, 1, 10));
    CHECK(std::ranges::find(impact.days, date(2024, 4, 1)) != impact.days.end());
    for (const auto& flip : impact.flips) CHECK(flip.day >= date(2024, 4, 1));
    CHECK(!impact.flips.empty());
}

TEST_CASE("rows that say something else of days gone by are named, with a day to ask about", "[impact]")
{
    Office office{date(2024, 12, 1)};
    const TwoBooks books{stricter_health()};
    const auto rewritten = [&](Date on) {
        return casework::impact(office.database(), books.question(on)).rewritten;
    };
    REQUIRE(rewritten(date(2026, 11, 27)).size() == 1);
    CHECK(rewritten(date(2026, 11, 27)).front().row == "B-HEALTH-1");
    CHECK(rewritten(date(2026, 11, 27)).front().last == date(2025, 6, 30));
    CHECK(rewritten(date(2024, 9, 2)).front().last == date(2024, 9, 1));
    CHECK(rewritten(date(2021, 2, 1)).empty());
}

TEST_CASE("whoever is in another province is not asked about", "[impact]")
{
    Office office{date(2024, 12, 1)};
    demo::fill_with_files(office.writer(), office.rules().book.digest, {40, 1, 500, true, 0});
    const TwoBooks books{stricter_health()};
    auto question = books.question(date(2022, 1, 10));
    question.province = "68";
    const auto none = casework::impact(office.database(), question);
    CHECK(none.flips.empty());
    for (const auto& kind : none.counts)
        for (const auto& row : kind) CHECK(row == std::array<std::size_t, casework::verdict_count>{});
    question.province = "66";
    CHECK(!casework::impact(office.database(), question).flips.empty());
}

TEST_CASE("what the new rulebook has no word for cannot be asked, and is told", "[impact]")
{
    Office office{date(2024, 6, 3)};
    office.record(eligible_dossier("A-1", "999185000017", "Nguyễn Đức Minh"));
    auto files = shipped_files();
    for (rules::SourceFile& file : files) {
        const std::string field = "\"physics\": {";
        if (const auto place = file.text.find(field); place != std::string::npos)
            file.text.replace(place, field.size(), "\"another_field\": {");
    }
    const TwoBooks books{files};
    auto question = books.question(date(2024, 6, 3));
    question.certificates = question.posts = false;
    const auto impact = casework::impact(office.database(), question);
    CHECK(impact.flips.empty());
    REQUIRE(impact.not_asked.size() == 1);
    CHECK(impact.not_asked.front().number == "A-1");
    CHECK(impact.not_asked.front().reason.en.find("one of") != std::string::npos);
}

TEST_CASE("a certificate without kinds of equipment is asked about with the facility's in use", "[impact]")
{
    Office office{date(2024, 12, 1)};
    demo::fill_with_files(office.writer(), office.rules().book.digest, {10, 1, 500, true, 0});
    registry::Certificate bare = registry::certificates_of(office.database(), 1).front();
    bare.certificate = "CC-1";
    bare.application.reset();
    bare.equipment_types.clear();
    bare.issued_by = "varans";
    bare.year.reset();
    bare.ordinal.reset();
    bare.facility = 1;
    office.act([&](auto& write) {
        casework::record_certificate(write, office.rules().book.vocabulary, bare, "in_force");
    });
    const TwoBooks books{shipped_with("B-HEALTH-1", R"({"months": 6})", R"({"months": 1})")};
    auto question = books.question(bare.issued_on + std::chrono::days{60});
    question.pending = question.posts = false;
    const auto impact = casework::impact(office.database(), question);
    CHECK(impact.not_asked.empty());
    CHECK(told(impact, Touched::certificate) ==
          certificates_one_by_one(office.database(), books, every_day(books, question.on)));
    CHECK(std::ranges::find(impact.flips, "CC-1", &casework::Flip::number) != impact.flips.end());
}

TEST_CASE("nothing changes between a rulebook and itself", "[impact]")
{
    Office office{date(2024, 12, 1)};
    demo::fill_with_files(office.writer(), office.rules().book.digest, {40, 1, 500, true, 0});
    const TwoBooks books{shipped_files()};
    const auto impact = casework::impact(office.database(), books.question(date(2022, 1, 10)));
    CHECK(impact.flips.empty());
    CHECK(impact.not_asked.empty());
}
