#include "casework/history.h"

#include <algorithm>
#include <map>
#include <set>

#include "casework/words_of.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/equipment.h"
#include "registry/evidence.h"
#include "registry/facilities.h"
#include "registry/offices.h"
#include "registry/workers.h"
#include "text/canonical_json.h"

namespace radcert::casework {

using registry::Version;

namespace {

/// What a kind of record is called, and how many of its first fields tell one record from another.
struct Identity {
    std::string name;
    std::size_t fields;
};

std::string part(const std::string& whole, std::int64_t number)
{
    return whole + "/" + std::to_string(number);
}

Identity identity(const registry::Worker& r)
{
    return {"worker " + worker_name(r.worker), 1};
}
Identity identity(const registry::IdentityPaper& r)
{
    return {"paper " + worker_name(r.worker) + "/" + r.kind, 3};
}
Identity identity(const registry::Post& r)
{
    return {"post " + part(worker_name(r.worker), r.post), 2};
}
Identity identity(const registry::Appointment& r)
{
    return {"appointment " + part(worker_name(r.worker), r.appointment), 2};
}
Identity identity(const registry::Evidence& r)
{
    return {"evidence " + part(worker_name(r.worker), r.evidence), 2};
}
Identity identity(const registry::Facility& r)
{
    return {"facility " + facility_name(r.facility), 1};
}
Identity identity(const registry::Practice& r)
{
    return {"practice " + facility_name(r.facility) + "/" + r.practice, 2};
}
Identity identity(const registry::Licence& r)
{
    return {"licence " + facility_name(r.facility) + "/" + r.licence, 2};
}
Identity identity(const registry::Equipment& r)
{
    return {"equipment " + equipment_name(r.equipment), 1};
}
Identity identity(const registry::Application& r)
{
    return {"application " + r.application, 1};
}
Identity identity(const registry::Screening& r)
{
    return {"screening " + part(r.application, r.screening), 2};
}
Identity identity(const registry::OfficerFinding& r)
{
    return {"finding " + part(r.application, r.finding), 2};
}
Identity identity(const registry::Decision& r)
{
    return {"decision " + r.application, 1};
}
Identity identity(const registry::Certificate& r)
{
    return {"certificate " + r.certificate, 2};
}
Identity identity(const registry::CertificateStatus& r)
{
    return {"status " + part(r.certificate, r.entry), 3};
}

/// Fields that a history leaves out: what the record's name says already, what only the journal needs, and
/// the findings of a screening, which its replay shows.
bool left_out(std::string_view table, std::string_view field, bool of_identity)
{
    if (field == "subject" || (field == "findings" && table == "screening")) return true;
    if (field == "worker") return table != "application" && table != "certificate";
    const bool worth_telling =
        (table == "identity_paper" && field == "number") || (table == "certificate" && field == "issued_by");
    return of_identity && !worth_telling;
}

std::string to_text(std::string_view, const std::string& value)
{
    return value;
}
std::string to_text(std::string_view field, std::int64_t value)
{
    if (field == "worker") return worker_name(value);
    if (field == "facility") return facility_name(value);
    return std::to_string(value);
}
std::string to_text(std::string_view, double value)
{
    std::string text;
    text::append_json_number(text, value);
    return text;
}
std::string to_text(std::string_view, bool value)
{
    return value ? "true" : "false";
}
std::string to_text(std::string_view, Date value)
{
    return to_iso(value);
}
std::string to_text(std::string_view, const registry::JsonText& value)
{
    return value.text;
}
std::string to_text(std::string_view, const registry::WordList& value)
{
    std::string text;
    for (const std::string& word : value) text += (text.empty() ? "" : ", ") + word;
    return text;
}

struct Value {
    std::string_view field;
    std::optional<std::string> text;
};

template <class Record>
std::vector<Value> values_of(const Record& record)
{
    std::vector<Value> values;
    Record::fields(record, [&](const char* field, const auto& value) {
        if constexpr (requires { value.has_value(); })
            values.push_back({field, value ? std::optional{to_text(field, *value)} : std::nullopt});
        else
            values.push_back({field, to_text(field, value)});
    });
    return values;
}

std::vector<FieldChange> differences(std::string_view table, std::size_t of_identity,
                                     const std::vector<Value>* before, const std::vector<Value>& after)
{
    std::vector<FieldChange> changes;
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (left_out(table, after[i].field, i < of_identity)) continue;
        const std::optional<std::string> old = before != nullptr ? (*before)[i].text : std::nullopt;
        if (old != after[i].text) changes.push_back({std::string{after[i].field}, old, after[i].text});
    }
    return changes;
}

class History {
public:
    History(registry::Database& database, EventNumber known_by) : database_{database}, known_by_{known_by} {}

