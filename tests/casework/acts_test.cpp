#include "tests/casework/office.h"

using namespace radcert;
using casework::Amendment;
using tests::Office;
using tests::refusal_of;

namespace {

const std::string number = "B01";
const std::string complete = tests::contract_dossier("b-ct-complete");
const std::string undetermined = tests::contract_dossier("b-ct-not-judged");

std::string number_of(Office& office, const std::string& dossier)
{
    return office.record(dossier).application;
}

} // namespace

TEST_CASE("an eligible application becomes a certificate, without an end since 1 February 2021", "[acts]")
{
    Office office{date(2025, 12, 31)};
    const auto certificate = office.certify(complete);
    CHECK(certificate.certificate == "66-2025-00001");
    CHECK(certificate.issued_by == "province:66");
    CHECK(certificate.issued_on == date(2025, 12, 31));
    CHECK_FALSE(certificate.valid_to);
    CHECK(certificate.equipment_types == registry::WordList{"ct"});
    CHECK(office.status_of(certificate.certificate, date(2025, 12, 31)) == "in_force");
    CHECK(office.status_of(certificate.certificate, date(2025, 12, 30)) == "not_yet");
}

TEST_CASE("from 2026 no rule sets the validity: the officer states it, or nothing is issued", "[acts]")
{
    Office office{date(2026, 1, 1)};
    const auto recorded = office.record(complete);
    office.screen(number);
    office.decide({number, "granted", {}, {}, {}});
    CHECK(refusal_of([&] { office.issue({number, {}, {}, false, {}}); }).fault() == Fault::refused);
    CHECK(refusal_of([&] { office.issue({number, {}, date(2031, 1, 1), true, {}}); }).fault() ==
          Fault::refused);
    const auto certificate = office.issue({number, {}, date(2031, 1, 1), false, {}});
    CHECK(certificate.validity == "stated");
    CHECK(office.status_of(certificate.certificate, date(2031, 1, 1)) == "in_force");
    CHECK(office.status_of(certificate.certificate, date(2031, 1, 2)) == "expired");
}

TEST_CASE("an officer cannot state another end than the rule's", "[acts]")
{
    Office office;
    office.record(complete);
    office.screen(number);
    office.decide({number, "granted", {}, {}, {}});
    CHECK(refusal_of([&] { office.issue({number, {}, date(2030, 1, 1), false, {}}); }).fault() ==
          Fault::refused);
    CHECK(office.issue({number, {}, {}, true, {}}).valid_to == std::nullopt);
}

TEST_CASE("a certificate back-dated to 31 January 2021 is valid for five years, and takes two persons",
          "[acts]")
{
    Office office;
    auto dossier = complete; // filed in 2024; a file cannot be decided before it was filed
    office.record(dossier);
    office.screen(number);
    CHECK(refusal_of([&] { office.decide({number, "granted", {}, {}, date(2021, 1, 31)}); }).fault() ==
          Fault::refused);
    CHECK(refusal_of([&] {
              office.decide({number, "granted", {}, {}, date(2021, 1, 31)}, "minh");
          }).fault() == Fault::invalid_input);
    office.decide({number, "granted", {}, {}, date(2024, 6, 3)}, "minh");
    CHECK(refusal_of([&] { office.issue({number, date(2024, 6, 4), {}, false, {}}); }).fault() ==
          Fault::refused);
    CHECK(refusal_of([&] { office.issue({number, date(2024, 6, 2), {}, false, {}}, "minh"); }).fault() ==
          Fault::invalid_input); // before the decision
    CHECK(office.issue({number, date(2024, 6, 4), {}, false, {}}, "minh").year == 2024);
}

TEST_CASE("nothing happens on a day that has not come", "[acts]")
{
    Office office;
    office.record(complete);
    office.screen(number);
    CHECK(refusal_of([&] {
              office.decide({number, "granted", {}, {}, date(2025, 8, 13)}, "minh");
          }).fault() == Fault::refused);
    CHECK_NOTHROW(office.decide({number, "granted", {}, {}, date(2025, 8, 12)}));
}

