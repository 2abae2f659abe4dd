#include "casework/history.h"

#include <chrono>
#include <filesystem>
#include <unistd.h>

#include "casework/found_register.h"
#include "casework/record_facility.h"
#include "casework/record_worker.h"
#include "tests/catch.h"
#include "tests/refusal.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using namespace radcert::casework;

namespace {

namespace fs = std::filesystem;

/// A register in a folder of its own, whose clock goes on an hour with every question.
class HistoryDesk {
public:
    HistoryDesk()
    {
        std::string name = (fs::temp_directory_path() / "radcert-history-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        folder_ = name;
        found_register({folder_ / "r.db",
                        folder_ / "r.key",
                        "province:66",
                        {},
                        {},
                        "lan",
                        "Nguyễn Thị Lan",
                        {tests::shipped_files(), {}}},
                       clock());
        writer_.emplace(registry::Database{folder_ / "r.db", registry::Access::write, clock()},
                        registry::KeyFile::load(folder_ / "r.key"));
    }
    ~HistoryDesk()
    {
        writer_.reset();
        fs::remove_all(folder_);
    }
    HistoryDesk(const HistoryDesk&) = delete;
    HistoryDesk& operator=(const HistoryDesk&) = delete;

    template <class Act>
    auto act(Act what)
    {
        registry::WriteScope write{*writer_, {"lan", {}, "cli", false}};
        if constexpr (std::is_void_v<decltype(what(write))>) {
            what(write);
            write.commit();
        } else {
            auto made = what(write);
            write.commit();
            return made;
        }
    }

    registry::Database& database() { return writer_->database(); }
    const RulebookInUse& rules() { return rulebooks_.in_force(database()); }
    const Vocabulary& words() { return rules().book.vocabulary; }
    EventNumber last() { return registry::journal_size(database()) - 1; }

private:
    registry::Clock clock()
    {
        return [this] {
            now_ += 3'600'000'000;
            return timestamp(now_);
        };
    }

    fs::path folder_;
    std::int64_t now_{1'754'000'000'000'000}; // 2025-07-31
    std::optional<registry::Writer> writer_;
    Rulebooks rulebooks_;
};

registry::Facility recorded_hospital(HistoryDesk& desk, const std::string& name = "Bệnh viện Thử Nghiệm")
{
    return desk.act([&](registry::WriteScope& write) {
        registry::Facility facility;
        facility.name = name;
        facility.province = "66";
        return record_facility(write, desk.words(), facility);
    });
}

registry::Worker thinh(HistoryDesk& desk)
{
    return desk.act([](registry::WriteScope& write) {
        registry::Worker worker;
        worker.full_name = "Nguyễn Đức Thịnh";
        registry::IdentityPaper paper;
        paper.kind = "cccd";
        paper.number = "066085001234";
        return record_worker(write, worker, paper);
    });
}

registry::Evidence history_degree(HistoryDesk& desk, std::int64_t worker)
{
    return desk.act([&](registry::WriteScope& write) {
        registry::Evidence evidence;
        evidence.worker = worker;
        evidence.kind = "degree";
        evidence.level = "bachelor";
        return record_evidence(write, desk.words(), evidence);
    });
}

} // namespace

TEST_CASE("a worker's history says who did what when, and what it said before", "[casework]")
{
    HistoryDesk desk;
    const registry::Worker worker = thinh(desk);
    const registry::Evidence evidence = history_degree(desk, worker.worker);
    desk.act([&](registry::WriteScope& write) {
        registry::Worker corrected = worker;
        corrected.birth_date = date(1985, 4, 30);
        return correct_worker(write, corrected, {});
    });
    desk.act(
        [&](registry::WriteScope& write) { withdraw_evidence(write, worker.worker, evidence.evidence); });

    const auto history = worker_history(desk.database(), worker.worker);

    REQUIRE(history.size() == 5);
    CHECK(history[0].record == "worker W-1");
    CHECK(history[0].event.action == "worker.record");
    CHECK(history[0].officer == "lan");
    CHECK(history[0].officer_name == "Nguyễn Thị Lan");
    CHECK(history[0].changes == std::vector<FieldChange>{{"full_name", {}, "Nguyễn Đức Thịnh"}});
    CHECK(history[1].record == "paper W-1/cccd");
    CHECK(history[1].event.number == history[0].event.number);
    CHECK(history[1].changes ==
          std::vector<FieldChange>{{"number", {}, "066085001234"}, {"status", {}, "recorded"}});
    CHECK(history[2].record == "evidence W-1/1");
    CHECK(history[2].changes == std::vector<FieldChange>{{"kind", {}, "degree"},
                                                         {"status", {}, "recorded"},
                                                         {"source", {}, "typed"},
                                                         {"level", {}, "bachelor"}});
    CHECK(history[3].event.action == "worker.correct");
    CHECK(history[3].changes == std::vector<FieldChange>{{"birth_date", {}, "1985-04-30"}});
    CHECK(history[3].event.at > history[2].event.at);
    CHECK(history[4].event.action == "evidence.withdraw");
    CHECK(history[4].changes == std::vector<FieldChange>{{"status", "recorded", "withdrawn"}});
}

TEST_CASE("a history ends where what was known ends", "[casework]")
{
    HistoryDesk desk;
    const registry::Worker worker = thinh(desk);
    const EventNumber then = desk.last();
    history_degree(desk, worker.worker);

    CHECK(worker_history(desk.database(), worker.worker).size() == 3);
    CHECK(worker_history(desk.database(), worker.worker, then).size() == 2);
    const Error refusal =
        tests::refusal_of([&] { worker_history(desk.database(), worker.worker, then - 1); });
    CHECK(refusal.fault() == Fault::not_found);
    CHECK(std::string{refusal.what()}.find("W-1") != std::string::npos);
}

TEST_CASE("a judgement on duplicates stands in the worker's history", "[casework]")
{
    HistoryDesk desk;
    const registry::Worker worker = thinh(desk);
    desk.act([](registry::WriteScope& write) {
        registry::Worker other;
        other.full_name = "Nguyễn Đức Thịnh";
        return record_worker(write, other, {});
    });
    desk.act(
        [](registry::WriteScope& write) { judge_duplicate(write, "worker", 1, 2, false, "khác ngày sinh"); });

    const auto history = worker_history(desk.database(), worker.worker);

    CHECK(history.back().event.action == "worker.duplicate");
    CHECK(history.back().record == "worker W-1");
}

TEST_CASE("a unit that moves stands in the histories of both facilities", "[casework]")
{
    HistoryDesk desk;
    recorded_hospital(desk);
    recorded_hospital(desk, "Bệnh viện Thứ Hai");
    registry::Equipment unit = desk.act([&](registry::WriteScope& write) {
        registry::Equipment fresh;
        fresh.facility = 1;
        fresh.type = "ct";
        return record_equipment(write, desk.rules(), fresh);
    });
    desk.act([&](registry::WriteScope& write) {
        unit.facility = 2;
        return change_equipment(write, desk.rules(), unit);
    });
    desk.act([&](registry::WriteScope& write) {
        unit.serial = "SN-1";
        return change_equipment(write, desk.rules(), unit);
    });

    const auto first = facility_history(desk.database(), 1), second = facility_history(desk.database(), 2);
    const std::vector<FieldChange> move{{"facility", "F-1", "F-2"}}, serial{{"serial", {}, "SN-1"}};

    REQUIRE(first.size() == 3);
    CHECK(first[1].record == "equipment E-1");
    CHECK(first[2].changes == move);
    REQUIRE(second.size() == 3);
    CHECK(second[1].changes == move);
    CHECK(second[2].changes == serial);
    CHECK(equipment_history(desk.database(), 1).size() == 3);
}

TEST_CASE("practices and licences stand in the facility's history under their names", "[casework]")
{
    HistoryDesk desk;
    const registry::Facility facility = recorded_hospital(desk);
    desk.act([&](registry::WriteScope& write) {
        record_practice(write, {facility.facility, "X-quang chẩn đoán", date(2020, 1, 1), {}});
        record_licence(write, {facility.facility, "12/GP-SKHCN", {}, {}, date(2026, 1, 1), {}});
        record_licence(write, {facility.facility, "12/GP-SKHCN", {}, {}, date(2027, 1, 1), {}});
    });

    const auto history = facility_history(desk.database(), facility.facility);

    REQUIRE(history.size() == 4);
    CHECK(history[1].record == "practice F-1/X-quang chẩn đoán");
    CHECK(history[1].changes == std::vector<FieldChange>{{"from_day", {}, "2020-01-01"}});
    CHECK(history[3].record == "licence F-1/12/GP-SKHCN");
    CHECK(history[3].changes == std::vector<FieldChange>{{"expires_on", "2026-01-01", "2027-01-01"}});
}

TEST_CASE("a file's history goes from filing to certificate; the worker's refers to it", "[casework]")
{
    HistoryDesk desk;
    const registry::Worker worker = thinh(desk);
    const registry::Facility facility = recorded_hospital(desk);
    desk.act([&](registry::WriteScope& write) {
        registry::Application file;
        file.application = "A-1";
        file.worker = worker.worker;
        file.facility = facility.facility;
        file.province = "66";
        file.procedure = "new";
        file.role = "safety_officer";
        file.filed_on = date(2025, 8, 1);
        file.devices.text = "[]";
        file.status = "received";
        write.record("application.record", worker.subject, {file});
        registry::Screening screening;
        screening.application = "A-1";
        screening.screening = 1;
        screening.worker = worker.worker;
        screening.verdict = "eligible";
        screening.findings.text = "[]";
        write.record("application.screen", worker.subject, {screening});
        file.status = "withdrawn";
        write.record("application.withdraw", worker.subject, {file});
        registry::Certificate certificate;
        certificate.certificate = "66-2025-1";
        certificate.issued_by = "province:66";
        certificate.worker = worker.worker;
        certificate.role = "safety_officer";
        certificate.issued_on = date(2025, 8, 2);
        certificate.validity = "stated";
        certificate.application = "A-1";
        registry::CertificateStatus status;
        status.certificate = "66-2025-1";
        status.issued_by = "province:66";
        status.entry = 1;
        status.worker = worker.worker;
        status.status = "in_force";
        status.from_day = date(2025, 8, 2);
        write.record("certificate.issue", worker.subject, {certificate, status});
        status.entry = 2;
        status.status = "revoked";
        write.record("certificate.revoke", worker.subject, {status});
    });

    std::vector<std::string> told;
    for (const HistoryEntry& entry : application_history(desk.database(), "A-1"))
        told.push_back(entry.event.action + " " + entry.record);
    CHECK(told == std::vector<std::string>{
                      "application.record application A-1", "application.screen screening A-1/1",
                      "application.withdraw application A-1", "certificate.issue certificate 66-2025-1",
                      "certificate.issue status 66-2025-1/1", "certificate.revoke status 66-2025-1/2"});
    const auto file = application_history(desk.database(), "A-1");
    CHECK(file[2].changes == std::vector<FieldChange>{{"status", "received", "withdrawn"}});
    CHECK(certificate_history(desk.database(), "66-2025-1").size() == 3);

    std::size_t referred = 0;
    for (const HistoryEntry& entry : worker_history(desk.database(), worker.worker)) {
        const bool refers = entry.record == "application A-1" || entry.record == "certificate 66-2025-1";
        if (refers) CHECK(entry.changes.empty());
        referred += refers ? 1 : 0;
    }
    CHECK(referred == 5);
    CHECK(tests::refusal_of([&] { application_history(desk.database(), "A-2"); }).fault() ==
          Fault::not_found);
}
