#include "rules/facts.h"

#include <algorithm>
#include <cmath>

namespace radcert::rules {
namespace {

std::int64_t cell_of(Date day)
{
    return day.time_since_epoch().count();
}
std::int64_t cell_of(bool value)
{
    return value ? 1 : 0;
}
std::int64_t cell_of(std::int64_t value)
{
    return value;
}
std::int64_t cell_of(Code code)
{
    return code;
}
/// Millionths of a millisievert; beyond nine billion mSv nobody is left to certify.
std::int64_t cell_of(double msv)
{
    return std::llround(std::min(msv, 9e9) * 1e6);
}

template <class T>
std::int64_t cell_of(const std::optional<T>& value)
{
    return value ? cell_of(*value) : not_recorded;
}

std::int64_t text_cell(const std::optional<std::string>& text, std::span<const std::string> texts)
{
    if (!text) return not_recorded;
    return std::ranges::find(texts, *text) - texts.begin();
}

} // namespace

template <class Records, class... Cells>
void Facts::lay_out(List list, const Records& records, Cells... cells)
{
    FactTable& table = tables_[std::size_t(list)];
    table.laid_out = true;
    table.recorded = records.has_value();
    table.width = std::uint8_t(sizeof...(cells));
    table.first_cell = std::uint32_t(cells_.size());
    table.first_row = std::uint32_t(in_file_.size());
    if (!records) return;
    table.rows = std::uint32_t(records->size());
    const ListShape& shape = shape_of(list);
    for (const auto& record : *records) {
        (cells_.push_back(cells(record)), ...);
        const std::int64_t day = shape.dated_by < 0
                                     ? closed_on
                                     : cells_[cells_.size() - table.width + std::size_t(shape.dated_by)];
        if (day == not_recorded)
            in_file_.push_back(shape.undated_is_in_file ? Tri::yes : Tri::maybe);
        else
            in_file_.push_back(tri(day <= closed_on));
    }
}

void Facts::lay_out(List list)
{
    const Evidence& evidence = dossier_->evidence;
    switch (list) {
    case List::documents:
        return lay_out(
            list, evidence.documents, [](const Document& d) { return cell_of(d.kind); },
            [this](const Document& d) { return text_cell(d.form, texts_); },
            [](const Document& d) { return cell_of(d.copies); },
            [](const Document& d) { return cell_of(d.format); },
            [](const Document& d) { return cell_of(d.issued_on); });
    case List::degrees:
        return lay_out(
            list, evidence.degrees, [](const Degree& d) { return cell_of(d.level); },
            [](const Degree& d) { return cell_of(d.field); },
            [](const Degree& d) { return cell_of(d.awarded_on); });
    case List::trainings:
        return lay_out(
            list, evidence.trainings, [](const Training& t) { return cell_of(t.programme); },
            [](const Training& t) { return cell_of(t.completed_on); },
            [](const Training& t) { return cell_of(t.provider_registered); });
    case List::health_checks:
        return lay_out(
            list, evidence.health_checks, [](const HealthCheck& h) { return cell_of(h.examined_on); },
            [](const HealthCheck& h) { return cell_of(h.conclusion); },
            [](const HealthCheck& h) { return cell_of(h.facility_level); });
    case List::doses:
        return lay_out(
            list, evidence.doses, [](const Dose& d) { return cell_of(d.year); },
            [](const Dose& d) { return cell_of(d.effective_msv); },
            [](const Dose& d) { return cell_of(d.lens_msv); },
            [](const Dose& d) { return cell_of(d.skin_msv); });
    case List::experience:
        return lay_out(
            list, evidence.experience, [](const Experience& e) { return cell_of(e.role); },
            [](const Experience& e) { return cell_of(e.equipment_type); },
            [](const Experience& e) { return cell_of(e.from); },
            [](const Experience& e) { return cell_of(e.to); });
    case List::certificates:
        return lay_out(
            list, evidence.certificates, [](const HeldCertificate& c) { return cell_of(c.role); },
            [](const HeldCertificate& c) { return cell_of(c.status); },
            [](const HeldCertificate& c) { return cell_of(c.issued_on); },
            [](const HeldCertificate& c) { return cell_of(c.expires_on); },
            [](const HeldCertificate& c) { return cell_of(c.status_since); });
    }
}

void Facts::begin(const Dossier& dossier, std::span<const std::string> texts)
{
    const Application& application = dossier.application;
    dossier_ = &dossier;
    texts_ = texts;
    filed_on = cell_of(application.filed_on);
    closed_on = cell_of(dossier.closed_on());
    devices = 0;
    for (const Device& device : application.facility.devices) devices |= DeviceSet{1} << device.type;
    single_ = {cell_of(dossier.worker.birth_date),
               cell_of(dossier.worker.civil_capacity_attested),
               cell_of(application.channel),
               cell_of(application.fee_paid_on),
               filed_on,
               cell_of(application.completed_on),
               cell_of(application.facility.medical)};
    tables_.fill({});
    cells_.clear();
    in_file_.clear();
}

} // namespace radcert::rules
