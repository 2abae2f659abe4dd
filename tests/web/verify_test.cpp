#include "casework/amend_certificate.h"
#include "casework/prove_certificate.h"
#include "registry/certificates.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/web/desk.h"

// What the public sees of a certificate.

using namespace radcert;
using Catch::Matchers::Contains;
using tests::Browser;
using tests::text_of_html;
using tests::WebDesk;

namespace {

/// A certificate of the register's own that stands, and who holds it.
struct Sample {
    registry::Certificate certificate;
    registry::Worker holder;
    std::string facility; ///< name
    std::string statement;

    std::string number() const { return certificate.certificate; }
    std::string born() const { return to_dmy(*holder.birth_date); }
};

Sample sample_of(WebDesk& desk)
{
    registry::Database database = desk.reader();
    registry::CertificateFilter filter;
    filter.status = "in_force";
    filter.in_force = desk.today();
    for (const auto& one : registry::list_certificates(database, filter, newest_event, 1'000)) {
        Sample sample{one, registry::load_worker(database, one.worker), {}, {}};
        if (!one.ordinal || !one.facility || !sample.holder.birth_date) continue;
        const auto proven = casework::prove_certificate(database, desk.keys(), one.certificate);
        sample.facility = proven.facility.value();
        sample.statement = proven.statement_text;
        return sample;
    }
    FAIL("the sample register has no certificate in force");
    throw;
}

web::Response by_number(Browser& browser, const std::string& number, const std::string& born)
{
    return browser.post("/verify/number", {{"number", number}, {"birth_date", born}});
}

std::string answer_to_code(Browser& browser, const std::string& code)
{
    const web::Response response = browser.post("/verify", {{"code", code}});
    return std::to_string(response.status) + ": " + text_of_html(response.body);
}

void amend(WebDesk& desk, const std::string& number, casework::Amendment amendment)
{
    casework::AmendRequest request;
    request.certificate = number;
    request.amendment = amendment;
    request.reason = "thử nghiệm";
    request.legal_basis = "Điều 1";
    desk.record("minh", "lan",
                [&](registry::WriteScope& write) { casework::amend_certificate(write, request); });
}

} // namespace

TEST_CASE("a number and its holder's birth date tell whether the certificate stands", "[web][verify]")
{
    WebDesk desk;
    const Sample sample = sample_of(desk);
    Browser anybody = desk.browser();
    const web::Response response = by_number(anybody, sample.number(), sample.born());
    CHECK(response.status == 200);
    const std::string text = text_of_html(response.body);
    CHECK_THAT(text, Contains("còn hiệu lực") && Contains("Công việc") && Contains("Loại thiết bị"));
    CHECK_THAT(text, Contains(to_dmy(sample.certificate.issued_on)));
    CHECK_THAT(text, Contains("16/11/2026") && Contains("Điểm kiểm đã ký")); // how fresh it is
}

TEST_CASE("an unknown number and a wrong birth date are answered with the same bytes", "[web][verify]")
{
    WebDesk desk;
    const Sample sample = sample_of(desk);
    Browser anybody = desk.browser();
    const web::Response unknown = by_number(anybody, "66-1999-99999", sample.born());
    const web::Response other_day = by_number(anybody, sample.number(), "01/02/1903");
    CHECK(unknown.status == other_day.status);
    CHECK(unknown.body == other_day.body);
    CHECK_THAT(text_of_html(unknown.body), Contains("không tìm thấy chứng chỉ khớp với số và ngày sinh này"));
    CHECK_THAT(unknown.body, !Contains("1903") && !Contains(sample.number()));
}

TEST_CASE("no answer to the public tells who holds the certificate", "[web][verify]")
{
    WebDesk desk;
    const Sample sample = sample_of(desk);
    Browser anybody = desk.browser();
    const std::string by_code = anybody.post("/verify", {{"code", sample.statement}}).body;
    const std::string by_birth = by_number(anybody, sample.number(), sample.born()).body;
    for (const std::string& body : {by_code, by_birth}) {
        CHECK_THAT(body, !Contains(sample.holder.full_name, Catch::CaseSensitive::No));
        CHECK_THAT(body, !Contains(sample.born()) && !Contains(to_iso(*sample.holder.birth_date)));
        CHECK_THAT(body, !Contains("W-" + std::to_string(sample.holder.worker)));
        CHECK_THAT(body, !Contains("/workers") && !Contains("/certificates"));
        CHECK_THAT(text_of_html(body), !Contains(sample.facility));
    }
}

TEST_CASE("the QR code of a certificate is found genuine, also when a mail broke it", "[web][verify]")
{
    WebDesk desk;
    const Sample sample = sample_of(desk);
    Browser anybody = desk.browser();
    CHECK_THAT(answer_to_code(anybody, sample.statement), Contains("200: ") && Contains("CÓ HIỆU LỰC"));
    std::string broken = sample.statement;
    broken.insert(broken.size() - 20, "\r\n");
    CHECK_THAT(answer_to_code(anybody, "  " + broken + "\r\n"), Contains("CÓ HIỆU LỰC"));
    CHECK_THAT(answer_to_code(anybody, sample.statement),
               Contains(sample.number())); // to compare with the paper
}

TEST_CASE("a QR code with one letter changed is called forged", "[web][verify]")
{
    WebDesk desk;
    const Sample sample = sample_of(desk);
    Browser anybody = desk.browser();
    const std::size_t signature = sample.statement.rfind('.') + 1;
    for (const std::size_t at : {signature + 3, sample.statement.find(sample.number()) + 4}) {
        std::string forged = sample.statement;
        forged[at] = forged[at] == '1' ? '2' : '1';
        CHECK_THAT(answer_to_code(anybody, forged), Contains("GIẢ MẠO") && !Contains("CÓ HIỆU LỰC"));
    }
    CHECK_THAT(answer_to_code(anybody, "https://example.org/"),
               Contains("422: ") && Contains("không phải nội dung mã QR"));
}

TEST_CASE("a QR code that was read in part is to be scanned again, and not called forged", "[web][verify]")
{
    WebDesk desk;
    const Sample sample = sample_of(desk);
    Browser anybody = desk.browser();
    const std::string& whole = sample.statement;
    for (const std::string& part : {std::string{"RADCERT1.abc"}, whole.substr(0, whole.size() / 2),
                                    whole.substr(0, whole.size() - 5), std::string{"radcert1."}})
        CHECK_THAT(answer_to_code(anybody, part), Contains("422: ") && Contains("đọc chưa đủ mã QR") &&
                                                      Contains("quét lại") && !Contains("GIẢ MẠO"));
}

TEST_CASE("a number is found with other dashes and blanks than the printed ones", "[web][verify]")
{
    WebDesk desk;
    const Sample sample = sample_of(desk);
    Browser anybody = desk.browser();
    REQUIRE_THAT(sample.number(), Contains("-"));
    for (const char* const dash : {" - ", "\u2013", " \u2014 ", "\u2011", "\u2212", "\u00A0-"}) {
        std::string typed;
        for (const char letter : sample.number())
            typed += letter == '-' ? std::string{dash} : std::string{letter};
        INFO(typed);
        CHECK_THAT(text_of_html(by_number(anybody, "  " + typed + " ", sample.born()).body),
                   Contains("còn hiệu lực"));
    }
}

TEST_CASE("whoever checks is told of a suspension and of a revocation", "[web][verify]")
{
    WebDesk desk;
    const Sample sample = sample_of(desk);
    Browser anybody = desk.browser();
    const auto says = [&](const char* by_birth, const char* by_code) {
        CHECK_THAT(text_of_html(by_number(anybody, sample.number(), sample.born()).body),
                   Contains(by_birth) && !Contains("còn hiệu lực"));
        CHECK_THAT(answer_to_code(anybody, sample.statement), Contains(by_code) && !Contains("CÓ HIỆU LỰC"));
    };
    amend(desk, sample.number(), casework::Amendment::suspend);
    says("đình chỉ", "ĐANG BỊ ĐÌNH CHỈ");
    says("không được dùng trong thời gian đình chỉ", "không được dùng trong thời gian đình chỉ");
    amend(desk, sample.number(), casework::Amendment::revoke);
    says("đã thu hồi", "KHÔNG CÒN GIÁ TRỊ");
}

TEST_CASE("a status is read aloud as a result, and what only checkers need is folded", "[web][verify]")
{
    WebDesk desk;
    const Sample sample = sample_of(desk);
    Browser anybody = desk.browser();
    const std::string html = by_number(anybody, sample.number(), sample.born()).body;
    const std::string text = text_of_html(html);
    CHECK_THAT(text, Contains("Kết quả: còn hiệu lực") && Contains("Dữ liệu cập nhật đến"));
    CHECK_THAT(text, !Contains("Xong:") && !Contains("Lỗi:"));
    const auto fold = html.find("Dành cho người kiểm tra");
    REQUIRE(fold != std::string::npos);
    for (const char* const technical :
         {"Số sự kiện trong sổ", "Điểm kiểm đã ký", "radcert verify-certificate"}) {
        CAPTURE(technical);
        CHECK(html.find(technical) > fold);
    }
}

TEST_CASE("nobody can try birth dates one after another", "[web][verify]")
{
    WebDesk desk;
    const Sample sample = sample_of(desk);
    Browser anybody = desk.browser();
    int answered = 0;
    web::Response refused;
    for (int second = 0; second < 60; ++second) { // two questions a second, for a minute
        for (int i = 0; i < 2; ++i) {
            web::Response response = by_number(anybody, sample.number(), "01/02/1903");
            if (response.status == 200)
                ++answered;
            else
                refused = std::move(response);
        }
        desk.wait(std::chrono::seconds{1});
    }
    CHECK(answered >= 20);
    CHECK(answered <= 30);
    CHECK(refused.status == 429);
    CHECK(std::stoi(tests::header(refused, "retry-after")) >= 1);

    anybody.post("/verify", {{"code", sample.statement}}); // both ways count together: it takes what there is
    CHECK(anybody.post("/verify", {{"code", sample.statement}}).status == 429);
    Browser other = desk.browser();
    other.peer = "192.0.2.77";
    CHECK(by_number(other, sample.number(), sample.born()).status == 200);
    desk.wait(std::chrono::minutes{1});
    CHECK(by_number(anybody, sample.number(), sample.born()).status == 200);
}

TEST_CASE("what is checked does not stand in an address, and comes from our page only", "[web][verify]")
{
    WebDesk desk;
    Browser anybody = desk.browser();
    CHECK_THAT(anybody.page("/verify"),
               Contains("action=\"/verify\"") && Contains("action=\"/verify/number\""));
    CHECK(anybody.get("/verify?code=RADCERT1.x").status == 400);
    CHECK(anybody.get("/verify/number?number=1&birth_date=01%2F02%2F1990").status == 405);
    const web::Response foreign = anybody.send(
        web::Method::post, "/verify/number", "number=1&birth_date=01%2F02%2F1990",
        {{"sec-fetch-site", "cross-site"}, {"content-type", "application/x-www-form-urlencoded"}});
    CHECK(foreign.status == 403);
}

TEST_CASE("a birth date that cannot be read is shown at its field", "[web][verify]")
{
    WebDesk desk;
    Browser anybody = desk.browser();
    const web::Response response = by_number(anybody, "66-2018-00001", "31/02/1990");
    CHECK(response.status == 422);
    CHECK_THAT(response.body, Contains("aria-invalid") && Contains("31/02/1990"));
}

TEST_CASE("a birth date with a year of two digits asks for all four", "[web][verify]")
{
    WebDesk desk;
    Browser anybody = desk.browser();
    const web::Response response = by_number(anybody, "66-2018-00001", "05/03/85");
    CHECK(response.status == 422);
    CHECK_THAT(text_of_html(response.body), Contains("viết đủ bốn chữ số của năm") && !Contains("có thật"));
}
