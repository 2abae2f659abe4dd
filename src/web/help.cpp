#include <algorithm>
#include <span>

#include "web/manual.h"
#include "web/nouns.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

/// A part of the help: what somebody wants to do, and how.
struct Topic {
    const char* id;
    Words title;
    std::vector<Words> sentences;
    std::vector<Link> links{};
    Duties readers{};       ///< it comes first for them
    const char* manual{""}; ///< path of its page of the manual
};

void add_topics(Page& page, std::span<const Topic> topics)
{
    for (const Topic& topic : topics) {
        page.add(Heading{topic.title, 2, topic.id});
        for (const Words& sentence : topic.sentences) page.add(Paragraph{sentence});
        if (!topic.links.empty()) page.add(Links{topic.links});
    }
}

Link quiet(const char* vi, const char* en, const char* to)
{
    return {{vi, en}, to, true};
}

const Topic for_public{
    "public",
    {"Người dân, nơi sử dụng lao động", "Anybody who holds a certificate in their hands"},
    {{"Kiểm tra một chứng chỉ: quét mã QR rồi dán nội dung, hoặc gõ số chứng chỉ và ngày sinh của người được "
      "cấp. Không cần "
      "tài khoản.",
      "To check a certificate: scan its QR code and paste the text, or type its number and the holder's date "
      "of birth. No "
      "account is needed."},
     {"Kết quả “giả mạo” hoặc “không còn giá trị”: đừng nhận tờ giấy đó, hỏi cơ quan cấp ghi trên giấy.",
      "Where it says forged or no longer good: do not accept the paper, ask the office that is named on "
      "it."}},
    {quiet("Kiểm tra chứng chỉ", "Check a certificate", "/verify")}};

const Topic for_holders{
    "worker",
    {"Nhân viên bức xạ", "Radiation workers"},
    {{"Đăng nhập bằng mã mà cơ quan đã trao và mật khẩu của mình để xem hồ sơ, chứng chỉ và ngày hết hạn của "
      "chính mình.",
      "Sign in with the code that the office gave you and your password to see your own file, certificates "
      "and when they end."},
     {"Thấy điều gì ghi sai: báo bộ phận một cửa, kèm giấy tờ đúng. Chỉ cán bộ sửa được sổ, và mỗi lần sửa "
      "đều để lại dấu.",
      "Where something is wrong: tell the one-stop desk and bring the right paper. Officials alone correct "
      "the register, and "
      "every correction leaves a trace."}},
    {quiet("Chứng chỉ", "Certificates", "/certificates")},
    {Duty::worker}};

const Topic for_operators{
    "operator",
    {"Cơ sở bức xạ", "Facilities"},
    {{"“Cơ sở của tôi” cho biết đang có ai, chứng chỉ nào sắp hết hạn và việc cần làm trước.",
      "\"My facility\" says who is there, which certificates end soon and what to do first."},
     {"Chỉ thấy nhân viên, thiết bị và hồ sơ của cơ sở mình.",
      "You see your own facility's people, equipment and files only."}},
    {quiet("Cơ sở của tôi", "My facility", "/my-facility"), quiet("Hồ sơ", "Applications", "/applications")},
    {Duty::facility_operator},
    "/help/operator"};

