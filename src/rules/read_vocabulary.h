#pragma once

#include "domain/vocabulary.h"
#include "rules/rulebook.h"
#include "text/field.h"

namespace radcert::rules {

/// Reads the closed lists ("vocabulary") or the province codes ("provinces") of a rulebook file.
void read_vocabulary(const text::Field& root, Vocabulary& vocabulary);

/// Device types of a rule: type words, and families as "family:medical_xray".
DeviceSet read_device_set(const text::Field& list, const Vocabulary& vocabulary);

} // namespace radcert::rules
