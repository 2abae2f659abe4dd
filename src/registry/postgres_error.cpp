#include "registry/postgres_error.h"

#include <algorithm>
#include <array>

namespace radcert::registry {
namespace {

std::string one_line(std::string_view message)
{
    std::string line{message.substr(0, message.find('\n'))};
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
    return line;
}

/// What SQLSTATEs that begin so mean at the desk; the first that fits counts.
/// Source: PostgreSQL 15, Appendix A.
struct Meaning {
    std::string_view begins;
    Fault fault;
    const char *vi, *en, *what_vi, *what_en;
};

constexpr const char* wait_vi = "đợi một chút rồi làm lại; nếu kéo dài, báo người quản trị máy chủ";
constexpr const char* wait_en = "wait a moment, then do it again; if it lasts, tell whoever runs the server";
constexpr const char* rights_vi = "kiểm tra tên, mật khẩu và quyền của tài khoản cơ sở dữ liệu";
constexpr const char* rights_en = "look at the name, the password and the rights of the database account";
constexpr const char* read_vi = "máy chủ này chỉ cho đọc; không có gì được ghi";
constexpr const char* read_en = "this server can only be read; nothing was recorded";
constexpr const char* primary_vi = "chờ máy chủ chính, hoặc thêm target_session_attrs=read-write vào địa chỉ";
constexpr const char* primary_en =
    "wait for the primary server, or add target_session_attrs=read-write to the address";
constexpr const char* gone_vi = "mất kết nối tới máy chủ cơ sở dữ liệu; không có gì được ghi";
constexpr const char* gone_en = "the database server does not answer; nothing was recorded";
constexpr const char* closed_vi = "máy chủ cơ sở dữ liệu không cho vào";
constexpr const char* closed_en = "the database server does not let radcert in";
constexpr const char* other_vi = "một chương trình khác đang ghi sổ đăng ký";
constexpr const char* other_en = "another program is writing to the register";
constexpr const char* busy_vi = "máy chủ cơ sở dữ liệu lúc này không làm được; không có gì được ghi";
constexpr const char* busy_en = "the database server cannot do it just now; nothing was recorded";

constexpr std::array meanings{
    Meaning{"08", Fault::unavailable, gone_vi, gone_en, wait_vi, wait_en},
    Meaning{"57P", Fault::unavailable, gone_vi, gone_en, wait_vi, wait_en}, // somebody stopped it
    Meaning{"28", Fault::unavailable, closed_vi, closed_en, rights_vi, rights_en},
    Meaning{"42501", Fault::unavailable, closed_vi, closed_en, rights_vi, rights_en},
    Meaning{"3D000", Fault::not_found, "máy chủ không có cơ sở dữ liệu tên này",
            "the server has no database of that name", "tạo trước: createdb, rồi radcert init",
            "make it first: createdb, then radcert init"},
    Meaning{"531", Fault::unavailable, "máy chủ hết chỗ; không có gì được ghi",
            "the server has no room left; nothing was recorded", "giải phóng dung lượng rồi làm lại",
            "free some space, then do it again"},
    Meaning{"25006", Fault::unavailable, read_vi, read_en, primary_vi, primary_en},
    Meaning{"0A000", Fault::unavailable, read_vi, read_en, primary_vi,
            primary_en}, // BEGIN READ WRITE, of a standby
    Meaning{"22021", Fault::invalid_input, "có chữ không phải UTF-8", "there are letters that are not UTF-8",
            "gõ lại", "type it again"},
    Meaning{"55P03", Fault::conflict, other_vi, other_en, wait_vi, wait_en},
    Meaning{"40", Fault::conflict, other_vi, other_en, wait_vi, wait_en},
    Meaning{"25P", Fault::unavailable, busy_vi, busy_en, wait_vi,
            wait_en}, // a transaction that failed before
    Meaning{"26", Fault::unavailable, busy_vi, busy_en, wait_vi,
            wait_en}, // a pool between that forgets statements
    Meaning{"53", Fault::unavailable, busy_vi, busy_en, wait_vi, wait_en},
    Meaning{"54", Fault::unavailable, busy_vi, busy_en, wait_vi, wait_en},
    Meaning{"57", Fault::unavailable, busy_vi, busy_en, wait_vi, wait_en}, // cancelled
};

constexpr Meaning refused{"",
                          Fault::integrity,
                          "sổ đăng ký từ chối",
                          "the register refused",
                          "kiểm tra sổ: radcert register verify",
                          "check the register: radcert register verify"};

} // namespace

Error postgres_error(std::string_view state, std::string_view message, const std::string& name)
{
    const auto found =
        state.empty() ? meanings.begin() : std::ranges::find_if(meanings, [&](const Meaning& one) {
            return state.starts_with(one.begins);
        });
    const Meaning& meant = found == meanings.end() ? refused : *found;
    const std::string detail =
        " (PostgreSQL " + std::string{state} + (state.empty() ? "" : ": ") + one_line(message) + ")";
    return {meant.fault,
            {name + ": " + meant.vi + detail, name + ": " + meant.en + detail},
            {meant.what_vi, meant.what_en}};
}

} // namespace radcert::registry
