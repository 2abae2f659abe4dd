#include "casework/prove_certificate.h"
#include "casework/record_access.h"
#include "casework/scope.h"
#include "casework/signed_papers.h"
#include "registry/accounts.h"
#include "registry/certificate_search.h"
#include "registry/journal.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/json.h"
#include "tests/web/desk.h"
#include "web/address.h"

// Certificates as officials and holders see them.

using namespace radcert;
using Catch::Matchers::Contains;
using tests::Browser;
using tests::text_of_html;
using tests::WebDesk;

namespace {

registry::CertificateFilter everything(WebDesk& desk)
{
    registry::CertificateFilter filter;
    filter.in_force = desk.today();
    return filter;
}

/// Every certificate of the register, by number.
std::vector<registry::Certificate> all_certificates(WebDesk& desk)
{
    registry::Database database = desk.reader();
    auto all = registry::list_certificates(database, everything(desk), newest_event, 10'000);
    std::ranges::sort(all, {}, [](const auto& one) { return std::pair{one.certificate, one.issued_by}; });
    return all;
}

std::string status_of(WebDesk& desk, const registry::Certificate& one)
{
    registry::Database database = desk.reader();
    return registry::status_on(one, registry::statuses_of(database, one), desk.today());
}

/// One of the register's own that stands.
registry::Certificate standing(WebDesk& desk)
{
    for (const auto& one : all_certificates(desk)) {
        if (one.ordinal && status_of(desk, one) == "in_force") return one;
    }
    FAIL("the sample register has no certificate in force");
    throw;
}

std::vector<std::string> numbers_on(const std::vector<registry::Certificate>& certificates)
{
    std::vector<std::string> numbers_on;
    for (const auto& one : certificates) numbers_on.push_back(one.issued_by + ' ' + one.certificate);
    return numbers_on;
}

std::vector<registry::Certificate> search(WebDesk& desk, const registry::CertificatesAsked& asked)
{
    registry::Database database = desk.reader();
    return registry::find_certificates(database, asked, {desk.today()}, 0, 10'000);
}

/// Those of all that pass.
template <class Passes>
std::vector<std::string> those(WebDesk& desk, Passes passes)
{
    auto all = all_certificates(desk);
    std::erase_if(all, [&](const auto& one) { return !passes(one); });
    return numbers_on(all);
}

std::string certificates_page(const registry::Certificate& one)
{
    return web::address({"certificates", one.certificate});
}

const tests::FormFields two{
    {"second", "lan"}, {"second_password", demo::sample_password}, {"confirm", "yes"}};

tests::FormFields with(tests::FormFields fields, const tests::FormFields& more)
{
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
}

} // namespace

TEST_CASE("each filter of the list of certificates does what it says", "[web][certificates]")
{
    WebDesk desk;
    const auto all = all_certificates(desk);
    registry::CertificatesAsked asked;
    CHECK(numbers_on(search(desk, asked)) == numbers_on(all));
    for (const char* status :
         {"in_force", "suspended", "revoked", "expired", "replaced", "withdrawn", "not_yet"}) {
        CAPTURE(status);
        asked.status = status;
        CHECK(numbers_on(search(desk, asked)) ==
              those(desk, [&](const auto& one) { return status_of(desk, one) == status; }));
    }
    asked.status = "in_force";
    asked.order = registry::CertificateOrder::expiry;
    CHECK(search(desk, asked).size() ==
          those(desk, [&](const auto& one) { return status_of(desk, one) == "in_force"; }).size());
    asked = {.role = all.front().role};
    CHECK(numbers_on(search(desk, asked)) ==
          those(desk, [&](const auto& one) { return one.role == asked.role; }));
    asked = {.expires_from = date(2026, 1, 1), .expires_to = date(2027, 12, 31)};
    CHECK(numbers_on(search(desk, asked)) == those(desk, [&](const auto& one) {
              return one.valid_to && *one.valid_to >= *asked.expires_from &&
                     *one.valid_to <= *asked.expires_to;
          }));
    asked = {.number = "2018-"};
    CHECK(numbers_on(search(desk, asked)) ==
          those(desk, [](const auto& one) { return one.certificate.find("2018-") != std::string::npos; }));
    asked = {.worker = all.front().worker};
    CHECK(numbers_on(search(desk, asked)) ==
          those(desk, [&](const auto& one) { return one.worker == asked.worker; }));
    asked = {.issued_by = "varans"};
    CHECK(numbers_on(search(desk, asked)) ==
          those(desk, [](const auto& one) { return one.issued_by == "varans"; }));
}

TEST_CASE("certificates by their end: the next to end first, those without end last", "[web][certificates]")
{
    WebDesk desk;
    registry::CertificatesAsked asked;
    asked.order = registry::CertificateOrder::expiry;
    const auto found = search(desk, asked);
    CHECK(found.size() == all_certificates(desk).size());
    CHECK(std::ranges::is_sorted(found, {},
                                 [](const auto& one) { return one.valid_to.value_or(Date::max()); }));
    registry::Database database = desk.reader();
    std::vector<registry::Certificate> paged; // page by page it is the same list
    for (std::size_t skip = 0; skip < found.size(); skip += 7) {
        const auto part = registry::find_certificates(database, asked, {desk.today()}, skip, 7);
        paged.insert(paged.end(), part.begin(), part.end());
    }
    CHECK(numbers_on(paged) == numbers_on(found));
}

TEST_CASE("an account's list holds exactly the certificates that it sees", "[web][certificates]")
{
    WebDesk desk;
    std::vector<casework::Scope> scopes{{.province = "66", .facility = {}, .worker = {}},
                                        {.province = "68", .facility = {}, .worker = {}},
                                        {.province = "01", .facility = {}, .worker = {}}};
    registry::Database database = desk.reader();
    for (const auto& [officer, account] : registry::list_accounts(database))
        scopes.push_back(casework::scope_of(account));
    for (const casework::Scope& scope : scopes) {
        CAPTURE(scope.province.value_or(""), scope.facility.value_or(0), scope.worker.value_or(0));
        registry::CertificatesAsked asked;
        asked.seen_province = scope.province;
        asked.seen_facility = scope.facility;
        asked.seen_worker = scope.worker;
        const AsOf as_of{desk.today()};
        CHECK(numbers_on(search(desk, asked)) == those(desk, [&](const auto& one) {
                  return casework::sees_certificate(database, scope, one, as_of);
              }));
        asked.order = registry::CertificateOrder::expiry;
        CHECK(search(desk, asked).size() == those(desk, [&](const auto& one) {
                                                return casework::sees_certificate(database, scope, one,
                                                                                  as_of);
                                            }).size());
    }
}

TEST_CASE("the page of a certificate shows it to who sees it, and the look is recorded",
          "[web][certificates]")
{
    WebDesk desk;
    const auto one = standing(desk);
    registry::Database database = desk.reader();
    const auto before = registry::journal_size(database);
    Browser officer = desk.sign_in("nam");
    const std::string text = text_of_html(officer.page(certificates_page(one)));
    CHECK_THAT(text, Contains(one.certificate) && Contains("còn hiệu lực") &&
                         Contains("Diễn biến tình trạng") && Contains("RADCERT1."));
    CHECK_THAT(text, Contains(registry::load_worker(database, one.worker).full_name));
    CHECK_THAT(text, !Contains("Thu hồi")); // the head's
    CHECK(registry::journal_size(database) > before);
    CHECK(registry::load_event(database, registry::journal_size(database) - 1).action == "worker.view");

    const auto twin = tests::parsed(officer.page(certificates_page(one) + ".json"));
    CHECK(twin.at("certificate") == one.certificate);
    CHECK(twin.at("status") == "in_force");
    CHECK(desk.browser().get(certificates_page(one)).status == 303); // to sign in
}

TEST_CASE("a certificate of somebody else is not there for a holder or another facility",
          "[web][certificates]")
{
    WebDesk desk;
    for (const char* duty : {"worker", "facility_operator"}) {
        const std::string code = desk.code_of(duty);
        Browser outsider = desk.sign_in(code);
        const casework::Scope scope = [&] {
            registry::Database database = desk.reader();
            return casework::scope_of(registry::find_account_by_code(database, code)->second);
        }();
        std::size_t seen = 0, unseen = 0;
        for (const auto& one : all_certificates(desk)) {
            registry::Database database = desk.reader();
            const bool sees = casework::sees_certificate(database, scope, one, {desk.today()});
            if (sees ? seen++ >= 2 : unseen++ >= 2) continue;
            CAPTURE(code, one.certificate);
            CHECK(outsider.get(certificates_page(one)).status == (sees ? 200 : 404));
            CHECK(outsider.get(certificates_page(one) + "/revoke").status == 403);
        }
        CHECK(seen > 0);
        CHECK(unseen > 0);
    }
}

TEST_CASE("a head suspends and restores; revoking takes a second person, a basis and the box",
          "[web][certificates]")
{
    WebDesk desk;
    const auto one = standing(desk);
    Browser head = desk.sign_in("minh");
    const std::string to = certificates_page(one);
    head.page(to + "/suspend");
    const auto suspended =
        head.post(to + "/suspend", {{"reason", "đang kiểm tra"}, {"on", to_dmy(desk.today())}});
    CHECK_THAT(text_of_html(head.follow(suspended).body),
               Contains("đã đình chỉ từ ngày 16/11/2026") && Contains("Khôi phục"));
    CHECK(status_of(desk, one) == "suspended");
    CHECK(head.post(to + "/restore", {{"reason", "đã làm rõ"}}).status == 303);
    CHECK(status_of(desk, one) == "in_force");

    const tests::FormFields said{{"reason", "sai quy định"}};
    const auto refused = [&](const tests::FormFields& fields) {
        const auto response = head.post(to + "/revoke", fields);
        return (response.status == 303 ? "done: " : "") + text_of_html(response.body);
    };
    CHECK_THAT(refused(said), Contains("ô xác nhận") && Contains("sai quy định"));
    CHECK_THAT(refused(with(said, two)), Contains("Căn cứ pháp lý: chưa ghi"));
    CHECK_THAT(refused(with(said, {{"legal_basis", "Điều 30"}, {"confirm", "yes"}})),
               Contains("người thứ hai"));
    CHECK_THAT(refused(with(said, {{"legal_basis", "Điều 30"},
                                   {"confirm", "yes"},
                                   {"second", "lan"},
                                   {"second_password", "guess"}})),
               Contains("không đúng"));
    CHECK(status_of(desk, one) == "in_force");
    CHECK(head.post(to + "/revoke", with(with(said, {{"legal_basis", "Điều 30"}}), two)).status == 303);
    CHECK(status_of(desk, one) == "revoked");
    CHECK(desk.sign_in("nam").post(to + "/restore", said).status == 403);
}

TEST_CASE("a paper is replaced by the next number, and a correction asks for a new print",
          "[web][certificates]")
{
    WebDesk desk;
    const auto one = standing(desk);
    Browser head = desk.sign_in("minh");
    const auto replaced = head.post(certificates_page(one) + "/replace", {{"reason", "mất"}});
    REQUIRE(replaced.status == 303);
    CHECK(status_of(desk, one) == "replaced");
    const std::string fresh = tests::location(replaced);
    CHECK_THAT(text_of_html(head.page(certificates_page(one))), Contains("Đã được thay bằng"));

    const std::string form = head.page(fresh + "/correct");
    CHECK_THAT(form, Contains("name=\"role\"") && Contains("name=\"valid_to\""));
    tests::FormFields fields{{"role", one.role},
                             {"issued_on", to_dmy(desk.today())},
                             {"valid_to", "01/12/2027"},
                             {"reason", "ghi nhầm ngày"},
                             {"legal_basis", "Quyết định 1"}};
    for (const auto& type : one.equipment_types) fields.emplace_back("equipment_types", type);
    CHECK(head.post(fresh + "/correct", with(fields, two)).status == 303);
    CHECK_THAT(text_of_html(head.page(fresh)), Contains("01/12/2027"));
}

TEST_CASE("another authority's certificate is recorded as its paper says", "[web][certificates]")
{
    WebDesk desk;
    Browser officer = desk.sign_in("nam");
    const auto one = standing(desk);
    const std::string worker = "W-" + std::to_string(one.worker);
    CHECK_THAT(officer.page("/certificates/new?worker=" + worker), Contains("value=\"" + worker + "\""));
    const tests::FormFields fields{{"worker", worker},         {"certificate", "77/CCNVBX"},
                                   {"issued_by", "varans"},    {"issued_on", "02/03/2020"},
                                   {"valid_to", "02/03/2030"}, {"role", one.role},
                                   {"status", "in_force"}};
    const auto done = officer.post("/certificates/new", fields);
    REQUIRE(done.status == 303);
    CHECK_THAT(text_of_html(officer.follow(done).body),
               Contains("77/CCNVBX") && Contains("theo bản giấy") && !Contains("RADCERT1."));
    auto nobody = fields;
    nobody.front().second = "W-999999";
    CHECK(officer.post("/certificates/new", nobody).status == 422);
    CHECK(officer.post("/certificates/new", fields).status == 409);
}

TEST_CASE("a certificate is drawn once, opened as PDF, and proves itself to programs", "[web][certificates]")
{
    WebDesk desk;
    const auto one = standing(desk);
    Browser officer = desk.sign_in("nam");
    const std::string to = certificates_page(one);
    CHECK(officer.get(to + "/paper.pdf").status == 404);
    for (int i = 0; i < 2; ++i) REQUIRE(officer.post(to + "/paper").status == 303);
    const auto pdf = officer.get(to + "/paper.pdf");
    CHECK(tests::header(pdf, "content-type") == "application/pdf");
    CHECK(pdf.body.starts_with("%PDF-"));
    CHECK(officer.get(to + "/papers/1.pdf").body == pdf.body);
    CHECK(officer.get(to + "/papers/2.pdf").status == 404); // the second time gave the same

    const auto unsigned_copy =
        officer.post(to + "/attach-signed", {}, {{"file", "a.pdf", "application/pdf", pdf.body}});
    CHECK(unsigned_copy.status >= 400);
    CHECK_THAT(text_of_html(unsigned_copy.body), Contains("không có chữ ký nào"));

    const auto credential = officer.get(to + "/credential.json");
    CHECK(tests::parsed(credential.body).at("proof").at("cryptosuite") == "eddsa-jcs-2022");
    const auto snapshot = officer.get("/certificates/revocations");
    CHECK(snapshot.body.starts_with("radcert revocations v1"));
    CHECK(desk.sign_in(desk.code_of("facility_operator")).get("/certificates/revocations").status == 403);
}
