#include "web/verify.h"

#include <algorithm>

#include "casework/check_certificate.h"
#include "casework/public_check.h"
#include "casework/words_of.h"
#include "documents/statement.h"
#include "documents/typed_statement.h"
#include "registry/journal.h"
#include "registry/signed_note.h"
#include "text/base64.h"
#include "text/vietnamese.h"
#include "web/certificate_parts.h"
#include "web/forwarded.h"
#include "web/moments.h"
#include "web/nouns.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

using casework::PaperAnswer;

// Whoever holds a certificate in their hands asks whether it stands. Nothing is said that is not on the
// paper, and every answer says how fresh it is.

constexpr double asks_a_minute = 20, asks_at_once = 10;
constexpr std::size_t longest_code = 8'192; ///< a QR code holds 2,953 bytes at most

Form code_form()
{
    Form form{.action = "/verify",
              .submit = {"Kiểm tra mã QR", "Check the code"},
              .legend = {"Bằng mã QR trên chứng chỉ", "By the certificate's QR code"},
              .id = "code"};
    form.fields.push_back(
        {.kind = Field::Kind::text,
         .name = "code",
         .label = {"Nội dung mã QR", "Text of the QR code"},
         .hint = {"quét mã bằng máy quét hoặc điện thoại rồi dán vào đây; bắt đầu bằng RADCERT1.",
                  "scan it with a reader or a telephone and paste it here; it begins with RADCERT1."},
         .required = true,
         .autocomplete = "off"});
    return form;
}

Form number_form()
{
    Form form{.action = "/verify/number",
              .submit = {"Kiểm tra số", "Check the number"},
              .legend = {"Bằng số chứng chỉ và ngày sinh", "By number and date of birth"},
              .id = "number"};
    form.fields.push_back({.name = "number",
                           .label = {"Số chứng chỉ", "Number of the certificate"},
                           .hint = {"như in trên chứng chỉ", "as it is printed"},
                           .required = true,
                           .autocomplete = "off"});
    form.fields.push_back({.kind = Field::Kind::day,
                           .name = "birth_date",
                           .label = {"Ngày sinh của người được cấp", "The holder's date of birth"},
                           .required = true,
                           .autocomplete = "off"});
    return form;
}

/// What only whoever checks papers by trade reads.
const Words for_checkers{"Dành cho người kiểm tra", "For those who check"};

Paragraph without_network()
{
    return {{"Kiểm tra không cần mạng: radcert verify-certificate, với khóa công khai và tệp thu hồi do cơ "
             "quan cấp công bố.",
             "Without a network: radcert verify-certificate, with the key and the revocations that the "
             "issuing office publishes."},
            true};
}

Reply show_verify(Visit&)
{
    Page page{{"Kiểm tra chứng chỉ nhân viên bức xạ", "Check a radiation worker's certificate"}};
    page.lead = {
        "Ai cũng kiểm tra được, không cần tài khoản. Câu trả lời chỉ nói chứng chỉ còn hiệu lực hay không, "
        "không nói gì thêm về người được cấp.",
        "Anybody can, without an account. The answer says whether the certificate stands and nothing more of "
        "its holder."};
    page.add(code_form());
    page.add(number_form());
    page.add(Paragraph{{"Nội dung gõ ở đây không được lưu và không nằm trong địa chỉ trang.",
                        "What is typed here is not kept, and does not stand in the page's address."},
                       true});
    page.add(Folded{for_checkers, {without_network()}});
    return page;
}

/// The page that says "not now"; empty: go on.
std::optional<Page> refused_for_now(Visit& visit)
{
    const std::int64_t wait = wait_to_verify(visit).count();
    if (wait == 0) return std::nullopt;
    const std::string seconds = std::to_string(wait);
    Page page{{"Hỏi quá nhiều lần", "Asked too often"}};
    page.status = 429;
    page.retry_after = wait;
    page.add(
        Notice{Notice::Kind::warning,
               {"đợi " + seconds + " giây rồi kiểm tra tiếp", "wait " + seconds + " seconds, then go on"},
               {},
               {{{"Về trang kiểm tra", "Back to the form"}, "/verify", true}}});
    return page;
}

Page answer_page()
{
    Page page{{"Kết quả kiểm tra", "Result"}};
    page.section = "/verify";
    return page;
}

void add_way_back(Page& page)
{
    page.add(Links{{{{"Kiểm tra chứng chỉ khác", "Check another certificate"}, "/verify", true}}});
}

void add_scope(Facts& facts, Visit& visit, const std::string& role, const registry::WordList& types)
{
    facts.add(casework::column("role"), visit.cells()("role", role));
    facts.add(casework::column("equipment_types"), visit.cells()("equipment_types", types));
}