TEST_CASE("an application is decided on a screening, once", "[acts]")
{
    Office office;
    office.record(complete);
    CHECK(refusal_of([&] { office.decide({number, "granted", {}, {}, {}}); }).fault() == Fault::refused);
    office.screen(number);
    office.decide({number, "granted", {}, {}, {}});
    CHECK(refusal_of([&] { office.decide({number, "refused", "x", {}, {}}); }).fault() == Fault::conflict);
    CHECK(refusal_of([&] { office.screen(number); }).fault() == Fault::conflict);
}

TEST_CASE("a refusal needs its reason", "[acts]")
{
    Office office;
    office.record(complete);
    office.screen(number);
    CHECK(refusal_of([&] { office.decide({number, "refused", " ", {}, {}}); }).fault() ==
          Fault::invalid_input);
    // Nothing was found unmet: the provision is named, and two persons answer for it.
    CHECK(refusal_of([&] { office.decide({number, "refused", "không phù hợp", {}, {}}); }).fault() ==
          Fault::refused);
    const casework::DecisionRequest against{number, "refused", "không phù hợp", "Điều 1 (thử nghiệm)", {}};
    CHECK(refusal_of([&] { office.decide(against); }).fault() == Fault::refused);
    CHECK(office.decide(against, "minh").outcome == "refused");
    CHECK(refusal_of([&] { office.issue({number, {}, {}, false, {}}); }).fault() == Fault::refused);
}

TEST_CASE("granting against the determination takes a legal basis, a reason and a second person", "[acts]")
{
    Office office;
    const std::string file = number_of(office, undetermined);
    REQUIRE(office.screen(file).record.verdict == "undetermined");
    CHECK(refusal_of([&] { office.decide({file, "granted", {}, {}, {}}); }).fault() == Fault::refused);
    CHECK(refusal_of([&] { office.decide({file, "granted", {}, {}, {}}, "minh"); }).fault() ==
          Fault::refused);
    CHECK(refusal_of([&] { office.decide({file, "granted", "đã xem", "Điều 28", {}}); }).fault() ==
          Fault::refused);
    CHECK(refusal_of([&] { office.decide({file, "granted", "đã xem", "Điều 28", {}}, "lan"); }).fault() ==
          Fault::refused);
    CHECK(refusal_of([&] { office.decide({file, "granted", "đã xem", "Điều 28", {}}, "hoa"); }).fault() ==
          Fault::refused);
    const auto decision = office.decide({file, "granted", "đã xem", "Điều 28", {}}, "minh");
    CHECK(decision.second == "minh");
    CHECK(decision.legal_basis == "Điều 28");
}

TEST_CASE("an officer's judgement settles what the rules leave to a person", "[acts]")
{
    Office office;
    const std::string file = number_of(office, undetermined);
    REQUIRE(office.screen(file).record.verdict == "undetermined");
    const auto judge = [&](const std::string& topic, const std::string& outcome, const std::string& reason) {
        return office.act([&](auto& write) {
            return casework::judge(write, office.rules(), {file, topic, {}, outcome, reason, {}});
        });
    };
    CHECK(refusal_of([&] { judge("qualification", "met", " "); }).fault() == Fault::invalid_input);
    CHECK(refusal_of([&] { judge("qualification", "maybe", "x"); }).fault() == Fault::invalid_input);
    CHECK(refusal_of([&] { judge("hair", "met", "x"); }).fault() == Fault::invalid_input);
    CHECK(judge("qualification", "met", "bằng phù hợp").by_officer == "lan");
    CHECK(refusal_of([&] { judge("qualification", "not_met", "không"); }).fault() ==
          Fault::conflict); // same day
    CHECK(office.screen(file).record.verdict == "eligible");
    office.act([&](auto& write) { casework::withdraw_judgement(write, file, 1); });
    CHECK(office.screen(file).record.verdict == "undetermined");
}

