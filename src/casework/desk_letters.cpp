#include "casework/desk_letters.h"

#include <algorithm>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/desk_acts.h"
#include "casework/desk_papers.h"
#include "registry/applications.h"
#include "text/vietnamese.h"

namespace radcert::casework {

using documents::FieldLines;
using documents::Items;
using documents::Letter;
using documents::Paragraph;

namespace {

std::string channel_name(const std::optional<std::string>& channel)
{
    if (!channel) return "";
    if (*channel == "online") return "trực tuyến";
    if (*channel == "post") return "dịch vụ bưu chính";
    return "trực tiếp";
}

/// One finding as a letter says it: row, clause, what was read, what would cure it.
Items::Item item_of(const FindingWords& finding)
{
    Items::Item item{"[" + finding.requirement + "] " + finding.title.vi, {}};
    item.below.push_back("Căn cứ: " + finding.citation + ".");
    if (!finding.explanation.vi.empty()) item.below.push_back("Ghi nhận: " + finding.explanation.vi);
    if (!finding.remedy.vi.empty()) item.below.push_back("Cách khắc phục: " + finding.remedy.vi);
    return item;
}

std::string reason_of(const registry::Step& step)
{
    return step.reason.value_or("");
}

} // namespace

documents::Letterhead letterhead_of(const registry::Letterhead& kept)
{
    return {kept.parent, kept.body, kept.place};
}

std::string dong(std::int64_t amount)
{
    std::string digits = std::to_string(amount);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, '.');
    return digits + " đồng";
}

std::string form_footnote(const rules::DeskPaper& form)
{
    if (form.layout_known) return "";
    return "Các trường của biểu mẫu chính thức" + (form.form.empty() ? "" : " (" + form.form + ")") +
           " chưa được đối chiếu; cơ quan tự cấu hình trong bộ quy định.";
}

LetterOf::LetterOf(registry::Database& database, Rulebooks& rulebooks, const rules::DeskPaper& form,
                   const std::string& application, Date dated, const std::string& number)
    : database_{database}, rulebooks_{rulebooks}, rules_{rulebooks.in_force(database)}, form_{form},
      head_{load_letterhead(database)}, file_{registry::load_application(database, application)},
      worker_{registry::load_worker(database, file_.worker)},
      facility_{registry::load_facility(database, file_.facility)},
      steps_{registry::steps_of(database, application)}, dated_{dated}, number_{number}
{
}

const registry::Step& LetterOf::needed_step(std::string_view act, const Words& what) const
{
    const auto found =
        std::find_if(steps_.rbegin(), steps_.rend(), [&](const auto& step) { return step.act == act; });
    if (found != steps_.rend()) return *found;
    const rules::DeskStep* const step = rules_.book.workflow.step(act);
    const std::string command = step != nullptr ? step->command : "";
    throw Error{Fault::refused,
                {"hồ sơ " + file_.application + ": chưa có bước để lập " + what.vi,
                 "application " + file_.application + " has had no step that " + what.en + " is about"},
                {"làm bước ấy trước: " + command, "make that step first: " + command}};
}

Letter LetterOf::begin() const
{
    Letter letter;
    letter.head = letterhead_of(head_);
    letter.form = form_.form;
    letter.number = number_;
    letter.dated = dated_;
    letter.title = text::capitals(form_.title.vi);
    return letter;
}

std::string LetterOf::role() const
{
    const auto code = rules_.book.vocabulary.roles.find(file_.role);
    return code ? rules_.book.vocabulary.roles.name(*code).vi : file_.role;
}

FieldLines LetterOf::about() const
{
    FieldLines lines;
    lines.lines = {{"Số hồ sơ", file_.application},
                   {"Người đề nghị cấp chứng chỉ", worker_.full_name},
                   {"Công việc", role()},
                   {"Cơ sở", facility_.name},
                   {"Ngày nộp", to_dmy(file_.filed_on)},
                   {"Hình thức nộp", channel_name(file_.channel)}};
    return lines;
}

void LetterOf::address(Letter& letter) const
{
    letter.salutation = "Kính gửi: Ông/Bà " + worker_.full_name;
    if (facility_.name != "-") letter.salutation += "; " + facility_.name;
}

void LetterOf::finish(Letter& letter, bool applicant_signs) const
{
    if (!form_.fields.empty()) {
        FieldLines own;
        for (const std::string& label : form_.fields) own.lines.emplace_back(label, "");
        letter.blocks.emplace_back(std::move(own));
    }
    if (applicant_signs) letter.left = documents::Signatory{"NGƯỜI NỘP HỒ SƠ", "(Ký, ghi rõ họ tên)", ""};
    letter.right = documents::Signatory{head_.capacity, "", head_.signatory};
    if (!applicant_signs) letter.recipients = {"Như trên", "Lưu: hồ sơ " + file_.application};
    letter.footnote = form_footnote(form_);
}

