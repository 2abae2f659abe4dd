#include "casework/record_application.h"

#include <algorithm>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/dossier_records.h"
#include "casework/filed_papers.h"
#include "casework/four_eyes.h"
#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "registry/applications.h"
#include "registry/equipment.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "text/read_dossier.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

using registry::AnyRecord;

[[noreturn]] void refuse_contradiction(const std::string& record, const Words& what, const std::string& here,
                                       const std::string& there)
{
    throw Error{Fault::conflict,
                {record + ": sổ ghi " + what.vi + " là '" + here + "', hồ sơ ghi '" + there + "'",
                 record + ": the register says " + what.en + " '" + here + "', the dossier '" + there + "'"},
                {"sửa hồ sơ, hoặc sửa bản ghi trước rồi ghi lại hồ sơ",
                 "correct the dossier, or correct the record first and record the dossier again"}};
}

/// Fills in what the register lacks. @return whether it did.
template <class T, class Say>
bool fill(std::optional<T>& here, const std::optional<T>& there, const std::string& record, const Words& what,
          Say say)
{
    if (!there || here == there) return false;
    if (here) refuse_contradiction(record, what, say(*here), say(*there));
    here = there;
    return true;
}

std::string yes_or_no(bool value)
{
    return value ? "yes" : "no";
}

/// Records one dossier.
class Recording {
public:
    Recording(registry::WriteScope& write, const RulebookInUse& rules, const Dossier& dossier,
              const std::string& source)
        : write_{write}, database_{write.database()}, rules_{rules}, words_{rules.book.vocabulary},
          dossier_{dossier}, source_{source}
    {
    }

    RecordedApplication run()
    {
        const std::string& number = dossier_.application.id;
        if (registry::find_application(database_, number)) {
            throw Error{
                Fault::conflict,
                {"hồ sơ " + number + " đã có trong sổ",
                 "application " + number + " is in the register already"},
                {"xem: radcert application show " + number, "see: radcert application show " + number}};
        }
        made_.application = number;
        const std::string facility = facility_subject();
        add_equipment(facility);
        const std::string worker = worker_subject();
        add_evidence();
        const auto application = application_record(dossier_, words_, made_.worker, made_.facility);
        records_.emplace_back(application);
        for (AnyRecord& record : desk_step(write_, rules_, application, procedure_code(rules_, dossier_),
                                           {"receive", application.filed_on, {}, "submitted"}))
            records_.push_back(std::move(record));
        std::int64_t next = 0;
        for (const OfficerFinding& finding : dossier_.officer_findings) {
            records_.emplace_back(finding_record(finding, number, ++next, made_.worker));
            if (!registry::find_officer(database_, finding.by)) made_.strangers.push_back(finding.by);
        }
        write_.record("application.record", worker, records_);
        return std::move(made_);
    }

private:
    std::string facility_subject()
    {
        const radcert::Facility& filed = dossier_.application.facility;
        auto known = registry::find_facility_by_reference(database_, filed.id);
        if (known) {
            made_.facility = known->facility;
            const std::string name = text::nfc(filed.name), record = facility_name(known->facility);
            if (name != known->name) refuse_contradiction(record, {"tên", "the name"}, known->name, name);
            if (fill(known->medical, filed.medical, record, {"cơ sở y tế", "medical facility"}, yes_or_no))
                write_.record("facility.fill_in", known->subject, {*known});
            return known->subject;
        }
        registry::Facility fresh;
        fresh.facility = made_.facility = registry::next_facility(database_);
        fresh.name = text::nfc(filed.name);
        fresh.reference = filed.id;
        fresh.province = province_word(filed.province);
        fresh.medical = filed.medical;
        fresh.subject = write_.add_subject("facility");
        made_.new_facility = true;
        write_.record("facility.record", fresh.subject, {fresh});
        return fresh.subject;
    }

