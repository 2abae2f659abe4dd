#include "cli/account.h"

#include <filesystem>
#include <iostream>
#include <termios.h>
#include <unistd.h>

#include "casework/accounts.h"
#include "casework/words_of.h"
#include "cli/desk.h"
#include "cli/input_file.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/web_address.h"
#include "registry/web_store.h"
#include "text/json_writer.h"

namespace radcert::cli {
namespace {

struct AccountOptions {
    std::string code, name, province, facility, worker, password_file;
    std::vector<std::string> duties;
    std::string at;
};

casework::RowsSeen rows_of(const AccountOptions& options)
{
    casework::RowsSeen rows;
    rows.province = text_option(options.province);
    if (!options.facility.empty()) rows.facility = casework::parse_facility(options.facility);
    if (!options.worker.empty()) rows.worker = casework::parse_worker(options.worker);
    return rows;
}

/// "tiếp nhận (bộ phận một cửa), chuyên viên thụ lý".
Words duty_names(const registry::Account& account)
{
    Words names;
    for (const std::string& duty : account.duties) {
        const Words name = casework::duty_name(duty);
        names.vi += (names.vi.empty() ? "" : ", ") + name.vi;
        names.en += (names.en.empty() ? "" : ", ") + name.en;
    }
    return names;
}

Cell duties_cell(const registry::Account& account)
{
    std::string words;
    for (const std::string& duty : account.duties) words += (words.empty() ? "" : ",") + duty;
    return Cell::raw_json(registry::to_json(account.duties), words, duty_names(account));
}

/// Whose rows: "66", "F-3", "W-17"; empty: everybody's.
std::optional<std::string> rows_seen_cell(const registry::Account& account)
{
    if (account.facility) return casework::facility_name(*account.facility);
    if (account.worker) return casework::worker_name(*account.worker);
    return account.province;
}

void list_accounts(const Settings& settings, const AccountOptions&)
{
    registry::Database database = open_register(settings);
    Table table{{"code", {"Mã", "Code"}},
                {"name", {"Họ và tên", "Name"}},
                {"duties", {"Nhiệm vụ", "Duties"}},
                {"rows", {"Chỉ thấy", "Sees only"}},
                {"password", {"Đã có mật khẩu", "Password chosen"}},
                {"status", {"Tình trạng", "Status"}}};
    for (const auto& [officer, account] : registry::list_accounts(database)) {
        const bool open = account.status == "open";
        table.row(
            {officer.code, officer.name, duties_cell(account), rows_seen_cell(account),
             Cell{account.password.has_value()},
             Cell::coded(account.status, open ? Words{"đang mở", "open"} : Words{"đã đóng", "closed"})});
    }
    table.print(settings);
}

void open_one(const Settings& settings, const AccountOptions& options)
{
    Writing writing{settings};
    const auto account =
        casework::open_account(writing.scope(), options.code, options.name, options.duties, rows_of(options));
    const Words names = duty_names(account);
    writing.done(options.code, {"đã mở tài khoản: " + names.vi, "opened an account: " + names.en},
                 "radcert account invite " + options.code);
}

void change_account(const Settings& settings, const AccountOptions& options)
{
    Writing writing{settings};
    const auto account =
        casework::change_duties(writing.scope(), options.code, options.duties, rows_of(options));
    const Words names = duty_names(account);
    writing.done(options.code, {"nhiệm vụ từ nay: " + names.vi, "duties from now on: " + names.en},
                 "radcert account list");
}

/// Sessions, links and keys of programs open nothing any more; where no desk was ever served, there are none.
void end_what_opens(const Settings& settings, const registry::Account& account)
{
    const registry::RegisterPlace place = register_place(settings);
    if (settings.dry_run || (place.is_file() && !std::filesystem::exists(registry::web_store_file(place))))
        return;
    registry::WebStore{place}.end_all_of(account.officer);
}

void close_one(const Settings& settings, const AccountOptions& options)
{
    Writing writing{settings};
    const auto account = casework::close_account(writing.scope(), options.code);
    writing.done(options.code,
                 {"đã đóng tài khoản, các phiên làm việc chấm dứt", "closed; its sessions are over"},
                 "radcert account list");
    end_what_opens(settings, account);
}

void reopen_account(const Settings& settings, const AccountOptions& options)
{
    Writing writing{settings};
    casework::reopen_account(writing.scope(), options.code);
    writing.done(options.code, {"đã mở lại tài khoản", "opened the account again"},
                 "radcert account invite " + options.code);
}

void invite(const Settings& settings, const AccountOptions& options)
{
    registry::Officer officer;
    {
        registry::Writer writer = open_writer(settings);
        registry::WriteScope write{writer, act(settings)};
        officer = casework::note_invitation(write, options.code);
        write.commit();
    }
    say_dry_run(settings);
    if (settings.dry_run) return;
    const std::string link = make_welcome_link(settings, officer, options.at),
                      days = std::to_string(welcome_days);
    if (!settings.json) {
        write_out(settings.spoken() == Language::vi
                      ? officer.code + ": đưa đường dẫn này cho người đó; dùng một lần, trong " + days +
                            " ngày\n"
                      : officer.code + ": hand this link to that person; good once, for " + days + " days\n");
        return write_out("  " + link + '\n');
    }
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    json.member("record", officer.code);
    json.member("link", link);
    json.key("days");
    json.number(std::uint64_t{welcome_days});
    json.close_object();
    write_out(text::indented(out) + '\n');
}

/// What is typed is not shown while it lives.
class HiddenTyping {
public:
    HiddenTyping()
    {
        if (::isatty(STDIN_FILENO) == 0 || ::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios hidden = before_;
        hidden.c_lflag &= ~tcflag_t{ECHO};
        hides_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0;
    }
    ~HiddenTyping()
    {
        if (!hides_) return;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        std::cerr << '\n';
    }
    HiddenTyping(const HiddenTyping&) = delete;
    HiddenTyping& operator=(const HiddenTyping&) = delete;
    bool hides() const { return hides_; }

private:
    termios before_{};
    bool hides_{false};
};

/// The first line of a file; "-" is standard input, where a person is asked and what they type is not shown.
std::string read_password(const Settings& settings, const std::string& path)
{
    constexpr std::size_t most = 4'096;
    const bool typed = path == "-";
    std::optional<HiddenTyping> hidden;
    if (typed && ::isatty(STDIN_FILENO) != 0) {
        hidden.emplace();
        std::cerr << (settings.spoken() == Language::vi ? "mật khẩu mới: " : "new password: ") << std::flush;
    }
    InputFile file{path};
    std::string text;
    while (text.size() < most && text.find('\n') == std::string::npos && file.append_to(text, most)) {
    }
    text.resize(std::min(text.find('\n'), text.size()));
    if (text.ends_with('\r')) text.pop_back();
    return text;
}

void password(const Settings& settings, const AccountOptions& options)
{
    const std::string chosen =
        read_password(settings, options.password_file.empty() ? "-" : options.password_file);
    Writing writing{settings};
    const auto account = casework::set_password(writing.scope(), options.code, chosen);
    writing.done(
        options.code,
        {"đã đặt mật khẩu, các phiên làm việc cũ chấm dứt", "set a password; older sessions are over"},
        "radcert serve");
    end_what_opens(settings, account);
}

void add_code(Command& command, AccountOptions& options)
{
    command.add_option("code", options.code, "Mã cán bộ / the officer's code")->required()->type_name("CODE");
}

void add_duties(Command& command, AccountOptions& options)
{
    std::string words;
    for (const casework::Duty& duty : casework::duties())
        words += (words.empty() ? "" : ", ") + std::string{duty.word};
    command.add_option("--duty", options.duties, "Nhiệm vụ, lặp lại được / a duty, repeatable: " + words)
        ->required()
        ->type_name("DUTY")
        ->one_value_each();
    command.add_option("--province", options.province, "Chỉ thấy tỉnh này / sees this province only")
        ->type_name("CODE");
    command.add_option("--facility", options.facility, "Chỉ thấy cơ sở này / sees this facility only")
        ->type_name("F-N");
    command.add_option("--worker", options.worker, "Chỉ thấy hồ sơ của người này / sees this person only")
        ->type_name("W-N");
}

} // namespace

std::string make_welcome_link(const Settings& settings, const registry::Officer& officer, std::string at)
{
    registry::WebStore store{register_place(settings)};
    if (at.empty()) at = web_address();
    while (at.ends_with('/')) at.pop_back();
    return at + "/welcome?token=" + store.make_invitation(officer.officer, std::chrono::days{welcome_days});
}

void add_account_commands(Command& app, Settings& settings, int&)
{
    auto* noun =
        app.add_subcommand("account", "Tài khoản đăng nhập qua trình duyệt / who signs in through a browser");
    noun->require_subcommand();
    noun->footer(
        "Ví dụ / Examples:\n"
        "  radcert account open minh --name \"Trần Văn Minh\" --duty reception --duty case_officer\n"
        "  radcert account open bv.mau --name \"Lê Thị Bình\" --duty facility_operator --facility F-3\n"
        "  radcert account invite minh --at https://radcert.example");
    auto* listing = add_verb(*noun, "list", "Liệt kê / list", settings, list_accounts).first;
    add_register_options(*listing, settings);
    add_export_options(*listing, settings);

    auto [opening, opened] = add_verb(*noun, "open", "Mở tài khoản / open an account", settings, open_one);
    add_code(*opening, *opened);
    opening
        ->add_option("--name", opened->name,
                     "Họ và tên, khi chưa có cán bộ này / full name, of a new officer")
        ->type_name("NAME");
    add_duties(*opening, *opened);
    add_write_options(*opening, settings);

    auto [changing, changed] =
        add_verb(*noun, "duties", "Đổi nhiệm vụ / change duties", settings, change_account);
    add_code(*changing, *changed);
    add_duties(*changing, *changed);
    add_write_options(*changing, settings);

    auto [closing, closed] = add_verb(*noun, "close", "Đóng / close", settings, close_one);
    add_code(*closing, *closed);
    add_write_options(*closing, settings);

    auto [reopening, reopened] = add_verb(*noun, "reopen", "Mở lại / open again", settings, reopen_account);
    add_code(*reopening, *reopened);
    add_write_options(*reopening, settings);

    auto [inviting, invited] =
        add_verb(*noun, "invite", "Đường dẫn một lần để đặt mật khẩu / a one-time link to choose a password",
                 settings, invite);
    add_code(*inviting, *invited);
    inviting
        ->add_option("--at", invited->at,
                     "Địa chỉ của trang / address of the web desk (http://127.0.0.1:8080)")
        ->type_name("URL");
    add_write_options(*inviting, settings);

    auto [setting, set] = add_verb(*noun, "password",
                                   "Đặt mật khẩu, đọc từ đầu vào chuẩn / set a password, from standard input",
                                   settings, password);
    add_code(*setting, *set);
    setting
        ->add_option("--password-file", set->password_file,
                     "Tệp, dòng đầu là mật khẩu / file, its first line")
        ->type_name("FILE");
    add_write_options(*setting, settings);
}

} // namespace radcert::cli
