#include "casework/prove_certificate.h"

#include "casework/check_certificate.h"
#include "registry/journal.h"
#include "registry/signed_note.h"
#include "tests/casework/office.h"
#include "tests/json.h"

namespace {

using namespace radcert;
using namespace radcert::tests;
using documents::Listed;
using documents::NotGood;

std::string certify(Office& office, int which, const std::string& name)
{
    return office
        .certify(eligible_dossier("P" + std::to_string(which), "99908500000" + std::to_string(which), name))
        .certificate;
}

casework::ProvenCertificate prove(Office& office, const std::string& number)
{
    return casework::prove_certificate(office.database(), office.writer().keys(), number);
}

/// How every certificate that is not in force is listed.
std::map<EventNumber, NotGood> listed(Office& office, Date day)
{
    std::map<EventNumber, NotGood> all;
    for (const Listed& one : casework::list_not_good(office.database(), day)) all[one.event] = one.why;
    return all;
}

} // namespace

TEST_CASE("a statement says what the certificate says, and printing it twice gives the same bytes",
          "[casework]")
{
    Office office;
    const std::string number = certify(office, 1, "Nguyễn Thị An");
    const auto proven = prove(office, number);
    const documents::Statement& says = proven.statement;
    CHECK(says.number == number);
    CHECK(says.authority == "province:66");
    CHECK(says.origin == office.writer().keys().origin());
    CHECK(says.role == proven.certificate.role);
    CHECK(says.equipment_types == proven.certificate.equipment_types);
    CHECK(says.initials == "N.T.A.");
    CHECK(says.issued_on == proven.certificate.issued_on);
    CHECK(says.valid_to == proven.certificate.valid_to);
    CHECK(says.facility == proven.facility);
    CHECK(documents::holder_matches(says, proven.holder.full_name, proven.holder.birth_date));
    CHECK(registry::load_event(office.database(), says.event).action == "certificate.issue");
    CHECK(says.log_size > std::uint64_t(says.event));

    const auto signature = documents::read_statement(proven.statement_text).signature;
    CHECK(registry::verify(proven.signer, documents::statement_body(says), signature));

    const std::string credential = casework::prove_credential(proven, office.writer().keys());
    certify(office, 2, "Trần Văn Bình"); // the log has grown
    CHECK(prove(office, number).statement_text == proven.statement_text);
    CHECK(casework::prove_credential(prove(office, number), office.writer().keys()) == credential);
}

TEST_CASE("two certificates have salts of their own, so that equal names cannot be seen to be equal",
          "[casework]")
{
    Office office;
    const auto one = prove(office, certify(office, 1, "Nguyễn Thị An")),
               other = prove(office, certify(office, 2, "Nguyễn Thị An"));
    CHECK(one.statement.commitment.substr(0, 16) != other.statement.commitment.substr(0, 16));
    CHECK(one.statement.commitment.substr(16) != other.statement.commitment.substr(16));
}

TEST_CASE("a certificate is not proven with the keys of another register", "[casework]")
{
    Office office, other;
    const std::string number = certify(office, 1, "Nguyễn Thị An");
    const auto strange =
        registry::KeyFile::create(office.folder() / "strange.key", "radcert.example/strange");
    CHECK(refusal_of([&] { casework::prove_certificate(office.database(), strange, number); }).fault() ==
          Fault::conflict);
    CHECK(refusal_of([&] { casework::export_revocations(office.database(), strange, 7); }).fault() ==
          Fault::conflict);
    CHECK(refusal_of([&] { prove(other, number); }).fault() == Fault::not_found);
}

TEST_CASE("whatever is not in force is listed, each under the reason that weighs most", "[casework]")
{
    using casework::Amendment;
    Office office;
    std::vector<std::string> numbers;
    for (int i = 1; i <= 6; ++i) numbers.push_back(certify(office, i, "Nguyễn Thị An"));
    std::vector<EventNumber> events;
    for (const std::string& number : numbers) events.push_back(prove(office, number).event);
    const Date today = date(2025, 8, 12);
    CHECK(listed(office, today).empty());

    office.amend(numbers[0], Amendment::revoke, "minh");
    office.amend(numbers[1], Amendment::suspend);
    office.amend(numbers[2], Amendment::withdraw, "minh");
    office.act(
        [&](auto& write) { return casework::replace_certificate(write, {numbers[3], {}, "mất", {}}); });
    casework::Correction correction;
    correction.certificate = numbers[4];
    correction.valid_to = date(2027, 1, 1);
    correction.reason = "đọc nhầm";
    correction.legal_basis = "Điều 1";
    office.act_of_two([&](auto& write) {
        return casework::correct_certificate(write, office.rules().book.vocabulary, correction);
    });
    auto now = listed(office, today);
    CHECK(now == std::map<EventNumber, NotGood>{{events[0], NotGood::revoked},
                                                {events[1], NotGood::suspended},
                                                {events[2], NotGood::withdrawn},
                                                {events[3], NotGood::replaced},
                                                {events[4], NotGood::superseded}});

    // The same of one version at a time; the corrected certificate's new version stands.
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        documents::Statement asked;
        asked.number = numbers[i];
        asked.authority = "province:66";
        asked.event = events[i];
        const auto found = casework::find_not_good(office.database(), asked, today);
        CHECK(found.has_value() == now.contains(events[i]));
        if (found) CHECK(found->why == now.at(events[i]));
    }
    CHECK_FALSE(now.contains(prove(office, numbers[4]).event));

    office.amend(numbers[1], Amendment::restore);
    CHECK_FALSE(listed(office, today).contains(events[1]));
    office.amend(numbers[4], Amendment::revoke, "minh");
    now = listed(office, today);
    CHECK(now.at(events[4]) == NotGood::revoked); // the older paper as well
    CHECK(now.at(prove(office, numbers[4]).event) == NotGood::revoked);
}

