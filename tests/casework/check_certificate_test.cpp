#include "casework/check_certificate.h"

#include <set>

#include "casework/prove_certificate.h"
#include "registry/journal.h"
#include "tests/casework/office.h"

namespace {

using namespace radcert;
using namespace radcert::tests;
using casework::Amendment;
using casework::PaperAnswer;

constexpr const char* holder = "Nguyễn Thị An";

/// An office that issued one certificate, and somebody who checks its paper elsewhere.
class Checked {
public:
    Checked() : number{office.certify(eligible_dossier("P1", "999085000001", holder)).certificate}
    {
        proven = casework::prove_certificate(office.database(), office.writer().keys(), number);
        trusted = {office.writer().keys().verifying()};
        day = date(2025, 8, 12);
    }

    void take_snapshot(int days = 7)
    {
        snapshot = casework::export_revocations(office.database(), office.writer().keys(), days);
    }
    casework::PaperToCheck paper() const
    {
        casework::PaperToCheck one{proven.statement_text, trusted, {}, {}, {}, day};
        if (!snapshot.empty()) one.snapshot = snapshot;
        return one;
    }
    PaperAnswer answer() const { return casework::check_paper(paper()).answer; }

    Office office;
    std::string number, snapshot;
    casework::ProvenCertificate proven;
    std::vector<registry::VerifyingKey> trusted;
    Date day{};
};

} // namespace

TEST_CASE("with a fresh snapshot a paper is valid, and it says by what and as of when", "[casework]")
{
    Checked it;
    it.take_snapshot();
    const auto checked = casework::check_paper(it.paper());
    CHECK(checked.answer == PaperAnswer::valid);
    REQUIRE(checked.statement);
    CHECK(checked.statement->number == it.number);
    CHECK(checked.signed_by == it.trusted[0]);
    REQUIRE(checked.revocations.size() == 1);
    CHECK_FALSE(checked.revocations[0].from_register);
    CHECK(checked.revocations[0].due == it.day + std::chrono::days{7});
    CHECK_FALSE(checked.name_compared);
}

TEST_CASE(
    "without a snapshot, or with one that is overdue, older than the paper, or of the future, it is stale",
    "[casework]")
{
    Checked it;
    CHECK(it.answer() == PaperAnswer::stale);
    it.take_snapshot();
    it.day += std::chrono::days{7};
    CHECK(it.answer() == PaperAnswer::valid); // through the day on which it is due
    it.day += std::chrono::days{1};
    CHECK(it.answer() == PaperAnswer::stale);
    it.office.today(date(2025, 8, 25));
    it.take_snapshot();
    CHECK(it.answer() == PaperAnswer::stale); // made after what this machine calls today
    it.day = date(2025, 8, 25);
    CHECK(it.answer() == PaperAnswer::valid);
    const auto later = it.office.certify(eligible_dossier("P2", "999085000002", "Trần Văn Bình")).certificate;
    it.proven = casework::prove_certificate(it.office.database(), it.office.writer().keys(), later);
    CHECK(it.answer() == PaperAnswer::stale);
    it.take_snapshot();
    CHECK(it.answer() == PaperAnswer::valid);
}

TEST_CASE("a snapshot that is damaged or that nobody trusted signed is as good as none", "[casework]")
{
    Checked it;
    it.take_snapshot();
    const std::string good = it.snapshot;
    for (std::size_t bit = 0; bit < good.size() * 8; bit += 3) {
        it.snapshot = good;
        it.snapshot[bit / 8] = char(it.snapshot[bit / 8] ^ (1 << bit % 8));
        CAPTURE(bit);
        REQUIRE(it.answer() == PaperAnswer::stale);
    }
    const auto strange = registry::KeyFile::create(it.office.folder() / "strange.key", it.trusted[0].name);
    it.snapshot = casework::export_revocations(it.office.database(), strange, 7);
    const auto checked = casework::check_paper(it.paper());
    CHECK(checked.answer == PaperAnswer::stale);
    CHECK(checked.revocations.empty());
    CHECK_FALSE(checked.reasons.empty());
}

TEST_CASE("no single bit of a statement changes and is still taken", "[casework]")
{
    Checked it;
    it.take_snapshot();
    REQUIRE(it.answer() == PaperAnswer::valid);
    const std::string good = it.proven.statement_text;
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        it.proven.statement_text = good;
        it.proven.statement_text[bit / 8] = char(good[bit / 8] ^ (1 << bit % 8));
        CAPTURE(bit);
        const PaperAnswer answer = it.answer(); // of an unknown office, where its name changed
        REQUIRE((answer == PaperAnswer::forged || answer == PaperAnswer::unproven));
    }
}

