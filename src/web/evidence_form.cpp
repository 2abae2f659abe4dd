#include "web/evidence_form.h"

#include <algorithm>
#include <array>

#include "casework/record_worker.h"
#include "web/record_form.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

using casework::EvidenceKind;
using registry::Evidence;

/// Fields that every kind has.
constexpr std::array<std::string_view, 3> common_fields{"issuer", "dated_on", "number"};

/// What "fact" and "none" can be about: the lists of a dossier.
std::vector<Choice> matters(const std::string& kind, const casework::FieldCells& cells)
{
    std::vector<Choice> choices;
    if (kind == "fact") return {{"civil_capacity", cells.name("subject_matter", "civil_capacity")}};
    for (const char* const list :
         {"degrees", "trainings", "health_checks", "doses", "experience", "certificates"})
        choices.push_back({list, cells.name("subject_matter", list)});
    return choices;
}

bool is_needed(const std::string& kind, std::string_view field)
{
    return field == "subject_matter" || field == "answer" || field == "year" ||
           (kind == "certificate" && field == "number");
}

void ask_field(RecordForm& fields, const casework::FieldCells& cells, const Evidence& evidence,
               std::string_view field)
{
    Field& made = fields.ask(evidence, field, is_needed(evidence.kind, field));
    made.label = evidence_label(evidence.kind, field);
    if (field == "subject_matter") {
        made.kind = Field::Kind::choice;
        made.choices = matters(evidence.kind, cells);
        if (evidence.kind == "fact")
            made.values = {"civil_capacity"};
        else
            made.choices = needed_choices(std::move(made.choices));
    }
    if (field == "equipment_types" && evidence.kind == "experience")
        made.kind = Field::Kind::choice; // of one type
}

} // namespace

const EvidenceKind* find_evidence_kind(std::string_view word)
{
    const auto& kinds = casework::evidence_kinds();
    const auto found = std::ranges::find(kinds, word, &EvidenceKind::kind);
    return found == kinds.end() ? nullptr : &*found;
}

Words evidence_label(const std::string& kind, std::string_view field)
{
    if (field == "dated_on" && kind == "degree") return {"Ngày cấp bằng", "Awarded on"};
    if (field == "dated_on" && kind == "training") return {"Ngày cấp chứng nhận", "Completed on"};
    if (field == "dated_on" && kind == "health_check") return {"Ngày khám", "Examined on"};
    if (field == "dated_on" && kind == "certificate") return {"Ngày cấp", "Issued on"};
    if (field == "number" && kind == "certificate") return {"Số chứng chỉ", "Number of the certificate"};
    if (field == "to_day" && kind == "certificate") return {"Có giá trị đến", "Valid to"};
    return casework::field_label(field);
}

Form evidence_form(Visit& visit, const Evidence& evidence, std::string action, const Words& submit)
{
    const auto cells = visit.cells();
    Form form{.action = std::move(action), .submit = submit, .id = "evidence"};
    RecordForm fields{form, cells};
    for (const std::string_view field : find_evidence_kind(evidence.kind)->fields)
        ask_field(fields, cells, evidence, field);
    for (const std::string_view field : common_fields) ask_field(fields, cells, evidence, field);
    form.fields.push_back(
        {.kind = Field::Kind::file,
         .name = "document",
         .label = {"Bản quét", "Scan of the paper"},
         .hint = evidence.document
                     ? Words{"đã có một bản; chọn tệp khác thì thay. PDF, JPEG, PNG đến 20 MiB",
                             "there is one; another file takes its place. PDF, JPEG, PNG up to 20 MiB"}
                     : Words{"PDF, JPEG, PNG đến 20 MiB", "PDF, JPEG, PNG up to 20 MiB"}});
    return form;
}

void read_evidence(const Visit& visit, Evidence& evidence)
{
    const EvidenceKind& kind = *find_evidence_kind(evidence.kind);
    TypedRecord{visit}.into(evidence, common_fields);
    TypedRecord{visit}.into(evidence, kind.fields);
    const auto need = [&](std::string_view field) {
        if (is_needed(evidence.kind, field)) visit.needed(field, evidence_label(evidence.kind, field));
    };
    for (const std::string_view field : common_fields) need(field);
    for (const std::string_view field : kind.fields) need(field);
}

std::vector<std::string> evidence_field_names()
{
    std::vector<std::string> names = field_names(common_fields);
    names.emplace_back("document");
    for (const EvidenceKind& kind : casework::evidence_kinds()) {
        for (const std::string_view field : kind.fields) {
            if (std::ranges::find(names, field) == names.end()) names.emplace_back(field);
        }
    }
    return names;
}

} // namespace radcert::web
