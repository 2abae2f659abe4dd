#pragma once

#include "rules/read_row.h"
#include "rules/rulebook.h"
#include "text/field.h"

namespace radcert::rules {

/// Reads the rows of one file after another into a rulebook whose vocabulary has been read before.
class FileReader {
public:
    explicit FileReader(Rulebook& book) : book_{book}, rows_{book.vocabulary} {}

    /// @param words  whether the closed lists stand in this file
    void file(const text::Field& root, std::uint32_t number, bool words);
    void overlay(const text::Field& root, std::uint32_t number);

private:
    void section(const text::Field& section);
    Instrument instrument(const text::Field& field) const;
    Requirement requirement(const text::Field& field) const;
    Requirement need(const text::Field& field) const;
    AuthorityRow authority(const text::Field& field) const;
    Procedure procedure(const text::Field& field) const;
    ValidityRule validity(const text::Field& field) const;
    Fee fee(const text::Field& field) const;
    StaffingDuty staffing_duty(const text::Field& field) const;
    TrainingProgramme training_programme(const text::Field& field) const;
    CalendarYear calendar_year(const text::Field& field) const;
    Adoption adoption(const text::Field& field) const;

    Rulebook& book_;
    RowReader rows_;
    bool words_{false};
    std::optional<std::size_t> overlay_;
};

} // namespace radcert::rules