TEST_CASE("a judgement of what the file's data settle is refused, and not before they are screened", "[acts]")
{
    Office office;
    const std::string file = number_of(office, undetermined);
    const auto judge = [&](const std::string& requirement) {
        return office.act([&](auto& write) {
            return casework::judge(write, office.rules(), {file, {}, requirement, "met", "đã xem", {}});
        });
    };
    office.screen(file);
    CHECK(refusal_of([&] { judge("B-PHOTO-1"); }).fault() == Fault::refused);
    CHECK(judge("LAW-QUALIFY-1").finding == 1);
}

TEST_CASE("facts that change after the screening stop the decision and the certificate", "[acts]")
{
    Office office;
    const auto recorded = office.record(complete);
    office.screen(number);
    const auto change_evidence = [&](std::int64_t programme) {
        registry::Evidence training;
        training.worker = recorded.worker;
        training.kind = "training";
        training.programme = programme;
        office.act([&](auto& write) {
            return casework::record_evidence(write, office.rules().book.vocabulary, training);
        });
    };
    SECTION("before the decision")
    {
        change_evidence(14);
        CHECK(refusal_of([&] { office.decide({number, "granted", {}, {}, {}}); }).fault() == Fault::conflict);
        office.screen(number);
        CHECK_NOTHROW(office.decide({number, "granted", {}, {}, {}}));
    }
    SECTION("before the certificate")
    {
        office.decide({number, "granted", {}, {}, {}});
        change_evidence(1);
        CHECK(refusal_of([&] { office.issue({number, {}, {}, false, {}}); }).fault() == Fault::conflict);
        CHECK_FALSE(registry::find_certificate_on(office.database(), number));
    }
}

TEST_CASE("one application gives one certificate, and numbers have no gaps", "[acts]")
{
    Office office;
    const auto first = office.certify(tests::eligible_dossier("H1", "999085000001", "Nguyễn Văn Một"));
    CHECK(refusal_of([&] { office.issue({"H1", {}, {}, false, {}}); }).fault() == Fault::conflict);
    {
        registry::WriteScope dry{office.writer(), {"lan", {}, "test", true}};
        casework::record_application(dry, office.rules(),
                                     tests::eligible_dossier("H2", "999085000002", "Lê Thị Hai"), "typed");
        casework::screen_application(dry, office.rulebooks(), {"H2", {}});
        casework::decide(dry, office.rules(), {"H2", "granted", {}, {}, {}});
        CHECK(casework::issue_certificate(dry, office.rulebooks(), {"H2", {}, {}, false, {}}).ordinal == 2);
        dry.commit(); // of a dry run: nothing
    }
    CHECK_FALSE(registry::find_application(office.database(), "H2"));
    const auto second = office.certify(tests::eligible_dossier("H3", "999085000003", "Phạm Văn Ba"));
    CHECK(first.ordinal == 1);
    CHECK(second.ordinal == 2);
    office.today(date(2025, 12, 31));
    CHECK(office.certify(tests::eligible_dossier("H4", "999085000004", "Võ Thị Bốn")).certificate ==
          "66-2025-00003");
}

