#include "rules/applies_words.h"

namespace radcert::rules {
namespace {

/// Words of a list whose bits are set, with ", " between.
template <class Mask>
std::string listed_words(const CodeList& list, Mask mask)
{
    std::string text;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if ((mask >> i & 1) == 0) continue;
        if (!text.empty()) text += ", ";
        text += list.word(Code(i));
    }
    return text;
}

} // namespace

std::string device_words(const Vocabulary& vocabulary, DeviceSet set)
{
    return listed_words(vocabulary.equipment_types, set);
}

std::string applies_words(const Vocabulary& vocabulary, const Applicability& asked, Language language)
{
    std::string text;
    const auto say = [&](const Words& words, const std::string& value = {}) {
        text += (text.empty() ? "" : "; ") + words.in(language) + value;
    };
    const std::uint32_t everybody = (1u << vocabulary.roles.size()) - 1;
    if ((asked.roles & everybody) != everybody) say({}, listed_words(vocabulary.roles, asked.roles));
    for (const DeviceSet set : asked.devices.has)
        say({"có thiết bị: ", "with: "}, device_words(vocabulary, set));
    if (asked.devices.only) say({"chỉ có: ", "only: "}, device_words(vocabulary, *asked.devices.only));
    if (asked.devices.other_than)
        say({"có thiết bị khác ngoài: ", "with a device other than: "},
            device_words(vocabulary, *asked.devices.other_than));
    if (asked.medical)
        say(*asked.medical ? Words{"cơ sở y tế", "medical facility"}
                           : Words{"không phải cơ sở y tế", "not a medical facility"});
    if (asked.procedures != ~0u) say({}, listed_words(vocabulary.procedures, asked.procedures));
    if (asked.channels != ~0u) say({"nộp: ", "filed: "}, listed_words(vocabulary.channels, asked.channels));
    if (text.empty()) say({"mọi hồ sơ", "every application"});
    return text;
}

std::string body_words(const AuthorityRow& row, Language language)
{
    constexpr std::string_view bodies[] = {"province:NN", "varans", "ministry"};
    if (row.by_device)
        return language == Language::vi ? "mỗi thiết bị theo dòng riêng" : "each device by its own row";
    std::string text;
    for (const Body::Kind kind : row.bodies)
        text += (text.empty() ? "" : ", ") + std::string{bodies[std::size_t(kind)]};
    if (text.empty()) return language == Language::vi ? "không rõ" : "unknown";
    return text;
}

std::string span_words(const Span& span)
{
    return to_iso(span.from) + ".." + (span.to ? to_iso(*span.to) : "");
}

} // namespace radcert::rules
