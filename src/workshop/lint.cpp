#include "workshop/lint.h"

#include <algorithm>
#include <array>

#include "workshop/lint_report.h"

namespace radcert::workshop {
namespace {

struct LintWords {
    std::string_view word;
    Words name;
};

const std::array<LintWords, lint_kind_count> lint_kinds{{
    {"outside_instrument", {"ngoài hiệu lực của văn bản", "outside its instrument's life"}},
    {"lone_day", {"ngày lẻ loi", "a day on its own"}},
    {"wrong_consequence", {"hậu quả không có tác dụng", "a consequence without effect"}},
    {"wrong_evidence", {"xét minh chứng của chủ đề khác", "evidence of another topic"}},
    {"wrong_programme",
     {"chương trình đào tạo không dành cho thiết bị", "a programme that is not for the equipment"}},
    {"twice_the_same", {"hai dòng như nhau", "two rows alike"}},
    {"no_authority", {"không rõ ai quyết định", "nobody decides"}},
    {"two_authorities", {"hai cơ quan cho một thiết bị", "two authorities for one device"}},
    {"two_needs", {"vừa cần vừa không cần chứng chỉ", "needed and not needed"}},
    {"open_beside_decided", {"dòng chưa rõ đứng cạnh dòng quyết định", "unknown beside decided"}},
    {"contradiction", {"mâu thuẫn", "contradiction"}},
    {"never_applies", {"không áp dụng cho hồ sơ nào", "applies to no file"}},
    {"always_silenced", {"luôn bị dòng khác thay", "another row always speaks in its place"}},
    {"never_met", {"không hồ sơ nào đạt", "no file meets it"}},
    {"never_fails", {"hồ sơ nào cũng đạt", "every file meets it"}},
    {"idle_part", {"điều kiện thừa", "an idle condition"}},
    {"evidence_hurts", {"thêm minh chứng lại bất lợi", "more evidence hurts"}},
    {"lapse", {"hết hiệu lực, không có gì nối tiếp", "lapses without successor"}},
    {"calendar_ends", {"lịch làm việc sắp hết", "the calendar ends"}},
    {"holder_lost", {"hồ sơ đang đủ bỗng không kết luận được", "a file in order becomes undeterminable"}},
    {"no_case", {"chưa có ví dụ", "no worked case"}},
}};

} // namespace

std::string_view word(LintKind kind)
{
    return lint_kinds[std::size_t(kind)].word;
}

const Words& name(LintKind kind)
{
    return lint_kinds[std::size_t(kind)].name;
}

std::vector<LintFinding> lint(const rules::Program& program, const std::vector<WorkedCase>& cases,
                              const LintQuestion& question)
{
    LintFindings found;
    lint_rows(program, found);
    lint_ends(program, question, found);
    lint_conditions(program, found);
    lint_situations(program, found);
    lint_cases(program, cases, found);
    std::ranges::stable_sort(found, {}, &LintFinding::kind);
    return found;
}

} // namespace radcert::workshop
