#include <algorithm>
#include <array>

#include "casework/record_worker.h"
#include "demo/evidence.h"
#include "demo/people.h"
#include "demo/sample.h"

namespace radcert::demo {
namespace {

using std::string_view_literals::operator""sv;
using std::chrono::days;

struct Craft {
    std::string_view device, role;
};

/// Roles beside the safety officer that the law certifies, by what stands at the site.
constexpr std::array<Craft, 9> crafts{{
    {"industrial_gamma_radiography", "industrial_radiographer"},
    {"medical_accelerator", "accelerator_operator"},
    {"cyclotron", "radioisotope_producer"},
    {"industrial_accelerator", "accelerator_operator"},
    {"gamma_irradiator", "irradiator_operator"},
    {"brachytherapy", "irradiator_operator"},
    {"nuclear_reactor", "reactor_operator"},
    {"unsealed_source", "decontamination_officer"},
    {"sealed_source_gauge", "emergency_officer"},
}};

/// Every third at a site is a safety officer; then a craft of the site; the others operate devices.
std::string_view role_at(const Site& site, std::size_t nth)
{
    if (nth % 3 == 0) return site.declared_only ? "device_operator"sv : "safety_officer"sv;
    if (nth % 2 == 0) return "device_operator";
    for (const Craft& craft : crafts) {
        if (std::ranges::find(site.devices, craft.device, &SketchDevice::type) != site.devices.end())
            return craft.role;
    }
    return "device_operator";
}

Person made_up(Sample& sample, std::size_t index)
{
    Person person;
    person.site = index % sample.sites.size();
    const Site& site = sample.sites[person.site];
    person.role = role_at(site, index / sample.sites.size());
    const int tenure = int((sample.last - sample.first).count()) - 200;
    person.from = sample.first + days{index % 3 == 0 ? 45 : sample.random.between(45, tenure)};
    person.from = std::max(person.from, site.opened + days{9}); // a facility comes before its people
    if (sample.random.chance(12)) person.to = person.from + days{sample.random.between(500, 2'500)};

    Sketch sketch; // the generator of dossiers makes the person and the degree
    sketch.filed_on = person.from;
    sketch.role = person.role;
    sketch.medical = site.medical;
    sketch.devices = site.devices;
    add_person(sketch, sample.random);
    add_evidence(sketch, sample.random);
    person.full_name = sketch.full_name;
    person.birth_date = sketch.birth_date;
    person.degree = sketch.degrees.front();
    constexpr std::size_t a_billion = 1'000'000'000, apart = 7'919; // so that no two numbers are the same
    person.national_id = "999" + std::to_string(a_billion + (index + 1) * apart).substr(1);
    return person;
}

registry::Evidence evidence(const Person& person, const char* kind, Date day)
{
    registry::Evidence piece;
    piece.worker = person.worker;
    piece.kind = kind;
    piece.dated_on = day;
    return piece;
}

void record_person(Sample& sample, registry::WriteScope& write, std::size_t index)
{
    Person& person = sample.people[index];
    const Site& site = sample.sites[person.site];
    const Vocabulary& words = sample.words(write);
    const Date today = write.today();
    registry::Worker worker;
    worker.full_name = person.full_name;
    worker.birth_date = person.birth_date;
    worker.civil_capacity = true;
    registry::IdentityPaper paper;
    paper.kind = "cccd";
    paper.number = person.national_id;
    paper.issued_by = "Cơ quan cấp thẻ thử nghiệm";
    person.worker = casework::record_worker(write, worker, paper).worker;

    registry::Evidence degree = evidence(person, "degree", person.degree.awarded_on);
    degree.reference = "d1";
    degree.level = person.degree.level;
    degree.field = person.degree.field;
    degree.issuer = person.degree.institution;
    casework::record_evidence(write, words, degree);
    registry::Post post;
    post.worker = person.worker;
    post.facility = site.facility;
    post.role = person.role;
    post.title = words.roles.name(*words.roles.find(person.role)).vi;
    post.from_day = today;
    casework::record_post(write, words, post);
    if (person.role != "safety_officer") return;
    registry::Appointment appointment;
    appointment.worker = person.worker;
    appointment.facility = site.facility;
    appointment.role = person.role;
    appointment.number = std::to_string(index + 1) + "/QĐ-" + site.reference;
    appointment.appointed_on = today;
    casework::record_appointment(write, words, appointment);
}

void leave(Sample& sample, registry::WriteScope& write, std::size_t index)
{
    const Person& person = sample.people[index];
    auto posts = registry::posts_of(write.database(), person.worker);
    if (posts.empty()) return;
    posts.front().to_day = write.today();
    casework::record_post(write, sample.words(write), posts.front());
    for (auto& appointment : registry::appointments_of(write.database(), person.worker)) {
        appointment.to_day = write.today();
        casework::record_appointment(write, sample.words(write), appointment);
    }
}

double rounded(int hundredths)
{
    return hundredths / 100.0;
}

/// One site's people in one year: the health check, or the doses of the year before.
void record_year(Sample& sample, registry::WriteScope& write, std::size_t site, bool doses)
{
    const Date today = write.today();
    const int year = int(std::chrono::year_month_day{today}.year());
    for (const Person& person : sample.people) {
        if (person.site != site || person.worker == 0 || (person.to && *person.to < today)) continue;
        if (doses && std::chrono::year_month_day{person.from}.year() >= std::chrono::year{year}) continue;
        registry::Evidence piece = evidence(person, doses ? "dose" : "health_check", today - days{3});
        if (doses) {
            piece.dated_on.reset();
            piece.issuer = "Phòng đo liều thử nghiệm";
            piece.year = year - 1;
            const int effective = sample.random.between(2, 420);
            piece.effective_msv = rounded(effective);
            piece.lens_msv = rounded(effective + sample.random.below(200));
            piece.skin_msv = rounded(effective + sample.random.below(1'500));
        } else {
            piece.issuer = "Trung tâm Y tế thử nghiệm";
            piece.conclusion = sample.random.chance(4) ? "fit_with_limits" : "fit";
            piece.facility_level = "district_or_above";
        }
        casework::record_evidence(write, sample.words(write), piece);
    }
}

} // namespace

void plan_people(Sample& sample, std::size_t count)
{
    sample.people.reserve(count);
    for (std::size_t index = 0; index < count; ++index) {
        const Person& person = sample.people.emplace_back(made_up(sample, index));
        sample.diary.on(person.from, [&sample, index](auto& write) {
            record_person(sample, write, index);
            plan_certificates_of(sample, index);
        });
        if (person.to)
            sample.diary.on(*person.to, [&sample, index](auto& write) { leave(sample, write, index); });
    }
    const int first_year = int(std::chrono::year_month_day{sample.first}.year());
    const int last_year = int(std::chrono::year_month_day{sample.last}.year());
    for (std::size_t site = 0; site < sample.sites.size(); ++site) {
        for (int year = first_year; year <= last_year; ++year) {
            const Date doses = date(year, 2, 1) + days{site % 20},
                       checks = date(year, 4, 1) + days{site % 60};
            if (year > first_year)
                sample.diary.on(doses, [&sample, site](auto& w) { record_year(sample, w, site, true); });
            sample.diary.on(checks, [&sample, site](auto& w) { record_year(sample, w, site, false); });
        }
    }
}

} // namespace radcert::demo