void add_validity(Facts& facts, Visit& visit, const std::string& authority, Date issued_on,
                  std::optional<Date> valid_to, bool suspended)
{
    facts.add(casework::column("issued_by"), authority_cell(visit, authority, issued_on));
    facts.add(casework::column("issued_on"), to_iso(issued_on));
    facts.add({"valid_to", {"Có giá trị đến hết ngày", "Valid through"}}, end_cell(valid_to), {},
              suspended ? Tone::bad : Tone::plain,
              suspended ? Words{"không được dùng trong thời gian đình chỉ", "not to be used while suspended"}
                        : Words{});
}

/// As of when, and which checkpoint of the register covers it: whoever keeps checkpoints can compare.
void add_freshness(Page& page, Visit& visit)
{
    Facts as_of, facts;
    as_of.add({"as_of", {"Theo sổ đăng ký lúc", "As the register stood at"}},
              moment_cell(visit.database().now()));
    facts.add({"events", {"Số sự kiện trong sổ", "Events in the register"}},
              registry::journal_size(visit.database()));
    if (const auto note = registry::find_checkpoint(visit.database())) {
        const auto checkpoint = registry::open_checkpoint(*note, visit.office().keys().verifying());
        facts.add({"checkpoint", {"Điểm kiểm đã ký", "Signed checkpoint"}},
                  std::to_string(checkpoint.size) + ", " + text::to_base64(text::view(checkpoint.root)), {},
                  Tone::plain, {"nguồn " + checkpoint.origin, "of " + checkpoint.origin});
    }
    page.add(Heading{{"Dữ liệu cập nhật đến", "Data as of"}});
    page.add(std::move(as_of));
    page.add(Folded{for_checkers, {std::move(facts), without_network()}});
}

Notice::Kind kind_of(Tone tone)
{
    if (tone == Tone::good) return Notice::Kind::done;
    return tone == Tone::near || tone == Tone::muted ? Notice::Kind::warning : Notice::Kind::wrong;
}

const Words result_mark{"Kết quả:", "Result:"};

// By the QR code.

Tone tone_of_answer(PaperAnswer answer)
{
    switch (answer) { // no default: the compiler names the case we forget
    case PaperAnswer::valid: return Tone::good;
    case PaperAnswer::not_yet:
    case PaperAnswer::unproven:
    case PaperAnswer::stale: return Tone::near;
    case PaperAnswer::forged:
    case PaperAnswer::mismatch:
    case PaperAnswer::revoked:
    case PaperAnswer::suspended:
    case PaperAnswer::expired: return Tone::bad;
    }
    return Tone::bad;
}

Notice verdict_of(const casework::CheckedPaper& checked)
{
    Notice notice{kind_of(tone_of_answer(checked.answer)), casework::words_for(checked.answer)};
    notice.mark = result_mark;
    if (checked.answer == PaperAnswer::valid)
        notice.more.push_back(
            {"chữ ký đúng và sổ không ghi chứng chỉ đã hết giá trị; hãy so từng dòng dưới đây với tờ "
             "chứng chỉ",
             "rightly signed, and the register does not list it as ended; compare each line below with "
             "the paper"});
    if (checked.answer == PaperAnswer::unproven)
        notice.more.push_back(
            {"mã này nói là của sổ khác: kiểm tra ở trang của cơ quan cấp",
             "this code claims to be of another register: check it where that office says"});
    else
        notice.more.insert(notice.more.end(), checked.reasons.begin(), checked.reasons.end());
    return notice;
}

void add_statement(Page& page, Visit& visit, const documents::Statement& says, PaperAnswer answer)
{
    Facts facts;
    add_scope(facts, visit, says.role, says.equipment_types);
    add_validity(facts, visit, says.authority, says.issued_on, says.valid_to,
                 answer == PaperAnswer::suspended);
    facts.add({"number", {"Số, để so với giấy", "Number, to compare"}}, says.number);
    facts.add({"initials", {"Chữ đầu họ tên, để so với giấy", "Initials, to compare"}}, says.initials);
    page.add(std::move(facts));
}

/// Whether any reading of what was pasted has all parts of a statement.
bool was_read_whole(const std::string& pasted)
{
    const std::string first = documents::statements_in(documents::plain_text(pasted)).front();
    return std::ranges::any_of(documents::statement_readings(first), documents::is_whole_statement);
}

