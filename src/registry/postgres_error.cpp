#include "registry/postgres_error.h"

namespace radcert::registry {
namespace {

std::string one_line(std::string_view message)
{
    std::string line{message.substr(0, message.find('\n'))};
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
    return line;
}

/// Errors of class 57P: somebody stopped the server or the connection.
bool is_stopped(std::string_view state)
{
    return state.empty() || state.starts_with("08") || state.starts_with("57P");
}

Error nobody_answers(const std::string& name, const std::string& detail)
{
    return {Fault::unavailable,
            {name + ": mất kết nối tới máy chủ cơ sở dữ liệu; không có gì được ghi" + detail,
             name + ": the database server does not answer; nothing was recorded" + detail},
            {"đợi một chút rồi làm lại; nếu kéo dài, báo người quản trị máy chủ",
             "wait a moment, then do it again; if it lasts, tell whoever runs the server"}};
}

Error not_let_in(const std::string& name, const std::string& detail)
{
    return {Fault::unavailable,
            {name + ": máy chủ cơ sở dữ liệu không cho vào" + detail,
             name + ": the database server does not let radcert in" + detail},
            {"kiểm tra tên, mật khẩu và quyền của tài khoản cơ sở dữ liệu",
             "look at the name, the password and the rights of the database account"}};
}

} // namespace

Error postgres_error(std::string_view state, std::string_view message, const std::string& name)
{
    const std::string detail =
        " (PostgreSQL " + std::string{state} + (state.empty() ? "" : ": ") + one_line(message) + ")";
    if (is_stopped(state)) return nobody_answers(name, detail);
    if (state.starts_with("28") || state == "42501") return not_let_in(name, detail);
    if (state == "3D000") {
        return {Fault::not_found,
                {name + ": máy chủ không có cơ sở dữ liệu tên này",
                 name + ": the server has no database of that name"},
                {"tạo trước: createdb, rồi radcert init --register " + name,
                 "make it first: createdb, then radcert init --register " + name}};
    }
    if (state == "53100" || state == "53200") {
        return {Fault::unavailable,
                {name + ": máy chủ hết chỗ; không có gì được ghi" + detail,
                 name + ": the server has no room left; nothing was recorded" + detail},
                {"giải phóng dung lượng rồi làm lại", "free some space, then do it again"}};
    }
    if (state == "53300") return nobody_answers(name, detail);
    if (state == "25006" || state == "0A000") { // a connection for reading, a standby
        return {Fault::unavailable,
                {name + ": máy chủ này chỉ cho đọc; không có gì được ghi",
                 name + ": this server can only be read; nothing was recorded"},
                {"chờ máy chủ chính, hoặc thêm target_session_attrs=read-write vào địa chỉ",
                 "wait for the primary server, or add target_session_attrs=read-write to the address"}};
    }
    if (state == "22021") {
        return {Fault::invalid_input,
                {"có chữ không phải UTF-8", "there are letters that are not UTF-8"},
                {"gõ lại", "type it again"}};
    }
    if (state == "55P03" || state.starts_with("40")) {
        return {Fault::conflict,
                {name + ": một chương trình khác đang ghi sổ đăng ký",
                 name + ": another program is writing to the register"},
                {"đợi một chút rồi làm lại", "wait a moment, then do it again"}};
    }
    return {Fault::integrity,
            {name + ": sổ đăng ký từ chối" + detail, name + ": the register refused" + detail},
            {"kiểm tra sổ: radcert register verify", "check the register: radcert register verify"}};
}

} // namespace radcert::registry
