#include "casework/holder_visitor.h"

#include <algorithm>

#include "casework/dossiers.h"
#include "casework/eligibility.h"

namespace radcert::casework {
namespace {

bool is_held_on(const registry::Post& post, Date day)
{
    return (!post.from_day || *post.from_day <= day) && (!post.to_day || *post.to_day >= day);
}

} // namespace

registry::WordList types_of(const Dossier& dossier, const Vocabulary& words)
{
    registry::WordList types;
    for (const Device& device : dossier.application.facility.devices)
        types.push_back(words.equipment_types.word(device.type));
    std::ranges::sort(types);
    types.erase(std::unique(types.begin(), types.end()), types.end());
    return types;
}

HolderVisitor::HolderVisitor(const ImpactQuestion& question, const FacilityShelf& shelf,
                             const std::vector<Date>& days, const std::string& authority, Flips& flips)
    : question_{question}, shelf_{shelf}, days_{days}, nowhere_{nowhere_in_particular(authority)},
      flips_{flips}, before_{question.before->book.vocabulary}, after_{question.after->book.vocabulary}
{
}

void HolderVisitor::visit(const registry::PersonFile& person, const registry::PersonCases&)
{
    person_ = &person;
    held_.clear();
    before_.begin(person);
    if (!flips_.same_words()) after_.begin(person);
    for (const registry::Certificate& certificate : person.certificates) {
        const auto entries = registry::statuses_of(person, certificate);
        if (registry::status_on(certificate, entries, question_.on) != "in_force") continue;
        held_.push_back(certificate.role);
        if (question_.certificates) ask_of(certificate);
    }
    if (!question_.posts) return;
    for (const registry::Post& post : person.posts) {
        if (is_held_on(post, question_.on) && post.role &&
            std::ranges::find(held_, *post.role) == held_.end())
            ask_of(post);
    }
}

/// As `worker eligibility` takes it where no facility is named.
const registry::Facility& HolderVisitor::facility_of(const std::optional<std::int64_t>& named, Date day) const
{
    if (named) {
        if (const auto* facility = shelf_.find(*named)) return *facility;
    }
    for (const registry::Post& post : person_->posts) {
        if (post.to_day && *post.to_day < day) continue;
        if (const auto* facility = shelf_.find(post.facility)) return *facility;
    }
    return nowhere_;
}

void HolderVisitor::ask_of(const registry::Certificate& certificate)
{
    Units units;
    for (const std::string& type : certificate.equipment_types) units.push_back({0, type, {}, {}, {}, {}});
    ask({Touched::certificate, certificate.certificate, certificate.role, certificate.facility, units.empty(),
         std::move(units)});
}

void HolderVisitor::ask_of(const registry::Post& post)
{
    ask({Touched::post,
         "W-" + std::to_string(post.worker) + "/" + std::to_string(post.post),
         *post.role,
         post.facility,
         true,
         {}});
}

void HolderVisitor::ask(const Question& asked)
{
    for (const Date day : days_) {
        const registry::Facility& facility = facility_of(asked.facility, day);
        if (question_.province && facility.province != *question_.province) continue;
        const Units units = asked.units_in_use ? shelf_.units(facility.facility, day) : asked.units;
        try {
            if (!units.empty() && ask_on(asked, {facility, units, day})) return;
        } catch (const Error& error) {
            const std::string on = day == question_.on ? "" : to_dmy(day) + ": ";
            return flips_.refuse(asked.touched, asked.number,
                                 {on + error.sentence().vi, on + error.sentence().en});
        }
        if (units.empty() && day == question_.on)
            flips_.refuse(asked.touched, asked.number,
                          {"cơ sở không có thiết bị đang dùng trong sổ",
                           "the facility has no equipment in use on record"});
    }
}

/// Whether the answers differ on the day, and that is kept.
bool HolderVisitor::ask_on(const Question& asked, const Setting& where)
{
    const Flips::Pair verdicts = verdicts_of(asked, where);
    if (where.day == question_.on) flips_.count(asked.touched, verdicts);
    if (verdicts.same()) return false;
    flips_.keep({asked.touched, asked.number, person_->worker.worker, where.facility.facility,
                 where.facility.province, asked.role,
                 types_of(flips_.read_by_after(), question_.after->book.vocabulary)},
                verdicts, where.day, [&] { return json_of(asked, where); });
    return true;
}

Flips::Pair HolderVisitor::verdicts_of(const Question& asked, const Setting& where)
{
    const auto application =
        asked_application(person_->worker.worker, asked.role, where.facility, {}, where.day);
    const Dossier* const before = before_.make(application, where.facility, where.units);
    const Dossier* const after =
        flips_.same_words() ? before : after_.make(application, where.facility, where.units);
    if (before == nullptr || after == nullptr) return flips_.ask(json_of(asked, where));
    return flips_.ask(*before, *after);
}

std::string HolderVisitor::json_of(const Question& asked, const Setting& where) const
{
    DeviceList devices;
    for (const auto& unit : where.units) devices.add(unit.type, unit.mobility, unit.province);
    return compose_dossier(
        *person_,
        asked_application(person_->worker.worker, asked.role, where.facility, devices.json(), where.day),
        where.facility, {});
}

} // namespace radcert::casework
