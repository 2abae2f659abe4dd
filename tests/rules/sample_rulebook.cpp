#include "tests/rules/sample_rulebook.h"
#include "tests/json.h"

#include <filesystem>

#include "rules/evaluate.h"

namespace radcert::tests {
namespace {

/// A row with the members of `patch` put in place of its own, and taken out where they are null.
json patched_row(json row, std::string_view patch)
{
    const json members = tests::parsed(patch);
    for (const auto& [key, member] : members.items()) {
        if (member.is_null())
            row.erase(key);
        else
            row[key] = member;
    }
    return row;
}

} // namespace

json patched(json value, std::string_view patch)
{
    value.merge_patch(tests::parsed(patch));
    return value;
}

rules::SourceFile shipped_file(const std::string& path)
{
    return {path, bytes_of("qualification-rules/" + path)};
}

std::vector<rules::SourceFile> shipped_files()
{
    const std::filesystem::path folder{"qualification-rules"};
    std::vector<rules::SourceFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        const std::string path = entry.path().lexically_relative(folder).generic_string();
        const bool law = !path.starts_with("cases/") && !path.starts_with("samples/");
        if (entry.is_regular_file() && law && path.ends_with(".json")) files.push_back(shipped_file(path));
    }
    return files;
}

SampleRules::SampleRules()
    : file_(tests::parsed(R"({
    "version": "sample",
    "instruments": [
        {"id": "law-1", "number": "1/2010/L", "title": {"vi": "Luật", "en": "Law"}, "kind": "law",
         "issuer": {"vi": "Quốc hội", "en": "National Assembly"}, "standing": "text"}
    ]})"))
{
    add("certificate_needs", R"({"id": "NEED-1", "certificate": "required",
        "applies_to": {"roles_except": ["device_operator"]}})");
    add("certificate_needs", R"({"id": "NEED-2", "certificate": "not_required",
        "applies_to": {"roles": ["device_operator"]}})");
    add("requirements", R"({"id": "PROC-1", "topic": "procedure", "applies_to": {"procedures": ["new"]}})");
    add("requirements", R"({"id": "PROC-0", "topic": "procedure", "fallback": true, "standing": "no_rule",
        "condition": null})");
    add("requirements", R"({"id": "AGE-1", "topic": "age", "on_failure": "refuse",
        "condition": {"fact": "worker.birth_date", "reached": {"years": 18}}})");
    add("requirements", R"({"id": "QUALIFY-1", "topic": "qualification", "on_failure": "refuse",
        "condition": {"judgement": {"vi": "Có phù hợp không?", "en": "Is it suitable?"}}})");
    add("requirements", R"({"id": "FORM-1", "topic": "application_form",
        "condition": {"exists": "documents", "where": {"kind": "application_form"}}})");
    add("requirements", R"({"id": "HEALTH-1", "topic": "health_check",
        "condition": {"latest": "health_checks", "by": "examined_on",
                      "must": {"examined_on": {"valid_for": {"months": 6}}}}})");
    add("requirements", R"({"id": "HEALTH-2", "topic": "health_check", "on_failure": "refer",
        "condition": {"latest": "health_checks", "by": "examined_on",
                      "must": {"facility_level": "district_or_above"}}})");
    add("authorities", R"({"id": "AUTH-1", "for_devices": ["family:medical_xray"], "bodies": ["province"],
        "procedure_code": "2.000001"})");
    add("authorities", R"({"id": "AUTH-2", "for_devices": ["family:accelerator"], "bodies": ["varans"],
        "procedure_code": "1.000001"})");
}

SampleRules& SampleRules::add(const std::string& section, std::string_view patch)
{
    file_[section].push_back(row_of(section, patch));
    return *this;
}

json SampleRules::row_of(const std::string& section, std::string_view patch)
{
    json row = {{"title", {{"vi", "Yêu cầu"}, {"en", "Requirement"}}},
                {"citation", {{"instrument", "law-1"}, {"article", "1"}}},
                {"standing", "text"},
                {"in_force", {{"from", "2020-01-01"}}}};
    if (section == "requirements") {
        row.update({{"topic", "other"},
                    {"on_failure", "supplement"},
                    {"remedy", {{"vi", "Bổ sung."}, {"en", "Complete it."}}},
                    {"condition", {{"in_force", true}}}});
    }
    return patched_row(std::move(row), patch);
}

SampleRules& SampleRules::change(std::string_view id, std::string_view patch)
{
    json& changed = row(id);
    changed = patched_row(std::move(changed), patch);
    return *this;
}

SampleRules& SampleRules::change_file(std::string_view patch)
{
    file_.merge_patch(tests::parsed(patch));
    return *this;
}

SampleRules& SampleRules::remove(std::string_view id)
{
    for (auto& section : file_) {
        if (!section.is_array()) continue;
        std::erase_if(section.get_ref<json::array_t&>(),
                      [&](const json& row) { return row.value("id", "") == id; });
    }
    return *this;
}

