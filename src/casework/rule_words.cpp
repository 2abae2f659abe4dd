#include "casework/rule_words.h"

#include <bit>

#include "rules/condition_words.h"
#include "workshop/gap_words.h"

namespace radcert::casework {
namespace {

void add_phrase(Words& text, const Words& phrase)
{
    const char* const between = text.empty() ? "" : "; ";
    text.vi += between + phrase.vi;
    text.en += between + phrase.en;
}

/// Names of a list whose bits are set, with "hoặc" before the last.
template <class Mask>
Words named_words(const CodeList& list, Mask mask)
{
    Words text;
    std::size_t left = 0;
    for (std::size_t i = 0; i < list.size(); ++i) left += (mask >> i & 1) != 0 ? 1 : 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if ((mask >> i & 1) == 0) continue;
        const Words& name = list.name(Code(i));
        --left;
        text.vi += name.vi + (left > 1 ? ", " : left == 1 ? " hoặc " : "");
        text.en += name.en + (left > 1 ? ", " : left == 1 ? " or " : "");
    }
    return text;
}

Words devices_after(const Words& before, const Vocabulary& words, rules::DeviceSet set)
{
    return {before.vi + workshop::equipment_words(words, set, Language::vi),
            before.en + workshop::equipment_words(words, set, Language::en)};
}

/// "Only these", or where that is shorter "none of those".
Words only_devices(const Vocabulary& words, rules::DeviceSet only)
{
    const rules::DeviceSet every = (rules::DeviceSet{1} << words.equipment_types.size()) - 1,
                           others = every & ~only;
    if (std::popcount(others) < std::popcount(only & every))
        return devices_after({"cơ sở không có: ", "the facility has none of: "}, words, others);
    return devices_after({"cơ sở chỉ có: ", "the facility has only: "}, words, only);
}

Words one_applicability(const Vocabulary& words, const rules::Applicability& asked)
{
    Words text;
    const std::uint32_t everybody = (1u << words.roles.size()) - 1;
    if ((asked.roles & everybody) != everybody) add_phrase(text, named_words(words.roles, asked.roles));
    for (const rules::DeviceSet set : asked.devices.has)
        add_phrase(text, devices_after({"cơ sở có: ", "the facility has: "}, words, set));
    if (asked.devices.only) add_phrase(text, only_devices(words, *asked.devices.only));
    if (asked.devices.other_than)
        add_phrase(text,
                   devices_after({"cơ sở có thiết bị khác ngoài: ", "the facility has a device other than: "},
                                 words, *asked.devices.other_than));
    if (asked.medical) add_phrase(text, workshop::medical_words(asked.medical));
    if (asked.procedures != ~0u) add_phrase(text, named_words(words.procedures, asked.procedures));
    if (asked.channels != ~0u) {
        const Words ways = named_words(words.channels, asked.channels);
        add_phrase(text, {"nộp: " + ways.vi, "filed: " + ways.en});
    }
    if (text.empty()) text = {"mọi hồ sơ", "every file"};
    return text;
}

} // namespace

Words applies_in_words(const Vocabulary& words, const rules::Row& row)
{
    Words text;
    for (const rules::Applicability& asked : row.applies) {
        const Words one = one_applicability(words, asked);
        text.vi += (text.vi.empty() ? "" : "; hoặc ") + one.vi;
        text.en += (text.en.empty() ? "" : "; or ") + one.en;
    }
    return text;
}

Words condition_in_words(const Vocabulary& words, const rules::Condition& condition)
{
    Words text;
    rules::ConditionWords{text.vi, words, Language::vi}.condition(condition);
    rules::ConditionWords{text.en, words, Language::en}.condition(condition);
    return text;
}

Words span_in_words(const rules::Span& span)
{
    Words text{"từ ngày " + to_dmy(span.from), "from " + to_dmy(span.from)};
    if (span.to) {
        text.vi += " đến hết ngày " + to_dmy(*span.to);
        text.en += " to the end of " + to_dmy(*span.to);
    }
    return text;
}

Words bodies_in_words(const rules::AuthorityRow& row)
{
    static const Words names[]{{"cơ quan cấp tỉnh", "the province"},
                               {"Cục An toàn bức xạ và hạt nhân", "VARANS"},
                               {"Bộ Khoa học và Công nghệ", "the Ministry of Science and Technology"}};
    if (row.by_device) return {"mỗi thiết bị theo dòng riêng của nó", "each device by its own row"};
    if (row.bodies.empty()) return {"chưa rõ cơ quan nào", "nobody knows which body"};
    Words text;
    for (const Body::Kind kind : row.bodies) {
        const Words between = row.mode == BodyMode::each ? Words{" và ", " and "} : Words{" hoặc ", " or "};
        text.vi += (text.vi.empty() ? "" : between.vi) + names[std::size_t(kind)].vi;
        text.en += (text.en.empty() ? "" : between.en) + names[std::size_t(kind)].en;
    }
    return text;
}

const Words& meaning(Standing standing)
{
    static const Words meanings[]{
        {"Điều khoản đã được đọc toàn văn ở nhiều nguồn. Dòng này tự quyết định hồ sơ.",
         "The article was read in full in more than one place. The row decides files by itself."},
        {"Điều khoản đã được đọc ở một bản sao không chính thức. Dòng này tự quyết định hồ sơ.",
         "The article was read in one unofficial copy. The row decides files by itself."},
        {"Theo trang thủ tục, danh mục hay thông báo chính thức. Dòng này tự quyết định hồ sơ.",
         "By an official procedure sheet, list or notice. The row decides files by itself."},
        {"Chỉ đọc được bản tóm tắt của nguồn khác. Dòng này vẫn tự quyết định hồ sơ; nên đối chiếu với văn "
         "bản gốc.",
         "Only a secondary summary was read. The row decides files by itself all the same; compare it with "
         "the "
         "text."},
        {"Suy luận từ quy định liên quan, chưa văn bản nào xác nhận. Dòng này không quyết định hồ sơ: điểm "
         "đó để ngỏ cho "
         "đến khi cán bộ đánh giá, hoặc cơ quan áp dụng dòng này.",
         "It follows from its neighbours and no text confirms it. The row decides no file: the point stays "
         "open until "
         "an officer judges it, or the authority adopts the row."},
        {"Có hoặc có thể có văn bản, nhưng chưa tiếp cận được. Dòng này không quyết định hồ sơ: cán bộ phải "
         "xem xét.",
         "There is or may be a text, which was not available. The row decides no file: an officer has to "
         "look."},
        {"Đã tra cứu và không thấy quy định nào. Dòng này không quyết định hồ sơ: cán bộ phải xem xét.",
         "The texts were searched and hold no such rule. The row decides no file: an officer has to look."}};
    return meanings[std::size_t(standing)];
}

} // namespace radcert::casework
