#include "casework/accounts.h"

#include "casework/event_words.h"
#include "casework/words_of.h"
#include "registry/facilities.h"
#include "registry/journal.h"
#include "web/moments.h"
#include "web/nouns.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

constexpr std::size_t most_entries = 200;

Words duty_names(const registry::Account& account)
{
    Words names;
    for (const std::string& duty : account.duties) {
        const Words name = casework::duty_name(duty);
        names.vi += (names.vi.empty() ? "" : "; ") + name.vi;
        names.en += (names.en.empty() ? "" : "; ") + name.en;
    }
    return names;
}

Cell duties_cell(const registry::Account& account)
{
    std::string words;
    for (const std::string& duty : account.duties) words += (words.empty() ? "" : ", ") + duty;
    return Cell::raw_json(registry::to_json(account.duties), words, duty_names(account));
}

/// Whose rows: "66", "F-3", "W-17"; empty: everybody's.
std::optional<std::string> rows_seen(const registry::Account& account)
{
    if (account.facility) return casework::facility_name(*account.facility);
    if (account.worker) return casework::worker_name(*account.worker);
    return account.province;
}

Cell rows_cell(Visit& visit, const registry::Account& account)
{
    const auto rows = rows_seen(account);
    if (!rows) return {};
    if (account.facility) {
        const auto facility = registry::find_facility(visit.database(), *account.facility);
        if (facility)
            return Cell::coded(*rows, {*rows + " – " + facility->name, *rows + " – " + facility->name});
    }
    return account.province ? visit.cells()("province", *rows) : Cell{*rows};
}

std::string rows_link(const Visit& visit, const registry::Account& account)
{
    if (!visit.may(readers)) return {};
    if (account.facility) return address({"facilities", casework::facility_name(*account.facility)});
    if (account.worker) return address({"workers", casework::worker_name(*account.worker)});
    return {};
}

bool is_open(const registry::Account& account)
{
    return account.status == "open";
}

Cell open_cell(const registry::Account& account)
{
    return Cell::coded(account.status,
                       is_open(account) ? Words{"đang mở", "open"} : Words{"đã đóng", "closed"});
}

std::string page_of(const std::string& code)
{
    return address({"accounts", code});
}

Reply list_accounts(Visit& visit)
{
    Page page{{"Tài khoản", "Accounts"}};
    page.lead = {"Ai đăng nhập được, làm được gì, thấy dữ liệu của ai.",
                 "Who can sign in, what each may do, and whose data each sees."};
    page.acts.push_back({{"Mở tài khoản", "Open an account"}, "/accounts/new"});
    documents::Table table{{"code", {"Mã đăng nhập", "Code"}},
                           {"name", {"Họ và tên", "Name"}},
                           {"duties", {"Nhiệm vụ", "Duties"}},
                           {"rows", {"Chỉ thấy", "Sees only"}},
                           {"password", {"Đã có mật khẩu", "Password chosen"}},
                           {"status", {"Tình trạng", "Status"}}};
    std::vector<std::vector<std::string>> links;
    std::vector<std::vector<Tone>> tones;
    for (const auto& [officer, account] : registry::list_accounts(visit.database())) {
        table.row({officer.code, officer.name, duties_cell(account), rows_cell(visit, account),
                   Cell{account.password.has_value()}, open_cell(account)});
        links.push_back({page_of(officer.code), "", "", rows_link(visit, account)});
        const Tone password = account.password || !is_open(account) ? Tone::plain : Tone::near;
        tones.push_back({Tone::plain, Tone::plain, Tone::plain, Tone::plain, password,
                         is_open(account) ? Tone::good : Tone::muted});
    }
    Listing list{"accounts", {"Tài khoản", "Accounts"}, std::move(table)};
    list.links = std::move(links);
    list.tones = std::move(tones);
    page.add(std::move(list));
    return page;
}

// What a form about an account asks.

std::vector<Choice> duty_choices()
{
    std::vector<Choice> choices;
    for (const casework::Duty& duty : casework::duties())
        choices.push_back({std::string{duty.word}, duty.name});
    return choices;
}

