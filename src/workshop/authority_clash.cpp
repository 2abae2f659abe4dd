#include "workshop/authority_clash.h"

#include <algorithm>

#include "rules/applies.h"

namespace radcert::workshop {

using rules::AuthorityRow;

std::vector<const AuthorityRow*> strongest_authorities(const rules::Rulebook& book,
                                                       const Application& application,
                                                       rules::DeviceSet equipment, Code type, Date day)
{
    std::vector<const AuthorityRow*> whole, single;
    for (const AuthorityRow& row : book.authorities) {
        if (row.by_device || !row.in_force.holds(day)) continue;
        if (applies(row, application, equipment) != rules::Tri::yes) continue;
        if (row.devices == 0)
            whole.push_back(&row);
        else if ((row.devices >> type & 1) != 0)
            single.push_back(&row);
    }
    auto& rows = whole.empty() ? single : whole;
    if (rows.empty()) return rows;
    const Standing best = (*std::ranges::min_element(rows, {}, &AuthorityRow::standing))->standing;
    std::erase_if(rows, [&](const AuthorityRow* row) { return row->standing != best; });
    return rows;
}

bool same_answer(const AuthorityRow& first, const AuthorityRow& second)
{
    return first.bodies == second.bodies && first.mode == second.mode;
}

} // namespace radcert::workshop
