#include "rules/validity.h"

#include "rules/applies.h"

namespace radcert::rules {
namespace {

struct Speaking {
    const ValidityRule* row{nullptr};
    Tri fit{Tri::no};
};

/// Whether `a` speaks rather than `b`: the stronger standing, or of equals the one that surely applies.
bool goes_before(const Speaking& a, const Speaking& b)
{
    if (b.row == nullptr || a.row->standing != b.row->standing)
        return b.row == nullptr || a.row->standing < b.row->standing;
    return a.fit > b.fit;
}

Speaking speaking_row(const Rulebook& book, Date day, const Application& application)
{
    DeviceSet devices = 0;
    for (const Device& device : application.facility.devices) devices |= DeviceSet{1} << device.type;
    Speaking best;
    for (const ValidityRule& row : book.validity_rules) {
        if (!row.in_force.holds(day)) continue;
        const Speaking found{&row, applies(row, application, devices)};
        if (found.fit != Tri::no && goes_before(found, best)) best = found;
    }
    return best;
}

} // namespace

Validity validity_on(const Rulebook& book, Date issued_on, const Application& application, Standing decide_on)
{
    const Speaking found = speaking_row(book, issued_on, application);
    Validity validity;
    validity.rule = found.row;
    if (found.fit != Tri::yes || found.row->standing > decide_on) return validity;
    if (found.row->unlimited) {
        validity.term = Validity::Term::unlimited;
    } else if (found.row->months) {
        validity.term = Validity::Term::months;
        validity.months = *found.row->months;
        validity.expires_on = plus_months(issued_on, validity.months);
    }
    return validity;
}

} // namespace radcert::rules
