#include "casework/accounts.h"

#include <algorithm>

#include "casework/four_eyes.h"
#include "casework/password_rules.h"
#include "casework/words_of.h"
#include "registry/facilities.h"
#include "registry/passwords.h"
#include "registry/workers.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

constexpr std::size_t longest_code = 40;

/// Those outside the office.
bool is_outside_duty(std::string_view duty)
{
    return duty == "facility_operator" || duty == "worker";
}

bool has_power(const registry::WordList& duties)
{
    return std::ranges::any_of(
        duties, [](const std::string& duty) { return duty == "administrator" || duty == "head"; });
}

bool is_open(const registry::Account& account)
{
    return account.status == "open";
}

using OfficerAccount = std::pair<registry::Officer, registry::Account>;

/// Whether somebody beside the one who acts and the one it is about has power and can say so.
bool others_have_power(const registry::WriteScope& write, const std::string& whose)
{
    return std::ranges::any_of(registry::list_accounts(write.database()), [&](const OfficerAccount& one) {
        return one.first.officer != write.actor() && one.first.officer != whose &&
               may_sign_in(one.first, one.second) && one.second.password && has_power(one.second.duties);
    });
}

/// The second of two is not the one whom it is about, either, once there is somebody else to ask.
void require_another(const registry::WriteScope& write, const std::string& whose, const Words& act)
{
    require_second(write, act);
    const auto second = registry::find_officer(write.database(), write.act().second);
    if (whose.empty() || !second || second->officer != whose || !others_have_power(write, whose)) return;
    throw Error{Fault::refused,
                {act.vi + ": người thứ hai '" + write.act().second + "' chính là người được giao",
                 act.en + ": the second person '" + write.act().second + "' is the one whom it is about"},
                {"người thứ hai phải là người khác", "the second has to be somebody else"}};
}

/// Two persons give power. Where there are two who have it, both are of them: else an administrator could
/// open an account for nobody, and let that one agree.
/// @param whose  reference of the officer whom the act is about; empty: a new one
void require_second_for_power(const registry::WriteScope& write, const std::string& whose,
                              const Words& act = {"giao hoặc mở lại quyền quản trị, phê duyệt",
                                                  "giving the power of an administrator or head"})
{
    require_another(write, whose, act);
    const auto second = registry::find_account_by_code(write.database(), write.act().second);
    if ((second && has_power(second->second.duties)) || !others_have_power(write, whose)) return;
    throw Error{Fault::refused,
                {"người thứ hai '" + write.act().second + "' không có quyền quản trị hay phê duyệt",
                 "the second person '" + write.act().second + "' is neither administrator nor head"},
                {"nhờ một quản trị viên hoặc lãnh đạo khác cùng xác nhận",
                 "ask another administrator or a head to confirm it"}};
}

/// Two persons open a door to the office, once there is somebody else to ask: else one administrator could
/// open accounts for two who do not exist, and let these agree with each other.
void require_second_for_office(const registry::WriteScope& write, const std::string& whose,
                               const registry::WordList& duties)
{
    if (has_power(duties)) return require_second_for_power(write, whose);
    if (std::ranges::any_of(duties, is_outside_duty) || !others_have_power(write, whose)) return;
    require_second_for_power(write, whose,
                             {"mở tài khoản của cán bộ cơ quan", "opening an account of the office"});
}

OfficerAccount load_account(registry::Database& database, const std::string& code)
{
    auto found = registry::find_account_by_code(database, code);
    if (found) return std::move(*found);
    throw Error{Fault::not_found,
                {"cán bộ '" + code + "' chưa có tài khoản", "officer '" + code + "' has no account"},
                {"xem: radcert account list", "see: radcert account list"}};
}

std::string duty_words()
{
    std::string words;
    for (const Duty& duty : duties()) words += (words.empty() ? "" : ", ") + std::string{duty.word};
    return words;
}

/// The duties in their order, each once. @throws Error invalid_input.
registry::WordList settled(const registry::WordList& wanted)
{
    for (const std::string& word : wanted) {
        if (std::ranges::find(duties(), word, &Duty::word) != duties().end()) continue;
        throw Error{
            Fault::invalid_input,
            {"nhiệm vụ '" + word + "' không có trong danh mục", "duty '" + word + "' is not in the list"},
            {"chọn trong: " + duty_words(), "choose from: " + duty_words()}};
    }
    registry::WordList all;
    for (const Duty& duty : duties()) {
        if (std::ranges::find(wanted, duty.word) != wanted.end()) all.emplace_back(duty.word);
    }
    if (!all.empty()) return all;
    throw Error{Fault::invalid_input,
                {"tài khoản chưa có nhiệm vụ nào", "an account has at least one duty"},
                {"chọn trong: " + duty_words(), "choose from: " + duty_words()}};
}

