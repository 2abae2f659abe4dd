#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/rulebooks.h"
#include "documents/letter.h"
#include "documents/paper_tools.h"
#include "registry/desk.h"

namespace radcert::casework {

/// A paper of the desk that is asked for.
struct PaperRequest {
    std::string application;
    std::string kind; ///< receipt, supplement, refuse_intake, fee_notice, refusal, apology, control_slip
    std::optional<Date> dated{};          ///< today unless another is named
    std::optional<std::int64_t> amount{}; ///< fee in dong, where the rulebook does not know it
    bool another{};                       ///< though its act was told by a paper already
};

/// What stands on the paper, from the records as they are. Refusal and supplement name every finding by its
/// row, with the clause, the value that was read and what would cure it; that the letter says what was
/// determined is proved by reading it back (`cited_requirements`).
///
/// @param number  number of the paper
/// @throws Error  not_found: no letterhead, no such kind; refused: the file has had no step that the paper is
/// about;
///                integrity: the letter does not say what was determined.
documents::Letter compose_paper(registry::Database& database, Rulebooks& rulebooks,
                                const PaperRequest& request, Date dated, const std::string& number);

/// What an act that is only planned would tell the applicant, before anything is recorded.
struct PlannedPaper {
    std::string application;
    std::string kind; ///< supplement, refusal
    std::string reason{}, legal_basis{};
    std::vector<std::string> also{}; ///< of a supplement request: the officer's own items
    std::optional<Date> due_on{};    ///< of a supplement request
};
/// @throws Error  not_found: no letterhead, no such kind; refused: a paper of this kind tells no act to come.
documents::Letter compose_planned_paper(registry::Database& database, Rulebooks& rulebooks,
                                        const PlannedPaper& planned, Date dated);

/// A paper that the desk can make out of a file.
struct PaperChoice {
    std::string kind; ///< "receipt"
    Words title;
    bool another{}; ///< the act that it tells has its paper already
};
/// Papers that a file can have, since the steps that they tell were made; in the order of the workflow.
std::vector<PaperChoice> paper_choices(registry::Database& database, const RulebookInUse& rules,
                                       const std::string& application, Date on);
/// What a paper is called: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả".
Words paper_title(registry::Database& database, const RulebookInUse& rules, const std::string& kind, Date on);

/// Rows of the rulebook that a letter names: "[B-HEALTH-1] …", in order.
std::vector<std::string> cited_requirements(const documents::Letter& letter);

struct IssuedPaper {
    registry::Paper record;
    std::string pdf; ///< the signed one where it was signed
};
/// Gives the paper its number, draws it, signs it where an identity is given, and keeps the PDF under the
/// applicant's key; one event.
/// @throws Error  as compose_paper and sign_paper; conflict: the act that it tells has its paper already.
IssuedPaper issue_paper(registry::WriteScope& write, Rulebooks& rulebooks, const PaperRequest& request,
                        const std::optional<documents::SigningIdentity>& identity = {});

/// What an office's papers will lack, so that it can be said before they are given out.
std::vector<Words> missing_on(const registry::Letterhead& head);

/// The page of the register of files (form 06) for a period: every file received in it.
/// @param dated  day on the page
documents::Letter compose_register_page(registry::Database& database, Rulebooks& rulebooks, Date from,
                                        Date to, Date dated, EventNumber known_by = newest_event);

/// A paper that was given out, as its PDF; the signed one where there is one.
/// @throws Error  not_found.
std::string open_paper(registry::Database& database, const registry::KeyFile& keys, std::string_view record,
                       std::int64_t paper);

} // namespace radcert::casework
