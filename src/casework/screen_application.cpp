#include "casework/screen_application.h"

#include "casework/desk.h"
#include "casework/dossiers.h"
#include "casework/open_application.h"
#include "registry/applications.h"
#include "registry/evidence.h"
#include "registry/workers.h"
#include "rules/screen.h"
#include "rules/write_determination.h"
#include "text/digest.h"
#include "text/json_writer.h"
#include "text/read_dossier.h"

namespace radcert::casework {
namespace {

/// [requirement, outcome, reason] of every finding: enough to list and count without the words.
std::string findings_json(const rules::Rulebook& book, const rules::Screening& screening)
{
    std::string out;
    text::JsonWriter json{out};
    json.open_array();
    for (const rules::Finding& finding : screening.findings) {
        json.open_array();
        json.string(rules::row_of(book, finding).id);
        json.string(word(finding.outcome));
        json.string(word(finding.reason));
        json.close_array();
    }
    json.close_array();
    return out;
}

struct Answer {
    std::string determination, findings;
    Verdict verdict{};
};

/// Screeners keep scratch memory and refer to a program; one for each program and options is enough for a
/// desk.
Answer answer(const RulebookInUse& rules, const std::string& dossier, const rules::ScreenOptions& options)
{
    text::JsonReader reader;
    const Dossier read = text::read_dossier(reader, dossier, rules.book.vocabulary);
    rules::Screener screener{rules.program, options};
    rules::DeterminationWriter writer{rules.program};
    const rules::Screening& screening = screener.screen(read);
    Answer made;
    writer.append(made.determination, screening);
    made.findings = findings_json(rules.book, screening);
    made.verdict = screening.verdict;
    return made;
}

registry::Screening screening_record(const registry::Application& application, std::int64_t number,
                                     const RulebookInUse& rules, const rules::ScreenOptions& options,
                                     const std::string& dossier, const Answer& made)
{
    registry::Screening record;
    record.application = application.application;
    record.screening = number;
    record.worker = application.worker;
    record.rulebook = rules.book.digest;
    record.as_of = options.as_of;
    record.decide_on = word(options.decide_on);
    record.dossier = text::sha256_hex(dossier);
    record.determination = text::sha256_hex(made.determination);
    record.verdict = word(made.verdict);
    record.findings.text = made.findings;
    return record;
}

ScreenedApplication screened(registry::Database& database, const RulebookInUse& rules,
                             const ScreenRequest& request, const registry::Application& application,
                             EventNumber known_by)
{
    const std::string dossier = compose_dossier(database, request.application, known_by);
    const rules::ScreenOptions options{request.as_of, request.decide_on};
    Answer made = answer(rules, dossier, options);
    registry::Screening record = screening_record(
        application, registry::next_screening(database, request.application), rules, options, dossier, made);
    return {std::move(record), std::move(made.determination)};
}

} // namespace

registry::Screening ManyScreenings::screening(const registry::Application& application, std::int64_t number,
                                              const std::string& dossier)
{
    const Dossier read = text::read_dossier(reader_, dossier, rules_.book.vocabulary);
    const rules::Screening& screening = screener_.screen(read);
    Answer made{std::move(determination_), findings_json(rules_.book, screening), screening.verdict};
    made.determination.clear();
    writer_.append(made.determination, screening);
    registry::Screening record = screening_record(application, number, rules_, {}, dossier, made);
    determination_ = std::move(made.determination);
    return record;
}

std::optional<std::string> ManyScreenings::procedure_code(const Dossier& dossier)
{
    const auto code = screener_.screen(dossier).competence.procedure_code;
    return code ? std::optional{std::string{*code}} : std::nullopt;
}

ScreenedApplication screen_application(registry::WriteScope& write, Rulebooks& rulebooks,
                                       const ScreenRequest& request)
{
    registry::Database& database = write.database();
    const registry::Application application = load_open_application(database, request.application);
    const RulebookInUse& rules = rulebooks.in_force(database);
    auto made = screened(database, rules, request, application, newest_event);
    std::vector<registry::AnyRecord> records{made.record};
    if (desk_status(database, application) == "received") {
        for (registry::AnyRecord& record :
             desk_step(write, rules, application, {"review", write.today(), {}, {}}))
            records.push_back(std::move(record));
    }
    write.record("application.screen", registry::load_worker(database, application.worker).subject, records);
    return made;
}

std::string screen_dossier(const RulebookInUse& rules, const std::string& dossier, std::optional<Date> as_of,
                           Standing decide_on)
{
    return answer(rules, dossier, {as_of, decide_on}).determination;
}

Replay replay_screening(registry::Database& database, Rulebooks& rulebooks, const std::string& application,
                        std::optional<std::int64_t> screening)
{
    const auto all = registry::screenings_of(database, application);
    const registry::Version<registry::Screening>* found = nullptr;
    for (const auto& version : all) {
        if (!screening || version.record.screening == *screening) found = &version;
    }
    if (found == nullptr) {
        registry::load_application(database, application);
        throw Error{Fault::not_found,
                    {"hồ sơ " + application + " chưa được xem xét" +
                         (screening ? " lần " + std::to_string(*screening) : ""),
                     "application " + application + " has no " + (screening ? "such " : "") + "screening"},
                    {"xem xét: radcert application screen " + application,
                     "screen it: radcert application screen " + application}};
    }
    Replay replay{found->record, found->since, registry::load_event(database, found->since).at, {}, {}};
    // What the screening saw had been recorded before it.
    replay.dossier = compose_dossier(database, application, found->since - 1);
    replay.same_dossier = text::sha256_hex(replay.dossier) == replay.record.dossier;
    const RulebookInUse& rules = rulebooks.adopted(database, replay.record.rulebook);
    replay.determination =
        answer(rules, replay.dossier, {replay.record.as_of, *standing_from(replay.record.decide_on)})
            .determination;
    replay.same_determination = text::sha256_hex(replay.determination) == replay.record.determination;
    return replay;
}

std::string screen_under(const Replay& past, const RulebookInUse& rules, std::optional<Date> as_of)
{
    return answer(rules, past.dossier, {as_of, *standing_from(past.record.decide_on)}).determination;
}

bool screened_as_it_is(registry::Database& database, const std::string& application)
{
    const auto all = registry::screenings_of(database, application);
    return !all.empty() && !facts_changed_since(database, all.back().record);
}

bool facts_changed_since(registry::Database& database, const registry::Screening& screening)
{
    // A scan or a number that was exchanged changes no dossier, and yet the evidence is another.
    for (const auto& version : registry::screenings_of(database, screening.application)) {
        const bool this_one = version.record.screening == screening.screening;
        if (this_one && registry::last_evidence_event(database, screening.worker) > version.since)
            return true;
    }
    return text::sha256_hex(compose_dossier(database, screening.application)) != screening.dossier;
}

} // namespace radcert::casework