    /// Events about a subject, read in one go; those whose records are not told are told by themselves.
    void begin(const std::string& subject, std::string record)
    {
        constexpr std::size_t all = 1'000'000;
        for (registry::Event& event : registry::list_events(database_, 0, all, subject)) {
            if (event.number > known_by_) break;
            events_.emplace(event.number, std::move(event));
        }
        record_ = std::move(record);
    }

    /// Tells every version of records of one kind, each against the version before it.
    /// @param concerns  whether a version and the one before it (or null) belong to the question
    template <class Record, class Concerns>
    void tell(const std::vector<Version<Record>>& versions, Concerns concerns)
    {
        std::map<std::vector<std::string>, const Version<Record>*> last;
        for (const Version<Record>& version : versions) {
            if (version.since > known_by_) continue;
            const auto [name, of_identity] = identity(version.record);
            const std::vector<Value> values = values_of(version.record);
            std::vector<std::string> key;
            for (std::size_t i = 0; i < of_identity; ++i) key.push_back(values[i].text.value_or(""));
            const Version<Record>*& previous = last[std::move(key)];
            if (concerns(previous != nullptr ? &previous->record : nullptr, version.record)) {
                std::vector<Value> before;
                if (previous != nullptr) before = values_of(previous->record);
                add(version.since, name,
                    differences(Record::table, of_identity, previous != nullptr ? &before : nullptr, values));
            }
            previous = &version;
        }
    }
    template <class Record>
    void tell(const std::vector<Version<Record>>& versions)
    {
        tell(versions, [](const Record*, const Record&) { return true; });
    }

    /// Says only that something was recorded of `record`, whose own history tells it.
    template <class Record>
    void refer(const std::vector<Version<Record>>& versions, const std::string& record)
    {
        for (const Version<Record>& version : versions) {
            if (version.since <= known_by_ && referred_.emplace(version.since, record).second)
                add(version.since, record, {});
        }
    }

    std::vector<HistoryEntry> take()
    {
        for (const auto& [number, event] : events_) {
            if (!told_.contains(number)) add(number, record_, {});
        }
        std::ranges::stable_sort(entries_, {}, [](const HistoryEntry& entry) { return entry.event.number; });
        return std::move(entries_);
    }

private:
    void add(EventNumber number, std::string record, std::vector<FieldChange> changes)
    {
        told_.insert(number);
        auto event = events_.find(number);
        if (event == events_.end())
            event = events_.emplace(number, registry::load_event(database_, number)).first;
        const registry::Officer& who = officer(event->second.actor);
        entries_.push_back({event->second, who.code, who.name, std::move(record), std::move(changes)});
    }

    const registry::Officer& officer(const std::string& reference)
    {
        const auto known = officers_.find(reference);
        if (known != officers_.end()) return known->second;
        auto found = registry::find_officer_by_reference(database_, reference);
        if (!found) found = registry::Officer{reference, reference, {}, false, {}};
        return officers_.emplace(reference, std::move(*found)).first->second;
    }

