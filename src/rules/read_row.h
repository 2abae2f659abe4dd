#pragma once

#include "rules/rulebook.h"
#include "text/field.h"

namespace radcert::rules {

/// Reads what every row of a rulebook has: id, title, citation, standing, dates, applicability, note.
/// Refuses what it does not know with pointer and line.
class RowReader {
public:
    explicit RowReader(const Vocabulary& vocabulary) : vocabulary_{vocabulary} {}

    void begin_file(std::uint32_t number) { number_ = number; }
    Origin origin(const text::Field& field) const { return {number_, field.value().offset}; }
    Code code(const text::Field& field, const CodeList& list) const;
    Span span(const text::Field& field) const;
    Standing standing(const text::Field& field) const;
    Body body(const text::Field& field) const;

    /// Reads the members that every row has and hands the others to `own`, which says whether it knew them.
    template <class R, class Own>
    R row(const text::Field& field, Own own) const
    {
        R made;
        made.origin = origin(field);
        field.each_member([&](const text::Field& member) {
            if (!row_member(member, made) && !own(made, member)) member.refuse_unknown_key();
        });
        for (const char* key : {"id", "title", "citation", "standing", "in_force"}) field.at(key);
        if (made.applies.empty()) made.applies.emplace_back();
        return made;
    }

private:
    std::uint32_t mask(const text::Field& list, const CodeList& codes) const;
    Citation citation(const text::Field& field) const;
    DeviceClause devices(const text::Field& field) const;
    Applicability applicability(const text::Field& field) const;
    void applies(const text::Field& field, Row& row) const;
    bool row_member(const text::Field& member, Row& row) const;

    const Vocabulary& vocabulary_;
    std::uint32_t number_{0}; ///< of the file, in the order read
};

} // namespace radcert::rules
