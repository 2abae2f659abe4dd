#include "casework/words_of.h"

#include <map>

#include <charconv>

#include "domain/body.h"
#include "domain/finding.h"

namespace radcert::casework {
namespace {

std::int64_t parse_number(std::string_view text, char letter, const Words& what)
{
    std::string_view digits = text;
    const bool named = text.size() > 2 && (text[0] == letter || text[0] == letter + 32) && text[1] == '-';
    if (named) digits.remove_prefix(2);
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failed == std::errc{} && end == digits.data() + digits.size() && number > 0) return number;
    const std::string example = std::string{letter} + "-17";
    throw Error{Fault::usage,
                {"'" + std::string{text} + "' không phải số của " + what.vi,
                 "'" + std::string{text} + "' is no number of " + what.en},
                {"viết như " + example, "write it as " + example}};
}

} // namespace

std::string worker_name(std::int64_t worker)
{
    return "W-" + std::to_string(worker);
}
std::string facility_name(std::int64_t facility)
{
    return "F-" + std::to_string(facility);
}
std::string equipment_name(std::int64_t equipment)
{
    return "E-" + std::to_string(equipment);
}

Words record_kind_name(std::string_view table)
{
    static const std::map<std::string_view, Words> names{
        {"worker", {"nhân viên", "worker"}},
        {"identity_paper", {"giấy tờ tùy thân", "identity paper"}},
        {"post", {"vị trí công tác", "post"}},
        {"appointment", {"bổ nhiệm", "appointment"}},
        {"evidence", {"minh chứng", "evidence"}},
        {"certificate", {"chứng chỉ", "certificate"}},
        {"certificate_status", {"tình trạng chứng chỉ", "certificate's status"}},
        {"facility", {"cơ sở", "facility"}},
        {"equipment", {"thiết bị", "equipment"}},
        {"account", {"tài khoản", "account"}},
        {"application", {"hồ sơ", "application"}},
        {"screening", {"lần xem xét", "screening"}},
        {"officer_finding", {"kết luận của cán bộ", "officer's finding"}},
        {"decision", {"quyết định", "decision"}},
        {"step", {"bước xử lý", "step"}},
        {"deadline", {"thời hạn", "deadline"}},
        {"supplement_request", {"yêu cầu bổ sung", "supplement request"}},
        {"consultation", {"lấy ý kiến", "consultation"}},
        {"paper", {"văn bản", "paper"}},
        {"practice", {"công việc bức xạ", "practice"}},
        {"licence", {"giấy phép", "licence"}},
        {"duplicate", {"kết luận trùng", "judgement of duplicates"}},
        {"erasure", {"xóa dữ liệu", "erasure"}},
        {"erased_number", {"số chứng chỉ đã xóa", "erased number"}},
        {"erased_ordinal", {"số thứ tự đã xóa", "erased ordinal"}},
        {"import", {"lần nhập", "import"}},
        {"import_row", {"dòng nhập", "imported row"}},
        {"officer", {"cán bộ", "officer"}},
        {"authority", {"cơ quan", "authority"}},
        {"rulebook", {"bộ quy định", "rulebook"}},
        {"equipment_type", {"loại thiết bị", "equipment type"}},
        {"register", {"sổ đăng ký", "register"}},
        {"halt", {"dừng cấp", "halt"}},
        {"letterhead", {"tiêu đề văn bản", "letterhead"}},
    };
    const auto found = names.find(table);
    return found != names.end() ? found->second : Words{std::string{table}, std::string{table}};
}

Words status_name(std::string_view status)
{
    struct Named {
        std::string_view word;
        Words name;
    };
    static const Named names[] = {
        {"in_force", {"còn hiệu lực", "in force"}}, {"suspended", {"đình chỉ", "suspended"}},
        {"revoked", {"đã thu hồi", "revoked"}},     {"expired", {"hết hạn", "expired"}},
        {"replaced", {"đã được thay", "replaced"}}, {"withdrawn", {"đã hủy hoặc rút", "withdrawn"}},
        {"not_yet", {"chưa đến ngày", "not yet"}},  {"received", {"đã tiếp nhận", "received"}},
        {"reopened", {"mở lại", "reopened"}},       {"granted", {"đồng ý cấp", "granted"}},
        {"refused", {"từ chối", "refused"}},
    };
    for (const Named& named : names) {
        if (named.word == status) return named.name;
    }
    return {std::string{status}, std::string{status}};
}

