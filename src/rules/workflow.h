#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/words.h"
#include "text/field.h"

namespace radcert::rules {

// How a file goes through the desk, as data (qualification-rules/workflow.json): where it can stand, who acts
// there, which step leads from where to where, and which clocks a step starts and ends. What a step needs (a
// reason, a second person, a fee) is the casework's.

/// Where a file can stand.
struct DeskStatus {
    std::string code; ///< "in_review"
    Words name;
    Words acts;        ///< who acts there; empty: nobody any more
    bool ended{false}; ///< nobody waits for a result any more
};

/// One kind of step.
struct DeskStep {
    std::string act; ///< "receive"
    Words name;
    std::vector<std::string> from; ///< statuses in which it is legal
    std::string to;
    std::vector<std::string> opens;  ///< clocks that start, each by its own rule (Clock::from)
    std::vector<std::string> closes; ///< clocks that end; "*": every one
    std::string command; ///< what a person types, without the file's number; empty: another act brings it
};

/// One kind of paper that the desk gives out.
struct DeskPaper {
    std::string kind; ///< "receipt"
    Words title;
    std::string form;   ///< number of the official form and its text; may be empty
    std::string series; ///< letters of its number, "TB" in 12/TB-SKHCN; empty: it bears the file's number
    std::vector<std::string>
        fields;               ///< labels of further fields that the office prints, to be filled in by hand
    bool layout_known{false}; ///< whether the official form's own fields could be read
};

struct Workflow {
    std::vector<DeskStatus> statuses;
    std::vector<DeskStep> steps;
    std::vector<DeskPaper> papers;

    /// Null where there is none of that code.
    const DeskStatus* status(std::string_view code) const;
    /// The step of that kind that is legal in `status`; null where there is none.
    const DeskStep* step(std::string_view act, std::string_view status) const;
    /// Any step of that kind.
    const DeskStep* step(std::string_view act) const;
    /// How people call a step; one that no act of the workflow makes is called as the status that it leads
    /// to.
    Words step_name(std::string_view act) const;
    /// Every step that is legal in `status`, in the order of the file.
    std::vector<const DeskStep*> legal(std::string_view status) const;
};

DeskStatus read_desk_status(const text::Field& field);
DeskStep read_desk_step(const text::Field& field);
DeskPaper read_desk_paper(const text::Field& field);

/// @throws Error  invalid_input: a code stands twice, a step leads from or to nowhere, a status cannot be
/// reached or
///                left, or one that ended can be worked on by anybody but through "reopen" and "deliver".
void check_workflow(const Workflow& workflow);

} // namespace radcert::rules
