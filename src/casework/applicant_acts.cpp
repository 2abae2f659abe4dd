#include "casework/applicant_acts.h"

#include <algorithm>

#include "casework/desk.h"
#include "casework/desk_acts.h"
#include "casework/file_application.h"
#include "casework/filed_papers.h"
#include "casework/open_application.h"
#include "casework/record_application.h"
#include "casework/scope.h"
#include "casework/words_of.h"
#include "registry/workers.h"

namespace radcert::casework {
namespace {

registry::Application own_file(registry::Database& database, std::int64_t facility,
                               const std::string& application)
{
    auto file = registry::find_application(database, application);
    if (file && file->facility == facility) return std::move(*file);
    throw Error{Fault::not_found,
                {"cơ sở " + facility_name(facility) + " không có hồ sơ " + application,
                 "facility " + facility_name(facility) + " has no application " + application}};
}

[[noreturn]] void refuse_at_desk(const std::string& application)
{
    throw Error{Fault::refused,
                {"hồ sơ " + application + " đã nộp, cơ quan đang giữ",
                 "application " + application + " was handed in; it is at the desk"},
                {"cần đổi gì thì báo bộ phận một cửa, hoặc rút hồ sơ rồi lập lại",
                 "to change something tell the desk, or take the file back and prepare it anew"}};
}

registry::Application own_draft(registry::Database& database, std::int64_t facility,
                                const std::string& application)
{
    auto file = own_file(database, facility, application);
    if (desk_status(database, file) != "draft") refuse_at_desk(application);
    return file;
}

void refuse_stranger(registry::WriteScope& write, std::int64_t facility, std::int64_t worker)
{
    Scope scope;
    scope.facility = facility;
    if (sees_worker(write.database(), scope, worker, {write.today()})) return;
    throw Error{
        Fault::refused,
        {worker_name(worker) + " không có vị trí công tác tại " + facility_name(facility) + " trong sổ",
         worker_name(worker) + " has no post at " + facility_name(facility) + " on record"},
        {"nhờ bộ phận một cửa ghi vị trí công tác trước", "ask the desk to record the post first"}};
}

} // namespace

registry::Application prepare_draft(registry::WriteScope& write, const RulebookInUse& rules,
                                    std::int64_t facility, const Draft& draft)
{
    const std::int64_t worker = parse_worker(draft.worker);
    registry::load_worker(write.database(), worker);
    refuse_stranger(write, facility, worker);
    refuse_second_file(write.database(), rules, facility, worker, draft.role);
    Filing filing;
    filing.worker = worker_name(worker);
    filing.facility = facility_name(facility);
    filing.role = draft.role;
    filing.procedure = draft.procedure;
    filing.channel = "online";
    filing.equipment = draft.equipment;
    filing.papers = draft.papers;
    filing.draft = true;
    return file_application(write, rules, filing);
}

registry::Application change_draft(registry::WriteScope& write, const RulebookInUse& rules,
                                   std::int64_t facility, const std::string& application,
                                   const std::vector<std::string>& papers)
{
    const registry::Application before = own_draft(write.database(), facility, application);
    registry::Application after = before;
    after.documents = filed_papers(papers, rules.book.vocabulary);
    refuse_unchanged(before, after, application);
    write.record("application.change", registry::load_worker(write.database(), after.worker).subject,
                 {after});
    return after;
}

void submit_draft(registry::WriteScope& write, const RulebookInUse& rules, std::int64_t facility,
                  const std::string& application)
{
    own_draft(write.database(), facility, application);
    submit(write, rules, {application, {}, {}});
}

void take_back(registry::WriteScope& write, const RulebookInUse& rules, std::int64_t facility,
               const std::string& application, const std::string& reason)
{
    own_file(write.database(), facility, application);
    withdraw_application(write, rules, application, reason);
}

bool may_be_brought(std::string_view kind)
{
    return kind != "fact" && kind != "none" &&
           std::ranges::any_of(evidence_kinds(),
                               [&](const EvidenceKind& known) { return known.kind == kind; });
}

bool takes_papers(std::string_view status)
{
    return status == "draft" || status == "supplement";
}

registry::Evidence bring_evidence(registry::WriteScope& write, const RulebookInUse& rules,
                                  std::int64_t facility, const std::string& application,
                                  registry::Evidence evidence, const std::optional<Scan>& scan)
{
    const registry::Application file = own_file(write.database(), facility, application);
    if (!takes_papers(desk_status(write.database(), file))) refuse_at_desk(application);
    if (!may_be_brought(evidence.kind))
        throw Error{Fault::refused,
                    {"loại minh chứng này do cán bộ xác nhận", "an officer attests evidence of this kind"}};
    if (!scan)
        throw Error{Fault::invalid_input,
                    {"thiếu bản quét của giấy tờ", "the scan of the paper is missing"},
                    {"quét giấy tờ thành PDF rồi chọn tệp", "scan the paper as PDF and choose the file"},
                    Place{{}, 0, "/document"}};
    evidence.worker = file.worker;
    evidence.evidence = 0;
    evidence.source = "facility " + facility_name(facility);
    return record_evidence(write, rules.book.vocabulary, std::move(evidence), scan);
}

} // namespace radcert::casework
