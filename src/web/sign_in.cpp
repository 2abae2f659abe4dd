#include "web/sign_in.h"

#include <algorithm>

#include "casework/accounts.h"
#include "registry/passwords.h"
#include "text/digest.h"
#include "web/forwarded.h"
#include "web/security.h"

namespace radcert::web {
namespace {

constexpr std::int64_t known_seconds = 400LL * 24 * 60 * 60; // what browsers keep at most
constexpr int free_guesses_of_address = 20;                  // many people may sit behind one address

/// "nonce.mac" of a browser on which an officer signed in. The wrapping key is the register's secret; the
/// nonce's fixed form leaves nothing that could be appended to.
std::string known_browser(Shelf& shelf, const std::string& officer, const std::string& nonce)
{
    const std::string_view secret = shelf.office.keys().wrapping().view();
    const text::Digest mac = text::sha256({"radcert known browser v1\n", secret, officer, "\n", nonce});
    return nonce + '.' + text::to_hex(text::view(mac));
}

bool is_known_browser(Shelf& shelf, const std::string& officer, const std::string& value)
{
    constexpr std::size_t nonce_letters = 32;
    if (value.size() <= nonce_letters || value[nonce_letters] != '.') return false;
    return same_secret(value, known_browser(shelf, officer, value.substr(0, nonce_letters)));
}

/// Where a guess is counted: apart for a browser that is known, else by address, and by account. Whoever is
/// told to wait by their address counts nothing against anybody's account.
std::chrono::seconds count_attempt(Shelf& shelf, const std::string& code, const std::string& peer,
                                   const std::string& known_key)
{
    registry::WebStore& store = shelf.office.store();
    if (!known_key.empty()) return store.attempt(known_key);
    const auto by_address = store.attempt("address " + network_of(peer), free_guesses_of_address);
    if (by_address.count() > 0) return by_address;
    return store.attempt("account " + code);
}

/// "Bearer KEY"; the scheme's letters may be small or large (RFC 9110 section 11.1).
std::optional<std::string_view> bearer_key(const Request& request)
{
    constexpr std::string_view scheme = "bearer ";
    const auto value = request.header("authorization");
    if (!value || value->size() <= scheme.size()) return std::nullopt;
    const bool bears = std::ranges::equal(value->substr(0, scheme.size()), scheme, {},
                                          [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
    return bears ? std::optional{value->substr(scheme.size())} : std::nullopt;
}

/// Programs act through their interface only: a key must not make keys, or open accounts.
bool is_for_programs(const Request& request)
{
    return is_safe(request.method) || request.target.starts_with("/api/");
}

/// The officer with this code, when the password is theirs and the account is open.
std::optional<registry::Officer> owner_of(Shelf& shelf, const std::string& code, std::string_view password)
{
    const auto found = registry::find_account_by_code(shelf.database, code);
    const bool open = found && casework::may_sign_in(found->first, found->second);
    // A name that nobody has takes as long as one that somebody has.
    const std::string phc = open ? found->second.password.value_or("") : "";
    return shelf.office.password_fits(phc, password) ? std::optional{found->first} : std::nullopt;
}

Form sign_in_form(Visit& visit)
{
    Form form;
    form.action = address({"sign-in"}, {{"next", visit.query().find("next").value_or("")}});
    form.id = "sign-in";
    form.submit = {"Đăng nhập", "Sign in"};
    form.fields.push_back({.name = "code",
                           .label = {"Mã đăng nhập", "User code"},
                           .required = true,
                           .autocomplete = "username"});
    form.fields.push_back({.kind = Field::Kind::password,
                           .name = "password",
                           .label = {"Mật khẩu", "Password"},
                           .required = true,
                           .autocomplete = "current-password"});
    return form;
}

Reply show_sign_in(Visit& visit)
{
    if (visit.signed_in()) return Redirect{"/"};
    Page page{{"Đăng nhập", "Sign in"}};
    page.add(sign_in_form(visit));
    page.add(Paragraph{{"Quên mật khẩu: nhờ quản trị hệ thống gửi đường dẫn đặt lại mật khẩu.",
                        "A forgotten password: the administrator sends a link to choose a new one."},
                       true});
    return page;
}

Page refused(Visit& visit, const Checked& checked)
{
    Page page = std::get<Page>(show_sign_in(visit));
    Notice notice{Notice::Kind::wrong, {"mã hoặc mật khẩu không đúng", "code or password is not right"}};
    page.status = 403;
    if (checked.wait.count() > 0) {
        notice.text = wait_words(checked.wait);
        page.status = 429;
        page.retry_after = checked.wait.count();
    }
    page.blocks.insert(page.blocks.begin(), Block{std::move(notice)});
    return page;
}

} // namespace

std::optional<std::string> cookie(const Request& request, std::string_view name)
{
    std::optional<std::string> found;
    for (const Header& header : request.headers) {
        if (header.name != "cookie") continue;
        std::string_view rest = header.value;
        while (!rest.empty()) {
            const std::string_view pair = rest.substr(0, rest.find(';'));
            rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
            const auto first = pair.find_first_not_of(' ');
            const auto equals = pair.find('=');
            if (first == std::string_view::npos || equals == std::string_view::npos) continue;
            if (pair.substr(first, equals - first) != name) continue;
            if (found) return std::nullopt;
            found = std::string{pair.substr(equals + 1)};
        }
    }
    return found;
}

std::string set_cookie(std::string_view name, std::string_view value, std::int64_t seconds)
{
    std::string out =
        std::string{name} + '=' + std::string{value} + "; Path=/; Secure; HttpOnly; SameSite=Lax";
    if (seconds >= 0) out += "; Max-Age=" + std::to_string(seconds);
    return out;
}

std::optional<SignedIn> who_asks(Shelf& shelf, const Request& request)
{
    registry::WebStore& store = shelf.office.store();
    std::string officer, fingerprint, token;
    if (const auto key = bearer_key(request)) {
        const auto found = is_for_programs(request) ? store.find_token(*key) : std::nullopt;
        if (!found) return std::nullopt;
        officer = found->officer;
    } else {
        const auto value = cookie(request, session_cookie);
        const OfficeOptions& options = shelf.office.options();
        const auto session = value ? store.find_session(*value, {options.idle, options.absolute})
                                   : std::optional<registry::Session>{};
        if (!session) return std::nullopt;
        officer = session->officer;
        fingerprint = session->fingerprint;
        token = *value;
    }
    auto person = registry::find_officer_by_reference(shelf.database, officer);
    auto account = registry::find_account(shelf.database, officer);
    if (!person || !account || !casework::may_sign_in(*person, *account)) return std::nullopt;
    if (!token.empty() && fingerprint != registry::account_fingerprint(*account)) return std::nullopt;
    const Duties duties{account->duties};
    std::string csrf = token.empty() ? "" : csrf_token(token);
    return SignedIn{std::move(*person), std::move(*account), duties, std::move(token), std::move(csrf)};
}

bool is_signed_in(Office& office, const Request& request)
{
    if (const auto key = bearer_key(request)) return office.store().find_token(*key).has_value();
    const auto value = cookie(request, session_cookie);
    return value && office.store().find_session(*value, {office.options().idle, office.options().absolute});
}

Checked check_password(Shelf& shelf, const std::string& code, std::string_view password,
                       const std::string& peer, const std::string& known)
{
    const auto found = registry::find_account_by_code(shelf.database, code);
    const bool open = found && casework::may_sign_in(found->first, found->second);
    const bool from_known = open && is_known_browser(shelf, found->first.officer, known);
    const std::string known_key = from_known ? "browser " + known : "";
    const auto wait = count_attempt(shelf, code, peer, known_key);
    if (wait.count() > 0) return {{}, wait};
    auto owner = owner_of(shelf, code, password);
    if (!owner) return {};
    registry::WebStore& store = shelf.office.store();
    store.note_success(known_key.empty() ? "account " + code : known_key);
    if (known_key.empty()) store.take_back("address " + network_of(peer));
    return {std::move(owner), {}};
}

Checked check_second(Shelf& shelf, const std::string& actor, const std::string& code,
                     std::string_view password)
{
    registry::WebStore& store = shelf.office.store();
    const std::string key = "second " + actor + ' ' + code;
    const auto wait = store.attempt(key);
    if (wait.count() > 0) return {{}, wait};
    auto owner = owner_of(shelf, code, password);
    if (owner) store.note_success(key);
    return {std::move(owner), {}};
}

Words wait_words(std::chrono::seconds wait)
{
    const std::string count = std::to_string(wait.count());
    return {"đã thử sai nhiều lần; đợi " + count + " giây rồi thử lại",
            "too many wrong guesses; wait " + count + " seconds, then try again"};
}

std::vector<Header> sign_in_cookies(Shelf& shelf, const registry::Officer& officer,
                                    const registry::Account& account)
{
    const std::string token =
        shelf.office.store().start_session(officer.officer, registry::account_fingerprint(account));
    const std::string nonce = text::to_hex(registry::random_bytes(16));
    return {{"set-cookie", set_cookie(session_cookie, token, shelf.office.options().absolute.count())},
            {"set-cookie",
             set_cookie(known_cookie, known_browser(shelf, officer.officer, nonce), known_seconds)}};
}

namespace {

Reply sign_in(Visit& visit)
{
    Shelf& shelf = visit.shelf();
    const std::string code = visit.needed("code", {"mã đăng nhập", "the code"});
    const std::string password = visit.form().find("password").value_or("");
    const Checked checked = check_password(shelf, code, password, visit.request().peer,
                                           cookie(visit.request(), known_cookie).value_or(""));
    if (!checked.officer) return refused(visit, checked);
    if (visit.signed_in()) shelf.office.store().end_session(visit.who().token);
    const auto account = registry::find_account(shelf.database, checked.officer->officer);
    const std::string next = visit.query().find("next").value_or("/");
    return Redirect{
        is_own_address(next) ? next : "/", {}, sign_in_cookies(shelf, *checked.officer, *account)};
}

Reply sign_out(Visit& visit)
{
    visit.office().store().end_session(visit.who().token);
    return Redirect{
        "/sign-in",
        {"đã đăng xuất", "you are signed out"},
        {{"set-cookie", set_cookie(session_cookie, "", 0)}, {"clear-site-data", "\"cache\", \"storage\""}}};
}

/// Asked by the page when its reader wants to stay; that it was asked is enough.
Reply stay(Visit&)
{
    return Raw{"text/plain; charset=utf-8", "ok\n"};
}

Reply choose_language(Visit& visit)
{
    const std::string to = visit.text("to").value_or("vi") == "en" ? "en" : "vi";
    const std::string back = visit.text("back").value_or("/");
    return Redirect{is_own_address(back) ? back : "/",
                    {},
                    {{"set-cookie", set_cookie(language_cookie, to, known_seconds)}}};
}

} // namespace

void add_sign_in_routes(Routes& routes)
{
    routes.page("/sign-in", {.access = for_anybody, .summary = {"Đăng nhập", "Sign in"}, .asks = {"next"}},
                show_sign_in);
    routes.act("/sign-in",
               {.access = for_anybody,
                .summary = {"Đăng nhập", "Sign in"},
                .fields = {"code", "password"},
                .asks = {"next"}},
               sign_in);
    routes.act("/sign-out",
               {.access = for_signed_in, .summary = {"Đăng xuất", "Sign out"}, .form_on = "/account"},
               sign_out);
    routes.page("/session", {.access = for_signed_in, .summary = {"Giữ phiên làm việc", "Keep the session"}},
                stay);
    routes.page(
        "/language",
        {.access = for_anybody, .summary = {"Đổi ngôn ngữ", "Change the language"}, .asks = {"to", "back"}},
        choose_language);
}

} // namespace radcert::web