TEST_CASE("the papers of a forgotten person are listed though nothing of the person is left", "[casework]")
{
    Office office;
    const std::string number = certify(office, 1, "Nguyễn Thị An");
    const auto proven = prove(office, number);
    office.amend(number, casework::Amendment::revoke, "minh");
    office.act_of_two([&](auto& write) {
        return casework::erase_worker(write, proven.holder.worker, "yêu cầu", "Điều 1");
    });
    CHECK(listed(office, date(2025, 8, 12)).at(proven.event) == NotGood::forgotten);
    CHECK(casework::find_not_good(office.database(), proven.statement, date(2025, 8, 12))->why ==
          NotGood::forgotten);
}

TEST_CASE("a snapshot is signed over its head and through it over its body", "[casework]")
{
    Office office;
    const std::string number = certify(office, 1, "Nguyễn Thị An");
    const auto event = prove(office, number).event;
    office.amend(number, casework::Amendment::revoke, "minh");
    const std::string bytes = casework::export_revocations(office.database(), office.writer().keys(), 7);
    const auto file = documents::read_revocations(bytes);
    const auto key = office.writer().keys().verifying();
    CHECK(registry::open_note(file.note, key) == documents::revocation_lines(file.head));
    CHECK(file.head.authority == "province:66");
    CHECK(file.head.log_size == std::uint64_t(registry::journal_size(office.database())));
    CHECK(file.head.due == day_in_vietnam(file.head.made_at) + std::chrono::days{7});
    const std::vector trusted{key};
    CHECK(casework::look_up(bytes, trusted, event).listed == Listed{event, NotGood::revoked, {}});
    for (const int days : {0, -1, 367})
        CHECK(refusal_of([&] {
                  casework::export_revocations(office.database(), office.writer().keys(), days);
              }).fault() == Fault::usage);
}

TEST_CASE("the published proof of eddsa-jcs-2022 verifies, and the published key makes the same signature",
          "[casework]")
{
    const auto vector_file = [](const char* name) { return bytes_of(vectors("eddsa-jcs-2022") / name); };
    const auto read = documents::read_secured_document(vector_file("signedJCS.json"));
    const std::string signed_data = documents::hash_data(read.options, read.document);
    registry::VerifyingKey key;
    key.point = read.point;
    CHECK(registry::verify(key, signed_data, read.signature));
    for (std::size_t bit = 0; bit < signed_data.size() * 8; ++bit) {
        std::string other = signed_data;
        other[bit / 8] = char(other[bit / 8] ^ (1 << bit % 8));
        CHECK_FALSE(registry::verify(key, other, read.signature));
    }

    // privateKeyMultibase: 0x8026 and the seed in base 58.
    const auto secret =
        tests::parsed(vector_file("keyPair.json")).at("privateKeyMultibase").get<std::string>();
    const auto bytes = documents::from_base58(secret.substr(1));
    REQUIRE(bytes);
    REQUIRE(bytes->size() == 34);
    const registry::SigningKey signing{*registry::key_from_bytes(bytes->substr(2))};
    CHECK(signing.point() == read.point);
    CHECK(signing.sign(signed_data) == read.signature);
}

TEST_CASE(
    "a certificate's credential opens with the register's key and with no other, and no letter of it changes",
    "[casework]")
{
    Office office;
    const auto proven = prove(office, certify(office, 1, "Nguyễn Thị An"));
    const std::string credential = casework::prove_credential(proven, office.writer().keys());
    const std::vector trusted{office.writer().keys().verifying()};
    CHECK(casework::open_credential(credential, trusted) == proven.statement_text);
    CHECK(casework::open_credential(tests::parsed(credential).dump(2), trusted) == proven.statement_text);
    CHECK(refusal_of([&] { casework::open_credential(credential, {}); }).fault() == Fault::integrity);
    for (std::size_t at = 0; at < credential.size(); ++at) {
        std::string other = credential;
        other[at] = char(other[at] ^ 1);
        try {
            casework::open_credential(other, trusted);
            CAPTURE(at, other.substr(at, 20));
            FAIL("a changed credential was taken");
        } catch (const Error&) {
        }
    }
    SUCCEED();
}