    /// Units that the dossier names by an id become records; a bare "one CT" stays in the application.
    void add_equipment(const std::string& subject)
    {
        const auto known = registry::equipment_of(database_, made_.facility, {});
        std::vector<AnyRecord> units;
        std::int64_t next = registry::next_equipment(database_);
        for (const Device& device : dossier_.application.facility.devices) {
            if (device.id.empty()) continue;
            const auto unit =
                std::ranges::find(known, device.id, [](const auto& u) { return u.reference.value_or(""); });
            const std::string& type = words_.equipment_types.word(device.type);
            if (unit == known.end()) {
                units.emplace_back(equipment_record(device, words_, next++, made_.facility));
            } else if (unit->type != type) {
                refuse_contradiction(equipment_name(unit->equipment), {"loại", "the type"}, unit->type, type);
            }
        }
        if (!units.empty()) write_.record("equipment.record", subject, units);
    }

    std::string worker_subject()
    {
        const radcert::Worker& filed = dossier_.worker;
        std::vector<std::int64_t> holders;
        if (filed.national_id) holders = registry::find_workers_by_paper(database_, *filed.national_id);
        if (holders.empty()) return new_worker(filed);
        registry::Worker known = registry::load_worker(database_, holders.front());
        made_.worker = known.worker;
        const std::string name = text::nfc(filed.full_name), record = worker_name(known.worker);
        if (name != known.full_name)
            refuse_contradiction(record, {"họ và tên", "the full name"}, known.full_name, name);
        if (known.birth_year && filed.birth_date && *known.birth_year != birth_year_of(*filed.birth_date))
            refuse_contradiction(record, {"năm sinh", "the birth year"}, std::to_string(*known.birth_year),
                                 to_dmy(*filed.birth_date));
        const bool born =
            fill(known.birth_date, filed.birth_date, record, {"ngày sinh", "the birth date"}, to_dmy);
        const bool capable = fill(known.civil_capacity, filed.civil_capacity_attested, record,
                                  {"năng lực hành vi dân sự", "civil capacity"}, yes_or_no);
        if (born || capable) records_.emplace_back(known);
        return known.subject;
    }

    std::string new_worker(const radcert::Worker& filed)
    {
        registry::Worker fresh;
        fresh.worker = made_.worker = registry::next_worker(database_);
        fresh.full_name = text::nfc(filed.full_name);
        fresh.birth_date = filed.birth_date;
        fresh.civil_capacity = filed.civil_capacity_attested;
        fresh.subject = write_.add_subject("worker");
        made_.new_worker = true;
        records_.emplace_back(fresh);
        if (filed.national_id) {
            const std::string kind = filed.national_id->size() == 12 ? "cccd" : "cmnd";
            records_.emplace_back(
                registry::IdentityPaper{fresh.worker, kind, *filed.national_id, {}, {}, "recorded"});
        }
        return fresh.subject;
    }

    void add_evidence()
    {
        const auto known = registry::evidence_of(database_, made_.worker);
        std::int64_t next = registry::next_evidence(database_, made_.worker);
        for (registry::Evidence& piece : evidence_records(dossier_.evidence, words_, made_.worker, source_)) {
            const auto same =
                std::ranges::find_if(known, [&](const auto& k) { return same_piece(k, piece); });
            if (same != known.end()) {
                if (says_the_same(*same, piece)) continue;
                piece.evidence = same->evidence;
                if (!piece.document)
                    piece.document = same->document, piece.document_name = same->document_name;
            } else
                piece.evidence = next++;
            ++made_.evidence;
            records_.emplace_back(std::move(piece));
        }
    }

    registry::WriteScope& write_;
    registry::Database& database_;
    const RulebookInUse& rules_;
    const Vocabulary& words_;
    const Dossier& dossier_;
    const std::string& source_;
    RecordedApplication made_;
    std::vector<AnyRecord> records_; ///< about the worker
};

} // namespace