Letter LetterOf::receipt()
{
    const registry::Step& step = needed_step("receive", {"giấy tiếp nhận", "a receipt"});
    Letter letter = begin();
    letter.qr = file_.application;
    letter.blocks.emplace_back(
        Paragraph{head_.body + " đã tiếp nhận ngày " + to_dmy(step.on_day) + " hồ sơ:"});
    letter.blocks.emplace_back(about());
    const auto clocks = registry::deadlines_of(database_, file_.application);
    std::string when;
    const auto due = due_of_result(clocks);
    if (due) {
        when = "Ngày hẹn trả kết quả: " + to_dmy(due->due_on) +
               (due->provisional ? " (tạm tính: lịch nghỉ của năm chưa được xác nhận)." : ".");
    } else if (const auto procedure =
                   rules::procedure_clocks(rules_.book, procedure_code(database_, rules_, file_.application),
                                           desk_of(database_), file_.filed_on);
               procedure.row != nullptr) {
        for (const rules::Clock& clock : procedure.row->clocks)
            when += (when.empty() ? "Thời hạn: " : "; ") + std::to_string(clock.working_days) +
                    " ngày làm việc " + clock.starts.vi;
        const std::string& article = procedure.row->citation.article;
        when += " (" + rules_.book.instruments[procedure.row->citation.index].number +
                (article.empty() ? "" : ", Điều " + article) + ").";
        if (procedure.adoption != nullptr)
            when += " Thời hạn này là suy luận, do cơ quan thông qua: " + procedure.adoption->basis.vi + ".";
    } else {
        when = "Thời hạn giải quyết của thủ tục này chưa có văn bản đọc được; cơ quan sẽ thông báo ngày trả "
               "kết quả.";
    }
    if (const auto next = next_due(clocks); next && next->clock == "check")
        when += " Kết quả kiểm tra hồ sơ được thông báo chậm nhất ngày " + to_dmy(next->due_on) + ".";
    letter.blocks.emplace_back(Paragraph{when});
    letter.blocks.emplace_back(Paragraph{"Tra cứu bằng số hồ sơ hoặc mã vuông trên giấy này."});
    finish(letter, true);
    return letter;
}

Letter LetterOf::supplement()
{
    needed_step("request_supplement", {"phiếu yêu cầu bổ sung", "a supplement request"});
    const auto request = registry::supplement_requests_of(database_, file_.application).back();
    return supplement_of(items_of(request), request.due_on);
}

Letter LetterOf::supplement_of(const std::vector<SupplementItem>& asked, std::optional<Date> due_on)
{
    Letter letter = begin();
    address(letter);
    letter.blocks.emplace_back(
        Paragraph{"Qua kiểm tra hồ sơ dưới đây, đề nghị Ông/Bà bổ sung, hoàn thiện một lần toàn bộ "
                  "các nội dung sau:"});
    letter.blocks.emplace_back(about());
    Items items;
    std::vector<std::string> expected;
    for (const SupplementItem& item : asked) {
        if (!item.requirement.empty()) expected.push_back(item.requirement);
        items.items.push_back(
            {item.requirement.empty() ? item.sentence : "[" + item.requirement + "] " + item.sentence, {}});
    }
    letter.blocks.emplace_back(std::move(items));
    letter.blocks.emplace_back(Paragraph{due_on
                                             ? "Đề nghị bổ sung trước ngày " + to_dmy(*due_on) +
                                                   ". Thời hạn giải quyết được tính lại từ khi nhận đủ hồ sơ."
                                             : "Thời hạn giải quyết được tính lại từ khi nhận đủ hồ sơ."});
    letter.blocks.emplace_back(
        Paragraph{"Nộp bổ sung tại nơi đã nộp hồ sơ, trực tuyến hoặc qua bưu chính, ghi số hồ sơ " +
                  file_.application + "."});
    finish(letter);
    refuse_different(letter, expected);
    return letter;
}

Letter LetterOf::refuse_intake()
{
    const registry::Step& step = needed_step("refuse_intake", {"phiếu từ chối", "a refusal to accept"});
    Letter letter = begin();
    address(letter);
    letter.blocks.emplace_back(about());
    letter.blocks.emplace_back(Paragraph{"Hồ sơ không được tiếp nhận, với lý do:"});
    letter.blocks.emplace_back(Items{{{reason_of(step), {}}}});
    letter.blocks.emplace_back(
        Paragraph{"Ông/Bà có thể nộp lại khi đã khắc phục, hoặc nộp tại cơ quan có thẩm quyền giải quyết."});
    finish(letter);
    return letter;
}

Letter LetterOf::fee_notice(std::optional<std::int64_t> amount)
{
    const registry::Step& step = needed_step("notify_fee", {"thông báo lệ phí", "a fee notice"});
    const auto known = certificate_fee(rules_.book, step.on_day);
    if (!amount) amount = known;
    if (!amount) {
        throw Error{Fault::refused,
                    {"bộ quy định không biết mức lệ phí ngày " + to_dmy(step.on_day),
                     "the rulebook does not know the fee of " + to_dmy(step.on_day)},
                    {"nêu số tiền: --amount SỐ-ĐỒNG", "state it: --amount DONG"}};
    }
    Letter letter = begin();
    address(letter);
    letter.blocks.emplace_back(Paragraph{"Hồ sơ dưới đây đã đầy đủ, hợp lệ:"});
    letter.blocks.emplace_back(about());
    letter.blocks.emplace_back(Paragraph{
        "Đề nghị Ông/Bà nộp lệ phí cấp chứng chỉ: " + dong(*amount) +
        (known && *known == *amount ? "." : " (mức do cán bộ nêu; bộ quy định chưa có mức của ngày này).")});
    letter.blocks.emplace_back(
        Paragraph{"Thời hạn thẩm định và cấp chứng chỉ tính từ khi hồ sơ hợp lệ và đã nộp lệ phí."});
    finish(letter);
    return letter;
}