std::vector<Choice> province_choices(Visit& visit)
{
    constexpr std::string_view kind{"province:"};
    std::vector<Choice> choices;
    for (const auto& body : registry::list_authorities(visit.database(), visit.today())) {
        if (!body.authority.starts_with(kind)) continue;
        const std::string code = body.authority.substr(kind.size()), name = code + " – " + body.name;
        choices.push_back({code, {name, name}});
    }
    return choices;
}

void add_duty_fields(Form& form, Visit& visit, const registry::Account& account)
{
    form.fields.push_back(
        {.kind = Field::Kind::checks,
         .name = "duties",
         .label = {"Nhiệm vụ", "Duties"},
         .hint = {"hai nhiệm vụ của người ngoài cơ quan (người quản lý cơ sở, nhân viên bức xạ) "
                  "không kiêm nhiệm vụ khác",
                  "the two duties of people outside the office (operator of a facility, "
                  "radiation worker) go with no other"},
         .values = account.duties,
         .choices = duty_choices(),
         .required = true});
    form.fields.push_back(
        {.kind = Field::Kind::choice,
         .name = "province",
         .label = {"Chỉ thấy hồ sơ của tỉnh", "Sees this province only"},
         .hint = {"để trống: thấy mọi tỉnh trong sổ", "empty: every province of the register"},
         .values = {account.province.value_or("")},
         .choices = province_choices(visit)});
    form.fields.push_back(
        {.name = "facility",
         .label = {"Chỉ thấy cơ sở (mã F-…)", "Sees this facility only (F-…)"},
         .hint = {"bắt buộc với người quản lý cơ sở bức xạ", "needed for the operator of a facility"},
         .values = {account.facility ? casework::facility_name(*account.facility) : ""}});
    form.fields.push_back({.name = "worker",
                           .label = {"Chỉ thấy hồ sơ của chính mình (mã W-…)", "Sees this person only (W-…)"},
                           .hint = {"bắt buộc với nhân viên bức xạ", "needed for a radiation worker"},
                           .values = {account.worker ? casework::worker_name(*account.worker) : ""}});
}

/// What has to be said before a form that asks for a second person only sometimes.
Paragraph power_takes_two()
{
    return {{"Mở tài khoản của cán bộ cơ quan, giao quyền quản trị hoặc phê duyệt cần hai người: quản trị "
             "viên và một "
             "quản trị viên hoặc lãnh đạo khác. Tài khoản của cơ sở và của nhân viên bức xạ: để trống hai ô "
             "của người "
             "thứ hai.",
             "Opening an account of the office and giving the power of an administrator or head take two "
             "persons: the "
             "administrator and another administrator or head. For facilities and radiation workers leave "
             "the second "
             "person's two fields empty."},
            true};
}

casework::RowsSeen typed_rows(const Visit& visit)
{
    casework::RowsSeen rows;
    rows.province = visit.text("province");
    if (const auto facility = visit.text("facility")) rows.facility = casework::parse_facility(*facility);
    if (const auto worker = visit.text("worker")) rows.worker = casework::parse_worker(*worker);
    return rows;
}

registry::WordList typed_duties(const Visit& visit)
{
    auto duties = visit.all("duties");
    if (duties.empty()) refuse_field("duties", {"chưa chọn nhiệm vụ nào", "no duty is chosen"});
    return duties;
}

