#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "registry/certificates.h"
#include "registry/writer.h"
#include "web/page.h"

namespace radcert::web {

class Visit;

// What the pages and acts of certificates share.

/// The certificate that the path names, {certificate}; where several authorities issued one of that number,
/// the one that the query names, `issued_by`.
/// @throws Error  not_found; conflict: several did, and the query names none of them
registry::Certificate certificate_asked(Visit& visit);

/// "/certificates/66-2025-00001/suspend?issued_by=province:66": the page of an act on the certificate that
/// this visit is about; the certificate's own page where no act is named.
std::string certificate_address(const Visit& visit, std::string_view act = {});

/// As Visit::record; trouble is told to readers who type no commands.
void record_act(Visit& visit, const std::function<void(registry::WriteScope&)>& work);

/// Authorities as choices, each once, by its newest name: those of a day, or of every day.
std::vector<Choice> authority_choices(Visit& visit, std::optional<Date> on = {});
/// Who issued it, by the name that it had on that day.
documents::Cell authority_cell(Visit& visit, const std::string& authority, Date issued_on);
/// A certificate's last day; "without end" for the eye where it has none.
documents::Cell end_cell(std::optional<Date> valid_to);

/// What a status means, beside its word.
Tone status_tone(std::string_view status);

/// "66-2025-00001", fit for the name of a file.
std::string plain_name(std::string_view number);

} // namespace radcert::web
