#include "casework/import_columns.h"

#include <algorithm>

#include "casework/record_worker.h"
#include "domain/error.h"

namespace radcert::casework {
namespace {

using documents::SheetToWrite;

constexpr std::string_view day_hint{"Ngày/tháng/năm, ví dụ 05/03/2025. Để trống nếu không biết."};

std::vector<ImportColumn> organisation()
{
    return {
        {"name", {"Tên cơ sở", "Facility"}, CellRule::text, nullptr, true, "Tên đầy đủ như trên giấy phép."},
        {"province", {"Tỉnh của trụ sở", "Province"}, CellRule::province, nullptr, true},
        {"address", {"Địa chỉ trụ sở", "Address"}},
        {"medical", {"Cơ sở y tế", "Medical facility"}, CellRule::truth},
        {"tax_code", {"Mã số thuế", "Tax code"}, CellRule::identity},
        {"reference", {"Mã cơ sở trong hồ sơ", "Reference in dossiers"}, CellRule::identity},
        {"contact", {"Người liên hệ", "Contact"}, CellRule::name},
        {"phone", {"Điện thoại", "Telephone"}, CellRule::identity},
        {"email", {"Thư điện tử", "E-mail"}},
    };
}

std::vector<ImportColumn> people()
{
    using V = Vocabulary;
    return {
        {"full_name",
         {"Họ và tên", "Full name"},
         CellRule::name,
         nullptr,
         true,
         "Có dấu, như trên giấy tờ tùy thân."},
        {"birth_date", {"Ngày sinh", "Birth date"}, CellRule::day, nullptr, false, day_hint},
        {"birth_year",
         {"Năm sinh", "Birth year"},
         CellRule::birth_year,
         nullptr,
         false,
         "Bốn chữ số, khi không biết ngày sinh. Tuổi chỉ được xét theo ngày sinh."},
        {"sex", {"Giới tính", "Sex"}, CellRule::sex},
        {"paper_kind", {"Loại giấy tờ", "Kind of identity paper"}, CellRule::paper},
        {"paper_number",
         {"Số giấy tờ", "Number of identity paper"},
         CellRule::identity,
         nullptr,
         false,
         "Căn cước có 12 chữ số, giữ số 0 ở đầu."},
        {"paper_issued_on", {"Ngày cấp giấy tờ", "Paper issued on"}, CellRule::day, nullptr, false, day_hint},
        {"paper_issued_by", {"Nơi cấp giấy tờ", "Paper issued by"}},
        {"facility",
         {"Cơ sở làm việc", "Works at"},
         CellRule::text,
         nullptr,
         false,
         "Mã F-…, mã số thuế, mã trong hồ sơ, hoặc tên như ở trang Cơ sở."},
        {"role", {"Công việc bức xạ", "Radiation work"}, CellRule::word, &V::roles},
        {"title", {"Chức danh, phòng ban", "Title and department"}},
        {"from_day", {"Làm việc từ ngày", "In post from"}, CellRule::day, nullptr, false, day_hint},
        {"appointment_number", {"Số quyết định bổ nhiệm", "Appointment number"}},
        {"appointed_on",
         {"Ngày quyết định bổ nhiệm", "Appointed on"},
         CellRule::day,
         nullptr,
         false,
         day_hint},
        {"degree_level", {"Trình độ", "Degree level"}, CellRule::word, &V::degree_levels},
        {"degree_field", {"Chuyên ngành", "Field of study"}, CellRule::word, &V::degree_fields},
        {"degree_on", {"Ngày cấp bằng", "Degree dated"}, CellRule::day, nullptr, false, day_hint},
        {"degree_issuer", {"Nơi cấp bằng", "Degree issued by"}},
        {"training_number", {"Số chứng nhận đào tạo", "Training certificate number"}},
        {"training_on",
         {"Ngày cấp chứng nhận đào tạo", "Training dated"},
         CellRule::day,
         nullptr,
         false,
         day_hint},
        {"training_issuer", {"Nơi đào tạo", "Training provider"}},
        {"training_programme",
         {"Chương trình đào tạo (1 đến 14)", "Training programme"},
         CellRule::year_count,
         nullptr,
         false,
         "Số của chương trình theo Thông tư 34/2014/TT-BKHCN."},
        {"certificate_number", {"Số chứng chỉ nhân viên bức xạ", "Worker certificate number"}},
        {"certificate_on",
         {"Ngày cấp chứng chỉ", "Certificate dated"},
         CellRule::day,
         nullptr,
         false,
         day_hint},
        {"certificate_issuer", {"Nơi cấp chứng chỉ", "Certificate issued by"}},
        {"health_on", {"Ngày khám sức khỏe", "Health check on"}, CellRule::day, nullptr, false, day_hint},
        {"health_conclusion",
         {"Kết luận sức khỏe", "Health conclusion"},
         CellRule::word,
         &V::health_conclusions},
        {"health_issuer", {"Nơi khám sức khỏe", "Clinic"}},
        {"note", {"Ghi chú", "Note"}},
    };
}

std::vector<ImportColumn> units()
{
    using V = Vocabulary;
    return {
        {"facility",
         {"Cơ sở", "Facility"},
         CellRule::text,
         nullptr,
         true,
         "Mã F-…, mã số thuế, mã trong hồ sơ, hoặc tên."},
        {"type", {"Loại thiết bị", "Equipment type"}, CellRule::word, &V::equipment_types, true},
        {"serial", {"Số sê-ri", "Serial number"}, CellRule::identity},
        {"reference", {"Mã thiết bị trong hồ sơ", "Reference in dossiers"}, CellRule::identity},
        {"manufacturer", {"Hãng sản xuất", "Manufacturer"}},
        {"model", {"Kiểu máy", "Model"}, CellRule::identity},
        {"mobility", {"Cố định, di động", "Mobility"}, CellRule::word, &V::mobilities},
        {"province", {"Tỉnh đặt thiết bị", "Province"}, CellRule::province},
        {"location", {"Nơi đặt", "Location"}},
        {"licence", {"Số giấy phép", "Licence"}, CellRule::identity},
        {"declared_on", {"Ngày khai báo", "Declared on"}, CellRule::day, nullptr, false, day_hint},
        {"in_use_from", {"Sử dụng từ ngày", "In use from"}, CellRule::day, nullptr, false, day_hint},
        {"in_use_to", {"Sử dụng đến ngày", "In use to"}, CellRule::day, nullptr, false, day_hint},
    };
}

std::vector<ImportColumn> certificates()
{
    using V = Vocabulary;
    return {
        {"certificate", {"Số chứng chỉ", "Certificate number"}, CellRule::text, nullptr, true},
        {"issued_by",
         {"Cơ quan cấp", "Issued by"},
         CellRule::text,
         nullptr,
         true,
         "Mã hoặc tên như trong radcert register authorities, ví dụ province:66."},
        {"paper_number",
         {"Số giấy tờ của người được cấp", "Holder's identity number"},
         CellRule::identity,
         nullptr,
         true},
        {"full_name", {"Họ và tên", "Full name"}, CellRule::name, nullptr, true},
        {"facility", {"Cơ sở", "Facility"}, CellRule::text},
        {"role", {"Công việc bức xạ", "Radiation work"}, CellRule::word, &V::roles, true},
        {"equipment_types",
         {"Loại thiết bị", "Equipment types"},
         CellRule::words,
         &V::equipment_types,
         false,
         "Nhiều loại cách nhau bằng dấu chấm phẩy."},
        {"issued_on", {"Ngày cấp", "Issued on"}, CellRule::day, nullptr, true, day_hint},
        {"valid_to",
         {"Ngày hết hạn", "Valid to"},
         CellRule::end_day,
         nullptr,
         true,
         "Ngày/tháng/năm, hoặc ghi: không thời hạn."},
        {"status", {"Tình trạng", "Status"}, CellRule::status, &V::certificate_statuses, true},
    };
}

std::vector<std::string> choices_of(const ImportColumn& column, const Vocabulary& words, Date day)
{
    std::vector<std::string> choices;
    switch (column.rule) {
    case CellRule::truth: return {"có", "không"};
    case CellRule::paper:
        for (const auto& [word, name] : paper_kinds()) choices.push_back(name.vi);
        return choices;
    case CellRule::sex:
        for (const auto& [word, name] : sexes()) choices.push_back(name.vi);
        return choices;
    case CellRule::word:
    case CellRule::status:
        for (const CodeList::Entry& entry : words.*column.list) choices.push_back(entry.name.vi);
        return choices;
    case CellRule::province:
        for (const Province& province : words.provinces) {
            if (province.from > day || (province.to && *province.to < day)) continue;
            choices.push_back(province_word(province.code) + " " + province.name);
        }
        return choices;
    default: return {};
    }
}

SheetToWrite::Column template_column(const ImportColumn& column, const Vocabulary& words, Date day)
{
    SheetToWrite::Column made;
    made.heading = column.heading.vi + (column.required ? " *" : "");
    made.width = column.rule == CellRule::text || column.rule == CellRule::name ? 26 : 18;
    made.choices = choices_of(column, words, day);
    made.hint = column.hint;
    if (column.rule == CellRule::words) {
        made.hint += " Các loại:";
        for (const CodeList::Entry& entry : words.*column.list) made.hint += " " + entry.word;
    }
    const bool day_cells = column.rule == CellRule::day || column.rule == CellRule::end_day;
    if (day_cells) made.kind = SheetToWrite::Column::Kind::day;
    return made;
}

} // namespace

const std::vector<std::pair<std::string_view, Words>>& paper_kinds()
{
    static const std::vector<std::pair<std::string_view, Words>> kinds{
        {"cccd", {"căn cước (12 số)", "identity card"}},
        {"cmnd", {"chứng minh nhân dân (9 số)", "old identity card"}},
        {"passport", {"hộ chiếu", "passport"}},
        {"other", {"giấy tờ khác", "other paper"}},
    };
    return kinds;
}

const std::vector<ImportKind>& import_kinds()
{
    static const std::vector<ImportKind> kinds{
        {"workers",
         {"nhân viên bức xạ", "workers"},
         {{"facilities", {"Cơ sở", "Facilities"}, organisation()},
          {"workers", {"Nhân viên", "Workers"}, people()}}},
        {"facilities", {"cơ sở", "facilities"}, {{"facilities", {"Cơ sở", "Facilities"}, organisation()}}},
        {"equipment", {"thiết bị", "equipment"}, {{"equipment", {"Thiết bị", "Equipment"}, units()}}},
        {"certificates",
         {"chứng chỉ", "certificates"},
         {{"certificates", {"Chứng chỉ", "Certificates"}, certificates()}}},
    };
    return kinds;
}

const ImportKind& find_import_kind(std::string_view word)
{
    const auto kind = std::ranges::find(import_kinds(), word, &ImportKind::word);
    if (kind != import_kinds().end()) return *kind;
    throw Error{
        Fault::usage,
        {"không có loại nhập '" + std::string{word} + "'",
         "there is no import of '" + std::string{word} + "'"},
        {"chọn: workers (nhân viên), facilities (cơ sở), equipment (thiết bị), certificates (chứng chỉ)",
         "choose: workers, facilities, equipment, certificates"}};
}

std::vector<SheetToWrite> import_template(const ImportKind& kind, const Vocabulary& words, Date day)
{
    constexpr std::size_t rows_to_fill = 1'000;
    std::vector<SheetToWrite> sheets;
    for (const ImportSheet& sheet : kind.sheets) {
        SheetToWrite made{.name = sheet.name.vi,
                          .title = "Nhập " + kind.name.vi +
                                   ": điền từ dòng 3, cột có dấu * phải có, ô trống nghĩa là chưa ghi nhận",
                          .columns = {},
                          .rows = {},
                          .rows_with_choices = rows_to_fill};
        for (const ImportColumn& column : sheet.columns)
            made.columns.push_back(template_column(column, words, day));
        sheets.push_back(std::move(made));
    }
    return sheets;
}

} // namespace radcert::casework
