#include "casework/answer_eligibility.h"

#include <algorithm>

#include "casework/dossiers.h"
#include "rules/screen.h"
#include "text/read_dossier.h"

namespace radcert::casework {
namespace {

/// @param asked  the dossier, in JSON
EligibilityAnswer answer_for_dossier(const RulebookInUse& rules, const std::string& asked, Date start)
{
    const Vocabulary& words = rules.book.vocabulary;
    text::JsonReader reader;
    const Dossier dossier = text::read_dossier(reader, asked, words);
    rules::Screener screener{rules.program};
    const rules::Screening& screening = screener.screen(dossier);
    EligibilityAnswer answer{
        screening.verdict, dossier.application.facility.name, {}, finding_words(rules, screening), {}};
    for (const Device& device : dossier.application.facility.devices) {
        const std::string& type = words.equipment_types.word(device.type);
        if (std::ranges::find(answer.equipment_types, type) == answer.equipment_types.end())
            answer.equipment_types.push_back(type);
    }
    answer.work = plan_work(rules, dossier, start, false);
    return answer;
}

} // namespace

EligibilityAnswer answer_eligibility(registry::Database& database, const RulebookInUse& rules,
                                     const EligibilityQuestion& question, AsOf as_of)
{
    return answer_for_dossier(rules, eligibility_dossier(database, rules.book.vocabulary, question, as_of),
                              as_of.in_force);
}

EligibilityAnswer answer_draft(registry::Database& database, const RulebookInUse& rules,
                               const std::string& application, AsOf as_of)
{
    const registry::ReadScope one_state{database};
    registry::Application draft = registry::load_application(database, application, as_of.known_by);
    const auto facility = registry::load_facility(database, draft.facility, as_of.known_by);
    draft.filed_on = as_of.in_force;
    draft.province = facility.province;
    return answer_for_dossier(rules, compose_question(database, draft, facility, as_of.known_by),
                              as_of.in_force);
}

} // namespace radcert::casework
