#include "demo/crowd.h"

#include <algorithm>
#include <numeric>

#include "demo/site_records.h"
#include "registry/status.h"

namespace radcert::demo {
namespace {

using std::chrono::days;

std::int64_t events_of_site(std::size_t site)
{
    return 3 + std::int64_t(numbered_site(site).devices.size()); // itself, practice, licence
}

/// Nothing may come to the facts of a file that waits: it would have to be screened again.
bool has_open_file(const Life& life)
{
    const auto count = [&](LifeDeed deed) {
        return std::ranges::count(life.entries, deed, &LifeEntry::deed);
    };
    return count(LifeDeed::file) > count(LifeDeed::deliver);
}

} // namespace

Crowd::Crowd(std::uint64_t seed, Date first, Date last, const Size& size, const Size& ahead,
             std::set<std::string> taken)
    : size_{size}, ahead_{ahead}, taken_{std::move(taken)}
{
    shape_.seed = seed;
    shape_.first = first;
    shape_.last = last;
    shape_.sites = std::size_t(size.facilities - ahead.facilities);
    shape_.people = std::size_t(size.workers - ahead.workers);
    shape_.certificates = size.certificates - ahead.certificates;
    spread_yearly();
    make_schedule();
    site_subjects_.resize(shape_.sites);
    facilities_.resize(shape_.sites);
    subjects_.resize(shape_.people);
    workers_.resize(shape_.people);
    pieces_.resize(shape_.people);
    first_events_.resize(items_.size());
}

/// As many doses and checks for everybody as fill the journal.
void Crowd::spread_yearly()
{
    std::int64_t missing = size_.events - ahead_.events;
    for (std::size_t site = 0; site < shape_.sites; ++site) missing -= events_of_site(site);
    std::vector<std::uint8_t> most(shape_.people);
    for (std::size_t number = 0; number < shape_.people; ++number) {
        missing -= events_of(life_of(shape_, number));
        most[number] = std::uint8_t(most_yearly(shape_, number));
    }
    const auto who_can = [&](std::size_t yearly) {
        return std::ranges::count_if(most, [&](std::uint8_t m) { return m > yearly; });
    };
    for (std::int64_t can = who_can(0); can > 0 && missing >= can; can = who_can(shape_.yearly)) {
        missing -= can;
        ++shape_.yearly;
    }
    for (; missing > 0 && shape_.one_more < shape_.people; ++shape_.one_more)
        missing -= most[shape_.one_more] > shape_.yearly ? 1 : 0;
}

void Crowd::make_schedule()
{
    const std::size_t all_days = std::size_t((shape_.last - shape_.first).count()) + 1;
    const auto day_of = [&](Date day) {
        return std::size_t((std::min(day, shape_.last) - shape_.first).count());
    };
    sites_opened_.resize(all_days);
    for (std::size_t site = 0; site < shape_.sites; ++site)
        sites_opened_[day_of(site_opened(shape_, site))].push_back(std::uint32_t(site));
    begins_.assign(all_days + 1, 0);
    entries_before_.assign(shape_.people + 1, 0);
    for (std::size_t number = 0; number < shape_.people; ++number) {
        const Life life = life_of(shape_, number);
        for (const LifeEntry& entry : life.entries) ++begins_[day_of(entry.day) + 1];
        entries_before_[number + 1] = entries_before_[number] + life.entries.size();
    }
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
    items_.resize(begins_.back());
    std::vector<std::size_t> next{begins_.begin(), begins_.end() - 1};
    for (std::size_t number = 0; number < shape_.people; ++number) {
        const Life life = life_of(shape_, number);
        for (std::size_t i = 0; i < life.entries.size(); ++i) {
            const LifeEntry& entry = life.entries[i];
            items_[next[day_of(entry.day)]++] = {std::uint32_t(number), std::uint16_t(entry.nth), entry.deed,
                                                 std::uint8_t(i)};
        }
    }
}

void Crowd::plan(Diary& diary, casework::Rulebooks& rulebooks, const Progress& progress)
{
    for (std::size_t day = 0; day < sites_opened_.size(); ++day) {
        if (begins_[day] == begins_[day + 1] && sites_opened_[day].empty()) continue;
        diary.on(shape_.first + days{day}, [this, &rulebooks, &progress, day](registry::WriteScope& write) {
            record_day(write, rulebooks, day);
            if (progress) progress(write.next_event(), size_.events);
        });
    }
}

void Crowd::open(registry::WriteScope& write)
{
    registry::Database& database = write.database();
    if (!rows_) rows_.emplace(database);
    batch_.emplace(write, *rows_);
    if (!desk_) desk_.emplace(shape_, *rules_, registry::load_register(database));
    desk_->open(write, *batch_);
    next_facility_ = registry::next_facility(database);
    next_worker_ = registry::next_worker(database);
    next_equipment_ = registry::next_equipment(database);
}

void Crowd::record_day(registry::WriteScope& write, casework::Rulebooks& rulebooks, std::size_t day)
{
    if (rules_ == nullptr) rules_ = &rulebooks.in_force(write.database());
    open(write);
    for (const std::uint32_t site : sites_opened_[day]) record_site(site);
    for (std::size_t i = begins_[day]; i < begins_[day + 1]; ++i) record_item(items_[i], write.today());
    batch_->finish();
    batch_.reset();
}

void Crowd::record_site(std::size_t number)
{
    Site site = numbered_site(number);
    const registry::Subject& subject = site_subjects_[number] = batch_->add_subject("facility");
    const Date day = site_opened(shape_, number);
    Random random = random_of(shape_, number, 2);
    site.facility = facilities_[number] = next_facility_++;
    registry::Facility facility = crowd_facility(site, number);
    facility.facility = site.facility;
    facility.subject = subject.reference;
    const auto record = [&](const char* action, const registry::AnyRecord& made) {
        batch_->record(action, subject, {&made, 1});
    };
    record("facility.record", facility);
    record("facility.practice",
           registry::Practice{site.facility, std::string{site.practice}, day - days{30}, {}});
    record("facility.licence", licence_of(site, day));
    for (std::size_t i = 0; i < site.devices.size(); ++i) {
        registry::Equipment unit = unit_of(site, i, day, random);
        unit.equipment = next_equipment_++;
        unit.licence = licence_number(site, day);
        record("equipment.record", unit);
    }
}

/// The person as far as the register knows, by the life at hand.
CrowdPerson Crowd::somebody(Life life) const
{
    const std::size_t number = life.number;
    CrowdPerson person = person_of(shape_, std::move(life), taken_);
    person.worker = workers_[number];
    person.facility = facilities_[person.life.site];
    person.subject = subjects_[number].reference;
    return person;
}

CrowdPerson Crowd::somebody(std::size_t number) const
{
    return somebody(life_of(shape_, number));
}

EventNumber Crowd::note(const CrowdPerson& person, const char* action,
                        std::vector<registry::AnyRecord> records)
{
    return batch_->note(action, subjects_[person.life.number], records);
}

void Crowd::record_item(const Item& item, Date day)
{
    const LifeEntry entry{day, item.deed, item.nth};
    EventNumber event = 0;
    if (item.deed == LifeDeed::dose || item.deed == LifeDeed::check) { // most of all: nothing else is asked
        CrowdPerson person;
        person.life.number = item.person;
        person.worker = workers_[item.person];
        registry::Evidence piece = evidence_of_entry(shape_, person, entry);
        piece.evidence = ++pieces_[item.person];
        event = note(person, "evidence.record", {std::move(piece)});
    } else {
        CrowdPerson person = somebody(item.person);
        if (item.deed == LifeDeed::arrive) {
            event = arrive(person);
        } else if (item.deed == LifeDeed::paper) {
            const registry::Certificate paper = paper_of(shape_, person, entry);
            event = note(person, "certificate.record", {paper, in_force(paper)});
        } else {
            const std::size_t pieces = desk_->act(person, subjects_[item.person], item.place);
            pieces_[item.person] = std::uint8_t(pieces_[item.person] + pieces);
        }
    }
    first_events_[entries_before_[item.person] + item.place] = std::uint32_t(event);
}

/// The person's own row does not wait: by it others count on.
/// @return the first of its events
EventNumber Crowd::arrive(CrowdPerson& person)
{
    const std::size_t number = person.life.number;
    subjects_[number] = batch_->add_subject("worker");
    person.subject = subjects_[number].reference;
    person.worker = workers_[number] = next_worker_++;
    const registry::Worker worker = worker_of(person);
    const EventNumber first = note(person, "worker.record", {worker, identity_of(person)});
    batch_->put(worker, first);
    registry::Evidence degree = evidence_of_entry(shape_, person, {person.life.arrived, LifeDeed::arrive, 0});
    degree.evidence = ++pieces_[number];
    note(person, "evidence.record", {std::move(degree)});
    note(person, "worker.post", {post_of(person, rules_->book.vocabulary)});
    if (person.life.role == "safety_officer") note(person, "worker.appointment", {appointment_of(person)});
    return first;
}

/// The other rows of an arrival, whose events follow one another.
void Crowd::put_arrival(const CrowdPerson& person, EventNumber event)
{
    batch_->put(identity_of(person), event);
    registry::Evidence degree = evidence_of_entry(shape_, person, {person.life.arrived, LifeDeed::arrive, 0});
    degree.evidence = 1;
    batch_->put(degree, event + 1);
    batch_->put(post_of(person, rules_->book.vocabulary), event + 2);
    if (person.life.role == "safety_officer") batch_->put(appointment_of(person), event + 3);
}

void Crowd::put_rows_of(std::size_t number)
{
    const CrowdPerson person = somebody(number);
    std::int64_t pieces = 1; // the degree
    for (std::size_t i = 0; i < person.life.entries.size(); ++i) {
        const LifeEntry& entry = person.life.entries[i];
        const EventNumber event = first_events_[entries_before_[number] + i];
        if (entry.deed == LifeDeed::arrive) {
            put_arrival(person, event);
        } else if (entry.deed == LifeDeed::paper) {
            const registry::Certificate paper = paper_of(shape_, person, entry);
            batch_->put(paper, event);
            batch_->put(in_force(paper), event);
        } else if (entry.deed == LifeDeed::file) {
            const Sketch file = file_of(shape_, person, entry, "-");
            pieces += std::int64_t(file.courses->size() + file.examinations->size());
        } else if (entry.deed == LifeDeed::dose || entry.deed == LifeDeed::check) {
            registry::Evidence piece = evidence_of_entry(shape_, person, entry);
            piece.evidence = ++pieces;
            batch_->put(std::move(piece), event);
        }
    }
}

/// In the order of the register's own numbers.
void Crowd::put_rows()
{
    std::vector<std::uint32_t> order(shape_.people);
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [&](std::uint32_t number) { return workers_[number]; });
    for (const std::uint32_t number : order) put_rows_of(number);
}

