#include <algorithm>

#include "casework/issue_certificate.h"
#include "casework/record_application.h"
#include "casework/record_worker.h"
#include "demo/evidence.h"
#include "demo/sample.h"

namespace radcert::demo {
namespace {

using std::string_view_literals::operator""sv;
using std::chrono::days;

constexpr Date unlimited_from{std::chrono::year{2021} / 2 / 1};

/// Before July 2025 the province certified the safety officers of medical facilities only.
bool ours(const Site& site, std::string_view role, Date day)
{
    return site.province == "66" && role == "safety_officer" && (site.medical || merger <= day);
}

/// What may be wrong with every so-manieth file; most are good.
Flaw flaw_of(int file)
{
    constexpr std::array flaws{
        Flaw::not_judged, Flaw::not_judged,      Flaw::not_judged,      Flaw::no_photo,
        Flaw::not_judged, Flaw::not_judged,      Flaw::wrong_programme, Flaw::not_judged,
        Flaw::not_judged, Flaw::old_health_form, Flaw::not_judged,      Flaw::fit_with_limits,
        Flaw::not_judged, Flaw::operator_only,   Flaw::not_judged,      Flaw::not_judged};
    return flaws[std::size_t(file) % flaws.size()];
}

Sketch file_of(Sample& sample, const Person& person, Date filed)
{
    constexpr std::array channels{"online"sv, "in_person"sv, "post"sv};
    const Site& site = sample.sites[person.site];
    Sketch sketch;
    sketch.id =
        "HS66-" + to_iso(filed).substr(0, 4) + "-" + std::to_string(10'000 + ++sample.files).substr(1);
    sketch.role = person.role;
    sketch.filed_on = filed;
    sketch.filed_with = "province:66";
    sketch.channel = sample.random.pick(channels);
    if (sample.random.chance(70)) sketch.fee_paid_on = filed;
    sketch.facility_id = site.reference;
    sketch.facility_name = site.name;
    sketch.province = site.province;
    sketch.medical = site.medical;
    sketch.devices = site.devices;
    sketch.national_id = person.national_id;
    sketch.full_name = person.full_name;
    sketch.birth_date = person.birth_date;
    sketch.first_id = 1 + 100 * person.files;
    sketch.past_told = false;
    add_evidence(sketch, sample.random);
    apply(sketch, flaw_of(sample.files), sample.random);
    sketch.degrees = {person.degree};
    return sketch;
}

/// A paper from before, or from another office, as the worker shows it.
void record_elsewhere(Sample& sample, registry::WriteScope& write, std::size_t index)
{
    const Person& person = sample.people[index];
    const Site& site = sample.sites[person.site];
    const int number = ++sample.elsewhere;
    registry::Certificate paper;
    paper.worker = person.worker;
    paper.facility = site.facility;
    paper.role = person.role;
    paper.issued_on = write.today() - days{sample.random.between(20, 300)};
    paper.issued_by = "varans";
    if (person.role == "safety_officer" && site.medical)
        paper.issued_by = "province:" + std::string{site.province};
    if (number % 6 == 2 && paper.issued_on < merger) { // provinces that are part of these two today
        constexpr std::array former{"province:54", "province:67", "province:60"};
        paper.issued_by = former[std::size_t(number) / 6 % former.size()];
    }
    if (paper.issued_by == "province:66") paper.issued_by = "varans";
    for (const SketchDevice& device : site.devices) paper.equipment_types.emplace_back(device.type);
    std::ranges::sort(paper.equipment_types);
    if (paper.issued_on < unlimited_from) paper.valid_to = plus_months(paper.issued_on, 60);
    std::string letters = paper.issued_by == "varans" ? "ATBXHN" : "SKHCN-" + paper.issued_by.substr(9);
    paper.certificate = std::to_string(1'000 + number) + "/TN-" + letters;
    const std::string status = number % 11 == 5 ? "suspended" : number % 17 == 8 ? "revoked" : "in_force";
    casework::record_certificate(write, sample.words(write), paper, status);
}

} // namespace

void file_application(Sample& sample, registry::WriteScope& write, std::size_t index,
                      const std::string& renews)
{
    Person& person = sample.people[index];
    const Date today = write.today();
    const auto& rules = sample.rules(write);
    const Sketch sketch = file_of(sample, person, today);
    ++person.files;
    casework::record_application(write, rules, to_json_line(sketch), "hồ sơ thử nghiệm");
    if (sample.files % 12 == 5) { // the paper that the file still lacked
        sample.diary.on(today + days{2}, [&sample, id = sketch.id](auto& later) {
            casework::ApplicationChange change;
            change.completed_on = later.today();
            casework::change_application(later, sample.rules(later), id, change);
        });
    }
    if (sample.files % 14 == 9) {
        sample.diary.on(today + days{3}, [&sample, id = sketch.id](auto& later) {
            casework::withdraw_application(later, sample.rules(later), id,
                                           "Người nộp xin rút hồ sơ (thử nghiệm)");
        });
        return;
    }
    plan_screening(sample, sketch.id, today + days{3}, renews, index);
    if (sample.files % 10 != 4) return;
    // After the screening somebody notices a slip in the training's paper: the file has to be screened again.
    sample.diary.on(today + days{6}, [&sample, index](auto& later) {
        const std::string other_branch = "Trung tâm đào tạo thử nghiệm (cơ sở 2)";
        for (auto& piece : registry::evidence_of(later.database(), sample.people[index].worker)) {
            // An earlier file of the person may have had the same slip put right.
            if (piece.kind != "training" || piece.issuer == other_branch) continue;
            piece.issuer = other_branch;
            casework::record_evidence(later, sample.words(later), piece);
            return;
        }
    });
}

Date clear_of_summer(Date day)
{
    const Date from = date(2025, 5, 5), to = date(2025, 8, 14), after = date(2025, 8, 18);
    return day < from || to < day ? day : after + (day - from) % 40;
}

void plan_certificates_of(Sample& sample, std::size_t index)
{
    const Person& person = sample.people[index];
    if (person.role == "device_operator") return;
    const Site& site = sample.sites[person.site];
    const Date day = clear_of_summer(person.from + days{sample.random.between(30, 120)});
    if (person.to && *person.to <= day + days{60}) return;
    if (ours(site, person.role, day))
        sample.diary.on(day, [&sample, index](auto& write) { file_application(sample, write, index, {}); });
    else
        sample.diary.on(day, [&sample, index](auto& write) { record_elsewhere(sample, write, index); });
}

} // namespace radcert::demo