[[noreturn]] void refuse_rows(Words sentence, Words hint)
{
    throw Error{Fault::invalid_input, std::move(sentence), std::move(hint)};
}

/// Whether these rows go with these duties.
void check_rows(const registry::WordList& duties, const RowsSeen& rows)
{
    if (duties.size() > 1 && std::ranges::any_of(duties, is_outside_duty))
        refuse_rows(
            {"người ngoài cơ quan (facility_operator, worker) không kiêm nhiệm vụ khác",
             "facility_operator and worker are of people outside the office, and go with no other duty"},
            {"mở hai tài khoản, mỗi tài khoản một nhiệm vụ", "open two accounts, one for each duty"});
    if (int{rows.province.has_value()} + rows.facility.has_value() + rows.worker.has_value() > 1)
        refuse_rows({"tài khoản chỉ giới hạn theo một: tỉnh, cơ sở hoặc nhân viên",
                     "an account is limited to one of province, facility and worker"},
                    {"giữ lại một giới hạn", "keep one of them"});
    if ((duties[0] == "facility_operator") != rows.facility.has_value())
        refuse_rows(
            {"người quản lý cơ sở bức xạ (facility_operator) đi cùng một cơ sở, và chỉ nhiệm vụ này",
             "facility_operator goes with a facility, and no other duty does"},
            {"ghi --duty facility_operator --facility F-3", "write --duty facility_operator --facility F-3"});
    if ((duties[0] == "worker") != rows.worker.has_value())
        refuse_rows({"nhân viên bức xạ (worker) đi cùng hồ sơ của chính người đó, và chỉ nhiệm vụ này",
                     "worker goes with that person's number, and no other duty does"},
                    {"ghi --duty worker --worker W-17", "write --duty worker --worker W-17"});
}

void refuse_worker_with_account(registry::Database& database, std::int64_t worker, const std::string& officer)
{
    for (const auto& [other, account] : registry::list_accounts(database)) {
        if (account.worker != worker || account.officer == officer || !is_open(account)) continue;
        const std::string name = worker_name(worker);
        throw Error{
            Fault::conflict,
            {name + " đã có tài khoản '" + other.code + "'", name + " has an account, '" + other.code + "'"},
            {"đóng tài khoản kia trước: radcert account close " + other.code,
             "close the other one first: radcert account close " + other.code}};
    }
}

/// Whether there is what the rows name.
void check_rows_exist(const registry::WriteScope& write, const RowsSeen& rows, const std::string& officer)
{
    registry::Database& database = write.database();
    if (rows.facility) registry::load_facility(database, *rows.facility);
    if (rows.worker) {
        registry::load_worker(database, *rows.worker);
        refuse_worker_with_account(database, *rows.worker, officer);
    }
    if (!rows.province || registry::find_authority(database, "province:" + *rows.province, write.today()))
        return;
    throw Error{Fault::invalid_input,
                {"hôm nay không có tỉnh mã '" + *rows.province + "'",
                 "no province bears the code '" + *rows.province + "' today"},
                {"xem: radcert register authorities", "see: radcert register authorities"}};
}

void assign(const registry::WriteScope& write, registry::Account& account, const registry::WordList& duties,
            const RowsSeen& rows)
{
    account.duties = settled(duties);
    check_rows(account.duties, rows);
    check_rows_exist(write, rows, account.officer);
    account.province = rows.province;
    account.facility = rows.facility;
    account.worker = rows.worker;
}

/// A register that nobody administrates could not be helped from the browser any more.
void refuse_last_administrator(registry::Database& database, const registry::Account& account)
{
    if (!is_open(account) || !has_duty(account, "administrator")) return;
    for (const auto& [officer, other] : registry::list_accounts(database)) {
        if (other.officer != account.officer && may_sign_in(officer, other) &&
            has_duty(other, "administrator"))
            return;
    }
    throw Error{
        Fault::refused,
        {"đây là quản trị viên cuối cùng; sau việc này không còn ai quản trị",
         "this is the last administrator; nobody would be one afterwards"},
        {"giao nhiệm vụ administrator cho người khác trước: radcert account duties MÃ --duty administrator",
         "give the duty to somebody else first: radcert account duties CODE --duty administrator"}};
}

