#pragma once

#include <functional>
#include <map>
#include <memory>

#include "registry/writer.h"

namespace radcert::demo {

/// What somebody at the desk does; whatever is recorded bears the moment of the scope.
using Deed = std::function<void(registry::WriteScope&)>;

/// What a desk does on which day of a made-up past, and the clock that goes with it.
///
/// Deeds run in the order of their days, those of one day in the order in which they were written down; a
/// deed may write down others for later. Two officers take turns, day by day; a deed of two persons has both.
class Diary {
public:
    /// @param last  nothing is done after this day: what was to come then stays open.
    Diary(Date first, Date last);

    /// Writes a deed down for the desk's first day from `day` on.
    void on(Date day, Deed deed) { add(day, false, std::move(deed)); }
    void on_by_two(Date day, Deed deed) { add(day, true, std::move(deed)); }

    /// The desk's first day from `day` on.
    static Date desk_day(Date day);

    /// The time by this diary; also after the diary is gone.
    registry::Clock clock() const;

    /// Does everything; one transaction for the deeds of a day.
    void run(registry::Writer& writer);

private:
    struct Entry {
        bool by_two{false};
        Deed deed;
    };

    void add(Date day, bool by_two, Deed deed);
    void turn_to(Date day);

    Date last_;
    std::multimap<Date, Entry> entries_;
    std::shared_ptr<std::int64_t> now_; ///< microseconds since 1970
};

/// The officers of the made-up desk.
struct MadeUpOfficer {
    const char* code;
    const char* name;
};
constexpr MadeUpOfficer officers[] = {{"lan", "Nguyễn Thị Lan (cán bộ thử nghiệm)"},
                                      {"minh", "Trần Đức Minh (cán bộ thử nghiệm)"}};

} // namespace radcert::demo
