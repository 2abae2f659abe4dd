#include "domain/finding.h"

namespace radcert {
namespace {

struct Entry {
    std::string_view word;
    Words name;
};

template <class E, std::size_t N>
std::optional<E> find(const std::array<Entry, N>& entries, std::string_view word)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (entries[i].word == word) return E(i);
    }
    return std::nullopt;
}

const std::array<Entry, topic_count> topics{{
    {"certificate_need", {"Có cần chứng chỉ không", "Whether a certificate is needed"}},
    {"authority", {"Thẩm quyền", "Competent authority"}},
    {"age", {"Tuổi", "Age"}},
    {"civil_capacity", {"Năng lực hành vi dân sự", "Civil capacity"}},
    {"qualification", {"Trình độ chuyên môn", "Qualification"}},
    {"degree_document", {"Bản sao văn bằng", "Copy of the degree"}},
    {"training", {"Đào tạo an toàn bức xạ", "Radiation safety training"}},
    {"health_check", {"Khám sức khỏe", "Health check"}},
    {"application_form", {"Đơn đề nghị", "Application form"}},
    {"photo", {"Ảnh", "Photographs"}},
    {"appointment", {"Bổ nhiệm, phân công", "Appointment"}},
    {"dose", {"Liều chiếu xạ", "Dose"}},
    {"prior_certificate", {"Chứng chỉ đã cấp", "Earlier certificates"}},
    {"experience", {"Kinh nghiệm", "Experience"}},
    {"procedure", {"Thủ tục", "Procedure"}},
    {"other", {"Nội dung khác", "Other"}},
}};

const std::array<Entry, 3> outcomes{{
    {"met", {"đạt", "met"}},
    {"not_met", {"không đạt", "not met"}},
    {"undetermined", {"chưa xác định", "undetermined"}},
}};

const std::array<Entry, 5> reasons{{
    {"", {"", ""}},
    {"not_recorded", {"hồ sơ chưa ghi nhận", "not recorded in the file"}},
    {"officer_judgement", {"cán bộ phải xem xét, kết luận", "an officer must judge"}},
    {"rule_unconfirmed", {"quy định chưa được xác nhận", "the rule is not confirmed"}},
    {"no_rule_in_force", {"không có quy định nào đang có hiệu lực", "no rule is in force"}},
}};

const std::array<Entry, 4> failure_actions{{
    {"refuse", {"từ chối", "refuse"}},
    {"supplement", {"yêu cầu bổ sung", "ask for a supplement"}},
    {"refer", {"chuyển cán bộ xem xét", "refer to an officer"}},
    {"advise", {"lưu ý", "advise"}},
}};

const std::array<Entry, 7> standings{{
    {"text", {"đã đọc toàn văn ở nhiều nguồn", "article text read in more than one place"}},
    {"copy", {"đã đọc một bản sao không chính thức", "article text read in one unofficial copy"}},
    {"official", {"theo trang thủ tục, danh mục chính thức", "official procedure sheet, list or notice"}},
    {"secondary", {"theo bản tóm tắt thứ cấp", "secondary summary only"}},
    {"inferred", {"suy luận, chưa được xác nhận", "inferred, not confirmed"}},
    {"unknown", {"không rõ, chưa tiếp cận được văn bản", "unknown, the text was not available"}},
    {"no_rule", {"đã tra cứu, không có quy định", "the texts were searched and hold no such rule"}},
}};

const std::array<Entry, 5> verdicts{{
    {"not_required", {"KHÔNG CẦN CHỨNG CHỈ", "NO CERTIFICATE NEEDED"}},
    {"ineligible", {"KHÔNG ĐỦ ĐIỀU KIỆN", "NOT ELIGIBLE"}},
    {"incomplete", {"HỒ SƠ CHƯA ĐẦY ĐỦ", "INCOMPLETE"}},
    {"undetermined", {"CHƯA KẾT LUẬN ĐƯỢC", "UNDETERMINED"}},
    {"eligible", {"ĐỦ ĐIỀU KIỆN", "ELIGIBLE"}},
}};

constexpr std::array<std::string_view, 3> needs{"required", "not_required", "unknown"};

const std::array<Entry, 3> body_modes{{{"", {}}, {"choice", {}}, {"each", {}}}};

} // namespace

std::string_view word(Topic value)
{
    return topics[std::size_t(value)].word;
}
std::string_view word(Outcome value)
{
    return outcomes[std::size_t(value)].word;
}
std::string_view word(Reason value)
{
    return reasons[std::size_t(value)].word;
}
std::string_view word(FailureAction value)
{
    return failure_actions[std::size_t(value)].word;
}
std::string_view word(Standing value)
{
    return standings[std::size_t(value)].word;
}
std::string_view word(Verdict value)
{
    return verdicts[std::size_t(value)].word;
}
std::string_view word(CertificateNeed value)
{
    return needs[std::size_t(value)];
}
std::string_view word(BodyMode value)
{
    return body_modes[std::size_t(value)].word;
}

std::optional<Topic> topic_from(std::string_view word)
{
    return find<Topic>(topics, word);
}
std::optional<Outcome> outcome_from(std::string_view word)
{
    return find<Outcome>(outcomes, word);
}
std::optional<FailureAction> failure_action_from(std::string_view word)
{
    return find<FailureAction>(failure_actions, word);
}
std::optional<Standing> standing_from(std::string_view word)
{
    return find<Standing>(standings, word);
}
std::optional<Verdict> verdict_from(std::string_view word)
{
    return find<Verdict>(verdicts, word);
}
std::optional<BodyMode> body_mode_from(std::string_view word)
{
    return word.empty() ? std::nullopt : find<BodyMode>(body_modes, word);
}

const Words& name(Topic value)
{
    return topics[std::size_t(value)].name;
}
const Words& name(Outcome value)
{
    return outcomes[std::size_t(value)].name;
}
const Words& name(Reason value)
{
    return reasons[std::size_t(value)].name;
}
const Words& name(FailureAction value)
{
    return failure_actions[std::size_t(value)].name;
}
const Words& name(Standing value)
{
    return standings[std::size_t(value)].name;
}
const Words& name(Verdict value)
{
    return verdicts[std::size_t(value)].name;
}

} // namespace radcert