/// The page that shows a one-time link, once.
Page link_page(Visit& visit, const registry::Officer& officer, const Words& said)
{
    const std::string token = visit.office().store().make_invitation(officer.officer, welcome_time);
    const std::string host{visit.request().header("host").value_or("")};
    const std::string link =
        (visit.request().secure ? "https://" : "http://") + host + address({"welcome"}, {{"token", token}});
    Page page{
        {"Đường dẫn đặt mật khẩu cho " + officer.code, "Link to choose a password, for " + officer.code}};
    page.section = "/accounts";
    page.add(Notice{Notice::Kind::done, said});
    page.add(
        Notice{Notice::Kind::warning,
               {"chép lại ngay: đường dẫn chỉ hiện một lần này", "copy it now: the link is shown this once"},
               {{"Dùng một lần, trong " + std::to_string(welcome_time.count()) +
                     " ngày; đường dẫn cũ của người này không dùng được nữa.",
                 "Good once, for " + std::to_string(welcome_time.count()) +
                     " days; an earlier link of this person is no longer good."},
                {"Trao tận tay hoặc qua kênh mà chỉ người đó đọc: ai có đường dẫn thì đặt được mật khẩu.",
                 "Hand it over, or send it where only that person reads: whoever has it can choose the "
                 "password."}}});
    page.add(Verbatim{{"Đường dẫn cho " + officer.name, "Link for " + officer.name}, link});
    page.add(Links{
        {{{"Về tài khoản " + officer.code, "To the account " + officer.code}, page_of(officer.code), true}}});
    return page;
}

Reply show_new(Visit& visit)
{
    Page page{{"Mở tài khoản", "Open an account"}};
    page.add(power_takes_two());
    Form form{.action = "/accounts/new",
              .submit = {"Mở tài khoản và lấy đường dẫn", "Open it and get the link"},
              .second = true,
              .id = "open"};
    form.fields.push_back({.name = "code",
                           .label = {"Mã đăng nhập", "Code"},
                           .hint = {"chữ thường không dấu, chữ số, chấm, gạch: lan, co.so.mot",
                                    "small letters without marks, digits, '.', '-', '_'"},
                           .required = true,
                           .autocomplete = "off"});
    form.fields.push_back(
        {.name = "name",
         .label = {"Họ và tên", "Full name"},
         .hint = {"bỏ trống khi cán bộ này đã có trong sổ, hoặc khi là nhân viên bức xạ",
                  "leave it empty where the officer is in the register, and for radiation workers"},
         .autocomplete = "off"});
    add_duty_fields(form, visit, {});
    page.add(std::move(form));
    return page;
}

Reply open_account(Visit& visit)
{
    const std::string code = visit.needed("code", {"mã đăng nhập", "the code"});
    const auto duties = typed_duties(visit);
    const casework::RowsSeen rows = typed_rows(visit);
    registry::Officer officer;
    visit.record([&](registry::WriteScope& write) {
        casework::open_account(write, code, visit.text("name").value_or(""), duties, rows);
        officer = casework::note_invitation(write, code);
    });
    return link_page(visit, officer, {"đã mở tài khoản " + code, "the account " + code + " was opened"});
}

// One account.

/// The account that the path names. @throws Error not_found.
std::pair<registry::Officer, registry::Account> named_account(Visit& visit)
{
    const std::string& code = visit.part("code");
    auto found = registry::find_account_by_code(visit.database(), code);
    if (found) return std::move(*found);
    throw Error{Fault::not_found,
                {"không có tài khoản " + code, "there is no account " + code},
                {"xem danh sách tài khoản", "see the list of accounts"}};
}

Listing session_list(Visit& visit, const registry::Officer& officer)
{
    documents::Table table{{"since", {"Đăng nhập lúc", "Signed in at"}},
                           {"last_seen", {"Dùng lần cuối lúc", "Last used at"}}};
    const OfficeOptions& options = visit.office().options();
    for (const auto& session :
         visit.office().store().sessions_of(officer.officer, {options.idle, options.absolute}))
        table.row({moment_cell(session.made_at), moment_cell(session.last_seen)});
    Listing list{"sessions", {"Phiên đang mở", "Open sessions"}, std::move(table)};
    list.empty = {"Người này đang không đăng nhập.", "This person is not signed in."};
    return list;
}

Listing token_list(Visit& visit, const registry::Officer& officer)
{
    documents::Table table{{"label", {"Chương trình", "Program"}},
                           {"made", {"Cấp lúc", "Made at"}},
                           {"ends", {"Hết hạn lúc", "Ends at"}},
                           {"last_used", {"Dùng lần cuối lúc", "Last used at"}}};
    for (const auto& token : visit.office().store().tokens_of(officer.officer))
        table.row({token.label, moment_cell(token.made_at), moment_cell(token.ends_at),
                   token.last_used ? moment_cell(*token.last_used) : Cell{}});
    Listing list{"tokens", {"Khóa cho chương trình (API)", "Keys for programs (API)"}, std::move(table)};
    list.empty = {"Chưa có khóa nào.", "There is no key."};
    return list;
}

