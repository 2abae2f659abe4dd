#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/rulebook.h"

namespace radcert::workshop {

/// What an entry of a rulebook says, point by point, in words: two entries of one kind have the same points
/// in the same order, and say the same exactly where they are alike.
struct Described {
    struct Point {
        Words name;
        Words said; ///< empty: nothing is said
        bool bears_on_past{true};
    };

    std::string id;
    Words title;
    std::vector<Point> points;
    bool is_law{true};            ///< files have been, or could have been, judged by it
    std::optional<Date> from, to; ///< of a dated row; an open end is open
};

Described describe(const rules::Rulebook& book, const rules::Instrument& text);
Described describe(const rules::Rulebook& book, const rules::Requirement& row);
Described describe(const rules::Rulebook& book, const rules::AuthorityRow& row);
Described describe(const rules::Rulebook& book, const rules::Procedure& row);
Described describe(const rules::Rulebook& book, const rules::ValidityRule& row);
Described describe(const rules::Rulebook& book, const rules::Fee& row);
Described describe(const rules::Rulebook& book, const rules::StaffingDuty& row);
Described describe(const rules::Rulebook& book, const rules::TrainingProgramme& row);
Described describe(const rules::Rulebook& book, const rules::Adoption& adoption);
Described describe(const rules::Rulebook& book, const rules::Overlay& overlay);
Described describe(const rules::Rulebook& book, const rules::CalendarYear& year);
Described describe(const rules::Rulebook& book, const rules::Remedy& remedy);
Described describe(const rules::Rulebook& book, const rules::DeskStep& step);
Described describe(const rules::Rulebook& book, const rules::DeskPaper& paper);

/// Every word of the closed lists, and every province in each of its periods.
std::vector<Described> described_words(const Vocabulary& vocabulary);

} // namespace radcert::workshop
