#include "casework/reminders.h"

#include <set>

#include "casework/desk_acts.h"
#include "registry/facilities.h"
#include "tests/casework/office.h"
#include "tests/json.h"

using namespace radcert;
using casework::Reminder;
using casework::ReminderKind;
using tests::Office;

namespace {

std::vector<Reminder> of(Office& office, Date day, ReminderKind kind)
{
    auto all = casework::reminders(office.database(), office.rules(), {day});
    std::erase_if(all, [&](const Reminder& one) { return one.kind != kind; });
    return all;
}

void hold(Office& office, std::int64_t worker, const std::string& number, Date valid_to)
{
    office.act([&](registry::WriteScope& write) {
        registry::Certificate certificate;
        certificate.certificate = number;
        certificate.issued_by = "varans";
        certificate.worker = worker;
        certificate.role = "safety_officer";
        certificate.equipment_types = {"ct"};
        certificate.issued_on = date(2020, 12, 15);
        certificate.valid_to = valid_to;
        certificate.validity = "recorded";
        registry::CertificateStatus status;
        status.certificate = number;
        status.issued_by = "varans";
        status.entry = 1;
        status.worker = worker;
        status.status = "in_force";
        status.from_day = certificate.issued_on;
        write.record("certificate.record", registry::load_worker(write.database(), worker).subject,
                     {certificate, status});
    });
}

void post(Office& office, const casework::RecordedApplication& file)
{
    office.act([&](registry::WriteScope& write) {
        registry::Post made;
        made.worker = file.worker;
        made.post = 900;
        made.facility = file.facility;
        made.from_day = date(2020, 1, 1);
        write.record("worker.post", registry::load_worker(write.database(), file.worker).subject, {made});
    });
}

} // namespace

TEST_CASE("a certificate that expires is said 90, 60 and 30 days before, each once, and not after",
          "[reminders]")
{
    Office office;
    const auto file = office.record(tests::contract_dossier("b-ct-complete"));
    const Date end = date(2026, 3, 31);
    hold(office, file.worker, "12/VARANS", end);
    std::set<std::string> ids;
    std::string stages;
    for (int before = 95; before >= -2; --before) {
        for (const Reminder& one : of(office, end - std::chrono::days{before}, ReminderKind::certificate)) {
            if (ids.insert(one.id).second) stages += one.stage + "@" + std::to_string(before) + " ";
        }
    }
    CHECK(stages == "90@90 60@60 30@30 ");
    CHECK(of(office, end, ReminderKind::certificate).size() == 1);
    CHECK(of(office, end + std::chrono::days{1}, ReminderKind::certificate).empty()); // it has expired
    for (const std::string& id : ids) CHECK(id.find('/') == std::string::npos);
}

TEST_CASE("how near a reminder is is said with its unit", "[reminders]")
{
    const auto said = [](ReminderKind kind, const char* stage) {
        Reminder one;
        one.kind = kind;
        one.stage = stage;
        return casework::stage_name(one).vi;
    };
    CHECK(said(ReminderKind::certificate, "30") == "còn không quá 30 ngày");
    CHECK(said(ReminderKind::training, "33") == "đã từ 33 tháng");
    CHECK(said(ReminderKind::training, "36") == "đã quá 36 tháng");
    CHECK(said(ReminderKind::undated, "undated") == "không có hạn");
}

TEST_CASE("a certificate that a later one replaces needs no reminder", "[reminders]")
{
    Office office;
    const auto file = office.record(tests::contract_dossier("b-ct-complete"));
    hold(office, file.worker, "old", date(2026, 3, 31));
    CHECK(of(office, date(2026, 3, 1), ReminderKind::certificate).size() == 1);
    hold(office, file.worker, "new", date(2031, 3, 31));
    CHECK(of(office, date(2026, 3, 1), ReminderKind::certificate).empty());
}

TEST_CASE("a name goes only to the facility where its bearer works; the first line has none", "[reminders]")
{
    Office office;
    const auto file = office.record(tests::contract_dossier("b-ct-complete"));
    const std::string holder = registry::load_worker(office.database(), file.worker).full_name;
    hold(office, file.worker, "12", date(2026, 3, 31));
    const auto stranger = of(office, date(2026, 3, 1), ReminderKind::certificate);
    REQUIRE(stranger.size() == 1);
    CHECK(stranger.front().text.vi.find(holder) == std::string::npos);
    CHECK(stranger.front().text.en.find(holder) == std::string::npos);
    post(office, file);
    const auto employer = of(office, date(2026, 3, 1), ReminderKind::certificate);
    REQUIRE(employer.size() == 1);
    CHECK(employer.front().text.vi.find(holder) != std::string::npos);
    for (const Reminder& one : casework::reminders(office.database(), office.rules(), {date(2029, 3, 1)})) {
        CHECK(one.first_line.vi.find(holder) == std::string::npos);
        CHECK(one.first_line.en.find(holder) == std::string::npos);
        CHECK(one.first_line.vi.starts_with("[radcert] "));
    }
}

TEST_CASE("whoever has no e-mail gets a call, and who has neither is said to have none", "[reminders]")
{
    Office office;
    const auto file = office.record(tests::contract_dossier("b-ct-complete"));
    post(office, file);
    hold(office, file.worker, "12", date(2026, 3, 31));
    const auto address = [&] {
        return of(office, date(2026, 3, 1), ReminderKind::certificate).front().address;
    };
    const auto change = [&](std::optional<std::string> email, std::optional<std::string> phone) {
        office.act([&](registry::WriteScope& write) {
            auto facility = registry::load_facility(write.database(), file.facility);
            facility.email = std::move(email);
            facility.phone = std::move(phone);
            write.record("facility.change", facility.subject, {facility});
        });
    };
    CHECK(address().empty());
    change({}, "0262000000");
    CHECK(address() == "0262000000");
    change("an-toan@benh-vien.example", "0262000000");
    CHECK(address() == "an-toan@benh-vien.example");
}

