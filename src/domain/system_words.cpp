#include "domain/system_words.h"

#include <cerrno>
#include <cstring>
#include <utility>

namespace radcert {

Words system_words(int code)
{
    static constexpr std::pair<int, const char*> known[] = {
        {ENOENT, "không có tệp hoặc thư mục này"},
        {ENOTDIR, "đường dẫn đi qua một tệp, không phải thư mục"},
        {EISDIR, "là thư mục, không phải tệp"},
        {EACCES, "không có quyền"},
        {EPERM, "không được phép"},
        {EEXIST, "đã có tệp tên này"},
        {ENOSPC, "ổ đĩa đầy"},
        {EDQUOT, "hết dung lượng được cấp"},
        {EROFS, "ổ đĩa chỉ cho đọc"},
        {EIO, "ổ đĩa bị lỗi khi đọc, ghi"},
        {EBUSY, "tệp đang bị giữ"},
        {EPIPE, "chương trình nhận dữ liệu đã đóng"},
        {EFBIG, "tệp quá lớn"},
        {ENAMETOOLONG, "tên tệp quá dài"},
        {EMFILE, "mở quá nhiều tệp"},
    };
    const std::string english = std::strerror(code);
    for (const auto& [number, vi] : known)
        if (number == code) return {vi, english};
    return {english, english};
}

} // namespace radcert