    registry::Database& database_;
    EventNumber known_by_;
    std::string record_;
    std::map<EventNumber, registry::Event> events_;
    std::map<std::string, registry::Officer> officers_;
    std::set<EventNumber> told_;
    std::set<std::pair<EventNumber, std::string>> referred_;
    std::vector<HistoryEntry> entries_;
};

} // namespace

std::vector<HistoryEntry> worker_history(registry::Database& database, std::int64_t worker,
                                         EventNumber known_by)
{
    const registry::Worker whose = registry::load_worker(database, worker, known_by);
    History history{database, known_by};
    history.begin(whose.subject, "worker " + worker_name(worker));
    history.tell(registry::worker_versions(database, worker));
    history.tell(registry::paper_versions(database, worker));
    history.tell(registry::post_versions(database, worker));
    history.tell(registry::appointment_versions(database, worker));
    history.tell(registry::evidence_versions(database, worker));
    for (const std::string& number : registry::applications_of(database, worker)) {
        const std::string record = "application " + number;
        history.refer(registry::application_versions(database, number), record);
        history.refer(registry::screenings_of(database, number, known_by), record);
        history.refer(registry::finding_versions(database, number), record);
        history.refer(registry::decision_versions(database, number), record);
    }
    for (const registry::Certificate& certificate : registry::certificates_of(database, worker, known_by)) {
        const std::string record = "certificate " + certificate.certificate;
        history.refer(
            registry::certificate_versions(database, certificate.certificate, certificate.issued_by), record);
        history.refer(registry::status_versions(database, certificate.certificate, certificate.issued_by),
                      record);
    }
    return history.take();
}

std::vector<HistoryEntry> facility_history(registry::Database& database, std::int64_t facility,
                                           EventNumber known_by)
{
    const registry::Facility which = registry::load_facility(database, facility, known_by);
    History history{database, known_by};
    history.begin(which.subject, "facility " + facility_name(facility));
    history.tell(registry::facility_versions(database, facility));
    history.tell(registry::practice_versions(database, facility));
    history.tell(registry::licence_versions(database, facility));
    std::set<std::int64_t> units;
    for (const auto& version : registry::equipment_versions_at(database, facility))
        units.insert(version.record.equipment);
    const auto here = [&](const registry::Equipment* before, const registry::Equipment& after) {
        return after.facility == facility || (before != nullptr && before->facility == facility);
    };
    for (const std::int64_t unit : units) history.tell(registry::equipment_versions(database, unit), here);
    return history.take();
}

std::vector<HistoryEntry> equipment_history(registry::Database& database, std::int64_t equipment,
                                            EventNumber known_by)
{
    registry::load_equipment(database, equipment, known_by);
    History history{database, known_by};
    history.tell(registry::equipment_versions(database, equipment));
    return history.take();
}

std::vector<HistoryEntry> application_history(registry::Database& database, const std::string& application,
                                              EventNumber known_by)
{
    registry::load_application(database, application, known_by);
    History history{database, known_by};
    history.tell(registry::application_versions(database, application));
    history.tell(registry::screenings_of(database, application, known_by));
    history.tell(registry::finding_versions(database, application));
    history.tell(registry::decision_versions(database, application));
    if (const auto issued = registry::find_certificate_on(database, application, known_by)) {
        history.tell(registry::certificate_versions(database, issued->certificate, issued->issued_by));
        history.tell(registry::status_versions(database, issued->certificate, issued->issued_by));
    }
    return history.take();
}

std::vector<HistoryEntry> certificate_history(registry::Database& database, const std::string& number,
                                              const std::optional<std::string>& issued_by,
                                              EventNumber known_by)
{
    const registry::Certificate which = registry::load_certificate(database, number, issued_by, known_by);
    History history{database, known_by};
    history.tell(registry::certificate_versions(database, which.certificate, which.issued_by));
    history.tell(registry::status_versions(database, which.certificate, which.issued_by));
    return history.take();
}

} // namespace radcert::casework
