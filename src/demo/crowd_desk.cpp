#include "demo/crowd_desk.h"

#include <algorithm>

#include "casework/deadlines.h"
#include "casework/dossier_records.h"
#include "casework/dossiers.h"
#include "casework/issue_certificate.h"
#include "domain/body.h"
#include "rules/validity.h"
#include "text/canonical_json.h"
#include "text/read_dossier.h"

namespace radcert::demo {

using casework::RulebookInUse;

struct CrowdDesk::Turn {
    const CrowdPerson& person;
    const registry::Subject& subject;
    std::size_t place; ///< of the entry in the life
    const LifeEntry& entry;
    std::vector<registry::AnyRecord> records{};
    std::vector<registry::Deadline> ended{}, started{}; ///< by the step
};

namespace {

constexpr const char* source = "hồ sơ thử nghiệm";

std::uint64_t key_of(const CrowdPerson& person, const LifeEntry& entry)
{
    return std::uint64_t(person.life.number) << 8 | std::uint64_t(entry.nth);
}

/// What a file brings that the register does not know: everything but the degree.
void add_new_pieces(std::vector<registry::Evidence>& known, std::vector<registry::Evidence> filed)
{
    for (registry::Evidence& piece : filed) {
        if (piece.kind == "degree") continue;
        piece.evidence = std::int64_t(known.size()) + 1;
        known.push_back(std::move(piece));
    }
}

/// Whether a later deed asks for the certificates that the person holds by then.
bool goes_on(const CrowdPerson& person, std::size_t place)
{
    const auto& entries = person.life.entries;
    return std::any_of(entries.begin() + std::ptrdiff_t(place) + 1, entries.end(),
                       [](const LifeEntry& later) {
                           return later.deed == LifeDeed::suspend || later.deed == LifeDeed::restore ||
                                  later.deed == LifeDeed::replace || later.deed == LifeDeed::file;
                       });
}

} // namespace

CrowdDesk::CrowdDesk(const CrowdShape& shape, const RulebookInUse& rules, registry::Register office)
    : shape_{shape}, rules_{rules}, office_{std::move(office)},
      desk_{parse_body(office_.authority).value_or(Body{})}, screenings_{rules}
{
}

void CrowdDesk::open(registry::WriteScope& write, registry::EventBatch& batch)
{
    write_ = &write;
    batch_ = &batch;
    if (day_ != write.today()) filed_today_ = 0;
    day_ = write.today();
    next_ordinal_ = registry::next_ordinal(write.database(), office_.authority,
                                           int(std::chrono::year_month_day{day_}.year()));
}

std::size_t CrowdDesk::act(const CrowdPerson& person, const registry::Subject& subject, std::size_t entry)
{
    Turn turn{person, subject, entry, person.life.entries[entry]};
    switch (turn.entry.deed) {
    case LifeDeed::file: return file(turn);
    case LifeDeed::complete: complete(turn); break;
    case LifeDeed::judge: judge(turn); break;
    case LifeDeed::screen: screen(turn); break;
    case LifeDeed::grant: grant(turn); break;
    case LifeDeed::issue: issue(turn); break;
    case LifeDeed::deliver: deliver(turn); break;
    case LifeDeed::suspend:
        amend(turn, "certificate.suspend", "suspended", "Vi phạm quy định đo liều (thử nghiệm)");
        break;
    case LifeDeed::restore:
        amend(turn, "certificate.restore", "in_force", "Đã khắc phục (thử nghiệm)");
        break;
    case LifeDeed::replace: replace(turn); break;
    default: break;
    }
    return 0;
}

EventNumber CrowdDesk::record(Turn& turn, const char* action)
{
    return batch_->record(action, turn.subject, turn.records);
}

EventNumber CrowdDesk::note(Turn& turn, const char* action)
{
    return batch_->note(action, turn.subject, turn.records);
}

CrowdDesk::OpenFile& CrowdDesk::open_file(const Turn& turn)
{
    return open_.at(key_of(turn.person, turn.entry));
}

/// What the register knows of the person before the deed, for a screening.
registry::PersonFile CrowdDesk::person_file(const Turn& turn)
{
    const CrowdPerson& person = turn.person;
    registry::PersonFile file;
    file.worker = worker_of(person);
    file.papers = {identity_of(person)};
    for (std::size_t i = 0; i < turn.place; ++i) {
        const LifeEntry& entry = person.life.entries[i];
        if (entry.deed == LifeDeed::file) {
            const Dossier dossier = text::read_dossier(
                reader_, to_json_line(file_of(shape_, person, entry, "-")), rules_.book.vocabulary);
            add_new_pieces(file.evidence, casework::evidence_records(dossier.evidence, rules_.book.vocabulary,
                                                                     person.worker, source));
        } else if (entry.deed == LifeDeed::paper) {
            file.certificates.push_back(paper_of(shape_, person, entry));
            file.statuses.push_back(in_force(file.certificates.back()));
        } else if (entry.deed == LifeDeed::arrive || entry.deed == LifeDeed::dose ||
                   entry.deed == LifeDeed::check) {
            file.evidence.push_back(evidence_of_entry(shape_, person, entry));
            file.evidence.back().evidence = std::int64_t(file.evidence.size());
        }
    }
    if (const auto held = held_.find(person.life.number); held != held_.end()) {
        const auto& [certificates, statuses] = held->second;
        file.certificates.insert(file.certificates.end(), certificates.begin(), certificates.end());
        file.statuses.insert(file.statuses.end(), statuses.begin(), statuses.end());
    }
    return file;
}

/// The step with the clocks that it ends and starts, as `casework::desk_step` makes it.
void CrowdDesk::add_step(Turn& turn, OpenFile& file, std::string_view act, std::string_view from)
{
    const rules::DeskStep* const legal = rules_.book.workflow.step(act, from);
    if (legal == nullptr) {
        throw Error{Fault::not_found,
                    {"bộ quy định không có bước '" + std::string{act} + "' của quy trình một cửa",
                     "the rulebook's workflow has no step '" + std::string{act} + "'"},
                    {"dùng bộ quy định đi kèm chương trình", "use the rulebook that comes with the program"}};
    }
    registry::Step step;
    step.application = file.application.application;
    step.step = ++file.line.step;
    step.worker = file.application.worker;
    step.act = act;
    step.status = file.line.status = legal->to;
    step.on_day = file.line.on_day = day_;
    step.by_officer = write_->act().officer;
    file.line.act = step.act;
    file.line.by_officer = step.by_officer;
    turn.records.emplace_back(std::move(step));
    turn.ended = casework::end_clocks(file.clocks, legal->closes, day_, act);
    turn.started = casework::start_clocks(rules_.book, desk_, file.application, file.code, legal->opens, day_,
                                          file.clocks, turn.ended);
    for (const auto* const clocks : {&turn.ended, &turn.started})
        for (const registry::Deadline& clock : *clocks) turn.records.emplace_back(clock);
}

namespace {

/// The rows of what does not change any more: all but clocks and the application.
void put_settled(registry::EventBatch& batch, const std::vector<registry::AnyRecord>& records,
                 EventNumber event)
{
    for (const registry::AnyRecord& record : records) {
        const bool changes = std::holds_alternative<registry::Deadline>(record.kind()) ||
                             std::holds_alternative<registry::Application>(record.kind());
        if (!changes) batch.put(record, event);
    }
}

/// A clock that ended stands from then on; the version that ran stood until then.
void put_ended(registry::EventBatch& batch, std::vector<registry::Version<registry::Deadline>>& clocks,
               const registry::Deadline& ended, EventNumber event)
{
    const auto ran = std::ranges::find_if(clocks, [&](const auto& version) {
        return version.record.clock == ended.clock && version.record.run == ended.run;
    });
    batch.put(ran->record, ran->since, event);
    *ran = {event, registry::still_said, ended};
}

} // namespace

std::size_t CrowdDesk::file(Turn& turn)
{
    constexpr std::size_t a_million = 1'000'000;
    const std::string iso = to_iso(day_);
    const std::string number = "TN66-" + iso.substr(2, 2) + iso.substr(5, 2) + iso.substr(8, 2) + "-" +
                               std::to_string(a_million + std::size_t(++filed_today_)).substr(2);
    const Vocabulary& words = rules_.book.vocabulary;
    const Dossier dossier =
        text::read_dossier(reader_, to_json_line(file_of(shape_, turn.person, turn.entry, number)), words);
    OpenFile& made = open_[key_of(turn.person, turn.entry)];
    made.person = person_file(turn);
    made.code = screenings_.procedure_code(dossier);
    made.application = casework::application_record(dossier, words, turn.person.worker, turn.person.facility);
    const std::size_t known = made.person.evidence.size();
    add_new_pieces(made.person.evidence,
                   casework::evidence_records(dossier.evidence, words, turn.person.worker, source));
    turn.records.assign(made.person.evidence.begin() + std::ptrdiff_t(known), made.person.evidence.end());
    turn.records.emplace_back(made.application);
    const registry::Application& filed = made.application;
    made.line = {filed.application,
                 filed.worker,
                 filed.facility,
                 filed.province,
                 filed.role,
                 filed.procedure,
                 filed.filed_on,
                 {},
                 0,
                 {},
                 {},
                 {},
                 0,
                 {},
                 false};
    add_step(turn, made, "receive", "submitted");
    made.since = made.line.event = note(turn, "application.record");
    put_settled(*batch_, turn.records, made.since);
    put_clocks(made, turn, made.since);
    return made.person.evidence.size() - known;
}

void CrowdDesk::put_clocks(OpenFile& file, const Turn& turn, EventNumber event)
{
    for (const registry::Deadline& ended : turn.ended) put_ended(*batch_, file.clocks, ended, event);
    for (const registry::Deadline& started : turn.started)
        file.clocks.push_back({event, registry::still_said, started});
}

void CrowdDesk::complete(Turn& turn)
{
    OpenFile& file = open_file(turn);
    const registry::Application before = file.application;
    file.application.completed_on = day_;
    add_step(turn, file, "complete", file.line.status);
    turn.records.emplace_back(file.application);
    const EventNumber event = note(turn, "application.complete");
    batch_->put(before, file.since, event);
    file.since = file.line.event = event;
    put_settled(*batch_, turn.records, event);
    put_clocks(file, turn, event);
}

void CrowdDesk::judge(Turn& turn)
{
    OpenFile& file = open_file(turn);
    registry::OfficerFinding finding;
    finding.application = file.application.application;
    finding.finding = 1;
    finding.worker = file.application.worker;
    finding.topic = "qualification";
    finding.outcome = "met";
    finding.by_officer = write_->act().officer;
    finding.judged_on = day_;
    finding.reason = "Đã đối chiếu văn bằng, bảng điểm và mô tả công việc; phù hợp với thiết bị.";
    finding.status = "recorded";
    file.findings.push_back(finding);
    turn.records.emplace_back(finding);
    record(turn, "application.judge");
}

void CrowdDesk::screen(Turn& turn)
{
    OpenFile& file = open_file(turn);
    registry::Facility facility = crowd_facility(turn.person.site, turn.person.life.site);
    facility.facility = turn.person.facility;
    file.dossier = text::canonical_json(
        reader_.read(casework::compose_dossier(file.person, file.application, facility, file.findings)));
    file.screening = screenings_.screening(file.application, 1, file.dossier);
    turn.records.emplace_back(file.screening);
    const bool first_look = file.line.status == "received";
    if (first_look) add_step(turn, file, "review", "received");
    const EventNumber event = record(turn, "application.screen");
    if (first_look) file.line.event = event;
}

void CrowdDesk::grant(Turn& turn)
{
    OpenFile& file = open_file(turn);
    registry::Decision decision;
    decision.application = file.application.application;
    decision.worker = file.application.worker;
    decision.screening = 1;
    decision.outcome = "granted";
    decision.decided_on = day_;
    decision.decided_by = write_->act().officer;
    if (file.screening.verdict != "eligible") { // under another rulebook than the one that comes along
        decision.reason = "Quy định chưa được xác nhận; phòng đã xin ý kiến và thống nhất (thử nghiệm).";
        decision.legal_basis = "Ý kiến của cơ quan cấp trên số TN-01 (thử nghiệm)";
        decision.second = decision.decided_by == officers[0].code ? officers[1].code : officers[0].code;
    }
    add_step(turn, file, "grant", file.line.status);
    turn.records.emplace_back(decision);
    const EventNumber event = note(turn, "application.decide");
    file.line.event = event;
    put_settled(*batch_, turn.records, event);
    put_clocks(file, turn, event);
}

registry::Certificate CrowdDesk::numbered(registry::Certificate certificate)
{
    certificate.issued_on = day_;
    casework::give_number(certificate, office_, next_ordinal_++);
    return certificate;
}

void CrowdDesk::issue(Turn& turn)
{
    OpenFile& file = open_file(turn);
    const Vocabulary& words = rules_.book.vocabulary;
    const Dossier dossier = text::read_dossier(reader_, file.dossier, words);
    registry::Certificate made;
    made.worker = file.application.worker;
    made.facility = file.application.facility;
    made.role = file.application.role;
    made.equipment_types = types_of(turn.person.site);
    made.application = file.application.application;
    const rules::Validity law = rules::validity_on(rules_.book, day_, dossier.application);
    const bool stated = law.term == rules::Validity::Term::stated_by_officer;
    constexpr int stated_months = 60;
    made.validity = stated ? "stated" : law.rule->id;
    made.valid_to = stated ? plus_months(day_, stated_months) : law.expires_on;
    made = numbered(std::move(made));
    turn.records = {made, in_force(made)};
    record(turn, "certificate.issue");
    if (goes_on(turn.person, turn.place)) held_[turn.person.life.number] = {{made}, {in_force(made)}};
}

void CrowdDesk::deliver(Turn& turn)
{
    const auto found = open_.find(key_of(turn.person, turn.entry));
    OpenFile& file = found->second;
    add_step(turn, file, "deliver", file.line.status);
    file.line.event = note(turn, "application.deliver");
    put_settled(*batch_, turn.records, file.line.event);
    put_clocks(file, turn, file.line.event);
    put_open(file);
    open_.erase(found);
}

void CrowdDesk::put_open(const OpenFile& file)
{
    batch_->put(file.application, file.since);
    for (const auto& clock : file.clocks) batch_->put(clock.record, clock.since);
    batch_->put(file.line);
}

void CrowdDesk::leave_open()
{
    for (const auto& [key, file] : open_) put_open(file);
    open_.clear();
}

/// One more entry of the certificate that the person holds.
void CrowdDesk::add_entry(Turn& turn, Held& held, const char* status, std::string reason)
{
    const std::string& number = held.certificates.back().certificate;
    registry::CertificateStatus entry = in_force(held.certificates.back());
    entry.entry = 1 + std::ranges::count(held.statuses, number, &registry::CertificateStatus::certificate);
    entry.status = status;
    entry.from_day = day_;
    entry.reason = std::move(reason);
    turn.records.emplace_back(entry);
    held.statuses.push_back(std::move(entry));
}

void CrowdDesk::amend(Turn& turn, const char* action, const char* status, const char* reason)
{
    const auto held = held_.find(turn.person.life.number);
    add_entry(turn, held->second, status, reason);
    record(turn, action);
    if (!goes_on(turn.person, turn.place)) held_.erase(held);
}

void CrowdDesk::replace(Turn& turn)
{
    const auto found = held_.find(turn.person.life.number);
    Held& held = found->second;
    add_entry(turn, held, "replaced", "Bản giấy bị mất (thử nghiệm)");
    registry::Certificate fresh = held.certificates.back();
    fresh.replaces = fresh.certificate;
    fresh.application.reset(); // the old one is the one that was issued on it
    fresh = numbered(std::move(fresh));
    turn.records.emplace_back(fresh);
    turn.records.emplace_back(in_force(fresh));
    record(turn, "certificate.replace");
    held.statuses.push_back(in_force(fresh));
    held.certificates.push_back(std::move(fresh));
    if (!goes_on(turn.person, turn.place)) held_.erase(found);
}

} // namespace radcert::demo