Timeline doings(Visit& visit, const registry::Officer& officer)
{
    Timeline timeline{{"Diễn biến", "What was done"}, {}};
    for (const auto& event : registry::list_events(visit.database(), 0, most_entries, officer.subject)) {
        const auto actor = registry::find_officer_by_reference(visit.database(), event.actor);
        timeline.entries.push_back({shown_moment(event.at),
                                    casework::action_name(event.action),
                                    actor ? actor->code : event.actor,
                                    {},
                                    address({"journal", std::to_string(event.number)}),
                                    Tone::plain});
    }
    return timeline;
}

Facts facts_of(Visit& visit, const registry::Officer& officer, const registry::Account& account)
{
    Facts facts;
    facts.add({"code", {"Mã đăng nhập", "Code"}}, officer.code);
    facts.add({"name", {"Họ và tên", "Name"}}, officer.name);
    facts.add({"status", {"Tình trạng", "Status"}}, open_cell(account), "",
              is_open(account) ? Tone::good : Tone::muted);
    facts.add({"duties", {"Nhiệm vụ", "Duties"}}, duties_cell(account));
    const Cell rows = rows_cell(visit, account);
    facts.add({"rows", {"Chỉ thấy", "Sees only"}}, rows, rows_link(visit, account), Tone::plain,
              rows.absent() ? Words{"không giới hạn: thấy cả sổ", "no limit: the whole register"} : Words{});
    facts.add({"password", {"Đã có mật khẩu", "Password chosen"}}, Cell{account.password.has_value()});
    facts.add({"active", {"Cán bộ đang làm việc", "Officer active"}}, Cell{officer.active});
    return facts;
}

Form duties_form(Visit& visit, const std::string& code, const registry::Account& account)
{
    Form form{.action = address({"accounts", code, "duties"}),
              .submit = {"Đổi nhiệm vụ", "Change the duties"},
              .second = true,
              .id = "duties"};
    add_duty_fields(form, visit, account);
    return form;
}

Form invite_form(const std::string& code, const registry::Account& account, bool own)
{
    Form form{.action = address({"accounts", code, "invite"}),
              .submit = {"Lấy đường dẫn đặt mật khẩu", "Get a link to choose a password"},
              .legend = {"Đường dẫn đặt mật khẩu", "Link to choose a password"},
              .id = "invite"};
    form.second = !own && account.password && !casework::is_outsider(account);
    return form;
}

Form close_form(const std::string& code)
{
    return {.action = address({"accounts", code, "close"}),
            .submit = {"Đóng tài khoản", "Close the account"},
            .legend = {"Đóng tài khoản", "Close the account"},
            .grave = true,
            .confirm = {"Tôi hiểu: người này bị đăng xuất ngay và không đăng nhập được nữa",
                        "I understand: this person is signed out at once and cannot sign in any more"},
            .id = "close"};
}

Reply show_account(Visit& visit)
{
    const auto [officer, account] = named_account(visit);
    const std::string& code = officer.code;
    const bool own = officer.officer == visit.who().officer.officer;
    Page page{{"Tài khoản " + code, "Account " + code}};
    page.lead = {officer.name, officer.name};
    page.add(facts_of(visit, officer, account));
    page.add(session_list(visit, officer));
    page.add(Form{.action = address({"accounts", code, "end-sessions"}),
                  .submit = {"Kết thúc mọi phiên", "End all sessions"},
                  .inline_form = true,
                  .id = "end-sessions"});
    page.add(token_list(visit, officer));
    page.add(doings(visit, officer));
    if (!is_open(account)) {
        Form form{.action = address({"accounts", code, "reopen"}),
                  .submit = {"Mở lại", "Open again"},
                  .legend = {"Mở lại tài khoản", "Open the account again"},
                  .id = "reopen"};
        form.second = !casework::is_outsider(account);
        page.add(std::move(form));
        return page;
    }
    page.add(invite_form(code, account, own));
    page.add(Folded{{"Đổi nhiệm vụ, phạm vi", "Change duties or rows"},
                    {power_takes_two(), duties_form(visit, code, account)}});
    if (!own) page.add(Folded{{"Đóng tài khoản", "Close the account"}, {close_form(code)}});
    return page;
}

