#include "demo/sites.h"

#include <algorithm>
#include <array>

#include "demo/dossier_generator.h"

namespace radcert::demo {
namespace {

/// A sort of facility; numbered ones are made after these, too.
struct Sort {
    std::string_view name, province;
    bool medical;
    std::string_view practice;
    std::array<std::string_view, 5> devices; ///< unused places are empty
    bool declared_only{false};
};

constexpr std::array<Sort, 20> sorts{{
    {"Bệnh viện thử nghiệm Xạ trị Buôn Mẫu",
     "66",
     true,
     "xạ trị",
     {"medical_accelerator", "teletherapy", "brachytherapy", "ct"}},
    {"Bệnh viện thử nghiệm Tim mạch Cao Nguyên",
     "66",
     true,
     "X-quang can thiệp",
     {"angiography", "fluoroscopy", "ct", "general_xray"}},
    {"Công ty thử nghiệm Kiểm tra không phá hủy Tây Nguyên",
     "66",
     false,
     "chụp ảnh phóng xạ công nghiệp",
     {"industrial_xray_radiography", "industrial_gamma_radiography"}},
    {"Nhà máy thử nghiệm Chiếu xạ Nông sản Ea Mẫu",
     "66",
     false,
     "chiếu xạ công nghiệp",
     {"gamma_irradiator", "industrial_accelerator"}},
    {"Trung tâm Y tế thử nghiệm Krông Mẫu",
     "66",
     true,
     "X-quang chẩn đoán",
     {"general_xray", "mobile_xray", "bone_densitometry"}},
    {"Phòng khám thử nghiệm Chẩn đoán hình ảnh Buôn Mẫu",
     "66",
     true,
     "X-quang chẩn đoán",
     {"general_xray", "mammography"}},
    {"Tiệm vàng thử nghiệm Ban Mê", "66", false, "phân tích huỳnh quang tia X", {"xrf"}, true},
    {"Xưởng điện tử thử nghiệm Hòa Mẫu", "66", false, "soi bo mạch", {"pcb_inspection"}, true},
    {"Bệnh viện thử nghiệm Đa khoa Lang Mẫu",
     "68",
     true,
     "X-quang chẩn đoán",
     {"general_xray", "ct", "mammography", "bone_densitometry", "mobile_xray"}},
    {"Trung tâm thử nghiệm Y học hạt nhân Đà Mẫu",
     "68",
     true,
     "y học hạt nhân",
     {"pet_ct", "spect_ct", "unsealed_source", "cyclotron"}},
    {"Viện thử nghiệm Nghiên cứu hạt nhân Đà Mẫu",
     "68",
     false,
     "vận hành lò phản ứng nghiên cứu",
     {"nuclear_reactor", "unsealed_source", "xrf"}},
    {"Nhà máy thử nghiệm Alumin Bảo Mẫu",
     "68",
     false,
     "đo mức, đo dày bằng nguồn kín",
     {"sealed_source_gauge", "xray_gauge"}},
    {"Cảng hàng không thử nghiệm Liên Mẫu", "68", false, "soi kiểm tra an ninh", {"security_screening"}},
    {"Trường Đại học thử nghiệm Đà Mẫu",
     "68",
     false,
     "phân tích bằng tia X",
     {"xrd", "electron_microscope", "xrf"}},
    {"Phòng khám răng thử nghiệm Hoa Dã Quỳ", "68", true, "X-quang răng", {"dental_intraoral"}, true},
    {"Phòng khám răng thử nghiệm Lang Mẫu",
     "68",
     true,
     "X-quang răng",
     {"dental_intraoral", "dental_panoramic"}},
    {"Phòng khám thú y thử nghiệm Di Mẫu", "68", false, "X-quang thú y", {"veterinary_xray"}},
    {"Xưởng lắp ráp điện tử thử nghiệm Đức Mẫu", "68", false, "soi bo mạch", {"pcb_inspection", "xrf"}, true},
    {"Công ty thử nghiệm Kim hoàn Bảo Mẫu", "68", false, "phân tích huỳnh quang tia X", {"xrf"}, true},
    {"Bệnh viện thử nghiệm Ung bướu Lang Mẫu", "68", true, "xạ trị", {"medical_accelerator", "ct"}},
}};

std::string reference(std::string_view province, std::size_t number)
{
    return "TN" + std::string{province} + "-CS" + std::to_string(1'000 + number).substr(1);
}

/// The facilities of the summer of 2025 as its files name them.
void add_summer_sites(std::vector<Site>& sites, std::uint64_t seed)
{
    const DossierGenerator generator{seed};
    for (std::size_t i = 0; i < period_size; ++i) {
        const Sketch sketch = generator.sketch(i);
        if (std::ranges::find(sites, sketch.facility_id, &Site::reference) != sites.end()) continue;
        Site site{.reference = sketch.facility_id,
                  .name = sketch.facility_name,
                  .province = sketch.province,
                  .medical = sketch.medical,
                  .practice = sketch.medical ? "X-quang chẩn đoán, y học hạt nhân"
                                             : "sử dụng thiết bị phát tia X, nguồn phóng xạ",
                  .devices = sketch.devices};
        site.declared_only = site.devices.size() == 1 && site.devices.front().type == "dental_intraoral";
        sites.push_back(std::move(site));
    }
    std::ranges::sort(sites, {}, &Site::reference);
}

Site site_of(const Sort& sort, std::size_t number, bool numbered)
{
    Site site{.reference = reference(sort.province, number),
              .name = std::string{sort.name},
              .province = sort.province,
              .medical = sort.medical,
              .practice = sort.practice,
              .devices = {},
              .declared_only = sort.declared_only};
    if (numbered) site.name += " số " + std::to_string(number);
    for (const std::string_view type : sort.devices) {
        const bool mobile = type == "mobile_xray" || type.starts_with("industrial_gamma");
        if (!type.empty()) site.devices.push_back({.type = type, .mobility = mobile ? "mobile" : "fixed"});
    }
    return site;
}

} // namespace

Site numbered_site(std::size_t number)
{
    constexpr std::array<std::size_t, 10> kinds{4, 5, 1, 4, 0, 5, 8, 2, 11, 9}; // places in `sorts`
    constexpr std::size_t a_million = 1'000'000;
    const Sort& sort = sorts[kinds[number % kinds.size()]];
    Site site = site_of(sort, number, true);
    site.reference = "TN" + std::string{sort.province} + "-CS" + std::to_string(a_million + number).substr(1);
    return site;
}

std::vector<Site> made_up_sites(std::uint64_t seed, std::size_t count)
{
    std::vector<Site> sites;
    add_summer_sites(sites, seed);
    std::size_t number = 100;
    for (const Sort& sort : sorts) sites.push_back(site_of(sort, ++number, false));
    for (std::size_t i = 0; sites.size() < count; ++i)
        sites.push_back(site_of(sorts[i % sorts.size()], ++number, true));
    return sites;
}

} // namespace radcert::demo
