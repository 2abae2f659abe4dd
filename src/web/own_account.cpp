#include "casework/accounts.h"
#include "casework/password_rules.h"
#include "registry/passwords.h"
#include "web/moments.h"
#include "web/nouns.h"
#include "web/sign_in.h"

namespace radcert::web {
namespace {

Field new_password(const char* name, const Words& label)
{
    return {.kind = Field::Kind::password,
            .name = name,
            .label = label,
            .hint = {"ít nhất 8 ký tự; một câu dài dễ nhớ thì tốt",
                     "8 characters at least; a long phrase is good"},
            .required = true,
            .autocomplete = "new-password"};
}

/// The password that was typed twice, hashed. @throws Error invalid_input
std::string typed_password(Visit& visit, const registry::Officer& officer)
{
    const std::string password = visit.form().find("new_password").value_or("");
    if (password != visit.form().find("again").value_or(""))
        refuse_field("again", {"hai lần gõ không giống nhau", "the two do not match"});
    const Words trouble = casework::trouble_of_password(password, officer.code,
                                                        casework::name_to_guess(visit.database(), officer));
    if (!trouble.empty()) refuse_field("new_password", trouble);
    return registry::hash_password(password);
}

std::string duties_text(const registry::Account& account, Language language)
{
    std::string out;
    for (const std::string& duty : account.duties)
        out += (out.empty() ? "" : "; ") + casework::duty_name(duty).in(language);
    return out;
}

Listing token_list(Visit& visit)
{
    documents::Table table{{"label", {"Chương trình", "Program"}},
                           {"made", {"Cấp lúc", "Made at"}},
                           {"ends", {"Hết hạn lúc", "Ends at"}},
                           {"id", {"Mã", "Id"}}};
    for (const auto& token : visit.office().store().tokens_of(visit.who().officer.officer)) {
        table.row(
            {token.label, moment_cell(token.made_at), moment_cell(token.ends_at), token.id.substr(0, 12)});
    }
    Listing list{"tokens", {"Khóa cho chương trình (API)", "Keys for programs (API)"}, std::move(table)};
    list.empty = {"Chưa có khóa nào.", "There is no key."};
    return list;
}

Reply show_account(Visit& visit)
{
    const SignedIn& who = visit.who();
    Page page{{"Tài khoản của tôi", "My account"}};
    Facts facts;
    facts.add({"code", {"Mã đăng nhập", "User code"}}, who.officer.code);
    facts.add({"name", {"Họ và tên", "Name"}}, who.officer.name);
    facts.add({"duties", {"Nhiệm vụ", "Duties"}}, duties_text(who.account, visit.language()));
    page.add(std::move(facts));
    Form password{.action = "/account/password",
                  .submit = {"Đổi mật khẩu", "Change the password"},
                  .legend = {"Đổi mật khẩu", "Change the password"},
                  .id = "password"};
    password.fields.push_back({.kind = Field::Kind::password,
                               .name = "password",
                               .label = {"Mật khẩu hiện nay", "Current password"},
                               .required = true,
                               .autocomplete = "current-password"});
    password.fields.push_back(new_password("new_password", {"Mật khẩu mới", "New password"}));
    password.fields.push_back(new_password("again", {"Gõ lại mật khẩu mới", "The new password again"}));
    page.add(std::move(password));
    page.add(Form{.action = "/account/sign-out-everywhere",
                  .submit = {"Đăng xuất mọi nơi", "Sign out everywhere"},
                  .legend = {"Phiên làm việc", "Sessions"}});
    Listing tokens = token_list(visit);
    const bool has_token = tokens.table.size() > 0;
    page.add(std::move(tokens));
    Form make{.action = "/account/tokens", .submit = {"Cấp khóa", "Make a key"}, .id = "token"};
    make.fields.push_back({.name = "label",
                           .label = {"Dùng cho chương trình", "For which program"},
                           .hint = {"có giá trị 365 ngày, hoặc đến khi đổi mật khẩu",
                                    "valid for 365 days, or until the password is changed"},
                           .required = true});
    make.fields.push_back({.kind = Field::Kind::password,
                           .name = "password",
                           .label = {"Mật khẩu hiện nay", "Current password"},
                           .required = true,
                           .autocomplete = "current-password"});
    page.add(std::move(make));
    if (!has_token) return page;
    Form end{.action = "/account/tokens/end", .submit = {"Hủy khóa", "End the key"}, .id = "end-token"};
    end.fields.push_back(
        {.name = "id", .label = {"Mã của khóa cần hủy", "Id of the key to end"}, .required = true});
    page.add(std::move(end));
    return page;
}

/// Whoever sits down at somebody's screen does not know the password.
void need_own_password(Visit& visit)
{
    const Checked checked =
        check_password(visit.shelf(), visit.who().officer.code, visit.form().find("password").value_or(""),
                       visit.request().peer, cookie(visit.request(), known_cookie).value_or(""));
    if (checked.wait.count() > 0) refuse_field("password", wait_words(checked.wait));
    if (!checked.officer)
        refuse_field("password", {"mật khẩu hiện nay không đúng", "the current password is not right"});
}

Reply change_password(Visit& visit)
{
    const registry::Officer& officer = visit.who().officer;
    need_own_password(visit);
    const std::string phc = typed_password(visit, officer);
    registry::Account account;
    visit.record(
        [&](registry::WriteScope& write) { account = casework::keep_password(write, officer.code, phc); });
    visit.office().store().end_all_of(officer.officer);
    return Redirect{"/account",
                    {"đã đổi mật khẩu; các phiên khác và mọi khóa cho chương trình đã hết hiệu lực",
                     "the password was changed; other sessions and all keys for programs are over"},
                    sign_in_cookies(visit.shelf(), officer, account)};
}

Reply sign_out_everywhere(Visit& visit)
{
    visit.office().store().end_sessions_of(visit.who().officer.officer);
    return Redirect{"/sign-in", {"đã đăng xuất mọi nơi", "signed out everywhere"}};
}

Reply make_token(Visit& visit)
{
    const std::string label = visit.needed("label", {"tên chương trình", "the program's name"});
    need_own_password(visit);
    const std::string token = visit.office().store().make_token(visit.who().officer.officer, label);
    Page page{{"Khóa mới", "The new key"}};
    page.section = "/account";
    page.add(Notice{Notice::Kind::warning,
                    {"chép lại ngay: khóa chỉ hiện một lần này", "copy it now: the key is shown this once"}});
    page.add(Verbatim{
        {"Gửi kèm mỗi yêu cầu: Authorization: Bearer …", "Send with every request: Authorization: Bearer …"},
        token});
    page.add(Links{{{{"Về tài khoản", "Back to the account"}, "/account", true}}});
    return page;
}

Reply end_token(Visit& visit)
{
    const std::string typed = visit.needed("id", {"mã của khóa", "the key's id"});
    registry::WebStore& store = visit.office().store();
    for (const auto& token : store.tokens_of(visit.who().officer.officer)) {
        if (token.id.starts_with(typed) && typed.size() >= 12) {
            store.end_token(visit.who().officer.officer, token.id);
            return Redirect{"/account",
                            {"đã hủy khóa " + token.label, "the key " + token.label + " was ended"}};
        }
    }
    refuse_field("id", {"không có khóa nào mang mã này", "no key has this id"});
}

Words link_is_over()
{
    return {"đường dẫn đã dùng rồi, hết hạn, hoặc không đúng", "the link was used, is too old, or is none"};
}

/// The officer whom a one-time link is for. @throws Error not_found
registry::Officer invited(Visit& visit, const std::string& token)
{
    const auto reference = visit.office().store().look_at_invitation(token);
    const auto officer = reference ? registry::find_officer_by_reference(visit.database(), *reference)
                                   : std::optional<registry::Officer>{};
    if (!officer)
        throw Error{Fault::not_found,
                    link_is_over(),
                    {"nhờ quản trị hệ thống gửi đường dẫn mới", "ask the administrator for a new one"}};
    return *officer;
}

Reply show_welcome(Visit& visit)
{
    const std::string token = visit.query().find("token").value_or("");
    const registry::Officer officer = invited(visit, token);
    Page page{{"Chọn mật khẩu", "Choose a password"}};
    page.lead = {"Tài khoản: " + officer.code + " – " + officer.name,
                 "Account: " + officer.code + " – " + officer.name};
    Form form{.action = address({"welcome"}, {{"token", token}}),
              .submit = {"Ghi mật khẩu và đăng nhập", "Keep the password and sign in"},
              .id = "welcome"};
    form.fields.push_back(new_password("new_password", {"Mật khẩu", "Password"}));
    form.fields.push_back(new_password("again", {"Gõ lại mật khẩu", "The password again"}));
    page.add(std::move(form));
    return page;
}

Reply accept_welcome(Visit& visit)
{
    const std::string token = visit.query().find("token").value_or("");
    const registry::Officer officer = invited(visit, token);
    const std::string phc = typed_password(visit, officer);
    registry::Account account;
    visit.office().write([&](registry::Writer& writer) { // one at a time: the link is used once
        invited(visit, token);
        registry::WriteScope write{writer, {officer.code, "", "web", false}};
        account = casework::keep_password(write, officer.code, phc);
        write.commit();
        visit.office().store().end_all_of(officer.officer); // this link, too
    });
    return Redirect{
        "/", {"đã ghi mật khẩu", "the password was kept"}, sign_in_cookies(visit.shelf(), officer, account)};
}

} // namespace

void add_own_account_routes(Routes& routes)
{
    routes.page("/account", {.access = for_signed_in, .summary = {"Tài khoản của tôi", "My account"}},
                show_account);
    routes.act("/account/password",
               {.access = for_signed_in,
                .summary = {"Đổi mật khẩu", "Change the password"},
                .fields = {"password", "new_password", "again"},
                .form_on = "/account"},
               change_password);
    routes.act("/account/sign-out-everywhere",
               {.access = for_signed_in,
                .summary = {"Đăng xuất mọi nơi", "Sign out everywhere"},
                .form_on = "/account"},
               sign_out_everywhere);
    routes.act("/account/tokens",
               {.access = for_signed_in,
                .summary = {"Cấp khóa cho chương trình", "Make a key for a program"},
                .fields = {"label", "password"},
                .form_on = "/account"},
               make_token);
    routes.act("/account/tokens/end",
               {.access = for_signed_in,
                .summary = {"Hủy khóa", "End a key"},
                .fields = {"id"},
                .form_on = "/account"},
               end_token);
    routes.page("/welcome",
                {.access = for_anybody, .summary = {"Chọn mật khẩu", "Choose a password"}, .asks = {"token"}},
                show_welcome);
    routes.act("/welcome",
               {.access = for_anybody,
                .summary = {"Chọn mật khẩu", "Choose a password"},
                .fields = {"new_password", "again"},
                .asks = {"token"}},
               accept_welcome);
}

} // namespace radcert::web