Words verdict_name(std::string_view verdict)
{
    for (const Verdict known : {Verdict::not_required, Verdict::ineligible, Verdict::incomplete,
                                Verdict::undetermined, Verdict::eligible}) {
        if (word(known) == verdict) return name(known);
    }
    return {std::string{verdict}, std::string{verdict}};
}

Words validity_name(std::string_view validity)
{
    if (validity == "stated") return {"cán bộ nêu", "stated"};
    if (validity == "recorded") return {"theo bản giấy", "recorded"};
    return {std::string{validity}, std::string{validity}};
}

std::int64_t parse_worker(std::string_view text)
{
    return parse_number(text, 'W', {"nhân viên bức xạ", "a worker"});
}
std::int64_t parse_facility(std::string_view text)
{
    return parse_number(text, 'F', {"cơ sở", "a facility"});
}
std::int64_t parse_equipment(std::string_view text)
{
    return parse_number(text, 'E', {"thiết bị", "equipment"});
}

void check_word(const CodeList& list, std::string_view word, const Words& what)
{
    if (list.find(word)) return;
    throw Error{Fault::invalid_input,
                {what.vi + " '" + std::string{word} + "' không có trong danh mục",
                 what.en + " '" + std::string{word} + "' is not in the list"},
                {"chọn một trong: " + list.words(), "choose one of: " + list.words()}};
}

void check_province(const Vocabulary& vocabulary, std::string_view code, Date day)
{
    const auto body = parse_body("province:" + std::string{code});
    if (body && vocabulary.find_province(body->province, day) != nullptr) return;
    Words hint{"xem: radcert register authorities", "see: radcert register authorities"};
    for (const Province& province : vocabulary.provinces) {
        if (!body || province.code != body->province || province.successor == province.code) continue;
        hint = {province.name + " nay thuộc tỉnh " + province_word(province.successor),
                province.name + " now belongs to province " + province_word(province.successor)};
    }
    throw Error{Fault::invalid_input,
                {"ngày " + to_dmy(day) + " không có tỉnh mã '" + std::string{code} + "'",
                 "no province bears the code '" + std::string{code} + "' on " + to_dmy(day)},
                std::move(hint)};
}

void check_order(std::optional<Date> first, std::optional<Date> last)
{
    if (!first || !last || *first <= *last) return;
    throw Error{
        Fault::invalid_input,
        {"ngày đầu " + to_dmy(*first) + " sau ngày cuối " + to_dmy(*last),
         "the first day, " + to_dmy(*first) + ", comes after the last, " + to_dmy(*last)},
        {"xem lại hai ngày này; không có gì được ghi", "look at both days again; nothing was recorded"}};
}

void refuse_future(Date today, std::optional<Date> day)
{
    if (!day || *day <= today) return;
    throw Error{Fault::invalid_input,
                {"ngày " + to_dmy(*day) + " chưa đến", "the day " + to_dmy(*day) + " has not come"},
                {"hôm nay là " + to_dmy(today), "today is " + to_dmy(today)}};
}

bool is_blank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string filled(std::string text, const Words& what)
{
    if (!is_blank(text)) return text;
    throw Error{Fault::invalid_input,
                {"thiếu " + what.vi, what.en + " is missing"},
                {"ghi thêm " + what.vi + " rồi làm lại", "add it, then do it again"}};
}

void refuse_nothing_changed(const std::string& record)
{
    throw Error{
        Fault::conflict,
        {record + ": sổ đã ghi đúng như vậy; không có gì thay đổi",
         record + ": the register says this already; nothing was changed"},
        {"xem những gì đã ghi bằng lệnh show hoặc history", "see what is recorded with show or history"}};
}

} // namespace radcert::casework
