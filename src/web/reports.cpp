#include "web/nouns.h"
#include "web/report_parts.h"

namespace radcert::web {
namespace {

struct ReportEntry {
    const char* to;
    Words name, says;
    Duties duties;
};

const std::vector<ReportEntry>& reports()
{
    static const std::vector<ReportEntry> all{
        {"/reports/one-stop",
         {"Tình hình giải quyết hồ sơ một cửa", "One-stop statistics"},
         {"Hồ sơ tiếp nhận, đã giải quyết, đúng hạn, quá hạn trong kỳ; mỗi con số dẫn đến các hồ sơ đứng "
          "sau.",
          "Files received, done, on time and late in a period; every number leads to the files behind it."},
         readers},
        {"/reports/register-of-files",
         {"Sổ theo dõi hồ sơ (mẫu 06)", "Register of files (form 06)"},
         {"Từng hồ sơ nhận trong kỳ, theo thứ tự ngày nhận; in được.",
          "Every file received in a period, in order; can be printed."},
         readers},
        {"/reports/certificates",
         {"Chứng chỉ theo nhóm", "Certificates by group"},
         {"Có bao nhiêu chứng chỉ theo công việc, thiết bị, tỉnh, tình trạng, thời điểm hết hạn.",
          "How many certificates there are by role, equipment, province, status and end."},
         readers},
        {"/reports/coverage",
         {"Cơ sở thiếu người có chứng chỉ", "Coverage gaps"},
         {"Cơ sở nào đang thiếu hoặc sắp thiếu người mà luật đòi hỏi.",
          "Which facilities lack somebody whom the law asks for, or soon will."},
         readers},
        {"/reports/lapsing",
         {"Đào tạo, khám sức khỏe sắp hết hạn và đã hết hạn", "Papers about to lapse, and lapsed"},
         {"Giấy tờ của người đang làm việc sẽ quá cũ trong vài tháng tới.",
          "Papers of people in post that will be too old within months."},
         readers},
        {"/reports/reminders",
         {"Nhắc việc", "Reminders"},
         {"Ai cần được nhắc việc gì, trước ngày nào.", "Who must be told what, and by when."},
         readers},
        {"/reports/ledger",
         {"Đánh giá và quyết định khác kết quả", "Judgements and overrides"},
         {"Ở điểm nào của luật cán bộ phải tự đánh giá, và quyết định khác kết quả xem xét.",
          "Where people had to judge, and decided otherwise than the screening determined."},
         auditing},
        {"/reports/sweep",
         {"Rà soát chứng chỉ đã cấp", "Sweep of certificates issued"},
         {"Xét lại mọi chứng chỉ đã cấp theo những gì biết hôm nay.",
          "Every certificate issued here, judged again by what is known today."},
         auditing}};
    return all;
}

Reply show_reports(Visit& visit)
{
    Page page{{"Báo cáo", "Reports"}};
    documents::Table table{{"report", {"Báo cáo", "Report"}},
                           {"says", {"Trả lời câu hỏi gì", "What it answers"}}};
    Listing list{"reports", {"Các báo cáo", "Reports"}, std::move(table)};
    list.caption_shown = false;
    for (const ReportEntry& report : reports()) {
        if (!visit.may(report.duties)) continue;
        list.table.row({report.name.in(visit.language()), report.says.in(visit.language())});
        list.links.push_back({report.to});
    }
    page.add(std::move(list));
    return page;
}

} // namespace

void add_reports_routes(Routes& routes)
{
    routes.page("/reports", {.access = only(readers), .summary = {"Báo cáo", "Reports"}, .twins = true},
                show_reports);
    add_one_stop_report_routes(routes);
    add_certificate_report_routes(routes);
    add_report_list_routes(routes);
    add_ledger_report_routes(routes);
    add_sweep_report_routes(routes);
}

} // namespace radcert::web
