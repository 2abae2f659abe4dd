#include <algorithm>

#include "demo/evidence.h"
#include "demo/people.h"
#include "demo/period.h"

namespace radcert::demo {
namespace {

using std::string_view_literals::operator""sv;
using std::chrono::days;

constexpr Date first_filing{std::chrono::year{2010} / 9 / 5}, last_filing{std::chrono::year{2026} / 12 / 31};
constexpr Date circular_02{std::chrono::year{2022} / 4 / 15};

constexpr std::array before_merger{
    "01"sv, "02"sv, "04"sv, "06"sv, "08"sv, "10"sv, "11"sv, "12"sv, "14"sv, "15"sv, "17"sv, "19"sv, "20"sv,
    "22"sv, "24"sv, "25"sv, "26"sv, "27"sv, "30"sv, "31"sv, "33"sv, "34"sv, "35"sv, "36"sv, "37"sv, "38"sv,
    "40"sv, "42"sv, "44"sv, "45"sv, "46"sv, "48"sv, "49"sv, "51"sv, "52"sv, "54"sv, "56"sv, "58"sv, "60"sv,
    "62"sv, "64"sv, "66"sv, "67"sv, "68"sv, "70"sv, "72"sv, "74"sv, "75"sv, "77"sv, "79"sv, "80"sv, "82"sv,
    "83"sv, "84"sv, "86"sv, "87"sv, "89"sv, "91"sv, "92"sv, "93"sv, "94"sv, "95"sv, "96"sv};

constexpr std::array after_merger{"01"sv, "04"sv, "08"sv, "11"sv, "12"sv, "14"sv, "15"sv, "19"sv, "20"sv,
                                  "22"sv, "24"sv, "25"sv, "31"sv, "33"sv, "37"sv, "38"sv, "40"sv, "42"sv,
                                  "44"sv, "46"sv, "48"sv, "51"sv, "52"sv, "56"sv, "66"sv, "68"sv, "75"sv,
                                  "79"sv, "80"sv, "82"sv, "86"sv, "91"sv, "92"sv, "96"sv};

constexpr std::array hospital{
    "general_xray"sv,        "fluoroscopy"sv, "angiography"sv,       "ct"sv,
    "mammography"sv,         "mobile_xray"sv, "bone_densitometry"sv, "dental_intraoral"sv,
    "dental_panoramic"sv,    "pet_ct"sv,      "spect_ct"sv,          "unsealed_source"sv,
    "medical_accelerator"sv, "teletherapy"sv, "brachytherapy"sv,     "cyclotron"sv};

constexpr std::array plant{"xrf"sv,
                           "xrd"sv,
                           "pcb_inspection"sv,
                           "electron_microscope"sv,
                           "security_screening"sv,
                           "veterinary_xray"sv,
                           "sealed_source_gauge"sv,
                           "xray_gauge"sv,
                           "unsealed_source"sv,
                           "industrial_xray_radiography"sv,
                           "industrial_gamma_radiography"sv,
                           "industrial_accelerator"sv,
                           "gamma_irradiator"sv,
                           "nuclear_reactor"sv};

/// A certified role and where it is held.
struct Post {
    std::string_view role;
    bool medical;
    std::string_view device;
};

constexpr std::array<Post, 14> posts{{
    {"industrial_radiographer", false, "industrial_gamma_radiography"},
    {"industrial_radiographer", false, "industrial_xray_radiography"},
    {"accelerator_operator", true, "medical_accelerator"},
    {"accelerator_operator", false, "industrial_accelerator"},
    {"accelerator_operator", true, "cyclotron"},
    {"irradiator_operator", true, "brachytherapy"},
    {"irradiator_operator", false, "gamma_irradiator"},
    {"radioisotope_producer", false, "unsealed_source"},
    {"decontamination_officer", true, "unsealed_source"},
    {"emergency_officer", false, "industrial_gamma_radiography"},
    {"reactor_operator", false, "nuclear_reactor"},
    {"reactor_shift_leader", false, "nuclear_reactor"},
    {"reactor_chief_engineer", false, "nuclear_reactor"},
    {"nuclear_fuel_manager", false, "nuclear_reactor"},
}};

std::string_view province_on(Date day, Random& random)
{
    return day < merger ? random.pick(before_merger) : random.pick(after_merger);
}

void add_device(Sketch& sketch, std::string_view type, Random& random)
{
    SketchDevice device{.type = type};
    if (type == "mobile_xray" || random.chance(8))
        device.mobility = "mobile";
    else if (random.chance(15))
        device.province = province_on(sketch.filed_on, random);
    else
        device.province = sketch.province;
    sketch.devices.push_back(device);
}

void add_safety_officer_site(Sketch& sketch, Random& random)
{
    sketch.role = "safety_officer";
    sketch.medical = random.chance(60);
    const int devices = random.between(1, 4);
    for (int i = 0; i < devices; ++i) {
        const std::string_view type = sketch.medical ? random.pick(hospital) : random.pick(plant);
        add_device(sketch, type, random);
    }
}

void add_facility(Sketch& sketch, Random& random)
{
    sketch.province = province_on(sketch.filed_on, random);
    if (random.chance(70)) {
        add_safety_officer_site(sketch, random);
    } else {
        const Post& post = random.pick(posts);
        sketch.role = post.role;
        sketch.medical = post.medical;
        add_device(sketch, post.device, random);
    }
    const int number = random.between(1, 999);
    sketch.facility_id = "TN" + std::string{sketch.province} + "-CS" + std::to_string(number);
    sketch.facility_name =
        (sketch.medical ? "Bệnh viện thử nghiệm số " : "Cơ sở thử nghiệm số ") + std::to_string(number);
}

/// The desk: mostly the right one, as a person at the counter would guess it.
std::string desk(const Sketch& sketch, Random& random)
{
    const std::string province = "province:" + std::string{sketch.province};
    if (random.chance(10)) return {};
    if (sketch.role == "safety_officer" && (sketch.medical || merger <= sketch.filed_on)) return province;
    return sketch.filed_on < circular_02 && random.chance(50) ? "ministry" : "varans";
}

} // namespace

Sketch nationwide_dossier(std::size_t index, Random& random)
{
    constexpr std::array channels{"online"sv, "in_person"sv, "in_person"sv, "post"sv};
    Sketch sketch;
    sketch.filed_on = first_filing + days{random.below(int((last_filing - first_filing).count()) + 1)};
    sketch.id = "TN-" + std::to_string(index + 1);
    if (random.chance(6)) sketch.procedure = "reissue";
    sketch.channel = random.pick(channels);
    add_facility(sketch, random);
    sketch.filed_with = desk(sketch, random);
    add_person(sketch, random);
    add_evidence(sketch, random);
    add_past(sketch, random);
    if (random.chance(50)) sketch.fee_paid_on = sketch.filed_on + days{random.below(10)};
    if (random.chance(40)) sketch.completed_on = sketch.filed_on + days{random.below(20)};
    const bool flawed = random.chance(45);
    apply(sketch, flawed ? Flaw(random.below(flaw_count)) : Flaw::judged, random);
    return sketch;
}

} // namespace radcert::demo
