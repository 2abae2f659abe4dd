#include "rules/columns.h"

#include <algorithm>
#include <array>

namespace radcert::rules {
namespace {

using V = Vocabulary;

const std::array<Column, 5> document_columns{{
    {"kind", ColumnType::code, {"loại giấy tờ", "kind"}, &V::document_kinds},
    {"form", ColumnType::text, {"mẫu số", "form"}},
    {"copies", ColumnType::integer, {"số bản", "copies"}},
    {"format", ColumnType::code, {"dạng", "format"}, &V::document_formats},
    {"issued_on", ColumnType::date, {"ghi ngày", "dated"}},
}};

const std::array<Column, 3> degree_columns{{
    {"level", ColumnType::code, {"trình độ", "level"}, &V::degree_levels},
    {"field", ColumnType::code, {"ngành", "field"}, &V::degree_fields},
    {"awarded_on", ColumnType::date, {"cấp ngày", "awarded"}},
}};

const std::array<Column, 3> training_columns{{
    {"programme", ColumnType::integer, {"chương trình", "programme"}},
    {"completed_on", ColumnType::date, {"hoàn thành", "completed"}},
    {"provider_registered", ColumnType::boolean, {"cơ sở đào tạo đã đăng ký", "provider registered"}},
}};

const std::array<Column, 3> health_check_columns{{
    {"examined_on", ColumnType::date, {"khám", "examined"}},
    {"conclusion", ColumnType::code, {"kết luận", "conclusion"}, &V::health_conclusions},
    {"facility_level", ColumnType::code, {"nơi khám", "examined at"}, &V::facility_levels},
}};

const std::array<Column, 4> dose_columns{{
    {"year", ColumnType::integer, {"năm", "year"}},
    {"effective_msv", ColumnType::amount, {"liều hiệu dụng (mSv)", "effective dose (mSv)"}},
    {"lens_msv", ColumnType::amount, {"liều thủy tinh thể (mSv)", "eye lens dose (mSv)"}},
    {"skin_msv", ColumnType::amount, {"liều da (mSv)", "skin dose (mSv)"}},
}};

const std::array<Column, 4> experience_columns{{
    {"role", ColumnType::code, {"công việc", "role"}, &V::roles},
    {"equipment_type", ColumnType::code, {"thiết bị", "equipment"}, &V::equipment_types},
    {"from", ColumnType::date, {"từ", "from"}},
    {"to", ColumnType::date, {"đến", "to"}},
}};

const std::array<Column, 5> certificate_columns{{
    {"role", ColumnType::code, {"công việc", "role"}, &V::roles},
    {"status", ColumnType::code, {"tình trạng", "status"}, &V::certificate_statuses},
    {"issued_on", ColumnType::date, {"cấp ngày", "issued"}},
    {"expires_on", ColumnType::date, {"hết hạn", "expires"}},
    {"status_since", ColumnType::date, {"tình trạng từ", "status since"}},
}};

const std::array<ListShape, list_count> shapes{{
    {"documents", {"Giấy tờ", "Document"}, {"giấy tờ", "documents"}, document_columns, 4, true},
    {"degrees", {"Văn bằng", "Degree"}, {"văn bằng", "degrees"}, degree_columns, 2, false},
    {"trainings", {"Đào tạo", "Training"}, {"đào tạo", "trainings"}, training_columns, 1, false},
    {"health_checks",
     {"Khám sức khỏe", "Health check"},
     {"kết quả khám sức khỏe", "health checks"},
     health_check_columns,
     0,
     false},
    {"doses", {"Liều", "Dose"}, {"liều chiếu xạ", "doses"}, dose_columns, -1, true},
    {"experience",
     {"Kinh nghiệm", "Experience"},
     {"kinh nghiệm", "experience"},
     experience_columns,
     2,
     false},
    {"certificates",
     {"Chứng chỉ", "Certificate"},
     {"chứng chỉ", "certificates"},
     certificate_columns,
     2,
     false},
}};

const std::array<std::string_view, fact_count> fact_names{
    "worker.birth_date",       "worker.civil_capacity_attested", "application.channel",
    "application.fee_paid_on", "application.filed_on",           "application.completed_on",
    "facility.medical",
};

const std::array<Column, fact_count> fact_columns{{
    {"birth_date", ColumnType::date, {"Ngày sinh", "Born"}},
    {"civil_capacity_attested",
     ColumnType::boolean,
     {"Xác nhận năng lực hành vi dân sự đầy đủ", "Full civil capacity attested"}},
    {"channel", ColumnType::code, {"Cách nộp", "Filed"}, &V::channels},
    {"fee_paid_on", ColumnType::date, {"Nộp lệ phí ngày", "Fee paid on"}},
    {"filed_on", ColumnType::date, {"Nộp hồ sơ ngày", "Filed on"}},
    {"completed_on", ColumnType::date, {"Hồ sơ hợp lệ ngày", "File complete on"}},
    {"medical", ColumnType::boolean, {"Cơ sở y tế", "Medical facility"}},
}};

} // namespace

const ListShape& shape_of(List list)
{
    return shapes[std::size_t(list)];
}

std::optional<List> list_from(std::string_view name)
{
    const auto found = std::ranges::find(shapes, name, &ListShape::name);
    if (found == shapes.end()) return std::nullopt;
    return List(found - shapes.begin());
}

std::optional<std::uint8_t> column_from(List list, std::string_view name)
{
    const auto columns = shape_of(list).columns;
    const auto found = std::ranges::find(columns, name, &Column::name);
    if (found == columns.end()) return std::nullopt;
    return std::uint8_t(found - columns.begin());
}

const Column& column_of(Fact fact)
{
    return fact_columns[std::size_t(fact)];
}

std::optional<Fact> fact_from(std::string_view name)
{
    const auto found = std::ranges::find(fact_names, name);
    if (found == fact_names.end()) return std::nullopt;
    return Fact(found - fact_names.begin());
}

} // namespace radcert::rules
