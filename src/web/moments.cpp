#include "web/moments.h"

#include "casework/event_words.h"

namespace radcert::web {

std::string shown_moment(const Timestamp& at)
{
    return casework::shown_moment(at);
}

documents::Cell moment_cell(const Timestamp& at)
{
    const std::string shown = shown_moment(at);
    return documents::Cell::coded(at.utc, {shown, shown});
}

documents::Cell moment_cell(std::int64_t seconds)
{
    constexpr std::int64_t microseconds = 1'000'000; // in a second
    return moment_cell(timestamp(seconds * microseconds));
}

} // namespace radcert::web