json& SampleRules::row(std::string_view id)
{
    for (auto& section : file_) {
        if (!section.is_array()) continue;
        for (auto& each : section) {
            if (each.value("id", "") == id) return each;
        }
    }
    throw std::runtime_error{"the sample rulebook has no row " + std::string{id}};
}

std::vector<rules::SourceFile> SampleRules::files() const
{
    static const rules::SourceFile vocabulary = shipped_file("vocabulary.json");
    static const rules::SourceFile provinces = shipped_file("provinces.json");
    return {vocabulary, provinces, {"sample.json", file_.dump(1)}};
}

rules::SourceFile overlay_file(const std::vector<std::string>& rows, std::string_view head_patch)
{
    json requirements = json::array();
    for (const std::string& patch : rows) requirements.push_back(SampleRules::row_of("requirements", patch));
    const json head = patched(tests::parsed(R"({
        "id": "OV-66", "title": {"vi": "Quy định", "en": "Interpretive rules"}, "authority": "province:66",
        "in_force": {"from": "2024-01-01", "to": "2024-12-31"},
        "basis": {"vi": "Quyết định 12/QĐ-UBND", "en": "Decision 12/QĐ-UBND"}, "signed_by": "Lê Văn Ký"})"),
                              head_patch);
    return {"province-66.json", json{{"overlay", head}, {"requirements", requirements}}.dump(1)};
}

json sample_dossier(std::string_view patch)
{
    return patched(tests::parsed(R"({
        "application": {"id": "S-1", "procedure": "new", "role": "safety_officer", "filed_on": "2024-08-30",
                        "filed_with": "province:66", "channel": "online",
                        "facility": {"id": "F-1", "name": "Bệnh viện", "province": "66", "medical": true,
                                     "devices": [{"id": "d1", "type": "ct", "mobility": "fixed"}]}},
        "worker": {"full_name": "Nguyễn Thị Hoa", "birth_date": "1990-01-01", "civil_capacity_attested": true},
        "evidence": {"documents": [{"id": "p1", "kind": "application_form", "form": "05"}],
                     "degrees": [], "trainings": [], "doses": [], "experience": [], "certificates": [],
                     "health_checks": [{"id": "h1", "examined_on": "2024-05-06", "conclusion": "fit",
                                        "facility_level": "district_or_above"}]},
        "officer_findings": [{"topic": "qualification", "outcome": "met", "by": "O-1", "on": "2024-09-01",
                              "reason": "Phù hợp."}]})"),
                   patch);
}

Dossier dossier_of(const json& dossier, const Vocabulary& vocabulary)
{
    text::JsonReader reader;
    return text::read_dossier(reader, dossier.dump(), vocabulary);
}

Desk::Desk(const std::vector<rules::SourceFile>& files, const std::vector<rules::SourceFile>& overlays,
           rules::ScreenOptions options)
    : book{rules::read_rulebook(files, overlays)}, program{book}, screener_{program, options},
      quick_{program, options}, writer_{program}
{
}

Desk::Desk(const SampleRules& rules, const std::vector<rules::SourceFile>& overlays,
           rules::ScreenOptions options)
    : Desk{rules.files(), overlays, options}
{
}

std::string Desk::text(const json& dossier)
{
    const Dossier read = dossier_of(dossier, book.vocabulary);
    std::string out;
    const rules::Screening& screening = screener_.screen(read);
    writer_.append(out, screening);
    CHECK(quick_.verdict(read) == screening.verdict); // must agree whenever anything is screened
    return out;
}

json Desk::determination(std::string_view patch)
{
    return tests::parsed(text(sample_dossier(patch)));
}

json finding(const json& determination, std::string_view id)
{
    for (const json& each : determination.at("findings")) {
        if (each.at("requirement") == id) return each;
    }
    return nullptr;
}

std::string outcome(const json& determination, std::string_view id)
{
    const json found = finding(determination, id);
    if (found.is_null()) return "silent";
    const auto word = found.at("outcome").get<std::string>();
    return found.at("reason").is_null() ? word : word + ": " + found.at("reason").get<std::string>();
}

std::string answer(const std::string& condition, const json& dossier, const std::string& calendar)
{
    SampleRules sample;
    sample.add("requirements", R"({"id": "ASKED", "condition": )" + condition + "}");
    sample.change_file(R"({"calendar": )" + calendar + "}");
    const rules::Rulebook book = rules::read_rulebook(sample.files());
    const rules::Program program{book};
    const Dossier read = dossier_of(dossier, book.vocabulary);
    rules::Facts facts;
    facts.begin(read, program.texts);
    rules::Evaluator evaluator{program};
    evaluator.begin(facts);
    const auto node = program.rows.back().condition;
    const rules::Tri tri = evaluator.answer(node);
    CHECK(evaluator.explain(node) == tri);
    CHECK_FALSE(evaluator.traces.empty());
    return tri == rules::Tri::yes ? "yes" : tri == rules::Tri::no ? "no" : "maybe";
}

} // namespace radcert::tests
