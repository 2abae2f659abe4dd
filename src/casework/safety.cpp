#include "casework/safety.h"

#include <unistd.h>

#include "casework/accounts.h"
#include "registry/passwords.h"
#include "registry/web_store.h"

namespace radcert::casework {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t little_room = std::uintmax_t{1}
                                       << 30; // of a busy year's register, some hundred times

/// What others than the owner may do with a file. Nothing where there is no such file.
fs::perms of_others(const fs::path& file)
{
    std::error_code trouble;
    const fs::file_status status = fs::status(file, trouble);
    if (trouble || !fs::exists(status)) return fs::perms::none;
    return status.permissions() & (fs::perms::group_all | fs::perms::others_all);
}

bool in_same_folder(const fs::path& one, const fs::path& other)
{
    std::error_code trouble;
    const fs::path first = fs::weakly_canonical(one, trouble).parent_path();
    return !trouble && first == fs::weakly_canonical(other, trouble).parent_path() && !trouble;
}

void look_at_files(std::vector<Concern>& found, const Installation& here)
{
    if (of_others(here.key_file) != fs::perms::none)
        found.push_back(
            {"key_readable",
             true,
             {"tệp khóa mở được bởi người khác trên máy này", "others on this machine can open the key file"},
             {"chmod 600 tệp khóa", "chmod 600 the key file"}});
    const fs::path store = registry::web_store_file(here.place);
    if (of_others(store) != fs::perms::none)
        found.push_back({"sessions_readable",
                         true,
                         {"tệp phiên làm việc (.web) mở được bởi người khác trên máy này",
                          "others on this machine can open the file of sessions (.web)"},
                         {"chmod 600 tệp đó", "chmod 600 that file"}});
    constexpr fs::perms read = fs::perms::others_read | fs::perms::others_write | fs::perms::group_write;
    if (here.place.is_file() && (of_others(here.place.file()) & read) != fs::perms::none)
        found.push_back({"register_readable",
                         true,
                         {"tệp sổ đăng ký đọc hoặc ghi được bởi người khác trên máy này",
                          "others on this machine can read or write the register's file"},
                         {"chmod 600 tệp sổ", "chmod 600 the register's file"}});
    if (here.place.is_file() && in_same_folder(here.place.file(), here.key_file))
        found.push_back(
            {"key_beside_register",
             true,
             {"tệp khóa nằm cùng thư mục với sổ: ai chép được thư mục thì mở được tất cả",
              "the key file lies in the register's folder: whoever copies that opens everything"},
             {"chuyển tệp khóa sang ổ khác hoặc thư mục riêng, rồi chỉ đến nó bằng --key-file",
              "move the key file to a folder or a disk of its own, and name it with --key-file"}});
    if (const auto room = free_room(here.place); room && *room < little_room)
        found.push_back({"disk_nearly_full",
                         true,
                         {"ổ đĩa của sổ còn dưới 1 GiB", "less than 1 GiB is free where the register lies"},
                         {"dọn ổ đĩa hoặc chuyển sổ sang ổ lớn hơn", "make room, or move to a larger disk"}});
    if (::geteuid() == 0)
        found.push_back({"runs_as_root",
                         true,
                         {"chương trình chạy bằng quyền root", "the program runs as root"},
                         {"chạy bằng một người dùng riêng của hệ điều hành",
                          "run it as a user of the system made for it"}});
}

void add_codes(std::string& list, const std::string& code)
{
    list += (list.empty() ? "" : ", ") + code;
}

void look_at_accounts(std::vector<Concern>& found, registry::Database& database)
{
    std::string without, weak;
    int administrators = 0, officers = 0;
    for (const auto& [officer, account] : registry::list_accounts(database)) {
        if (!may_sign_in(officer, account)) continue;
        if (has_duty(account, "administrator")) ++administrators;
        if (!is_outsider(account)) ++officers;
        if (!account.password)
            add_codes(without, officer.code);
        else if (registry::is_weaker(*account.password))
            add_codes(weak, officer.code);
    }
    if (!weak.empty())
        found.push_back(
            {"weak_hashes",
             true,
             {"mật khẩu băm yếu hơn mức hiện nay: " + weak,
              "passwords hashed less strongly than today: " + weak},
             {"mời những người này đặt lại mật khẩu", "ask these people to choose a new password"}});
    if (!without.empty())
        found.push_back(
            {"without_password",
             true,
             {"tài khoản đang mở nhưng chưa ai đặt mật khẩu: " + without,
              "open accounts for which nobody chose a password yet: " + without},
             {"gửi lại đường dẫn, hoặc đóng tài khoản", "send the link again, or close the account"}});
    if (administrators == 1)
        found.push_back({"one_administrator",
                         true,
                         {"chỉ có một quản trị viên: người đó vắng thì không ai giúp được",
                          "there is one administrator only: nobody can help while that person is away"},
                         {"giao nhiệm vụ này cho thêm một người", "give the duty to one more person"}});
    if (officers < 2)
        found.push_back({"one_person",
                         true,
                         {"chỉ có một người của cơ quan: việc cần hai người không làm được",
                          "there is one person of the office only: what takes two cannot be done"},
                         {"mở tài khoản cho người thứ hai", "open an account for a second person"}});
}

void say_what_is_not_seen(std::vector<Concern>& found)
{
    found.push_back({"backup_unseen",
                     false,
                     {"sổ không biết mình đã được sao lưu khi nào: bản sao lưu nằm ngoài sổ",
                      "a register does not know when it was backed up: backups lie outside it"},
                     {"xem lại lịch sao lưu, và thử khôi phục một bản: radcert register backup, restore",
                      "look at your schedule, and try to restore one: radcert register backup, restore"}});
    found.push_back({"witness_unseen",
                     false,
                     {"sổ không biết có ai khác giữ điểm kiểm của mình hay không",
                      "a register does not know whether anybody else keeps its checkpoints"},
                     {"nhờ một cơ quan khác giám sát: radcert journal witness",
                      "ask another office to be the witness: radcert journal witness"}});
}

} // namespace

std::optional<std::uintmax_t> free_room(const registry::RegisterPlace& place)
{
    std::error_code trouble;
    const fs::path folder = fs::weakly_canonical(place.file(), trouble).parent_path();
    const fs::space_info room = fs::space(folder, trouble);
    if (trouble) return std::nullopt;
    return room.available;
}

std::vector<Concern> concerns_about(registry::Database& database, const Installation& here)
{
    std::vector<Concern> found;
    if (!here.encrypted && !here.local)
        found.push_back({"no_tls",
                         true,
                         {"trang này đi qua mạng mà không mã hóa (không có TLS)",
                          "this page crossed the network in the clear (without TLS)"},
                         {"dùng --tls-certificate và --tls-key, hoặc một máy chủ trung gian có TLS",
                          "use --tls-certificate and --tls-key, or a proxy that speaks TLS"}});
    look_at_files(found, here);
    look_at_accounts(found, database);
    say_what_is_not_seen(found);
    return found;
}

} // namespace radcert::casework
