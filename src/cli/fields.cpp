#include "cli/fields.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "cli/desk.h"
#include "domain/body.h"
#include "domain/error.h"

namespace radcert::cli {
namespace {

using Names = std::map<std::string_view, Words>;

const Names& labels()
{
    static const Names names{
        {"worker", {"Nhân viên", "Worker"}},
        {"clock", {"Đồng hồ", "Clock"}},
        {"run", {"Lần", "Run"}},
        {"started_on", {"Từ ngày", "Started on"}},
        {"working_days", {"Ngày làm việc", "Working days"}},
        {"due_on", {"Hạn", "Due on"}},
        {"rule", {"Theo dòng", "Rule"}},
        {"provisional", {"Lịch tạm tính", "Provisional"}},
        {"ended_on", {"Kết thúc", "Ended on"}},
        {"full_name", {"Họ và tên", "Full name"}},
        {"birth_date", {"Ngày sinh", "Birth date"}},
        {"birth_year", {"Năm sinh", "Birth year"}},
        {"sex", {"Giới tính", "Sex"}},
        {"civil_capacity", {"Năng lực hành vi dân sự đầy đủ", "Full civil capacity"}},
        {"note", {"Ghi chú", "Note"}},
        {"kind", {"Loại", "Kind"}},
        {"number", {"Số", "Number"}},
        {"issued_on", {"Ngày cấp", "Issued on"}},
        {"issued_by", {"Nơi cấp", "Issued by"}},
        {"status", {"Tình trạng", "Status"}},
        {"post", {"Vị trí số", "Post"}},
        {"facility", {"Cơ sở", "Facility"}},
        {"role", {"Công việc", "Role"}},
        {"title", {"Chức danh", "Title"}},
        {"from_day", {"Từ ngày", "From"}},
        {"to_day", {"Đến ngày", "To"}},
        {"appointment", {"Bổ nhiệm số", "Appointment"}},
        {"appointed_on", {"Bổ nhiệm từ", "Appointed on"}},
        {"document", {"Bản quét (SHA-256)", "Scan (SHA-256)"}},
        {"document_name", {"Tệp bản quét", "Scanned file"}},
        {"evidence", {"Minh chứng", "Evidence"}},
        {"source", {"Nguồn", "Source"}},
        {"reference", {"Mã trong hồ sơ", "Id in dossiers"}},
        {"issuer", {"Nơi cấp", "Issuer"}},
        {"dated_on", {"Ngày trên giấy", "Day of the paper"}},
        {"level", {"Trình độ", "Level"}},
        {"field", {"Ngành", "Field"}},
        {"programme", {"Chương trình đào tạo (1-14)", "Training programme (1 to 14)"}},
        {"registered", {"Cơ sở đào tạo đã đăng ký", "Provider registered"}},
        {"conclusion", {"Kết luận", "Conclusion"}},
        {"facility_level", {"Tuyến khám", "Level of the clinic"}},
        {"year", {"Năm", "Year"}},
        {"effective_msv", {"Liều hiệu dụng (mSv)", "Effective dose (mSv)"}},
        {"lens_msv", {"Liều thủy tinh thể mắt (mSv)", "Dose to the lens (mSv)"}},
        {"skin_msv", {"Liều da (mSv)", "Dose to the skin (mSv)"}},
        {"equipment_types", {"Loại thiết bị", "Equipment types"}},
        {"at_facility", {"Tại cơ sở (như ghi trên giấy)", "At the facility, as written"}},
        {"certificate_status", {"Tình trạng chứng chỉ", "Certificate's status"}},
        {"status_since", {"Tình trạng từ ngày", "Status since"}},
        {"subject_matter", {"Điều được xác nhận", "What is attested"}},
        {"answer", {"Trả lời", "Answer"}},
        {"name", {"Tên", "Name"}},
        {"province", {"Tỉnh", "Province"}},
        {"address", {"Địa chỉ", "Address"}},
        {"medical", {"Cơ sở y tế", "Medical facility"}},
        {"tax_code", {"Mã số thuế", "Tax code"}},
        {"contact", {"Người liên hệ", "Contact"}},
        {"phone", {"Điện thoại", "Telephone"}},
        {"email", {"Thư điện tử", "E-mail"}},
        {"practice", {"Công việc bức xạ", "Practice"}},
        {"licence", {"Giấy phép", "Licence"}},
        {"expires_on", {"Hết hạn", "Expires on"}},
        {"scope", {"Phạm vi", "Scope"}},
        {"equipment", {"Thiết bị", "Equipment"}},
        {"type", {"Loại thiết bị", "Type"}},
        {"family", {"Nhóm", "Family"}},
        {"manufacturer", {"Hãng", "Manufacturer"}},
        {"model", {"Kiểu", "Model"}},
        {"serial", {"Số máy", "Serial number"}},
        {"mobility", {"Cố định, di động", "Mobility"}},
        {"location", {"Nơi đặt", "Location"}},
        {"declared_on", {"Khai báo ngày", "Declared on"}},
        {"exempt_by", {"Miễn theo quy định", "Exempt by rule"}},
        {"in_use_from", {"Dùng từ ngày", "In use from"}},
        {"in_use_to", {"Dùng đến ngày", "In use to"}},
        {"application", {"Hồ sơ", "Application"}},
        {"procedure", {"Thủ tục", "Procedure"}},
        {"filed_on", {"Nộp ngày", "Filed on"}},
        {"filed_with", {"Nộp tại", "Filed with"}},
        {"channel", {"Cách nộp", "Channel"}},
        {"fee_paid_on", {"Nộp phí ngày", "Fee paid on"}},
        {"completed_on", {"Hợp lệ từ ngày", "Complete on"}},
        {"devices", {"Thiết bị", "Devices"}},
        {"documents", {"Giấy tờ", "Documents"}},
        {"reason", {"Lý do", "Reason"}},
        {"screening", {"Lần xem xét", "Screening"}},
        {"rulebook", {"Bộ quy định", "Rulebook"}},
        {"as_of", {"Theo luật ngày", "Law of"}},
        {"decide_on", {"Mức tin cậy tối thiểu", "Weakest standing"}},
        {"dossier", {"Mã băm hồ sơ", "Dossier's digest"}},
        {"determination", {"Mã băm kết quả", "Determination's digest"}},
        {"verdict", {"Kết quả", "Verdict"}},
        {"topic", {"Chủ đề", "Topic"}},
        {"requirement", {"Yêu cầu", "Requirement"}},
        {"outcome", {"Kết luận", "Outcome"}},
        {"by_officer", {"Người kết luận", "Judged by"}},
        {"judged_on", {"Kết luận ngày", "Judged on"}},
        {"decided_on", {"Quyết định ngày", "Decided on"}},
        {"decided_by", {"Người quyết định", "Decided by"}},
        {"legal_basis", {"Căn cứ pháp lý", "Legal basis"}},
        {"second", {"Người thứ hai", "Second person"}},
        {"certificate", {"Chứng chỉ", "Certificate"}},
        {"valid_to", {"Có giá trị đến", "Valid to"}},
        {"validity", {"Thời hạn theo", "Validity by"}},
        {"ordinal", {"Số thứ tự", "Ordinal"}},
        {"replaces", {"Thay chứng chỉ", "Replaces"}},
    };
    return names;
}

/// Names of the words that are no list of the rulebook's.
const Names& own_words()
{
    static const Names names{
        {"cccd", {"căn cước công dân", "identity card (12 digits)"}},
        {"cmnd", {"chứng minh nhân dân", "identity card (9 digits)"}},
        {"passport", {"hộ chiếu", "passport"}},
        {"other", {"giấy tờ khác", "other paper"}},
        {"recorded", {"đã ghi", "recorded"}},
        {"withdrawn", {"đã rút", "withdrawn"}},
        {"typed", {"nhập tay", "typed"}},
        {"received", {"đã nhận", "received"}},
        {"granted", {"chấp thuận", "granted"}},
        {"refused", {"từ chối", "refused"}},
        {"in_force", {"còn hiệu lực", "in force"}},
        {"suspended", {"đình chỉ", "suspended"}},
        {"revoked", {"đã thu hồi", "revoked"}},
        {"replaced", {"đã thay", "replaced"}},
        {"expired", {"hết hạn", "expired"}},
        {"not_yet", {"chưa có hiệu lực", "not yet in force"}},
        {"met", {"đạt", "met"}},
        {"not_met", {"không đạt", "not met"}},
        {"civil_capacity", {"năng lực hành vi dân sự đầy đủ", "full civil capacity"}},
        {"degrees", {"không có văn bằng", "no degrees"}},
        {"trainings", {"không có đào tạo", "no trainings"}},
        {"health_checks", {"không có khám sức khỏe", "no health checks"}},
        {"doses", {"không có liều", "no doses"}},
        {"experience", {"không có kinh nghiệm", "no experience"}},
        {"certificates", {"không có chứng chỉ", "no certificates"}},
    };
    return names;
}

const CodeList* list_of(const Vocabulary& words, std::string_view field)
{
    static constexpr std::pair<std::string_view, CodeList Vocabulary::*> lists[] = {
        {"role", &Vocabulary::roles},
        {"type", &Vocabulary::equipment_types},
        {"equipment_types", &Vocabulary::equipment_types},
        {"family", &Vocabulary::families},
        {"level", &Vocabulary::degree_levels},
        {"field", &Vocabulary::degree_fields},
        {"conclusion", &Vocabulary::health_conclusions},
        {"facility_level", &Vocabulary::facility_levels},
        {"certificate_status", &Vocabulary::certificate_statuses},
        {"mobility", &Vocabulary::mobilities},
        {"channel", &Vocabulary::channels},
        {"procedure", &Vocabulary::procedures},
    };
    const auto found =
        std::ranges::find(lists, field, &std::pair<std::string_view, CodeList Vocabulary::*>::first);
    return found == std::end(lists) ? nullptr : &(words.*found->second);
}

bool is_one_of(std::string_view field, std::initializer_list<std::string_view> fields)
{
    return std::ranges::find(fields, field) != fields.end();
}

const char* type_name(std::string_view field)
{
    if (is_one_of(field, {"medical", "registered", "answer"})) return "yes|no";
    if (is_one_of(field, {"programme", "year", "birth_year"}) || field.ends_with("_msv")) return "NUMBER";
    const bool day = field.ends_with("_on") || field.ends_with("_day") || field.ends_with("_date") ||
                     field.starts_with("in_use_") || field == "status_since";
    if (day) return "DAY";
    if (is_one_of(field, {"role", "type", "level", "field", "conclusion", "facility_level",
                          "certificate_status", "mobility", "subject_matter"}))
        return "WORD";
    if (field == "sex") return "male|female";
    if (field == "equipment_types") return "TYPE,...";
    return "TEXT";
}

[[noreturn]] void refuse(const std::string& option, const std::string& text, const Words& wanted)
{
    throw Error{
        Fault::usage,
        {option + " " + text + ": không phải " + wanted.vi, option + " " + text + ": not " + wanted.en}};
}

} // namespace

Words field_label(std::string_view field)
{
    const auto found = labels().find(field);
    return found != labels().end() ? found->second : Words{std::string{field}, std::string{field}};
}

Column column(std::string_view field)
{
    return {std::string{field}, field_label(field)};
}

std::string masked_number(std::string_view number)
{
    if (number.size() < 9) return "•••••";
    return std::string{number.substr(0, 3)} + "•••••" + std::string{number.substr(number.size() - 4)};
}

/// A JSON array of devices or papers: what each is called, one after another.
std::string FieldCells::listed(const registry::JsonText& value, const CodeList& kinds, const char* key) const
{
    text::JsonReader reader;
    std::string all;
    for (const text::JsonValue& one : reader.read(value.text).array()) {
        std::string id, copies;
        Words kind;
        for (const auto& [name, said] : one.object()) {
            if (name == "id") id = said.string();
            if (name == "copies") copies = " × " + std::to_string(said.integer);
            const auto code = name == key ? kinds.find(said.string()) : std::nullopt;
            if (code) kind = kinds.name(*code);
        }
        all += (all.empty() ? "" : "; ") + (kind.empty() ? id : kind.in(language_)) + copies;
    }
    return all;
}

Words FieldCells::name(std::string_view field, std::string_view word) const
{
    if (is_one_of(field, {"filed_with", "issued_by", "authority"}) && word.starts_with("province:"))
        return name("province", word.substr(std::string_view{"province:"}.size()));
    if (field == "topic") {
        const auto topic = topic_from(word);
        return topic ? radcert::name(*topic) : Words{};
    }
    if (const CodeList* list = list_of(words_, field)) {
        const auto code = list->find(word);
        return code ? list->name(*code) : Words{};
    }
    if (field == "province") {
        const auto body = parse_body("province:" + std::string{word});
        const Province* province = body ? words_.find_province(body->province, day_) : nullptr;
        if (province == nullptr) return {};
        const std::string shown = province->name + " (" + std::string{word} + ")";
        return {shown, shown};
    }
    if (field == "kind") {
        const auto& kinds = casework::evidence_kinds();
        const auto kind = std::ranges::find(kinds, word, &casework::EvidenceKind::kind);
        if (kind != kinds.end()) return kind->name;
    }
    if (field == "sex") {
        const auto& sexes = casework::sexes();
        const auto sex = std::ranges::find(sexes, word, &std::pair<std::string_view, Words>::first);
        return sex == sexes.end() ? Words{} : sex->second;
    }
    if (!is_one_of(field, {"kind", "status", "source", "outcome", "subject_matter"})) return {};
    const auto found = own_words().find(word);
    return found != own_words().end() ? found->second : Words{};
}

Cell FieldCells::operator()(std::string_view field, const std::string& value) const
{
    const Words shown = name(field, value);
    return shown.empty() ? Cell{value} : Cell::coded(value, shown);
}

Cell FieldCells::operator()(std::string_view field, std::int64_t value) const
{
    if (field == "worker") return casework::worker_name(value);
    if (field == "facility") return casework::facility_name(value);
    if (field == "equipment") return casework::equipment_name(value);
    return value;
}

Cell FieldCells::operator()(std::string_view, Date value) const
{
    const std::string shown = to_dmy(value);
    return Cell::coded(to_iso(value), {shown, shown});
}

Cell FieldCells::operator()(std::string_view field, const registry::JsonText& value) const
{
    const bool devices = field == "devices", papers = field == "documents";
    if (format_ == Format::terminal && (devices || papers))
        return Cell::raw_json(value.text, devices ? listed(value, words_.equipment_types, "type")
                                                  : listed(value, words_.document_kinds, "kind"));
    return Cell::raw_json(value.text, value.text);
}

Cell FieldCells::operator()(std::string_view field, const registry::WordList& value) const
{
    std::string shown;
    for (const std::string& word : value) {
        const Words named = format_ == Format::terminal ? name(field, word) : Words{};
        shown += (shown.empty() ? "" : ", ") + (named.empty() ? word : named.in(language_));
    }
    return Cell::raw_json(registry::to_json(value), shown);
}

Option* FieldOptions::add(Command& command, const std::string& option, const std::string& field,
                          const Words& help)
{
    Given& given = options_.emplace_back(Given{option, field, {}});
    const Words label = help.empty() ? field_label(field) : help;
    Option* parsed = command.add_option(option, given.text, label.vi + " / " + label.en);
    parsed->type_name(type_name(field));
    given.parsed = parsed;
    return parsed;
}

bool FieldOptions::given() const
{
    return std::ranges::any_of(options_, [](const Given& one) { return one.parsed->given(); });
}

const FieldOptions::Given* FieldOptions::find(std::string_view field) const
{
    const auto found = std::ranges::find(options_, field, &Given::field);
    return found != options_.end() && found->parsed->given() ? &*found : nullptr;
}

void FieldOptions::put(const Given& given, std::int64_t& value)
{
    if (given.field == "facility") {
        value = casework::parse_facility(given.text);
        return;
    }
    const char* const end = given.text.data() + given.text.size();
    const auto [stop, failed] = std::from_chars(given.text.data(), end, value);
    if (failed != std::errc{} || stop != end)
        refuse(given.option, given.text, {"số nguyên", "a whole number"});
}

void FieldOptions::put(const Given& given, double& value)
{
    std::string text = given.text; // the desk writes a decimal comma
    if (std::ranges::count(text, ',') == 1 && text.find('.') == std::string::npos)
        std::ranges::replace(text, ',', '.');
    const char* const end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (failed != std::errc{} || stop != end) refuse(given.option, given.text, {"một số", "a number"});
}

void FieldOptions::put(const Given& given, bool& value)
{
    value = truth_option(given.text, given.option.c_str()).value_or(false);
}

void FieldOptions::put(const Given& given, Date& value)
{
    const auto day = day_option(given.text, given.option.c_str());
    if (!day) refuse(given.option, "\"\"", {"một ngày", "a day"});
    value = *day;
}

void FieldOptions::put(const Given& given, registry::WordList& value)
{
    std::size_t start = 0;
    while (start <= given.text.size()) {
        const std::size_t end = std::min(given.text.find(',', start), given.text.size());
        if (end > start) value.push_back(given.text.substr(start, end - start));
        start = end + 1;
    }
}

std::optional<std::string> province_option(const std::string& text, const Vocabulary& words, Date first,
                                           Date last)
{
    if (text.empty()) return std::nullopt;
    const auto body = parse_body("province:" + text);
    if (!body || words.find_province(body->province, first) == nullptr)
        casework::check_province(words, text, last);
    return text;
}

void add_papers_option(Command& command, std::vector<std::string>& papers, const std::string& help)
{
    command
        .add_option("--paper", papers,
                    help + ": application_form, degree:print, photo:print:3 …; lặp lại được / repeatable")
        ->type_name("KIND[:FORMAT[:COPIES]]")
        ->one_value_each();
}

std::string joined(const std::vector<std::string>& words, std::string_view between)
{
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += between;
        text += word;
    }
    return text;
}

Cell status_cell(const std::string& status)
{
    return Cell::coded(status, casework::status_name(status));
}

} // namespace radcert::cli
