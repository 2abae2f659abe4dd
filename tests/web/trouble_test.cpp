#include "tests/catch.h"
#include "tests/web/desk.h"
#include "web/address.h"

// Pages that say what went wrong.

using namespace radcert;
using Catch::Matchers::Contains;
using tests::Browser;
using tests::text_of_html;
using tests::WebDesk;

namespace {

std::string form_token(Browser& browser)
{
    const std::string html = browser.page("/account"), before = "name=\"csrf\" value=\"";
    const std::size_t at = html.find(before) + before.size();
    return html.substr(at, html.find('"', at) - at);
}

web::Response send_form(Browser& browser, const std::string& address, const std::string& body)
{
    return browser.send(
        web::Method::post, address, body,
        {{"sec-fetch-site", "same-origin"}, {"content-type", "application/x-www-form-urlencoded"}});
}

} // namespace

TEST_CASE("a filter that cannot be read is told, and left out by one link", "[web][trouble]")
{
    WebDesk desk;
    Browser nam = desk.sign_in("nam");
    struct Row {
        const char *asked, *again;
    };
    const Row rows[]{
        {"/certificates?expires_from=abc", "href=\"/certificates\" class=\"button\""},
        {"/applications?since=99%2F99%2F2026&q=RC", "href=\"/applications?q=RC\" class=\"button\""},
        {"/workers?q=an&in_force=32%2F01%2F2026", "href=\"/workers?q=an\" class=\"button\""},
        {"/applications?filed_from=01%2F01%2F26", "href=\"/applications\" class=\"button\""},
    };
    for (const Row& row : rows) {
        const web::Response answer = nam.get(row.asked);
        INFO(row.asked << " -> " << answer.status);
        CHECK(answer.status == 422);
        const std::string text = text_of_html(answer.body);
        CHECK_THAT(text, !Contains("Chưa ghi được") && Contains("Chưa hiển thị được"));
        CHECK_THAT(text, Contains("không phải một ngày có thật") || Contains("viết đủ bốn chữ số của năm"));
        CHECK_THAT(answer.body, Contains(row.again) && Contains("Mở lại, bỏ điều kiện này"));
    }
}

TEST_CASE("a twin of a question that cannot be read is no table of trouble", "[web][trouble]")
{
    WebDesk desk;
    Browser nam = desk.sign_in("nam");
    CHECK(nam.get("/certificates.csv?expires_from=abc").status == 422);
    CHECK(nam.get("/certificates.json?expires_from=abc").status == 422);
}

TEST_CASE("whoever is signed in stays so on pages of trouble", "[web][trouble]")
{
    WebDesk desk;
    Browser nam = desk.sign_in("nam");
    struct Row {
        const char* asked;
        int status;
    };
    const Row rows[]{{"/no-such-page", 404},
                     {"/workers?colour=red", 400},
                     {"/workers/W-99999999", 404},
                     {"/accounts", 403},
                     {"/sign-out", 405}};
    for (const Row& row : rows) {
        const web::Response answer = nam.get(row.asked);
        INFO(row.asked << " -> " << answer.status);
        CHECK(answer.status == row.status);
        const std::string text = text_of_html(answer.body);
        CHECK_THAT(text, Contains("Việc của tôi") && Contains("Đăng xuất") && !Contains("Đăng nhập"));
        CHECK_THAT(text, Contains("bộ quy định 20"));
        CHECK_THAT(answer.body, Contains("back=" + web::escaped(row.asked) + '"'));
    }
    Browser nobody = desk.browser();
    const web::Response answer = nobody.get("/no-such-page");
    CHECK(answer.status == 404);
    CHECK_THAT(text_of_html(answer.body), Contains("Đăng nhập") && !Contains("Việc của tôi"));
}

TEST_CASE("a form of an earlier session says so, and leads to its page", "[web][trouble]")
{
    WebDesk desk;
    Browser earlier = desk.sign_in("hoa"), now = desk.sign_in("hoa");
    const std::string old_token = form_token(earlier);
    const web::Response answer = send_form(now, "/applications/new/card", "card=x&csrf=" + old_token);
    CHECK(answer.status == 403);
    const std::string text = text_of_html(answer.body);
    CHECK_THAT(text,
               Contains("trang được mở từ lần đăng nhập trước") && Contains("mở lại trang rồi gửi lại"));
    CHECK_THAT(text, !Contains("không đến từ trang") && Contains("Đăng xuất"));
    CHECK_THAT(answer.body, Contains("href=\"/applications/new\" class=\"button\">Mở lại trang có biểu mẫu"));

    const std::string asked = "/applications/new?worker=W-1&facility=F-1";
    const web::Response with_query = send_form(now, asked, "number=1&csrf=" + old_token);
    CHECK_THAT(with_query.body, Contains("/applications/new?worker=W-1&amp;facility=F-1"));

    // A page of everybody that was opened before signing in bears no token at all.
    CHECK_THAT(text_of_html(send_form(now, "/verify", "code=RADCERT1.x").body),
               Contains("trang được mở từ trước khi đăng nhập"));
}

TEST_CASE("a text that is too long is told in letters, at its field", "[web][trouble]")
{
    WebDesk desk;
    Browser minh = desk.sign_in("minh");
    const std::string page = web::address({"certificates", desk.contents().certificate, "suspend"});
    std::string reason;
    for (int i = 0; i < 2'000; ++i) reason += "ế"; // 6,000 bytes
    minh.page(page);
    const web::Response answer = minh.post(page, {{"reason", reason}});
    CHECK(answer.status == 422);
    const std::string text = text_of_html(answer.body);
    CHECK_THAT(text, Contains("“Lý do” dài quá: có 2000 chữ cái, cần bớt khoảng 667"));
    CHECK_THAT(text, Contains("1.300 chữ cái có dấu") && !Contains("byte"));
    CHECK_THAT(answer.body, Contains("aria-invalid=\"true\"") && Contains("Đến ô cần sửa"));
}

TEST_CASE("a text called .xlsx is told to be no Excel file", "[web][imports]")
{
    WebDesk desk;
    Browser hoa = desk.sign_in("hoa");
    hoa.page("/imports/new");
    const auto sent = [&](const std::string& name, const std::string& bytes) {
        return hoa.post("/imports/preview", {{"kind", "workers"}},
                        {{"file", name, "application/octet-stream", bytes}});
    };
    const web::Response refused = sent("nhan-vien.XLSX", "đây là chữ thường\n");
    CHECK(refused.status == 422);
    CHECK_THAT(text_of_html(refused.body), Contains("tệp mang tên .xlsx nhưng không phải tệp Excel"));
    CHECK_THAT(refused.body, Contains("#send-file"));
    CHECK(sent("nhan-vien.xlsx", "PK\3\4 and more").status == 303);
    CHECK(sent("nhan-vien.csv", "Họ và tên\n").status == 303);
}
