#include "web/nouns.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

/// A word that a trouble bears for programs (problem.h), and what it means for people.
struct ProblemHelp {
    const char* code;
    const char* status;
    Words means, next;
};

const ProblemHelp problems[] = {
    {"usage",
     "400",
     {"Câu hỏi hoặc biểu mẫu có phần mà địa chỉ này không nhận.",
      "The question or form has a part that this address does not take."},
     {"Mở lại trang từ điều hướng rồi làm lại; chương trình: xem tên trường trong /api/openapi.json.",
      "Open the page again from the navigation; programs: see the names in /api/openapi.json."}},
    {"bad_address",
     "400",
     {"Địa chỉ không đọc được: mã hóa % sai, ký tự điều khiển, đoạn trống.",
      "The address cannot be read: a broken % escape, a control character, an empty segment."},
     {"Sao chép lại địa chỉ, hoặc mở từ trang đầu.", "Copy the address again, or begin at the first page."}},
    {"signed_out",
     "401",
     {"Chưa đăng nhập, hoặc phiên đã hết vì lâu không thao tác.",
      "Nobody is signed in, or the session is over."},
     {"Đăng nhập rồi làm lại; chương trình: gửi khóa còn hạn trong Authorization: Bearer.",
      "Sign in and do it again; programs: send a key that is still good as Authorization: Bearer."}},
    {"not_yours",
     "403",
     {"Tài khoản không có nhiệm vụ làm việc này.", "The account has no duty that allows it."},
     {"Nhờ người có nhiệm vụ đó, hoặc quản trị hệ thống giao thêm nhiệm vụ.",
      "Ask somebody who has it, or the administrator to give it."}},
    {"refused",
     "403",
     {"Việc này không làm được lúc này: thiếu người thứ hai, căn cứ, hoặc đang dừng cấp. Không có gì được "
      "ghi.",
      "It may not be done now: a second person or a legal basis is missing, or issuing is halted. Nothing "
      "was recorded."},
     {"Làm theo dòng gợi ý bên dưới thông báo.", "Do what the line below the sentence says."}},
    {"not_found",
     "404",
     {"Không có bản ghi này, hoặc không thuộc phạm vi của tài khoản: hai trường hợp trả lời như nhau.",
      "There is no such record, or it is not in the account's rows: the answer is the same for both."},
     {"Tìm lại bằng danh sách.", "Look for it in the list."}},
    {"method",
     "405",
     {"Địa chỉ có, nhưng không nhận cách hỏi đó.", "The address is there but is not asked that way."},
     {"Xem dòng Allow của câu trả lời.", "See the answer's Allow line."}},
    {"conflict",
     "409",
     {"Sổ đã nói điều khác: người khác vừa ghi, số đã có, hoặc tình trạng không cho phép.",
      "The register says otherwise: somebody else recorded something, the number is taken, or the status "
      "does not allow it."},
     {"Mở lại bản ghi, xem điều đã đổi rồi quyết định.",
      "Open the record again, look at what changed, then decide."}},
    {"changed_since",
     "412",
     {"Bản ghi đã đổi từ khi chương trình đọc (If-Match).",
      "The record changed since the program read it (If-Match)."},
     {"Đọc lại, so sánh, rồi gửi với ETag mới.", "Read it again, compare, then send it with the new ETag."}},
    {"content_type",
     "415",
     {"Địa chỉ này chỉ nhận JSON.", "This address takes JSON only."},
     {"Gửi Content-Type: application/json.", "Send Content-Type: application/json."}},
    {"invalid_input",
     "422",
     {"Có ô ghi sai hoặc thiếu; con trỏ JSON (errors.pointer) chỉ ô đó. JSON không đọc được thì là 400.",
      "A value is wrong or missing; errors.pointer says which. JSON that cannot be read is 400."},
     {"Sửa ô được chỉ rồi gửi lại; những ô khác được giữ nguyên.",
      "Mend that field and send it again; the others were kept."}},
    {"precondition_required",
     "428",
     {"Sửa một bản ghi thì phải nói đã xem bản nào.", "Changing a record asks for the state that was seen."},
     {"Gửi If-Match với ETag của bản đã đọc.", "Send If-Match with the ETag that was read."}},
    {"too_many",
     "429",
     {"Hỏi hoặc thử mật khẩu quá nhiều lần trong thời gian ngắn.",
      "Too many questions or guesses in a short time."},
     {"Đợi số giây ghi trong thông báo (Retry-After).", "Wait the seconds that it names (Retry-After)."}},
    {"unexpected",
     "500",
     {"Chương trình gặp lỗi không mong đợi; không có gì được ghi.",
      "The program met something unexpected; nothing was recorded."},
     {"Thử lại một lần; nếu còn, báo quản trị hệ thống giờ và địa chỉ trang.",
      "Try once more; if it stays, tell the administrator the time and the address."}},
    {"integrity",
     "500",
     {"Sổ, khóa hoặc chữ ký không khớp với điều đã ký. Đây là việc nghiêm trọng.",
      "The register, a key or a signature is not what was signed. This is grave."},
     {"Ngừng ghi, báo quản trị hệ thống; kiểm tra nhật ký: /journal/verify.",
      "Stop recording, tell the administrator; verify the journal: /journal/verify."}},
    {"unavailable",
     "503",
     {"Tạm thời không phục vụ được: sổ đang bận, đang bảo trì, hoặc thiếu thư viện.",
      "Not available now: the register is busy or under maintenance, or a library is missing."},
     {"Đợi một phút rồi thử lại.", "Wait a minute, then try again."}},
};

Reply show_problems(Visit&)
{
    Page page{{"Khi gặp thông báo lỗi", "What an error means"}};
    page.lead = {"Mỗi lỗi mang một từ cho chương trình (trường code); từ đó cũng là tên neo trên trang này.",
                 "Every trouble bears a word for programs (code), which is an anchor on this page."};
    for (const ProblemHelp& problem : problems) {
        const std::string title = std::string{problem.code} + " (" + problem.status + ")";
        page.add(Heading{{title, title}, 2, problem.code});
        page.add(Paragraph{problem.means});
        page.add(Paragraph{problem.next});
    }
    return page;
}

} // namespace

void add_help_problem_routes(Routes& routes)
{
    routes.page("/help/problems",
                {.access = for_anybody, .summary = {"Khi gặp thông báo lỗi", "What an error means"}},
                show_problems);
}

} // namespace radcert::web
