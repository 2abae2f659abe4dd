#pragma once

#include "registry/writer.h"

namespace radcert::casework {

/// Records that the acting officer read a worker's file: one event, "worker.view", about the worker, with no
/// records. One call for each view.
///
/// @param subject  registry::Worker::subject
/// @throws Error   refused: the worker was erased; integrity: there is no such subject.
///
/// Source: reliability.md section 2, T-READLOG.
EventNumber record_view(registry::WriteScope& write, const std::string& subject);

} // namespace radcert::casework