void Crowd::add_latecomer()
{
    Life life;
    life.number = subjects_.size();
    life.site = life.number % shape_.sites;
    life.role = "safety_officer";
    life.arrived = shape_.last;
    life.entries = {{shape_.last, LifeDeed::arrive, 0}};
    subjects_.emplace_back();
    workers_.push_back(0);
    pieces_.push_back(0);
    CrowdPerson person = somebody(std::move(life));
    const EventNumber event = arrive(person);
    put_arrival(person, event);
}

/// @return whether there is one
bool Crowd::add_late_paper(std::size_t number)
{
    constexpr int late = 32;
    const CrowdPerson person = somebody(number % shape_.people);
    if (has_open_file(person.life)) return false;
    const registry::Certificate paper =
        paper_of(shape_, person, {shape_.last, LifeDeed::paper, late + int(number / shape_.people)});
    const std::vector<registry::AnyRecord> made{paper, in_force(paper)};
    batch_->record("certificate.record", subjects_[person.life.number], made);
    return true;
}

namespace {

void refuse_unless(bool fits)
{
    if (fits) return;
    throw Error{Fault::conflict,
                {"các câu chuyện mẫu chiếm nhiều hơn phần dành cho chúng; không lập được sổ cỡ này",
                 "the stories take more than was left for them; a register of this size cannot be made"},
                {"chọn số gieo khác: --seed", "choose another number: --seed"}};
}

} // namespace

