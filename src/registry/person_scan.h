#pragma once

#include <memory>
#include <unordered_map>

#include "registry/applications.h"
#include "registry/desk.h"
#include "registry/person_file.h"

namespace radcert::registry {

/// A screening without its findings.
struct ScreeningMark {
    std::string application;
    std::int64_t screening{};
    EventNumber event{};
    std::string rulebook, verdict;
    std::optional<Date> as_of;
    std::string decide_on;
};

/// What happened to one worker's files.
struct PersonCases {
    std::vector<Application> applications;           ///< by number
    std::vector<ScreeningMark> screenings;           ///< by file, the newest last
    std::vector<Version<OfficerFinding>> judgements; ///< as they stand, withdrawn ones too
    std::vector<Decision> decisions;
    std::vector<Version<Deadline>> clocks; ///< every run of every clock
};

/// What a scan leaves out, because every table takes its time.
struct ScanParts {
    bool posts{false};
    bool cases{false}; ///< `PersonCases`
};

/// Reads the files of many workers in one pass over each table, worker by worker: many times sooner than
/// asking for each. Identity papers are left out, and of the evidence what no dossier tells: where it came
/// from, and its scan. One for each connection.
class PersonScan {
public:
    PersonScan(Database& database, EventNumber known_by, ScanParts parts);
    ~PersonScan();

    /// Begins with the workers of these numbers, both included.
    void open(std::int64_t first, std::int64_t last);
    /// The next worker, or nullptr after the last; until the next call.
    const PersonFile* next();
    const PersonCases& cases() const; ///< of the worker that `next` gave

private:
    struct Cursors;
    std::unique_ptr<Cursors> cursors_;
};

/// By worker: the last event that corrected or withdrew something that is known of the person, evidence or
/// birth date or civil capacity. Who has none is not in it.
std::unordered_map<std::int64_t, EventNumber> last_corrections(Database& database, EventNumber known_by);

} // namespace radcert::registry
