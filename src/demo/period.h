#pragma once

#include "demo/random.h"
#include "demo/sketch.h"

namespace radcert::demo {

/// Dossier `index` (0 to 57) of the period in Đắk Lắk. `order` shuffles which file comes on which day and is
/// the same for all of them; `random` is the dossier's own.
Sketch period_dossier(std::size_t index, Random order, Random& random);

/// A dossier of any day from 2010-09-05 to 2026-12-31, any province, role and equipment.
Sketch nationwide_dossier(std::size_t index, Random& random);

} // namespace radcert::demo
