#include "demo/evidence.h"

#include <algorithm>

namespace radcert::demo {
namespace {

using std::string_view_literals::operator""sv;
using std::chrono::days;

constexpr Date circular_34{std::chrono::year{2015} / 1 / 15}, decree_142{std::chrono::year{2021} / 2 / 1};

/// The training programme of Circular 34/2014 for a device; 0 where no text that was read names one.
int programme_for(std::string_view device)
{
    constexpr std::array analysis{"xrf"sv,
                                  "xrd"sv,
                                  "pcb_inspection"sv,
                                  "electron_microscope"sv,
                                  "security_screening"sv,
                                  "sealed_source_gauge"sv,
                                  "xray_gauge"sv};
    constexpr std::array therapy{"medical_accelerator"sv, "teletherapy"sv, "brachytherapy"sv};
    constexpr std::array nuclear_medicine{"pet_ct"sv, "spect_ct"sv, "unsealed_source"sv};
    constexpr std::array unknown{"cyclotron"sv, "nuclear_reactor"sv};
    const auto among = [device](const auto& list) { return std::ranges::find(list, device) != list.end(); };
    if (among(analysis)) return 9;
    if (among(therapy)) return 2;
    if (among(nuclear_medicine)) return 3;
    if (among(unknown)) return 0;
    if (device.starts_with("industrial_") && device.ends_with("_radiography")) return 5;
    if (device == "gamma_irradiator" || device == "industrial_accelerator") return 4;
    return 1;
}

std::vector<int> programmes_of(const Sketch& sketch)
{
    if (sketch.filed_on < circular_34) return {0}; // before the programmes had numbers
    if (sketch.role == "industrial_radiographer") return {5};
    if (sketch.role == "radioisotope_producer") return {7};
    std::vector<int> programmes;
    for (const SketchDevice& device : sketch.devices) {
        const int programme = programme_for(device.type);
        if (std::ranges::find(programmes, programme) == programmes.end()) programmes.push_back(programme);
    }
    if (sketch.role == "safety_officer") programmes.push_back(14);
    return programmes;
}

Diploma diploma(const Sketch& sketch, Random& random)
{
    constexpr std::array medical{"radiologic_technology"sv, "medicine_radiology"sv, "medicine_nuclear"sv,
                                 "medical_physics"sv, "biomedical_engineering"sv};
    constexpr std::array other{"physics"sv,   "nuclear_engineering"sv, "chemistry"sv, "electronics"sv,
                               "materials"sv, "aviation_security"sv,   "geology"sv};
    constexpr std::array levels{"college"sv, "bachelor"sv, "bachelor"sv, "bachelor"sv, "master"sv};
    constexpr std::array schools{"Trường Đại học thử nghiệm Cao Nguyên"sv, "Học viện thử nghiệm Miền Trung"sv,
                                 "Trường Cao đẳng thử nghiệm Ban Mê"sv};
    Diploma made;
    made.level = random.pick(levels);
    made.field = sketch.medical ? random.pick(medical) : random.pick(other);
    made.institution = random.pick(schools);
    made.awarded_on = plus_months(sketch.birth_date, 22 * 12 + 6);
    return made;
}

} // namespace

void add_evidence(Sketch& sketch, Random& random)
{
    const Date examined = sketch.filed_on - days{random.between(5, 150)};
    const bool online = sketch.channel == "online";
    const std::string_view form = sketch.filed_on < decree_142 ? "05-II/ATBXHN"sv : "05"sv;
    auto& papers = sketch.papers.emplace();
    papers.push_back({"application_form", form, 1, "print", sketch.filed_on - days{random.below(4)}});
    papers.push_back({.kind = "degree"});
    papers.push_back({.kind = "training_certificate"});
    papers.push_back({.kind = "health_form", .issued_on = examined});
    if (online)
        papers.push_back({.kind = "photo", .format = "image_file"});
    else
        papers.push_back({.kind = "photo", .copies = 3});
    sketch.degrees = {diploma(sketch, random)};
    sketch.examinations = {{{.examined_on = examined}}};

    auto& courses = sketch.courses.emplace();
    Date completed = sketch.filed_on - days{random.between(60, 900)};
    for (const int programme : programmes_of(sketch)) {
        courses.push_back({programme, completed});
        completed += days{3};
    }
    if (sketch.role == "safety_officer" && random.chance(70)) {
        papers.push_back({.kind = "appointment", .issued_on = completed + days{7}});
    }
}

void add_past(Sketch& sketch, Random& random)
{
    const int last_year = int(std::chrono::year_month_day{sketch.filed_on}.year()) - 1;
    for (int year = last_year - random.between(3, 6); year <= last_year; ++year) {
        YearDose dose{.year = year};
        dose.effective = random.between(5, 450);
        dose.lens = dose.effective + random.below(200);
        dose.skin = dose.effective + random.below(2000);
        sketch.doses.push_back(dose);
    }
    const Date started = sketch.filed_on - days{random.between(400, 3000)};
    sketch.jobs.push_back({sketch.role, sketch.devices.front().type, started, std::nullopt});
    if (!random.chance(40)) return;
    Held held{"TN-" + std::to_string(random.between(1000, 9999)),
              sketch.role,
              sketch.devices.front().type,
              sketch.filed_with.empty() ? "varans" : sketch.filed_with,
              started,
              std::nullopt,
              "in_force"};
    if (started < decree_142) {
        held.expires_on = plus_months(started, 60);
        if (*held.expires_on < sketch.filed_on) held.status = "expired";
    }
    sketch.certificates.push_back(std::move(held));
}

} // namespace radcert::demo
