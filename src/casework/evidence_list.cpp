#include "casework/evidence_list.h"

#include <algorithm>

#include "casework/record_worker.h"
#include "casework/words_of.h"

namespace radcert::casework {

using documents::Cell;

namespace {

/// What is recorded of the kind's own fields: "level=bachelor; field=physics" for programs, for the eye
/// "Trình độ: đại học; Ngành: vật lý".
Cell own_evidence_fields(const FieldCells& cells, const registry::Evidence& evidence)
{
    const auto& kinds = evidence_kinds();
    const auto kind = std::ranges::find(kinds, evidence.kind, &EvidenceKind::kind);
    std::string words;
    Words shown;
    registry::Evidence::fields(evidence, [&](std::string_view field, const auto& value) {
        const bool own = kind != kinds.end() && std::ranges::find(kind->fields, field) != kind->fields.end();
        const Cell cell = cells(field, value);
        if (!own || cell.absent()) return;
        const char* const gap = words.empty() ? "" : "; ";
        words += gap + std::string{field} + "=" + cell.line();
        shown.vi += gap + field_label(field).vi + ": " + cell.shown(Language::vi);
        shown.en += gap + field_label(field).en + ": " + cell.shown(Language::en);
    });
    return words.empty() ? Cell{} : Cell::coded(words, shown);
}

} // namespace

std::string evidence_name(const registry::Evidence& evidence)
{
    return worker_name(evidence.worker) + "/" + std::to_string(evidence.evidence);
}

bool has_field(const registry::Evidence& evidence, std::string_view field)
{
    for (const EvidenceKind& kind : evidence_kinds()) {
        if (kind.kind == evidence.kind && std::ranges::find(kind.fields, field) != kind.fields.end())
            return true;
    }
    return std::ranges::none_of(evidence_kinds(), [&](const EvidenceKind& kind) {
        return std::ranges::find(kind.fields, field) != kind.fields.end();
    });
}

documents::Table evidence_list(const FieldCells& cells, const std::vector<registry::Evidence>& evidence)
{
    documents::Table table{column("evidence"), column("kind"),   column("dated_on"),
                           column("issuer"),   column("number"), {"says", {"Nội dung", "Says"}}};
    for (const registry::Evidence& one : evidence)
        table.row({evidence_name(one), cells("kind", one.kind), cells("dated_on", one.dated_on),
                   cells("issuer", one.issuer), one.number, own_evidence_fields(cells, one)});
    return table;
}

} // namespace radcert::casework
