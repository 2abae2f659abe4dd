#include "casework/indicators.h"

#include <algorithm>

#include "casework/deadlines.h"

namespace radcert::casework {
namespace {

constexpr double online_for_two = 30,
                 online_for_one = 15; ///< percent; Circular 01/2018/TT-VPCP Art. 13 to 15

double percent(std::size_t part, std::size_t whole)
{
    return double(per_mille(part, whole).value_or(0)) / 10;
}

double one_decimal(double value)
{
    return double(std::int64_t(value * 10 + 0.5)) / 10;
}

Indicator unmeasured(std::string_view code, Words name, Words why)
{
    return {code, std::move(name), {}, {}, {}, 0, std::move(why)};
}

const Words not_in_register{"không đo được từ sổ", "not measurable from the register"};

/// Mean working days from receipt to decision, the applicant's time included.
Indicator total_time(const OneStopReport& report, const std::vector<rules::CalendarYear>& calendar)
{
    Indicator made{"IND-1", {"Thời gian giải quyết", "Total time"}, {}, {}, {}, 0, {}};
    std::int64_t days = 0;
    for (const std::size_t place : report.count("done").files) {
        const ReportedFile& file = report.files[place];
        if (!file.received_on || !file.ended_on) continue;
        const auto taken = working_days_between(calendar, *file.received_on, *file.ended_on);
        if (!taken) continue;
        days += *taken;
        ++made.files;
    }
    if (made.files == 0) {
        made.note = {"không có hồ sơ đã giải quyết nào đếm được", "no done file could be counted"};
        return made;
    }
    made.value = one_decimal(double(days) / double(made.files));
    made.unit = {"ngày làm việc", "working days"};
    made.note = {
        "trung bình từ tiếp nhận đến quyết định, kể cả thời gian chờ người nộp; điểm cần hạn của từng hồ sơ: "
        "xem "
        "tỷ lệ đúng hạn",
        "mean from receipt to decision, the applicant's time included; how it compares to each file's term: "
        "see the on-time rate"};
    return made;
}

Indicator contacts(const OneStopReport& report)
{
    Indicator made{"IND-3", {"Số lần liên hệ với nơi tiếp nhận", "Contacts with the desk"}, {}, {}, {}, 0,
                   {}};
    std::size_t all = 0;
    for (const std::size_t place : report.count("done").files) all += report.files[place].contacts;
    made.files = report.number("done");
    if (made.files == 0) {
        made.note = {"không có hồ sơ đã giải quyết", "no done file"};
        return made;
    }
    made.value = one_decimal(double(all) / double(made.files));
    made.unit = {"lần mỗi hồ sơ", "per file"};
    made.note = {"nộp, bổ sung, nộp phí, nhận kết quả đã ghi; cuộc gọi, lượt đến khác không có trong sổ",
                 "filing, supplements, payment and hand-over on record; calls and other visits are not in "
                 "the register"};
    return made;
}

Indicator online(const OneStopReport& report)
{
    Indicator made{"IND-9", {"Tỷ lệ nộp trực tuyến", "Online share"}, {}, {}, {}, 0, {}};
    made.files = report.number("received");
    if (made.files == 0) {
        made.note = {"không có hồ sơ tiếp nhận", "no file was received"};
        return made;
    }
    const double share = percent(report.number("online"), made.files);
    made.value = share;
    made.unit = {"%", "%"};
    const std::string unknown = std::to_string(report.number("channel_unknown"));
    // Files whose channel nobody recorded could lift the share over a bound: then no score is sure.
    const double most = percent(report.number("online") + report.number("channel_unknown"), made.files);
    const auto score = [](double value) {
        return value >= online_for_two ? 2 : value >= online_for_one ? 1 : 0;
    };
    if (score(share) == score(most)) made.score = score(share);
    made.note = {"từ 30%: 2 điểm, từ 15%: 1 điểm; các điều kiện khác của chỉ số không có trong sổ; " +
                     unknown + " hồ sơ chưa ghi cách nộp",
                 "from 30%: 2, from 15%: 1; the indicator's other conditions are not in the register; " +
                     unknown + (unknown == "1" ? " file" : " files") + " without a recorded channel"};
    return made;
}

Indicator on_time(const OneStopReport& report)
{
    Indicator made{"OS-15", {"Tỷ lệ đúng hạn", "On-time rate"}, {}, {}, {}, 0, {}};
    const std::size_t timely = report.number("done_early") + report.number("done_on_time");
    made.files = timely + report.number("done_late");
    const std::string unknown = std::to_string(report.number("done_no_deadline"));
    if (made.files > 0) {
        made.value = percent(timely, made.files);
        made.unit = {"%", "%"};
    }
    const std::string of_received =
        report.number("received") > 0
            ? std::to_string(timely) + "/" + std::to_string(report.number("received"))
            : "-";
    made.note = {"trước hạn và đúng hạn trên số đã giải quyết có hạn; " + unknown +
                     " hồ sơ đã giải quyết không biết hạn; trên số tiếp nhận (Nghị định 61/2018 Điều 30): " +
                     of_received,
                 "early and on time among the done with a known day; " + unknown +
                     " done without one; of the received (Decree 61/2018 Art. 30): " + of_received};
    return made;
}

} // namespace

std::vector<Indicator> indicators(const OneStopReport& report,
                                  const std::vector<rules::CalendarYear>& calendar)
{
    return {
        total_time(report, calendar),
        unmeasured("IND-2", {"Thời gian ở từng cơ quan, đơn vị", "Time per unit"}, not_in_register),
        contacts(report),
        unmeasured("IND-4", {"Số cơ quan phải liên hệ", "Bodies to be contacted"}, not_in_register),
        unmeasured("IND-5", {"Thực hiện tại một cửa", "Handled at one stop"}, not_in_register),
        unmeasured("IND-6", {"Công khai thủ tục", "Publicity"}, not_in_register),
        unmeasured("IND-7", {"Thái độ phục vụ", "Attitude"}, not_in_register),
        unmeasured("IND-8", {"Tiếp thu, giải trình phản ánh, kiến nghị", "Complaints answered in time"},
                   not_in_register),
        online(report),
        on_time(report),
    };
}

std::vector<Indicator> indicators(registry::Database& database, const RulebookInUse& rules,
                                  const OneStopReport& report)
{
    return indicators(report, rules::calendar_of(rules.book, desk_of(database), report.question.to));
}

} // namespace radcert::casework
