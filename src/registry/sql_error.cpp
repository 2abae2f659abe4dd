#include "registry/sql_error.h"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

namespace radcert::registry {

Error sql_error(const SQLite::Exception& from, const std::string& file)
{
    const std::string detail =
        " (SQLite " + std::to_string(from.getExtendedErrorCode()) + ": " + from.what() + ")";
    switch (from.getErrorCode()) {
    case SQLITE_FULL:
        return Error{
            Fault::unavailable,
            {file + ": đĩa đầy; không có gì được ghi", file + ": the disk is full; nothing was recorded"},
            {"giải phóng dung lượng rồi làm lại", "free some space, then do it again"}};
    case SQLITE_READONLY:
        return Error{
            Fault::unavailable,
            {file + ": không ghi được; không có gì được ghi",
             file + ": cannot be written; nothing was recorded"},
            {"kiểm tra quyền của tệp và của thư mục", "look at the permissions of the file and its folder"}};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Error{Fault::conflict,
                     {file + ": một chương trình khác đang ghi sổ đăng ký",
                      file + ": another program is writing to the register"},
                     {"đợi một chút rồi làm lại", "wait a moment, then do it again"}};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Error{Fault::integrity,
                     {file + ": sổ đăng ký bị hỏng" + detail, file + ": the register is damaged" + detail},
                     {"giữ lại tệp này và khôi phục bản sao lưu: radcert register restore",
                      "keep this file and restore a backup: radcert register restore"}};
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_PERM:
        return Error{
            Fault::unavailable,
            {file + ": không đọc hoặc ghi được" + detail, file + ": cannot be read or written" + detail},
            {"kiểm tra đĩa và quyền truy cập rồi làm lại",
             "look at the disk and the permissions, then do it again"}};
    default:
        return Error{Fault::integrity,
                     {file + ": sổ đăng ký từ chối thay đổi" + detail,
                      file + ": the register refused the change" + detail},
                     {"kiểm tra sổ: radcert register verify", "check the register: radcert register verify"}};
    }
}

} // namespace radcert::registry
