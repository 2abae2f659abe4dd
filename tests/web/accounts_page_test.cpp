#include "registry/accounts.h"
#include "registry/journal.h"
#include "tests/catch.h"
#include "tests/web/desk.h"

using namespace radcert;
using namespace radcert::tests;
using Catch::Contains;

namespace {

/// The address of the one-time link that a page shows, without its host.
std::string link_on(const std::string& html)
{
    const std::string text = text_of_html(html);
    const std::size_t at = text.find("/welcome?token=");
    REQUIRE(at != std::string::npos);
    return text.substr(at, text.find(' ', at) - at);
}

registry::Account account_of(WebDesk& desk, const std::string& code)
{
    registry::Database database = desk.reader();
    return registry::find_account_by_code(database, code)->second;
}

std::string last_action(WebDesk& desk)
{
    registry::Database database = desk.reader();
    return registry::load_event(database, registry::journal_size(database) - 1).action;
}

const FormFields second_person{{"second", "minh"}, {"second_password", demo::sample_password}};

FormFields with_second(FormFields fields)
{
    fields.insert(fields.end(), second_person.begin(), second_person.end());
    return fields;
}

} // namespace

TEST_CASE("the administrator sees who may sign in", "[web]")
{
    WebDesk desk;
    Browser lan = desk.sign_in("lan");
    const std::string page = text_of_html(lan.page("/accounts"));
    for (const auto& account : desk.contents().accounts) CHECK_THAT(page, Contains(account.code));
    CHECK_THAT(lan.page("/accounts.csv"), Contains("thanh.tra"));
    const std::string one = text_of_html(lan.page("/accounts/lan"));
    CHECK_THAT(one, Contains("quản trị hệ thống"));
    CHECK_THAT(one, !Contains("Tôi hiểu")); // nobody closes their own
    CHECK(lan.get("/accounts/nobody").status == 404);
    for (const char* const code : {"minh", "nam", "hoa", "thanh.tra", "co.so.mot"})
        CHECK(desk.sign_in(code).get("/accounts").status == 403);
}

TEST_CASE("an account is opened with a link that is shown once and works once", "[web]")
{
    WebDesk desk;
    Browser lan = desk.sign_in("lan");
    lan.page("/accounts/new");
    const FormFields typed{{"code", "binh"},
                           {"name", "Lê Thị Bình (thử nghiệm)"},
                           {"duties", "reception"},
                           {"duties", "case_officer"}};
    CHECK(lan.post("/accounts/new", typed).status == 403);
    const web::Response made = lan.post("/accounts/new", with_second(typed));
    INFO(text_of_html(made.body).substr(0, 500));
    REQUIRE(made.status == 200);
    CHECK(account_of(desk, "binh").duties == registry::WordList{"reception", "case_officer"});
    CHECK(last_action(desk) == "account.invite");
    const std::string link = link_on(made.body);
    CHECK_THAT(lan.page("/accounts/binh"), !Contains(link.substr(link.find('=') + 1)));
    Browser binh = desk.browser();
    binh.page(link);
    const FormFields password{{"new_password", "hoa bưởi tháng ba"}, {"again", "hoa bưởi tháng ba"}};
    CHECK(location(binh.post(link, password)) == "/");
    CHECK(desk.browser().get(link).status == 404);
    CHECK_THAT(binh.page("/"), Contains("Lê Thị Bình"));
}

TEST_CASE("power is given by two, and what was typed comes back", "[web]")
{
    WebDesk desk;
    Browser lan = desk.sign_in("lan");
    lan.page("/accounts/new");
    const FormFields typed{{"code", "binh"}, {"name", "Lê Thị Bình (thử nghiệm)"}, {"duties", "head"}};
    const web::Response refused = lan.post("/accounts/new", typed);
    CHECK(refused.status == 403);
    CHECK_THAT(refused.body, Contains("value=\"binh\""));
    FormFields wrong = typed;
    wrong.push_back({"second", "minh"});
    wrong.push_back({"second_password", "không phải"});
    CHECK(lan.post("/accounts/new", wrong).status == 422);
    CHECK(lan.post("/accounts/new", with_second(typed)).status == 200);
    CHECK(account_of(desk, "binh").duties == registry::WordList{"head"});
    CHECK(lan.post("/accounts/new", {{"code", "x"}, {"name", "X"}}).status == 422); // no duty
}

TEST_CASE("closing an account ends its sessions", "[web]")
{
    WebDesk desk;
    Browser lan = desk.sign_in("lan"), hoa = desk.sign_in("hoa");
    CHECK(hoa.get("/account").status == 200);
    lan.page("/accounts/hoa");
    CHECK(lan.post("/accounts/hoa/close").status == 422); // the box was not ticked
    CHECK(account_of(desk, "hoa").status == "open");
    CHECK(location(lan.post("/accounts/hoa/close", {{"confirm", "yes"}})) == "/accounts/hoa");
    CHECK(account_of(desk, "hoa").status == "closed");
    CHECK_THAT(location(hoa.get("/account")), Catch::StartsWith("/sign-in"));
    CHECK_THAT(text_of_html(lan.page("/accounts/hoa")), Contains("đã đóng"));
    CHECK(location(lan.post("/accounts/hoa/reopen", with_second({}))) == "/accounts/hoa");
    CHECK(desk.sign_in("hoa").get("/account").status == 200);
    CHECK(lan.post("/accounts/lan/close", {{"confirm", "yes"}}).status == 403);
}

