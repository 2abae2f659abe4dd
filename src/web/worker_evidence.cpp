#include "casework/evidence_list.h"
#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "registry/documents.h"
#include "registry/evidence.h"
#include "registry/workers.h"
#include "web/clocks.h"
#include "web/evidence_form.h"
#include "web/nouns.h"
#include "web/record_form.h"
#include "web/scan.h"

namespace radcert::web {
namespace {

using casework::EvidenceKind;
using casework::worker_name;
using registry::Evidence;

std::int64_t owner_asked(const Visit& visit)
{
    return casework::parse_worker(visit.part("worker"));
}

std::string evidence_address(std::int64_t worker, std::string_view number, std::string_view act = {})
{
    const std::string name = worker_name(worker);
    return act.empty() ? address({"workers", name, "evidence", number})
                       : address({"workers", name, "evidence", number, act});
}

/// @throws Error not_found
std::int64_t number_asked(const Visit& visit)
{
    const std::string& part = visit.part("evidence");
    if (!part.empty() && part.size() < 9 && part.find_first_not_of("0123456789") == std::string::npos)
        return std::stoll(part);
    throw Error{Fault::not_found,
                {"không có minh chứng “" + part + "”", "there is no evidence \"" + part + "\""}};
}

Evidence evidence_asked(Visit& visit)
{
    return registry::load_evidence(visit.database(), owner_asked(visit), number_asked(visit),
                                   visit.as_of().known_by);
}

/// "Điều được xác nhận" for "điều được xác nhận": at the beginning of a button.
std::string capital(std::string name)
{
    if (name.starts_with("đ")) return "Đ" + name.substr(std::string_view{"đ"}.size());
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = char(name[0] - 'a' + 'A');
    return name;
}

Page person_page(Visit& visit, const Words& title)
{
    const registry::Worker worker =
        registry::load_worker(visit.database(), owner_asked(visit), visit.as_of().known_by);
    const std::string who = worker.full_name + " (" + worker_name(worker.worker) + ')';
    Page page{title};
    page.lead = {who, who};
    page.acts.push_back(
        {{"Về trang của người này", "Back to the person's page"}, worker_address(worker.worker), true});
    return page;
}

/// First of all, what kind of evidence it is: each asks for other things.
Reply choose_kind(Visit& visit)
{
    Page page = person_page(visit, {"Thêm minh chứng", "Add evidence"});
    page.add(Paragraph{{"Chọn loại minh chứng:", "Choose the kind of evidence:"}});
    Links kinds;
    for (const EvidenceKind& kind : casework::evidence_kinds())
        kinds.links.push_back({{capital(kind.name.vi), capital(kind.name.en)},
                               address({"workers", worker_name(owner_asked(visit)), "evidence", "new"},
                                       {{"kind", std::string{kind.kind}}})});
    page.add(std::move(kinds));
    return page;
}

Reply show_new_evidence(Visit& visit)
{
    const auto asked = visit.query().find("kind");
    const EvidenceKind* kind = asked ? find_evidence_kind(*asked) : nullptr;
    if (kind == nullptr) return choose_kind(visit);
    Evidence evidence;
    evidence.kind = kind->kind;
    Page page = person_page(visit, {"Thêm minh chứng: " + kind->name.vi, "Add evidence: " + kind->name.en});
    const std::string action =
        address({"workers", worker_name(owner_asked(visit)), "evidence", "new"}, {{"kind", *asked}});
    page.add(evidence_form(visit, evidence, action, {"Ghi minh chứng", "Record the evidence"}));
    page.add(Links{{{{"Chọn loại khác", "Choose another kind"},
                     address({"workers", worker_name(owner_asked(visit)), "evidence", "new"}),
                     true}}});
    return page;
}

Reply record_evidence_of(Visit& visit)
{
    const auto asked = visit.query().find("kind");
    const EvidenceKind* kind = asked ? find_evidence_kind(*asked) : nullptr;
    if (kind == nullptr)
        throw Error{Fault::usage, {"chưa chọn loại minh chứng", "no kind of evidence was chosen"}};
    Evidence evidence;
    evidence.kind = kind->kind;
    evidence.worker = owner_asked(visit);
    read_evidence(visit, evidence);
    const auto scan = typed_scan(visit, "document");
    const Vocabulary& words = visit.words();
    visit.record([&](registry::WriteScope& write) {
        evidence = casework::record_evidence(write, words, evidence, scan);
    });
    const std::string name = casework::evidence_name(evidence);
    return Redirect{
        worker_address(evidence.worker),
        {"đã ghi " + kind->name.vi + ", số " + name, "recorded " + kind->name.en + " as " + name}};
}

Reply show_one(Visit& visit)
{
    const Evidence evidence = evidence_asked(visit);
    const auto cells = visit.cells();
    const std::string number = std::to_string(evidence.evidence), name = casework::evidence_name(evidence);
    Page page = person_page(visit, {"Minh chứng " + name, "Evidence " + name});
    const bool stands = evidence.status != "withdrawn";
    if (stands && visit.may(desk)) {
        page.acts.push_back({{"Sửa", "Correct"}, evidence_address(evidence.worker, number, "correct")});
        page.acts.push_back( // grave: no button beside the everyday act
            {{"Rút", "Withdraw"}, evidence_address(evidence.worker, number, "withdraw"), true});
    }
    if (evidence.document)
        page.acts.push_back(
            {{"Tải bản quét", "Download the scan"}, evidence_address(evidence.worker, number, "document")});
    for (Block& block : clock_notice(visit)) page.add(std::move(block));
    if (!stands)
        page.add(Notice{Notice::Kind::warning,
                        {"Minh chứng này đã rút: không còn được tính.",
                         "This evidence was withdrawn: it no longer counts."}});
    Facts facts;
    facts.add(casework::column("evidence"), name);
    Evidence::fields(evidence, [&](std::string_view field, const auto& value) {
        if (field == "worker" || field == "evidence" || !casework::has_field(evidence, field)) return;
        Cell cell = cells(field, value);
        if (!cell.absent())
            facts.add({std::string{field}, evidence_label(evidence.kind, field)}, std::move(cell));
    });
    page.add(std::move(facts));
    return page;
}

Reply show_evidence_correction(Visit& visit)
{
    const Evidence evidence = evidence_asked(visit);
    const std::string name = casework::evidence_name(evidence);
    Page page = person_page(visit, {"Sửa minh chứng " + name, "Correct evidence " + name});
    page.add(evidence_form(visit, evidence,
                           evidence_address(evidence.worker, std::to_string(evidence.evidence), "correct"),
                           {"Ghi sửa đổi", "Record the correction"}));
    return page;
}

Reply correct_evidence(Visit& visit)
{
    const auto scan = typed_scan(visit, "document");
    const Vocabulary& words = visit.words();
    Evidence evidence;
    visit.record([&](registry::WriteScope& write) {
        evidence = registry::load_evidence(write.database(), owner_asked(visit), number_asked(visit));
        read_evidence(visit, evidence);
        evidence = casework::record_evidence(write, words, evidence, scan);
    });
    const std::string name = casework::evidence_name(evidence);
    return Redirect{evidence_address(evidence.worker, std::to_string(evidence.evidence)),
                    {"đã sửa minh chứng " + name, "evidence " + name + " was corrected"}};
}

Reply show_withdraw(Visit& visit)
{
    const Evidence evidence = evidence_asked(visit);
    const std::string name = casework::evidence_name(evidence);
    Page page = person_page(visit, {"Rút minh chứng " + name, "Withdraw evidence " + name});
    page.add(Form{
        .action = evidence_address(evidence.worker, std::to_string(evidence.evidence), "withdraw"),
        .submit = {"Rút minh chứng", "Withdraw the evidence"},
        .grave = true,
        .confirm = {"Minh chứng này ghi nhầm; nó không còn được tính và vẫn còn trong lịch sử.",
                    "This evidence was recorded by mistake; it no longer counts, and stays in the history."},
        .id = "withdraw"});
    return page;
}

Reply withdraw(Visit& visit)
{
    const std::int64_t worker = owner_asked(visit), number = number_asked(visit);
    visit.record([&](registry::WriteScope& write) { casework::withdraw_evidence(write, worker, number); });
    const std::string name = worker_name(worker) + '/' + std::to_string(number);
    return Redirect{worker_address(worker),
                    {"đã rút minh chứng " + name, "evidence " + name + " was withdrawn"}};
}

/// The scan as it was handed in. What it is, its bytes say; it is saved, never shown here.
Reply download(Visit& visit)
{
    const Evidence evidence = evidence_asked(visit);
    const std::string name = casework::evidence_name(evidence);
    if (!evidence.document)
        throw Error{Fault::not_found, {name + ": không kèm bản quét", name + ": no paper was scanned"}};
    const registry::Worker worker =
        registry::load_worker(visit.database(), evidence.worker, visit.as_of().known_by);
    Download file;
    file.bytes =
        registry::open_document(visit.database(), visit.office().keys(), worker.subject, *evidence.document);
    const auto type = scan_type(file.bytes);
    file.type = type ? type->type : "application/octet-stream";
    file.name = worker_name(evidence.worker) + '-' + std::to_string(evidence.evidence) + '.' +
                std::string{type ? type->ending : "bin"};
    return file;
}

} // namespace

void add_worker_evidence_routes(Routes& routes)
{
    const Words adds{"Thêm minh chứng", "Add evidence"}, corrects{"Sửa minh chứng", "Correct evidence"},
        withdraws{"Rút minh chứng", "Withdraw evidence"};
    const std::string base = "/workers/{worker}/evidence/";
    const auto act = [&](const Words& summary) {
        return Rule{.access = only(desk), .names = Names::worker, .summary = summary};
    };
    Rule rule = act(adds);
    rule.asks = {"kind"};
    routes.page(base + "new", rule, show_new_evidence);
    rule.fields = evidence_field_names();
    routes.act(base + "new", rule, record_evidence_of);
    rule = act(corrects);
    rule.personal = true;
    routes.page(base + "{evidence}/correct", rule, show_evidence_correction);
    rule = act(corrects);
    rule.fields = evidence_field_names();
    routes.act(base + "{evidence}/correct", rule, correct_evidence);
    routes.page(base + "{evidence}/withdraw", act(withdraws), show_withdraw);
    rule = act(withdraws);
    rule.confirmed = true;
    routes.act(base + "{evidence}/withdraw", rule, withdraw);
    const Rule looks{.access = only(readers_and_own),
                     .names = Names::worker,
                     .summary = {"Một minh chứng", "A piece of evidence"},
                     .personal = true};
    routes.page(base + "{evidence}", looks, show_one);
    rule = looks;
    rule.summary = {"Bản quét của một minh chứng", "The scan of a piece of evidence"};
    routes.page(base + "{evidence}/document", rule, download);
}

} // namespace radcert::web