TEST_CASE("a suspended certificate comes back, a revoked one does not", "[acts]")
{
    Office office;
    const auto made = office.certify(complete).certificate;
    CHECK(refusal_of([&] { office.amend(made, Amendment::restore); }).fault() == Fault::conflict);
    office.amend(made, Amendment::suspend);
    CHECK(office.status_of(made, date(2025, 8, 12)) == "suspended");
    CHECK(refusal_of([&] { office.amend(made, Amendment::suspend); }).fault() == Fault::conflict);
    office.today(date(2025, 9, 1));
    office.amend(made, Amendment::restore);
    CHECK(office.status_of(made, date(2025, 8, 31)) == "suspended");
    CHECK(office.status_of(made, date(2025, 9, 1)) == "in_force");
    CHECK(refusal_of([&] { office.amend(made, Amendment::revoke); }).fault() == Fault::refused);
    CHECK(refusal_of([&] { office.amend(made, Amendment::revoke, "lan"); }).fault() == Fault::refused);
    CHECK(refusal_of([&] { office.amend(made, Amendment::revoke, "minh", {}, ""); }).fault() ==
          Fault::refused);
    office.amend(made, Amendment::revoke, "minh");
    CHECK(office.status_of(made, date(2025, 9, 1)) == "revoked");
    CHECK(refusal_of([&] { office.amend(made, Amendment::restore); }).fault() == Fault::conflict);
    CHECK(refusal_of([&] { office.amend(made, Amendment::withdraw, "minh"); }).fault() == Fault::conflict);
}

TEST_CASE("a back-dated amendment takes two persons", "[acts]")
{
    Office office;
    const auto made = office.certify(complete).certificate;
    office.today(date(2025, 8, 20));
    CHECK(refusal_of([&] { office.amend(made, Amendment::suspend, {}, date(2025, 8, 19)); }).fault() ==
          Fault::refused);
    CHECK(office.amend(made, Amendment::suspend, "minh", date(2025, 8, 19)).second == "minh");
}

TEST_CASE("a replaced certificate keeps its scope and end under the next number", "[acts]")
{
    Office office;
    const auto old = office.certify(complete);
    office.today(date(2025, 8, 20));
    const auto fresh = office.act([&](auto& write) {
        return casework::replace_certificate(write, {old.certificate, {}, "bị mất", {}});
    });
    CHECK(fresh.certificate == "66-2025-00002");
    CHECK(fresh.replaces == old.certificate);
    CHECK(fresh.equipment_types == old.equipment_types);
    CHECK(office.status_of(old.certificate, date(2025, 8, 19)) == "in_force");
    CHECK(office.status_of(old.certificate, date(2025, 8, 20)) == "replaced");
    CHECK(refusal_of([&] {
              office.act([&](auto& write) {
                  return casework::replace_certificate(write, {old.certificate, {}, "nữa", {}});
              });
          }).fault() == Fault::conflict);
}

TEST_CASE("a certificate of another authority is recorded with its issuer, and again only once", "[acts]")
{
    Office office;
    const auto recorded = office.record(complete);
    registry::Certificate elsewhere;
    elsewhere.certificate = "0123/2018/CCNV";
    elsewhere.issued_by = "varans";
    elsewhere.worker = recorded.worker;
    elsewhere.role = "safety_officer";
    elsewhere.equipment_types = {"ct"};
    elsewhere.issued_on = date(2018, 3, 1);
    elsewhere.valid_to = date(2023, 3, 1);
    const auto record = [&] {
        return office.act([&](auto& write) {
            return casework::record_certificate(write, office.rules().book.vocabulary, elsewhere, {});
        });
    };
    CHECK(record().validity == "recorded");
    CHECK(office.status_of("0123/2018/CCNV", date(2023, 3, 1)) == "in_force");
    CHECK(office.status_of("0123/2018/CCNV", date(2023, 3, 2)) == "expired");
    CHECK(refusal_of(record).fault() == Fault::conflict);
    elsewhere.issued_by = "province:46"; // the same number from a former province is another certificate
    CHECK_NOTHROW(record());
    CHECK(refusal_of([&] { registry::load_certificate(office.database(), "0123/2018/CCNV"); }).fault() ==
          Fault::conflict);
    CHECK(registry::load_certificate(office.database(), "0123/2018/CCNV", "varans").issued_by == "varans");
    elsewhere.certificate = "1", elsewhere.issued_by = "province:99";
    CHECK(refusal_of(record).fault() == Fault::invalid_input);
}