const Topic for_officers{
    "officer",
    {"Cán bộ một cửa, chuyên viên, lãnh đạo", "Officials"},
    {{"Trang đầu xếp việc theo hạn. Một hồ sơ đi qua: tiếp nhận, xem xét, quyết định, cấp chứng chỉ, trả kết "
      "quả; mỗi trang "
      "chỉ hiện việc làm được lúc đó.",
      "The first page has your work by its due dates. A file is received, screened, decided, issued and "
      "delivered; each page "
      "offers what can be done then."},
     {"Kết quả xem xét nêu từng yêu cầu, căn cứ và cách khắc phục. Điều luật chưa nói rõ thì máy không tự "
      "quyết: người có thẩm "
      "quyền kết luận và ghi lý do.",
      "A screening names each requirement, its source and what would cure it. What the law leaves open is "
      "not decided by the "
      "program: somebody with the power judges it and says why."},
     {"Việc nặng (thu hồi, hủy, sửa nội dung chứng chỉ, lùi ngày) cần hai người: người thứ hai tự gõ mã và "
      "mật khẩu của mình "
      "vào biểu mẫu.",
      "Grave acts (revoking, withdrawing, correcting a certificate, back-dating) take two persons: the "
      "second types his or her "
      "own code and password into the form."},
     {"Ngày gõ theo ngày/tháng/năm: 05/03/2026, 5-3-2026 hoặc 05032026. Tìm tên không cần dấu. Mọi danh sách "
      "tải về được dạng "
      "Excel, CSV, JSON với đúng bộ lọc đang dùng.",
      "Days are typed day/month/year. Names are found without marks. Every list can be downloaded as Excel, "
      "CSV and JSON as it "
      "is filtered."},
     {"Số định danh được che bớt. Mỗi lần mở hồ sơ của một người đều được ghi vào nhật ký.",
      "Identity numbers are masked. Every look at a person's file is recorded in the journal."}},
    {quiet("Việc của tôi", "My work", "/"), quiet("Hồ sơ", "Applications", "/applications"),
     quiet("Chứng chỉ", "Certificates", "/certificates")},
    desk,
    "/help/officer"};

const Topic for_auditors{"auditor",
                         {"Kiểm tra, thanh tra", "Auditors"},
                         {{"Địa chỉ trang không đổi và chứa cả bộ lọc: lưu lại hoặc gửi đi được. Thêm "
                           "in_force (ngày trong thực tế) và known_by (ngày "
                           "ghi sổ) để xem một trang như trước kia.",
                           "Addresses are stable and hold the filters: keep them or send them on. Add "
                           "in_force (a day in the world) and known_by (a "
                           "day of the register) to see a page as it was."},
                          {"Nhật ký nối từng sự kiện bằng hàm băm; trang nhật ký kiểm tra được toàn bộ và "
                           "cho tải bằng chứng để kiểm ở máy khác.",
                           "The journal chains its events by hashes; its pages verify all of it and give "
                           "proofs to be checked elsewhere."},
                          {"Tệp thu hồi đã ký giúp kiểm tra giấy ở nơi không có mạng.",
                           "The signed revocations serve to check papers where there is no network."}},
                         {quiet("Nhật ký", "Journal", "/journal"), quiet("Báo cáo", "Reports", "/reports"),
                          quiet("Tệp thu hồi", "Revocations", "/certificates/revocations")},
                         {Duty::auditor},
                         "/help/auditor"};

const Topic for_administrators{
    "administrator",
    {"Quản trị hệ thống", "Administrators"},
    {{"Mở tài khoản rồi đưa đường dẫn chọn mật khẩu cho đúng người; đường dẫn dùng một lần. Giao quyền lãnh "
      "đạo hoặc quản trị cần "
      "hai người.",
      "Open an account and hand the link to choose a password to that person; it works once. Giving the duty "
      "of head or "
      "administrator takes two persons."},
     {"Người nghỉ việc: đóng tài khoản ngay; các phiên đang mở kết thúc cùng lúc. Không ai xem được mật khẩu "
      "của người khác.",
      "Where somebody leaves: close the account at once, which ends their sessions. Nobody can see another's "
      "password."},
     {"Sao lưu hằng ngày và thử phục hồi; trang hệ thống nói điều gì chưa an toàn.",
      "Back up daily and try to restore; the system page says what is not safe yet."}},
    {quiet("Tài khoản", "Accounts", "/accounts"), quiet("Hệ thống", "System", "/system")},
    {Duty::administrator},
    "/help/administrator"};