Reply verify_code(Visit& visit)
{
    if (auto page = refused_for_now(visit)) return std::move(*page);
    visit.needed("code", {"nội dung mã QR", "the text of the QR code"});
    const std::string code = *visit.form().find("code"); // with its lines, as a mail broke it
    if (code.size() > longest_code || !documents::claims_to_be_statement(code))
        refuse_field("code",
                     {"đây không phải nội dung mã QR của chứng chỉ",
                      "this is not the text of a certificate's QR code"},
                     {"nội dung đúng bắt đầu bằng RADCERT1.", "the right text begins with RADCERT1."});
    if (!was_read_whole(code)) // of a paper that was not read nobody says that it is forged
        refuse_field(
            "code",
            {"đọc chưa đủ mã QR, chưa kiểm tra được gì; quét lại",
             "the code was not read as a whole, and nothing was checked; scan it again"},
            {"quét lại cả mã rồi dán nguyên văn, không sửa, không cắt bớt; mã mờ hoặc rách thì kiểm tra "
             "bằng số chứng chỉ và ngày sinh, hoặc hỏi cơ quan cấp",
             "scan all of it and paste it as it comes, nothing changed or cut; where the code is worn "
             "or torn, check by number and date of birth, or ask the issuing office"});
    const registry::VerifyingKey key = visit.office().keys().verifying();
    casework::PaperToCheck paper;
    paper.statement = code;
    paper.trusted = {&key, 1};
    paper.today = visit.today();
    const casework::CheckedPaper checked = casework::check_pasted_paper(paper, visit.database());
    Page page = answer_page();
    page.add(verdict_of(checked));
    if (checked.statement) add_statement(page, visit, *checked.statement, checked.answer);
    add_freshness(page, visit);
    add_way_back(page);
    return page;
}

// By number and date of birth.

void add_answer(Page& page, Visit& visit, const casework::PublicAnswer& answer)
{
    const Tone tone = status_tone(answer.status);
    page.add(Notice{kind_of(tone), casework::status_name(answer.status), {}, {}, result_mark});
    Facts facts;
    add_scope(facts, visit, answer.role, answer.equipment_types);
    add_validity(facts, visit, answer.authority, answer.issued_on, answer.valid_to,
                 answer.status == "suspended");
    page.add(std::move(facts));
    if (!answer.own)
        page.add(Notice{Notice::Kind::note,
                        {"chứng chỉ này do cơ quan khác cấp; sổ này chỉ ghi theo giấy tờ được nộp: hỏi nơi "
                         "cấp để chắc chắn",
                         "another authority issued it, and this register has it from papers that were filed: "
                         "ask there to "
                         "be sure"}});
}

Reply verify_number(Visit& visit)
{
    if (auto page = refused_for_now(visit)) return std::move(*page);
    const std::string number = text::nfc(visit.needed("number", {"số chứng chỉ", "the number"}));
    visit.needed("birth_date", {"ngày sinh", "the date of birth"});
    const Date born = *visit.day("birth_date");
    const auto answers = casework::check_by_birth_date(visit.database(), number, born, visit.today());
    Page page = answer_page();
    if (answers.empty())
        page.add(Notice{
            Notice::Kind::warning,
            {"không tìm thấy chứng chỉ khớp với số và ngày sinh này",
             "no certificate fits this number and date of birth"},
            {{"xem lại từng chữ số trên giấy; nếu vẫn không khớp, hỏi cơ quan cấp",
              "look at each digit on the paper; where it still does not fit, ask the issuing office"}}});
    for (const casework::PublicAnswer& answer : answers) add_answer(page, visit, answer);
    if (!answers.empty())
        add_freshness(page, visit); // what fits nothing is answered with the same bytes always
    add_way_back(page);
    return page;
}

} // namespace

std::chrono::seconds wait_to_verify(Visit& visit)
{
    registry::WebStore& store = visit.office().store();
    const std::string key = "verify " + network_of(visit.request().peer);
    if (store.allow(key, asks_a_minute, asks_at_once)) return std::chrono::seconds{0};
    return std::max(store.wait(key), std::chrono::seconds{1});
}

void add_verify_routes(Routes& routes)
{
    const Words summary{"Kiểm tra chứng chỉ", "Check a certificate"};
    routes.page("/verify", {.access = for_anybody, .summary = summary}, show_verify);
    routes.act("/verify",
               {.access = for_anybody,
                .summary = {"Kiểm tra bằng mã QR", "Check by the QR code"},
                .fields = {"code"}},
               verify_code);
    routes.act("/verify/number",
               {.access = for_anybody,
                .summary = {"Kiểm tra bằng số và ngày sinh", "Check by number and date of birth"},
                .fields = {"number", "birth_date"},
                .form_on = "/verify"},
               verify_number);
}

} // namespace radcert::web
