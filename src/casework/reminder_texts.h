#pragma once

#include "casework/reminders.h"
#include "registry/certificate_figures.h"
#include "registry/desk.h"

namespace radcert::casework {

// What reminders say. Only words; who gets them and when is reminders.cpp.

/// @param holder  full name, where the reader may see it; else empty
/// @param role    its name in the vocabulary
void word_certificate(Reminder& reminder, const registry::CertificateFigure& certificate,
                      const std::string& holder, const Words& role, int days);
/// @param programme  "2", or empty where it is not recorded
void word_training(Reminder& reminder, const std::string& holder, Date completed,
                   const std::string& programme, bool lapsed);
/// @param items  titles of what is missing
void word_supplement(Reminder& reminder, const std::vector<Words>& items, int days);
/// @param clock  check, decide, appointment, extension
/// @param days   working days left, negative: late; empty: the calendar does not say
void word_file(Reminder& reminder, std::string_view clock, std::optional<int> days);
/// A file for which no rule names days and the office named none either.
void word_undated(Reminder& reminder);
void word_consultation(Reminder& reminder, const registry::Consultation& consultation,
                       std::optional<int> days);

} // namespace radcert::casework
