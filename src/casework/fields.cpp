#include "casework/fields.h"

#include <map>
#include <utility>

#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "domain/body.h"
#include "text/json.h"
#include "text/vietnamese.h"

namespace radcert::casework {

using documents::Cell;

namespace {

using FieldNames = std::map<std::string_view, Words>;

const FieldNames& field_labels()
{
    static const FieldNames names{
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

/// FieldNames of the words that are no list of the rulebook's.
const FieldNames& own_field_words()
{
    static const FieldNames names{
        {"cccd", {"căn cước công dân", "identity card (12 digits)"}},
        {"cmnd", {"chứng minh nhân dân", "identity card (9 digits)"}},
        {"passport", {"hộ chiếu", "passport"}},
        {"other", {"giấy tờ khác", "other paper"}},
        {"recorded", {"đã ghi", "recorded"}},
        {"withdrawn", {"đã rút", "withdrawn"}},
        {"typed", {"nhập tay", "typed"}},
        {"received", {"đã tiếp nhận", "received"}},
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

/// The list of the rulebook whose words the field holds; null where there is none.
const CodeList* code_list(const Vocabulary& words, std::string_view field)
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

bool is_any_of(std::string_view field, std::initializer_list<std::string_view> fields)
{
    return std::ranges::find(fields, field) != fields.end();
}

} // namespace

Words field_label(std::string_view field)
{
    const auto found = field_labels().find(field);
    return found != field_labels().end() ? found->second : Words{std::string{field}, std::string{field}};
}

documents::Column column(std::string_view field)
{
    return {std::string{field}, field_label(field)};
}

std::string masked_number(std::string_view number)
{
    if (number.size() < 9) return "•••••";
    return std::string{number.substr(0, 3)} + "•••••" + std::string{number.substr(number.size() - 4)};
}

Cell status_cell(const std::string& status)
{
    return Cell::coded(status, status_name(status));
}

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
        all += (all.empty() ? "" : "; ") + (kind.empty() ? id : kind.in(*named_in_)) + copies;
    }
    return all;
}

/// An authority by its code; empty for one that is written in words.
Words FieldCells::name_of_body(std::string_view word) const
{
    const auto body = parse_body(word);
    if (!body) return {};
    if (body->kind == Body::Kind::varans) return {"Cục An toàn bức xạ và hạt nhân", "VARANS"};
    if (body->kind == Body::Kind::ministry)
        return {"Bộ Khoa học và Công nghệ", "Ministry of Science and Technology"};
    return name("province", word.substr(std::string_view{"province:"}.size()));
}

Words FieldCells::name(std::string_view field, std::string_view word) const
{
    if (is_any_of(field, {"filed_with", "issued_by", "issuer", "authority"})) return name_of_body(word);
    if (field == "topic") {
        const auto topic = topic_from(word);
        return topic ? radcert::name(*topic) : Words{};
    }
    if (const CodeList* list = code_list(words_, field)) {
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
        const auto& kinds = evidence_kinds();
        const auto kind = std::ranges::find(kinds, word, &EvidenceKind::kind);
        if (kind != kinds.end()) return kind->name;
    }
    if (field == "sex") {
        const auto& sexes = casework::sexes();
        const auto sex = std::ranges::find(sexes, word, &std::pair<std::string_view, Words>::first);
        return sex == sexes.end() ? Words{} : sex->second;
    }
    if (field == "source" && word.starts_with("facility ")) { // a facility's operator brought it
        const std::string which{word.substr(std::string_view{"facility "}.size())};
        return {"cơ sở " + which + " nộp", "brought by facility " + which};
    }
    if (!is_any_of(field, {"kind", "status", "source", "outcome", "subject_matter"})) return {};
    const auto found = own_field_words().find(word);
    return found != own_field_words().end() ? found->second : Words{};
}

std::vector<std::pair<std::string, Words>> FieldCells::choices(std::string_view field) const
{
    std::vector<std::pair<std::string, Words>> found;
    if (const CodeList* list = code_list(words_, field)) {
        for (const CodeList::Entry& entry : *list) found.emplace_back(entry.word, entry.name);
    } else if (field == "province") {
        for (const Province& province : words_.provinces) {
            const bool then = province.from <= day_ && (!province.to || *province.to >= day_);
            if (then) found.emplace_back(province_word(province.code), Words{province.name, province.name});
        }
        std::ranges::sort(found, {}, [](const auto& one) { return text::sort_key(one.second.vi); });
    } else if (field == "sex") {
        found.assign(sexes().begin(), sexes().end());
    }
    return found;
}

Cell FieldCells::operator()(std::string_view field, const std::string& value) const
{
    const Words shown = name(field, value);
    return shown.empty() ? Cell{value} : Cell::coded(value, shown);
}

Cell FieldCells::operator()(std::string_view field, std::int64_t value) const
{
    if (field == "worker") return worker_name(value);
    if (field == "facility") return facility_name(value);
    if (field == "equipment") return equipment_name(value);
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
    if (named_in_ && (devices || papers))
        return Cell::raw_json(value.text, devices ? listed(value, words_.equipment_types, "type")
                                                  : listed(value, words_.document_kinds, "kind"));
    return Cell::raw_json(value.text, value.text);
}

Cell FieldCells::operator()(std::string_view field, const registry::WordList& value) const
{
    std::string shown;
    for (const std::string& word : value) {
        const Words named = named_in_ ? name(field, word) : Words{};
        shown += (shown.empty() ? "" : ", ") + (named.empty() ? word : named.in(*named_in_));
    }
    return Cell::raw_json(registry::to_json(value), shown);
}

} // namespace radcert::casework
