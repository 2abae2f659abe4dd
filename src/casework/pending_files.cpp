#include "casework/pending_files.h"

#include <algorithm>

#include "casework/dossiers.h"
#include "casework/open_application.h"
#include "rules/screen.h"
#include "text/read_dossier.h"

namespace radcert::casework {

std::vector<PendingFile> pending_files(registry::Database& database, const Vocabulary& vocabulary,
                                       EventNumber known_by)
{
    std::vector<PendingFile> files;
    text::JsonReader reader;
    for (auto& application : waiting_applications(database, known_by)) {
        try {
            Dossier dossier = text::read_dossier(
                reader, compose_dossier(database, application.application, known_by), vocabulary);
            files.push_back({std::move(application), std::move(dossier)});
        } catch (const Error& error) {
            throw Error{error.fault(),
                        {"hồ sơ " + application.application + ": " + error.sentence().vi,
                         "application " + application.application + ": " + error.sentence().en},
                        error.hint(),
                        error.place()};
        }
    }
    return files;
}

namespace {

bool is_spoken_to(const rules::Rulebook& book, const rules::Screening& screening, Topic topic)
{
    return std::ranges::any_of(screening.findings, [&](const rules::Finding& finding) {
        const bool stands_in = finding.row != rules::no_index && book.requirements[finding.row].fallback;
        return !stands_in && rules::topic_of(book, finding) == topic;
    });
}

bool lies_in(const Application& application, const std::vector<workshop::GapPlace>& places)
{
    return std::ranges::any_of(places, [&](const workshop::GapPlace& place) {
        return place.role == application.role &&
               std::ranges::any_of(application.facility.devices, [&](const Device& device) {
                   return (place.equipment >> device.type & 1) != 0;
               });
    });
}

} // namespace

std::size_t pending_in_silence(const rules::Program& program, const std::vector<PendingFile>& files,
                               Topic topic, Date day, const std::vector<workshop::GapPlace>& places)
{
    rules::Screener today{program}, then{program, {.as_of = day}};
    return std::size_t(std::ranges::count_if(files, [&](const PendingFile& file) {
        if (!places.empty() && !lies_in(file.dossier.application, places)) return false;
        return is_spoken_to(program.book, today.screen(file.dossier), topic) &&
               !is_spoken_to(program.book, then.screen(file.dossier), topic);
    }));
}

} // namespace radcert::casework