void check_code(const std::string& code)
{
    const bool plain = std::ranges::all_of(code, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
    if (plain && !code.empty() && code.size() <= longest_code) return;
    throw Error{
        Fault::invalid_input,
        {"mã '" + code + "' không dùng để đăng nhập được",
         "the code '" + code + "' cannot be signed in with"},
        {"chỉ chữ thường không dấu, chữ số, chấm, gạch; nhiều nhất " + std::to_string(longest_code) +
             " ký tự",
         "small letters without marks, digits, '.', '-', '_'; " + std::to_string(longest_code) + " at most"}};
}

/// The officer of a new account.
registry::Officer new_officer(registry::WriteScope& write, const std::string& code, const std::string& name,
                              const std::optional<std::int64_t>& worker)
{
    check_code(code);
    if (worker && !is_blank(name)) {
        throw Error{
            Fault::invalid_input,
            {"tài khoản của nhân viên bức xạ mang số " + worker_name(*worker) + ", không ghi tên",
             "a radiation worker's account bears the number " + worker_name(*worker) + " and no name"},
            {"bỏ tên; tên đã có ở hồ sơ nhân viên", "leave the name out; the worker's record has it"}};
    }
    if (!worker && is_blank(name)) {
        throw Error{Fault::usage,
                    {"cán bộ mới '" + code + "' chưa có tên", "the new officer '" + code + "' has no name"},
                    {"thêm --name \"HỌ VÀ TÊN\"", "add --name \"FULL NAME\""}};
    }
    const std::string subject = write.add_subject("officer");
    return {"u-" + subject.substr(0, 16), code, worker ? worker_name(*worker) : text::nfc(name), true,
            subject};
}

void refuse_closed(const OfficerAccount& whose)
{
    if (is_open(whose.second)) return;
    const std::string& code = whose.first.code;
    throw Error{Fault::refused,
                {"tài khoản '" + code + "' đã đóng", "the account '" + code + "' is closed"},
                {"mở lại: radcert account reopen " + code, "open it again: radcert account reopen " + code}};
}

/// Whoever can choose another's password can act as that person.
void check_may_reset(const registry::WriteScope& write, const OfficerAccount& whose)
{
    refuse_closed(whose);
    const auto& [officer, account] = whose;
    if (officer.officer == write.actor() || !account.password || is_outsider(account)) return;
    if (has_power(account.duties))
        return require_second_for_power(write, officer.officer,
                                        {"đặt lại mật khẩu của người có quyền quản trị hoặc phê duyệt",
                                         "resetting the password of an administrator or head"});
    require_another(
        write, officer.officer,
        {"đặt lại mật khẩu của cán bộ đã có mật khẩu", "resetting the password of an officer who has one"});
}

registry::Account close_or_open(registry::WriteScope& write, OfficerAccount whose, const char* action,
                                const char* status)
{
    whose.second.status = status;
    write.record(action, whose.first.subject, {whose.second});
    return whose.second;
}

} // namespace

std::span<const Duty> duties()
{
    static const Duty all[] = {
        {"reception", {"tiếp nhận (bộ phận một cửa)", "reception (one-stop desk)"}},
        {"case_officer", {"chuyên viên thụ lý", "case officer"}},
        {"head", {"lãnh đạo phê duyệt", "head, who approves"}},
        {"facility_operator", {"người quản lý cơ sở bức xạ", "operator of a radiation facility"}},
        {"auditor", {"kiểm tra/thanh tra viên", "auditor, inspector"}},
        {"administrator", {"quản trị hệ thống", "administrator"}},
        {"worker", {"nhân viên bức xạ", "radiation worker"}},
    };
    return all;
}

Words duty_name(std::string_view word)
{
    const auto found = std::ranges::find(duties(), word, &Duty::word);
    return found != duties().end() ? found->name : Words{std::string{word}, std::string{word}};
}

bool has_duty(const registry::Account& account, std::string_view duty)
{
    return std::ranges::find(account.duties, duty) != account.duties.end();
}

bool is_outsider(const registry::Account& account)
{
    return std::ranges::all_of(account.duties, is_outside_duty);
}

std::string name_to_guess(registry::Database& database, const registry::Officer& officer)
{
    const auto account = registry::find_account(database, officer.officer);
    if (!account || !account->worker) return officer.name;
    const auto worker = registry::find_worker(database, *account->worker);
    return worker ? worker->full_name : officer.name;
}

bool carries_power(const registry::Account& account)
{
    return has_power(account.duties);
}

bool may_sign_in(const registry::Officer& officer, const registry::Account& account)
{
    return officer.active && is_open(account);
}

