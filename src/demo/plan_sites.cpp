#include "casework/record_facility.h"
#include "demo/sample.h"

namespace radcert::demo {
namespace {

using std::string_view_literals::operator""sv;
using std::chrono::days;

constexpr std::array makers{"Công ty Thiết bị thử nghiệm A"sv, "Công ty Thiết bị thử nghiệm B"sv,
                            "Công ty Thiết bị thử nghiệm C"sv};
constexpr int licence_years = 3;

std::string host(const Site& site)
{
    std::string name = site.reference;
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    return name + ".example";
}

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

std::string licence_number(const Site& site, int year)
{
    return site.reference + "/GP-" + std::to_string(year);
}

/// Medical X-ray was the provinces' to license; everything else the ministry's agency's.
void record_licence(registry::WriteScope& write, const Site& site)
{
    const Date today = write.today();
    registry::Licence licence;
    licence.facility = site.facility;
    licence.licence = licence_number(site, int(std::chrono::year_month_day{today}.year()));
    licence.issued_by = site.medical ? "province:" + std::string{site.province} : "varans";
    licence.issued_on = today - days{5};
    licence.expires_on = plus_months(today - days{5}, licence_years * 12);
    licence.scope = "Tiến hành công việc bức xạ: " + std::string{site.practice};
    casework::record_licence(write, licence);
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

/// What a small device is exempt by, where the rulebook has that row.
constexpr const char* small_device_rule = "NEED-5";

void record_site(Sample& sample, registry::WriteScope& write, std::size_t place)
{
    Site& site = sample.sites[place];
    const auto& rules = sample.rules(write);
    const Date today = write.today();
    site.facility =
        casework::record_facility(write, rules.book.vocabulary, facility_of(site, place + 1)).facility;
    casework::record_practice(write, {site.facility, std::string{site.practice}, today - days{30}, {}});
    if (!site.declared_only) record_licence(write, site);
    for (std::size_t i = 0; i < site.devices.size(); ++i) {
        registry::Equipment unit = unit_of(site, i, today, sample.random);
        if (!site.declared_only)
            unit.licence = licence_number(site, int(std::chrono::year_month_day{today}.year()));
        else if (i == 0 && rules.book.vocabulary.requirements.contains(small_device_rule))
            unit.exempt_by = small_device_rule;
        casework::record_equipment(write, rules, unit);
    }
}

/// A unit taken out of use, and a hand-held one declared in its place, as small facilities do.
void replace_unit(Sample& sample, registry::WriteScope& write, std::size_t place)
{
    const Site& site = sample.sites[place];
    const auto& rules = sample.rules(write);
    auto units = registry::equipment_of(write.database(), site.facility, write.today());
    if (units.empty()) return;
    registry::Equipment old = units.back(), fresh = units.back();
    old.in_use_to = write.today() - days{1};
    old.reference.reset(); // files name the new one by it from now on
    casework::change_equipment(write, rules, old);
    fresh.serial = *fresh.serial + "-B";
    fresh.declared_on = fresh.in_use_from = write.today();
    casework::record_equipment(write, rules, fresh);
}

void change_contact(Sample& sample, registry::WriteScope& write, std::size_t place)
{
    const Site& site = sample.sites[place];
    registry::Facility facility = registry::load_facility(write.database(), site.facility);
    facility.contact = "Phòng Vật tư thử nghiệm";
    facility.phone = "0999 " + std::to_string(9'000'000 + place).substr(1);
    casework::change_facility(write, sample.words(write), facility);
}

} // namespace

void plan_sites(Sample& sample)
{
    constexpr int last_opening = 1500;
    for (std::size_t place = 0; place < sample.sites.size(); ++place) {
        // Half were there when the register began, so its first month is full of them.
        const Date opened = sample.first + days{place % 2 == 0 ? sample.random.between(2, 40)
                                                               : sample.random.between(41, last_opening)};
        sample.sites[place].opened = opened;
        sample.diary.on(opened, [&sample, place](auto& write) { record_site(sample, write, place); });
        if (!sample.sites[place].declared_only) {
            for (Date day = plus_months(opened, licence_years * 12); day < sample.last;
                 day = plus_months(day, licence_years * 12)) {
                sample.diary.on(
                    day, [&sample, place](auto& write) { record_licence(write, sample.sites[place]); });
            }
        }
        if (place % 7 == 3)
            sample.diary.on(opened + days{1700},
                            [&sample, place](auto& write) { replace_unit(sample, write, place); });
        if (place % 4 == 1)
            sample.diary.on(opened + days{1300},
                            [&sample, place](auto& write) { change_contact(sample, write, place); });
    }
}

} // namespace radcert::demo
