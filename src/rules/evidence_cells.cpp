#include "rules/evidence_cells.h"

#include <algorithm>

namespace radcert::rules {
namespace {

Date day_of(std::int64_t cell)
{
    return Date{std::chrono::days{cell}};
}

constexpr double cells_per_msv = 1e6;

/// Calls `visit` with the list's records, whatever their kind.
template <class E, class Visit>
decltype(auto) with_list(E& evidence, List list, Visit visit)
{
    switch (list) {
    case List::documents: return visit(evidence.documents);
    case List::degrees: return visit(evidence.degrees);
    case List::trainings: return visit(evidence.trainings);
    case List::health_checks: return visit(evidence.health_checks);
    case List::doses: return visit(evidence.doses);
    case List::experience: return visit(evidence.experience);
    case List::certificates: break;
    }
    return visit(evidence.certificates);
}

template <class Record>
bool has_id(const std::vector<Record>& records, const std::string& id)
{
    return std::ranges::any_of(records, [&](const Record& record) {
        if constexpr (requires { record.number; })
            return record.number == id;
        else if constexpr (requires { record.id; })
            return record.id == id;
        else
            return false;
    });
}

template <class Record>
void name_record(std::vector<Record>& records, Record& record, const std::string& prefix)
{
    std::string id;
    for (std::size_t n = records.size() + 1; id.empty() || has_id(records, id); ++n)
        id = prefix + std::to_string(n);
    if constexpr (requires { record.number; })
        record.number = id;
    else if constexpr (requires { record.id; })
        record.id = id;
}

void set(Document& record, std::uint8_t column, std::int64_t cell, const std::string& text)
{
    switch (column) {
    case 0: record.kind = Code(cell); return;
    case 1: record.form = text; return;
    case 2: record.copies = cell; return;
    case 3: record.format = Code(cell); return;
    default: record.issued_on = day_of(cell);
    }
}

void set(Degree& record, std::uint8_t column, std::int64_t cell, const std::string&)
{
    switch (column) {
    case 0: record.level = Code(cell); return;
    case 1: record.field = Code(cell); return;
    default: record.awarded_on = day_of(cell);
    }
}

void set(Training& record, std::uint8_t column, std::int64_t cell, const std::string&)
{
    switch (column) {
    case 0: record.programme = cell; return;
    case 1: record.completed_on = day_of(cell); return;
    default: record.provider_registered = cell != 0;
    }
}

void set(HealthCheck& record, std::uint8_t column, std::int64_t cell, const std::string&)
{
    switch (column) {
    case 0: record.examined_on = day_of(cell); return;
    case 1: record.conclusion = Code(cell); return;
    default: record.facility_level = Code(cell);
    }
}

void set(Dose& record, std::uint8_t column, std::int64_t cell, const std::string&)
{
    const double msv = double(cell) / cells_per_msv;
    switch (column) {
    case 0: record.year = cell; return;
    case 1: record.effective_msv = msv; return;
    case 2: record.lens_msv = msv; return;
    default: record.skin_msv = msv;
    }
}

void set(Experience& record, std::uint8_t column, std::int64_t cell, const std::string&)
{
    switch (column) {
    case 0: record.role = Code(cell); return;
    case 1: record.equipment_type = Code(cell); return;
    case 2: record.from = day_of(cell); return;
    default: record.to = day_of(cell);
    }
}

void set(HeldCertificate& record, std::uint8_t column, std::int64_t cell, const std::string&)
{
    switch (column) {
    case 0: record.role = Code(cell); return;
    case 1: record.status = Code(cell); return;
    case 2: record.issued_on = day_of(cell); return;
    case 3: record.expires_on = day_of(cell); return;
    default: record.status_since = day_of(cell);
    }
}

bool says(const Document& record, std::uint8_t column)
{
    switch (column) {
    case 0: return true;
    case 1: return record.form.has_value();
    case 2: return record.copies.has_value();
    case 3: return record.format.has_value();
    default: return record.issued_on.has_value();
    }
}

bool says(const Degree& record, std::uint8_t column)
{
    return column == 0   ? record.level.has_value()
           : column == 1 ? record.field.has_value()
                         : record.awarded_on.has_value();
}

bool says(const Training& record, std::uint8_t column)
{
    return column == 0   ? record.programme.has_value()
           : column == 1 ? record.completed_on.has_value()
                         : record.provider_registered.has_value();
}

bool says(const HealthCheck& record, std::uint8_t column)
{
    return column == 0   ? record.examined_on.has_value()
           : column == 1 ? record.conclusion.has_value()
                         : record.facility_level.has_value();
}

bool says(const Dose& record, std::uint8_t column)
{
    switch (column) {
    case 0: return true;
    case 1: return record.effective_msv.has_value();
    case 2: return record.lens_msv.has_value();
    default: return record.skin_msv.has_value();
    }
}

bool says(const Experience& record, std::uint8_t column)
{
    switch (column) {
    case 0: return record.role.has_value();
    case 1: return record.equipment_type.has_value();
    case 2: return record.from.has_value();
    default: return record.to.has_value();
    }
}

bool says(const HeldCertificate& record, std::uint8_t column)
{
    switch (column) {
    case 0: return record.role.has_value();
    case 1: return record.status.has_value();
    case 2: return record.issued_on.has_value();
    case 3: return record.expires_on.has_value();
    default: return record.status_since.has_value();
    }
}

} // namespace

bool cell_recorded(const Evidence& evidence, List list, std::size_t record, std::uint8_t column)
{
    return with_list(evidence, list, [&](const auto& records) { return says((*records)[record], column); });
}

void state_list(Evidence& evidence, List list)
{
    with_list(evidence, list, [](auto& records) {
        if (!records) records.emplace();
    });
}

std::size_t record_count(const Evidence& evidence, List list)
{
    return with_list(evidence, list, [](const auto& records) { return records ? records->size() : 0; });
}

std::size_t add_record(Evidence& evidence, List list, const std::string& prefix)
{
    state_list(evidence, list);
    return with_list(evidence, list, [&](auto& records) {
        typename std::decay_t<decltype(*records)>::value_type record{};
        name_record(*records, record, prefix);
        records->push_back(std::move(record));
        return records->size() - 1;
    });
}

void drop_last_record(Evidence& evidence, List list)
{
    with_list(evidence, list, [](auto& records) { records->pop_back(); });
}

void set_cell(Evidence& evidence, List list, std::size_t record, std::uint8_t column, std::int64_t cell,
              const std::string& text)
{
    with_list(evidence, list, [&](auto& records) { set((*records)[record], column, cell, text); });
}

void set_fact(Dossier& dossier, Fact fact, std::int64_t cell)
{
    switch (fact) {
    case Fact::birth_date: dossier.worker.birth_date = day_of(cell); return;
    case Fact::civil_capacity: dossier.worker.civil_capacity_attested = cell != 0; return;
    case Fact::channel: dossier.application.channel = Code(cell); return;
    case Fact::fee_paid_on: dossier.application.fee_paid_on = day_of(cell); return;
    case Fact::filed_on: dossier.application.filed_on = day_of(cell); return;
    case Fact::completed_on: dossier.application.completed_on = day_of(cell); return;
    case Fact::medical: dossier.application.facility.medical = cell != 0;
    }
}

} // namespace radcert::rules
