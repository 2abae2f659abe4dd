#pragma once

#include <string>

#include "workshop/gap_map.h"

namespace radcert::cli {

/// The gap map for the eye: a matrix with a letter for each cell, then what is open and by which row.
/// @param topic  the one topic that is asked for; empty: all
std::string gap_page(const rules::Rulebook& book, const workshop::GapQuestion& question,
                     const std::vector<workshop::GapLine>& map, const std::string& topic, Language language);

/// What changed after one day until another, day by day.
std::string gap_change_page(const rules::Rulebook& book, Date from, Date until,
                            const std::vector<workshop::GapChange>& changes, const std::string& topic,
                            Language language);

/// Whether a topic of the map is asked for.
inline bool gap_topic_wanted(const std::string& wanted, workshop::GapTopic topic)
{
    return wanted.empty() || wanted == word(workshop::gap_topics[topic]);
}

} // namespace radcert::cli
