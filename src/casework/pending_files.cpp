#include "casework/pending_files.h"

#include <algorithm>
#include <limits>

#include "casework/dossiers.h"
#include "rules/screen.h"
#include "text/read_dossier.h"

namespace radcert::casework {

std::vector<PendingFile> pending_files(registry::Database& database, const Vocabulary& vocabulary,
                                       EventNumber known_by)
{
    registry::ApplicationFilter waiting;
    waiting.status = "received";
    constexpr std::size_t all = std::numeric_limits<std::int32_t>::max();
    std::vector<PendingFile> files;
    text::JsonReader reader;
    for (auto& application : registry::list_applications(database, waiting, known_by, all)) {
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
    std::ranges::sort(files, {}, [](const PendingFile& file) { return file.application.application; });
    return files;
}

std::map<std::string, std::size_t> pending_by_row(const rules::Program& program,
                                                  const std::vector<PendingFile>& files)
{
    std::map<std::string, std::size_t> counts;
    rules::Screener screener{program};
    for (const PendingFile& file : files) {
        for (const rules::Finding& finding : screener.screen(file.dossier).findings)
            ++counts[row_of(program.book, finding).id];
    }
    return counts;
}

} // namespace radcert::casework
