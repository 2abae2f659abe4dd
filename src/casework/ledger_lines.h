#pragma once

#include <array>

#include "casework/override_ledger.h"
#include "casework/screened_clauses.h"

namespace radcert::casework {

/// The lines of a ledger while they are counted; a line comes into being when it is first asked for.
class LedgerLines {
public:
    LedgerLines();

    /// @param id  row of a rulebook; empty: none
    LedgerLine& row(std::string_view id);
    LedgerLine& topic(Topic topic) { return topics_[std::size_t(topic)]; }
    LedgerLine& officer(const std::string& code) { return line_of(officers_, code); }

    /// Calls `work` on the lines of the register, the office and the province.
    template <class Work>
    void each_group(const std::string& office, const std::string& province, Work work)
    {
        work(total_);
        work(line_of(offices_, office));
        work(line_of(provinces_, province));
    }

    /// Hands over, in order, every line that has something to tell.
    void move_into(OverrideLedger& ledger);

private:
    using ByCode = std::map<std::string, LedgerLine>;

    static LedgerLine& line_of(ByCode& lines, const std::string& code);

    LedgerLine total_;
    ByText<LedgerLine> rows_;
    std::array<LedgerLine, topic_count> topics_;
    ByCode officers_, offices_, provinces_;
};

} // namespace radcert::casework