TEST_CASE("a wider scope under the old signature and a signature by another key are forged", "[casework]")
{
    Checked it;
    it.take_snapshot();
    const std::string signature = documents::read_statement(it.proven.statement_text).signature;
    documents::Statement wider = it.proven.statement;
    wider.equipment_types.push_back("linac");
    it.proven.statement_text = documents::statement_text(wider, signature);
    CHECK(it.answer() == PaperAnswer::forged);

    // Somebody who calls their key by the same name.
    const auto strange = registry::KeyFile::create(it.office.folder() / "strange.key", it.trusted[0].name);
    it.proven.statement_text = documents::statement_text(
        it.proven.statement, strange.signing().sign(documents::statement_body(it.proven.statement)));
    CHECK(it.answer() == PaperAnswer::forged);
    it.trusted = {strange.verifying()};
    CHECK(it.answer() ==
          PaperAnswer::stale); // whoever trusts it gets what they asked for; its snapshot is another's
}

TEST_CASE("a key that is trusted as a witness signs no certificates", "[casework]")
{
    Checked it;
    it.take_snapshot();
    it.trusted = {it.office.writer().keys().verifying(registry::KeyUse::cosignature)};
    CHECK(it.answer() == PaperAnswer::forged);
    it.trusted.clear(); // whether it is genuine is not known here
    CHECK(it.answer() == PaperAnswer::unproven);
}

TEST_CASE("the right name without the day of birth accuses nobody, another name does", "[casework]")
{
    Checked it;
    it.take_snapshot();
    auto paper = it.paper();
    paper.full_name = holder;
    const auto unproven = casework::check_paper(paper);
    CHECK(unproven.answer == PaperAnswer::unproven);
    CHECK_FALSE(unproven.name_compared);
    CHECK_THAT(unproven.reasons.front().vi, Catch::Contains("--born"));
    paper.full_name = "Trần Văn Bình";
    CHECK(casework::check_paper(paper).answer == PaperAnswer::mismatch);
}

TEST_CASE("a genuine code on another person's paper does not match, even where it was revoked too",
          "[casework]")
{
    Checked it;
    it.office.amend(it.number, Amendment::revoke, "minh");
    it.take_snapshot();
    auto paper = it.paper();
    paper.full_name = holder;
    paper.birth_date = it.proven.holder.birth_date;
    auto checked = casework::check_paper(paper);
    CHECK(checked.answer == PaperAnswer::revoked);
    CHECK(checked.name_compared);
    paper.full_name = "Trần Văn Bình";
    checked = casework::check_paper(paper);
    CHECK(checked.answer == PaperAnswer::mismatch);
    CHECK(checked.reasons.size() == 2);
}

TEST_CASE(
    "what was revoked, suspended, withdrawn, replaced or corrected is told, even by an overdue snapshot",
    "[casework]")
{
    struct Row {
        Amendment amendment;
        PaperAnswer answer;
    };
    const auto row = GENERATE(values<Row>({{Amendment::revoke, PaperAnswer::revoked},
                                           {Amendment::withdraw, PaperAnswer::revoked},
                                           {Amendment::suspend, PaperAnswer::suspended}}));
    Checked it;
    it.office.amend(it.number, row.amendment, "minh");
    it.take_snapshot();
    CHECK(it.answer() == row.answer);
    CHECK(casework::check_paper(it.paper(), it.office.database()).answer == row.answer);
    it.day += std::chrono::days{30};
    CHECK(it.answer() == row.answer);
}

TEST_CASE("a suspension that ends by itself is over after its last day", "[casework]")
{
    Checked it;
    casework::AmendRequest request;
    request.certificate = it.number;
    request.amendment = Amendment::suspend;
    request.reason = "thử nghiệm";
    request.to = date(2025, 8, 14);
    it.office.act([&](auto& write) { return casework::amend_certificate(write, request); });
    it.take_snapshot();
    it.day = date(2025, 8, 14);
    CHECK(it.answer() == PaperAnswer::suspended);
    it.day = date(2025, 8, 15);
    CHECK(it.answer() == PaperAnswer::valid);
}

TEST_CASE("a paper is over after its last day, with or without a snapshot", "[casework]")
{
    Checked it;
    it.office.act_of_two([&](auto& write) {
        casework::Correction correction;
        correction.certificate = it.number;
        correction.valid_to = date(2027, 1, 1);
        correction.reason = "đọc nhầm";
        correction.legal_basis = "Điều 1";
        return casework::correct_certificate(write, it.office.rules().book.vocabulary, correction);
    });
    it.proven = casework::prove_certificate(it.office.database(), it.office.writer().keys(), it.number);
    REQUIRE(it.proven.statement.valid_to);
    it.day = *it.proven.statement.valid_to + std::chrono::days{1};
    CHECK(it.answer() == PaperAnswer::expired);
    it.take_snapshot();
    CHECK(it.answer() == PaperAnswer::expired);
    it.day = it.proven.statement.issued_on - std::chrono::days{1};
    CHECK(it.answer() == PaperAnswer::not_yet);
}