TEST_CASE("a file is said to its officer two working days before it is due, and again when it is overdue",
          "[reminders]")
{
    Office office{date(2025, 7, 1)};
    auto dossier = tests::parsed(tests::contract_dossier("b-ct-complete"));
    dossier["application"]["filed_on"] = "2025-07-01";
    dossier["application"].erase("completed_on");
    dossier["application"].erase("fee_paid_on");
    const auto file = office.record(dossier.dump());
    office.act([&](auto& write) {
        casework::set_appointment(write, office.rules(), {file.application, date(2025, 7, 1), ""},
                                  date(2025, 7, 15));
    });
    const auto appointed = [&](Date day) {
        auto found = of(office, day, ReminderKind::file);
        std::erase_if(found, [](const Reminder& one) { return one.due != date(2025, 7, 15); });
        return found;
    };
    CHECK(appointed(date(2025, 7, 10)).empty()); // a Thursday: Friday, Monday and Tuesday are three
    REQUIRE(appointed(date(2025, 7, 11)).size() == 1);
    CHECK(appointed(date(2025, 7, 11)).front().stage == "due");
    CHECK(appointed(date(2025, 7, 11)).front().to == "Nguyễn Thị Lan (lan)");
    CHECK(appointed(date(2025, 7, 15)).front().id == appointed(date(2025, 7, 11)).front().id);
    REQUIRE(appointed(date(2025, 7, 16)).size() == 1);
    CHECK(appointed(date(2025, 7, 16)).front().stage == "overdue");
    office.today(date(2025, 7, 14));
    office.screen(file.application);
    office.decide({file.application, "refused", "thử nghiệm", {}, {}}, "minh");
    CHECK(appointed(date(2025, 7, 16)).empty());
}

TEST_CASE("a supplement is said in one line with everything that is missing, until it is answered",
          "[reminders]")
{
    Office office{date(2025, 7, 1)};
    auto dossier = tests::parsed(tests::contract_dossier("b-ct-complete"));
    dossier["application"]["filed_on"] = "2025-07-01";
    dossier["application"].erase("completed_on");
    dossier["application"].erase("fee_paid_on");
    const auto file = office.record(dossier.dump());
    office.screen(file.application);
    office.act([&](auto& write) {
        casework::SupplementAct act;
        act.application = file.application;
        act.also = {"giấy của Trần Thị Bí Mật"};
        act.due_on = date(2025, 7, 31);
        casework::request_supplement(write, office.rulebooks(), act);
    });
    CHECK(of(office, date(2025, 7, 23), ReminderKind::supplement).empty());
    const auto found = of(office, date(2025, 7, 24), ReminderKind::supplement);
    REQUIRE(found.size() == 1);
    CHECK(found.front().first_line.vi.find("Hồ sơ " + file.application +
                                           ": cần bổ sung trước hết ngày 31/07/2025 "
                                           "(còn 7 ngày). Thiếu: (1) ") != std::string::npos);
    CHECK(found.front().first_line.vi.find("Bí Mật") ==
          std::string::npos); // an officer's words stay in the letter
    CHECK(of(office, date(2025, 8, 1), ReminderKind::supplement).front().stage == "overdue");
    office.today(date(2025, 7, 25));
    office.act(
        [&](auto& write) { casework::record_supplement(write, office.rules(), {file.application, {}, ""}); });
    CHECK(of(office, date(2025, 8, 1), ReminderKind::supplement).empty());
}

TEST_CASE("an opinion that does not come is said to the officer of the file", "[reminders]")
{
    Office office;
    const auto file = office.record(tests::contract_dossier("b-ct-complete"));
    office.act([&](auto& write) {
        casework::consult(write, office.rules(), file.application, "Sở Y tế", "Xác nhận giấy khám?",
                          date(2025, 8, 20));
    });
    CHECK(of(office, date(2025, 8, 15), ReminderKind::consultation).empty());
    const auto near = of(office, date(2025, 8, 18), ReminderKind::consultation);
    REQUIRE(near.size() == 1);
    CHECK(near.front().first_line.vi ==
          "[radcert] Hồ sơ " + file.application +
              ": ý kiến của Sở Y tế cần có ngày 20/08/2025 (còn 2 ngày làm việc).");
    const auto late = of(office, date(2025, 8, 22), ReminderKind::consultation);
    REQUIRE(late.size() == 1);
    CHECK(late.front().first_line.vi.find("quá hạn 2 ngày làm việc") != std::string::npos);
}

TEST_CASE("a file for which no clock runs is said to its officer until a day is named", "[reminders]")
{
    Office office{date(2026, 11, 20)}; // no rule that may decide names days by then
    auto dossier = tests::parsed(tests::contract_dossier("b-ct-complete"));
    dossier["application"]["filed_on"] = "2026-11-20";
    dossier["application"].erase("completed_on");
    dossier["application"].erase("fee_paid_on");
    const auto file = office.record(dossier.dump());
    const auto found = of(office, date(2026, 11, 23), ReminderKind::undated);
    REQUIRE(found.size() == 1);
    CHECK(found.front().about == file.application);
    CHECK(found.front().to == "Nguyễn Thị Lan (lan)");
    office.act([&](auto& write) {
        casework::set_appointment(write, office.rules(), {file.application, date(2026, 11, 20), ""},
                                  date(2026, 12, 4));
    });
    CHECK(of(office, date(2026, 11, 23), ReminderKind::undated).empty());
}
