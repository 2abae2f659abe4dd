#include "casework/desk.h"

#include "casework/deadlines.h"
#include "casework/desk_acts.h"
#include "casework/file_application.h"
#include "registry/verify.h"
#include "tests/casework/office.h"

using namespace radcert;
using tests::Office;
using tests::refusal_of;

namespace {

const std::string file_number = "DESK-1";
const std::string dossier = tests::eligible_dossier(file_number, "999085000001", "Nguyễn Văn Một");

std::string status(Office& office, const std::string& application = file_number)
{
    return casework::desk_status(office.database(),
                                 registry::load_application(office.database(), application));
}

std::optional<registry::Deadline> clock_of(Office& office, const std::string& clock, std::int64_t run = 1)
{
    for (auto& version : registry::deadlines_of(office.database(), file_number)) {
        if (version.record.clock == clock && version.record.run == run) return version.record;
    }
    return std::nullopt;
}

/// A file of Monday 20 May 2024 whose completion and fee are not known yet.
void record_open(Office& office)
{
    office.today(date(2024, 5, 20));
    office.record(dossier);
}

/// The same, complete and paid on that day: the clock of the decision runs.
void record_complete(Office& office)
{
    record_open(office);
    office.act([&](auto& write) {
        casework::notify_fee(write, office.rules(), {file_number});
        casework::record_fee(write, office.rules(), {file_number});
    });
}

/// One CT scanner in use at the facility.
void record_scanner(Office& office)
{
    office.act([&](auto& write) {
        registry::Equipment unit;
        unit.facility = 1;
        unit.type = "ct";
        casework::record_equipment(write, office.rules(), unit);
    });
}

template <class Act>
void do_on(Office& office, Date day, Act act, const std::string& second = {})
{
    office.today(day);
    office.act([&](auto& write) { act(write, office.rules()); }, second);
}

} // namespace

