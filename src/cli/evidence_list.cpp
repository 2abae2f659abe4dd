#include "cli/evidence_list.h"

#include <algorithm>

#include "casework/record_worker.h"
#include "casework/words_of.h"

namespace radcert::cli {
namespace {

/// What is recorded of the kind's own fields: "level=bachelor; field=physics" for programs, for the eye
/// "Trình độ: đại học; Ngành: vật lý".
Cell own_fields(const FieldCells& cells, const registry::Evidence& evidence)
{
    const auto& kinds = casework::evidence_kinds();
    const auto kind = std::ranges::find(kinds, evidence.kind, &casework::EvidenceKind::kind);
    std::string words;
    Words shown;
    registry::Evidence::fields(evidence, [&](std::string_view field, const auto& value) {
        const bool own = kind != kinds.end() && std::ranges::find(kind->fields, field) != kind->fields.end();
        const Cell cell = cells(field, value);
        if (!own || cell.absent()) return;
        const char* const gap = words.empty() ? "" : "; ";
        words += gap + std::string{field} + "=" + cell.tabs();
        shown.vi += gap + field_label(field).vi + ": " + cell.terminal(Language::vi);
        shown.en += gap + field_label(field).en + ": " + cell.terminal(Language::en);
    });
    return words.empty() ? Cell{} : Cell::coded(words, shown);
}

} // namespace

std::string evidence_name(const registry::Evidence& evidence)
{
    return casework::worker_name(evidence.worker) + "/" + std::to_string(evidence.evidence);
}

bool has_field(const registry::Evidence& evidence, std::string_view field)
{
    for (const casework::EvidenceKind& kind : casework::evidence_kinds()) {
        if (kind.kind == evidence.kind && std::ranges::find(kind.fields, field) != kind.fields.end())
            return true;
    }
    return std::ranges::none_of(casework::evidence_kinds(), [&](const casework::EvidenceKind& kind) {
        return std::ranges::find(kind.fields, field) != kind.fields.end();
    });
}

Table evidence_list(const FieldCells& cells, const std::vector<registry::Evidence>& evidence)
{
    Table table{column("evidence"), column("kind"),   column("dated_on"),
                column("issuer"),   column("number"), {"says", {"Nội dung", "Says"}}};
    for (const registry::Evidence& one : evidence)
        table.row({evidence_name(one), cells("kind", one.kind), cells("dated_on", one.dated_on), one.issuer,
                   one.number, own_fields(cells, one)});
    return table;
}

} // namespace radcert::cli