TEST_CASE("what a certificate allows is corrected by two persons, with a legal basis", "[acts]")
{
    Office office;
    const auto made = office.certify(complete);
    const auto correct = [&](casework::Correction correction, const std::string& second) {
        correction.certificate = made.certificate;
        correction.reason = "ghi nhầm";
        return office.act(
            [&](auto& write) {
                return casework::correct_certificate(write, office.rules().book.vocabulary, correction);
            },
            second);
    };
    casework::Correction scope;
    scope.equipment_types = registry::WordList{"ct", "general_xray"};
    CHECK(refusal_of([&] { correct(scope, {}); }).fault() == Fault::refused);
    CHECK(refusal_of([&] { correct(scope, "minh"); }).fault() == Fault::refused); // no legal basis
    scope.legal_basis = "Điều 35";
    CHECK(correct(scope, "minh").equipment_types.size() == 2);
    CHECK(refusal_of([&] { correct(scope, "minh"); }).fault() == Fault::conflict); // nothing differs
    CHECK(office.status_of(made.certificate, date(2025, 8, 12)) == "in_force");
}

TEST_CASE("a halt stops issuing at once; lifting it takes two persons", "[acts]")
{
    Office office;
    office.record(complete);
    office.screen(number);
    office.decide({number, "granted", {}, {}, {}});
    office.act([](auto& write) { casework::halt(write, true, "kiểm tra bộ quy định"); });
    const Error error = refusal_of([&] { office.issue({number, {}, {}, false, {}}); });
    CHECK(error.fault() == Fault::refused);
    CHECK(error.sentence().vi.find("kiểm tra bộ quy định") != std::string::npos);
    CHECK(refusal_of([&] {
              office.act([](auto& write) { casework::halt(write, false, "xong"); });
          }).fault() == Fault::refused);
    office.act_of_two([](auto& write) { casework::halt(write, false, "xong"); });
    CHECK(office.issue({number, {}, {}, false, {}}).ordinal == 1);
}

TEST_CASE("an application that was withdrawn is not screened or decided", "[acts]")
{
    Office office;
    office.record(complete);
    office.screen(number);
    office.act(
        [&](auto& write) { casework::withdraw_application(write, office.rules(), number, "người nộp rút"); });
    CHECK(refusal_of([&] { office.screen(number); }).fault() == Fault::conflict);
    CHECK(refusal_of([&] { office.decide({number, "granted", {}, {}, {}}); }).fault() == Fault::conflict);
}

TEST_CASE("a stranger, or an officer who left, does not act", "[acts]")
{
    Office office;
    CHECK(refusal_of([&] { registry::WriteScope{office.writer(), {"hoa", {}, "test", false}}; }).fault() ==
          Fault::refused);
    CHECK(refusal_of([&] { registry::WriteScope{office.writer(), {"", {}, "test", false}}; }).fault() ==
          Fault::usage);
    office.act([](auto& write) { casework::record_officer(write, "minh", {}, false); });
    CHECK(refusal_of([&] { registry::WriteScope{office.writer(), {"minh", {}, "test", false}}; }).fault() ==
          Fault::refused);
    const auto made = office.certify(complete).certificate;
    CHECK(refusal_of([&] { office.amend(made, Amendment::revoke, "minh"); }).fault() == Fault::refused);
}

TEST_CASE("another rulebook is adopted by two persons, and the same one not twice", "[acts]")
{
    Office office;
    casework::RulebookFiles files{tests::shipped_files(), {}};
    const auto adopt = [&](const std::string& second) {
        office.act([&](auto& write) { return casework::adopt_rulebook(write, files, "thử"); }, second);
    };
    CHECK(refusal_of([&] { adopt("minh"); }).fault() == Fault::conflict);
    files.overlays.push_back(
        {"overlay.json", tests::bytes_of("qualification-rules/samples/overlay-66-pet-ct.json")});
    CHECK(refusal_of([&] { adopt({}); }).fault() == Fault::refused);
    CHECK_NOTHROW(adopt("minh"));
    CHECK(office.rules().book.overlays.size() == 1);
}

