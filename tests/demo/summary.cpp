#include "tests/demo/summary.h"

#include <algorithm>
#include <set>

#include "text/read_dossier.h"

namespace radcert::demo {

void Counter::add(std::string_view dossier_line, std::string_view determination_line)
{
    const Dossier dossier = text::read_dossier(reader_, dossier_line, vocabulary_);
    const text::Field answer{reader_, reader_.read(determination_line)};
    const std::string_view said = answer.at("determination").as_string();
    const auto found = std::ranges::find(verdicts, said, [](Verdict verdict) { return word(verdict); });
    if (found == verdicts.end()) answer.at("determination").refuse({"một kết luận", "a determination"});
    const auto column = std::size_t(found - verdicts.begin());
    std::set<Code> types;
    for (const Device& device : dossier.application.facility.devices) types.insert(device.type);
    for (const Code type : types) ++summary_.by_equipment[type][column];
    ++summary_.all[column];
    const text::Field at_the_desk = answer.at("authority").at("filed_with_ok");
    summary_.wrong_desk += !at_the_desk.is_null() && !at_the_desk.as_boolean();
    answer.at("findings").each_element([&](const text::Field& finding) { add_question(finding); });
}

void Counter::add_question(const text::Field& finding)
{
    if (finding.at("reason").is_null() || finding.at("on_failure").as_string() == "advise") return;
    const std::string_view why = finding.at("reason").as_string();
    for (const Reason reason :
         {Reason::rule_unconfirmed, Reason::no_rule_in_force, Reason::officer_judgement}) {
        if (why != word(reason)) continue;
        ++summary_.questions[{reason, std::string{finding.at("requirement").as_string()}}];
    }
}

} // namespace radcert::demo
