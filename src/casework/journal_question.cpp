#include "casework/journal_question.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "casework/event_words.h"
#include "casework/words_of.h"
#include "registry/opened_event.h"

namespace radcert::casework {
namespace {

using registry::EventQuestion;
using registry::FoundEvents;
using registry::SearchLimits;

/// "W-17" and the like; 0 where the text is not of that form.
std::int64_t number_after(std::string_view text, char letter)
{
    std::int64_t number = 0;
    if (text.size() < 3 || (text[0] != letter && text[0] != letter + 32) || text[1] != '-') return 0;
    const char* const end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data() + 2, end, number);
    return failed == std::errc{} && stop == end && number > 0 ? number : 0;
}

[[noreturn]] void refuse_record(const std::string& record)
{
    throw Error{
        Fault::not_found,
        {"sổ không có bản ghi nào mang số '" + record + "'", "no record bears the number '" + record + "'"},
        {"viết W-17 (nhân viên), F-3 (cơ sở), E-8 (thiết bị), hoặc đúng số hồ sơ, số chứng chỉ",
         "write W-17 (a worker), F-3 (a facility), E-8 (equipment), or the exact number of a file or "
         "certificate"}};
}

EventQuestion plain_question(registry::Database& database, const JournalQuestion& asked)
{
    EventQuestion question;
    if (asked.from_day)
        question.first = registry::event_known_by(
                             database, *parse_timestamp(to_iso(*asked.from_day - std::chrono::days{1}))) +
                         1;
    if (asked.to_day)
        question.last = registry::event_known_by(database, *parse_timestamp(to_iso(*asked.to_day)));
    if (asked.newest) question.last = std::min(question.last, *asked.newest);
    if (!asked.officer.empty()) {
        const auto officer = registry::find_officer(database, asked.officer);
        if (!officer)
            throw Error{Fault::not_found,
                        {"không có cán bộ nào mang mã '" + asked.officer + "'",
                         "no officer has the code '" + asked.officer + "'"}};
        question.actor = officer->officer;
    }
    question.action = asked.action;
    question.door = asked.door;
    return question;
}

bool hangs_on(const std::vector<registry::AnyRecord>& records, const std::string& kind,
              const std::string& owner)
{
    return std::ranges::any_of(records, [&](const registry::AnyRecord& record) {
        const MadeRecord made = name_record(record);
        if (made.of == kind && made.owner == owner) return true;
        const auto* const issued = std::get_if<registry::Certificate>(&record.kind());
        return issued != nullptr && kind == "application" && issued->application == owner;
    });
}

constexpr std::size_t most_opened = 2'000;

/// Events of a worker whose records hang on one file or certificate.
FoundEvents events_of_part(registry::Database& database, const registry::KeyFile& keys,
                           EventQuestion question, const std::string& kind, const std::string& owner,
                           std::size_t most)
{
    FoundEvents all = search_events(database, question, {most_opened, most_opened});
    FoundEvents found{{}, all.looked_from, all.looked_to, all.whole};
    for (registry::Event& event : all.events) {
        const bool made_something = event.action != "worker.view";
        if (!made_something || !hangs_on(open_event(database, keys, event.number).records, kind, owner))
            continue;
        found.events.push_back(std::move(event));
        if (found.events.size() < most) continue;
        found.looked_from = found.events.back().number;
        found.whole = found.looked_from <= question.first;
        break;
    }
    return found;
}

/// A unit's events are those that made its versions, whichever facility it was at.
FoundEvents events_of_unit(registry::Database& database, const EventQuestion& question, std::int64_t unit,
                           std::size_t most)
{
    std::set<EventNumber, std::greater<>> numbers;
    for (const auto& version : registry::equipment_versions(database, unit)) numbers.insert(version.since);
    FoundEvents found{{}, question.first, question.last, true};
    for (const EventNumber number : numbers) {
        if (number < question.first || number > question.last) continue;
        EventQuestion one = question;
        one.first = one.last = number;
        auto here = search_events(database, one, {1, 1});
        if (!here.events.empty()) found.events.push_back(std::move(here.events.front()));
        if (found.events.size() < most) continue;
        found.looked_from = number;
        found.whole = number == *numbers.rbegin();
        break;
    }
    return found;
}

std::string subject_of_holder(registry::Database& database, const std::string& kind,
                              const std::string& record)
{
    const std::int64_t worker = kind == "application"
                                    ? registry::load_application(database, record).worker
                                    : registry::find_certificates(database, record).front().worker;
    return registry::load_worker(database, worker).subject;
}

} // namespace

std::string kind_of_record(registry::Database& database, const std::string& record)
{
    if (const auto worker = number_after(record, 'W');
        worker > 0 && registry::subject_of_worker(database, worker))
        return "worker";
    if (const auto facility = number_after(record, 'F');
        facility > 0 && registry::find_facility(database, facility))
        return "facility";
    if (const auto unit = number_after(record, 'E');
        unit > 0 && !registry::equipment_versions(database, unit).empty())
        return "equipment";
    if (registry::find_application(database, record)) return "application";
    if (!registry::find_certificates(database, record).empty()) return "certificate";
    refuse_record(record);
}

FoundEvents ask_journal(registry::Database& database, const registry::KeyFile& keys,
                        const JournalQuestion& asked, const SearchLimits& limits)
{
    EventQuestion question = plain_question(database, asked);
    if (asked.record.empty()) return search_events(database, question, limits);
    const std::string kind = kind_of_record(database, asked.record);
    if (kind == "worker")
        question.subject = *registry::subject_of_worker(database, number_after(asked.record, 'W'));
    if (kind == "facility")
        question.subject = registry::load_facility(database, number_after(asked.record, 'F')).subject;
    if (!question.subject.empty()) return search_events(database, question, limits);
    if (kind == "equipment")
        return events_of_unit(database, question, number_after(asked.record, 'E'), limits.most);
    question.subject = subject_of_holder(database, kind, asked.record);
    return events_of_part(database, keys, question, kind, asked.record, limits.most);
}

} // namespace radcert::casework
