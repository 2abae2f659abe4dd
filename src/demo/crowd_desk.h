#pragma once

#include <map>

#include "casework/screen_application.h"
#include "demo/crowd_records.h"
#include "registry/event_batch.h"
#include "registry/offices.h"
#include "registry/person_file.h"

namespace radcert::demo {

/// The files and certificates of the crowd on their way: the records are those that the acts of casework
/// make, of what this keeps in memory until a file has ended, so that nobody asks the register.
class CrowdDesk {
public:
    CrowdDesk(const CrowdShape& shape, const casework::RulebookInUse& rules, registry::Register office);

    /// The scope of the next deeds, and where their rows go.
    void open(registry::WriteScope& write, registry::EventBatch& batch);

    /// A file's step or what becomes of a certificate.
    /// @return  how many pieces of evidence came with it
    std::size_t act(const CrowdPerson& person, const registry::Subject& subject, std::size_t entry);
    /// The rows of files that stay open.
    void leave_open();

private:
    /// A file that has not ended.
    struct OpenFile {
        registry::Application application;
        EventNumber since{}; ///< of this version of it
        std::optional<std::string> code;
        std::vector<registry::Version<registry::Deadline>> clocks; ///< those that stand
        registry::DeskFile line;
        registry::PersonFile person; ///< as the register knows it
        std::vector<registry::OfficerFinding> findings;
        registry::Screening screening;
        std::string dossier; ///< that was screened
    };
    /// The certificates of somebody to whom more happens, the newest last.
    struct Held {
        std::vector<registry::Certificate> certificates;
        std::vector<registry::CertificateStatus> statuses; ///< of all of them
    };

    struct Turn; ///< one deed

    std::size_t file(Turn& turn);
    void complete(Turn& turn);
    void judge(Turn& turn);
    void screen(Turn& turn);
    void grant(Turn& turn);
    void issue(Turn& turn);
    void deliver(Turn& turn);
    void amend(Turn& turn, const char* action, const char* status, const char* reason);
    void replace(Turn& turn);
    void add_entry(Turn& turn, Held& held, const char* status, std::string reason);

    OpenFile& open_file(const Turn& turn);
    registry::PersonFile person_file(const Turn& turn);
    void add_step(Turn& turn, OpenFile& file, std::string_view act, std::string_view from);
    void put_clocks(OpenFile& file, const Turn& turn, EventNumber event);
    void put_open(const OpenFile& file);
    EventNumber record(Turn& turn, const char* action);
    EventNumber note(Turn& turn, const char* action);
    registry::Certificate numbered(registry::Certificate certificate);

    const CrowdShape& shape_;
    const casework::RulebookInUse& rules_;
    registry::Register office_;
    Body desk_;
    casework::ManyScreenings screenings_;
    text::JsonReader reader_;
    registry::WriteScope* write_{nullptr};
    registry::EventBatch* batch_{nullptr};
    Date day_{};
    std::int64_t filed_today_{}, next_ordinal_{};
    std::map<std::uint64_t, OpenFile> open_; ///< by person and file
    std::map<std::size_t, Held> held_;       ///< by person
};

} // namespace radcert::demo