const Topic for_authors{
    "author",
    {"Người soạn bộ quy định", "Rulebook authors"},
    {{"Quy định là dữ liệu: mỗi dòng có căn cứ, ngày hiệu lực và mức tin cậy của văn bản. Sửa một dòng ở "
      "bản thảo, rà, chạy hồ sơ mẫu, xem ai bị ảnh hưởng, rồi mới áp dụng.",
      "Rules are data: each row has its source, its days and how well the text is known. A row is changed "
      "in a draft, checked, tried on worked cases and on the register, and only then adopted."}},
    {quiet("Quy định", "Rules", "/rules")},
    {},
    "/help/rulebook"};

/// The page of the manual first, then what of the topic's links leads the reader somewhere.
std::vector<Link> links_of(const Topic& topic, const Visit& visit)
{
    std::vector<Link> links;
    for (const ManualPage& page : manual_pages())
        if (page.path == std::string_view{topic.manual}) links.push_back({page.title, page.path});
    for (const Link& link : topic.links)
        if (leads(visit, link.to)) links.push_back(link);
    return links;
}

Reply show_help(Visit& visit)
{
    Page page{{"Hướng dẫn", "Help"}};
    page.lead = {
        "Mỗi trang hướng dẫn đi trọn một việc, từng bước, có hình; làm lại được trên sổ mẫu.",
        "Each page of the manual is one task from beginning to end, with pictures; a sample register "
        "lets you do it yourself."};
    Topic topics[]{for_officers, for_operators, for_auditors, for_administrators,
                   for_authors,  for_public,    for_holders};
    std::ranges::stable_partition(topics, [&](const Topic& topic) { return visit.may(topic.readers); });
    for (Topic& topic : topics) topic.links = links_of(topic, visit);
    add_topics(page, topics);
    page.add(Heading{{"Các trang khác", "Other pages"}, 2, "others"});
    page.add(Links{{quiet("Khi gặp thông báo lỗi", "What an error means", "/help/problems"),
                    quiet("Dùng bàn phím", "By keyboard", "/help/keyboard"),
                    quiet("Khả năng tiếp cận", "Accessibility", "/help/accessibility")}});
    return page;
}

Reply show_accessibility(Visit&)
{
    const Topic topics[]{
        {"works",
         {"Dùng được", "What works"},
         {{"Mọi việc làm được bằng bàn phím, không cần kéo thả, không cần JavaScript.",
           "Everything can be done by keyboard, without dragging and without JavaScript."},
          {"Mỗi trang có một tiêu đề, các mốc cho trình đọc màn hình và đường dẫn nhảy đến nội dung chính; "
           "mỗi ô có nhãn.",
           "Each page has one heading, landmarks for screen readers and a link to its main content; every "
           "field has a label."},
          {"Gửi sai thì trang nêu lỗi ở đầu, dẫn đến ô cần sửa và giữ điều đã gõ (trừ mật khẩu và tệp).",
           "A form that fails says so on top, links to the field and keeps what was typed (but passwords and "
           "files)."},
          {"Tình trạng luôn ghi bằng chữ, không chỉ bằng màu. Phóng to 400 % hoặc màn hình rộng 320 điểm ảnh "
           "vẫn "
           "đọc được.",
           "A status is always said in words, never by colour alone. Pages can be read at 400 % and at 320 "
           "pixels."},
          {"Trên màn hình hẹp, mỗi dòng của bảng xếp lại thành một khối, tên cột đứng trước từng ô: không "
           "phải "
           "cuộn ngang.",
           "On narrow screens each row of a table folds into a block with the column's name before each "
           "cell: nothing scrolls sideways."},
          {"Trước khi hết phiên có lời báo và nút ở lại. Biểu đồ có bảng số liệu ngay dưới; mã QR có nội "
           "dung bằng chữ.",
           "Before a session ends it is announced, with a button to stay. Charts have their figures as a "
           "table; a QR code its "
           "text."}}},
        {"does-not",
         {"Chưa dùng được", "What does not"},
         {{"Tệp PDF (chứng chỉ, biên nhận, thông báo) chưa gắn thẻ cấu trúc cho trình đọc màn hình. Trang "
           "của chứng chỉ hay hồ sơ "
           "ghi cùng nội dung bằng HTML và đọc được: dùng trang đó.",
           "PDF files (certificates, receipts, notices) are not tagged for screen readers. The page of the "
           "certificate or file "
           "says the same in HTML: use that."},
          {"Màn hình hẹp không hiện hình của biểu đồ, chỉ có bảng số liệu.",
           "Narrow screens do not show the picture of a chart, only the table of its figures."},
          {"Chưa có đánh giá độc lập theo WCAG 2.2 mức AA.",
           "Nobody independent has assessed it by WCAG 2.2, level AA, yet."}}},
        {"ask",
         {"Cần giúp", "Who helps"},
         {{"Không dùng được trang nào thì đến hoặc gọi bộ phận một cửa: mọi việc ở đây đều làm được tại "
           "quầy.",
           "Where a page cannot be used, come to or call the one-stop desk: everything here can be done at "
           "the counter."}}}};
    Page page{{"Khả năng tiếp cận", "Accessibility"}};
    add_topics(page, topics);
    return page;
}