RecordedApplication record_application(registry::WriteScope& write, const RulebookInUse& rules,
                                       std::string_view dossier, const std::string& source)
{
    thread_local text::JsonReader reader;
    const Dossier read = text::read_dossier(reader, dossier, rules.book.vocabulary);
    return Recording{write, rules, read, source}.run();
}

namespace {

/// A file that has become complete, and paid where the clock asks for it, has its check behind it: the clock
/// of the decision runs from there.
std::vector<AnyRecord> clocks_set_going(registry::WriteScope& write, const RulebookInUse& rules,
                                        const registry::Application& after)
{
    const std::string status = desk_status(write.database(), after);
    if (status != "received" && status != "in_review") return {};
    const auto code = procedure_code(write.database(), rules, after.application);
    auto started = start_clocks(write, rules, after, code, {"decide"}, write.today(), {});
    if (started.empty()) return {};
    std::vector<AnyRecord> records;
    for (auto& ended :
         end_clocks(write.database(), after.application, {"check"}, *after.completed_on, "complete"))
        records.emplace_back(std::move(ended));
    for (auto& deadline : started) records.emplace_back(std::move(deadline));
    return records;
}

} // namespace

registry::Application change_application(registry::WriteScope& write, const RulebookInUse& rules,
                                         const std::string& application, const ApplicationChange& change)
{
    registry::Database& database = write.database();
    const Vocabulary& vocabulary = rules.book.vocabulary;
    const registry::Application before = registry::load_application(database, application);
    registry::Application after = before;
    if (change.fee_paid_on) after.fee_paid_on = change.fee_paid_on;
    if (change.completed_on) after.completed_on = change.completed_on;
    if (change.channel) after.channel = change.channel;
    if (change.filed_with) after.filed_with = change.filed_with;
    after.documents = with_papers(after.documents, change.papers, vocabulary);
    if (after.channel) check_word(vocabulary.channels, *after.channel, {"cách nộp", "channel"});
    if (after.filed_with && !registry::find_authority(database, *after.filed_with, after.filed_on)) {
        throw Error{Fault::invalid_input,
                    {"ngày nộp chưa có cơ quan '" + *after.filed_with + "'",
                     "there was no authority '" + *after.filed_with + "' on the filing day"},
                    {"xem: radcert register authorities", "see: radcert register authorities"}};
    }
    check_order(after.filed_on, after.completed_on);
    refuse_future(write.today(), change.completed_on);
    refuse_future(write.today(), change.fee_paid_on);
    refuse_unchanged(before, after, application);
    std::vector<AnyRecord> records{after};
    for (AnyRecord& record : clocks_set_going(write, rules, after)) records.push_back(std::move(record));
    write.record("application.change", registry::load_worker(database, after.worker).subject, records);
    return after;
}

void withdraw_application(registry::WriteScope& write, const RulebookInUse& rules,
                          const std::string& application, const std::string& reason, std::optional<Date> on)
{
    registry::Database& database = write.database();
    registry::Application after = registry::load_application(database, application);
    const auto decision = registry::find_decision(database, application);
    if (after.status == "withdrawn" || (decision && decision->outcome != "reopened")) {
        throw Error{Fault::conflict,
                    {"hồ sơ " + application + " đã kết thúc (đã rút hoặc đã quyết định)",
                     "application " + application + " has ended: it was withdrawn or decided"},
                    {"xem: radcert application history " + application,
                     "see: radcert application history " + application}};
    }
    const Date day = day_of_act(write, on, {"rút hồ sơ", "withdrawing"});
    after.status = "withdrawn";
    after.reason = filled(reason, {"lý do (--reason)", "the reason (--reason)"});
    auto records = desk_step(write, rules, after, {"withdraw", day, after.reason, {}});
    records.emplace_back(after);
    write.record("application.withdraw", registry::load_worker(database, after.worker).subject, records);
}

} // namespace radcert::casework
