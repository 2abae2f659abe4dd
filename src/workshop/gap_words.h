#pragma once

#include <string>

#include "workshop/gap_map.h"

namespace radcert::workshop {

/// Whether whole families of equipment are called by one name, or each kind by its own.
enum class Naming : std::uint8_t { families, each };

/// Kinds of equipment by their names; all that there are, by one name.
std::string equipment_words(const Vocabulary& vocabulary, rules::DeviceSet set, Language language,
                            Naming naming = Naming::families);

/// "medical facilities", "facilities that are not medical"; empty where it makes no difference.
const Words& medical_words(std::optional<bool> medical);

/// "Radiation safety officer: PET/CT and SPECT/CT, Electron microscope (medical facilities)"
std::string place_words(const Vocabulary& vocabulary, const GapPlace& place, Language language,
                        Naming naming = Naming::families);

/// "LAW-QUALIFY-1 (18/2008/QH12, Art. 28(2)(b))"; says so where an authority's own act lets the row decide.
std::string row_words(const rules::Rulebook& book, const GapRow& row, Language language);

} // namespace radcert::workshop
