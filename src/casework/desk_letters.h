#pragma once

#include <optional>
#include <string>

#include "casework/desk_acts.h"
#include "casework/finding_words.h"
#include "casework/rulebooks.h"
#include "documents/letter.h"
#include "registry/desk.h"
#include "registry/facilities.h"
#include "registry/workers.h"

namespace radcert::casework {

/// The letters of one file: what each says, in the words of the office. Vietnamese, since these are papers of
/// a Vietnamese authority; layout is documents' and papers'.
class LetterOf {
public:
    /// @throws Error  not_found: no such file, no letterhead.
    LetterOf(registry::Database& database, Rulebooks& rulebooks, const rules::DeskPaper& form,
             const std::string& application, Date dated, const std::string& number);

    documents::Letter receipt();
    documents::Letter supplement();
    documents::Letter refuse_intake();
    documents::Letter fee_notice(std::optional<std::int64_t> amount);
    documents::Letter refusal();
    documents::Letter apology();
    documents::Letter control_slip();

    // What acts that are only planned would tell the applicant.
    documents::Letter supplement_of(const std::vector<SupplementItem>& items, std::optional<Date> due_on);
    documents::Letter refusal_of(Date decided_on, const std::string& reason,
                                 const std::optional<std::string>& legal_basis);

private:
    const registry::Step& needed_step(std::string_view act, const Words& what) const;
    documents::Letter begin() const;
    documents::FieldLines about() const;
    void address(documents::Letter& letter) const;
    void finish(documents::Letter& letter, bool applicant_signs = false) const;
    std::string role() const;
    void refuse_different(const documents::Letter& letter, const std::vector<std::string>& expected) const;

    registry::Database& database_;
    Rulebooks& rulebooks_;
    const RulebookInUse& rules_;
    const rules::DeskPaper& form_;
    registry::Letterhead head_;
    registry::Application file_;
    registry::Worker worker_;
    registry::Facility facility_;
    std::vector<registry::Step> steps_;
    Date dated_;
    std::string number_;
};

/// What the office's papers bear on top.
documents::Letterhead letterhead_of(const registry::Letterhead& kept);
/// "1.234.567 đồng".
std::string dong(std::int64_t amount);
/// What a paper says of its own form, where the official one could not be read; empty where it could.
std::string form_footnote(const rules::DeskPaper& form);

} // namespace radcert::casework
