#pragma once

#include <string>
#include <vector>

#include "rules/screening.h"

namespace radcert::rules {

/// Writes determinations as JSON (contract/determination.schema.json), members always in the same order, with
/// both languages' words. Keeps what is the same for every finding of a row, so one writer serves a whole
/// stream.
class DeterminationWriter {
public:
    explicit DeterminationWriter(const Program& program) : program_{program} {}

    /// Appends one object on one line, without a line end.
    void append(std::string& out, const Screening& screening);

private:
    struct Fixed {
        std::string head; ///< requirement, topic, title
        std::string tail; ///< on_failure, standing, citation
    };

    const Fixed& fixed(const Finding& finding);
    void authority(std::string& out, const Screening& screening) const;
    void finding(std::string& out, const Screening& screening, const Finding& finding);
    void evidence(std::string& out, const Screening& screening, const Finding& finding);
    void adopted(std::string& out, const Finding& finding) const;

    const Program& program_;
    std::vector<Fixed> requirements_, authorities_;
    std::string words_; ///< scratch
};

} // namespace radcert::rules
