#include "casework/applicant_acts.h"
#include "casework/words_of.h"
#include "web/command_words.h"
#include "web/dossier.h"
#include "web/evidence_form.h"
#include "web/my_facility.h"
#include "web/nouns.h"
#include "web/scan.h"

namespace radcert::web {
namespace {

std::string evidence_address(const Visit& visit, std::string_view kind = {})
{
    return own_file_address(visit.part("application"), "evidence", {{"kind", std::string{kind}}});
}

/// What the address asks for; nullptr: nothing yet, or a kind that the desk attests.
const casework::EvidenceKind* kind_asked(const Visit& visit)
{
    const auto asked = visit.query().find("kind");
    return asked && casework::may_be_brought(*asked) ? find_evidence_kind(*asked) : nullptr;
}

/// First of all, what kind of paper it is: each asks for other things.
Links kinds_offered(const Visit& visit)
{
    Links links;
    for (const auto& kind : casework::evidence_kinds()) {
        if (casework::may_be_brought(kind.kind))
            links.links.push_back({kind.name, evidence_address(visit, kind.kind)});
    }
    return links;
}

Reply show_bring(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    Page page{{"Thêm minh chứng", "Bring evidence"}};
    page.section = "/my-facility";
    page.lead = {at_hand.full_name + " – hồ sơ " + at_hand.file.application,
                 at_hand.full_name + " – application " + at_hand.file.application};
    page.acts.push_back(
        {{"Về hồ sơ", "Back to the application"}, own_file_address(at_hand.file.application), true});
    if (!casework::takes_papers(at_hand.place.status)) {
        page.add(Notice{Notice::Kind::note,
                        {"Hồ sơ đang ở cơ quan: chỉ thêm được khi cơ quan yêu cầu bổ sung.",
                         "The application is at the desk: papers can be added when more is asked for."}});
        return page;
    }
    const auto* const kind = kind_asked(visit);
    if (kind == nullptr) {
        page.add(Paragraph{{"Chọn loại giấy tờ:", "Choose the kind of paper:"}});
        page.add(kinds_offered(visit));
        return page;
    }
    page.title = {"Thêm minh chứng: " + kind->name.vi, "Bring evidence: " + kind->name.en};
    page.add(Paragraph{
        {"Ghi đúng như trên giấy và kèm bản quét; sổ ghi rõ là do cơ sở nộp, cán bộ đối chiếu bản gốc.",
         "Write what the paper says and add its scan; the register tells that the facility brought it, and "
         "an "
         "officer compares it with the original."}});
    registry::Evidence evidence;
    evidence.kind = kind->kind;
    Form form = evidence_form(visit, evidence, evidence_address(visit, kind->kind),
                              {"Nộp minh chứng", "Bring the evidence"});
    for (Field& field : form.fields) field.required = field.required || field.name == "document";
    page.add(std::move(form));
    page.add(Links{{{{"Chọn loại khác", "Choose another kind"}, evidence_address(visit), true}}});
    return page;
}

Reply bring(Visit& visit)
{
    const auto* const kind = kind_asked(visit);
    if (kind == nullptr) throw Error{Fault::usage, {"chưa chọn loại giấy tờ", "no kind of paper was chosen"}};
    registry::Evidence evidence;
    evidence.kind = kind->kind;
    read_evidence(visit, evidence);
    const auto scan = typed_scan(visit, "document");
    const auto& rules = visit.rules();
    const std::string& number = visit.part("application");
    try {
        visit.record([&](registry::WriteScope& write) {
            evidence = casework::bring_evidence(write, rules, own_facility(visit), number, evidence, scan);
        });
    } catch (const Error& error) {
        throw without_commands(error);
    }
    return Redirect{own_file_address(number), {"đã thêm " + kind->name.vi, "added: " + kind->name.en}};
}

} // namespace

void add_my_evidence_routes(Routes& routes)
{
    Rule rule{.access = only({Duty::facility_operator}),
              .names = Names::application,
              .summary = {"Thêm minh chứng cho hồ sơ", "Bring evidence for an application"},
              .personal = true,
              .asks = {"kind"}};
    routes.page("/my-facility/applications/{application}/evidence", rule, show_bring);
    rule.fields = evidence_field_names();
    routes.act("/my-facility/applications/{application}/evidence", rule, bring);
}

} // namespace radcert::web
