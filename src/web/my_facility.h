#pragma once

#include <vector>

#include "casework/answer_eligibility.h"
#include "casework/facility_desk.h"
#include "web/visit.h"

namespace radcert::web {

// What the pages of a facility's own operator share.

/// The facility whose operator asks. @throws Error refused: the account is of no facility
std::int64_t own_facility(const Visit& visit);

/// The files of the facility, the newest first.
Listing own_file_list(Visit& visit, const std::vector<casework::FacilityFile>& files);

/// "/my-facility/applications/RC-250701-0001/submit"; without an act the file's own page.
std::string own_file_address(const std::string& application, std::string_view act = {},
                             const Parameters& query = {});

Link back_to_facility();

Listing evidence_of_worker(Visit& visit, std::int64_t worker);

/// What is open beside the evidence that it is judged by; then what is met, folded; then what to do.
std::vector<Block> answer_blocks(Visit& visit, const casework::EligibilityAnswer& answer,
                                 std::int64_t worker);

/// Asks for the papers of a file, with those chosen that it holds.
void ask_own_papers(Visit& visit, Form& form, const std::optional<registry::JsonText>& documents);

/// Staff and roles to choose from: "worker" and "role".
std::vector<Field> worker_and_role(Visit& visit);

} // namespace radcert::web