TEST_CASE("the register itself answers as of now, and needs no snapshot", "[casework]")
{
    Checked it;
    auto checked = casework::check_paper(it.paper(), it.office.database());
    CHECK(checked.answer == PaperAnswer::valid);
    REQUIRE(checked.revocations.size() == 1);
    CHECK(checked.revocations[0].from_register);
    CHECK_FALSE(checked.revocations[0].due);

    it.office.act_of_two([&](auto& write) {
        casework::Correction correction;
        correction.certificate = it.number;
        correction.valid_to = date(2027, 1, 1);
        correction.reason = "đọc nhầm";
        correction.legal_basis = "Điều 1";
        return casework::correct_certificate(write, it.office.rules().book.vocabulary, correction);
    });
    CHECK(casework::check_paper(it.paper(), it.office.database()).answer ==
          PaperAnswer::revoked); // the older paper
    it.proven = casework::prove_certificate(it.office.database(), it.office.writer().keys(), it.number);
    CHECK(casework::check_paper(it.paper(), it.office.database()).answer == PaperAnswer::valid);
}

TEST_CASE("of the register and a snapshot the worse answer is given, and both say how fresh they are",
          "[casework]")
{
    Checked it;
    const auto check = [&] { return casework::check_paper(it.paper(), it.office.database()); };
    it.take_snapshot();
    CHECK(check().answer == PaperAnswer::valid);
    it.office.amend(it.number, Amendment::suspend, "minh");
    auto checked = check(); // the snapshot is older
    CHECK(checked.answer == PaperAnswer::suspended);
    REQUIRE(checked.revocations.size() == 2);
    CHECK(checked.revocations[0].from_register);
    CHECK(checked.revocations[0].says == PaperAnswer::suspended);
    CHECK_FALSE(checked.revocations[1].from_register);
    CHECK(checked.revocations[1].says == PaperAnswer::valid);
    CHECK(checked.revocations[1].due);
    CHECK(checked.reasons.front().en.starts_with("the register: "));
    it.take_snapshot();
    it.office.amend(it.number, Amendment::restore, "minh");
    checked = check(); // the register is ahead of what was sent out, and a person has to look
    CHECK(checked.answer == PaperAnswer::suspended);
    CHECK(checked.reasons.front().en.starts_with("the snapshot: "));
}

TEST_CASE("a snapshot that was named and cannot be relied on is not passed over for the register",
          "[casework]")
{
    Checked it;
    it.take_snapshot();
    const std::string good = it.snapshot;
    const auto check = [&] { return casework::check_paper(it.paper(), it.office.database()); };
    it.snapshot = good.substr(0, good.size() / 2);
    auto checked = check();
    CHECK(checked.answer == PaperAnswer::stale);
    REQUIRE(checked.revocations.size() == 1);
    CHECK(checked.revocations[0].from_register);
    it.snapshot = good;
    it.day += std::chrono::days{8};
    checked = check();
    CHECK(checked.answer == PaperAnswer::stale);
    CHECK(checked.revocations.size() == 2);

    Office other;
    const auto foreign = registry::KeyFile::create(other.folder() / "other.key", "radcert.example/other");
    documents::Statement says = it.proven.statement;
    says.origin = foreign.origin();
    it.proven.statement_text =
        documents::statement_text(says, foreign.signing().sign(documents::statement_body(says)));
    it.trusted.push_back(foreign.verifying());
    it.day = date(2025, 8, 12);
    checked = check(); // neither is of that log
    CHECK(checked.answer == PaperAnswer::stale);
    CHECK(checked.revocations.empty());
}

TEST_CASE("a register that is older than the paper does not know; one that never said so calls it forged",
          "[casework]")
{
    Checked it;
    const auto& keys = it.office.writer().keys();
    documents::Statement made_up = it.proven.statement;
    made_up.number = "66-2025-99999";
    it.proven.statement_text =
        documents::statement_text(made_up, keys.signing().sign(documents::statement_body(made_up)));
    CHECK(casework::check_paper(it.paper(), it.office.database()).answer == PaperAnswer::forged);
    made_up.event = registry::journal_size(it.office.database());
    it.proven.statement_text =
        documents::statement_text(made_up, keys.signing().sign(documents::statement_body(made_up)));
    CHECK(casework::check_paper(it.paper(), it.office.database()).answer == PaperAnswer::stale);
}

TEST_CASE("every answer has a name of its own in both languages", "[casework]")
{
    std::set<std::string_view> names;
    std::set<std::string> vi, en;
    for (int answer = 0; answer <= int(PaperAnswer::valid); ++answer) {
        names.insert(casework::name_of(PaperAnswer(answer)));
        vi.insert(casework::words_for(PaperAnswer(answer)).vi);
        en.insert(casework::words_for(PaperAnswer(answer)).en);
    }
    CHECK(names.size() == 9);
    CHECK(vi.size() == 9);
    CHECK(en.size() == 9);
}
