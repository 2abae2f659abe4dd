#include <algorithm>
#include <array>

#include "casework/certificate_report.h"
#include "casework/fields.h"
#include "casework/words_of.h"
#include "web/report_parts.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

using casework::CertificateGrouping;

struct GroupingName {
    const char* word;
    CertificateGrouping grouping;
    Words name;
};

const std::array<GroupingName, 6>& groupings()
{
    static const std::array<GroupingName, 6> all{{
        {"role", CertificateGrouping::role, {"công việc", "role"}},
        {"equipment", CertificateGrouping::equipment, {"loại thiết bị", "equipment"}},
        {"province", CertificateGrouping::province, {"tỉnh", "province"}},
        {"status", CertificateGrouping::status, {"tình trạng", "status"}},
        {"expiry-year", CertificateGrouping::expiry_year, {"năm hết hạn", "year of end"}},
        {"expiry-month", CertificateGrouping::expiry_month, {"tháng hết hạn", "month of end"}},
    }};
    return all;
}

const GroupingName& grouping_asked(Visit& visit)
{
    const std::string word = visit.text("by").value_or("role");
    const auto found = std::ranges::find(groupings(), word, &GroupingName::word);
    if (found == groupings().end())
        refuse_field("by", {"không tính được theo “" + word + "”", "there is no count by \"" + word + "\""});
    return *found;
}

/// What a group is called; its key for programs.
Cell group_cell(Visit& visit, const std::string& key, CertificateGrouping grouping)
{
    const auto cells = visit.cells();
    const bool ends =
        grouping == CertificateGrouping::expiry_year || grouping == CertificateGrouping::expiry_month;
    if (key.empty())
        return Cell::coded("", ends ? Words{"không thời hạn", "no end"} : Words{"chưa ghi", "not recorded"});
    if (ends) return Cell::coded(key, {key.size() == 7 ? key.substr(5) + '/' + key.substr(0, 4) : key, key});
    if (grouping == CertificateGrouping::status) return casework::status_cell(key);
    const char* const field = grouping == CertificateGrouping::role        ? "role"
                              : grouping == CertificateGrouping::equipment ? "type"
                                                                           : "province";
    return cells(field, key);
}

casework::CertificateQuestion certificate_question(Visit& visit)
{
    casework::CertificateQuestion question;
    question.on = report_day(visit);
    question.known_by = visit.as_of().known_by;
    question.role = visit.text("role");
    question.equipment_type = visit.text("equipment");
    question.province = province_asked(visit);
    question.status = visit.text("status");
    question.expires_from = visit.day("expires_from");
    question.expires_to = visit.day("expires_to");
    question.scope = report_scope(visit);
    return question;
}

Form certificate_filters(Visit& visit, const casework::CertificateQuestion& question, const GroupingName& by)
{
    Form form{
        .action = "/reports/certificates", .asks = true, .submit = {"Xem", "Show"}, .inline_form = true};
    Field group{.kind = Field::Kind::choice,
                .name = "by",
                .label = {"Tính theo", "Count by"},
                .values = {by.word},
                .required = true};
    for (const GroupingName& each : groupings()) group.choices.push_back({each.word, each.name});
    form.fields.push_back(std::move(group));
    form.fields.push_back({.kind = Field::Kind::day,
                           .name = "on",
                           .label = {"Ngày xét", "Day"},
                           .values = {to_dmy(question.on)}});
    Field status{.kind = Field::Kind::choice, .name = "status", .label = {"Tình trạng", "Status"}};
    for (const char* word :
         {"in_force", "suspended", "revoked", "expired", "replaced", "withdrawn", "not_yet"})
        status.choices.push_back({word, casework::status_name(word)});
    form.fields.push_back(filter(visit, std::move(status)));
    form.fields.push_back(filter(visit, {.kind = Field::Kind::choice,
                                         .name = "role",
                                         .label = {"Công việc", "Role"},
                                         .choices = role_choices(visit.words())}));
    form.fields.push_back(filter(visit, {.kind = Field::Kind::choice,
                                         .name = "equipment",
                                         .label = {"Loại thiết bị", "Equipment"},
                                         .choices = choices_of(visit.words().equipment_types)}));
    add_province_field(form, visit, question.province);
    form.fields.push_back(filter(
        visit,
        {.kind = Field::Kind::day, .name = "expires_from", .label = {"Hết hạn từ ngày", "Expiring from"}}));
    form.fields.push_back(filter(
        visit,
        {.kind = Field::Kind::day, .name = "expires_to", .label = {"Hết hạn đến ngày", "Expiring until"}}));
    return form;
}

