#include "demo/period.h"

#include <algorithm>

#include "demo/dossier_generator.h"
#include "demo/evidence.h"
#include "demo/people.h"

namespace radcert::demo {
namespace {

using std::chrono::days;

constexpr std::string_view dak_lak = "66", next_province = "56";

struct SummerSite {
    std::string_view name;
    bool medical;
    std::array<std::string_view, 3> devices; ///< unused places are empty
    std::string_view province{};             ///< where the devices stand, when not in Đắk Lắk
};

constexpr std::array<SummerSite, 16> sites{{
    {"Bệnh viện thử nghiệm Cao Nguyên (khoa Y học hạt nhân)", true, {"pet_ct"}},
    {"Bệnh viện thử nghiệm Hồ Lắk", true, {"spect_ct"}},
    {"Bệnh viện thử nghiệm Ung bướu Ban Mê", true, {"pet_ct", "unsealed_source", "ct"}},
    {"Bệnh viện thử nghiệm Đa khoa Krông Mẫu", true, {"ct", "general_xray", "mobile_xray"}},
    {"Trung tâm Y tế thử nghiệm Ea Mẫu", true, {"general_xray"}},
    {"Phòng khám răng thử nghiệm Hoa Cà Phê", true, {"dental_intraoral"}},
    {"Phòng khám răng thử nghiệm Nụ Cười Mẫu", true, {"dental_intraoral", "dental_panoramic"}},
    {"Phòng thí nghiệm Vật liệu thử nghiệm Tây Nguyên", false, {"xrf", "xrd"}},
    {"Viện thử nghiệm Nông lâm nghiệp", false, {"electron_microscope"}},
    {"Phòng thí nghiệm Đất và Khoáng sản thử nghiệm", false, {"xrf"}},
    {"Trường Đại học thử nghiệm Cao Nguyên", false, {"xrd", "electron_microscope"}},
    {"Nhà máy Điện tử thử nghiệm Hòa Mẫu", false, {"pcb_inspection"}},
    {"Cảng hàng không thử nghiệm Cao Nguyên", false, {"security_screening"}},
    {"Công ty Chẩn đoán hình ảnh thử nghiệm Đông Trường Sơn", true, {"general_xray"}, next_province},
    {"Nhà máy Xi măng thử nghiệm", false, {"sealed_source_gauge", "xray_gauge"}},
    {"Phòng khám thú y thử nghiệm Bản Đôn Mẫu", false, {"veterinary_xray"}},
}};

struct File {
    std::size_t site;
    Flaw flaw;
};

/// Filed in June, when only medical X-ray was the province's; complete in July.
constexpr std::array<File, 5> carried_over_files{{
    {3, Flaw::judged},
    {4, Flaw::late_health_form},
    {7, Flaw::judged},
    {9, Flaw::not_judged},
    {6, Flaw::judged},
}};
constexpr std::array<unsigned, carried_over_files.size()> filed_in_june{10, 12, 17, 19, 24},
    complete_in_july{1, 2, 4, 8, 9};

constexpr std::array<File, period_size - carried_over_files.size()> filed_in_period{{
    {0, Flaw::judged},
    {0, Flaw::all_judged},
    {0, Flaw::not_judged},
    {0, Flaw::no_photo},
    {0, Flaw::old_health_form},
    {1, Flaw::judged},
    {1, Flaw::judged},
    {1, Flaw::all_judged},
    {1, Flaw::trainings_not_recorded},
    {1, Flaw::operator_only},
    {2, Flaw::judged},
    {2, Flaw::wrong_programme},
    {2, Flaw::not_judged},
    {3, Flaw::judged},
    {3, Flaw::judged},
    {3, Flaw::lost_certificate},
    {3, Flaw::not_judged},
    {3, Flaw::no_photo},
    {3, Flaw::old_health_form},
    {3, Flaw::operator_only},
    {3, Flaw::operator_only},
    {3, Flaw::wrong_programme},
    {3, Flaw::unsuitable},
    {4, Flaw::judged},
    {4, Flaw::judged},
    {4, Flaw::commune_health_form},
    {4, Flaw::no_safety_programme},
    {5, Flaw::judged},
    {5, Flaw::not_judged},
    {6, Flaw::judged},
    {6, Flaw::judged},
    {6, Flaw::two_photos},
    {7, Flaw::judged},
    {7, Flaw::judged},
    {7, Flaw::all_judged},
    {7, Flaw::not_judged},
    {8, Flaw::judged},
    {8, Flaw::not_judged},
    {9, Flaw::judged},
    {9, Flaw::not_judged},
    {10, Flaw::judged},
    {10, Flaw::papers_not_recorded},
    {11, Flaw::judged},
    {11, Flaw::not_judged},
    {11, Flaw::operator_only},
    {12, Flaw::judged},
    {12, Flaw::judged},
    {12, Flaw::all_judged},
    {12, Flaw::no_safety_programme},
    {12, Flaw::fit_with_limits},
    {13, Flaw::judged},
    {14, Flaw::judged},
    {15, Flaw::judged},
}};

/// The period's files in the order in which they come in.
std::array<File, filed_in_period.size()> shuffled(Random& order)
{
    auto files = filed_in_period;
    for (std::size_t i = files.size(); i > 1; --i)
        std::swap(files[i - 1], files[std::size_t(order.below(int(i)))]);
    return files;
}

/// Weekdays from 1 July to 12 August 2025 (none of them is a holiday), shared out evenly over the files.
Date day_of(std::size_t place)
{
    constexpr Date first{std::chrono::year{2025} / 7 / 1};
    constexpr std::size_t weekdays = 31;
    constexpr int tuesday = 1;
    const int weekday = tuesday + int(place * weekdays / filed_in_period.size());
    return first + days{weekday / 5 * 7 + weekday % 5 - tuesday};
}

std::string file_number(Date filed, std::size_t index)
{
    std::string day = to_iso(filed).substr(2);
    std::erase(day, '-');
    return "TN66-" + day + "-" + std::to_string(10'001 + index).substr(1);
}

void add_site(Sketch& sketch, std::size_t index)
{
    const SummerSite& site = sites[index];
    sketch.facility_id = "TN66-CS" + std::to_string(101 + index).substr(1);
    sketch.facility_name = site.name;
    sketch.province = dak_lak;
    sketch.medical = site.medical;
    for (const std::string_view type : site.devices) {
        if (!type.empty()) sketch.devices.push_back({.type = type, .province = site.province});
    }
}

} // namespace

Sketch period_dossier(std::size_t index, Random order, Random& random)
{
    constexpr std::array channels{std::string_view{"online"}, std::string_view{"in_person"},
                                  std::string_view{"post"}};
    const bool carried = index < carried_over_files.size();
    const std::size_t place = carried ? index : index - carried_over_files.size();
    const File file = carried ? carried_over_files[place] : shuffled(order)[place];
    Sketch sketch;
    sketch.role = "safety_officer";
    sketch.filed_on = carried ? date(2025, 6, filed_in_june[place]) : day_of(place);
    sketch.id = file_number(sketch.filed_on, index);
    sketch.filed_with = "province:66";
    sketch.channel = random.pick(channels);
    if (carried) sketch.completed_on = date(2025, 7, complete_in_july[place]);
    add_site(sketch, file.site);
    add_person(sketch, random);
    add_evidence(sketch, random);
    if (random.chance(30)) add_past(sketch, random);
    if (random.chance(60)) sketch.fee_paid_on = sketch.filed_on + days{random.below(3)};
    apply(sketch, file.flaw, random);
    return sketch;
}

} // namespace radcert::demo