TEST_CASE("duties and rows are changed, sessions ended, links given", "[web]")
{
    WebDesk desk;
    Browser lan = desk.sign_in("lan"), hoa = desk.sign_in("hoa");
    lan.page("/accounts/hoa");
    CHECK(lan.post("/accounts/hoa/duties", {{"duties", "reception"}, {"province", "66"}}).status == 303);
    CHECK(account_of(desk, "hoa").province == "66");
    CHECK(lan.post("/accounts/hoa/duties", {{"duties", "reception"}, {"facility", "F-1"}}).status == 422);
    CHECK_THAT(location(hoa.get("/account")), Catch::StartsWith("/sign-in")); // other rows: another session

    Browser again = desk.sign_in("hoa");
    CHECK_THAT(text_of_html(lan.page("/accounts/hoa")), !Contains("Người này đang không đăng nhập"));
    CHECK(lan.post("/accounts/hoa/end-sessions").status == 303);
    CHECK_THAT(location(again.get("/account")), Catch::StartsWith("/sign-in"));
    CHECK_THAT(text_of_html(lan.page("/accounts/hoa")), Contains("Người này đang không đăng nhập"));

    CHECK(lan.post("/accounts/hoa/invite").status == 403); // who has a password takes two
    const web::Response invited = lan.post("/accounts/hoa/invite", second_person);
    CHECK(invited.status == 200);
    CHECK(desk.browser().get(link_on(invited.body)).status == 200);
    CHECK(lan.post("/accounts/minh/invite").status == 403);
}

TEST_CASE("the system page tells what the register is and what is unsafe", "[web]")
{
    WebDesk desk;
    Browser lan = desk.sign_in("lan");
    const std::string page = text_of_html(lan.page("/system"));
    for (const char* const said :
         {"Cơ quan giữ sổ", "province:66", "Bộ quy định đang dùng", "Nhân viên", "Sự kiện trong nhật ký",
          "Ổ đĩa còn trống", "tệp khóa nằm cùng thư mục với sổ", "chỉ có một quản trị viên",
          "không biết mình đã được sao lưu", "việc cấp chứng chỉ không bị dừng"}) {
        CAPTURE(said);
        CHECK_THAT(page, Contains(said) || Contains("Đắk Lắk"));
    }
    CHECK_THAT(page, !Contains("không mã hóa"));
    Browser plain = lan;
    plain.secure = false;
    CHECK_THAT(text_of_html(plain.page("/system")), Contains("không mã hóa"));
    plain.peer = "127.0.0.1";
    CHECK_THAT(text_of_html(plain.page("/system")), !Contains("không mã hóa"));
    fs::permissions(desk.key(), fs::perms::others_read, fs::perm_options::add);
    CHECK_THAT(text_of_html(lan.page("/system")), Contains("tệp khóa mở được bởi người khác"));
    CHECK(desk.sign_in("nam").get("/system").status == 403);
    CHECK_THAT(lan.page("/system.json"), Contains("\"key_readable\""));
}

TEST_CASE("a head halts issuing alone and lets it go on with another", "[web]")
{
    WebDesk desk;
    Browser minh = desk.sign_in("minh");
    minh.page("/system/halt");
    CHECK(minh.post("/system/halt", {{"reason", "máy in hỏng"}}).status == 422); // the box was not ticked
    CHECK(location(minh.post("/system/halt", {{"reason", "máy in hỏng"}, {"confirm", "yes"}})) ==
          "/system/halt");
    CHECK_THAT(text_of_html(minh.page("/system")), Contains("máy in hỏng"));
    CHECK(minh.post("/system/lift", {{"reason", "đã sửa"}}).status == 403);
    CHECK(minh.post("/system/lift",
                    {{"reason", "đã sửa"}, {"second", "hoa"}, {"second_password", demo::sample_password}})
              .status == 303);
    CHECK_THAT(text_of_html(minh.page("/system")), Contains("việc cấp chứng chỉ không bị dừng"));
    CHECK(desk.sign_in("lan").get("/system/halt").status == 403);
}

TEST_CASE("the letterhead is written on a page", "[web]")
{
    WebDesk desk;
    Browser lan = desk.sign_in("lan");
    lan.page("/system/letterhead");
    const web::Response empty = lan.post("/system/letterhead", {{"body", ""}, {"place", "Đắk Lắk"}});
    CHECK(empty.status == 422);
    CHECK_THAT(empty.body, Contains("value=\"Đắk Lắk\""));
    CHECK(location(lan.post("/system/letterhead",
                            {{"body", "SỞ THỬ NGHIỆM"}, {"place", "Đắk Lắk"}, {"capacity", "GIÁM ĐỐC"}})) ==
          "/system");
    CHECK_THAT(lan.page("/system/letterhead"), Contains("SỞ THỬ NGHIỆM"));
    CHECK(desk.sign_in("minh").get("/system/letterhead").status == 403);
}
