#pragma once

#include "demo/random.h"
#include "demo/sketch.h"

namespace radcert::demo {

/// Gives the dossier a person who does not exist: a plausible name, a national id that begins with 999 (a
/// number that no province gives out) and an age of 23 to 58 on the filing day.
void add_person(Sketch& sketch, Random& random);

} // namespace radcert::demo
