#include "casework/record_facility.h"
#include "demo/sample.h"
#include "demo/site_records.h"

namespace radcert::demo {
namespace {

using std::chrono::days;

/// What a small device is exempt by, where the rulebook has that row.
constexpr const char* small_device_rule = "NEED-5";

void record_licence(registry::WriteScope& write, const Site& site)
{
    casework::record_licence(write, licence_of(site, write.today()));
}

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
            unit.licence = licence_number(site, today);
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
