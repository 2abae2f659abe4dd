#pragma once

#include "web/paging.h"
#include "web/part.h"
#include "web/visit.h"

namespace radcert::web {

// What the pages about imports share.

void add_import_preview_routes(Routes& routes); ///< /imports/preview, and the import itself

/// @throws Error  refused: the account sees a part of the register, and a file may be about all of it
void check_may_import(Visit& visit);

} // namespace radcert::web