void Crowd::close(registry::WriteScope& write)
{
    open(write);
    desk_->leave_open();
    put_rows();
    batch_->finish();
    const registry::Counts counts = registry::count_records(write.database());
    const std::int64_t people = size_.workers - counts.workers;
    std::int64_t papers = size_.certificates - counts.certificates;
    refuse_unless(counts.facilities == size_.facilities && people > 0 && papers >= 0);
    for (std::int64_t i = 0; i < people; ++i) add_latecomer();
    for (std::size_t number = 0; papers > 0; ++number) papers -= add_late_paper(number) ? 1 : 0;
    batch_->finish();
    batch_.reset();
}

void Crowd::fill_journal(registry::WriteScope& write)
{
    std::int64_t missing = size_.events - write.next_event();
    refuse_unless(missing >= 0);
    open(write);
    for (std::size_t number = 0; missing > 0 && number < shape_.people; ++number) {
        const CrowdPerson person = somebody(number);
        if (has_open_file(person.life)) continue;
        for (const LifeEntry& entry : yearly_left_out(shape_, number)) {
            if (missing-- == 0) break;
            registry::Evidence piece = evidence_of_entry(shape_, person, entry);
            piece.evidence = ++pieces_[number];
            const registry::AnyRecord made{std::move(piece)};
            batch_->record("evidence.record", subjects_[number], {&made, 1});
        }
    }
    batch_->finish();
    batch_.reset();
    refuse_unless(write.next_event() == size_.events);
}

} // namespace radcert::demo
