#pragma once

#include "demo/crowd_desk.h"
#include "demo/size.h"

namespace radcert::demo {

/// How far a large register is: events made, of all.
using Progress = std::function<void(std::int64_t done, std::int64_t all)>;

/// The facilities and people of a large register beside those of the diary's stories: most of what it holds.
/// Every desk day has one deed, which records in one batch what happened to them on that day. The rows of
/// people, who come day by day in no order, wait until the end and are put in theirs, which takes a fraction
/// of the time; files and certificates of this office have theirs as they go. Goes before the register's
/// writer does.
class Crowd {
public:
    /// @param size   what the register is to hold in the end
    /// @param ahead  what others make of it, or somewhat more; at least one person and one certificate
    /// @param taken  identity numbers of those others
    Crowd(std::uint64_t seed, Date first, Date last, const Size& size, const Size& ahead,
          std::set<std::string> taken);

    /// Writes everything down. The crowd outlives the diary's run.
    void plan(Diary& diary, casework::Rulebooks& rulebooks, const Progress& progress);

    /// After the diary: the rows that waited; people and certificates that are still missing of the size.
    /// @throws Error  conflict: others made more than was said.
    void close(registry::WriteScope& write);
    /// After everybody else: older doses, until the journal has its length. @throws Error as `close`.
    void fill_journal(registry::WriteScope& write);

private:
    /// One entry of a life, on its day.
    struct Item {
        std::uint32_t person{};
        std::uint16_t nth{};
        LifeDeed deed{};
        std::uint8_t place{}; ///< in the life
    };

    void spread_yearly();
    void make_schedule();
    void open(registry::WriteScope& write);
    void record_day(registry::WriteScope& write, casework::Rulebooks& rulebooks, std::size_t day);
    void record_site(std::size_t site);
    void record_item(const Item& item, Date day);
    EventNumber note(const CrowdPerson& person, const char* action, std::vector<registry::AnyRecord> records);
    EventNumber arrive(CrowdPerson& person);
    CrowdPerson somebody(Life life) const;
    CrowdPerson somebody(std::size_t number) const;
    void put_rows();
    void put_rows_of(std::size_t number);
    void put_arrival(const CrowdPerson& person, EventNumber event);
    void add_latecomer();
    bool add_late_paper(std::size_t number);

    CrowdShape shape_;
    Size size_, ahead_;
    std::set<std::string> taken_;

    std::vector<Item> items_;         ///< day after day
    std::vector<std::size_t> begins_; ///< of the n-th day
    std::vector<std::vector<std::uint32_t>> sites_opened_;
    std::vector<std::uint32_t> first_events_; ///< of entries, person after person: the event that each became
    std::vector<std::size_t> entries_before_; ///< of the persons with lower numbers

    // What came of them, by number.
    std::vector<registry::Subject> site_subjects_, subjects_;
    std::vector<std::int64_t> facilities_, workers_;
    std::vector<std::uint8_t> pieces_; ///< of evidence so far

    const casework::RulebookInUse* rules_{nullptr};
    std::optional<CrowdDesk> desk_;
    std::optional<registry::RowSinks> rows_;
    std::optional<registry::EventBatch> batch_;
    std::int64_t next_facility_{}, next_worker_{}, next_equipment_{};
};

} // namespace radcert::demo