Reply show_keyboard(Visit&)
{
    documents::Table table{{"keys", {"Phím", "Keys"}}, {"does", {"Việc", "What it does"}}};
    const auto key = [&](const char* keys, const char* vi, const char* en) {
        table.row({keys, Cell::coded(keys, {vi, en})});
    };
    key("Tab, Shift+Tab", "đến ô, nút, đường dẫn kế tiếp hoặc trước đó",
        "to the next or the last field, button or link");
    key("Tab, Enter", "ở đầu trang: nhảy qua điều hướng đến nội dung chính",
        "on top of a page: past the navigation to its main content");
    key("Enter", "theo đường dẫn, bấm nút, gửi biểu mẫu từ một ô",
        "follows a link, presses a button, sends the form from a field");
    key("Space", "bấm nút, đánh dấu ô, mở phần gấp lại",
        "presses a button, ticks a box, opens what is folded");
    key("↑ ↓", "chọn trong danh sách; chuyển giữa các lựa chọn", "chooses from a list, and between options");
    key("Alt+←", "về trang trước; điều đã ghi vẫn còn", "back to the page before; what was recorded stays");
    key("Ctrl+P", "in trang, không có điều hướng", "prints the page, without the navigation");
    Page page{{"Dùng bàn phím", "By keyboard"}};
    page.lead = {
        "Không có phím tắt riêng: chỉ dùng phím của trình duyệt, để không đụng trình đọc màn hình.",
        "There are no shortcuts of its own: the browser's keys do, so that no screen reader is disturbed."};
    page.add(Listing{"keys", {"Các phím", "Keys"}, std::move(table)});
    page.add(Paragraph{{"Máy quét mã vạch gõ như bàn phím: đặt con trỏ vào ô rồi quét. Danh sách tự lọc khi "
                        "gõ; số dòng tìm được "
                        "ghi ở đầu bảng.",
                        "A scanner types like a keyboard: go to the field, then scan. Lists follow what is "
                        "typed; how many rows "
                        "were found stands on top of the table."}});
    return page;
}

} // namespace

void add_help_routes(Routes& routes)
{
    routes.page("/help", {.access = for_anybody, .summary = {"Hướng dẫn", "Help"}}, show_help);
    routes.page("/help/accessibility",
                {.access = for_anybody, .summary = {"Khả năng tiếp cận", "Accessibility"}},
                show_accessibility);
    routes.page("/help/keyboard", {.access = for_anybody, .summary = {"Dùng bàn phím", "By keyboard"}},
                show_keyboard);
    add_help_problem_routes(routes);
    add_manual_routes(routes);
}

} // namespace radcert::web
