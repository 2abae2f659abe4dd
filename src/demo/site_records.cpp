#include "demo/site_records.h"

namespace radcert::demo {
namespace {

using std::string_view_literals::operator""sv;
using std::chrono::days;

constexpr std::array makers{"Công ty Thiết bị thử nghiệm A"sv, "Công ty Thiết bị thử nghiệm B"sv,
                            "Công ty Thiết bị thử nghiệm C"sv};

std::string host(const Site& site)
{
    std::string name = site.reference;
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    return name + ".example";
}

} // namespace

registry::Facility facility_of(const Site& site, std::size_t number)
{
    registry::Facility facility;
    facility.name = site.name;
    facility.reference = site.reference;
    facility.province = site.province;
    facility.address = "Số " + std::to_string(number) + " đường Thử Nghiệm, " +
                       (site.province == "66" ? "Đắk Lắk" : "Lâm Đồng");
    facility.medical = site.medical;
    facility.tax_code = "999" + std::to_string(10'000'000 + number).substr(1);
    facility.contact = "Phòng Hành chính thử nghiệm";
    facility.phone = "0999 " + std::to_string(1'000'000 + number).substr(1);
    facility.email = "lien-he@" + host(site);
    return facility;
}

std::string licence_number(const Site& site, Date day)
{
    return site.reference + "/GP-" + std::to_string(int(std::chrono::year_month_day{day}.year()));
}

registry::Licence licence_of(const Site& site, Date today)
{
    registry::Licence licence;
    licence.facility = site.facility;
    licence.licence = licence_number(site, today);
    licence.issued_by = site.medical ? "province:" + std::string{site.province} : "varans";
    licence.issued_on = today - days{5};
    licence.expires_on = plus_months(today - days{5}, licence_years * 12);
    licence.scope = "Tiến hành công việc bức xạ: " + std::string{site.practice};
    return licence;
}

registry::Equipment unit_of(const Site& site, std::size_t place, Date day, Random& random)
{
    const SketchDevice& device = site.devices[place];
    registry::Equipment unit;
    unit.facility = site.facility;
    unit.reference = "m" + std::to_string(place + 1);
    unit.type = device.type;
    unit.manufacturer = random.pick(makers);
    unit.model = "TN-" + std::to_string(random.between(100, 999));
    unit.serial = site.reference + "-" + std::to_string(place + 1);
    unit.mobility = device.mobility;
    if (!device.province.empty()) unit.province = device.province;
    if (device.mobility == "fixed") unit.location = "Phòng máy " + std::to_string(place + 1);
    unit.declared_on = day - days{random.between(1, 400)};
    unit.in_use_from = *unit.declared_on;
    return unit;
}

} // namespace radcert::demo
