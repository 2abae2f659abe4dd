#include "web/problem.h"

#include "text/json_writer.h"
#include "web/http_status.h"

namespace radcert::web {

Words status_title(int status)
{
    switch (status) {
    case 400: return {"Yêu cầu không đọc được", "The request cannot be read"};
    case 401: return {"Cần đăng nhập", "Sign in first"};
    case 403: return {"Không được phép", "Not allowed"};
    case 404: return {"Không tìm thấy", "Not found"};
    case 405: return {"Địa chỉ này không nhận cách hỏi đó", "This address is not asked that way"};
    case 409: return {"Xung đột", "Conflict"};
    case 412: return {"Đã thay đổi từ khi bạn xem", "Changed since you looked"};
    case 415: return {"Kiểu dữ liệu không nhận", "That kind of data is not taken"};
    case 422: return {"Chưa ghi được", "This cannot be recorded yet"};
    case 428: return {"Cần nói rõ bản đã xem", "Say which state you saw"};
    case 429: return {"Quá nhiều lần hỏi", "Asked too often"};
    case 503: return {"Tạm thời không phục vụ được", "Not available now"};
    default: return {"Lỗi của chương trình", "The program failed"};
    }
}

std::string_view word(Fault fault)
{
    switch (fault) {
    case Fault::usage: return "usage";
    case Fault::invalid_input: return "invalid_input";
    case Fault::not_found: return "not_found";
    case Fault::refused: return "refused";
    case Fault::conflict: return "conflict";
    case Fault::integrity: return "integrity";
    case Fault::unavailable: return "unavailable";
    }
    return "unexpected";
}

Raw problem(int status, std::string_view code, const Words& sentence, const Words& hint,
            const std::string& pointer, const std::string& instance, Language language)
{
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    json.member("type", "/help/problems#" + std::string{code});
    json.member("title", status_title(status).in(language));
    json.key("status");
    json.number(std::uint64_t(status));
    json.member("detail", sentence.in(language));
    json.member("instance", instance);
    json.member("code", code);
    if (!hint.empty()) json.member("hint", hint.in(language));
    if (!pointer.empty()) {
        json.key("errors");
        json.open_array();
        json.open_object();
        json.member("pointer", pointer);
        json.member("code", code);
        json.member("detail", sentence.in(language));
        json.close_object();
        json.close_array();
    }
    json.close_object();
    return {"application/problem+json", out + '\n', status, {}};
}

Raw problem(const Error& error, const std::string& instance, Language language)
{
    // A place with a line is one in the body that came: it cannot be read, whatever it may mean.
    const bool unreadable = error.fault() == Fault::invalid_input && error.place().line > 0;
    return problem(unreadable ? 400 : http_status(error.fault()), word(error.fault()), error.sentence(),
                   error.hint(), error.place().pointer, instance, language);
}

} // namespace radcert::web