Letter LetterOf::refusal()
{
    const registry::Step& step = needed_step("refuse", {"thông báo từ chối", "a refusal"});
    const auto decision = registry::find_decision(database_, file_.application);
    return refusal_of(step.on_day, reason_of(step), decision ? decision->legal_basis : std::nullopt);
}

Letter LetterOf::refusal_of(Date decided_on, const std::string& reason,
                            const std::optional<std::string>& legal_basis)
{
    Letter letter = begin();
    address(letter);
    letter.blocks.emplace_back(Paragraph{"Sau khi thẩm định hồ sơ dưới đây, " + head_.body +
                                         " thông báo từ chối cấp chứng chỉ nhân viên bức xạ."});
    letter.blocks.emplace_back(about());
    std::vector<std::string> expected;
    if (const auto screened = latest_findings(database_, rulebooks_, file_.application)) {
        Items items;
        for (const FindingWords& finding : not_met(*screened)) {
            items.items.push_back(item_of(finding));
            expected.push_back(finding.requirement);
        }
        const bool carried = !items.items.empty();
        if (!carried) { // the officer's own decision: what nobody could settle is told all the same
            for (const FindingWords& finding : undetermined(*screened)) {
                items.items.push_back(item_of(finding));
                expected.push_back(finding.requirement);
            }
        }
        if (!items.items.empty()) {
            letter.blocks.emplace_back(
                Paragraph{carried ? "Các yêu cầu không đạt:"
                                  : "Các yêu cầu mà hồ sơ và quy định chưa đủ để kết luận:"});
            letter.blocks.emplace_back(std::move(items));
        }
    }
    letter.blocks.emplace_back(Paragraph{"Lý do của quyết định ngày " + to_dmy(decided_on) + ": " + reason});
    if (legal_basis) letter.blocks.emplace_back(Paragraph{"Căn cứ pháp lý: " + *legal_basis});
    letter.blocks.emplace_back(
        Paragraph{"Ông/Bà có quyền khiếu nại theo quy định của pháp luật về khiếu nại."});
    finish(letter);
    refuse_different(letter, expected);
    return letter;
}

Letter LetterOf::apology()
{
    const registry::Step& step = needed_step("extend", {"phiếu xin lỗi", "an apology"});
    std::optional<registry::Deadline> promised, renewed;
    const auto clocks = registry::deadlines_of(database_, file_.application);
    promised = due_of_result(clocks);
    for (const auto& version : clocks) {
        if (version.record.clock == "extension") renewed = version.record;
    }
    Letter letter = begin();
    address(letter);
    letter.blocks.emplace_back(about());
    letter.blocks.emplace_back(Paragraph{head_.body + " xin lỗi Ông/Bà vì chưa trả kết quả" +
                                         (promised ? " đúng hạn ngày " + to_dmy(promised->due_on) : "") +
                                         "."});
    letter.blocks.emplace_back(Paragraph{"Lý do: " + reason_of(step)});
    if (renewed)
        letter.blocks.emplace_back(Paragraph{"Ngày trả kết quả mới: " + to_dmy(renewed->due_on) +
                                                 ". Việc hẹn lại chỉ thực hiện một lần.",
                                             true});
    finish(letter);
    return letter;
}

Letter LetterOf::control_slip()
{
    needed_step("receive", {"phiếu kiểm soát", "a control slip"});
    Letter letter = begin();
    letter.blocks.emplace_back(about());
    documents::Grid grid;
    grid.columns = {
        {"TT", 0.6, true}, {"Ngày", 1.4}, {"Bước", 2.6}, {"Người thực hiện", 1.8}, {"Ghi chú", 3}};
    for (const registry::Step& step : steps_) {
        const auto officer = registry::find_officer(database_, step.by_officer);
        grid.rows.push_back({std::to_string(step.step), to_dmy(step.on_day),
                             rules_.book.workflow.step_name(step.act).vi,
                             officer ? officer->name : step.by_officer, reason_of(step)});
    }
    letter.blocks.emplace_back(std::move(grid));
    finish(letter);
    letter.recipients.clear();
    return letter;
}

void LetterOf::refuse_different(const Letter& letter, const std::vector<std::string>& expected) const
{
    if (cited_requirements(letter) == expected) return;
    throw Error{
        Fault::integrity,
        {"hồ sơ " + file_.application + ": thư không nêu đúng những gì đã kết luận; không in",
         "application " + file_.application + ": the letter does not say what was determined; not printed"},
        {"báo cho người phát triển", "report this to the developers"}};
}

} // namespace radcert::casework
