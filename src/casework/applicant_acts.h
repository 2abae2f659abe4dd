#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/record_worker.h"
#include "casework/rulebooks.h"
#include "registry/applications.h"
#include "registry/evidence.h"

namespace radcert::casework {

// What a facility may do with files of its own people before they are decided. The register is the
// authority's: a facility prepares drafts, hands them in, takes them back, and brings papers for them, each
// with its scan. It receives nothing, judges nothing, and ends no post. What it brings says so in its source,
// "facility F-3", and in the event, which names its operator.
//
// Every act looks first whether the file is the facility's own.
// @throws Error  not_found: it is not, or there is no such file.

/// A file that is prepared.
struct Draft {
    std::string worker; ///< "W-17"
    std::string role;
    std::string procedure{"new"};
    std::vector<std::string> equipment{}; ///< "E-8"; empty: what the facility has in use
    std::vector<std::string> papers{};    ///< "photo:print:3"
};

/// Numbers it and keeps it; nobody at the desk is asked for anything yet.
/// @throws Error  refused: the person neither works there nor ever filed there; conflict: an open file of the
///                person for the role is there already.
registry::Application prepare_draft(registry::WriteScope& write, const RulebookInUse& rules,
                                    std::int64_t facility, const Draft& draft);

/// Says anew which papers the draft holds. @throws Error refused: it was handed in; conflict: nothing
/// differs.
registry::Application change_draft(registry::WriteScope& write, const RulebookInUse& rules,
                                   std::int64_t facility, const std::string& application,
                                   const std::vector<std::string>& papers);

/// Hands a draft in: from now on it waits for the reception. @throws Error as submit.
void submit_draft(registry::WriteScope& write, const RulebookInUse& rules, std::int64_t facility,
                  const std::string& application);

/// Takes a file back that is not decided yet. @throws Error as withdraw_application.
void take_back(registry::WriteScope& write, const RulebookInUse& rules, std::int64_t facility,
               const std::string& application, const std::string& reason);

/// Kinds of evidence that a facility may bring; what an officer attests is not among them.
bool may_be_brought(std::string_view kind);

/// Whether papers can be brought for the file: it is a draft, or the desk asked for more.
bool takes_papers(std::string_view desk_status);

/// Records a paper of the worker for a draft, or for a file for which more was asked. Whether that answers
/// what was asked is the desk's to say (record_supplement).
/// @throws Error  refused: the file is at the desk, or the kind is the desk's; invalid_input: no scan; as
///                record_evidence.
registry::Evidence bring_evidence(registry::WriteScope& write, const RulebookInUse& rules,
                                  std::int64_t facility, const std::string& application,
                                  registry::Evidence evidence, const std::optional<Scan>& scan);

} // namespace radcert::casework