Reply change_duties(Visit& visit)
{
    const std::string& code = visit.part("code");
    const auto duties = typed_duties(visit);
    const casework::RowsSeen rows = typed_rows(visit);
    registry::Account account;
    visit.record(
        [&](registry::WriteScope& write) { account = casework::change_duties(write, code, duties, rows); });
    const Words names = duty_names(account);
    return Redirect{page_of(code), {"nhiệm vụ từ nay: " + names.vi, "duties from now on: " + names.en}};
}

Reply close_account(Visit& visit)
{
    const std::string& code = visit.part("code");
    registry::Account account;
    visit.record([&](registry::WriteScope& write) { account = casework::close_account(write, code); });
    visit.office().store().end_all_of(account.officer);
    return Redirect{
        page_of(code),
        {"đã đóng tài khoản, các phiên chấm dứt", "the account was closed, its sessions are over"}};
}

Reply reopen_account(Visit& visit)
{
    const std::string& code = visit.part("code");
    visit.record([&](registry::WriteScope& write) { casework::reopen_account(write, code); });
    return Redirect{page_of(code), {"đã mở lại tài khoản", "the account was opened again"}};
}

Reply invite(Visit& visit)
{
    registry::Officer officer;
    visit.record(
        [&](registry::WriteScope& write) { officer = casework::note_invitation(write, visit.part("code")); });
    return link_page(visit, officer, {"đã ghi việc trao đường dẫn", "that a link was given is recorded"});
}

Reply end_sessions(Visit& visit)
{
    const auto [officer, account] = named_account(visit);
    visit.office().store().end_sessions_of(officer.officer);
    return Redirect{
        page_of(officer.code),
        {"đã kết thúc mọi phiên của " + officer.code, "all sessions of " + officer.code + " are over"}};
}

} // namespace

void add_account_routes(Routes& routes)
{
    const Access administrators = only({Duty::administrator});
    const std::vector<std::string> duty_fields{"duties", "province", "facility", "worker"};
    routes.page("/accounts", {.access = administrators, .summary = {"Tài khoản", "Accounts"}, .twins = true},
                list_accounts);
    routes.page("/accounts/new", {.access = administrators, .summary = {"Mở tài khoản", "Open an account"}},
                show_new);
    routes.act("/accounts/new",
               {.access = administrators,
                .summary = {"Mở tài khoản", "Open an account"},
                .fields = {"code", "name", "duties", "province", "facility", "worker"}},
               open_account);
    routes.page("/accounts/{code}",
                {.access = administrators, .summary = {"Một tài khoản", "One account"}, .twins = true},
                show_account);
    const auto act = [&](const char* what, const Words& summary, Handler handler,
                         std::vector<std::string> fields = {}, bool confirmed = false) {
        routes.act("/accounts/{code}/" + std::string{what},
                   {.access = administrators,
                    .summary = summary,
                    .fields = std::move(fields),
                    .confirmed = confirmed,
                    .form_on = "/accounts/{code}"},
                   handler);
    };
    act("duties", {"Đổi nhiệm vụ", "Change duties"}, change_duties, duty_fields);
    act("close", {"Đóng tài khoản", "Close an account"}, close_account, {}, true);
    act("reopen", {"Mở lại tài khoản", "Open an account again"}, reopen_account);
    act("invite", {"Đường dẫn đặt mật khẩu", "Link to choose a password"}, invite);
    act("end-sessions", {"Kết thúc mọi phiên", "End all sessions"}, end_sessions);
}

} // namespace radcert::web
