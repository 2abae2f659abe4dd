#pragma once

#include "web/message.h"
#include "web/office.h"

namespace radcert::web {

/// Answers requests of one thread: finds the route, who asks and whether they may, lets the route's handler
/// work, and makes bytes of what it replies. The one place in this room that catches `Error`.
///
/// request -> address -> route -> who -> rights -> form -> handler -> Page -> html or twin
AnswerMaker answer_maker(Office& office);

} // namespace radcert::web