Listing certificate_list(Visit& visit, const casework::CertificateReport& report,
                         const std::vector<std::size_t>& places)
{
    documents::Table table{{"certificate", {"Số chứng chỉ", "Certificate"}},
                           {"issued_by", {"Nơi cấp", "Issued by"}},
                           {"worker", {"Nhân viên", "Worker"}},
                           {"role", {"Công việc", "Role"}},
                           {"issued_on", {"Ngày cấp", "Issued"}},
                           {"valid_to", {"Hết hạn", "Valid to"}},
                           {"status", {"Tình trạng", "Status"}},
                           {"province", {"Tỉnh", "Province"}}};
    Listing list{"certificates", {"Chứng chỉ của nhóm", "Certificates of the group"}, std::move(table)};
    const auto cells = visit.cells();
    const Part part{visit, places.size()};
    for (std::size_t at = part.first(); at < part.last(); ++at) {
        const auto& one = report.certificates[places[at]];
        const std::string worker = casework::worker_name(one.worker);
        list.table.row({one.certificate,
                        casework::FieldCells{visit.words(), one.issued_on}("issued_by", one.issued_by),
                        worker, cells("role", one.role), to_iso(one.issued_on), day_cell(one.valid_to),
                        casework::status_cell(one.status),
                        one.province.empty() ? Cell{} : cells("province", one.province)});
        list.links.push_back({address({"certificates", one.certificate}), "", address({"workers", worker})});
    }
    part.tell(list);
    return list;
}

Listing group_list(Visit& visit, const std::vector<casework::CertificateGroup>& groups,
                   const GroupingName& by)
{
    documents::Table table{{"group", {"Nhóm", "Group"}}, {"certificates", {"Chứng chỉ", "Certificates"}}};
    Listing list{
        "groups", {"Số chứng chỉ theo " + by.name.vi, "Certificates by " + by.name.en}, std::move(table)};
    for (const auto& group : groups) {
        list.table.row({group_cell(visit, group.key, by.grouping), group.certificates.size()});
        Parameters query = visit.query();
        query.add("group", group.key.empty() ? "-" : group.key);
        const std::string to = address({"reports", "certificates"}, query);
        list.links.push_back({to, to});
    }
    list.empty = {"Không có chứng chỉ nào như vậy.", "There is no such certificate."};
    return list;
}

Reply show_certificates(Visit& visit)
{
    const GroupingName& by = grouping_asked(visit);
    const auto report = casework::certificate_report(visit.database(), certificate_question(visit));
    const auto groups = report.by(by.grouping);
    Page page{{"Chứng chỉ nhân viên bức xạ", "Certificates of radiation workers"}};
    const std::string all = std::to_string(report.certificates.size());
    page.lead = {on_day(report.question.on).vi + ": " + all + " chứng chỉ.",
                 on_day(report.question.on).en + ": " + all + " certificates."};
    page.print = true;
    if (const auto wanted = visit.text("group")) {
        const std::string key = *wanted == "-" ? "" : *wanted;
        const auto found = std::ranges::find(groups, key, &casework::CertificateGroup::key);
        const Cell called = group_cell(visit, key, by.grouping);
        page.title = {"Chứng chỉ: " + called.shown(Language::vi),
                      "Certificates: " + called.shown(Language::en)};
        page.add(certificate_list(visit, report,
                                  found == groups.end() ? std::vector<std::size_t>{} : found->certificates));
        return page;
    }
    page.add(certificate_filters(visit, report.question, by));
    page.add(group_list(visit, groups, by));
    auto chart = begin_chart(visit.language(), page.title, on_day(report.question.on),
                             {{"chứng chỉ", "certificates"}});
    for (const auto& group : groups)
        chart.bars.push_back({group_cell(visit, group.key, by.grouping).shown(visit.language()),
                              {std::int64_t(group.certificates.size())}});
    add_chart(page, std::move(chart));
    if (by.grouping == CertificateGrouping::equipment)
        page.add(Paragraph{{"Một chứng chỉ cho nhiều loại thiết bị được tính ở mỗi loại.",
                            "A certificate for several types of equipment counts in each."},
                           true});
    return page;
}

} // namespace

void add_certificate_report_routes(Routes& routes)
{
    routes.page("/reports/certificates",
                {.access = only(readers),
                 .summary = {"Số chứng chỉ theo nhóm", "Certificates by group"},
                 .twins = true,
                 .asks = {"by", "group", "on", "role", "equipment", "province", "status", "expires_from",
                          "expires_to"}},
                show_certificates);
}

} // namespace radcert::web
