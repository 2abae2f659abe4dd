#include "web/openapi_parameters.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace radcert::web {
namespace {

constexpr std::string_view any_text = R"({"type":"string"})";
constexpr std::string_view a_day = R"({"type":"string","format":"date"})";

} // namespace

const std::vector<ApiParameter>& query_parameters()
{
    static const std::vector<ApiParameter> all{
        {"in_force",
         a_day,
         {"xét vào ngày nào; mặc định hôm nay", "on which day in the world; today if left out"}},
        {"known_by",
         any_text,
         {"theo những gì sổ đã ghi đến lúc nào",
          "as recorded by which moment (RFC 3339, or a day: its end in Viet Nam)"}},
        {"from",
         any_text,
         {"bắt đầu từ bản ghi nào; lấy ở links.next", "where the page begins; take it from links.next"}},
        {"most",
         R"({"type":"integer","minimum":1,"maximum":200,"default":200})",
         {"nhiều nhất bao nhiêu bản ghi", "how many records at most"}},
        {"name", any_text, {"các từ của tên, có dấu hay không", "words of the name, with or without marks"}},
        {"province", R"({"type":"string","pattern":"^[0-9]{2}$"})", {"mã tỉnh", "code of a province"}},
        {"facility", R"({"type":"string","pattern":"^F-[0-9]+$"})", {"mã cơ sở", "a facility"}},
        {"worker", R"({"type":"string","pattern":"^W-[0-9]+$"})", {"mã nhân viên", "a worker"}},
        {"type", any_text, {"loại thiết bị, bằng mã", "equipment type, by its code"}},
        {"role", any_text, {"công việc, bằng mã", "role, by its code"}},
        {"status", any_text, {"tình trạng, bằng mã", "status, by its code"}},
        {"filed_from", a_day, {"nộp từ ngày", "filed from"}},
        {"filed_to", a_day, {"nộp đến ngày", "filed until"}},
        {"expires_from", a_day, {"hết hạn từ ngày", "expiring from"}},
        {"expires_to", a_day, {"hết hạn đến ngày", "expiring until"}},
        {"issued_by",
         any_text,
         {"cơ quan cấp, khi nhiều nơi cấp cùng một số",
          "who issued it, where several issued one of that number"}},
        {"subject", any_text, {"về ai: W-17, F-3", "about whom: W-17, F-3"}},
        {"topic", any_text, {"chủ đề", "a topic"}},
        {"text", any_text, {"các từ của dòng quy định", "words of a row"}},
        {"as_of", a_day, {"theo luật của ngày khác ngày nộp", "law of another day than the filing day"}},
        {"decide_on",
         R"({"enum":["text","copy","official","secondary","inferred"],"default":"secondary"})",
         {"mức tin cậy yếu nhất được tự quyết định", "weakest standing that may decide by itself"}},
    };
    return all;
}

const ApiParameter& query_parameter(std::string_view name)
{
    const auto found = std::ranges::find(query_parameters(), name, &ApiParameter::name);
    if (found == query_parameters().end()) throw std::logic_error{"nobody described ?" + std::string{name}};
    return *found;
}

std::string_view part_schema(std::string_view part)
{
    if (part == "facility" || part == "worker") return query_parameter(part).schema;
    if (part == "equipment") return R"({"type":"string","pattern":"^E-[0-9]+$"})";
    return part == "screening" ? R"({"type":"integer","minimum":1})" : any_text;
}

} // namespace radcert::web
