#pragma once

#include "documents/letter.h"
#include "papers/draw_flow.h"

namespace radcert::papers {

/// The heading row stands on every page. A row is divided only where it is higher than a page, and then
/// between lines.
/// @param size  of the type
void draw_grid(Flow& flow, Page& page, const documents::Grid& grid, double size);

} // namespace radcert::papers
