#include "rules/staffing.h"

#include <algorithm>

namespace radcert::rules {
namespace {

/// What gates see of a facility; a duty is not about an application, so every procedure fits.
Circumstances circumstances_of(const Facility& facility)
{
    Circumstances here;
    here.procedure = ~0u;
    here.medical = facility.medical;
    for (const Device& device : facility.devices) here.devices |= DeviceSet{1} << device.type;
    return here;
}

bool asks_for_devices(const Applicability& asked)
{
    return !asked.devices.has.empty() || asked.devices.only || asked.devices.other_than;
}

bool names(const Applicability& asked, Code role)
{
    return (asked.roles >> role & 1) != 0;
}

/// As `fits`, but without a recorded device nothing can be said of devices.
Tri fits_facility(const Applicability& asked, const Circumstances& here)
{
    if (here.devices != 0) return fits(Gate{0, asked}, here);
    Applicability of_any_devices = asked;
    of_any_devices.devices = {};
    Circumstances with_devices = here;
    with_devices.devices = ~DeviceSet{0}; // no gate opens to a facility without devices
    const Tri rest = fits(Gate{0, of_any_devices}, with_devices);
    return asks_for_devices(asked) ? Tri::maybe & rest : rest;
}

AskedDuty asked_duty(const StaffingDuty& row, const Circumstances& here)
{
    AskedDuty duty;
    duty.row = &row;
    duty.applies = Tri::no;
    for (const Applicability& asked : row.applies) duty.applies = duty.applies | fits_facility(asked, here);
    if (duty.applies == Tri::maybe) duty.doubt = Doubt::facility;
    if (duty.applies == Tri::yes && !row.expressible) {
        duty.applies = Tri::maybe;
        duty.doubt = Doubt::work;
    }
    return duty;
}

/// Whether the answer on a role may hang on the facility's devices: by a need row that looks at them, or by
/// what a competent body has settled.
bool devices_bear_on_need(const Rulebook& book, Code role, Date day)
{
    if (!book.overlays.empty() || !book.adoptions.empty()) return true;
    return std::ranges::any_of(book.requirements, [&](const Requirement& row) {
        return row.topic == Topic::certificate_need && row.in_force.holds(day) &&
               std::ranges::any_of(row.applies, [&](const Applicability& asked) {
                   return names(asked, role) && asks_for_devices(asked);
               });
    });
}

Dossier request(const Vocabulary& vocabulary, Code role, const Facility& facility, Date day)
{
    Dossier dossier;
    if (const auto procedure = vocabulary.procedures.find("new")) dossier.application.procedure = *procedure;
    dossier.application.role = role;
    dossier.application.filed_on = day;
    dossier.application.facility = facility;
    if (facility.devices.empty()) dossier.application.facility.devices.emplace_back(); // any will do
    return dossier;
}

} // namespace

Staffing::Staffing(const Program& program, Standing decide_on)
    : program_{program}, decide_on_{decide_on}, screener_{program, {.as_of = {}, .decide_on = decide_on}}
{
}

std::vector<AskedDuty> Staffing::duties(const Facility& facility, Date day)
{
    const Circumstances here = circumstances_of(facility);
    std::vector<std::optional<NeedAnswer>> needs(program_.book.vocabulary.roles.size()); // most roles recur
    std::vector<AskedDuty> found;
    for (const StaffingDuty& row : program_.book.staffing_duties) {
        if (!row.in_force.holds(day)) continue;
        AskedDuty duty = asked_duty(row, here);
        if (duty.applies == Tri::no) continue;
        duty.decides = row.standing <= decide_on_;
        for (const StaffingDuty::Post& post : row.posts) {
            std::optional<NeedAnswer>& need = needs[post.role];
            if (!need) need = certificate_need(post.role, facility, day);
            duty.posts.push_back({post.role, post.at_least, *need});
        }
        found.push_back(std::move(duty));
    }
    return found;
}

NeedAnswer Staffing::certificate_need(Code role, const Facility& facility, Date day)
{
    const Rulebook& book = program_.book;
    NeedAnswer answer;
    if (facility.devices.empty() && devices_bear_on_need(book, role, day)) {
        answer.reason = Reason::not_recorded;
        return answer;
    }
    const Dossier dossier = request(book.vocabulary, role, facility, day);
    const Screening& screening = screener_.screen(dossier);
    answer.need = screening.need;
    const auto finding = std::ranges::find_if(screening.findings, [&](const Finding& each) {
        return each.row != no_index && topic_of(book, each) == Topic::certificate_need;
    });
    if (finding == screening.findings.end()) {
        answer.reason = Reason::no_rule_in_force;
        return answer;
    }
    answer.row = &book.requirements[finding->row];
    answer.reason = finding->reason;
    answer.indication = finding->indication;
    answer.adoption = adoption_of(book, *finding);
    return answer;
}

} // namespace radcert::rules
