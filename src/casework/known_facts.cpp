#include "casework/known_facts.h"

#include <algorithm>

#include "casework/desk.h"
#include "casework/evidence_list.h"
#include "casework/words_of.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/equipment.h"
#include "registry/evidence.h"
#include "registry/facilities.h"
#include "registry/workers.h"

namespace radcert::casework {

using documents::Cell;
using documents::Record;

namespace {

/// Gathers the records of one question.
class KnownParts {
public:
    explicit KnownParts(const FieldCells& cells) : cells_{cells} {}

    template <class Kept>
    Record& add(std::string name, const Kept& record, std::initializer_list<std::string_view> without = {})
    {
        KnownPart& part = parts_.emplace_back(KnownPart{std::move(name), {}});
        cells_.add(part.facts, record, without);
        return part.facts;
    }
    std::vector<KnownPart> take() { return std::move(parts_); }
    const FieldCells& cells() const { return cells_; }

private:
    const FieldCells& cells_;
    std::vector<KnownPart> parts_;
};

std::string piece_name(const std::string& kind, const std::string& whole, std::int64_t number)
{
    return kind + " " + whole + "/" + std::to_string(number);
}

void add_identity_papers(KnownParts& parts, registry::Database& database, std::int64_t worker, AsOf as_of)
{
    for (const auto& paper : registry::papers_of(database, worker, as_of.known_by)) {
        const std::string number = masked_number(paper.number);
        Record& facts = parts.add("paper " + worker_name(worker) + "/" + paper.kind + " " + number, paper,
                                  {"worker", "kind", "number", "status"});
        facts.field("number", field_label("number"), number);
    }
}

/// @param issuer  named where several authorities issued one of that number
void add_certificate(KnownParts& parts, registry::Database& database,
                     const registry::Certificate& certificate, AsOf as_of, const std::string& issuer = {})
{
    const auto entries = registry::statuses_of(database, certificate, as_of.known_by);
    Record& facts = parts.add("certificate " + certificate.certificate + issuer, certificate,
                              {"certificate", "year", "ordinal"});
    facts.field("status", field_label("status"),
                status_cell(registry::status_on(certificate, entries, as_of.in_force)));
}

void add_application_line(KnownParts& parts, registry::Database& database, const std::string& number,
                          AsOf as_of)
{
    const auto file = registry::find_application(database, number, as_of.known_by);
    if (!file) return;
    const auto decision = registry::find_decision(database, number, as_of.known_by);
    Record& facts = parts.add("application " + number, *file,
                              {"application", "worker", "province", "filed_with", "channel", "fee_paid_on",
                               "completed_on", "devices", "documents", "status", "reason"});
    facts.field("status", field_label("status"), status_cell(decision ? decision->outcome : file->status));
}

} // namespace

std::vector<KnownPart> worker_as_known(registry::Database& database, const FieldCells& cells,
                                       std::int64_t worker, AsOf as_of)
{
    const auto found = registry::find_worker(database, worker, as_of.known_by);
    if (!found) return {};
    KnownParts parts{cells};
    const std::string name = worker_name(worker);
    parts.add("worker " + name, *found, {"worker"});
    add_identity_papers(parts, database, worker, as_of);
    for (const auto& post : registry::posts_of(database, worker, as_of.known_by))
        parts.add(piece_name("post", name, post.post), post, {"worker", "post"});
    for (const auto& one : registry::appointments_of(database, worker, as_of.known_by))
        parts.add(piece_name("appointment", name, one.appointment), one, {"worker", "appointment"});
    for (const auto& one : registry::evidence_of(database, worker, as_of.known_by))
        parts.add("evidence " + evidence_name(one), one,
                  {"worker", "evidence", "status", "reference", "document"});
    for (const std::string& number : registry::applications_of(database, worker))
        add_application_line(parts, database, number, as_of);
    for (const auto& one : registry::certificates_of(database, worker, as_of.known_by))
        add_certificate(parts, database, one, as_of);
    return parts.take();
}

std::vector<KnownPart> facility_as_known(registry::Database& database, const FieldCells& cells,
                                         std::int64_t facility, AsOf as_of)
{
    const auto found = registry::find_facility(database, facility, as_of.known_by);
    if (!found) return {};
    KnownParts parts{cells};
    const std::string name = facility_name(facility);
    parts.add("facility " + name, *found, {"facility"});
    for (const auto& one : registry::practices_of(database, facility, as_of.known_by))
        parts.add("practice " + name + "/" + one.practice, one, {"facility", "practice"});
    for (const auto& one : registry::licences_of(database, facility, as_of.known_by))
        parts.add("licence " + name + "/" + one.licence, one, {"facility", "licence"});
    for (const auto& one : registry::equipment_of(database, facility, std::nullopt, as_of.known_by))
        parts.add("equipment " + equipment_name(one.equipment), one, {"equipment", "facility"});
    return parts.take();
}

std::vector<KnownPart> equipment_as_known(registry::Database& database, const FieldCells& cells,
                                          std::int64_t equipment, AsOf as_of)
{
    for (const auto& version : registry::equipment_versions(database, equipment)) {
        if (version.since > as_of.known_by || version.until <= as_of.known_by) continue;
        KnownParts parts{cells};
        parts.add("equipment " + equipment_name(equipment), version.record, {"equipment"});
        return parts.take();
    }
    return {};
}

std::vector<KnownPart> application_as_known(registry::Database& database, const FieldCells& cells,
                                            const std::string& application, AsOf as_of)
{
    const auto file = registry::find_application(database, application, as_of.known_by);
    if (!file) return {};
    KnownParts parts{cells};
    parts.add("application " + application, *file, {"application"});
    for (const auto& version : registry::screenings_of(database, application, as_of.known_by)) {
        Record& facts = parts.add(
            piece_name("screening", application, version.record.screening), version.record,
            {"application", "screening", "worker", "findings", "dossier", "determination", "verdict"});
        facts.field("verdict", field_label("verdict"),
                    Cell::coded(version.record.verdict, verdict_name(version.record.verdict)));
    }
    for (const auto& one : registry::findings_of(database, application, as_of.known_by))
        parts.add(piece_name("finding", application, one.finding), one,
                  {"application", "finding", "worker", "status"});
    if (const auto decision = registry::find_decision(database, application, as_of.known_by))
        parts.add("decision " + application, *decision, {"application", "worker"});
    if (const auto issued = registry::find_certificate_on(database, application, as_of.known_by))
        add_certificate(parts, database, *issued, as_of);
    return parts.take();
}

std::vector<KnownPart> certificate_as_known(registry::Database& database, const FieldCells& cells,
                                            const std::string& number, AsOf as_of)
{
    KnownParts parts{cells};
    const auto found = registry::find_certificates(database, number, as_of.known_by);
    for (const auto& one : found)
        add_certificate(parts, database, one, as_of, found.size() > 1 ? " (" + one.issued_by + ")" : "");
    return parts.take();
}

namespace {

const Cell* fact_of(const KnownPart* part, std::string_view key)
{
    if (part == nullptr) return nullptr;
    const auto& fields = part->facts.fields();
    const auto found =
        std::ranges::find_if(fields, [&](const auto& field) { return field.column.key == key; });
    return found == fields.end() ? nullptr : &found->value;
}

const KnownPart* part_named(const std::vector<KnownPart>& parts, const std::string& record)
{
    const auto found = std::ranges::find(parts, record, &KnownPart::record);
    return found == parts.end() ? nullptr : &*found;
}

bool same_value(const Cell& one, const Cell& other)
{
    return one.absent() == other.absent() && one.word() == other.word();
}

/// Fields of `told` that `other` tells otherwise; `other` is null where that record is not known there.
void add_differences(std::vector<KnownDifference>& differences, const KnownPart& told, const KnownPart* other,
                     bool told_before)
{
    for (const auto& field : told.facts.fields()) {
        const Cell* const found = fact_of(other, field.column.key);
        const Cell there = found != nullptr ? *found : Cell{};
        if (same_value(field.value, there)) continue;
        differences.push_back({told.record, field.column, told_before ? field.value : there,
                               told_before ? there : field.value});
    }
}

} // namespace

std::vector<KnownDifference> differences_between(const std::vector<KnownPart>& before,
                                                 const std::vector<KnownPart>& after)
{
    std::vector<KnownDifference> differences;
    for (const KnownPart& part : before)
        add_differences(differences, part, part_named(after, part.record), true);
    for (const KnownPart& part : after) {
        if (part_named(before, part.record) == nullptr) add_differences(differences, part, nullptr, false);
    }
    return differences;
}

} // namespace radcert::casework
