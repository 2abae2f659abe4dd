#include "web/certificate_parts.h"

#include <algorithm>

#include "web/command_words.h"
#include "web/visit.h"

namespace radcert::web {

registry::Certificate certificate_asked(Visit& visit)
{
    const std::string& number = visit.part("certificate");
    const auto issued_by = visit.query().find("issued_by");
    const EventNumber known_by = visit.as_of().known_by;
    if (!issued_by && registry::find_certificates(visit.database(), number, known_by).size() > 1)
        throw Error{Fault::conflict,
                    {"nhiều cơ quan đã cấp chứng chỉ số " + number,
                     "several authorities issued a certificate " + number},
                    {"mở trang của chứng chỉ và chọn nơi cấp",
                     "open the certificate's page and choose who issued it"}};
    try {
        return registry::load_certificate(visit.database(), number, issued_by, known_by);
    } catch (const Error& error) {
        throw without_commands(error);
    }
}

void record_act(Visit& visit, const std::function<void(registry::WriteScope&)>& work)
{
    try {
        visit.record(work);
    } catch (const Error& error) {
        throw without_commands(error);
    }
}

std::string certificate_address(const Visit& visit, std::string_view act)
{
    const std::string& number = visit.part("certificate");
    const Parameters query{{"issued_by", visit.query().find("issued_by").value_or("")}};
    return act.empty() ? address({"certificates", number}, query)
                       : address({"certificates", number, act}, query);
}

std::vector<Choice> authority_choices(Visit& visit, std::optional<Date> on)
{
    std::vector<Choice> choices;
    for (const registry::Authority& one : registry::list_authorities(visit.database(), on)) {
        const auto same = std::ranges::find(choices, one.authority, &Choice::value);
        if (same == choices.end())
            choices.push_back({one.authority, {one.name, one.name}});
        else
            same->name = {one.name, one.name};
    }
    return choices;
}

documents::Cell authority_cell(Visit& visit, const std::string& authority, Date issued_on)
{
    const auto known = registry::find_authority(visit.database(), authority, issued_on);
    return known ? Cell::coded(authority, {known->name, known->name}) : visit.cells()("issued_by", authority);
}

documents::Cell end_cell(std::optional<Date> valid_to)
{
    return valid_to ? Cell{to_iso(*valid_to)} : Cell::raw_json("null", "", {"không thời hạn", "without end"});
}

Tone status_tone(std::string_view status)
{
    if (status == "in_force") return Tone::good;
    if (status == "suspended" || status == "not_yet") return Tone::near;
    return status == "replaced" ? Tone::muted : Tone::bad;
}

std::string plain_name(std::string_view number)
{
    std::string name{number};
    std::ranges::replace_if(
        name,
        [](char letter) {
            const bool plain = (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
                               (letter >= 'a' && letter <= 'z') || letter == '-' || letter == '_';
            return !plain;
        },
        '-');
    return name;
}

} // namespace radcert::web
