#include <algorithm>
#include <mutex>

#include "casework/sweep.h"
#include "casework/words_of.h"
#include "registry/journal.h"
#include "web/moments.h"
#include "web/report_parts.h"

namespace radcert::web {
namespace {

Form sweep_form(Visit& visit)
{
    Form form{.action = "/reports/sweep",
              .asks = true,
              .submit = {"Rà soát", "Sweep"},
              .legend = {"Xét lại mọi chứng chỉ đã cấp theo những gì biết hôm nay",
                         "Judge every certificate issued here again, by what is known today"}};
    form.fields.push_back({.kind = Field::Kind::hidden, .name = "run", .values = {"1"}});
    form.fields.push_back(filter(
        visit, {.kind = Field::Kind::day, .name = "issued_from", .label = {"Cấp từ ngày", "Issued from"}}));
    form.fields.push_back(filter(
        visit,
        {.kind = Field::Kind::day, .name = "issued_to", .label = {"Cấp đến hết ngày", "Issued until"}}));
    Field kind{.kind = Field::Kind::choice, .name = "kind", .label = {"Chỉ loại", "This kind only"}};
    for (std::size_t i = 0; i < casework::irregularity_count; ++i) {
        const auto each = casework::Irregularity(i);
        kind.choices.push_back({std::string{word(each)}, name(each)});
    }
    form.fields.push_back(filter(visit, std::move(kind)));
    return form;
}

/// One sweep at a time: each takes every core. @throws Error unavailable: another runs.
casework::Sweep swept(Visit& visit)
{
    static std::mutex one_at_a_time;
    const std::unique_lock alone{one_at_a_time, std::try_to_lock};
    if (!alone)
        throw Error{Fault::unavailable,
                    {"một lần rà soát khác đang chạy", "another sweep is running"},
                    {"đợi nó xong rồi làm lại", "wait until it is done, then ask again"}};
    casework::SweepQuestion question;
    question.today = visit.today();
    question.issued_from = visit.day("issued_from");
    question.issued_to = visit.day("issued_to");
    question.scope = report_scope(visit);
    casework::check_order(question.issued_from, question.issued_to);
    return casework::sweep(visit.database(), visit.rulebooks(), question);
}

Cell events_cell(const std::vector<EventNumber>& events)
{
    std::string numbers;
    for (const EventNumber event : events) numbers += (numbers.empty() ? "" : ",") + std::to_string(event);
    return Cell::raw_json('[' + numbers + ']', numbers);
}

Listing finding_list(Visit& visit, const std::vector<casework::SweepFinding>& findings)
{
    documents::Table table{{"kind", {"Dấu hiệu bất thường", "Irregularity"}},
                           {"certificate", {"Chứng chỉ", "Certificate"}},
                           {"issued_on", {"Ngày cấp", "Issued on"}},
                           {"status", {"Tình trạng", "Status"}},
                           {"worker", {"Nhân viên", "Worker"}},
                           {"application", {"Hồ sơ", "Application"}},
                           {"proof", {"Nội dung", "Proof"}},
                           {"requirements", {"Yêu cầu", "Requirements"}},
                           {"events", {"Sự kiện", "Events"}},
                           {"issued_by", {"Cơ quan cấp", "Issued by"}}};
    Listing list{"findings", {"Điều cần xem lại", "To be looked at"}, std::move(table)};
    const auto cells = visit.cells();
    const Part part{visit, findings.size(), rows_of_a_page, report_place};
    for (std::size_t at = part.first(); at < part.last(); ++at) {
        const auto& one = findings[at];
        const std::string worker = casework::worker_name(one.worker);
        list.table.row({Cell::coded(word(one.kind), name(one.kind)), one.certificate, to_iso(one.issued_on),
                        casework::status_cell(one.status), worker, one.application,
                        one.proof.in(visit.language()),
                        Cell::raw_json(registry::to_json(one.rows), joined_ids(one.rows)),
                        events_cell(one.events), cells("issued_by", one.issued_by)});
        list.links.push_back(
            {"", address({"certificates", one.certificate}), "", "", address({"workers", worker}),
             one.application.empty() ? std::string{} : address({"applications", one.application}), "",
             one.rows.empty() ? std::string{} : address({"rules", one.rows.front()}),
             one.events.empty() ? std::string{} : address({"journal", std::to_string(one.events.front())})});
        list.tones.push_back({one.kind <= casework::Irregularity::not_met ? Tone::bad : Tone::near});
    }
    part.tell(list);
    list.empty = {"Không thấy dấu hiệu bất thường.", "Nothing irregular was found."};
    return list;
}

documents::BarChart sweep_chart(Visit& visit, const casework::Sweep& found, const Words& title)
{
    auto chart = begin_chart(visit.language(), title, {"Theo loại dấu hiệu", "By kind"},
                             {{"chứng chỉ", "certificates"}});
    for (std::size_t i = 0; i < casework::irregularity_count; ++i) {
        const auto kind = casework::Irregularity(i);
        const auto count = std::ranges::count(found.findings, kind, &casework::SweepFinding::kind);
        if (count > 0) chart.bars.push_back({name(kind).in(visit.language()), {std::int64_t(count)}});
    }
    return chart;
}

void add_sweep(Page& page, Visit& visit)
{
    casework::Sweep found = swept(visit);
    if (const auto kind = casework::irregularity_from(visit.text("kind").value_or("")))
        std::erase_if(found.findings, [&](const auto& finding) { return finding.kind != *kind; });
    const std::string when = shown_moment(visit.database().now()),
                      events = std::to_string(registry::journal_size(visit.database()));
    page.lead = {"Rà soát lúc " + when + ", theo sổ có " + events + " sự kiện.",
                 "Swept at " + when + ", by a journal of " + events + " events."};
    Facts facts;
    facts.add({"to_look_at", {"Điều cần xem lại", "To be looked at"}}, found.findings.size(), {},
              found.findings.empty() ? Tone::good : Tone::near);
    facts.add({"certificates", {"Chứng chỉ đã xét lại", "Certificates judged again"}}, found.certificates);
    facts.add(
        {"overridden", {"Cấp trái kết quả, có căn cứ", "Granted against the determination, with ground"}},
        found.overridden);
    facts.add({"without_file", {"Không có hồ sơ trong sổ này", "Without a file in this register"}},
              found.without_file);
    facts.add({"at", {"Lúc", "At"}}, moment_cell(visit.database().now()));
    facts.add({"journal", {"Số sự kiện của nhật ký", "Events of the journal"}},
              registry::journal_size(visit.database()));
    page.add(std::move(facts));
    page.add(finding_list(visit, found.findings));
    add_chart(page, sweep_chart(visit, found, page.title));
}

Reply show_sweep(Visit& visit)
{
    Page page{{"Rà soát chứng chỉ đã cấp", "Sweep of certificates issued"}};
    page.lead = {"Chỉ đọc. Mỗi chứng chỉ được xét lại theo luật của ngày nộp và những gì biết hôm nay; kết "
                 "quả là để một người xem, "
                 "không chấm dứt chứng chỉ nào. Sổ lớn thì mất vài giây.",
                 "Reads only. Every certificate is judged again by the law of its filing day and what is "
                 "known today; what comes out is "
                 "for a person to look at and ends no certificate. A large register takes some seconds."};
    page.print = true;
    page.add(sweep_form(visit));
    if (visit.text("run") || !visit.twin().empty()) add_sweep(page, visit);
    return page;
}

} // namespace

void add_sweep_report_routes(Routes& routes)
{
    routes.page("/reports/sweep",
                {.access = only(auditing),
                 .summary = {"Rà soát chứng chỉ đã cấp", "Sweep of certificates issued"},
                 .twins = true,
                 .asks = {"run", "issued_from", "issued_to", "kind", report_place}},
                show_sweep);
}

} // namespace radcert::web
