#include <algorithm>

#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "registry/workers.h"

namespace radcert::casework {

using registry::Evidence;

const std::vector<EvidenceKind>& evidence_kinds()
{
    static const std::vector<EvidenceKind> kinds{
        {"degree", {"văn bằng", "degree"}, {"level", "field"}},
        {"training",
         {"chứng nhận đào tạo an toàn bức xạ", "radiation safety training"},
         {"programme", "registered"}},
        {"health_check", {"khám sức khỏe", "health check"}, {"conclusion", "facility_level"}},
        {"dose",
         {"liều bức xạ trong năm", "dose of a year"},
         {"year", "effective_msv", "lens_msv", "skin_msv"}},
        {"experience",
         {"kinh nghiệm", "experience"},
         {"role", "equipment_types", "from_day", "to_day", "at_facility"}},
        {"certificate",
         {"chứng chỉ đã xuất trình", "certificate that was shown"},
         {"role", "equipment_types", "to_day", "certificate_status", "status_since"}},
        {"fact", {"điều được xác nhận", "attested fact"}, {"subject_matter", "answer"}},
        {"none", {"xác nhận là không có", "attested to be none"}, {"subject_matter"}},
    };
    return kinds;
}

namespace {

/// Fields that only some kinds have: every one that is filled must be one of this kind's.
void check_fields(const EvidenceKind& kind, const Evidence& evidence)
{
    constexpr std::string_view common[] = {"worker", "evidence",  "kind",         "status",
                                           "source", "reference", "issuer",       "dated_on",
                                           "number", "document",  "document_name"};
    Evidence::fields(evidence, [&](std::string_view name, const auto& value) {
        if constexpr (requires { value.has_value(); }) {
            if (!value.has_value() || std::ranges::find(common, name) != std::end(common)) return;
            if (std::ranges::find(kind.fields, name) != kind.fields.end()) return;
            throw Error{Fault::invalid_input,
                        {"'" + std::string{name} + "' không thuộc " + kind.name.vi,
                         "'" + std::string{name} + "' does not belong to a " + kind.name.en},
                        {"xem: radcert evidence record --help", "see: radcert evidence record --help"}};
        }
    });
}

void check_words(const Vocabulary& words, const Evidence& e)
{
    if (e.level) check_word(words.degree_levels, *e.level, {"trình độ", "degree level"});
    if (e.field) check_word(words.degree_fields, *e.field, {"ngành", "degree field"});
    if (e.conclusion) check_word(words.health_conclusions, *e.conclusion, {"kết luận", "conclusion"});
    if (e.facility_level)
        check_word(words.facility_levels, *e.facility_level, {"tuyến khám", "clinic's level"});
    if (e.role) check_word(words.roles, *e.role, {"công việc", "role"});
    if (e.certificate_status)
        check_word(words.certificate_statuses, *e.certificate_status,
                   {"tình trạng chứng chỉ", "certificate's status"});
    for (const std::string& type : e.equipment_types.value_or(registry::WordList{}))
        check_word(words.equipment_types, type, {"loại thiết bị", "equipment type"});
    check_order(e.from_day, e.to_day);
    if (e.programme && (*e.programme < 1 || *e.programme > 14)) {
        throw Error{Fault::invalid_input,
                    {"chương trình đào tạo " + std::to_string(*e.programme) + " không có",
                     "there is no training programme " + std::to_string(*e.programme)},
                    {"từ 1 đến 14 (Thông tư 34/2014/TT-BKHCN)", "1 to 14 (Circular 34/2014/TT-BKHCN)"}};
    }
    for (const auto& dose : {e.effective_msv, e.lens_msv, e.skin_msv}) {
        if (!dose || *dose >= 0) continue;
        throw Error{Fault::invalid_input, {"liều không thể âm", "a dose cannot be negative"}};
    }
}

/// What a piece of its kind cannot do without.
void check_complete(const Evidence& e)
{
    const auto need = [&](bool there, const Words& what) {
        if (there) return;
        throw Error{Fault::invalid_input, {"thiếu " + what.vi, what.en + " is missing"}};
    };
    if (e.kind == "dose") need(e.year.has_value(), {"năm (--year)", "the year (--year)"});
    if (e.kind == "certificate")
        need(e.number.has_value(), {"số chứng chỉ (--number)", "the certificate's number (--number)"});
    if (e.kind == "fact") {
        need(e.subject_matter == "civil_capacity",
             {"điều được xác nhận (--about civil_capacity)", "the fact (--about civil_capacity)"});
        need(e.answer.has_value(), {"câu trả lời (--answer yes|no)", "the answer (--answer yes|no)"});
    }
    if (e.kind != "none") return;
    constexpr std::string_view lists[] = {"degrees", "trainings",  "health_checks",
                                          "doses",   "experience", "certificates"};
    need(
        e.subject_matter && std::ranges::find(lists, *e.subject_matter) != std::end(lists),
        {"danh sách nào không có gì (--about degrees, trainings, health_checks, doses, experience, "
         "certificates)",
         "which list is empty (--about degrees, trainings, health_checks, doses, experience, certificates)"});
}

} // namespace

Evidence record_evidence(registry::WriteScope& write, const Vocabulary& vocabulary, Evidence evidence,
                         const std::optional<Scan>& scan)
{
    const registry::Worker worker = registry::load_worker(write.database(), evidence.worker);
    const auto kind = std::ranges::find(evidence_kinds(), evidence.kind, &EvidenceKind::kind);
    if (kind == evidence_kinds().end()) {
        throw Error{Fault::invalid_input,
                    {"không có loại minh chứng '" + evidence.kind + "'",
                     "there is no kind of evidence '" + evidence.kind + "'"},
                    {"chọn: degree, training, health_check, dose, experience, certificate, fact, none",
                     "choose: degree, training, health_check, dose, experience, certificate, fact, none"}};
    }
    check_fields(*kind, evidence);
    check_words(vocabulary, evidence);
    check_complete(evidence);
    refuse_future(write.today(), evidence.dated_on);
    if (evidence.status.empty()) evidence.status = "recorded";
    if (evidence.source.empty()) evidence.source = "typed";
    const bool fresh = evidence.evidence == 0;
    if (fresh) evidence.evidence = registry::next_evidence(write.database(), evidence.worker);
    if (scan) {
        evidence.document = write.keep_document(worker.subject, scan->bytes);
        evidence.document_name = scan->name;
    }
    if (!fresh) {
        const Evidence before = registry::load_evidence(write.database(), evidence.worker, evidence.evidence);
        refuse_unchanged(before, evidence,
                         worker_name(evidence.worker) + "/" + std::to_string(evidence.evidence));
    }
    std::vector<registry::AnyRecord> records{evidence};
    if (evidence.kind == "fact" && worker.civil_capacity != evidence.answer) {
        registry::Worker attested = worker;
        attested.civil_capacity = evidence.answer;
        records.emplace_back(attested);
    }
    write.record(fresh ? "evidence.record" : "evidence.correct", worker.subject, records);
    return evidence;
}

void withdraw_evidence(registry::WriteScope& write, std::int64_t worker, std::int64_t evidence)
{
    const registry::Worker whose = registry::load_worker(write.database(), worker);
    Evidence withdrawn = registry::load_evidence(write.database(), worker, evidence);
    if (withdrawn.status == "withdrawn")
        refuse_nothing_changed(worker_name(worker) + "/" + std::to_string(evidence));
    withdrawn.status = "withdrawn";
    write.record("evidence.withdraw", whose.subject, {withdrawn});
}

} // namespace radcert::casework
