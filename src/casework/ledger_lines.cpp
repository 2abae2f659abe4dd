#include "casework/ledger_lines.h"

#include <algorithm>
#include <tuple>

namespace radcert::casework {

LedgerLines::LedgerLines()
{
    for (std::size_t topic = 0; topic < topic_count; ++topic) {
        topics_[topic].key = word(Topic(topic));
        topics_[topic].whole_topic = true;
    }
}

LedgerLine& LedgerLines::row(std::string_view id)
{
    const auto found = rows_.find(id);
    if (found != rows_.end()) return found->second;
    LedgerLine& fresh = rows_[std::string{id}];
    fresh.key = id;
    return fresh;
}

LedgerLine& LedgerLines::line_of(ByCode& lines, const std::string& code)
{
    LedgerLine& line = lines[code];
    if (line.key.empty()) line.key = code;
    return line;
}

void LedgerLines::move_into(OverrideLedger& ledger)
{
    ledger.total = std::move(total_);
    for (auto& [id, line] : rows_) {
        if (line.open + line.judged.all() + line.withdrawn + line.overrides.all() > 0)
            ledger.clauses.push_back(std::move(line));
    }
    for (LedgerLine& line : topics_) {
        if (line.judged_files + line.judged.all() + line.withdrawn > 0)
            ledger.clauses.push_back(std::move(line));
    }
    std::ranges::sort(ledger.clauses, [](const LedgerLine& one, const LedgerLine& other) {
        const auto weight = [](const LedgerLine& line) {
            return std::tuple{line.left_to_person(), line.judged_files + line.judged.all(), line.open};
        };
        return std::tuple{weight(other), std::string_view{one.key}} <
               std::tuple{weight(one), std::string_view{other.key}};
    });
    for (auto& [code, line] : officers_) ledger.officers.push_back(std::move(line));
    for (auto& [code, line] : offices_) ledger.offices.push_back(std::move(line));
    for (auto& [code, line] : provinces_) ledger.provinces.push_back(std::move(line));
}

} // namespace radcert::casework