TEST_CASE("a file goes from receipt to result: check clock, fee, decision clock, signature, delivery",
          "[desk]")
{
    Office office{date(2024, 5, 20)};
    record_open(office);
    CHECK(status(office) == "received");
    REQUIRE(clock_of(office, "check"));
    CHECK(clock_of(office, "check")->due_on == date(2024, 5, 27)); // five working days
    CHECK_FALSE(clock_of(office, "decide"));

    office.today(date(2024, 5, 21));
    office.screen(file_number);
    CHECK(status(office) == "in_review");
    do_on(office, date(2024, 5, 22),
          [](auto& w, auto& r) { CHECK(casework::notify_fee(w, r, {file_number}) == 200'000); });
    CHECK(status(office) == "fee_due");
    CHECK(clock_of(office, "check")->ended_on == date(2024, 5, 22));
    CHECK_FALSE(clock_of(office, "decide"));

    do_on(office, date(2024, 5, 24), [](auto& w, auto& r) { casework::record_fee(w, r, {file_number}); });
    REQUIRE(clock_of(office, "decide"));
    CHECK(clock_of(office, "decide")->started_on == date(2024, 5, 24)); // the later of valid file and fee
    CHECK(clock_of(office, "decide")->due_on == date(2024, 6, 7));      // ten working days

    office.today(date(2024, 5, 27));
    office.screen(file_number);
    do_on(office, date(2024, 5, 28),
          [](auto& w, auto& r) { casework::submit_for_signature(w, r, {file_number}); });
    CHECK(status(office) == "for_signature");
    do_on(office, date(2024, 5, 29),
          [](auto& w, auto& r) { casework::decide(w, r, {file_number, "granted", {}, {}, {}}); });
    CHECK(status(office) == "decided");
    CHECK(clock_of(office, "decide")->ended_on == date(2024, 5, 29));
    const auto deliver = [](auto& w, auto& r) { casework::deliver(w, r, {file_number}); };
    CHECK(refusal_of([&] { do_on(office, date(2024, 5, 30), deliver); }).fault() == Fault::refused);
    office.issue({file_number, {}, {}, true, {}}); // on the thirtieth
    CHECK(refusal_of([&] {
              office.act_of_two([&](auto& w) {
                  casework::deliver(w, office.rules(), {file_number, date(2024, 5, 29), ""});
              });
          }).fault() == Fault::invalid_input);
    do_on(office, date(2024, 5, 30), deliver);
    CHECK(status(office) == "delivered");
    office.close();
    registry::Database database{office.place(), registry::Access::read};
    const auto keys = registry::KeyFile::load(office.key());
    registry::Depth depth;
    depth.read_data = depth.rebuild = true;
    CHECK(registry::verify_register(database, keys.verifying(), &keys, depth).clean());
}

TEST_CASE("an illegal step is refused, and the message names the legal ones and what to type", "[desk]")
{
    Office office{date(2024, 5, 20)};
    record_open(office);
    const auto refused = refusal_of(
        [&] { office.act([&](auto& write) { casework::deliver(write, office.rules(), {file_number}); }); });
    CHECK(refused.fault() == Fault::refused);
    CHECK(refused.sentence().vi.find("Đã tiếp nhận") != std::string::npos);
    CHECK(refused.sentence().vi.find("Yêu cầu bổ sung") != std::string::npos);
    CHECK(refused.hint().vi.find("radcert application screen " + file_number) != std::string::npos);
    CHECK(status(office) == "received"); // and nothing was recorded
    CHECK(registry::steps_of(office.database(), file_number).size() == 1);
}

TEST_CASE(
    "a supplement request lists everything missing at once, stops the clocks, and starts them from zero",
    "[desk]")
{
    Office office{date(2024, 8, 30)};
    office.record(tests::contract_dossier("b-ct-health-one-day-old"));
    const std::string late =
        registry::list_applications(office.database(), {}, newest_event, 10).front().application;
    office.screen(late);
    const auto missing = casework::missing_items(office.database(), office.rulebooks(), late);
    REQUIRE(missing.size() == 1);
    CHECK(missing.front().requirement == "B-HEALTH-1");
    CHECK(missing.front().sentence.find("29/08/2024") != std::string::npos); // the value that was read
    const auto ask = [&](casework::SupplementAct act, const std::string& second = {}) {
        return office.act(
            [&](auto& write) { return casework::request_supplement(write, office.rulebooks(), act); },
            second);
    };
    const auto made = ask({late, {"Bản chính của bằng"}, date(2024, 9, 30)});
    CHECK(made.items.text.find("B-HEALTH-1") != std::string::npos);
    CHECK(made.items.text.find("Bản chính của bằng") != std::string::npos);
    CHECK(status(office, late) == "supplement");
    for (const auto& version : registry::deadlines_of(office.database(), late))
        CHECK(version.record.ended_on);

    office.today(date(2024, 9, 12));
    office.act([&](auto& write) { casework::record_supplement(write, office.rules(), {late}); });
    const auto clocks = registry::deadlines_of(office.database(), late);
    const auto running = casework::next_due(clocks);
    REQUIRE(running);
    CHECK(running->clock == "check");
    CHECK(running->run == 2);
    CHECK(running->due_on == date(2024, 9, 19));

    // Once, fully: a second request is for two persons, with a reason.
    office.screen(late);
    CHECK(refusal_of([&] { ask({late, {"Thêm nữa"}}); }).fault() == Fault::refused);
    casework::SupplementAct again{late, {"Thêm nữa"}};
    again.reason = "giấy tờ bổ sung bị mờ";
    CHECK(refusal_of([&] { ask(again); }).fault() == Fault::refused);
    CHECK(ask(again, "minh").request == 2);
}

TEST_CASE("one apology with one new date; what it promises does not make a late file timely", "[desk]")
{
    Office office{date(2024, 5, 20)};
    record_complete(office);
    office.screen(file_number);
    const auto due = casework::due_of_result(registry::deadlines_of(office.database(), file_number));
    REQUIRE(due);
    office.today(due->due_on - std::chrono::days{3});
    const auto sorry = [&](Date new_date, const std::string& reason) {
        return office.act([&](auto& write) {
            return casework::apologise(write, office.rules(), {file_number, {}, reason}, new_date);
        });
    };
    CHECK(refusal_of([&] { sorry(date(2024, 7, 1), ""); }).fault() == Fault::invalid_input);
    CHECK(refusal_of([&] { sorry(date(2024, 1, 1), "chờ ý kiến"); }).fault() == Fault::invalid_input);
    CHECK_FALSE(sorry(date(2024, 7, 1), "chờ ý kiến"));
    CHECK(status(office) == "extended");
    CHECK(casework::due_of_result(registry::deadlines_of(office.database(), file_number))->due_on ==
          due->due_on);
    CHECK(clock_of(office, "extension")->due_on == date(2024, 7, 1));
    CHECK(refusal_of([&] { sorry(date(2024, 8, 1), "lần nữa"); }).fault() == Fault::refused);
}

TEST_CASE("another body is asked, reminded, overdue, answers; the file's own clocks run on", "[desk]")
{
    Office office{date(2024, 5, 20)};
    record_complete(office);
    office.act([&](auto& write) {
        casework::consult(write, office.rules(), file_number, "Cục An toàn bức xạ và hạt nhân",
                          "Trình độ này có phù hợp không?", date(2024, 6, 3));
    });
    CHECK(registry::open_consultations(office.database()).size() == 1);
    office.today(date(2024, 6, 10));
    office.act([&](auto& write) { CHECK(casework::remind(write, file_number, 1).reminders == 1); });
    const auto answer = [&](const char* opinion) {
        office.act(
            [&](auto& write) { casework::record_opinion(write, file_number, 1, opinion, "Phù hợp."); });
    };
    CHECK(refusal_of([&] { answer("perhaps"); }).fault() == Fault::invalid_input);
    answer("agrees");
    CHECK(registry::open_consultations(office.database()).empty());
    CHECK(refusal_of([&] { answer("agrees"); }).fault() == Fault::conflict);
    CHECK(clock_of(office, "decide"));
    CHECK_FALSE(clock_of(office, "decide")->ended_on);
}

TEST_CASE("a calendar that changes moves the clocks that run, as an event, and leaves those that ended",
          "[desk]")
{
    Office office{date(2024, 5, 20)};
    record_open(office);
    const std::string before_text = to_iso(clock_of(office, "check")->due_on);
    casework::RulebookFiles changed{tests::shipped_files(), {}};
    for (auto& file : changed.files) {
        const std::string day = "\"2024-04-18\"";
        if (const auto at = file.text.find(day); file.path == "calendar.json" && at != std::string::npos)
            file.text.replace(at, day.size(), "\"2024-04-18\", \"2024-05-23\"");
    }
    office.act_of_two([&](auto& write) { casework::adopt_rulebook(write, changed, "Thông báo nghỉ bù"); });
    const auto moved = clock_of(office, "check");
    CHECK(before_text == "2024-05-27");
    CHECK(moved->due_on == date(2024, 5, 28));
    CHECK(moved->reason);
    CHECK(registry::load_event(office.database(), registry::journal_size(office.database()) - 1).action ==
          "deadline.recount");
    // What was promised before is still known.
    const auto then =
        registry::deadlines_of(office.database(), file_number, registry::journal_size(office.database()) - 2);
    CHECK(then.front().record.due_on == date(2024, 5, 27));
    casework::Rulebooks rulebooks;
    const auto derived =
        casework::derive_deadlines(office.database(), rulebooks, file_number, date(2024, 5, 24));
    REQUIRE(derived.front().term);
    CHECK(derived.front().term->due == moved->due_on);
    CHECK(derived.front().days_left == 2);
}

TEST_CASE("files made at the desk are numbered within their day", "[desk]")
{
    Office office{date(2024, 5, 20)};
    office.record(dossier);
    record_scanner(office);
    office.act([&](auto& write) {
        casework::set_letterhead(
            write, {1, "", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Đắk Lắk", "SKHCN", "H15.20", "GIÁM ĐỐC", "", ""});
    });
    const auto file = [&](casework::Filing filing) {
        return office
            .act([&](auto& write) { return casework::file_application(write, office.rules(), filing); })
            .application;
    };
    casework::Filing filing{"W-1", "F-1", "safety_officer"};
    CHECK(file(filing) == "H15.20-240520-0001");
    CHECK(file(filing) == "H15.20-240520-0002");
    office.today(date(2024, 5, 21));
    filing.submitted = true;
    const std::string third = file(filing);
    CHECK(third == "H15.20-240521-0001");
    CHECK(status(office, third) == "submitted");
    office.act([&](auto& write) { casework::receive(write, office.rules(), {third}, date(2024, 6, 20)); });
    CHECK(status(office, third) == "received");
    filing.number = third;
    CHECK(refusal_of([&] { file(filing); }).fault() == Fault::conflict);
}

TEST_CASE("a file that was turned away at the desk is not worked on", "[desk]")
{
    Office office{date(2024, 5, 20)};
    office.record(dossier);
    record_scanner(office);
    casework::Filing filing{"W-1", "F-1", "safety_officer"};
    filing.submitted = true;
    const auto turned = office.act([&](auto& write) {
        const auto made = casework::file_application(write, office.rules(), filing);
        return made.application;
    });
    const auto refuse = [&](const std::string& reason) {
        office.act(
            [&](auto& write) { casework::refuse_intake(write, office.rules(), {turned, {}, reason}); });
    };
    CHECK(refusal_of([&] { refuse(""); }).fault() == Fault::invalid_input);
    refuse("Hồ sơ thuộc thẩm quyền của cơ quan khác");
    CHECK(status(office, turned) == "refused_intake");
    CHECK(refusal_of([&] { office.screen(turned); }).fault() == Fault::conflict);
}