registry::Account open_account(registry::WriteScope& write, const std::string& code, const std::string& name,
                               const registry::WordList& duties, const RowsSeen& rows)
{
    registry::Database& database = write.database();
    auto officer = registry::find_officer(database, code);
    if (officer && registry::find_account(database, officer->officer)) {
        throw Error{
            Fault::conflict,
            {"cán bộ '" + code + "' đã có tài khoản", "officer '" + code + "' has an account already"},
            {"đổi: radcert account duties " + code + "; mở lại: radcert account reopen " + code,
             "change it: radcert account duties " + code + "; open it again: radcert account reopen " +
                 code}};
    }
    if (officer && !officer->active) {
        throw Error{
            Fault::refused,
            {"cán bộ '" + code + "' không còn làm việc", "officer '" + code + "' is no longer active"},
            {"ghi lại: radcert register officer " + code,
             "record them again: radcert register officer " + code}};
    }
    registry::Account account;
    account.officer = officer ? officer->officer : "";
    account.status = "open";
    assign(write, account, duties, rows);
    if (!registry::list_accounts(database).empty())
        require_second_for_office(write, account.officer, account.duties);

    std::vector<registry::AnyRecord> records;
    if (!officer) {
        officer = new_officer(write, code, name, rows.worker);
        account.officer = officer->officer;
        records.emplace_back(*officer);
    }
    records.emplace_back(account);
    write.record("account.open", officer->subject, records);
    return account;
}

registry::Account change_duties(registry::WriteScope& write, const std::string& code,
                                const registry::WordList& duties, const RowsSeen& rows)
{
    const auto [officer, before] = load_account(write.database(), code);
    registry::Account after = before;
    assign(write, after, duties, rows);
    refuse_unchanged(before, after, code);
    if (!has_duty(after, "administrator")) refuse_last_administrator(write.database(), before);
    const bool gains = std::ranges::any_of(after.duties, [&before](const std::string& duty) {
        return has_power({duty}) && !has_duty(before, duty);
    });
    if (gains || is_outsider(before)) require_second_for_office(write, officer.officer, after.duties);
    write.record("account.duties", officer.subject, {after});
    return after;
}

registry::Account close_account(registry::WriteScope& write, const std::string& code)
{
    const OfficerAccount whose = load_account(write.database(), code);
    if (!is_open(whose.second)) refuse_nothing_changed(code);
    if (whose.first.officer == write.actor()) {
        throw Error{Fault::refused,
                    {"không ai tự đóng tài khoản của chính mình ('" + code + "')",
                     "nobody closes their own account ('" + code + "')"},
                    {"nhờ một quản trị viên khác", "ask another administrator"}};
    }
    refuse_last_administrator(write.database(), whose.second);
    return close_or_open(write, whose, "account.close", "closed");
}

registry::Account reopen_account(registry::WriteScope& write, const std::string& code)
{
    const OfficerAccount whose = load_account(write.database(), code);
    const registry::Account& account = whose.second;
    if (is_open(account)) refuse_nothing_changed(code);
    check_rows_exist(write, {account.province, account.facility, account.worker}, account.officer);
    require_second_for_office(write, account.officer, account.duties);
    return close_or_open(write, whose, "account.reopen", "open");
}

registry::Account set_password(registry::WriteScope& write, const std::string& code,
                               std::string_view password)
{
    const OfficerAccount whose = load_account(write.database(), code);
    check_may_reset(write, whose);
    const Words trouble = trouble_of_password(password, code, name_to_guess(write.database(), whose.first));
    if (!trouble.empty()) throw Error{Fault::invalid_input, trouble};
    return keep_password(write, code, registry::hash_password(password));
}

registry::Account keep_password(registry::WriteScope& write, const std::string& code, const std::string& phc)
{
    OfficerAccount whose = load_account(write.database(), code);
    check_may_reset(write, whose);
    if (registry::is_weaker(phc)) {
        throw Error{Fault::invalid_input,
                    {"mật khẩu của '" + code + "' chưa được băm đủ mạnh",
                     "the password of '" + code + "' is not hashed as strongly as it has to be"}};
    }
    auto& [officer, account] = whose;
    account.password = phc;
    write.record("account.password", officer.subject, {account});
    return account;
}

registry::Officer note_invitation(registry::WriteScope& write, const std::string& code)
{
    const OfficerAccount whose = load_account(write.database(), code);
    check_may_reset(write, whose);
    write.record("account.invite", whose.first.subject, {});
    return whose.first;
}

} // namespace radcert::casework
