#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/desk_calendar.h"
#include "casework/finding_words.h"
#include "casework/legal_acts.h"
#include "registry/applications.h"
#include "web/visit.h"

namespace radcert::web {

// What the page of a file and the pages of its acts share.

// Who may do what at the desk. Heads may do what officers and the reception do.
constexpr Duties counter{Duty::reception, Duty::head}; ///< takes files in, hands results over
constexpr Duties case_officers{Duty::case_officer, Duty::head};
constexpr Duties heads{Duty::head};

/// One act on a file: where its page is, and who may do it.
struct FileAct {
    std::string_view act;  ///< of the workflow; "issue", "consult" and the like: of none
    std::string_view path; ///< last part of its address: "receive"
    Words name;            ///< of its button
    Duties duties;
};
/// Every act that has a page, in the order in which they are offered.
const std::vector<FileAct>& file_acts();

/// "/applications/A-1/receive"; without a path the file's own page.
std::string dossier_address(const std::string& application, std::string_view path = {},
                            const Parameters& query = {});

/// A file that an act is about, as the register knows it now.
struct FileAtHand {
    registry::Application file;
    std::string full_name, facility_name;
    casework::DeskPlace place;
};
FileAtHand file_at_hand(Visit& visit);

/// Number, applicant, role, facility and status.
Facts file_facts(Visit& visit, const FileAtHand& at_hand);

/// A page about an act on a file, with a way back and what the file is.
Page file_act_page(Visit& visit, const FileAtHand& at_hand, const Words& title);

/// The day of an act: today, unless the address asks for an earlier one (dated=yes), which takes two persons.
void ask_day(Visit& visit, Form& form);
/// Offers the page with an earlier day, where it does not ask for one yet.
void offer_earlier_day(Visit& visit, Page& page);

/// Does the act and goes back to the file's page, which says what is so now.
/// @throws Error  as the work, in the words of pages
Redirect done_on_file(Visit& visit, const Words& said,
                      const std::function<void(registry::WriteScope&)>& work);

/// Where the file stands, and until when somebody has to do something.
Words told_place(registry::Database& database, const casework::RulebookInUse& rules,
                 const std::string& application);

Tone tone_of(casework::DueMark mark);

/// "minh – Trần Văn Minh"; the code alone where nobody bears it any more.
std::string officer_shown(Visit& visit, const std::string& code);
/// The same as a cell: the code for programs.
Cell officer_cell(Visit& visit, const std::string& code);
Cell officer_cell(Visit& visit, const std::optional<std::string>& code); ///< absent where nobody is named

/// Judgements that the screening of that event does not know: they were recorded after it.
std::vector<registry::OfficerFinding> judged_since(Visit& visit, const std::string& application,
                                                   EventNumber screened);
/// Whether one of these judgements is about the finding.
bool is_judged(const std::vector<registry::OfficerFinding>& judgements,
               const casework::FindingWords& finding);

/// What a judgement is about: the requirement and its title, or a whole topic.
Cell judged_cell(Visit& visit, const registry::OfficerFinding& judgement);

// Parts of the file's page.

std::vector<Block> verdict_blocks(Visit& visit, const FileAtHand& at_hand,
                                  const std::optional<casework::ScreenedWords>& screened);
std::vector<Block> deadline_blocks(Visit& visit, const FileAtHand& at_hand);
std::vector<Block> act_blocks(Visit& visit, const FileAtHand& at_hand);
/// What officers judged, what the applicant was asked to add, which bodies were asked.
std::vector<Block> question_blocks(Visit& visit, const FileAtHand& at_hand);
std::vector<Block> paper_blocks(Visit& visit, const FileAtHand& at_hand);
Block step_timeline(Visit& visit, const FileAtHand& at_hand);
/// The worker's evidence and the papers of the file, of these topics only where some are named.
std::vector<Block> evidence_blocks(Visit& visit, const FileAtHand& at_hand,
                                   const std::vector<Topic>& topics = {});

} // namespace radcert::web