TEST_CASE("a decided application is opened again by two persons, until something was issued on it", "[acts]")
{
    Office office;
    const auto recorded = office.record(complete);
    office.screen(number);
    const auto reopen = [&](const std::string& second) {
        office.act([&](auto& write) { casework::reopen(write, office.rules(), number, "minh chứng đã sửa"); },
                   second);
    };
    CHECK(refusal_of([&] { reopen("minh"); }).fault() == Fault::conflict); // not decided
    office.decide({number, "granted", {}, {}, {}});
    registry::Evidence scan;
    scan.worker = recorded.worker;
    scan.kind = "degree";
    office.act([&](auto& write) {
        return casework::record_evidence(write, office.rules().book.vocabulary, scan,
                                         casework::Scan{"a.pdf", "%PDF"});
    });
    CHECK(refusal_of([&] { office.issue({number, {}, {}, false, {}}); }).fault() == Fault::conflict);
    CHECK(refusal_of([&] { reopen({}); }).fault() == Fault::refused);
    reopen("minh");
    CHECK(refusal_of([&] { office.issue({number, {}, {}, false, {}}); }).fault() == Fault::refused);
    office.screen(number);
    office.decide({number, "granted", {}, {}, {}});
    CHECK(office.issue({number, {}, {}, false, {}}).ordinal == 1);
    CHECK(refusal_of([&] { reopen("minh"); }).fault() == Fault::conflict); // issued
}

TEST_CASE("a scan or a number that is exchanged after the screening stops the certificate, though the "
          "dossier is the same",
          "[acts]")
{
    Office office;
    const auto recorded = office.record(complete);
    office.screen(number);
    office.decide({number, "granted", {}, {}, {}});
    registry::Evidence degree;
    for (const auto& piece : registry::evidence_of(office.database(), recorded.worker)) {
        if (piece.kind == "degree") degree = piece;
    }
    REQUIRE(degree.kind == "degree");
    degree.number = "ZZ/9";
    office.act([&](auto& write) {
        return casework::record_evidence(write, office.rules().book.vocabulary, degree);
    });
    CHECK(refusal_of([&] { office.issue({number, {}, {}, false, {}}); }).fault() == Fault::conflict);
}

TEST_CASE("text that could not be read back or would deceive a reader is recorded nowhere", "[acts]")
{
    Office office;
    const EventNumber before = registry::journal_size(office.database());
    const std::string bad = GENERATE(values<std::string>(
        {"abc\xff", "An\x1b[31m", "An\nB", "\xe2\x80\xae nA", "\xc2\x9b", std::string(4'001, 'a')}));
    registry::Worker worker;
    worker.full_name = "Nguyễn Văn An";
    worker.note = bad;
    CHECK(refusal_of([&] {
              office.act([&](auto& write) { return casework::record_worker(write, worker, {}); });
          }).fault() == Fault::invalid_input);
    CHECK(refusal_of([&] { office.act([&](auto& write) { casework::halt(write, true, bad); }); }).fault() ==
          Fault::invalid_input);
    CHECK(registry::journal_size(office.database()) == before);
}

TEST_CASE("what has not happened yet is no evidence", "[acts]")
{
    Office office;
    const auto recorded = office.record(complete);
    registry::Evidence training;
    training.worker = recorded.worker;
    training.kind = "training";
    training.programme = 14;
    const auto record = [&](Date on) {
        training.dated_on = on;
        office.act([&](auto& write) {
            return casework::record_evidence(write, office.rules().book.vocabulary, training);
        });
    };
    CHECK(refusal_of([&] { record(date(2025, 8, 13)); }).fault() == Fault::invalid_input);
    CHECK_NOTHROW(record(date(2025, 8, 12)));
}
