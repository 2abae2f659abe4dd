#pragma once

#include "tests/faults/linearizable.h"

namespace radcert::faults {

// What clients may share, and how each should behave. Operations that look before they write are told "ok" or
// "refused".

/// read: told what it holds. write: holds `given`. cas: holds `given`, where it held `found`.
Model register_model(const std::string& start);

/// get, put, append: a text, empty at first.
Model text_model();

/// A certificate's last day and status, "2031-05-06 in_force". read: told both. correct: the last day is
/// `given`, whatever the status. suspend: of one in force. restore: of one suspended.
Model certificate_model(const std::string& start);

/// An application that was granted. issue: told the number of the one certificate; refused afterwards. read:
/// told the number, or "none".
Model grant_model();

/// How often something was done. add: told the new count. read: told the count.
Model count_model();

} // namespace radcert::faults
